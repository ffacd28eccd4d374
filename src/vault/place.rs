//! Where a vault lies: not in a folder that a program keeps in step with other computers, and not on a network drive.
//!
//! Such a folder keeps old versions that no erasure reaches, splits one vault into two when two computers write, and on
//! many network drives the lock that keeps a second program out is only a wish. Whoever wants it all the same says so,
//! and the activity log says it too. What is looked at are names, marks that such programs leave, and the file system.

mod drive;

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::vault::{Error, files};
use drive::by_file_system;

/// Which folders a vault may lie in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Folders {
    /// Those of this computer.
    #[default]
    LocalOnly,
    /// Any: somebody chose it and knows why.
    SyncedToo,
}

/// What keeps a folder in step with other computers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Synced {
    /// The program or the file system, as people call it.
    pub by: &'static str,
    /// A word for the activity log.
    pub(super) word: &'static str,
}

const fn synced(by: &'static str, word: &'static str) -> Synced {
    Synced { by, word }
}

const ONEDRIVE: Synced = synced("OneDrive", "onedrive");
const DROPBOX: Synced = synced("Dropbox", "dropbox");
const ICLOUD: Synced = synced("iCloud", "icloud");
const GOOGLE: Synced = synced("Google Drive", "google-drive");
const NEXTCLOUD: Synced = synced("Nextcloud or ownCloud", "nextcloud");
const SYNCTHING: Synced = synced("Syncthing", "syncthing");
const BOX: Synced = synced("Box", "box");
const RESILIO: Synced = synced("Resilio Sync", "resilio");
const CLOUD: Synced = synced("a cloud service", "cloud");
const NETWORK: Synced = synced("a network drive", "network");
const SHARED: Synced = synced("a folder of another computer", "shared");

/// Names of folders, in lower case, that belong to such programs.
const NAMES: [(&str, Synced); 17] = [
    ("onedrive", ONEDRIVE),
    ("skydrive", ONEDRIVE),
    ("dropbox", DROPBOX),
    ("com~apple~clouddocs", ICLOUD),
    ("icloud drive", ICLOUD),
    ("iclouddrive", ICLOUD),
    ("google drive", GOOGLE),
    ("googledrive", GOOGLE),
    ("nextcloud", NEXTCLOUD),
    ("owncloud", NEXTCLOUD),
    ("box sync", BOX),
    ("pcloud drive", CLOUD),
    ("pclouddrive", CLOUD),
    ("megasync", CLOUD),
    ("synologydrive", CLOUD),
    ("seafile", CLOUD),
    ("proton drive", CLOUD),
];

/// Names that such programs give with an addition: `OneDrive - Clinic`, `Dropbox (Personal)`.
const BEGINNINGS: [(&str, Synced); 8] = [
    ("onedrive -", ONEDRIVE),
    ("onedrive-", ONEDRIVE),
    ("dropbox (", DROPBOX),
    ("dropbox-", DROPBOX),
    ("googledrive-", GOOGLE),
    ("google drive (", GOOGLE),
    ("box-box", BOX),
    ("nextcloud-", NEXTCLOUD),
];

/// What such programs leave in the folders that they keep.
const MARKS: [(&str, Synced); 9] = [
    (".stfolder", SYNCTHING),
    (".stversions", SYNCTHING),
    (".dropbox.cache", DROPBOX),
    (".tmp.drivedownload", GOOGLE),
    (".tmp.driveupload", GOOGLE),
    (".owncloudsync.log", NEXTCLOUD),
    (".nextcloudsync.log", NEXTCLOUD),
    (".synologyworkingdirectory", CLOUD),
    (".seafile-data", CLOUD),
];

/// Refuses a folder that is kept in step, or says which it is if that is allowed.
pub(super) fn check(dir: &Path, folders: Folders) -> Result<Option<Synced>, Error> {
    match (look(dir), folders) {
        (Some(synced), Folders::LocalOnly) => Err(Error::SyncedFolder(synced.by)),
        (found, _) => Ok(found),
    }
}

/// Refuses a vault beside which such a program has put a second version of one of its files: nobody knows which is the true one.
pub(super) fn no_conflict_copies(dir: &Path) -> Result<(), Error> {
    let entries = fs::read_dir(dir).map_err(Error::io("look at the folder", dir))?;
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| is_conflict_copy(name))
        .collect();
    names.sort();
    match names.into_iter().next() {
        Some(name) => Err(Error::ConflictCopy(name)),
        None => Ok(()),
    }
}

/// `vault (conflicted copy).db`, `vault.sync-conflict-20250310.db`, `vault-DESK7.hdr`, `vault 2.db`, `vault_conf(1).db`.
fn is_conflict_copy(name: &str) -> bool {
    let name = name.to_lowercase();
    let stems = ["vault", "attempts", ".vault", "._vault"];
    if !stems.iter().any(|stem| name.starts_with(stem)) {
        return false;
    }
    let ours = [files::DATABASE, files::HEADER, files::NEW_HEADER];
    let renamed = (name.ends_with(".db") || name.ends_with(".hdr")) && name.starts_with("vault");
    name.contains("conflict")
        || name.contains("_conf(")
        || (renamed && !ours.contains(&name.as_str()))
}

/// What keeps a folder in step, if anything does. The folder need not be there yet; its parent does.
pub(super) fn look(dir: &Path) -> Option<Synced> {
    let typed = dir.to_path_buf();
    let real = real(dir);
    by_name(&typed)
        .or_else(|| by_name(&real))
        .or_else(|| by_environment(&real))
        .or_else(|| real.ancestors().find_map(by_mark))
        .or_else(|| by_file_system(&real))
}

/// The path with links followed, as far as it is there.
fn real(dir: &Path) -> PathBuf {
    dir.ancestors()
        .find_map(|above| {
            let rest = dir.strip_prefix(above).ok()?;
            Some(above.canonicalize().ok()?.join(rest))
        })
        .unwrap_or_else(|| dir.to_path_buf())
}

fn by_name(dir: &Path) -> Option<Synced> {
    let names: Vec<String> = dir
        .components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().to_lowercase()),
            _ => None,
        })
        .collect();
    // What lies in such a folder counts, and not the vault that is merely called so.
    let above = names.split_last().map_or(&[][..], |(_, above)| above);
    let mobile = |pair: &[String]| pair[0] == "library" && pair[1] == "mobile documents";
    if above.windows(2).any(mobile) {
        return Some(ICLOUD);
    }
    let known = |name: &String| {
        let exactly = NAMES.iter().find(|(known, _)| name == known);
        let begins = || BEGINNINGS.iter().find(|(known, _)| name.starts_with(known));
        exactly.or_else(begins).map(|(_, synced)| *synced)
    };
    let provider = |pair: &[String]| pair[0] == "library" && pair[1] == "cloudstorage";
    let stored = || above.windows(2).any(provider).then_some(CLOUD);
    above.iter().find_map(known).or_else(stored)
}

/// Windows tells where OneDrive keeps its folder.
fn by_environment(dir: &Path) -> Option<Synced> {
    let variables = ["OneDrive", "OneDriveCommercial", "OneDriveConsumer"];
    variables
        .iter()
        .filter_map(std::env::var_os)
        .map(PathBuf::from)
        .any(|root| is_within(dir, &root))
        .then_some(ONEDRIVE)
}

fn is_within(dir: &Path, root: &Path) -> bool {
    root.is_absolute() && dir.starts_with(root.canonicalize().as_deref().unwrap_or(root))
}

fn by_mark(folder: &Path) -> Option<Synced> {
    // Other marks have names of their own for each account, so the folder is read.
    for entry in fs::read_dir(folder).ok()?.flatten() {
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if !name.starts_with('.') {
            continue;
        }
        if let Some((_, synced)) = MARKS.iter().find(|(mark, _)| name == *mark) {
            return Some(*synced);
        }
        let of_nextcloud = [".sync_", "._sync_"]
            .iter()
            .any(|mark| name.starts_with(mark));
        if of_nextcloud && name.ends_with(".db") {
            return Some(NEXTCLOUD);
        }
        if name == ".sync" && entry.path().join("ID").is_file() {
            return Some(RESILIO);
        }
        // In the home of whoever uses it there is a folder of this name, for the program's own files.
        if name == ".dropbox" && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            return Some(DROPBOX);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::drive::{by_magic, by_mount};
    use super::*;
    use tempfile::TempDir;

    fn by(path: &str) -> Option<&'static str> {
        by_name(Path::new(path)).map(|synced| synced.by)
    }

    #[test]
    fn folders_are_known_by_their_names() {
        let table = [
            ("/home/vera/Dropbox/Clinic.vault", "Dropbox"),
            ("/home/vera/Dropbox (Personal)/a/Clinic.vault", "Dropbox"),
            (
                "/Users/vera/OneDrive - Sample Clinic/Clinic.vault",
                "OneDrive",
            ),
            ("/home/vera/onedrive/x/Clinic.vault", "OneDrive"),
            (
                "/Users/vera/Library/Mobile Documents/com~apple~CloudDocs/Clinic.vault",
                "iCloud",
            ),
            (
                "/Users/vera/Library/CloudStorage/Other-1/Clinic.vault",
                "a cloud service",
            ),
            (
                "/Users/vera/Library/CloudStorage/GoogleDrive-v@example.org/My Drive/Clinic.vault",
                "Google Drive",
            ),
            (
                "/Users/vera/Library/CloudStorage/Box-Box/Clinic.vault",
                "Box",
            ),
            ("/home/vera/Nextcloud/Clinic.vault", "Nextcloud or ownCloud"),
        ];
        for (path, name) in table {
            assert_eq!(by(path), Some(name), "{path}");
        }
        for path in [
            "/home/vera/.local/share/anteroom/Clinic.vault",
            "/home/vera/Dropbox",
            "/srv/inbox/Clinic.vault",
            "/home/boxer/Clinic.vault",
        ] {
            assert_eq!(by(path), None, "{path}");
        }
    }

    #[test]
    fn folders_are_known_by_what_such_programs_leave_in_them() {
        let marks = [
            (".stfolder/", "Syncthing"),
            (".dropbox.cache/", "Dropbox"),
            (".dropbox", "Dropbox"),
            (".sync_a1b2c3.db", "Nextcloud or ownCloud"),
            ("._sync_a1b2c3.db", "Nextcloud or ownCloud"),
            (".tmp.drivedownload/", "Google Drive"),
            (".sync/ID", "Resilio Sync"),
        ];
        for (mark, name) in marks {
            let place = TempDir::new().unwrap();
            let vault = place.path().join("below/Clinic.vault");
            fs::create_dir_all(vault.parent().unwrap()).unwrap();
            assert_eq!(look(&vault), None);
            let path = place.path().join(mark);
            if mark.ends_with('/') {
                fs::create_dir_all(&path).unwrap();
            } else {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(&path, "x").unwrap();
            }
            assert_eq!(look(&vault).map(|found| found.by), Some(name), "{mark}");
            assert!(matches!(
                check(&vault, Folders::LocalOnly),
                Err(Error::SyncedFolder(by)) if by == name
            ));
            assert_eq!(
                check(&vault, Folders::SyncedToo)
                    .unwrap()
                    .map(|found| found.by),
                Some(name)
            );
        }
    }

    #[test]
    fn the_home_of_somebody_who_uses_dropbox_is_no_dropbox() {
        let home = TempDir::new().unwrap();
        fs::create_dir(home.path().join(".dropbox")).unwrap();
        assert_eq!(look(&home.path().join("Clinic.vault")), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_into_such_a_folder_is_followed() {
        let place = TempDir::new().unwrap();
        let kept = place.path().join("Dropbox/work");
        fs::create_dir_all(&kept).unwrap();
        std::os::unix::fs::symlink(&kept, place.path().join("plain")).unwrap();
        let vault = place.path().join("plain/Clinic.vault");
        assert_eq!(look(&vault), Some(DROPBOX));
    }

    #[test]
    fn network_drives_are_known_by_their_number_or_by_the_table_of_mounts() {
        for magic in [0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42, 0x00C3_6400] {
            assert_eq!(by_magic(magic), Some(NETWORK));
        }
        assert_eq!(by_magic(0x0102_1997), Some(SHARED));
        // ext4, tmpfs, btrfs, xfs, zfs, ecryptfs, fuse
        for magic in [
            0xEF53,
            0x0102_1994,
            0x9123_683E,
            0x5846_5342,
            0x2FC1_2FC1,
            0xF15F,
            0x6573_5546,
        ] {
            assert_eq!(by_magic(magic), None);
        }
        let mounts = "\
            22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw\n\
            40 22 0:50 / /home/vera/far\\040away rw - fuse.sshfs vera@example.org:/ rw\n\
            41 22 0:51 / /home/vera/cloud rw - fuse.rclone remote: rw\n\
            42 22 0:52 / /home/vera/crypt rw - fuse.gocryptfs /home/vera/.crypt rw\n\
            43 22 0:53 / /mnt/win rw - fuseblk /dev/sdb1 rw\n\
            44 22 0:54 / /mnt/share rw - cifs //server/share rw\n\
            torn line\n";
        let by = |path: &str| by_mount(mounts, Path::new(path));
        assert_eq!(by("/home/vera/far away/Clinic.vault"), Some(NETWORK));
        assert_eq!(by("/home/vera/cloud/x/Clinic.vault"), Some(CLOUD));
        assert_eq!(by("/mnt/share/Clinic.vault"), Some(NETWORK));
        for fine in ["/home/vera/crypt", "/mnt/win/a", "/home/vera/far", "/srv"] {
            assert_eq!(by(fine), None, "{fine}");
        }
    }

    #[test]
    fn second_versions_of_a_file_of_the_vault_stop_it() {
        let copies = [
            "vault (Vera's conflicted copy 2025-03-10).db",
            "vault.sync-conflict-20250310-120000-ABCDEFG.db",
            "vault.db.sync-conflict-20250310-120000-ABCDEFG",
            "vault_conf(1).db",
            "vault-DESK7.hdr",
            "vault 2.db",
            "vault (1).hdr",
            "attempts (conflicted copy).bin",
        ];
        for name in copies {
            let place = TempDir::new().unwrap();
            assert!(no_conflict_copies(place.path()).is_ok());
            fs::write(place.path().join(name), "x").unwrap();
            assert!(
                matches!(no_conflict_copies(place.path()), Err(Error::ConflictCopy(found)) if found == name),
                "{name}"
            );
        }
        for name in [
            "vault.db",
            "vault.db-journal",
            "vault.db.new",
            "vault.hdr",
            "vault.hdr.new",
            "vault.lock",
            "attempts.bin",
            "notes on a conflict.txt",
        ] {
            assert!(!is_conflict_copy(name), "{name}");
        }
    }
}
