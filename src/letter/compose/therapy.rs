//! L1: hands over to the leader of a therapy group what a leader needs, and no more.

use super::{Writer, bullets, paragraph, quote};
use crate::letter::blocks::{Block, Kind, Letter, Pair, Section};
use crate::letter::clean::all;
use crate::letter::facts::{OtherCare, ReferralFacts};
use crate::letter::words::Say;

/// Words the referral to a therapy group.
pub fn therapy(facts: &ReferralFacts, say: &dyn Say) -> Letter {
    let writer = Writer::new(say, &facts.cover, Kind::L1);
    let mut letter = writer.letter("letter-l1-kind", "letter-l1-statement");
    let purpose = if facts.both {
        "letter-l1-purpose-both"
    } else {
        "letter-l1-purpose"
    };
    letter.purpose = writer.fill(
        purpose,
        &[("name", &writer.name), ("group", &facts.group.name)],
    );
    letter.urgent = writer.urgent(&facts.urgent, &facts.phoned);
    letter.body = body(&writer, facts);
    letter.with_legal_text(&writer, &facts.extra, &facts.measures);
    letter.next = next(&writer, facts);
    letter
}

fn body(writer: &Writer<'_>, facts: &ReferralFacts) -> Vec<Section> {
    let mut body = vec![place(writer, facts)];
    body.extend(paragraph(
        writer.plain("letter-l1-reason-heading"),
        &facts.reason,
    ));
    body.extend(quote(writer.plain("letter-l1-goal-heading"), &facts.goal));
    body.extend(bullets(
        writer.plain("letter-l1-brings-heading"),
        &facts.brings,
    ));
    body.extend(bullets(
        writer.plain("letter-l1-prepare-heading"),
        &facts.preparation,
    ));
    body.push(practical(writer, facts));
    body.extend(writer.ticked(&facts.safety, &facts.measures, &facts.extra));
    body
}

fn place(writer: &Writer<'_>, facts: &ReferralFacts) -> Section {
    let group = &facts.group;
    let mut pairs = vec![
        writer.pair("letter-group", &group.name),
        writer.pair("letter-led-by", &writer.list(&group.leaders)),
        writer.pair("letter-when", &group.slot),
        writer.pair("letter-starts", &group.start),
        writer.pair("letter-where", &group.place),
        writer.pair("letter-fee", &group.fee),
    ];
    if !group.length.trim().is_empty() {
        pairs.insert(4, writer.pair("letter-length", &group.length));
    }
    let rules = all(&group.rules);
    if !rules.is_empty() {
        pairs.push(Pair {
            label: writer.plain("letter-rules"),
            value: rules.join("\n"),
        });
    }
    Section {
        heading: writer.plain("letter-l1-place-heading"),
        blocks: vec![Block::Pairs(pairs)],
    }
}

fn practical(writer: &Writer<'_>, facts: &ReferralFacts) -> Section {
    let mut pairs = Vec::new();
    let access = all(&facts.access);
    if !access.is_empty() {
        pairs.push(Pair {
            label: writer.plain("letter-l1-access"),
            value: access.join("\n"),
        });
    }
    pairs.push(Pair {
        label: writer.plain("letter-l1-care"),
        value: care(writer, facts.care.as_ref()),
    });
    if let Some((leader, date)) = &facts.dual {
        let args = [
            ("name", writer.name.as_str()),
            ("leader", leader),
            ("date", &writer.date(*date)),
        ];
        pairs.push(Pair {
            label: writer.plain("letter-l1-dual"),
            value: writer.fill("letter-l1-dual-agreed", &args),
        });
    }
    Section {
        heading: writer.plain("letter-l1-practical-heading"),
        blocks: vec![Block::Pairs(pairs)],
    }
}

/// Others are named only where contact with them is allowed.
fn care(writer: &Writer<'_>, care: Option<&OtherCare>) -> String {
    match care {
        None => writer.plain("letter-l1-care-none"),
        Some(OtherCare {
            contact_allowed: false,
            ..
        }) => writer.named("letter-l1-care-yes-no-contact"),
        Some(OtherCare { who, .. }) if who.trim().is_empty() => {
            writer.named("letter-l1-care-yes-contact")
        }
        Some(OtherCare { who, .. }) => writer.fill(
            "letter-l1-care-yes-who-contact",
            &[("who", who), ("name", &writer.name)],
        ),
    }
}

fn next(writer: &Writer<'_>, facts: &ReferralFacts) -> Option<Section> {
    let mut steps = Vec::new();
    if let Some(call) = &facts.hand_over {
        let date = writer.date(call.by);
        let args = [
            ("caller", call.caller.as_str()),
            ("called", &call.called),
            ("date", &date),
        ];
        steps.push(writer.fill("letter-next-call", &args));
    }
    steps.extend(facts.next.iter().cloned());
    steps.push(writer.named("letter-next-warm"));
    if let Some(contact) = &facts.contact {
        steps.push(writer.fill(
            "letter-next-contact",
            &[("name", &contact.name), ("phone", &contact.phone)],
        ));
    }
    bullets(writer.plain("letter-next-heading"), &steps)
}
