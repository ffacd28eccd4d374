//! Reads what waits, is due, lies on somebody or was erased, as far as whoever is signed in may see it.

use crate::app::clients;
use crate::app::command::{ClientRow, Trouble};
use crate::domain::hold::Hold;
use crate::domain::id::{ClientId, PersonId};
use crate::domain::retention::EraseRequest;
use crate::text;
use crate::vault::{ACKNOWLEDGE_WITHIN, Deed, Due, DueRecord, Open, Practice, Stored};

use super::rows::{DueRow, EraseRow, HoldRow, OfClient, OpeningRow, PastRow, View};

/// Everything that the page of records shows, as far as this person may see it.
///
/// # Errors
/// If the vault refuses.
pub fn view(open: &Open) -> Result<View, Trouble> {
    let mut view = View {
        alone: open.practice()? == Practice::OnePerson,
        ..View::default()
    };
    if open.can(Deed::RetentionSee) {
        view.retention = open.retention().state()?;
        view.clock_waits = open.retention().waits()?;
        let activated = view.retention.activated.as_ref();
        view.activated_by = activated.map(|done| staff_name(open, done.by));
        let proposed = view.retention.proposed.as_ref();
        view.proposed_by = proposed
            .filter(|table| table.by != open.me().id)
            .map(|table| staff_name(open, table.by));
    }
    if open.can(Deed::RestrictedAcknowledge) {
        view.openings = openings(open)?;
    }
    if open.can(Deed::EraseSee) {
        let waiting = open.erasures().waiting()?;
        view.erasures = waiting.iter().map(|row| erase_row(open, row)).collect();
        let mut past = open.erasures().tombstones()?;
        past.reverse();
        view.past = past
            .into_iter()
            .map(|stone| PastRow {
                at: stone.value.at,
                by: staff_name(open, stone.value.confirmed_by),
                why: stone.value.why,
                erased: stone.value.erased,
            })
            .collect();
    }
    if open.can(Deed::HoldSee) {
        let standing = open.holds().list()?;
        let standing = standing.iter().filter(|hold| hold.value.released.is_none());
        view.holds = standing.map(|hold| hold_row(open, hold)).collect();
    }
    if open.can(Deed::DueSee) {
        let due = open.retention().due()?;
        view.due = due.into_iter().map(|line| due_row(open, line)).collect();
    }
    Ok(view)
}

/// What lies on one client.
///
/// # Errors
/// If the vault refuses.
pub fn of_client(open: &Open, client: ClientId) -> Result<OfClient, Trouble> {
    let holds = open.holds().on(client)?;
    let erasure = open.erasures().of_client(client)?;
    let open_for_secs = open.access_until(client).map(|until| {
        let left = until.duration_since(open.now()).as_secs();
        u64::try_from(left).unwrap_or(0)
    });
    Ok(OfClient {
        client: Some(client),
        holds: holds.iter().map(|hold| hold_row(open, hold)).collect(),
        erasure: erasure.as_ref().map(|row| erase_row(open, row)),
        alone: open.practice()? == Practice::OnePerson,
        open_for_secs,
    })
}

/// Whether a client is restricted and not open to whoever is signed in: then its row, else nothing.
///
/// # Errors
/// If there is none, or the vault refuses.
pub fn closed(open: &Open, client: ClientId) -> Result<Option<ClientRow>, Trouble> {
    let card = open.clients().card(client)?;
    let closed = card.restricted && open.access_until(client).is_none();
    Ok(closed.then(|| clients::row(card)))
}

fn openings(open: &Open) -> Result<Vec<OpeningRow>, Trouble> {
    let now = open.now();
    let waiting = open.restricted().waiting()?;
    Ok(waiting
        .into_iter()
        .map(|stored| OpeningRow {
            id: stored.id,
            client: client_name(open, stored.value.client),
            by: staff_name(open, stored.value.by),
            at: stored.value.at,
            why: stored.value.why,
            overdue: now.duration_since(stored.value.at) > ACKNOWLEDGE_WITHIN,
        })
        .collect())
}

fn erase_row(open: &Open, stored: &Stored<EraseRequest>) -> EraseRow {
    let request = &stored.value;
    let from = open.erasures().not_before(request);
    EraseRow {
        id: stored.id,
        client: client_name(open, request.client),
        client_id: request.client,
        by: staff_name(open, request.by),
        mine: request.by == open.me().id,
        at: request.at,
        why: request.why,
        reason: request.reason.clone(),
        from,
        early: open.now() < from,
    }
}

fn hold_row(open: &Open, stored: &Stored<Hold>) -> HoldRow {
    let hold = &stored.value;
    let asked = hold.asked.as_ref();
    HoldRow {
        id: stored.id,
        client: hold.client.map(|client| client_name(open, client)),
        reason: hold.reason.clone(),
        matter: hold.matter.clone(),
        by: staff_name(open, hold.set_by),
        since: hold.since,
        asked: asked.map(|asked| (staff_name(open, asked.by), asked.reason.clone())),
        asked_by_me: asked.is_some_and(|asked| asked.by == open.me().id),
    }
}

fn due_row(open: &Open, due: Due) -> DueRow {
    DueRow {
        due,
        client: due.client.map_or_else(
            || text::say("screening-unnamed"),
            |client| client_name(open, client),
        ),
        screening: match due.record {
            DueRecord::Screening(id) => Some(id),
            DueRecord::Risk(_) | DueRecord::Letter(_) => None,
        },
    }
}

/// A client's name where this person may find clients, else the beginning of the id.
fn client_name(open: &Open, client: ClientId) -> String {
    if open.can(Deed::ClientFind)
        && let Ok(card) = open.clients().card(client)
    {
        return card.name;
    }
    let id = client.to_string();
    text::say_with(
        "records-client-id",
        &[("id", id.get(..8).unwrap_or_default())],
    )
}

fn staff_name(open: &Open, person: PersonId) -> String {
    open.staff()
        .get(person)
        .map_or_else(|_| text::say("records-somebody"), |staff| staff.name)
}
