//! Forty words that stand nowhere else, one in each kind of field: they are in no file that anybody writes, in no encoding, in no state.
//!
//! A child lives through a day of a clinic in a sandbox of its own: home, state, cache and temporary folders all
//! point there. It stops at each stage for the sandbox to be searched, and in other runs is ended in mid-write.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};

use anteroom::domain::answers::SafetyLevel;
use anteroom::domain::client::{
    Address, Client, Email, EmergencyContact, Guardian, Phone, Referrer,
};
use anteroom::domain::clinic::{Clinic, Letterhead};
use anteroom::domain::consent::{Consent, ContentClass, DisclosureDetails, Given, GivenBy, Ground};
use anteroom::domain::form::Pathway;
use anteroom::domain::id::{ClientId, ScreeningId};
use anteroom::domain::leader::Leader;
use anteroom::domain::letter_record::{FinishedLetter, ShownKind};
use anteroom::domain::recipient::Recipient;
use anteroom::domain::risk::RiskStub;
use anteroom::domain::screening::{AddendumContent, ScreeningContent, ScreeningIndex, SupportKept};
use anteroom::domain::staff::{Profile, Roles};
use anteroom::vault::{
    Cost, Creation, Error, Keep, Locked, NewLetter, NewPerson, Open, Passphrase, Watch,
};
use jiff::civil::date;

use crate::faults;
use crate::house::{self, House, content, index, new_vault};
use crate::report::{Came, Report};

const WANTED: &str = "ORDEAL_CANARIES";
const COUNT: usize = 46;
/// How many times the child is ended in mid-write.
const ENDS: usize = 30;

pub(crate) fn is_wanted() -> bool {
    std::env::var_os(WANTED).is_some()
}

/// The word of a field.
fn c(field: usize) -> String {
    assert!(field < COUNT, "more fields than words");
    format!("Quillwort{field:02}Zephyr{}", field * 7919)
}

/// Six words, as passphrases are.
fn secret() -> String {
    format!("{} amber {} cobalt thicket", c(0), c(1))
}

// The child -----------------------------------------------------------------------------------------

/// Says where it is, and waits until the sandbox was searched.
fn stage(name: &str) {
    println!("stage {name}");
    std::io::stdout().flush().unwrap();
    let mut line = String::new();
    let _ = std::io::stdin().read_line(&mut line);
}

pub(crate) fn child() -> ExitCode {
    let grounds = PathBuf::from(std::env::var(WANTED).unwrap());
    let _ = fs::File::open(std::env::var("ORDEAL_ARM").unwrap());
    let dir = grounds.join("Clinic.vault");
    let state = PathBuf::from(std::env::var("XDG_STATE_HOME").unwrap());
    live(&dir, &state).unwrap();
    let _ = fs::File::open(format!("{}.off", std::env::var("ORDEAL_ARM").unwrap()));
    crash(&dir, &state);
    ExitCode::SUCCESS
}

fn live(dir: &Path, state: &Path) -> Result<(), Error> {
    let mut new = new_vault();
    new.first.passphrase = Passphrase::new(secret());
    new.first.name = c(2);
    new.first.login = c(3);
    new.first.profile.profession = Some(c(4));
    new.clinic = Clinic {
        name: c(5),
        address: vec![c(6)],
        safety_protocol: c(7),
        on_call_name: c(8),
        ..Clinic::default()
    };
    let mut open = Creation::begin(dir, new, house::clock())?.finish()?;
    stage("created");
    let (client, receiver) = register(&mut open)?;
    let (therapy, check) = drafts(&open, client)?;
    stage("drafts open");
    signatures(&open, therapy, check)?;
    stage("signed");
    letters(&open, client, receiver, therapy)?;
    risks(&open)?;
    open.clients().find(&c(40), 5)?;
    open.clients().find(&c(11), 5)?;
    stage("letters and searches");
    let safe = dir.with_file_name("safe");
    fs::create_dir_all(&safe).unwrap();
    open.backup(&safe, &Watch::silent())?;
    stage("backup");
    house::lock(open)?;
    stage("locked");
    let locked = Locked::at(dir, house::clock())?.with_state(Some(state));
    // Whoever types a passphrase into the wrong field leaves no trace of it either.
    let slip = locked.unlock(&secret(), &Passphrase::new(c(41)));
    assert!(matches!(slip, Err(Error::NotAccepted)));
    let mut open = locked.unlock(&c(3), &Passphrase::new(secret()))?;
    open.people()
        .rotate(&[], &Passphrase::new(secret()), &Watch::silent())?;
    stage("keys changed");
    house::lock(open)
}

fn register(open: &mut Open) -> Result<(ClientId, anteroom::domain::id::RecipientId), Error> {
    let by = Passphrase::new(secret());
    let colleague = NewPerson {
        login: c(9),
        name: c(10),
        roles: Roles::all(),
        profile: Profile::default(),
        passphrase: Passphrase::new(format!("{} velvet comet pepper onion", c(42))),
        cost: Cost::Least,
    };
    open.people().add(&colleague, &by)?;
    let client = Client {
        record_number: Some(c(12)),
        chosen_name: Some(c(13)),
        pronouns: Some(c(14)),
        addresses: vec![Address {
            lines: vec![c(15)],
            safe_for_post: true,
        }],
        emails: vec![Email {
            address: format!("{}@example.org", c(16)),
            safe: true,
        }],
        phones: vec![Phone {
            number: format!("020 7946 0147 {}", c(17)),
            safe_for_voice_message: true,
        }],
        language: Some(c(18)),
        referrer: Some(Referrer {
            name: c(19),
            recipient: None,
        }),
        guardian: Some(Guardian {
            name: c(20),
            relation: c(21),
            contact: c(22),
            may_receive_letters: true,
        }),
        emergency_contact: Some(EmergencyContact {
            name: c(23),
            ..EmergencyContact::default()
        }),
        ..Client::named(c(11))
    };
    let id = open.clients().add(&client)?;
    let mut stored = open.clients().view(id)?;
    stored.value.legal_name = format!("{} {}", c(11), c(24));
    open.clients().save(&stored)?;
    let group = format!(
        r#"{{"id": "evening", "name": "{}", "kind": "therapy"}}"#,
        c(25)
    );
    open.groups().add(&serde_json::from_str(&group).unwrap())?;
    let leader = Leader {
        name: c(26),
        contact: c(27),
        ..Leader::default()
    };
    open.leaders().add(&leader)?;
    let recipient = Recipient {
        name: c(28),
        organisation: c(29),
        ..Recipient::default()
    };
    let receiver = open.recipients().add(&recipient)?;
    let consent = Consent {
        client: id,
        receiver,
        purpose: c(30),
        classes: [ContentClass::Basics].into(),
        given: Given::Signature,
        by: GivenBy::Person,
        on: date(2025, 3, 10),
        ends: None,
        revoked: None,
    };
    open.consents().add(&consent)?;
    let letterhead = Letterhead {
        lines: vec![c(31)],
        ..Letterhead::default()
    };
    open.settings().put(&letterhead)?;
    open.settings()
        .put_json("notes", serde_json::json!({ "text": c(32) }))?;
    Ok((id, receiver))
}

fn answered(field: usize, note: usize) -> ScreeningContent {
    let mut said = content(&c(field));
    said.answers.notes.insert("tg-goal".to_owned(), c(note));
    said
}

fn drafts(open: &Open, client: ClientId) -> Result<(ScreeningId, ScreeningId), Error> {
    let therapy = house::start(open, Pathway::Therapy, Some(client))?;
    let facts = ScreeningIndex {
        outcome: Some(c(33)),
        ..index()
    };
    open.screenings()
        .save_draft(therapy, &answered(34, 35), &facts)?;
    let check = house::start(open, Pathway::Support, None)?;
    open.screenings()
        .save_draft(check, &answered(36, 37), &facts)?;
    Ok((therapy, check))
}

fn signatures(open: &Open, therapy: ScreeningId, check: ScreeningId) -> Result<(), Error> {
    let by = Passphrase::new(secret());
    let proof = open.prove(&by)?;
    open.screenings()
        .sign(therapy, &answered(34, 35), &index(), &c(38), proof)?;
    let kept = SupportKept {
        chosen_name: c(39),
        contact: None,
        group: None,
        on: date(2025, 3, 10),
        outcome: "appropriate".to_owned(),
        criteria: Vec::new(),
        disposition: None,
        arrangements: c(36),
        keep_until: date(2025, 6, 8),
        content: None,
    };
    let keep = Keep::This(Box::new(kept));
    open.screenings()
        .finish_support(check, keep, "I ran it.", open.prove(&by)?)?;
    let addendum = AddendumContent {
        text: c(43),
        entered_in_error: false,
        co_signs: false,
    };
    open.addenda().add(therapy, &addendum, open.prove(&by)?)?;
    Ok(())
}

fn letters(
    open: &Open,
    client: ClientId,
    receiver: anteroom::domain::id::RecipientId,
    screening: ScreeningId,
) -> Result<(), Error> {
    for (number, kind) in [(1, ShownKind::ClinicalLetter), (2, ShownKind::ToThePerson)] {
        let letter = NewLetter {
            kind,
            screening: Some(screening),
            client: Some(client),
            replaces: None,
            letter: FinishedLetter {
                code: "L1".to_owned(),
                language: "en".to_owned(),
                pdf: format!("%PDF-1.7 {} ", c(44)).repeat(200).into_bytes(),
            },
        };
        let id = open.letters().finish(number, &letter)?;
        if kind == ShownKind::ClinicalLetter {
            open.letters().release(id, date(2025, 3, 11))?;
        }
        let details = DisclosureDetails {
            what: vec![c(29)],
            group: None,
            sha256: String::new(),
            recipient: Some(receiver),
            receiver: c(29),
            ground: Ground::Emergency(c(45)),
        };
        open.letters().disclose(id, &details)?;
    }
    Ok(())
}

fn risks(open: &Open) -> Result<(), Error> {
    let stub = RiskStub {
        level: SafetyLevel::Review,
        group: None,
        screening: None,
        by: open.me().id,
        told: Vec::new(),
    };
    let id = open.risks().open_stub(stub)?;
    open.risks().note_told(id, &c(28))
}

/// Every failure, printed every way that a careless program prints it; then a panic with the vault open.
fn crash(dir: &Path, state: &Path) {
    let locked = Locked::at(dir, house::clock())
        .unwrap()
        .with_state(Some(state));
    let open = locked.unlock(&c(3), &Passphrase::new(secret())).unwrap();
    let stored = open.clients().page(0, 10).unwrap().remove(0);
    let full = open.clients().view(stored.id).unwrap();
    let failures = [
        open.clients().add(&Client::named("")).err(),
        open.clients()
            .save(&anteroom::vault::Stored { version: 1, ..full })
            .err(),
        open.prove(&Passphrase::new(c(41))).err(),
        open.settings()
            .put_json(&c(32), serde_json::json!(c(32)))
            .err(),
        open.groups().named(&c(25)).err(),
    ];
    for failure in failures.into_iter().flatten() {
        eprintln!("{failure} {failure:?}");
    }
    let refused: Result<(), Error> = Err(Error::NotFound("client"));
    stage("about to crash");
    #[allow(clippy::unnecessary_literal_unwrap, reason = "it is to crash")]
    refused.unwrap();
}

// The search ----------------------------------------------------------------------------------------

/// How a text may stand in a file.
fn forms(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    use base64::Engine;
    let hex: String = text.bytes().map(|byte| format!("{byte:02x}")).collect();
    let utf16 =
        |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
    let mut forms = vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("lower case", text.to_lowercase().into_bytes()),
        ("upper case", text.to_uppercase().into_bytes()),
        ("UTF-16LE", utf16(u16::to_le_bytes)),
        ("UTF-16BE", utf16(u16::to_be_bytes)),
        ("upper hex", hex.to_uppercase().into_bytes()),
        ("hex", hex.into_bytes()),
        ("backwards", text.bytes().rev().collect()),
    ];
    // Base64 has three alignments; the middle of each is the same wherever the text stands.
    for skip in 0..3 {
        let shifted = [vec![b' '; skip], text.as_bytes().to_vec()].concat();
        let coded = base64::engine::general_purpose::STANDARD.encode(shifted);
        forms.push(("base64", coded.as_bytes()[4..coded.len() - 4].to_vec()));
    }
    forms
}

/// Which canary, in which encoding, as which bytes.
type Shape = (usize, &'static str, Vec<u8>);

struct Search {
    starts: Vec<bool>,
    forms: HashMap<[u8; 4], Vec<Shape>>,
}

impl Search {
    fn new() -> Self {
        let mut search = Self {
            starts: vec![false; 1 << 16],
            forms: HashMap::new(),
        };
        let words = (0..COUNT).map(|field| (field, c(field)));
        for (field, word) in words {
            for (form, bytes) in forms(&word) {
                search.starts[usize::from(u16::from_be_bytes([bytes[0], bytes[1]]))] = true;
                let start = *bytes.first_chunk().unwrap();
                search
                    .forms
                    .entry(start)
                    .or_default()
                    .push((field, form, bytes));
            }
        }
        search
    }

    /// The first word that stands in some bytes, as they are or once they are inflated.
    fn find(&self, bytes: &[u8]) -> Option<String> {
        self.find_plain(bytes).or_else(|| {
            let packed = |at: usize| {
                bytes[at] == 0x78
                    && bytes
                        .get(at + 1)
                        .is_some_and(|next| (0x7800 + u16::from(*next)) % 31 == 0)
            };
            (0..bytes.len()).filter(|at| packed(*at)).find_map(|at| {
                let mut plain = Vec::new();
                let inflating = flate2::read::ZlibDecoder::new(&bytes[at..]);
                let _ = inflating.take(1 << 16).read_to_end(&mut plain);
                self.find_plain(&plain)
                    .map(|what| format!("deflated {what}"))
            })
        })
    }

    fn find_plain(&self, bytes: &[u8]) -> Option<String> {
        bytes.windows(4).enumerate().find_map(|(at, window)| {
            if !self.starts[usize::from(u16::from_be_bytes([window[0], window[1]]))] {
                return None;
            }
            let forms = self.forms.get(window)?;
            let found = forms
                .iter()
                .find(|(_, _, form)| bytes[at..].starts_with(form))?;
            Some(format!("word {} as {} at {at}", found.0, found.1))
        })
    }

    /// Searches every file under a folder, and the names of files too.
    fn folder(&self, folder: &Path, names: &mut BTreeMap<String, usize>) -> Result<(), String> {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if let Some(what) = self.find(name.as_bytes()) {
                return Err(format!("a name in {}: {what}", folder.display()));
            }
            if path.is_dir() {
                self.folder(&path, names)?;
                continue;
            }
            // A file that was just removed holds nothing any more.
            let bytes = fs::read(&path).unwrap_or_default();
            *names.entry(name).or_default() += 1;
            if let Some(what) = self.find(&bytes) {
                return Err(format!("{}: {what}", path.display()));
            }
        }
        Ok(())
    }
}

fn session(house: &House) -> Command {
    let sandbox = |name: &str| {
        let path = house.beside("sandbox").join(name);
        fs::create_dir_all(&path).unwrap();
        path
    };
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .env(WANTED, house.grounds())
        .env("ORDEAL_ARM", house.beside("arm"))
        .env("HOME", sandbox("home"))
        .env("TMPDIR", sandbox("tmp"))
        .env("RUST_BACKTRACE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for name in ["CONFIG", "DATA", "STATE", "CACHE"] {
        command.env(format!("XDG_{name}_HOME"), sandbox(&name.to_lowercase()));
    }
    command.env("XDG_RUNTIME_DIR", sandbox("run"));
    command.current_dir(sandbox("here"));
    command
}

pub(crate) fn run(report: &mut Report) {
    let search = Search::new();
    report.row("a planted word is found in each form", planted(), |bytes| {
        search
            .find(&bytes)
            .map(|_| Came::Met)
            .ok_or_else(|| "not found".to_owned())
    });
    let house = House::empty();
    let stages = through(&house, &search);
    report.row(
        "no word in any file, at each stage of a day",
        stages,
        |came| came,
    );
    if let Err(why) = faults::shim() {
        report.skip("no word in a journal caught in mid-write", why);
        return;
    }
    let house = House::empty();
    let mut counting = shimmed(&house, 0).spawn().unwrap();
    wave_through(&mut counting);
    counting.wait().unwrap();
    let count = fs::read_to_string(house.beside("count")).unwrap();
    let steps: usize = count.split(' ').next().unwrap().parse().unwrap();
    let ends = (1..=ENDS).map(|end| end * steps / (ENDS + 1)).collect();
    report.row("no word in any file, ended in mid-write", ends, |step| {
        let house = House::empty();
        let mut child = shimmed(&house, step).spawn().unwrap();
        wave_through(&mut child);
        let status = child.wait().unwrap();
        if status.code() != Some(86) {
            return Err(format!("ended with {status}"));
        }
        let mut names = BTreeMap::new();
        search.folder(&house.beside(""), &mut names)?;
        Ok(if names.keys().any(|name| name.ends_with("-journal")) {
            Came::Met
        } else {
            Came::Harmless
        })
    });
}

/// A word in each form, deflated too.
fn planted() -> Vec<Vec<u8>> {
    let around = |form: Vec<u8>| [&b"before"[..], &form, b"after"].concat();
    let mut planted: Vec<Vec<u8>> = forms(&c(7))
        .into_iter()
        .map(|(_, form)| around(form))
        .collect();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packed
        .write_all(format!("some text, {}, some more text", c(7)).as_bytes())
        .unwrap();
    planted.push(around(packed.finish().unwrap()));
    planted
}

fn shimmed(house: &House, step: usize) -> Command {
    let mut command = session(house);
    command
        .env("LD_PRELOAD", faults::shim().unwrap())
        .env("ORDEAL_UNDER", house.beside(""))
        .env("ORDEAL_MODE", "cut")
        .env("ORDEAL_AT", step.to_string())
        .env("ORDEAL_COUNT", house.beside("count"));
    command
}

fn wave_through(child: &mut Child) {
    // Nobody searches at the stages: the child is waved on, and reads an end when it asks again.
    drop(child.stdin.take());
    let mut said = String::new();
    let _ = child.stdout.take().unwrap().read_to_string(&mut said);
}

/// A whole day: the sandbox is searched at each stage, and what the child said at its end.
fn through(house: &House, search: &Search) -> Vec<Result<Came, String>> {
    let mut child = session(house).spawn().unwrap();
    let mut answers = child.stdin.take().unwrap();
    let mut stages = Vec::new();
    let mut said = String::new();
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        let line = line.unwrap();
        let mut names = BTreeMap::new();
        let found = search.folder(&house.beside(""), &mut names);
        stages.push(
            found
                .map(|()| Came::Met)
                .map_err(|what| format!("{line}: {what}")),
        );
        said.push_str(&line);
        let _ = answers.write_all(b"\n");
    }
    let mut errors = Vec::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_end(&mut errors)
        .unwrap();
    let status = child.wait().unwrap();
    // The panic at the end is meant, and its words are searched too.
    let meant = status.code() == Some(101) && String::from_utf8_lossy(&errors).contains("panicked");
    let verdict = match search
        .find(&errors)
        .or_else(|| search.find(said.as_bytes()))
    {
        Some(what) => Err(format!("in what a crashing program says: {what}")),
        None if meant => Ok(Came::Met),
        None => Err(format!(
            "did not crash as it should: {}",
            String::from_utf8_lossy(&errors)
        )),
    };
    stages.push(verdict);
    if stages.len() < 9 {
        stages.push(Err(format!("only {} stages: {said}", stages.len())));
    }
    stages
}
