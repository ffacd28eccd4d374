//! Operations on people, their keys, recovery sheets, holds and erasures, as rows of the table of what can be interrupted.

use std::path::PathBuf;

use anteroom::domain::client::Client;
use anteroom::domain::id::{EraseRequestId, PersonId};
use anteroom::domain::retention::EraseWhy;
use anteroom::domain::staff::{Profile, Role, Staff};
use anteroom::vault::{Cost, Error, Locked, NewPerson, Open, Passphrase, Sheet, Successor};

use crate::house::{self, words};
use crate::operations::{Hand, Look, Operation, Seen, each, events, plain, words_of};

/// What is made ready before a round.
#[derive(Default)]
pub(crate) struct Ready {
    guests: u32,
    guest: Option<PersonId>,
    code: Option<String>,
    request: Option<EraseRequestId>,
}

const ROUNDS: u32 = 2;

/// A row whose rounds derive several keys each.
const fn heavy(
    name: &'static str,
    before: fn(&mut Hand) -> Result<(), Error>,
    run: fn(&mut Hand, u32) -> Result<(), Error>,
    seen: fn(&Look<'_>) -> Seen,
) -> Operation {
    Operation {
        before,
        most: ROUNDS,
        heavy: true,
        ..plain(name, run, seen)
    }
}

pub(crate) const RESET: Operation = heavy("reset a passphrase", with_intake, reset, |look| {
    times(look, "staff.reset")
});
pub(crate) const GIVE_A_ROLE: Operation = heavy("grant a role", with_intake, give_a_role, |look| {
    roles(look, true)
});
pub(crate) const TAKE_A_ROLE: Operation =
    heavy("take a role back", with_clinician, take_a_role, |look| {
        roles(look, false)
    });
pub(crate) const REMOVE: Operation = heavy("remove a person", with_intake, remove, |look| {
    times(look, "staff.leave")
});
pub(crate) const ISSUE_A_SHEET: Operation =
    heavy("issue a sheet", Hand::unlock, issue_a_sheet, |look| {
        times(look, "sheet.renew")
    });
pub(crate) const RECOVER: Operation = Operation {
    most: 1,
    ..heavy("recover with a sheet", with_sheet, recover, recovered)
};
pub(crate) const ERASE: Operation = Operation {
    most: 1,
    prepare: Some(with_request),
    ..heavy("erase a client", with_request, erase, erased)
};

fn second_words() -> Passphrase {
    Passphrase::new(house::SECOND_WORDS.to_owned())
}

fn login(number: u32) -> String {
    format!("guest{number}")
}

/// How often the log has an event.
fn times(look: &Look<'_>, action: &str) -> Seen {
    Ok((0..u32::try_from(events(look, action)?).unwrap()).collect())
}

// People --------------------------------------------------------------------------------------------

/// Somebody on whom the round works; a round that is done again has somebody new.
fn with_guest(hand: &mut Hand, roles: &[Role]) -> Result<(), Error> {
    hand.unlock()?;
    let new = NewPerson {
        login: login(hand.ready.guests),
        name: format!("Guest Sample {}", hand.ready.guests),
        roles: roles.iter().copied().collect(),
        profile: Profile::default(),
        passphrase: second_words(),
        cost: Cost::Least,
    };
    hand.ready.guests += 1;
    hand.ready.guest = Some(hand.people()?.add(&new, &words())?.id);
    Ok(())
}

fn with_intake(hand: &mut Hand) -> Result<(), Error> {
    with_guest(hand, &[Role::Intake])
}

fn with_clinician(hand: &mut Hand) -> Result<(), Error> {
    with_guest(hand, &[Role::Clinician, Role::Intake])
}

fn guest(hand: &Hand) -> Result<PersonId, Error> {
    hand.ready.guest.ok_or(Error::NotFound("member of staff"))
}

fn reset(hand: &mut Hand, _: u32) -> Result<(), Error> {
    let guest = guest(hand)?;
    let fresh = Passphrase::new("gravel pepper lunar cabinet ribbon falcon".to_owned());
    hand.people()?.reset(guest, &fresh, false, &words())
}

fn give_a_role(hand: &mut Hand, _: u32) -> Result<(), Error> {
    let guest = guest(hand)?;
    let more = [Role::Intake, Role::Auditor].into_iter().collect();
    hand.people()?.set_roles(guest, more, &words())
}

fn take_a_role(hand: &mut Hand, _: u32) -> Result<(), Error> {
    let guest = guest(hand)?;
    let less = [Role::Intake].into_iter().collect();
    hand.people()?.set_roles(guest, less, &words())
}

/// As many rounds as there are guests with the roles of after: with a second one, or without the first. A round that
/// is done again has another guest.
fn roles(look: &Look<'_>, given: bool) -> Seen {
    let staff = look.open.staff().list().map_err(words_of)?;
    let done = |one: &&Staff| {
        one.login.starts_with("guest")
            && if given {
                one.roles.has(Role::Auditor)
            } else {
                !one.roles.has(Role::Clinician)
            }
    };
    let times = staff.iter().filter(done).count();
    Ok((0..u32::try_from(times).unwrap()).collect())
}

fn remove(hand: &mut Hand, _: u32) -> Result<(), Error> {
    let guest = guest(hand)?;
    hand.people()?.remove(guest, &words()).map(drop)
}

// Sheets --------------------------------------------------------------------------------------------

fn issue_a_sheet(hand: &mut Hand, _: u32) -> Result<(), Error> {
    fresh_sheet(hand).map(drop)
}

fn fresh_sheet(hand: &mut Hand) -> Result<String, Error> {
    let mut people = hand.people()?;
    let mut sheet = people.begin_sheet(Sheet::Office)?;
    let code = sheet.code().printed().to_string();
    sheet.waive();
    people.renew_sheet(&sheet, &words(), None)?;
    Ok(code)
}

fn with_sheet(hand: &mut Hand) -> Result<(), Error> {
    hand.unlock()?;
    hand.ready.code = Some(fresh_sheet(hand)?);
    hand.lock()
}

fn recover(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let dir: PathBuf = hand.dir();
    let code = hand.ready.code.clone().unwrap_or_default();
    let successor = Successor::New(NewPerson {
        login: login(round),
        name: "Nora Sample".to_owned(),
        roles: [Role::Administrator].into_iter().collect(),
        profile: Profile::default(),
        passphrase: second_words(),
        cost: Cost::Least,
    });
    let open = Locked::at(&dir, house::clock())?.recover(&code, &successor)?;
    house::lock(open)
}

fn recovered(look: &Look<'_>) -> Seen {
    let staff = look.open.staff().list().map_err(words_of)?;
    each(look, |round| {
        let named = |one: &&Staff| one.login == login(u32::try_from(round).unwrap());
        match staff.iter().find(named) {
            Some(one) if one.roles.has(Role::Administrator) => Ok(true),
            Some(_) => Err("half a successor".to_owned()),
            None => Ok(false),
        }
    })
}

// Erasures and holds --------------------------------------------------------------------------------

const ERASED: &str = "Zacharias Gone";

/// One asks for the erasure of a client, another is at the desk who may confirm it.
fn with_request(hand: &mut Hand) -> Result<(), Error> {
    if hand
        .open
        .as_ref()
        .is_some_and(|open| open.me().login != "vera")
    {
        hand.lock()?;
    }
    hand.unlock()?;
    let mut open = hand.open.take().ok_or(Error::WrongState("vault"))?;
    if let Some(waiting) = open.erasures().waiting()?.pop() {
        hand.ready.request = Some(waiting.id);
    } else {
        let client = open.clients().add(&Client::named(ERASED))?;
        let id = house::start(
            &open,
            anteroom::domain::form::Pathway::Therapy,
            Some(client),
        )?;
        let said = house::content(house::BEFORE);
        open.screenings().save_draft(id, &said, &house::index())?;
        let why = EraseWhy::ALL[0];
        let reason = "The client asked for it in writing.";
        hand.ready.request = Some(open.erasures().request(client, why, reason)?);
    }
    if open.staff().list()?.iter().all(|one| one.login != login(0)) {
        let new = NewPerson {
            login: login(0),
            name: "Clara Sample".to_owned(),
            roles: [Role::Clinician].into_iter().collect(),
            profile: Profile::default(),
            passphrase: second_words(),
            cost: Cost::Least,
        };
        open.people().add(&new, &words())?;
    }
    house::lock(open)?;
    let locked = Locked::at(&hand.dir(), house::clock())?;
    hand.open = Some(locked.unlock(&login(0), &second_words())?);
    Ok(())
}

fn erase(hand: &mut Hand, _: u32) -> Result<(), Error> {
    let request = hand.ready.request.ok_or(Error::NotFound("request"))?;
    let open: &mut Open = hand.open.as_mut().ok_or(Error::WrongState("vault"))?;
    let proof = open.prove(&second_words())?;
    open.erase(request, "", &proof).map(drop)
}

fn erased(look: &Look<'_>) -> Seen {
    let left = look
        .open
        .clients()
        .find("zacharias", 10)
        .map_err(words_of)?;
    let stones = look.open.erasures().tombstones().map_err(words_of)?.len();
    let asked = look.open.erasures().waiting().map_err(words_of)?.len();
    match (left.len(), asked, stones) {
        (_, 0 | 1, 0) => Ok(Vec::new()),
        (0, 0, _) => Ok(vec![0]),
        // Done before the failure that was told, and asked for again: a second client waits or is gone too.
        (1, 1, _) => Ok(vec![0]),
        other => Err(format!("half an erasure: {other:?}")),
    }
}

pub(crate) fn put_hold(hand: &mut Hand, round: u32) -> Result<(), Error> {
    let reason = "A court has asked for the records.";
    let client = Some(hand.plan.client);
    let holds = hand.open()?;
    holds
        .holds()
        .set(client, reason, &format!("matter {round}"))
        .map(drop)
}

pub(crate) fn holds_put(look: &Look<'_>) -> Seen {
    let held = look.open.holds().list().map_err(words_of)?;
    let mut rounds = Vec::new();
    for round in 0..look.plan.rounds {
        let matter = format!("matter {round}");
        let of = held.iter().filter(|hold| hold.value.matter == matter);
        rounds.extend(of.map(|_| round));
    }
    Ok(rounds)
}
