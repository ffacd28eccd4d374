//! Runs a command of the print system: in a time, with so much that it may say.

use std::io::{Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use zeroize::Zeroizing;

use crate::app::printing::{PrintError, System};

/// Nobody reads more of what a command says.
const MOST_SAID: u64 = 256 * 1024;
/// How often a command is looked at.
const LOOK: Duration = Duration::from_millis(10);

/// What a command said, and whether it was content.
pub(super) struct Said {
    pub(super) fine: bool,
    pub(super) out: String,
    pub(super) err: String,
}

/// Runs a command with an input and waits for it, but not for ever.
pub(super) fn run(
    system: &System,
    program: &str,
    arguments: &[&str],
    input: Option<&[u8]>,
) -> Result<Said, PrintError> {
    let path = match &system.programs {
        Some(dir) => dir.join(program),
        None => program.into(),
    };
    let mut child = Command::new(path)
        .args(arguments)
        // Their words are read here, so they must be in one language.
        .env("LC_ALL", "C")
        .env_remove("LANGUAGE")
        .stdin(if input.is_some() {
            Stdio::piped()
        } else {
            Stdio::null()
        })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|_| PrintError::NoSystem)?;
    let out = listen(child.stdout.take());
    let err = listen(child.stderr.take());
    let feeder = child.stdin.take().zip(input).map(|(mut to, bytes)| {
        let bytes = Zeroizing::new(bytes.to_vec());
        // A command that ends early reads no further: its own words say why.
        thread::spawn(move || to.write_all(&bytes))
    });
    let fine = wait(&mut child, system.patience)?;
    if let Some(feeder) = feeder {
        let _ = feeder.join();
    }
    Ok(Said {
        fine,
        out: out.join().unwrap_or_default(),
        err: err.join().unwrap_or_default(),
    })
}

fn listen(from: Option<impl Read + Send + 'static>) -> thread::JoinHandle<String> {
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(from) = from {
            let _ = from.take(MOST_SAID).read_to_end(&mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn wait(child: &mut Child, patience: Duration) -> Result<bool, PrintError> {
    let end = Instant::now() + patience;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Ok(status.success()),
            Ok(None) if Instant::now() < end => thread::sleep(LOOK),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(PrintError::NoAnswer);
            }
            Err(_) => return Err(PrintError::NoAnswer),
        }
    }
}
