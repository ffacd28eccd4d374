//! The print system of Linux and macOS by its own commands: `lpstat`, `lpoptions` and `lp`.
//!
//! A library would be linked for ever, and the one that exists writes the letter into a file that others can read.

mod run;

use super::{Abilities, Job, MOST_COPIES, PrintError, Printer, Sides, System};
use crate::letter::Paper;
use run::run;

fn running(system: &System) -> Result<(), PrintError> {
    let said = run(system, "lpstat", &["-r"], None)?;
    if said.out.contains("is running") && !said.out.contains("not running") {
        Ok(())
    } else {
        Err(PrintError::NoSystem)
    }
}

pub(super) fn printers(system: &System) -> Result<Vec<Printer>, PrintError> {
    running(system)?;
    let names = run(system, "lpstat", &["-e"], None)?.out;
    let default = run(system, "lpstat", &["-d"], None)?.out;
    let states = run(system, "lpstat", &["-p"], None)?.out;
    let takes = run(system, "lpstat", &["-a"], None)?.out;
    Ok(listed(&names, &default, &states, &takes))
}

/// Puts together what `lpstat` says with `-e`, `-d`, `-p` and `-a`.
fn listed(names: &str, default: &str, states: &str, takes: &str) -> Vec<Printer> {
    let default = default
        .rsplit_once("destination: ")
        .map_or("", |(_, name)| name.trim());
    let mut printers: Vec<Printer> = names
        .lines()
        .map(str::trim)
        .filter(|name| is_name(name))
        .map(|name| Printer {
            name: name.to_owned(),
            is_default: name == default,
            stopped: stopped(states, name),
            refuses: refuses(takes, name),
        })
        .collect();
    printers.sort_by_key(|printer| (!printer.is_default, printer.name.to_lowercase()));
    printers
}

/// A name that can be no option of a command.
fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('-') && !name.contains(char::is_control)
}

/// Why a printer is stopped: `printer NAME disabled since ... -`, and the reason on the next line.
fn stopped(states: &str, name: &str) -> Option<String> {
    let start = format!("printer {name} disabled");
    reason_after(states, |line| line.starts_with(&start))
}

/// Why a printer takes no jobs: `NAME not accepting requests since ... -`, and the reason on the next line.
fn refuses(takes: &str, name: &str) -> Option<String> {
    let start = format!("{name} not accepting requests");
    reason_after(takes, |line| line.starts_with(&start))
}

fn reason_after(said: &str, is_it: impl Fn(&str) -> bool) -> Option<String> {
    let mut lines = said.lines();
    lines.find(|line| is_it(line))?;
    let next = lines.next().filter(|line| line.starts_with(['\t', ' ']));
    let reason = next.map(str::trim).unwrap_or_default();
    // What is said if nobody gave a reason.
    let unknown = matches!(reason, "reason unknown" | "Paused" | "Rejecting Jobs");
    Some(if unknown {
        String::new()
    } else {
        plain(reason)
    })
}

/// A line without controls, and not longer than one reads.
fn plain(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let letters = line.chars().filter(|c| !c.is_control());
    letters.take(200).collect::<String>().trim().to_owned()
}

pub(super) fn abilities(system: &System, printer: &str) -> Result<Abilities, PrintError> {
    named(printer)?;
    let said = run(system, "lpoptions", &["-p", printer, "-l"], None)?;
    if !said.fine {
        return Err(refusal(printer, &said.err));
    }
    Ok(able(&said.out))
}

/// Reads what `lpoptions -l` says: `Keyword/Words: choice *default choice`.
fn able(said: &str) -> Abilities {
    let mut abilities = Abilities::default();
    for line in said.lines() {
        let Some((keyword, choices)) = line.split_once(':') else {
            continue;
        };
        let keyword = keyword.split('/').next().unwrap_or_default();
        let choices = choices
            .split_whitespace()
            .map(|choice| choice.trim_start_matches('*'));
        match keyword {
            "Duplex" | "sides" => {
                let both =
                    |choice: &str| choice.contains("NoTumble") || choice.contains("two-sided");
                abilities.both_sides |= choices.into_iter().any(both);
            }
            "InputSlot" | "media-source" => {
                let trays = choices.filter(|tray| is_name(tray) && !tray.contains('='));
                abilities.trays = trays.map(str::to_owned).collect();
            }
            _ => {}
        }
    }
    abilities
}

fn named(printer: &str) -> Result<(), PrintError> {
    if is_name(printer) {
        return Ok(());
    }
    Err(PrintError::Gone {
        printer: plain(printer),
    })
}

pub(super) fn ready(system: &System, printer: &str) -> Result<(), PrintError> {
    named(printer)?;
    let all = printers(system)?;
    let gone = || PrintError::Gone {
        printer: printer.to_owned(),
    };
    let known = all
        .into_iter()
        .find(|known| known.name == printer)
        .ok_or_else(gone)?;
    let printer = known.name;
    if let Some(reason) = known.refuses {
        return Err(PrintError::Refused { printer, reason });
    }
    if let Some(reason) = known.stopped {
        return Err(PrintError::Stopped { printer, reason });
    }
    Ok(())
}

pub(super) fn print(system: &System, job: &Job, pdf: &[u8]) -> Result<String, PrintError> {
    ready(system, &job.printer)?;
    let arguments = arguments(job);
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    // A long letter to a slow queue takes longer than a question.
    let system = System {
        patience: system.patience * 6,
        ..system.clone()
    };
    let said = run(&system, "lp", &arguments, Some(pdf))?;
    if !said.fine {
        return Err(refusal(&job.printer, &said.err));
    }
    Ok(request_id(&said.out))
}

/// The arguments of `lp`. The title stands in queues and on printers' displays: it names nobody.
fn arguments(job: &Job) -> Vec<String> {
    let mut arguments = vec![
        "-d".to_owned(),
        job.printer.clone(),
        "-n".to_owned(),
        job.copies.clamp(1, MOST_COPIES).to_string(),
        "-t".to_owned(),
        "Anteroom".to_owned(),
    ];
    let mut option = |text: String| arguments.extend(["-o".to_owned(), text]);
    option(
        match job.sides {
            Sides::One => "sides=one-sided",
            Sides::Both => "sides=two-sided-long-edge",
        }
        .to_owned(),
    );
    match job.paper {
        Some(Paper::A4) => option("media=A4".to_owned()),
        Some(Paper::UsLetter) => option("media=Letter".to_owned()),
        None => {}
    }
    // Not a hair smaller: the address must meet the window.
    option("print-scaling=none".to_owned());
    if let Some(tray) = job.tray.as_ref().filter(|tray| is_name(tray)) {
        option(format!("InputSlot={tray}"));
    }
    // The letter comes by standard input.
    arguments.push("--".to_owned());
    arguments.push("-".to_owned());
    arguments
}

/// `request id is NAME-12 (0 file(s))`.
fn request_id(said: &str) -> String {
    let id = said.trim().strip_prefix("request id is ");
    let id = id.and_then(|rest| rest.split_whitespace().next());
    id.unwrap_or_default().to_owned()
}

/// What a refusal of `lp` means.
fn refusal(printer: &str, said: &str) -> PrintError {
    let said = said.lines().find(|line| !line.trim().is_empty());
    let said = plain(said.unwrap_or_default());
    let words = said.to_lowercase();
    let printer = printer.to_owned();
    let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
    if has(&[
        "does not exist",
        "unknown destination",
        "invalid destination",
        "no such",
    ]) {
        PrintError::Gone { printer }
    } else if has(&["not accepting"]) {
        PrintError::Refused {
            printer,
            reason: String::new(),
        }
    } else if has(&[
        "scheduler",
        "connect to server",
        "bad file descriptor",
        "connection refused",
    ]) {
        PrintError::NoSystem
    } else {
        let said = said
            .trim_start_matches("lp: ")
            .trim_start_matches("Error - ");
        PrintError::Failed(said.to_owned())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const STATES: &str = "printer Front is idle.  enabled since Sun Nov 22 14:00:00 2026\n\
        printer Back disabled since Sun Nov 22 14:00:00 2026 -\n\tOut of paper\n\
        printer Back2 now printing Back2-4.  enabled since Sun Nov 22 14:00:00 2026\n\
        printer Old disabled since Sun Nov 22 14:00:00 2026 -\n\treason unknown\n";
    const TAKES: &str = "Front accepting requests since Sun Nov 22 14:00:00 2026\n\
        Back accepting requests since Sun Nov 22 14:00:00 2026\n\
        Back2 not accepting requests since Sun Nov 22 14:00:00 2026 -\n\tMoved to the office\n";

    #[test]
    fn printers_are_listed_with_their_state_and_the_default_first() {
        let names = "Back\nBack2\nFront\nOld\n-o\n\n";
        let default = "system default destination: Front\n";
        let printers = listed(names, default, STATES, TAKES);
        let names: Vec<&str> = printers
            .iter()
            .map(|printer| printer.name.as_str())
            .collect();
        assert_eq!(names, ["Front", "Back", "Back2", "Old"]);
        assert!(printers[0].is_default && printers[0].stopped.is_none());
        assert_eq!(printers[1].stopped.as_deref(), Some("Out of paper"));
        assert_eq!(printers[1].refuses, None);
        assert_eq!(printers[2].refuses.as_deref(), Some("Moved to the office"));
        assert_eq!(printers[3].stopped.as_deref(), Some(""));
        let none = listed("Front\n", "no system default destination\n", "", "");
        assert!(!none[0].is_default);
    }

    #[test]
    fn trays_and_sides_are_read_from_the_options() {
        let said = "PageSize/Media Size: 100x150mm *A4 Letter Custom.WIDTHxHEIGHT\n\
            InputSlot/Media Source: *Auto Tray-1 Tray-2 Manual\n\
            Duplex/2-Sided Printing: *None DuplexNoTumble DuplexTumble\n";
        let able = able(said);
        assert_eq!(able.trays, ["Auto", "Tray-1", "Tray-2", "Manual"]);
        assert!(able.both_sides);
        assert!(!super::able("Duplex/2-Sided Printing: *None\n").both_sides);
    }

    #[test]
    fn a_job_says_what_it_wants_and_names_nobody() {
        let job = Job {
            copies: 400,
            sides: Sides::Both,
            tray: Some("Tray-2".into()),
            paper: Some(Paper::A4),
            ..Job::on("Front")
        };
        assert_eq!(
            arguments(&job).join(" "),
            "-d Front -n 20 -t Anteroom -o sides=two-sided-long-edge -o media=A4 -o print-scaling=none -o InputSlot=Tray-2 -- -"
        );
        let odd = Job {
            tray: Some("-x".into()),
            ..Job::on("Front")
        };
        assert!(!arguments(&odd).join(" ").contains("InputSlot"));
    }

    #[test]
    fn refusals_are_told_apart() {
        let refused = |said| refusal("Front", said);
        let gone = PrintError::Gone {
            printer: "Front".into(),
        };
        assert_eq!(
            refused("lp: Error - The printer or class does not exist.\n"),
            gone
        );
        assert!(matches!(
            refused("lp: Destination \"Front\" is not accepting jobs."),
            PrintError::Refused { .. }
        ));
        assert_eq!(
            refused("lp: Error - scheduler not responding."),
            PrintError::NoSystem
        );
        let other = PrintError::Failed("Unsupported document-format \"a\".".into());
        assert_eq!(
            refused("\nlp: Unsupported document-format \"a\".\nmore"),
            other
        );
        assert_eq!(
            request_id("request id is Front-12 (0 file(s))\n"),
            "Front-12"
        );
        assert_eq!(request_id("nothing"), "");
    }

    #[cfg(unix)]
    mod by_force {
        use std::os::unix::fs::PermissionsExt;
        use std::path::Path;
        use std::time::Duration;

        use super::*;

        fn program(dir: &Path, name: &str, script: &str) {
            let path = dir.join(name);
            std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
        }

        /// A print system that has one printer and says these things.
        fn system(states: &str, takes: &str, lp: &str) -> (tempfile::TempDir, System) {
            let dir = tempfile::tempdir().unwrap();
            let path = dir.path();
            std::fs::write(path.join("states"), states).unwrap();
            std::fs::write(path.join("takes"), takes).unwrap();
            let here = path.display();
            program(
                path,
                "lpstat",
                &format!(
                    "case $1 in -r) echo scheduler is running;; -e) echo Front;; \
                     -d) echo system default destination: Front;; -p) cat {here}/states;; -a) cat {here}/takes;; esac"
                ),
            );
            program(path, "lp", &lp.replace("HERE", &here.to_string()));
            let system = System::at(path, Duration::from_secs(20));
            (dir, system)
        }

        #[test]
        fn a_letter_goes_through_standard_input_whole_and_leaves_no_file() {
            let (dir, system) = system(
                "",
                "",
                "printf '%s ' \"$@\" >HERE/said; cat >HERE/came; echo 'request id is Front-3 (0 file(s))'",
            );
            let pdf: Vec<u8> = (0..200_000_u32).map(|at| (at % 251) as u8).collect();
            let id = system.print(&Job::on("Front"), &pdf).unwrap();
            assert_eq!(id, "Front-3");
            assert_eq!(std::fs::read(dir.path().join("came")).unwrap(), pdf);
            let said = std::fs::read_to_string(dir.path().join("said")).unwrap();
            assert!(said.starts_with("-d Front -n 1 -t Anteroom") && said.ends_with("-- - "));
        }

        #[test]
        fn a_stopped_and_a_refusing_printer_get_nothing() {
            let never = "touch HERE/came";
            let states = "printer Front disabled since now -\n\tOut of paper\n";
            let (dir, stopped) = system(states, "", never);
            let error = stopped.print(&Job::on("Front"), b"x").unwrap_err();
            assert!(
                matches!(&error, PrintError::Stopped { reason, .. } if reason == "Out of paper")
            );
            assert!(!dir.path().join("came").exists());
            let (dir, refusing) = system(
                "",
                "Front not accepting requests since now -\n\tMoved\n",
                never,
            );
            let error = refusing.print(&Job::on("Front"), b"x").unwrap_err();
            assert!(matches!(&error, PrintError::Refused { reason, .. } if reason == "Moved"));
            assert!(!dir.path().join("came").exists());
            let error = refusing.print(&Job::on("Gone"), b"x").unwrap_err();
            assert!(matches!(error, PrintError::Gone { .. }));
            let error = refusing.print(&Job::on("-o raw"), b"x").unwrap_err();
            assert!(
                matches!(error, PrintError::Gone { .. }),
                "a name is no option"
            );
        }

        #[test]
        fn a_refusal_of_the_job_is_told_in_its_own_words() {
            let (_dir, system) = system(
                "",
                "",
                "cat >/dev/null; echo 'lp: Too many copies.' >&2; exit 1",
            );
            let error = system.print(&Job::on("Front"), b"x").unwrap_err();
            assert_eq!(error, PrintError::Failed("Too many copies.".into()));
        }

        #[test]
        fn a_command_that_reads_nothing_and_ends_is_no_fault() {
            let (_dir, system) = system("", "", "exit 1");
            let error = system
                .print(&Job::on("Front"), &vec![0; 1 << 20])
                .unwrap_err();
            assert_eq!(error, PrintError::Failed(String::new()));
        }

        #[test]
        fn a_print_system_that_hangs_is_left_and_one_that_is_not_there_is_named() {
            let dir = tempfile::tempdir().unwrap();
            program(dir.path(), "lpstat", "exec sleep 60");
            let hangs = System::at(dir.path(), Duration::from_millis(200));
            assert_eq!(hangs.printers(), Err(PrintError::NoAnswer));
            let nothing = System::at(dir.path().join("none"), Duration::from_secs(5));
            assert_eq!(nothing.printers(), Err(PrintError::NoSystem));
            program(dir.path(), "lpstat", "echo scheduler is not running");
            let still = System::at(dir.path(), Duration::from_secs(20));
            assert_eq!(still.printers(), Err(PrintError::NoSystem));
        }
    }
}
