//! The model of who can know what: random sequences of operations, every file public at all times, and every person
//! with all passphrases and keys that they ever had. Nobody may reach a key that was made after they lost its role.
#![allow(clippy::unwrap_used)]

mod knowledge;
mod steps;

use knowledge::{Actor, Files};

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::domain::clock::FixedClock;
use crate::domain::staff::{Role, Roles};
use crate::vault::desk::{clock, vault_of};
use crate::vault::keys::VaultId;
use crate::vault::people::ClinicalAccess;
use crate::vault::{LockReason, Locked, Open, Passphrase, roster};

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
