//! Answers a whole conversation by keyboard: reads which question is asked, and presses the keys that its answer takes.

use anteroom::catalog::shipped;
use anteroom::domain::form::{AnswerKind, Pathway, Question};
use egui::Key;

use super::desk::Person;

const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];
const LETTERS: [Key; 13] = [
    Key::A,
    Key::B,
    Key::C,
    Key::D,
    Key::E,
    Key::F,
    Key::G,
    Key::H,
    Key::I,
    Key::J,
    Key::K,
    Key::L,
    Key::M,
];
/// The core points of the agreements: what counts as having gone through the rules.
const CORE: usize = 8;

/// The question of a form that has the focus.
pub fn asked(person: &Person, pathway: Pathway) -> Option<&'static Question> {
    let focused = person.focused();
    let mut questions = shipped().pack(pathway).form.questions();
    questions.find(|question| question.prompt.say("en") == focused)
}

/// Answers until nothing is asked any more, and says how many keys that took and how many questions.
pub fn answer_all(person: &mut Person, pathway: Pathway) -> (usize, usize) {
    answer_until(person, pathway, None)
}

/// Answers as far as to one question, which is left to be answered.
pub fn answer_until(person: &mut Person, pathway: Pathway, last: Option<&str>) -> (usize, usize) {
    let (mut keys, mut answered) = (0, 0);
    while let Some(question) = asked(person, pathway) {
        if last == Some(&*question.id) {
            break;
        }
        keys += answer(person, question);
        match question.answer {
            // Enter begins a new line where several sentences are expected.
            AnswerKind::Text { long: true } => person.press_ctrl(Key::Enter),
            _ => person.press(Key::Enter),
        }
        keys += 1;
        answered += 1;
        assert!(answered <= 120, "goes in a circle at {}", question.id);
        assert_ne!(
            asked(person, pathway).map(|next| &next.id),
            Some(&question.id),
            "stays at {}",
            question.id
        );
    }
    (keys, answered)
}

/// Answers one question, and says how many keys that took.
pub fn answer(person: &mut Person, question: &Question) -> usize {
    match &question.answer {
        AnswerKind::Single { .. } => press(person, &DIGITS[..1]),
        AnswerKind::Multi {
            options, exclusive, ..
        } => match exclusive {
            _ if question.id == "tg-rules-covered" => press(person, &LETTERS[..CORE]),
            Some(none) => {
                let at = options.iter().position(|choice| &choice.code == none);
                press(person, &[LETTERS[at.unwrap()]])
            }
            None => press(person, &LETTERS[..1]),
        },
        AnswerKind::Rating { .. } => {
            let key = if question.id == "tg-impact" {
                Key::Num3
            } else {
                Key::Num8
            };
            press(person, &[key])
        }
        AnswerKind::Text { .. } if question.required => {
            person.types("In their own words");
            1
        }
        // What is optional may stay blank; the date was filled in.
        AnswerKind::Text { .. } | AnswerKind::Number { .. } | AnswerKind::Date => 0,
    }
}

fn press(person: &mut Person, keys: &[Key]) -> usize {
    for key in keys {
        person.press(*key);
    }
    keys.len()
}
