//! How letters and handouts speak.

use anteroom::letter::{Kind, compose, lint, reading, specimen};

use super::words;

// How it says it.

#[test]
fn letters_to_the_person_are_read_with_ease_at_twelve() {
    let mut ages = Vec::new();
    for (name, letter) in specimen::all(words()) {
        if letter.kind == Kind::L5 {
            let age = reading::age(&reading::prose(&letter));
            println!("{name}: reading age {age:.1} (Flesch-Kincaid)");
            ages.push(age);
            assert!(age <= 12.5, "{name}: {age:.1}");
        }
    }
    assert_eq!(ages.len(), 10);
    let others = specimen::all(words());
    let l1 = others.iter().find(|(name, _)| *name == "l1").unwrap();
    assert!(reading::age(&reading::prose(&l1.1)) > 5.0);
}

#[test]
fn letters_to_the_person_blame_nobody_and_hold_no_word_of_the_model() {
    let forbidden = [
        "failed",
        "refused",
        "unsuitable",
        "rejected",
        "criterion",
        "outcome",
        "score",
        "safety level",
    ];
    let mut looked = 0;
    for (name, letter) in specimen::all(words()) {
        if letter.kind != Kind::L5 {
            continue;
        }
        looked += 1;
        for (_, text) in letter.texts() {
            let text = text.to_lowercase();
            assert!(
                forbidden.iter().all(|word| !text.contains(word)),
                "{name}: {text}"
            );
        }
    }
    assert!(looked >= 4, "{looked}");
    for sentence in [
        "You failed the screening.",
        "The outcome was clear.",
        "You were screened out.",
        "The criterion was not met.",
    ] {
        let tells = anteroom::letter::facts::ToPerson::Own {
            options: vec![sentence.to_owned()],
        };
        let letter = compose::person(
            &specimen::to_person(anteroom::letter::facts::About::Therapy, tells),
            words(),
        );
        assert!(
            lint(&letter).iter().any(anteroom::letter::Problem::stops),
            "{sentence}"
        );
    }
}

#[test]
fn support_papers_hold_no_clinical_word_outside_their_statement() {
    let banned = [
        "treat",
        "therap",
        "diagnos",
        "intervention",
        "session note",
        "clinical",
        "patient",
        "symptom",
        "counsel",
        "medication",
    ];
    let papers = ["l2", "handout-support", "handout-host"];
    let mut looked = 0;
    for (name, letter) in specimen::all(words()) {
        if !papers.contains(&name) {
            continue;
        }
        looked += 1;
        for (part, text) in letter.texts() {
            use anteroom::letter::Part;
            // Names are theirs, and the statement is looked at by its meaning.
            if matches!(
                part,
                Part::Statement
                    | Part::Letterhead
                    | Part::Footer
                    | Part::Notices
                    | Part::Signature
                    | Part::Next
            ) && text != "host"
            {
                continue;
            }
            let text = text.to_lowercase();
            let found = banned.iter().find(|word| text.contains(**word));
            assert_eq!(found, None, "{name}: {text}");
        }
    }
    assert_eq!(looked, papers.len());
}

#[test]
fn handouts_say_what_their_kind_of_leader_does_and_promise_nothing() {
    let text = |wanted: &str| {
        let all = specimen::all(words());
        let (_, letter) = all.into_iter().find(|(name, _)| *name == wanted).unwrap();
        letter
            .texts()
            .iter()
            .map(|(_, text)| format!("{text}\n"))
            .collect::<String>()
    };
    let (host, therapist) = (text("handout-host"), text("handout-therapist"));
    assert!(host.contains("guide from the side") && host.contains("everyone can have a turn"));
    assert!(!therapist.contains("guide from the side"));
    for part in [
        "guidelines",
        "teaches",
        "feedback",
        "does harm",
        "never takes part as a member",
    ] {
        assert!(therapist.contains(part), "{part}");
    }
    for page in ["handout-therapy", "handout-support"] {
        let text = text(page);
        assert!(text.contains("What people often gain"));
        assert!(
            !text.contains('%') && !text.to_lowercase().contains(" will "),
            "{page} promises"
        );
    }
    let compare = text("handout-compare");
    for part in [
        "To change something",
        "To cope",
        "There is a fee",
        "It is free",
        "does not have to be just one",
    ] {
        assert!(compare.contains(part), "{part}");
    }
}
