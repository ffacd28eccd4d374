//! A vault in doubt: a line over every page, and the dialog in which an administrator says why.

use egui::{
    Frame, Id, Margin, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use zeroize::Zeroizing;

use crate::app::activity::SHORTEST_REASON;
use crate::app::command::{Command, Explanation, Opened, Secret as Typed};
use crate::text::say;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, Choice, Dialog, LongText, OptionGroup, Secret, SecretField, Text,
};
use crate::ui::{Ground, Icon, Ink, Theme, Type, paint};

/// The height of the line.
const LINE: f32 = 44.0;
const BUTTON: f32 = 148.0;
/// What stands in the dialog and around it beside what scrolls.
const AROUND: f32 = 216.0;

/// What an administrator says.
#[derive(Default)]
pub struct DoubtDialog {
    open: bool,
    why: Option<usize>,
    reason: String,
    passphrase: Secret,
    /// It was sent, and the answer is awaited.
    waiting: bool,
    /// Frames until the dialog opens again: the one that closed has to let go of the focus first.
    again_in: u8,
    refused: Option<String>,
}

fn id(part: &str) -> Id {
    Id::unique("doubt").with(part)
}

impl DoubtDialog {
    /// The vault refused something. If it was this, the dialog opens again and says why.
    pub fn refused(&mut self, message: &str) -> bool {
        let mine = std::mem::take(&mut self.waiting);
        if mine {
            self.again_in = 3;
            self.refused = Some(message.to_owned());
        }
        mine
    }

    /// The doubt is over.
    pub fn over(&mut self) {
        *self = Self::default();
    }

    /// Draws the line over the window and the dialog; gives back the rest of the room.
    pub fn show(&mut self, ui: &mut Ui, all: Rect, opened: &Opened, asks: &mut Vec<Ask>) -> Rect {
        let Some(doubt) = &opened.doubt else {
            return all;
        };
        let line = Rect::from_min_size(all.min, vec2(all.width(), LINE));
        let theme = Theme::of(ui);
        paint::frame(ui, line, 0, Some(Ground::StopSoft), None);
        let ink = theme.ink(Ink::Stop);
        let text = say("doubt-line");
        let room = (line.width() - BUTTON - 72.0).max(80.0);
        let galley = paint::elided(ui, &text, Type::SmallStrong, ink, room);
        let (left, middle) = (line.left() + space::S16, line.center().y);
        let icon = pos2(left + 9.0, middle);
        paint::icon(ui, icon, Icon::WarningOctagonFill, 18.0, ink);
        let at = pos2(left + 28.0, middle - galley.size().y / 2.0);
        paint::text(ui, at, galley);
        let response = ui.interact(line, id("line"), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &text));
        let place = Rect::from_min_max(
            pos2(line.right() - BUTTON, line.top() + 4.0),
            pos2(line.right() - space::S8, line.bottom()),
        );
        let more = say("doubt-more");
        let pressed = ui
            .scope_builder(UiBuilder::new().max_rect(place), |ui| {
                Button::quiet(&more)
                    .small()
                    .id(id("more"))
                    .show(ui)
                    .clicked()
            })
            .inner;
        self.open |= pressed;
        if self.again_in > 0 {
            self.again_in -= 1;
            self.open |= self.again_in == 0;
            ui.request_repaint();
        }
        if self.open {
            self.dialog(ui, doubt, opened.administrator, asks);
        }
        Rect::from_min_max(pos2(all.left(), line.bottom()), all.max)
    }

    fn dialog(&mut self, ui: &Ui, doubt: &str, may: bool, asks: &mut Vec<Ask>) {
        let (title, back) = (say("doubt-title"), say("doubt-back"));
        let act = say("doubt-go-on");
        let missing = self.missing().map(say);
        let mut dialog = Dialog::new(id("dialog"), &title, &back).width(640.0);
        if may {
            dialog = dialog.act(&act).act_disabled(missing.as_deref());
        }
        // Title and buttons stay in view also on a low screen and with large text.
        let most = (ui.content_rect().height() - AROUND).max(96.0);
        let (choice, ()) = dialog.show_with(ui, |ui| {
            let area = ScrollArea::vertical()
                .max_height(most)
                .auto_shrink([false, true]);
            area.show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S8;
                // At the right there is room for the bar.
                let room = Frame::new().inner_margin(Margin {
                    right: 16,
                    ..Margin::same(4)
                });
                room.show(ui, |ui| {
                    Text::body(doubt).ink(Ink::Help).full_width().show(ui);
                    if may {
                        self.form(ui);
                    } else {
                        let ask = say("doubt-ask-administrator");
                        Text::body(&ask).full_width().show(ui);
                    }
                });
            });
        });
        match choice {
            Some(Choice::Safe) => *self = Self::default(),
            Some(Choice::Act) => {
                self.refused = None;
                (self.open, self.waiting) = (false, true);
                asks.extend(self.command().map(Ask::Do));
                self.passphrase.clear();
            }
            None => {}
        }
    }

    fn form(&mut self, ui: &mut Ui) {
        Text::body(&say("doubt-ask-text")).full_width().show(ui);
        ui.add_space(space::S8);
        let why = say("doubt-why");
        let words = Explanation::ALL.map(|why| say(&format!("doubt-why-{}", why.word())));
        let items: Vec<&str> = words.iter().map(String::as_str).collect();
        Text::strong(&why).show(ui);
        OptionGroup::new(id("why"), &why, items)
            .dense()
            .show(ui, &mut self.why);
        let (reason, help) = (say("doubt-reason"), say("doubt-reason-help"));
        LongText::new(id("reason"), &reason)
            .help(&help)
            .lines(2)
            .limit(1_000)
            .show(ui, &mut self.reason);
        let passphrase = say("doubt-passphrase");
        SecretField::new(id("passphrase"), &passphrase)
            .error(self.refused.as_deref())
            .show(ui, &mut self.passphrase);
    }

    /// What has to be said yet, as a message id.
    fn missing(&self) -> Option<&'static str> {
        if self.why.is_none() {
            Some("doubt-needs-why")
        } else if self.reason.trim().chars().count() < SHORTEST_REASON {
            Some("doubt-needs-reason")
        } else if self.passphrase.is_empty() {
            Some("doubt-needs-passphrase")
        } else {
            None
        }
    }

    fn command(&self) -> Option<Command> {
        let explanation = *Explanation::ALL.get(self.why?)?;
        Some(Command::AcknowledgeDoubt {
            explanation,
            reason: self.reason.clone(),
            passphrase: Typed(Zeroizing::new(self.passphrase.as_str().to_owned())),
        })
    }
}
