//! Letters of an open vault: set for looking at, finalised, written as PDF, listed.

mod consents;
mod desk;
mod log;
mod ready;

pub use desk::desk;
pub use log::{copy, disclosures_csv, list, numbered, of_client};

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use zeroize::Zeroizing;

use crate::catalog::shipped;
use crate::domain::clinic::Letterhead;
use crate::domain::consent::{ContentClass, DisclosureDetails};
use crate::domain::group::Group;
use crate::domain::id::LetterId;
use crate::domain::letter_record::{FinishedLetter, LetterRecord, ShownKind};
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::{Disposition, Stage};
use crate::letter::facts::Signer;
use crate::letter::layout::{TestWords, readable};
use crate::letter::page::Colour;
use crate::letter::texts::OwnTexts;
use crate::letter::{Kind, Letter, Paper, Part, Press, Sheets, lint, pdf};
use crate::screening::evaluate;
use crate::text::{self, Catalogue};
use crate::vault::{NewLetter, Open, Stored};

use super::command::{
    KeepSupport, Leaving, LetterPreview, LetterRequest, OpenScreening, Secret, Trouble,
};
use super::letter::{Sources, cover_of, in_words, letter, offered, stationery};
use super::printing::{self, Job, Printed, System, Told};
use super::{groups, screenings, sheet};

/// A letter that was set.
struct Set {
    letter: Letter,
    sheets: Sheets,
    screening: OpenScreening,
    /// The name of the group that it is about.
    group: String,
    /// What was asked for, with the group's leader as receiver where nobody was named.
    request: LetterRequest,
    /// What stops it beside the linter, in words.
    stops: Vec<String>,
    /// What was ticked and stays out, each with the reason.
    held: Vec<(String, String)>,
    /// The classes that its consent names.
    named: Vec<ContentClass>,
}

/// Sets a letter for looking at it; what stops it is told, not refused.
///
/// # Errors
/// If the screening is not signed, is locked, or holds a character that no font has.
pub fn preview(
    open: &Open,
    press: &mut Press,
    request: &LetterRequest,
) -> Result<LetterPreview, Trouble> {
    let number = open.letters().next_number()?;
    let set = set(open, press, request, number)?;
    let (stops, hints) = problems(&set);
    Ok(LetterPreview {
        leaves: leaving(&set.letter),
        sheets: set.sheets,
        stops,
        hints,
        held: set.held,
    })
}

/// What leaves, field by field, as it stands in the letter.
#[must_use]
pub fn leaving(letter: &Letter) -> Vec<Leaving> {
    letter
        .fields()
        .into_iter()
        .map(|(part, heading, text)| Leaving {
            name: if heading.is_empty() {
                text::say(part.field_name())
            } else {
                heading
            },
            text,
        })
        .collect()
}

fn problems(set: &Set) -> (Vec<String>, Vec<String>) {
    let pages = lint::lint_pages(set.letter.kind, set.sheets.pages.len());
    let found = lint::lint(&set.letter).into_iter().chain(pages);
    let (stops, hints): (Vec<_>, Vec<_>) = found.partition(lint::Problem::stops);
    let say = |problems: Vec<lint::Problem>| {
        problems
            .iter()
            .map(|problem| problem.message(Catalogue::english()))
            .collect::<Vec<_>>()
    };
    let mut stops = say(stops);
    stops.extend(set.stops.iter().cloned());
    (stops, say(hints))
}

/// Finalises a letter and writes it to a new file that only this user can read. Returns its number.
///
/// # Errors
/// If the linter stops it, the file cannot be written, or the vault refuses; then no file is left.
pub fn save(
    open: &Open,
    press: &mut Press,
    request: &LetterRequest,
    path: &Path,
    password: Option<&Secret>,
) -> Result<u32, Trouble> {
    let number = open.letters().next_number()?;
    let set = set(open, press, request, number)?;
    may_leave(open, &set)?;
    let mut file = create(path)?;
    let finished = finish(open, &set, number)
        .and_then(|(letter, bytes)| exported(open, letter, bytes, password))
        .and_then(|bytes| write_whole(&mut file, &bytes, path));
    if let Err(trouble) = finished {
        drop(file);
        // Half a letter would look like a whole one.
        let _ = std::fs::remove_file(path);
        return Err(trouble);
    }
    Ok(number)
}

/// Refuses a letter that must not become final, before it does.
fn may_leave(open: &Open, set: &Set) -> Result<(), Trouble> {
    let client = set.screening.client.as_ref().map(|(client, _)| *client);
    open.letters()
        .may_leave(shown_kind(set.letter.kind), client)?;
    let (stops, _) = problems(set);
    if stops.is_empty() {
        return Ok(());
    }
    Err(Trouble::new("letter-stopped", stops.join("\n")))
}

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

/// Refuses a letterhead that letters could not be set with.
///
/// # Errors
/// In words.
pub fn check_letterhead(letterhead: &Letterhead) -> Result<(), Trouble> {
    super::vaults::check_logo(letterhead)?;
    let wrong = || Trouble::new("bad-input", text::say("letterhead-colour-wrong"));
    if letterhead.colour.is_empty() {
        return Ok(());
    }
    let colour = Colour::from_hex(&letterhead.colour).ok_or_else(wrong)?;
    readable(colour).map_err(|error| Trouble::new("bad-input", error.to_string()))
}

fn random() -> Result<[u8; 16], Trouble> {
    let mut id = [0; 16];
    getrandom::fill(&mut id)
        .map_err(|_| Trouble::new("vault", text::say("trouble-no-randomness")))?;
    Ok(id)
}

/// Makes a letter final. That it leaves is noted by whoever lets it leave.
fn finish(open: &Open, set: &Set, number: u32) -> Result<(LetterId, Vec<u8>), Trouble> {
    let request = &set.request;
    let stamp = pdf::Stamp {
        id: random()?,
        time: open.now(),
    };
    let bytes = pdf::write(&set.sheets, &stamp).map_err(letter_trouble)?;
    let client = set.screening.client.as_ref().map(|(client, _)| *client);
    let new = NewLetter {
        kind: shown_kind(set.letter.kind),
        screening: Some(set.screening.id),
        client,
        replaces: request.replaces,
        letter: FinishedLetter {
            code: set.letter.kind.code().to_owned(),
            language: "en".to_owned(),
            pdf: bytes.clone(),
        },
    };
    let letter = open.letters().finish(number, &new)?;
    let (recipient, ground) = consents::ground(open, set)?;
    let details = DisclosureDetails {
        sha256: sha256(&bytes),
        recipient,
        receiver: consents::receiver_words(request),
        what: told(&set.letter),
        group: Some(set.group.clone()).filter(|group| !group.is_empty()),
        ground,
    };
    open.letters().disclose(letter, &details)?;
    Ok((letter, bytes))
}

/// What a letter tells of the person, by name: the receiver is told of elsewhere.
fn told(letter: &Letter) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for (part, heading, _) in letter.fields() {
        let name = match part {
            Part::Address => continue,
            _ if heading.is_empty() => text::say(part.field_name()),
            _ => heading,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn exported(
    open: &Open,
    letter: LetterId,
    bytes: Vec<u8>,
    password: Option<&Secret>,
) -> Result<Vec<u8>, Trouble> {
    let bytes = match password {
        Some(password) => pdf::encrypt(&bytes, &password.0).map_err(letter_trouble)?,
        None => bytes,
    };
    open.letters()
        .note_export(letter, password.is_some(), &bytes)?;
    Ok(bytes)
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn shown_kind(kind: Kind) -> ShownKind {
    match kind {
        Kind::L2 => ShownKind::SupportReferral,
        Kind::L5 => ShownKind::ToThePerson,
        _ => ShownKind::ClinicalLetter,
    }
}

pub(super) fn letter_trouble(error: crate::letter::LetterError) -> Trouble {
    Trouble::new("letter", error.to_string())
}

fn create(path: &Path) -> Result<std::fs::File, Trouble> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map_err(|error| file_trouble(path, &error))
}

fn write_whole(file: &mut std::fs::File, bytes: &[u8], path: &Path) -> Result<(), Trouble> {
    file.write_all(bytes)
        .and_then(|()| file.sync_all())
        .map_err(|error| file_trouble(path, &error))
}

/// Writes a new file that only this user can read; half a file does not stay.
pub(super) fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Trouble> {
    let mut file = create(path)?;
    let written = write_whole(&mut file, bytes, path);
    if written.is_err() {
        drop(file);
        let _ = std::fs::remove_file(path);
    }
    written
}

/// The clinic as a page without a person shows it.
pub(super) fn letterhead_facts(
    open: &Open,
    press: &mut Press,
) -> Result<crate::letter::facts::Clinic, Trouble> {
    let clinic = open.settings().clinic()?;
    let letterhead = open.settings().letterhead()?;
    Ok(crate::letter::facts::Clinic {
        name: clinic.name,
        address: clinic.address,
        phone: clinic.phone,
        email: clinic.email,
        logo: press.logo(&letterhead.logo_png).map_err(letter_trouble)?,
        stationery: stationery(&letterhead),
    })
}

pub(super) fn file_trouble(path: &Path, error: &std::io::Error) -> Trouble {
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

/// What the sources of a letter borrow from.
struct Held {
    screening: OpenScreening,
    recommendation: Recommendation,
    groups: Vec<Group>,
    leaders: Vec<(String, crate::domain::leader::Leader)>,
    clinic: crate::domain::clinic::Clinic,
    policy: crate::domain::clinic::Policy,
    letterhead: Letterhead,
    kept: KeepSupport,
    own: Option<Catalogue>,
}

impl Held {
    fn of(open: &Open, mut screening: OpenScreening) -> Result<Self, Trouble> {
        // Somebody who waited and was offered a seat is written to about the seat.
        if let Some(group) = screening.offered.clone() {
            let meeting = None;
            screening.content.disposition = Some(Disposition::OfferSeat { group, meeting });
        }
        let pack = shipped().pack(screening.pathway);
        let recommendation = match &screening.content.recommendation {
            Some(recommendation) if screening.stage != Stage::Draft => recommendation.clone(),
            _ => evaluate(pack, &screening.content.answers),
        };
        let own: OwnTexts = open.settings().get()?.unwrap_or_default();
        Ok(Self {
            groups: chosen_groups(open, &screening)?,
            leaders: groups::leaders(open)?,
            clinic: open.settings().clinic()?,
            policy: open.settings().policy()?,
            letterhead: open.settings().letterhead()?,
            kept: screening.kept.clone().unwrap_or_default(),
            own: (!own.0.is_empty()).then(|| Catalogue::with_own(&own.0)),
            recommendation,
            screening,
        })
    }

    fn offered(&self, kind: Kind) -> Result<(), &'static str> {
        let pack = shipped().pack(self.screening.pathway);
        let (stage, content) = (self.screening.stage, &self.screening.content);
        offered(kind, pack, stage, content, &self.recommendation)
    }

    fn sources(&self, open: &Open, kind: Kind, number: u32) -> Result<Sources<'_>, Trouble> {
        let at = open.now().to_zoned(open.zone());
        Ok(Sources {
            pack: shipped().pack(self.screening.pathway),
            content: &self.screening.content,
            recommendation: &self.recommendation,
            client: self.screening.client.as_ref().map(|(_, client)| client),
            chosen_name: &self.kept.chosen_name,
            arrangements: &self.kept.arrangements,
            kind,
            texts: self.own.as_ref().unwrap_or_else(|| Catalogue::english()),
            groups: &self.groups,
            leaders: &self.leaders,
            clinic: &self.clinic,
            // Whoever sets it has the press, which keeps the logo that it read last.
            logo: None,
            stationery: stationery(&self.letterhead),
            policy: &self.policy,
            signer: signer(open)?,
            number: format!("{number:06}"),
            anchor: Some(open.audit().mark()?),
            date: open.today(),
            at: format!(
                "{}, {:02}:{:02}",
                in_words(open.today()),
                at.hour(),
                at.minute()
            ),
        })
    }
}

fn set(
    open: &Open,
    press: &mut Press,
    request: &LetterRequest,
    number: u32,
) -> Result<Set, Trouble> {
    let held = Held::of(open, screenings::view(open, request.screening)?)?;
    held.offered(request.kind).map_err(refused)?;
    let mut sources = held.sources(open, request.kind, number)?;
    sources.logo = press
        .logo(&held.letterhead.logo_png)
        .map_err(letter_trouble)?;
    let mut asked = request.clone();
    consents::fill_receiver(&mut asked, &sources);
    let client = held.screening.client.as_ref().map(|(client, _)| *client);
    consents::fill_consent(open, &mut asked, client)?;
    let letter = letter(&sources, &asked);
    let sheets = press.set(&letter).map_err(letter_trouble)?;
    let cover = cover_of(&sources, &asked);
    let (stops, held_back) = (
        ready::stops(&sources, &asked),
        ready::held(&sources, &asked),
    );
    Ok(Set {
        letter,
        sheets,
        group: held
            .groups
            .first()
            .map(|group| group.name.clone())
            .unwrap_or_default(),
        screening: held.screening,
        request: asked,
        stops,
        held: held_back,
        named: cover
            .consent
            .map(|consent| consent.classes)
            .unwrap_or_default(),
    })
}

/// Why there is no letter of this kind, with a word for programs.
fn refused(message: &'static str) -> Trouble {
    let kind = match message {
        "trouble-letter-unsigned" => "not-signed",
        "trouble-letter-locked" => "locked",
        "trouble-letter-no-seat" => "no-seat",
        _ => "wrong-kind",
    };
    Trouble::new(kind, text::say(message))
}

/// The groups that were decided on: letters follow the disposition.
fn chosen_groups(open: &Open, screening: &OpenScreening) -> Result<Vec<Group>, Trouble> {
    let ids: Vec<&str> = match &screening.content.disposition {
        Some(Disposition::OfferSeat { group, .. }) => vec![group],
        Some(Disposition::Waitlist { groups }) => groups.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    ids.into_iter()
        .map(|id| Ok(open.groups().named(id)?.value))
        .collect()
}

fn signer(open: &Open) -> Result<Signer, Trouble> {
    let me = open.me();
    let profile = open.staff().profile(me.id)?.value;
    let licence = profile
        .licence
        .map(|licence| (licence.kind, licence.number));
    Ok(Signer {
        name: profile.printed_name.unwrap_or_else(|| me.name.clone()),
        role: profile.profession.unwrap_or_default(),
        licence,
    })
}

/// The kind of a letter as everybody may know it, in words.
pub(super) fn kind_words(kind: ShownKind) -> String {
    text::say(match kind {
        ShownKind::SupportReferral => "letter-kind-support",
        ShownKind::ToThePerson => "letter-kind-person",
        ShownKind::ClinicalLetter => "letter-kind-clinical",
    })
}
