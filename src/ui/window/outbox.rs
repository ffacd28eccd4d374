//! What was sent to the vault and not answered yet, in order, so that a refusal is laid at the right door.

use std::collections::VecDeque;

use crate::app::command::{Command, Event, Port};
use crate::app::{handover, recipients};

/// What kind of command waits for its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sent {
    /// What was said in a screening.
    Draft,
    /// A list or a search: buttons do not wait for it.
    Quiet,
    /// Anything else.
    Other,
}

impl Sent {
    fn of(command: &Command) -> Self {
        match command {
            Command::SaveDraft { .. } | Command::HandOver(handover::Ask::Save { .. }) => {
                Self::Draft
            }
            Command::Home
            | Command::Groups
            | Command::Waitlist(_)
            | Command::Letters
            | Command::Activity(_)
            | Command::WhoLooked(_)
            | Command::FindClients { .. }
            | Command::MoreClients { .. }
            | Command::Report(_)
            | Command::FindDuplicates { .. }
            | Command::Backups
            | Command::BackUp
            | Command::CheckVault
            | Command::Drill(_)
            | Command::LetterDesk(_)
            | Command::Texts(_)
            | Command::Letterhead
            | Command::Recipients(recipients::Ask::List)
            | Command::Print(_)
            | Command::PreviewLetter(_) => Self::Quiet,
            _ => Self::Other,
        }
    }
}

/// The port, and what was sent through it.
pub(super) struct Outbox {
    port: Box<dyn Port>,
    sent: VecDeque<Sent>,
}

impl Outbox {
    pub(super) fn new(port: Box<dyn Port>) -> Self {
        Self {
            port,
            sent: VecDeque::new(),
        }
    }

    pub(super) fn send(&mut self, command: Command) {
        if matches!(command, Command::StopWork) {
            // Answered by nothing.
            self.port.send(command);
            return;
        }
        self.sent.push_back(Sent::of(&command));
        self.port.send(command);
    }

    /// The next event and what it answers.
    pub(super) fn poll(&mut self) -> Option<(Event, Option<Sent>)> {
        let before = self.port.waiting();
        let Some(event) = self.port.poll() else {
            // A command that is answered by nothing must not shift the rest.
            while self.sent.len() > self.port.waiting() {
                self.sent.pop_front();
            }
            return None;
        };
        let told = matches!(event, Event::Standing(_));
        let sent = self.sent.front().copied().filter(|_| !told);
        // A port that counts says which event is the last one of its command; of others each event is one.
        let last = if before > 0 {
            self.port.waiting() < before
        } else {
            !told
        };
        if last {
            self.sent.pop_front();
        }
        Some((event, sent))
    }

    /// Drafts on their way.
    pub(super) fn drafts(&self) -> usize {
        self.sent
            .iter()
            .filter(|sent| **sent == Sent::Draft)
            .count()
    }

    /// Whether something is under way that buttons wait for.
    pub(super) fn busy(&self) -> bool {
        self.sent.contains(&Sent::Other)
    }
}
