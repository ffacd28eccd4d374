//! `--reason`: why letters of many clients leave in one day, for every command with which a letter leaves.

use clap::Args;

use crate::app::activity::SHORTEST_REASON;
use crate::app::command::Trouble;
use crate::text::say;
use crate::vault::Open;

use super::output::Failure;

/// Why so many.
#[derive(Args)]
pub(super) struct Reason {
    /// Why letters of more than ten clients leave today, at least 20 characters. Needed once a day, and kept only where it
    /// is needed: sealed to the clinicians; the activity log has that it was given
    #[arg(long, value_name = "TEXT", value_parser = long_enough)]
    reason: Option<String>,
}

fn long_enough(text: &str) -> Result<String, String> {
    if text.trim().chars().count() < SHORTEST_REASON {
        return Err(say("many-short"));
    }
    Ok(text.to_owned())
}

impl Reason {
    /// Does what lets a letter leave. Where that was refused until somebody says why, it is said and done again: a
    /// refusal wrote nothing.
    pub(super) fn leave<T>(
        &self,
        open: &Open,
        mut leave: impl FnMut() -> Result<T, Trouble>,
    ) -> Result<T, Failure> {
        let refused = match leave() {
            Err(trouble) if trouble.kind == "many-today" => trouble,
            result => return Ok(result?),
        };
        let Some(reason) = &self.reason else {
            let message = format!("{} {}", refused.message, say("many-flag"));
            return Err(Failure::new(refused.kind, message));
        };
        open.explain_many(reason)?;
        Ok(leave()?)
    }
}
