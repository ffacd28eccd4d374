//! Every screen of the program, and what leads there.

use anteroom::text::say;
use egui::Key;

use crate::clinic::{OFFICE, PASSPHRASE};
use crate::visit::Visit;
use crate::{before, meeting};

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
    /// A locked vault with a backup and two recovery sheets.
    Kept,
    /// A damaged vault.
    Damaged,
    /// A vault of an older format.
    Old,
    /// A clinic of two, before the desk signed in.
    Desk,
    /// The sample clinic.
    Sample,
    /// The sample clinic with one more signature and a printer.
    Later,
}

impl Clinic {
    pub const ALL: [Clinic; 9] = [
        Clinic::None,
        Clinic::Locked,
        Clinic::Empty,
        Clinic::Kept,
        Clinic::Damaged,
        Clinic::Old,
        Clinic::Desk,
        Clinic::Sample,
        Clinic::Later,
    ];

    /// Whether each way begins on Home, and not where the one before ended.
    pub fn begins_at_home(self) -> bool {
        matches!(self, Clinic::Sample | Clinic::Later)
    }

    pub fn visit(self) -> Visit {
        match self {
            Clinic::None => Visit::first_start(),
            Clinic::Locked => Visit::locked(),
            Clinic::Empty => Visit::empty(),
            Clinic::Kept => Visit::kept(),
            Clinic::Damaged => Visit::damaged(),
            Clinic::Old => Visit::old(),
            Clinic::Desk => Visit::desk(),
            Clinic::Sample => Visit::sample(),
            Clinic::Later => Visit::sample_later(),
        }
    }
}

/// All screens, those of one clinic after each other. In the sample clinics each way begins on Home; in the others each goes
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
    all.extend(before_the_vault());
    all.extend(with_the_person());
    all.extend(places());
    all.extend(over_pages());
    all.extend(of_a_screening());
    all.extend(papers());
    all
}

fn before_the_vault() -> Vec<(Clinic, &'static str, Way)> {
    vec![
        (Clinic::Kept, "rescue-another", |on| {
            on.click("Another vault…");
        }),
        (Clinic::Kept, "rescue-restore", |on| {
            on.click("Back");
            before::begins_restore(on);
        }),
        (Clinic::Kept, "rescue-restore-found", before::unpacks),
        (Clinic::Kept, "rescue-restore-opened", before::opens_it),
        (
            Clinic::Kept,
            "rescue-restore-done",
            before::puts_it_in_place,
        ),
        (Clinic::Kept, "rescue-sheet", |on| {
            on.click("To sign-in");
            on.click("I have a recovery sheet");
        }),
        (Clinic::Kept, "rescue-sheet-office", |on| {
            before::reads_sheet(on, 0);
            on.click("Is new here");
        }),
        (Clinic::Kept, "rescue-sheet-clinical", |on| {
            on.click("Back");
            on.click("I have a recovery sheet");
            before::reads_sheet(on, 1);
        }),
        (Clinic::Damaged, "rescue-damaged", |on| {
            before::signs_in(on, "vera", before::VERAS);
        }),
        (Clinic::Damaged, "rescue-salvage", |on| {
            on.click("Carry over what can be read…");
        }),
        (Clinic::Damaged, "rescue-salvage-done", |on| {
            on.refill("Your login", "vera");
            on.fill("Your passphrase", before::VERAS);
            on.click("Carry over");
        }),
        (Clinic::Old, "rescue-upgrade", |on| {
            before::signs_in(on, "sample", anteroom::app::demo::PASSPHRASE);
        }),
    ]
}

fn with_the_person() -> Vec<(Clinic, &'static str, Way)> {
    vec![
        (Clinic::Desk, "give", meeting::desk_begins),
        (Clinic::Desk, "hand-over", meeting::hands_over),
        (Clinic::Desk, "hand-over-refused", |on| {
            on.click("I would rather talk");
        }),
        (Clinic::Desk, "hand-over-question", meeting::agrees),
        (Clinic::Desk, "hand-over-danger", |on| on.press(Key::F2)),
        (Clinic::Desk, "hand-over-staff", |on| {
            on.click("Go back to the questions");
            on.click("For staff");
        }),
        (Clinic::Desk, "hand-over-covered", |on| {
            on.click("Back to the person’s page");
            on.rests(121.0);
        }),
        (Clinic::Desk, "hand-over-thanks", |on| {
            on.press(Key::Space);
            meeting::goes_through(on);
        }),
        (Clinic::Desk, "safety-desk", meeting::takes_back),
        (Clinic::Desk, "home-desk", |on| {
            on.ctrl(Key::Num1);
            on.rests(8.0);
        }),
        (Clinic::Desk, "give-again", |on| {
            on.row("Wren Newcomer");
            on.rests(8.0);
        }),
        (Clinic::Desk, "accept-safety", meeting::clinician_opens),
        (Clinic::Desk, "accept", |on| on.step("Accept")),
    ]
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
        // A chapter without pictures: those of the guide are drawn here.
        ("guide", |on| {
            part(on, "settings-people");
            on.press(Key::F1);
        }),
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

/// What is written, looked at, kept and printed.
fn papers() -> Vec<(Clinic, &'static str, Way)> {
    let list: [(&'static str, Way); 19] = [
        ("pause", |on| {
            on.opens("Lorcan Invented");
            on.step("Answer");
            on.click("Pause until the next meeting");
        }),
        ("recall", |on| {
            on.opens("Lorcan Invented");
            on.step("Answer");
            on.click("Pause until the next meeting");
            meeting::pauses(on);
            on.opens_client("Lorcan Invented");
            on.row("Therapy-group assessment");
        }),
        ("client-letter", |on| {
            on.opens_client("Marigold Testwell");
            on.row("Clinical letter");
        }),
        ("letters-one", one_letter),
        ("letters-day", |on| {
            on.ctrl(Key::Num4);
            on.click("Of a day");
        }),
        ("letters-print", |on| {
            one_letter(on);
            on.click("Print it again");
            on.wait_for_work();
        }),
        ("letters-book", |on| {
            on.ctrl(Key::Num4);
            on.click("Address book");
        }),
        ("letters-book-entry", |on| {
            on.ctrl(Key::Num4);
            on.click("Address book");
            on.row("Harriet Standin");
        }),
        ("handouts", |on| {
            on.ctrl(Key::Num4);
            on.click("Handouts");
            on.wait_for_work();
        }),
        ("settings-letterhead", |on| {
            part(on, "letterhead-title");
            on.wait_for_work();
        }),
        ("settings-texts", |on| {
            part(on, "settings-texts");
            on.wait_for_work();
        }),
        ("settings-texts-refused", |on| {
            part(on, "settings-texts");
            on.choose("Text", "This is group therapy");
            on.refill("Wording", "This is a group.");
            on.rests(1.0);
            on.wait_for_work();
        }),
        ("letter-l1", |on| {
            letter(on, "Marigold Testwell", "To the therapy group")
        }),
        ("letter-l3", |on| {
            letter(on, "Lucian Makebelieve", "To another service")
        }),
        ("letter-l4", |on| {
            letter(on, "Lucian Makebelieve", "To the referrer")
        }),
        ("letter-l5", |on| {
            letter(on, "Marigold Testwell", "To the person")
        }),
        ("letter-l5-other", |on| {
            letter(on, "Lucian Makebelieve", "To the person")
        }),
        ("letter-l6", |on| {
            on.opens("Juniper Fakenham");
            on.step("Letter");
            on.seen.run_steps(8);
            on.wait_for_work();
        }),
        ("letter-print", |on| {
            letter(on, "Marigold Testwell", "To the person");
            on.click("Print");
            on.wait_for_work();
        }),
    ];
    list.into_iter()
        .map(|(name, way)| (Clinic::Later, name, way))
        .collect()
}

fn one_letter(on: &mut Visit) {
    on.ctrl(Key::Num4);
    on.row("Marigold Testwell");
}

fn letter(on: &mut Visit, person: &str, which: &str) {
    on.opens(person);
    on.step("Letter");
    on.choose("Which letter", which);
    on.seen.run_steps(8);
    on.wait_for_work();
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
