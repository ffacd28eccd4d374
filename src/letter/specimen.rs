//! One letter of each kind about nobody: what a clinic sees while it words its texts, and what its texts are checked against.

use jiff::civil::date;

use super::blocks::{Kind, Letter, Paper, Reach};
use super::compose::{self, Handout, HandoutFacts};
use super::facts::{
    About, Addressee, Class, Clinic, Consent, ConsentEnd, Contact, Cover, Decided, Extra, Given,
    GroupFacts, HandOver, Legal, MeasureFacts, OnwardFacts, OtherCare, PeerAdvice, Person,
    PersonFacts, ReferralFacts, ReplyFacts, Signer, SupportFacts, ToPerson, Urgency, UrgentFacts,
};
use super::words::Say;

/// All specimens: a name for files and tests, and the letter.
pub fn all(say: &dyn Say) -> Vec<(&'static str, Letter)> {
    all_of(say, &clinic())
}

/// The same, as if a clinic had written them.
fn all_of(say: &dyn Say, of: &Clinic) -> Vec<(&'static str, Letter)> {
    let (mut l1, mut l2, mut l3) = (referral(), introduction(), onward());
    write_from(of, &mut l1.cover, &mut l1.contact);
    write_from(of, &mut l2.cover, &mut l2.between);
    write_from(of, &mut l3.cover, &mut l3.contact);
    let mut all = vec![
        ("l1", compose::therapy(&l1, say)),
        ("l2", compose::support(&l2, say)),
        ("l3", compose::onward(&l3, say)),
    ];
    for (name, advice) in [
        ("l2-ideas-if-asked", PeerAdvice::IfAsked),
        ("l2-ideas-welcome", PeerAdvice::Welcome),
    ] {
        let facts = SupportFacts {
            advice,
            ..l2.clone()
        };
        all.push((name, compose::support(&facts, say)));
    }
    for (name, decided) in [
        ("l4-seat", Decided::Seat),
        ("l4-waiting", Decided::Waiting),
        ("l4-other", Decided::Other),
        ("l4-onward", Decided::Onward),
        ("l4-more", Decided::More),
        ("l4-own", Decided::OwnChoice),
    ] {
        let mut facts = reply(decided);
        write_from(of, &mut facts.cover, &mut facts.contact);
        all.push((name, compose::reply(&facts, say)));
    }
    for (name, about, tells) in [
        ("l5-offer-therapy", About::Therapy, offer(About::Therapy)),
        ("l5-offer-support", About::Support, offer(About::Support)),
        (
            "l5-waitlist-therapy",
            About::Therapy,
            waitlist(&["Tuesday process group"]),
        ),
        (
            "l5-waitlist-support",
            About::Support,
            waitlist(&["Lantern Evenings"]),
        ),
        (
            "l5-waitlist-both",
            About::Both,
            waitlist(&["Tuesday process group", "Lantern Evenings"]),
        ),
        ("l5-other-therapy", About::Therapy, other()),
        ("l5-other-support", About::Support, other()),
        ("l5-other-both", About::Both, other()),
        ("l5-own-therapy", About::Therapy, own()),
        ("l5-own-support", About::Support, own()),
    ] {
        let mut facts = to_person(about, tells);
        write_from(of, &mut facts.cover, &mut facts.contact);
        if let ToPerson::Other { instead: lines, .. } | ToPerson::Own { options: lines } =
            &mut facts.tells
        {
            for line in lines {
                *line = line
                    .replace(DESK, &desk(of).name)
                    .replace(PHONE, &desk(of).phone);
            }
        }
        all.push((name, compose::person(&facts, say)));
    }
    let mut l6 = urgent();
    write_from(of, &mut l6.cover, &mut None);
    l6.place = l6.place.replace(CLINIC, &of.name);
    all.push(("l6", compose::urgent(&l6, say)));
    for (name, handout) in [
        ("handout-compare", Handout::Compare),
        ("handout-therapy", Handout::Therapy),
        ("handout-support", Handout::Support),
        ("handout-therapist", Handout::Therapist),
        ("handout-host", Handout::Host),
    ] {
        let mut facts = page();
        facts.clinic = of.clone();
        facts.contact = Some(desk(of));
        all.push((name, compose::handout(handout, &facts, say)));
    }
    all
}

/// The specimen that shows a text best: of the file that it stands in, and holding it if one does; of a clinic, if it has a
/// name by now.
pub fn showing(say: &dyn Say, file: &str, id: &str, of: Option<&Clinic>) -> Option<Letter> {
    let text = say.say(id, &[]);
    let longest = text
        .split(['{', '}', '\n'])
        .map(str::trim)
        .max_by_key(|part| part.len())
        .unwrap_or_default()
        .to_owned();
    let nobody = clinic();
    let of_file: Vec<Letter> = all_of(say, of.unwrap_or(&nobody))
        .into_iter()
        .filter(|(name, _)| match file {
            "around" | "facts" => true,
            "handouts" => name.starts_with("handout"),
            file => name.starts_with(file),
        })
        .map(|(_, letter)| letter)
        .collect();
    let holds = |letter: &Letter| {
        !longest.is_empty()
            && letter
                .texts()
                .iter()
                .any(|(_, text)| text.contains(&longest))
    };
    let at = of_file.iter().position(holds).unwrap_or(0);
    of_file.into_iter().nth(at)
}

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

const CLINIC: &str = "Millrace Clinic";
const DESK: &str = "Millrace desk";
const PHONE: &str = "01632 960 114";

/// Puts a clinic in the place of the invented one.
fn write_from(of: &Clinic, cover: &mut Cover, contact: &mut Option<Contact>) {
    cover.clinic = of.clone();
    cover.signer.role = cover.signer.role.replace(CLINIC, &of.name);
    *contact = Some(desk(of));
}

/// Where to call at a clinic.
fn desk(of: &Clinic) -> Contact {
    if of.name == CLINIC || of.phone.is_empty() {
        return contact();
    }
    Contact {
        name: of.name.clone(),
        phone: of.phone.clone(),
    }
}

fn clinic() -> Clinic {
    Clinic {
        name: CLINIC.into(),
        address: texts(&["12 Weir Lane", "Sampleton ST4 7QX"]),
        phone: PHONE.into(),
        email: "desk@millrace.example".into(),
        ..Clinic::default()
    }
}

fn contact() -> Contact {
    Contact {
        name: DESK.into(),
        phone: PHONE.into(),
    }
}

fn emergency() -> Vec<Contact> {
    vec![
        Contact {
            name: "Emergency services".into(),
            phone: "112".into(),
        },
        Contact {
            name: "Clinician on call".into(),
            phone: "01632 960 199".into(),
        },
    ]
}

fn addressee(name: &str, organisation: &str, reach: Reach) -> Addressee {
    Addressee {
        name: name.into(),
        salutation: String::new(),
        organisation: organisation.into(),
        address: texts(&["4 Quay Street", "Sampleton ST1 2AB"]),
        reach,
        medical: false,
    }
}

fn cover(to: Addressee) -> Cover {
    let receiver = to.name.clone();
    Cover {
        clinic: clinic(),
        paper: Paper::A4,
        date: date(2025, 3, 10),
        number: "000042".into(),
        receiver: to,
        person: Person {
            chosen_name: "Robin Specimen".into(),
            short_name: "Robin".into(),
            birth_date: Some(date(1991, 5, 4)),
            record: Some("S-0042".into()),
            pronouns: None,
        },
        consent: Some(Consent {
            date: date(2025, 3, 10),
            receiver,
            purpose: "the next step named in this letter".into(),
            content: texts(&["the goal in the person’s words", "what was agreed"]),
            classes: vec![Class::Safety, Class::Measures, Class::Health],
            ends: ConsentEnd::On(date(2025, 6, 10)),
            given: Given::Signed,
            guardian: None,
        }),
        emergency: emergency(),
        signer: Signer {
            name: "Alex Placeholder".into(),
            role: "Psychologist".into(),
            licence: Some(("Licence".into(), "PLACE-0042".into())),
        },
        anchor: Some("9f2c4e7ab1d05836c4e19b7720fd33a8".into()),
        legal: Legal::NotNeeded,
        ground: None,
        safe_to_write: false,
    }
}

fn therapy_group() -> GroupFacts {
    GroupFacts {
        name: "Tuesday process group".into(),
        leaders: texts(&["Dr Ines Sampleford", "Sam Placeholder"]),
        slot: "Tuesdays, 18:00 to 19:30".into(),
        start: "1 April 2025".into(),
        length: "12 weeks".into(),
        place: "Room 3, 12 Weir Lane".into(),
        fee: "28 pounds a meeting".into(),
        rules: Vec::new(),
        meeting: "90 minutes".into(),
        size: "Up to 8 people".into(),
        joining: "At the start only".into(),
    }
}

fn support_group() -> GroupFacts {
    GroupFacts {
        name: "Lantern Evenings".into(),
        leaders: texts(&["Wren Castellane"]),
        slot: "Thursdays, 19:00 to 20:15".into(),
        start: "Open: any meeting".into(),
        length: "Ongoing".into(),
        place: "Old Library, 9 Mill Road".into(),
        fee: String::new(),
        rules: Vec::new(),
        meeting: "75 minutes".into(),
        size: "Up to 12 people".into(),
        joining: "At any meeting".into(),
    }
}

fn measures() -> Vec<MeasureFacts> {
    vec![MeasureFacts {
        name: "PHQ-9".into(),
        date: date(2025, 3, 3),
        result: "11 of 27 (moderate)".into(),
        class: Class::Measures,
    }]
}

fn safety() -> Vec<String> {
    texts(&["There is a written safety plan, which is known and used."])
}

fn extra() -> Vec<Extra> {
    vec![Extra {
        class: Class::Health,
        heading: "Health".into(),
        sentences: texts(&["Medication is part of the care at present."]),
    }]
}

/// L1 with all that it can hold.
pub fn referral() -> ReferralFacts {
    ReferralFacts {
        cover: cover(addressee(
            "Dr Ines Sampleford",
            "Harbour Group Practice",
            Reach::Outside,
        )),
        group: therapy_group(),
        both: false,
        reason: "Robin wants something to change and is ready to work on it with others.".into(),
        goal: "I want to stop disappearing when things get close.".into(),
        brings: texts(&["Listens, takes turns and is interested in how others see things."]),
        preparation: texts(&["A meeting with the leader before the first evening."]),
        access: texts(&["Step-free room."]),
        care: Some(OtherCare {
            who: String::new(),
            contact_allowed: true,
        }),
        dual: Some(("Sam Placeholder".into(), date(2025, 3, 6))),
        urgent: texts(&["Needs a call before the first meeting, about a health matter."]),
        phoned: "Dr Sampleford, 10 March 2025, 09:40".into(),
        safety: safety(),
        measures: measures(),
        extra: extra(),
        hand_over: Some(HandOver {
            caller: "Dr Sampleford".into(),
            called: "Robin".into(),
            by: date(2025, 3, 21),
        }),
        next: texts(&["The first meeting is agreed between the leader and Robin."]),
        contact: Some(contact()),
    }
}

/// L2.
pub fn introduction() -> SupportFacts {
    let mut cover = cover(addressee(
        "Wren Castellane",
        "Lantern Evenings",
        Reach::Outside,
    ));
    cover.anchor = None;
    cover.signer = Signer {
        name: "Alex Placeholder".into(),
        role: "for Millrace Clinic".into(),
        licence: None,
    };
    SupportFacts {
        cover,
        group: support_group(),
        both: false,
        link: "I lost my brother last autumn.".into(),
        access: texts(&["A chair with arms."]),
        advice: PeerAdvice::Discouraged,
        host_shares: true,
        host_phone: "01632 960 155".into(),
        between: Some(contact()),
        next: texts(&["Robin can come to the next meeting."]),
    }
}

/// L3.
pub fn onward() -> OnwardFacts {
    OnwardFacts {
        cover: cover(addressee(
            "Intake team",
            "Quayside Day Programme",
            Reach::Outside,
        )),
        asked_for: "A first appointment for the day programme.".into(),
        why: "More frequent help than a weekly group comes first, close to home.".into(),
        urgency: Urgency::Soon,
        goal: "I want my days to have a shape again.".into(),
        urgent: texts(&["Sleeps two hours a night since last week."]),
        phoned: "Intake team, 10 March 2025, 11:15".into(),
        safety: safety(),
        measures: measures(),
        extra: extra(),
        appointment: "You send Robin a first appointment by 17 March 2025.".into(),
        stays: true,
        next: Vec::new(),
        contact: Some(contact()),
    }
}

/// L4 with a decision.
pub fn reply(decided: Decided) -> ReplyFacts {
    ReplyFacts {
        cover: cover(addressee(
            "Dr Ada Merrow",
            "Mill Road Surgery",
            Reach::Outside,
        )),
        seen: date(2025, 3, 10),
        decided,
        recommended: vec![(
            Class::Basics,
            "Individual sessions beside the group.".into(),
        )],
        preparation: texts(&["A meeting with the leader before the first evening."]),
        next: texts(&["We write again when the group has begun."]),
        contact: Some(contact()),
    }
}

/// L5.
pub fn to_person(about: About, tells: ToPerson) -> PersonFacts {
    let mut cover = cover(addressee("Robin Specimen", "", Reach::Person));
    cover.receiver.salutation = "Robin".into();
    cover.consent = None;
    cover.anchor = None;
    PersonFacts {
        cover,
        about,
        tells,
        next: Vec::new(),
        contact: Some(contact()),
    }
}

/// An offer in one kind of group.
pub fn offer(about: About) -> ToPerson {
    let support = about == About::Support;
    ToPerson::Offer {
        group: Box::new(if support {
            support_group()
        } else {
            therapy_group()
        }),
        prepare: if support {
            Vec::new()
        } else {
            texts(&["You meet the leader once before the first evening."])
        },
        reply_by: Some(date(2025, 3, 17)),
    }
}

fn waitlist(groups: &[&str]) -> ToPerson {
    ToPerson::Waitlist {
        groups: texts(groups),
        check_in: Some(date(2025, 4, 9)),
    }
}

fn other() -> ToPerson {
    ToPerson::Other {
        heard: "You told us that you want people around you who know what this is like.".into(),
        why: "The group that we talked about is not the right fit at present.".into(),
        instead: texts(&[
            "Lantern Evenings, a support group. Wren Castellane, telephone 01632 960 155.",
            "Talks with one person. Millrace desk, telephone 01632 960 114.",
        ]),
        again: "We are glad to look at this with you again in three months, or before that if things change.".into(),
    }
}

fn own() -> ToPerson {
    ToPerson::Own {
        options: texts(&["Talks with one person. Millrace desk, telephone 01632 960 114."]),
    }
}

/// L6.
pub fn urgent() -> UrgentFacts {
    let mut cover = cover(addressee(
        "Duty doctor",
        "Sampleton Hospital, crisis team",
        Reach::Outside,
    ));
    cover.consent = None;
    cover.receiver.medical = true;
    UrgentFacts {
        cover,
        at: "10 March 2025, 09:30".into(),
        place: "Millrace Clinic, room 2".into(),
        danger: texts(&["Says: a plan and the intention to die today."]),
        means: texts(&["Tablets at home."]),
        company: "Alex Placeholder".into(),
        medical: texts(&["Has not eaten for three days."]),
        substance: texts(&["Stopped drinking yesterday after years: withdrawal may be dangerous."]),
        done: texts(&["The crisis team was called."]),
        callback: "01632 960 199".into(),
        phoned: String::new(),
        nature: "present danger to life".into(),
    }
}

/// A page for anyone.
pub fn page() -> HandoutFacts {
    HandoutFacts {
        clinic: clinic(),
        paper: Paper::A4,
        emergency: emergency(),
        contact: Some(contact()),
    }
}

/// Of which kinds the specimens are that a file's texts stand in.
pub fn kinds(file: &str) -> Vec<Kind> {
    match Kind::of_code(&file.to_uppercase()) {
        Some(kind) => vec![kind],
        None if file == "handouts" => vec![Kind::Handout],
        None => Kind::LETTERS.to_vec(),
    }
}
