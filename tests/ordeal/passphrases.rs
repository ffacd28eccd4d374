//! Near is not enough: of passphrases only the same one opens, in whatever form its characters were typed.

use std::sync::Arc;

use anteroom::vault::{Creation, Error, Locked, NewVault, Passphrase};

use crate::chance::Chance;
use crate::house::{self, House, lock, new_vault};
use crate::report::{Came, Report};

/// Letters with marks that have two spellings in Unicode, and ligatures and wide forms that mean plain ones.
const WORDS: &str = "caf\u{e9} \u{212b}ngstr\u{f6}m \u{fb01}ddle \u{ff2d}osaic w\u{fc}ste pebble";

const SAME: [&str; 5] = [
    "caf\u{e9} \u{212b}ngstr\u{f6}m \u{fb01}ddle \u{ff2d}osaic w\u{fc}ste pebble",
    "cafe\u{301} A\u{30a}ngstro\u{308}m fiddle Mosaic wu\u{308}ste pebble",
    "caf\u{e9} \u{c5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebble",
    "cafe\u{301} \u{c5}ngstro\u{308}m \u{fb01}ddle \u{ff2d}osaic wu\u{308}ste pebble",
    "caf\u{e9} \u{212b}ngstr\u{f6}m fiddle \u{ff2d}osaic wu\u{308}ste pebble",
];

const NEAR: [&str; 12] = [
    "Caf\u{e9} \u{c5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebble",
    "caf\u{e9} \u{e5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebble",
    "CAF\u{c9} \u{c5}NGSTR\u{d6}M FIDDLE MOSAIC W\u{dc}STE PEBBLE",
    "caf\u{e9} \u{c5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebble ",
    " caf\u{e9} \u{c5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebble",
    "caf\u{e9}  \u{c5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebble",
    "caf\u{e9} \u{c5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebble\n",
    "caf\u{e9} \u{c5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebble\u{200b}",
    "cafe \u{c5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebble",
    "caf\u{e9} Angstrom fiddle Mosaic w\u{fc}ste pebble",
    "caf\u{e9} \u{c5}ngstr\u{f6}m fiddle Mosaic w\u{fc}ste pebbl",
    "",
];

pub(crate) fn run(report: &mut Report) {
    let house = House::empty();
    let mut new: NewVault = new_vault();
    new.first.passphrase = Passphrase::new(WORDS.to_owned());
    lock(
        Creation::begin(&house.dir(), new, house::clock())
            .unwrap()
            .finish()
            .unwrap(),
    )
    .unwrap();
    // One vault, so one after the other: a second one would be told that it is in use.
    let locked = Locked::at(&house.dir(), Arc::clone(&house::clock())).unwrap();
    let opens = |typed: &str| match locked.unlock("vera", &Passphrase::new(typed.to_owned())) {
        Ok(open) => lock(open).map(|()| true),
        Err(Error::NotAccepted) => Ok(false),
        Err(error) => Err(error),
    };
    let verdicts: Vec<Result<Came, String>> = SAME
        .iter()
        .map(|typed| (typed, true))
        .chain(NEAR.iter().map(|typed| (typed, false)))
        .map(|(typed, wanted)| match opens(typed) {
            Ok(found) if found == wanted => Ok(Came::Met),
            Ok(found) => Err(format!("{typed:?}: opens: {found}")),
            Err(error) => Err(format!("{typed:?}: {error}")),
        })
        .collect();
    report.row(
        "the same passphrase in other forms, and near ones",
        verdicts,
        |verdict| verdict,
    );
    let random: Vec<Result<Came, String>> = (0..2_000)
        .map(|case| {
            let typed = random(case);
            match opens(&typed) {
                Ok(false) => Ok(Came::Met),
                Ok(true) => Err(format!("{typed:?} opens")),
                Err(error) => Err(format!("{typed:?}: {error}")),
            }
        })
        .collect();
    report.row("random wrong passphrases", random, |verdict| verdict);
}

/// Half of them are the true one with one character changed.
fn random(case: u64) -> String {
    let mut chance = Chance::of(900_000 + case);
    let any = |chance: &mut Chance| char::from(u8::try_from(33 + chance.below(94)).unwrap());
    if case.is_multiple_of(2) {
        return (0..15 + chance.below(40))
            .map(|_| any(&mut chance))
            .collect();
    }
    let mut typed: Vec<char> = WORDS.chars().collect();
    let at = chance.below(typed.len());
    let other = any(&mut chance);
    // A capital M for a wide one would be the same passphrase.
    typed[at] = if typed[at] == other || other.is_ascii_alphabetic() {
        '~'
    } else {
        other
    };
    typed.into_iter().collect()
}
