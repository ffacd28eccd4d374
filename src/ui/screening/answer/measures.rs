//! The numbers of standard measures: which are entered, and which one is open.

use egui::{Id, Rect, Ui};

use super::frame::Frame;
use super::rows;
use super::{Answering, Hand};
use crate::app::explain::LANGUAGE;
use crate::domain::measure::Measure;
use crate::screening::{Pack, scoring};
use crate::text::{say, say_with};
use crate::ui::Ink;
use crate::ui::screen::Ask;
use crate::ui::screening::Work;
use crate::ui::theme::space;
use crate::ui::widgets::dialog::Choice;
use crate::ui::widgets::{AnswerRow, Dialog, Text};

/// Which measure is open and how it is entered.
#[derive(Debug, Default)]
pub(super) struct Measures {
    /// The measure whose card is open.
    pub(super) open: Option<String>,
    /// Item by item instead of the total.
    pub(super) by_items: bool,
    /// The value whose field gets the focus next.
    pub(super) target: Option<String>,
    /// The measure whose numbers are about to be taken away.
    pub(super) removing: Option<String>,
}

impl Measures {
    /// Opens the measure of a value; false if there is none.
    pub(super) fn open_value(&mut self, pack: &Pack, value: &str) -> bool {
        let of = |measure: &&Measure| measure.numbers().any(|(id, _, _)| id == value);
        let Some(measure) = pack.measures.iter().find(of) else {
            return false;
        };
        self.open = Some(measure.id.clone());
        let is_total = measure
            .total
            .as_ref()
            .is_some_and(|total| total.id == value);
        self.by_items = measure.total.is_none() || !is_total && self.by_items;
        self.target = Some(value.to_owned());
        true
    }
}

/// Whether any number of the measure is entered.
pub(super) fn is_given(work: &Work, measure: &Measure) -> bool {
    let answers = &work.open.content.answers;
    measure
        .numbers()
        .any(|(id, _, _)| answers.said(id).is_some())
}

/// How many measures are entered.
pub(super) fn given(work: &Work) -> usize {
    let measures = &work.pack().measures;
    measures
        .iter()
        .filter(|measure| is_given(work, measure))
        .count()
}

/// Whether a number of a measure is still asked for.
pub(super) fn is_missing(work: &Work) -> bool {
    let form = &work.pack().form;
    work.view
        .missing
        .iter()
        .any(|id| form.question(id).is_none())
}

/// Total and band in a few words.
pub(super) fn result(work: &Work, measure: &Measure) -> String {
    let answers = &work.open.content.answers;
    let band = scoring::band(measure, answers).map(|band| band.say(LANGUAGE));
    let total = scoring::total(measure, answers).zip(measure.total.as_ref());
    let total = total.map(|(value, total)| {
        say_with(
            "answering-measure-total",
            &[
                ("total", &value.to_string()),
                ("most", &total.max.to_string()),
            ],
        )
    });
    match (total, band) {
        (Some(total), Some(band)) => format!("{total} · {band}"),
        (Some(total), None) => total,
        (None, Some(band)) => band.to_owned(),
        (None, None) => say("answering-measure-incomplete"),
    }
}

impl Answering {
    /// The id of the row or of the card of a measure.
    fn measure_row(&self, measure: &Measure) -> Id {
        self.id().with(("measure", &measure.id))
    }

    /// Draws the page of the measures, and says where the open one stands.
    pub(super) fn measures_page(
        &mut self,
        ui: &mut Ui,
        frame: &Frame,
        hand: &mut Hand<'_, '_>,
    ) -> Option<Rect> {
        let pack = hand.work.pack();
        self.head(ui, frame, hand);
        let title = say_with(
            "answering-measures-title",
            &[("number", &(pack.form.sections.len() + 1).to_string())],
        );
        if frame.is_narrow() {
            Text::h2(&title).show(ui);
        } else {
            Text::h1(&title).show(ui);
        }
        Text::help(&say("answering-measures-intro")).show(ui);
        self.safety_notice(ui, hand);
        ui.add_space(space::S8);
        let mut card = None;
        for measure in &pack.measures {
            if self.measures.open.as_deref() == Some(&measure.id) {
                ui.add_space(space::S4);
                let top = ui.cursor().top();
                self.measure_card(ui, measure, hand);
                let y = top..=ui.min_rect().bottom();
                card = Some(Rect::from_x_y_ranges(ui.max_rect().x_range(), y));
                ui.add_space(space::S4);
            } else if self.closed(ui, measure, hand) && hand.work.is_draft() {
                self.measures.open = Some(measure.id.clone());
                self.measures.by_items = measure.total.is_none();
                self.measures.target = None;
                self.want = super::Want::Question;
            }
        }
        self.maybe_remove(ui, hand);
        card
    }

    fn closed(&mut self, ui: &mut Ui, measure: &Measure, hand: &Hand<'_, '_>) -> bool {
        let id = self.measure_row(measure);
        let first = self.measures.open.is_none();
        if self.want == super::Want::Question && first {
            ui.memory_mut(|memory| memory.request_focus(id));
            self.want = super::Want::Nothing;
        }
        let title = measure.title.say(LANGUAGE);
        if is_given(hand.work, measure) {
            let result = result(hand.work, measure);
            return AnswerRow::new(id, title, Some(&result)).show(ui).clicked();
        }
        rows::plus(ui, id, title).clicked()
    }

    /// Closes the card and leaves the focus on its row.
    pub(super) fn close_measure(&mut self, ui: &Ui, measure: &Measure) {
        self.measures.open = None;
        self.measures.target = None;
        let row = self.measure_row(measure);
        ui.memory_mut(|memory| memory.request_focus(row));
    }

    fn maybe_remove(&mut self, ui: &Ui, hand: &mut Hand<'_, '_>) {
        let Some(id) = self.measures.removing.clone() else {
            return;
        };
        let measures = &hand.work.pack().measures;
        let Some(measure) = measures.iter().find(|measure| measure.id == id) else {
            self.measures.removing = None;
            return;
        };
        let title = say_with(
            "answering-measure-remove-title",
            &[("measure", measure.title.say(LANGUAGE))],
        );
        let keep = say("answering-measure-keep");
        let remove = say("answering-measure-remove");
        let choice = Dialog::new(self.id().with("remove"), &title, &keep)
            .text(&say("answering-measure-remove-text"))
            .danger(&remove)
            .show(ui);
        if choice.is_some() {
            self.measures.removing = None;
        }
        if choice == Some(Choice::Act) {
            self.take_away(measure, hand);
        }
    }

    fn take_away(&mut self, measure: &Measure, hand: &mut Hand<'_, '_>) {
        let numbers = measure.numbers().map(|(id, _, _)| id.to_owned());
        let more = [measure.version_id(), measure.date_id()];
        let all: Vec<String> = numbers.chain(more).collect();
        for id in &all {
            self.typing
                .forget(&(id.clone(), super::typing::Part::Answer));
        }
        self.date = None;
        hand.asks.push(Ask::Undoable(say("undo-measure"), None));
        hand.work.change(hand.asks, |content| {
            for id in &all {
                content.answers.given.remove(id);
            }
        });
        self.want = super::Want::Question;
    }
}

/// The ink of what is only said beside a number.
pub(super) const ASIDE: Ink = Ink::Meta;
