//! The six states, each an icon, a word and a colour, so that colour never stands alone.

use crate::ui::{Ground, Icon, Ink, Words};

/// How something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// As it should be.
    Met,
    /// To be weighed.
    Concern,
    /// Not as it should be.
    NotMet,
    /// Worth knowing.
    Note,
    /// Not answered yet.
    NotAnswered,
    /// Someone may be in danger.
    ActNow,
}

impl State {
    /// All states.
    pub const ALL: [State; 6] = [
        State::Met,
        State::Concern,
        State::NotMet,
        State::Note,
        State::NotAnswered,
        State::ActNow,
    ];

    /// Its icon.
    pub const fn icon(self) -> Icon {
        match self {
            State::Met => Icon::CheckCircleFill,
            State::Concern => Icon::WarningFill,
            State::NotMet => Icon::WarningOctagonFill,
            State::Note => Icon::InfoFill,
            State::NotAnswered => Icon::Open,
            State::ActNow => Icon::BellRingingFill,
        }
    }

    /// Its word.
    pub fn word(self, words: &Words) -> &str {
        match self {
            State::Met => &words.met,
            State::Concern => &words.concern,
            State::NotMet => &words.not_met,
            State::Note => &words.note,
            State::NotAnswered => &words.not_answered,
            State::ActNow => &words.act_now,
        }
    }

    /// The colour of its icon and word on [`State::ground`].
    pub const fn ink(self) -> Ink {
        match self {
            State::Met => Ink::Ok,
            State::Concern => Ink::Care,
            State::NotMet => Ink::Stop,
            State::Note => Ink::Info,
            State::NotAnswered => Ink::Open,
            State::ActNow => Ink::OnActNow,
        }
    }

    /// The colour of its icon and word on a plain ground, where [`Ground::ActNow`] is not behind it.
    pub const fn ink_on_plain(self) -> Ink {
        match self {
            State::ActNow => Ink::Stop,
            _ => self.ink(),
        }
    }

    /// The ground that it is set on.
    pub const fn ground(self) -> Ground {
        match self {
            State::Met => Ground::OkSoft,
            State::Concern => Ground::CareSoft,
            State::NotMet => Ground::StopSoft,
            State::Note => Ground::InfoSoft,
            State::NotAnswered => Ground::OpenSoft,
            State::ActNow => Ground::ActNow,
        }
    }
}
