//! The pages around the questions: the notice and consent, thank you, danger, the way back for staff, and the cover.

use egui::{Id, Role, Sense, Ui, WidgetInfo, vec2};

use super::super::safety::steps_at_the_desk;
use super::frame::Frame;
use super::{HandOver, HandOverView, Page};
use crate::app::command::Command;
use crate::text::{say, say_with};
use crate::ui::keys::Wish;
use crate::ui::screen::{Ask, Shared};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, SecretField, Text, Tone};
use crate::ui::{Ground, Icon, Ink, Theme, Type, paint};

/// Nothing is shown until somebody is there again.
pub(super) fn cover(ui: &mut Ui, id: Id) {
    let all = ui.max_rect();
    let theme = Theme::of(ui);
    ui.painter()
        .rect_filled(all, 0.0, theme.ground(Ground::Canvas));
    let text = say("hand-over-covered");
    let room = (all.width() - 2.0 * space::S24).min(480.0);
    let galley = paint::wrapped(ui, &text, Type::H2, theme.ink(Ink::Help), room);
    let at = all.center() - galley.size() / 2.0;
    let mark = egui::pos2(all.center().x, at.y - space::S48);
    paint::icon(ui, mark, Icon::EyeSlash, 32.0, theme.ink(Ink::Help));
    paint::text(ui, at, galley);
    let response = ui.interact(all, id.with("cover"), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
}

/// A heading that takes the focus when its page opens, so that it is read first and Enter does nothing yet.
fn heading(ui: &mut Ui, id: Id, text: &str, arrived: bool) {
    let theme = Theme::of(ui);
    let room = ui.available_width();
    let galley = paint::wrapped(ui, text, Type::H1, theme.ink(Ink::Body), room);
    let (_, rect) = ui.allocate_space(vec2(room, galley.size().y));
    let response = ui.interact(rect, id, Sense::focusable_noninteractive());
    paint::text(ui, rect.min, galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, text));
    if arrived {
        response.request_focus();
    }
}

/// A sentence with a mark before it.
fn line(ui: &mut Ui, icon: Icon, text: &str) {
    let theme = Theme::of(ui);
    let left = 20.0 + space::S12;
    let room = ui.available_width() - left;
    let galley = paint::wrapped(ui, text, Type::Body, theme.ink(Ink::Body), room);
    let (rect, response) = ui.allocate_exact_size(
        vec2(left + galley.size().x, galley.size().y),
        Sense::hover(),
    );
    let mark = egui::pos2(rect.left() + 10.0, rect.top() + Type::Body.line() / 2.0);
    paint::icon(ui, mark, icon, 20.0, theme.ink(Ink::Accent));
    paint::text(ui, egui::pos2(rect.left() + left, rect.top()), galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
}

impl HandOverView {
    /// What this is, who reads it, and whether the person wants to answer here.
    pub(super) fn consent(
        &mut self,
        ui: &mut Ui,
        frame: &Frame,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        let id = self.id().with("consent");
        let arrived = std::mem::take(&mut self.arrived);
        let clinic = &shared.opened.clinic;
        frame.body(ui, id, |ui| {
            let title = say("hand-over-consent-title");
            heading(ui, id.with("title"), &title, arrived);
            let text = say_with("hand-over-consent-text", &[("clinic", &clinic.name)]);
            Text::body(&text).full_width().show(ui);
            ui.add_space(space::S8);
            for (icon, message) in [
                (Icon::Users, "hand-over-consent-who"),
                (Icon::HandHeart, "hand-over-consent-free"),
                (Icon::Chat, "hand-over-consent-talk"),
                (Icon::FirstAid, "hand-over-consent-not-emergency"),
            ] {
                line(ui, icon, &say(message));
            }
            if let Some(refused) = &self.refused {
                ui.add_space(space::S8);
                Banner::new(id.with("refused"), Tone::Stop, refused).show(ui);
            }
        });
        let (mut yes, mut no) = (false, false);
        frame.foot(
            ui,
            id.with("foot"),
            |ui| {
                let label = say("hand-over-consent-no");
                no = Button::quiet(&label).id(id.with("no")).show(ui).clicked();
            },
            |ui| {
                let label = say("hand-over-consent-yes");
                let button = Button::primary(&label).busy(self.sent).id(id.with("yes"));
                yes = button.show(ui).clicked();
            },
        );
        if yes && !self.sent {
            self.sent = true;
            asks.push(Ask::Do(Command::HandOver(HandOver::Begin)));
        }
        if no {
            self.turn(Page::Refused);
        }
    }

    /// The person would rather talk.
    pub(super) fn refused(&mut self, ui: &mut Ui, frame: &Frame) {
        let id = self.id().with("rather not");
        let arrived = std::mem::take(&mut self.arrived);
        frame.body(ui, id, |ui| {
            heading(
                ui,
                id.with("title"),
                &say("hand-over-refused-title"),
                arrived,
            );
            Text::body(&say("hand-over-refused-text"))
                .full_width()
                .show(ui);
        });
        let mut back = false;
        frame.foot(
            ui,
            id.with("foot"),
            |ui| {
                let label = say("hand-over-back");
                let button = Button::quiet(&label).icon(Icon::ArrowLeft);
                back = button.id(id.with("back")).show(ui).clicked();
            },
            |_| {},
        );
        if back {
            self.turn(Page::Consent);
        }
    }

    /// The end: thanks, and what happens now.
    pub(super) fn thanks(&mut self, ui: &mut Ui, frame: &Frame) {
        let id = self.id().with("thanks");
        let arrived = std::mem::take(&mut self.arrived);
        frame.body(ui, id, |ui| {
            heading(
                ui,
                id.with("title"),
                &say("hand-over-thanks-title"),
                arrived,
            );
            Text::body(&say("hand-over-thanks-text"))
                .full_width()
                .show(ui);
            ui.add_space(space::S8);
            line(ui, Icon::Handshake, &say("hand-over-thanks-back"));
        });
        let (mut staff, mut again) = (false, false);
        let can_look = self.at.is_some();
        frame.foot(
            ui,
            id.with("foot"),
            |ui| {
                let label = say("hand-over-thanks-again");
                if can_look {
                    let button = Button::quiet(&label).icon(Icon::ArrowLeft);
                    again = button.id(id.with("again")).show(ui).clicked();
                }
            },
            |ui| {
                let label = say("hand-over-staff-take");
                let button = Button::primary(&label).icon(Icon::Lock);
                staff = button.id(id.with("staff")).show(ui).clicked();
            },
        );
        if again {
            self.turn(Page::Question);
        } else if staff {
            self.turn(Page::Staff);
        }
    }

    /// Kindly: whom to show this to, and whom to call.
    pub(super) fn danger(&mut self, ui: &mut Ui, frame: &Frame, shared: &Shared<'_>) {
        let id = self.id().with("danger");
        let arrived = std::mem::take(&mut self.arrived);
        let clinic = &shared.opened.clinic;
        frame.body(ui, id, |ui| {
            heading(
                ui,
                id.with("title"),
                &say("hand-over-danger-title"),
                arrived,
            );
            ui.add_space(space::S4);
            show_this(ui, id.with("show"), &say("hand-over-danger-show"));
            ui.add_space(space::S8);
            let none = say("safety-no-number");
            number(
                ui,
                &say("hand-over-danger-emergency"),
                &clinic.emergency_number,
                &none,
            );
            let line = clinic.phone.trim();
            if !line.is_empty() {
                number(ui, &say("hand-over-danger-clinic"), line, "");
            }
            Text::body(&say("hand-over-danger-text"))
                .full_width()
                .show(ui);
        });
        let mut on = false;
        frame.foot(
            ui,
            id.with("foot"),
            |ui| {
                let label = say("hand-over-danger-on");
                let button = Button::quiet(&label).icon(Icon::ArrowLeft);
                on = button.id(id.with("on")).show(ui).clicked();
            },
            |_| {},
        );
        if on {
            let before = self.before;
            self.turn(before);
        }
    }

    /// The way back: the passphrase of whoever is signed in.
    pub(super) fn staff(
        &mut self,
        ui: &mut Ui,
        frame: &Frame,
        shared: &Shared<'_>,
        asks: &mut Vec<Ask>,
    ) {
        let id = self.id().with("back to staff");
        let arrived = std::mem::take(&mut self.arrived);
        let field = id.with("passphrase");
        let mut wish = None;
        frame.body(ui, id, |ui| {
            Text::h1(&say("hand-over-staff-title")).show(ui);
            let name = [("name", shared.opened.name.as_str())];
            Text::body(&say_with("hand-over-staff-text", &name))
                .full_width()
                .show(ui);
            ui.add_space(space::S8);
            let label = say_with("hand-over-passphrase", &name);
            wish = SecretField::new(field, &label)
                .error(self.refused.as_deref())
                .show(ui, &mut self.secret)
                .wish;
            if self.danger {
                ui.add_space(space::S16);
                Text::h2(&say("protocol-desk-title")).show(ui);
                for step in steps_at_the_desk(&shared.opened.clinic) {
                    line(ui, Icon::HandHeart, &step);
                }
            }
        });
        if arrived {
            ui.memory_mut(|memory| memory.request_focus(field));
        }
        let (mut back, mut take) = (false, wish == Some(Wish::GoOn));
        frame.foot(
            ui,
            id.with("foot"),
            |ui| {
                let label = say("hand-over-staff-return");
                let button = Button::quiet(&label).icon(Icon::ArrowLeft);
                back = button.id(id.with("back")).show(ui).clicked();
            },
            |ui| {
                let label = say("hand-over-take");
                let button = Button::primary(&label).busy(self.sent).id(id.with("take"));
                take |= button.show(ui).clicked();
            },
        );
        if take && !self.sent {
            self.take_back(asks);
        }
        if back {
            let before = self.before;
            self.turn(before);
        }
    }
}

/// The sentence that is meant for whoever works here.
fn show_this(ui: &mut Ui, id: Id, text: &str) {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let left = space::S16 + 24.0 + space::S12;
    let room = width - left - space::S16;
    let galley = paint::wrapped(ui, text, Type::Strong, theme.ink(Ink::OnActNow), room);
    let (_, rect) = ui.allocate_space(vec2(width, galley.size().y + 2.0 * space::S16));
    paint::frame(ui, rect, space::RADIUS_CARD, Some(Ground::ActNow), None);
    let mark = egui::pos2(rect.left() + space::S16 + 12.0, rect.center().y);
    paint::icon(
        ui,
        mark,
        Icon::BellRingingFill,
        24.0,
        theme.ink(Ink::OnActNow),
    );
    let at = egui::pos2(rect.left() + left, rect.center().y - galley.size().y / 2.0);
    paint::text(ui, at, galley);
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, text));
    ui.accesskit_node_builder(id, |node| node.set_live(egui::accesskit::Live::Assertive));
}

fn number(ui: &mut Ui, label: &str, digits: &str, none: &str) {
    Text::new(label, Type::SmallStrong).ink(Ink::Help).show(ui);
    let digits = digits.trim();
    if digits.is_empty() {
        Text::body(none).full_width().show(ui);
    } else {
        Text::h1(digits).show(ui);
    }
    ui.add_space(space::S8);
}
