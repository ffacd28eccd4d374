//! L5: to the person, in plain and kind words: a seat, the waiting list, something else, or their own decision.

use super::{Writer, bullets, paragraph};
use crate::letter::blocks::{Block, Kind, Letter, Section};
use crate::letter::clean::all;
use crate::letter::facts::{About, GroupFacts, PersonFacts, ToPerson};
use crate::letter::words::Say;

/// Words the letter to the person.
pub fn person(facts: &PersonFacts, say: &dyn Say) -> Letter {
    let writer = Writer::new(say, &facts.cover, Kind::L5);
    let joins = matches!(
        facts.tells,
        ToPerson::Offer { .. } | ToPerson::Waitlist { .. }
    );
    let statement = match (facts.about, joins) {
        (About::Therapy, true) => "letter-l5-statement-therapy",
        (About::Support, true) => "letter-l5-statement-support",
        (About::Both, true) => "letter-l5-statement-both",
        (About::Therapy, false) => "letter-l5-about-therapy",
        (About::Support, false) => "letter-l5-about-support",
        (About::Both, false) => "letter-l5-about-both",
    };
    let (kind, purpose) = opening(&writer, facts);
    let mut letter = writer.letter(kind, statement);
    letter.purpose = purpose;
    letter.body = body(&writer, facts);
    letter.next = next(&writer, facts);
    letter
}

fn opening(writer: &Writer<'_>, facts: &PersonFacts) -> (&'static str, String) {
    match &facts.tells {
        ToPerson::Offer { group, .. } => (
            "letter-l5-offer-kind",
            writer.fill("letter-l5-offer-purpose", &[("group", &group.name)]),
        ),
        ToPerson::Waitlist { groups, .. } => {
            let named: Vec<String> = groups.iter().map(|name| format!("“{name}”")).collect();
            let groups = writer.list(&named);
            (
                "letter-l5-wait-kind",
                writer.fill("letter-l5-wait-purpose", &[("groups", &groups)]),
            )
        }
        ToPerson::Other { .. } => (
            "letter-l5-other-kind",
            writer.plain("letter-l5-other-purpose"),
        ),
        ToPerson::Own { .. } => ("letter-l5-own-kind", writer.plain("letter-l5-own-purpose")),
    }
}

fn body(writer: &Writer<'_>, facts: &PersonFacts) -> Vec<Section> {
    match &facts.tells {
        ToPerson::Offer { group, prepare, .. } => {
            let mut body = vec![seat(writer, facts.about, group)];
            body.extend(bullets(
                writer.plain("letter-l5-rules-heading"),
                &rules(writer, facts.about, group),
            ));
            body.extend(bullets(writer.plain("letter-l5-prepare-heading"), prepare));
            body
        }
        ToPerson::Waitlist { .. } => vec![list_of(
            writer,
            "letter-l5-wait-heading",
            &[
                "letter-l5-wait-means",
                "letter-l5-wait-not",
                "letter-l5-wait-changes",
            ],
        )],
        ToPerson::Other {
            heard,
            why,
            instead,
            again,
        } => {
            let mut body = Vec::new();
            body.extend(paragraph(writer.plain("letter-l5-heard-heading"), heard));
            body.extend(paragraph(writer.plain("letter-l5-why-heading"), why));
            body.extend(bullets(writer.plain("letter-l5-instead-heading"), instead));
            body.extend(paragraph(writer.plain("letter-l5-again-heading"), again));
            body.extend(paragraph(
                writer.plain("letter-l5-second-heading"),
                &writer.plain("letter-l5-second"),
            ));
            body
        }
        ToPerson::Own { options } => {
            let mut body = vec![list_of(
                writer,
                "letter-l5-own-heading",
                &["letter-l5-own-door", "letter-l5-own-no-harm"],
            )];
            body.extend(bullets(
                writer.plain("letter-l5-own-options-heading"),
                options,
            ));
            body
        }
    }
}

fn list_of(writer: &Writer<'_>, heading: &str, items: &[&str]) -> Section {
    Section {
        heading: writer.plain(heading),
        blocks: vec![Block::Bullets(
            items.iter().map(|id| writer.plain(id)).collect(),
        )],
    }
}

/// Day, length, weeks, size, openness and fee: each is said, or that it is not yet set.
fn seat(writer: &Writer<'_>, about: About, group: &GroupFacts) -> Section {
    let support = about == About::Support;
    let leader = if support {
        "letter-host"
    } else {
        "letter-led-by"
    };
    let free = writer.plain("letter-free");
    let pairs = vec![
        writer.pair("letter-group", &group.name),
        writer.pair(leader, &writer.list(&group.leaders)),
        writer.pair("letter-when", &group.slot),
        writer.pair("letter-meeting", &group.meeting),
        writer.pair("letter-starts", &group.start),
        writer.pair("letter-length", &group.length),
        writer.pair("letter-where", &group.place),
        writer.pair("letter-size", &group.size),
        writer.pair("letter-joining", &group.joining),
        writer.pair("letter-fee", if support { &free } else { &group.fee }),
    ];
    Section {
        heading: writer.plain("letter-l5-seat-heading"),
        blocks: vec![Block::Pairs(pairs)],
    }
}

/// The group's own rules, or those that hold for every group of its kind.
fn rules(writer: &Writer<'_>, about: About, group: &GroupFacts) -> Vec<String> {
    let own = all(&group.rules);
    if !own.is_empty() {
        return own;
    }
    let ids = if about == About::Support {
        [
            "letter-l5-rule-private",
            "letter-l5-rule-listen",
            "letter-l5-rule-come-and-go",
        ]
    } else {
        [
            "letter-l5-rule-private",
            "letter-l5-rule-come",
            "letter-l5-rule-share",
        ]
    };
    ids.map(|id| writer.plain(id)).to_vec()
}

fn next(writer: &Writer<'_>, facts: &PersonFacts) -> Option<Section> {
    let mut steps = facts.next.clone();
    let day = |id: &str, date: &Option<jiff::civil::Date>| {
        date.map(|date| writer.fill(id, &[("date", &writer.date(date))]))
    };
    match &facts.tells {
        ToPerson::Offer { reply_by, .. } => {
            steps.extend(day("letter-l5-reply-by", reply_by));
            steps.push(writer.plain("letter-l5-say-no"));
        }
        ToPerson::Waitlist { check_in, .. } => {
            steps.extend(day("letter-l5-check-in", check_in));
            steps.push(writer.plain("letter-l5-leave-list"));
        }
        ToPerson::Other { .. } | ToPerson::Own { .. } => {}
    }
    writer.next_steps(steps, facts.contact.as_ref(), "letter-l5-contact")
}
