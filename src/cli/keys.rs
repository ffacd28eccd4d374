//! `anteroom vault rotate | recover | sheet`: keys of the vault as a whole.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::json;
use zeroize::Zeroizing;

use crate::app::vaults;
use crate::domain::staff::{Profile, Role};
use crate::vault::{Cost, Error, LockReason, NewPerson, Present, Sheet, Successor, Upgrade};

use super::Common;
use super::output::{Failure, json_line, print, write_new};
use super::{backup, session, staff};

/// Options of `vault rotate`.
#[derive(Args)]
pub(super) struct Rotate {
    /// Only the clinicians' key: after a clinician left while no other was there
    #[arg(long)]
    pub(super) clinical_only: bool,
}

/// Which recovery sheet.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum SheetWord {
    /// Makes an administrator
    Office,
    /// Gives the clinicians' key
    Clinical,
}

/// Options of `vault sheet`.
#[derive(Args)]
pub(super) struct NewSheet {
    /// Which sheet
    pub(super) which: SheetWord,
    /// Write the code to this new file instead of typing it back at the terminal
    #[arg(long, value_name = "FILE")]
    pub(super) sheet: Option<PathBuf>,
    /// The clinician who stands by, where the administrator is none
    #[arg(long, value_name = "LOGIN", requires = "by_passphrase_file")]
    pub(super) by: Option<String>,
    /// A file whose first line is the clinician's passphrase
    #[arg(long, value_name = "FILE")]
    pub(super) by_passphrase_file: Option<PathBuf>,
}

/// Options of `vault recover`.
#[derive(Args)]
pub(super) struct Recover {
    /// A file whose first line is the code of the sheet
    #[arg(long, value_name = "FILE")]
    pub(super) code_file: Option<PathBuf>,
    /// The login of the successor
    #[arg(long, value_name = "LOGIN")]
    pub(super) successor: String,
    /// The name of a successor who is new here
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// A file whose first line is the successor's passphrase
    #[arg(long, value_name = "FILE")]
    pub(super) new_passphrase_file: Option<PathBuf>,
}

pub(super) fn rotate(common: &Common, options: &Rotate) -> Result<(), Failure> {
    let own = session::passphrase(common, "Your passphrase: ")?;
    let by = vaults::passphrase(&own);
    let report = session::with_secret(common, &own, |open| {
        if options.clinical_only {
            open.people().finish_clinical_rotation(&by)?;
            return Ok(None);
        }
        Ok(Some(backup::watched(common, |watch| {
            open.people().rotate(&[], &by, watch)
        })?))
    })?;
    if common.json {
        return print(&json_line(&json!({
            "done": "rotated", "clinical_key_changed": report.is_none_or(|report| report.clinical),
            "pages": report.map(|report| report.pages),
        }))?);
    }
    print("The keys are new. Make a backup now: older ones open with the keys of their time\n")
}

pub(super) fn sheet(common: &Common, options: &NewSheet) -> Result<(), Failure> {
    if options.sheet.is_none() && !std::io::stdin().is_terminal() {
        let message = "the code has to be kept: name a new file for it with --sheet FILE";
        return Err(Failure::new("usage", message));
    }
    let own = session::passphrase(common, "Your passphrase: ")?;
    let by = vaults::passphrase(&own);
    let which = match options.which {
        SheetWord::Office => Sheet::Office,
        SheetWord::Clinical => Sheet::Clinical,
    };
    let beside = options
        .by
        .as_ref()
        .map(|_| {
            staff::other(
                options.by_passphrase_file.as_deref(),
                "Passphrase of the clinician: ",
            )
        })
        .transpose()?;
    session::with_secret(common, &own, |open| {
        let mut people = open.people();
        let mut new = people.begin_sheet(which)?;
        let printed = new.code().printed();
        match &options.sheet {
            Some(path) => {
                write_new(path, format!("{}\n", *printed).as_bytes())?;
                new.waive();
            }
            None => {
                print(&format!(
                    "Write this code down. It is shown this once.\n\n{}\n\n",
                    *printed
                ))?;
                let [one, two] = new.challenge().map(|group| group + 1);
                print(&format!("Type groups {one} and {two}: "))?;
                let mut line = Zeroizing::new(String::new());
                std::io::stdin().read_line(&mut line)?;
                if !new.prove(&line) {
                    let message = "the groups do not match: the old sheet stays valid; try again";
                    return Err(Failure::new("sheet", message));
                }
            }
        }
        let present = options.by.as_deref().zip(beside.as_ref());
        let present = present.map(|(login, passphrase)| Present { login, passphrase });
        let renewed = people.renew_sheet(&new, &by, present.as_ref());
        if let (Err(_), Some(path)) = (&renewed, &options.sheet) {
            // A code that opens nothing is worse than none.
            let _ = std::fs::remove_file(path);
        }
        Ok(renewed?)
    })?;
    if common.json {
        print(&json_line(&json!({"done": "sheet-renewed"}))?)
    } else {
        print(
            "The new sheet is valid and the old one is not. If the old one was used or lost, rotate the keys now\n",
        )
    }
}

pub(super) fn recover(common: &Common, options: &Recover) -> Result<(), Failure> {
    let dir = session::dir(common)?;
    let mut site = session::site(&dir, session::folders(common));
    site.upgrade = session::upgrade(common);
    let locked = site.locked()?;
    let code = code(options.code_file.as_deref())?;
    let prompt = "Passphrase of the successor: ";
    let passphrase = staff::fresh(options.new_passphrase_file.as_deref(), prompt)?;
    let successor = match &options.name {
        None => Successor::Present {
            login: options.successor.clone(),
            passphrase,
        },
        Some(name) => Successor::New(NewPerson {
            login: options.successor.clone(),
            name: name.clone(),
            roles: [Role::Administrator].into_iter().collect(),
            profile: Profile::default(),
            passphrase,
            cost: Cost::Calibrated,
        }),
    };
    let open = locked.recover(&code, &successor).or_else(|error| {
        if !matches!(error, Error::Older { .. }) {
            return Err(Failure::from(error));
        }
        session::may_upgrade(common, &error.into())?;
        let locked = locked.upgrading(Upgrade::Allowed);
        Ok(locked.recover(&code, &successor)?)
    })?;
    let closed = open.lock(LockReason::Exit);
    if let Some(problem) = closed.problem {
        return Err(problem.into());
    }
    if common.json {
        print(&json_line(
            &json!({"done": "recovered", "login": options.successor}),
        )?)
    } else {
        print(
            "The vault opens for the successor. Everybody is told for thirty days; print a fresh sheet and rotate the keys now\n",
        )
    }
}

fn code(file: Option<&Path>) -> Result<Zeroizing<String>, Failure> {
    match file {
        Some(path) => Ok(session::secret_from(path)?.0),
        None if std::io::stdin().is_terminal() => rpassword::prompt_password("Code of the sheet: ")
            .map(Zeroizing::new)
            .map_err(|_| Failure::new("passphrase", "the code could not be read")),
        None => {
            let message = "the code of a sheet is needed: name a file with --code-file FILE";
            Err(Failure::new("passphrase", message))
        }
    }
}
