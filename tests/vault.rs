//! The vault from outside: making, opening, keeping, signing, locking, and what happens to a damaged one.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs)]

#[path = "desk/vault.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod desk;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anteroom::domain::answers::SafetyLevel;
use anteroom::domain::client::{Client, Phone};
use anteroom::domain::clinic::{Letterhead, Policy};
use anteroom::domain::clock::{Clock, FixedClock};
use anteroom::domain::consent::{Consent, ContentClass, DisclosureDetails, Given, GivenBy, Ground};
use anteroom::domain::form::Pathway;
use anteroom::domain::group::Group;
use anteroom::domain::id::{ClientId, Id, ScreeningId};
use anteroom::domain::leader::{Leader, Treats};
use anteroom::domain::letter_record::{FinishedLetter, ShownKind};
use anteroom::domain::recipient::Recipient;
use anteroom::domain::risk::{RiskContent, RiskStub};
use anteroom::domain::screening::{
    Acknowledgement, AddendumContent, DeskState, SafetyAction, ScreeningContent, ScreeningIndex,
    Stage, SupportKept,
};
use anteroom::domain::staff::Role;
use anteroom::vault::{
    Break, Creation, DuplicateReason, Error, HeaderCopy, Keep, LockReason, Locked, NewLetter,
    NewScreening, NewVault, Note, Open, Passphrase, Sheet, Sheets, Show,
};
use desk::{WORDS, content, lock, rules, start, words};
use jiff::SignedDuration;
use jiff::civil::date;
use tempfile::TempDir;

struct House {
    place: TempDir,
    clock: Arc<FixedClock>,
}

impl House {
    fn new() -> Self {
        Self {
            place: TempDir::new().unwrap(),
            clock: desk::clock(),
        }
    }

    fn dir(&self) -> PathBuf {
        self.place.path().join("Clinic.vault")
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.clock.clone()
    }

    fn creation(&self) -> Result<Creation, Error> {
        Creation::begin(&self.dir(), new_vault(Sheets::Waived), self.clock())
    }

    fn vault(&self) -> Open {
        self.creation().unwrap().finish().unwrap()
    }

    fn locked(&self) -> Result<Locked, Error> {
        Locked::at(&self.dir(), self.clock())
    }

    fn unlock(&self) -> Result<Open, Error> {
        self.locked()?.unlock("vera", &words())
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir().join(name)
    }
}

fn new_vault(sheets: Sheets) -> NewVault {
    let mut new = desk::new_vault();
    new.clinic.name = "Sample Clinic".to_owned();
    new.first.login = "Vera".to_owned();
    NewVault { sheets, ..new }
}

fn said(content: &ScreeningContent) -> String {
    content.answers.given["tg-goal"].one().unwrap().to_owned()
}

fn therapy(open: &Open) -> (ClientId, ScreeningId) {
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    (client, start(open, Pathway::Therapy, Some(client)))
}

fn support(open: &Open) -> ScreeningId {
    start(open, Pathway::Support, None)
}

fn index() -> ScreeningIndex {
    ScreeningIndex {
        outcome: Some("suitable".to_owned()),
        ..ScreeningIndex::default()
    }
}

fn sign(open: &Open, id: ScreeningId, text: &str) {
    let proof = open.prove(&words()).unwrap();
    open.screenings()
        .sign(id, &content(text), &index(), "I ran it.", proof)
        .unwrap();
}

// Making and opening ------------------------------------------------------------------------------

#[test]
fn a_new_vault_is_whole_and_its_first_person_holds_all_roles() {
    let house = House::new();
    let open = house.vault();
    assert!(Role::ALL.into_iter().all(|role| open.me().roles.has(role)));
    assert_eq!(open.me().login, "vera");
    assert_eq!(open.settings().clinic().unwrap().name, "Sample Clinic");
    let report = open.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    assert!(open.notes().is_empty());
    lock(open);
    let mut names: Vec<_> = fs::read_dir(house.dir())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    names.sort();
    assert_eq!(
        names,
        ["attempts.bin", "vault.db", "vault.hdr", "vault.lock"]
    );
}

#[cfg(unix)]
#[test]
fn directory_and_files_belong_to_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::new();
    let open = house.vault();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&house.dir()), 0o700);
    for entry in fs::read_dir(house.dir()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    drop(open);
}

#[test]
fn an_open_vault_can_go_to_a_worker_thread() {
    let house = House::new();
    let open = house.vault();
    std::thread::spawn(move || lock(open)).join().unwrap();
}

#[test]
fn nothing_is_written_over_an_existing_path() {
    let house = House::new();
    fs::create_dir(house.dir()).unwrap();
    assert!(matches!(house.creation(), Err(Error::TargetExists(_))));
    fs::remove_dir(house.dir()).unwrap();
    fs::write(house.dir(), "mine").unwrap();
    assert!(matches!(house.creation(), Err(Error::TargetExists(_))));
    assert_eq!(fs::read(house.dir()).unwrap(), b"mine");
}

#[test]
fn a_target_that_appears_meanwhile_is_not_replaced() {
    let house = House::new();
    let creation = house.creation().unwrap();
    fs::create_dir(house.dir()).unwrap();
    assert!(matches!(creation.finish(), Err(Error::TargetExists(_))));
    assert_eq!(fs::read_dir(house.dir()).unwrap().count(), 0);
}

#[test]
fn an_abandoned_creation_leaves_nothing() {
    let house = House::new();
    drop(house.creation().unwrap());
    assert_eq!(fs::read_dir(house.place.path()).unwrap().count(), 0);
}

#[test]
fn what_a_killed_creation_left_is_swept_by_the_next() {
    let house = House::new();
    let left = house
        .place
        .path()
        .join(".Clinic.vault.creating-0123456789abcdef");
    fs::create_dir(&left).unwrap();
    fs::write(left.join("vault.db"), "half").unwrap();
    let at_work = house.creation().unwrap();
    assert!(!left.exists());
    // One that is still at work holds its lock, and stays.
    let second = house.creation().unwrap();
    drop(second);
    drop(at_work.finish().unwrap());
}

#[test]
fn a_vault_without_typed_back_sheets_is_not_finished() {
    let house = House::new();
    let mut creation =
        Creation::begin(&house.dir(), new_vault(Sheets::TypedBack), house.clock()).unwrap();
    let typed = |code: &anteroom::vault::RecoveryCode, groups: [usize; 2]| {
        let printed = code.printed();
        let all: Vec<&str> = printed.split('-').collect();
        format!("{} {}", all[groups[0]], all[groups[1]].to_lowercase())
    };
    let office = typed(creation.office_code(), creation.office_challenge());
    let clinical = typed(creation.clinical_code(), creation.clinical_challenge());
    assert!(!creation.prove_office(&clinical));
    assert!(creation.prove_office(&office));
    assert!(creation.prove_clinical(&clinical));
    lock(creation.finish().unwrap());

    let other = House::new();
    let mut creation =
        Creation::begin(&other.dir(), new_vault(Sheets::TypedBack), other.clock()).unwrap();
    let office = typed(creation.office_code(), creation.office_challenge());
    creation.prove_office(&office);
    assert!(matches!(
        creation.finish(),
        Err(Error::SheetNotProved("clinical"))
    ));
    assert!(!other.dir().exists());
}

#[test]
fn a_weak_passphrase_makes_no_vault() {
    let house = House::new();
    let mut new = new_vault(Sheets::Waived);
    new.first.passphrase = Passphrase::new("sample clinic vera".to_owned());
    let result = Creation::begin(&house.dir(), new, house.clock());
    assert!(matches!(result, Err(Error::PassphraseGuessable)));
    assert_eq!(fs::read_dir(house.place.path()).unwrap().count(), 0);
}

#[test]
fn wrong_passphrase_and_unknown_name_read_the_same() {
    let house = House::new();
    lock(house.vault());
    let locked = house.locked().unwrap();
    let wrong = [
        ("vera", "orbit lantern cobalt thicket mural wrem"),
        ("vera", "Orbit lantern cobalt thicket mural wren"),
        ("vera", "orbit lantern cobalt thicket mural wren "),
        ("vera", ""),
        ("ada", WORDS),
        ("", "orbit lantern cobalt thicket mural wrem"),
    ];
    for (login, passphrase) in wrong {
        let result = locked.unlock(login, &Passphrase::new(passphrase.to_owned()));
        assert!(matches!(result, Err(Error::NotAccepted)), "{login}");
    }
    lock(locked.unlock(" VERA ", &words()).unwrap());
    // While there is one person, nobody else can be meant.
    lock(locked.unlock("", &words()).unwrap());
}

#[test]
fn a_second_window_is_kept_out_until_the_first_locks() {
    let house = House::new();
    let open = house.vault();
    assert!(matches!(house.unlock(), Err(Error::InUse(_))));
    let locked = open.lock(LockReason::Idle).locked;
    lock(locked.unlock("vera", &words()).unwrap());
}

#[test]
fn each_recovery_code_opens_the_vault_far_enough_to_describe_it() {
    let house = House::new();
    let creation = house.creation().unwrap();
    let office = creation.office_code().printed();
    let clinical = creation.clinical_code().printed();
    lock(creation.finish().unwrap());
    let locked = house.locked().unwrap();
    let report = locked.unlock_with_code(&office.to_lowercase()).unwrap();
    assert_eq!(report.sheet, Sheet::Office);
    assert_eq!(report.info.clinic, "Sample Clinic");
    assert_eq!(
        locked.unlock_with_code(&clinical).unwrap().sheet,
        Sheet::Clinical
    );
    let open = house.unlock().unwrap();
    let uses = open.audit().newest(None, 100).unwrap();
    assert_eq!(
        uses.iter()
            .filter(|row| row.action == "session.sheet")
            .count(),
        2
    );
}

#[test]
fn a_code_of_another_vault_or_with_a_slip_is_refused() {
    let house = House::new();
    let other = House::new();
    let foreign = other.creation().unwrap();
    let foreign = foreign.office_code().printed();
    lock(house.vault());
    let locked = house.locked().unwrap();
    assert!(matches!(
        locked.unlock_with_code(&foreign),
        Err(Error::CodeMistyped)
    ));
    assert!(matches!(
        locked.unlock_with_code("7K3M"),
        Err(Error::CodeMistyped)
    ));
}

// Half-there and damaged directories --------------------------------------------------------------

#[test]
fn what_is_no_vault_is_named_as_what_it_is() {
    let house = House::new();
    assert!(matches!(house.locked(), Err(Error::NotThere(_))));
    fs::write(house.dir(), "a file").unwrap();
    assert!(matches!(house.locked(), Err(Error::NotADirectory(_))));
    fs::remove_file(house.dir()).unwrap();
    fs::create_dir(house.dir()).unwrap();
    assert!(matches!(
        house.locked(),
        Err(Error::HalfThere {
            file: "vault.hdr",
            ..
        })
    ));
    fs::remove_dir(house.dir()).unwrap();
    lock(house.vault());
    fs::remove_file(house.file("vault.db")).unwrap();
    assert!(matches!(
        house.locked(),
        Err(Error::HalfThere {
            file: "vault.db",
            ..
        })
    ));
}

#[test]
fn a_missing_header_never_becomes_a_fresh_vault() {
    let house = House::new();
    lock(house.vault());
    fs::remove_file(house.file("vault.hdr")).unwrap();
    let before = fs::read(house.file("vault.db")).unwrap();
    assert!(matches!(
        house.locked(),
        Err(Error::HalfThere {
            file: "vault.hdr",
            ..
        })
    ));
    assert_eq!(fs::read(house.file("vault.db")).unwrap(), before);
}

#[cfg(unix)]
#[test]
fn links_are_not_followed_inside_a_vault() {
    let house = House::new();
    lock(house.vault());
    let away = house.place.path().join("elsewhere.db");
    fs::rename(house.file("vault.db"), &away).unwrap();
    std::os::unix::fs::symlink(&away, house.file("vault.db")).unwrap();
    assert!(matches!(
        house.locked(),
        Err(Error::NotAPlainFile("vault.db"))
    ));
}

#[test]
fn a_read_only_vault_says_so() {
    let house = House::new();
    lock(house.vault());
    let path = house.file("vault.db");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    assert!(matches!(house.locked(), Err(Error::ReadOnly(_))));
}

#[test]
fn a_damaged_first_page_is_damage_and_not_a_wrong_passphrase() {
    let house = House::new();
    lock(house.vault());
    let mut bytes = fs::read(house.file("vault.db")).unwrap();
    bytes[2000] ^= 1;
    fs::write(house.file("vault.db"), &bytes).unwrap();
    assert!(matches!(house.unlock(), Err(Error::DatabaseDamaged)));
}

#[test]
fn one_damaged_header_copy_is_written_again_from_the_other() {
    for (copy, at) in [(HeaderCopy::A, 40), (HeaderCopy::B, -60)] {
        let house = House::new();
        lock(house.vault());
        let mut bytes = fs::read(house.file("vault.hdr")).unwrap();
        let at = usize::try_from(at).unwrap_or(bytes.len() - 60);
        bytes[at] ^= 8;
        fs::write(house.file("vault.hdr"), &bytes).unwrap();
        let open = house.unlock().unwrap();
        assert_eq!(open.notes(), [Note::HeaderRepaired(copy)]);
        assert_eq!(
            open.audit().newest(None, 2).unwrap()[1].action,
            "header.repair"
        );
        lock(open);
        assert!(house.unlock().unwrap().notes().is_empty());
    }
}

#[test]
fn two_damaged_header_copies_are_an_error() {
    let house = House::new();
    lock(house.vault());
    let mut bytes = fs::read(house.file("vault.hdr")).unwrap();
    let half = bytes.len() / 2;
    bytes[40] ^= 8;
    bytes[half + 40] ^= 8;
    fs::write(house.file("vault.hdr"), &bytes).unwrap();
    assert!(matches!(house.locked(), Err(Error::HeaderDamaged)));
    for len in [0, 1, 7, half / 2] {
        fs::write(house.file("vault.hdr"), &bytes[..len]).unwrap();
        assert!(matches!(house.locked(), Err(Error::HeaderDamaged)), "{len}");
    }
}

#[test]
fn a_header_of_a_newer_program_is_refused_and_not_touched() {
    let house = House::new();
    lock(house.vault());
    let mut bytes = fs::read(house.file("vault.hdr")).unwrap();
    let half = bytes.len() / 2;
    for start in [0, half] {
        bytes[start + 4] = 2;
        bytes[start + 6] = 2;
    }
    fs::write(house.file("vault.hdr"), &bytes).unwrap();
    assert!(matches!(
        house.locked(),
        Err(Error::Newer { found: 2, known: 1 })
    ));
    assert_eq!(fs::read(house.file("vault.hdr")).unwrap(), bytes);
}

#[test]
fn the_header_of_another_vault_does_not_fit() {
    let (house, other) = (House::new(), House::new());
    lock(house.vault());
    lock(other.vault());
    fs::copy(other.file("vault.hdr"), house.file("vault.hdr")).unwrap();
    assert!(matches!(house.locked(), Err(Error::HeaderOfAnotherTime)));
}

#[test]
fn an_unfinished_header_beside_the_true_one_is_swept() {
    let house = House::new();
    lock(house.vault());
    let whole = fs::read(house.file("vault.hdr")).unwrap();
    fs::write(house.file("vault.hdr.new"), &whole[..whole.len() / 3]).unwrap();
    lock(house.unlock().unwrap());
    assert!(!house.file("vault.hdr.new").exists());
}

#[test]
fn a_committed_header_that_was_not_renamed_yet_is_taken() {
    let house = House::new();
    lock(house.vault());
    fs::rename(house.file("vault.hdr"), house.file("vault.hdr.new")).unwrap();
    lock(house.unlock().unwrap());
    assert!(house.file("vault.hdr").exists());
    assert!(!house.file("vault.hdr.new").exists());
}

#[test]
fn a_committed_header_with_a_damaged_copy_is_taken_and_written_again() {
    let house = House::new();
    lock(house.vault());
    let mut bytes = fs::read(house.file("vault.hdr")).unwrap();
    bytes[50] ^= 1;
    fs::write(house.file("vault.hdr.new"), &bytes).unwrap();
    fs::remove_file(house.file("vault.hdr")).unwrap();
    let open = house.unlock().unwrap();
    assert_eq!(open.notes(), [Note::HeaderRepaired(HeaderCopy::A)]);
    lock(open);
    assert!(house.unlock().unwrap().notes().is_empty());
}

// Screenings --------------------------------------------------------------------------------------

#[test]
fn a_draft_is_there_after_locking_and_after_a_crash() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    open.screenings()
        .save_draft(id, &content("first"), &index())
        .unwrap();
    lock(open);
    let open = house.unlock().unwrap();
    assert!(open.notes().is_empty());
    assert_eq!(
        said(&open.screenings().view(id).unwrap().content.unwrap()),
        "first"
    );
    open.screenings()
        .save_draft(id, &content("second"), &index())
        .unwrap();
    drop(open);
    let open = house.unlock().unwrap();
    assert_eq!(open.notes(), [Note::LastSessionEndedEarly]);
    assert_eq!(
        said(&open.screenings().view(id).unwrap().content.unwrap()),
        "second"
    );
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn drafts_enter_the_chain_at_lock_and_not_at_each_save() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    let before = open.audit().verify().unwrap().rows;
    for round in 0..5 {
        open.screenings()
            .save_draft(id, &content(&round.to_string()), &index())
            .unwrap();
    }
    assert_eq!(open.audit().verify().unwrap().rows, before);
    let report = open.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    assert_eq!(report.pending, 2);
    lock(open);
    let open = house.unlock().unwrap();
    let kept = open.audit().of(id).unwrap();
    assert_eq!(
        kept.iter().filter(|row| row.action == "part.keep").count(),
        2
    );
    assert_eq!(open.check().unwrap().pending, 0);
}

#[test]
fn a_signed_screening_reads_back_and_does_not_change() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    open.screenings()
        .save_draft(id, &content("draft"), &index())
        .unwrap();
    sign(&open, id, "final");
    lock(open);
    let open = house.unlock().unwrap();
    let viewed = open.screenings().view(id).unwrap();
    assert_eq!(viewed.row.value.stage, Stage::Signed);
    assert_eq!(said(&viewed.content.unwrap()), "final");
    let signature = viewed.row.value.signature.unwrap();
    let row = &open
        .audit()
        .of(id)
        .unwrap()
        .into_iter()
        .find(|row| row.action == "screening.sign")
        .unwrap();
    assert_eq!(row.seq, signature.seq);
    let screenings = open.screenings();
    assert!(matches!(
        screenings.save_draft(id, &content("x"), &index()),
        Err(Error::Frozen(_))
    ));
    let proof = open.prove(&words()).unwrap();
    let again = screenings.sign(id, &content("x"), &index(), "again", proof);
    assert!(matches!(again, Err(Error::Frozen(_))));
    assert!(matches!(screenings.discard(id), Err(Error::Frozen(_))));
    let other = open.clients().add(&Client::named("Bo Reed")).unwrap();
    assert!(matches!(
        screenings.link_client(id, other),
        Err(Error::Frozen(_))
    ));
    screenings.set_desk_state(id, DeskState::Waiting).unwrap();
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn signing_takes_the_passphrase_again_and_a_client() {
    let house = House::new();
    let open = house.vault();
    assert!(matches!(
        open.prove(&Passphrase::new("wrong".to_owned())),
        Err(Error::NotAccepted)
    ));
    let new = NewScreening {
        client: None,
        pathway: Pathway::Therapy,
        rules: rules(),
    };
    let id = open.screenings().start(new).unwrap();
    let proof = open.prove(&words()).unwrap();
    let result = open
        .screenings()
        .sign(id, &content("x"), &index(), "I ran it.", proof);
    assert!(matches!(result, Err(Error::Refused { .. })));
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    open.screenings()
        .save_draft(id, &content("kept"), &index())
        .unwrap();
    open.screenings().link_client(id, client).unwrap();
    assert_eq!(
        said(&open.screenings().view(id).unwrap().content.unwrap()),
        "kept"
    );
    sign(&open, id, "x");
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_proof_of_an_earlier_session_signs_nothing() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    let old = open.prove(&words()).unwrap();
    lock(open);
    let open = house.unlock().unwrap();
    let result = open
        .screenings()
        .sign(id, &content("x"), &index(), "I ran it.", old);
    assert!(matches!(result, Err(Error::NotAccepted)));
}

#[test]
fn an_addendum_adds_and_a_wrong_screening_is_marked_and_kept() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    let addendum = AddendumContent {
        text: "phoned later".to_owned(),
        entered_in_error: false,
        co_signs: false,
    };
    let early = open
        .addenda()
        .add(id, &addendum, open.prove(&words()).unwrap());
    assert!(matches!(early, Err(Error::WrongState(_))));
    sign(&open, id, "final");
    open.addenda()
        .add(id, &addendum, open.prove(&words()).unwrap())
        .unwrap();
    let reason = "belongs to somebody else";
    open.screenings()
        .mark_in_error(id, reason, open.prove(&words()).unwrap())
        .unwrap();
    lock(open);
    let open = house.unlock().unwrap();
    let texts: Vec<String> = open
        .addenda()
        .view(id)
        .unwrap()
        .into_iter()
        .map(|one| one.content.text)
        .collect();
    assert_eq!(texts, ["phoned later", reason]);
    let viewed = open.screenings().view(id).unwrap();
    assert_eq!(viewed.row.value.stage, Stage::EnteredInError);
    assert_eq!(said(&viewed.content.unwrap()), "final");
    let twice = open
        .screenings()
        .mark_in_error(id, reason, open.prove(&words()).unwrap());
    assert!(matches!(twice, Err(Error::WrongState(_))));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn looking_is_in_the_log_before_anything_is_shown_and_once_for_a_draft() {
    let house = House::new();
    let open = house.vault();
    let (client, id) = therapy(&open);
    open.screenings()
        .save_draft(id, &content("x"), &index())
        .unwrap();
    let views = |action: &str| {
        let rows = open.audit().newest(None, 1000).unwrap();
        rows.iter().filter(|row| row.action == action).count()
    };
    open.screenings().view(id).unwrap();
    open.screenings().view(id).unwrap();
    assert_eq!(views("screening.view"), 1);
    sign(&open, id, "x");
    open.screenings().view(id).unwrap();
    open.screenings().view(id).unwrap();
    assert_eq!(views("screening.view"), 3);
    open.clients().view(client).unwrap();
    assert_eq!(views("client.view"), 1);
}

#[test]
fn the_index_and_the_lists_show_what_was_saved() {
    let house = House::new();
    let open = house.vault();
    let (client, id) = therapy(&open);
    open.screenings()
        .save_draft(id, &content("x"), &index())
        .unwrap();
    house.clock.advance(SignedDuration::from_mins(5));
    let other = support(&open);
    assert_eq!(open.screenings().index().unwrap(), [(id, index())]);
    let listed = |show| -> Vec<ScreeningId> {
        open.screenings()
            .list(show, 10)
            .unwrap()
            .into_iter()
            .map(|row| row.row.id)
            .collect()
    };
    assert_eq!(listed(Show::All), [other, id]);
    assert_eq!(listed(Show::Of(client)), [id]);
    assert_eq!(listed(Show::In(Stage::Signed)), []);
    assert_eq!(
        open.screenings()
            .with_prefix(&id.to_string()[..12])
            .unwrap(),
        [id]
    );
    assert_eq!(open.screenings().with_prefix("xyz%").unwrap(), []);
}

// Support checks ----------------------------------------------------------------------------------

fn kept() -> SupportKept {
    SupportKept {
        chosen_name: "Ada".to_owned(),
        contact: None,
        group: Some("grief".to_owned()),
        on: date(2025, 3, 10),
        outcome: "appropriate".to_owned(),
        criteria: vec![("s-open".to_owned(), "met".to_owned())],
        disposition: None,
        arrangements: String::new(),
        keep_until: date(2025, 6, 8),
        content: None,
    }
}

#[test]
fn a_finished_support_check_keeps_the_outcome_and_drops_the_answers() {
    let house = House::new();
    let open = house.vault();
    let id = support(&open);
    open.screenings()
        .save_draft(id, &content("private"), &index())
        .unwrap();
    assert_eq!(
        said(&open.screenings().view(id).unwrap().content.unwrap()),
        "private"
    );
    let proof = open.prove(&words()).unwrap();
    let keep = Keep::This(Box::new(kept()));
    assert!(
        open.screenings()
            .finish_support(id, keep, "I ran it.", proof)
            .unwrap()
            .is_some()
    );
    let viewed = open.screenings().view(id).unwrap();
    assert!(viewed.content.is_none());
    assert_eq!(viewed.row.value.kept.unwrap().outcome, "appropriate");
    assert!(open.check().unwrap().is_clean());
    let person = open.clients().add(&Client::named("Ada Vale")).unwrap();
    open.letters()
        .finish(1, &letter(ShownKind::SupportReferral, person, id, b"%PDF"))
        .unwrap();
    open.screenings().remove_kept(id).unwrap();
    assert!(matches!(open.screenings().row(id), Err(Error::NotFound(_))));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_support_check_of_which_nothing_is_kept_leaves_only_events() {
    let house = House::new();
    let open = house.vault();
    let id = support(&open);
    open.screenings()
        .save_draft(id, &content("private"), &index())
        .unwrap();
    let proof = open.prove(&words()).unwrap();
    open.screenings()
        .finish_support(id, Keep::Nothing, "I ran it.", proof)
        .unwrap();
    assert_eq!(open.info().unwrap().screenings, 0);
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn an_open_support_check_is_gone_the_next_day() {
    let house = House::new();
    let open = house.vault();
    let id = support(&open);
    open.screenings()
        .save_draft(id, &content("private"), &index())
        .unwrap();
    lock(open);
    house.clock.advance(SignedDuration::from_hours(2));
    let open = house.unlock().unwrap();
    assert!(open.screenings().view(id).unwrap().content.is_some());
    lock(open);
    house.clock.advance(SignedDuration::from_hours(24));
    let open = house.unlock().unwrap();
    assert!(matches!(open.screenings().row(id), Err(Error::NotFound(_))));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_clock_set_back_is_noted_and_sweeps_nothing() {
    let house = House::new();
    let open = house.vault();
    let id = support(&open);
    open.screenings()
        .save_draft(id, &content("private"), &index())
        .unwrap();
    lock(open);
    house.clock.advance(SignedDuration::from_hours(-48));
    let open = house.unlock().unwrap();
    assert_eq!(open.notes(), [Note::ClockWentBack]);
    assert!(open.screenings().view(id).unwrap().content.is_some());
}

// Clients and the clear records -------------------------------------------------------------------

fn find(open: &Open, query: &str) -> Vec<String> {
    open.clients()
        .find(query, 20)
        .unwrap()
        .into_iter()
        .map(|card| card.name)
        .collect()
}

#[test]
fn clients_are_found_by_name_number_birth_date_and_telephone() {
    let house = House::new();
    let open = house.vault();
    let zoe = Client {
        record_number: Some("A-1042".to_owned()),
        chosen_name: Some("Zoë".to_owned()),
        birth_date: Some(date(1990, 4, 12)),
        phones: vec![Phone {
            number: "+44 20 7946 0147".to_owned(),
            safe_for_voice_message: true,
        }],
        ..Client::named("Alexander O’Neill")
    };
    open.clients().add(&zoe).unwrap();
    open.clients().add(&Client::named("Zoltan Reed")).unwrap();
    for query in [
        "zoe",
        "ZOË",
        "oneill",
        "O'Neill alex",
        "a-1042",
        "A1042",
        "1042",
        "12.4.1990",
        "1990-04-12",
        "7946 0147",
        "+44 20 7946",
        "neil zo",
    ] {
        assert_eq!(find(&open, query), ["Zoë"], "{query}");
    }
    assert_eq!(find(&open, "zo"), ["Zoë", "Zoltan Reed"]);
    assert_eq!(find(&open, ""), ["Zoë", "Zoltan Reed"]);
    assert!(find(&open, "nobody").is_empty());
    assert!(find(&open, "%").len() == 2, "signs alone are no query");
}

#[test]
fn a_changed_client_is_found_under_the_new_name_only() {
    let house = House::new();
    let open = house.vault();
    let id = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let mut stored = open.clients().view(id).unwrap();
    stored.value.legal_name = "Ada Reed".to_owned();
    open.clients().save(&stored).unwrap();
    assert!(find(&open, "vale").is_empty());
    assert_eq!(find(&open, "reed"), ["Ada Reed"]);
    assert!(
        matches!(open.clients().save(&stored), Err(Error::Stale(_))),
        "saved from an old version"
    );
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn likely_duplicates_are_named_with_their_reason() {
    let house = House::new();
    let open = house.vault();
    let born = Some(date(1990, 4, 12));
    let known = Client {
        birth_date: born,
        ..Client::named("Anders Lindqvist")
    };
    open.clients().add(&known).unwrap();
    let reasons = |client: &Client| -> Vec<DuplicateReason> {
        open.clients()
            .likely_duplicates(client)
            .unwrap()
            .into_iter()
            .map(|one| one.reason)
            .collect()
    };
    assert_eq!(reasons(&known), [DuplicateReason::NameAndBirthDate]);
    let turned = Client {
        birth_date: born,
        ..Client::named("LINDQVIST, Anders")
    };
    assert_eq!(reasons(&turned), [DuplicateReason::NameAndBirthDate]);
    let slip = Client {
        birth_date: born,
        ..Client::named("Andres Lindqvist")
    };
    assert_eq!(reasons(&slip), [DuplicateReason::SimilarNameAndBirthDate]);
    assert_eq!(
        reasons(&Client::named("anders lindqvist")),
        [DuplicateReason::Name]
    );
    let other = Client {
        birth_date: Some(date(1961, 1, 2)),
        ..known.clone()
    };
    assert!(reasons(&other).is_empty());
    assert!(
        reasons(&Client {
            birth_date: born,
            ..Client::named("Mary Okoro")
        })
        .is_empty()
    );
}

#[test]
fn a_client_with_records_cannot_be_removed() {
    let house = House::new();
    let open = house.vault();
    let (client, id) = therapy(&open);
    assert!(matches!(
        open.clients().remove(client),
        Err(Error::BrokenLink(_))
    ));
    open.screenings().discard(id).unwrap();
    open.clients().remove(client).unwrap();
    assert!(find(&open, "ada").is_empty());
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn many_clients_are_added_together_or_not_at_all() {
    let house = House::new();
    let open = house.vault();
    let many: Vec<Client> = (0..300)
        .map(|n| Client::named(format!("Person {n:03}")))
        .collect();
    assert_eq!(open.clients().add_all(&many).unwrap().len(), 300);
    let spoiled = [Client::named("Ada Vale"), Client::named("")];
    assert!(open.clients().add_all(&spoiled).is_err());
    assert_eq!(open.clients().count().unwrap(), 300);
    let names = |offset| {
        open.clients()
            .page(offset, 2)
            .unwrap()
            .into_iter()
            .map(|card| card.name)
    };
    assert!(names(298).eq(["Person 298", "Person 299"]));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_nameless_client_is_refused() {
    let house = House::new();
    let open = house.vault();
    assert!(matches!(
        open.clients().add(&Client::named("  ")),
        Err(Error::Refused { .. })
    ));
}

#[test]
fn groups_leaders_recipients_and_consents_are_kept() {
    let house = House::new();
    let open = house.vault();
    let group: Group = serde_json::from_str(
        r#"{"id": "grief", "name": "Grief group", "kind": "support", "enrolled": 3}"#,
    )
    .unwrap();
    open.groups().add(&group).unwrap();
    assert!(
        matches!(open.groups().add(&group), Err(Error::BrokenLink(_))),
        "one group a name"
    );
    let mut stored = open.groups().named("grief").unwrap();
    stored.value.enrolled = 4;
    open.groups().save(&stored).unwrap();
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let leader = open
        .leaders()
        .add(&Leader {
            name: "Bo Reed".to_owned(),
            ..Leader::default()
        })
        .unwrap();
    let treats = Treats {
        leader,
        client,
        from: date(2025, 1, 1),
        to: None,
    };
    open.treats().add(&treats).unwrap();
    let receiver = open.recipients().add(&Recipient::default()).unwrap();
    let consent = Consent {
        client,
        receiver,
        purpose: "referral".to_owned(),
        classes: [ContentClass::Basics].into(),
        given: Given::Signature,
        by: GivenBy::Person,
        on: date(2025, 3, 10),
        ends: None,
        revoked: None,
    };
    open.consents().add(&consent).unwrap();
    let nobody = ClientId::from_bytes([9; 16]);
    let broken = open.consents().add(&Consent {
        client: nobody,
        ..consent.clone()
    });
    assert!(matches!(broken, Err(Error::BrokenLink(_))));
    lock(open);
    let open = house.unlock().unwrap();
    assert_eq!(open.groups().list().unwrap()[0].value.enrolled, 4);
    assert_eq!(open.treats().of_client(client).unwrap()[0].value, treats);
    assert_eq!(open.consents().of_client(client).unwrap()[0].value, consent);
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn settings_are_kept_and_each_change_is_in_the_log() {
    let house = House::new();
    let open = house.vault();
    let letterhead = Letterhead {
        logo_png: vec![0x89, b'P', 0, 255],
        ..Letterhead::default()
    };
    open.settings().put(&letterhead).unwrap();
    let policy = Policy {
        support_keep_days: 30,
        ..Policy::default()
    };
    open.settings().put(&policy).unwrap();
    open.settings().put(&policy).unwrap();
    let changes = open.audit().newest(None, 100).unwrap();
    assert_eq!(
        changes
            .iter()
            .filter(|row| row.action == "setting.change")
            .count(),
        1
    );
    lock(open);
    let open = house.unlock().unwrap();
    assert_eq!(
        open.settings().letterhead().unwrap().logo_png,
        letterhead.logo_png
    );
    assert_eq!(open.settings().policy().unwrap().support_keep_days, 30);
    assert!(!open.settings().kind().unwrap().demo);
    assert!(
        open.settings()
            .put_json("No Word", serde_json::Value::Null)
            .is_err()
    );
}

// Letters and risk records ------------------------------------------------------------------------

fn letter(kind: ShownKind, client: ClientId, screening: ScreeningId, pdf: &[u8]) -> NewLetter {
    NewLetter {
        kind,
        screening: Some(screening),
        client: Some(client),
        replaces: None,
        letter: FinishedLetter {
            code: "L1".to_owned(),
            language: "en".to_owned(),
            pdf: pdf.to_vec(),
        },
    }
}

#[test]
fn a_finished_letter_keeps_its_bytes_its_number_and_where_it_went() {
    let house = House::new();
    let open = house.vault();
    let (client, id) = therapy(&open);
    sign(&open, id, "x");
    let letters = open.letters();
    let clinical = letters
        .finish(
            1,
            &letter(ShownKind::ClinicalLetter, client, id, b"%PDF one"),
        )
        .unwrap();
    let desk = letters
        .finish(2, &letter(ShownKind::ToThePerson, client, id, b"%PDF two"))
        .unwrap();
    let taken = letters.finish(
        2,
        &letter(ShownKind::ToThePerson, client, id, b"%PDF three"),
    );
    assert!(matches!(taken, Err(Error::Stale(_))));
    let details = DisclosureDetails {
        what: Vec::new(),
        group: None,
        sha256: String::new(),
        recipient: None,
        receiver: "River House".to_owned(),
        ground: Ground::Emergency("present danger".to_owned()),
    };
    letters.disclose(clinical, &details).unwrap();
    letters
        .disclose(
            desk,
            &DisclosureDetails {
                group: None,
                ground: Ground::ToThePerson,
                ..details.clone()
            },
        )
        .unwrap();
    letters.release(clinical, date(2025, 3, 12)).unwrap();
    assert!(letters.release(clinical, date(2025, 3, 30)).is_err());
    lock(open);
    let open = house.unlock().unwrap();
    let letters = open.letters();
    assert_eq!(letters.view(clinical).unwrap().pdf, b"%PDF one");
    assert_eq!(letters.view(clinical).unwrap().code, "L1");
    assert_eq!(letters.view(desk).unwrap().pdf, b"%PDF two");
    assert!(letters.get(clinical).unwrap().value.sha256.is_none());
    assert_eq!(
        letters.disclosures(clinical).unwrap()[0]
            .details
            .as_ref()
            .unwrap(),
        &details
    );
    assert_eq!(letters.of_client(client).unwrap().len(), 2);
    assert_eq!(letters.next_number().unwrap(), 3);
    letters.note_print(clinical).unwrap();
    letters.note_export(desk, true, b"%PDF two").unwrap();
    let report = open.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    lock(open);
    house.clock.advance(SignedDuration::from_hours(24 * 5));
    let open = house.unlock().unwrap();
    let ended = open.audit().of(clinical).unwrap();
    assert_eq!(ended.last().unwrap().action, "letter.release-end");
}

#[test]
fn a_risk_stub_waits_until_a_clinician_seals_it() {
    let house = House::new();
    let open = house.vault();
    let me = open.me().id;
    let stub = RiskStub {
        level: SafetyLevel::ActNow,
        group: Some("grief".to_owned()),
        screening: None,
        by: me,
        told: Vec::new(),
    };
    let id = open.risks().open_stub(stub).unwrap();
    open.risks().note_told(id, "Dr Reed").unwrap();
    assert_eq!(open.risks().waiting().unwrap().len(), 1);
    let content = RiskContent {
        stub: None,
        client: None,
        screening: None,
        level: SafetyLevel::ActNow,
        note: "what was said".to_owned(),
        acknowledgement: Acknowledgement {
            by: me,
            at: house.clock.now(),
            done: vec![SafetyAction::CrisisTeam],
            detail: String::new(),
            agreed: "stays with a friend".to_owned(),
            follow_up: "Vera".to_owned(),
        },
    };
    open.risks()
        .seal(id, &content, open.prove(&words()).unwrap())
        .unwrap();
    assert!(open.risks().waiting().unwrap().is_empty());
    let sealed = open.risks().view(id).unwrap();
    assert_eq!(sealed.note, "what was said");
    assert_eq!(sealed.stub.unwrap().told[0].clinician, "Dr Reed");
    assert!(open.risks().list().unwrap()[0].value.stub.is_none());
    let twice = open
        .risks()
        .seal(id, &content, open.prove(&words()).unwrap());
    assert!(matches!(twice, Err(Error::Frozen(_))));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn an_older_database_put_back_is_behind_the_anchor() {
    let house = House::new();
    let open = house.vault();
    lock(open);
    let before = fs::read(house.file("vault.db")).unwrap();
    let open = house.unlock().unwrap();
    therapy(&open);
    lock(open);
    fs::write(house.file("vault.db"), &before).unwrap();
    let open = house.unlock().unwrap();
    let report = open.check().unwrap();
    assert!(
        report.findings.contains(&anteroom::vault::Finding::Anchor),
        "{:?}",
        report.findings
    );
    assert_ne!(report.chain.broken, Some(Break::Gap { seq: 1 }));
}

#[test]
fn what_was_typed_comes_back_once_and_only_to_who_typed_it() {
    let house = House::new();
    let open = house.vault();
    assert!(open.take_typed().is_none());
    open.keep_typed(b"an unfinished sentence").unwrap();
    open.keep_typed(b"an unfinished sentence of").unwrap();
    lock(open);
    let mut kept = Vec::new();
    for entry in fs::read_dir(house.dir()).unwrap() {
        let path = entry.unwrap().path();
        let bytes = fs::read(&path).unwrap();
        assert!(!bytes.windows(10).any(|part| part == b"unfinished"));
        if path.to_string_lossy().contains("typed-") {
            kept.push((path, bytes));
        }
    }
    assert_eq!(kept.len(), 1);
    let (path, bytes) = kept.remove(0);
    let open = house.unlock().unwrap();
    assert_eq!(**open.take_typed().unwrap(), *b"an unfinished sentence of");
    assert!(open.take_typed().is_none() && !path.exists());
    lock(open);
    // Changed, or of another vault: dropped, and nothing else.
    let mut changed = bytes.clone();
    changed[30] ^= 1;
    for other in [changed, Vec::new(), vec![0; 70]] {
        fs::write(&path, other).unwrap();
        let open = house.unlock().unwrap();
        assert!(open.take_typed().is_none() && !path.exists());
        lock(open);
    }
}
