//! Where backups go, as the clinic decided it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::domain::clinic::Setting;

/// The clinic's plan for backups.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct BackupPlan {
    /// The folder; empty until somebody chose one.
    pub folder: String,
}

impl BackupPlan {
    /// After so many days without a backup the clinic is warned.
    pub const LATE_DAYS: i64 = 7;
    /// After so many days a drill is due.
    pub const DRILL_DAYS: i64 = 31;
    /// After so many days a full check is due.
    pub const CHECK_DAYS: i64 = 7;

    /// The folder, if one was chosen.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        Some(Path::new(&self.folder)).filter(|_| !self.folder.is_empty())
    }
}

impl Setting for BackupPlan {
    const NAME: &'static str = "backups";
}
