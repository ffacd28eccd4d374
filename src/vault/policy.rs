//! Who may do what: one pure function over roles, deeds and the state of what it is done to.
//!
//! The table it has to agree with is `tests/policy/table.csv`, which reads like section 2.5 of the design.
//! The vault asks it at the head of each of its own methods, so no screen and no command can go round it.

mod rules;

use crate::domain::staff::Roles;

use rules::in_state;

/// What was decided about a deed. From the most to the least permissive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Decision {
    /// Go on.
    Allowed,
    /// Go on once a reason was typed.
    NeedsReason,
    /// Somebody else has to agree.
    NeedsSecondPerson,
    /// No.
    Refused {
        /// Why not.
        why: Why,
    },
}

/// Why a deed is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// None of the person's roles reaches that far.
    Role,
    /// It is somebody else's.
    NotYours,
    /// It is one's own, and somebody else has to do this.
    YourOwn,
    /// It is a draft.
    Draft,
    /// It is signed.
    Signed,
    /// It is marked as entered in error.
    EnteredInError,
    /// The client is restricted and was not opened with a reason.
    Restricted,
    /// A legal hold lies on it.
    Held,
    /// The vault is older than its anchors: it can be read and nothing else.
    Suspect,
    /// The same person asked for it.
    SamePerson,
    /// Nobody asked for it.
    NotAsked,
}

impl Why {
    /// The reason in words, for the end of a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Role => "your role does not reach that far",
            Self::NotYours => "it is a colleague's",
            Self::YourOwn => "it is your own, and this is for a colleague",
            Self::Draft => "it is still a draft",
            Self::Signed => "it is signed",
            Self::EnteredInError => "it is marked as entered in error",
            Self::Restricted => "the client is restricted: open the client with a reason first",
            Self::Held => "a legal hold lies on it",
            Self::Suspect => {
                "the vault is older than its own records say: an administrator has to look at that first"
            }
            Self::SamePerson => "you asked for it: somebody else has to confirm",
            Self::NotAsked => "nobody has asked for it yet",
        }
    }
}

macro_rules! closed {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $word:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$item_doc])* $item),+
        }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$item),+];

            /// The word that tables and errors use.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$item => $word),+
                }
            }
        }
    };
}

closed! {
    /// Everything that the vault can be asked to do.
    Deed {
        /// Search, list and count clients; see their cards.
        ClientFind = "client-find",
        /// Add a client.
        ClientAdd = "client-add",
        /// See a client's whole record.
        ClientOpen = "client-open",
        /// Change a client's record.
        ClientChange = "client-change",
        /// Take the mark "restricted" away.
        ClientUnrestrict = "client-unrestrict",
        /// Remove a client to whom nothing belongs.
        ClientRemove = "client-remove",
        /// See who treats a client and what they consented to.
        ConsentSee = "consent-see",
        /// Change that.
        ConsentChange = "consent-change",
        /// Look at openings of restricted clients by colleagues, and acknowledge one.
        RestrictedAcknowledge = "restricted-acknowledge",
        /// List screenings: dates, pathway, what the desk sees.
        ScreeningList = "screening-list",
        /// Name the client of a draft.
        ScreeningLink = "screening-link",
        /// Move what the desk sees.
        DeskStateMove = "desk-state-move",
        /// Start a support-group check.
        SupportStart = "support-start",
        /// Save its answers.
        SupportSave = "support-save",
        /// See its answers.
        SupportSee = "support-see",
        /// Finish and sign it.
        SupportFinish = "support-finish",
        /// Throw its draft away.
        SupportDiscard = "support-discard",
        /// Remove its record, when the time is over or the person joined.
        SupportRemove = "support-remove",
        /// Add to a finished check.
        SupportAddendum = "support-addendum",
        /// Mark a finished check as entered in error.
        SupportMark = "support-mark",
        /// Start the view in which a person answers alone.
        HandOver = "hand-over",
        /// Start a therapy-group assessment.
        TherapyStart = "therapy-start",
        /// Save what was said in it.
        TherapySave = "therapy-save",
        /// See what was said in it.
        TherapySee = "therapy-see",
        /// See the index: outcomes, levels, what is due.
        TherapyIndex = "therapy-index",
        /// Sign it.
        TherapySign = "therapy-sign",
        /// Throw its draft away.
        TherapyDiscard = "therapy-discard",
        /// Add to a signed assessment.
        TherapyAddendum = "therapy-addendum",
        /// Mark a signed assessment as entered in error.
        TherapyMark = "therapy-mark",
        /// Sign a colleague's assessment as a second clinician.
        CoSign = "co-sign",
        /// Note that there may be danger, or that a clinician was told.
        RiskNote = "risk-note",
        /// See that risk records wait, and which.
        RiskList = "risk-list",
        /// Seal a risk record.
        RiskSeal = "risk-seal",
        /// See what a risk record says.
        RiskSee = "risk-see",
        /// List letters and where they went.
        LetterList = "letter-list",
        /// Finish a letter without a clinical sentence.
        DeskLetterFinish = "desk-letter-finish",
        /// See, print or write such a letter to a file.
        DeskLetterSend = "desk-letter-send",
        /// Finish a clinical letter.
        ClinicalLetterFinish = "clinical-letter-finish",
        /// See, print or write a clinical letter to a file.
        ClinicalLetterSend = "clinical-letter-send",
        /// Release a clinical letter to the desk.
        LetterRelease = "letter-release",
        /// End a release.
        LetterReleaseEnd = "letter-release-end",
        /// Note that a letter went to somebody.
        Disclose = "disclose",
        /// See counts over many screenings: pathways, dates, seats, waiting. Outcomes are [`Deed::TherapyIndex`].
        ReportSee = "report-see",
        /// Write such counts to a file.
        ReportExport = "report-export",
        /// Write an assessment to a file for another program.
        DataExport = "data-export",
        /// See groups and leaders.
        GroupSee = "group-see",
        /// Change groups and leaders.
        GroupChange = "group-change",
        /// See the address book.
        RecipientSee = "recipient-see",
        /// Change the address book.
        RecipientChange = "recipient-change",
        /// See the clinic's settings.
        SettingSee = "setting-see",
        /// Change them.
        SettingChange = "setting-change",
        /// See who works here.
        StaffSee = "staff-see",
        /// Change what letters say about a person.
        ProfileChange = "profile-change",
        /// Add a person, reset their access, lift a lock-out.
        StaffAdd = "staff-add",
        /// Make somebody an administrator.
        GrantAdministrator = "grant-administrator",
        /// Make somebody a clinician.
        GrantClinician = "grant-clinician",
        /// Remove a person or a role.
        StaffRemove = "staff-remove",
        /// Change the keys of the vault and the administrators.
        KeyRotate = "key-rotate",
        /// Change the clinicians' key.
        ClinicalKeyRotate = "clinical-key-rotate",
        /// Print a new recovery sheet.
        SheetRenew = "sheet-renew",
        /// Make a backup.
        BackupMake = "backup-make",
        /// Prove that a backup can be restored.
        RestoreDrill = "restore-drill",
        /// Put a backup in the place of the vault.
        VaultReplace = "vault-replace",
        /// Check the vault.
        VaultCheck = "vault-check",
        /// Go on with a vault that is older than its anchors.
        SuspectAcknowledge = "suspect-acknowledge",
        /// See legal holds.
        HoldSee = "hold-see",
        /// Set a legal hold.
        HoldSet = "hold-set",
        /// Release a legal hold.
        HoldRelease = "hold-release",
        /// Ask for the erasure of a client, or take that back.
        EraseRequest = "erase-request",
        /// Confirm it.
        EraseConfirm = "erase-confirm",
        /// See what was asked, and reports of erasures.
        EraseSee = "erase-see",
        /// See what is due by the retention table.
        DueSee = "due-see",
        /// Remove what the table lets the program remove.
        PurgeRun = "purge-run",
        /// Say that the computer's date is right, so that purging goes on.
        ClockConfirm = "clock-confirm",
        /// See the retention table.
        RetentionSee = "retention-see",
        /// Propose another one.
        RetentionPropose = "retention-propose",
        /// Put a proposed one in force.
        RetentionActivate = "retention-activate",
        /// Read the activity log.
        LogSee = "log-see",
        /// Check its chain.
        LogVerify = "log-verify",
        /// Write it to a file.
        LogExport = "log-export",
        /// See who looked at one client.
        LogOfClient = "log-of-client",
    }
}

closed! {
    /// How something stands to which a deed is done.
    State {
        /// Nothing particular.
        Plain = "plain",
        /// My draft.
        OwnDraft = "own-draft",
        /// A colleague's draft.
        DraftOfAnother = "draft-of-another",
        /// A draft that somebody began who is no clinician.
        DraftFromDesk = "draft-from-desk",
        /// Signed by me.
        OwnSigned = "own-signed",
        /// Signed by a colleague.
        SignedByAnother = "signed-by-another",
        /// Signed by somebody who no longer works here, or no longer as a clinician.
        SignedByLeaver = "signed-by-leaver",
        /// Marked as entered in error.
        EnteredInError = "entered-in-error",
        /// Of a restricted client, without access.
        RestrictedClosed = "restricted-closed",
        /// Of a restricted client, opened with a reason.
        RestrictedOpen = "restricted-open",
        /// Under a legal hold.
        Held = "held",
        /// A clinical letter that was released to the desk.
        Released = "released",
        /// Danger was recorded and nobody has acknowledged it yet.
        Danger = "danger",
        /// More than ten clients' records left for files or paper today.
        ManyToday = "many-today",
        /// About myself.
        Myself = "myself",
        /// Nobody asked for it.
        NotAsked = "not-asked",
        /// I asked for it.
        AskedByMe = "asked-by-me",
        /// Somebody else asked for it.
        AskedByAnother = "asked-by-another",
        /// The vault is older than its anchors.
        Suspect = "suspect",
    }
}

/// Whether there is a second person to ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Practice {
    /// At most one person holds the role of administrator or clinician: a typed reason takes the place of the second person.
    OnePerson,
    /// There are others.
    Several,
}

/// What a deed is done to. Every state counts, and the strictest decides.
#[derive(Clone, Debug)]
pub struct Context {
    /// Its states; none is [`State::Plain`].
    pub states: Vec<State>,
    /// Whether there is a second person.
    pub practice: Practice,
}

/// What somebody with these roles may do. Of several roles the most permissive counts, but rules about
/// two persons stay rules about two persons whatever roles one of them holds.
#[must_use]
pub fn allowed(roles: Roles, deed: Deed, context: &Context) -> Decision {
    let in_each = context
        .states
        .iter()
        .map(|state| in_state(roles, deed, *state, context.practice));
    in_each
        .max()
        .unwrap_or_else(|| in_state(roles, deed, State::Plain, context.practice))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::staff::Role;

    #[test]
    fn the_strictest_of_several_states_decides() {
        let clinician: Roles = [Role::Clinician].into_iter().collect();
        for deed in Deed::ALL {
            for one in State::ALL {
                for two in State::ALL {
                    let alone =
                        |state: &State| in_state(clinician, *deed, *state, Practice::Several);
                    let context = Context {
                        states: vec![*one, *two],
                        practice: Practice::Several,
                    };
                    let both = allowed(clinician, *deed, &context);
                    assert_eq!(both, alone(one).max(alone(two)), "{deed:?} {one:?} {two:?}");
                }
            }
        }
    }
}
