//! What a screen may ask for, and what comes back: the only way between the window and the vault.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

pub use super::activity::{ActivityQuery, ActivityView, Exported, LookedView, Verdict};
use super::clients::{Course, TimelineRow};
pub use super::letter::{Field, Slot};
use super::records;
use super::reports::{Query, Report};
use crate::domain::answers::{Answers, SafetyLevel};
use crate::domain::client::Client;
use crate::domain::clinic::{Clinic, Letterhead, Policy};
use crate::domain::consent::ContentClass;
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::id::{ClientId, ConsentId, LetterId, RecipientId, ScreeningId};
use crate::domain::leader::Leader;
use crate::domain::recipient::Recipient;
use crate::domain::screening::{Planned, SafetyAction, ScreeningContent, Signature, Stage};
use crate::domain::staff::Roles;
use crate::letter::{Paper, Sheets};
use crate::vault::{Context, Decision, Practice, Why, allowed};
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

/// What stood in the fields of a page when the vault was locked.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct Typed {
    /// The page, as the window writes it.
    pub place: String,
    /// Texts by the number of their field.
    pub fields: BTreeMap<u64, String>,
}

/// A new vault.
pub struct NewClinic {
    /// Name, letterhead, emergency numbers.
    pub clinic: Clinic,
    /// A PNG for the letterhead; may be empty.
    pub logo_png: Vec<u8>,
    /// Name of the first person.
    pub name: String,
    /// Their login.
    pub login: String,
    /// Their profession, as letters print it; may be empty.
    pub profession: String,
    /// Kind and number of their licence; may be empty.
    pub licence: (String, String),
    /// Their passphrase.
    pub passphrase: Secret,
}

/// What a clinician says on the safety page.
#[derive(Clone, Default)]
pub struct NewAcknowledgement {
    /// Of a clinician beside whoever is signed in; empty where they are signed in themselves.
    pub login: String,
    /// At least one.
    pub done: Vec<SafetyAction>,
    /// Date and place of an evaluation elsewhere, names of services.
    pub detail: String,
    /// What was agreed.
    pub agreed: String,
    /// Who follows up.
    pub follow_up: String,
}

impl NewAcknowledgement {
    /// An evaluation elsewhere counts with its date: without a number there is none.
    #[must_use]
    pub fn lacks_detail(&self) -> bool {
        self.done.contains(&SafetyAction::EvaluatedElsewhere)
            && !self.detail.contains(|letter: char| letter.is_numeric())
    }
}

/// What is kept of a support-group check.
#[derive(Clone, Default)]
pub struct KeepSupport {
    /// Name to be called by.
    pub chosen_name: String,
    /// A way to reach the person, with their consent; may be empty.
    pub contact: String,
    /// Arrangements agreed; may be empty.
    pub arrangements: String,
}

/// A letter to be set.
#[derive(Clone)]
pub struct LetterRequest {
    /// The screening that it rests on: signed, but for an urgent summary.
    pub screening: ScreeningId,
    /// Which letter.
    pub kind: crate::letter::Kind,
    /// To whom.
    pub receiver: LetterReceiver,
    /// Goes to someone outside the clinic; only an L1 may stay within it.
    pub outside: bool,
    /// The person's consent, where one was given.
    pub consent: Option<LetterConsent>,
    /// What was ticked: it is printed where kind, consent and receiver allow it.
    pub fields: BTreeSet<Field>,
    /// What was typed, by its place; what is empty is filled in from the screening.
    pub said: BTreeMap<Slot, String>,
    /// Whether somebody asked if writing immigration down is safe, and it is.
    pub safe_to_write: bool,
    /// A4 or US Letter.
    pub paper: Paper,
    /// The letter that this one corrects.
    pub replaces: Option<LetterId>,
}

impl LetterRequest {
    /// A letter with nothing typed and nothing ticked.
    #[must_use]
    pub fn new(screening: ScreeningId, kind: crate::letter::Kind) -> Self {
        Self {
            screening,
            kind,
            receiver: LetterReceiver::default(),
            outside: kind != crate::letter::Kind::L1,
            consent: None,
            fields: BTreeSet::new(),
            said: BTreeMap::new(),
            safe_to_write: false,
            paper: Paper::A4,
            replaces: None,
        }
    }

    /// What was typed at a place.
    #[must_use]
    pub fn said(&self, slot: Slot) -> &str {
        self.said.get(&slot).map_or("", |text| text.trim())
    }
}

/// Who gets a letter.
#[derive(Clone, Default)]
pub struct LetterReceiver {
    /// Name.
    pub name: String,
    /// Role.
    pub role: String,
    /// Organisation; may be empty.
    pub organisation: String,
    /// Lines of the address; may be empty for letters handed over.
    pub address: Vec<String>,
    /// The entry of the address book, where it was taken from there.
    pub known: Option<RecipientId>,
    /// Whether it is medical personnel.
    pub medical: bool,
}

/// Consent to one letter.
#[derive(Clone)]
pub struct LetterConsent {
    /// Day on which it was given.
    pub on: Date,
    /// For what.
    pub purpose: String,
    /// Whether in writing; else verbally to the signer.
    pub signed: bool,
    /// Last day, if it ends on one.
    pub ends: Option<Date>,
    /// The consent on record that this is. Whatever else stands here is then read from the record.
    pub known: Option<ConsentId>,
    /// To whom the consent on record is, and what it names; filled in from the record.
    pub record: Option<(String, BTreeSet<ContentClass>)>,
}

/// What the page of a letter needs beside the screening.
#[derive(Clone, Default)]
pub struct LetterDesk {
    /// The address book.
    pub recipients: Vec<(RecipientId, Recipient)>,
    /// The client's consents that hold today, each with its receiver's name.
    pub consents: Vec<KnownConsent>,
    /// What can be ticked for each kind, and what it would print.
    pub fields: Vec<FieldView>,
    /// What stands at each place if nothing is typed.
    pub defaults: Vec<(crate::letter::Kind, Slot, String)>,
    /// The person prefers another language than that of the letter.
    pub other_language: Option<String>,
    /// Letters of this screening that can be corrected: id, number, kind.
    pub earlier: Vec<(LetterId, u32, String)>,
}

/// A consent on record.
#[derive(Clone)]
pub struct KnownConsent {
    /// Which.
    pub id: ConsentId,
    /// To whom.
    pub receiver: String,
    /// To whom, in the address book.
    pub recipient: RecipientId,
    /// What for.
    pub purpose: String,
    /// Which kinds of content.
    pub classes: BTreeSet<ContentClass>,
    /// Whether it was signed.
    pub signed: bool,
    /// Since when.
    pub on: Date,
    /// Until when.
    pub ends: Option<Date>,
}

/// Something that can be ticked.
#[derive(Clone)]
pub struct FieldView {
    /// For which letter.
    pub kind: crate::letter::Kind,
    /// What.
    pub field: Field,
    /// What it would print; empty if the answers hold nothing for it.
    pub prints: Vec<String>,
}

/// What comes back.
pub enum Event {
    /// What stands where the vault is looked for, told once at the start and after locking.
    Standing(Standing),
    /// A vault was made; both sheets must be kept and proved.
    SheetsReady(Box<RecoverySheets>),
    /// The vault is open.
    Opened(Box<Opened>),
    /// What was typed is kept.
    TypedKept,
    /// What this person had typed when the vault was locked.
    Typed(Box<Typed>),
    /// The vault is locked.
    Locked,
    /// What needs me now.
    Home(Box<HomeView>),
    /// Clients that match.
    Clients {
        /// What was asked.
        query: String,
        /// At most 200.
        rows: Vec<ClientRow>,
    },
    /// More clients that match.
    MoreClients {
        /// What was asked.
        query: String,
        /// Place of the first.
        from: usize,
        /// How many match in all.
        total: usize,
        /// A page of them.
        rows: Vec<ClientRow>,
    },
    /// Records that may be the same person.
    Duplicates(Vec<ClientRow>),
    /// A client record was kept.
    ClientSaved(ClientId),
    /// A client's page.
    Client(Box<ClientView>),
    /// A screening to work on.
    Screening(Box<OpenScreening>),
    /// Of the screen that goes to the person and comes back.
    HandOver(super::handover::Told),
    /// A draft is on the disk.
    DraftSaved {
        /// Which.
        screening: ScreeningId,
        /// When.
        at: Timestamp,
    },
    /// A screening was signed.
    Signed(Box<OpenScreening>),
    /// A support-group check was finished and nothing kept.
    NothingKept,
    /// Who waits for a seat.
    Waitlists(Box<super::groups::waitlist::Waitlists>),
    /// The catalogue of groups.
    Groups(Vec<Group>),
    /// A group was kept.
    GroupSaved(Box<Group>),
    /// A letter to look at.
    Letter(Box<LetterPreview>),
    /// A letter was written.
    LetterSaved {
        /// Where.
        path: PathBuf,
        /// Its number.
        number: u32,
    },
    /// What the page of a screening's letters needs.
    LetterDesk(Box<LetterDesk>),
    /// A copy of a letter, a list or a handout was written.
    FileWritten(PathBuf),
    /// Texts of letters, handouts.
    Texts(Box<super::texts::Told>),
    /// Of holds, retention, erasure and restricted clients.
    Records(records::Told),
    /// Letters on paper.
    Print(super::printing::Told),
    /// Letters that were finalised.
    Letters(Vec<LetterRow>),
    /// An internal sheet was written.
    SheetSaved {
        /// Where.
        path: PathBuf,
    },
    /// A report.
    Report(Box<Report>),
    /// A report was written.
    ReportSaved {
        /// Where.
        path: PathBuf,
    },
    /// The letterhead as it is kept.
    Letterhead(Box<Letterhead>),
    /// All entries of the address book, by name.
    Recipients(Vec<(RecipientId, Recipient)>),
    /// The policy was kept.
    PolicySaved(Box<Policy>),
    /// Settings were kept.
    ClinicSaved(Box<Clinic>),
    /// How backups stand.
    Backups(Box<BackupView>),
    /// Long work is under way.
    Work(WorkView),
    /// A backup was made, opened again and checked.
    BackedUp(Box<BackedUp>),
    /// The whole vault was checked; what was found, in words.
    VaultChecked(Vec<String>),
    /// A backup was proven.
    Drilled(Box<Drilled>),
    /// Rows of the activity log.
    Activity(Box<ActivityView>),
    /// What verifying the activity log found.
    ActivityVerified(Box<Verdict>),
    /// The activity log was written to a file.
    ActivityExported(Box<Exported>),
    /// Who looked at a client.
    WhoLooked(Box<LookedView>),
    /// The vault can be changed again.
    DoubtOver,
    /// People and their keys.
    People(super::people::Told),
    /// Ways in and ways back.
    Rescue(super::rescue::Told),
    /// The reason is kept; the letter can be saved now.
    ManyExplained,
    /// Something was refused or failed; nothing was changed.
    Failed(Trouble),
}

/// How backups stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BackupView {
    /// Where they go; empty until somebody chose a folder.
    pub folder: String,
    /// The last one that was opened again and checked.
    pub last: Option<Timestamp>,
    /// The last one that was restored for proof.
    pub proven: Option<Timestamp>,
    /// The last check of the whole vault, and whether it found nothing.
    pub checked: Option<(Timestamp, bool)>,
    /// Whether it is too long ago.
    pub late: bool,
    /// Whether the proof is too long ago.
    pub drill_due: bool,
}

/// How far long work is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WorkView {
    /// What is being done: a word of `work-`.
    pub phase: &'static str,
    /// From 0 to 1.
    pub part: f32,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// The file.
    pub path: PathBuf,
    /// Whether it lies on the disk of the vault.
    pub same_disk: bool,
    /// Older backups that were removed.
    pub removed: u64,
    /// How backups stand now.
    pub view: BackupView,
}

/// A backup that was proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drilled {
    /// When it was made.
    pub created: Timestamp,
    /// Clients in it.
    pub clients: u64,
    /// Screenings in it.
    pub screenings: u64,
    /// Letters in it.
    pub letters: u64,
    /// Its last event: number and time.
    pub last: Option<(u64, String)>,
    /// How backups stand now.
    pub view: BackupView,
}

/// What stands where the vault is looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nothing: the first start.
    Nothing {
        /// Where a vault would be made.
        dir: PathBuf,
    },
    /// A locked vault.
    Locked {
        /// Where it is.
        dir: PathBuf,
        /// Login names that may be offered; empty if the clinic does not want that.
        logins: Vec<String>,
    },
    /// Something that cannot be opened, with the reason in words.
    Unusable {
        /// Where.
        dir: PathBuf,
        /// Why, and what next.
        message: String,
    },
}

/// Why something was refused: in words for staff, never with an answer, a name or a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// A word for programs, for example `not-accepted`.
    pub kind: &'static str,
    /// What happened, what was kept, what to do next.
    pub message: String,
    /// Whether what was typed may not be on the disk (the NOT SAVED banner).
    pub not_saved: bool,
    /// For how long the same will be refused again, if that is known.
    pub wait_secs: Option<u64>,
}

impl Trouble {
    /// A refusal of this kind.
    #[must_use]
    pub fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            not_saved: false,
            wait_secs: None,
        }
    }
}

/// Both recovery sheets of a new vault, shown once.
pub struct RecoverySheets {
    /// Opens the office part; 8 groups of 4.
    pub office: Zeroizing<String>,
    /// Opens the clinical part; 8 groups of 4.
    pub clinical: Zeroizing<String>,
    /// Which two groups (from 0) are typed back, for each sheet.
    pub challenge: [[usize; 2]; 2],
}

/// Who is in, and what every page needs.
#[derive(Clone)]
pub struct Opened {
    /// Name of whoever is signed in.
    pub name: String,
    /// Their login.
    pub login: String,
    /// Whether they are a clinician.
    pub clinician: bool,
    /// Whether they are an administrator.
    pub administrator: bool,
    /// Why the vault can be read and not changed, in words, if it is so.
    pub doubt: Option<String>,
    /// All their roles.
    pub roles: Roles,
    /// The clinic.
    pub clinic: Clinic,
    /// Its policy.
    pub policy: Policy,
    /// Whether this is the sample clinic.
    pub demo: bool,
    /// Notes of the vault at opening, in words.
    pub notes: Vec<String>,
}

impl Opened {
    /// Whether whoever is signed in may do this at all: what they may not is not offered.
    #[must_use]
    pub fn can(&self, deed: Deed) -> bool {
        let context = Context {
            states: Vec::new(),
            practice: Practice::Several,
        };
        allowed(self.roles, deed, &context) != Decision::Refused { why: Why::Role }
    }
}

/// What needs me now.
#[derive(Clone, Default)]
pub struct HomeView {
    /// Drafts to finish, newest first.
    pub drafts: Vec<ScreeningRow>,
    /// Open safety concerns.
    pub concerns: Vec<ScreeningRow>,
    /// Signed in the last days.
    pub recent: Vec<ScreeningRow>,
    /// How many groups there are.
    pub groups: usize,
    /// How many clients there are.
    pub clients: usize,
    /// How backups stand; none for a sample clinic.
    pub backups: Option<BackupView>,
    /// Who waits for a seat, and where one came free.
    pub waiting: WaitingView,
}

/// Who waits for a seat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WaitingView {
    /// How many people wait.
    pub people: usize,
    /// Groups with free seats: the name, the free seats, and how many wait for this group, where that may be known.
    pub free: Vec<(String, u32, Option<usize>)>,
}

/// A line of a list of screenings.
#[derive(Clone)]
pub struct ScreeningRow {
    /// Which.
    pub id: ScreeningId,
    /// Name of the person, or of the group for an unnamed check.
    pub person: String,
    /// Which conversation.
    pub pathway: Pathway,
    /// Draft, signed or entered in error.
    pub stage: Stage,
    /// The level, where this person may see it.
    pub safety: SafetyLevel,
    /// Title of the decided outcome, where this person may see it.
    pub outcome: Option<String>,
    /// Last change.
    pub updated: Timestamp,
    /// Required questions that are blank.
    pub missing: u32,
    /// When it goes on, while it is paused.
    pub planned: Option<Planned>,
    /// Another pathway took its place.
    pub set_aside: bool,
}

/// A line of a list of clients.
#[derive(Clone, Default)]
pub struct ClientRow {
    /// Which.
    pub id: Option<ClientId>,
    /// Chosen name, else legal name.
    pub name: String,
    /// Legal name, where it differs.
    pub legal_name: Option<String>,
    /// Record number.
    pub record_number: Option<String>,
    /// Birth date.
    pub birth_date: Option<Date>,
    /// First phone.
    pub phone: Option<String>,
    /// Opening it needs a reason.
    pub restricted: bool,
}

/// A client's page.
#[derive(Clone)]
pub struct ClientView {
    /// Which.
    pub id: ClientId,
    /// The record.
    pub client: Client,
    /// Screenings, newest first.
    pub screenings: Vec<ScreeningRow>,
    /// Letters, newest first.
    pub letters: Vec<LetterRow>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineRow>,
    /// Measures over time, where this person may see them.
    pub courses: Vec<Course>,
    /// Whether whoever is signed in may know who looked at the record.
    pub may_see_looks: bool,
}

/// A screening as screens work on it.
#[derive(Clone)]
pub struct OpenScreening {
    /// Which.
    pub id: ScreeningId,
    /// Which conversation.
    pub pathway: Pathway,
    /// Whose.
    pub client: Option<(ClientId, Client)>,
    /// Draft, signed or entered in error.
    pub stage: Stage,
    /// What was said and decided.
    pub content: ScreeningContent,
    /// When it was begun.
    pub created: Timestamp,
    /// Who signed when.
    pub signature: Option<Signature>,
    /// What was kept of a finished support-group check.
    pub kept: Option<KeepSupport>,
    /// How many parts the person answered by themselves wait to be accepted.
    pub handed_over: usize,
    /// What was added after the signature, a line each.
    pub additions: Vec<String>,
    /// The screening on the other pathway that took its place.
    pub set_aside_for: Option<ScreeningId>,
    /// The group of which a seat was offered from its waitlist, after the signature: letters say that.
    pub offered: Option<String>,
}

/// A letter, set.
pub struct LetterPreview {
    /// The pages, as they will be printed.
    pub sheets: Sheets,
    /// What stops it from being finalised, in words.
    pub stops: Vec<String>,
    /// What should be looked at, in words.
    pub hints: Vec<String>,
    /// What leaves, field by field.
    pub leaves: Vec<Leaving>,
    /// What was ticked and stays out, each with the reason.
    pub held: Vec<(String, String)>,
}

/// A field that leaves with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// Its name.
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A line of a list of letters.
#[derive(Clone)]
pub struct LetterRow {
    /// Which.
    pub id: LetterId,
    /// The number of the letter that corrects it, if one does.
    pub corrected_by: Option<u32>,
    /// Why it was allowed to go; empty where this person may not know.
    pub ground: String,
    /// Who finished it.
    pub author: String,
    /// SHA-256 of its bytes, where this person may know it.
    pub sha256: String,
    /// Number of the letter.
    pub number: u32,
    /// Kind in words.
    pub kind: String,
    /// The person.
    pub person: String,
    /// To whom.
    pub receiver: String,
    /// What it told of the person, by name, where this person may know it.
    pub what: String,
    /// The group that it is about, by its name, where this person may know it.
    pub group: Option<String>,
    /// When.
    pub created: Timestamp,
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Command(..)")
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Event(..)")
    }
}
