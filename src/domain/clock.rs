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
    /// The clinic's date.
    fn today(&self) -> Date {
        self.now().to_zoned(self.zone()).date()
    }
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
