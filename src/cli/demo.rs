//! `anteroom demo`: a sample clinic with no questions asked, then the window where there is a display.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::app::demo as sample;
use crate::vault::{Folders, LockReason};

use super::Common;
use super::output::{Failure, json_line, print};

#[derive(Args)]
pub(super) struct Demo {
    /// A new or empty folder, or one with an earlier sample clinic
    #[arg(default_value = "anteroom-demo")]
    dir: PathBuf,
    /// Do not open the window
    #[arg(long)]
    no_window: bool,
}

impl Demo {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        let made = sample::build(&self.dir)?;
        let vault = made.open.dir().to_path_buf();
        drop(made.open.lock(LockReason::Exit));
        let letters: Vec<String> = made
            .letters
            .iter()
            .map(|path| path.display().to_string())
            .collect();
        if common.json {
            print(&json_line(&json!({
                "vault": vault.display().to_string(), "login": sample::LOGIN, "passphrase": sample::PASSPHRASE,
                "letters": letters, "therapy": made.therapy, "support": made.support,
            }))?)?;
        } else {
            print(&told(&vault.display().to_string(), &letters))?;
        }
        if self.no_window || !super::window::has_display() {
            return Ok(());
        }
        super::window::open(&vault, Folders::SyncedToo)
    }
}

fn told(vault: &str, letters: &[String]) -> String {
    let letters = letters.join("\n            ");
    format!(
        "A sample clinic is ready. Everyone in it is invented.\n\n\
         vault       {vault}\n\
         login       {}\n\
         passphrase  {}\n\
         letters     {letters}\n\n\
         Twelve people, a signed therapy-group assessment and a signed support-group check.\n\
         Open it in the window:   anteroom --vault {vault}\n\
         Look at it from here:    anteroom --vault {vault} screening list\n",
        sample::LOGIN,
        sample::PASSPHRASE
    )
}
