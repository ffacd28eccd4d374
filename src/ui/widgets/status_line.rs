//! What was saved when, who is signed in, and when the program locks; it never moves.

use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, vec2};

use crate::ui::{Icon, Ink, Theme, Type, paint, theme::space};

/// How safe the work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// What the line says is on the disk.
    Yes,
    /// It is on its way.
    Saving,
    /// It could not be written.
    No,
}

/// The status line.
#[must_use = "call `show`"]
pub struct StatusLine<'a> {
    saved: Saved,
    saved_text: &'a str,
    who: &'a str,
    lock: &'a str,
}

const ICON: f32 = 16.0;

impl<'a> StatusLine<'a> {
    /// How safe the work is, and that in words, such as "Saved 10:42".
    pub fn new(saved: Saved, saved_text: &'a str) -> Self {
        Self {
            saved,
            saved_text,
            who: "",
            lock: "",
        }
    }

    /// Who is signed in.
    pub fn who(mut self, who: &'a str) -> Self {
        self.who = who;
        self
    }

    /// When the program locks.
    pub fn lock(mut self, lock: &'a str) -> Self {
        self.lock = lock;
        self
    }

    /// Draws it from the right; each part has a width of its own, so that none moves when another changes.
    ///
    /// Where there is no room, who and lock are named to assistive programs only.
    pub fn show(self, ui: &mut Ui) {
        let (icon, ink) = match self.saved {
            Saved::Yes => (Icon::CheckCircle, Ink::Ok),
            Saved::Saving => (Icon::Hourglass, Ink::Help),
            Saved::No => (Icon::WarningOctagonFill, Ink::Stop),
        };
        let room = ui.available_width();
        let all = [
            (icon, ink, self.saved_text, 112.0),
            (Icon::User, Ink::Help, self.who, 168.0),
            (Icon::Clock, Ink::Help, self.lock, 124.0),
        ];
        let layout = Layout::left_to_right(Align::Center);
        ui.with_layout(layout, |ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            let mut left = room;
            for (index, (icon, ink, text, width)) in all.into_iter().enumerate() {
                if text.is_empty() {
                    continue;
                }
                let fits = left >= width;
                let width = if index == 0 {
                    width.min(left.max(ICON))
                } else {
                    width
                };
                if fits || index == 0 {
                    part(ui, icon, ink, text, width);
                    left -= width + space::S12;
                }
            }
        });
    }
}

fn part(ui: &mut Ui, icon: Icon, ink: Ink, text: &str, width: f32) {
    let theme = Theme::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, Type::Meta.line()), Sense::hover());
    let color = theme.ink(ink);
    paint::icon(
        ui,
        egui::pos2(rect.left() + ICON / 2.0, rect.center().y),
        icon,
        ICON,
        color,
    );
    let text_ink = if ink == Ink::Stop {
        Ink::Stop
    } else {
        Ink::Help
    };
    let room = width - ICON - space::S4;
    if room > 24.0 {
        let galley = paint::elided(ui, text, Type::Meta, theme.ink(text_ink), room);
        paint::text(
            ui,
            egui::pos2(rect.left() + ICON + space::S4, rect.top()),
            galley,
        );
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, text));
}
