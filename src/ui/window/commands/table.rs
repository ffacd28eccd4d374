//! The table of commands: a new command is a row here and two lines in `assets/text/en/commands.ftl`.

use egui::{Key, Modifiers};

use super::{Act, Chord, Family, Row, When};
use crate::domain::form::Pathway;
use crate::ui::screen::Place;
use crate::ui::screening::answer::{Pass, Who};
use crate::ui::screening::{OnPage, Step};
use crate::ui::settings::Part;
use crate::ui::{Icon, Look};

const CTRL: Modifiers = Modifiers::COMMAND;
const ALT: Modifiers = Modifiers::ALT;
const NONE: Modifiers = Modifiers::NONE;

impl Row {
    const fn new(id: &'static str, icon: Icon, family: Family, act: Act, when: When) -> Self {
        Row {
            id,
            act,
            icon,
            family,
            chord: None,
            when,
        }
    }

    const fn begin(id: &'static str, icon: Icon, act: Act) -> Self {
        Row::new(id, icon, Family::Begin, act, When::Page)
    }

    const fn go(id: &'static str, icon: Icon, act: Act) -> Self {
        Row::new(id, icon, Family::Go, act, When::Page)
    }

    const fn screening(id: &'static str, icon: Icon, act: Act) -> Self {
        Row::new(id, icon, Family::Screening, act, When::Page)
    }

    const fn on_page(id: &'static str, icon: Icon, act: OnPage) -> Self {
        Row::new(id, icon, Family::Screening, Act::OnPage(act), When::Page)
    }

    const fn view(id: &'static str, icon: Icon, act: Act) -> Self {
        Row::new(id, icon, Family::View, act, When::Always)
    }

    const fn window(id: &'static str, icon: Icon, act: Act, when: When) -> Self {
        Row::new(id, icon, Family::Window, act, when)
    }

    const fn keys(mut self, modifiers: Modifiers, key: Key, cap: &'static str) -> Self {
        self.chord = Some(Chord {
            modifiers,
            key,
            cap,
        });
        self
    }
}

/// Every command, each family in the order in which it is listed.
pub(crate) static TABLE: [Row; 75] = [
    Row::begin("new-screening", Icon::Plus, Act::Go(Place::NewScreening)).keys(CTRL, Key::N, "N"),
    Row::begin("support", Icon::HandHeart, Act::Start(Pathway::Support)),
    Row::begin("therapy", Icon::ClipboardText, Act::Start(Pathway::Therapy)),
    Row::begin("triage", Icon::Question, Act::Start(Pathway::Triage)),
    Row::begin("find-client", Icon::Search, Act::FindClient).keys(CTRL, Key::F, "F"),
    Row::begin("add-client", Icon::UserPlus, Act::AddClient),
    Row::begin("add-group", Icon::UsersThree, Act::AddGroup),
    Row::go("home", Icon::Home, Act::Go(Place::Home)).keys(CTRL, Key::Num1, "1"),
    Row::go("clients", Icon::Users, Act::Go(Place::Clients)).keys(CTRL, Key::Num2, "2"),
    Row::go("groups", Icon::UsersThree, Act::Go(Place::Groups)).keys(CTRL, Key::Num3, "3"),
    Row::go("letters", Icon::Envelope, Act::Go(Place::Letters)).keys(CTRL, Key::Num4, "4"),
    Row::go(
        "activity",
        Icon::ClockCounterClockwise,
        Act::Go(Place::Activity),
    )
    .keys(CTRL, Key::Num5, "5"),
    Row::go("reports", Icon::ChartBar, Act::Go(Place::Reports)).keys(CTRL, Key::Num6, "6"),
    Row::go("records", Icon::Archive, Act::Go(Place::Records)).keys(CTRL, Key::Num7, "7"),
    Row::go("settings", Icon::Gear, Act::Go(Place::Settings)).keys(CTRL, Key::Comma, ","),
    Row::go("settings-clinic", Icon::Gear, Act::Settings(Part::Clinic)),
    Row::go(
        "settings-letterhead",
        Icon::Gear,
        Act::Settings(Part::Letterhead),
    ),
    Row::go("settings-texts", Icon::Gear, Act::Settings(Part::Texts)),
    Row::go("settings-people", Icon::Gear, Act::Settings(Part::People)),
    Row::go("settings-backups", Icon::Gear, Act::Settings(Part::Backups)),
    Row::go(
        "settings-appearance",
        Icon::Gear,
        Act::Settings(Part::Appearance),
    ),
    Row::go("settings-keys", Icon::Gear, Act::Settings(Part::Keys)),
    Row::go("settings-about", Icon::Gear, Act::Settings(Part::About)),
    Row::screening("step-answer", Icon::ListChecks, Act::Step(Step::Answer)),
    Row::screening("step-safety", Icon::Shield, Act::Step(Step::Safety)),
    Row::screening("step-result", Icon::CheckCircle, Act::Step(Step::Result)),
    Row::screening("step-match", Icon::Chair, Act::Step(Step::Match)),
    Row::screening("step-decide", Icon::Signature, Act::Step(Step::Decide)),
    Row::screening("step-letter", Icon::FilePdf, Act::Step(Step::Letter)),
    Row::screening("reasons", Icon::Eye, Act::Press(NONE, Key::F8)).keys(NONE, Key::F8, "F8"),
    Row::screening("cover", Icon::EyeSlash, Act::Press(NONE, Key::F9)).keys(NONE, Key::F9, "F9"),
    Row::screening(
        "question-next",
        Icon::CaretDown,
        Act::Press(ALT, Key::ArrowDown),
    )
    .keys(ALT, Key::ArrowDown, "Down"),
    Row::screening(
        "question-before",
        Icon::CaretUp,
        Act::Press(ALT, Key::ArrowUp),
    )
    .keys(ALT, Key::ArrowUp, "Up"),
    Row::screening(
        "section-next",
        Icon::ArrowRight,
        Act::Press(CTRL, Key::PageDown),
    )
    .keys(CTRL, Key::PageDown, "PgDn"),
    Row::screening(
        "section-before",
        Icon::ArrowLeft,
        Act::Press(CTRL, Key::PageUp),
    )
    .keys(CTRL, Key::PageUp, "PgUp"),
    Row::on_page("pass-all", Icon::ListChecks, OnPage::Pass(Pass::All)),
    Row::on_page("pass-before", Icon::ListChecks, OnPage::Pass(Pass::Before)),
    Row::on_page(
        "pass-together",
        Icon::ListChecks,
        OnPage::Pass(Pass::Together),
    ),
    Row::on_page(
        "pass-observe",
        Icon::ListChecks,
        OnPage::Pass(Pass::Observe),
    ),
    Row::on_page("room-person", Icon::Users, OnPage::InRoom(Who::Person)),
    Row::on_page(
        "room-interpreter",
        Icon::Users,
        OnPage::InRoom(Who::Interpreter),
    ),
    Row::on_page("room-support", Icon::Users, OnPage::InRoom(Who::Support)),
    Row::on_page("room-guardian", Icon::Users, OnPage::InRoom(Who::Guardian)),
    Row::on_page("pause", Icon::Clock, OnPage::Pause),
    Row::on_page("hand-over", Icon::Handshake, OnPage::HandOver),
    Row::on_page("raise", Icon::Shield, OnPage::Raise),
    Row::on_page("urgent", Icon::BellRingingFill, OnPage::Urgent),
    Row::on_page("other-pathway", Icon::ArrowsClockwise, OnPage::OtherPathway),
    Row::on_page("print-sheet", Icon::Printer, OnPage::PrintSheet),
    Row::on_page("save-sheet", Icon::Download, OnPage::SaveSheet),
    Row::on_page("choose-group", Icon::Chair, OnPage::ChooseGroup),
    Row::on_page("wait-by-hand", Icon::Hourglass, OnPage::WaitByHand),
    Row::on_page("sign", Icon::Signature, OnPage::Sign),
    Row::on_page("keep-nothing", Icon::Trash, OnPage::KeepNothing),
    Row::on_page("save-letter", Icon::FilePdf, OnPage::SaveLetter),
    Row::on_page(
        "save-letter-locked",
        Icon::LockFill,
        OnPage::SaveLetterLocked,
    ),
    Row::on_page("print-letter", Icon::Printer, OnPage::PrintLetter),
    Row::on_page("addendum", Icon::Plus, OnPage::Addendum),
    Row::on_page("second-signature", Icon::Signature, OnPage::SecondSignature),
    Row::on_page("in-error", Icon::WarningOctagonFill, OnPage::InError),
    Row::view("larger", Icon::TextSize, Act::Larger).keys(CTRL, Key::Plus, "+"),
    Row::view("smaller", Icon::TextSize, Act::Smaller).keys(CTRL, Key::Minus, "-"),
    Row::view("normal-size", Icon::TextSize, Act::NormalSize).keys(CTRL, Key::Num0, "0"),
    Row::view("light", Icon::Sun, Act::Wear(Look::Light)),
    Row::view("dark", Icon::Moon, Act::Wear(Look::Dark)),
    Row::view(
        "contrast-light",
        Icon::Contrast,
        Act::Wear(Look::ContrastLight),
    ),
    Row::view(
        "contrast-dark",
        Icon::Contrast,
        Act::Wear(Look::ContrastDark),
    ),
    Row::view("still", Icon::Pause, Act::Still),
    Row::window("palette", Icon::Search, Act::Palette, When::Page).keys(CTRL, Key::K, "K"),
    Row::window("menu", Icon::More, Act::Menu, When::Page).keys(NONE, Key::F10, "F10"),
    Row::window(
        "undo",
        Icon::ArrowCounterClockwise,
        Act::Undo,
        When::Reading,
    )
    .keys(CTRL, Key::Z, "Z"),
    Row::window("guide", Icon::FirstAid, Act::Guide, When::Free).keys(NONE, Key::F1, "F1"),
    Row::window("shortcuts", Icon::Keyboard, Act::Shortcuts, When::Free).keys(
        CTRL,
        Key::Slash,
        "/",
    ),
    Row::window("lock", Icon::Lock, Act::Lock, When::Open).keys(CTRL, Key::L, "L"),
    Row::window("close", Icon::SignOut, Act::Close, When::Always),
];
