//! Another vault than the one that was named at the start.

use egui::{Id, Ui};

use crate::app::rescue::Ask;
use crate::ui::fields;
use crate::ui::theme::space;

use super::{Chosen, Now, What, Wish, buttons};

/// The page.
#[derive(Default)]
pub(super) struct Another {
    folder: Chosen,
    tried: bool,
    shown: bool,
}

fn id(part: &str) -> Id {
    Id::unique("another vault").with(part)
}

impl Another {
    pub(super) fn show(&mut self, ui: &mut Ui, now: &Now<'_>) -> Option<Wish> {
        fields::title(ui, "another-title");
        ui.add_space(space::S16);
        super::super::refused(ui, now.trouble);
        let path = self.folder.path();
        let error = (self.tried && path.is_none()).then_some("error-needed");
        let typed = id("folder");
        let entered = self
            .folder
            .show(ui, typed, "another-folder", error, What::Folder);
        fields::focus_once(
            ui,
            &mut { !std::mem::replace(&mut self.shown, true) },
            typed,
        );
        let (go, back) = buttons(ui, "another-go", id("buttons"), now);
        if back {
            return Some(Wish::Leave);
        }
        if !(go || entered) || now.busy {
            return None;
        }
        self.tried = true;
        path.map(|path| Wish::Ask(Ask::Another(path)))
    }
}
