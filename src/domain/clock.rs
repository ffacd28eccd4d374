//! What time it is, as a value that is passed in: the sample clinic lives on a fixed day, tests on any.

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Tells the time.
pub trait Clock: Send + Sync {
    /// The moment.
    fn now(&self) -> Timestamp;
    /// The zone in which the clinic's days begin.
    fn zone(&self) -> TimeZone;
    /// How long this computer has been running. Whatever the clock shows, nobody can set this.
    fn uptime(&self) -> Uptime {
        Uptime::now()
    }
    /// The clinic's date.
    fn today(&self) -> Date {
        self.now().to_zoned(self.zone()).date()
    }
}

/// Time since a computer was started, sleep included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uptime {
    /// Which start of which computer, where the system tells.
    pub boot: Option<[u8; 16]>,
    /// Milliseconds since then.
    pub ms: u64,
}

impl Uptime {
    /// Of this computer. Without such a clock (Windows) it is the wall's, and can be set forward.
    #[must_use]
    pub fn now() -> Self {
        Self {
            boot: boot_id(),
            ms: ms_since_boot(),
        }
    }

    /// The least that has passed since an earlier moment, in milliseconds: after another start of the computer,
    /// what has passed since that start.
    #[must_use]
    pub fn since(self, earlier: Self) -> u64 {
        match (earlier.boot, self.boot) {
            (Some(then), Some(now)) if then != now => self.ms,
            _ => self.ms.saturating_sub(earlier.ms),
        }
    }
}

/// Tells one start of the computer from the next.
fn boot_id() -> Option<[u8; 16]> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let digits: String = text.trim().chars().filter(|c| *c != '-').collect();
    u128::from_str_radix(&digits, 16)
        .ok()
        .map(u128::to_be_bytes)
}

#[cfg(unix)]
fn ms_since_boot() -> u64 {
    use rustix::time::{ClockId, clock_gettime};
    // Apple's monotonic clock also runs while the computer sleeps; it has no other name there.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let clock = ClockId::Boottime;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let clock = ClockId::Monotonic;
    let time = clock_gettime(clock);
    let secs = u64::try_from(time.tv_sec).unwrap_or(0);
    secs * 1000 + u64::try_from(time.tv_nsec).unwrap_or(0) / 1_000_000
}

#[cfg(not(unix))]
fn ms_since_boot() -> u64 {
    u64::try_from(Timestamp::now().as_millisecond()).unwrap_or(0)
}

/// The computer's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
    fn zone(&self) -> TimeZone {
        TimeZone::system()
    }
}

/// A clock that stands, and moves only when told to; its zone is UTC. Nobody waits by it: between any two looks
/// at its uptime two days have passed, because a sample clinic has nothing to guess.
#[derive(Debug)]
pub struct FixedClock {
    moment: Mutex<Timestamp>,
    made: u128,
    looks: AtomicU64,
}

impl FixedClock {
    /// A clock that shows this moment.
    #[must_use]
    pub fn at(moment: Timestamp) -> Self {
        let made = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        Self {
            moment: Mutex::new(moment),
            made: made.map_or(0, |time| time.as_nanos()),
            looks: AtomicU64::new(0),
        }
    }

    /// Noon of a day.
    #[must_use]
    pub fn noon_of(day: Date) -> Self {
        let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
        Self::at(noon.map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp()))
    }

    /// Moves the hands.
    pub fn advance(&self, by: SignedDuration) {
        if let Ok(mut moment) = self.moment.lock() {
            *moment = moment.saturating_add(by).unwrap_or(*moment);
        }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.moment
            .lock()
            .map_or(Timestamp::UNIX_EPOCH, |moment| *moment)
    }
    fn uptime(&self) -> Uptime {
        const TWO_DAYS_MS: u64 = 2 * 24 * 60 * 60 * 1000;
        Uptime {
            boot: Some(self.made.to_be_bytes()),
            ms: (self.looks.fetch_add(1, Ordering::Relaxed) + 1) * TWO_DAYS_MS,
        }
    }
    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}
