//! What somebody before the window does and sees, by the names of things.

use anteroom::ui::layout_check::{self, Check};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};

use super::window::Seen;

pub(crate) trait Hands {
    fn seen(&self) -> &Seen;
    fn seen_mut(&mut self) -> &mut Seen;

    fn presses(&mut self, key: Key) {
        let seen = self.seen_mut();
        seen.key_press_modifiers(Modifiers::COMMAND, key);
        seen.run();
    }

    /// The last button of this name: that of the dialog, where one is open.
    fn enters(&mut self, label: &str) {
        let mut all = self.seen().query_all(By::new().label(label));
        let node = all.rfind(|node| {
            let role = node.accesskit_node().role();
            matches!(
                role,
                Role::Button | Role::RadioButton | Role::Tab | Role::CheckBox
            )
        });
        node.unwrap_or_else(|| panic!("no button {label:?}"))
            .click();
        drop(all);
        self.seen_mut().run();
    }

    /// Whatever stood in the field goes.
    fn fills(&mut self, label: &str, text: &str) {
        let mut all = self.seen().query_all(By::new().label(label));
        let node = all.find(|node| {
            let role = node.accesskit_node().role();
            matches!(role, Role::TextInput | Role::PasswordInput)
        });
        node.unwrap_or_else(|| panic!("no field {label:?}")).focus();
        drop(all);
        let seen = self.seen_mut();
        seen.run();
        seen.key_press_modifiers(Modifiers::COMMAND, Key::A);
        seen.event(egui::Event::Text(text.to_owned()));
        seen.run();
    }

    fn reads(&self, text: &str) -> bool {
        let found = By::new().label_contains(text);
        self.seen().query_all(found).next().is_some()
    }

    fn nothing_is_cut(&self, when: &str) {
        let check = Check {
            vertical: false,
            elided: false,
        };
        let faults = layout_check::faults(&self.seen().output().shapes, check);
        assert!(faults.is_empty(), "{when}: {} faults", faults.len());
    }
}
