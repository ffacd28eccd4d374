//! What a screen may ask for, and what comes back: the only way between the window and the vault.

mod backups;
mod entry;
mod event;
mod letters;
mod said;
mod trouble;
mod views;

pub use backups::{BackedUp, BackupView, Drilled, WorkView};
pub use entry::{Opened, RecoverySheets, Standing};
pub use event::Event;
pub use letters::{
    FieldView, KnownConsent, Leaving, LetterConsent, LetterDesk, LetterPreview, LetterReceiver,
    LetterRequest, LetterRow,
};
pub use said::{KeepSupport, NewAcknowledgement, NewClinic, Typed};
pub use trouble::Trouble;
pub use views::{ClientRow, ClientView, HomeView, OpenScreening, ScreeningRow, WaitingView};

use std::fmt;
use std::path::PathBuf;

use jiff::civil::Date;
use zeroize::Zeroizing;

pub use super::activity::{ActivityQuery, ActivityView, Exported, LookedView, Verdict};
pub use super::letter::{Field, Slot};
use super::records;
use super::reports::{Query, Report};
use crate::domain::answers::Answers;
use crate::domain::client::Client;
use crate::domain::clinic::{Clinic, Letterhead, Policy};
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::id::{ClientId, LetterId, ScreeningId};
use crate::domain::leader::Leader;
use crate::domain::screening::ScreeningContent;
use crate::letter::Paper;
pub use crate::vault::{Deed, Explanation};

/// What was typed into a secret field: wiped when dropped, never shown.
pub struct Secret(pub Zeroizing<String>);

/// Why the vault is to be locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockWhy {
    /// Somebody asked for it.
    Asked,
    /// Nobody did anything for a while.
    Idle,
    /// The system sleeps, or its user left.
    System,
    /// The program ends.
    Exit,
}

/// The way to the vault: commands go in, events come out, in order. A thread of its own in the window, at once in tests.
pub trait Port {
    /// Asks for something. Never waits.
    fn send(&mut self, command: Command);
    /// The next event, if one has come.
    fn poll(&mut self) -> Option<Event>;
    /// How many commands have not been answered yet.
    fn waiting(&self) -> usize;
}

/// What a screen asks for.
pub enum Command {
    /// Make a vault; answered by [`Event::SheetsReady`].
    CreateVault(Box<NewClinic>),
    /// Both sheets were typed back: put the vault in its place and open it.
    FinishVault {
        /// The two groups of the office sheet that were asked for, as typed.
        office: Zeroizing<String>,
        /// The two groups of the clinical sheet that were asked for, as typed.
        clinical: Zeroizing<String>,
    },
    /// People and their keys.
    People(super::people::Ask),
    /// Ways in and ways back while the vault is locked.
    Rescue(super::rescue::Ask),
    /// Why letters of many clients leave today.
    ExplainMany(String),
    /// Forget a vault that was not finished.
    AbandonVault,
    /// Somebody chose that the vault may lie in a folder that is kept in step with other computers. Answered by what stands there.
    AllowSyncedFolder,
    /// Make the sample clinic in a directory beside the vault and open it.
    LookAround,
    /// Open the vault.
    Unlock {
        /// As typed.
        login: String,
        /// As typed.
        passphrase: Secret,
    },
    /// Keep what stands in the fields of a form, for this person's next sign-in. Answered by [`Event::TypedKept`].
    KeepTyped(Box<Typed>),
    /// Close the vault and wipe the keys.
    Lock(LockWhy),
    /// What needs me now.
    Home,
    /// Clients whose name, record number, birth date or phone match.
    FindClients {
        /// What was typed; empty lists the newest.
        query: String,
    },
    /// More of the clients who match, from a place of the list on.
    MoreClients {
        /// What was typed.
        query: String,
        /// The place.
        from: usize,
    },
    /// Records that may be the same person.
    FindDuplicates {
        /// As typed.
        name: String,
        /// If known.
        birth_date: Option<Date>,
    },
    /// Keep a new or changed client record.
    SaveClient {
        /// None for a new one.
        id: Option<ClientId>,
        /// The record.
        client: Box<Client>,
    },
    /// A client's page.
    OpenClient(ClientId),
    /// Holds, retention, erasure and restricted clients.
    Records(records::Ask),
    /// Begin a screening.
    StartScreening {
        /// Which conversation.
        pathway: Pathway,
        /// Whose; none for an unnamed support-group check.
        client: Option<ClientId>,
        /// What is known already (triage carry-over, date, language).
        answers: Answers,
    },
    /// Go on with a draft, or look at a signed screening.
    OpenScreening(ScreeningId),
    /// The screen goes to the person and comes back.
    HandOver(super::handover::Ask),
    /// Keep what was said.
    SaveDraft {
        /// Which.
        screening: ScreeningId,
        /// All of it.
        content: Box<ScreeningContent>,
    },
    /// A clinician takes note of act-now, with their passphrase.
    Acknowledge {
        /// Which.
        screening: ScreeningId,
        /// What was done.
        acknowledgement: NewAcknowledgement,
        /// The clinician's.
        passphrase: Secret,
    },
    /// Somebody at the desk told a clinician of danger.
    NoteTold {
        /// Which.
        screening: ScreeningId,
        /// Whom.
        clinician: String,
    },
    /// A level was entered by mistake: a clinician signs that.
    LowerSafety {
        /// Which.
        screening: ScreeningId,
        /// Why.
        reason: String,
        /// Of whoever is signed in.
        passphrase: Secret,
    },
    /// Add to a signed screening.
    AddTo {
        /// Which.
        screening: ScreeningId,
        /// What.
        text: String,
        /// Of whoever is signed in.
        passphrase: Secret,
    },
    /// Mark a signed screening as entered in error.
    MarkInError {
        /// Which.
        screening: ScreeningId,
        /// Why.
        reason: String,
        /// Of whoever is signed in.
        passphrase: Secret,
    },
    /// Sign a colleague's assessment as a second clinician.
    CoSign {
        /// Which.
        screening: ScreeningId,
        /// Of whoever is signed in.
        passphrase: Secret,
    },
    /// Begin the other pathway for the same person and set this one aside.
    ChangePathway {
        /// Which.
        screening: ScreeningId,
        /// To which.
        to: Pathway,
        /// Whose, where it is not known yet.
        client: Option<ClientId>,
    },
    /// A clinician looked at a point of review.
    NoteReview {
        /// Which.
        screening: ScreeningId,
        /// What was agreed.
        agreed: String,
    },
    /// Sign; for a support-group check this finishes it.
    Sign {
        /// Which.
        screening: ScreeningId,
        /// What is kept of a support-group check.
        keep: Option<KeepSupport>,
        /// Of whoever signs.
        passphrase: Secret,
    },
    /// Finish a support-group check and keep nothing.
    KeepNothing(ScreeningId),
    /// Who waits for a seat, and what becomes of them. Answered by [`Event::Waitlists`].
    Waitlist(super::groups::waitlist::Ask),
    /// The catalogue of groups.
    Groups,
    /// Keep a new or changed group.
    SaveGroup {
        /// The record; its `id` is empty for a new group.
        group: Box<Group>,
        /// Its leaders by name, who are added to the list of leaders where they are new.
        leaders: Vec<Leader>,
    },
    /// Set a letter for looking at it.
    PreviewLetter(Box<LetterRequest>),
    /// Finalise the letter and write it as a PDF.
    SaveLetter {
        /// The letter.
        request: Box<LetterRequest>,
        /// Where to.
        path: PathBuf,
        /// A password for the PDF, if wished.
        password: Option<Secret>,
    },
    /// Write the result of a screening as an internal sheet.
    SaveSheet {
        /// Which.
        screening: ScreeningId,
        /// A4 or US Letter.
        paper: Paper,
        /// Where to.
        path: PathBuf,
    },
    /// What the page of a screening's letters needs.
    LetterDesk(ScreeningId),
    /// Letters that were finalised.
    Letters,
    /// Write a finished letter to a new file again: the same bytes.
    CopyLetter {
        /// Which.
        letter: LetterId,
        /// Where to.
        path: PathBuf,
        /// A password for the PDF, if wished.
        password: Option<Secret>,
    },
    /// Write the list of what left the clinic to a new file, as CSV.
    ExportDisclosures {
        /// Where to.
        path: PathBuf,
    },
    /// Texts of letters, handouts.
    Texts(super::texts::Ask),
    /// Letters on paper.
    Print(super::printing::Ask),
    /// Counts over many screenings.
    Report(Query),
    /// Write a report to a new file, exactly as it is shown.
    SaveReport {
        /// What is shown.
        report: Box<Report>,
        /// Where to.
        path: PathBuf,
    },
    /// The address book. Answered by [`Event::Recipients`].
    Recipients(super::recipients::Ask),
    /// The letterhead, for changing it. Answered by [`Event::Letterhead`].
    Letterhead,
    /// Keep a changed letterhead. Answered by [`Event::Letterhead`].
    SaveLetterhead(Box<Letterhead>),
    /// Clinic, letterhead and policy.
    SaveClinic(Box<Clinic>),
    /// What the clinic decided about how the program works.
    SavePolicy(Box<Policy>),
    /// How backups stand.
    Backups,
    /// Where backups go from now on; empty for nowhere.
    ChooseBackups(String),
    /// Make a backup now.
    BackUp,
    /// Check the whole vault now.
    CheckVault,
    /// Prove the newest backup with a passphrase.
    Drill(Secret),
    /// Stop the long work that is under way; answered by nothing.
    StopWork,
    /// Rows of the activity log.
    Activity(Box<ActivityQuery>),
    /// Verify the activity log and all that it tells of.
    VerifyActivity,
    /// Write the activity log to a new file.
    ExportActivity {
        /// Where to.
        path: PathBuf,
    },
    /// Who looked at a client.
    WhoLooked(ClientId),
    /// An administrator says why the vault is older than what is remembered of it.
    AcknowledgeDoubt {
        /// What happened.
        explanation: Explanation,
        /// In their own words.
        reason: String,
        /// The administrator's.
        passphrase: Secret,
    },
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Command(..)")
    }
}
