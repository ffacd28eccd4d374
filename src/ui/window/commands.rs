//! Every command of the window as one row of one table: palette, menu, shortcuts, their list and the clash test come from it.

pub(crate) mod sheet;
mod table;
#[cfg(test)]
mod tests;

use egui::{Context, Event, Key, Modifiers};

use crate::app::command::Deed;
use crate::domain::form::Pathway;
use crate::text::say;
use crate::ui::screen::Place;
use crate::ui::screening::{OnPage, Step};
use crate::ui::settings::Part;
use crate::ui::{Icon, Look, Theme, keys};

pub(crate) use table::TABLE;

/// What a command does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    /// Goes to a place.
    Go(Place),
    /// Goes to the search of the clients.
    FindClient,
    /// Begins a screening of this pathway.
    Start(Pathway),
    /// Goes to a part of the settings.
    Settings(Part),
    /// Goes to a step of the open screening.
    Step(Step),
    /// What a key does on the page of a question.
    Press(Modifiers, Key),
    /// What a button of a page does in the open screening.
    OnPage(OnPage),
    /// Takes the last change back.
    Undo,
    /// Opens the form of a new client.
    AddClient,
    /// Opens the form of a new group.
    AddGroup,
    /// Text larger by a tenth.
    Larger,
    /// Text smaller by a tenth.
    Smaller,
    /// Text at 100 per cent.
    NormalSize,
    /// Wears a look.
    Wear(Look),
    /// Lets nothing fade, or lets it fade again.
    Still,
    /// Locks.
    Lock,
    /// Closes the window.
    Close,
    /// Opens the palette.
    Palette,
    /// Opens the menu.
    Menu,
    /// Opens the list of shortcuts.
    Shortcuts,
    /// Opens the guide.
    Guide,
}

/// What a command belongs to: the headings of menu and list, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Beginning something.
    Begin,
    /// Going somewhere.
    Go,
    /// In the open screening.
    Screening,
    /// How the window looks.
    View,
    /// The window itself, and help.
    Window,
}

impl Family {
    pub(crate) const ALL: [Family; 5] = [
        Family::Begin,
        Family::Go,
        Family::Screening,
        Family::View,
        Family::Window,
    ];

    pub(crate) fn heading(self) -> String {
        say(match self {
            Family::Begin => "commands-begin",
            Family::Go => "commands-go",
            Family::Screening => "commands-screening",
            Family::View => "commands-view",
            Family::Window => "commands-window",
        })
    }
}

/// When the shortcut of a command counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    /// Also while locked, and over a dialog.
    Always,
    /// While nothing stands over the page, also while locked.
    Free,
    /// While the vault is open, also over a dialog.
    Open,
    /// While the vault is open and nothing stands over the page.
    Page,
    /// The same, but not in a text, where the key is the text's own.
    Reading,
}

/// A shortcut: what is held, what is pressed, and how the key is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Chord {
    pub(crate) modifiers: Modifiers,
    pub(crate) key: Key,
    pub(crate) cap: &'static str,
}

impl Chord {
    /// The keys in words, such as `Ctrl` and `K`.
    pub(crate) fn caps(&self) -> Vec<String> {
        let mut caps = Vec::new();
        if self.modifiers.command {
            let mac = cfg!(target_os = "macos");
            caps.push(say(if mac { "key-command" } else { "key-control" }));
        }
        if self.modifiers.alt {
            caps.push(say("key-alt"));
        }
        if self.modifiers.shift {
            caps.push(say("key-shift"));
        }
        caps.push(self.cap.to_owned());
        caps
    }
}

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its own word: `command-{id}` is its name and `command-{id}-help` its help.
    pub(crate) id: &'static str,
    pub(crate) act: Act,
    pub(crate) icon: Icon,
    pub(crate) family: Family,
    pub(crate) chord: Option<Chord>,
    pub(crate) when: When,
}

impl Row {
    /// Whether it may be done by whoever the screen was given to.
    pub(super) fn is_for_anybody(&self) -> bool {
        let plain = [Act::Lock, Act::Larger, Act::Smaller, Act::NormalSize];
        plain.contains(&self.act)
    }

    pub(crate) fn name(&self) -> String {
        say(&format!("command-{}", self.id))
    }

    pub(crate) fn help(&self) -> String {
        say(&format!("command-{}-help", self.id))
    }

    pub(crate) fn caps(&self) -> Vec<String> {
        self.chord.map(|chord| chord.caps()).unwrap_or_default()
    }

    /// Why it cannot be done now, as a message; nothing if it can.
    pub(crate) fn why_not(&self, now: &Situation<'_>) -> Option<&'static str> {
        if !now.open && matches!(self.when, When::Open | When::Page | When::Reading) {
            return Some("command-not-locked");
        }
        if self.deed().is_some_and(|deed| !(now.may)(deed)) {
            return Some("command-not-role");
        }
        self.act.why_not(now)
    }

    fn deed(&self) -> Option<Deed> {
        match &self.act {
            Act::Go(place) => place.deed(),
            Act::FindClient => Place::Clients.deed(),
            Act::AddClient => Some(Deed::ClientAdd),
            Act::AddGroup => Some(Deed::GroupChange),
            Act::Start(Pathway::Therapy) => Some(Deed::TherapyStart),
            Act::Start(_) => Some(Deed::SupportStart),
            _ => None,
        }
    }
}

impl Act {
    fn why_not(&self, now: &Situation<'_>) -> Option<&'static str> {
        let (least, most) = (Theme::TEXT_PERCENT.start(), Theme::TEXT_PERCENT.end());
        match self {
            Act::Step(_) | Act::Press(..) | Act::OnPage(_) if now.screening.is_none() => {
                Some("command-not-screening")
            }
            Act::OnPage(act) => (now.on_page)(*act),
            Act::Step(Step::Safety) if now.screening.is_some_and(|open| !open.safety_due) => {
                Some("command-not-safety")
            }
            Act::Step(step) if now.screening.is_some_and(|open| open.step == *step) => {
                Some("command-not-here")
            }
            Act::Press(..) if now.screening.is_some_and(|open| open.step != Step::Answer) => {
                Some("command-not-answering")
            }
            Act::Undo if !now.undo => Some("command-not-undo"),
            Act::Larger if now.percent >= *most => Some("command-not-larger"),
            Act::Smaller if now.percent <= *least => Some("command-not-smaller"),
            Act::NormalSize if now.percent == 100 => Some("command-not-other"),
            Act::Wear(look) if now.look == *look => Some("command-not-other"),
            _ => None,
        }
    }
}

/// What decides whether a command can be done.
pub(crate) struct Situation<'a> {
    /// Whether the vault is open.
    pub(crate) open: bool,
    /// Whether who is in may do something.
    pub(crate) may: &'a dyn Fn(Deed) -> bool,
    /// The screening on the screen.
    pub(crate) screening: Option<Screening>,
    /// Whether something can be taken back.
    pub(crate) undo: bool,
    /// Why something of its pages cannot be done.
    pub(crate) on_page: &'a dyn Fn(OnPage) -> Option<&'static str>,
    pub(crate) percent: u16,
    pub(crate) look: Look,
}

/// Where the screening on the screen stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Screening {
    pub(crate) step: Step,
    /// Whether the safety page is among its steps.
    pub(crate) safety_due: bool,
}

/// The row of an act that has one.
pub(crate) fn row_of(act: &Act) -> Option<&'static Row> {
    TABLE.iter().find(|row| row.act == *act)
}

/// How a shortcut is written on a button, such as Ctrl K.
pub(crate) fn cap(act: &Act) -> String {
    row_of(act)
        .map(|row| row.caps().join(" "))
        .unwrap_or_default()
}

/// The command whose shortcut was pressed in this frame, if it counts now.
pub(super) fn pressed(ctx: &Context, open: bool) -> Option<&'static Row> {
    let free = keys::shortcuts_allowed(ctx);
    for row in &TABLE {
        let counts = match row.when {
            When::Always => true,
            When::Free => free,
            When::Open => open,
            When::Page => open && free,
            When::Reading => open && free && !ctx.text_edit_focused(),
        };
        // Keys of the page are taken by the page.
        let Some(chord) = row.chord.filter(|_| !matches!(row.act, Act::Press(..))) else {
            continue;
        };
        if counts && ctx.input_mut(|input| input.consume_key(chord.modifiers, chord.key)) {
            return Some(row);
        }
    }
    // Plus is on the key of the equals sign on many keyboards.
    if ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Equals)) {
        return row_of(&Act::Larger);
    }
    let asked = open && free && !ctx.egui_wants_keyboard_input() && take_question_mark(ctx);
    asked.then(|| row_of(&Act::Shortcuts)).flatten()
}

fn take_question_mark(ctx: &Context) -> bool {
    ctx.input_mut(|input| {
        let before = input.events.len();
        input
            .events
            .retain(|event| !matches!(event, Event::Text(text) if text == "?"));
        input.events.len() < before
    })
}
