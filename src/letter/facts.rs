//! What a letter is made from: plain facts, already chosen and consented to by people.

use jiff::civil::Date;

pub use crate::domain::consent::ContentClass as Class;

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
    /// Why it may go without consent: a ground in law, in a sentence.
    pub ground: Option<String>,
    /// Whether somebody asked if writing immigration down is safe, and it is.
    pub safe_to_write: bool,
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
    /// Whether it is medical personnel: only they learn of substance use in an emergency.
    pub medical: bool,
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
    /// How long a meeting lasts: "90 minutes".
    pub meeting: String,
    /// How many people: "up to 8 people".
    pub size: String,
    /// Who may join when.
    pub joining: String,
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
    /// The class of content that it belongs to.
    pub class: Class,
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
    /// To whom that was also said by telephone, and when.
    pub phoned: String,
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
    /// Ideas when someone asks for them.
    IfAsked,
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

/// How soon something is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Urgency {
    /// In the usual time.
    #[default]
    Routine,
    /// Within two weeks.
    Soon,
    /// Within some days.
    Urgent,
}

/// The facts of L3, the referral on to another service.
#[derive(Clone, PartialEq)]
pub struct OnwardFacts {
    /// What every letter needs.
    pub cover: Cover,
    /// What is asked for.
    pub asked_for: String,
    /// Why that service fits better, in one or two sentences.
    pub why: String,
    /// How soon.
    pub urgency: Urgency,
    /// What the person wants, word for word.
    pub goal: String,
    /// Present danger or medical danger. In a box at the top.
    pub urgent: Vec<String>,
    /// To whom that was also said by telephone, and when.
    pub phoned: String,
    /// Present safety arrangements. Printed only with consent to them.
    pub safety: Vec<String>,
    /// Questionnaires that were ticked.
    pub measures: Vec<MeasureFacts>,
    /// Anything else that was ticked.
    pub extra: Vec<Extra>,
    /// The appointment: made, or who makes it.
    pub appointment: String,
    /// Whether the person stays with the clinic until the other service has taken over.
    pub stays: bool,
    /// Further steps.
    pub next: Vec<String>,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

/// What was decided, as a referrer may know it: a phrase and no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decided {
    /// A seat.
    Seat,
    /// A place on a waiting list.
    Waiting,
    /// Something else was suggested.
    Other,
    /// Another service was asked.
    Onward,
    /// More has to be known.
    More,
    /// The person chose otherwise.
    OwnChoice,
}

/// The facts of L4, the reply to whoever referred the person.
#[derive(Clone, PartialEq)]
pub struct ReplyFacts {
    /// What every letter needs.
    pub cover: Cover,
    /// When the person was seen.
    pub seen: Date,
    /// The decision.
    pub decided: Decided,
    /// What is recommended, where it was ticked; each with the class that it reveals.
    pub recommended: Vec<(Class, String)>,
    /// What is prepared, where it was ticked.
    pub preparation: Vec<String>,
    /// What happens next.
    pub next: Vec<String>,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

/// Which kind of group a letter to the person is about: it decides about the mandatory statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum About {
    /// A therapy group.
    Therapy,
    /// A support group.
    Support,
    /// Both.
    Both,
}

/// The four letters to the person.
#[derive(Clone, PartialEq)]
pub enum ToPerson {
    /// A seat.
    Offer {
        /// The group.
        group: Box<GroupFacts>,
        /// How to prepare.
        prepare: Vec<String>,
        /// Until when an answer is asked for.
        reply_by: Option<Date>,
    },
    /// A place on waiting lists.
    Waitlist {
        /// The groups.
        groups: Vec<String>,
        /// When the clinic asks how things are.
        check_in: Option<Date>,
    },
    /// Something else is suggested.
    Other {
        /// What the clinic heard the person want.
        heard: String,
        /// Why this group is not the right fit at present: one kind sentence.
        why: String,
        /// What is suggested, with names and numbers.
        instead: Vec<String>,
        /// What would let both look again, and when.
        again: String,
    },
    /// The person's own decision.
    Own {
        /// Other options.
        options: Vec<String>,
    },
}

/// The facts of L5, the letter to the person.
#[derive(Clone, PartialEq)]
pub struct PersonFacts {
    /// What every letter needs.
    pub cover: Cover,
    /// Which kind of group it is about.
    pub about: About,
    /// What it tells.
    pub tells: ToPerson,
    /// Further steps, in the clinic's own words.
    pub next: Vec<String>,
    /// Whom to call.
    pub contact: Option<Contact>,
}

/// The facts of L6, the urgent summary.
#[derive(Clone, PartialEq)]
pub struct UrgentFacts {
    /// What every letter needs.
    pub cover: Cover,
    /// Day and time of writing, in words.
    pub at: String,
    /// Where the person is.
    pub place: String,
    /// The present danger, as it was stated.
    pub danger: Vec<String>,
    /// Means.
    pub means: Vec<String>,
    /// Who is with the person.
    pub company: String,
    /// Known medical danger.
    pub medical: Vec<String>,
    /// Danger from withdrawal. Printed only for medical personnel.
    pub substance: Vec<String>,
    /// What was done.
    pub done: Vec<String>,
    /// The number on which the clinic can be called back.
    pub callback: String,
    /// To whom it was said by telephone too, and when.
    pub phoned: String,
    /// The nature of the emergency, for the record of the disclosure.
    pub nature: String,
}
