//! What the tests of the vault share: a new vault with one person on a fixed day, and what is kept in it first.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::date;
use tempfile::TempDir;

use crate::domain::client::Client;
use crate::domain::clinic::{Clinic, VaultKind};
use crate::domain::clock::{Clock, FixedClock};
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::recommendation::RuleVersions;
use crate::domain::screening::{ScreeningContent, ScreeningIndex};
use crate::domain::staff::Profile;
use crate::vault::{
    Cost, Creation, Error, FirstPerson, LockReason, Locked, NewScreening, NewVault, Open,
    Passphrase, Sheets,
};

/// The passphrase of the first person.
pub(super) fn words() -> Passphrase {
    Passphrase::new("orbit lantern cobalt thicket mural wren".to_owned())
}

pub(super) fn clock() -> Arc<FixedClock> {
    Arc::new(FixedClock::noon_of(date(2025, 3, 10)))
}

/// A vault whose first person has this login and passphrase, with the codes of its two sheets.
pub(super) fn vault_of(
    dir: &Path,
    (login, passphrase): (&str, Passphrase),
    clock: Arc<dyn Clock>,
) -> (Open, [String; 2]) {
    let new = NewVault {
        clinic: Clinic::default(),
        first: FirstPerson {
            login: login.to_owned(),
            name: "Vera Sample".to_owned(),
            profile: Profile::default(),
            passphrase,
        },
        cost: Cost::Least,
        sheets: Sheets::Waived,
        kind: VaultKind::default(),
    };
    let creation = Creation::begin(dir, new, clock).unwrap();
    let codes = [creation.office_code(), creation.clinical_code()];
    let codes = codes.map(|code| code.printed().to_string());
    (creation.finish().unwrap(), codes)
}

/// Vera's vault in a place of its own.
pub(super) fn vault() -> (TempDir, PathBuf, Open) {
    let place = TempDir::new().unwrap();
    let dir = place.path().join("Clinic.vault");
    let (open, _) = vault_of(&dir, ("vera", words()), clock());
    (place, dir, open)
}

pub(super) fn unlock(dir: &Path) -> Result<Open, Error> {
    Locked::at(dir, clock())?.unlock("vera", &words())
}

pub(super) fn lock(open: Open) {
    assert!(open.lock(LockReason::Asked).problem.is_none());
}

pub(super) fn rules() -> RuleVersions {
    RuleVersions {
        form: "therapy-group".to_owned(),
        form_version: 1,
        criteria_version: 1,
        hash: String::new(),
    }
}

pub(super) fn start(open: &Open, pathway: Pathway, client: Option<ClientId>) -> ScreeningId {
    let rules = rules();
    let new = NewScreening {
        client,
        pathway,
        rules,
    };
    open.screenings().start(new).unwrap()
}

pub(super) fn therapy(open: &Open, client: ClientId) -> ScreeningId {
    start(open, Pathway::Therapy, Some(client))
}

pub(super) fn signed(open: &Open) -> ScreeningId {
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    let id = therapy(open, client);
    let proof = open.prove(&words()).unwrap();
    let (content, index) = (ScreeningContent::default(), ScreeningIndex::default());
    open.screenings()
        .sign(id, &content, &index, "I ran it.", proof)
        .unwrap();
    id
}
