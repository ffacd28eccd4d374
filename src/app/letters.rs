//! Letters of an open vault: set for looking at, finalised, written as PDF, listed.

use std::io::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use zeroize::Zeroizing;

use crate::catalog::shipped;
use crate::domain::clinic::Letterhead;
use crate::domain::consent::{
    Consent, ContentClass, DisclosureDetails, Ends, Given, GivenBy, Ground,
};
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::id::{ClientId, ConsentId, LetterId};
use crate::domain::letter_record::{FinishedLetter, LetterRecord, ShownKind};
use crate::domain::recipient::{Recipient, RecipientKind};
use crate::domain::screening::{Disposition, Stage};
use crate::letter::facts::Signer;
use crate::letter::layout::{TestWords, readable};
use crate::letter::page::Colour;
use crate::letter::{Kind, Letter, Paper, Press, Sheets, lint, pdf};
use crate::text::{self, Catalogue};
use crate::vault::{NewLetter, Open, Stored};

use super::command::{LetterPreview, LetterRequest, LetterRow, OpenScreening, Secret, Trouble};
use super::letter::{Sources, letter, stationery};
use super::printing::{self, Job, Printed, System, Told};
use super::{decide, groups, screenings};

const LONGEST_LIST: u32 = 200;

/// A letter that was set.
struct Set {
    letter: Letter,
    sheets: Sheets,
    screening: OpenScreening,
    /// The name of the group that it is about.
    group: String,
    /// What was asked for, with the group's leader as receiver where nobody was named.
    request: LetterRequest,
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
        sheets: set.sheets,
        stops,
        hints,
    })
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
    (say(stops), say(hints))
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
    let (stops, _) = problems(&set);
    if !stops.is_empty() {
        return Err(Trouble::new("letter-stopped", stops.join("\n")));
    }
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

/// Prints letters, or the test page.
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
    let (stops, _) = problems(&set);
    if !stops.is_empty() {
        return Err(Trouble::new("letter-stopped", stops.join("\n")));
    }
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
        replaces: None,
        letter: FinishedLetter {
            code: set.letter.kind.code().to_owned(),
            language: "en".to_owned(),
            pdf: bytes.clone(),
        },
    };
    let letter = open.letters().finish(number, &new)?;
    let details = DisclosureDetails {
        sha256: sha256(&bytes),
        recipient: None,
        receiver: request.receiver.name.clone(),
        group: Some(set.group.clone()),
        ground: ground(open, client, request, set.letter.kind)?,
    };
    open.letters().disclose(letter, &details)?;
    Ok((letter, bytes))
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
        _ => ShownKind::ClinicalLetter,
    }
}

fn letter_trouble(error: crate::letter::LetterError) -> Trouble {
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

fn set(
    open: &Open,
    press: &mut Press,
    request: &LetterRequest,
    number: u32,
) -> Result<Set, Trouble> {
    let screening = screenings::view(open, request.screening)?;
    if screening.stage != Stage::Signed {
        return Err(Trouble::new(
            "not-signed",
            text::say("trouble-letter-unsigned"),
        ));
    }
    let pack = shipped().pack(screening.pathway);
    let Some(recommendation) = screening.content.recommendation.clone() else {
        return Err(Trouble::new(
            "not-signed",
            text::say("trouble-letter-unsigned"),
        ));
    };
    if decide::is_locked(&screening.content, &recommendation)
        || decide::review_due(&screening.content, &recommendation)
    {
        return Err(Trouble::new("locked", text::say("trouble-letter-locked")));
    }
    let fits = matches!(
        (screening.pathway, request.kind),
        (Pathway::Therapy, Kind::L1) | (Pathway::Support, Kind::L2)
    );
    if !fits {
        return Err(Trouble::new("wrong-kind", text::say("trouble-letter-kind")));
    }
    let group = chosen_group(open, &screening)?;
    let leaders = groups::leaders(open)?;
    let clinic = open.settings().clinic()?;
    let policy = open.settings().policy()?;
    let letterhead = open.settings().letterhead()?;
    let logo = press.logo(&letterhead.logo_png).map_err(letter_trouble)?;
    let mut asked = request.clone();
    fill_receiver(&mut asked, &group, &leaders);
    let kept = screening.kept.clone().unwrap_or_default();
    let sources = Sources {
        pack,
        content: &screening.content,
        recommendation: &recommendation,
        client: screening.client.as_ref().map(|(_, client)| client),
        chosen_name: &kept.chosen_name,
        arrangements: &kept.arrangements,
        group: &group,
        leaders: &leaders,
        clinic: &clinic,
        logo,
        stationery: stationery(&letterhead),
        policy: &policy,
        signer: signer(open)?,
        number: format!("{number:06}"),
        anchor: Some(open.audit().mark()?),
        date: open.today(),
    };
    let letter = letter(&sources, &asked);
    let sheets = press.set(&letter).map_err(letter_trouble)?;
    Ok(Set {
        letter,
        sheets,
        screening,
        group: group.name,
        request: asked,
    })
}

/// The group that was decided on: letters follow the disposition.
fn chosen_group(open: &Open, screening: &OpenScreening) -> Result<Group, Trouble> {
    let id = match &screening.content.disposition {
        Some(Disposition::OfferSeat { group, .. }) => Some(group.as_str()),
        Some(Disposition::Waitlist { groups }) => groups.first().map(String::as_str),
        _ => None,
    };
    let Some(id) = id else {
        return Err(Trouble::new("no-seat", text::say("trouble-letter-no-seat")));
    };
    let stored: Stored<Group> = open.groups().named(id)?;
    Ok(stored.value)
}

fn fill_receiver(
    request: &mut LetterRequest,
    group: &Group,
    leaders: &[(String, crate::domain::leader::Leader)],
) {
    if request.receiver.name.trim().is_empty()
        && let Some((_, leader)) = leaders.iter().find(|(id, _)| group.leaders.contains(id))
    {
        request.receiver.name.clone_from(&leader.name);
        request.receiver.role.clone_from(&leader.role);
    }
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

/// Why the letter may go: the person's consent, kept as a record where there is a client record to keep it with.
fn ground(
    open: &Open,
    client: Option<ClientId>,
    request: &LetterRequest,
    kind: Kind,
) -> Result<Ground, Trouble> {
    match (&request.consent, client) {
        (Some(consent), Some(client)) => Ok(Ground::Consent(keep_consent(
            open, client, request, consent, kind,
        )?)),
        (Some(_), None) => Ok(Ground::Law(text::say("ground-consent-in-letter"))),
        (None, _) => Ok(Ground::Law(text::say("ground-same-clinic"))),
    }
}

fn keep_consent(
    open: &Open,
    client: ClientId,
    request: &LetterRequest,
    consent: &super::command::LetterConsent,
    kind: Kind,
) -> Result<ConsentId, Trouble> {
    let receiver = open.recipients().add(&Recipient {
        name: request.receiver.name.clone(),
        role: request.receiver.role.clone(),
        organisation: request.receiver.organisation.clone(),
        address: request.receiver.address.clone(),
        phone: String::new(),
        kind: if kind == Kind::L2 {
            RecipientKind::Host
        } else {
            RecipientKind::GroupTherapist
        },
    })?;
    let mut classes = std::collections::BTreeSet::from([ContentClass::Basics]);
    if kind == Kind::L1 {
        classes.insert(ContentClass::Goal);
        if request.with_measures {
            classes.insert(ContentClass::Measures);
        }
        if request.with_safety {
            classes.insert(ContentClass::Safety);
        }
    }
    let purpose = match (consent.purpose.trim(), kind) {
        ("", Kind::L2) => text::say("facts-purpose-l2"),
        ("", _) => text::say("facts-purpose-l1"),
        (purpose, _) => purpose.to_owned(),
    };
    Ok(open.consents().add(&Consent {
        client,
        receiver,
        purpose,
        classes,
        given: if consent.signed {
            Given::Signature
        } else {
            Given::VerbalTo(open.me().id)
        },
        by: GivenBy::Person,
        on: consent.on,
        ends: consent.ends.map(Ends::On),
        revoked: None,
    })?)
}

/// Letters that were finalised, the latest first.
///
/// # Errors
/// If the vault refuses.
pub fn list(open: &Open) -> Result<Vec<LetterRow>, Trouble> {
    Ok(open
        .letters()
        .list(LONGEST_LIST)?
        .into_iter()
        .map(|stored| row(open, &stored))
        .collect())
}

/// A client's letters.
///
/// # Errors
/// If the vault refuses.
pub fn of_client(open: &Open, client: ClientId) -> Result<Vec<LetterRow>, Trouble> {
    Ok(open
        .letters()
        .of_client(client)?
        .into_iter()
        .map(|stored| row(open, &stored))
        .collect())
}

fn row(open: &Open, stored: &Stored<LetterRecord>) -> LetterRow {
    let disclosures = open.letters().disclosures(stored.id).unwrap_or_default();
    let details = disclosures
        .into_iter()
        .next()
        .and_then(|disclosure| disclosure.details);
    let person = stored
        .value
        .client
        .and_then(|client| open.clients().card(client).ok())
        .map(|card| card.name);
    let group = details.as_ref().and_then(|details| details.group.clone());
    LetterRow {
        group,
        number: stored.value.number,
        kind: kind_words(stored.value.kind),
        person: person.unwrap_or_else(|| text::say("screening-unnamed")),
        receiver: details.map(|details| details.receiver).unwrap_or_default(),
        created: stored.value.created,
    }
}

/// The kind of a letter as everybody may know it, in words.
pub(super) fn kind_words(kind: ShownKind) -> String {
    text::say(match kind {
        ShownKind::SupportReferral => "letter-kind-support",
        ShownKind::ToThePerson => "letter-kind-person",
        ShownKind::ClinicalLetter => "letter-kind-clinical",
    })
}
