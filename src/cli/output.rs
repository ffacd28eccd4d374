//! What goes to standard output and standard error, and how a failure is told.

use std::io::{self, Write};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::json;

/// A refused or failed command: what kind, and what to tell the person.
#[derive(Debug)]
pub struct Failure {
    /// A word for programs, for example `bad-input`.
    pub kind: &'static str,
    /// What happened, where, and what next; never an answer, a name or a key.
    pub message: String,
    /// For how long the same will be refused again, if that is known.
    pub wait_secs: Option<u64>,
}

impl Failure {
    /// A failure of this kind.
    pub fn new(kind: &'static str, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
            wait_secs: None,
        }
    }

    /// 2 where something else had to be typed, else 1: refused or failed.
    pub(super) fn exit_code(&self) -> ExitCode {
        ExitCode::from(if self.kind == "usage" { 2 } else { 1 })
    }

    pub(super) fn print(&self, as_json: bool) {
        let mut out = io::stderr().lock();
        // Nothing can be told any more if standard error is closed.
        let _ = if as_json {
            let mut told = json!({"error": self.kind, "message": self.message});
            if let Some(seconds) = self.wait_secs {
                told["wait_seconds"] = json!(seconds);
            }
            writeln!(out, "{told}")
        } else {
            writeln!(out, "anteroom: {}", self.message)
        };
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::new(
            "output",
            format!("the output could not be written ({})", error.kind()),
        )
    }
}

/// Tells something on standard error that stops nobody.
pub(super) fn warn(as_json: bool, message: &str) {
    let mut out = io::stderr().lock();
    let _ = if as_json {
        writeln!(out, "{}", json!({"note": message}))
    } else {
        writeln!(out, "anteroom: {message}")
    };
}

/// Writes lines to standard output; a closed pipe is no failure.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Failure::from),
    }
}

/// One object on one line.
pub(super) fn json_line(value: &impl Serialize) -> Result<String, Failure> {
    let text = serde_json::to_string(value)
        .map_err(|_| Failure::new("output", "the result could not be written as JSON"))?;
    Ok(text + "\n")
}

/// Writes a new file that only this user can read; refuses to write over anything.
pub(super) fn write_new(path: &std::path::Path, bytes: &[u8]) -> Result<(), Failure> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let result = options.open(path).and_then(|mut file| {
        let written = file.write_all(bytes).and_then(|()| file.sync_all());
        if written.is_err() {
            // Half a file would look like a whole one.
            let _ = std::fs::remove_file(path);
        }
        written
    });
    result.map_err(|error| {
        let reason = match error.kind() {
            io::ErrorKind::AlreadyExists => "it exists already; choose another name".to_owned(),
            io::ErrorKind::NotFound => "its folder does not exist".to_owned(),
            io::ErrorKind::PermissionDenied => "you may not write there".to_owned(),
            kind => kind.to_string(),
        };
        Failure::new(
            "output",
            format!("{}: not written: {reason}", path.display()),
        )
    })
}
