//! The steps of a screening in a slim line under the bar: where one is, and where one may go.

use egui::{Id, Rect, Role, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::text::say;
use crate::ui::screening::{Step, Work};
use crate::ui::theme::{Line, space};
use crate::ui::widgets::Button;
use crate::ui::{Ground, Icon, Ink, Theme, Type, paint};

/// The height of the line.
const HEIGHT: f32 = 40.0;

const STEPS: [(Step, &str); 7] = [
    (Step::Accept, "window-step-accept"),
    (Step::Answer, "window-step-answer"),
    (Step::Safety, "window-step-safety"),
    (Step::Result, "window-step-result"),
    (Step::Match, "window-step-groups"),
    (Step::Decide, "window-step-decide"),
    (Step::Letter, "window-step-letter"),
];

/// Draws the steps at the top of `room`, goes where a press leads, and gives back the rest of the room.
pub(super) fn show(ui: &mut Ui, room: Rect, work: &mut Work) -> Rect {
    let line = Rect::from_min_size(room.min, vec2(room.width(), HEIGHT));
    let theme = Theme::of(ui);
    ui.painter()
        .hline(line.x_range(), line.bottom(), theme.line(Line::Decoration));
    let id = Id::unique("steps").with(work.open.id.to_string());
    let builder = UiBuilder::new()
        .scope_id(id)
        .max_rect(line)
        .accessibility_role(Role::TabList)
        .accessibility_label(say("window-steps"));
    let went = ui
        .scope_builder(builder, |ui| {
            let due = super::places::safety_is_due(work);
            let handed = work.open.handed_over > 0 || work.step == Step::Accept;
            let steps = STEPS.iter().filter(|(step, _)| match step {
                Step::Safety => due,
                Step::Accept => handed,
                _ => true,
            });
            let mut left = line.left() + space::S16;
            let mut went = None;
            for (index, (step, message)) in steps.enumerate() {
                let (width, pressed) = one(ui, id.with(index), line, left, (*step, message), work);
                left += width;
                if pressed {
                    went = Some(*step);
                }
            }
            went
        })
        .inner;
    if let Some(step) = went {
        work.step = step;
    }
    Rect::from_min_max(pos2(room.left(), line.bottom() + 1.0), room.max)
}

fn one(
    ui: &Ui,
    id: Id,
    line: Rect,
    left: f32,
    (step, message): (Step, &str),
    work: &Work,
) -> (f32, bool) {
    let theme = Theme::of(ui);
    // Pausing and going on are part of the conversation.
    let at = match work.step {
        Step::Pause | Step::Recall => Step::Answer,
        other => other,
    };
    let here = at == step;
    let word = say(message);
    let face = if here { Type::SmallStrong } else { Type::Small };
    let ink = match (here, step) {
        (_, Step::Safety) => Ink::Stop,
        (true, _) => Ink::Accent,
        (false, _) => Ink::Help,
    };
    let color = theme.ink(ink);
    // As wide as the bold word, so that nothing moves from step to step.
    let room = paint::one_line(ui, &word, Type::SmallStrong, color)
        .size()
        .x;
    let icon = if step == Step::Safety { 20.0 } else { 0.0 };
    let width = room + icon + 2.0 * space::S12;
    let rect = Rect::from_min_size(pos2(left, line.top() + 2.0), vec2(width, HEIGHT - 4.0));
    let response = ui.interact(rect, id, Sense::click());
    if response.hovered() && !here {
        paint::frame(ui, rect, space::RADIUS_CONTROL, Some(Ground::Sunken), None);
    }
    let galley = paint::one_line(ui, &word, face, color);
    if step == Step::Safety {
        let at = pos2(rect.left() + space::S12 + 8.0, rect.center().y);
        paint::icon(ui, at, Icon::BellRingingFill, 16.0, color);
    }
    let at = pos2(
        rect.left() + space::S12 + icon,
        rect.center().y - galley.size().y / 2.0,
    );
    paint::text(ui, at, galley);
    if here {
        let under = rect.left() + space::S12..=rect.right() - space::S12;
        ui.painter()
            .hline(under, line.bottom() - 1.5, theme.line(Line::Chosen));
    }
    paint::focus(ui, &response, rect.shrink(2.0), space::RADIUS_CONTROL);
    response.widget_info(|| WidgetInfo::selected(Role::Tab, true, here, &word));
    (width + space::S4, response.clicked())
}

/// The red line over the screening of a restricted client; returns the rest of the room.
pub(super) fn restricted(ui: &mut Ui, room: Rect) -> Rect {
    let line = Rect::from_min_size(room.min, vec2(room.width(), 36.0));
    let theme = Theme::of(ui);
    paint::frame(ui, line, 0, Some(Ground::StopSoft), None);
    let color = theme.ink(Ink::Stop);
    let text = say("restricted-line");
    let galley = paint::elided(ui, &text, Type::SmallStrong, color, line.width() - 64.0);
    let middle = line.center().y;
    let icon = pos2(line.left() + 26.0, middle);
    paint::icon(ui, icon, Icon::LockFill, 18.0, color);
    let at = pos2(line.left() + 44.0, middle - galley.size().y / 2.0);
    paint::text(ui, at, galley);
    let response = ui.interact(line, Id::unique("restricted line"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, &text));
    Rect::from_min_max(pos2(room.left(), line.bottom()), room.max)
}

/// The line that says that the last answers are not on the disk; whether to try again, and the rest of the room.
pub(super) fn not_saved(ui: &mut Ui, room: Rect) -> (bool, Rect) {
    let line = Rect::from_min_size(room.min, vec2(room.width(), 48.0));
    let theme = Theme::of(ui);
    paint::frame(ui, line, 0, Some(Ground::StopSoft), None);
    let color = theme.ink(Ink::Stop);
    let (text, again) = (say("window-not-saved-line"), say("window-save-again"));
    let galley = paint::elided(ui, &text, Type::SmallStrong, color, line.width() - 200.0);
    let middle = line.center().y;
    let icon = pos2(line.left() + 26.0, middle);
    paint::icon(ui, icon, Icon::WarningOctagonFill, 18.0, color);
    let at = pos2(line.left() + 44.0, middle - galley.size().y / 2.0);
    paint::text(ui, at, galley);
    let response = ui.interact(line, Id::unique("not saved line"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Alert, true, &text));
    let place = Rect::from_min_max(pos2(line.right() - 152.0, line.top() + 6.0), line.max);
    let pressed = ui
        .scope_builder(UiBuilder::new().max_rect(place), |ui| {
            Button::quiet(&again).small().show(ui).clicked()
        })
        .inner;
    (
        pressed,
        Rect::from_min_max(pos2(room.left(), line.bottom()), room.max),
    )
}
