//! L4: tells whoever referred the person that they were seen and what was decided, in one phrase.

use super::{Writer, bullets};
use crate::letter::blocks::{Block, Kind, Letter, Pair, Section};
use crate::letter::facts::{Class, Decided, ReplyFacts};
use crate::letter::words::Say;

/// Words the reply to the referrer.
pub fn reply(facts: &ReplyFacts, say: &dyn Say) -> Letter {
    let writer = Writer::new(say, &facts.cover, Kind::L4);
    let mut letter = writer.letter("letter-l4-kind", "letter-l4-statement");
    letter.purpose = writer.named("letter-l4-purpose");
    letter.body = body(&writer, facts);
    let mut steps = facts.next.clone();
    steps.push(writer.named("letter-l4-more"));
    letter.next = writer.next_steps(steps, facts.contact.as_ref(), "letter-next-contact");
    let substance = |(class, _): &(Class, String)| *class == Class::Substance;
    if told(&writer, facts).any(substance) {
        letter.legal_text_is_due(&writer);
    }
    letter
}

fn told<'a>(
    writer: &'a Writer<'_>,
    facts: &'a ReplyFacts,
) -> impl Iterator<Item = &'a (Class, String)> {
    facts
        .recommended
        .iter()
        .filter(|(class, _)| writer.may_tell(*class))
}

fn body(writer: &Writer<'_>, facts: &ReplyFacts) -> Vec<Section> {
    let decided = match facts.decided {
        Decided::Seat => "letter-l4-seat",
        Decided::Waiting => "letter-l4-waiting",
        Decided::Other => "letter-l4-other",
        Decided::Onward => "letter-l4-onward",
        Decided::More => "letter-l4-more-needed",
        Decided::OwnChoice => "letter-l4-own-choice",
    };
    let pairs = vec![
        Pair {
            label: writer.plain("letter-l4-seen"),
            value: writer.date(facts.seen),
        },
        Pair {
            label: writer.plain("letter-l4-decided"),
            value: writer.named(decided),
        },
    ];
    let mut body = vec![Section {
        heading: writer.plain("letter-l4-heading"),
        blocks: vec![Block::Pairs(pairs)],
    }];
    let recommended: Vec<String> = told(writer, facts).map(|(_, text)| text.clone()).collect();
    body.extend(bullets(
        writer.plain("letter-l4-recommended-heading"),
        &recommended,
    ));
    body.extend(bullets(
        writer.plain("letter-l1-prepare-heading"),
        &facts.preparation,
    ));
    body
}
