//! What stands over the page - palette, menu, list of keys, guide - and what commands do, wherever they were chosen.

use egui::{Context, Event, Id, Key, Modifiers, Ui, ViewportCommand};

use crate::app::command::{Command, LockWhy};
use crate::app::handover;
use crate::text::say;
use crate::ui::guide::Guide;
use crate::ui::screen::{Ask, Place};
use crate::ui::screening::OnPage;
use crate::ui::theme::space;
use crate::ui::widgets::palette;
use crate::ui::widgets::{Drawer, Tone, drawer::Edge};
use crate::ui::{Words, keys, shell};

use super::commands::{self, Act, Family, Row, Screening, Situation, TABLE, sheet};
use super::palette::{Chosen, Palette, menu_row};
use super::{Outer, Window, places};

/// What is open over the page.
#[derive(Default)]
pub(super) struct Over {
    pub(super) keys: bool,
    pub(super) menu: bool,
    pub(super) palette: Option<Palette>,
    pub(super) guide: Option<Guide>,
    /// A key to be pressed on the page as soon as nothing stands over it.
    pub(super) press: Option<(Modifiers, Key)>,
}

impl Window {
    pub(super) fn act_on_shortcuts(&mut self, ctx: &Context) {
        if self.is_handed_over() {
            // The screen is the person's: nothing of the desk stands over it.
            self.over = Over::default();
        }
        if let Some(row) = commands::pressed(ctx, self.is_open())
            && (row.is_for_anybody() || !self.is_handed_over())
        {
            self.run(ctx, row);
        }
        if let Some((held, key)) = self.over.press.filter(|_| keys::shortcuts_allowed(ctx)) {
            self.over.press = None;
            press(ctx, held, key);
        }
        if self.over.press.is_some() {
            ctx.request_repaint();
        }
    }

    /// What stands over every page: toasts, palette, menu, the list of keys, the guide, the last question before closing.
    pub(super) fn show_over(&mut self, ui: &mut Ui) {
        self.show_palette(ui);
        self.show_menu(ui);
        if self.over.keys && sheet::show_list(ui) {
            self.over.keys = false;
        }
        if self.over.guide.as_mut().is_some_and(|guide| guide.show(ui)) {
            self.over.guide = None;
        }
        let answer = self.closing.show(ui);
        if let Some(answer) = answer {
            self.settle_closing(ui.ctx(), answer);
        }
        if self.toasts.show(ui.ctx(), shell::FOOTER)
            && let Some(row) = commands::row_of(&Act::Undo)
        {
            self.run(ui.ctx(), row);
        }
    }

    fn show_palette(&mut self, ui: &Ui) {
        let Some(mut palette) = self.over.palette.take() else {
            return;
        };
        let outcome = self.with_situation(|now, groups| palette.show(ui, now, groups));
        if let Some(command) = outcome.ask {
            self.grant(ui.ctx(), Ask::Do(command));
        }
        match outcome.chosen {
            Some(chosen) => self.choose(ui.ctx(), chosen),
            None if outcome.close => {}
            None => self.over.palette = Some(palette),
        }
    }

    fn choose(&mut self, ctx: &Context, chosen: Chosen) {
        match chosen {
            Chosen::Run(row) => self.run(ctx, row),
            Chosen::Client(id) => self.grant(ctx, Ask::Go(Place::Client(id))),
            Chosen::Group(id) => {
                self.grant(ctx, Ask::Go(Place::Groups));
                if let Outer::Open(open) = &mut self.outer {
                    open.edit_group(&id);
                }
            }
        }
    }

    fn show_menu(&mut self, ui: &Ui) {
        if !self.over.menu {
            return;
        }
        let title = crate::text::say("menu-title");
        let drawer = Drawer::new(Id::unique("command menu"), &title, Edge::Right).width(440.0);
        let (close, chosen) = self.with_situation(|now, _| drawer.show(ui, |ui| menu(ui, now)));
        if close || chosen.is_some() {
            self.over.menu = false;
        }
        if let Some(row) = chosen {
            self.run(ui.ctx(), row);
        }
    }

    /// What decides which commands can be done, and the groups.
    fn with_situation<R>(
        &self,
        then: impl FnOnce(&Situation<'_>, &[crate::domain::group::Group]) -> R,
    ) -> R {
        let open = match &self.outer {
            Outer::Open(open) => Some(open),
            Outer::Locked(_) => None,
        };
        let may = |deed| open.is_some_and(|open| open.opened.can(deed));
        let screening = open
            .filter(|open| matches!(open.place(), Place::Screening(_)))
            .and_then(|open| open.work.as_ref())
            .filter(|work| work.unread.is_none())
            .map(|work| Screening {
                step: work.step,
                safety_due: places::safety_is_due(work),
            });
        let today = self.day();
        let on_page = |act| {
            open.map_or(Some("command-not-locked"), |open| {
                open.why_not(act, open.day(today))
            })
        };
        let now = Situation {
            open: open.is_some(),
            may: &may,
            screening,
            undo: self.undo.is_some()
                || open.is_some_and(|open| {
                    open.work.as_ref().is_some_and(|work| work.can_undo())
                        && matches!(open.place(), Place::Screening(_))
                }),
            on_page: &on_page,
            percent: self.settings.text_percent(),
            look: self.settings.look(),
        };
        then(&now, open.map_or(&[], |open| &open.groups))
    }

    /// Does what a row of the table says, unless it cannot be done now.
    fn run(&mut self, ctx: &Context, row: &'static Row) {
        if self.with_situation(|now, _| row.why_not(now)).is_some() {
            return;
        }
        let percent = self.settings.text_percent();
        match &row.act {
            Act::Go(place) => self.grant(ctx, Ask::Go(place.clone())),
            Act::FindClient => {
                if let Outer::Open(open) = &mut self.outer {
                    open.find_client();
                }
                self.grant(ctx, Ask::Go(Place::Clients));
            }
            Act::Start(pathway) => self.go_then(ctx, Place::NewScreening, |open, asks| {
                open.pages.new_screening.begin(*pathway, asks);
            }),
            Act::Settings(part) => self.go_then(ctx, Place::Settings, |open, _| {
                open.pages.settings.open(*part);
            }),
            Act::Step(step) => {
                self.settle();
                if let Outer::Open(open) = &mut self.outer
                    && let Some(work) = &mut open.work
                {
                    work.step = *step;
                }
            }
            Act::Press(held, key) => self.over.press = Some((*held, *key)),
            Act::OnPage(act) => self.run_on_page(ctx, *act),
            Act::Undo => self.undo(ctx),
            Act::AddClient => self.go_then(ctx, Place::Clients, |open, _| {
                open.pages.clients.add();
            }),
            Act::AddGroup => self.go_then(ctx, Place::Groups, |open, _| {
                open.pages.groups.add(&open.opened.clinic);
            }),
            Act::Larger => self.resize_text(ctx, percent + 10),
            Act::Smaller => self.resize_text(ctx, percent.saturating_sub(10)),
            Act::NormalSize => self.resize_text(ctx, 100),
            Act::Wear(look) => {
                self.settings.wear(*look);
                self.look_anew(ctx);
            }
            Act::Still => {
                let still = !self.settings.is_still();
                self.settings.set_still(still);
                self.look_anew(ctx);
            }
            Act::Lock => self.lock(ctx, LockWhy::Asked),
            Act::Close => ctx.send_viewport_cmd(ViewportCommand::Close),
            Act::Palette => self.over.palette = Some(Palette::default()),
            Act::Menu => self.over.menu = true,
            Act::Shortcuts => self.over.keys = true,
            Act::Guide => self.open_guide(),
        }
    }

    /// Does what a button of a page does, unless what was being typed raised a concern, which stands above everything.
    fn run_on_page(&mut self, ctx: &Context, act: OnPage) {
        let level = |window: &Self| match &window.outer {
            Outer::Open(open) => open.work.as_ref().map(|work| work.alarmed),
            Outer::Locked(_) => None,
        };
        let before = level(self);
        self.settle();
        if level(self) != before {
            return;
        }
        let Outer::Open(open) = &mut self.outer else {
            return;
        };
        let Some(work) = &mut open.work else { return };
        if act == OnPage::HandOver {
            let give = handover::Ask::Give(work.open.id);
            self.grant(ctx, Ask::Do(Command::HandOver(give)));
        } else {
            work.want(act);
            ctx.request_repaint();
        }
    }

    /// Takes the last thing back.
    fn undo(&mut self, ctx: &Context) {
        self.toasts.clear_undo();
        if let Some(command) = self.undo.take() {
            self.grant(ctx, Ask::Do(*command));
            self.toasts.push(Tone::Info, say("undo-done"));
            return;
        }
        self.settle();
        let mut asks = Vec::new();
        if let Outer::Open(open) = &mut self.outer
            && let Some(work) = &mut open.work
        {
            work.undo(&mut asks);
        }
        for ask in asks {
            self.grant(ctx, ask);
        }
        self.toasts.push(Tone::Info, say("undo-done"));
    }

    fn look_anew(&self, ctx: &Context) {
        self.settings.theme().install(ctx, Words::default());
        self.settings.keep();
        ctx.request_repaint();
    }

    /// Goes somewhere, and on from there unless the person is asked about something typed first.
    fn go_then(
        &mut self,
        ctx: &Context,
        place: Place,
        then: impl FnOnce(&mut super::Open, &mut Vec<Ask>),
    ) {
        self.grant(ctx, Ask::Go(place.clone()));
        let mut asks = Vec::new();
        if let Outer::Open(open) = &mut self.outer
            && *open.place() == place
            && open.leaving.is_none()
        {
            then(open, &mut asks);
        }
        for ask in asks {
            self.grant(ctx, ask);
        }
    }

    /// Opens the guide at what belongs to the page on the screen.
    pub(super) fn open_guide(&mut self) {
        let chapter = match &self.outer {
            Outer::Locked(gate) if gate.is_first_start() => "first-start",
            Outer::Locked(_) => "when-something-is-wrong",
            Outer::Open(open) => open.chapter(),
        };
        self.over.guide = Some(Guide::at(chapter));
    }

    /// A search was answered: the palette may have asked.
    pub(super) fn tell_palette(
        &mut self,
        ctx: &Context,
        query: &str,
        rows: &[crate::app::command::ClientRow],
    ) {
        let next = self
            .over
            .palette
            .as_mut()
            .and_then(|palette| palette.hear(query, rows));
        if let Some(command) = next {
            self.grant(ctx, Ask::Do(command));
        }
    }
}

fn menu(ui: &mut Ui, now: &Situation<'_>) -> Option<&'static Row> {
    ui.spacing_mut().item_spacing.y = space::S4;
    let mut chosen = None;
    for family in Family::ALL {
        // The menu itself and the palette are how one came here.
        let rows = TABLE
            .iter()
            .filter(|row| row.family == family && row.act != Act::Menu);
        for (index, row) in rows.enumerate() {
            let heading = (index == 0).then(|| family.heading());
            let shown = menu_row(row, now, heading);
            let id = Id::unique("command menu row").with(row.id);
            if palette::menu_row(ui, id, &shown, false).clicked() && shown.cannot.is_none() {
                chosen = Some(row);
            }
        }
    }
    chosen
}

/// As if a key were pressed on the page that is drawn next.
fn press(ctx: &Context, modifiers: Modifiers, key: Key) {
    ctx.input_mut(|input| {
        input.events.push(Event::Key {
            key,
            physical_key: None,
            pressed: true,
            repeat: false,
            modifiers,
        });
    });
}
