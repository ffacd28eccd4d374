//! Letters on paper, through the whole program but the window: a print system of scripts stands in for the real one,
//! which `tests/external/print.sh` puts in its place.
#![cfg(unix)]
#![allow(clippy::unwrap_used)]

use std::cell::RefCell;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::sync::atomic::Ordering;
use std::time::Duration;

use anteroom::app::command::{ActivityQuery, Command, Event, LetterRequest};
use anteroom::app::demo;
use anteroom::app::desk::Desk;
use anteroom::app::printing::{Ask, Job, Printed, System, Told};
use anteroom::domain::form::Pathway;
use anteroom::letter::Kind;

struct Office {
    place: tempfile::TempDir,
    desk: Desk,
}

fn script(dir: &Path, name: &str, lines: &str) {
    let path = dir.join(name);
    std::fs::write(
        &path,
        format!("#!/bin/sh\ncd '{}'\n{lines}\n", dir.display()),
    )
    .unwrap();
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o700)).unwrap();
}

/// A sample clinic with one printer; `lp` keeps what comes as `sent-1`, `sent-2` and so on.
fn office() -> Office {
    let place = tempfile::tempdir().unwrap();
    let dir = place.path().join("system");
    std::fs::create_dir(&dir).unwrap();
    for file in ["states", "takes"] {
        std::fs::write(dir.join(file), "").unwrap();
    }
    script(
        &dir,
        "lpstat",
        "case $1 in -r) echo scheduler is running;; -e) echo Front;; -d) echo system default destination: Front;; -p) cat states;; -a) cat takes;; esac",
    );
    script(
        &dir,
        "lp",
        "n=$(ls | grep -c '^sent-'); n=$((n + 1)); echo \"$@\" >\"said-$n\"; cat >\"sent-$n\"; echo \"request id is Front-$n (0 file(s))\"",
    );
    let sample = demo::build(&place.path().join("demo")).unwrap();
    let system = System::at(&dir, Duration::from_secs(60));
    let desk = Desk::with_open(sample.open, sample.clock).printing_by(system);
    Office { place, desk }
}

impl Office {
    fn system(&self, file: &str) -> std::path::PathBuf {
        self.place.path().join("system").join(file)
    }

    fn sent(&self, number: usize) -> Option<Vec<u8>> {
        std::fs::read(self.system(&format!("sent-{number}"))).ok()
    }

    fn letters(&mut self) -> Vec<u32> {
        let events = self.desk.handle(Command::Letters);
        let Some(Event::Letters(rows)) = events.into_iter().next() else {
            panic!("no list")
        };
        let mut numbers: Vec<u32> = rows.iter().map(|row| row.number).collect();
        numbers.sort_unstable();
        numbers
    }

    fn print(&mut self, ask: Ask) -> Result<Printed, String> {
        match self.desk.handle(Command::Print(ask)).pop() {
            Some(Event::Print(Told::Printed(printed))) => Ok(printed),
            Some(Event::Failed(trouble)) => Err(trouble.message),
            _ => panic!("another answer"),
        }
    }

    /// How often the log says that a letter was printed.
    fn noted(&mut self) -> usize {
        let events = self
            .desk
            .handle(Command::Activity(Box::<ActivityQuery>::default()));
        let Some(Event::Activity(view)) = events.into_iter().next() else {
            panic!("no log")
        };
        view.rows
            .iter()
            .filter(|row| row.action == "letter.print")
            .count()
    }

    fn new_letter(&mut self) -> Box<LetterRequest> {
        let Some(Event::Home(home)) = self.desk.handle(Command::Home).pop() else {
            panic!("no home")
        };
        let signed = home
            .recent
            .iter()
            .find(|row| row.pathway == Pathway::Therapy)
            .unwrap();
        Box::new(LetterRequest {
            outside: false,
            ..LetterRequest::new(signed.id, Kind::L1)
        })
    }
}

fn numbers(of: &[u8]) -> (bool, bool) {
    (
        of.starts_with(b"%PDF-1.7"),
        of.windows(5).any(|part| part == b"%%EOF"),
    )
}

#[test]
fn a_new_letter_becomes_final_goes_whole_to_the_printer_and_is_in_the_log() {
    let mut office = office();
    let before = office.letters();
    let request = office.new_letter();
    let job = Job {
        copies: 2,
        ..Job::on("Front")
    };
    let printed = office.print(Ask::New { request, job }).unwrap();
    let after = office.letters();
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(printed.numbers, [*after.last().unwrap()]);
    assert_eq!(numbers(&office.sent(1).unwrap()), (true, true));
    let said = std::fs::read_to_string(office.system("said-1")).unwrap();
    assert!(said.contains("-n 2") && said.contains("media=A4"), "{said}");
    assert!(
        !said.contains("Haddad") && said.contains("-t Anteroom"),
        "no name in the queue: {said}"
    );
    assert_eq!(office.noted(), 1);
}

#[test]
fn a_kept_letter_is_printed_again_byte_for_byte() {
    let mut office = office();
    let numbers = office.letters();
    for _ in 0..2 {
        let ask = Ask::Kept {
            numbers: vec![numbers[0]],
            job: Job::on("Front"),
        };
        assert_eq!(office.print(ask).unwrap().numbers, [numbers[0]]);
    }
    let first = office.sent(1).unwrap();
    assert_eq!(Some(&first), office.sent(2).as_ref());
    let file = std::fs::read(
        office
            .place
            .path()
            .join("demo/letters/L1-therapy-group-referral.pdf"),
    )
    .unwrap();
    assert_eq!(first, file, "as it was saved when it became final");
    assert_eq!(office.noted(), 2);
}

#[test]
fn a_batch_tells_how_far_it_is_and_stops_when_it_is_told_to() {
    let mut office = office();
    let numbers = office.letters();
    let all: Vec<u32> = numbers.iter().chain(&numbers).copied().collect();
    let seen = RefCell::new(Vec::new());
    let stop = office.desk.stop_flag();
    let tell = |event: Event| {
        if let Event::Print(Told::Progress { done, of }) = event {
            seen.borrow_mut().push((done, of));
            if done == 2 {
                stop.store(true, Ordering::SeqCst);
            }
        }
    };
    let ask = Ask::Kept {
        numbers: all.clone(),
        job: Job::on("Front"),
    };
    let events = office.desk.handle_telling(Command::Print(ask), &tell);
    let Some(Event::Print(Told::Printed(printed))) = events.into_iter().next() else {
        panic!("not printed")
    };
    // The third was begun when it was told to stop; the fourth was not.
    assert_eq!(printed.numbers, all[..3]);
    assert_eq!((printed.of, printed.trouble), (4, None));
    assert_eq!(*seen.borrow(), [(0, 4), (1, 4), (2, 4)]);
    assert_eq!(office.noted(), 3);
}

#[test]
fn a_printer_that_cannot_print_makes_no_letter_final() {
    let mut office = office();
    let before = office.letters();
    for (file, said, words) in [
        (
            "states",
            "printer Front disabled since now -\n\tOut of paper\n",
            "is stopped: Out of paper",
        ),
        (
            "takes",
            "Front not accepting requests since now -\n\tMoved\n",
            "takes no jobs at present: Moved",
        ),
    ] {
        std::fs::write(office.system(file), said).unwrap();
        let request = office.new_letter();
        let trouble = office
            .print(Ask::New {
                request,
                job: Job::on("Front"),
            })
            .unwrap_err();
        assert!(trouble.contains(words), "{trouble}");
        std::fs::write(office.system(file), "").unwrap();
    }
    let request = office.new_letter();
    let trouble = office
        .print(Ask::New {
            request,
            job: Job::on("Gone"),
        })
        .unwrap_err();
    assert!(trouble.contains("Gone is not there any more"), "{trouble}");
    let ask = Ask::Kept {
        numbers: vec![before[0]],
        job: Job::on("Gone"),
    };
    assert!(
        office
            .print(ask)
            .unwrap_err()
            .contains("not there any more")
    );
    assert_eq!(office.letters(), before);
    assert_eq!((office.noted(), office.sent(1)), (0, None));
}

#[test]
fn what_fails_after_the_letter_is_final_says_so_and_the_log_had_it_before() {
    let mut office = office();
    script(
        &office.place.path().join("system"),
        "lp",
        "cat >/dev/null; echo 'lp: Too many jobs.' >&2; exit 1",
    );
    let before = office.letters().len();
    let request = office.new_letter();
    let printed = office
        .print(Ask::New {
            request,
            job: Job::on("Front"),
        })
        .unwrap();
    let trouble = printed.trouble.unwrap();
    assert!(
        trouble.contains("Too many jobs") && trouble.contains("is final and kept"),
        "{trouble}"
    );
    assert_eq!(office.letters().len(), before + 1);
    assert_eq!(office.noted(), 1, "noted before it was handed over");
    let numbers = office.letters();
    let ask = Ask::Kept {
        numbers,
        job: Job::on("Front"),
    };
    assert!(office.print(ask).unwrap_err().contains("Too many jobs"));
}

#[test]
fn a_number_without_a_letter_is_named_and_the_test_page_is_no_letter() {
    let mut office = office();
    let ask = Ask::Kept {
        numbers: vec![4711],
        job: Job::on("Front"),
    };
    assert!(office.print(ask).unwrap_err().contains("4711"));
    let before = office.letters();
    let events = office
        .desk
        .handle(Command::Print(Ask::Test(Job::on("Front"))));
    assert!(matches!(events.as_slice(), [Event::Print(Told::Tested)]));
    assert_eq!(numbers(&office.sent(1).unwrap()), (true, true));
    assert_eq!((office.letters(), office.noted()), (before, 0));
}

#[test]
fn a_letterhead_that_could_not_be_printed_is_refused_in_words() {
    use anteroom::domain::clinic::Letterhead;
    let mut office = office();
    for (colour, words) in [("#ffd000", "too pale"), ("green", "no colour")] {
        let letterhead = Letterhead {
            colour: colour.into(),
            ..Letterhead::default()
        };
        match office
            .desk
            .handle(Command::SaveLetterhead(Box::new(letterhead)))
            .pop()
        {
            Some(Event::Failed(trouble)) => {
                assert!(trouble.message.contains(words), "{}", trouble.message)
            }
            _ => panic!("{colour} was kept"),
        }
    }
    let bad = Letterhead {
        logo_png: b"no picture".to_vec(),
        ..Letterhead::default()
    };
    assert!(matches!(
        office
            .desk
            .handle(Command::SaveLetterhead(Box::new(bad)))
            .pop(),
        Some(Event::Failed(_))
    ));
    let good = Letterhead {
        colour: "#6b2c5e".into(),
        ..Letterhead::default()
    };
    assert!(matches!(
        office
            .desk
            .handle(Command::SaveLetterhead(Box::new(good)))
            .pop(),
        Some(Event::Letterhead(_))
    ));
    let request = office.new_letter();
    let printed = office
        .print(Ask::New {
            request,
            job: Job::on("Front"),
        })
        .unwrap();
    assert_eq!(printed.trouble, None);
}

#[test]
fn the_result_goes_to_the_printer_as_a_sheet_and_is_in_the_log_before_it_leaves() {
    let mut office = office();
    let screening = office.new_letter().screening;
    let sheets = |office: &mut Office| {
        let query = Command::Activity(Box::<ActivityQuery>::default());
        let Some(Event::Activity(view)) = office.desk.handle(query).into_iter().next() else {
            panic!("no log")
        };
        let rows = view.rows.iter();
        rows.filter(|row| row.action == "data.export").count()
    };
    let before = sheets(&mut office);
    let ask = || Ask::Sheet {
        screening,
        job: Job::on("Front"),
    };
    let Some(Event::Print(Told::SheetPrinted)) = office.desk.handle(Command::Print(ask())).pop()
    else {
        panic!("not printed")
    };
    assert_eq!(numbers(&office.sent(1).unwrap()), (true, true));
    assert_eq!(sheets(&mut office), before + 1);
    // A printer that would take nothing is found out before anything is noted.
    std::fs::write(
        office.system("takes"),
        "Front not accepting requests since now -\n\tno ink\n",
    )
    .unwrap();
    let Some(Event::Failed(trouble)) = office.desk.handle(Command::Print(ask())).pop() else {
        panic!("printed")
    };
    assert!(trouble.message.contains("Front"), "{}", trouble.message);
    assert_eq!(sheets(&mut office), before + 1);
    assert!(office.sent(2).is_none());
}
