//! L3: asks another service to take over, with what it needs to begin and no more.

use super::{Writer, paragraph, quote};
use crate::letter::blocks::{Block, Kind, Letter, Pair, Section};
use crate::letter::facts::{OnwardFacts, Urgency};
use crate::letter::words::Say;

/// Words the referral on to another service.
pub fn onward(facts: &OnwardFacts, say: &dyn Say) -> Letter {
    let writer = Writer::new(say, &facts.cover, Kind::L3);
    let mut letter = writer.letter("letter-l3-kind", "letter-l3-statement");
    let clinic = &facts.cover.clinic.name;
    letter.purpose = writer.fill(
        "letter-l3-purpose",
        &[("name", &writer.name), ("clinic", clinic)],
    );
    letter.urgent = writer.urgent(&facts.urgent, &facts.phoned);
    letter.body = body(&writer, facts);
    letter.next = next(&writer, facts);
    letter.with_legal_text(&writer, &facts.extra, &facts.measures);
    letter
}

fn body(writer: &Writer<'_>, facts: &OnwardFacts) -> Vec<Section> {
    let urgency = match facts.urgency {
        Urgency::Routine => "letter-l3-routine",
        Urgency::Soon => "letter-l3-soon",
        Urgency::Urgent => "letter-l3-urgent",
    };
    let pairs = vec![
        writer.pair("letter-l3-asked", &facts.asked_for),
        Pair {
            label: writer.plain("letter-l3-urgency"),
            value: writer.plain(urgency),
        },
    ];
    let mut body = vec![Section {
        heading: writer.plain("letter-l3-asked-heading"),
        blocks: vec![Block::Pairs(pairs)],
    }];
    body.extend(paragraph(writer.plain("letter-l3-why-heading"), &facts.why));
    body.extend(quote(
        writer.fill("letter-l3-wants-heading", &[("name", &writer.name)]),
        &facts.goal,
    ));
    body.extend(writer.ticked(&facts.safety, &facts.measures, &facts.extra));
    body
}

fn next(writer: &Writer<'_>, facts: &OnwardFacts) -> Option<Section> {
    let mut steps = Vec::new();
    if !facts.appointment.trim().is_empty() {
        steps.push(facts.appointment.clone());
    }
    steps.push(writer.named(if facts.stays {
        "letter-l3-stays"
    } else {
        "letter-l3-does-not-stay"
    }));
    steps.extend(facts.next.iter().cloned());
    writer.next_steps(steps, facts.contact.as_ref(), "letter-next-contact")
}
