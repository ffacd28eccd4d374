//! `anteroom screening sign`: a decision from a file, and what has to be named a second time before it is signed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use crate::app::command::{KeepSupport, NewAcknowledgement};
use crate::app::explain::LANGUAGE;
use crate::app::{decide, screenings};
use crate::catalog::shipped;
use crate::domain::id::ScreeningId;
use crate::domain::screening::{Disposition, Judgement, SafetyAction, ScreeningContent, Stage};
use crate::screening::{Pack, evaluate};
use crate::text;
use crate::vault::Open;

use super::output::{Failure, json_line, print};
use super::{Common, records, session};

/// What `screening sign` reads.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    judgement: Judgement,
    disposition: Disposition,
    #[serde(default)]
    confirmed: BTreeSet<String>,
    /// Why somebody is put on a waitlist by hand, by group.
    #[serde(default)]
    by_hand: BTreeMap<String, String>,
    #[serde(default)]
    acknowledgement: Option<FileAcknowledgement>,
    #[serde(default)]
    review_note: Option<String>,
    #[serde(default)]
    keep: Option<FileKeep>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileAcknowledgement {
    done: Vec<SafetyAction>,
    #[serde(default)]
    detail: String,
    agreed: String,
    follow_up: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileKeep {
    chosen_name: String,
    #[serde(default)]
    contact: String,
    #[serde(default)]
    arrangements: String,
}

impl Decision {
    /// The decision in a file, with the criteria that the command line names a second time.
    pub(super) fn read(path: &Path, confirm: &[String]) -> Result<Self, Failure> {
        let value = records::read_json(path)?;
        let mut decision: Self = serde_json::from_value(value)
            .map_err(|error| Failure::new("bad-input", format!("{}: {error}", path.display())))?;
        decision.confirmed.extend(confirm.iter().cloned());
        Ok(decision)
    }

    /// Signs a screening with it.
    pub(super) fn sign(self, common: &Common, open: &Open, id: ScreeningId) -> Result<(), Failure> {
        let screening = screenings::view(open, id)?;
        if screening.stage != Stage::Draft {
            return Err(Failure::new("signed", text::say("trouble-signed-already")));
        }
        let pack = shipped().pack(screening.pathway);
        self.is_confirmed(pack, screening.content)?;
        // Asked for again: signing is an act of its own.
        let secret = session::passphrase_again(common, "Passphrase again, to sign: ")?;
        if let Some(acknowledgement) = self.acknowledgement {
            let new = NewAcknowledgement {
                login: String::new(),
                done: acknowledgement.done,
                detail: acknowledgement.detail,
                agreed: acknowledgement.agreed,
                follow_up: acknowledgement.follow_up,
            };
            screenings::acknowledge(open, id, &new, &secret)?;
        }
        if let Some(note) = self.review_note {
            screenings::note_review(open, id, &note)?;
        }
        let mut content = screenings::view(open, id)?.content;
        content.judgement = Some(self.judgement);
        content.disposition = Some(self.disposition);
        content.confirmed = self.confirmed;
        content.by_hand = self.by_hand;
        screenings::save(open, id, &content)?;
        let keep = self.keep.map(|keep| KeepSupport {
            chosen_name: keep.chosen_name,
            contact: keep.contact,
            arrangements: keep.arrangements,
        });
        screenings::sign(open, id, keep.as_ref(), &secret)?;
        if common.json {
            print(&json_line(&json!({"signed": id}))?)
        } else {
            print(&format!("signed {id}\n"))
        }
    }

    fn outcome_is_known(&self, pack: &Pack) -> Result<(), Failure> {
        let Judgement::Override { outcome, .. } = &self.judgement else {
            return Ok(());
        };
        let known: Vec<&str> = pack
            .criteria
            .outcomes
            .iter()
            .map(|words| words.outcome.as_str())
            .collect();
        if known.contains(&outcome.as_str()) {
            return Ok(());
        }
        let message = format!("the outcome of an override is one of: {}", known.join(", "));
        Err(Failure::new("bad-input", message))
    }

    /// An override names each blocking criterion that it passes over a second time, and no other (decisions.md section 6).
    /// Found out before anything is asked or kept.
    fn is_confirmed(&self, pack: &Pack, mut content: ScreeningContent) -> Result<(), Failure> {
        self.outcome_is_known(pack)?;
        content.judgement = Some(self.judgement.clone());
        let now = evaluate(pack, &content.answers);
        let asked: BTreeSet<String> = decide::to_confirm(pack, &content, &now)
            .map(str::to_owned)
            .collect();
        let surplus: Vec<&str> = self
            .confirmed
            .difference(&asked)
            .map(String::as_str)
            .collect();
        if !surplus.is_empty() {
            let message = format!(
                "confirmed is {}, which this decision does not pass over: name only what blocks here",
                surplus.join(", ")
            );
            return Err(Failure::new("bad-input", message));
        }
        let unnamed: Vec<&String> = asked.difference(&self.confirmed).collect();
        if unnamed.is_empty() {
            return Ok(());
        }
        let told: Vec<String> = unnamed.iter().map(|id| named(pack, id)).collect();
        let flags: Vec<String> = unnamed.iter().map(|id| format!("--confirm {id}")).collect();
        let message = format!(
            "this decision passes over what has to hold and does not: {}. Nothing was signed. If you mean it, name each \
             a second time, with {} or under \"confirmed\" in the file",
            told.join("; "),
            flags.join(" ")
        );
        Err(Failure::new("unconfirmed", message))
    }
}

/// A criterion by name and id.
fn named(pack: &Pack, id: &str) -> String {
    let criteria = &pack.criteria.criteria;
    let known = criteria.iter().find(|criterion| criterion.id == id);
    known.map_or_else(
        || id.to_owned(),
        |criterion| format!("{} ({id})", criterion.name.say(LANGUAGE)),
    )
}
