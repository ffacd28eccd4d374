//! The facts of a letter, taken from a signed screening: what is disclosed is decided here and nowhere else.

mod field;
mod offered;
mod others;
mod slot;

pub use field::{Field, class_of, home_is_unsafe};
pub use offered::{Variant, offered};
pub use slot::Slot;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::domain::answers::Answer;
use crate::domain::client::Client;
use crate::domain::clinic::{Clinic, Letterhead, Policy};
use crate::domain::criteria::{CriterionResult, Effect};
use crate::domain::group::{AdviceNorm, Group, Membership, Mode, Style};
use crate::domain::leader::Leader;
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::ScreeningContent;
use crate::letter::blocks::{Reach, Stationery};
use crate::letter::facts::{
    Addressee, Class, Consent, ConsentEnd, Contact, Cover, Extra, Given, GroupFacts, HandOver,
    Legal, MeasureFacts, OtherCare, PeerAdvice, Person, ReferralFacts, Signer, SupportFacts,
};
use crate::letter::page::Colour;
use crate::letter::picture::Picture;
use crate::letter::{Kind, Letter, compose};
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
    /// Which letter.
    pub kind: Kind,
    /// The letters' texts, with the clinic's own wording.
    pub texts: &'a Catalogue,
    /// The groups that the letter is about: the seat, or the lists.
    pub groups: &'a [Group],
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
    /// The letter's day and time in words, for an urgent summary.
    pub at: String,
}

/// Composes the letter that was asked for.
#[must_use]
pub fn letter(sources: &Sources<'_>, request: &LetterRequest) -> Letter {
    let say = sources.texts;
    match sources.kind {
        Kind::L1 | Kind::Handout => compose::therapy(&referral_facts(sources, request), say),
        Kind::L2 => compose::support(&support_facts(sources, request), say),
        Kind::L3 => compose::onward(&others::onward(sources, request), say),
        Kind::L4 => compose::reply(&others::reply(sources, request), say),
        Kind::L5 => compose::person(&others::person(sources, request), say),
        Kind::L6 => compose::urgent(&others::urgent(sources, request), say),
    }
}

/// The cover of a letter, for what is checked before it is composed.
#[must_use]
pub fn cover_of(sources: &Sources<'_>, request: &LetterRequest) -> Cover {
    cover(sources, request, sources.kind)
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

impl Sources<'_> {
    fn say(&self, id: &str) -> String {
        self.texts.say(id, &[])
    }

    fn say_with(&self, id: &str, args: &[(&str, &str)]) -> String {
        self.texts.say(id, args)
    }

    /// The group that the letter is about first.
    fn group(&self) -> Option<&Group> {
        self.groups.first()
    }

    /// What stands at a place: what was typed, else what the screening gives.
    fn words(&self, request: &LetterRequest, slot: Slot) -> String {
        let typed = request.said(slot);
        if typed.is_empty() {
            slot.default_text(self)
        } else {
            typed.to_owned()
        }
    }

    /// The same, a sentence a line.
    fn list(&self, request: &LetterRequest, slot: Slot) -> Vec<String> {
        lines(&self.words(request, slot))
    }

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
        receiver: addressee(sources, request, kind),
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
        emergency: emergency(sources),
        signer: signer(sources, kind),
        anchor: sources.anchor.clone().filter(|_| kind.prints_anchor()),
        legal: legal(sources, request, kind),
        ground: Some(request.said(Slot::Ground).to_owned())
            .filter(|ground| kind == Kind::L3 && !ground.is_empty()),
        safe_to_write: request.safe_to_write,
    }
}

fn addressee(sources: &Sources<'_>, request: &LetterRequest, kind: Kind) -> Addressee {
    let receiver = &request.receiver;
    let reach = match kind {
        Kind::L5 => Reach::Person,
        Kind::L1 if !request.outside => Reach::InClinic,
        _ => Reach::Outside,
    };
    let short = first_name(sources);
    Addressee {
        name: receiver.name.clone(),
        salutation: if kind == Kind::L5 {
            short
        } else {
            String::new()
        },
        organisation: if receiver.organisation.trim().is_empty() {
            receiver.role.clone()
        } else {
            receiver.organisation.clone()
        },
        address: receiver.address.clone(),
        reach,
        medical: receiver.medical,
    }
}

/// A support letter carries no clinical title: by its kind, not by the person (S3:44).
fn signer(sources: &Sources<'_>, kind: Kind) -> Signer {
    let signer = sources.signer.clone();
    if kind == Kind::L2 {
        let role = sources.say_with("facts-signer-l2", &[("clinic", &sources.clinic.name)]);
        Signer {
            role,
            licence: None,
            ..signer
        }
    } else {
        signer
    }
}

fn emergency(sources: &Sources<'_>) -> Vec<Contact> {
    let number = sources.clinic.emergency_number.trim();
    if number.is_empty() {
        return Vec::new();
    }
    vec![Contact {
        name: sources.say("facts-emergency"),
        phone: number.to_owned(),
    }]
}

/// What every letter of a kind tells, in the words of the consent line.
fn content_words(kind: Kind) -> &'static str {
    match kind {
        Kind::L2 => "facts-content-l2",
        Kind::L3 => "facts-content-l3",
        Kind::L4 => "facts-content-l4",
        _ => "facts-content-l1",
    }
}

/// What a letter of a kind is for, where nobody worded it.
#[must_use]
pub fn purpose_words(kind: Kind) -> &'static str {
    match kind {
        Kind::L2 => "facts-purpose-l2",
        Kind::L3 => "facts-purpose-l3",
        Kind::L4 => "facts-purpose-l4",
        _ => "facts-purpose-l1",
    }
}

/// What was ticked and can be ticked for this kind.
fn ticked(sources: &Sources<'_>, request: &LetterRequest) -> impl Iterator<Item = Field> {
    let kind = sources.kind;
    let mut fields: Vec<Field> = request.fields.iter().copied().collect();
    fields.retain(|field| field.is_offered(kind));
    fields.into_iter()
}

fn consent_facts(
    sources: &Sources<'_>,
    request: &LetterRequest,
    consent: &LetterConsent,
    kind: Kind,
) -> Consent {
    let mut content = vec![sources.say(content_words(kind))];
    let mut classes = Vec::new();
    for field in ticked(sources, request) {
        let empty = match field {
            Field::FreeText => request.said(Slot::Free).is_empty(),
            field => field.prints(sources).is_empty(),
        };
        if empty {
            continue;
        }
        let named = field.classes(sources);
        let known = consent.record.as_ref().map(|(_, classes)| classes);
        // A consent on record names what it names; one that is typed here names what is ticked.
        let open: Vec<Class> = named
            .into_iter()
            .filter(|class| known.is_none_or(|known| known.contains(class)))
            .collect();
        if !open.is_empty() {
            content.push(sources.say(&format!("facts-content-{}", field.code())));
            classes.extend(open);
        }
    }
    let name_reveals = reveals_substance(sources) && kind != Kind::L5;
    let known = consent.record.as_ref().map(|(_, classes)| classes);
    if name_reveals && known.is_none_or(|known| known.contains(&Class::Substance)) {
        content.push(sources.say("facts-content-substance"));
        classes.push(Class::Substance);
    }
    let purpose = if consent.purpose.trim().is_empty() {
        sources.say(purpose_words(kind))
    } else {
        consent.purpose.clone()
    };
    let guardian = sources.client.and_then(|client| client.guardian.as_ref());
    let ends = match kind {
        Kind::L1 | Kind::L2 => "facts-consent-ends-group",
        _ => "facts-consent-ends-receiver",
    };
    Consent {
        date: consent.on,
        receiver: match &consent.record {
            Some((receiver, _)) => receiver.clone(),
            None => request.receiver.name.clone(),
        },
        purpose,
        content,
        classes,
        ends: consent
            .ends
            .map_or_else(|| ConsentEnd::When(sources.say(ends)), ConsentEnd::On),
        given: if consent.signed {
            Given::Signed
        } else {
            Given::VerballyTo(sources.signer.name.clone())
        },
        guardian: guardian
            .filter(|_| by_guardian(sources.content))
            .map(|guardian| guardian.name.clone()),
    }
}

/// Whether a guardian agrees for the person.
#[must_use]
pub fn by_guardian(content: &ScreeningContent) -> bool {
    let said = content.answers.said("tg-can-consent").and_then(Answer::one);
    said == Some("guardian-agrees")
}

/// A group about substance use reveals that class by its name alone (decisions.md section 8).
fn reveals_substance(sources: &Sources<'_>) -> bool {
    let names_group = matches!(sources.kind, Kind::L1 | Kind::L2);
    let about = |group: &Group| group.themes.iter().any(|theme| theme == "substance");
    names_group && sources.groups.iter().any(about)
}

/// The notice that content about substance use must carry. In an emergency, and to the person, there is none.
fn legal(sources: &Sources<'_>, request: &LetterRequest, kind: Kind) -> Legal {
    let told = ticked(sources, request).any(|field| {
        field == Field::Substance && !field.prints(sources).is_empty()
            || field == Field::Measures && field.classes(sources).contains(&Class::Substance)
    });
    let due = reveals_substance(sources) || told;
    if !due || matches!(kind, Kind::L5 | Kind::L6) {
        return Legal::NotNeeded;
    }
    match sources.policy.part_2_programme {
        Some(false) => Legal::Text {
            heading: sources.say("facts-legal-heading"),
            text: sources.say("facts-legal-plain"),
        },
        Some(true) if !sources.policy.redisclosure_notice.trim().is_empty() => Legal::Text {
            heading: sources.say("facts-legal-heading"),
            text: sources.policy.redisclosure_notice.clone(),
        },
        _ => Legal::Missing,
    }
}

fn referral_facts(sources: &Sources<'_>, request: &LetterRequest) -> ReferralFacts {
    let name = first_name(sources);
    ReferralFacts {
        cover: cover(sources, request, Kind::L1),
        group: group_facts(sources),
        both: sources
            .recommendation
            .also
            .iter()
            .any(|code| code == "both"),
        reason: sources.say_with(reason(sources.group()), &[("name", &name)]),
        goal: sources.code("tg-goal").unwrap_or_default().to_owned(),
        brings: sources.list(request, Slot::Brings),
        preparation: preparation(sources),
        access: access(sources),
        care: care(sources),
        dual: dual(sources),
        urgent: sources.list(request, Slot::Urgent),
        phoned: sources.words(request, Slot::Phoned),
        safety: ticked_safety(sources, request),
        measures: ticked_measures(sources, request),
        extra: extra(sources, request),
        hand_over: hand_over(sources, request, &name),
        next: calls(sources, request),
        contact: contact(sources),
    }
}

/// Who calls whom, as proposed; where it was worded otherwise it stands among the steps.
fn hand_over(sources: &Sources<'_>, request: &LetterRequest, name: &str) -> Option<HandOver> {
    let leader = leader_name(sources)?;
    request.said(Slot::Call).is_empty().then(|| HandOver {
        caller: leader.to_owned(),
        called: name.to_owned(),
        by: sources.date.saturating_add(7.days()),
    })
}

fn calls(sources: &Sources<'_>, request: &LetterRequest) -> Vec<String> {
    let mut steps = lines(request.said(Slot::Call));
    steps.extend(sources.list(request, Slot::Next));
    steps
}

fn leader_name<'a>(sources: &'a Sources<'_>) -> Option<&'a str> {
    let group = sources.group()?;
    let leads = |(id, _): &&(String, Leader)| group.leaders.contains(id);
    let leader = sources.leaders.iter().find(leads);
    leader.map(|(_, leader)| leader.name.as_str())
}

fn ticked_safety(sources: &Sources<'_>, request: &LetterRequest) -> Vec<String> {
    ticked(sources, request)
        .filter(|field| *field == Field::Safety)
        .flat_map(|field| field.prints(sources))
        .collect()
}

fn ticked_measures(sources: &Sources<'_>, request: &LetterRequest) -> Vec<MeasureFacts> {
    if request.fields.contains(&Field::Measures) {
        measures(sources)
    } else {
        Vec::new()
    }
}

/// Every other field that was ticked, with its class: the composition asks the gate again for each.
fn extra(sources: &Sources<'_>, request: &LetterRequest) -> Vec<Extra> {
    ticked(sources, request)
        .filter(|field| !matches!(field, Field::Safety | Field::Measures))
        .map(|field| Extra {
            class: field.class(),
            heading: sources.say(&format!("facts-heading-{}", field.code())),
            sentences: if field == Field::FreeText {
                sources.list(request, Slot::Free)
            } else {
                field.prints(sources)
            },
        })
        .collect()
}

fn support_facts(sources: &Sources<'_>, request: &LetterRequest) -> SupportFacts {
    let group = sources.group();
    let host = sources
        .leaders
        .iter()
        .find(|(id, _)| group.is_some_and(|group| group.leaders.contains(id)))
        .map(|(_, leader)| leader);
    SupportFacts {
        cover: cover(sources, request, Kind::L2),
        group: group_facts(sources),
        both: false,
        link: sources.words(request, Slot::Link),
        access: support_access(sources),
        advice: match group.and_then(|group| group.advice).unwrap_or_default() {
            AdviceNorm::IdeasWelcome => PeerAdvice::Welcome,
            AdviceNorm::IdeasIfAsked => PeerAdvice::IfAsked,
            AdviceNorm::ShareOnly => PeerAdvice::Discouraged,
        },
        host_shares: group.is_some_and(|group| group.host_shares_experience == Some(true)),
        host_phone: host.map(|host| host.contact.clone()).unwrap_or_default(),
        between: contact(sources),
        next: sources.list(request, Slot::Next),
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

fn contact(sources: &Sources<'_>) -> Option<Contact> {
    let phone = sources.clinic.phone.trim();
    (!phone.is_empty()).then(|| Contact {
        name: sources.clinic.name.clone(),
        phone: phone.to_owned(),
    })
}

fn reason(group: Option<&Group>) -> &'static str {
    match group.and_then(|group| group.style) {
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
        access.push(sources.say_with(message, &[("language", &language)]));
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
    let leader = sources.leaders.iter().find(|(id, _)| {
        tied.contains(id)
            && sources
                .group()
                .is_some_and(|group| group.leaders.contains(id))
    });
    leader.map(|(_, leader)| (leader.name.clone(), sources.assessed_on()))
}

fn safety(sources: &Sources<'_>) -> Vec<String> {
    match sources.code("tg-safety-plan") {
        Some("used") => vec![sources.say("facts-safety-plan-used")],
        Some("made-today") => vec![sources.say("facts-safety-plan-made-today")],
        _ => Vec::new(),
    }
}

/// Totals, each with its class: a total of a protected class needs that class to be open too.
fn measures(sources: &Sources<'_>) -> Vec<MeasureFacts> {
    let answers = &sources.content.answers;
    let facts = sources.pack.measures.iter().filter_map(|measure| {
        let total = scoring::total(measure, answers)?;
        let most = measure.total.as_ref()?.max.to_string();
        let date = answers
            .said(&measure.date_id())
            .and_then(Answer::one)
            .and_then(|date| date.parse().ok());
        let result = match scoring::band(measure, answers) {
            Some(band) => sources.say_with(
                "facts-measure-band",
                &[
                    ("total", &total.to_string()),
                    ("most", &most),
                    ("band", band.say(LANGUAGE)),
                ],
            ),
            None => sources.say_with(
                "facts-measure-plain",
                &[("total", &total.to_string()), ("most", &most)],
            ),
        };
        let name = measure.title.say(LANGUAGE).to_owned();
        Some(MeasureFacts {
            name,
            date: date.unwrap_or_else(|| sources.assessed_on()),
            result,
            class: class_of(measure.sensitive),
        })
    });
    facts.collect()
}

fn group_facts(sources: &Sources<'_>) -> GroupFacts {
    let Some(group) = sources.group() else {
        return GroupFacts::default();
    };
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
        meeting: numbered(sources, "facts-minutes", "minutes", group.minutes),
        size: numbered(sources, "facts-size", "most", group.capacity),
        joining: sources.say(match group.membership() {
            Membership::Open => "facts-joining-open",
            Membership::SlowOpen => "facts-joining-slow-open",
            Membership::Closed => "facts-joining-closed",
        }),
    }
}

fn numbered(sources: &Sources<'_>, id: &str, name: &str, number: Option<u32>) -> String {
    number
        .map(|number| sources.say_with(id, &[(name, &number.to_string())]))
        .unwrap_or_default()
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
        Some(0) => text::say("facts-free"),
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
