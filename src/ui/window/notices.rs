//! What stands above a page until its cause is gone: the sample clinic, what was refused, what is not saved.

use egui::{Id, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::app::command::{Command, Trouble};
use crate::text::say;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Tone};
use crate::ui::{Ground, Icon, Ink, Theme, Type, paint};

/// The height of the line over a sample clinic's window.
pub(super) const DEMO: f32 = 28.0;

/// Says over the whole window that the people in it are invented; gives back the rest of the room.
pub(super) fn demo_line(ui: &mut Ui, all: Rect) -> Rect {
    let line = Rect::from_min_size(all.min, vec2(all.width(), DEMO));
    let theme = Theme::of(ui);
    paint::frame(ui, line, 0, Some(Ground::InfoSoft), None);
    let text = say("window-demo");
    let ink = theme.ink(Ink::Info);
    let galley = paint::elided(ui, &text, Type::Small, ink, line.width() - 56.0);
    let left = line.left() + space::S16;
    paint::icon(
        ui,
        pos2(left + 8.0, line.center().y),
        Icon::InfoFill,
        16.0,
        ink,
    );
    let at = pos2(left + 24.0, line.center().y - galley.size().y / 2.0);
    paint::text(ui, at, galley);
    let response = ui.interact(line, Id::unique("demo line"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
    Rect::from_min_max(pos2(all.left(), line.bottom()), all.max)
}

/// What is to be said at the top of a page.
pub(super) struct Notices<'a> {
    pub(super) trouble: Option<&'a Trouble>,
    pub(super) not_saved: bool,
    pub(super) save_again: Option<Command>,
    pub(super) notes: &'a mut Vec<String>,
}

impl Notices<'_> {
    /// Draws them.
    pub(super) fn show(self, ui: &mut Ui, asks: &mut Vec<Ask>) {
        if self.not_saved {
            let (title, again) = (say("window-not-saved"), say("window-save-again"));
            let text = self.trouble.map_or_else(
                || say("window-not-saved-text"),
                |trouble| trouble.message.clone(),
            );
            let actions = [again.as_str()];
            let pressed = Banner::new(Id::unique("not saved"), Tone::Stop, &title)
                .text(&text)
                .actions(if self.save_again.is_some() {
                    &actions
                } else {
                    &[]
                })
                .show(ui);
            if let (Some(0), Some(command)) = (pressed, self.save_again) {
                asks.push(Ask::Do(command));
            }
            ui.add_space(space::S16);
        } else if let Some(trouble) = self.trouble {
            let title = say("window-refused");
            Banner::new(Id::unique("refused"), Tone::Stop, &title)
                .text(&trouble.message)
                .show(ui);
            ui.add_space(space::S16);
        }
        let mut read = None;
        for (index, note) in self.notes.iter().enumerate() {
            let (title, close) = (say("window-note"), say("window-note-read"));
            let pressed = Banner::new(Id::unique(("vault note", index)), Tone::Care, &title)
                .text(note)
                .actions(&[&close])
                .show(ui);
            if pressed.is_some() {
                read = Some(index);
            }
            ui.add_space(space::S16);
        }
        if let Some(index) = read {
            self.notes.remove(index);
        }
    }
}
