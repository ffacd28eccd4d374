//! Home: what needs me now. Open safety concerns first, then drafts to finish, then what was signed lately.

mod planned;

use egui::{Align, Id, Layout, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::app::command::{BackupView, Command, Deed, HomeView, ScreeningRow, WaitingView};
use crate::domain::answers::SafetyLevel;
use crate::domain::id::ScreeningId;
use crate::domain::screening::Stage;
use crate::text::{count, say, say_with};
use crate::ui::clients::pathway_name;
use crate::ui::fields;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::shell;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, Cell, Column, EmptyState, Table, Text, Tone};
use crate::ui::window::commands;
use crate::ui::{Icon, Ink, State, Theme, Type, Words, dates, paint};

/// The page.
#[derive(Default)]
pub struct HomePage {
    view: Option<Box<HomeView>>,
    /// Whether the vault was made a moment ago, so that its owner chooses how to begin.
    welcome: bool,
}

impl HomePage {
    /// Whether to ask how to begin.
    pub fn welcome(&mut self, welcome: bool) {
        self.welcome = welcome;
    }

    /// What needs me now came.
    pub fn hear(&mut self, view: HomeView) {
        self.view = Some(Box::new(view));
    }

    /// How many safety concerns are open.
    #[must_use]
    pub fn concerns(&self) -> usize {
        self.view.as_ref().map_or(0, |view| view.concerns.len())
    }

    /// Draws it, with how many things wait among the records and how many are due for erasure.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        shared: &Shared<'_>,
        (waiting, due): (usize, usize),
        asks: &mut Vec<Ask>,
    ) {
        if self.welcome {
            self.show_welcome(ui, shared, asks);
            return;
        }
        let (title, new) = (say("home-title"), say("home-new-screening"));
        let line = self.counts();
        let keys = commands::cap(&commands::Act::Go(Place::NewScreening));
        let may_start = shared.opened.can(Deed::SupportStart);
        let pressed = fields::head(ui, &title, &line, |ui| {
            may_start
                && Button::primary(&new)
                    .icon(Icon::Plus)
                    .key(&keys)
                    .id(Id::unique("home new screening"))
                    .show(ui)
                    .clicked()
        });
        if pressed {
            asks.push(Ask::Go(Place::NewScreening));
        }
        let Some(view) = &self.view else {
            Text::help(&say("page-loading")).show(ui);
            return;
        };
        if !shared.opened.can(Deed::ScreeningList) {
            let (title, text) = (say("home-no-screenings"), say("home-no-screenings-text"));
            EmptyState::new(Icon::ClipboardText, &title)
                .text(&text)
                .show(ui);
            return;
        }
        show_concerns(ui, &view.concerns, shared, asks);
        if let Some(backups) = &view.backups {
            show_backups(ui, backups, shared, asks);
            ui.add_space(space::S24);
        }
        if waiting > 0 {
            let (title, look) = (count("records-home", waiting), say("records-home-open"));
            let pressed = Banner::new(Id::unique("home records"), Tone::Info, &title)
                .actions(&[&look])
                .show(ui);
            if pressed.is_some() {
                asks.push(Ask::Go(Place::Records));
            }
            ui.add_space(space::S24);
        }
        show_due(ui, due, asks);
        show_waiting(ui, &view.waiting, asks);
        if view.drafts.is_empty() && view.recent.is_empty() && view.concerns.is_empty() {
            show_empty(ui, view, asks);
            return;
        }
        if let Some(id) = planned::show(ui, &view.drafts, shared) {
            asks.push(Ask::Go(Place::Screening(id)));
        }
        let drafts: Vec<ScreeningRow> = view
            .drafts
            .iter()
            .filter(|row| !planned::is_planned(row) && !row.set_aside)
            .cloned()
            .collect();
        // What can be decided at once comes before what has questions open.
        let (to_sign, drafts): (Vec<_>, Vec<_>) = drafts
            .into_iter()
            .partition(|row| row.missing == 0 && shared.opened.clinician);
        if !to_sign.is_empty() {
            fields::heading(ui, "home-to-sign");
            ui.add_space(space::S4);
            let opened = screenings_table(ui, Id::unique("home to sign"), &to_sign, shared);
            asks.extend(opened.map(|id| Ask::Go(Place::Screening(id))));
            ui.add_space(space::S32);
        }
        fields::heading(ui, "home-drafts");
        ui.add_space(space::S4);
        if drafts.is_empty() {
            Text::help(&say("home-no-drafts")).show(ui);
        } else if let Some(id) = screenings_table(ui, Id::unique("home drafts"), &drafts, shared) {
            asks.push(Ask::Go(Place::Screening(id)));
        }
        ui.add_space(space::S32);
        fields::heading(ui, "home-recent");
        ui.add_space(space::S4);
        if view.recent.is_empty() {
            Text::help(&say("home-no-recent")).show(ui);
        } else if let Some(id) =
            screenings_table(ui, Id::unique("home recent"), &view.recent, shared)
        {
            asks.push(Ask::Go(Place::Screening(id)));
        }
    }

    fn counts(&self) -> String {
        self.view.as_ref().map_or_else(String::new, |view| {
            let (clients, groups) = (
                count("home-clients", view.clients),
                count("home-groups", view.groups),
            );
            say_with("home-counts", &[("clients", &clients), ("groups", &groups)])
        })
    }

    fn show_welcome(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let title = say_with("welcome-title", &[("clinic", &shared.opened.clinic.name)]);
        fields::head(ui, &title, &say("welcome-text"), |_| {});
        let (empty, around) = (say("welcome-empty"), say("welcome-look-around"));
        let pressed = fields::pair(
            ui,
            |ui| {
                shell::card(ui, |ui| {
                    Text::h2(&say("welcome-empty-title")).show(ui);
                    Text::body(&say("welcome-empty-text"))
                        .ink(Ink::Help)
                        .show(ui);
                    ui.add_space(space::S8);
                    Button::primary(&empty)
                        .icon(Icon::DoorOpen)
                        .id(Id::unique("welcome empty"))
                        .show(ui)
                        .clicked()
                })
            },
            |ui| {
                shell::card(ui, |ui| {
                    Text::h2(&say("welcome-look-around-title")).show(ui);
                    Text::body(&say("welcome-look-around-text"))
                        .ink(Ink::Help)
                        .show(ui);
                    ui.add_space(space::S8);
                    Button::quiet(&around)
                        .icon(Icon::Eye)
                        .busy(shared.busy)
                        .show(ui)
                        .clicked()
                })
            },
        );
        if pressed.0 {
            self.welcome = false;
        }
        if pressed.1 {
            asks.push(Ask::Do(Command::LookAround));
        }
    }
}

/// One calm line about backups; after a week without one, a banner that does not go away.
fn show_backups(ui: &mut Ui, view: &BackupView, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
    let words = Words::of(ui);
    let when = |at| dates::moment_within(at, shared.today, &words);
    let last = match view.last {
        Some(at) => say_with("backup-line", &[("when", &when(at))]),
        None => say("backup-line-none"),
    };
    let proven = match view.proven {
        Some(at) => say_with("backup-line-proven", &[("when", &when(at))]),
        None => say("backup-line-unproven"),
    };
    let line = format!("{last} {proven}");
    if view.late {
        let (title, go) = (say("backup-late"), say("backup-late-go"));
        let pressed = Banner::new(Id::unique("home backups"), Tone::Stop, &title)
            .text(&line)
            .actions(&[&go])
            .show(ui);
        if pressed.is_some() {
            asks.push(Ask::Go(Place::Settings));
        }
    } else {
        Text::help(&line).full_width().show(ui);
    }
    ui.add_space(space::S16);
}

/// Records whose time is over.
fn show_due(ui: &mut Ui, due: usize, asks: &mut Vec<Ask>) {
    if due == 0 {
        return;
    }
    let (title, text, look) = (
        count("home-due", due),
        say("home-due-text"),
        say("home-due-open"),
    );
    let pressed = Banner::new(Id::unique("home due"), Tone::Info, &title)
        .text(&text)
        .actions(&[&look])
        .show(ui);
    if pressed.is_some() {
        asks.push(Ask::Go(Place::Records));
    }
    ui.add_space(space::S24);
}

/// Seats that are free while people wait.
fn show_waiting(ui: &mut Ui, waiting: &WaitingView, asks: &mut Vec<Ask>) {
    if waiting.people == 0 {
        return;
    }
    let people = count("home-waiting", waiting.people);
    if waiting.free.is_empty() {
        Text::help(&format!("{people} {}", say("home-waiting-none")))
            .full_width()
            .show(ui);
        ui.add_space(space::S16);
        return;
    }
    let lines: Vec<String> = waiting
        .free
        .iter()
        .map(|(group, seats, wait)| {
            let seats = count("home-seats", *seats as usize);
            match wait {
                Some(wait) => {
                    let wait = count("home-wait-for", *wait);
                    let values = [
                        ("group", group.as_str()),
                        ("seats", &seats),
                        ("wait", &wait),
                    ];
                    say_with("home-seats-for", &values)
                }
                None => say_with("home-seats-of", &[("group", group), ("seats", &seats)]),
            }
        })
        .collect();
    let (title, look) = (
        format!("{people} {}", say("home-waiting-free")),
        say("home-waiting-open"),
    );
    let pressed = Banner::new(Id::unique("home waiting"), Tone::Info, &title)
        .text(&lines.join("\n"))
        .actions(&[&look])
        .show(ui);
    if pressed.is_some() {
        asks.push(Ask::Go(Place::Groups));
    }
    ui.add_space(space::S24);
}

/// Open concerns, above everything: who, since when, and one press that leads there.
fn show_concerns(ui: &mut Ui, rows: &[ScreeningRow], shared: &Shared<'_>, asks: &mut Vec<Ask>) {
    for (index, row) in rows.iter().enumerate() {
        if concern(ui, Id::unique(("home concern", index)), row, shared) {
            asks.push(Ask::Go(Place::Screening(row.id)));
        }
        ui.add_space(space::S4);
    }
    if !rows.is_empty() {
        ui.add_space(space::S24);
    }
}

/// One concern in two lines, with its button at the right.
fn concern(ui: &mut Ui, id: Id, row: &ScreeningRow, shared: &Shared<'_>) -> bool {
    let (state, title, text) = match row.safety {
        SafetyLevel::ActNow => (
            State::ActNow,
            "home-concern-act-now",
            "home-concern-act-now-text",
        ),
        _ => (
            State::Concern,
            "home-concern-review",
            "home-concern-review-text",
        ),
    };
    let title = say_with(title, &[("person", &row.person)]);
    let when = dates::moment_within(row.updated, shared.today, &Words::of(ui));
    let pathway = pathway_name(row.pathway);
    let text = say_with(text, &[("pathway", &pathway), ("when", &when)]);
    let theme = Theme::of(ui);
    let (strong, small) = match state {
        State::ActNow => (theme.ink(Ink::OnActNow), theme.ink(Ink::OnActNow)),
        _ => (theme.ink(Ink::Body), theme.ink(Ink::Body)),
    };
    let width = ui.available_width();
    let left = space::S16 + 20.0 + space::S12;
    let room = (width - left - CONCERN_BUTTON - 2.0 * space::S16).max(80.0);
    let title_text = paint::wrapped(ui, &title, Type::Strong, strong, room);
    let line = paint::wrapped(ui, &text, Type::Small, small, room);
    let height = title_text.size().y + line.size().y + 2.0 * space::S12;
    let (_, rect) = ui.allocate_space(vec2(width, height));
    paint::frame(ui, rect, space::RADIUS_CARD, Some(state.ground()), None);
    let mark = pos2(
        rect.left() + space::S16 + 10.0,
        rect.top() + space::S12 + 12.0,
    );
    paint::icon(ui, mark, state.icon(), 20.0, theme.ink(state.ink()));
    let at = pos2(rect.left() + left, rect.top() + space::S12);
    let below = pos2(at.x, at.y + title_text.size().y);
    paint::text(ui, at, title_text);
    paint::text(ui, below, line);
    let alert = ui.interact(rect, id, Sense::hover());
    alert.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &title));
    ui.accesskit_node_builder(id, |node| node.set_description(text));
    let place = Rect::from_min_max(
        pos2(rect.right() - CONCERN_BUTTON - space::S16, rect.top()),
        pos2(rect.right() - space::S16, rect.bottom()),
    );
    let builder = UiBuilder::new()
        .id_salt(id)
        .max_rect(place)
        .layout(Layout::right_to_left(Align::Center));
    let open = say("home-concern-open");
    let mut child = ui.new_child(builder);
    Button::quiet(&open)
        .small()
        .id(id.with("open"))
        .show(&mut child)
        .clicked()
}

const CONCERN_BUTTON: f32 = 96.0;

/// A clinic that has nothing to do yet: what comes first.
fn show_empty(ui: &mut Ui, view: &HomeView, asks: &mut Vec<Ask>) {
    let (title, text, action, place) = if view.groups == 0 {
        (
            say("home-empty-groups"),
            say("home-empty-groups-text"),
            say("groups-add"),
            Place::Groups,
        )
    } else {
        (
            say("home-empty"),
            say("home-empty-text"),
            say("clients-add"),
            Place::Clients,
        )
    };
    let icon = if view.groups == 0 {
        Icon::UsersThree
    } else {
        Icon::ClipboardText
    };
    let button = EmptyState::new(icon, &title)
        .text(&text)
        .action(&action)
        .show(ui);
    if button.is_some_and(|button| button.clicked()) {
        asks.push(Ask::Go(place));
    }
}

/// A table of screenings, and which one was opened.
pub fn screenings_table(
    ui: &mut Ui,
    id: Id,
    rows: &[ScreeningRow],
    shared: &Shared<'_>,
) -> Option<ScreeningId> {
    let heads =
        ["person", "pathway", "state", "when"].map(|part| say(&format!("screening-col-{part}")));
    let columns = [
        Column::new(&heads[0], 2.2).least(160.0),
        Column::new(&heads[1], 2.2).least(180.0),
        Column::new(&heads[2], 2.6).least(200.0),
        Column::new(&heads[3], 1.6).least(130.0),
    ];
    let (name, words) = (say("home-screenings"), Words::of(ui));
    let opened = Table::new(id, &name, &columns, rows.len())
        .show(ui, |index| {
            let row = &rows[index];
            vec![
                Cell::Strong(row.person.clone()),
                pathway_name(row.pathway).into(),
                state(row),
                dates::moment(row.updated, shared.today, &words).into(),
            ]
        })
        .opened;
    opened.and_then(|index| rows.get(index)).map(|row| row.id)
}

/// The screenings of one person, whose page says who it is.
pub fn screenings_of(
    ui: &mut Ui,
    id: Id,
    rows: &[ScreeningRow],
    shared: &Shared<'_>,
) -> Option<ScreeningId> {
    let heads = ["pathway", "state", "when"].map(|part| say(&format!("screening-col-{part}")));
    let columns = [
        Column::new(&heads[0], 2.2).least(180.0),
        Column::new(&heads[1], 2.6).least(200.0),
        Column::new(&heads[2], 1.6).least(130.0),
    ];
    let (name, words) = (say("home-screenings"), Words::of(ui));
    let opened = Table::new(id, &name, &columns, rows.len())
        .show(ui, |index| {
            let row = &rows[index];
            vec![
                Cell::Strong(pathway_name(row.pathway)),
                state(row),
                dates::moment(row.updated, shared.today, &words).into(),
            ]
        })
        .opened;
    opened.and_then(|index| rows.get(index)).map(|row| row.id)
}

/// How a screening stands, gravest first.
fn state(row: &ScreeningRow) -> Cell {
    if row.stage == Stage::EnteredInError {
        return Cell::State(State::NotMet, Some(say("screening-in-error")));
    }
    if row.stage == Stage::Draft && row.safety == SafetyLevel::ActNow {
        return Cell::State(State::ActNow, None);
    }
    if row.stage == Stage::Signed {
        let outcome = row
            .outcome
            .clone()
            .unwrap_or_else(|| say("screening-signed"));
        return Cell::State(State::Met, Some(outcome));
    }
    if row.missing == 0 {
        return Cell::State(State::Note, Some(say("screening-to-sign")));
    }
    let missing = count("screening-missing", row.missing as usize);
    Cell::State(State::NotAnswered, Some(missing))
}
