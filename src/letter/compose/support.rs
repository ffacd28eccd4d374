//! L2: introduces a person to the host of a support group. Nothing clinical has a place in it.

use super::{Writer, bullets, quote};
use crate::letter::blocks::{Block, Kind, Letter, Section};
use crate::letter::clean::all;
use crate::letter::facts::{PeerAdvice, SupportFacts};
use crate::letter::words::Say;

/// Words the introduction to a support group.
pub fn support(facts: &SupportFacts, say: &dyn Say) -> Letter {
    let writer = Writer::new(say, &facts.cover, Kind::L2);
    let mut letter = writer.letter("letter-l2-kind", "letter-l2-statement");
    let purpose = if facts.both {
        "letter-l2-purpose-both"
    } else {
        "letter-l2-purpose"
    };
    letter.purpose = writer.fill(
        purpose,
        &[("name", &writer.name), ("group", &facts.group.name)],
    );
    letter.body = body(&writer, facts);
    letter.next = bullets(writer.plain("letter-next-heading"), &next(&writer, facts));
    letter
}

fn body(writer: &Writer<'_>, facts: &SupportFacts) -> Vec<Section> {
    let group = &facts.group;
    let hosts = writer.list(&group.leaders);
    let phone = facts.host_phone.trim();
    let host = if phone.is_empty() {
        hosts
    } else {
        writer.fill("letter-l2-host", &[("name", &hosts), ("phone", phone)])
    };
    // No fee: a support group is free, the statement says so, and there is no field for anything else.
    let pairs = vec![
        writer.pair("letter-group", &group.name),
        writer.pair("letter-host", &host),
        writer.pair("letter-when", &group.slot),
        writer.pair("letter-starts", &group.start),
        writer.pair("letter-where", &group.place),
    ];
    let mut body = vec![Section {
        heading: writer.plain("letter-l2-place-heading"),
        blocks: vec![Block::Pairs(pairs)],
    }];
    body.extend(quote(writer.plain("letter-l2-link-heading"), &facts.link));
    body.extend(bullets(
        writer.plain("letter-l2-access-heading"),
        &facts.access,
    ));
    body.extend(bullets(
        writer.plain("letter-l2-norm-heading"),
        &norm(writer, facts),
    ));
    body
}

fn norm(writer: &Writer<'_>, facts: &SupportFacts) -> Vec<String> {
    let advice = match facts.advice {
        PeerAdvice::Discouraged => "letter-l2-norm-share",
        PeerAdvice::IfAsked => "letter-l2-norm-asked",
        PeerAdvice::Welcome => "letter-l2-norm-advice",
    };
    let mut norm = vec![writer.plain("letter-l2-come-and-go"), writer.plain(advice)];
    norm.push(writer.plain("letter-l2-private"));
    if facts.host_shares {
        norm.push(writer.plain("letter-l2-theme"));
    }
    norm.extend(all(&facts.group.rules));
    norm
}

/// Whom to call between meetings stands with what happens next.
fn next(writer: &Writer<'_>, facts: &SupportFacts) -> Vec<String> {
    let mut next = facts.next.clone();
    next.extend(facts.between.as_ref().map(|contact| {
        writer.fill(
            "letter-l2-between",
            &[("name", &contact.name), ("phone", &contact.phone)],
        )
    }));
    next
}
