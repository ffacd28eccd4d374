//! Which backups are kept: of 7 days, 5 weeks and 12 months the newest, and always the newest of all.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::domain::durability::BackupPlan;
use crate::vault::audit::{Action, Detail};
use crate::vault::upkeep::done;
use crate::vault::{Error, Open, files};

use super::container::BackupFile;
use super::{ENDING, place};

const DAYS: usize = 7;
const WEEKS: usize = 5;
const MONTHS: usize = 12;

/// A backup of this vault that lies in a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// The file.
    pub path: PathBuf,
    /// When it was made, as it says itself.
    pub created: Timestamp,
    /// Its length.
    pub bytes: u64,
    /// The newest event in it.
    pub seq: u64,
    /// Whether its manifest was written under the vault's present key.
    pub present_key: bool,
}

/// The day, week or month that a day belongs to.
type Span = fn(Date) -> (i16, i16);

/// Which of these moments are kept. The newest always is.
#[must_use]
pub fn kept(moments: &[Timestamp], zone: &TimeZone) -> Vec<bool> {
    let mut order: Vec<usize> = (0..moments.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(moments[*at]));
    let mut keep = vec![false; moments.len()];
    let spans: [(usize, Span); 3] = [
        (DAYS, |day| (day.year(), day.day_of_year())),
        (WEEKS, |day| {
            let week = day.iso_week_date();
            (week.year(), week.week().into())
        }),
        (MONTHS, |day| (day.year(), day.month().into())),
    ];
    for (most, span) in spans {
        let mut seen = BTreeSet::new();
        for at in &order {
            let day = moments[*at].to_zoned(zone.clone()).date();
            if seen.len() < most && seen.insert(span(day)) {
                keep[*at] = true;
            }
        }
    }
    keep
}

/// By which day none of these backups is left, if one more is made and the older are pruned each day from now on.
#[must_use]
pub(in crate::vault) fn gone_by(
    moments: &[Timestamp],
    now: Timestamp,
    zone: &TimeZone,
) -> Option<Date> {
    let mut old = moments.to_vec();
    let mut fresh = Vec::new();
    let mut day = now.to_zoned(zone.clone());
    // Twelve months and a little: a month that is kept is kept for twelve others.
    for _ in 0..400 {
        if old.is_empty() {
            return (!fresh.is_empty()).then(|| day.date());
        }
        day = day.tomorrow().ok()?;
        fresh.push(day.timestamp());
        let all = [old.as_slice(), fresh.as_slice()].concat();
        let keep = kept(&all, zone);
        let (keep_old, keep_fresh) = keep.split_at(old.len());
        let (mut of_old, mut of_fresh) = (keep_old.iter(), keep_fresh.iter());
        old.retain(|_| of_old.next().copied().unwrap_or(false));
        fresh.retain(|_| of_fresh.next().copied().unwrap_or(false));
    }
    Some(day.date())
}

impl Open {
    /// When the backups in the clinic's folder for backups were made; nothing if it cannot be looked at.
    pub(in crate::vault) fn backups_at_hand(&self) -> Option<Vec<Timestamp>> {
        let plan: Option<BackupPlan> = self.settings().get().ok().flatten();
        let filed = self.backups_in(plan?.folder()?).ok()?;
        Some(filed.into_iter().map(|backup| backup.created).collect())
    }

    /// The backups of this vault in a folder, newest first. Files of other kinds are left alone.
    pub fn backups_in(&self, folder: &Path) -> Result<Vec<Filed>, Error> {
        let failed = Error::io("look at the folder for backups", folder);
        let session = self.session();
        let mut found = Vec::new();
        for entry in fs::read_dir(folder).map_err(&failed)? {
            let path = entry.map_err(&failed)?.path();
            if path.extension().is_none_or(|ending| ending != ENDING) {
                continue;
            }
            let Ok(file) = BackupFile::open(&path) else {
                continue;
            };
            let manifest = file.manifest;
            if manifest.vault == session.vault {
                found.push(Filed {
                    bytes: fs::metadata(&path).map_or(0, |found| found.len()),
                    path,
                    created: manifest.created,
                    seq: manifest.anchor.seq,
                    present_key: manifest.verify(&session.office.manifest_mac).is_ok(),
                });
            }
        }
        found.sort_by_key(|backup| std::cmp::Reverse((backup.created, backup.seq)));
        Ok(found)
    }

    /// Removes the backups of this vault that need not be kept. `newest` was made a moment ago and
    /// stays whatever the clock says; with a hold on the vault all stay. Returns how many went.
    pub fn prune_backups(
        &self,
        folder: &Path,
        newest: &Path,
        held: bool,
        zone: &TimeZone,
    ) -> Result<u64, Error> {
        if held {
            return Ok(0);
        }
        let folder = place::folder(folder, self.dir())?;
        let filed = self.backups_in(&folder)?;
        let moments: Vec<Timestamp> = filed.iter().map(|backup| backup.created).collect();
        let keep = kept(&moments, zone);
        let spared = newest.file_name();
        let mut gone = 0;
        for (backup, keep) in filed.iter().zip(keep) {
            if !keep && backup.path.file_name() != spared {
                fs::remove_file(&backup.path)
                    .map_err(Error::io("remove an old backup", &backup.path))?;
                gone += 1;
            }
        }
        if gone > 0 {
            files::sync_dir(&folder)?;
            let detail = Detail::default().number("removed", gone);
            self.note(done(Action::BACKUP_PRUNE, detail))?;
        }
        Ok(gone)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_backup_of_before_is_gone_when_its_month_is() {
        let noon = |day: Date| day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap();
        let at = |day: Date| noon(day).timestamp();
        let now = at(date(2025, 3, 10));
        let none: Option<Date> = None;
        assert_eq!(gone_by(&[], now, &TimeZone::UTC), none);
        // One of today: it is the newest of nothing once the week's other days have theirs.
        let soon = gone_by(&[now], now, &TimeZone::UTC).unwrap();
        assert!(soon <= date(2025, 3, 18), "{soon}");
        // The newest of February is kept until twelve other months have one.
        let february = at(date(2025, 2, 27));
        let late = gone_by(&[february, now], now, &TimeZone::UTC).unwrap();
        assert_eq!(late, date(2026, 2, 1));
    }
    use jiff::{SignedDuration, ToSpan};

    fn noon(day: Date) -> Timestamp {
        day.at(12, 0, 0, 0)
            .to_zoned(TimeZone::UTC)
            .unwrap()
            .timestamp()
    }

    fn prune(files: &mut Vec<Timestamp>) {
        let keep = kept(files, &TimeZone::UTC);
        let mut keep = keep.iter();
        files.retain(|_| *keep.next().unwrap());
    }

    #[test]
    fn a_year_of_daily_backups_leaves_seven_days_five_weeks_and_twelve_months() {
        for first in [date(2024, 1, 1), date(2025, 3, 10), date(2023, 12, 31)] {
            let mut files: Vec<Timestamp> = Vec::new();
            for past in 0..365_i64 {
                let today = first.checked_add(past.days()).unwrap();
                files.push(noon(today));
                prune(&mut files);
                assert!(files.contains(&noon(today)), "today's stays");
                assert!(files.len() <= DAYS + WEEKS + MONTHS);
                let days: BTreeSet<Date> = files
                    .iter()
                    .map(|at| at.to_zoned(TimeZone::UTC).date())
                    .collect();
                for back in 0..past.min(6) {
                    let day = today.checked_sub(back.days()).unwrap();
                    assert!(days.contains(&day), "{today}: {day} is missing");
                }
                let weeks: BTreeSet<_> =
                    days.iter().map(|day| day.iso_week_date().week()).collect();
                let months: BTreeSet<_> = days.iter().map(|day| day.month()).collect();
                let had = |span: i64| usize::try_from(past / span).unwrap() + 1;
                assert!(weeks.len() >= WEEKS.min(had(7)), "{today}: {weeks:?}");
                assert!(months.len() >= MONTHS.min(had(31)), "{today}: {months:?}");
            }
        }
    }

    #[test]
    fn several_of_one_day_leave_the_newest() {
        let at = noon(date(2025, 3, 10));
        let later = at + SignedDuration::from_hours(2);
        assert_eq!(kept(&[at, later], &TimeZone::UTC), [false, true]);
        assert_eq!(kept(&[later, at], &TimeZone::UTC), [true, false]);
        assert!(kept(&[], &TimeZone::UTC).is_empty());
    }

    #[test]
    fn gaps_do_not_thin_what_is_there() {
        let days = [1, 9, 40, 80, 200, 400, 800];
        let moments: Vec<Timestamp> = days
            .iter()
            .map(|back| noon(date(2025, 3, 10).checked_sub(back.days()).unwrap()))
            .collect();
        assert!(kept(&moments, &TimeZone::UTC).iter().all(|keep| *keep));
    }
}
