//! The facts of a letter, taken from a signed screening: what is disclosed is decided here and nowhere else.

use jiff::civil::Date;

use crate::domain::answers::Answer;
use crate::domain::client::Client;
use crate::domain::clinic::{Clinic, Letterhead, Policy};
use crate::domain::criteria::{CriterionResult, Effect};
use crate::domain::form::{Pathway, Sensitivity};
use crate::domain::group::{AdviceNorm, Group, Membership, Mode, Style};
use crate::domain::leader::Leader;
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::ScreeningContent;
use crate::letter::blocks::{Reach, Stationery};
use crate::letter::facts::{
    Addressee, Class, Consent, ConsentEnd, Contact, Cover, Given, GroupFacts, Legal, MeasureFacts,
    OtherCare, PeerAdvice, Person, ReferralFacts, Signer, SupportFacts,
};
use crate::letter::page::Colour;
use crate::letter::picture::Picture;
use crate::letter::{Kind, Letter, Say, compose};
use crate::screening::{Pack, scoring};
use crate::text::{self, Catalogue};

use super::command::{LetterConsent, LetterRequest};
use super::explain::{LANGUAGE, answer_text};

/// Everything that a letter may draw on.
pub struct Sources<'a> {
    /// Form and rules of the screening.
    pub pack: &'a Pack,
    /// What was said and decided.
    pub content: &'a ScreeningContent,
    /// What the rules made of it, as it was signed.
    pub recommendation: &'a Recommendation,
    /// Whom it is about; none for an unnamed support-group check.
    pub client: Option<&'a Client>,
    /// Name to be called by, where there is no client record.
    pub chosen_name: &'a str,
    /// Arrangements that were kept of a support-group check, a line each.
    pub arrangements: &'a str,
    /// The group that the letter is about.
    pub group: &'a Group,
    /// Its leaders, with their ids.
    pub leaders: &'a [(String, Leader)],
    /// The clinic.
    pub clinic: &'a Clinic,
    /// Its logo, if it has one.
    pub logo: Option<Picture>,
    /// What its paper looks like.
    pub stationery: Stationery,
    /// Its policy.
    pub policy: &'a Policy,
    /// Who signs.
    pub signer: Signer,
    /// The letter's number.
    pub number: String,
    /// Head of the activity log before the letter.
    pub anchor: Option<String>,
    /// The letter's date.
    pub date: Date,
}

/// Composes the letter that was asked for.
#[must_use]
pub fn letter(sources: &Sources<'_>, request: &LetterRequest) -> Letter {
    match sources.pack.form.pathway {
        Pathway::Support => {
            compose::support(&support_facts(sources, request), Catalogue::english())
        }
        _ => compose::therapy(&referral_facts(sources, request), Catalogue::english()),
    }
}

/// What the clinic's paper looks like, from its settings.
#[must_use]
pub fn stationery(letterhead: &Letterhead) -> Stationery {
    Stationery {
        window: letterhead.window,
        accent: Colour::from_hex(&letterhead.colour),
        lines: letterhead.lines.clone(),
        footer: letterhead.footer.clone(),
    }
}

impl Say for Catalogue {
    fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        Self::say(self, id, args)
    }

    fn language(&self) -> &str {
        "en-GB"
    }
}

impl Sources<'_> {
    fn name(&self) -> &str {
        self.client.map_or(self.chosen_name, Client::display_name)
    }

    fn code(&self, question: &str) -> Option<&str> {
        self.content.answers.said(question).and_then(Answer::one)
    }

    /// The ticked options of a question in words, without "none".
    fn labels(&self, question: &str) -> Vec<String> {
        let Some(question) = self.pack.form.question(question) else {
            return Vec::new();
        };
        let codes = self
            .content
            .answers
            .said(&question.id)
            .map(Answer::many)
            .unwrap_or_default();
        let codes = codes.iter().filter(|code| *code != "none");
        codes
            .map(|code| question.label(code, LANGUAGE).to_owned())
            .collect()
    }

    fn assessed_on(&self) -> Date {
        self.code("tg-date")
            .and_then(|date| date.parse().ok())
            .unwrap_or(self.date)
    }
}

fn cover(sources: &Sources<'_>, request: &LetterRequest, kind: Kind) -> Cover {
    let name = sources.name().to_owned();
    Cover {
        clinic: crate::letter::facts::Clinic {
            name: sources.clinic.name.clone(),
            address: sources.clinic.address.clone(),
            phone: sources.clinic.phone.clone(),
            email: sources.clinic.email.clone(),
            logo: sources.logo.clone(),
            stationery: sources.stationery.clone(),
        },
        paper: request.paper,
        date: sources.date,
        number: sources.number.clone(),
        receiver: Addressee {
            name: request.receiver.name.clone(),
            salutation: String::new(),
            organisation: if request.receiver.organisation.trim().is_empty() {
                request.receiver.role.clone()
            } else {
                request.receiver.organisation.clone()
            },
            address: request.receiver.address.clone(),
            reach: if request.outside {
                Reach::Outside
            } else {
                Reach::InClinic
            },
        },
        person: Person {
            short_name: name
                .split_whitespace()
                .next()
                .unwrap_or_default()
                .to_owned(),
            chosen_name: name,
            birth_date: sources
                .client
                .and_then(|client| client.birth_date)
                .filter(|_| kind.may_print_birth_date()),
            record: sources
                .client
                .and_then(|client| client.record_number.clone()),
            pronouns: sources.client.and_then(|client| client.pronouns.clone()),
        },
        consent: request
            .consent
            .as_ref()
            .map(|consent| consent_facts(sources, request, consent, kind)),
        emergency: emergency(sources.clinic),
        signer: signer(sources, kind),
        anchor: sources.anchor.clone().filter(|_| kind.prints_anchor()),
        legal: legal(sources, kind),
    }
}

/// A support letter carries no clinical title: by its kind, not by the person (S3:44).
fn signer(sources: &Sources<'_>, kind: Kind) -> Signer {
    let signer = sources.signer.clone();
    if kind == Kind::L2 {
        let role = text::say_with("facts-signer-l2", &[("clinic", &sources.clinic.name)]);
        Signer {
            role,
            licence: None,
            ..signer
        }
    } else {
        signer
    }
}

fn emergency(clinic: &Clinic) -> Vec<Contact> {
    let number = clinic.emergency_number.trim();
    if number.is_empty() {
        return Vec::new();
    }
    vec![Contact {
        name: text::say("facts-emergency"),
        phone: number.to_owned(),
    }]
}

fn consent_facts(
    sources: &Sources<'_>,
    request: &LetterRequest,
    consent: &LetterConsent,
    kind: Kind,
) -> Consent {
    let mut classes = Vec::new();
    let mut content = vec![text::say(if kind == Kind::L2 {
        "facts-content-l2"
    } else {
        "facts-content-l1"
    })];
    if kind != Kind::L2 && request.with_measures {
        classes.push(Class::Measures);
        content.push(text::say("facts-content-measures"));
    }
    if kind != Kind::L2 && request.with_safety {
        classes.push(Class::Safety);
        content.push(text::say("facts-content-safety"));
    }
    let purpose = if consent.purpose.trim().is_empty() {
        text::say(if kind == Kind::L2 {
            "facts-purpose-l2"
        } else {
            "facts-purpose-l1"
        })
    } else {
        consent.purpose.clone()
    };
    let guardian = sources.client.and_then(|client| client.guardian.as_ref());
    let by_guardian = sources.code("tg-can-consent") == Some("guardian-agrees");
    Consent {
        date: consent.on,
        receiver: request.receiver.name.clone(),
        purpose,
        content,
        classes,
        ends: consent.ends.map_or_else(
            || ConsentEnd::When(text::say("facts-consent-ends-group")),
            ConsentEnd::On,
        ),
        given: if consent.signed {
            Given::Signed
        } else {
            Given::VerballyTo(sources.signer.name.clone())
        },
        guardian: guardian
            .filter(|_| by_guardian)
            .map(|guardian| guardian.name.clone()),
    }
}

/// A group about substance use reveals that class by its name alone (decisions.md section 8).
fn legal(sources: &Sources<'_>, kind: Kind) -> Legal {
    let reveals = sources
        .group
        .themes
        .iter()
        .any(|theme| theme == "substance");
    if !reveals || kind == Kind::L2 {
        return Legal::NotNeeded;
    }
    match sources.policy.part_2_programme {
        Some(false) => Legal::Text {
            heading: text::say("facts-legal-heading"),
            text: text::say("facts-legal-plain"),
        },
        Some(true) if !sources.policy.redisclosure_notice.trim().is_empty() => Legal::Text {
            heading: text::say("facts-legal-heading"),
            text: sources.policy.redisclosure_notice.clone(),
        },
        _ => Legal::Missing,
    }
}

fn referral_facts(sources: &Sources<'_>, request: &LetterRequest) -> ReferralFacts {
    let name = first_name(sources);
    let brings = lines(&request.brings);
    ReferralFacts {
        cover: cover(sources, request, Kind::L1),
        group: group_facts(sources),
        both: sources
            .recommendation
            .also
            .iter()
            .any(|code| code == "both"),
        reason: text::say_with(reason(sources.group), &[("name", &name)]),
        goal: sources.code("tg-goal").unwrap_or_default().to_owned(),
        brings: if brings.is_empty() {
            default_brings(sources.recommendation)
        } else {
            brings
        },
        preparation: preparation(sources),
        access: access(sources),
        care: care(sources),
        dual: dual(sources),
        urgent: Vec::new(),
        safety: if request.with_safety {
            safety(sources)
        } else {
            Vec::new()
        },
        measures: if request.with_measures {
            measures(sources)
        } else {
            Vec::new()
        },
        extra: Vec::new(),
        hand_over: None,
        next: next(request, "facts-next-l1", &name),
        contact: contact(sources),
    }
}

fn support_facts(sources: &Sources<'_>, request: &LetterRequest) -> SupportFacts {
    let group = sources.group;
    let host = sources
        .leaders
        .iter()
        .find(|(id, _)| group.leaders.contains(id))
        .map(|(_, leader)| leader);
    let link = sources
        .pack
        .form
        .question("sg-link")
        .zip(sources.content.answers.said("sg-link"));
    let default_link = link
        .map(|(question, answer)| answer_text(question, answer))
        .unwrap_or_default();
    SupportFacts {
        cover: cover(sources, request, Kind::L2),
        group: group_facts(sources),
        both: false,
        link: if request.link.trim().is_empty() {
            default_link
        } else {
            request.link.clone()
        },
        access: support_access(sources),
        advice: match group.advice.unwrap_or_default() {
            AdviceNorm::IdeasWelcome => PeerAdvice::Welcome,
            AdviceNorm::ShareOnly | AdviceNorm::IdeasIfAsked => PeerAdvice::Discouraged,
        },
        host_shares: group.host_shares_experience == Some(true),
        host_phone: host.map(|host| host.contact.clone()).unwrap_or_default(),
        between: contact(sources),
        next: next(request, "facts-next-l2", &first_name(sources)),
    }
}

/// The answers of a finished check are gone; what was arranged was kept.
fn support_access(sources: &Sources<'_>) -> Vec<String> {
    let labels = sources.labels("sg-access");
    if labels.is_empty() {
        lines(sources.arrangements)
    } else {
        labels
    }
}

fn first_name(sources: &Sources<'_>) -> String {
    sources
        .name()
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

fn next(request: &LetterRequest, default: &str, name: &str) -> Vec<String> {
    let typed = lines(&request.next);
    if typed.is_empty() {
        vec![text::say_with(default, &[("name", name)])]
    } else {
        typed
    }
}

fn contact(sources: &Sources<'_>) -> Option<Contact> {
    let phone = sources.clinic.phone.trim();
    (!phone.is_empty()).then(|| Contact {
        name: sources.clinic.name.clone(),
        phone: phone.to_owned(),
    })
}

fn reason(group: &Group) -> &'static str {
    match group.style {
        Some(Style::Process) => "facts-reason-process",
        Some(Style::Skills) => "facts-reason-skills",
        Some(Style::Psychoeducational) => "facts-reason-psychoeducational",
        Some(Style::Support) | None => "facts-reason-other",
    }
}

/// Strengths that the answers show, in words that reveal no protected class.
#[must_use]
pub fn default_brings(recommendation: &Recommendation) -> Vec<String> {
    let shown = [
        "w-motivation",
        "w-goals",
        "w-sharing",
        "w-feedback",
        "a-listening",
        "a-attendance",
    ];
    let sentence = |criterion: &&str| match (recommendation.result(criterion), *criterion) {
        (CriterionResult::Met, _) => Some(text::say(&format!("facts-brings-{criterion}"))),
        (CriterionResult::Concern, "w-sharing") => Some(text::say("facts-brings-w-sharing-time")),
        _ => None,
    };
    shown.iter().filter_map(sentence).collect()
}

/// The neutral sentences of criteria that ask for preparation, and what was planned; never a protected class.
fn preparation(sources: &Sources<'_>) -> Vec<String> {
    let findings = sources
        .pack
        .criteria
        .criteria
        .iter()
        .zip(&sources.recommendation.findings);
    let to_prepare = findings.filter(|(_, finding)| {
        matches!(
            finding.result,
            CriterionResult::Concern | CriterionResult::NotMet
        ) && finding.effect != Some(Effect::Note)
    });
    let sentences = to_prepare.map(|(criterion, _)| criterion.letter_text.say(LANGUAGE).to_owned());
    let question = sources.pack.form.question("tg-preparation");
    let planned = question.into_iter().flat_map(|question| {
        let codes = sources
            .content
            .answers
            .said("tg-preparation")
            .map(Answer::many)
            .unwrap_or_default();
        let shown = codes
            .iter()
            .filter(|code| !matches!(code.as_str(), "none" | "safety-plan"));
        shown
            .map(|code| question.label(code, LANGUAGE).to_owned())
            .collect::<Vec<_>>()
    });
    sentences
        .filter(|sentence| !sentence.is_empty())
        .chain(planned)
        .collect()
}

fn access(sources: &Sources<'_>) -> Vec<String> {
    let mut access = sources.labels("tg-access");
    if let Some((question, answer)) = sources
        .pack
        .form
        .question("tg-language")
        .zip(sources.content.answers.said("tg-language"))
    {
        let language = answer_text(question, answer);
        let help = sources.code("tg-language-ease") == Some("with-help");
        let message = if help {
            "facts-language-help"
        } else {
            "facts-language"
        };
        access.push(text::say_with(message, &[("language", &language)]));
    }
    access
}

fn care(sources: &Sources<'_>) -> Option<OtherCare> {
    let care = sources
        .content
        .answers
        .said("tg-care-now")
        .map(Answer::many)
        .unwrap_or_default();
    if care.iter().all(|code| code == "none") {
        return None;
    }
    Some(OtherCare {
        who: String::new(),
        contact_allowed: sources.code("tg-contact-therapist") == Some("yes"),
    })
}

fn dual(sources: &Sources<'_>) -> Option<(String, Date)> {
    let agreed = sources.code("tg-leader-tie") == Some("clinical")
        && sources.code("tg-dual-consent") == Some("agreed");
    if !agreed {
        return None;
    }
    let tied = sources
        .content
        .answers
        .said("tg-leader-ids")
        .map(Answer::many)
        .unwrap_or_default();
    let leader = sources
        .leaders
        .iter()
        .find(|(id, _)| tied.contains(id) && sources.group.leaders.contains(id));
    leader.map(|(_, leader)| (leader.name.clone(), sources.assessed_on()))
}

fn safety(sources: &Sources<'_>) -> Vec<String> {
    match sources.code("tg-safety-plan") {
        Some("used") => vec![text::say("facts-safety-plan-used")],
        Some("made-today") => vec![text::say("facts-safety-plan-made-today")],
        _ => Vec::new(),
    }
}

/// Totals, without those of protected classes.
fn measures(sources: &Sources<'_>) -> Vec<MeasureFacts> {
    let answers = &sources.content.answers;
    let open = sources.pack.measures.iter().filter(|measure| {
        !matches!(
            measure.sensitive,
            Some(Sensitivity::Substance | Sensitivity::Trauma | Sensitivity::Health)
        )
    });
    let facts = open.filter_map(|measure| {
        let total = scoring::total(measure, answers)?;
        let most = measure.total.as_ref()?.max.to_string();
        let date = answers
            .said(&measure.date_id())
            .and_then(Answer::one)
            .and_then(|date| date.parse().ok());
        let result = match scoring::band(measure, answers) {
            Some(band) => text::say_with(
                "facts-measure-band",
                &[
                    ("total", &total.to_string()),
                    ("most", &most),
                    ("band", band.say(LANGUAGE)),
                ],
            ),
            None => text::say_with(
                "facts-measure-plain",
                &[("total", &total.to_string()), ("most", &most)],
            ),
        };
        let name = measure.title.say(LANGUAGE).to_owned();
        Some(MeasureFacts {
            name,
            date: date.unwrap_or_else(|| sources.assessed_on()),
            result,
        })
    });
    facts.collect()
}

fn group_facts(sources: &Sources<'_>) -> GroupFacts {
    let group = sources.group;
    let leaders = sources
        .leaders
        .iter()
        .filter(|(id, _)| group.leaders.contains(id));
    GroupFacts {
        name: group.name.clone(),
        leaders: leaders.map(|(_, leader)| leader.name.clone()).collect(),
        slot: when(group),
        start: start(group),
        length: length(group),
        place: place(group),
        fee: fee(group, &sources.clinic.currency),
        rules: group.rules.as_deref().map(lines).unwrap_or_default(),
    }
}

/// Day and time of a group in words.
#[must_use]
pub fn when(group: &Group) -> String {
    let Some(slot) = &group.slot else {
        return group
            .time
            .clone()
            .unwrap_or_else(|| text::say("facts-not-set"));
    };
    let day = text::say(&format!("slot-{slot}"));
    match &group.time {
        Some(time) => text::say_with("facts-weekly", &[("day", &day), ("time", time)]),
        None => text::say_with("facts-day-only", &[("day", &day)]),
    }
}

fn start(group: &Group) -> String {
    match (group.starts, group.membership()) {
        (_, Membership::Open) => text::say("facts-open-start"),
        (Some(date), _) => in_words(date),
        (None, Membership::SlowOpen) => text::say("facts-slow-open-start"),
        (None, Membership::Closed) => text::say("facts-not-set"),
    }
}

fn length(group: &Group) -> String {
    match (group.ends, &group.season) {
        (Some(date), _) => text::say_with("facts-until", &[("date", &in_words(date))]),
        (None, Some(season)) => season.clone(),
        (None, None) => text::say("facts-ongoing"),
    }
}

fn place(group: &Group) -> String {
    match (&group.place, group.mode) {
        (Some(place), _) => place.clone(),
        (None, Some(Mode::Video)) => text::say("facts-video"),
        (None, _) => text::say("facts-not-set"),
    }
}

fn fee(group: &Group, currency: &str) -> String {
    match group.fee() {
        None => text::say("facts-not-set"),
        Some(0) => text::say("facts-fee-free"),
        Some(fee) => {
            let amount = format!("{fee} {currency}");
            let message = if group.insurance == Some(true) {
                "facts-fee-insurance"
            } else {
                "facts-fee"
            };
            text::say_with(message, &[("amount", amount.trim())])
        }
    }
}

/// A date as letters write it: 10 March 2025.
#[must_use]
pub fn in_words(date: Date) -> String {
    let month = text::say(&format!("letter-month-{}", date.month()));
    let (day, year) = (date.day().to_string(), date.year().to_string());
    text::say_with(
        "letter-date",
        &[("day", &day), ("month", &month), ("year", &year)],
    )
}
