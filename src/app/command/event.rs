//! What comes back from the vault.

use std::fmt;
use std::path::PathBuf;

use jiff::Timestamp;

use crate::app::activity::{ActivityView, Exported, LookedView, Verdict};
use crate::app::records;
use crate::app::reports::Report;
use crate::domain::clinic::{Clinic, Letterhead, Policy};
use crate::domain::group::Group;
use crate::domain::id::{ClientId, RecipientId, ScreeningId};
use crate::domain::recipient::Recipient;

use super::{
    BackedUp, BackupView, ClientRow, ClientView, Drilled, HomeView, LetterDesk, LetterPreview,
    LetterRow, OpenScreening, Opened, RecoverySheets, Standing, Trouble, Typed, WorkView,
};

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
    HandOver(crate::app::handover::Told),
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
    Waitlists(Box<crate::app::groups::waitlist::Waitlists>),
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
    Texts(Box<crate::app::texts::Told>),
    /// Of holds, retention, erasure and restricted clients.
    Records(records::Told),
    /// Letters on paper.
    Print(crate::app::printing::Told),
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
    People(crate::app::people::Told),
    /// Ways in and ways back.
    Rescue(crate::app::rescue::Told),
    /// The reason is kept; the letter can be saved now.
    ManyExplained,
    /// Something was refused or failed; nothing was changed.
    Failed(Trouble),
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Event(..)")
    }
}
