//! L6: the urgent summary for an emergency or crisis service: facts needed to protect life, and nothing else.

use super::{Writer, bullets};
use crate::letter::blocks::{Block, Kind, Letter, Section};
use crate::letter::clean::{all, line};
use crate::letter::facts::{Class, UrgentFacts};
use crate::letter::words::Say;

/// Words the urgent summary.
pub fn urgent(facts: &UrgentFacts, say: &dyn Say) -> Letter {
    let writer = Writer::new(say, &facts.cover, Kind::L6);
    let mut letter = writer.letter("letter-l6-kind", "letter-l6-statement");
    if letter.person.chosen_name.is_empty() {
        letter.person.chosen_name = writer.plain("letter-l6-name-unknown");
    }
    let whom = if writer.name.is_empty() {
        writer.plain("letter-l6-purpose-unknown")
    } else {
        writer.named("letter-l6-purpose")
    };
    letter.purpose = whom;
    let mut danger = all(&facts.danger);
    let phoned = line(&facts.phoned);
    if !danger.is_empty() && !phoned.is_empty() {
        danger.push(writer.fill("letter-urgent-phoned", &[("who", &phoned)]));
    }
    letter.urgent = bullets(writer.plain("letter-l6-danger-heading"), &danger);
    letter.body = body(&writer, facts);
    // Whoever reads it acts: no greeting, and nothing that is said already.
    letter.salutation.clear();
    letter.consent = Some(disclosure(&writer, facts));
    letter
}

fn body(writer: &Writer<'_>, facts: &UrgentFacts) -> Vec<Section> {
    let known = |text: &str| {
        if line(text).is_empty() {
            writer.plain("letter-l6-not-known")
        } else {
            text.to_owned()
        }
    };
    let pairs = vec![
        writer.pair("letter-l6-at", &facts.at),
        writer.pair("letter-l6-place", &known(&facts.place)),
        writer.pair("letter-l6-company", &known(&facts.company)),
        writer.pair("letter-l6-callback", &facts.callback),
    ];
    let mut body = vec![Section {
        heading: writer.plain("letter-l6-now-heading"),
        blocks: vec![Block::Pairs(pairs)],
    }];
    body.extend(bullets(
        writer.plain("letter-l6-means-heading"),
        &facts.means,
    ));
    let mut medical = facts.medical.clone();
    if writer.may_tell(Class::Substance) {
        medical.extend(facts.substance.iter().cloned());
    }
    body.extend(bullets(writer.plain("letter-l6-medical-heading"), &medical));
    body.extend(bullets(writer.plain("letter-l6-done-heading"), &facts.done));
    body
}

/// 42 CFR 2.51 and the like: to whom, by whom, when, and what the emergency is.
fn disclosure(writer: &Writer<'_>, facts: &UrgentFacts) -> Section {
    let cover = &facts.cover;
    let to = &cover.receiver;
    let receiver = [&to.name, &to.organisation]
        .into_iter()
        .map(|part| line(part))
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ");
    let text = writer.fill(
        "letter-l6-disclosure",
        &[
            ("who", &cover.signer.name),
            ("at", &facts.at),
            ("receiver", &receiver),
            ("nature", &facts.nature),
        ],
    );
    Section {
        heading: writer.plain("letter-l6-disclosure-heading"),
        blocks: vec![Block::Paragraph(text)],
    }
}
