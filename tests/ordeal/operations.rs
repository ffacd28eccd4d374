//! What can be interrupted: one row an operation, with how it is done and how its effect is recognised.
//!
//! A new operation is one row here, and is then killed, starved and cut like all others.

use std::path::PathBuf;

use anteroom::domain::answers::SafetyLevel;
use anteroom::domain::client::Client;
use anteroom::domain::letter_record::{FinishedLetter, ShownKind};
use anteroom::domain::risk::RiskContent;
use anteroom::domain::screening::{
    Acknowledgement, AddendumContent, SafetyAction, Stage, SupportKept,
};
use anteroom::domain::staff::{Profile, Role};
use anteroom::vault::{
    Cost, Error, Keep, NewLetter, NewPerson, Open, Passphrase, People, Restore, Watch,
};
use jiff::civil::date;

use crate::house::{self, BEFORE, House, MANY, Plan, content, index, said, words};
use crate::staffing::{self, Ready};

/// What the child works with.
pub(crate) struct Hand {
    pub(crate) open: Option<Open>,
    pub(crate) grounds: PathBuf,
    pub(crate) plan: Plan,
    /// What the last `before` made ready, for operations that need something of their own each round.
    pub(crate) ready: Ready,
}

impl Hand {
    pub(crate) fn dir(&self) -> PathBuf {
        self.grounds.join("Clinic.vault")
    }

    pub(crate) fn open(&self) -> Result<&Open, Error> {
        self.open.as_ref().ok_or(Error::WrongState("vault"))
    }

    pub(crate) fn people(&mut self) -> Result<People<'_>, Error> {
        let open = self.open.as_mut().ok_or(Error::WrongState("vault"))?;
        Ok(open.people())
    }

    /// Where backups go: beside the vault.
    pub(crate) fn safe(&self) -> PathBuf {
        self.grounds.join("safe")
    }

    /// Opens the vault if it is locked.
    pub(crate) fn unlock(&mut self) -> Result<(), Error> {
        if self.open.is_none() {
            self.open = Some(house::unlock_either(&self.dir())?.0);
        }
        Ok(())
    }

    pub(crate) fn lock(&mut self) -> Result<(), Error> {
        self.open.take().map_or(Ok(()), house::lock)
    }
}

/// What the parent looks at afterwards.
pub(crate) struct Look<'a> {
    pub(crate) open: &'a Open,
    pub(crate) grounds: PathBuf,
    pub(crate) plan: &'a Plan,
    /// Whether the vault opened with the second passphrase.
    pub(crate) second: bool,
}

/// Rounds of which the whole effect is there; an error tells of half an effect.
pub(crate) type Seen = Result<Vec<u32>, String>;

/// What is done with a house in one round.
pub(crate) type Turn = fn(&mut Hand) -> Result<(), Error>;

pub(crate) struct Operation {
    pub(crate) name: &'static str,
    /// Done once to a vault of which each case gets a copy, where it would cost more than the round itself.
    pub(crate) prepare: Option<Turn>,
    /// Done before each round, and not part of it.
    pub(crate) before: fn(&mut Hand) -> Result<(), Error>,
    /// One round. What it returns was acknowledged.
    pub(crate) run: fn(&mut Hand, u32) -> Result<(), Error>,
    /// As `run`, for operations that open or lock.
    pub(crate) turn: Option<Turn>,
    /// Whether rounds can be counted afterwards; where not, the vault is only whole.
    pub(crate) counted: bool,
    /// Which rounds are there.
    pub(crate) seen: fn(&Look<'_>) -> Seen,
    /// Rounds in one child, at most.
    pub(crate) most: u32,
    /// Each round derives several keys from passphrases: a usual run tries fewer of its steps.
    pub(crate) heavy: bool,
}

impl Operation {
    /// A copy of the prepared vault, with what this operation needs beside it.
    pub(crate) fn house(&self, rounds: u32) -> House {
        let house = House::empty();
        self.fill(&house, rounds).unwrap();
        house
    }

    /// Puts all that into an empty house.
    pub(crate) fn fill(&self, house: &House, rounds: u32) -> std::io::Result<()> {
        match self.prepare {
            Some(prepare) => house::fill_prepared(house, rounds, self.name, prepare)?,
            None => house.fill(rounds)?,
        }
        if self.name.contains("old vault") {
            house.add_frozen(rounds.min(OLD_VAULTS))?;
        }
        Ok(())
    }
}

pub(crate) const fn plain(
    name: &'static str,
    run: fn(&mut Hand, u32) -> Result<(), Error>,
    seen: fn(&Look<'_>) -> Seen,
) -> Operation {
    Operation {
        name,
        prepare: None,
        before: Hand::unlock,
        run,
        turn: None,
        counted: true,
        seen,
        most: MANY,
        heavy: false,
    }
}

const fn turning(
    name: &'static str,
    before: fn(&mut Hand) -> Result<(), Error>,
    turn: fn(&mut Hand) -> Result<(), Error>,
) -> Operation {
    Operation {
        name,
        prepare: None,
        before,
        run: |_, _| Ok(()),
        turn: Some(turn),
        counted: false,
        seen: |_| Ok(Vec::new()),
        most: MANY,
        heavy: false,
    }
}

pub(crate) const ALL: &[Operation] = &[
    plain("create a vault", create, created),
    turning("unlock", Hand::lock, Hand::unlock),
    turning("lock", Hand::unlock, Hand::lock),
    plain("save a draft", save_draft, drafts_saved),
    plain("add a client", add_client, clients_added),
    plain("change a client", change_client, clients_changed),
    plain("change a setting", put_setting, settings_put),
    plain("sign", sign, signed),
    plain("finish a support check", finish_check, checks_finished),
    plain("finish a letter", finish_letter, letters_finished),
    plain("add an addendum", add_addendum, addenda_added),
    plain("seal a risk record", seal_risk, risks_sealed),
    plain("discard a draft", discard, discarded),
    plain("add a person", add_person, persons_added),
    plain(
        "change the passphrase",
        change_passphrase,
        passphrases_changed,
    ),
    plain("change the keys", rotate, rotated),
    plain("make a backup", back_up, backed_up),
    plain("restore a backup elsewhere", restore, restored),
    Operation {
        counted: false,
        ..plain("bring an old vault to today's format", migrate, migrated)
    },
    staffing::RESET,
    staffing::GIVE_A_ROLE,
    staffing::TAKE_A_ROLE,
    staffing::REMOVE,
    staffing::ISSUE_A_SHEET,
    staffing::RECOVER,
    staffing::ERASE,
    plain("put a hold", staffing::put_hold, staffing::holds_put),
];

/// All of them, or those whose name has the word in `ANTEROOM_ORDEAL_ONLY`.
pub(crate) fn wanted() -> impl Iterator<Item = &'static Operation> {
    let only = std::env::var("ANTEROOM_ORDEAL_ONLY").unwrap_or_default();
    ALL.iter()
        .filter(move |operation| operation.name.contains(&only))
}

pub(crate) fn named(name: &str) -> &'static Operation {
    ALL.iter().find(|operation| operation.name == name).unwrap()
}

fn text(what: &str, round: u32) -> String {
    // Long enough to need pages of its own.
    format!("{what} in round {round} {}", "and so on ".repeat(300))
}

/// The round that a text speaks of.
fn round_of(text: &str, what: &str) -> Result<Option<u32>, String> {
    if text == BEFORE || text.is_empty() {
        return Ok(None);
    }
    (0..MANY)
        .find(|round| text == self::text(what, *round))
        .map(Some)
        .ok_or_else(|| format!("half a text: {}", &text[..text.len().min(40)]))
}

/// The rounds for which `there` says so.
pub(crate) fn each(look: &Look<'_>, there: impl Fn(usize) -> Result<bool, String>) -> Seen {
    counted(look, |round| there(round).map(usize::from))
}

/// Each of the rounds, as often as it is there.
fn counted(look: &Look<'_>, times: impl Fn(usize) -> Result<usize, String>) -> Seen {
    let mut seen = Vec::new();
    for round in 0..look.plan.rounds {
        let times = times(usize::try_from(round).unwrap())?;
        seen.extend(std::iter::repeat_n(round, times));
    }
    Ok(seen)
}

fn at(round: u32) -> usize {
    usize::try_from(round).unwrap_or(usize::MAX)
}

pub(crate) fn words_of(error: Error) -> String {
    error.to_string()
}

// Create ------------------------------------------------------------------------------------------

fn create(hand: &mut Hand, round: u32) -> Result<(), Error> {
    house::lock(house::create(
        &hand.grounds.join(format!("New-{round}.vault")),
    )?)
}

fn created(look: &Look<'_>) -> Seen {
    let seen = each(look, |round| {
        is_whole_if_there(&look.grounds.join(format!("New-{round}.vault")))
    })?;
    // What a cut creation left is swept by the next of the same name.
    if unfinished(look) > 0 {
        let next = (0..MANY).find(|round| !seen.contains(round)).unwrap();
        let dir = look.grounds.join(format!("New-{next}.vault"));
        house::lock(house::create(&dir).map_err(words_of)?).map_err(words_of)?;
        if unfinished(look) > 0 {
            return Err("an unfinished creation was not swept".to_owned());
        }
    }
    Ok(seen)
}

fn unfinished(look: &Look<'_>) -> usize {
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    let entries = std::fs::read_dir(&look.grounds).unwrap().flatten();
    entries.filter(|entry| hidden(&entry.file_name())).count()
}

// Drafts, clients, settings ------------------------------------------------------------------------

fn save_draft(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let said = content(&text("draft", round));
    hand.open()?
        .screenings()
        .save_draft(hand.plan.draft, &said, &index())?;
    Ok(())
}

fn drafts_saved(look: &Look<'_>) -> Seen {
    let viewed = look
        .open
        .screenings()
        .view(look.plan.draft)
        .map_err(words_of)?;
    let content = viewed.content;
    let last = round_of(
        content.as_ref().map_or("", |content| said(content)),
        "draft",
    )?;
    Ok(last.map_or(Vec::new(), |last| (0..=last).collect()))
}

fn add_client(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let client = Client {
        record_number: Some(format!("Q-{round}")),
        ..Client::named(format!("Quentin Round{round}"))
    };
    hand.open()?.clients().add(&client).map(|_| ())
}

fn clients_added(look: &Look<'_>) -> Seen {
    let found = look.open.clients().find("quentin", 100).map_err(words_of)?;
    counted(look, |round| {
        let named = |name: &str| name == format!("Quentin Round{round}");
        Ok(found.iter().filter(|card| named(&card.name)).count())
    })
}

fn change_client(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let mut stored = hand.open()?.clients().view(hand.plan.client)?;
    stored.value.legal_name = text("Ada Vale", round);
    hand.open()?.clients().save(&stored).map(|_| ())
}

fn clients_changed(look: &Look<'_>) -> Seen {
    let stored = look
        .open
        .clients()
        .view(look.plan.client)
        .map_err(words_of)?;
    let name = stored.value.legal_name;
    let last = if name == "Ada Vale" {
        None
    } else {
        round_of(&name, "Ada Vale")?
    };
    Ok(last.map_or(Vec::new(), |last| (0..=last).collect()))
}

fn put_setting(hand: &mut Hand, round: u32) -> Result<(), Error> {
    hand.open()?
        .settings()
        .put_json("ordeal", text("setting", round).into())
}

fn settings_put(look: &Look<'_>) -> Seen {
    let value = look.open.settings().get_json("ordeal").map_err(words_of)?;
    let said = value
        .as_ref()
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    Ok(round_of(said, "setting")?.map_or(Vec::new(), |last| (0..=last).collect()))
}

fn discard(hand: &mut Hand, round: u32) -> Result<(), Error> {
    hand.open()?
        .screenings()
        .discard(hand.plan.to_discard[at(round)])
}

fn discarded(look: &Look<'_>) -> Seen {
    each(look, |round| {
        match look.open.screenings().view(look.plan.to_discard[round]) {
            Err(Error::NotFound(_)) => Ok(true),
            Err(error) => Err(words_of(error)),
            Ok(viewed) if viewed.content.as_ref().map(said) == Some(BEFORE) => Ok(false),
            Ok(_) => Err("half a draft".to_owned()),
        }
    })
}

// What is signed ------------------------------------------------------------------------------------

fn sign(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let open = hand.open()?;
    let proof = open.prove(&words())?;
    let said = content(&text("signed", round));
    let id = hand.plan.to_sign[at(round)];
    open.screenings()
        .sign(id, &said, &index(), "I ran it.", proof)
        .map(|_| ())
}

fn signed(look: &Look<'_>) -> Seen {
    each(look, |round| {
        let viewed = look
            .open
            .screenings()
            .view(look.plan.to_sign[round])
            .map_err(words_of)?;
        let there = viewed.content.as_ref().map_or("", |content| said(content));
        let whole = there == text("signed", u32::try_from(round).unwrap());
        match (viewed.row.value.stage, viewed.row.value.signature.is_some()) {
            (Stage::Signed, true) if whole => Ok(true),
            (Stage::Draft, false) if there == BEFORE => Ok(false),
            _ => Err("half a signature".to_owned()),
        }
    })
}

fn finish_check(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let open = hand.open()?;
    let kept = SupportKept {
        chosen_name: "Ada".to_owned(),
        contact: None,
        group: None,
        on: date(2025, 3, 10),
        outcome: "appropriate".to_owned(),
        criteria: Vec::new(),
        disposition: None,
        arrangements: text("arranged", round),
        keep_until: date(2025, 6, 8),
        content: None,
    };
    let keep = Keep::This(Box::new(kept));
    let proof = open.prove(&words())?;
    let id = hand.plan.checks[at(round)];
    open.screenings()
        .finish_support(id, keep, "I ran it.", proof)
        .map(|_| ())
}

fn checks_finished(look: &Look<'_>) -> Seen {
    each(look, |round| {
        let viewed = look
            .open
            .screenings()
            .view(look.plan.checks[round])
            .map_err(words_of)?;
        let draft = viewed.content.as_ref().map(said);
        let kept = viewed.row.value.kept.map(|kept| kept.arrangements);
        match (viewed.row.value.stage, draft, kept) {
            (Stage::Draft, Some(BEFORE), None) => Ok(false),
            (Stage::Signed, None, Some(kept))
                if kept == text("arranged", u32::try_from(round).unwrap()) =>
            {
                Ok(true)
            }
            _ => Err("half a support check".to_owned()),
        }
    })
}

fn finish_letter(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let letters = hand.open()?.letters();
    let letter = NewLetter {
        kind: ShownKind::ClinicalLetter,
        screening: Some(hand.plan.signed[at(round)]),
        client: Some(hand.plan.client),
        replaces: None,
        letter: FinishedLetter {
            code: "L1".to_owned(),
            language: "en".to_owned(),
            pdf: text("%PDF", round).repeat(8).into_bytes(),
        },
    };
    letters.finish(letters.next_number()?, &letter).map(|_| ())
}

fn letters_finished(look: &Look<'_>) -> Seen {
    let letters = look.open.letters();
    counted(look, |round| {
        let of = letters
            .of_screening(look.plan.signed[round])
            .map_err(words_of)?;
        let wanted = text("%PDF", u32::try_from(round).unwrap()).repeat(8);
        for letter in &of {
            if letters.view(letter.id).map_err(words_of)?.pdf != wanted.as_bytes() {
                return Err("half a letter".to_owned());
            }
        }
        Ok(of.len())
    })
}

fn add_addendum(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let open = hand.open()?;
    let addendum = AddendumContent {
        text: text("addendum", round),
        entered_in_error: false,
        co_signs: false,
    };
    let proof = open.prove(&words())?;
    open.addenda()
        .add(hand.plan.signed[at(round)], &addendum, proof)
        .map(|_| ())
}

fn addenda_added(look: &Look<'_>) -> Seen {
    counted(look, |round| {
        let added = look
            .open
            .addenda()
            .view(look.plan.signed[round])
            .map_err(words_of)?;
        let wanted = text("addendum", u32::try_from(round).unwrap());
        if added.iter().all(|one| one.content.text == wanted) {
            Ok(added.len())
        } else {
            Err("half an addendum".to_owned())
        }
    })
}

fn seal_risk(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let open = hand.open()?;
    let content = RiskContent {
        stub: None,
        client: None,
        screening: None,
        level: SafetyLevel::ActNow,
        note: text("risk", round),
        acknowledgement: Acknowledgement {
            by: open.me().id,
            at: open.now(),
            done: vec![SafetyAction::CrisisTeam],
            detail: String::new(),
            agreed: "stays with a friend".to_owned(),
            follow_up: "Vera".to_owned(),
        },
    };
    open.risks()
        .seal(hand.plan.risks[at(round)], &content, open.prove(&words())?)
}

fn risks_sealed(look: &Look<'_>) -> Seen {
    let waiting = look.open.risks().waiting().map_err(words_of)?;
    each(look, |round| {
        let id = look.plan.risks[round];
        if waiting.iter().any(|stub| stub.id == id) {
            return Ok(false);
        }
        let note = look.open.risks().view(id).map_err(words_of)?.note;
        if note == text("risk", u32::try_from(round).unwrap()) {
            Ok(true)
        } else {
            Err("half a risk record".to_owned())
        }
    })
}

// People and keys -----------------------------------------------------------------------------------

fn add_person(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let new = NewPerson {
        login: format!("ben{round}"),
        name: format!("Ben Sample {round}"),
        // No administrator: a second of those takes a second person.
        roles: [Role::Clinician, Role::Intake].into_iter().collect(),
        profile: Profile::default(),
        passphrase: Passphrase::new(house::SECOND_WORDS.to_owned()),
        cost: Cost::Least,
    };
    hand.people()?.add(&new, &words()).map(|_| ())
}

fn persons_added(look: &Look<'_>) -> Seen {
    let staff = look.open.staff().list().map_err(words_of)?;
    each(look, |round| {
        let login = format!("ben{round}");
        let found = staff.iter().find(|one| one.login == login);
        match found {
            Some(one) if one.roles.has(Role::Clinician) => Ok(true),
            Some(_) => Err("half a person".to_owned()),
            None => Ok(false),
        }
    })
}

/// There and back again: after even rounds the second passphrase opens, after odd ones the first.
fn change_passphrase(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let second = Passphrase::new(house::SECOND_WORDS.to_owned());
    let (from, to) = if round.is_multiple_of(2) {
        (words(), second)
    } else {
        (second, words())
    };
    hand.people()?.change_passphrase(&from, &to)
}

fn passphrases_changed(look: &Look<'_>) -> Seen {
    let times = events(look, "staff.passphrase")?;
    if (times % 2 == 1) == look.second {
        Ok((0..u32::try_from(times).unwrap()).collect())
    } else {
        Err("the passphrase that opens is not the one of the log".to_owned())
    }
}

pub(crate) fn events(look: &Look<'_>, action: &str) -> Result<usize, String> {
    let newest = look.open.audit().newest(None, 100_000).map_err(words_of)?;
    Ok(newest.iter().filter(|row| row.action == action).count())
}

fn rotate(hand: &mut Hand, _: u32) -> Result<(), Error> {
    let rotated = hand.people()?.rotate(&[], &words(), &Watch::silent());
    rotated.map(|_| ())
}

fn rotated(look: &Look<'_>) -> Seen {
    let times = events(look, "key.rotate")?;
    Ok((0..u32::try_from(times).unwrap()).collect())
}

// Backups, restores, formats ------------------------------------------------------------------------

fn back_up(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let folder = hand.safe().join(round.to_string());
    std::fs::create_dir_all(&folder).map_err(|_| Error::WrongState("folder"))?;
    hand.open()?.backup(&folder, &Watch::silent()).map(|_| ())
}

/// Files that are named as backups, each of which must prove itself.
fn backed_up(look: &Look<'_>) -> Seen {
    counted(look, |round| {
        let folder = look.grounds.join("safe").join(round.to_string());
        let mut proven = 0;
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry
                .path()
                .extension()
                .is_some_and(|ending| ending == "cbk")
            {
                let drill = look
                    .open
                    .drill(&entry.path(), "vera", &words(), &Watch::silent());
                drill.map_err(|error| format!("a backup that proves nothing: {error}"))?;
                proven += 1;
            }
        }
        Ok(proven)
    })
}

fn restore(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let watch = Watch::silent();
    let target = hand.grounds.join(format!("Restored-{round}.vault"));
    let mut restore = Restore::open(house::backup_file(), &target, house::clock(), &watch)?;
    restore.unlock("vera", &words(), &watch)?;
    restore.finish(&[], &words(), None, &watch).map(|_| ())
}

fn restored(look: &Look<'_>) -> Seen {
    each(look, |round| {
        let dir = look.grounds.join(format!("Restored-{round}.vault"));
        is_whole_if_there(&dir)
    })
}

const OLD_VAULTS: u32 = 3;

/// The frozen vault of the first format stands in the grounds a few times.
fn migrate(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let dir = hand
        .grounds
        .join(format!("Old-{}.vault", round % OLD_VAULTS));
    house::lock(house::unlock_sample(&dir)?)
}

fn migrated(look: &Look<'_>) -> Seen {
    each(look, |round| {
        if round >= usize::try_from(OLD_VAULTS).unwrap() {
            return Ok(false);
        }
        let dir = look.grounds.join(format!("Old-{round}.vault"));
        let open = house::unlock_sample(&dir).map_err(words_of)?;
        let report = open.check().map_err(words_of)?;
        if !report.is_clean() {
            return Err(format!("{:?}", report.findings));
        }
        let whole = open.clients().count().map_err(words_of)? == 12;
        house::lock(open).map_err(words_of)?;
        if whole {
            Ok(true)
        } else {
            Err("clients are missing".to_owned())
        }
    })
}

fn is_whole_if_there(dir: &std::path::Path) -> Result<bool, String> {
    if !dir.exists() {
        return Ok(false);
    }
    let open = house::unlock(dir).map_err(words_of)?;
    let report = open.check().map_err(words_of)?;
    if !report.is_clean() {
        return Err(format!("{:?}", report.findings));
    }
    house::lock(open).map_err(words_of)?;
    Ok(true)
}
