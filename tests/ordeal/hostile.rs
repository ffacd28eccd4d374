//! Headers written by somebody who wants memory, time or another's slot: refused, before a key is derived and in little room.

use std::fs;
use std::process::{Command, ExitCode, Stdio};
use std::sync::Mutex;

use anteroom::vault::Error;
use sha2::{Digest, Sha256};

use crate::chance::{self, Chance};
use crate::house::{self, House, lock};
use crate::report::{Came, Report};

const WANTED: &str = "ORDEAL_HOSTILE";
const HEADER: &str = "vault.hdr";
/// Where the count of slots stands, and with it the end of what comes before them.
const COUNT: usize = 68;
const AFTER: usize = 32 + 8 + 32 + 32;
const SUM: usize = 32;
/// Where cost and salt stand in a slot.
const KDF: usize = 33;
const SALT: usize = 42;
/// The whole child stays under this, in kB.
const MOST_MEMORY: u64 = 100_000;

pub(crate) fn is_wanted() -> bool {
    std::env::var_os(WANTED).is_some()
}

/// One copy of a header, taken apart.
#[derive(Clone)]
struct Copy {
    before: Vec<u8>,
    slots: Vec<Vec<u8>>,
    after: Vec<u8>,
}

impl Copy {
    fn read(file: &[u8]) -> Self {
        let copy = &file[..file.len() / 2 - SUM];
        let count = usize::from(copy[COUNT]);
        let slots = &copy[COUNT + 1..copy.len() - AFTER];
        Self {
            before: copy[..COUNT].to_vec(),
            slots: slots
                .chunks(slots.len() / count)
                .map(<[u8]>::to_vec)
                .collect(),
            after: copy[copy.len() - AFTER..].to_vec(),
        }
    }

    fn copy(&self, count: u8) -> Vec<u8> {
        let slots = self.slots.concat();
        [&self.before[..], &[count], &slots, &self.after].concat()
    }

    /// The file, with sums that fit: only a holder of the key could make the MAC fit too.
    fn file(&self) -> Vec<u8> {
        twice(&self.copy(u8::try_from(self.slots.len()).unwrap()))
    }
}

fn twice(copy: &[u8]) -> Vec<u8> {
    [copy, &Sha256::digest(copy)].concat().repeat(2)
}

/// A name, the file, and what it may be called.
struct Case {
    what: String,
    file: Vec<u8>,
    /// The cost that it asks for is refused, so no key can have been derived.
    cost: bool,
}

fn cases(whole: &[u8], foreign: &[u8], mutations: usize) -> Vec<Case> {
    let copy = Copy::read(whole);
    let mut cases = costs(&copy);
    cases.extend(exchanged(&copy, &Copy::read(foreign)));
    for count in [0, 64, 65, 254, 255] {
        let what = format!("{count} slots said");
        cases.push(Case {
            what,
            file: twice(&copy.copy(count)),
            cost: false,
        });
    }
    let many = Copy {
        slots: vec![copy.slots[0].clone(); 255],
        ..copy.clone()
    };
    cases.push(Case {
        what: "255 slots".to_owned(),
        file: many.file(),
        cost: false,
    });
    for number in 0..mutations {
        cases.push(mutated(&copy, number));
    }
    cases
}

fn costs(copy: &Copy) -> Vec<Case> {
    let wanted: [(u32, u32, u8); 14] = [
        (4 << 20, 3, 4),
        (u32::MAX, 1, 1),
        (1 << 31, 1, 1),
        ((1 << 20) + 1, 3, 4),
        (0, 3, 4),
        (8, 3, 4),
        (63, 1, 1),
        (64, 0, 1),
        (64, 11, 1),
        (64, u32::MAX, 1),
        (64, 1, 0),
        (64, 1, 9),
        (64, 1, 255),
        (0, 0, 0),
    ];
    let make = |(m, t, p): (u32, u32, u8)| {
        let mut copy = copy.clone();
        for slot in &mut copy.slots {
            slot[KDF..KDF + 4].copy_from_slice(&m.to_le_bytes());
            slot[KDF + 4..KDF + 8].copy_from_slice(&t.to_le_bytes());
            slot[KDF + 8] = p;
        }
        Case {
            what: format!("{m} KiB, {t} passes, {p} lanes"),
            file: copy.file(),
            cost: true,
        }
    };
    wanted.into_iter().map(make).collect()
}

/// Slots, and parts of slots, in places that are not theirs.
fn exchanged(copy: &Copy, foreign: &Copy) -> Vec<Case> {
    let case = |what: &str, copy: Copy| Case {
        what: what.to_owned(),
        file: copy.file(),
        cost: false,
    };
    let len = copy.slots[0].len();
    let person = copy.slots.iter().position(|slot| slot[16] == 1).unwrap();
    let sheet = copy.slots.iter().position(|slot| slot[16] != 1).unwrap();
    let mut cases = Vec::new();
    // Each field of the person's slot taken from a sheet's, and from another vault's person.
    let fields = [
        (0, 16),
        (16, 17),
        (17, 33),
        (33, 42),
        (42, 74),
        (75, 107),
        (107, 107 + 136),
        (107 + 136, len),
    ];
    let theirs = foreign.slots.iter().find(|slot| slot[16] == 1).unwrap();
    for (from, to) in fields {
        for (whose, slot) in [("a sheet", &copy.slots[sheet]), ("another vault", theirs)] {
            if copy.slots[person][from..to] == slot[from..to] {
                continue;
            }
            let mut changed = copy.clone();
            changed.slots[person][from..to].copy_from_slice(&slot[from..to]);
            cases.push(case(&format!("bytes {from} to {to} of {whose}"), changed));
        }
    }
    let mut swapped = copy.clone();
    swapped.slots.swap(person, sheet);
    cases.push(case("slots in another order", swapped));
    let mut twice = copy.clone();
    twice.slots.push(copy.slots[person].clone());
    cases.push(case("the same slot twice", twice));
    let mut tag = copy.clone();
    let person_tag = tag.slots[person][17..33].to_vec();
    tag.slots[sheet][17..33].copy_from_slice(&person_tag);
    tag.slots[sheet][16] = 1;
    cases.push(case("two slots of one name", tag));
    let mut away = copy.clone();
    away.slots[person] = theirs.clone();
    cases.push(case("the slot of another vault", away));
    let mut gone = copy.clone();
    gone.slots.remove(sheet);
    cases.push(case("a sheet taken away", gone));
    cases
}

/// Some bytes changed anywhere but in a cost: costs have their own cases, and one within the limits may be paid.
fn mutated(copy: &Copy, number: usize) -> Case {
    let mut chance = Chance::of(700_000 + u64::try_from(number).unwrap());
    let mut bytes = copy.copy(u8::try_from(copy.slots.len()).unwrap());
    let slot = copy.slots[0].len();
    let in_cost = |at: usize| {
        let in_slots = at
            .checked_sub(COUNT + 1)
            .filter(|at| *at < slot * copy.slots.len());
        in_slots.is_some_and(|at| (KDF..SALT).contains(&(at % slot)))
    };
    let mut places = Vec::new();
    for _ in 0..=chance.below(3) {
        let at = chance.below(bytes.len());
        if !in_cost(at) && at != COUNT {
            bytes[at] ^= u8::try_from(1 + chance.below(255)).unwrap();
            places.push(at);
        }
    }
    if places.is_empty() {
        bytes[4] ^= 0x40;
    }
    Case {
        what: format!("bytes {places:?} changed"),
        file: twice(&bytes),
        cost: false,
    }
}

pub(crate) fn run(report: &mut Report) {
    let mutations = chance::asked("ANTEROOM_ORDEAL_MUTATIONS", 1_450);
    let house = House::copy(house::FEW);
    let foreign = House::empty();
    lock(house::create(&foreign.dir()).unwrap()).unwrap();
    fs::copy(foreign.file(HEADER), house.beside("foreign")).unwrap();
    // All in one child, so that its highest memory is that of every case.
    let out = Command::new(std::env::current_exe().unwrap())
        .env(WANTED, house.grounds())
        .env("ORDEAL_MUTATIONS", mutations.to_string())
        .env("ANTEROOM_ORDEAL_SEED", chance::seed().to_string())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stdout).into_owned();
    let lines: Vec<&str> = said.lines().collect();
    let (last, results) = lines.split_last().unwrap_or((&"", &[]));
    let results = Mutex::new(results.iter());
    let count = lines.len().saturating_sub(1);
    report.row("hostile headers", vec![(); count], |()| {
        match results
            .lock()
            .unwrap()
            .next()
            .and_then(|line| line.split_once(' '))
        {
            Some(("met", _)) => Ok(Came::Met),
            Some(("harmless", _)) => Ok(Came::Harmless),
            other => Err(format!("{other:?}")),
        }
    });
    let memory: Option<u64> = last.strip_prefix("memory ").and_then(|kb| kb.parse().ok());
    report.row(
        "all of them in less than 100 MB",
        vec![memory],
        |memory| match memory {
            Some(kb) if kb < MOST_MEMORY && out.status.success() => Ok(Came::Met),
            other => Err(format!(
                "{other:?} kB, {}: {}",
                out.status,
                String::from_utf8_lossy(&out.stderr)
            )),
        },
    );
}

/// The child: tries every case and says a line about each.
pub(crate) fn child() -> ExitCode {
    let grounds = std::path::PathBuf::from(std::env::var(WANTED).unwrap());
    let dir = grounds.join("Clinic.vault");
    let whole = fs::read(dir.join(HEADER)).unwrap();
    let foreign = fs::read(grounds.join("../foreign")).unwrap();
    let attempts = fs::read(dir.join("attempts.bin")).unwrap();
    let mutations = std::env::var("ORDEAL_MUTATIONS").unwrap().parse().unwrap();
    for case in cases(&whole, &foreign, mutations) {
        fs::write(dir.join(HEADER), &case.file).unwrap();
        fs::write(dir.join("attempts.bin"), &attempts).unwrap();
        let verdict = match house::unlock(&dir) {
            Err(Error::KdfRange) => Ok("met"),
            Err(
                Error::HeaderForged
                | Error::HeaderDamaged
                | Error::HeaderOfAnotherTime
                | Error::NotAccepted
                | Error::Newer { .. },
            ) if !case.cost => Ok("met"),
            Err(error) => Err(error.to_string()),
            // The file says the same in other words.
            Ok(_) if case.file == whole => Ok("harmless"),
            Ok(_) => Err("opened".to_owned()),
        };
        match verdict {
            Ok(word) => println!("{word} {}", case.what),
            Err(problem) => println!("lost {}: {problem}", case.what),
        }
    }
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.map_or("0", |line| line.trim().trim_end_matches(" kB"));
    println!("memory {peak}");
    ExitCode::SUCCESS
}
