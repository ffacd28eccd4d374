//! Every screen of the program, and what leads there.

use anteroom::text::say;
use egui::Key;

use crate::clinic::{OFFICE, PASSPHRASE};
use crate::visit::Visit;

/// What leads to a screen.
pub type Way = fn(&mut Visit);

/// Goes a way; a way that leads nowhere is said, and the next is gone all the same.
pub fn went(on: &mut Visit, way: Way) -> Result<(), String> {
    let gone = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| way(on)));
    gone.map_err(|why| match why.downcast::<String>() {
        Ok(why) => *why,
        Err(_) => "it stopped".to_owned(),
    })
}

/// In which clinic a screen is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clinic {
    /// No vault yet.
    None,
    /// A locked vault.
    Locked,
    /// A new vault.
    Empty,
    /// The sample clinic.
    Sample,
}

impl Clinic {
    pub const ALL: [Clinic; 4] = [Clinic::None, Clinic::Locked, Clinic::Empty, Clinic::Sample];

    pub fn visit(self) -> Visit {
        match self {
            Clinic::None => Visit::first_start(),
            Clinic::Locked => Visit::locked(),
            Clinic::Empty => Visit::empty(),
            Clinic::Sample => Visit::sample(),
        }
    }
}

/// All screens, those of one clinic after each other. In the sample clinic each way begins on Home; in the others each goes
/// on from the one before.
pub fn screens() -> Vec<(Clinic, &'static str, Way)> {
    let mut all: Vec<(Clinic, &'static str, Way)> = vec![
        (Clinic::None, "first-start", |_| {}),
        (Clinic::None, "first-start-wrong", |on| on.press(Key::Enter)),
        (Clinic::None, "first-start-you", |on| {
            on.types("Harbour Clinic");
            on.fill("Emergency number", "112");
            on.press(Key::Enter);
            on.types("Robin Example");
        }),
        (Clinic::None, "first-start-passphrase", |on| {
            on.press(Key::Enter);
            on.types(PASSPHRASE);
        }),
        (Clinic::None, "first-start-sheets", |on| {
            on.press(Key::Enter);
            on.types(PASSPHRASE);
            on.press(Key::Enter);
        }),
        (Clinic::None, "first-start-proof", |on| {
            on.click("I have both sheets");
            on.types(&OFFICE[5..9].to_lowercase());
        }),
        (Clinic::Locked, "unlock", |_| {}),
        (Clinic::Locked, "unlock-refused", |on| {
            on.types("not this one");
            on.press(Key::Enter);
        }),
        (Clinic::Locked, "unlock-guide", |on| on.press(Key::F1)),
        (Clinic::Empty, "home-empty", |_| {}),
        (Clinic::Empty, "clients-empty", |on| {
            on.ctrl(Key::Num2);
        }),
        (Clinic::Empty, "groups-empty", |on| on.ctrl(Key::Num3)),
        (Clinic::Empty, "letters-empty", |on| on.ctrl(Key::Num4)),
    ];
    all.extend(places());
    all.extend(over_pages());
    all.extend(of_a_screening());
    all
}

fn places() -> Vec<(Clinic, &'static str, Way)> {
    let list: [(&'static str, Way); 21] = [
        ("home", |_| {}),
        ("clients", |on| on.ctrl(Key::Num2)),
        ("clients-nobody", |on| {
            on.ctrl(Key::Num2);
            on.types("Nobody by this name");
        }),
        ("client-form", |on| {
            on.ctrl(Key::Num2);
            on.click("Add a client");
        }),
        ("client", |on| on.opens_client("Marigold Testwell")),
        ("client-edit", |on| {
            on.opens_client("Marigold Testwell");
            on.click("Change");
        }),
        ("groups", |on| on.ctrl(Key::Num3)),
        ("group-form", |on| {
            on.ctrl(Key::Num3);
            on.click("Add a group");
        }),
        ("letters", |on| on.ctrl(Key::Num4)),
        ("activity", |on| on.ctrl(Key::Num5)),
        ("records", |on| on.ctrl(Key::Num7)),
        ("reports", |on| on.click("Reports")),
        ("settings-clinic", |on| on.ctrl(Key::Comma)),
        ("settings-people", |on| part(on, "settings-people")),
        ("settings-backups", |on| part(on, "settings-backups")),
        ("settings-appearance", |on| part(on, "settings-appearance")),
        ("settings-keyboard", |on| part(on, "settings-keys")),
        ("settings-about", |on| part(on, "settings-about")),
        ("new-screening", |on| on.ctrl(Key::N)),
        ("new-screening-person", |on| {
            on.ctrl(Key::N);
            on.press(Key::Num1);
        }),
        ("triage", |on| {
            on.ctrl(Key::N);
            on.press(Key::Num3);
        }),
    ];
    in_the_sample(list)
}

fn over_pages() -> Vec<(Clinic, &'static str, Way)> {
    let list: [(&'static str, Way); 6] = [
        ("palette", |on| on.ctrl(Key::K)),
        ("palette-found", |on| {
            on.ctrl(Key::K);
            on.types("mari");
        }),
        ("menu", |on| on.press(Key::F10)),
        ("shortcuts", |on| on.ctrl(Key::Slash)),
        ("guide", |on| on.press(Key::F1)),
        ("leaving", |on| {
            on.ctrl(Key::Num2);
            on.click("Add a client");
            on.types("Somebody");
            on.ctrl(Key::Num1);
        }),
    ];
    in_the_sample(list)
}

fn of_a_screening() -> Vec<(Clinic, &'static str, Way)> {
    let list: [(&'static str, Way); 14] = [
        ("answer-support", |on| {
            on.ctrl(Key::N);
            on.press(Key::Num2);
        }),
        ("answer-support-some", |on| {
            on.ctrl(Key::N);
            on.press(Key::Num2);
            for _ in 0..4 {
                on.press(Key::Num1);
                on.press(Key::Enter);
            }
        }),
        ("answer-therapy", |on| {
            on.opens("Lorcan Invented");
            on.step("Answer");
        }),
        ("answer-reasoning", |on| {
            on.opens("Lucian Makebelieve");
            on.step("Answer");
            on.press(Key::F8);
        }),
        ("answer-covered", |on| {
            on.opens("Lorcan Invented");
            on.step("Answer");
            on.press(Key::F9);
        }),
        ("safety", |on| on.opens("Juniper Fakenham")),
        ("result-suitable", |on| result(on, "Barnaby Mockridge")),
        ("result-not-now", |on| result(on, "Lucian Makebelieve")),
        ("result-open", |on| result(on, "Lorcan Invented")),
        ("match", |on| {
            on.opens("Barnaby Mockridge");
            on.step("Groups");
        }),
        ("decide", |on| {
            on.opens("Barnaby Mockridge");
            on.step("Decide");
        }),
        ("decide-signed", |on| {
            on.opens("Marigold Testwell");
            on.step("Decide");
        }),
        ("letter", |on| {
            on.opens("Marigold Testwell");
            on.step("Letter");
            on.seen.run_steps(8);
        }),
        ("letter-support", |on| {
            on.opens("Pippa Exampleton");
            on.step("Letter");
            on.seen.run_steps(8);
        }),
    ];
    in_the_sample(list)
}

fn in_the_sample<const N: usize>(
    list: [(&'static str, Way); N],
) -> Vec<(Clinic, &'static str, Way)> {
    list.into_iter()
        .map(|(name, way)| (Clinic::Sample, name, way))
        .collect()
}

fn part(on: &mut Visit, message: &str) {
    on.ctrl(Key::Comma);
    on.click(&say(message));
}

fn result(on: &mut Visit, person: &str) {
    on.opens(person);
    on.step("Result");
}
