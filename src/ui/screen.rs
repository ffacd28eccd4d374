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
            Self::Screening(_) | Self::Reports => Some(Deed::ScreeningList),
            Self::Groups => Some(Deed::GroupSee),
            Self::Letters => Some(Deed::LetterList),
            Self::Activity => Some(Deed::LogSee),
        }
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
    /// The list of keyboard shortcuts.
    ShowKeys,
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
