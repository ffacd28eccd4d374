//! One screening on the screen: its steps from the first question to the letter share this state.

pub mod accept;
pub mod answer;
pub mod decide;
mod frame;
pub mod groups_fit;
pub mod handover;
pub mod letter;
mod on_page;
pub mod outcome;
pub mod pause;
pub mod safety;

use crate::app::command::{Command, OpenScreening};
use crate::app::decide as deciding;
use crate::app::handover::Standing;
use crate::catalog::shipped;
use crate::domain::answers::SafetyLevel;
use crate::domain::form::Pathway;
use crate::domain::id::ScreeningId;
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::{ScreeningContent, Stage};
use crate::screening::{Pack, View, evaluate, view};

use super::screen::Ask;
pub(crate) use frame::note as standing_note;
pub(crate) use on_page::OnPage;

/// The steps of a screening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// What the person answered by themselves, to be accepted.
    Accept,
    /// What was said before it was paused.
    Recall,
    /// Questions, section by section.
    Answer,
    /// It is being paused.
    Pause,
    /// The safety page, above everything.
    Safety,
    /// What is recommended and why.
    Result,
    /// Which groups fit.
    Match,
    /// Decide and sign; for support checks: what is kept.
    Decide,
    /// The letter.
    Letter,
}

/// Where somebody stood in a screening when the program locked: the page and the question, and nothing of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Spot {
    screening: ScreeningId,
    step: Step,
    question: Option<String>,
}

/// A screening that is being worked on.
pub struct Work {
    /// The screening; change its content through [`Work::change`] only.
    pub open: OpenScreening,
    /// What the rules make of it now (as signed, once it is signed).
    pub recommendation: Recommendation,
    /// Visible, answered and missing questions.
    pub view: View,
    /// Where it stands.
    pub step: Step,
    /// Counted up with every change, so that a screen knows when to work something out anew.
    pub revision: u64,
    /// Changes that the vault has not confirmed yet.
    pub unsaved: bool,
    /// When the last change was confirmed.
    pub saved_at: Option<jiff::Timestamp>,
    /// The level at which the safety page was opened by itself last, so that it opens once for each level.
    pub alarmed: SafetyLevel,
    /// The question that the answering step opens on next; it takes it when it does.
    pub go_to: Option<String>,
    /// The step that the safety page was opened from, for going back to it.
    pub back_to: Step,
    /// What a command asked of a page; the page takes it when it is drawn.
    pub(crate) wanted: Option<OnPage>,
    /// Whom the desk told of danger, where whoever is in may see the safety page and nothing of the answers.
    pub(crate) unread: Option<Vec<(String, jiff::Timestamp)>>,
    /// What stood there before the last changes, the latest last.
    past: Vec<ScreeningContent>,
}

/// So many changes can be taken back.
const MOST_PAST: usize = 20;

impl Work {
    /// Takes a screening up.
    #[must_use]
    pub fn new(open: OpenScreening) -> Self {
        let pack = shipped().pack(open.pathway);
        let signed = open.stage != Stage::Draft;
        let kept = open.content.recommendation.clone().filter(|_| signed);
        let recommendation = kept.unwrap_or_else(|| evaluate(pack, &open.content.answers));
        let view = view(pack, &open.content.answers);
        let step = match (signed, open.handed_over) {
            (true, _) => Step::Result,
            (false, 0) if open.content.pause.is_some() => Step::Recall,
            (false, 0) => Step::Answer,
            (false, _) => Step::Accept,
        };
        let mut work = Self {
            open,
            recommendation,
            view,
            step,
            revision: 0,
            unsaved: false,
            saved_at: None,
            alarmed: SafetyLevel::None,
            go_to: None,
            back_to: step,
            wanted: None,
            unread: None,
            past: Vec::new(),
        };
        work.raise_alarm();
        work
    }

    /// The safety page of an assessment for somebody who may not read it: the person said that they are not safe.
    #[must_use]
    pub fn unread(standing: &Standing) -> Self {
        let mut work = Self::new(OpenScreening {
            offered: None,
            handed_over: 0,
            additions: Vec::new(),
            set_aside_for: None,
            id: standing.screening,
            pathway: Pathway::Therapy,
            client: None,
            stage: Stage::Draft,
            content: ScreeningContent {
                highest_safety: SafetyLevel::ActNow,
                ..ScreeningContent::default()
            },
            created: jiff::Timestamp::UNIX_EPOCH,
            signature: None,
            kept: None,
        });
        work.unread = Some(standing.told.clone());
        work
    }

    /// The form and the rules.
    #[must_use]
    pub fn pack(&self) -> &'static Pack {
        shipped().pack(self.open.pathway)
    }

    /// Whether answers can still be changed.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        self.open.stage == Stage::Draft
    }

    /// Goes to where a command can be carried out; the page does the rest.
    pub(crate) fn want(&mut self, act: OnPage) {
        self.step = act.step();
        self.wanted = Some(act);
    }

    /// Whether the page is to do this now.
    pub(crate) fn takes(&mut self, act: OnPage) -> bool {
        let takes = self.wanted == Some(act);
        if takes {
            self.wanted = None;
        }
        takes
    }

    /// Goes to a question.
    pub fn show_question(&mut self, question: &str) {
        self.step = Step::Answer;
        self.go_to = Some(question.to_owned());
    }

    /// Where one stands; `question` is the open one.
    pub(crate) fn spot(&self, question: Option<&str>) -> Spot {
        let step = if self.step == Step::Safety {
            self.back_to
        } else {
            self.step
        };
        Spot {
            screening: self.open.id,
            step,
            question: question.map(str::to_owned),
        }
    }

    /// Goes back to where one stood. What became urgent meanwhile comes first.
    pub(crate) fn stand_at(&mut self, spot: Spot) {
        let other = spot.screening != self.open.id;
        if other || self.step == Step::Accept || spot.step == Step::Accept {
            return;
        }
        if self.step == Step::Safety {
            self.back_to = spot.step;
        } else {
            self.step = spot.step;
        }
        self.go_to = spot.question;
    }

    /// Opens the safety page, and remembers where one was.
    pub fn open_safety(&mut self) {
        if self.step != Step::Safety {
            self.back_to = self.step;
        }
        self.step = Step::Safety;
    }

    /// Goes back to where one was when the safety page opened.
    pub fn leave_safety(&mut self) {
        self.step = self.back_to;
    }

    /// Changes what was said or decided, works the rest out anew, keeps it at once, and opens the safety page where
    /// a level was reached for the first time.
    pub fn change(&mut self, asks: &mut Vec<Ask>, change: impl FnOnce(&mut ScreeningContent)) {
        if !self.is_draft() || self.unread.is_some() {
            return;
        }
        let before = self.open.content.clone();
        change(&mut self.open.content);
        if before != self.open.content {
            self.past.push(before);
            let surplus = self.past.len().saturating_sub(MOST_PAST);
            self.past.drain(..surplus);
        }
        self.changed(asks);
    }

    /// Whether a change can be taken back.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        self.is_draft() && !self.past.is_empty()
    }

    /// Takes the last change back, but nothing that a clinician noted and no level that was reached.
    pub fn undo(&mut self, asks: &mut Vec<Ask>) {
        if !self.can_undo() {
            return;
        }
        let Some(past) = self.past.pop() else { return };
        let now = &self.open.content;
        let differs = self.differs(&past);
        self.open.content = ScreeningContent {
            highest_safety: now.highest_safety,
            lowered: now.lowered.clone(),
            acknowledgement: now.acknowledgement.clone(),
            review_notes: now.review_notes.clone(),
            ..past
        };
        if self.step == Step::Answer {
            self.go_to = differs;
        }
        self.changed(asks);
    }

    /// The first question that was answered in another way.
    fn differs(&self, past: &ScreeningContent) -> Option<String> {
        let (before, now) = (&past.answers, &self.open.content.answers);
        let sections = &self.pack().form.sections;
        let mut all = sections.iter().flat_map(|section| &section.questions);
        let other = |id: &String| {
            before.given.get(id) != now.given.get(id)
                || before.declined.contains(id) != now.declined.contains(id)
        };
        all.find(|question| other(&question.id))
            .map(|question| question.id.clone())
    }

    /// Works out what follows from a change, keeps it, and opens the safety page where that is due.
    fn changed(&mut self, asks: &mut Vec<Ask>) {
        self.recommendation = evaluate(self.pack(), &self.open.content.answers);
        self.view = view(self.pack(), &self.open.content.answers);
        let content = &mut self.open.content;
        content.highest_safety = content.highest_safety.max(self.recommendation.safety);
        content.recommendation = Some(self.recommendation.clone());
        self.revision += 1;
        self.unsaved = true;
        self.raise_alarm();
        asks.push(Ask::Do(Command::SaveDraft {
            screening: self.open.id,
            content: Box::new(self.open.content.clone()),
        }));
    }

    /// Takes over what the vault holds, where it knows more than the screen.
    pub fn replace(&mut self, open: OpenScreening) {
        self.open = open;
        let kept = self.open.content.recommendation.clone();
        self.recommendation = kept
            .filter(|_| !self.is_draft())
            .unwrap_or_else(|| evaluate(self.pack(), &self.open.content.answers));
        self.view = view(self.pack(), &self.open.content.answers);
        self.revision += 1;
        self.unsaved = false;
        self.raise_alarm();
    }

    /// Opens the safety page by itself when act-now is reached and nobody has acknowledged it.
    fn raise_alarm(&mut self) {
        let level = deciding::reached(&self.open.content, &self.recommendation);
        if self.is_draft()
            && deciding::is_locked(&self.open.content, &self.recommendation)
            && level > self.alarmed
        {
            self.open_safety();
        }
        self.alarmed = self.alarmed.max(level);
    }
}
