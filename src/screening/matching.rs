//! Which of the clinic's groups fit, each condition with its reason, and no ranking score (decisions.md section 7).

use jiff::civil::Date;

use crate::domain::answers::Answers;
use crate::domain::criteria::{CriterionResult, Standing};
use crate::domain::form::Pathway;
use crate::domain::group::{Group, GroupKind, GroupStatus, Membership, Mode, Style};
use crate::domain::recommendation::{Fit, GroupMatch, MatchCondition, Recommendation, Verdict};

use super::Pack;
use super::values::{Value, Values};

/// What a clinician ticked for a group; only the window asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ticks {
    /// Whether age and membership wish fit.
    pub for_whom: Option<bool>,
    /// Whether nobody stands out alone and no tie makes it unworkable.
    pub composition: Option<bool>,
}

/// What matching rests on besides the answers.
pub struct Circumstances<'a> {
    /// The day on which someone would join.
    pub date: Date,
    /// Where the decided outcome stands (the recommendation's, or the override's).
    pub standing: Standing,
    /// The clinician's ticks by group; none where nobody was asked (files).
    pub ticks: Option<&'a dyn Fn(&str) -> Ticks>,
}

/// Every group of the pathway's kind that is to be shown, in the order in which it is shown.
#[must_use]
pub fn matches(
    pack: &Pack,
    answers: &Answers,
    recommendation: &Recommendation,
    groups: &[Group],
    circumstances: &Circumstances<'_>,
) -> Vec<GroupMatch> {
    let values = Values::read(pack, answers);
    let asked = Asked {
        pack,
        values: &values,
        recommendation,
        circumstances,
    };
    let mut shown: Vec<(&Group, GroupMatch)> = asked
        .shown(groups)
        .into_iter()
        .map(|group| (group, asked.group(group)))
        .collect();
    let start = |group: &Group| group.starts.map_or((1, None), |date| (0, Some(date)));
    shown.sort_by(|(a, left), (b, right)| {
        let key = |group, found: &GroupMatch| (found.verdict, start(group));
        key(a, left)
            .cmp(&key(b, right))
            .then_with(|| a.name.cmp(&b.name))
    });
    shown.into_iter().map(|(_, found)| found).collect()
}

struct Asked<'a> {
    pack: &'a Pack,
    values: &'a Values<'a>,
    recommendation: &'a Recommendation,
    circumstances: &'a Circumstances<'a>,
}

/// Criteria whose "not met" speaks against a process group.
const PROCESS: [&str; 5] = [
    "a-room",
    "a-regulation",
    "a-listening",
    "w-sharing",
    "w-feedback",
];

impl<'a> Asked<'a> {
    /// Support: the group that was asked about, and those that share a theme with it (all, where no theme is recorded).
    fn shown<'g>(&self, groups: &'g [Group]) -> Vec<&'g Group> {
        match self.pack.form.pathway {
            Pathway::Therapy => groups
                .iter()
                .filter(|group| group.kind == GroupKind::Therapy)
                .collect(),
            Pathway::Triage => Vec::new(),
            Pathway::Support => {
                let asked = self.one("sg-group");
                let themes = groups
                    .iter()
                    .find(|group| Some(group.id.as_str()) == asked)
                    .map_or(&[][..], |group| group.themes.as_slice());
                let related = |group: &&Group| {
                    group.kind == GroupKind::Support
                        && (Some(group.id.as_str()) == asked
                            || themes.is_empty()
                            || group.themes.is_empty()
                            || shares(themes, &group.themes))
                };
                groups.iter().filter(related).collect()
            }
        }
    }

    fn group(&self, group: &Group) -> GroupMatch {
        let therapy = group.kind == GroupKind::Therapy;
        let mut conditions = vec![self.outcome(), status(group)];
        conditions.extend(if therapy {
            self.theme(group)
        } else {
            self.link(group)
        });
        conditions.extend((!therapy).then(|| self.stage(group)).flatten());
        conditions.extend(self.window(group));
        conditions.extend(seats(group));
        conditions.extend(if therapy {
            self.slot(group)
        } else {
            self.reach()
        });
        if therapy {
            conditions.extend(self.mode(group));
            conditions.extend(self.fee(group));
            conditions.extend(self.language(group));
        }
        conditions.extend(self.access(group));
        conditions.extend(if therapy {
            self.leader(group)
        } else {
            self.host(group)
        });
        if therapy {
            self.style(group, &mut conditions);
            conditions.push(self.attendance(group));
        }
        if let Some(ticks) = self.circumstances.ticks {
            confirmations(ticks(&group.id), &mut conditions);
        }
        let worst = conditions
            .iter()
            .map(|condition| condition.fit)
            .max()
            .unwrap_or(Fit::Fits);
        let verdict = match worst {
            Fit::Fits => Verdict::Offer,
            Fit::Note => Verdict::OfferWithNote,
            Fit::Wait => Verdict::Waitlist,
            Fit::No => Verdict::No,
        };
        GroupMatch {
            group: group.id.clone(),
            verdict,
            conditions,
        }
    }

    fn one(&self, question: &str) -> Option<&'a str> {
        match self.value(question) {
            Value::One(code) => Some(code),
            _ => None,
        }
    }

    fn many(&self, question: &str) -> &'a [String] {
        match self.value(question) {
            Value::Many(codes) => codes,
            _ => &[],
        }
    }

    fn value(&self, question: &str) -> Value<'a> {
        self.pack
            .slots
            .get(question)
            .map_or(Value::Blank, |slot| self.values.at(*slot))
    }

    fn not_met(&self, criterion: &str) -> bool {
        self.recommendation.result(criterion) == CriterionResult::NotMet
    }

    fn outcome(&self) -> MatchCondition {
        match self.circumstances.standing {
            Standing::Ready | Standing::WithPreparation => said("outcome", Fit::Fits, "fits"),
            _ => said("outcome", Fit::No, "no"),
        }
    }

    fn theme(&self, group: &Group) -> Option<MatchCondition> {
        let focus = self.many("tg-focus");
        if group.themes.is_empty() || focus.is_empty() {
            return None;
        }
        Some(if group.themes.iter().any(|theme| theme == "any") {
            said("theme", Fit::Fits, "any")
        } else if shares(&group.themes, focus) {
            said("theme", Fit::Fits, "shared")
        } else {
            said("theme", Fit::No, "none")
        })
    }

    fn link(&self, group: &Group) -> Option<MatchCondition> {
        let link = self.one("sg-link")?;
        if group.welcome.is_empty() {
            return None;
        }
        let linked = group.welcome.iter().any(|code| code == link);
        Some(if linked {
            said("theme", Fit::Fits, "linked")
        } else {
            said("theme", Fit::No, "not-linked")
        })
    }

    fn stage(&self, group: &Group) -> Option<MatchCondition> {
        let stage = self.one("sg-stage")?;
        if group.stages.is_empty() {
            return None;
        }
        Some(if group.stages.iter().any(|code| code == "any") {
            said("stage", Fit::Fits, "any")
        } else if group.stages.iter().any(|code| code == stage) {
            said("stage", Fit::Fits, "same")
        } else if stage == "other" {
            said("stage", Fit::Note, "unsure")
        } else {
            said("stage", Fit::No, "other")
        })
    }

    fn window(&self, group: &Group) -> Option<MatchCondition> {
        match (group.membership(), group.enrol_until) {
            (Membership::Open, _) => Some(said("window", Fit::Fits, "open")),
            (Membership::SlowOpen, _) => Some(said("window", Fit::Fits, "slow-open")),
            (Membership::Closed, None) => None,
            (Membership::Closed, Some(until)) if self.circumstances.date <= until => {
                Some(said("window", Fit::Fits, "in-time"))
            }
            (Membership::Closed, Some(_)) => Some(said("window", Fit::Wait, "closed")),
        }
    }

    fn slot(&self, group: &Group) -> Option<MatchCondition> {
        let slot = group.slot.as_ref()?;
        let times = self.many("tg-times");
        if times.is_empty() {
            return None;
        }
        Some(if times.contains(slot) {
            said("slot", Fit::Fits, "fits")
        } else {
            said("slot", Fit::No, "no")
        })
    }

    fn reach(&self) -> Option<MatchCondition> {
        Some(match self.one("sg-reach")? {
            "yes" => said("slot", Fit::Fits, "fits"),
            "sometimes" => said("slot", Fit::Note, "sometimes"),
            _ => said("slot", Fit::No, "no"),
        })
    }

    fn mode(&self, group: &Group) -> Option<MatchCondition> {
        let question = match group.mode? {
            Mode::InPerson => "tg-travel",
            Mode::Video => "tg-video",
        };
        Some(match self.one(question)? {
            "yes" => said("mode", Fit::Fits, "fits"),
            "sometimes" => said("mode", Fit::Note, "sometimes"),
            "partly" => said("mode", Fit::Note, "partly"),
            _ => said("mode", Fit::No, "no"),
        })
    }

    fn fee(&self, group: &Group) -> Option<MatchCondition> {
        let fee = group.fee()?;
        Some(match self.one("tg-fee")? {
            "can-meet" => said("fee", Fit::Fits, "can-meet"),
            _ if fee == 0 => said("fee", Fit::Fits, "free"),
            "reduced" if group.reduced_places > 0 => said("fee", Fit::Fits, "reduced-place"),
            _ => said("fee", Fit::No, "no"),
        })
    }

    fn language(&self, group: &Group) -> Option<MatchCondition> {
        let spoken = group.language.as_deref()?;
        let wished = self.one("tg-language")?;
        let ease = self.one("tg-language-ease")?;
        Some(match ease {
            _ if wished != spoken => said("language", Fit::No, "different"),
            "easily" => said("language", Fit::Fits, "same"),
            "with-help" if group.interpreter_ok == Some(true) => {
                said("language", Fit::Note, "with-help")
            }
            "with-help" => said("language", Fit::No, "no-interpreter"),
            _ => said("language", Fit::No, "not-yet"),
        })
    }

    fn access(&self, group: &Group) -> Option<MatchCondition> {
        let features = group.access.as_ref()?;
        let question = if group.kind == GroupKind::Therapy {
            "tg-access"
        } else {
            "sg-access"
        };
        let mut needs = self
            .many(question)
            .iter()
            .filter(|need| *need != "none" && *need != "interpreter")
            .peekable();
        Some(if needs.peek().is_none() {
            said("access", Fit::Fits, "none-needed")
        } else if needs.all(|need| features.contains(need)) {
            said("access", Fit::Fits, "has-all")
        } else {
            said("access", Fit::Note, "arrange")
        })
    }

    fn leader(&self, group: &Group) -> Option<MatchCondition> {
        if group.leaders.is_empty() {
            return None;
        }
        let tie = self.one("tg-leader-tie")?;
        let named = self.many("tg-leader-ids");
        let this_one = named.iter().any(|id| group.leaders.contains(id));
        let known = !named.is_empty();
        Some(match tie {
            "none" => said("leader", Fit::Fits, "no-tie"),
            // It is not known to whom the tie is: nobody should be offered a seat before that is clear.
            _ if !known => said("leader", Fit::Note, "unsure"),
            _ if !this_one => said("leader", Fit::Fits, "no-tie"),
            "personal" => said("leader", Fit::No, "personal"),
            "host" => said("leader", Fit::No, "hosts"),
            "clinical" if self.one("tg-dual-consent") == Some("agreed") => {
                said("leader", Fit::Note, "agreed")
            }
            "clinical" => said("leader", Fit::No, "not-agreed"),
            _ => said("leader", Fit::Note, "unsure"),
        })
    }

    fn host(&self, group: &Group) -> Option<MatchCondition> {
        let tie = self.one("sg-facilitator")?;
        let asked_about = self.one("sg-group").is_none_or(|asked| asked == group.id);
        Some(match tie {
            "no" => said("leader", Fit::Fits, "no-tie"),
            // The answer is about the leader of the group that was asked about; another group may have another leader.
            _ if !asked_about => said("leader", Fit::Note, "support-unsure"),
            "unsure" => said("leader", Fit::Note, "support-unsure"),
            _ => said("leader", Fit::No, "client"),
        })
    }

    fn style(&self, group: &Group, conditions: &mut Vec<MatchCondition>) {
        let process = group.style == Some(Style::Process);
        let unready = PROCESS.iter().any(|criterion| self.not_met(criterion));
        let before = conditions.len();
        if process && unready {
            conditions.push(said("style", Fit::No, "process-not-met"));
        } else if process && self.recommendation.result("w-feedback") == CriterionResult::Concern {
            conditions.push(said("style", Fit::Note, "process-concern"));
        } else if group.style.is_some() && unready {
            conditions.push(said("style", Fit::Note, "prepare-first"));
        }
        if group.homework && self.one("tg-practice") == Some("no") {
            conditions.push(said("style", Fit::Note, "homework"));
        }
        if shares(&group.activities, self.many("tg-activities")) {
            conditions.push(said("style", Fit::Note, "activity"));
        }
        if conditions.len() == before && group.style.is_some() {
            conditions.push(said("style", Fit::Fits, "fits"));
        }
    }

    fn attendance(&self, group: &Group) -> MatchCondition {
        match (self.not_met("a-attendance"), group.membership()) {
            (false, _) => said("attendance", Fit::Fits, "fits"),
            (true, Membership::Closed) => said("attendance", Fit::No, "not-met-closed"),
            (true, _) => said("attendance", Fit::Note, "not-met-open"),
        }
    }
}

fn status(group: &Group) -> MatchCondition {
    match group.status {
        GroupStatus::Paused => said("status", Fit::No, "paused"),
        GroupStatus::Forming | GroupStatus::Running => said("status", Fit::Fits, "fits"),
    }
}

fn seats(group: &Group) -> Option<MatchCondition> {
    let free = group.enrolled.saturating_add(group.reserved) < group.capacity?;
    Some(if free {
        said("seats", Fit::Fits, "free")
    } else {
        said("seats", Fit::Wait, "full")
    })
}

fn confirmations(ticks: Ticks, conditions: &mut Vec<MatchCondition>) {
    for (condition, tick) in [
        ("for-whom", ticks.for_whom),
        ("composition", ticks.composition),
    ] {
        conditions.push(match tick {
            Some(true) => said(condition, Fit::Fits, "confirmed"),
            None => said(condition, Fit::Note, "not-confirmed"),
            Some(false) => said(condition, Fit::No, "no"),
        });
    }
}

fn shares(one: &[String], other: &[String]) -> bool {
    one.iter().any(|code| other.contains(code))
}

fn said(condition: &str, fit: Fit, reason: &str) -> MatchCondition {
    MatchCondition {
        condition: condition.to_owned(),
        fit,
        reason: format!("match-{condition}-{reason}"),
    }
}
