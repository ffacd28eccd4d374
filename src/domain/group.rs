//! A group of the clinic, as its record and as answer files hold it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::domain::leader::Leader;

/// Therapy or support: a group is clearly one or the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroupKind {
    /// Treatment, led by a licensed therapist.
    Therapy,
    /// Not therapy or a clinical service.
    Support,
}

/// How a group works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Style {
    /// Works with what happens between members.
    Process,
    /// Trains skills.
    Skills,
    /// Teaches, with exercises.
    Psychoeducational,
    /// People who share an experience.
    Support,
}

/// Who may join when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Membership {
    /// At any meeting.
    Open,
    /// When a seat becomes free.
    SlowOpen,
    /// In the enrolment window only.
    Closed,
}

/// Where a group meets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// In a room.
    #[default]
    InPerson,
    /// By video.
    Video,
}

/// Whether a group takes place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroupStatus {
    /// Members are being found.
    #[default]
    Forming,
    /// It meets.
    Running,
    /// Nobody joins at present.
    Paused,
}

/// How comment and advice between members are handled in a support group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AdviceNorm {
    /// Members share, nobody advises.
    #[default]
    ShareOnly,
    /// Ideas when someone asks for them.
    IdeasIfAsked,
    /// Ideas are welcome.
    IdeasWelcome,
}

/// What the leader of a group is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LeaderRole {
    /// A licensed therapist who leads.
    Therapist,
    /// A trained person who only hosts.
    Host,
    /// A member of the community.
    Peer,
}

/// A group. Only `id`, `name` and `kind` must be given; the rest has the defaults of its kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Name within the vault or file.
    pub id: String,
    /// Name for people.
    pub name: String,
    /// Therapy or support.
    pub kind: GroupKind,
    /// How it works.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
    /// Codes as in `tg-focus`, or `any`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub themes: Vec<String>,
    /// Codes as in `sg-stage`, or `any`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<String>,
    /// Codes as in `sg-link`: who is welcome in a support group.
    #[serde(default, rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub welcome: Vec<String>,
    /// For whom it is, in the group's own words (age, gender, community); read out for `sg-for`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<String>,
    /// Who may join when; open for support and closed for therapy by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub membership: Option<Membership>,
    /// Last day on which a closed group accepts members.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub enrol_until: Option<Date>,
    /// First meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub starts: Option<Date>,
    /// Last meeting; none for ongoing groups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<String>")]
    pub ends: Option<Date>,
    /// For example "spring and autumn".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub season: Option<String>,
    /// Lowest number needed to start.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum: Option<u32>,
    /// Highest number of seats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capacity: Option<u32>,
    /// Seats taken.
    #[serde(default)]
    pub enrolled: u32,
    /// Seats held for people who were offered them.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub reserved: u32,
    /// Code as in `tg-times`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<String>,
    /// Time of day in words, for example "18:00 to 19:30".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// Length of a meeting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u32>,
    /// For example "weekly".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frequency: Option<String>,
    /// In a room or by video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// Room or address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Fee a meeting in the clinic's currency; always 0 for support.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fee: Option<u32>,
    /// Why a therapy group is free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub free_reason: Option<String>,
    /// Places at a reduced fee.
    #[serde(default)]
    pub reduced_places: u32,
    /// Whether insurance may be used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurance: Option<bool>,
    /// An invited donation for room or refreshments (support).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub donation_note: Option<String>,
    /// BCP-47 code of the language spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Whether an interpreter can take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interpreter_ok: Option<bool>,
    /// Features as in `tg-access`; absent means not recorded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<Vec<String>>,
    /// Ids of its leaders or hosts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub leaders: Vec<String>,
    /// Names of its leaders, for reading only: filled in from the list of leaders and never kept here.
    #[serde(skip)]
    pub leader_names: Vec<String>,
    /// What is known of each of them, for reading only, in the same way.
    #[serde(skip)]
    pub leader_records: Vec<Leader>,
    /// What the leader is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub leader_role: Option<LeaderRole>,
    /// Whether the host must report abuse or danger by law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_mandated: Option<bool>,
    /// Whether the host shares the experience; absent means not stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host_shares_experience: Option<bool>,
    /// Handouts or tasks between meetings (therapy only).
    #[serde(default)]
    pub homework: bool,
    /// Codes as in `tg-activities`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub activities: Vec<String>,
    /// How advice is handled (support).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<AdviceNorm>,
    /// Whether a talk on the topic may happen (support).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guest_talks: Option<bool>,
    /// One theme, or mixed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub composition: Option<String>,
    /// What members can expect to change (therapy).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome_line: Option<String>,
    /// Whether a very large support group is meant.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub large_support: bool,
    /// The group's rules in its own words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules: Option<String>,
    /// Version of those rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rules_version: Option<u32>,
    /// Text that stands above everything printed for this group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub banner: Option<String>,
    /// Whether it takes place.
    #[serde(default)]
    pub status: GroupStatus,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde asks for a reference"
)]
fn is_zero(value: &u32) -> bool {
    *value == 0
}

/// Something about a group record that is wrong or unusual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupProblem {
    /// An error: the record is refused.
    Error(&'static str),
    /// A hint: the record is kept.
    Hint(&'static str),
}

impl Group {
    /// Each leader's id with the name, where it was filled in; else the id stands for itself.
    pub fn leaders_named(&self) -> impl Iterator<Item = (&str, &str)> {
        self.leaders.iter().enumerate().map(|(index, id)| {
            let name = self.leader_names.get(index).unwrap_or(id);
            (id.as_str(), name.as_str())
        })
    }

    /// A group with nothing but a name and a kind.
    #[must_use]
    pub fn new(id: &str, name: &str, kind: GroupKind) -> Self {
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            kind,
            style: None,
            themes: Vec::new(),
            stages: Vec::new(),
            welcome: Vec::new(),
            for_whom: None,
            membership: None,
            enrol_until: None,
            starts: None,
            ends: None,
            season: None,
            minimum: None,
            capacity: None,
            enrolled: 0,
            reserved: 0,
            slot: None,
            time: None,
            minutes: None,
            frequency: None,
            mode: None,
            place: None,
            fee: None,
            free_reason: None,
            reduced_places: 0,
            insurance: None,
            donation_note: None,
            language: None,
            interpreter_ok: None,
            access: None,
            leaders: Vec::new(),
            leader_names: Vec::new(),
            leader_records: Vec::new(),
            leader_role: None,
            host_mandated: None,
            host_shares_experience: None,
            homework: false,
            activities: Vec::new(),
            advice: None,
            guest_talks: None,
            composition: None,
            outcome_line: None,
            large_support: false,
            rules: None,
            rules_version: None,
            banner: None,
            status: GroupStatus::Forming,
        }
    }

    /// Who may join when, with the default of the kind.
    #[must_use]
    pub fn membership(&self) -> Membership {
        self.membership.unwrap_or(match self.kind {
            GroupKind::Therapy => Membership::Closed,
            GroupKind::Support => Membership::Open,
        })
    }

    /// The fee, where one is recorded; always 0 for support.
    #[must_use]
    pub fn fee(&self) -> Option<u32> {
        match self.kind {
            GroupKind::Support => Some(0),
            GroupKind::Therapy => self.fee,
        }
    }

    /// How many weeks a group of fixed length lasts, the first and the last meeting counted.
    #[must_use]
    pub fn weeks(&self) -> Option<i32> {
        let days = (self.ends? - self.starts?).get_days();
        (days >= 0).then_some(days / 7 + 1)
    }

    /// What is wrong or unusual about a record that the clinic keeps: beside [`Self::problems`], what a group of its
    /// kind is not without (S1:25, S2:46, S3:28). Files of answers may say less.
    #[must_use]
    pub fn kept_problems(&self) -> Vec<GroupProblem> {
        use GroupProblem::Error;
        let blank =
            |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        let mut found = self.problems();
        match self.kind {
            GroupKind::Therapy => {
                if self.fee.is_none() {
                    found.push(Error("group-error-fee"));
                }
                if blank(&self.outcome_line) {
                    found.push(Error("group-error-outcome-line"));
                }
            }
            GroupKind::Support if self.themes.is_empty() => {
                found.push(Error("group-error-theme"));
            }
            GroupKind::Support => {}
        }
        found
    }

    /// Whether these leaders may lead it: a therapy group that forms or runs is led by people with a licence that holds
    /// (S1:13, S3:22).
    #[must_use]
    pub fn may_be_led_by<'a>(
        &self,
        mut leaders: impl Iterator<Item = &'a Leader>,
        today: Date,
    ) -> bool {
        if self.kind == GroupKind::Support || self.status == GroupStatus::Paused {
            return true;
        }
        let first = leaders.next();
        first.is_some_and(|first| first.is_licensed(today))
            && leaders.all(|leader| leader.is_licensed(today))
    }

    /// Whether it may become a group of another kind: only while nobody is in it (S3:56).
    #[must_use]
    pub fn may_become(&self, kind: GroupKind) -> bool {
        self.kind == kind || self.enrolled == 0
    }

    /// What is wrong or unusual about the record, as message ids of `src/text` (`group-error-*`, `group-hint-*`).
    /// Limits: decisions.md section 7; sizes S1, S2; length S3:18.
    #[must_use]
    pub fn problems(&self) -> Vec<GroupProblem> {
        use GroupProblem::Error;
        let mut found = Vec::new();
        if self.name.trim().is_empty() {
            found.push(Error("group-error-name"));
        }
        if let (Some(starts), Some(ends)) = (self.starts, self.ends)
            && ends < starts
        {
            found.push(Error("group-error-end-before-start"));
        }
        match self.kind {
            GroupKind::Therapy => self.therapy_problems(&mut found),
            GroupKind::Support => self.support_problems(&mut found),
        }
        found
    }

    fn therapy_problems(&self, found: &mut Vec<GroupProblem>) {
        use GroupProblem::{Error, Hint};
        match self.capacity {
            Some(size) if !(4..=12).contains(&size) => found.push(Error("group-error-capacity")),
            Some(size) if !(6..=10).contains(&size) => found.push(Hint("group-hint-size")),
            _ => {}
        }
        if self.fee == Some(0)
            && self
                .free_reason
                .as_deref()
                .is_none_or(|why| why.trim().is_empty())
        {
            found.push(Error("group-error-free-reason"));
        }
        if self.style == Some(Style::Support) {
            found.push(Error("group-error-style"));
        }
        if self
            .minutes
            .is_some_and(|minutes| !(60..=120).contains(&minutes))
        {
            found.push(Hint("group-hint-length"));
        }
        if self.weeks().is_some_and(|weeks| !(8..=12).contains(&weeks)) {
            found.push(Hint("group-hint-weeks"));
        }
    }

    fn support_problems(&self, found: &mut Vec<GroupProblem>) {
        use GroupProblem::{Error, Hint};
        if self.fee.is_some_and(|fee| fee > 0) {
            found.push(Error("group-error-support-fee"));
        }
        if self.homework {
            found.push(Error("group-error-support-homework"));
        }
        match self.capacity {
            Some(11 | 12) => found.push(Hint("group-hint-support-11-12")),
            Some(size) if size > 12 && !self.large_support => {
                found.push(Hint("group-hint-support-large"))
            }
            _ => {}
        }
    }
}
