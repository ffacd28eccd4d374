//! Letters on paper: new ones, kept ones and the test page.

use std::sync::atomic::{AtomicBool, Ordering};

use zeroize::Zeroizing;

use crate::app::command::{LetterRequest, Trouble};
use crate::app::letter::stationery;
use crate::app::printing::{self, Job, Printed, System, Told};
use crate::app::sheet;
use crate::domain::letter_record::LetterRecord;
use crate::letter::layout::TestWords;
use crate::letter::{Paper, Press, pdf};
use crate::text;
use crate::vault::{Open, Stored};

use super::set::set;
use super::{finish, letter_trouble, may_leave, random};

/// Prints letters, an internal sheet, or the test page.
///
/// # Errors
/// If the linter stops a letter, the printer would take nothing, or the vault refuses.
pub fn print(
    open: &Open,
    press: &mut Press,
    printers: &System,
    ask: printing::Ask,
    tell: &dyn Fn(usize, usize),
    stop: &AtomicBool,
) -> Result<Told, Trouble> {
    match ask {
        printing::Ask::New { request, job } => {
            print_new(open, press, printers, &request, &job).map(Told::Printed)
        }
        printing::Ask::Kept { numbers, job } => {
            print_kept(open, printers, &numbers, &job, tell, stop).map(Told::Printed)
        }
        printing::Ask::Sheet { screening, job } => {
            sheet::print(open, press, printers, screening, &job)?;
            Ok(Told::SheetPrinted)
        }
        printing::Ask::Test(job) => {
            print_test(open, press, printers, &job)?;
            Ok(Told::Tested)
        }
    }
}

/// Finalises a letter and prints it. A printer that would take nothing is found out before the letter is final.
fn print_new(
    open: &Open,
    press: &mut Press,
    printers: &System,
    request: &LetterRequest,
    job: &Job,
) -> Result<Printed, Trouble> {
    let number = open.letters().next_number()?;
    let set = set(open, press, request, number)?;
    may_leave(open, &set)?;
    printers.ready(&job.printer)?;
    let (letter, bytes) = finish(open, &set, number)?;
    // The log has it before it leaves.
    open.letters().note_print(letter)?;
    let job = Job {
        paper: Some(request.paper),
        ..job.clone()
    };
    let trouble = printers.print(&job, &bytes).err().map(|error| {
        let number = number.to_string();
        let kept = text::say_with("print-kept-final", &[("number", &number)]);
        format!("{}\n{kept}", Trouble::from(error).message)
    });
    Ok(Printed {
        numbers: vec![number],
        of: 1,
        trouble,
    })
}

/// Prints finalised letters as they are kept, until one fails or somebody stops it.
fn print_kept(
    open: &Open,
    printers: &System,
    numbers: &[u32],
    job: &Job,
    tell: &dyn Fn(usize, usize),
    stop: &AtomicBool,
) -> Result<Printed, Trouble> {
    printers.ready(&job.printer)?;
    let known = open.letters().list(u32::MAX)?;
    let mut printed = Printed {
        of: numbers.len(),
        ..Printed::default()
    };
    for number in numbers {
        if stop.load(Ordering::SeqCst) {
            break;
        }
        tell(printed.numbers.len(), numbers.len());
        let sent = known
            .iter()
            .find(|stored| stored.value.number == *number)
            .ok_or_else(|| {
                let number = number.to_string();
                Trouble::new(
                    "no-letter",
                    text::say_with("print-no-letter", &[("number", &number)]),
                )
            })
            .and_then(|stored| send_kept(open, printers, stored, job));
        match sent {
            Ok(()) => printed.numbers.push(*number),
            Err(trouble) if printed.numbers.is_empty() => return Err(trouble),
            Err(trouble) => {
                printed.trouble = Some(trouble.message);
                break;
            }
        }
    }
    Ok(printed)
}

fn send_kept(
    open: &Open,
    printers: &System,
    stored: &Stored<LetterRecord>,
    job: &Job,
) -> Result<(), Trouble> {
    let letter = open.letters().view(stored.id)?;
    let pdf = Zeroizing::new(letter.pdf);
    let job = Job {
        paper: paper_of(&pdf),
        ..job.clone()
    };
    open.letters().note_print(stored.id)?;
    printers.print(&job, &pdf)?;
    Ok(())
}

/// The paper of a kept letter: every page says its size in clear.
fn paper_of(pdf: &[u8]) -> Option<Paper> {
    let at = pdf.windows(9).position(|part| part == b"/MediaBox")?;
    let rest = String::from_utf8_lossy(pdf.get(at + 9..at + 90)?).into_owned();
    let numbers = rest
        .split(['[', ']', ' ', '/'])
        .filter_map(|part| part.parse::<f32>().ok());
    let height = numbers.take(4).last()?;
    Some(if height > 800.0 {
        Paper::A4
    } else {
        Paper::UsLetter
    })
}

fn print_test(open: &Open, press: &mut Press, printers: &System, job: &Job) -> Result<(), Trouble> {
    let clinic = open.settings().clinic()?;
    let letterhead = open.settings().letterhead()?;
    let words = TestWords {
        head: crate::letter::blocks::Letterhead {
            clinic: clinic.name,
            address: clinic.address,
            phone: clinic.phone,
            email: clinic.email,
            logo: press.logo(&letterhead.logo_png).map_err(letter_trouble)?,
            stationery: stationery(&letterhead),
        },
        title: text::say("test-page-title"),
        address: text::say("test-page-window"),
        sentences: ["what", "fold", "good"].map(|part| text::say(&format!("test-page-{part}"))),
        scale: text::say("test-page-scale"),
    };
    let sheets = press
        .test_page(job.paper.unwrap_or_default(), &words)
        .map_err(letter_trouble)?;
    let stamp = pdf::Stamp {
        id: random()?,
        time: open.now(),
    };
    let bytes = pdf::write(&sheets, &stamp).map_err(letter_trouble)?;
    printers.print(job, &bytes)?;
    Ok(())
}
