//! Consents, and the disclosures that rest on them.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::domain::id::{ClientId, ConsentId, LetterId, PersonId, RecipientId};
use crate::domain::redacted::redacted;

/// Kinds of content that a letter may carry only with consent that names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContentClass {
    /// Attendance, decision, next step.
    Basics,
    /// What the person wants from the group.
    Goal,
    /// Health details.
    Health,
    /// Substance use: needs written consent and the legal notice.
    Substance,
    /// Trauma.
    Trauma,
    /// Safety history and details.
    Safety,
    /// Abuse at home.
    AbuseAtHome,
    /// Identity.
    Identity,
    /// Immigration.
    Immigration,
    /// Totals of questionnaires.
    Measures,
    /// Selected sentences.
    FreeText,
}

/// How consent was given.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Given {
    /// On paper, signed.
    Signature,
    /// Spoken to a member of staff; not enough for substance use.
    VerbalTo(PersonId),
}

/// Who gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GivenBy {
    /// The person.
    Person,
    /// A guardian, with the person's assent noted.
    GuardianWithAssent,
    /// A guardian; assent was not noted.
    Guardian,
}

/// When a consent ends.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ends {
    /// After a day.
    On(Date),
    /// With an event.
    Event(String),
}

/// A withdrawal. What was sent before stays sent.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Revocation {
    /// Day of the withdrawal.
    pub on: Date,
    /// Who noted it.
    pub noted_by: PersonId,
}

/// A consent to disclose.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Consent {
    /// Whose information.
    pub client: ClientId,
    /// To whom.
    pub receiver: RecipientId,
    /// What for.
    pub purpose: String,
    /// Which kinds of content.
    pub classes: BTreeSet<ContentClass>,
    /// How it was given.
    pub given: Given,
    /// By whom.
    pub by: GivenBy,
    /// When.
    pub on: Date,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends: Option<Ends>,
    /// Withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revoked: Option<Revocation>,
}

impl Consent {
    /// Whether it holds on a day.
    #[must_use]
    pub fn holds_on(&self, day: Date) -> bool {
        let ended = matches!(&self.ends, Some(Ends::On(last)) if *last < day);
        let revoked = self
            .revoked
            .as_ref()
            .is_some_and(|revocation| revocation.on <= day);
        self.on <= day && !ended && !revoked
    }

    /// Whether it lets content of a class go out on a day.
    #[must_use]
    pub fn covers(&self, class: ContentClass, day: Date) -> bool {
        let written_enough = class != ContentClass::Substance || self.given == Given::Signature;
        self.holds_on(day) && written_enough && self.classes.contains(&class)
    }
}

/// On what a disclosure rests.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ground {
    /// A consent.
    Consent(ConsentId),
    /// The letter is handed to the person.
    ToThePerson,
    /// An emergency; its nature in a sentence.
    Emergency(String),
    /// Another ground in law.
    Law(String),
}

/// Information left the clinic. Written once, never changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Disclosure {
    /// The letter.
    pub letter: LetterId,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: PersonId,
    /// To whom and why; for a clinical letter it is sealed beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<DisclosureDetails>,
    /// The part of the letter's record that holds the details, where they are sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u16>,
}

/// To whom information went, and why that was allowed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DisclosureDetails {
    /// SHA-256 of the letter's bytes, in hexadecimal.
    pub sha256: String,
    /// To whom, from the address book.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recipient: Option<RecipientId>,
    /// To whom, as printed on the letter.
    pub receiver: String,
    /// Why it was allowed.
    pub ground: Ground,
    /// What it told of the person, as the letter's own headings name it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub what: Vec<String>,
    /// The group that the letter is about, by its name at that time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

redacted!(
    Given,
    Ends,
    Revocation,
    Consent,
    Ground,
    Disclosure,
    DisclosureDetails
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::Id;
    use jiff::civil::date;

    fn consent() -> Consent {
        Consent {
            client: ClientId::from_bytes([1; 16]),
            receiver: RecipientId::from_bytes([2; 16]),
            purpose: "referral".to_owned(),
            classes: [ContentClass::Basics, ContentClass::Substance].into(),
            given: Given::VerbalTo(PersonId::from_bytes([3; 16])),
            by: GivenBy::Person,
            on: date(2025, 3, 10),
            ends: Some(Ends::On(date(2025, 6, 1))),
            revoked: None,
        }
    }

    #[test]
    fn a_consent_holds_from_its_day_to_its_last_day() {
        let consent = consent();
        assert!(!consent.holds_on(date(2025, 3, 9)));
        assert!(consent.holds_on(date(2025, 3, 10)));
        assert!(consent.holds_on(date(2025, 6, 1)));
        assert!(!consent.holds_on(date(2025, 6, 2)));
    }

    #[test]
    fn a_spoken_consent_never_covers_substance_use() {
        let day = date(2025, 4, 1);
        assert!(consent().covers(ContentClass::Basics, day));
        assert!(!consent().covers(ContentClass::Substance, day));
        assert!(
            Consent {
                given: Given::Signature,
                ..consent()
            }
            .covers(ContentClass::Substance, day)
        );
    }

    #[test]
    fn a_withdrawn_consent_covers_nothing_from_that_day() {
        let noted_by = PersonId::from_bytes([3; 16]);
        let revoked = Some(Revocation {
            on: date(2025, 4, 1),
            noted_by,
        });
        let consent = Consent {
            revoked,
            ..consent()
        };
        assert!(consent.covers(ContentClass::Basics, date(2025, 3, 31)));
        assert!(!consent.covers(ContentClass::Basics, date(2025, 4, 1)));
    }
}
