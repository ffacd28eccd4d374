//! A recommendation in words: what is recommended and why, criterion by criterion, each with the answers it rests on.

use std::fmt;

use crate::domain::answers::{Answer, Answers, SafetyLevel};
use crate::domain::criteria::{Cause, Criterion, CriterionResult, Effect, Kind};
use crate::domain::form::Question;
use crate::domain::recommendation::{Cited, Finding, Recommendation, WouldChange};
use crate::screening::{Pack, would_change};
use crate::text;

use super::decide;

/// The one further recommendation that safety asks for.
const HIGHER_LEVEL: &str = "higher-level";

/// The language of data files that is shown. English only for now; the files hold more when they have more.
pub const LANGUAGE: &str = "en";

/// An answer quoted beside its question.
#[derive(Clone, PartialEq, Eq)]
pub struct Quote {
    /// Id of the question, for going there.
    pub question: String,
    /// The question.
    pub prompt: String,
    /// The answer in the words of the form; none if blank.
    pub answer: Option<String>,
}

impl fmt::Debug for Quote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Quote({})", self.question)
    }
}

/// The four columns of the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Axis {
    /// Does the person want it?
    Wanting,
    /// Are they able?
    Able,
    /// Do person, group and circumstances go together?
    Fit,
    /// Is everyone safe?
    Safety,
}

impl Axis {
    /// In the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Wanting, Self::Able, Self::Fit, Self::Safety];

    /// The column of a kind of criterion.
    #[must_use]
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::ReadinessWanting => Self::Wanting,
            Kind::ReadinessAble => Self::Able,
            Kind::Safety => Self::Safety,
            Kind::Exclusion | Kind::Caution | Kind::Fit | Kind::Logistics => Self::Fit,
        }
    }

    /// Message id of its name.
    #[must_use]
    pub fn message(self) -> &'static str {
        match self {
            Self::Wanting => "axis-wanting",
            Self::Able => "axis-able",
            Self::Fit => "axis-fit",
            Self::Safety => "axis-safety",
        }
    }
}

/// One criterion with its result in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Id of the criterion.
    pub criterion: String,
    /// Its name.
    pub name: String,
    /// Its column.
    pub axis: Axis,
    /// Its result.
    pub result: CriterionResult,
    /// What the result does to the outcome.
    pub effect: Option<Effect>,
    /// Whether it was not discussed.
    pub left_open: bool,
    /// What is said of the result; empty for met.
    pub text: String,
    /// What would prepare it; empty where nothing needs preparing.
    pub prepare: String,
    /// Why the criterion matters.
    pub why: String,
    /// What it rests on.
    pub evidence: String,
    /// H, M or L.
    pub confidence: String,
    /// The answers that it rests on.
    pub quotes: Vec<Quote>,
}

/// What raised the safety level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedAlarm {
    /// To which level.
    pub level: SafetyLevel,
    /// What kind of danger.
    pub cause: Cause,
    /// The answers; empty if raised by hand.
    pub quotes: Vec<Quote>,
}

/// Something recommended besides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// Code.
    pub code: String,
    /// Heading.
    pub title: String,
    /// A sentence.
    pub text: String,
}

/// One thing that would change the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhatIf {
    /// Question, answer now, answer then.
    pub changes: Vec<(Quote, String)>,
    /// Title of the outcome then.
    pub outcome: String,
}

/// The whole in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// Title of the outcome.
    pub title: String,
    /// The human sentence that comes first.
    pub sentence: String,
    /// Which line of the table gave the outcome.
    pub line: String,
    /// The safety level.
    pub safety: SafetyLevel,
    /// What raised it.
    pub alarms: Vec<ExplainedAlarm>,
    /// Every criterion in order.
    pub reasons: Vec<Reason>,
    /// What is recommended besides.
    pub also: Vec<Also>,
    /// Required and blank.
    pub missing: Vec<Quote>,
    /// What would change the result.
    pub what_ifs: Vec<WhatIf>,
    /// Whether a talk in the team is proposed.
    pub team_hint: bool,
}

impl Explained {
    /// The reasons of a column, gravest first.
    pub fn column(&self, axis: Axis) -> Vec<&Reason> {
        let mut reasons: Vec<&Reason> = self
            .reasons
            .iter()
            .filter(|reason| reason.axis == axis)
            .collect();
        reasons.sort_by_key(|reason| (std::cmp::Reverse(reason.result), reason.left_open));
        reasons
    }

    /// Somebody who did not agree to be assessed was not: beside that, only what safety asks for is told
    /// (decisions.md section 3, note e).
    fn of_nobody_assessed(mut self) -> Self {
        self.sentence = text::say("result-not-assessed");
        self.line = text::say("result-not-assessed-line");
        self.reasons
            .retain(|reason| reason.criterion == decide::AGREED);
        self.also.retain(|also| also.code == HIGHER_LEVEL);
        self.missing.clear();
        self.what_ifs.clear();
        self.team_hint = false;
        self
    }

    /// What to prepare: one sentence a criterion that asks for it.
    pub fn to_prepare(&self) -> impl Iterator<Item = &Reason> {
        self.reasons.iter().filter(|reason| {
            matches!(
                reason.result,
                CriterionResult::Concern | CriterionResult::NotMet
            ) && reason.effect != Some(Effect::Note)
                && !reason.prepare.is_empty()
        })
    }
}

/// Puts a recommendation into words. `what_if` is left empty unless asked for, as it costs many evaluations.
#[must_use]
pub fn explain(
    pack: &Pack,
    answers: &Answers,
    recommendation: &Recommendation,
    with_what_ifs: bool,
) -> Explained {
    let words = pack
        .criteria
        .outcomes
        .iter()
        .find(|words| words.outcome == recommendation.outcome);
    let line = pack.criteria.outcome_rules.get(recommendation.outcome_line);
    let what_ifs = if with_what_ifs {
        would_change(pack, answers, recommendation)
    } else {
        Vec::new()
    };
    let told = Explained {
        title: words.map_or(recommendation.outcome.clone(), |words| {
            words.title.say(LANGUAGE).to_owned()
        }),
        sentence: words
            .map(|words| words.sentence.say(LANGUAGE).to_owned())
            .unwrap_or_default(),
        line: line
            .map(|line| line.why.say(LANGUAGE).to_owned())
            .unwrap_or_default(),
        safety: recommendation.safety,
        alarms: recommendation
            .alarms
            .iter()
            .map(|alarm| ExplainedAlarm {
                level: alarm.level,
                cause: alarm.cause,
                quotes: quotes(pack, &alarm.because),
            })
            .collect(),
        reasons: pack
            .criteria
            .criteria
            .iter()
            .zip(&recommendation.findings)
            .map(|(criterion, finding)| reason(pack, criterion, finding))
            .collect(),
        also: also(pack, &recommendation.also),
        missing: recommendation
            .missing
            .iter()
            .map(|id| quote(pack, id, None))
            .collect(),
        what_ifs: what_ifs
            .iter()
            .map(|what_if| explain_what_if(pack, what_if))
            .collect(),
        team_hint: recommendation.team_hint,
    };
    if decide::did_not_agree(answers) {
        told.of_nobody_assessed()
    } else {
        told
    }
}

fn reason(pack: &Pack, criterion: &Criterion, finding: &Finding) -> Reason {
    let text = match finding.result {
        CriterionResult::Met => String::new(),
        CriterionResult::Concern => criterion.concern_text.say(LANGUAGE).to_owned(),
        CriterionResult::NotMet => criterion.not_met_text.say(LANGUAGE).to_owned(),
        CriterionResult::NotAnswered if finding.left_open => text::say("result-text-left-open"),
        CriterionResult::NotAnswered => text::say("result-text-not-answered"),
    };
    let unsettled = matches!(
        finding.result,
        CriterionResult::Concern | CriterionResult::NotMet
    );
    Reason {
        criterion: criterion.id.clone(),
        name: criterion.name.say(LANGUAGE).to_owned(),
        axis: Axis::of(criterion.kind),
        result: finding.result,
        effect: finding.effect,
        left_open: finding.left_open,
        text,
        prepare: if unsettled {
            criterion.prepare_text.say(LANGUAGE).to_owned()
        } else {
            String::new()
        },
        why: criterion.why.say(LANGUAGE).to_owned(),
        evidence: criterion.evidence.clone(),
        confidence: criterion.confidence.clone(),
        quotes: quotes(pack, &finding.because),
    }
}

fn also(pack: &Pack, codes: &[String]) -> Vec<Also> {
    let rules = pack
        .criteria
        .also
        .iter()
        .filter(|rule| codes.contains(&rule.code));
    rules
        .map(|rule| Also {
            code: rule.code.clone(),
            title: rule.title.say(LANGUAGE).to_owned(),
            text: rule.text.say(LANGUAGE).to_owned(),
        })
        .collect()
}

fn explain_what_if(pack: &Pack, what_if: &WouldChange) -> WhatIf {
    let words = pack
        .criteria
        .outcomes
        .iter()
        .find(|words| words.outcome == what_if.outcome);
    let changes = what_if.changes.iter().map(|change| {
        let then = quote(pack, &change.question, Some(&change.to))
            .answer
            .unwrap_or_default();
        (quote(pack, &change.question, change.from.as_ref()), then)
    });
    WhatIf {
        changes: changes.collect(),
        outcome: words.map_or(what_if.outcome.clone(), |words| {
            words.title.say(LANGUAGE).to_owned()
        }),
    }
}

fn quotes(pack: &Pack, cited: &[Cited]) -> Vec<Quote> {
    cited
        .iter()
        .map(|cited| quote(pack, &cited.question, cited.answer.as_ref()))
        .collect()
}

/// A question and an answer in the words of the form, or of the measure whose value it is.
#[must_use]
pub fn quote(pack: &Pack, id: &str, answer: Option<&Answer>) -> Quote {
    if let Some(question) = pack.form.question(id) {
        return Quote {
            question: id.to_owned(),
            prompt: question.prompt.say(LANGUAGE).to_owned(),
            answer: answer.map(|answer| answer_text(question, answer)),
        };
    }
    let number = answer
        .and_then(Answer::number)
        .map(|number| number.to_string());
    Quote {
        question: id.to_owned(),
        prompt: measure_label(pack, id),
        answer: number,
    }
}

fn measure_label(pack: &Pack, id: &str) -> String {
    for measure in &pack.measures {
        let title = measure.title.say(LANGUAGE);
        if measure.total.as_ref().is_some_and(|total| total.id == id) {
            return text::say_with("measure-total", &[("measure", title)]);
        }
        let item = measure
            .items
            .iter()
            .find(|item| item.id == id)
            .map(|item| &item.label);
        let flag = || {
            measure
                .flags
                .iter()
                .find(|flag| flag.id == id)
                .map(|flag| &flag.label)
        };
        if let Some(label) = item.or_else(flag) {
            return format!("{title}: {}", label.say(LANGUAGE));
        }
    }
    id.to_owned()
}

/// An answer in the words of its question.
#[must_use]
pub fn answer_text(question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::Number(number) => number.to_string(),
        Answer::One(code) => question.label(code, LANGUAGE).to_owned(),
        Answer::Many(codes) => {
            let labels: Vec<&str> = codes
                .iter()
                .map(|code| question.label(code, LANGUAGE))
                .collect();
            labels.join(", ")
        }
    }
}
