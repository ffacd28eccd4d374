//! Several people and one vault: what each can do, and what a former one cannot.
#![allow(clippy::unwrap_used)]

mod former;
mod rotation;
mod seals;
mod sheets;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tempfile::TempDir;

use crate::domain::answers::Answers;
use crate::domain::client::Client;
use crate::domain::clock::FixedClock;
use crate::domain::id::{PersonId, ScreeningId};
use crate::domain::screening::{ScreeningContent, ScreeningIndex};
use crate::domain::staff::{Profile, Role, Roles, Staff};
use crate::vault::desk::{clock, therapy, vault_of};
use crate::vault::header::Header;
use crate::vault::people::{ClinicalAccess, NewPerson, Present};
use crate::vault::roster::{self, Wrapped};
use crate::vault::{Cost, Error, LockReason, Locked, Note, Open, Passphrase, Watch, files, seal};

struct Practice {
    _place: TempDir,
    dir: PathBuf,
    clock: Arc<FixedClock>,
    open: Option<Open>,
    sheets: [String; 2],
}

fn secret(who: &str) -> Passphrase {
    Passphrase::new(format!("orbit lantern cobalt thicket mural wren {who}"))
}

impl Practice {
    fn new() -> Self {
        let place = TempDir::new().unwrap();
        let dir = place.path().join("Clinic.vault");
        let clock = clock();
        let first = ("vera", secret("vera"));
        let (open, sheets) = vault_of(&dir, first, Arc::clone(&clock) as _);
        Self {
            _place: place,
            dir,
            clock,
            open: Some(open),
            sheets,
        }
    }

    fn open(&mut self) -> &mut Open {
        self.open.as_mut().unwrap()
    }

    fn lock(&mut self) {
        if let Some(open) = self.open.take() {
            assert!(open.lock(LockReason::Asked).problem.is_none());
        }
    }

    fn locked(&self) -> Locked {
        Locked::at(&self.dir, Arc::clone(&self.clock) as _).unwrap()
    }

    fn enter(&mut self, login: &str) -> &mut Open {
        self.try_enter(login, &secret(login)).unwrap()
    }

    fn try_enter(&mut self, login: &str, passphrase: &Passphrase) -> Result<&mut Open, Error> {
        self.lock();
        self.open = Some(self.locked().unlock(login, passphrase)?);
        Ok(self.open())
    }

    /// A clinician who does not have the key yet: what they write is sealed, as at the desk.
    fn add_waiting(&mut self, login: &str) -> Staff {
        self.add("adam", &[Role::Administrator]);
        self.enter("adam");
        let staff = self.add_by("adam", login, &[Role::Clinician]);
        self.enter(login);
        staff
    }

    fn add(&mut self, login: &str, roles: &[Role]) -> Staff {
        self.add_by("vera", login, roles)
    }

    fn add_by(&mut self, by: &str, login: &str, roles: &[Role]) -> Staff {
        let new = NewPerson {
            login: login.to_owned(),
            name: format!("{login} Sample"),
            roles: roles.iter().copied().collect(),
            profile: Profile::default(),
            passphrase: secret(login),
            cost: Cost::Least,
        };
        self.open().people().add(&new, &secret(by)).unwrap()
    }

    fn grant(&mut self, person: PersonId, login: &str) {
        let vera = secret("vera");
        let by = Present {
            login: "vera",
            passphrase: &vera,
        };
        self.open()
            .people()
            .grant(person, &secret(login), &by)
            .unwrap();
    }

    fn remove(&mut self, person: PersonId) {
        self.open()
            .people()
            .remove(person, &secret("vera"))
            .unwrap();
    }

    fn clean(&mut self) {
        let report = self.open().check().unwrap();
        assert!(report.is_clean(), "{:?}", report.findings);
    }
}

fn draft(open: &Open, text: &str) -> ScreeningId {
    let client = open
        .clients()
        .add(&Client::named("Quentin Example"))
        .unwrap();
    let id = therapy(open, client);
    write(open, id, text);
    id
}

fn write(open: &Open, id: ScreeningId, text: &str) {
    let content = ScreeningContent {
        answers: serde_json::from_value(serde_json::json!({"given": {"tg-goal": text}})).unwrap(),
        ..ScreeningContent::default()
    };
    open.screenings()
        .save_draft(id, &content, &ScreeningIndex::default())
        .unwrap();
}

fn said(open: &Open, id: ScreeningId) -> Result<String, Error> {
    let content = open.screenings().view(id)?.content.unwrap();
    Ok(serde_json::to_string(&content.answers).unwrap())
}

fn copy(dir: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(dir).unwrap().flatten() {
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn people_of_each_role_sign_in_and_only_clinicians_read_what_was_said() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep through the night");
    clinic.add("adam", &[Role::Administrator]);
    let clara = clinic.add("clara", &[Role::Clinician]);
    clinic.add("ina", &[Role::Intake]);
    clinic.add("otto", &[Role::Auditor]);
    assert_eq!(clinic.open().staff().list().unwrap().len(), 5);
    for login in ["ina", "adam", "otto"] {
        let open = clinic.enter(login);
        assert!(!open.reaches_clinical(), "{login}");
        assert!(said(open, id).is_err(), "{login}");
    }
    // Vera holds the clinicians' key, so Clara had it at once.
    assert_eq!(clinic.enter("clara").me().id, clara.id);
    assert!(said(clinic.open(), id).unwrap().contains("sleep"));
    clinic.clean();
}

#[test]
fn an_administrator_gives_the_role_and_a_clinician_gives_the_key() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    clinic.add("adam", &[Role::Administrator]);
    clinic.enter("adam");
    let new = NewPerson {
        login: "clara".to_owned(),
        name: "Clara Sample".to_owned(),
        roles: [Role::Clinician].into_iter().collect(),
        profile: Profile::default(),
        passphrase: secret("clara"),
        cost: Cost::Least,
    };
    let clara = clinic.open().people().add(&new, &secret("adam")).unwrap();
    let open = clinic.enter("clara");
    assert!(open.notes().contains(&Note::ClinicalAccessWaits));
    assert!(said(open, id).is_err());
    let adam = secret("adam");
    let by_adam = Present {
        login: "adam",
        passphrase: &adam,
    };
    let refused = open.people().grant(clara.id, &secret("clara"), &by_adam);
    assert!(matches!(refused, Err(Error::RoleNeeded("clinician"))));
    // Vera comes to the desk; nobody signs out.
    clinic.grant(clara.id, "clara");
    assert!(said(clinic.open(), id).unwrap().contains("sleep"));
    let open = clinic.enter("clara");
    assert!(open.notes().is_empty(), "{:?}", open.notes());
    assert!(said(open, id).unwrap().contains("sleep"));
    clinic.clean();
}

#[test]
fn nobody_without_the_administrators_key_changes_people() {
    let mut clinic = Practice::new();
    let ina = clinic.add("ina", &[Role::Intake]);
    clinic.add("clara", &[Role::Clinician]);
    for login in ["ina", "clara"] {
        let own = secret(login);
        let open = clinic.enter(login);
        let new = NewPerson {
            login: "new".to_owned(),
            name: "New Sample".to_owned(),
            roles: Roles::all(),
            profile: Profile::default(),
            passphrase: secret("new"),
            cost: Cost::Least,
        };
        let refused = |result: Result<(), Error>| {
            assert!(matches!(result, Err(Error::RoleNeeded("administrator"))));
        };
        refused(open.people().add(&new, &own).map(|_| ()));
        refused(open.people().set_roles(ina.id, Roles::all(), &own));
        refused(open.people().reset(ina.id, &secret("other"), false, &own));
        refused(
            open.people()
                .rotate(&[], &own, &Watch::silent())
                .map(|_| ()),
        );
    }
    let open = clinic.enter("vera");
    let wrong = open
        .people()
        .change_passphrase(&secret("guess"), &secret("other"));
    assert!(matches!(wrong, Err(Error::NotAccepted)));
}

#[test]
fn where_two_could_do_it_two_make_an_administrator() {
    let mut clinic = Practice::new();
    clinic.add("adam", &[Role::Administrator]);
    clinic.add("ina", &[Role::Intake]);
    let new = NewPerson {
        login: "nora".to_owned(),
        name: "Nora Sample".to_owned(),
        roles: [Role::Administrator].into_iter().collect(),
        profile: Profile::default(),
        passphrase: secret("nora"),
        cost: Cost::Least,
    };
    let vera = secret("vera");
    let beside = |clinic: &mut Practice, login: &'static str| {
        let passphrase = secret(login);
        let second = Present {
            login,
            passphrase: &passphrase,
        };
        clinic.open().people().beside(second).add(&new, &vera)
    };
    let alone = clinic.open().people().add(&new, &vera);
    assert!(matches!(alone, Err(Error::SecondPersonNeeded)));
    for not_another in ["vera", "ina"] {
        let refused = beside(&mut clinic, not_another);
        assert!(matches!(refused, Err(Error::SecondPersonNeeded)));
    }
    assert!(beside(&mut clinic, "adam").is_ok());
    clinic.clean();
}

#[test]
fn a_login_is_nobody_elses_again_and_a_weak_passphrase_is_refused() {
    let mut clinic = Practice::new();
    let ina = clinic.add("ina", &[Role::Intake]);
    clinic.remove(ina.id);
    let mut new = NewPerson {
        login: " INA ".to_owned(),
        name: "Ina Sample".to_owned(),
        roles: [Role::Intake].into_iter().collect(),
        profile: Profile::default(),
        passphrase: secret("ina"),
        cost: Cost::Least,
    };
    let by = secret("vera");
    assert!(matches!(
        clinic.open().people().add(&new, &by),
        Err(Error::LoginTaken)
    ));
    new.login = "ida".to_owned();
    new.passphrase = Passphrase::new("ida ida ida ida ida".to_owned());
    let weak = clinic.open().people().add(&new, &by);
    assert!(matches!(weak, Err(Error::PassphraseGuessable)));
    assert_eq!(clinic.open().staff().list().unwrap().len(), 1);
    clinic.clean();
}

#[test]
fn a_changed_passphrase_opens_and_the_old_one_does_not() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    let (old, new) = (secret("vera"), secret("vera the second"));
    let wrong = clinic.open().people().change_passphrase(&new, &new);
    assert!(matches!(wrong, Err(Error::NotAccepted)));
    clinic
        .open()
        .people()
        .change_passphrase(&old, &new)
        .unwrap();
    assert!(matches!(
        clinic.try_enter("vera", &old),
        Err(Error::NotAccepted)
    ));
    let open = clinic.try_enter("vera", &new).unwrap();
    assert!(said(open, id).unwrap().contains("sleep"));
    assert!(open.people().list().unwrap()[0].clinical == ClinicalAccess::Granted);
    clinic.clean();
}

#[test]
fn the_last_of_a_role_cannot_go() {
    let mut clinic = Practice::new();
    let vera = clinic.open().me().id;
    let by = secret("vera");
    let adam = clinic.add("adam", &[Role::Administrator]);
    let only_intake: Roles = [Role::Administrator, Role::Intake].into_iter().collect();
    let last = clinic.open().people().set_roles(vera, only_intake, &by);
    assert!(matches!(last, Err(Error::LastHolder("clinician"))));
    clinic.enter("adam");
    let last = clinic.open().people().remove(vera, &secret("adam"));
    assert!(matches!(last, Err(Error::LastHolder("clinician"))));
    clinic.enter("vera");
    clinic.remove(adam.id);
    let own = clinic.open().people().remove(vera, &by);
    assert!(matches!(own, Err(Error::Refused { .. })));
    let without: Roles = [Role::Clinician].into_iter().collect();
    let last = clinic.open().people().set_roles(vera, without, &by);
    assert!(matches!(last, Err(Error::LastHolder("administrator"))));
}

fn answer(text: &str) -> Answers {
    serde_json::from_value(serde_json::json!({"given": {"tg-goal": text}})).unwrap()
}

/// Everything that a passphrase opens in any of these headers, tried on what stands in the open vault.
fn reaches(open: &Open, headers: &[Header], passphrase: &Passphrase) -> (bool, bool, bool) {
    let now = open.header().clone();
    let meta = roster::Meta::read(open.db()).unwrap();
    let (mut db, mut adm, mut tx) = (false, false, false);
    for slot in headers.iter().flat_map(|header| &header.slots) {
        let secret = passphrase.normalised();
        let derived = slot.kdf.derive(secret.as_bytes(), &slot.salt).unwrap();
        let Ok(contents) = slot.open(&now.vault, now.format, &derived) else {
            continue;
        };
        let seeds = contents.seeds;
        db |= now
            .slots
            .iter()
            .any(|slot| slot.db_key(&now.vault, &seeds, now.e_db).is_ok());
        let wraps = [
            (
                Wrapped::Administrators,
                meta.e_adm,
                seeds.staff_pair(&now.vault).unwrap(),
                &mut adm,
            ),
            (
                Wrapped::Clinicians,
                meta.e_tx,
                seeds.clinical_pair(&now.vault).unwrap(),
                &mut tx,
            ),
        ];
        for (which, epoch, pair, reached) in wraps {
            for row in roster::staff_rows(open.db()).unwrap() {
                let Some(sealed) = roster::wrap(open.db(), &row.person, which, epoch).unwrap()
                else {
                    continue;
                };
                let aad = roster::wrap_aad(&now.vault, &row.person, epoch);
                *reached |= seal::unseal_key(&pair, which.purpose(), &aad, &sealed).is_ok();
            }
        }
    }
    (db, adm, tx)
}

fn header(dir: &Path) -> Header {
    files::read_header(dir, files::HEADER).unwrap().header
}
