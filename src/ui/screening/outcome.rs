//! The result: one human sentence first, then the reasons with the answers that they rest on, then what follows.

mod beyond;
mod print;
mod reasons;
mod triage;

use std::collections::BTreeSet;

use egui::Ui;

use crate::app::command::{Command, Event};
use crate::app::decide;
use crate::app::explain::{Explained, explain};
use crate::domain::criteria::Standing;
use crate::domain::form::Pathway;
use crate::domain::id::ScreeningId;
use crate::letter::Paper;
use crate::text;
use crate::ui::Icon;
use crate::ui::save_file::{File, SaveFile};
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::shell::WIDE_COLUMN;
use crate::ui::theme::space;
use crate::ui::widgets::{AnswerRow, Banner, Button, Outcome, Text, Tone};

use self::print::SheetPrint;
use super::frame::{self, Foot, Frame, Pressed};
use super::groups_fit;
use super::{OnPage, Step, Work};

/// The result page.
#[derive(Default)]
pub struct OutcomePage {
    told: Option<Told>,
    opened: Opened,
    save: SaveFile,
    print: SheetPrint,
}

/// What the result is saved as.
const SHEET: File = File {
    words: "sheet-save",
    stem: "result",
    extension: "pdf",
    other: "sheet-print-instead",
};

/// The words for one state of the answers; worked out once for each.
struct Told {
    screening: ScreeningId,
    revision: u64,
    explained: Explained,
}

/// What was unfolded.
#[derive(Default)]
struct Opened {
    /// Columns whose met criteria (true) or undiscussed ones are shown.
    folds: BTreeSet<(usize, bool)>,
    /// Criteria whose source is shown.
    sources: BTreeSet<String>,
}

/// Where a press on the page leads.
enum Go {
    Question(String),
    Safety,
}

impl OutcomePage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        self.tell(work);
        let Self {
            told,
            opened,
            save,
            print,
        } = self;
        let Some(told) = told else {
            return;
        };
        let frame = Frame::begin(ui, frame::id(work, "result"), WIDE_COLUMN);
        if work.open.pathway == Pathway::Triage {
            triage::show(ui, &frame, work, &told.explained, asks);
            return;
        }
        let mut other = false;
        let mut changes = work.takes(OnPage::OtherPathway);
        let went = frame.body(ui, |ui| {
            print.news(ui, work);
            frame::signed_banner(ui, work);
            other = set_aside(ui, work, asks);
            let went = page(ui, &frame, work, shared, &told.explained, opened);
            changes |= other_pathway(ui, work, shared);
            went
        });
        if changes {
            asks.push(Ask::Do(Command::ChangePathway {
                screening: work.open.id,
                to: opposite(work.open.pathway).0,
                client: None,
            }));
        }
        if other {
            return;
        }
        match went {
            Some(Go::Question(question)) => work.show_question(&question),
            Some(Go::Safety) => work.step = Step::Safety,
            None => {}
        }
        let wanted = foot(ui, &frame, work) | work.takes(OnPage::SaveSheet);
        if wanted {
            save.open(&SHEET, shared.today);
        }
        if work.takes(OnPage::PrintSheet) | save.takes_other() {
            print.ask();
        }
        print.show(ui, work, shared, asks);
        if let Some(path) = save.show(ui, &SHEET, shared.today) {
            asks.push(Ask::Do(Command::SaveSheet {
                screening: work.open.id,
                paper: Paper::default(),
                path,
            }));
        }
    }

    /// Takes note of an event; the page changes nothing by itself.
    pub fn hear(&mut self, event: &Event, _work: &mut Work) {
        self.print.hear(event);
        if let Event::Locked = event {
            *self = Self::default();
        }
    }

    /// Puts the recommendation into words, once for each change of the answers.
    fn tell(&mut self, work: &Work) {
        let current = self
            .told
            .as_ref()
            .is_some_and(|told| told.screening == work.open.id && told.revision == work.revision);
        if current {
            return;
        }
        if self
            .told
            .as_ref()
            .is_none_or(|told| told.screening != work.open.id)
        {
            self.opened = Opened::default();
        }
        let answers = &work.open.content.answers;
        self.told = Some(Told {
            screening: work.open.id,
            revision: work.revision,
            explained: explain(work.pack(), answers, &work.recommendation, true),
        });
    }
}

fn page(
    ui: &mut Ui,
    frame: &Frame,
    work: &Work,
    shared: &Shared<'_>,
    told: &Explained,
    opened: &mut Opened,
) -> Option<Go> {
    let mut go = safety(ui, work);
    Outcome::new(
        frame::standing_state(work.recommendation.standing),
        &told.sentence,
    )
    .word(&told.title)
    .detail(&told.line)
    .show(ui);
    Text::meta(&beyond::rules(work)).full_width().show(ui);
    if let Some(words) = groups_fit::record_says_no(work, shared) {
        ui.add_space(space::S8);
        let title = text::say("record-says-no");
        Banner::new(frame::id(work, "record"), Tone::Info, &title)
            .text(&words)
            .show(ui);
    }
    if let Some(question) = missing(ui, work, told) {
        go = Some(Go::Question(question));
    }
    if let Some(question) = reasons::show(ui, frame, work, shared, told, opened) {
        go = Some(Go::Question(question));
    }
    if let Some(question) = beyond::show(ui, frame, work, shared, told) {
        go = Some(Go::Question(question));
    }
    go
}

/// This one was set aside; true if the other is opened.
fn set_aside(ui: &mut Ui, work: &Work, asks: &mut Vec<Ask>) -> bool {
    let Some(other) = work.open.set_aside_for else {
        return false;
    };
    let (title, words) = (text::say("aside-title"), text::say("aside-text"));
    let open = text::say("aside-open");
    let pressed = Banner::new(frame::id(work, "aside"), Tone::Info, &title)
        .text(&words)
        .actions(&[&open])
        .show(ui)
        .is_some();
    if pressed {
        asks.push(Ask::Go(Place::Screening(other)));
    }
    ui.add_space(space::S8);
    pressed
}

/// The other conversation for the same person, where it can be begun from here; true if it is.
fn other_pathway(ui: &mut Ui, work: &Work, shared: &Shared<'_>) -> bool {
    if OnPage::OtherPathway.why_not(work, shared.opened).is_some() {
        return false;
    }
    let (_, word) = opposite(work.open.pathway);
    ui.add_space(space::S16);
    let label = text::say(word);
    let button = Button::quiet(&label).small().icon(Icon::ArrowsClockwise);
    let id = frame::id(work, "other pathway");
    let pressed = button.id(id).show(ui).clicked();
    Text::help(&text::say("change-help")).show(ui);
    pressed
}

/// The other pathway, and the word for changing to it.
fn opposite(pathway: Pathway) -> (Pathway, &'static str) {
    match pathway {
        Pathway::Therapy => (Pathway::Support, "change-to-support"),
        _ => (Pathway::Therapy, "change-to-therapy"),
    }
}

/// The safety banner, where something is due.
fn safety(ui: &mut Ui, work: &Work) -> Option<Go> {
    let (content, now) = (&work.open.content, &work.recommendation);
    let id = frame::id(work, "result").with("safety");
    let action = text::say("open-safety");
    let (tone, title, words) = if decide::is_locked(content, now) {
        let words = text::say("act-now-text");
        (Tone::ActNow, text::say("act-now-title"), words)
    } else if decide::review_due(content, now) {
        let words = text::say("review-text");
        (Tone::Care, text::say("review-title"), words)
    } else if content.acknowledgement.is_some() {
        let words = text::say("acknowledged-text");
        (Tone::Info, text::say("acknowledged-title"), words)
    } else {
        return None;
    };
    let pressed = Banner::new(id, tone, &title)
        .text(&words)
        .actions(&[&action])
        .show(ui);
    ui.add_space(space::S8);
    pressed.map(|_| Go::Safety)
}

/// What is still open, each one press from its question.
fn missing(ui: &mut Ui, work: &Work, told: &Explained) -> Option<String> {
    if told.missing.is_empty() {
        return None;
    }
    frame::block(ui, &text::count("missing-title", told.missing.len()));
    Text::help(&text::say("missing-help")).show(ui);
    let id = frame::id(work, "missing");
    let mut go = None;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = space::S4;
        for (index, quote) in told.missing.iter().enumerate() {
            let row = AnswerRow::new(id.with(index), &quote.prompt, None);
            if row.show(ui).clicked() {
                go = Some(quote.question.clone());
            }
        }
    });
    go
}

/// Whether the internal sheet is asked for.
fn foot(ui: &mut Ui, frame: &Frame, work: &mut Work) -> bool {
    let joinable = matches!(
        work.recommendation.standing,
        Standing::Ready | Standing::WithPreparation
    );
    let locked = work.is_draft() && decide::is_locked(&work.open.content, &work.recommendation);
    let (word, step) = if locked {
        ("open-safety", Step::Safety)
    } else if !work.is_draft() {
        ("to-what-now", Step::Decide)
    } else if joinable {
        ("to-groups", Step::Match)
    } else {
        ("to-decide", Step::Decide)
    };
    let (back, main) = (text::say("back-to-answers"), text::say(word));
    let sheet = text::say("sheet-save");
    let foot = Foot {
        back: &back,
        other: Some(Button::quiet(&sheet).icon(Icon::Printer)),
        main: Some(Button::primary(&main)),
    };
    match frame.foot(ui, foot) {
        Some(Pressed::Back) => work.step = Step::Answer,
        Some(Pressed::Main) => work.step = step,
        Some(Pressed::Other) => return true,
        None => {}
    }
    false
}
