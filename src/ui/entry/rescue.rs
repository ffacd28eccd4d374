//! Beside signing in: another vault, a backup put back, a recovery sheet, what can be read of a damaged vault, an older format.

mod another;
mod restore;
mod salvage;
mod sheet;
mod upgrade;

use std::path::PathBuf;

use egui::{Id, Key, TextureHandle, Ui};
use zeroize::Zeroizing;

use crate::app::command::{Command, Secret as Sent, Trouble, WorkView};
use crate::app::rescue::{Ask as RescueAsk, Told};
use crate::text::say;
use crate::ui::Icon;
use crate::ui::background::Background;
use crate::ui::fields::{self, Line};
use crate::ui::keys;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Progress, Secret, SecretField};

use super::stage::{Foot, Stage, quiet_line};

/// What somebody wants who does not simply sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Another,
    Restore,
    Sheet,
    Salvage,
}

impl Way {
    fn message(self) -> &'static str {
        match self {
            Self::Another => "way-another",
            Self::Restore => "way-restore",
            Self::Sheet => "way-sheet",
            Self::Salvage => "way-salvage",
        }
    }
}

/// The ways as quiet buttons; the one that was pressed.
pub(super) fn ways(ui: &mut Ui, ways: &[Way]) -> Option<Way> {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        let mut chosen = None;
        for way in ways {
            let word = say(way.message());
            let pressed = Button::quiet(&word)
                .small()
                .id(Id::unique("way").with(way.message()))
                .show(ui)
                .clicked();
            chosen = if pressed { Some(*way) } else { chosen };
        }
        chosen
    })
    .inner
}

/// A page that stands in the place of the one before.
pub(super) struct Rescue {
    page: Page,
    work: Option<WorkView>,
    trouble: Option<Trouble>,
}

enum Page {
    Another(another::Another),
    Restore(restore::RestorePage),
    Sheet(sheet::SheetPage),
    Salvage(salvage::SalvagePage),
    Upgrade(upgrade::UpgradePage),
}

/// What a page needs to know while it is drawn.
struct Now<'a> {
    trouble: Option<&'a Trouble>,
    busy: bool,
}

/// What a page wants.
enum Wish {
    /// Back to the page before.
    Leave,
    Ask(RescueAsk),
}

impl Rescue {
    fn new(page: Page) -> Self {
        Self {
            page,
            work: None,
            trouble: None,
        }
    }

    pub(super) fn of(way: Way, login: &str) -> Self {
        Self::new(match way {
            Way::Another => Page::Another(another::Another::default()),
            Way::Restore => Page::Restore(restore::RestorePage::new(login, Vec::new())),
            Way::Sheet => Page::Sheet(sheet::SheetPage::default()),
            Way::Salvage => Page::Salvage(salvage::SalvagePage::new(login)),
        })
    }

    /// A vault of an older format was to be opened.
    pub(super) fn upgrade(login: &str, message: String) -> Self {
        Self::new(Page::Upgrade(upgrade::UpgradePage::new(login, message)))
    }

    /// A restore that was asked for in Settings.
    pub(super) fn restore(told: Told) -> Option<Self> {
        match told {
            Told::Backups(offered) => Some(Self::new(Page::Restore(restore::RestorePage::new(
                "", offered,
            )))),
            _ => None,
        }
    }

    pub(super) fn hear(&mut self, told: Told) {
        self.work = None;
        match &mut self.page {
            Page::Restore(page) => page.hear(told),
            Page::Sheet(page) => page.hear(&told),
            Page::Salvage(page) => page.hear(told),
            Page::Another(_) | Page::Upgrade(_) => {}
        }
    }

    /// Whether the page is done as soon as a vault is found.
    pub(super) fn ends_with_a_vault(&self) -> bool {
        match &self.page {
            Page::Another(_) => true,
            Page::Salvage(page) => page.is_done(),
            _ => false,
        }
    }

    pub(super) fn working(&mut self, work: WorkView) {
        self.work = Some(work);
    }

    pub(super) fn fail(&mut self, trouble: Trouble) {
        self.work = None;
        if let Page::Restore(page) = &mut self.page {
            page.failed(&trouble);
        }
        self.trouble = Some(trouble);
    }

    pub(super) fn asked(&mut self) {
        self.trouble = None;
    }

    /// Pages on which nothing is lost by going back.
    fn leaves_by_escape(&self) -> bool {
        matches!(self.page, Page::Another(_) | Page::Upgrade(_))
    }

    /// Draws the page; whether it is left.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        picture: &TextureHandle,
        busy: bool,
        asks: &mut Vec<Ask>,
    ) -> bool {
        let stage = Stage::begin(ui, Foot::None);
        stage.aside(ui, picture, |ui| {
            quiet_line(ui, Icon::Shield, &say("rescue-promise"));
        });
        let work = self.work.filter(|_| busy);
        let now = Now {
            trouble: self.trouble.as_ref(),
            busy,
        };
        let leaves = !busy && self.leaves_by_escape() && keys::take(ui, Key::Escape);
        let page = &mut self.page;
        let name = match page {
            Page::Another(_) => "another",
            Page::Restore(_) => "restore",
            Page::Sheet(_) => "sheet",
            Page::Salvage(_) => "salvage",
            Page::Upgrade(_) => "upgrade",
        };
        let wish = stage.body(ui, name, |ui| {
            if let Some(work) = work {
                if show_work(ui, work) {
                    asks.push(Ask::Do(Command::StopWork));
                }
                ui.add_space(space::S24);
            }
            match page {
                Page::Another(page) => page.show(ui, &now),
                Page::Restore(page) => page.show(ui, &now),
                Page::Sheet(page) => page.show(ui, &now),
                Page::Salvage(page) => page.show(ui, &now),
                Page::Upgrade(page) => page.show(ui, &now),
            }
        });
        match wish.or(leaves.then_some(Wish::Leave)) {
            None => false,
            Some(Wish::Ask(ask)) => {
                asks.push(Ask::Do(Command::Rescue(ask)));
                false
            }
            Some(Wish::Leave) => {
                asks.push(Ask::Do(Command::Rescue(RescueAsk::Leave)));
                true
            }
        }
    }
}

fn show_work(ui: &mut Ui, work: WorkView) -> bool {
    let (label, detail) = (say("work-title"), say(&format!("work-{}", work.phase)));
    Progress::new(Id::unique("rescue work"), &label, Some(work.part))
        .detail(&detail)
        .can_cancel()
        .show(ui)
}

/// What was typed, on its way to the vault.
fn sent(secret: &Secret) -> Sent {
    Sent(Zeroizing::new(secret.as_str().to_owned()))
}

fn secret(ui: &mut Ui, id: Id, message: &str, error: Option<&str>, typed: &mut Secret) -> bool {
    let (label, error) = (say(message), error.map(say));
    let width = ui.available_width().min(360.0);
    crate::ui::fields::column(ui, width, |ui| {
        SecretField::new(id, &label)
            .error(error.as_deref())
            .show(ui, typed)
    })
    .wish
        == Some(crate::ui::keys::Wish::GoOn)
}

/// Login and passphrase, without which nothing is done with a vault.
struct SignIn {
    login: String,
    passphrase: Secret,
    tried: bool,
    focus: bool,
}

impl SignIn {
    fn new(login: &str) -> Self {
        Self {
            login: login.to_owned(),
            passphrase: Secret::new(),
            tried: false,
            focus: true,
        }
    }

    /// Draws both fields and the buttons. What was typed once it is sent, and nothing of it for the way back. The messages are
    /// those of the passphrase and of the button; `first` is the field that takes the keyboard.
    fn show(
        &mut self,
        ui: &mut Ui,
        id: impl Fn(&str) -> Id,
        [passphrase, go]: [&str; 2],
        first: &str,
        now: &Now<'_>,
    ) -> Option<Option<(String, Sent)>> {
        Line::new(id("login"), "unlock-login")
            .width(360.0)
            .show(ui, &mut self.login);
        let error = (self.tried && self.passphrase.is_empty()).then_some("error-needed");
        let typed = &mut self.passphrase;
        let entered = secret(ui, id("passphrase"), passphrase, error, typed);
        fields::focus_once(ui, &mut self.focus, id(first));
        let (go, back) = buttons(ui, go, id("buttons"), now);
        if back {
            return Some(None);
        }
        if !(go || entered) || now.busy {
            return None;
        }
        self.tried = true;
        if self.passphrase.is_empty() {
            return None;
        }
        let passphrase = sent(&self.passphrase);
        self.passphrase.clear();
        Some(Some((self.login.trim().to_owned(), passphrase)))
    }
}

/// The button that goes on, and the one that goes back.
fn buttons(ui: &mut Ui, go: &str, id: Id, now: &Now<'_>) -> (bool, bool) {
    let (go, back) = (say(go), say("rescue-back"));
    ui.add_space(space::S16);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::S12;
        let go = Button::primary(&go)
            .busy(now.busy)
            .id(id.with("go"))
            .show(ui)
            .clicked();
        let waits = say("rescue-busy");
        let back = Button::quiet(&back)
            .disabled(now.busy.then_some(waits.as_str()))
            .id(id.with("back"))
            .show(ui)
            .clicked();
        (go, back)
    })
    .inner
}

/// A path that is typed or chosen.
#[derive(Default)]
struct Chosen {
    typed: String,
    choosing: Background<Option<PathBuf>>,
}

/// What may be chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Folder,
    Backup,
}

impl Chosen {
    fn show(
        &mut self,
        ui: &mut Ui,
        id: Id,
        message: &str,
        error: Option<&str>,
        what: What,
    ) -> bool {
        if let Some(Some(path)) = self.choosing.poll() {
            self.typed = path.display().to_string();
        }
        let reply = Line::new(id, message)
            .error(error)
            .limit(1000)
            .show(ui, &mut self.typed);
        let (choose, title) = (say("backup-choose"), say(message));
        let pressed = Button::quiet(&choose)
            .icon(Icon::Storage)
            .small()
            .busy(self.choosing.is_running())
            .id(id.with("choose"))
            .show(ui)
            .clicked();
        if pressed {
            self.choosing.start(ui.ctx(), move || {
                let dialog = rfd::FileDialog::new().set_title(title);
                match what {
                    What::Folder => dialog.pick_folder(),
                    What::Backup => dialog.add_filter("cbk", &["cbk"]).pick_file(),
                }
            });
        }
        reply.wish == Some(crate::ui::keys::Wish::GoOn)
    }

    fn path(&self) -> Option<PathBuf> {
        let typed = self.typed.trim();
        (!typed.is_empty()).then(|| PathBuf::from(typed))
    }
}
