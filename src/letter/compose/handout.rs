//! Pages for anyone: how two kinds of group differ, what each is, and what to expect of who leads it.

use super::{Writer, bullets};
use crate::letter::blocks::{
    Block, Identifiers, Kind, Labels, LegalText, Letter, Paper, Reach, Receiver, Section,
    Signature, Table,
};
use crate::letter::facts::{Addressee, Clinic, Contact, Cover, Legal, Person, Signer};
use crate::letter::words::Say;

/// Which page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Handout {
    /// Both kinds of group beside each other.
    Compare,
    /// What a therapy group is.
    Therapy,
    /// What a support group is.
    Support,
    /// What to expect of the therapist.
    Therapist,
    /// What to expect of the host.
    Host,
}

impl Handout {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [
        Self::Compare,
        Self::Therapy,
        Self::Support,
        Self::Therapist,
        Self::Host,
    ];

    /// Its code, for the command line and file names.
    pub fn code(self) -> &'static str {
        match self {
            Self::Compare => "compare",
            Self::Therapy => "therapy-group",
            Self::Support => "support-group",
            Self::Therapist => "therapist",
            Self::Host => "host",
        }
    }

    /// The page with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|handout| handout.code() == code)
    }

    /// The message of its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Compare => "handout-compare-title",
            Self::Therapy => "handout-therapy-title",
            Self::Support => "handout-support-title",
            Self::Therapist => "handout-therapist-title",
            Self::Host => "handout-host-title",
        }
    }
}

/// What a page needs: the clinic and nothing about anybody.
#[derive(Clone, PartialEq)]
pub struct HandoutFacts {
    /// The clinic.
    pub clinic: Clinic,
    /// The paper in the printer.
    pub paper: Paper,
    /// Numbers for an emergency.
    pub emergency: Vec<Contact>,
    /// Whom to ask.
    pub contact: Option<Contact>,
}

/// Words a page for anyone.
pub fn handout(which: Handout, facts: &HandoutFacts, say: &dyn Say) -> Letter {
    let cover = cover(facts);
    let writer = Writer::new(say, &cover, Kind::Handout);
    let mut body = match which {
        Handout::Compare => compare(&writer),
        Handout::Therapy => listed(&writer, "handout-therapy", &["happens", "you"]),
        Handout::Support => listed(&writer, "handout-support", &["happens", "you"]),
        Handout::Therapist => listed(&writer, "handout-therapist", &["does", "ask"]),
        Handout::Host => listed(&writer, "handout-host", &["does", "not"]),
    };
    if matches!(which, Handout::Therapy | Handout::Support) {
        body.extend(bullets(
            writer.plain("handout-gain-heading"),
            &items(&writer, "handout-gain"),
        ));
    }
    let lead = writer.plain(match which {
        Handout::Compare => "handout-compare-lead",
        Handout::Therapy => "handout-therapy-lead",
        Handout::Support => "handout-support-lead",
        Handout::Therapist => "handout-therapist-lead",
        Handout::Host => "handout-host-lead",
    });
    let next = facts.contact.as_ref().map(|contact| {
        let args = [
            ("name", contact.name.as_str()),
            ("phone", contact.phone.as_str()),
        ];
        Section {
            heading: String::new(),
            blocks: vec![Block::Paragraph(writer.fill("handout-contact", &args))],
        }
    });
    Letter {
        kind: Kind::Handout,
        kind_line: writer.plain(which.title()),
        statement: if which == Handout::Compare {
            String::new()
        } else {
            lead.clone()
        },
        purpose: if which == Handout::Compare {
            lead
        } else {
            String::new()
        },
        body,
        next,
        ..bare(&writer, facts)
    }
}

fn bare(writer: &Writer<'_>, facts: &HandoutFacts) -> Letter {
    Letter {
        kind: Kind::Handout,
        language: writer.say.language().to_owned(),
        paper: facts.paper,
        head: super::letterhead(writer, &facts.clinic),
        date: String::new(),
        number: String::new(),
        receiver: Receiver {
            lines: Vec::new(),
            reach: Reach::Person,
        },
        kind_line: String::new(),
        person: Identifiers {
            chosen_name: String::new(),
            birth_date: None,
            record: None,
            pronouns: None,
        },
        statement: String::new(),
        urgent: None,
        salutation: String::new(),
        purpose: String::new(),
        body: Vec::new(),
        next: None,
        consent: None,
        emergency: writer.emergency(),
        notices: Vec::new(),
        legal: LegalText::NotNeeded,
        signature: Signature {
            greeting: String::new(),
            name: String::new(),
            role: String::new(),
            licence: None,
        },
        anchor: None,
        labels: Labels {
            private: String::new(),
            ..writer.labels()
        },
    }
}

fn listed(writer: &Writer<'_>, page: &str, parts: &[&str]) -> Vec<Section> {
    let section = |part: &&str| {
        bullets(
            writer.plain(&format!("{page}-{part}-heading")),
            &items(writer, &format!("{page}-{part}")),
        )
    };
    parts.iter().filter_map(section).collect()
}

/// The lines of a text that is a list.
fn items(writer: &Writer<'_>, id: &str) -> Vec<String> {
    let text = writer.plain(id);
    text.lines()
        .map(|line| line.trim().to_owned())
        .filter(|line| !line.is_empty())
        .collect()
}

fn compare(writer: &Writer<'_>) -> Vec<Section> {
    let rows = items(writer, "handout-compare-rows");
    let cells = |row: &String| row.split('|').map(|cell| cell.trim().to_owned()).collect();
    let table = Table {
        head: items(writer, "handout-compare-head"),
        rows: rows.iter().map(cells).collect(),
    };
    vec![
        Section {
            heading: String::new(),
            blocks: vec![Block::Table(table)],
        },
        Section {
            heading: String::new(),
            blocks: vec![Block::Paragraph(writer.plain("handout-compare-both"))],
        },
    ]
}

/// A writer asks for a cover; this one is about nobody.
fn cover(facts: &HandoutFacts) -> Cover {
    Cover {
        clinic: facts.clinic.clone(),
        paper: facts.paper,
        date: jiff::civil::Date::default(),
        number: String::new(),
        receiver: Addressee {
            name: String::new(),
            salutation: String::new(),
            organisation: String::new(),
            address: Vec::new(),
            reach: Reach::Person,
            medical: false,
        },
        person: Person {
            chosen_name: String::new(),
            short_name: String::new(),
            birth_date: None,
            record: None,
            pronouns: None,
        },
        consent: None,
        emergency: facts.emergency.clone(),
        signer: Signer {
            name: String::new(),
            role: String::new(),
            licence: None,
        },
        anchor: None,
        legal: Legal::NotNeeded,
        ground: None,
        safe_to_write: false,
    }
}
