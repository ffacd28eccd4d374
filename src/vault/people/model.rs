//! The model of who can know what: random sequences of operations, every file public at all times, and every person
//! with all passphrases and keys that they ever had. Nobody may reach a key that was made after they lost its role.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::domain::clock::FixedClock;
use crate::domain::id::PersonId;
use crate::domain::staff::{Profile, Role, Roles};
use crate::vault::desk::{clock, vault_of};
use crate::vault::keys::{Key, Seeds, VaultId};
use crate::vault::people::{ClinicalAccess, NewPerson, Present, Successor};
use crate::vault::roster::Wrapped;
use crate::vault::slot::{Slot, SlotKind};
use crate::vault::{Cost, Error, LockReason, Locked, Open, Passphrase, Sheet, Watch, roster, seal};

/// Repeatable chance (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % end as u64) as usize
    }

    fn roles(&mut self) -> Roles {
        Roles::from_bits(1 + self.below(15) as u8)
    }
}

type Counts = BTreeMap<&'static str, u64>;

/// A key by its kind and epoch: 0 the database's, 1 the administrators', 2 the clinicians'.
type Known = BTreeSet<(u8, u32)>;

/// Everything that ever stood in a file, without repetitions.
#[derive(Default)]
struct Files {
    slots: Vec<(Slot, u32)>,
    wraps: Vec<StoredWrap>,
    seen: HashSet<Vec<u8>>,
}

struct StoredWrap {
    e_db: u32,
    person: [u8; 16],
    which: Wrapped,
    epoch: u32,
    sealed: [u8; 80],
}

impl Files {
    fn remember(&mut self, open: &Open) {
        let header = open.header();
        for slot in &header.slots {
            let mut bytes = header.e_db.to_le_bytes().to_vec();
            slot.write(&mut bytes);
            if slot.kind == SlotKind::Person && self.seen.insert(bytes) {
                self.slots.push((slot.clone(), header.e_db));
            }
        }
        let mut statement = open
            .db()
            .prepare("SELECT person, key, epoch, seal FROM key_wraps")
            .unwrap();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let (person, key, epoch, sealed): ([u8; 16], u8, u32, [u8; 80]) = (
                row.get(0).unwrap(),
                row.get(1).unwrap(),
                row.get(2).unwrap(),
                row.get(3).unwrap(),
            );
            let seen = [&header.e_db.to_le_bytes()[..], &sealed].concat();
            if self.seen.insert(seen) {
                let which = match key {
                    1 => Wrapped::Administrators,
                    _ => Wrapped::Clinicians,
                };
                let e_db = header.e_db;
                self.wraps.push(StoredWrap {
                    e_db,
                    person,
                    which,
                    epoch,
                    sealed,
                });
            }
        }
    }
}

/// Somebody with everything that they ever knew.
struct Actor {
    id: PersonId,
    login: String,
    /// The passphrase of today is the last. Administrators also keep what they typed for others.
    knows: Vec<String>,
    own: String,
    /// Somebody else typed the present passphrase and knows it.
    typed_by_another: bool,
    slot_known_to: Vec<usize>,
    /// The passphrase of a parked slot.
    parked: Option<String>,
    present: bool,
    roles: Roles,
    /// Had the clinicians' key at some time.
    ever_clinical: bool,
    ever_administrator: bool,
    /// Keys that were made after this are none of theirs.
    limit: [u32; 3],
    seeds: Vec<Seeds>,
    tried: HashSet<(usize, usize)>,
    keys: Known,
}

impl Actor {
    fn new(id: PersonId, login: String, own: String, roles: Roles) -> Self {
        Self {
            id,
            login,
            knows: vec![own.clone()],
            own,
            typed_by_another: false,
            slot_known_to: Vec::new(),
            parked: None,
            present: true,
            roles,
            ever_clinical: false,
            ever_administrator: roles.has(Role::Administrator),
            limit: [u32::MAX; 3],
            seeds: Vec::new(),
            tried: HashSet::new(),
            keys: Known::new(),
        }
    }

    /// Everything that follows from what they know and from all files.
    fn conclude(&mut self, vault: &VaultId, files: &Files) {
        for (at, (slot, _)) in files.slots.iter().enumerate() {
            for (which, known) in self.knows.iter().enumerate() {
                if !self.tried.insert((at, which)) {
                    continue;
                }
                let derived = slot.kdf.derive(known.as_bytes(), &slot.salt).unwrap();
                if let Ok(contents) = slot.open(vault, 1, &derived) {
                    self.seeds.push(contents.seeds);
                }
            }
        }
        for seeds in &self.seeds {
            for (slot, e_db) in &files.slots {
                if !self.keys.contains(&(0, *e_db)) && slot.db_key(vault, seeds, *e_db).is_ok() {
                    self.keys.insert((0, *e_db));
                }
            }
            for wrap in &files.wraps {
                let (kind, pair) = match wrap.which {
                    Wrapped::Administrators => (1, seeds.staff_pair(vault).unwrap()),
                    Wrapped::Clinicians => (2, seeds.clinical_pair(vault).unwrap()),
                };
                if self.keys.contains(&(kind, wrap.epoch)) || !self.keys.contains(&(0, wrap.e_db)) {
                    continue;
                }
                let aad = roster::wrap_aad(vault, &wrap.person, wrap.epoch);
                let key: Result<Key, _> =
                    seal::unseal_key(&pair, wrap.which.purpose(), &aad, &wrap.sealed);
                if key.is_ok() {
                    self.keys.insert((kind, wrap.epoch));
                }
            }
        }
    }
}

struct World {
    _place: TempDir,
    dir: PathBuf,
    clock: Arc<FixedClock>,
    vault: VaultId,
    open: Option<Open>,
    /// Who is signed in.
    me: usize,
    actors: Vec<Actor>,
    files: Files,
    sheets: [String; 2],
    counter: u32,
    dice: Dice,
    done: Vec<&'static str>,
}

fn memory_place() -> TempDir {
    let shm = Path::new("/dev/shm");
    if shm.is_dir() {
        TempDir::new_in(shm).unwrap()
    } else {
        TempDir::new().unwrap()
    }
}

fn words(counter: u32) -> String {
    format!("orbit lantern cobalt thicket mural wren {counter}")
}

fn secret(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned())
}

impl World {
    fn new(seed: u64) -> Self {
        let place = memory_place();
        let dir = place.path().join("Clinic.vault");
        let clock = clock();
        let by = ("p0", secret(&words(0)));
        let (open, sheets) = vault_of(&dir, by, Arc::clone(&clock) as _);
        let mut first = Actor::new(open.me().id, "p0".to_owned(), words(0), Roles::all());
        first.ever_clinical = true;
        Self {
            _place: place,
            dir,
            clock,
            vault: open.session().vault,
            open: Some(open),
            me: 0,
            actors: vec![first],
            files: Files::default(),
            sheets,
            counter: 0,
            dice: Dice(seed),
            done: Vec::new(),
        }
    }

    fn fresh(&mut self) -> String {
        self.counter += 1;
        words(self.counter)
    }

    fn pick(&mut self, wanted: impl Fn(&Actor) -> bool) -> Option<usize> {
        let fitting: Vec<usize> = (0..self.actors.len())
            .filter(|at| self.actors[*at].present && wanted(&self.actors[*at]))
            .collect();
        (!fitting.is_empty()).then(|| fitting[self.dice.below(fitting.len())])
    }

    fn chance(&mut self, one_in: usize) -> bool {
        self.dice.below(one_in) == 0
    }

    fn open(&mut self) -> &mut Open {
        self.open.as_mut().unwrap()
    }

    fn sign_in(&mut self, who: usize) {
        if let Some(open) = self.open.take() {
            assert!(open.lock(LockReason::Asked).problem.is_none());
        }
        let actor = &self.actors[who];
        let locked = Locked::at(&self.dir, Arc::clone(&self.clock) as _).unwrap();
        let open = locked.unlock(&actor.login, &secret(&actor.own));
        self.open = Some(open.unwrap_or_else(|error| panic!("{error}: {:?}", self.done)));
        self.me = who;
    }

    /// Signs an administrator in and returns their passphrase.
    fn administrator(&mut self) -> Passphrase {
        if !self.actors[self.me].roles.has(Role::Administrator) || !self.actors[self.me].present {
            let who = self
                .pick(|actor| actor.roles.has(Role::Administrator))
                .unwrap();
            self.sign_in(who);
        }
        secret(&self.actors[self.me].own)
    }

    /// Another who could do what the one who is signed in does, and stands beside.
    fn second(&mut self) -> Option<(String, Passphrase)> {
        let me = self.me;
        let could = |roles: Roles| roles.has(Role::Administrator) || roles.has(Role::Clinician);
        let other = (0..self.actors.len())
            .find(|at| *at != me && self.actors[*at].present && could(self.actors[*at].roles))?;
        let other = &self.actors[other];
        Some((other.login.clone(), secret(&other.own)))
    }

    fn access(&mut self, who: usize) -> ClinicalAccess {
        let id = self.actors[who].id;
        let members = self.open().people().list().unwrap();
        members
            .into_iter()
            .find(|member| member.staff.id == id)
            .unwrap()
            .clinical
    }

    fn granted(&mut self) -> Vec<usize> {
        (0..self.actors.len())
            .filter(|at| self.actors[*at].present)
            .collect::<Vec<_>>()
            .into_iter()
            .filter(|at| self.access(*at) == ClinicalAccess::Granted)
            .collect()
    }

    fn epochs(&mut self) -> [u32; 3] {
        let open = self.open();
        let meta = roster::Meta::read(open.db()).unwrap();
        [open.header().e_db, meta.e_adm, meta.e_tx]
    }

    /// One random operation. What the vault refuses is a step too.
    fn step(&mut self) {
        let choice = self.dice.below(16);
        let name = match choice {
            0 | 1 => self.add(),
            2 | 3 => self.grant(),
            4 => self.reset(),
            5 | 6 => self.change_passphrase(),
            7 => self.set_roles(),
            8 => self.remove(),
            9 => self.rotate(),
            10 => self.finish_rotation(),
            11 => self.renew_sheet(),
            12 => self.take_back(),
            13 => self.recover_clinical(),
            _ => self.recover(),
        };
        self.done.push(name);
        self.files.remember(self.open.as_ref().unwrap());
        self.judge();
    }

    fn add(&mut self) -> &'static str {
        if self.actors.iter().filter(|actor| actor.present).count() > 6 {
            return "add: enough";
        }
        let by = self.administrator();
        let roles = self.dice.roles();
        let (own, login) = (self.fresh(), format!("p{}", self.actors.len()));
        let new = NewPerson {
            login: login.clone(),
            name: "Person".to_owned(),
            roles,
            profile: Profile::default(),
            passphrase: secret(&own),
            cost: Cost::Least,
        };
        let second = self.second();
        let second = second
            .as_ref()
            .map(|(login, passphrase)| Present { login, passphrase });
        let mut people = self.open.as_mut().unwrap().people();
        if let Some(second) = second {
            people = people.beside(second);
        }
        let staff = people.add(&new, &by).unwrap();
        self.actors
            .push(Actor::new(staff.id, login, own.clone(), roles));
        let at = self.actors.len() - 1;
        if self.access(at) == ClinicalAccess::Granted {
            // A clinician who gets the key at once types for themselves: that is the rule at the desk.
            self.actors[at].ever_clinical = true;
        } else if self.chance(3) {
            self.typed_for(at, own);
        }
        "add"
    }

    /// Who is signed in typed somebody's passphrase in their place, and goes on knowing what that opens.
    fn typed_for(&mut self, who: usize, typed: String) {
        let me = self.me;
        self.actors[who].typed_by_another = true;
        self.actors[who].slot_known_to.push(me);
        self.actors[me].knows.push(typed);
    }

    /// The stated limit: whoever typed for others knows their slots until those are made again. The program lists
    /// them when an administrator goes; here such a person just stays.
    fn knows_slots(&self, who: usize) -> bool {
        self.actors
            .iter()
            .any(|actor| actor.present && actor.slot_known_to.contains(&who))
    }

    fn grant(&mut self) -> &'static str {
        let waiting: Vec<usize> = (0..self.actors.len())
            .filter(|at| self.actors[*at].present && !self.actors[*at].typed_by_another)
            .collect::<Vec<_>>()
            .into_iter()
            .filter(|at| {
                matches!(
                    self.access(*at),
                    ClinicalAccess::Waiting | ClinicalAccess::Parked
                )
            })
            .collect();
        let (Some(who), granted) = (waiting.first().copied(), self.granted()) else {
            return "grant: nobody waits";
        };
        let Some(by) = granted.first().copied() else {
            return "grant: nobody has it";
        };
        let (login, by, their) = (
            self.actors[by].login.clone(),
            secret(&self.actors[by].own),
            secret(&self.actors[who].own),
        );
        let id = self.actors[who].id;
        let present = Present {
            login: &login,
            passphrase: &by,
        };
        self.open().people().grant(id, &their, &present).unwrap();
        self.actors[who].ever_clinical = true;
        self.actors[who].limit[2] = u32::MAX;
        "grant"
    }

    fn reset(&mut self) -> &'static str {
        let by = self.administrator();
        let me = self.me;
        let Some(who) = self.pick(|_| true).filter(|who| *who != me) else {
            return "reset: nobody";
        };
        let (compromised, own, typed) = (self.chance(3), self.fresh(), self.chance(2));
        let (id, before) = (self.actors[who].id, self.access(who));
        let result = self
            .open()
            .people()
            .reset(id, &secret(&own), compromised, &by);
        match result {
            Ok(()) => {}
            Err(Error::LastHolder(_)) => return "reset: the last",
            Err(error) => panic!("{error}: {:?}", self.done),
        }
        self.renewed(who, own.clone(), before);
        if compromised {
            self.actors[who].parked = None;
        }
        if typed {
            self.typed_for(who, own);
        }
        "reset"
    }

    /// A person has a fresh slot under a passphrase of their own.
    fn renewed(&mut self, who: usize, own: String, before: ClinicalAccess) {
        let actor = &mut self.actors[who];
        if before == ClinicalAccess::Granted {
            actor.parked = Some(actor.own.clone());
        }
        actor.knows.push(own.clone());
        actor.own = own;
        actor.typed_by_another = false;
        actor.slot_known_to.clear();
    }

    fn take_back(&mut self) -> &'static str {
        let Some(who) = self.pick(|actor| {
            actor.parked.is_some() && !actor.typed_by_another && actor.roles.has(Role::Clinician)
        }) else {
            return "take back: nobody";
        };
        self.sign_in(who);
        let (former, own) = (
            secret(self.actors[who].parked.as_ref().unwrap()),
            secret(&self.actors[who].own),
        );
        match self.open().people().take_back(&former, &own) {
            Ok(()) => {
                self.actors[who].parked = None;
                "take back"
            }
            // A colleague gave it back meanwhile, or the role was taken and given again.
            Err(Error::NotFound(_) | Error::RoleNeeded(_) | Error::NotAccepted) => {
                "take back: gone"
            }
            Err(error) => panic!("{error}: {:?}", self.done),
        }
    }

    /// The clinical sheet gives the key to somebody with the role.
    fn recover_clinical(&mut self) -> &'static str {
        let waiting = |access| matches!(access, ClinicalAccess::Waiting | ClinicalAccess::Parked);
        let found = (0..self.actors.len())
            .filter(|at| self.actors[*at].present && !self.actors[*at].typed_by_another)
            .collect::<Vec<_>>()
            .into_iter()
            .find(|at| waiting(self.access(*at)));
        let Some(who) = found else {
            return "recover clinical: nobody";
        };
        if let Some(open) = self.open.take() {
            assert!(open.lock(LockReason::Asked).problem.is_none());
        }
        let successor = Successor::Present {
            login: self.actors[who].login.clone(),
            passphrase: secret(&self.actors[who].own),
        };
        let locked = Locked::at(&self.dir, Arc::clone(&self.clock) as _).unwrap();
        let open = locked.recover(&self.sheets[1], &successor);
        self.open = Some(open.unwrap_or_else(|error| panic!("{error}: {:?}", self.done)));
        self.me = who;
        self.actors[who].ever_clinical = true;
        self.actors[who].limit[2] = u32::MAX;
        "recover clinical"
    }

    fn change_passphrase(&mut self) -> &'static str {
        let Some(who) = self.pick(|_| true) else {
            return "change: nobody";
        };
        self.sign_in(who);
        let (old, new) = (secret(&self.actors[who].own), self.fresh());
        self.open()
            .people()
            .change_passphrase(&old, &secret(&new))
            .unwrap();
        self.actors[who].knows.push(new.clone());
        self.actors[who].own = new;
        self.actors[who].typed_by_another = false;
        "change passphrase"
    }

    fn set_roles(&mut self) -> &'static str {
        let by = self.administrator();
        let Some(who) = self.pick(|_| true) else {
            return "roles: nobody";
        };
        let roles = self.dice.roles();
        let (before, epochs) = (self.actors[who].roles, self.epochs());
        if before.has(Role::Administrator) && self.knows_slots(who) {
            return "roles: typed for others";
        }
        let id = self.actors[who].id;
        let second = self.second();
        let second = second
            .as_ref()
            .map(|(login, passphrase)| Present { login, passphrase });
        let mut people = self.open.as_mut().unwrap().people();
        if let Some(second) = second {
            people = people.beside(second);
        }
        match people.set_roles(id, roles, &by) {
            Ok(()) => {}
            Err(Error::LastHolder(_)) => return "roles: the last",
            Err(error) => panic!("{error}: {:?}", self.done),
        }
        let actor = &mut self.actors[who];
        actor.roles = roles;
        if roles.has(Role::Administrator) {
            actor.ever_administrator = true;
            actor.limit[1] = u32::MAX;
        } else if before.has(Role::Administrator) {
            actor.limit[1] = epochs[1];
        }
        if before.has(Role::Clinician) && !roles.has(Role::Clinician) {
            // Until the rotation, which waits for a clinician, the present key is still theirs.
            actor.limit[2] = epochs[2];
        }
        "set roles"
    }

    fn remove(&mut self) -> &'static str {
        let by = self.administrator();
        let me = self.me;
        let Some(who) = self.pick(|_| true).filter(|who| *who != me) else {
            return "remove: nobody";
        };
        if self.knows_slots(who) {
            return "remove: typed for others";
        }
        let (id, epochs) = (self.actors[who].id, self.epochs());
        match self.open().people().remove(id, &by) {
            Ok(_) => {
                self.actors[who].present = false;
                for (limit, epoch) in self.actors[who].limit.iter_mut().zip(epochs) {
                    *limit = epoch.min(*limit);
                }
                "remove"
            }
            Err(Error::LastHolder(_)) => "remove: the last",
            Err(error) => panic!("{error}: {:?}", self.done),
        }
    }

    fn rotate(&mut self) -> &'static str {
        let by = self.administrator();
        self.open()
            .people()
            .rotate(&[], &by, &Watch::silent())
            .unwrap();
        "rotate"
    }

    fn finish_rotation(&mut self) -> &'static str {
        let granted = self.granted();
        let Some(who) = granted.first().copied() else {
            return "finish: nobody";
        };
        self.sign_in(who);
        let by = secret(&self.actors[who].own);
        self.open().people().finish_clinical_rotation(&by).unwrap();
        "finish clinical rotation"
    }

    fn renew_sheet(&mut self) -> &'static str {
        let by = self.administrator();
        let sheet = if self.chance(2) {
            Sheet::Office
        } else {
            Sheet::Clinical
        };
        let granted = self.granted();
        let Some(clinician) = granted.first().copied() else {
            return "sheet: nobody";
        };
        let (login, their) = (
            self.actors[clinician].login.clone(),
            secret(&self.actors[clinician].own),
        );
        let present = Present {
            login: &login,
            passphrase: &their,
        };
        let mut people = self.open.as_mut().unwrap().people();
        let mut new = people.begin_sheet(sheet).unwrap();
        new.waive();
        people.renew_sheet(&new, &by, Some(&present)).unwrap();
        self.sheets[usize::from(sheet == Sheet::Clinical)] = new.code().printed().to_string();
        "renew sheet"
    }

    /// The office sheet lets somebody in again; who used it does not keep it.
    fn recover(&mut self) -> &'static str {
        let Some(who) = self.pick(|_| true) else {
            return "recover: nobody";
        };
        let before = self.access(who);
        if let Some(open) = self.open.take() {
            assert!(open.lock(LockReason::Asked).problem.is_none());
        }
        let own = self.fresh();
        let successor = Successor::Present {
            login: self.actors[who].login.clone(),
            passphrase: secret(&own),
        };
        let locked = Locked::at(&self.dir, Arc::clone(&self.clock) as _).unwrap();
        let open = locked.recover(&self.sheets[0], &successor);
        self.open = Some(open.unwrap_or_else(|error| panic!("{error}: {:?}", self.done)));
        self.me = who;
        self.renewed(who, own, before);
        let actor = &mut self.actors[who];
        actor.roles = actor.roles.iter().chain([Role::Administrator]).collect();
        actor.ever_administrator = true;
        actor.limit[1] = u32::MAX;
        "recover"
    }

    /// Nobody knows what they must not; somebody who may knows each key of today.
    fn judge(&mut self) {
        let now = self.epochs();
        let (vault, done) = (self.vault, &self.done);
        for actor in &mut self.actors {
            actor.conclude(&vault, &self.files);
            let highest = |kind: u8| {
                actor
                    .keys
                    .iter()
                    .filter(|key| key.0 == kind)
                    .map(|key| key.1)
                    .max()
                    .unwrap_or(0)
            };
            assert!(
                actor.ever_clinical || highest(2) == 0,
                "{}: K_tx: {done:?}",
                actor.login
            );
            assert!(
                actor.ever_administrator || highest(1) == 0,
                "{}: K_adm: {done:?}",
                actor.login
            );
            for kind in 0..3u8 {
                let limit = actor.limit[usize::from(kind)];
                assert!(
                    highest(kind) <= limit,
                    "{} knows key {kind} of epoch {} but lost it at {limit}: {done:?}",
                    actor.login,
                    highest(kind)
                );
            }
        }
        for (kind, epoch) in (0u8..).zip(now) {
            // The clinical sheet stands for clinicians who were all reset.
            let held = kind == 2
                || self
                    .actors
                    .iter()
                    .any(|actor| actor.present && actor.keys.contains(&(kind, epoch)));
            assert!(held, "nobody reaches key {kind} of epoch {epoch}: {done:?}");
        }
    }
}

/// `ANTEROOM_MODEL_STEPS=200000 cargo test --release ...` for a soak.
#[test]
fn nobody_reaches_a_key_that_was_made_after_they_lost_its_role() {
    let steps: u64 = std::env::var("ANTEROOM_MODEL_STEPS")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(5_000);
    let threads = 2;
    let counted: Vec<Counts> = std::thread::scope(|scope| {
        let run = |thread: u64| {
            let mut counts = Counts::new();
            let mut taken = 0;
            for sequence in 0.. {
                let mut world = World::new(sequence * threads + thread);
                for _ in 0..25 {
                    world.step();
                    taken += 1;
                }
                let open = world.open.take().unwrap();
                assert!(open.check().unwrap().is_clean(), "{:?}", world.done);
                for name in world.done {
                    *counts.entry(name).or_default() += 1;
                }
                if taken >= steps / threads {
                    break;
                }
            }
            counts
        };
        let handles: Vec<_> = (0..threads)
            .map(|thread| scope.spawn(move || run(thread)))
            .collect();
        handles
            .into_iter()
            .map(|handle| handle.join().unwrap())
            .collect()
    });
    let mut counts = Counts::new();
    for (name, count) in counted.into_iter().flatten() {
        *counts.entry(name).or_default() += count;
    }
    assert!(counts.values().sum::<u64>() >= steps);
    // Read with --nocapture, and by tests/report.sh: how often each operation took place.
    let told: Vec<String> = counts
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    println!(
        "ordeal model: {} steps, every file public: {}",
        counts.values().sum::<u64>(),
        told.join(", ")
    );
    let must_happen = [
        "add",
        "grant",
        "reset",
        "change passphrase",
        "set roles",
        "remove",
        "rotate",
        "finish clinical rotation",
        "renew sheet",
        "take back",
        "recover clinical",
        "recover",
    ];
    for name in must_happen {
        assert!(counts.contains_key(name), "no sequence had: {name}");
    }
}
