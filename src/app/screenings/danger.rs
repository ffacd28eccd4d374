//! Danger in a screening: the stub that outlives it, the acknowledgement, the note of a review, a level that was a mistake.

use super::super::command::{NewAcknowledgement, Secret, Trouble};
use super::super::vaults::passphrase;
use super::{save, view};
use crate::catalog::shipped;
use crate::domain::answers::{Answer, SafetyLevel};
use crate::domain::form::Pathway;
use crate::domain::id::{PersonId, RiskId, ScreeningId};
use crate::domain::risk::{RiskContent, RiskStub};
use crate::domain::screening::{Acknowledgement, ReviewNote, SafetyLowered, ScreeningContent};
use crate::screening::evaluate;
use crate::text;
use crate::vault::{Deed, Open, Present, Proof, SecondClinician};

/// Whether somebody was in danger in this screening and no clinician has acknowledged it.
pub(in crate::app) fn danger_waits(open: &Open, id: ScreeningId) -> Result<bool, Trouble> {
    Ok(stub_of(open, id)?.is_some())
}

/// Danger in a support-group check outlives the check: a stub that says when, in which group and who was there, until a
/// clinician has taken note (rulings 6).
pub(super) fn note_danger(
    open: &Open,
    id: ScreeningId,
    content: &ScreeningContent,
) -> Result<(), Trouble> {
    let open_danger =
        content.highest_safety == SafetyLevel::ActNow && content.acknowledgement.is_none();
    if open_danger && stub_of(open, id)?.is_none() {
        open.risks().open_stub(RiskStub {
            level: SafetyLevel::ActNow,
            group: content
                .answers
                .said("sg-group")
                .and_then(Answer::one)
                .map(str::to_owned),
            screening: Some(id),
            by: open.me().id,
            told: Vec::new(),
        })?;
    }
    Ok(())
}

/// The stub of a screening that waits for a clinician.
fn stub_of(open: &Open, id: ScreeningId) -> Result<Option<(RiskId, RiskStub)>, Trouble> {
    if !open.can(Deed::RiskList) {
        return Ok(None);
    }
    let of = |stub: &RiskStub| stub.screening == Some(id);
    let waiting = open.risks().waiting()?.into_iter();
    let mut stubs = waiting.filter_map(|stored| Some((stored.id, stored.value.stub.filter(of)?)));
    Ok(stubs.next())
}

/// Screenings in which somebody was in danger and that no clinician has acknowledged: also the desk sees that.
pub(super) fn in_danger(open: &Open) -> Result<Vec<ScreeningId>, Trouble> {
    if !open.can(Deed::RiskList) {
        return Ok(Vec::new());
    }
    let waiting = open.risks().waiting()?.into_iter();
    let stubs = waiting.filter_map(|stored| stored.value.stub);
    let grave = stubs.filter(|stub| stub.level == SafetyLevel::ActNow);
    Ok(grave.filter_map(|stub| stub.screening).collect())
}

/// Who takes note of danger: whoever is signed in, or a clinician who types login and passphrase beside them.
enum Witness {
    Own(Proof),
    Beside(SecondClinician),
}

impl Witness {
    fn of(open: &Open, login: &str, secret: &Secret) -> Result<Self, Trouble> {
        let words = passphrase(secret);
        let login = login.trim();
        if login.is_empty() {
            return Ok(Self::Own(open.prove(&words)?));
        }
        let second = Present {
            login,
            passphrase: &words,
        };
        Ok(Self::Beside(open.risks().second(&second)?))
    }

    fn person(&self, open: &Open) -> PersonId {
        match self {
            Self::Own(_) => open.me().id,
            Self::Beside(second) => second.staff().id,
        }
    }
}

/// A clinician takes note of act-now. The passphrase is asked again; what was done is kept in the screening and, as it
/// outlives a support-group check, in a sealed clinical risk record. At the desk of somebody else a clinician gives
/// their login too, and who is signed in does not change.
///
/// # Errors
/// In words, if something is missing or the passphrase is not accepted.
pub fn acknowledge(
    open: &Open,
    id: ScreeningId,
    new: &NewAcknowledgement,
    secret: &Secret,
) -> Result<(), Trouble> {
    if new.done.is_empty() || new.agreed.trim().is_empty() || new.follow_up.trim().is_empty() {
        return Err(Trouble::new(
            "incomplete",
            text::say("trouble-acknowledgement-incomplete"),
        ));
    }
    if new.lacks_detail() {
        return Err(Trouble::new(
            "incomplete",
            text::say("trouble-acknowledgement-elsewhere"),
        ));
    }
    let witness = Witness::of(open, &new.login, secret)?;
    let acknowledgement = Acknowledgement {
        by: witness.person(open),
        at: open.now(),
        done: new.done.clone(),
        detail: new.detail.clone(),
        agreed: new.agreed.clone(),
        follow_up: new.follow_up.clone(),
    };
    let row = open.screenings().row(id)?.value;
    let mut content = RiskContent {
        stub: None,
        client: row.client,
        screening: Some(id),
        level: SafetyLevel::ActNow,
        note: String::new(),
        acknowledgement: acknowledgement.clone(),
    };
    if row.pathway == Pathway::Therapy && !open.can(Deed::TherapySee) {
        // Whoever reads the assessment next takes it over.
        return seal(open, id, content, witness, Some(id));
    }
    let mut screening = view(open, id)?;
    content.level = screening.content.highest_safety;
    seal(open, id, content, witness, None)?;
    screening.content.acknowledgement = Some(acknowledgement);
    save(open, id, &screening.content)?;
    Ok(())
}

/// The stub, where there is one, becomes a sealed record; else a record is made.
fn seal(
    open: &Open,
    id: ScreeningId,
    mut content: RiskContent,
    witness: Witness,
    unread: Option<ScreeningId>,
) -> Result<(), Trouble> {
    let stub = stub_of(open, id)?;
    content.stub = stub.as_ref().map(|(_, stub)| stub.clone());
    match (stub, witness) {
        (Some((stub, _)), Witness::Own(proof)) => open.risks().seal(stub, &content, proof)?,
        (Some((stub, _)), Witness::Beside(second)) => {
            open.risks().seal_beside(stub, &content, &second, unread)?;
        }
        (None, Witness::Own(proof)) => {
            open.risks().add_sealed(&content, proof)?;
        }
        // Danger at the desk has had its stub since it was answered.
        (None, Witness::Beside(_)) => {
            return Err(Trouble::new("incomplete", text::say("trouble-no-danger")));
        }
    }
    Ok(())
}

/// What a clinician acknowledged while the assessment was at the desk becomes the assessment's own.
pub(super) fn take_over(
    open: &Open,
    id: ScreeningId,
    content: &mut ScreeningContent,
) -> Result<(), Trouble> {
    if content.acknowledgement.is_some() || !open.can(Deed::RiskSee) {
        return Ok(());
    }
    if let Some(risk) = open.risks().acknowledged_beside(id)? {
        content.acknowledgement = Some(open.risks().view(risk)?.acknowledgement);
        content.highest_safety = SafetyLevel::ActNow;
        save(open, id, content)?;
    }
    Ok(())
}

/// Whom the desk told of danger that waits, and when.
pub(in crate::app) fn told_of(
    open: &Open,
    id: ScreeningId,
) -> Result<Vec<(String, jiff::Timestamp)>, Trouble> {
    let told = stub_of(open, id)?.map(|(_, stub)| stub.told);
    let told = told.unwrap_or_default().into_iter();
    Ok(told.map(|told| (told.clinician, told.at)).collect())
}

/// Somebody at the desk told a clinician: noted with the time, and it unlocks nothing.
///
/// # Errors
/// If nobody was named, or there is no danger that waits.
pub fn note_told(open: &Open, id: ScreeningId, clinician: &str) -> Result<(), Trouble> {
    let stub = stub_of(open, id)?.filter(|_| !clinician.trim().is_empty());
    let Some((stub, _)) = stub else {
        return Err(Trouble::new("incomplete", text::say("trouble-no-danger")));
    };
    open.risks().note_told(stub, clinician.trim())?;
    Ok(())
}

/// The gravest level that was reached was entered by mistake: a clinician signs that, with a reason. It drops to what
/// the answers say now, and never below.
///
/// # Errors
/// If there is no reason, nothing to lower, or the passphrase is not accepted.
pub fn lower(open: &Open, id: ScreeningId, reason: &str, secret: &Secret) -> Result<(), Trouble> {
    if !open.me().roles.has(crate::domain::staff::Role::Clinician) {
        return Err(Trouble::new("role", text::say("trouble-lower-clinician")));
    }
    let reason = reason.trim();
    let mut screening = view(open, id)?;
    let from = screening.content.highest_safety;
    let to = evaluate(
        shipped().pack(screening.pathway),
        &screening.content.answers,
    )
    .safety;
    if reason.chars().count() < SHORTEST_REASON {
        return Err(Trouble::new(
            "incomplete",
            text::say("trouble-lower-reason"),
        ));
    }
    if to >= from {
        return Err(Trouble::new(
            "incomplete",
            text::say("trouble-lower-answers"),
        ));
    }
    let witness = Witness::of(open, "", secret)?;
    let lowered = SafetyLowered {
        from,
        to,
        by: open.me().id,
        at: open.now(),
        reason: reason.to_owned(),
    };
    if from == SafetyLevel::ActNow && screening.content.acknowledgement.is_none() {
        // The record of the danger stays, with the reason why it was none.
        let content = RiskContent {
            stub: None,
            client: screening.client.as_ref().map(|(client, _)| *client),
            screening: Some(id),
            level: from,
            note: reason.to_owned(),
            acknowledgement: Acknowledgement {
                by: open.me().id,
                at: open.now(),
                done: Vec::new(),
                detail: text::say("safety-entered-by-mistake"),
                agreed: String::new(),
                follow_up: String::new(),
            },
        };
        seal(open, id, content, witness, None)?;
    }
    screening.content.lowered.push(lowered);
    screening.content.highest_safety = to;
    save(open, id, &screening.content)?;
    Ok(())
}

/// Shortest reason for lowering a level, in letters.
const SHORTEST_REASON: usize = 10;

/// A clinician looked at a point of review and says what was agreed. At the desk nobody can settle it by a note.
///
/// # Errors
/// If whoever is signed in is no clinician, nothing was written, or the vault refuses.
pub fn note_review(open: &Open, id: ScreeningId, agreed: &str) -> Result<(), Trouble> {
    if !open.me().roles.has(crate::domain::staff::Role::Clinician) {
        return Err(Trouble::new("role", text::say("trouble-review-clinician")));
    }
    if agreed.trim().is_empty() {
        return Err(Trouble::new(
            "incomplete",
            text::say("trouble-review-empty"),
        ));
    }
    let mut screening = view(open, id)?;
    let note = ReviewNote {
        question: String::new(),
        by: open.me().id,
        at: open.now(),
        agreed: agreed.to_owned(),
    };
    screening.content.review_notes.push(note);
    save(open, id, &screening.content)?;
    Ok(())
}
