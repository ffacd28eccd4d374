//! What a clinician writes down: what was done about danger, or what was agreed after a review.

use egui::{Id, Ui};
use zeroize::Zeroizing;

use super::part;
use crate::app::command::{NewAcknowledgement, Secret as SentSecret};
use crate::domain::screening::SafetyAction;
use crate::text::say;
use crate::ui::screen::Shared;
use crate::ui::theme::space;
use crate::ui::widgets::{LongText, MultiGroup, Secret, SecretField, Text, TextField};
use crate::ui::{Icon, Ink, Type, paint};

/// What can be done about danger, in the order in which it is offered.
const ACTIONS: [SafetyAction; 7] = [
    SafetyAction::EmergencyServices,
    SafetyAction::CrisisTeam,
    SafetyAction::OnCallClinician,
    SafetyAction::EvaluatedElsewhere,
    SafetyAction::SafetyPlan,
    SafetyAction::ThreatenedPersonTold,
    SafetyAction::ProtectionTold,
];

/// An action in words.
pub(super) fn action(action: SafetyAction) -> String {
    match action {
        SafetyAction::EmergencyServices => say("protocol-done-emergency-services"),
        SafetyAction::CrisisTeam => say("protocol-done-crisis-team"),
        SafetyAction::OnCallClinician => say("protocol-done-on-call"),
        SafetyAction::EvaluatedElsewhere => say("protocol-done-evaluated-elsewhere"),
        SafetyAction::SafetyPlan => say("protocol-done-means-and-plan"),
        SafetyAction::ThreatenedPersonTold => say("protocol-done-authority-informed"),
        SafetyAction::ProtectionTold => say("protocol-done-protection-informed"),
    }
}

/// What was sent and is not answered yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sent {
    #[default]
    Nothing,
    Acknowledgement,
    Note,
}

/// What is being written.
#[derive(Default)]
pub(super) struct Form {
    done: [bool; 7],
    detail: String,
    agreed: String,
    follow_up: String,
    /// Of a clinician who stands beside whoever is signed in.
    login: String,
    passphrase: Secret,
    note: String,
    /// Somebody tried to go on with gaps, so that they are named.
    tried: bool,
    /// What was sent was refused; the reason stands with the passphrase.
    was_refused: bool,
    pub(super) sent: Sent,
}

impl std::fmt::Debug for Form {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Form [redacted]")
    }
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

impl Form {
    /// What was sent was refused: everything but the passphrase is kept.
    pub(super) fn refused(&mut self) {
        if self.sent != Sent::Nothing {
            self.sent = Sent::Nothing;
            self.was_refused = true;
        }
    }

    /// The acknowledgement with the passphrase, if nothing is missing.
    pub(super) fn acknowledgement(
        &mut self,
        beside: bool,
    ) -> Option<(NewAcknowledgement, SentSecret)> {
        self.tried = true;
        self.was_refused = false;
        let acknowledgement = self.written(beside);
        let gaps = acknowledgement.done.is_empty()
            || acknowledgement.lacks_detail()
            || is_blank(&self.agreed)
            || is_blank(&self.follow_up)
            || self.passphrase.is_empty()
            || beside && is_blank(&self.login);
        if gaps {
            return None;
        }
        let secret = SentSecret(Zeroizing::new(self.passphrase.as_str().to_owned()));
        self.passphrase.clear();
        self.sent = Sent::Acknowledgement;
        Some((acknowledgement, secret))
    }

    /// What is written so far.
    fn written(&self, beside: bool) -> NewAcknowledgement {
        let login = if beside { self.login.trim() } else { "" };
        let done = ACTIONS.into_iter().zip(self.done);
        NewAcknowledgement {
            login: login.to_owned(),
            done: done
                .filter(|(_, done)| *done)
                .map(|(action, _)| action)
                .collect(),
            detail: self.detail.trim().to_owned(),
            agreed: self.agreed.trim().to_owned(),
            follow_up: self.follow_up.trim().to_owned(),
        }
    }

    /// What was agreed after a review, if something is written.
    pub(super) fn review_note(&mut self) -> Option<String> {
        self.tried = true;
        self.was_refused = false;
        if is_blank(&self.note) {
            return None;
        }
        self.sent = Sent::Note;
        Some(self.note.trim().to_owned())
    }

    /// Gives the focus to the first field that is missing.
    pub(super) fn show_first_gap(&self, ui: &Ui, id: Id, beside: bool) {
        let name = if !self.done.contains(&true) {
            "done"
        } else if self.written(beside).lacks_detail() {
            "detail"
        } else if is_blank(&self.agreed) {
            "agreed"
        } else if is_blank(&self.follow_up) {
            "follow up"
        } else if beside && is_blank(&self.login) {
            "login"
        } else {
            "passphrase"
        };
        let note = id.with("note");
        let field = if ui.data(|data| data.get_temp(note).unwrap_or(false)) {
            note
        } else {
            id.with(name)
        };
        ui.memory_mut(|memory| memory.request_focus(field));
    }

    /// Draws the acknowledgement.
    pub(super) fn show(&mut self, ui: &mut Ui, id: Id, shared: &Shared<'_>) {
        ui.data_mut(|data| data.insert_temp(id.with("note"), false));
        let tried = self.tried;
        part(ui, &say("protocol-acknowledge-title"), |ui| {
            Text::help(&say("protocol-acknowledge-intro")).show(ui);
            let name = say("protocol-acknowledge-title");
            let labels = ACTIONS.map(action);
            MultiGroup::new(id.with("done"), &name, &labels)
                .dense()
                .show(ui, &mut self.done);
            if tried && !self.done.contains(&true) {
                wrong(ui, &say("protocol-acknowledge-missing-done"));
            }
            ui.add_space(space::S8);
            let missing = say("trouble-acknowledgement-elsewhere");
            let gap = tried && self.written(false).lacks_detail();
            let detail_label = say("safety-detail");
            TextField::new(id.with("detail"), &detail_label)
                .help(&say("safety-detail-help"))
                .optional()
                .error(gap.then_some(missing.as_str()))
                .show(ui, &mut self.detail);
            let missing = say("protocol-acknowledge-missing-agreed");
            let gap = tried && is_blank(&self.agreed);
            let label = say("protocol-field-agreed");
            TextField::new(id.with("agreed"), &label)
                .error(gap.then_some(missing.as_str()))
                .limit(2_000)
                .show(ui, &mut self.agreed);
            let missing = say("protocol-acknowledge-missing-follow-up");
            let gap = tried && is_blank(&self.follow_up);
            let label = say("protocol-field-follow-up");
            TextField::new(id.with("follow up"), &label)
                .error(gap.then_some(missing.as_str()))
                .show(ui, &mut self.follow_up);
            if !shared.opened.clinician {
                self.second(ui, id);
            }
            self.secret(ui, id, shared);
            Text::help(&say("protocol-acknowledge-effect")).show(ui);
        });
    }

    /// Who acknowledges, where somebody else is signed in: that does not change by it.
    fn second(&mut self, ui: &mut Ui, id: Id) {
        let missing = say("safety-login-missing");
        let gap = self.tried && is_blank(&self.login);
        let label = say("safety-login");
        TextField::new(id.with("login"), &label)
            .help(&say("safety-login-help"))
            .error(gap.then_some(missing.as_str()))
            .limit(64)
            .show(ui, &mut self.login);
    }

    fn secret(&mut self, ui: &mut Ui, id: Id, shared: &Shared<'_>) {
        let refused = shared
            .trouble
            .filter(|_| self.was_refused)
            .map(|trouble| trouble.message.clone());
        let missing = (self.tried && self.sent == Sent::Nothing && self.passphrase.is_empty())
            .then(|| say("safety-passphrase-missing"));
        let error = refused.or(missing);
        let label = say("protocol-field-passphrase");
        SecretField::new(id.with("passphrase"), &label)
            .help(&say(if shared.opened.clinician {
                "safety-passphrase-help"
            } else {
                "safety-passphrase-beside"
            }))
            .error(error.as_deref())
            .show(ui, &mut self.passphrase);
    }

    /// Draws the note of a review.
    pub(super) fn show_note(&mut self, ui: &mut Ui, id: Id, shared: &Shared<'_>) {
        ui.data_mut(|data| data.insert_temp(id.with("note"), true));
        let missing = say("safety-note-missing");
        let refused = shared
            .trouble
            .filter(|_| self.was_refused)
            .map(|trouble| trouble.message.clone());
        let gap = (self.tried && is_blank(&self.note)).then(|| missing.clone());
        let error = refused.or(gap);
        let title = say("protocol-review-note");
        part(ui, &title, |ui| {
            LongText::new(id.with("note"), &title)
                .hide_label()
                .help(&say("protocol-review-reporting"))
                .error(error.as_deref())
                .limit(4_000)
                .show(ui, &mut self.note);
        });
    }
}

/// What is missing, in words.
fn wrong(ui: &mut Ui, text: &str) {
    ui.horizontal(|ui| {
        let (_, rect) = ui.allocate_space(egui::vec2(16.0, Type::Small.line()));
        let color = paint::ink(ui, Ink::Stop);
        paint::icon(ui, rect.center(), Icon::WarningOctagonFill, 16.0, color);
        Text::new(text, Type::Small).ink(Ink::Stop).show(ui);
    });
}
