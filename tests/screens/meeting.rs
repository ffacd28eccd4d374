//! The screen in the hands of the person, and what the desk and a clinician see before and after.

use egui::Key;

use crate::before::{INAS, VERAS, signs_in};
use crate::visit::Visit;

/// Ina at the desk begins an assessment for somebody to answer alone.
pub fn desk_begins(on: &mut Visit) {
    signs_in(on, "ina", INAS);
    on.ctrl(Key::N);
    on.press(Key::Num3);
    on.types("Wren");
    on.row("Wren Newcomer");
}

pub fn hands_over(on: &mut Visit) {
    on.click("Hand the screen to the person");
}

pub fn agrees(on: &mut Visit) {
    on.click("Back");
    on.click("I agree, and want to start");
}

/// Answers a few questions and leaves out the rest.
pub fn goes_through(on: &mut Visit) {
    for at in 0..40 {
        if on.says("Thank you") {
            return;
        }
        if at % 2 == 0 {
            on.press(Key::Num2);
        }
        let next = ["Next", "Leave out"]
            .into_iter()
            .find(|word| on.has_button(word));
        on.click(next.unwrap_or_else(|| panic!("{}", on.everything())));
    }
    panic!("{}", on.everything());
}

pub fn takes_back(on: &mut Visit) {
    on.click("Take the screen back");
    on.fill("Passphrase of Ina Sample", INAS);
    // Danger that was said brings the desk to its safety page.
    on.press(Key::Enter);
}

/// Vera signs in and opens what the person answered.
pub fn clinician_opens(on: &mut Visit) {
    on.ctrl(Key::L);
    signs_in(on, "vera", VERAS);
    on.row("Wren Newcomer");
}

/// Pauses what is open until the next meeting.
pub fn pauses(on: &mut Visit) {
    on.fill("Day of the next meeting", "2025-03-17");
    on.fill("Time and place", "10:00, room 2");
    on.click("Pause");
}
