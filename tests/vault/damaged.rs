//! Half-there and damaged directories: each is named as what it is.

use std::fs;

use anteroom::vault::{Break, Error, HeaderCopy, Note};

use super::desk::lock;
use super::{House, therapy};

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
