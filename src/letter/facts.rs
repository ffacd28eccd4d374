//! What a letter is made from: plain facts, already chosen and consented to by people.

use jiff::civil::Date;

use super::blocks::{Paper, Reach, Stationery};
use super::picture::Picture;

/// What every letter needs.
#[derive(Clone, PartialEq)]
pub struct Cover {
    /// The clinic.
    pub clinic: Clinic,
    /// The paper in the clinic's printer.
    pub paper: Paper,
    /// The letter's date.
    pub date: Date,
    /// The letter's number.
    pub number: String,
    /// To whom it goes: one receiver a letter.
    pub receiver: Addressee,
    /// Whom it is about.
    pub person: Person,
    /// What the person agreed to, if anything was asked.
    pub consent: Option<Consent>,
    /// Numbers for an emergency, the clinic's own words.
    pub emergency: Vec<Contact>,
    /// Who signs.
    pub signer: Signer,
    /// Head of the audit chain before this letter.
    pub anchor: Option<String>,
    /// A legal text that some content makes mandatory.
    pub legal: Legal,
}

/// The clinic as its letterhead shows it.
#[derive(Clone, PartialEq, Default)]
pub struct Clinic {
    /// Its name.
    pub name: String,
    /// Its address, a line each.
    pub address: Vec<String>,
    /// Its telephone.
    pub phone: String,
    /// Its e-mail.
    pub email: String,
    /// Its logo.
    pub logo: Option<Picture>,
    /// What its paper looks like.
    pub stationery: Stationery,
}

/// A receiver.
#[derive(Clone, PartialEq)]
pub struct Addressee {
    /// Name.
    pub name: String,
    /// Name as after "Dear"; the name itself if empty.
    pub salutation: String,
    /// Role or organisation, if any.
    pub organisation: String,
    /// Street, town, country: a line each.
    pub address: Vec<String>,
    /// In the clinic, outside, or the person.
    pub reach: Reach,
}

/// The person a letter is about.
#[derive(Clone, PartialEq)]
pub struct Person {
    /// The name the person goes by.
    pub chosen_name: String,
    /// What the person is called in running text; the chosen name if empty.
    pub short_name: String,
    /// The birth date; printed only where the kind of letter allows it.
    pub birth_date: Option<Date>,
    /// The record number.
    pub record: Option<String>,
    /// Pronouns, if the person wants them known to this receiver.
    pub pronouns: Option<String>,
}

/// A class of content that is left out unless the consent names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// Present safety arrangements.
    Safety,
    /// Totals of questionnaires.
    Measures,
    /// Steadiness after trauma.
    Trauma,
    /// Health and medication.
    Health,
    /// Substance use: asks for a legal text too.
    Substance,
}

/// What the person agreed to.
#[derive(Clone, PartialEq)]
pub struct Consent {
    /// When.
    pub date: Date,
    /// To which receiver.
    pub receiver: String,
    /// For which purpose.
    pub purpose: String,
    /// What the letter may hold, in words.
    pub content: Vec<String>,
    /// Which of the classes that are left out otherwise.
    pub classes: Vec<Class>,
    /// When it ends.
    pub ends: ConsentEnd,
    /// How it was given.
    pub given: Given,
    /// The guardian who gave it, for a minor.
    pub guardian: Option<String>,
}

/// When a consent ends.
#[derive(Clone, PartialEq)]
pub enum ConsentEnd {
    /// On a day.
    On(Date),
    /// With an event: "the first meeting has taken place".
    When(String),
}

/// How a consent was given.
#[derive(Clone, PartialEq)]
pub enum Given {
    /// By signature.
    Signed,
    /// By word of mouth, to this clinician.
    VerballyTo(String),
}

/// A number to call.
#[derive(Clone, PartialEq)]
pub struct Contact {
    /// Who answers.
    pub name: String,
    /// The number.
    pub phone: String,
}

/// Who signs.
#[derive(Clone, PartialEq)]
pub struct Signer {
    /// Name.
    pub name: String,
    /// Role, as this kind of letter may show it.
    pub role: String,
    /// Type and number of the licence.
    pub licence: Option<(String, String)>,
}

/// A legal text and whether it is due.
#[derive(Clone, PartialEq, Default)]
pub enum Legal {
    /// Not due.
    #[default]
    NotNeeded,
    /// Due, but the clinic has not given it.
    Missing,
    /// Heading and text as approved.
    Text {
        /// A short heading.
        heading: String,
        /// The text, word for word.
        text: String,
    },
}

/// The group, as the letter shows it. Empty texts are shown as "not yet set".
#[derive(Clone, PartialEq, Default)]
pub struct GroupFacts {
    /// Name.
    pub name: String,
    /// All its leaders.
    pub leaders: Vec<String>,
    /// "Tuesdays, 18:00 to 19:30".
    pub slot: String,
    /// "1 April 2025" or "open: any week".
    pub start: String,
    /// "12 weeks", "ongoing".
    pub length: String,
    /// Where it meets.
    pub place: String,
    /// What it costs.
    pub fee: String,
    /// Its norm or rules, in short.
    pub rules: Vec<String>,
}

/// Other care that the person has.
#[derive(Clone, PartialEq)]
pub struct OtherCare {
    /// With whom, if the person wants it named.
    pub who: String,
    /// Whether the receiver may contact them.
    pub contact_allowed: bool,
}

/// A questionnaire's result.
#[derive(Clone, PartialEq)]
pub struct MeasureFacts {
    /// Its name.
    pub name: String,
    /// When it was answered.
    pub date: Date,
    /// The result in words and numbers.
    pub result: String,
}

/// Who calls whom, until when.
#[derive(Clone, PartialEq)]
pub struct HandOver {
    /// Who calls.
    pub caller: String,
    /// Who is called.
    pub called: String,
    /// By this day.
    pub by: Date,
}

/// The facts of L1, the referral to a therapy group.
#[derive(Clone, PartialEq)]
pub struct ReferralFacts {
    /// What every letter needs.
    pub cover: Cover,
    /// The group.
    pub group: GroupFacts,
    /// Whether a support group was suggested as well.
    pub both: bool,
    /// Why this group, in one sentence.
    pub reason: String,
    /// The goal, word for word.
    pub goal: String,
    /// What the person brings: strengths first.
    pub brings: Vec<String>,
    /// Preparation that was agreed.
    pub preparation: Vec<String>,
    /// Access needs and language.
    pub access: Vec<String>,
    /// Other care, if any.
    pub care: Option<OtherCare>,
    /// The leader who also sees the person individually, and when both services were talked through.
    pub dual: Option<(String, Date)>,
    /// Present danger or medical danger. In a box at the top.
    pub urgent: Vec<String>,
    /// Present safety arrangements. Printed only with consent to them.
    pub safety: Vec<String>,
    /// Questionnaires, ticked one by one. Printed only with consent to them, or inside the clinic.
    pub measures: Vec<MeasureFacts>,
    /// Anything else that was ticked: heading, class and sentences.
    pub extra: Vec<Extra>,
    /// Who calls whom.
    pub hand_over: Option<HandOver>,
    /// Further steps.
    pub next: Vec<String>,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

/// Content of a class, picked sentence by sentence.
#[derive(Clone, PartialEq)]
pub struct Extra {
    /// Its class.
    pub class: Class,
    /// A heading.
    pub heading: String,
    /// Its sentences.
    pub sentences: Vec<String>,
}

/// What a support group's members do with advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PeerAdvice {
    /// Sharing, not advising.
    #[default]
    Discouraged,
    /// Practical advice is welcome.
    Welcome,
}

/// The facts of L2, the introduction to a support group. There is no place in it for anything clinical.
#[derive(Clone, PartialEq)]
pub struct SupportFacts {
    /// What every letter needs.
    pub cover: Cover,
    /// The group.
    pub group: GroupFacts,
    /// Whether another group was suggested as well.
    pub both: bool,
    /// What links the person to the group, in one phrase that the person chose.
    pub link: String,
    /// What makes coming easier.
    pub access: Vec<String>,
    /// What members do with advice.
    pub advice: PeerAdvice,
    /// Whether the host wants it said that they share the experience.
    pub host_shares: bool,
    /// The host's number.
    pub host_phone: String,
    /// Whom to call between meetings.
    pub between: Option<Contact>,
    /// Further steps.
    pub next: Vec<String>,
}
