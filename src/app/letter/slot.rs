//! The places of a letter that somebody may word: each with what stands there if nothing is typed.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::answers::Answer;
use crate::domain::screening::{Disposition, SafetyAction};
use crate::letter::Kind;

use super::field::words;
use super::{Sources, Variant, in_words};

words! {
    /// A place of a letter that is worded by hand.
    Slot {
        /// What the person brings (L1).
        Brings = "brings",
        /// The link with the group, in the person's phrase (L2).
        Link = "link",
        /// What is asked for (L3).
        Asked = "asked",
        /// Why that service (L3).
        Why = "why",
        /// How soon: `routine`, `soon`, `urgent` (L3).
        Urgency = "urgency",
        /// The appointment (L3).
        Appointment = "appointment",
        /// Whether the person stays until taken over: `yes`, `no` (L3).
        Stays = "stays",
        /// What the clinic heard (L5, other option).
        Heard = "heard",
        /// Why not this group at present (L5, other option).
        NotNow = "not-now",
        /// What is suggested, one a line (L5, other option and own decision).
        Instead = "instead",
        /// What would let both look again (L5, other option).
        Again = "again",
        /// How to prepare (L5, offer).
        Prepare = "prepare",
        /// Until when an answer is asked for, or when the clinic asks: YYYY-MM-DD (L5).
        By = "by",
        /// Where the person is (L6).
        Place = "place",
        /// The present danger as stated (L6).
        Danger = "danger",
        /// Means (L6).
        Means = "means",
        /// Who is with the person (L6).
        Company = "company",
        /// Known medical danger (L6).
        Medical = "medical",
        /// What was done (L6).
        Done = "done",
        /// A number for calling back (L6).
        Callback = "callback",
        /// The nature of the emergency (L6).
        Nature = "nature",
        /// Present danger or medical danger, for the box at the top (L1, L3).
        Urgent = "urgent",
        /// To whom that was said by telephone, and when (L1, L3, L6).
        Phoned = "phoned",
        /// Who calls whom, until when (L1).
        Call = "call",
        /// Further steps, one a line.
        Next = "next",
        /// Sentences picked by hand, one a line (L1, L3).
        Free = "free",
        /// A ground in law for going without consent (L3).
        Ground = "ground",
    }
}

impl Slot {
    /// The places of a kind, in order.
    #[must_use]
    pub fn of(kind: Kind, variant: Option<Variant>) -> &'static [Self] {
        match (kind, variant) {
            (Kind::L1, _) => &[
                Self::Brings,
                Self::Call,
                Self::Next,
                Self::Urgent,
                Self::Phoned,
                Self::Free,
            ],
            (Kind::L2, _) => &[Self::Link, Self::Next],
            (Kind::L3, _) => &[
                Self::Asked,
                Self::Why,
                Self::Urgency,
                Self::Appointment,
                Self::Stays,
                Self::Next,
                Self::Urgent,
                Self::Phoned,
                Self::Free,
                Self::Ground,
            ],
            (Kind::L4, _) => &[Self::Next],
            (Kind::L5, Some(Variant::Offer)) => &[Self::Prepare, Self::By, Self::Next],
            (Kind::L5, Some(Variant::Waitlist)) => &[Self::By, Self::Next],
            (Kind::L5, Some(Variant::Other)) => &[
                Self::Heard,
                Self::NotNow,
                Self::Instead,
                Self::Again,
                Self::Next,
            ],
            (Kind::L5, _) => &[Self::Instead, Self::Next],
            (Kind::L6, _) => &[
                Self::Danger,
                Self::Place,
                Self::Company,
                Self::Means,
                Self::Medical,
                Self::Done,
                Self::Callback,
                Self::Phoned,
                Self::Nature,
            ],
            (Kind::Handout, _) => &[],
        }
    }

    /// Whether it holds one sentence a line.
    #[must_use]
    pub fn is_list(self) -> bool {
        matches!(
            self,
            Self::Brings
                | Self::Instead
                | Self::Prepare
                | Self::Danger
                | Self::Means
                | Self::Medical
                | Self::Done
                | Self::Urgent
                | Self::Next
                | Self::Free
        )
    }

    /// Whether the letter cannot be finalised while it is empty.
    #[must_use]
    pub fn is_needed(self) -> bool {
        matches!(
            self,
            Self::Asked | Self::Why | Self::Danger | Self::Callback | Self::Nature
        )
    }

    /// What stands there if nothing is typed.
    #[must_use]
    pub fn default_text(self, sources: &Sources<'_>) -> String {
        let name = super::first_name(sources);
        let named = |id: &str| sources.say_with(id, &[("name", &name)]);
        match self {
            Self::Brings => super::referral::default_brings(sources.recommendation).join("\n"),
            Self::Link => link(sources),
            Self::Why => super::field::recommended(sources)
                .into_iter()
                .filter(|(class, _)| *class == crate::domain::consent::ContentClass::Basics)
                .map(|(_, text)| text)
                .take(2)
                .collect::<Vec<_>>()
                .join(" "),
            Self::Urgency => "routine".to_owned(),
            Self::Appointment => sources.say("facts-appointment"),
            Self::Stays => "yes".to_owned(),
            Self::Heard => heard(sources),
            Self::NotNow => sources.say("facts-not-now"),
            Self::Instead => instead(sources).join("\n"),
            Self::Again => sources.say("facts-again"),
            Self::By => by(sources).map(|date| date.to_string()).unwrap_or_default(),
            Self::Place => sources.code("tg-location").unwrap_or_default().to_owned(),
            Self::Danger => danger(sources).join("\n"),
            Self::Means => means(sources).join("\n"),
            Self::Medical => medical(sources).join("\n"),
            Self::Done => done(sources).join("\n"),
            Self::Callback => callback(sources),
            Self::Nature => sources.say("facts-nature"),
            Self::Call => match super::referral::leader_name(sources) {
                Some(leader) => {
                    let date = in_words(sources.date.saturating_add(7.days()));
                    let args = [
                        ("caller", leader),
                        ("called", name.as_str()),
                        ("date", date.as_str()),
                    ];
                    sources.say_with("letter-next-call", &args)
                }
                None => String::new(),
            },
            Self::Next => match sources.kind {
                Kind::L1 => named("facts-next-l1"),
                Kind::L2 => named("facts-next-l2"),
                _ => String::new(),
            },
            Self::Prepare
            | Self::Company
            | Self::Urgent
            | Self::Phoned
            | Self::Free
            | Self::Asked
            | Self::Ground => String::new(),
        }
    }
}

fn link(sources: &Sources<'_>) -> String {
    let question = sources.pack.form.question("sg-link");
    question
        .zip(sources.content.answers.said("sg-link"))
        .map(|(question, answer)| super::super::explain::answer_text(question, answer))
        .unwrap_or_default()
}

fn heard(sources: &Sources<'_>) -> String {
    match sources.code("tg-goal").map(str::trim) {
        Some(goal) if !goal.is_empty() => sources.say_with("facts-heard-goal", &[("goal", goal)]),
        _ => match sources.code("sg-aim").or(sources.code("tg-aim")) {
            Some("company" | "mostly-support" | "only-support") => {
                sources.say("facts-heard-company")
            }
            Some("both") => sources.say("facts-heard-both"),
            _ => sources.say("facts-heard-change"),
        },
    }
}

/// What was named in the decision, and where to ask about it.
fn instead(sources: &Sources<'_>) -> Vec<String> {
    let named = match &sources.content.disposition {
        Some(Disposition::OtherOption { named }) => named.clone(),
        _ => Vec::new(),
    };
    named
        .into_iter()
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

fn by(sources: &Sources<'_>) -> Option<Date> {
    match Variant::of(sources.content)? {
        Variant::Offer => Some(sources.date.saturating_add(7.days())),
        Variant::Waitlist => Some(sources.date.saturating_add(30.days())),
        Variant::Other | Variant::Own => None,
    }
}

/// The present danger in the words of the answers that raised it. Other persons and reports have no words here.
fn danger(sources: &Sources<'_>) -> Vec<String> {
    let asked = [
        ("tg-si-now", &["plan-intent", "active"][..]),
        ("tg-attempt", &["past-3-months"]),
        ("tg-self-harm", &["recent-serious"]),
        ("tg-violence", &["current-threat"]),
        ("tg-psychosis-now", &["commands"]),
        ("tg-danger", &["imminent"]),
        ("tg-unsafe-home", &["yes-today"]),
        ("sg-safe-now", &["in-danger"]),
    ];
    let sentence = |(question, codes): &(&str, &[&str])| {
        let code = sources.code(question)?;
        codes
            .contains(&code)
            .then(|| sources.say(&format!("facts-danger-{question}-{code}")))
    };
    asked.iter().filter_map(sentence).collect()
}

fn means(sources: &Sources<'_>) -> Vec<String> {
    match sources.code("tg-si-access") {
        Some("open") => vec![sources.say("facts-means-open")],
        Some("limited") => vec![sources.say("facts-means-limited")],
        _ => Vec::new(),
    }
}

fn medical(sources: &Sources<'_>) -> Vec<String> {
    let said = sources.content.answers.said("tg-medical");
    let said = said.map(Answer::many).unwrap_or_default();
    ["eating", "perinatal", "confusion"]
        .iter()
        .filter(|code| said.iter().any(|one| one == *code))
        .map(|code| sources.say(&format!("facts-told-tg-medical-{code}")))
        .collect()
}

/// What was done, without whom it was done for: that somebody was warned or told is said, and nothing of it.
fn done(sources: &Sources<'_>) -> Vec<String> {
    let Some(acknowledged) = &sources.content.acknowledgement else {
        return Vec::new();
    };
    let word = |action: &SafetyAction| match action {
        SafetyAction::EmergencyServices => Some("facts-done-emergency"),
        SafetyAction::CrisisTeam => Some("facts-done-crisis"),
        SafetyAction::OnCallClinician => Some("facts-done-on-call"),
        SafetyAction::EvaluatedElsewhere => Some("facts-done-evaluated"),
        SafetyAction::SafetyPlan => Some("facts-done-plan"),
        // Reports and threatened persons are never printed.
        SafetyAction::ThreatenedPersonTold | SafetyAction::ProtectionTold => None,
    };
    acknowledged
        .done
        .iter()
        .filter_map(word)
        .map(|id| sources.say(id))
        .collect()
}

fn callback(sources: &Sources<'_>) -> String {
    let clinic = sources.clinic;
    [&clinic.on_call_phone, &clinic.phone]
        .into_iter()
        .map(|phone| phone.trim())
        .find(|phone| !phone.is_empty())
        .unwrap_or_default()
        .to_owned()
}
