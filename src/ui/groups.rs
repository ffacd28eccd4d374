//! Groups: the clinic's catalogue with seats and status, and the form of one.

pub mod form;
mod waitlist;

use egui::{Id, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::app::command::Deed;
use crate::app::groups::waitlist::Waitlists;
use crate::domain::clinic::Clinic;
use crate::domain::group::{Group, GroupKind, GroupStatus};
use crate::text::{count, say, say_with};
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::Divided;
use crate::ui::theme::{Line, space};
use crate::ui::widgets::{BETWEEN_FACTS, Button, EmptyState, Seats, Segment, StateBadge, Text};
use crate::ui::{Ground, Icon, Ink, State, Theme, Type, paint};

use form::GroupForm;

/// The list, and the form for one.
#[derive(Default)]
pub struct GroupsPage {
    form: Option<Box<GroupForm>>,
    shown: usize,
    lists: Waitlists,
}

impl GroupsPage {
    /// Whether the form is shown.
    #[must_use]
    pub fn has_form(&self) -> bool {
        self.form.is_some()
    }

    /// Whether something was typed that is not kept.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.form.as_ref().is_some_and(|form| form.is_dirty())
    }

    /// Opens a group's form.
    pub fn edit(&mut self, group: &Group) {
        self.form = Some(Box::new(GroupForm::edit(group)));
    }

    /// Opens the form of a new group.
    pub fn add(&mut self, clinic: &Clinic) {
        self.form = Some(Box::new(GroupForm::new(clinic)));
    }

    /// The form is done with.
    pub fn close_form(&mut self) {
        self.form = None;
    }

    /// Who waits for a seat came.
    pub fn hear_waitlists(&mut self, lists: Waitlists) {
        self.lists = lists;
    }

    /// The catalogue came: a form in which nothing was typed shows what stands there now.
    pub fn hear_groups(&mut self, groups: &[Group]) {
        let Some(form) = self.form.as_ref().filter(|form| !form.is_dirty()) else {
            return;
        };
        if let Some(group) = groups.iter().find(|group| group.id == form.of()) {
            // Whoever works on the list above it stays there.
            self.form = Some(Box::new(GroupForm::edit(group).quietly()));
        }
    }

    /// Draws it.
    pub fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if let Some(form) = &mut self.form {
            let group = shared.groups.iter().find(|group| group.id == form.of());
            if let Some(group) = group {
                let dirty = form.is_dirty();
                waitlist::show(ui, group, &self.lists, dirty, shared, asks);
            }
            form.show(ui, shared, asks);
            return;
        }
        let (title, help) = (say("place-groups"), say("groups-help"));
        let add = say("groups-add");
        let may_change = shared.opened.can(Deed::GroupChange);
        let pressed = fields::head(ui, &title, &help, |ui| {
            may_change && Button::primary(&add).icon(Icon::Plus).show(ui).clicked()
        });
        if pressed {
            self.add(&shared.opened.clinic);
            return;
        }
        if shared.groups.is_empty() {
            let (title, text) = (say("groups-none"), say("groups-none-text"));
            EmptyState::new(Icon::UsersThree, &title)
                .text(&text)
                .show(ui);
            return;
        }
        self.list(ui, shared);
    }

    fn list(&mut self, ui: &mut Ui, shared: &Shared<'_>) {
        let words = ["groups-all", "groups-therapy", "groups-support"].map(say);
        let items: Vec<&str> = words.iter().map(String::as_str).collect();
        let name = say("groups-shown");
        if !self.lists.known && self.lists.people > 0 {
            Text::help(&count("waitlist-desk", self.lists.people)).show(ui);
            ui.add_space(space::S8);
        }
        Segment::new(Id::unique("groups shown"), &name, &items).show(ui, &mut self.shown);
        ui.add_space(space::S16);
        let mut groups: Vec<&Group> = shared
            .groups
            .iter()
            .filter(|group| match self.shown {
                1 => group.kind == GroupKind::Therapy,
                2 => group.kind == GroupKind::Support,
                _ => true,
            })
            .collect();
        groups.sort_by_key(|group| {
            (
                group.status == GroupStatus::Paused,
                group.name.to_lowercase(),
            )
        });
        let mut open = None;
        for group in groups {
            // The desk does not know who waits for which group.
            let waiting = (self.lists.known).then(|| self.lists.of(&group.id).count());
            if row(ui, group, waiting, &shared.opened.clinic.currency) {
                open = Some(group);
            }
            ui.add_space(space::S4);
        }
        if let Some(group) = open.filter(|_| shared.opened.can(Deed::GroupChange)) {
            self.form = Some(Box::new(GroupForm::edit(group)));
        }
    }

    /// Draws the buttons of the form.
    pub fn show_footer(
        &mut self,
        shell: &Divided,
        ui: &mut Ui,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        if let Some(form) = &mut self.form
            && form.show_footer(shell, ui, shared, asks)
        {
            self.form = None;
        }
    }
}

/// Day, time, room and leaders in one line.
fn when_and_where(group: &Group) -> String {
    let slot = group.slot.as_ref().map(|slot| say(&format!("slot-{slot}")));
    let mode = group.mode.map(|mode| say(form::mode_message(mode)));
    let names: Vec<&str> = group.leaders_named().map(|(_, name)| name).collect();
    let leaders = (!names.is_empty()).then(|| names.join(", "));
    let parts = [
        slot,
        group.time.clone(),
        group.frequency.clone(),
        mode,
        leaders,
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        say("groups-no-time")
    } else {
        parts.join(BETWEEN_FACTS)
    }
}

fn fee(group: &Group, currency: &str) -> String {
    match group.fee() {
        Some(0) => say("groups-free"),
        Some(fee) => {
            let amount = format!("{fee} {currency}");
            say_with("groups-fee", &[("fee", amount.trim())])
        }
        None => String::new(),
    }
}

/// The state of a group, in a word.
fn status(group: &Group) -> (State, &'static str) {
    match group.status {
        GroupStatus::Forming => (State::Note, "status-forming"),
        GroupStatus::Running => (State::Met, "status-running"),
        GroupStatus::Paused => (State::NotAnswered, "status-paused"),
    }
}

const HEIGHT: f32 = 96.0;
const SIDE: f32 = 450.0;
/// The height of status and seats where they stand under the texts.
const BELOW: f32 = 80.0;

/// A group as a card that opens; true if it is to be opened.
fn row(ui: &mut Ui, group: &Group, waiting: Option<usize>, currency: &str) -> bool {
    let width = ui.available_width();
    let wide = width >= 860.0;
    let theme = Theme::of(ui);
    let (help, body) = (theme.ink(Ink::Help), theme.ink(Ink::Body));
    let kind = say(form::kind_message(group.kind));
    let room = if wide {
        width - 2.0 * space::S16 - SIDE - space::S16
    } else {
        width - 2.0 * space::S16
    };
    let texts = [
        (group.name.as_str(), Type::Strong, body),
        (kind.as_str(), Type::SmallStrong, theme.ink(Ink::Accent)),
        (when_and_where(group).as_str(), Type::Small, help),
    ]
    .map(|(text, face, ink)| paint::wrapped(ui, text, face, ink, room));
    let set: f32 = texts.iter().map(|galley| galley.size().y).sum();
    let height = if wide {
        (set + 2.0 * space::S16).max(HEIGHT)
    } else {
        set + 2.0 * space::S16 + BELOW
    };
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let id = Id::unique(("group row", &group.id));
    let response = ui.interact(rect, id, Sense::click());
    let over = response.hovered() || response.is_pointer_button_down_on();
    let line = if over { Line::Strong } else { Line::Decoration };
    paint::frame(
        ui,
        rect,
        space::RADIUS_CARD,
        Some(Ground::Surface),
        Some(line),
    );
    let inner = rect.shrink(space::S16);
    let mut y = inner.top();
    for galley in texts {
        let below = y + galley.size().y;
        paint::text(ui, pos2(inner.left(), y), galley);
        y = below;
    }
    let side = if wide {
        Rect::from_min_max(pos2(inner.right() - SIDE, inner.top()), inner.max)
    } else {
        Rect::from_min_max(pos2(inner.left(), y + space::S8), inner.max)
    };
    side_of(ui, id, side, (group, waiting), currency);
    paint::focus(ui, &response, rect, space::RADIUS_CARD);
    let name = say_with("groups-open", &[("group", &group.name)]);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    ui.accesskit_node_builder(id, |node| {
        node.set_description(format!("{kind}, {}", when_and_where(group)));
    });
    response.clicked()
}

fn side_of(
    ui: &mut Ui,
    id: Id,
    side: Rect,
    (group, waiting): (&Group, Option<usize>),
    currency: &str,
) {
    let builder = UiBuilder::new().id_salt(id.with("side")).max_rect(side);
    // A child of its own, so that the next card begins under this one and not beside what is drawn here.
    let ui = &mut ui.new_child(builder);
    ui.spacing_mut().item_spacing = vec2(space::S12, space::S8);
    ui.horizontal(|ui| {
        let (state, message) = status(group);
        StateBadge::new(state).word(&say(message)).show(ui);
        let fee = fee(group, currency);
        if !fee.is_empty() {
            Text::help(&fee).show(ui);
        }
    });
    let small = |number: u32| u16::try_from(number).unwrap_or(u16::MAX);
    match group.capacity {
        Some(capacity) => {
            let taken = small(group.enrolled.saturating_add(group.reserved));
            let waits = u16::try_from(waiting.unwrap_or(0)).unwrap_or(u16::MAX);
            let (some, all) = (taken.to_string(), capacity.to_string());
            let words = say_with("seats-taken", &[("taken", &some), ("total", &all)]);
            let seats = Seats::new(taken, small(capacity), waits);
            match waiting {
                Some(_) => seats.show(ui),
                None => seats.sentence(&words).show(ui),
            };
        }
        None => {
            Text::help(&say("groups-no-capacity")).show(ui);
        }
    }
}
