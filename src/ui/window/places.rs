//! The frame around every page of the open window: rail, bar, notices, and the question before leaving.

use egui::{Id, Rect, Ui, UiBuilder, pos2};

use crate::app::command::{Command, LockWhy};
use crate::domain::answers::SafetyLevel;
use crate::domain::form::Pathway;
use crate::text::{say, say_with};
use crate::ui::local::LocalSettings;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::screening::{Step, Work};
use crate::ui::shell::{Bar, Divided, RailItem, Shell};
use crate::ui::widgets::{Choice, Dialog, status_line::Saved};
use crate::ui::{Icon, dates};

use super::commands::{self, Act};
use super::notices::{self, Notices};
use super::open::{Now, Open};
use super::steps_bar;

/// The places of the rail, in its order.
const RAIL: [(Icon, &str, Place); 8] = [
    (Icon::Home, "place-home", Place::Home),
    (Icon::Users, "place-clients", Place::Clients),
    (Icon::UsersThree, "place-groups", Place::Groups),
    (Icon::Envelope, "place-letters", Place::Letters),
    (Icon::ChartBar, "place-reports", Place::Reports),
    (Icon::Archive, "place-records", Place::Records),
    (
        Icon::ClockCounterClockwise,
        "place-activity",
        Place::Activity,
    ),
    (Icon::Gear, "place-settings", Place::Settings),
];

/// Draws the whole open window.
pub(super) fn show(
    open: &mut Open,
    ui: &mut Ui,
    now: &Now,
    settings: &mut LocalSettings,
    asks: &mut Vec<Ask>,
) {
    let mut rest = ui.max_rect();
    if open.opened.demo {
        rest = notices::demo_line(ui, rest);
    }
    if open.hand_over.is_some() {
        let builder = UiBuilder::new().id_salt("hand-over").max_rect(rest);
        ui.scope_builder(builder, |ui| open.show_hand_over(ui, now, asks));
        return;
    }
    let Open { opened, pages, .. } = open;
    rest = pages.doubt.show(ui, rest, opened, asks);
    pages.many.show(ui, asks);
    let builder = UiBuilder::new().id_salt("window").max_rect(rest);
    ui.scope_builder(builder, |ui| {
        let shell = parts(open).begin(ui);
        rail(open, &shell, ui, asks);
        bar(open, &shell, ui, now, asks);
        if matches!(open.place(), Place::Screening(_)) && !open.is_giving() {
            screening(open, &shell, ui, now, asks);
        } else {
            page(open, &shell, ui, now, settings, asks);
        }
    });
    ask_before_leaving(open, ui, asks);
}

/// Which parts the present page has.
fn parts(open: &Open) -> Shell {
    let shell = Shell::new(Id::unique("window shell"));
    let pages = &open.pages;
    match open.place() {
        Place::Home | Place::Letters | Place::Reports | Place::Records | Place::Activity => {
            shell.wide_column()
        }
        Place::Clients if pages.clients.has_form() => shell.footer(),
        Place::Clients => shell.wide_column(),
        Place::Client(_) if pages.client.has_form() => shell.footer(),
        Place::Client(_) => shell.wide_column(),
        Place::Groups if pages.groups.has_form() => shell.footer(),
        Place::Groups => shell.wide_column(),
        Place::NewScreening if pages.new_screening.has_footer() => shell.footer(),
        Place::NewScreening => shell.wide_column(),
        Place::Settings if pages.settings.has_footer() => shell.footer(),
        Place::Settings if pages.settings.is_wide() => shell.wide_column(),
        Place::Screening(_) if open.is_giving() => shell.wide_column(),
        Place::Screening(_) | Place::Settings => shell,
    }
}

fn rail(open: &Open, shell: &Divided, ui: &mut Ui, asks: &mut Vec<Ask>) {
    let words: Vec<String> = RAIL.iter().map(|(_, message, _)| say(message)).collect();
    let concerns = open.pages.home.concerns();
    // What somebody's roles do not reach is not offered.
    let offered = |place: &Place| place.deed().is_none_or(|deed| open.opened.can(deed));
    let places: Vec<&Place> = RAIL
        .iter()
        .map(|(_, _, place)| place)
        .filter(|place| offered(place))
        .collect();
    let items: Vec<RailItem<'_>> = RAIL
        .iter()
        .zip(&words)
        .filter(|((_, _, place), _)| offered(place))
        .map(|((icon, _, place), word)| {
            let waiting = match place {
                Place::Home => concerns,
                Place::Records => open.pages.records.waiting(),
                _ => 0,
            };
            RailItem::new(*icon, word).count(waiting)
        })
        .collect();
    let here = match open.place() {
        Place::Client(_) => Place::Clients,
        Place::NewScreening | Place::Screening(_) => Place::Home,
        other => other.clone(),
    };
    let current = places.iter().position(|place| **place == here).unwrap_or(0);
    if let Some(place) = shell
        .rail(ui, &items, current)
        .and_then(|index| places.get(index))
    {
        shell.close_drawers(ui);
        asks.push(Ask::Go((*place).clone()));
    }
}

fn bar(open: &mut Open, shell: &Divided, ui: &mut Ui, now: &Now, asks: &mut Vec<Ask>) {
    let title = title(open);
    let (saved, saved_text) = saved(open, now);
    let (search, keys) = (say("window-find"), commands::cap(&Act::Palette));
    let (menu, lock) = (say("menu-open"), say("window-lock"));
    let bar = Bar::new(&title)
        .search(&search, &keys)
        .saved(saved, &saved_text)
        .who(&open.opened.name)
        .locks(&now.locks_in)
        .menu(&menu)
        .lock(&lock);
    let reply = shell.bar(ui, bar);
    if reply.lock {
        asks.push(Ask::Do(Command::Lock(LockWhy::Asked)));
    }
    if reply.menu {
        asks.push(Ask::ShowMenu);
    }
    if reply.search {
        asks.push(Ask::ShowPalette);
    }
}

fn title(open: &Open) -> String {
    match open.place() {
        Place::Home => say("place-home"),
        Place::Clients | Place::Client(_) => say("place-clients"),
        Place::NewScreening => say("place-new-screening"),
        Place::Groups => say("place-groups"),
        Place::Letters => say("place-letters"),
        Place::Records => say("place-records"),
        Place::Activity => say("place-activity"),
        Place::Reports => say("place-reports"),
        Place::Settings => say("place-settings"),
        Place::Screening(_) if open.is_giving() => say("give-title"),
        Place::Screening(_) => open.work.as_ref().map_or_else(String::new, |work| {
            let pathway = say(pathway_message(work.open.pathway));
            match &work.open.client {
                // Covered, the screen says nothing of anybody.
                Some((_, client)) if !open.is_covered() => say_with(
                    "window-screening-of",
                    &[("person", client.display_name()), ("pathway", &pathway)],
                ),
                _ => pathway,
            }
        }),
    }
}

/// Message id of a pathway's name.
pub(crate) fn pathway_message(pathway: Pathway) -> &'static str {
    match pathway {
        Pathway::Therapy => "pathway-therapy",
        Pathway::Support => "pathway-support",
        Pathway::Triage => "pathway-triage",
    }
}

fn saved(open: &Open, now: &Now) -> (Saved, String) {
    if open.not_saved {
        return (Saved::No, say("window-not-saved"));
    }
    if now.drafts > 0 {
        return (Saved::Saving, say("window-saving"));
    }
    if open.is_dirty() {
        return (Saved::Saving, say("window-typed"));
    }
    let at = open.work.as_ref().and_then(|work| work.saved_at);
    let shown = matches!(open.place(), Place::Screening(_));
    match at.filter(|_| shown) {
        Some(at) => (
            Saved::Yes,
            say_with("window-saved-at", &[("time", &dates::clock(at))]),
        ),
        None => (Saved::Yes, say("window-saved")),
    }
}

fn page(
    open: &mut Open,
    shell: &Divided,
    ui: &mut Ui,
    now: &Now,
    settings: &mut LocalSettings,
    asks: &mut Vec<Ask>,
) {
    let place = open.place().clone();
    let save_again = open.save_again();
    let Open {
        opened,
        groups,
        pages,
        trouble,
        not_saved,
        ..
    } = open;
    let mut notes = std::mem::take(&mut opened.notes);
    let shared = Shared {
        opened,
        groups,
        today: now.today,
        busy: now.busy,
        trouble: trouble.as_ref(),
    };
    let key = format!("{place:?} {}", page_key(pages, &place));
    shell.page(ui, key, |ui| {
        let notices = Notices {
            trouble: shared.trouble,
            not_saved: *not_saved,
            save_again,
            notes: &mut notes,
        };
        notices.show(ui, asks);
        match &place {
            Place::Home => {
                let records = (pages.records.waiting(), pages.records.due());
                pages.home.show(ui, &shared, records, asks);
            }
            Place::Clients => pages.clients.show(ui, &shared, asks),
            Place::Client(_) => pages.client.show(ui, &shared, asks),
            Place::NewScreening => pages.new_screening.show(ui, &shared, asks),
            Place::Groups => pages.groups.show(ui, &shared, asks),
            Place::Letters => pages.letters.show(ui, &shared, asks),
            Place::Records => pages.records.show(ui, &shared, asks),
            Place::Activity => pages.activity.show(ui, &shared, asks),
            Place::Reports => pages.reports.show(ui, &shared, asks),
            Place::Settings => pages.settings.show(ui, &shared, settings, asks),
            Place::Screening(_) => pages.give.show(ui, &shared, asks),
        }
    });
    match &place {
        Place::Clients => pages.clients.show_footer(shell, ui, &shared, asks),
        Place::Client(_) => pages.client.show_footer(shell, ui, &shared, asks),
        Place::NewScreening => pages.new_screening.show_footer(shell, ui, &shared, asks),
        Place::Groups => pages.groups.show_footer(shell, ui, &shared, asks),
        Place::Settings => pages.settings.show_footer(shell, ui, &shared, asks),
        _ => {}
    }
    opened.notes = notes;
}

/// Each page, and each form of a page, keeps its own place of scrolling.
fn page_key(pages: &super::open::Pages, place: &Place) -> u8 {
    match place {
        Place::Clients => u8::from(pages.clients.has_form()),
        Place::Client(_) => u8::from(pages.client.has_form()),
        Place::Groups => u8::from(pages.groups.has_form()),
        Place::NewScreening => pages.new_screening.part(),
        Place::Settings => pages.settings.part(),
        _ => 0,
    }
}

/// A screening: the steps in a line, what is not saved, and the step itself.
fn screening(open: &mut Open, shell: &Divided, ui: &mut Ui, now: &Now, asks: &mut Vec<Ask>) {
    // The line beside the rail stays free: pages of a screening paint all of their ground.
    let left = shell
        .rail
        .map_or(shell.all.left(), |rail| rail.right() + 1.0);
    let mut rest = Rect::from_min_max(pos2(left, shell.bar.bottom()), shell.all.max);
    if let Some(work) = &mut open.work {
        if work.unread.is_none() {
            rest = steps_bar::show(ui, rest, work);
        }
        let client = work.open.client.as_ref();
        if client.is_some_and(|(_, client)| client.restricted) {
            rest = steps_bar::restricted(ui, rest);
        }
    }
    if open.not_saved {
        let again = open.save_again();
        let pressed = steps_bar::not_saved(ui, rest);
        rest = pressed.1;
        if let (true, Some(command)) = (pressed.0, again) {
            asks.push(Ask::Do(command));
        }
    }
    let builder = UiBuilder::new().id_salt("step").max_rect(rest);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rest.intersect(ui.clip_rect()));
        open.show_step(ui, now, asks);
    });
}

fn ask_before_leaving(open: &mut Open, ui: &Ui, asks: &mut Vec<Ask>) {
    let Some(place) = open.leaving.clone() else {
        return;
    };
    let (title, text) = (say("leaving-title"), say("leaving-text"));
    let (stay, leave) = (say("leaving-stay"), say("leaving-leave"));
    let dialog = Dialog::new(Id::unique("leaving"), &title, &stay)
        .text(&text)
        .danger(&leave);
    match dialog.show(ui) {
        Some(Choice::Safe) => open.leaving = None,
        Some(Choice::Act) => {
            open.pages.clients.close_form();
            open.pages.client.close_form();
            open.pages.groups.close_form();
            open.go(place, asks);
        }
        None => {}
    }
}

/// Whether the safety page is among the steps.
pub(super) fn safety_is_due(work: &Work) -> bool {
    let level = crate::app::decide::reached(&work.open.content, &work.recommendation);
    level != SafetyLevel::None || work.step == Step::Safety
}
