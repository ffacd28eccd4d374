//! Several people and one vault: what each can do, and what a former one cannot.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::SignedDuration;
use rusqlite::params;
use tempfile::TempDir;

use crate::domain::answers::Answers;
use crate::domain::client::Client;
use crate::domain::clock::FixedClock;
use crate::domain::id::{Id, PersonId, ScreeningId};
use crate::domain::screening::{ScreeningContent, ScreeningIndex};
use crate::domain::staff::{Profile, Role, Roles, Staff};
use crate::vault::desk::{clock, therapy, vault_of};
use crate::vault::header::Header;
use crate::vault::people::{ClinicalAccess, NewPerson, Present, Successor};
use crate::vault::roster::{self, Wrapped};
use crate::vault::{
    Cost, Error, LockReason, Locked, Note, Open, Passphrase, Sheet, Watch, files, seal,
};

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

#[test]
fn a_stopped_rotation_changes_nothing() {
    let mut clinic = Practice::new();
    let ina = clinic.add("ina", &[Role::Intake]);
    let before = fs::read(clinic.dir.join(files::DATABASE)).unwrap();
    let stop = AtomicBool::new(true);
    let watch = Watch::new(&|_| {}, &stop);
    let stopped = clinic
        .open()
        .people()
        .rotate(&[ina.id], &secret("vera"), &watch);
    assert!(matches!(stopped, Err(Error::Stopped)));
    assert_eq!(fs::read(clinic.dir.join(files::DATABASE)).unwrap(), before);
    assert!(!clinic.dir.join(files::NEW_DATABASE).exists());
    assert!(!clinic.dir.join(files::NEW_HEADER).exists());
    clinic.clean();
}

#[test]
fn rotation_keeps_every_record_and_every_other_person() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    clinic.add("ina", &[Role::Intake]);
    let clara = clinic.add("clara", &[Role::Clinician]);
    let salt = fs::read(clinic.dir.join(files::DATABASE)).unwrap()[..16].to_vec();
    let report = clinic
        .open()
        .people()
        .rotate(&[], &secret("vera"), &Watch::silent())
        .unwrap();
    assert!(report.clinical && report.pages > 0);
    assert_ne!(
        fs::read(clinic.dir.join(files::DATABASE)).unwrap()[..16],
        salt
    );
    // The session goes on.
    assert!(said(clinic.open(), id).unwrap().contains("sleep"));
    write(clinic.open(), id, "rest");
    clinic.clean();
    clinic.enter("ina");
    let open = clinic.enter("clara");
    assert!(open.notes().contains(&Note::ClinicalKeyChanged));
    assert_eq!(open.me().id, clara.id);
    assert!(said(open, id).unwrap().contains("rest"));
    // The slot remembers the new key: the second time there is nothing to say.
    assert!(clinic.enter("clara").notes().is_empty());
    clinic.clean();
}

#[test]
fn a_clinician_who_missed_two_rotations_follows_both_links() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    clinic.add("clara", &[Role::Clinician]);
    for _ in 0..2 {
        let by = secret("vera");
        clinic
            .open()
            .people()
            .finish_clinical_rotation(&by)
            .unwrap();
    }
    let open = clinic.enter("clara");
    assert!(said(open, id).unwrap().contains("sleep"));
    let held = roster::wrap_epochs(open.db(), &open.me().id.to_bytes(), Wrapped::Clinicians);
    assert_eq!(held.unwrap(), [3]);
    clinic.clean();
}

#[test]
fn a_clinicians_key_without_a_link_is_refused() {
    let mut clinic = Practice::new();
    clinic.add("clara", &[Role::Clinician]);
    clinic
        .open()
        .people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    let forged = "UPDATE tx_link SET mac = zeroblob(32)";
    clinic.open().unguarded().execute_batch(forged).unwrap();
    let refused = clinic.try_enter("clara", &secret("clara"));
    assert!(matches!(refused, Err(Error::RosterForged("clinicians"))));
}

#[test]
fn the_desk_is_told_of_a_new_clinicians_key_and_refuses_a_swapped_one() {
    let mut clinic = Practice::new();
    clinic.add("ina", &[Role::Intake]);
    clinic
        .open()
        .people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    assert!(
        clinic
            .enter("ina")
            .notes()
            .contains(&Note::ClinicalKeyChanged)
    );
    assert!(clinic.enter("ina").notes().is_empty());
    // H7: the public half swapped by somebody with the key of the file.
    let swap = "UPDATE meta SET value = zeroblob(32) WHERE key = 'P_tx'";
    clinic.open().unguarded().execute_batch(swap).unwrap();
    let refused = clinic.try_enter("ina", &secret("ina"));
    assert!(matches!(refused, Err(Error::RosterForged("clinicians"))));
}

// What the desk seals ---------------------------------------------------------------------------

#[test]
fn what_the_desk_sealed_is_wrapped_when_a_clinician_comes_and_says_where_it_is_from() {
    let mut clinic = Practice::new();
    clinic.add_waiting("ina");
    let open = clinic.open();
    let id = draft(open, "sleep");
    assert!(said(open, id).is_err());
    let forms = |open: &Open| -> Vec<(u8, u8)> {
        let mut statement = open
            .db()
            .prepare("SELECT form, origin FROM r_keys")
            .unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    };
    assert!(forms(open).iter().all(|form| *form == (1, 1)));
    let open = clinic.enter("vera");
    assert!(forms(open).iter().all(|form| *form == (0, 1)));
    assert!(said(open, id).unwrap().contains("sleep"));
    clinic.clean();
}

#[test]
fn a_seal_that_the_log_does_not_know_stays_closed_and_is_told() {
    // H10: somebody with the key of the file puts a record of their own in the place of a clinician's.
    let mut clinic = Practice::new();
    clinic.add_waiting("ina");
    let id = draft(clinic.open(), "sleep");
    clinic.lock();
    clinic.open = Some(clinic.locked().unlock("ina", &secret("ina")).unwrap());
    let forged = "UPDATE r_keys SET wrapped = zeroblob(80)";
    clinic.open().unguarded().execute_batch(forged).unwrap();
    let open = clinic.enter("vera");
    assert!(
        open.notes()
            .iter()
            .any(|note| matches!(note, Note::SealsSuspect(_)))
    );
    assert!(said(open, id).is_err());
    // It stops nobody from leaving.
    open.people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
}

// The hand-over -----------------------------------------------------------------------------------

fn answer(text: &str) -> Answers {
    serde_json::from_value(serde_json::json!({"given": {"tg-goal": text}})).unwrap()
}

#[test]
fn the_desk_gives_the_screen_away_and_cannot_read_it_back() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "said to the clinician");
    clinic.add("ina", &[Role::Intake]);
    let open = clinic.enter("ina");
    let mut view = open.screenings().hand_over(id).unwrap();
    view.save(open, &answer("first"), None).unwrap();
    view.save(open, &answer("sleep"), Some("aims")).unwrap();
    assert!(open.screenings().handed_over(id).is_err());
    assert!(said(open, id).is_err());
    view.close(open).unwrap();
    // After a lock the person goes on, in a part of its own, with what is not finished.
    let open = clinic.enter("ina");
    assert_eq!(
        open.screenings().row(id).unwrap().value.finished_sections,
        ["aims"]
    );
    let mut view = open.screenings().hand_over(id).unwrap();
    view.save(open, &answer("evenings"), None).unwrap();
    drop(view);
    let open = clinic.enter("vera");
    let parts = open.screenings().handed_over(id).unwrap();
    let texts: Vec<_> = parts
        .iter()
        .map(|part| part.answers.given["tg-goal"].one())
        .collect();
    assert_eq!(texts, [Some("sleep"), Some("evenings")]);
    // Until a clinician takes it over, what the clinician wrote stands as it was.
    assert!(said(open, id).unwrap().contains("said to the clinician"));
    let content = ScreeningContent {
        answers: parts[1].answers.clone(),
        ..ScreeningContent::default()
    };
    let index = ScreeningIndex::default();
    open.screenings()
        .take_over(id, parts[1].part, &content, &index)
        .unwrap();
    assert!(said(open, id).unwrap().contains("evenings"));
    assert_eq!(open.screenings().handed_over(id).unwrap().len(), 1);
    let gone = open
        .screenings()
        .take_over(id, parts[1].part, &content, &index);
    assert!(matches!(gone, Err(Error::NotFound("part"))));
    clinic.clean();
}

// The holes of an earlier draft, with raw files -------------------------------------------------------

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

#[test]
fn h1_a_removed_administrator_opens_nothing_that_the_rotation_wrote() {
    let mut clinic = Practice::new();
    let adam = clinic.add("adam", &[Role::Administrator, Role::Clinician]);
    let old = header(&clinic.dir);
    let taken = clinic.dir.with_file_name("taken");
    copy(&clinic.dir, &taken);
    let both = [old.clone(), header(&clinic.dir)];
    assert_eq!(
        reaches(clinic.open(), &both, &secret("adam")),
        (true, true, true)
    );
    clinic.remove(adam.id);
    let both = [old, header(&clinic.dir)];
    assert_eq!(
        reaches(clinic.open(), &both, &secret("adam")),
        (false, false, false)
    );
    clinic.lock();
    assert!(matches!(
        clinic.try_enter("adam", &secret("adam")),
        Err(Error::NotAccepted)
    ));
    // The old header does not open the new database, and the other way round.
    fs::copy(taken.join(files::HEADER), clinic.dir.join(files::HEADER)).unwrap();
    let refused = Locked::at(&clinic.dir, Arc::clone(&clinic.clock) as _);
    assert!(matches!(refused.err(), Some(Error::HeaderOfAnotherTime)));
    // What was taken before stays readable to who could read it: a stated limit.
    let taken = Locked::at(&taken, Arc::clone(&clinic.clock) as _).unwrap();
    assert!(taken.unlock("adam", &secret("adam")).is_ok());
}

#[test]
fn h2_an_administrator_who_typed_the_first_passphrase_does_not_follow_the_grant() {
    let mut clinic = Practice::new();
    clinic.add("adam", &[Role::Administrator]);
    clinic.enter("adam");
    let typed = secret("typed by adam");
    let new = NewPerson {
        login: "clara".to_owned(),
        name: "Clara Sample".to_owned(),
        roles: [Role::Clinician].into_iter().collect(),
        profile: Profile::default(),
        passphrase: secret("typed by adam"),
        cost: Cost::Least,
    };
    let clara = clinic.open().people().add(&new, &secret("adam")).unwrap();
    let kept = header(&clinic.dir);
    let open = clinic.try_enter("clara", &typed).unwrap();
    open.people()
        .change_passphrase(&typed, &secret("clara"))
        .unwrap();
    clinic.grant(clara.id, "clara");
    let both = [kept, header(&clinic.dir)];
    let (db, adm, tx) = reaches(clinic.open(), &both, &typed);
    assert!(db, "the database is an administrator's anyway");
    assert!(!adm && !tx);
    assert!(reaches(clinic.open(), &both, &secret("clara")).2);
}

#[test]
fn h5_a_reset_of_the_only_clinician_parks_their_access() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    let vera = clinic.open().me().id;
    clinic.add("adam", &[Role::Administrator]);
    clinic.enter("adam");
    let new = secret("vera the second");
    clinic
        .open()
        .people()
        .reset(vera, &new, false, &secret("adam"))
        .unwrap();
    assert!(matches!(
        clinic.try_enter("vera", &secret("vera")),
        Err(Error::NotAccepted)
    ));
    let open = clinic.try_enter("vera", &new).unwrap();
    assert!(open.notes().contains(&Note::ClinicalAccessParked));
    assert!(said(open, id).is_err());
    let wrong = open.people().take_back(&secret("guess"), &new);
    assert!(matches!(wrong, Err(Error::NotAccepted)));
    open.people().take_back(&secret("vera"), &new).unwrap();
    assert!(said(open, id).unwrap().contains("sleep"));
    let open = clinic.try_enter("vera", &new).unwrap();
    // Only the guesses of before are told.
    assert!(matches!(open.notes(), [Note::FailedTries { .. }]));
    assert_eq!(
        open.header()
            .slots
            .iter()
            .filter(|slot| slot.is_parked())
            .count(),
        0
    );
    clinic.clean();
}

#[test]
fn h6_a_copy_from_before_a_removal_is_rotated_without_who_left() {
    let mut clinic = Practice::new();
    let adam = clinic.add("adam", &[Role::Administrator, Role::Clinician]);
    clinic.lock();
    let backup = clinic.dir.with_file_name("backup");
    copy(&clinic.dir, &backup);
    clinic.enter("vera");
    clinic.remove(adam.id);
    clinic.lock();
    let restored = Locked::at(&backup, Arc::clone(&clinic.clock) as _).unwrap();
    let mut open = restored.unlock("vera", &secret("vera")).unwrap();
    let report = open
        .people()
        .rotate(&[adam.id], &secret("vera"), &Watch::silent())
        .unwrap();
    assert_eq!(report.left, 1);
    let headers = [header(&clinic.dir), header(&backup)];
    assert_eq!(
        reaches(&open, &headers, &secret("adam")),
        (false, false, false)
    );
}

#[test]
fn h9_what_is_written_after_a_rotation_has_a_key_that_no_former_clinician_saw() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    let keys = |open: &Open| -> Vec<[u8; 16]> {
        let sql = "SELECT r_id FROM r_keys WHERE record_id = ?1 AND part = 1";
        let mut statement = open.db().prepare(sql).unwrap();
        let rows = statement.query_map(params![id.to_bytes()], |row| row.get(0));
        rows.unwrap().map(Result::unwrap).collect()
    };
    let before = keys(clinic.open());
    clinic
        .open()
        .people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    assert_eq!(
        keys(clinic.open()),
        before,
        "rotation alone does not touch what was said"
    );
    write(clinic.open(), id, "rest");
    let after = keys(clinic.open());
    assert!(after.len() == 1 && after != before);
    clinic.clean();
}

#[test]
fn a_clinical_rotation_waits_for_a_clinician_when_an_administrator_removes_one() {
    let mut clinic = Practice::new();
    clinic.add("adam", &[Role::Administrator]);
    let clara = clinic.add("clara", &[Role::Clinician]);
    let old = header(&clinic.dir);
    clinic.enter("adam");
    let report = clinic
        .open()
        .people()
        .remove(clara.id, &secret("adam"))
        .unwrap();
    assert!(!report.clinical);
    assert!(clinic.open().people().clinical_rotation_pending().unwrap());
    let open = clinic.enter("vera");
    assert!(open.notes().contains(&Note::ClinicalRotationPending));
    open.people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    assert!(!open.people().clinical_rotation_pending().unwrap());
    let both = [old, header(&clinic.dir)];
    assert_eq!(
        reaches(clinic.open(), &both, &secret("clara")),
        (false, false, false)
    );
    clinic.clean();
}

#[test]
fn a_role_that_was_taken_and_given_again_waits_for_the_key() {
    let mut clinic = Practice::new();
    clinic.add("adam", &[Role::Administrator]);
    let clara = clinic.add("clara", &[Role::Clinician]);
    clinic.enter("adam");
    for role in [Role::Intake, Role::Clinician] {
        let roles = [role].into_iter().collect();
        clinic
            .open()
            .people()
            .set_roles(clara.id, roles, &secret("adam"))
            .unwrap();
    }
    assert!(
        clinic
            .enter("clara")
            .notes()
            .contains(&Note::ClinicalAccessWaits)
    );
    clinic.grant(clara.id, "clara");
    assert!(clinic.enter("clara").reaches_clinical());
    // The key that was to be changed is still to be changed, and Clara stays when it is.
    let open = clinic.enter("vera");
    assert!(open.notes().contains(&Note::ClinicalRotationPending));
    open.people()
        .finish_clinical_rotation(&secret("vera"))
        .unwrap();
    assert!(clinic.enter("clara").reaches_clinical());
    clinic.clean();
}

// Sheets -------------------------------------------------------------------------------------------

#[test]
fn the_office_sheet_makes_an_administrator_and_asks_for_a_fresh_one() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    clinic.lock();
    let successor = Successor::New(NewPerson {
        login: "nora".to_owned(),
        name: "Nora Sample".to_owned(),
        roles: [Role::Intake].into_iter().collect(),
        profile: Profile::default(),
        passphrase: secret("nora"),
        cost: Cost::Least,
    });
    let mut open = clinic
        .locked()
        .recover(&clinic.sheets[0], &successor)
        .unwrap();
    assert!(open.me().roles.has(Role::Administrator));
    assert!(
        said(&open, id).is_err(),
        "the office sheet reaches nothing clinical"
    );
    assert!(open.notes().contains(&Note::SheetUsed(Sheet::Office)));
    assert!(open.notes().contains(&Note::SheetToRenew(Sheet::Office)));
    let mut people = open.people();
    let mut fresh = people.begin_sheet(Sheet::Office).unwrap();
    let unproved = people.renew_sheet(&fresh, &secret("nora"), None);
    assert!(matches!(unproved, Err(Error::SheetNotProved("office"))));
    let printed = fresh.code().printed();
    let groups: Vec<&str> = printed.split('-').collect();
    let typed = fresh.challenge().map(|group| groups[group]).concat();
    assert!(fresh.prove(&typed));
    people.renew_sheet(&fresh, &secret("nora"), None).unwrap();
    people
        .rotate(&[], &secret("nora"), &Watch::silent())
        .unwrap();
    clinic.open = Some(open);
    let open = clinic.enter("nora");
    assert_eq!(open.notes(), [Note::SheetUsed(Sheet::Office)]);
    clinic.lock();
    let old = clinic.locked().unlock_with_code(&clinic.sheets[0]);
    assert!(matches!(old, Err(Error::CodeNotAccepted)));
    assert!(clinic.locked().unlock_with_code(&printed).is_ok());
    clinic.clock.advance(SignedDuration::from_hours(31 * 24));
    assert!(clinic.enter("nora").notes().is_empty());
    clinic.clean();
}

#[test]
fn the_office_sheet_lets_in_somebody_who_forgot_the_passphrase() {
    let mut clinic = Practice::new();
    let id = draft(clinic.open(), "sleep");
    clinic.lock();
    let new = secret("vera the second");
    let successor = Successor::Present {
        login: "Vera".to_owned(),
        passphrase: new.again(),
    };
    let open = clinic
        .locked()
        .recover(&clinic.sheets[0], &successor)
        .unwrap();
    assert!(open.notes().contains(&Note::ClinicalAccessParked));
    clinic.open = Some(open);
    clinic.lock();
    // And the clinical sheet gives the rest back.
    let successor = Successor::Present {
        login: "vera".to_owned(),
        passphrase: new,
    };
    let open = clinic
        .locked()
        .recover(&clinic.sheets[1], &successor)
        .unwrap();
    assert!(said(&open, id).unwrap().contains("sleep"));
    clinic.open = Some(open);
    clinic.clean();
}

#[test]
fn a_used_sheet_does_not_hide_that_an_older_vault_was_put_back() {
    let mut clinic = Practice::new();
    let state = clinic.dir.with_file_name("state");
    clinic.lock();
    let older = clinic.dir.with_file_name("older");
    copy(&clinic.dir, &older);
    let locked = || {
        let locked = Locked::at(&clinic.dir, Arc::clone(&clinic.clock) as _).unwrap();
        locked.with_state(Some(&state))
    };
    let open = locked().unlock("vera", &secret("vera")).unwrap();
    draft(&open, "sleep");
    assert!(open.lock(LockReason::Asked).problem.is_none());
    for file in [files::DATABASE, files::HEADER] {
        fs::copy(older.join(file), clinic.dir.join(file)).unwrap();
    }
    let successor = Successor::Present {
        login: "vera".to_owned(),
        passphrase: secret("vera the second"),
    };
    let open = locked().recover(&clinic.sheets[0], &successor).unwrap();
    assert!(open.doubt().is_some());
}

#[test]
fn a_fresh_clinical_sheet_takes_an_administrator_and_a_clinician() {
    let mut clinic = Practice::new();
    clinic.add("adam", &[Role::Administrator]);
    clinic.enter("adam");
    let (adam, vera) = (secret("adam"), secret("vera"));
    let mut people = clinic.open().people();
    let mut fresh = people.begin_sheet(Sheet::Clinical).unwrap();
    fresh.waive();
    let alone = people.renew_sheet(&fresh, &adam, None);
    assert!(matches!(alone, Err(Error::RoleNeeded("clinician"))));
    let beside = Present {
        login: "vera",
        passphrase: &vera,
    };
    people.renew_sheet(&fresh, &adam, Some(&beside)).unwrap();
    let printed = fresh.code().printed();
    clinic.lock();
    assert!(clinic.locked().unlock_with_code(&printed).is_ok());
    assert!(clinic.locked().unlock_with_code(&clinic.sheets[1]).is_err());
    let successor = Successor::New(NewPerson {
        login: "nora".to_owned(),
        name: "Nora Sample".to_owned(),
        roles: Roles::all(),
        profile: Profile::default(),
        passphrase: secret("nora"),
        cost: Cost::Least,
    });
    let refused = clinic.locked().recover(&printed, &successor);
    assert!(matches!(refused, Err(Error::RoleNeeded("administrator"))));
    clinic.enter("vera");
    clinic.clean();
}

#[test]
fn a_parked_slot_goes_after_ninety_days() {
    let mut clinic = Practice::new();
    let vera = clinic.open().me().id;
    clinic.add("adam", &[Role::Administrator]);
    clinic.enter("adam");
    clinic
        .open()
        .people()
        .reset(vera, &secret("second"), false, &secret("adam"))
        .unwrap();
    let parked = |open: &Open| {
        open.header()
            .slots
            .iter()
            .filter(|slot| slot.is_parked())
            .count()
    };
    clinic.clock.advance(SignedDuration::from_hours(89 * 24));
    assert_eq!(parked(clinic.enter("adam")), 1);
    clinic.clock.advance(SignedDuration::from_hours(2 * 24));
    assert_eq!(parked(clinic.enter("adam")), 0);
    clinic.clean();
}
