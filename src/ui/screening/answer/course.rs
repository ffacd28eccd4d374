//! Where one is in the conversation and where one goes next: pure, over the form and what is visible.

use crate::domain::answers::Answer;
use crate::domain::form::{Ask, Form, Pathway, Question};
use crate::ui::State;
use crate::ui::screening::Work;

/// A page of the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// A section of the form.
    Section(usize),
    /// The numbers of standard measures.
    Measures,
}

impl Default for Place {
    fn default() -> Self {
        Self::Section(0)
    }
}

/// Which of the three passes over the same questions is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Pass {
    /// Every question.
    #[default]
    All,
    /// What may be answered alone, before the visit.
    Before,
    /// What is asked together.
    Together,
    /// What the clinician observes and decides.
    Observe,
}

impl Pass {
    pub(super) const ALL: [Self; 4] = [Self::All, Self::Before, Self::Together, Self::Observe];

    /// Message id of its name.
    pub(super) fn message(self) -> &'static str {
        match self {
            Self::All => "answering-pass-all",
            Self::Before => "answering-pass-before",
            Self::Together => "answering-pass-together",
            Self::Observe => "answering-pass-observe",
        }
    }

    fn takes(self, ask: Ask) -> bool {
        match self {
            Self::All => true,
            Self::Before => matches!(ask, Ask::Alone | Ask::Filled),
            Self::Together => ask == Ask::Aloud,
            Self::Observe => ask == Ask::Observe,
        }
    }
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) done: usize,
    pub(super) total: usize,
}

impl Count {
    pub(super) fn is_whole(self) -> bool {
        self.done == self.total
    }

    pub(super) fn part(self) -> f32 {
        if self.total == 0 {
            1.0
        } else {
            self.done as f32 / self.total as f32
        }
    }
}

/// The visible questions of a section in this pass.
pub(super) fn questions(work: &Work, section: usize, pass: Pass) -> Vec<&'static Question> {
    let form = &work.pack().form;
    let Some(section) = form.sections.get(section) else {
        return Vec::new();
    };
    let shown = section
        .questions
        .iter()
        .filter(|question| pass.takes(question.ask) && is_visible(work, &question.id));
    shown.collect()
}

/// Whether a question is visible now.
pub(super) fn is_visible(work: &Work, id: &str) -> bool {
    work.view.visible.iter().any(|visible| visible == id)
}

/// Whether something was said or declined.
pub(super) fn is_settled(work: &Work, id: &str) -> bool {
    let has = |list: &[String]| list.iter().any(|known| known == id);
    has(&work.view.answered) || has(&work.view.declined)
}

/// The section of a question.
pub(super) fn section_of(form: &Form, id: &str) -> Option<usize> {
    form.sections
        .iter()
        .position(|section| section.questions.iter().any(|question| question.id == id))
}

/// What the person said to being assessed.
pub(super) fn consent(work: &Work) -> Option<&str> {
    let answers = &work.open.content.answers;
    answers.said("tg-consent-assess").and_then(Answer::one)
}

/// Whether a section may be opened: while the person is not sure, only the first and the one about safety.
pub(super) fn is_open(work: &Work, section: usize) -> bool {
    let form = &work.pack().form;
    let always = section == 0 || form.sections.get(section).is_some_and(|part| part.safety);
    always || consent(work) != Some("unsure")
}

/// Whether a page may be opened.
pub(super) fn may_open(work: &Work, place: Place) -> bool {
    match place {
        Place::Section(section) => is_open(work, section),
        Place::Measures => consent(work) != Some("unsure"),
    }
}

/// The pages in order.
pub(super) fn places(work: &Work) -> Vec<Place> {
    let pack = work.pack();
    let sections = (0..pack.form.sections.len()).map(Place::Section);
    let measures = (pack.form.pathway == Pathway::Therapy && !pack.measures.is_empty())
        .then_some(Place::Measures);
    sections.chain(measures).collect()
}

/// Every question that can be gone to in this pass, in order, with its section.
fn reachable(work: &Work, pass: Pass) -> Vec<(usize, &'static Question)> {
    let sections = 0..work.pack().form.sections.len();
    sections
        .filter(|section| is_open(work, *section))
        .flat_map(|section| {
            let all = questions(work, section, pass).into_iter();
            all.map(move |question| (section, question))
        })
        .collect()
}

/// The next question after this one that nothing was said to.
pub(super) fn next_unanswered(
    work: &Work,
    from: &str,
    pass: Pass,
) -> Option<(usize, &'static Question)> {
    let all = reachable(work, pass);
    let at = all.iter().position(|(_, question)| question.id == from);
    all.into_iter()
        .skip(at.map_or(0, |at| at + 1))
        .find(|(_, question)| !is_settled(work, &question.id))
}

/// The question before or after this one, answered or not.
pub(super) fn neighbour(
    work: &Work,
    from: &str,
    pass: Pass,
    step: isize,
) -> Option<(usize, &'static Question)> {
    let all = reachable(work, pass);
    let at = all.iter().position(|(_, question)| question.id == from)?;
    let at = at.checked_add_signed(step)?;
    all.get(at).copied()
}

/// Where a section is entered: at its first question that is open, else at its first.
pub(super) fn entrance(work: &Work, section: usize, pass: Pass) -> Option<&'static Question> {
    let all = questions(work, section, pass);
    let open = all
        .iter()
        .find(|question| !is_settled(work, &question.id))
        .copied();
    open.or_else(|| all.first().copied())
}

/// How much of a section is answered or declined, among what is visible.
pub(super) fn count(work: &Work, section: usize) -> Count {
    let all = questions(work, section, Pass::All);
    Count {
        done: all
            .iter()
            .filter(|question| is_settled(work, &question.id))
            .count(),
        total: all.len(),
    }
}

/// How a section stands: only whether something is missing, never what was said.
pub(super) fn standing(work: &Work, section: usize) -> State {
    let all = questions(work, section, Pass::All);
    let missing = all
        .iter()
        .any(|question| question.required && !is_settled(work, &question.id));
    if missing {
        State::NotAnswered
    } else {
        State::Met
    }
}

/// How many of the required questions are answered.
pub(super) fn progress(work: &Work) -> Count {
    let form = &work.pack().form;
    let answered = form
        .questions()
        .filter(|question| question.required)
        .filter(|question| work.view.answered.contains(&question.id))
        .count();
    Count {
        done: answered,
        total: answered + work.view.missing.len(),
    }
}
