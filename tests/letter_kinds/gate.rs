//! What may stand in which letter: consent, class of content, receiver and kind in every combination.

use anteroom::domain::consent::ContentClass as Class;
use anteroom::letter::blocks::{LegalText, Reach};
use anteroom::letter::facts::{Consent, ConsentEnd, Cover, Extra, Given, Legal, MeasureFacts};
use anteroom::letter::lint::lint_consent;
use anteroom::letter::{Kind, Letter, compose, lint, specimen};
use jiff::civil::date;

use super::{cases, words};

// What may leave.

/// One consent of every sort.
fn consents() -> Vec<(&'static str, Option<Consent>)> {
    let all: Vec<Class> = ALL.to_vec();
    let with = |classes: &[Class], given: Given, receiver: &str, ends: ConsentEnd| Consent {
        date: date(2025, 3, 10),
        receiver: receiver.to_owned(),
        purpose: "the next step".to_owned(),
        content: vec!["what is named here".to_owned()],
        classes: classes.to_vec(),
        ends,
        given,
        guardian: None,
    };
    let later = || ConsentEnd::On(date(2025, 6, 10));
    let spoken = || Given::VerballyTo("Alex Placeholder".to_owned());
    let mut list = vec![
        ("none", None),
        (
            "spoken, nothing",
            Some(with(&[], spoken(), RECEIVER, later())),
        ),
        ("spoken, all", Some(with(&all, spoken(), RECEIVER, later()))),
        (
            "signed, nothing",
            Some(with(&[], Given::Signed, RECEIVER, later())),
        ),
        (
            "signed, all",
            Some(with(&all, Given::Signed, RECEIVER, later())),
        ),
        (
            "signed, another",
            Some(with(&all, Given::Signed, "Somebody Else", later())),
        ),
        (
            "signed, ended",
            Some(with(
                &all,
                Given::Signed,
                RECEIVER,
                ConsentEnd::On(date(2025, 3, 9)),
            )),
        ),
        (
            "signed, endless",
            Some(with(
                &all,
                Given::Signed,
                RECEIVER,
                ConsentEnd::When(" ".to_owned()),
            )),
        ),
    ];
    for class in ALL {
        list.push((
            "signed, one",
            Some(with(&[class], Given::Signed, RECEIVER, later())),
        ));
    }
    list
}

const RECEIVER: &str = "Dr Ines Sampleford";
const ALL: [Class; 9] = [
    Class::Health,
    Class::Substance,
    Class::Trauma,
    Class::Safety,
    Class::AbuseAtHome,
    Class::Identity,
    Class::Immigration,
    Class::Measures,
    Class::FreeText,
];

fn canary(class: Class) -> String {
    format!("canary {class:?} sentence").to_lowercase()
}

fn extras() -> Vec<Extra> {
    let one = |class| Extra {
        class,
        heading: "Besides".to_owned(),
        sentences: vec![canary(class)],
    };
    ALL.iter()
        .copied()
        .filter(|class| *class != Class::Measures)
        .map(one)
        .collect()
}

fn totals() -> Vec<MeasureFacts> {
    [
        Class::Measures,
        Class::Substance,
        Class::Trauma,
        Class::Health,
    ]
    .map(|class| MeasureFacts {
        name: format!("total of {class:?}").to_lowercase(),
        date: date(2025, 3, 3),
        result: "11".to_owned(),
        class,
    })
    .to_vec()
}

fn with_cover(kind: Kind, change: impl Fn(&mut Cover)) -> Letter {
    let words = words();
    match kind {
        Kind::L1 => {
            let mut facts = specimen::referral();
            change(&mut facts.cover);
            (facts.extra, facts.measures) = (extras(), totals());
            facts.safety = vec![canary(Class::Safety)];
            compose::therapy(&facts, words)
        }
        Kind::L3 => {
            let mut facts = specimen::onward();
            change(&mut facts.cover);
            (facts.extra, facts.measures) = (extras(), totals());
            facts.safety = vec![canary(Class::Safety)];
            compose::onward(&facts, words)
        }
        Kind::L4 => {
            let mut facts = specimen::reply(anteroom::letter::facts::Decided::Seat);
            change(&mut facts.cover);
            facts.recommended = ALL.iter().map(|class| (*class, canary(*class))).collect();
            compose::reply(&facts, words)
        }
        Kind::L6 => {
            let mut facts = specimen::urgent();
            change(&mut facts.cover);
            facts.substance = vec![canary(Class::Substance)];
            compose::urgent(&facts, words)
        }
        kind => panic!("{kind:?} has no place for any of these"),
    }
}

/// The rules of decisions.md section 8 once more, worked out the other way round.
fn may_print(
    kind: Kind,
    class: Class,
    reach: Reach,
    consent: Option<&Consent>,
    medical: bool,
    safe: bool,
) -> bool {
    if kind == Kind::L6 {
        return class == Class::Substance && medical;
    }
    if kind == Kind::L4 && !matches!(class, Class::Health | Class::Substance) {
        return false;
    }
    if class == Class::Immigration && !safe {
        return false;
    }
    let inside = kind == Kind::L1 && reach == Reach::InClinic;
    let Some(consent) = consent else {
        return inside && matches!(class, Class::Measures | Class::FreeText);
    };
    let holds = consent.receiver == RECEIVER
        && !matches!(consent.ends, ConsentEnd::On(last) if last < date(2025, 3, 10));
    let written = class != Class::Substance
        || consent.given == Given::Signed
            && !matches!(&consent.ends, ConsentEnd::When(when) if when.trim().is_empty());
    holds && written && consent.classes.contains(&class)
}

#[test]
fn no_combination_of_consent_class_and_kind_prints_a_gated_field() {
    let legal = [
        Legal::NotNeeded,
        Legal::Missing,
        Legal::Text {
            heading: "Notice".to_owned(),
            text: "The approved text.".to_owned(),
        },
    ];
    let (mut letters, mut printed, mut kept_out) = (0, 0, 0);
    for kind in [Kind::L1, Kind::L3, Kind::L4, Kind::L6] {
        for (about, consent) in consents() {
            for reach in [Reach::InClinic, Reach::Outside] {
                for medical in [false, true] {
                    for safe in [false, true] {
                        for legal in &legal {
                            let letter = with_cover(kind, |cover| {
                                cover.consent.clone_from(&consent);
                                cover.receiver.name = RECEIVER.to_owned();
                                cover.receiver.reach = reach;
                                cover.receiver.medical = medical;
                                cover.safe_to_write = safe;
                                cover.legal = legal.clone();
                            });
                            letters += 1;
                            let text: String = letter
                                .texts()
                                .iter()
                                .map(|(_, text)| format!("{text}\n"))
                                .collect();
                            for class in ALL {
                                let may =
                                    may_print(kind, class, reach, consent.as_ref(), medical, safe);
                                let stands = text.contains(&canary(class));
                                assert!(!stands || may, "{kind:?} {about}: {class:?} is printed");
                                if may {
                                    printed += usize::from(stands)
                                } else {
                                    kept_out += 1
                                }
                                let total =
                                    text.contains(&format!("total of {class:?}").to_lowercase());
                                let totals = may
                                    && may_print(
                                        kind,
                                        Class::Measures,
                                        reach,
                                        consent.as_ref(),
                                        medical,
                                        safe,
                                    );
                                assert!(
                                    !total || totals,
                                    "{kind:?} {about}: a total of {class:?} is printed"
                                );
                            }
                            let substance = text.contains(&canary(Class::Substance))
                                || text.contains("total of substance");
                            if substance && kind != Kind::L6 {
                                let given = matches!(legal, Legal::Text { .. });
                                assert_eq!(letter.legal == LegalText::Given, given);
                                let stopped =
                                    lint(&letter).contains(&anteroom::letter::Problem::LegalText);
                                assert_eq!(
                                    stopped, !given,
                                    "{kind:?} {about}: without the legal text it is not final"
                                );
                                assert!(given || text.contains("LEGAL TEXT MISSING"));
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(
        letters > 1_500 && printed > 1_000 && kept_out > 10_000,
        "{letters} {printed} {kept_out}"
    );
}

#[test]
fn what_is_ticked_for_a_letter_that_never_carries_it_stays_out() {
    // Every field ticked, no consent at all: L2, L4, L5 and L6 of every case hold none of their sentences.
    let mut looked = 0;
    for case in cases::all() {
        let (letter, sentences) = case.with_everything_ticked();
        if matches!(letter.kind, Kind::L1 | Kind::L3) {
            continue;
        }
        let told: Vec<String> = letter
            .texts()
            .iter()
            .map(|(_, text)| (*text).to_owned())
            .collect();
        for (field, sentence) in sentences {
            let allowed = letter.kind == Kind::L4 && field.is_offered(Kind::L4);
            // What an urgent summary states of danger has its own words.
            let own = letter.kind == Kind::L6 && told.contains(&sentence);
            assert!(
                allowed || own || !told.contains(&sentence),
                "{}: {sentence}",
                case.name
            );
            looked += 1;
        }
    }
    assert!(looked > 50, "{looked}");
}

#[test]
fn a_consent_for_somebody_else_or_for_another_time_stops_the_letter() {
    let mut facts = specimen::referral();
    assert_eq!(lint_consent(&facts.cover), None);
    facts.cover.receiver.name = "Somebody Else".to_owned();
    facts.cover.receiver.organisation.clear();
    assert!(lint_consent(&facts.cover).unwrap().stops());
    let mut facts = specimen::referral();
    facts.cover.date = date(2025, 6, 11);
    assert!(lint_consent(&facts.cover).is_some());
    facts.cover.consent = None;
    assert_eq!(
        lint_consent(&facts.cover),
        None,
        "the missing line is another problem"
    );
}

#[test]
fn another_service_needs_consent_or_a_ground_in_law() {
    let mut facts = specimen::onward();
    facts.cover.consent = None;
    let missing = anteroom::letter::Problem::Missing(anteroom::letter::Part::Consent);
    assert!(lint(&compose::onward(&facts, words())).contains(&missing));
    facts.cover.ground = Some("Emergency of 10 March 2025: present danger to life.".to_owned());
    let letter = compose::onward(&facts, words());
    assert_eq!(lint(&letter), []);
    assert!(letter.consent.unwrap().lines()[0].contains("Emergency of 10 March"));
}

#[test]
fn substance_use_in_an_emergency_is_for_medical_personnel_only() {
    for medical in [false, true] {
        let mut facts = specimen::urgent();
        facts.cover.receiver.medical = medical;
        let letter = compose::urgent(&facts, words());
        let told = letter
            .texts()
            .iter()
            .any(|(_, text)| text.contains("withdrawal"));
        assert_eq!(told, medical);
        assert_eq!(lint(&letter), []);
    }
}
