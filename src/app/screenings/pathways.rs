//! Another pathway for the same person: nothing is filled in but what has the same id, what was said stands as quotes,
//! and the old path is set aside.

use super::super::command::Trouble;
use super::super::explain::{LANGUAGE, answer_text};
use super::{prefill, save, start, view};
use crate::catalog::shipped;
use crate::domain::answers::{Answer, Answers};
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::screening::{EarlierAnswer, Stage};
use crate::text;
use crate::vault::Open;

/// Questions of the two pathways that ask about the same, support-group check first. Danger is never carried over: it
/// is asked again, each time.
const RELATED: [(&str, &str); 5] = [
    ("sg-aim", "tg-aim"),
    ("sg-someone", "tg-turn-to"),
    ("sg-reach", "tg-travel"),
    ("sg-access", "tg-access"),
    ("sg-confidential", "tg-confidentiality"),
];

/// Begins the other pathway with what was said as quotes, and sets this one aside.
///
/// # Errors
/// If it is signed, a client is needed and not known, or the vault refuses.
pub fn change_pathway(
    open: &Open,
    id: ScreeningId,
    to: Pathway,
    client: Option<ClientId>,
) -> Result<ScreeningId, Trouble> {
    let before = view(open, id)?;
    if before.stage != Stage::Draft || before.pathway == to {
        return Err(Trouble::new("signed", text::say("trouble-signed-already")));
    }
    let client = client.or(before.client.as_ref().map(|(client, _)| *client));
    let record = client
        .map(|client| open.clients().view(client))
        .transpose()?;
    let pack = shipped().pack(to);
    let mut answers = Answers::default();
    for (question, answer) in &before.content.answers.given {
        if pack.form.question(question).is_some() {
            answers.given.insert(question.clone(), answer.clone());
        }
    }
    if to == Pathway::Therapy {
        let record = record.as_ref().map(|stored| &stored.value);
        answers = prefill(answers, record, open.today());
    }
    let other = start(open, to, client, answers)?;
    let mut content = view(open, other)?.content;
    for (here, quote) in quotes(before.pathway, to, &before.content.answers) {
        content.quotes.insert(here, quote);
    }
    save(open, other, &content)?;
    open.screenings().set_aside(id, other)?;
    Ok(other)
}

/// What was said there, by the question here that asks about the same.
fn quotes(from: Pathway, to: Pathway, said: &Answers) -> Vec<(String, EarlierAnswer)> {
    let (there, here) = (shipped().pack(from), shipped().pack(to));
    let related = RELATED
        .iter()
        .filter_map(|(support, therapy)| match (from, to) {
            (Pathway::Support, Pathway::Therapy) => Some((*support, *therapy)),
            (Pathway::Therapy, Pathway::Support) => Some((*therapy, *support)),
            _ => None,
        });
    related
        .filter_map(|(old, new)| {
            let question = there.form.question(old)?;
            let answer = said.said(old)?;
            let asked = here.form.question(new)?;
            let codes: Vec<&str> = asked
                .answer
                .options()
                .iter()
                .map(|choice| choice.code.as_str())
                .collect();
            let same = match answer {
                Answer::One(code) => codes.contains(&code.as_str()),
                Answer::Many(all) => all.iter().all(|code| codes.contains(&code.as_str())),
                Answer::Number(_) => false,
            };
            let quote = EarlierAnswer {
                question: question.prompt.say(LANGUAGE).to_owned(),
                words: answer_text(question, answer),
                same: same.then(|| answer.clone()),
            };
            Some((new.to_owned(), quote))
        })
        .collect()
}
