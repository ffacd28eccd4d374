//! Sample letters about people who do not exist.

use anteroom::letter::blocks::{Paper, Reach, Stationery};
use anteroom::letter::facts::{
    Addressee, Class, Clinic, Consent, ConsentEnd, Contact, Cover, Extra, Given, GroupFacts,
    HandOver, Legal, MeasureFacts, OtherCare, PeerAdvice, Person, ReferralFacts, Signer,
    SupportFacts,
};
use anteroom::letter::pdf::Stamp;
use anteroom::letter::picture::Picture;
use jiff::civil::date;

pub(crate) const ANCHOR: &str = "9f2c4e7ab1d05836c4e19b7720fd33a86e5b91c20d4477f0ae6c1d28b7930f5e";

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|item| (*item).to_owned()).collect()
}

pub(crate) fn stamp() -> Stamp {
    Stamp {
        id: *b"sample letter 01",
        time: "2025-03-10T09:30:00Z".parse().unwrap(),
    }
}

pub(crate) fn logo() -> Picture {
    let (width, height) = (360_u32, 360_u32);
    let mut pixels = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let (dx, dy) = (x as f32 - 180.0, y as f32 - 180.0);
            let ring =
                |cx: f32, cy: f32, r: f32| ((dx - cx).powi(2) + (dy - cy).powi(2)).sqrt() < r;
            let ink = ring(0.0, 0.0, 176.0);
            let hole = ring(-58.0, 12.0, 62.0) || ring(58.0, 12.0, 62.0);
            let alpha = if ink && !hole { 255 } else { 0 };
            pixels.extend([0x0B, 0x5F, 0x5A, alpha]);
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder
        .write_header()
        .unwrap()
        .write_image_data(&pixels)
        .unwrap();
    Picture::read(&bytes).unwrap()
}

pub(crate) fn clinic() -> Clinic {
    Clinic {
        name: "Millrace Clinic".into(),
        address: texts(&["12 Weir Lane", "Sampleton ST4 7QX"]),
        phone: "01632 960 114".into(),
        email: "desk@millrace.example".into(),
        logo: None,
        stationery: Stationery::default(),
    }
}

pub(crate) fn cover(name: &str) -> Cover {
    Cover {
        clinic: clinic(),
        paper: Paper::A4,
        date: date(2025, 3, 10),
        number: "2025-0012".into(),
        receiver: Addressee {
            name: "Dr Ines Okonkwo".into(),
            salutation: "Dr Okonkwo".into(),
            organisation: "Harbour Group Practice".into(),
            address: texts(&["4 Quay Street", "Sampleton ST1 2AB"]),
            reach: Reach::Outside,
            medical: false,
        },
        person: Person {
            chosen_name: name.into(),
            short_name: String::new(),
            birth_date: Some(date(1991, 5, 4)),
            record: Some("R-1042".into()),
            pronouns: None,
        },
        consent: Some(Consent {
            date: date(2025, 3, 10),
            receiver: "Dr Ines Okonkwo".into(),
            purpose: "joining the Tuesday process group".into(),
            content: texts(&[
                "the goal in their own words",
                "preparation agreed",
                "access needs",
            ]),
            classes: Vec::new(),
            ends: ConsentEnd::When("the first meeting has taken place".into()),
            given: Given::Signed,
            guardian: None,
        }),
        emergency: vec![
            Contact {
                name: "Emergency services".into(),
                phone: "999".into(),
            },
            Contact {
                name: "Millrace duty clinician, day and night".into(),
                phone: "01632 960 199".into(),
            },
        ],
        signer: Signer {
            name: "Tomasz Reyes-Lind".into(),
            role: "Clinical psychologist".into(),
            licence: Some(("Registration PYL".into(), "038117".into())),
        },
        anchor: Some(ANCHOR.into()),
        legal: Legal::NotNeeded,
        ground: None,
        safe_to_write: false,
    }
}

pub(crate) fn group() -> GroupFacts {
    GroupFacts {
        name: "Tuesday process group".into(),
        leaders: texts(&["Dr Ines Okonkwo", "Sam Adeyemi-Frost"]),
        slot: "Tuesdays, 18:00 to 19:30".into(),
        start: "1 April 2025".into(),
        length: "12 weeks, closed after the second meeting".into(),
        place: "Room 3, Harbour Group Practice, step-free from Quay Street".into(),
        fee: "28 pounds a meeting, by invoice each month".into(),
        ..GroupFacts::default()
    }
}

/// A referral as short as they come: one page.
pub(crate) fn short_referral(name: &str) -> ReferralFacts {
    ReferralFacts {
        cover: cover(name),
        group: group(),
        both: false,
        reason: "The wish is to change how closeness goes, and this group works with what happens between people in the room.".into(),
        goal: "I want to stop disappearing when things get close.".into(),
        brings: texts(&["Has kept two friendships for over ten years.", "Notices feelings early and can name them."]),
        preparation: texts(&["Two single meetings with you before the first evening."]),
        access: texts(&["Step-free room. English is fine, with time to think."]),
        care: None,
        dual: None,
        urgent: Vec::new(),
        phoned: String::new(),
        safety: Vec::new(),
        measures: Vec::new(),
        extra: Vec::new(),
        hand_over: Some(HandOver {
            caller: "Dr Okonkwo".into(),
            called: "Noor".into(),
            by: date(2025, 3, 21),
        }),
        next: Vec::new(),
        contact: Some(Contact { name: "Tomasz Reyes-Lind".into(), phone: "01632 960 121".into() }),
    }
}

/// A referral with everything ticked: two pages.
pub(crate) fn full_referral(name: &str) -> ReferralFacts {
    let mut facts = referral_without_logo(name);
    facts.cover.clinic.logo = Some(logo());
    facts
}

/// The same without the logo, which takes longer to make up than a letter.
pub(crate) fn referral_without_logo(name: &str) -> ReferralFacts {
    let mut facts = short_referral(name);
    if let Some(consent) = &mut facts.cover.consent {
        consent.classes = vec![Class::Safety, Class::Measures, Class::Trauma];
        consent.content.extend(texts(&[
            "present safety arrangements",
            "two questionnaires",
        ]));
        consent.given = Given::VerballyTo("Tomasz Reyes-Lind".into());
    }
    facts.both = true;
    facts.group.rules = texts(&[
        "What is said stays in the room; no contact between meetings; let the group know before leaving. Talked through on 6 March 2025.",
    ]);
    facts.brings = texts(&[
        "Has kept two friendships for over ten years, through two moves.",
        "Notices feelings early and can name them, also the uncomfortable ones.",
        "Stayed to the end of an earlier skills course, and came to eleven of twelve meetings.",
        "Asks questions when something is unclear, and says so when a remark has hurt.",
    ]);
    facts.preparation = texts(&[
        "Two single meetings with you before the first evening, to try out saying something while it is happening.",
        "A plan for the journey home on evenings that stir things up.",
        "Reading the group’s rules at home, with questions welcome.",
    ]);
    facts.access = texts(&[
        "Step-free room; a seat near the door.",
        "English is fine, with time to think; no interpreter needed.",
    ]);
    facts.care = Some(OtherCare {
        who: "Dr Ada Merrow, family doctor".into(),
        contact_allowed: true,
    });
    facts.dual = Some(("Sam Adeyemi-Frost".into(), date(2025, 3, 6)));
    facts.safety = texts(&[
        "A written plan is in place and was gone through on 6 March 2025; a copy is at home and one with a sister.",
        "Agreed: to call the duty clinician before leaving a meeting early.",
    ]);
    facts.measures = vec![
        MeasureFacts {
            name: "PHQ-9".into(),
            date: date(2025, 3, 3),
            result: "11 of 27, moderate range".into(),
            class: Class::Measures,
        },
        MeasureFacts {
            name: "GAD-7".into(),
            date: date(2025, 3, 3),
            result: "8 of 21, mild range".into(),
            class: Class::Measures,
        },
    ];
    facts.extra = vec![Extra {
        class: Class::Trauma,
        heading: "Steadiness".into(),
        sentences: texts(&[
            "Can stay in the room when others speak of losses, and knows what helps: feet on the floor, a sip of water.",
        ]),
    }];
    facts.next = texts(&[
        "We keep the Thursday appointments until the first meeting has taken place.",
        "On 13 May 2025 we look back together: what helps, what does not.",
    ]);
    facts
}

pub(crate) fn support(name: &str) -> SupportFacts {
    let mut cover = cover(name);
    cover.receiver = Addressee {
        name: "Wren Castellane".into(),
        salutation: "Wren".into(),
        organisation: "Lantern Evenings".into(),
        address: texts(&["Old Library, 9 Mill Road", "Sampleton ST2 5LN"]),
        reach: Reach::Outside,
        medical: false,
    };
    cover.number = "2025-0013".into();
    cover.person.record = None;
    cover.signer = Signer {
        name: "Priya Halloran".into(),
        role: "Intake coordinator".into(),
        licence: None,
    };
    cover.consent = Some(Consent {
        date: date(2025, 3, 10),
        receiver: "Wren Castellane".into(),
        purpose: "an introduction to Lantern Evenings".into(),
        content: texts(&[
            "name",
            "the phrase in quotation marks",
            "what makes coming easier",
        ]),
        classes: Vec::new(),
        ends: ConsentEnd::On(date(2025, 6, 10)),
        given: Given::Signed,
        guardian: None,
    });
    SupportFacts {
        cover,
        group: GroupFacts {
            name: "Lantern Evenings".into(),
            leaders: texts(&["Wren Castellane"]),
            slot: "First and third Thursday of the month, 19:00 to 20:15".into(),
            start: "Open: any evening".into(),
            length: String::new(),
            place: "Old Library, 9 Mill Road, ground floor".into(),
            fee: String::new(),
            ..GroupFacts::default()
        },
        both: false,
        link: "I lost my brother last autumn.".into(),
        access: texts(&[
            "A chair with arms.",
            "Somebody to say hello at the door the first time.",
        ]),
        advice: PeerAdvice::Discouraged,
        host_shares: true,
        host_phone: "01632 960 155".into(),
        between: Some(Contact {
            name: "Millrace desk".into(),
            phone: "01632 960 114".into(),
        }),
        next: texts(&[
            "Wren says hello at the door on Thursday 20 March 2025.",
            "No answer to this letter is needed.",
        ]),
    }
}
