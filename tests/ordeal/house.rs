//! A vault to try things on: made once for each run, copied for each case.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock};

use anteroom::domain::answers::{Answer, Answers, SafetyLevel};
use anteroom::domain::client::Client;
use anteroom::domain::clinic::{Clinic, VaultKind};
use anteroom::domain::clock::{Clock, FixedClock};
use anteroom::domain::form::Pathway;
use anteroom::domain::id::{ClientId, RiskId, ScreeningId};
use anteroom::domain::recommendation::RuleVersions;
use anteroom::domain::risk::RiskStub;
use anteroom::domain::screening::{ScreeningContent, ScreeningIndex};
use anteroom::domain::staff::Profile;
use anteroom::vault::{
    Cost, Creation, Error, FirstPerson, LockReason, Locked, NewScreening, NewVault, Open,
    Passphrase, Sheets, Upgrade, Watch,
};
use jiff::civil::date;
use serde::{Deserialize, Serialize};
use tempfile::TempDir;

use crate::operations::{Hand, Turn};
use crate::staffing::Ready;

pub(crate) const WORDS: &str = "orbit lantern cobalt thicket mural wren";
/// What the passphrase is changed to, and the passphrase of whoever joins.
pub(crate) const SECOND_WORDS: &str = "pebble walnut harbour violet anchor sparrow";
/// How many times each operation can be done in one child that waits to be killed.
pub(crate) const MANY: u32 = 12;
/// In a child of which one step fails.
pub(crate) const FEW: u32 = 1;

/// What stands in the vault before an operation begins.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Plan {
    pub(crate) rounds: u32,
    pub(crate) client: ClientId,
    /// A draft, saved over and over.
    pub(crate) draft: ScreeningId,
    /// Drafts to sign, one a round.
    pub(crate) to_sign: Vec<ScreeningId>,
    /// Drafts to throw away.
    pub(crate) to_discard: Vec<ScreeningId>,
    /// Open support checks.
    pub(crate) checks: Vec<ScreeningId>,
    /// Signed screenings, for letters and addenda.
    pub(crate) signed: Vec<ScreeningId>,
    /// Stubs that wait for a clinician.
    pub(crate) risks: Vec<RiskId>,
}

/// A copy of the vault in a folder of its own, with room beside it for what the vault must not see.
pub(crate) struct House {
    place: TempDir,
    /// Where the vault stands on a small disk, what is beside it does not.
    aside: Option<TempDir>,
}

impl House {
    /// A copy of the vault that is prepared for this many rounds.
    pub(crate) fn copy(rounds: u32) -> Self {
        let house = Self::empty();
        house.fill(rounds).unwrap();
        house
    }

    /// Puts the prepared vault here.
    pub(crate) fn fill(&self, rounds: u32) -> io::Result<()> {
        let (from, _) = template(rounds);
        copy_dir(&from.dir(), &self.dir())
    }

    /// Puts the frozen vault of the first format into the grounds, once for each round.
    pub(crate) fn add_frozen(&self, rounds: u32) -> io::Result<()> {
        let frozen = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/vaults/format-1");
        (0..rounds).try_for_each(|round| {
            copy_dir(&frozen, &self.grounds().join(format!("Old-{round}.vault")))
        })
    }

    /// A folder without a vault.
    pub(crate) fn empty() -> Self {
        let memory = Path::new("/dev/shm");
        // Where a disk is only memory a sync costs nothing, and the runs go three times as far.
        let place = if memory.is_dir() && !fs::metadata(memory).unwrap().permissions().readonly() {
            TempDir::with_prefix_in("ordeal-", memory)
        } else {
            TempDir::with_prefix("ordeal-")
        };
        let house = Self {
            place: place.unwrap(),
            aside: None,
        };
        fs::create_dir(house.grounds()).unwrap();
        house
    }

    /// A folder on a disk of its own.
    pub(crate) fn on(disk: &Path) -> Self {
        let house = Self {
            place: TempDir::with_prefix_in("ordeal-", disk).unwrap(),
            aside: Some(TempDir::new().unwrap()),
        };
        fs::create_dir(house.grounds()).unwrap();
        house
    }

    /// The folder that the vault stands in.
    pub(crate) fn grounds(&self) -> PathBuf {
        self.place.path().join("grounds")
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.grounds().join("Clinic.vault")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }

    /// Beside the grounds, out of the vault's sight.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.aside.as_ref().unwrap_or(&self.place).path().join(name)
    }

    pub(crate) fn unlock(&self) -> Result<Open, Error> {
        unlock(&self.dir())
    }
}

pub(crate) fn clock() -> Arc<dyn Clock> {
    Arc::new(FixedClock::noon_of(date(2025, 3, 10)))
}

pub(crate) fn words() -> Passphrase {
    Passphrase::new(WORDS.to_owned())
}

pub(crate) fn unlock(dir: &Path) -> Result<Open, Error> {
    patiently(|| Locked::at(dir, clock())?.unlock("vera", &words()))
}

/// Opens with the first passphrase or the second, and says whether it was the second.
pub(crate) fn unlock_either(dir: &Path) -> Result<(Open, bool), Error> {
    match unlock(dir) {
        Err(Error::NotAccepted) => {
            let second = Passphrase::new(SECOND_WORDS.to_owned());
            let open = patiently(|| Locked::at(dir, clock())?.unlock("vera", &second))?;
            Ok((open, true))
        }
        result => result.map(|open| (open, false)),
    }
}

/// Opens the frozen vault, whose passphrase is public.
pub(crate) fn unlock_sample(dir: &Path) -> Result<Open, Error> {
    let words = Passphrase::new("marble lantern orchard copper violin harbour".to_owned());
    patiently(|| {
        let locked = Locked::at(dir, clock())?.upgrading(Upgrade::Allowed);
        locked.unlock("sample", &words)
    })
}

/// Opens with what this computer remembers in a folder.
pub(crate) fn unlock_remembering(dir: &Path, state: &Path) -> Result<Open, Error> {
    patiently(|| {
        Locked::at(dir, clock())?
            .with_state(Some(state))
            .unlock("vera", &words())
    })
}

/// A backup of the prepared vault; a child is told where it lies.
pub(crate) fn backup_file() -> &'static Path {
    static FILE: OnceLock<(Option<TempDir>, PathBuf)> = OnceLock::new();
    let (_, path) = FILE.get_or_init(|| {
        if let Ok(path) = std::env::var("ORDEAL_BACKUP") {
            return (None, PathBuf::from(path));
        }
        let house = House::copy(FEW);
        let open = house.unlock().unwrap();
        let safe = TempDir::new().unwrap();
        let made = open.backup(safe.path(), &Watch::silent()).unwrap();
        lock(open).unwrap();
        (Some(safe), made.path)
    });
    path
}

/// A child that is just being started holds every open file of this program for a moment, and with them the
/// locks of other cases: ask again.
fn patiently<T>(ask: impl Fn() -> Result<T, Error>) -> Result<T, Error> {
    for _ in 0..100 {
        match ask() {
            Err(Error::InUse(_)) => std::thread::sleep(std::time::Duration::from_millis(5)),
            other => return other,
        }
    }
    ask()
}

/// Locks, and says what could not be done on the way.
pub(crate) fn lock(open: Open) -> Result<(), Error> {
    open.lock(LockReason::Asked).problem.map_or(Ok(()), Err)
}

pub(crate) fn new_vault() -> NewVault {
    NewVault {
        clinic: Clinic {
            name: "Sample Clinic".to_owned(),
            ..Clinic::default()
        },
        first: FirstPerson {
            login: "vera".to_owned(),
            name: "Vera Sample".to_owned(),
            profile: Profile::default(),
            passphrase: words(),
        },
        cost: Cost::Least,
        sheets: Sheets::Waived,
        kind: VaultKind::default(),
    }
}

pub(crate) fn create(dir: &Path) -> Result<Open, Error> {
    Creation::begin(dir, new_vault(), clock())?.finish()
}

pub(crate) fn content(text: &str) -> ScreeningContent {
    let mut answers = Answers::default();
    let given = Answer::One(text.to_owned());
    answers.given.insert("tg-goal".to_owned(), given);
    ScreeningContent {
        answers,
        ..ScreeningContent::default()
    }
}

pub(crate) fn said(content: &ScreeningContent) -> &str {
    let given = content.answers.given.get("tg-goal");
    given.and_then(Answer::one).unwrap_or_default()
}

pub(crate) fn index() -> ScreeningIndex {
    ScreeningIndex {
        outcome: Some("suitable".to_owned()),
        ..ScreeningIndex::default()
    }
}

pub(crate) fn start(
    open: &Open,
    pathway: Pathway,
    client: Option<ClientId>,
) -> Result<ScreeningId, Error> {
    let rules = RuleVersions {
        form: "sample".to_owned(),
        form_version: 1,
        criteria_version: 1,
        hash: "00".to_owned(),
    };
    let new = NewScreening {
        client,
        pathway,
        rules,
    };
    open.screenings().start(new)
}

/// A draft before its ordeal says this.
pub(crate) const BEFORE: &str = "as it was before";

/// The vault prepared for `FEW` or `MANY` rounds, locked, and what stands in it.
pub(crate) fn template(rounds: u32) -> &'static (House, Plan) {
    static FOR_FEW: OnceLock<(House, Plan)> = OnceLock::new();
    static FOR_MANY: OnceLock<(House, Plan)> = OnceLock::new();
    let template = if rounds == FEW { &FOR_FEW } else { &FOR_MANY };
    template.get_or_init(|| {
        let house = House::empty();
        let open = create(&house.dir()).unwrap();
        let plan = prepare(&open, rounds).unwrap();
        assert!(open.check().unwrap().is_clean());
        lock(open).unwrap();
        (house, plan)
    })
}

/// Puts a vault into a house in which something was done first; that is done once for each name and number of rounds.
pub(crate) fn fill_prepared(
    house: &House,
    rounds: u32,
    name: &'static str,
    prepare: Turn,
) -> io::Result<()> {
    static MADE: Mutex<BTreeMap<(&str, u32), House>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap();
    let model = made.entry((name, rounds)).or_insert_with(|| {
        let model = House::copy(rounds);
        let mut hand = Hand {
            open: None,
            grounds: model.grounds(),
            plan: template(rounds).1.clone(),
            ready: Ready::default(),
        };
        hand.unlock().unwrap();
        prepare(&mut hand).unwrap();
        hand.lock().unwrap();
        model
    });
    copy_dir(&model.dir(), &house.dir())
}

fn prepare(open: &Open, rounds: u32) -> Result<Plan, Error> {
    let client = open.clients().add(&Client::named("Ada Vale"))?;
    let started = |pathway, client| -> Result<Vec<ScreeningId>, Error> {
        (0..rounds)
            .map(|_| {
                let id = start(open, pathway, client)?;
                open.screenings()
                    .save_draft(id, &content(BEFORE), &index())?;
                Ok(id)
            })
            .collect()
    };
    let signed = started(Pathway::Therapy, Some(client))?;
    for id in &signed {
        let proof = open.prove(&words())?;
        open.screenings()
            .sign(*id, &content("signed before"), &index(), "I ran it.", proof)?;
    }
    let stub = RiskStub {
        level: SafetyLevel::ActNow,
        group: None,
        screening: None,
        by: open.me().id,
        told: Vec::new(),
    };
    let risks = (0..rounds).map(|_| open.risks().open_stub(stub.clone()));
    Ok(Plan {
        rounds,
        client,
        draft: start(open, Pathway::Therapy, Some(client))?,
        to_sign: started(Pathway::Therapy, Some(client))?,
        to_discard: started(Pathway::Therapy, Some(client))?,
        checks: started(Pathway::Support, None)?,
        signed,
        risks: risks.collect::<Result<_, _>>()?,
    })
}

pub(crate) fn copy_dir(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)?.flatten() {
        if entry.file_type()?.is_dir() {
            copy_dir(&entry.path(), &to.join(entry.file_name()))?;
        } else {
            fs::copy(entry.path(), to.join(entry.file_name()))?;
        }
    }
    Ok(())
}
