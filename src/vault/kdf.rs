//! Argon2id: what it costs to try a passphrase, chosen once for a slot and checked before any memory is asked for.

use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use zeroize::{Zeroize, Zeroizing};

use crate::vault::Error;
use crate::vault::keys::Key;

/// The cost of one derivation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kdf {
    /// Memory in KiB.
    pub m_kib: u32,
    /// Passes over it.
    pub t: u32,
    /// Lanes.
    pub p: u8,
}

/// How a slot gets its cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cost {
    /// Measured on this machine: at most one second, never under the floor.
    #[default]
    Calibrated,
    /// The least that this build accepts. For tests, and for the sample clinic, whose passphrase is public.
    Least,
}

impl Cost {
    /// The cost of a new slot beside others: a vault that was made for tests stays cheap.
    pub(super) fn beside(others: &[Kdf]) -> Self {
        if others.iter().all(|kdf| kdf.m_kib < Kdf::FLOOR.m_kib) {
            Self::Least
        } else {
            Self::Calibrated
        }
    }
}

const MIB: u32 = 1024;

// A build for use does not compile with a cheaper least cost than the floor.
const _: () = assert!(
    cfg!(any(test, debug_assertions))
        || (Kdf::least().m_kib >= Kdf::FLOOR.m_kib && Kdf::least().t >= Kdf::FLOOR.t)
);

impl Kdf {
    /// The least that a program built for use accepts. Measured at 0.39 s on two busy cores; twice
    /// the second choice of RFC 9106 in lanes, three times the OWASP minimum in memory.
    pub const FLOOR: Self = Self {
        m_kib: 64 * MIB,
        t: 3,
        p: 4,
    };
    /// The most: what stands above it is an attack on memory or time, not a wish for safety.
    pub const CAP: Self = Self {
        m_kib: 1024 * MIB,
        t: 10,
        p: 8,
    };
    /// A cost for tests. Only builds with debug assertions know it; see [`Kdf::check`].
    #[cfg(any(test, debug_assertions))]
    const CHEAP: Self = Self {
        m_kib: 64,
        t: 1,
        p: 1,
    };

    /// The least that this build accepts: the floor, or the cheap one in a build for tests.
    #[must_use]
    pub const fn least() -> Self {
        #[cfg(any(test, debug_assertions))]
        {
            Self::CHEAP
        }
        #[cfg(not(any(test, debug_assertions)))]
        {
            Self::FLOOR
        }
    }

    /// Chooses the cost for a new slot.
    pub(super) fn for_new_slot(cost: Cost) -> Result<Self, Error> {
        match cost {
            Cost::Least => Ok(Self::least()),
            Cost::Calibrated => {
                let started = Instant::now();
                Self::FLOOR.derive(b"calibration", &[0; 32])?;
                Ok(Self::for_floor_time(started.elapsed()))
            }
        }
    }

    /// The largest cost that stays within a second on a machine that needs `floor_time` for the floor.
    fn for_floor_time(floor_time: Duration) -> Self {
        let budget_ms: u128 = 1000;
        let floor_ms = floor_time.as_millis().max(1);
        let steps: [u32; 4] = [256, 192, 128, 96];
        let fits = |mib: u32, t: u32| {
            floor_ms * u128::from(mib) * u128::from(t) <= budget_ms * 64 * u128::from(Self::FLOOR.t)
        };
        let Some(mib) = steps.into_iter().find(|mib| fits(*mib, Self::FLOOR.t)) else {
            return Self::FLOOR;
        };
        let t = (Self::FLOOR.t..=Self::CAP.t).rev().find(|t| fits(mib, *t));
        Self {
            m_kib: mib * MIB,
            t: t.unwrap_or(Self::FLOOR.t),
            p: Self::FLOOR.p,
        }
    }

    /// Refuses a cost outside the floor and the cap. It comes from a file that anyone may have
    /// written, so this stands before the first allocation.
    pub(super) fn check(self) -> Result<(), Error> {
        let least = Self::least();
        let within = (least.m_kib..=Self::CAP.m_kib).contains(&self.m_kib)
            && (least.t..=Self::CAP.t).contains(&self.t)
            && (least.p..=Self::CAP.p).contains(&self.p);
        if within { Ok(()) } else { Err(Error::KdfRange) }
    }

    /// Argon2id v1.3 of a secret. The working memory is asked for in a way that can fail, and wiped.
    pub(super) fn derive(self, secret: &[u8], salt: &[u8; 32]) -> Result<Key, Error> {
        self.check()?;
        #[cfg(test)]
        counting::note(self);
        let params = Params::new(self.m_kib, self.t, u32::from(self.p), Some(32))
            .map_err(|_| Error::KdfRange)?;
        let mut memory: Vec<Block> = Vec::new();
        memory
            .try_reserve_exact(params.block_count())
            .map_err(|_| Error::NotEnoughMemory)?;
        memory.resize(params.block_count(), Block::new());
        let mut out = Zeroizing::new([0; 32]);
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let done = argon.hash_password_into_with_memory(secret, salt, out.as_mut(), &mut memory);
        memory.iter_mut().for_each(Zeroize::zeroize);
        done.map_err(|_| Error::NotEnoughMemory)?;
        Ok(Key::take(&mut out))
    }
}

/// Which derivations this thread made, so that tests count them instead of measuring time.
#[cfg(test)]
pub(super) mod counting {
    use std::cell::RefCell;

    use super::Kdf;

    thread_local! {
        static MADE: RefCell<Vec<Kdf>> = const { RefCell::new(Vec::new()) };
    }

    pub(super) fn note(kdf: Kdf) {
        MADE.with_borrow_mut(|made| made.push(kdf));
    }

    /// Those since the last call.
    pub(in crate::vault) fn take() -> Vec<Kdf> {
        MADE.take()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_slow_machine_gets_the_floor_and_a_fast_one_more() {
        assert_eq!(Kdf::for_floor_time(Duration::from_millis(900)), Kdf::FLOOR);
        assert_eq!(
            Kdf::for_floor_time(Duration::from_millis(394)).m_kib,
            128 * MIB
        );
        let fast = Kdf::for_floor_time(Duration::from_millis(60));
        assert_eq!((fast.m_kib, fast.t, fast.p), (256 * MIB, 10, 4));
    }

    #[test]
    fn every_calibrated_cost_is_within_floor_and_cap() {
        for ms in 0..2000 {
            let kdf = Kdf::for_floor_time(Duration::from_millis(ms));
            assert!(kdf.m_kib >= Kdf::FLOOR.m_kib && kdf.m_kib <= Kdf::CAP.m_kib);
            assert!(kdf.t >= Kdf::FLOOR.t && kdf.t <= Kdf::CAP.t);
        }
    }

    #[test]
    fn a_cost_outside_the_range_is_refused_before_memory_is_asked_for() {
        let wild = [
            Kdf {
                m_kib: 0,
                ..Kdf::FLOOR
            },
            Kdf {
                m_kib: u32::MAX,
                ..Kdf::FLOOR
            },
            Kdf { t: 0, ..Kdf::FLOOR },
            Kdf {
                t: u32::MAX,
                ..Kdf::FLOOR
            },
            Kdf { p: 0, ..Kdf::FLOOR },
            Kdf {
                p: 255,
                ..Kdf::FLOOR
            },
        ];
        for kdf in wild {
            assert!(matches!(
                kdf.derive(b"secret", &[1; 32]),
                Err(Error::KdfRange)
            ));
        }
    }

    #[test]
    fn argon2id_answers_as_rfc_9106_says() {
        // Section 5.3, with its secret and associated data.
        let params = argon2::ParamsBuilder::new()
            .m_cost(32)
            .t_cost(3)
            .p_cost(4)
            .data(argon2::AssociatedData::new(&[4; 12]).unwrap())
            .build()
            .unwrap();
        let argon =
            Argon2::new_with_secret(&[3; 8], Algorithm::Argon2id, Version::V0x13, params).unwrap();
        let mut out = [0; 32];
        argon
            .hash_password_into(&[1; 32], &[2; 16], &mut out)
            .unwrap();
        let expected = [
            0x0d, 0x64, 0x0d, 0xf5, 0x8d, 0x78, 0x76, 0x6c, 0x08, 0xc0, 0x37, 0xa3, 0x4a, 0x8b,
            0x53, 0xc9, 0xd0, 0x1e, 0xf0, 0x45, 0x2d, 0x75, 0xb6, 0x5e, 0xb5, 0x25, 0x20, 0xe9,
            0x6b, 0x01, 0xe6, 0x59,
        ];
        assert_eq!(out, expected);
    }
}
