//! The table of roles as rules: who may do a deed in a state, and what has to come with it.

use crate::domain::staff::{Role, Roles};

use super::{Decision, Deed, Practice, State, Why};

const A: u8 = 1 << Role::Administrator as u8;
const C: u8 = 1 << Role::Clinician as u8;
const I: u8 = 1 << Role::Intake as u8;
const X: u8 = 1 << Role::Auditor as u8;

/// Who may, and what has to come with it.
#[derive(Clone, Copy)]
struct Rule {
    who: u8,
    with: Decision,
}

impl Rule {
    const fn free(who: u8) -> Self {
        Self {
            who,
            with: Decision::Allowed,
        }
    }

    const fn with(self, with: Decision) -> Self {
        Self { with, ..self }
    }

    const fn no(self, why: Why) -> Self {
        self.with(Decision::Refused { why })
    }
}

/// What one state allows.
pub(super) fn in_state(roles: Roles, deed: Deed, state: State, practice: Practice) -> Decision {
    let rule = rule(deed, state, practice);
    if roles.bits() & rule.who == 0 {
        return Decision::Refused { why: Why::Role };
    }
    match (rule.with, practice) {
        (Decision::NeedsSecondPerson, Practice::OnePerson) => Decision::NeedsReason,
        (with, _) => with,
    }
}

fn rule(deed: Deed, state: State, practice: Practice) -> Rule {
    let plain = plain(deed);
    match state {
        State::Plain | State::RestrictedOpen => plain,
        State::OwnDraft | State::DraftOfAnother | State::DraftFromDesk => draft(deed, state, plain),
        State::OwnSigned | State::SignedByAnother | State::SignedByLeaver => {
            signed(deed, state, plain)
        }
        State::EnteredInError => in_error(deed, plain),
        State::RestrictedClosed => restricted(deed, plain),
        State::Held if removes(deed) => plain.no(Why::Held),
        State::Released if deed == Deed::ClinicalLetterSend => Rule::free(C | I),
        // The urgent summary: whoever is there writes it.
        State::Danger if deed == Deed::ClinicalLetterFinish => Rule::free(C | I),
        State::ManyToday if matches!(deed, Deed::ClinicalLetterSend | Deed::DataExport) => {
            plain.with(Decision::NeedsReason)
        }
        State::Myself if deed == Deed::ProfileChange => Rule::free(A | C | I | X),
        State::NotAsked if matches!(deed, Deed::EraseConfirm | Deed::RetentionActivate) => {
            plain.no(Why::NotAsked)
        }
        State::AskedByMe => asked_by_me(deed, practice, plain),
        State::AskedByAnother if confirms(deed) => Rule::free(plain.who),
        State::Suspect => suspect(deed, plain),
        _ => plain,
    }
}

/// The table of roles, row by row.
fn plain(deed: Deed) -> Rule {
    use Deed as D;
    let everyone = A | C | I | X;
    match deed {
        D::ClientFind
        | D::ClientAdd
        | D::ClientOpen
        | D::ClientChange
        | D::ClientRemove
        | D::ConsentSee
        | D::ConsentChange
        | D::ScreeningList
        | D::ScreeningLink
        | D::DeskStateMove => Rule::free(C | I),
        D::SupportStart
        | D::SupportSave
        | D::SupportSee
        | D::SupportFinish
        | D::SupportDiscard
        | D::SupportRemove
        | D::SupportAddendum
        | D::SupportMark
        | D::HandOver => Rule::free(C | I),
        D::ClientUnrestrict
        | D::RestrictedAcknowledge
        | D::TherapyStart
        | D::TherapySave
        | D::TherapySee
        | D::TherapyIndex
        | D::TherapySign
        | D::TherapyDiscard
        | D::TherapyAddendum
        | D::TherapyMark
        | D::CoSign
        | D::RiskSeal
        | D::RiskSee => Rule::free(C),
        D::RiskNote | D::RiskList => Rule::free(C | I),
        D::LetterList
        | D::DeskLetterFinish
        | D::DeskLetterSend
        | D::LetterReleaseEnd
        | D::Disclose => Rule::free(C | I),
        D::ClinicalLetterFinish
        | D::ClinicalLetterSend
        | D::LetterRelease
        | D::DataExport
        | D::ClinicalKeyRotate
        | D::EraseConfirm
        | D::RetentionActivate => Rule::free(C),
        D::GroupSee | D::SettingSee | D::StaffSee | D::VaultCheck | D::RetentionSee => {
            Rule::free(everyone)
        }
        D::GroupChange | D::RecipientSee | D::RecipientChange | D::ReportSee | D::ReportExport => {
            Rule::free(A | C | I)
        }
        D::SettingChange
        | D::ProfileChange
        | D::StaffAdd
        | D::KeyRotate
        | D::EraseRequest
        | D::RetentionPropose => Rule::free(A),
        D::StaffRemove | D::SheetRenew | D::BackupMake | D::HoldSet | D::PurgeRun => {
            Rule::free(A | C)
        }
        D::GrantAdministrator | D::VaultReplace => Rule::free(A).with(Decision::NeedsSecondPerson),
        D::GrantClinician => Rule::free(C).with(Decision::NeedsSecondPerson),
        D::HoldRelease => Rule::free(A | C).with(Decision::NeedsSecondPerson),
        D::RestoreDrill | D::LogSee | D::LogVerify | D::LogExport => Rule::free(A | X),
        D::HoldSee | D::EraseSee | D::DueSee | D::LogOfClient => Rule::free(A | C | X),
        D::ClockConfirm | D::SuspectAcknowledge => Rule::free(A).with(Decision::NeedsReason),
    }
}

fn draft(deed: Deed, state: State, plain: Rule) -> Rule {
    use Deed as D;
    let own = state == State::OwnDraft;
    match deed {
        // Risk answers and free words at the desk are for whoever wrote them, and for clinicians.
        D::SupportSave | D::SupportSee | D::SupportFinish | D::SupportDiscard if !own => {
            Rule::free(C)
        }
        D::TherapySign | D::TherapyDiscard if state == State::DraftOfAnother => {
            plain.no(Why::NotYours)
        }
        D::SupportAddendum
        | D::SupportMark
        | D::TherapyAddendum
        | D::TherapyMark
        | D::CoSign
        | D::SupportRemove => plain.no(Why::Draft),
        _ => plain,
    }
}

/// What is done with a draft and with nothing else.
fn is_for_drafts(deed: Deed) -> bool {
    use Deed as D;
    matches!(
        deed,
        D::SupportSave
            | D::SupportFinish
            | D::SupportDiscard
            | D::ScreeningLink
            | D::HandOver
            | D::TherapySave
            | D::TherapySign
            | D::TherapyDiscard
    )
}

fn signed(deed: Deed, state: State, plain: Rule) -> Rule {
    use Deed as D;
    let own = state == State::OwnSigned;
    match deed {
        _ if is_for_drafts(deed) => plain.no(Why::Signed),
        D::SupportSee if !own => Rule::free(C),
        D::SupportAddendum | D::SupportMark if !own => Rule::free(C),
        D::TherapyAddendum | D::TherapyMark if state == State::SignedByAnother => {
            plain.no(Why::NotYours)
        }
        D::CoSign if own => plain.no(Why::YourOwn),
        _ => plain,
    }
}

fn in_error(deed: Deed, plain: Rule) -> Rule {
    use Deed as D;
    match deed {
        _ if is_for_drafts(deed) => plain.no(Why::EnteredInError),
        D::SupportMark | D::TherapyMark | D::CoSign => plain.no(Why::EnteredInError),
        _ => plain,
    }
}

/// Nothing of a restricted client is opened without a reason; danger and legal duties stay reachable.
fn restricted(deed: Deed, plain: Rule) -> Rule {
    use Deed as D;
    match deed {
        D::ClientOpen => plain.with(Decision::NeedsReason),
        D::ClientChange
        | D::ClientUnrestrict
        | D::ClientRemove
        | D::ConsentSee
        | D::ConsentChange
        | D::ScreeningLink
        | D::DeskStateMove
        | D::SupportSave
        | D::SupportSee
        | D::SupportFinish
        | D::SupportDiscard
        | D::SupportAddendum
        | D::SupportMark
        | D::HandOver
        | D::TherapyStart
        | D::TherapySave
        | D::TherapySee
        | D::TherapySign
        | D::TherapyDiscard
        | D::TherapyAddendum
        | D::TherapyMark
        | D::CoSign
        | D::RiskSee
        | D::DeskLetterFinish
        | D::DeskLetterSend
        | D::ClinicalLetterFinish
        | D::ClinicalLetterSend
        | D::LetterRelease
        | D::Disclose
        | D::DataExport => plain.no(Why::Restricted),
        _ => plain,
    }
}

/// What a legal hold forbids.
fn removes(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::ClientRemove
            | Deed::SupportDiscard
            | Deed::SupportRemove
            | Deed::TherapyDiscard
            | Deed::EraseRequest
            | Deed::EraseConfirm
            | Deed::PurgeRun
    )
}

fn confirms(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::EraseConfirm
            | Deed::RetentionActivate
            | Deed::HoldRelease
            | Deed::RestrictedAcknowledge
    )
}

/// Who asked does not confirm; where there is nobody else, a reason is typed instead.
fn asked_by_me(deed: Deed, practice: Practice, plain: Rule) -> Rule {
    if !confirms(deed) {
        return plain;
    }
    match practice {
        Practice::OnePerson => plain.with(Decision::NeedsReason),
        Practice::Several => plain.no(Why::SamePerson),
    }
}

/// A vault that is older than its anchors is read, checked, backed up and restored, and nothing else.
fn suspect(deed: Deed, plain: Rule) -> Rule {
    use Deed as D;
    match deed {
        D::ClientFind
        | D::ClientOpen
        | D::ConsentSee
        | D::ScreeningList
        | D::SupportSee
        | D::TherapySee
        | D::TherapyIndex
        | D::RiskList
        | D::RiskSee
        | D::LetterList
        | D::DeskLetterSend
        | D::ClinicalLetterSend
        | D::GroupSee
        | D::ReportSee
        | D::RecipientSee
        | D::SettingSee
        | D::StaffSee
        | D::HoldSee
        | D::EraseSee
        | D::DueSee
        | D::RetentionSee
        | D::LogSee
        | D::LogVerify
        | D::LogExport
        | D::LogOfClient
        | D::VaultCheck
        | D::BackupMake
        | D::RestoreDrill
        | D::VaultReplace
        | D::SuspectAcknowledge => plain,
        _ => plain.no(Why::Suspect),
    }
}
