//! Search and commands: what is typed finds commands at once, groups at once, and people as soon as the vault answers.

use egui::{Id, Ui};

use crate::app::command::{ClientRow, Command, Deed};
use crate::domain::group::{Group, GroupKind};
use crate::domain::id::ClientId;
use crate::text::{count, say, say_with};
use crate::ui::widgets::{self, BETWEEN_FACTS, PaletteRow};
use crate::ui::{Icon, Words, dates};

use super::commands::{Act, Row, Situation, TABLE};

/// The most people and groups that are listed at once; who is not among them is found by another letter.
const MOST: usize = 8;

/// The palette while it is open.
#[derive(Default)]
pub(super) struct Palette {
    query: String,
    selected: usize,
    /// What was asked of the vault and not answered yet: one search is under way at a time.
    asked: Option<String>,
    /// Whom the vault found, and by what.
    found: (String, Vec<ClientRow>),
    /// Enter was pressed before the answer came: it chooses what comes.
    entered: bool,
}

/// What a row of the list stands for.
#[derive(Clone, Debug)]
pub(super) enum Chosen {
    Run(&'static Row),
    Client(ClientId),
    Group(String),
}

/// What came of a frame.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) ask: Option<Command>,
    pub(super) chosen: Option<Chosen>,
    pub(super) close: bool,
}

impl Palette {
    /// Rows came; if more was typed meanwhile, that is asked next.
    pub(super) fn hear(&mut self, query: &str, rows: &[ClientRow]) -> Option<Command> {
        if self.asked.as_deref() != Some(query) {
            return None;
        }
        self.asked = None;
        self.found = (query.to_owned(), rows.to_vec());
        self.ask()
    }

    /// The search was refused: it lists nobody.
    pub(super) fn refused(&mut self) {
        if let Some(query) = self.asked.take() {
            self.found = (query, Vec::new());
        }
    }

    fn ask(&mut self) -> Option<Command> {
        let query = self.query.trim();
        if query.is_empty() || self.asked.is_some() || self.found.0 == query {
            return None;
        }
        self.asked = Some(query.to_owned());
        Some(Command::FindClients {
            query: query.to_owned(),
        })
    }

    /// Whether everybody is listed who is called what was typed.
    fn is_answered(&self) -> bool {
        self.found.0 == self.query.trim()
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &Ui, now: &Situation<'_>, groups: &[Group]) -> Outcome {
        let (title, hint) = (say("palette-title"), say("palette-hint"));
        let may_find = (now.may)(Deed::ClientFind);
        let words = Words::of(ui);
        let (rows, chosen) = self.list(now, groups, may_find, &words);
        let status = self.status(chosen.len(), may_find);
        let reply = widgets::Palette::new(Id::unique("palette"), &title)
            .hint(&hint)
            .status(&status)
            .show(ui, &mut self.query, &mut self.selected, &rows);
        let mut outcome = Outcome {
            close: reply.close,
            ..Outcome::default()
        };
        if reply.changed {
            self.entered = false;
            outcome.ask = may_find.then(|| self.ask()).flatten();
        } else if let Some(index) = reply.chosen {
            outcome.chosen = chosen.get(index).cloned();
        } else if reply.entered {
            self.entered = self.asked.is_some();
        }
        if self.entered && self.is_answered() {
            self.entered = false;
            let can = rows.first().is_some_and(|row| row.cannot.is_none());
            outcome.chosen = chosen.first().filter(|_| can).cloned();
        }
        outcome
    }

    fn status(&self, listed: usize, may_find: bool) -> String {
        let query = self.query.trim();
        if query.is_empty() {
            return String::new();
        }
        match (listed, self.is_answered() || !may_find) {
            (0, false) => say("palette-searching"),
            (0, true) => say("palette-nothing"),
            (listed, _) => count("palette-found", listed),
        }
    }

    /// What is listed now. What the vault finds stands under what is known at once, so that nothing moves under a finger.
    fn list(
        &self,
        now: &Situation<'_>,
        groups: &[Group],
        may_find: bool,
        words: &Words,
    ) -> (Vec<PaletteRow>, Vec<Chosen>) {
        let query = self.query.trim().to_lowercase();
        let mut rows = Vec::new();
        let mut chosen = Vec::new();
        if query.is_empty() {
            let can = |row: &&Row| row.why_not(now).is_none() && row.act != Act::Palette;
            for row in TABLE.iter().filter(can) {
                let first = !chosen
                    .iter()
                    .any(|one| matches!(one, Chosen::Run(other) if other.family == row.family));
                let heading = first.then(|| row.family.heading());
                rows.push(command(row, None, heading));
                chosen.push(Chosen::Run(row));
            }
            return (rows, chosen);
        }
        let mut named: Vec<(u8, &'static Row)> = TABLE
            .iter()
            .filter(|row| row.act != Act::Palette)
            .filter_map(|row| Some((fit(&row.name(), &query)?, row)))
            .collect();
        named.sort_by_key(|(fit, row)| (row.why_not(now).is_some(), *fit));
        for (index, (_, row)) in named.iter().enumerate() {
            let heading = (index == 0).then(|| say("palette-commands"));
            rows.push(command(row, row.why_not(now), heading));
            chosen.push(Chosen::Run(row));
        }
        if (now.may)(Deed::GroupSee) {
            let fitting = groups
                .iter()
                .filter(|group| fit(&group.name, &query).is_some());
            for (index, group) in fitting.take(MOST).enumerate() {
                let heading = (index == 0).then(|| say("palette-groups"));
                rows.push(group_row(group, heading));
                chosen.push(Chosen::Group(group.id.clone()));
            }
        }
        if !may_find || !self.is_answered() {
            return (rows, chosen);
        }
        let people = self.found.1.iter().take(MOST);
        for (row, id) in people.filter_map(|row| Some((row, row.id?))) {
            let first = !chosen.iter().any(|one| matches!(one, Chosen::Client(_)));
            let heading = first.then(|| say("palette-clients"));
            rows.push(person(row, heading, words));
            chosen.push(Chosen::Client(id));
        }
        // Last what only its help speaks of.
        for row in TABLE.iter().filter(|row| row.act != Act::Palette) {
            let is_named = named.iter().any(|(_, other)| other.id == row.id);
            if !is_named && fit(&row.help(), &query).is_some() {
                let first =
                    named.is_empty() && !chosen.iter().any(|one| matches!(one, Chosen::Run(_)));
                let heading = first.then(|| say("palette-commands"));
                rows.push(command(row, row.why_not(now), heading));
                chosen.push(Chosen::Run(row));
            }
        }
        (rows, chosen)
    }
}

fn command(row: &Row, cannot: Option<&str>, heading: Option<String>) -> PaletteRow {
    PaletteRow {
        icon: Some(row.icon),
        name: row.name(),
        about: row.help(),
        caps: row.caps(),
        cannot: cannot.map(say),
        heading,
    }
}

/// A command as a row of the menu.
pub(super) fn menu_row(row: &Row, now: &Situation<'_>, heading: Option<String>) -> PaletteRow {
    command(row, row.why_not(now), heading)
}

fn group_row(group: &Group, heading: Option<String>) -> PaletteRow {
    let kind = match group.kind {
        GroupKind::Therapy => "palette-group-therapy",
        GroupKind::Support => "palette-group-support",
    };
    PaletteRow {
        icon: Some(Icon::UsersThree),
        name: group.name.clone(),
        about: say(kind),
        heading,
        ..PaletteRow::default()
    }
}

fn person(row: &ClientRow, heading: Option<String>, words: &Words) -> PaletteRow {
    let mut about = Vec::new();
    if let Some(legal) = row.legal_name.as_ref().filter(|legal| **legal != row.name) {
        about.push(legal.clone());
    }
    if let Some(date) = row.birth_date {
        let date = dates::day(date, words);
        about.push(say_with("palette-born", &[("date", &date)]));
    }
    if let Some(number) = &row.record_number {
        about.push(say_with("palette-number", &[("number", number)]));
    }
    if row.restricted {
        about.push(say("palette-restricted"));
    }
    PaletteRow {
        icon: Some(if row.restricted {
            Icon::LockFill
        } else {
            Icon::User
        }),
        name: row.name.clone(),
        about: about.join(BETWEEN_FACTS),
        heading,
        ..PaletteRow::default()
    }
}

/// How well a text fits: every word that was typed begins a word of it. Less is better.
fn fit(text: &str, query: &str) -> Option<u8> {
    let text = text.to_lowercase();
    let words_of = |text: &'_ str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric());
        let words = words.filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let words = words_of(&text);
    // What stands between words is no word, however a name is typed.
    let typed = words_of(query);
    let begun = |typed: &String| words.iter().any(|word| word.starts_with(typed));
    let all = !typed.is_empty() && typed.iter().all(begun);
    all.then(|| match text.as_str() {
        text if text == query => 0,
        text if text.starts_with(query) => 1,
        _ => 2,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Look;

    fn now() -> Situation<'static> {
        Situation {
            open: true,
            may: &|_| true,
            screening: None,
            undo: false,
            on_page: &|_| None,
            percent: 100,
            look: Look::Light,
        }
    }

    fn names(palette: &Palette) -> Vec<String> {
        let (rows, _) = palette.list(&now(), &[], true, &Words::default());
        rows.into_iter().map(|row| row.name).collect()
    }

    fn row(name: &str, number: u8) -> ClientRow {
        ClientRow {
            id: format!("{number:032x}").parse().ok(),
            name: name.to_owned(),
            legal_name: None,
            record_number: None,
            birth_date: None,
            phone: None,
            restricted: false,
        }
    }

    #[test]
    fn words_find_what_begins_with_them_and_the_name_itself_comes_first() {
        assert_eq!(fit("Home", "home"), Some(0));
        assert_eq!(fit("Show the result", "show"), Some(1));
        assert_eq!(fit("Show the result", "res sh"), Some(2));
        assert_eq!(fit("Show the result", "esult"), None);
    }

    #[test]
    fn with_nothing_typed_every_command_is_listed_that_can_be_done() {
        let all = names(&Palette::default());
        assert!(all.contains(&"Home".to_owned()) && all.contains(&"Lock".to_owned()));
        assert!(
            !all.contains(&"Show the result".to_owned()),
            "nothing is open"
        );
    }

    #[test]
    fn what_the_vault_finds_stands_under_what_was_listed_before_it_answered() {
        let mut palette = Palette {
            query: "gro".to_owned(),
            ..Palette::default()
        };
        assert!(palette.ask().is_some());
        let before = names(&palette);
        assert_eq!(before.first().map(String::as_str), Some("Groups"));
        assert!(palette.hear("gro", &[row("Gro Example", 1)]).is_none());
        let after = names(&palette);
        assert_eq!(after[..before.len()], before[..], "nothing moved");
        assert_eq!(after[before.len()], "Gro Example");
    }

    #[test]
    fn one_search_is_under_way_at_a_time_and_the_last_letter_is_asked_last() {
        let mut palette = Palette {
            query: "m".to_owned(),
            ..Palette::default()
        };
        assert!(palette.ask().is_some());
        palette.query = "mari".to_owned();
        assert!(palette.ask().is_none(), "the first is not answered yet");
        let next = palette.hear("m", &[row("Marigold Example", 1)]);
        assert!(matches!(next, Some(Command::FindClients { query }) if query == "mari"));
        assert!(
            !names(&palette).contains(&"Marigold Example".to_owned()),
            "an answer to other letters is not listed"
        );
    }
}
