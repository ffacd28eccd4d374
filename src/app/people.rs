//! People and their keys from the desk: what the window may ask for, and what it is told.

use crate::domain::id::PersonId;
use crate::domain::staff::{Profile, Roles};
use crate::text::say;
use crate::vault::{
    ClinicalAccess, Cost, NewPerson, NewSheet, Open, Passphrase, Present, Sheet, Watch,
};

use super::command::{Secret, Trouble};
use super::vaults;

/// Somebody who stands beside the one who is signed in, and types a login and a passphrase.
pub struct Beside {
    /// Their login.
    pub login: String,
    /// Their passphrase.
    pub passphrase: Secret,
}

/// What is to be done. `by` is the passphrase of whoever is signed in, typed again.
pub enum Deed {
    /// Add a person, who typed their own passphrase.
    Add {
        /// What they will type to sign in.
        login: String,
        /// Their name.
        name: String,
        /// Their profession, as letters print it; may be empty.
        profession: String,
        /// What they may do.
        roles: Roles,
        /// Their passphrase.
        passphrase: Secret,
    },
    /// Set what a person may do.
    Roles {
        /// Whom.
        person: PersonId,
        /// What.
        roles: Roles,
    },
    /// Give a person the clinicians' key.
    Grant {
        /// Whom.
        person: PersonId,
        /// Their passphrase.
        passphrase: Secret,
    },
    /// Give a person who lost the passphrase a new way in.
    Reset {
        /// Whom.
        person: PersonId,
        /// The new passphrase, which they typed.
        passphrase: Secret,
        /// Whether somebody else knows the old one.
        compromised: bool,
    },
    /// Remove a person, and change every key that they held.
    Remove(PersonId),
    /// Change one's own passphrase.
    Passphrase(Secret),
    /// Take the clinicians' key back with the passphrase from before a reset.
    TakeBack(Secret),
    /// Change the clinicians' key.
    ClinicalKey,
    /// Change all keys.
    Keys,
    /// The fresh sheet that was shown is valid from now on; two groups of it were typed back.
    Sheet(Secret),
}

/// What a screen asks for.
pub enum Ask {
    /// Who works here.
    List,
    /// A code for a fresh sheet, to be shown once.
    BeginSheet(Sheet),
    /// Something that takes the passphrase again.
    Do {
        /// What.
        deed: Box<Deed>,
        /// The passphrase of whoever is signed in.
        by: Secret,
        /// A second person, where two are needed.
        beside: Option<Beside>,
    },
}

/// A line of the list of people.
#[derive(Clone)]
pub struct Row {
    /// Who.
    pub id: PersonId,
    /// What they type to sign in.
    pub login: String,
    /// Their name.
    pub name: String,
    /// What they may do.
    pub roles: Roles,
    /// How far they reach the clinicians' key.
    pub clinical: ClinicalAccess,
    /// Whether they work here.
    pub present: bool,
    /// Logins of people to whom this one gave a way in.
    pub made: Vec<String>,
}

/// What comes back.
pub enum Told {
    /// Who works here, and whether the clinicians' key has to be changed.
    List {
        /// Everybody, also those who left.
        rows: Vec<Row>,
        /// Whether a clinician left and the key was not changed since.
        pending: bool,
    },
    /// A code to be written down, and which groups (from 0) are typed back.
    Sheet {
        /// Which sheet.
        sheet: Sheet,
        /// The code.
        code: zeroize::Zeroizing<String>,
        /// Which groups.
        challenge: [usize; 2],
    },
    /// Done: the name of the message that says it.
    Done(&'static str),
}

/// Does what was asked. A sheet that was begun waits in `sheet` until it was typed back.
pub(super) fn handle(
    open: &mut Open,
    sheet: &mut Option<NewSheet>,
    ask: Ask,
    watch: &Watch<'_>,
) -> Result<Vec<Told>, Trouble> {
    match ask {
        Ask::List => Ok(vec![list(open)?]),
        Ask::BeginSheet(which) => {
            let new = open.people().begin_sheet(which)?;
            let told = Told::Sheet {
                sheet: which,
                code: new.code().printed(),
                challenge: new.challenge(),
            };
            *sheet = Some(new);
            Ok(vec![told])
        }
        Ask::Do { deed, by, beside } => {
            let by = vaults::passphrase(&by);
            let message = act(open, sheet, *deed, &by, beside, watch)?;
            Ok(vec![Told::Done(message), list(open)?])
        }
    }
}

fn list(open: &mut Open) -> Result<Told, Trouble> {
    let people = open.people();
    let rows = people
        .list()?
        .into_iter()
        .map(|member| {
            let made = people.made_by(member.staff.id)?;
            Ok(Row {
                id: member.staff.id,
                login: member.staff.login,
                name: member.staff.name,
                roles: member.staff.roles,
                clinical: member.clinical,
                present: member.present,
                made: made.into_iter().map(|staff| staff.login).collect(),
            })
        })
        .collect::<Result<Vec<_>, crate::vault::Error>>()?;
    let pending = people.clinical_rotation_pending()?;
    Ok(Told::List { rows, pending })
}

fn act(
    open: &mut Open,
    sheet: &mut Option<NewSheet>,
    deed: Deed,
    by: &Passphrase,
    beside: Option<Beside>,
    watch: &Watch<'_>,
) -> Result<&'static str, Trouble> {
    let second = beside.map(|beside| (beside.login, vaults::passphrase(&beside.passphrase)));
    let second = second
        .as_ref()
        .map(|(login, passphrase)| Present { login, passphrase });
    let me = open.me().login.clone();
    Ok(match deed {
        Deed::Add {
            login,
            name,
            profession,
            roles,
            passphrase,
        } => {
            let profession = Some(profession.trim().to_owned()).filter(|text| !text.is_empty());
            let new = NewPerson {
                login,
                name,
                roles,
                profile: Profile {
                    profession,
                    ..Profile::default()
                },
                passphrase: vaults::passphrase(&passphrase),
                cost: Cost::Calibrated,
            };
            match second {
                Some(second) => open.people().beside(second).add(&new, by)?,
                None => open.people().add(&new, by)?,
            };
            "people-added"
        }
        Deed::Roles { person, roles } => {
            match second {
                Some(second) => open.people().beside(second).set_roles(person, roles, by)?,
                None => open.people().set_roles(person, roles, by)?,
            }
            "people-roles-set"
        }
        Deed::Grant { person, passphrase } => {
            let their = vaults::passphrase(&passphrase);
            let clinician = second.unwrap_or(Present {
                login: &me,
                passphrase: by,
            });
            open.people().grant(person, &their, &clinician)?;
            "people-granted"
        }
        Deed::Reset {
            person,
            passphrase,
            compromised,
        } => {
            let new = vaults::passphrase(&passphrase);
            open.people().reset(person, &new, compromised, by)?;
            "people-reset-done"
        }
        Deed::Remove(person) => {
            let report = open.people().rotate(&[person], by, watch)?;
            if report.clinical {
                "people-removed"
            } else {
                "people-removed-waits"
            }
        }
        Deed::Passphrase(new) => {
            open.people()
                .change_passphrase(by, &vaults::passphrase(&new))?;
            "people-passphrase-changed"
        }
        Deed::TakeBack(former) => {
            open.people().take_back(&vaults::passphrase(&former), by)?;
            "people-taken-back"
        }
        Deed::ClinicalKey => {
            open.people().finish_clinical_rotation(by)?;
            "people-clinical-key-changed"
        }
        Deed::Keys => {
            open.people().rotate(&[], by, watch)?;
            "people-keys-changed"
        }
        Deed::Sheet(typed) => {
            let mut new = sheet.take().ok_or_else(no_sheet)?;
            if !new.prove(&typed.0) {
                *sheet = Some(new);
                return Err(Trouble::new("sheet", say("people-sheet-wrong")));
            }
            let renewed = open.people().renew_sheet(&new, by, second.as_ref());
            if let Err(error) = renewed {
                *sheet = Some(new);
                return Err(error.into());
            }
            "people-sheet-renewed"
        }
    })
}

fn no_sheet() -> Trouble {
    Trouble::new("sheet", say("people-sheet-gone"))
}
