//! The four columns of reasons: what asks for attention stands open, what is met is folded into one line.

use egui::{Frame as Card, Id, Margin, Role, Ui, UiBuilder, vec2};

use crate::app::explain::{Axis, Explained, Reason};
use crate::domain::criteria::{CriterionResult, Effect};
use crate::text;
use crate::ui::screen::Shared;
use crate::ui::shell::Breadth;
use crate::ui::theme::{Line, space};
use crate::ui::widgets::{Button, Quote, StateBadge, Text};
use crate::ui::{Ground, Icon, State, Theme, Words};

use super::super::Work;
use super::super::frame::{self, Frame};
use super::Opened;

/// Draws the columns, and says to which question a press leads.
pub(super) fn show(
    ui: &mut Ui,
    frame: &Frame,
    work: &Work,
    shared: &Shared<'_>,
    told: &Explained,
    opened: &mut Opened,
) -> Option<String> {
    frame::block(ui, &text::say("reasons-title"));
    Text::help(&text::say("reasons-help")).full_width().show(ui);
    let axes: Vec<(usize, Axis)> = Axis::ALL
        .into_iter()
        .enumerate()
        .filter(|(_, axis)| told.reasons.iter().any(|reason| reason.axis == *axis))
        .collect();
    let count = match frame.breadth {
        Breadth::Wide => axes.len(),
        Breadth::Middle => 2,
        Breadth::Narrow => 1,
    };
    let id = frame::id(work, "reasons");
    let mut go = None;
    let column = |ui: &mut Ui, at: usize| {
        let Some((index, axis)) = axes.get(at) else {
            return;
        };
        let reasons = told.column(*axis);
        let pressed = show_column(ui, id, (*index, *axis), &reasons, shared, opened);
        go = go.take().or(pressed);
    };
    frame::columns(ui, count, column, axes.len());
    go
}

fn show_column(
    ui: &mut Ui,
    id: Id,
    (index, axis): (usize, Axis),
    reasons: &[&Reason],
    shared: &Shared<'_>,
    opened: &mut Opened,
) -> Option<String> {
    let name = text::say(axis.message());
    let builder = UiBuilder::new()
        .id_salt(id.with(("column", index)))
        .accessibility_role(Role::Region)
        .accessibility_label(&name);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.y = space::S8;
        ui.add_space(space::S8);
        Text::question(&name).show(ui);
        let of = |wanted: Part| -> Vec<&Reason> {
            let part = reasons.iter().filter(|reason| Part::of(reason) == wanted);
            part.copied().collect()
        };
        let mut go = None;
        for reason in of(Part::Open) {
            go = go.or(card(ui, id, reason, shared, opened));
        }
        for part in [Part::Undiscussed, Part::Met] {
            go = go.or(folded(ui, id, (index, part), &of(part), shared, opened));
        }
        ui.add_space(space::S8);
        go
    })
    .inner
}

/// What stands open in a column, and what is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Open,
    Undiscussed,
    Met,
}

impl Part {
    fn of(reason: &Reason) -> Self {
        if reason.result == CriterionResult::Met {
            Self::Met
        } else if reason.left_open {
            Self::Undiscussed
        } else {
            Self::Open
        }
    }
}

/// "12 met", and what they are where that is asked for.
fn folded(
    ui: &mut Ui,
    id: Id,
    (index, part): (usize, Part),
    reasons: &[&Reason],
    shared: &Shared<'_>,
    opened: &mut Opened,
) -> Option<String> {
    if reasons.is_empty() {
        return None;
    }
    let (count, state) = match part {
        Part::Met => ("met-count", State::Met),
        Part::Undiscussed | Part::Open => ("undiscussed-count", State::Note),
    };
    let words = text::count(count, reasons.len());
    let key = (index, part == Part::Met);
    let mut is_open = opened.folds.contains(&key);
    frame::fold(
        ui,
        id.with(("fold", key)),
        Some(state),
        &words,
        &mut is_open,
    );
    if !is_open {
        opened.folds.remove(&key);
        return None;
    }
    opened.folds.insert(key);
    let mut go = None;
    for reason in reasons {
        go = go.or(card(ui, id, reason, shared, opened));
    }
    go
}

/// One reason: state, name, sentence, quotes, and on demand why the rule stands and what it rests on.
fn card(
    ui: &mut Ui,
    id: Id,
    reason: &Reason,
    shared: &Shared<'_>,
    opened: &mut Opened,
) -> Option<String> {
    let theme = Theme::of(ui);
    let id = id.with(&reason.criterion);
    let state = state_of(reason);
    let left_open = reason.left_open.then(|| text::say("result-left-open"));
    let word = left_open.as_deref();
    let spoken = word.map_or_else(|| state.word(&Words::of(ui)).to_owned(), str::to_owned);
    let builder = UiBuilder::new()
        .id_salt(id)
        .accessibility_role(Role::Group)
        .accessibility_label(format!("{}: {spoken}", reason.name));
    ui.scope_builder(builder, |ui| {
        Card::new()
            .fill(theme.ground(Ground::Surface))
            .stroke(theme.line(Line::Decoration))
            .corner_radius(space::RADIUS_CARD)
            .inner_margin(Margin::same(12))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing = vec2(space::S8, space::S4);
                badge(ui, state, word);
                Text::strong(&reason.name).show(ui);
                if !reason.text.is_empty() {
                    Text::new(&reason.text, crate::ui::Type::Small).show(ui);
                }
                let go = quotes(ui, id, reason, shared);
                source(ui, id, reason, opened);
                go
            })
            .inner
    })
    .inner
}

fn badge(ui: &mut Ui, state: State, word: Option<&str>) {
    let badge = StateBadge::new(state);
    match word {
        Some(word) => badge.word(word).show(ui),
        None => badge.show(ui),
    };
}

fn quotes(ui: &mut Ui, id: Id, reason: &Reason, shared: &Shared<'_>) -> Option<String> {
    let mut go = None;
    for (index, quote) in reason.quotes.iter().enumerate() {
        let answer = frame::answer(quote, shared);
        let shown = Quote::new(id.with(("quote", index)), &quote.prompt, &answer);
        if shown.show(ui).clicked() {
            go = Some(quote.question.clone());
        }
    }
    go
}

fn source(ui: &mut Ui, id: Id, reason: &Reason, opened: &mut Opened) {
    let is_open = opened.sources.contains(&reason.criterion);
    let word = text::say(if is_open { "why-hide" } else { "why-show" });
    let icon = if is_open {
        Icon::CaretUp
    } else {
        Icon::CaretDown
    };
    let button = Button::plain(&word).icon(icon).small();
    let button = frame::flush(ui, id.with("why"), button);
    ui.accesskit_node_builder(button.id, |node| {
        node.set_expanded(is_open);
        node.set_description(reason.name.as_str());
    });
    if button.clicked() {
        if is_open {
            opened.sources.remove(&reason.criterion);
        } else {
            opened.sources.insert(reason.criterion.clone());
        }
    }
    if !is_open {
        return;
    }
    Text::help(&reason.why).show(ui);
    let effect = reason
        .effect
        .map(|effect| text::say(effect_message(effect)));
    if let Some(effect) = effect {
        let words = text::say_with("why-effect", &[("effect", &effect)]);
        Text::meta(&words).show(ui);
    }
    let confidence = text::say(match reason.confidence.as_str() {
        "H" => "confidence-high",
        "M" => "confidence-moderate",
        _ => "confidence-low",
    });
    let words = text::say_with(
        "why-source",
        &[("source", &reason.evidence), ("confidence", &confidence)],
    );
    Text::meta(&words).show(ui);
}

fn effect_message(effect: Effect) -> &'static str {
    match effect {
        Effect::Blocks => "effect-blocks",
        Effect::Prepare => "effect-prepare",
        Effect::Note => "effect-note",
    }
}

/// What weighs nothing is a note, whatever the rule found.
pub(super) fn state_of(reason: &Reason) -> State {
    match (reason.result, reason.effect) {
        (CriterionResult::Met, _) => State::Met,
        (CriterionResult::NotAnswered, _) if reason.left_open => State::Note,
        (CriterionResult::NotAnswered, _) => State::NotAnswered,
        (_, Some(Effect::Note)) => State::Note,
        (CriterionResult::Concern, _) => State::Concern,
        (CriterionResult::NotMet, _) => State::NotMet,
    }
}
