//! The frame of the pages from the result on: one column that scrolls, a foot with one step on.

use egui::epaint::RectShape;
use egui::layers::ShapeIdx;
use egui::{
    Align, Id, Layout, Margin, Rect, Response, Role, ScrollArea, Sense, Shape, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use crate::app::explain::Quote;
use crate::domain::criteria::Standing;
use crate::domain::group::Group;
use crate::domain::recommendation::{Fit, Verdict};
use crate::text;
use crate::ui::screen::Shared;
use crate::ui::shell::{Breadth, FOOTER};
use crate::ui::theme::{Line, space};
use crate::ui::widgets::{Button, Text};
use crate::ui::{Ground, Icon, Ink, State, Theme, Type, Words, paint};

use super::Work;

/// How the page area is divided.
pub(super) struct Frame {
    id: Id,
    page: Rect,
    column: Rect,
    foot: Rect,
    /// How much room the window has.
    pub(super) breadth: Breadth,
}

/// The buttons at the foot of a page.
pub(super) struct Foot<'a> {
    /// Where one came from.
    pub(super) back: &'a str,
    /// Another step, as good as the main one or smaller.
    pub(super) other: Option<Button<'a>>,
    /// The one step that the page is for.
    pub(super) main: Option<Button<'a>>,
}

/// What was pressed at the foot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    /// Back.
    Back,
    /// The other step.
    Other,
    /// The main step.
    Main,
}

/// The id of a page of a screening.
pub(super) fn id(work: &Work, page: &'static str) -> Id {
    Id::unique(("screening", work.open.id.to_string())).with(page)
}

impl Frame {
    /// Divides the area of `ui`; the column is at most `most` wide.
    pub(super) fn begin(ui: &Ui, id: Id, most: f32) -> Self {
        let all = ui.max_rect();
        let breadth = Breadth::of_width(ui.content_rect().width());
        let gutter = if breadth == Breadth::Narrow {
            space::S16
        } else {
            space::S24
        };
        let width = (all.width() - 2.0 * gutter).min(most).max(1.0);
        let left = all.left() + ((all.width() - width) / 2.0).max(gutter);
        let foot = Rect::from_min_max(pos2(all.left(), all.bottom() - FOOTER), all.max);
        let page = Rect::from_min_max(all.min, pos2(all.right(), foot.top()));
        let column = Rect::from_x_y_ranges(left..=left + width, page.y_range());
        let theme = Theme::of(ui);
        ui.painter()
            .rect_filled(all, 0.0, theme.ground(Ground::Canvas));
        ui.painter()
            .hline(foot.x_range(), foot.top(), theme.line(Line::Decoration));
        Self {
            id,
            page,
            column,
            foot,
            breadth,
        }
    }

    /// Draws the column: the one thing that scrolls.
    pub(super) fn body<R>(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        let builder = UiBuilder::new()
            .id_salt(self.id)
            .max_rect(self.page)
            .accessibility_role(Role::Main)
            .accessibility_label(text::say("landmark-page"));
        ui.scope_builder(builder, |ui| {
            ScrollArea::vertical()
                .id_salt(self.id.with("scroll"))
                .auto_shrink(false)
                .show(ui, |ui| {
                    ui.set_width(self.page.width());
                    crate::ui::focus::arrive(ui, self.id.with("top"), &text::say("page-top"));
                    ui.add_space(space::S12);
                    let top = ui.cursor().top();
                    let area = Rect::from_x_y_ranges(self.column.x_range(), top..=f32::INFINITY);
                    let builder = UiBuilder::new()
                        .id_salt("column")
                        .max_rect(area)
                        .layout(Layout::top_down(Align::Min));
                    let inner = ui
                        .scope_builder(builder, |ui| {
                            ui.spacing_mut().item_spacing.y = space::S8;
                            add(ui)
                        })
                        .inner;
                    ui.add_space(space::S48);
                    inner
                })
                .inner
        })
        .inner
    }

    /// Draws the foot.
    pub(super) fn foot(&self, ui: &mut Ui, foot: Foot<'_>) -> Option<Pressed> {
        let rect = Rect::from_x_y_ranges(self.column.x_range(), self.foot.y_range())
            .shrink2(vec2(0.0, space::S8));
        let mut pressed = None;
        let builder = UiBuilder::new()
            .id_salt(self.id.with("foot"))
            .max_rect(rect)
            .accessibility_role(Role::Footer)
            .accessibility_label(text::say("landmark-foot"));
        ui.scope_builder(builder, |ui| {
            let left = UiBuilder::new()
                .id_salt("back")
                .max_rect(rect)
                .layout(Layout::left_to_right(Align::Center));
            ui.scope_builder(left, |ui| {
                let back = Button::quiet(foot.back).icon(Icon::ArrowLeft);
                if back.id(self.id.with("back")).show(ui).clicked() {
                    pressed = Some(Pressed::Back);
                }
            });
            let right = UiBuilder::new()
                .id_salt("next")
                .max_rect(rect)
                .layout(Layout::right_to_left(Align::Center));
            ui.scope_builder(right, |ui| {
                ui.spacing_mut().item_spacing.x = space::S12;
                for (button, is) in [(foot.main, Pressed::Main), (foot.other, Pressed::Other)] {
                    let Some(button) = button else { continue };
                    let id = self.id.with(("foot", is == Pressed::Main));
                    if button.id(id).show(ui).clicked() {
                        pressed = Some(is);
                    }
                }
            });
        });
        pressed
    }
}

/// A heading with room above it.
pub(super) fn block(ui: &mut Ui, title: &str) {
    ui.add_space(space::S16);
    Text::h2(title).show(ui);
}

/// A line that opens and closes what belongs to it.
pub(super) fn fold(ui: &mut Ui, id: Id, state: Option<State>, words: &str, open: &mut bool) {
    let theme = Theme::of(ui);
    let width = ui.available_width();
    let icon = 18.0;
    let left = if state.is_some() {
        space::S12 + icon + space::S8
    } else {
        space::S12
    };
    let room = width - left - space::S32;
    let galley = paint::wrapped(ui, words, Type::SmallStrong, theme.ink(Ink::Body), room);
    let height = (galley.size().y + 2.0 * space::S8).max(space::DENSE);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui.interact(rect, id, Sense::click());
    let ground = if response.hovered() {
        Ground::Sunken
    } else {
        Ground::Surface
    };
    paint::frame(
        ui,
        rect,
        space::RADIUS_CONTROL,
        Some(ground),
        Some(Line::Decoration),
    );
    if let Some(state) = state {
        let at = pos2(rect.left() + space::S12 + icon / 2.0, rect.center().y);
        paint::icon(ui, at, state.icon(), icon, theme.ink(state.ink_on_plain()));
    }
    let y = rect.center().y - galley.size().y / 2.0;
    paint::text(ui, pos2(rect.left() + left, y), galley);
    let caret = if *open {
        Icon::CaretUp
    } else {
        Icon::CaretDown
    };
    let at = pos2(rect.right() - space::S16, rect.center().y);
    paint::icon(ui, at, caret, 12.0, theme.ink(Ink::Accent));
    paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    let now = *open;
    ui.accesskit_node_builder(response.id, |node| node.set_expanded(now));
    if response.clicked() {
        *open = !*open;
    }
}

/// A state's icon, a word in bold and a sentence.
pub(super) fn point(ui: &mut Ui, state: State, strong: &str, sentence: &str) {
    let words = Words::of(ui);
    point_as(ui, (state, state.word(&words)), strong, sentence);
}

/// A state's icon and a sentence.
pub(crate) fn note(ui: &mut Ui, state: State, sentence: &str) {
    point(ui, state, "", sentence);
}

/// The same, with another word for the state.
pub(super) fn point_as(ui: &mut Ui, (state, word): (State, &str), strong: &str, sentence: &str) {
    let theme = Theme::of(ui);
    let icon = 18.0;
    let left = icon + space::S8;
    let width = (ui.available_width() - left).min(Type::Small.measure());
    let mut parts = Vec::new();
    if !strong.is_empty() {
        parts.push((strong, Type::SmallStrong, theme.ink(Ink::Body)));
    }
    if !strong.is_empty() && !sentence.is_empty() {
        parts.push(("  ", Type::Small, theme.ink(Ink::Body)));
    }
    parts.push((sentence, Type::Small, theme.ink(Ink::Help)));
    let galley = paint::pieces(ui, &parts, width);
    let size = vec2(left + galley.size().x, galley.size().y.max(icon));
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let at = pos2(
        rect.left() + icon / 2.0,
        rect.top() + Type::Small.line() / 2.0,
    );
    paint::icon(ui, at, state.icon(), icon, theme.ink(state.ink_on_plain()));
    paint::text(ui, pos2(rect.left() + left, rect.top()), galley);
    let spoken = format!("{word}: {strong} {sentence}");
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, spoken.trim()));
}

/// A press that reads like a link, with an arrow.
pub(super) fn link(ui: &mut Ui, id: Id, words: &str) -> bool {
    let button = Button::plain(words).icon(Icon::ArrowRight).small();
    flush(ui, id, button).clicked()
}

/// A button without a frame, its word flush with the text above it.
pub(super) fn flush(ui: &mut Ui, id: Id, button: Button<'_>) -> Response {
    // A child that the page does not count, as one that reaches out at the left would move all that follows.
    let area = ui.available_rect_before_wrap();
    let shifted = Rect::from_min_max(area.min - vec2(space::S12, 0.0), area.max);
    let builder = UiBuilder::new().id_salt(id).max_rect(shifted);
    let response = button.id(id).show(&mut ui.new_child(builder));
    ui.allocate_space(response.rect.size() - vec2(space::S12, 0.0));
    response
}

/// A point that is open, and one press from where it is settled.
pub(super) fn way(ui: &mut Ui, id: Id, state: State, words: &str, leads: &str) -> bool {
    let theme = Theme::of(ui);
    let (icon, inset) = (18.0, space::S8);
    let left = inset + icon + space::S8;
    let width = ui.available_width();
    let room = width - left - icon - 2.0 * inset;
    let galley = paint::wrapped(ui, words, Type::Small, theme.ink(Ink::Body), room);
    let height = (galley.size().y + 2.0 * space::S8).max(space::DENSE);
    let (_, rect) = ui.allocate_space(vec2(width, height));
    let response = ui.interact(rect, id, Sense::click());
    let ground = response.hovered().then_some(Ground::Sunken);
    paint::frame(ui, rect, space::RADIUS_CONTROL, ground, None);
    let top = rect.center().y - galley.size().y / 2.0;
    let at = pos2(
        rect.left() + inset + icon / 2.0,
        top + Type::Small.line() / 2.0,
    );
    paint::icon(ui, at, state.icon(), icon, theme.ink(state.ink_on_plain()));
    paint::text(ui, pos2(rect.left() + left, top), galley);
    let at = pos2(rect.right() - inset - icon / 2.0, rect.center().y);
    paint::icon(ui, at, Icon::ArrowRight, 14.0, theme.ink(Ink::Accent));
    paint::focus(ui, &response, rect, space::RADIUS_CONTROL);
    let name = format!("{words} {leads}");
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, &name));
    response.clicked()
}

/// A small heading with an icon before it.
pub(super) fn caption(ui: &mut Ui, icon: Icon, words: &str) {
    let theme = Theme::of(ui);
    let left = 18.0 + space::S8;
    let room = ui.available_width() - left;
    let galley = paint::wrapped(ui, words, Type::SmallStrong, theme.ink(Ink::Help), room);
    let size = vec2(left + galley.size().x, galley.size().y);
    let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
    let at = pos2(
        rect.left() + 9.0,
        rect.top() + Type::SmallStrong.line() / 2.0,
    );
    paint::icon(ui, at, icon, 18.0, theme.ink(Ink::Accent));
    paint::text(ui, pos2(rect.left() + left, rect.top()), galley);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
}

/// Columns of equal width, or one under the other where `count` is one.
pub(super) fn columns(
    ui: &mut Ui,
    count: usize,
    mut add: impl FnMut(&mut Ui, usize),
    total: usize,
) {
    let count = count.max(1);
    let mut from = 0;
    while from < total {
        let to = (from + count).min(total);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.x = space::S16;
            ui.columns(count, |columns| {
                for (column, index) in columns.iter_mut().zip(from..to) {
                    let layout = Layout::top_down(Align::Min);
                    column.with_layout(layout, |ui| {
                        ui.spacing_mut().item_spacing.y = space::S8;
                        add(ui, index);
                    });
                }
            });
        });
        from = to;
    }
}

/// Cards side by side, all of a row as high as the highest.
pub(super) fn cards(ui: &mut Ui, count: usize, mut add: impl FnMut(&mut Ui, usize), total: usize) {
    let theme = Theme::of(ui);
    let count = count.max(1);
    // The grounds are reserved before the contents, and drawn when the heights are known.
    let mut grounds: Vec<(usize, ShapeIdx, Rect)> = Vec::with_capacity(total);
    let column = |ui: &mut Ui, index: usize| {
        let ground = ui.painter().add(Shape::Noop);
        let rect = egui::Frame::new()
            .inner_margin(Margin::same(16))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::S4;
                add(ui, index);
            })
            .response
            .rect;
        grounds.push((index / count, ground, rect));
    };
    columns(ui, count, column, total);
    for (row, ground, rect) in &grounds {
        let same = grounds.iter().filter(|(other, ..)| other == row);
        let bottom = same.map(|(.., rect)| rect.bottom());
        let bottom = bottom.fold(rect.bottom(), f32::max);
        let rect = Rect::from_min_max(rect.min, pos2(rect.right(), bottom));
        let shape = RectShape::new(
            rect,
            paint::corner(rect, space::RADIUS_CARD),
            theme.ground(Ground::Surface),
            theme.line(Line::Decoration),
            StrokeKind::Inside,
        );
        ui.painter().set(*ground, shape);
    }
}

/// The state of a place among the outcomes.
pub(super) fn standing_state(standing: Standing) -> State {
    match standing {
        Standing::Ready => State::Met,
        Standing::WithPreparation => State::Concern,
        Standing::NeedsInformation => State::NotAnswered,
        Standing::NotNow => State::NotMet,
        Standing::Suggestion => State::Note,
    }
}

/// The state of how a condition fits.
pub(super) fn fit_state(fit: Fit) -> State {
    match fit {
        Fit::Fits => State::Met,
        Fit::Note => State::Note,
        Fit::Wait => State::Concern,
        Fit::No => State::NotMet,
    }
}

/// The state of how a group fits as a whole.
pub(super) fn verdict_state(verdict: Verdict) -> State {
    match verdict {
        Verdict::Offer => State::Met,
        Verdict::OfferWithNote => State::Note,
        Verdict::Waitlist => State::Concern,
        Verdict::No => State::NotMet,
    }
}

/// The answer of a quote in words: blank is said, and a group is named instead of its id.
pub(super) fn answer(quote: &Quote, shared: &Shared<'_>) -> String {
    let Some(answer) = &quote.answer else {
        return text::say("answer-blank");
    };
    if quote.question == "sg-group" {
        return group(shared, answer).map_or(answer.clone(), |group| group.name.clone());
    }
    if quote.question == "tg-leader-ids" {
        let names = answer.split(", ");
        let names = names.map(|id| super::answer::leader(shared.groups, id));
        return names.collect::<Vec<_>>().join(", ");
    }
    answer.clone()
}

/// A group of the clinic by its id.
pub(super) fn group<'a>(shared: &Shared<'a>, id: &str) -> Option<&'a Group> {
    shared.groups.iter().find(|group| group.id == id)
}

/// A moment in words, in the zone of the computer.
pub(super) fn moment(at: jiff::Timestamp) -> String {
    let here = at.to_zoned(jiff::tz::TimeZone::system());
    let date = crate::app::letter::in_words(here.date());
    let time = format!("{:02}:{:02}", here.hour(), here.minute());
    text::say_with("moment", &[("date", &date), ("time", &time)])
}

/// Who signed when, above everything that can no longer be changed.
pub(super) fn signed_banner(ui: &mut Ui, work: &Work) {
    use crate::domain::screening::Stage;
    use crate::ui::widgets::{Banner, Tone};
    let id = id(work, "signed");
    match (&work.open.signature, work.open.stage) {
        (_, Stage::Draft) => {}
        (_, Stage::EnteredInError) => {
            let (title, words) = (text::say("in-error-title"), text::say("in-error-text"));
            Banner::new(id, Tone::Care, &title).text(&words).show(ui);
        }
        (signature, Stage::Signed) => {
            let title = signature.as_ref().map_or_else(
                || text::say("signed-title"),
                |signature| text::say_with("signed-at", &[("when", &moment(signature.at))]),
            );
            let statement = signature
                .as_ref()
                .map(|signature| signature.statement.trim())
                .unwrap_or_default();
            let words = format!("{statement} {}", text::say("signed-text"));
            Banner::new(id, Tone::Ok, &title)
                .text(words.trim())
                .show(ui);
        }
    }
    if !work.is_draft() {
        ui.add_space(space::S8);
    }
}
