//! A vault with one person, Vera, on a fixed day; and what tests keep in it first.

use std::path::Path;
use std::sync::Arc;

use anteroom::domain::answers::{Answer, Answers};
use anteroom::domain::clinic::{Clinic, VaultKind};
use anteroom::domain::clock::{Clock, FixedClock};
use anteroom::domain::form::Pathway;
use anteroom::domain::id::{ClientId, ScreeningId};
use anteroom::domain::recommendation::RuleVersions;
use anteroom::domain::screening::ScreeningContent;
use anteroom::domain::staff::Profile;
use anteroom::vault::{
    Cost, Creation, FirstPerson, LockReason, NewScreening, NewVault, Open, Passphrase, Sheets,
};
use jiff::civil::date;

/// Vera's passphrase.
pub(crate) const WORDS: &str = "orbit lantern cobalt thicket mural wren";

pub(crate) fn words() -> Passphrase {
    Passphrase::new(WORDS.to_owned())
}

pub(crate) fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::noon_of(date(2025, 3, 10)))
}

/// What a vault is made of, with slots as cheap as they may be.
pub(crate) fn new_vault() -> NewVault {
    NewVault {
        clinic: Clinic::default(),
        first: FirstPerson {
            login: "vera".to_owned(),
            name: "Vera Sample".to_owned(),
            profile: Profile::default(),
            passphrase: words(),
        },
        cost: Cost::Least,
        sheets: Sheets::Waived,
        kind: VaultKind::default(),
    }
}

/// A vault that was just made, open.
pub(crate) fn made(dir: &Path, new: NewVault, clock: Arc<dyn Clock>) -> Open {
    let creation = Creation::begin(dir, new, clock).unwrap();
    creation.finish().unwrap()
}

pub(crate) fn lock(open: Open) {
    assert!(open.lock(LockReason::Asked).problem.is_none());
}

pub(crate) fn rules() -> RuleVersions {
    RuleVersions {
        form: "therapy-group".to_owned(),
        form_version: 1,
        criteria_version: 1,
        hash: "00".to_owned(),
    }
}

pub(crate) fn start(open: &Open, pathway: Pathway, client: Option<ClientId>) -> ScreeningId {
    let rules = rules();
    let new = NewScreening {
        client,
        pathway,
        rules,
    };
    open.screenings().start(new).unwrap()
}

/// What was said in an assessment of one answer.
pub(crate) fn content(text: &str) -> ScreeningContent {
    let mut answers = Answers::default();
    let given = Answer::One(text.to_owned());
    answers.given.insert("tg-goal".to_owned(), given);
    ScreeningContent {
        answers,
        ..ScreeningContent::default()
    }
}
