//! What somebody had typed into a form when the vault was locked: an encrypted file beside it, for them alone, once.
//!
//! It is no record: no form was finished. So it stands outside of the database and of backups, is opened once, by
//! the same person, and is gone then. A key that was changed meanwhile does not open it, and it is dropped.

use std::fs;
use std::io::Write;
use std::path::PathBuf;

use zeroize::Zeroizing;

use crate::domain::id::Id;
use crate::vault::audit::hex;
use crate::vault::keys::{Key, hash, label};
use crate::vault::{Error, Open, files, seal};

/// More than anybody types between two locks.
const LONGEST: usize = 4 * 1024 * 1024;

impl Open {
    /// Keeps what was typed, in place of what was kept before.
    pub fn keep_typed(&self, content: &[u8]) -> Result<(), Error> {
        if content.len() > LONGEST {
            return Err(Error::Refused {
                what: "unfinished text",
                problem: "too long",
            });
        }
        let boxed = seal::close_box(&self.typed_key()?, &self.typed_aad(), content)?;
        let (path, new) = self.typed_files();
        let step = "keep what was typed";
        let _ = fs::remove_file(&new);
        let mut file = files::create_private_file(&new)?;
        file.write_all(&boxed)
            .and_then(|()| file.sync_all())
            .map_err(Error::io(step, &new))?;
        drop(file);
        fs::rename(&new, &path).map_err(Error::io(step, &path))?;
        files::sync_dir(self.dir())
    }

    /// Takes back what was typed, if there is something. Afterwards it is nowhere but with the caller.
    pub fn take_typed(&self) -> Option<Zeroizing<Vec<u8>>> {
        let (path, _) = self.typed_files();
        let name = path.file_name()?.to_string_lossy().into_owned();
        let found = fs::symlink_metadata(&path).ok()?;
        if !found.is_file() || found.len() > LONGEST as u64 + 64 || name.is_empty() {
            return None;
        }
        let boxed = fs::read(&path).ok()?;
        let _ = fs::remove_file(&path);
        let key = self.typed_key().ok()?;
        seal::open_box(&key, &self.typed_aad(), &boxed).ok()
    }

    /// Removes what anybody had typed and not taken back: after an erasure it could still name the client.
    pub(super) fn forget_all_typed(&self) {
        let Ok(entries) = fs::read_dir(self.dir()) else {
            return;
        };
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().starts_with("typed-") {
                let _ = fs::remove_file(entry.path());
            }
        }
    }

    /// A clinician's text is closed to everybody else on staff.
    fn typed_key(&self) -> Result<Key, Error> {
        let session = self.session();
        match &session.clinical {
            Some(keys) => keys.wrap.derive(&session.vault, "typed"),
            None => session.office.page.derive(&session.vault, "typed"),
        }
    }

    fn typed_aad(&self) -> Vec<u8> {
        let person = self.person().to_bytes();
        [&label("typed")[..], &self.session().vault, &person].concat()
    }

    fn typed_files(&self) -> (PathBuf, PathBuf) {
        let person = self.person().to_bytes();
        let name = hex(&hash("typed", &[&self.session().vault, &person])[..6]);
        let path = |end: &str| self.dir().join(format!("typed-{name}.{end}"));
        (path("bin"), path("new"))
    }
}
