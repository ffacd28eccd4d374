//! One measure: its date, its version, the total or the items, and what they come to.

use egui::{Frame as Margins, Id, Margin, Ui, vec2};
use jiff::ToSpan;
use jiff::civil::Date;

use super::measures::{self, ASIDE};
use super::typing::{Key as Field, Part};
use super::{Answering, Hand, Want};
use crate::app::explain::LANGUAGE;
use crate::domain::answers::{Answer, Answers};
use crate::domain::condition::{AnyAll, Condition};
use crate::domain::measure::{Direction, Measure, MeasureItem};
use crate::screening::scoring;
use crate::text::{say, say_with};
use crate::ui::keys::{self, Wish};
use crate::ui::theme::space;
use crate::ui::widgets::{Button, DateField, OptionGroup, Segment, Text, TextField};
use crate::ui::{Ground, Ink, Theme, Type, paint, theme::Line};

/// The least width of an item's column.
const ITEM: f32 = 136.0;
/// The same where labels are long.
const LONG_ITEM: f32 = 272.0;
/// From this age on the measures were made for.
const ADULT: i16 = 18;
/// Labels longer than this, in letters, take the wider column.
const SHORT_LABEL: usize = 18;

/// Where the label of a field stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Label {
    Own,
    Drawn,
}

/// Whether an item is asked for, as some follow from others.
fn is_asked(rule: &AnyAll, answers: &Answers) -> bool {
    let holds = |condition: &Condition| {
        let number = answers.said(condition.question()).and_then(Answer::number);
        match condition {
            Condition::AtLeast { value, .. } => number.is_some_and(|number| number >= *value),
            Condition::AtMost { value, .. } => number.is_some_and(|number| number <= *value),
            _ => false,
        }
    };
    rule.is_empty() || rule.0.iter().any(|all| all.iter().all(holds))
}

impl Answering {
    /// The id of the field of a value.
    fn value_field(&self, value: &str) -> Id {
        self.id().with(("value", value))
    }

    /// Draws the card of the open measure.
    pub(super) fn measure_card(
        &mut self,
        ui: &mut Ui,
        measure: &'static Measure,
        hand: &mut Hand<'_, '_>,
    ) {
        let theme = Theme::of(ui);
        let margin = if ui.available_width() < 560.0 { 16 } else { 24 };
        Margins::new()
            .fill(theme.ground(Ground::Surface))
            .stroke(theme.line(Line::Decoration))
            .corner_radius(space::RADIUS_CARD)
            .inner_margin(Margin::symmetric(margin, 20))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = space::S8;
                about(ui, measure);
                if hand.age().is_some_and(|years| years < ADULT) {
                    Text::help(&say("answering-measure-adults")).show(ui);
                }
                self.when(ui, measure, hand);
                self.version(ui, measure, hand);
                let values = self.values_shown(ui, measure, hand);
                self.focus_value(ui, &values);
                self.values(ui, measure, &values, hand);
                self.sum(ui, measure, hand);
                self.end(ui, measure, hand);
            });
    }

    fn when(&mut self, ui: &mut Ui, measure: &Measure, hand: &mut Hand<'_, '_>) {
        let value = measure.date_id();
        let id = self.value_field(&value);
        let label = say("answering-measure-date");
        ui.add_space(space::S4);
        let missing = measures::is_given(hand.work, measure) && hand.said(&value).is_none();
        let error = missing.then(|| say("answering-measure-date-missing"));
        self.any_date(ui, (id, &value), hand, |id| {
            DateField::new(id, &label).error(error.as_deref())
        });
        if is_old(hand, &value) {
            Text::help(&say("answering-measure-old")).show(ui);
        }
    }

    fn version(&mut self, ui: &mut Ui, measure: &Measure, hand: &mut Hand<'_, '_>) {
        if measure.versions.is_empty() {
            return;
        }
        let value = measure.version_id();
        let name = say("answering-measure-version");
        Text::new(&name, Type::SmallStrong).show(ui);
        let said = hand.said(&value).and_then(Answer::one);
        let versions = &measure.versions;
        let mut chosen = said.and_then(|code| versions.iter().position(|v| v.code == code));
        let labels = versions.iter().map(|version| version.label.say(LANGUAGE));
        let reply = OptionGroup::new(self.value_field(&value), &name, labels)
            .dense()
            .show(ui, &mut chosen);
        if reply.changed {
            let version = chosen.and_then(|index| versions.get(index));
            hand.answer(
                &value,
                version.map(|version| Answer::One(version.code.clone())),
            );
        }
    }

    /// The values whose fields are shown: the items, or the total with the items that count whatever it is.
    fn values_shown(
        &mut self,
        ui: &mut Ui,
        measure: &'static Measure,
        hand: &Hand<'_, '_>,
    ) -> Vec<&'static MeasureItem> {
        let answers = &hand.work.open.content.answers;
        if measure.total.is_some() {
            let name = say("answering-measure-how");
            let labels = [
                say("answering-measure-by-total"),
                say("answering-measure-by-items"),
            ];
            let labels = [&*labels[0], &*labels[1]];
            let mut chosen = usize::from(self.measures.by_items);
            let id = self.id().with(("how", &measure.id));
            ui.add_space(space::S4);
            let reply = Segment::new(id, &name, &labels).show(ui, &mut chosen);
            if reply.changed {
                self.measures.by_items = chosen == 1;
            }
        }
        let by_items = self.measures.by_items || measure.total.is_none();
        let critical = |item: &MeasureItem| {
            let mut all = measure.critical.iter().flat_map(|critical| &critical.items);
            all.any(|id| *id == item.id)
        };
        let unscored = |item: &MeasureItem| !item.scored && !measure.flags.is_empty();
        measure
            .items
            .iter()
            .filter(|item| by_items || critical(item) || unscored(item))
            .filter(|item| is_asked(&item.asked_when, answers))
            .collect()
    }

    /// Gives the focus to the field that was asked for, else to the first.
    fn focus_value(&mut self, ui: &Ui, values: &[&MeasureItem]) {
        if self.want != Want::Question || !keys::shortcuts_allowed(ui) {
            return;
        }
        let known = |id: &&String| values.iter().any(|item| item.id == **id);
        let target = self.measures.target.as_ref().filter(known).cloned();
        let first = if self.measures.by_items {
            values.first().map(|item| item.id.clone())
        } else {
            None
        };
        let open = self.measures.open.clone().unwrap_or_default();
        let value = target.or(first).unwrap_or(format!("m-{open}-total"));
        let id = self.value_field(&value);
        ui.memory_mut(|memory| memory.request_focus(id));
        self.want = Want::Nothing;
    }

    fn values(
        &mut self,
        ui: &mut Ui,
        measure: &Measure,
        items: &[&MeasureItem],
        hand: &Hand<'_, '_>,
    ) {
        let mut order: Vec<String> = Vec::new();
        if let Some(total) = measure.total.as_ref().filter(|_| !self.measures.by_items) {
            order.push(total.id.clone());
        }
        order.extend(items.iter().map(|item| item.id.clone()));
        let mut done = None;
        if let Some(total) = measure.total.as_ref().filter(|_| !self.measures.by_items) {
            let label = say("answering-measure-total-label");
            let range = range(total.min, total.max);
            if self.value(ui, (&total.id, &label, &range), Label::Own, hand) {
                done = Some(total.id.clone());
            }
        }
        let long = items
            .iter()
            .any(|item| item.label.say(LANGUAGE).chars().count() > SHORT_LABEL);
        let least = if long { LONG_ITEM } else { ITEM };
        let width = ui.available_width();
        let columns = ((width + space::S12) / (least + space::S12))
            .floor()
            .max(1.0);
        let column = ((width + space::S12) / columns - space::S12).floor();
        for row in items.chunks(columns as usize) {
            let highest = row
                .iter()
                .map(|item| label_height(ui, item.label.say(LANGUAGE), column))
                .fold(0.0, f32::max);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::S12;
                for item in row {
                    ui.vertical(|ui| {
                        ui.set_width(column);
                        ui.spacing_mut().item_spacing.y = space::S4;
                        let label = item.label.say(LANGUAGE);
                        let spare = highest - label_height(ui, label, column);
                        ui.add_space(spare.max(0.0));
                        Text::new(label, Type::SmallStrong).full_width().show(ui);
                        let range = range(item.min, item.max);
                        if self.value(ui, (&item.id, label, &range), Label::Drawn, hand) {
                            done = Some(item.id.clone());
                        }
                    });
                }
            });
        }
        if let Some(done) = done {
            let at = order.iter().position(|id| *id == done);
            let next = at.and_then(|at| order.get(at + 1)).cloned();
            match next {
                Some(next) => {
                    let id = self.value_field(&next);
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                None => {
                    let end = self.id().with(("measure done", &measure.id));
                    ui.memory_mut(|memory| memory.request_focus(end));
                }
            }
        }
    }

    /// A field for a number of the measure, with a label of its own or under one that is drawn; true on Enter.
    fn value(
        &mut self,
        ui: &mut Ui,
        (value, label, range): (&str, &str, &str),
        label_is: Label,
        hand: &Hand<'_, '_>,
    ) -> bool {
        let field: Field = (value.to_owned(), Part::Answer);
        let said = hand.said(value).and_then(Answer::number);
        let said = said.map(|number| number.to_string()).unwrap_or_default();
        let mut text = self.typing.text(&field, &said);
        let mut row = TextField::new(self.value_field(value), label)
            .help(range)
            .limit(6)
            .width(120.0)
            .error(self.typing.problem(&field));
        if label_is == Label::Drawn {
            row = row.hide_label();
        }
        let reply = row.show(ui, &mut text);
        let on = reply.wish == Some(Wish::GoOn);
        self.typed(field, text, &reply);
        on
    }

    fn sum(&mut self, ui: &mut Ui, measure: &Measure, hand: &Hand<'_, '_>) {
        let theme = Theme::of(ui);
        let answers = &hand.work.open.content.answers;
        let typed = measure
            .total
            .as_ref()
            .and_then(|total| answers.said(&total.id))
            .and_then(Answer::number);
        let summed = scoring::total_of_items(measure, answers);
        if let (Some(typed), Some(summed)) = (typed, summed)
            && typed != summed
        {
            let text = say_with(
                "answering-measure-disagrees",
                &[
                    ("typed", &typed.to_string()),
                    ("summed", &summed.to_string()),
                ],
            );
            Text::new(&text, Type::Small).ink(Ink::Stop).show(ui);
        }
        if !measures::is_given(hand.work, measure) {
            return;
        }
        Margins::new()
            .fill(theme.ground(Ground::Sunken))
            .corner_radius(space::RADIUS_CONTROL)
            .inner_margin(Margin::symmetric(12, 10))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 2.0;
                Text::strong(&measures::result(hand.work, measure)).show(ui);
                Text::help(&say("answering-measure-not-a-diagnosis")).show(ui);
            });
    }

    fn end(&mut self, ui: &mut Ui, measure: &Measure, hand: &Hand<'_, '_>) {
        let id = self.id();
        ui.add_space(space::S4);
        let mut close = false;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(space::S8, space::S8);
            let done = say("answering-measure-done");
            let button = Button::quiet(&done)
                .small()
                .id(id.with(("measure done", &measure.id)));
            close = button.show(ui).clicked();
            if measures::is_given(hand.work, measure) {
                let remove = say("answering-measure-remove-ask");
                let button = Button::plain(&remove)
                    .small()
                    .id(id.with(("measure remove", &measure.id)));
                if button.show(ui).clicked() {
                    self.measures.removing = Some(measure.id.clone());
                }
            }
        });
        if close {
            self.close_measure(ui, measure);
        }
    }
}

/// What the measure is, in its own file's words.
fn about(ui: &mut Ui, measure: &Measure) {
    let period = say_with(
        "answering-measure-period",
        &[("period", measure.period.say(LANGUAGE))],
    );
    Text::new(&period, Type::Meta).ink(ASIDE).show(ui);
    Text::question(measure.title.say(LANGUAGE)).show(ui);
    if let Some(hint) = &measure.hint {
        Text::help(hint.say(LANGUAGE)).show(ui);
    }
    let direction = match measure.higher_is {
        Direction::Worse => say("answering-measure-higher-worse"),
        Direction::Better => say("answering-measure-higher-better"),
    };
    let cutoff = say_with(
        "answering-measure-cutoff",
        &[("cutoff", measure.cutoff.say(LANGUAGE))],
    );
    Text::help(&format!("{direction} {cutoff}")).show(ui);
    let permission = say_with(
        "answering-measure-permission",
        &[("permission", measure.permission.say(LANGUAGE))],
    );
    Text::new(&permission, Type::Meta).ink(ASIDE).show(ui);
}

fn range(min: i64, max: i64) -> String {
    say_with(
        "answering-measure-range",
        &[("min", &min.to_string()), ("max", &max.to_string())],
    )
}

fn label_height(ui: &Ui, label: &str, width: f32) -> f32 {
    paint::wrapped(
        ui,
        label,
        Type::SmallStrong,
        egui::Color32::PLACEHOLDER,
        width,
    )
    .size()
    .y
}

/// Whether the measure is older than 14 days at the date of the assessment; it still counts.
fn is_old(hand: &Hand<'_, '_>, date: &str) -> bool {
    let day = |id: &str| -> Option<Date> {
        hand.said(id)
            .and_then(Answer::one)
            .and_then(|date| date.parse().ok())
    };
    let (Some(taken), Some(assessed)) = (day(date), day("tg-date")) else {
        return false;
    };
    taken
        .checked_add(14.days())
        .is_ok_and(|until| until < assessed)
}
