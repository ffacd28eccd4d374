//! Files that leave: never over one that is there, whole or not at all.

use std::io::Write;
use std::path::Path;

use crate::app::command::Trouble;
use crate::text;

pub(super) fn create(path: &Path) -> Result<std::fs::File, Trouble> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map_err(|error| file_trouble(path, &error))
}

pub(super) fn write_whole(
    file: &mut std::fs::File,
    bytes: &[u8],
    path: &Path,
) -> Result<(), Trouble> {
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(|error| file_trouble(path, &error))
}

/// Writes a new file that only this user can read; half a file does not stay.
pub(in crate::app) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let mut file = create(path)?;
    let written = write_whole(&mut file, bytes, path);
    if written.is_err() {
        drop(file);
        let _ = std::fs::remove_file(path);
    }
    written
}

pub(in crate::app) fn file_trouble(path: &Path, error: &std::io::Error) -> Trouble {
    let reason = match error.kind() {
        std::io::ErrorKind::AlreadyExists => text::say("trouble-file-exists"),
        std::io::ErrorKind::NotFound => text::say("trouble-file-no-folder"),
        std::io::ErrorKind::PermissionDenied => text::say("trouble-file-no-permission"),
        kind => kind.to_string(),
    };
    Trouble::new(
        "output",
        text::say_with(
            "trouble-file",
            &[("path", &path.display().to_string()), ("reason", &reason)],
        ),
    )
}
