//! Random choices that can be made again: a small generator and the seed of this run.

use std::sync::OnceLock;

/// SplitMix64.
pub(crate) struct Chance(u64);

impl Chance {
    /// A stream of its own for one case.
    pub(crate) fn of(case: u64) -> Self {
        let mut chance = Self(seed() ^ case.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        chance.next();
        chance
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 to below `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// The seed of a usual run: the same every time, so that a change is judged by its own doing and not by the draw.
/// The soak (`tests/soak.sh`) draws a new one each time.
const USUAL: u64 = 356_882;

/// The seed of this run. It is printed.
pub(crate) fn seed() -> u64 {
    static SEED: OnceLock<u64> = OnceLock::new();
    *SEED.get_or_init(|| {
        let asked = std::env::var("ANTEROOM_ORDEAL_SEED").ok();
        asked.and_then(|text| text.parse().ok()).unwrap_or(USUAL)
    })
}

/// A number from the environment, else this one.
pub(crate) fn asked(name: &str, usual: usize) -> usize {
    let asked = std::env::var(name).ok().and_then(|text| text.parse().ok());
    asked.unwrap_or(usual)
}
