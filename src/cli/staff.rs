//! `anteroom staff`: who works here, what they may do, and the keys that come with it.

use std::fmt::Write as _;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use serde_json::json;
use zeroize::Zeroizing;

use crate::app::command::Secret;
use crate::app::vaults;
use crate::domain::id::PersonId;
use crate::domain::staff::{Profile, Role, Roles, normalise_login};
use crate::vault::{
    ClinicalAccess, Cost, Error, Member, NewPerson, Open, Passphrase, People, Present,
};

use super::Common;
use super::output::{Failure, json_line, print};
use super::session;

#[derive(Subcommand)]
pub(super) enum Staff {
    /// Add a person, who types their own passphrase
    Add {
        /// What they will type to sign in
        #[arg(id = "who", value_name = "LOGIN")]
        login: String,
        /// Their name
        #[arg(long)]
        name: String,
        /// What they may do; may be named several times
        #[arg(long = "role", value_name = "ROLE", required = true)]
        roles: Vec<RoleWord>,
        /// Profession, as letters print it
        #[arg(long)]
        profession: Option<String>,
        /// A file whose first line is their passphrase
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
        #[command(flatten)]
        second: Second,
    },
    /// Everybody, also those who left
    List,
    /// Set what a person may do; a role that is not named is taken away, and its key is changed
    Roles {
        /// Whose
        #[arg(id = "who", value_name = "LOGIN")]
        login: String,
        /// What they may do; may be named several times
        #[arg(long = "role", value_name = "ROLE", required = true)]
        roles: Vec<RoleWord>,
        #[command(flatten)]
        second: Second,
    },
    /// Give the clinicians' key to somebody with the role: a clinician and the person both type their passphrases
    Grant {
        /// To whom
        #[arg(id = "who", value_name = "LOGIN")]
        login: String,
        /// A file whose first line is their passphrase
        #[arg(long, value_name = "FILE")]
        their_passphrase_file: Option<PathBuf>,
        /// The clinician, where that is not the one who signs in
        #[arg(long, value_name = "LOGIN", requires = "by_passphrase_file")]
        by: Option<String>,
        /// A file whose first line is the clinician's passphrase
        #[arg(long, value_name = "FILE")]
        by_passphrase_file: Option<PathBuf>,
    },
    /// Give somebody who lost the passphrase a new way in; they type a new one
    Reset {
        /// Whom
        #[arg(id = "who", value_name = "LOGIN")]
        login: String,
        /// A file whose first line is the new passphrase
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
        /// The old passphrase is known to somebody else: close the old way for good, then rotate
        #[arg(long)]
        compromised: bool,
    },
    /// After a reset: take the clinicians' key back with the former passphrase
    TakeBack {
        /// A file whose first line is the former passphrase
        #[arg(long, value_name = "FILE")]
        former_passphrase_file: Option<PathBuf>,
    },
    /// Change one's own passphrase
    Passphrase {
        /// A file whose first line is the new passphrase
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// Remove a person, and change every key that they held
    Remove {
        /// Whom
        #[arg(id = "who", value_name = "LOGIN")]
        login: String,
    },
}

/// The second person, where the policy asks two: to make somebody an administrator.
#[derive(Args)]
pub(super) struct Second {
    /// Login of a second person who agrees to a new administrator
    #[arg(long, value_name = "LOGIN")]
    second: Option<String>,
    /// A file whose first line is the second person's passphrase
    #[arg(long, value_name = "FILE", requires = "second")]
    second_passphrase_file: Option<PathBuf>,
}

impl Second {
    fn passphrase(&self) -> Result<Option<Passphrase>, Failure> {
        let file = self.second_passphrase_file.as_deref();
        self.second
            .as_ref()
            .map(|_| other(file, "Passphrase of the second person: "))
            .transpose()
    }

    fn stand_beside<'v>(
        &'v self,
        people: People<'v>,
        passphrase: Option<&'v Passphrase>,
    ) -> People<'v> {
        match self.second.as_deref().zip(passphrase) {
            Some((login, passphrase)) => people.beside(Present { login, passphrase }),
            None => people,
        }
    }
}

/// A role on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum RoleWord {
    /// People, policy, backups
    Administrator,
    /// Therapy assessments, signing, clinical letters
    Clinician,
    /// The front desk
    Intake,
    /// Reads the activity log
    Auditor,
}

impl RoleWord {
    fn role(self) -> Role {
        match self {
            Self::Administrator => Role::Administrator,
            Self::Clinician => Role::Clinician,
            Self::Intake => Role::Intake,
            Self::Auditor => Role::Auditor,
        }
    }
}

impl Staff {
    pub(super) fn run(&self, common: &Common) -> Result<(), Failure> {
        match self {
            Self::List => list(common),
            Self::Add {
                login,
                name,
                roles,
                profession,
                new_passphrase_file,
                second,
            } => {
                let profile = Profile {
                    profession: profession.clone(),
                    ..Profile::default()
                };
                let own = session::passphrase(common, "Your passphrase: ")?;
                let new = NewPerson {
                    login: login.clone(),
                    name: name.clone(),
                    roles: set(roles),
                    profile,
                    passphrase: fresh(
                        new_passphrase_file.as_deref(),
                        "Passphrase of the new person: ",
                    )?,
                    cost: Cost::Calibrated,
                };
                let agrees = second.passphrase()?;
                with(common, &own, |open, by| {
                    second
                        .stand_beside(open.people(), agrees.as_ref())
                        .add(&new, by)?;
                    Ok(())
                })?;
                done(common, "added", login)
            }
            Self::Roles {
                login,
                roles,
                second,
            } => {
                let own = session::passphrase(common, "Your passphrase: ")?;
                let agrees = second.passphrase()?;
                with(common, &own, |open, by| {
                    let person = find(open, login)?;
                    let mut people = second.stand_beside(open.people(), agrees.as_ref());
                    Ok(people.set_roles(person, set(roles), by)?)
                })?;
                done(common, "roles", login)
            }
            Self::Grant {
                login,
                their_passphrase_file,
                by,
                by_passphrase_file,
            } => grant(
                common,
                login,
                their_passphrase_file.as_deref(),
                by.as_deref(),
                by_passphrase_file.as_deref(),
            ),
            Self::Reset {
                login,
                new_passphrase_file,
                compromised,
            } => {
                let own = session::passphrase(common, "Your passphrase: ")?;
                let new = fresh(new_passphrase_file.as_deref(), "New passphrase: ")?;
                with(common, &own, |open, by| {
                    let person = find(open, login)?;
                    Ok(open.people().reset(person, &new, *compromised, by)?)
                })?;
                done(common, "reset", login)
            }
            Self::TakeBack {
                former_passphrase_file,
            } => {
                let own = session::passphrase(common, "Your passphrase: ")?;
                let former = other(former_passphrase_file.as_deref(), "Former passphrase: ")?;
                with(common, &own, |open, own| {
                    Ok(open.people().take_back(&former, own)?)
                })?;
                done(common, "taken-back", "")
            }
            Self::Passphrase {
                new_passphrase_file,
            } => {
                let own = session::passphrase(common, "Present passphrase: ")?;
                let new = fresh(new_passphrase_file.as_deref(), "New passphrase: ")?;
                with(common, &own, |open, own| {
                    Ok(open.people().change_passphrase(own, &new)?)
                })?;
                done(common, "passphrase", "")
            }
            Self::Remove { login } => remove(common, login),
        }
    }
}

fn set(roles: &[RoleWord]) -> Roles {
    roles.iter().map(|word| word.role()).collect()
}

/// Opens the vault for whoever signs in, and hands on their passphrase, which changes of people ask for again.
fn with<T>(
    common: &Common,
    own: &Secret,
    work: impl FnOnce(&mut Open, &Passphrase) -> Result<T, Failure>,
) -> Result<T, Failure> {
    let again = vaults::passphrase(own);
    session::with_secret(common, own, |open| work(open, &again))
}

/// The passphrase of somebody other than the one who signs in.
pub(super) fn other(file: Option<&Path>, prompt: &str) -> Result<Passphrase, Failure> {
    let secret = match file {
        Some(path) => session::secret_from(path)?,
        None if std::io::stdin().is_terminal() => {
            let typed = rpassword::prompt_password(prompt).map_err(|error| {
                let kind = error.kind();
                Failure::new(
                    "passphrase",
                    format!("the passphrase could not be read ({kind})"),
                )
            })?;
            Secret(Zeroizing::new(typed))
        }
        None => {
            let message = "another passphrase is needed: name its file, see --help";
            return Err(Failure::new("passphrase", message));
        }
    };
    Ok(vaults::passphrase(&secret))
}

/// A new passphrase; at a terminal it is typed twice.
pub(super) fn fresh(file: Option<&Path>, prompt: &str) -> Result<Passphrase, Failure> {
    if file.is_some() || !std::io::stdin().is_terminal() {
        return other(file, prompt);
    }
    let read = |prompt: &str| {
        rpassword::prompt_password(prompt)
            .map(Zeroizing::new)
            .map_err(|_| Failure::new("passphrase", "the passphrase could not be read"))
    };
    let (once, twice) = (read(prompt)?, read("Once more: ")?);
    if *once != *twice {
        return Err(Failure::new(
            "passphrase",
            "the two are not the same: nothing was changed",
        ));
    }
    Ok(vaults::passphrase(&Secret(once)))
}

fn find(open: &mut Open, login: &str) -> Result<PersonId, Failure> {
    let login = normalise_login(login);
    let members = open.people().list()?;
    let found = members
        .iter()
        .find(|member| member.present && member.staff.login == login);
    found
        .map(|member| member.staff.id)
        .ok_or_else(|| Error::NotFound("member of staff").into())
}

fn grant(
    common: &Common,
    login: &str,
    theirs: Option<&Path>,
    by: Option<&str>,
    by_file: Option<&Path>,
) -> Result<(), Failure> {
    let own = session::passphrase(common, "Your passphrase: ")?;
    let their = other(theirs, "Passphrase of who gets the key: ")?;
    let beside = by
        .map(|_| other(by_file, "Passphrase of the clinician: "))
        .transpose()?;
    with(common, &own, |open, own| {
        let person = find(open, login)?;
        let me = open.me().login.clone();
        let present = Present {
            login: by.unwrap_or(&me),
            passphrase: beside.as_ref().unwrap_or(own),
        };
        Ok(open.people().grant(person, &their, &present)?)
    })?;
    done(common, "granted", login)
}

fn remove(common: &Common, login: &str) -> Result<(), Failure> {
    let own = session::passphrase(common, "Your passphrase: ")?;
    let (report, made) = with(common, &own, |open, by| {
        let person = find(open, login)?;
        let made = open.people().made_by(person)?;
        Ok((open.people().remove(person, by)?, made))
    })?;
    let made: Vec<&str> = made.iter().map(|staff| staff.login.as_str()).collect();
    if common.json {
        return print(&json_line(&json!({
            "done": "removed", "login": login, "clinical_key_changed": report.clinical, "pages": report.pages,
            "made_by_them": made,
        }))?);
    }
    let mut out = format!("{login} no longer works here; the keys that they held were changed\n");
    if !report.clinical {
        out.push_str("If they were a clinician, the clinicians' key changes when the next clinician signs in and agrees\n");
    }
    if !made.is_empty() {
        let _ = writeln!(
            out,
            "They gave {} a way in. If they typed the passphrase themselves, reset these people and rotate the keys",
            made.join(", ")
        );
    }
    out.push_str("Copies and backups from before stay readable with their passphrase: make a new backup, and destroy old ones when you may\n");
    print(&out)
}

fn list(common: &Common) -> Result<(), Failure> {
    let members = session::with_vault(common, |open| Ok(open.people().list()?))?;
    if common.json {
        for member in &members {
            print(&json_line(&json!({
                "login": member.staff.login, "name": member.staff.name, "present": member.present,
                "roles": member.staff.roles.iter().map(Role::word).collect::<Vec<_>>(),
                "clinical_key": access(member),
            }))?)?;
        }
        return Ok(());
    }
    let mut out = String::new();
    for member in &members {
        let state = match (member.present, member.clinical) {
            (false, _) => "left".to_owned(),
            (true, ClinicalAccess::None) => member.staff.roles.words(),
            (true, _) => format!(
                "{}; clinicians' key: {}",
                member.staff.roles.words(),
                access(member)
            ),
        };
        let _ = writeln!(
            out,
            "{:<16} {:<28} {state}",
            member.staff.login, member.staff.name
        );
    }
    print(&out)
}

fn access(member: &Member) -> &'static str {
    match member.clinical {
        ClinicalAccess::None => "none",
        ClinicalAccess::Granted => "granted",
        ClinicalAccess::Waiting => "waiting",
        ClinicalAccess::Parked => "parked",
    }
}

fn done(common: &Common, what: &str, login: &str) -> Result<(), Failure> {
    if common.json {
        print(&json_line(&json!({"done": what, "login": login}))?)
    } else {
        print("Done\n")
    }
}
