//! Where the system prints no PDF by itself: the letter is shown by the program for PDFs, from a folder of this user
//! alone, which is emptied at the next start, at every lock and at the end.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::PrintError;

/// The folder's name within the program's data.
const FOLDER: &str = "printing";

/// The folder; none where the system has no place for a program's data.
fn folder() -> Option<PathBuf> {
    let dirs = directories::ProjectDirs::from("", "", "Anteroom")?;
    Some(dirs.data_local_dir().join(FOLDER))
}

/// Shows a letter in the program for PDFs.
pub(super) fn show(pdf: &[u8]) -> Result<String, PrintError> {
    let folder = folder().ok_or(PrintError::NoSystem)?;
    let path = put(&folder, pdf)?;
    Command::new("rundll32.exe")
        .arg("url.dll,FileProtocolHandler")
        .arg(&path)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|_| PrintError::NoSystem)?;
    Ok(String::new())
}

/// Empties the folder. What another program still holds open goes the next time.
pub fn clean() {
    if let Some(folder) = folder() {
        empty(&folder);
    }
}

fn empty(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        // Links are removed and not followed.
        let _ = std::fs::remove_file(&path);
    }
}

fn put(folder: &Path, pdf: &[u8]) -> Result<PathBuf, PrintError> {
    let failed = |error: std::io::Error| PrintError::Folder {
        path: folder.display().to_string(),
        reason: error.kind().to_string(),
    };
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(failed)?;
    empty(folder);
    let mut number = [0; 8];
    getrandom::fill(&mut number).map_err(|_| PrintError::NoSystem)?;
    let name: String = number.iter().map(|byte| format!("{byte:02x}")).collect();
    let path = folder.join(format!("{name}.pdf"));
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(&path)
        .and_then(|mut file| file.write_all(pdf).and_then(|()| file.sync_all()));
    if let Err(error) = written {
        let _ = std::fs::remove_file(&path);
        return Err(failed(error));
    }
    Ok(path)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_letter_lies_in_a_folder_of_its_own_for_one_letter_and_goes() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path().join("data/printing");
        let first = put(&folder, b"%PDF first").unwrap();
        let second = put(&folder, b"%PDF second").unwrap();
        assert!(!first.exists(), "one letter at a time");
        assert_eq!(std::fs::read(&second).unwrap(), b"%PDF second");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&folder), mode(&second)), (0o700, 0o600));
        }
        empty(&folder);
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 0);
        empty(&place.path().join("nothing"));
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let place = tempfile::tempdir().unwrap();
        std::fs::write(place.path().join("taken"), "").unwrap();
        let error = put(&place.path().join("taken/printing"), b"x").unwrap_err();
        assert!(matches!(error, PrintError::Folder { path, .. } if path.contains("taken")));
    }
}
