//! The sample clinic: fictional persons, two signed screenings, two letters, on a fixed day.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use jiff::civil::{Date, date};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::catalog::{answer_file, shipped};
use crate::domain::answers::{Answer, Answers};
use crate::domain::client::Client;
use crate::domain::clinic::{Clinic, VaultKind};
use crate::domain::clock::{Clock, FixedClock};
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::leader::Leader;
use crate::domain::screening::{Disposition, Judgement, LeaderMeeting, MeetingMode};
use crate::domain::staff::{Licence, Profile};
use crate::letter::{Kind, Press};
use crate::text;
use crate::vault::{Cost, Creation, FirstPerson, Folders, NewVault, Open, Sheets};

use super::command::{KeepSupport, LetterConsent, LetterRequest, Secret, Slot, Trouble};
use super::{decide, letters, screenings, vaults};

static SAMPLE: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/sample");

/// The day on which the sample clinic lives.
pub const DAY: Date = date(2025, 3, 10);
/// Login of its only person.
pub const LOGIN: &str = "sample";
/// Its passphrase: public, printed, and good for nothing else.
pub const PASSPHRASE: &str = "marble lantern orchard copper violin harbour";
/// Name of its vault below the folder.
pub const VAULT: &str = "Sample.vault";
/// Name of the folder of its letters.
pub const LETTERS: &str = "letters";
/// Marks a folder as a sample clinic, which may be made anew.
const MARKER: &str = "anteroom-sample-clinic.txt";

/// A sample clinic, open.
pub struct Sample {
    /// The vault.
    pub open: Open,
    /// Its clock, which stands at noon of its day.
    pub clock: Arc<dyn Clock>,
    /// Its letters, in the order in which they were written.
    pub letters: Vec<PathBuf>,
    /// The signed therapy-group assessment.
    pub therapy: ScreeningId,
    /// The signed support-group check.
    pub support: ScreeningId,
}

/// The clock of a vault: real, but for a sample clinic, whose groups enrol on its own day only.
#[must_use]
pub fn clock_of(vault: &Path) -> Option<Arc<dyn Clock>> {
    let marked = vault.parent()?.join(MARKER).is_file();
    marked.then(|| Arc::new(FixedClock::noon_of(DAY)) as Arc<dyn Clock>)
}

/// Makes the sample clinic in a folder: one that is not there, is empty, or holds an earlier sample clinic.
///
/// # Errors
/// If anything else stands there, or it cannot be written.
pub fn build(folder: &Path) -> Result<Sample, Trouble> {
    prepare(folder)?;
    let clock: Arc<dyn Clock> = Arc::new(FixedClock::noon_of(DAY));
    let open = create(&folder.join(VAULT), &clock)?;
    let leaders = add_leaders(&open)?;
    add_groups(&open, &leaders)?;
    let mut made = Vec::new();
    for person in read::<Vec<SamplePerson>>("persons.json")? {
        made.push(add_person(&open, &person, &leaders)?);
    }
    let signed = |pathway: Pathway, answers: &str| {
        let found = made
            .iter()
            .find(|made| made.pathway == pathway && made.answers == answers);
        found
            .map(|made| made.screening)
            .ok_or_else(|| broken(answers))
    };
    let therapy = signed(Pathway::Therapy, "01-clearly-suitable.json")?;
    let support = signed(Pathway::Support, "09-support-appropriate.json")?;
    sign_therapy(&open, therapy, &leaders)?;
    sign_support(&open, support)?;
    let letters = write_letters(&open, &folder.join(LETTERS), therapy, support)?;
    Ok(Sample {
        open,
        clock,
        letters,
        therapy,
        support,
    })
}

#[derive(Deserialize)]
struct SamplePerson {
    answers: String,
    client: serde_json::Value,
}

#[derive(Deserialize)]
struct SampleLeader {
    id: String,
    name: String,
    role: String,
    licence: Option<SampleLicence>,
    mandated: bool,
}

#[derive(Deserialize)]
struct SampleLicence {
    r#type: String,
    number: String,
    expiry: Date,
}

#[derive(Deserialize)]
struct SampleClinic {
    name: String,
    address: Vec<String>,
    phone: String,
    email: String,
    emergency_number: String,
    on_call: OnCall,
}

#[derive(Deserialize)]
struct OnCall {
    name: String,
    phone: String,
}

struct Made {
    pathway: Pathway,
    answers: String,
    screening: ScreeningId,
}

fn broken(file: &str) -> Trouble {
    Trouble::new(
        "fault",
        format!("the sample file {file} is not whole; install the program again"),
    )
}

fn file(name: &str) -> Result<&'static [u8], Trouble> {
    SAMPLE
        .get_file(name)
        .map(include_dir::File::contents)
        .ok_or_else(|| broken(name))
}

fn read<T: serde::de::DeserializeOwned>(name: &str) -> Result<T, Trouble> {
    serde_json::from_slice(file(name)?).map_err(|_| broken(name))
}

fn prepare(folder: &Path) -> Result<(), Trouble> {
    let io = |error: std::io::Error| {
        let (path, reason) = (folder.display().to_string(), error.kind().to_string());
        Trouble::new(
            "output",
            text::say_with("trouble-file", &[("path", &path), ("reason", &reason)]),
        )
    };
    let other = || {
        let path = folder.display().to_string();
        Trouble::new(
            "exists",
            text::say_with("trouble-demo-folder", &[("path", &path)]),
        )
    };
    match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            std::fs::create_dir_all(folder).map_err(io)?;
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => return Err(other()),
        Err(error) => return Err(io(error)),
        Ok(entries) => {
            let names: Vec<_> = entries
                .filter_map(Result::ok)
                .map(|entry| entry.file_name())
                .collect();
            let ours =
                |name: &std::ffi::OsString| name == VAULT || name == LETTERS || name == MARKER;
            let marked = names.iter().any(|name| name == MARKER);
            let anew = names.is_empty() || marked && names.iter().all(ours);
            if !anew {
                return Err(other());
            }
            for old in [VAULT, LETTERS] {
                match std::fs::remove_dir_all(folder.join(old)) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        return Err(io(error));
                    }
                    _ => {}
                }
            }
        }
    }
    std::fs::write(folder.join(MARKER), text::say("demo-marker") + "\n").map_err(io)?;
    make_private(&folder.join(LETTERS)).map_err(io)
}

fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn create(dir: &Path, clock: &Arc<dyn Clock>) -> Result<Open, Trouble> {
    let clinic: SampleClinic = read("clinic.json")?;
    let new = NewVault {
        clinic: Clinic {
            name: clinic.name,
            address: clinic.address,
            phone: clinic.phone,
            email: clinic.email,
            emergency_number: clinic.emergency_number,
            on_call_name: clinic.on_call.name,
            on_call_phone: clinic.on_call.phone,
            currency: "EUR".to_owned(),
            ..Clinic::default()
        },
        first: FirstPerson {
            login: LOGIN.to_owned(),
            name: "Robin Sampleton".to_owned(),
            profile: Profile {
                printed_name: Some("Robin Sampleton".to_owned()),
                profession: Some("Psychotherapist (sample)".to_owned()),
                licence: Some(Licence {
                    kind: "Licence (sample)".to_owned(),
                    number: "SAMPLE-LIC-000".to_owned(),
                    expires: None,
                }),
            },
            passphrase: vaults::passphrase(&Secret(Zeroizing::new(PASSPHRASE.to_owned()))),
        },
        // The passphrase is public: a dear key would protect nothing and cost a second.
        cost: Cost::Least,
        sheets: Sheets::Waived,
        kind: VaultKind { demo: true },
    };
    Ok(Creation::begin_in(dir, new, Arc::clone(clock), Folders::SyncedToo)?.finish()?)
}

/// Leaders by the ids that the sample files use.
type Leaders = BTreeMap<String, (String, Leader)>;

fn add_leaders(open: &Open) -> Result<Leaders, Trouble> {
    let mut added = BTreeMap::new();
    for sample in read::<Vec<SampleLeader>>("leaders.json")? {
        let licence = sample.licence.map(|licence| Licence {
            kind: licence.r#type,
            number: licence.number,
            expires: Some(licence.expiry),
        });
        let leader = Leader {
            name: sample.name,
            role: sample.role,
            licence,
            mandated: sample.mandated,
            ..Leader::default()
        };
        let id = open.leaders().add(&leader)?.to_string();
        added.insert(sample.id, (id, leader));
    }
    Ok(added)
}

fn renamed(ids: &[String], leaders: &Leaders) -> Vec<String> {
    ids.iter()
        .filter_map(|id| leaders.get(id))
        .map(|(id, _)| id.clone())
        .collect()
}

fn add_groups(open: &Open, leaders: &Leaders) -> Result<(), Trouble> {
    for mut group in read::<Vec<Group>>("groups.json")? {
        group.leaders = renamed(&group.leaders, leaders);
        open.groups().add(&group)?;
    }
    Ok(())
}

fn add_person(open: &Open, person: &SamplePerson, leaders: &Leaders) -> Result<Made, Trouble> {
    let client: Client =
        serde_json::from_value(person.client.clone()).map_err(|_| broken("persons.json"))?;
    let client: ClientId = open.clients().add(&client)?;
    let given = answer_file::read(file(&person.answers)?, shipped())
        .map_err(|_| broken(&person.answers))?;
    let answers = with_leaders(given.answers, leaders);
    let screening = screenings::start(open, given.pathway, Some(client), answers)?;
    Ok(Made {
        pathway: given.pathway,
        answers: person.answers.clone(),
        screening,
    })
}

fn with_leaders(mut answers: Answers, leaders: &Leaders) -> Answers {
    if let Some(Answer::Many(ids)) = answers.given.get_mut("tg-leader-ids") {
        *ids = renamed(ids, leaders);
    }
    answers
}

fn secret() -> Secret {
    Secret(Zeroizing::new(PASSPHRASE.to_owned()))
}

fn sign_therapy(open: &Open, id: ScreeningId, leaders: &Leaders) -> Result<(), Trouble> {
    let mut screening = screenings::view(open, id)?;
    let leader = leaders
        .get("leader-a")
        .map(|(_, leader)| leader.name.clone())
        .unwrap_or_default();
    screening.content.judgement = Some(Judgement::Agree);
    screening.content.disposition = Some(Disposition::OfferSeat {
        group: "g-process".to_owned(),
        meeting: Some(LeaderMeeting {
            leader,
            on: DAY,
            mode: MeetingMode::InPerson,
            topics: decide::MEETING_TOPICS.map(str::to_owned).to_vec(),
            rules_version: Some(1),
        }),
    });
    screenings::save(open, id, &screening.content)?;
    screenings::sign(open, id, None, &secret())
}

fn sign_support(open: &Open, id: ScreeningId) -> Result<(), Trouble> {
    let mut screening = screenings::view(open, id)?;
    screening.content.judgement = Some(Judgement::Agree);
    screening.content.disposition = Some(Disposition::OfferSeat {
        group: "g-loss".to_owned(),
        meeting: None,
    });
    screenings::save(open, id, &screening.content)?;
    let chosen_name = screening
        .client
        .map(|(_, client)| client.display_name().to_owned())
        .unwrap_or_default();
    let keep = KeepSupport {
        chosen_name,
        ..KeepSupport::default()
    };
    screenings::sign(open, id, Some(&keep), &secret())
}

fn write_letters(
    open: &Open,
    folder: &Path,
    therapy: ScreeningId,
    support: ScreeningId,
) -> Result<Vec<PathBuf>, Trouble> {
    let mut press = Press::new();
    let consent = LetterConsent {
        on: DAY,
        purpose: String::new(),
        signed: true,
        ends: None,
        known: None,
        record: None,
    };
    let request = |screening, kind, link: &str| LetterRequest {
        consent: Some(consent.clone()),
        said: [(Slot::Link, link.to_owned())].into(),
        ..LetterRequest::new(screening, kind)
    };
    let letters = [
        (
            request(therapy, Kind::L1, ""),
            "L1-therapy-group-referral.pdf",
        ),
        (
            request(support, Kind::L2, &text::say("demo-link")),
            "L2-support-group-referral.pdf",
        ),
    ];
    let mut written = Vec::new();
    for (request, name) in letters {
        let path = folder.join(name);
        letters::save(open, &mut press, &request, &path, None)?;
        written.push(path);
    }
    Ok(written)
}
