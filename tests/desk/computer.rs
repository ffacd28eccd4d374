//! The program from outside: a computer with nothing on it but what a test puts there, and the commands that are run on it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The passphrase of the sample clinic, which is public.
pub(crate) const PASSPHRASE: &str = "marble lantern orchard copper violin harbour";
/// How a command is told of the sample clinic's vault.
const SAMPLE: [&str; 4] = ["--vault", "demo/Sample.vault", "--passphrase-file", "pw"];

/// A computer: no home, no display, one folder.
pub(crate) struct Computer {
    dir: TempDir,
}

impl Computer {
    pub(crate) fn new() -> Self {
        Self {
            dir: tempfile::tempdir().unwrap(),
        }
    }

    /// One with a sample clinic in `demo` and its passphrase in the file `pw`.
    pub(crate) fn with_sample() -> Self {
        let computer = Self::new();
        computer.add_sample();
        computer
    }

    pub(crate) fn add_sample(&self) {
        self.done(&["demo", "demo", "--no-window"]);
        self.file("pw", format!("{PASSPHRASE}\n"));
    }

    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, content).unwrap();
        path
    }

    /// The program with these arguments, to be run in the folder.
    pub(crate) fn program(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_anteroom"));
        command
            .args(args)
            .current_dir(self.dir.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("HOME", self.path("home"))
            .env("XDG_DATA_HOME", self.path("home/data"))
            .env("XDG_STATE_HOME", self.path("home/state"));
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Output {
        self.program(args).output().unwrap()
    }

    /// Runs a command on the sample clinic.
    pub(crate) fn inside(&self, args: &[&str]) -> Output {
        self.run(&[&SAMPLE, args].concat())
    }

    /// What a command printed, that went well.
    pub(crate) fn done(&self, args: &[&str]) -> String {
        told(args, &self.run(args), 0)
    }
}

/// What a command printed, that ended with this code.
pub(crate) fn told(args: &[&str], output: &Output, code: i32) -> String {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{args:?}: {message}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The objects that a command printed, one a line.
pub(crate) fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Why a command was refused, as it told with `--json`.
pub(crate) fn refusal(args: &[&str], output: &Output) -> Value {
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{args:?}: {told}");
    assert!(output.stdout.is_empty(), "{args:?} printed something");
    serde_json::from_str(told.lines().last().unwrap()).unwrap()
}
