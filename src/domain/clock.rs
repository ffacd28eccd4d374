//! What time it is, as a value that is passed in: the sample clinic lives on a fixed day, tests on any.

use std::sync::Mutex;

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

/// A clock that stands, and moves only when told to; its zone is UTC.
#[derive(Debug)]
pub struct FixedClock(Mutex<Timestamp>);

impl FixedClock {
    /// A clock that shows this moment.
    #[must_use]
    pub fn at(moment: Timestamp) -> Self {
        Self(Mutex::new(moment))
    }

    /// Noon of a day.
    #[must_use]
    pub fn noon_of(day: Date) -> Self {
        let noon = day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
        Self::at(noon.map_or(Timestamp::UNIX_EPOCH, |noon| noon.timestamp()))
    }

    /// Moves the hands.
    pub fn advance(&self, by: SignedDuration) {
        if let Ok(mut moment) = self.0.lock() {
            *moment = moment.saturating_add(by).unwrap_or(*moment);
        }
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
            .lock()
            .map_or(Timestamp::UNIX_EPOCH, |moment| *moment)
    }
    fn zone(&self) -> TimeZone {
        TimeZone::UTC
    }
}
