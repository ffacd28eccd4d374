//! `anteroom vault`: make one and say what it is; what keeps it from being lost is in `backup`.

use std::fmt::Write as _;
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde_json::json;
use zeroize::Zeroizing;

use crate::app::command::NewClinic;
use crate::app::vaults;
use crate::catalog::json as files;
use crate::domain::clinic::Clinic;
use crate::vault::{Creation, Memory, Sheets};

use super::Common;
use super::output::{Failure, json_line, print, write_new};
use super::{backup, keys, session};

#[derive(Subcommand)]
pub(super) enum Vault {
    /// Make a vault for its first person, who is administrator and clinician
    New {
        /// The clinic as JSON: name, address, phone, email, emergency-number, on-call-name, on-call-phone
        #[arg(long, value_name = "CLINIC.json")]
        clinic: PathBuf,
        /// Name of the first person
        #[arg(long)]
        name: String,
        /// Profession, as letters print it
        #[arg(long, default_value = "")]
        profession: String,
        /// Licence, as letters print it
        #[arg(long, default_value = "")]
        licence: String,
        /// Write both recovery codes to this new file instead of typing them back at the terminal
        #[arg(long, value_name = "FILE")]
        sheets: Option<PathBuf>,
    },
    /// What the vault holds, in numbers
    Info,
    /// Verify every page, the header and the activity log
    Check,
    /// Change the keys of the vault, so that copies of keys from before open nothing that comes
    Rotate(keys::Rotate),
    /// Print a fresh recovery sheet in the place of the old one
    Sheet(keys::NewSheet),
    /// Let a successor in with a recovery sheet
    Recover(keys::Recover),
    /// Write a backup: one encrypted file, opened again and checked before it gets its name
    Backup {
        /// A folder outside of the vault, best on another disk
        #[arg(long, value_name = "DIR")]
        to: PathBuf,
        /// Then remove older backups of this vault there: of 7 days, 5 weeks and 12 months the newest are kept
        #[arg(long)]
        keep: bool,
    },
    /// Put a backup in the place of a vault, which is kept beside it, or where none stands
    Restore {
        /// The backup
        file: PathBuf,
        /// The vault's directory
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
        /// Login name of somebody on the backup's staff who no longer works here; may be given again
        #[arg(long, value_name = "LOGIN")]
        without: Vec<String>,
        /// Login name of a second person, where two people could confirm each other
        #[arg(long, value_name = "LOGIN", requires = "second_passphrase_file")]
        second: Option<String>,
        /// A file whose first line is the second person's passphrase
        #[arg(long, value_name = "FILE", requires = "second")]
        second_passphrase_file: Option<PathBuf>,
        /// Take only the key header, for a vault whose own header is unreadable
        #[arg(long, conflicts_with = "without")]
        header: bool,
    },
    /// Carry what can still be read of a damaged vault into a new one, and say what is missing
    Salvage {
        /// A place where no vault stands
        #[arg(long, value_name = "DIR")]
        into: PathBuf,
    },
    /// Prove a backup: restore it to a private directory, open it, check it, remove it
    Drill {
        /// The backup
        file: PathBuf,
    },
}

impl Vault {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        match self {
            Self::New {
                clinic,
                name,
                profession,
                licence,
                sheets,
            } => {
                let new = NewClinic {
                    clinic: read_clinic(clinic)?,
                    logo_png: Vec::new(),
                    name: name.clone(),
                    login: login(common)?,
                    profession: profession.clone(),
                    licence: (String::new(), licence.clone()),
                    passphrase: session::passphrase(common, "New passphrase: ")?,
                };
                make(common, new, sheets.as_ref())
            }
            Self::Rotate(options) => keys::rotate(common, options),
            Self::Sheet(options) => keys::sheet(common, options),
            Self::Recover(options) => keys::recover(common, options),
            Self::Info => info(common),
            Self::Check => backup::check(common),
            Self::Backup { to, keep } => backup::back_up(common, to, *keep),
            Self::Restore {
                file,
                into,
                header: true,
                ..
            } => backup::take_header(common, file, into),
            Self::Restore {
                file,
                into,
                without,
                second,
                second_passphrase_file,
                ..
            } => {
                let second = second.as_deref().zip(second_passphrase_file.as_deref());
                backup::restore(common, file, into, without, second)
            }
            Self::Salvage { into } => backup::salvage(common, into),
            Self::Drill { file } => backup::drill(common, file),
        }
    }
}

fn login(common: &Common) -> Result<String, Failure> {
    let message = "a login name is needed: --as LOGIN";
    common
        .login
        .clone()
        .ok_or_else(|| Failure::new("usage", message))
}

fn read_clinic(path: &Path) -> Result<Clinic, Failure> {
    let failed =
        |message: String| Failure::new("bad-input", format!("{}: {message}", path.display()));
    let bytes = files::read_file(path, files::LARGEST_ANSWER_FILE)
        .map_err(|problem| failed(problem.to_string()))?;
    let value = files::read(&bytes, files::LARGEST_ANSWER_FILE)
        .map_err(|problem| failed(problem.to_string()))?;
    let clinic: Clinic =
        serde_json::from_value(value).map_err(|error| failed(error.to_string()))?;
    if clinic.name.trim().is_empty() || clinic.emergency_number.trim().is_empty() {
        return Err(failed(
            "\"name\" and \"emergency-number\" are needed".to_owned(),
        ));
    }
    Ok(clinic)
}

fn make(common: &Common, new: NewClinic, sheets: Option<&PathBuf>) -> Result<(), Failure> {
    let dir = session::dir(common)?;
    let site = session::site(&dir, session::folders(common));
    if sheets.is_none() && !std::io::stdin().is_terminal() {
        let message =
            "the recovery codes have to be kept: name a new file for them with --sheets FILE";
        return Err(Failure::new("usage", message));
    }
    let proof = if sheets.is_some() {
        Sheets::Waived
    } else {
        Sheets::TypedBack
    };
    let mut creation = vaults::begin(&site, new, proof)?;
    let text = sheet_text(&creation);
    match sheets {
        Some(path) => write_new(path, text.as_bytes())?,
        None => prove(&mut creation, &text)?,
    }
    let open = creation.finish().inspect_err(|_| {
        if let Some(path) = sheets {
            // Codes of a vault that was not made open nothing.
            let _ = std::fs::remove_file(path);
        }
    })?;
    let mut open = open;
    if let Some(state) = session::site(&dir, session::folders(common)).state {
        open.remember_in(Memory::in_dir(&state))?;
    }
    drop(open.lock(crate::vault::LockReason::Exit));
    let shown = dir.display().to_string();
    if common.json {
        print(&json_line(&json!({"vault": shown}))?)
    } else {
        print(&format!(
            "A new vault stands at {shown}\nKeep the two recovery sheets apart, sealed, and not beside this computer.\n"
        ))
    }
}

fn sheet_text(creation: &Creation) -> Zeroizing<String> {
    let sheets = vaults::sheets(creation);
    let mut text = Zeroizing::new(String::with_capacity(1024));
    let _ = writeln!(text, "Office recovery code:   {}", *sheets.office);
    let _ = writeln!(text, "Clinical recovery code: {}", *sheets.clinical);
    text
}

fn prove(creation: &mut Creation, text: &str) -> Result<(), Failure> {
    print(&format!(
        "Write both codes down, each on a sheet of its own. They are shown this once.\n\n{text}\n"
    ))?;
    let challenge = vaults::sheets(creation).challenge;
    let office = ask("office", challenge[0])?;
    let clinical = ask("clinical", challenge[1])?;
    if !creation.prove_office(&office) || !creation.prove_clinical(&clinical) {
        let message = "the groups do not match the sheets: no vault was made; try again";
        return Err(Failure::new("sheet", message));
    }
    Ok(())
}

fn ask(which: &str, groups: [usize; 2]) -> Result<Zeroizing<String>, Failure> {
    print(&format!(
        "Type groups {} and {} of the {which} code: ",
        groups[0] + 1,
        groups[1] + 1
    ))?;
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line)
}

fn info(common: &Common) -> Result<(), Failure> {
    let info = session::with_vault(common, |open| Ok(open.info()?))?;
    if common.json {
        return print(&json_line(&json!({
            "vault_id": info.vault_id, "format": info.format, "created": info.created, "clinic": info.clinic,
            "demo": info.demo, "staff": info.staff, "clients": info.clients, "screenings": info.screenings,
            "letters": info.letters, "groups": info.groups, "events": info.events, "last_event": info.last_event,
            "size_bytes": info.size_bytes,
        }))?);
    }
    let mut out = String::new();
    let sample = if info.demo { " (sample clinic)" } else { "" };
    let _ = writeln!(out, "{}{sample}", info.clinic);
    let _ = writeln!(
        out,
        "vault {}, format {}, created {}",
        info.vault_id, info.format, info.created
    );
    let _ = writeln!(
        out,
        "{} staff, {} clients, {} screenings, {} letters, {} groups",
        info.staff, info.clients, info.screenings, info.letters, info.groups
    );
    let _ = writeln!(
        out,
        "{} events, the last {}; {} bytes",
        info.events, info.last_event, info.size_bytes
    );
    print(&out)
}
