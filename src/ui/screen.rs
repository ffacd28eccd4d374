//! What every screen is given and what it may ask for: a screen reads, draws, and pushes asks; it changes nothing else.

use jiff::civil::Date;

use crate::app::command::{Command, Deed, Opened};
use crate::domain::group::Group;
use crate::domain::id::{ClientId, ScreeningId};

/// Where the window can be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// What needs me now.
    Home,
    /// The list of clients.
    Clients,
    /// A client's page.
    Client(ClientId),
    /// Choose a pathway, then a person.
    NewScreening,
    /// A screening, at the step where it stands.
    Screening(ScreeningId),
    /// The catalogue of groups.
    Groups,
    /// Letters that were written.
    Letters,
    /// Holds, retention, erasure, and what waits for a second person.
    Records,
    /// Plots and counts.
    Reports,
    /// The activity log.
    Activity,
    /// Settings, appearance, about.
    Settings,
}

impl Place {
    /// What somebody has to be allowed to do to be here at all.
    #[must_use]
    pub fn deed(&self) -> Option<Deed> {
        match self {
            Self::Home | Self::Settings => None,
            Self::Clients | Self::Client(_) => Some(Deed::ClientFind),
            Self::NewScreening => Some(Deed::SupportStart),
            Self::Screening(_) => Some(Deed::ScreeningList),
            Self::Reports => Some(Deed::ReportSee),
            Self::Groups => Some(Deed::GroupSee),
            Self::Letters => Some(Deed::LetterList),
            Self::Records => Some(Deed::DueSee),
            Self::Activity => Some(Deed::LogSee),
        }
    }

    /// The place as it is written down.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Home => "home".to_owned(),
            Self::Clients => "clients".to_owned(),
            Self::Client(id) => format!("client {id}"),
            Self::NewScreening => "new-screening".to_owned(),
            Self::Screening(id) => format!("screening {id}"),
            Self::Groups => "groups".to_owned(),
            Self::Letters => "letters".to_owned(),
            Self::Records => "records".to_owned(),
            Self::Activity => "activity".to_owned(),
            Self::Reports => "reports".to_owned(),
            Self::Settings => "settings".to_owned(),
        }
    }

    /// A place that was written down.
    #[must_use]
    pub fn of_code(code: &str) -> Option<Self> {
        let (word, id) = code.split_once(' ').unwrap_or((code, ""));
        Some(match word {
            "home" => Self::Home,
            "clients" => Self::Clients,
            "client" => Self::Client(id.parse().ok()?),
            "new-screening" => Self::NewScreening,
            "screening" => Self::Screening(id.parse().ok()?),
            "groups" => Self::Groups,
            "letters" => Self::Letters,
            "records" => Self::Records,
            "activity" => Self::Activity,
            "reports" => Self::Reports,
            "settings" => Self::Settings,
            _ => return None,
        })
    }
}

/// What a screen asks for.
pub enum Ask {
    /// Something of the vault.
    Do(Command),
    /// Another place.
    Go(Place),
    /// A short message that passes, without names: an id of `src/text`, already said.
    Toast(String),
    /// The same for what can be taken back, from the message or by the key: by a command, or by what the open screening
    /// was before.
    Undoable(String, Option<Box<Command>>),
    /// The list of keyboard shortcuts.
    ShowKeys,
    /// Search and commands.
    ShowPalette,
    /// The menu of commands.
    ShowMenu,
    /// The guide, at what belongs to the page.
    ShowGuide,
}

/// What every screen may read.
pub struct Shared<'a> {
    /// Who is in; the vault is open.
    pub opened: &'a Opened,
    /// The clinic's groups.
    pub groups: &'a [Group],
    /// Today.
    pub today: Date,
    /// Whether a command is under way: buttons show that they are busy.
    pub busy: bool,
    /// What was refused last, until the next ask.
    pub trouble: Option<&'a crate::app::command::Trouble>,
}
