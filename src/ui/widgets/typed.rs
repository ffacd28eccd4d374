//! What is being typed, by field: kept through a lock, so that not a letter is lost.
//!
//! Answers are drafts of their own and on the disk within a second. Forms are not: what stands in their fields is
//! noted here while it is shown, handed to the vault by a lock, and put back into the same field of the same page.

use std::collections::BTreeMap;

use egui::{Context, Id, Ui};
use zeroize::Zeroize;

/// Text by the number of its field.
pub type Fields = BTreeMap<u64, String>;

#[derive(Clone, Default)]
struct Journal {
    typed: BTreeMap<u64, Entry>,
    /// To be put back as soon as the field is drawn, on its page.
    waiting: Fields,
    /// Whether this is the page that they are for.
    here: bool,
    /// Which record a form is about, where forms about several share their fields.
    scope: u64,
}

impl Journal {
    fn number(&self, id: Id) -> u64 {
        id.value() ^ self.scope
    }
}

#[derive(Clone, Default)]
struct Entry {
    text: String,
    seen: u64,
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.text.zeroize();
    }
}

fn journal() -> Id {
    Id::unique("typed")
}

fn with<R>(ctx: &Context, work: impl FnOnce(&mut Journal) -> R) -> R {
    ctx.data_mut(|data| work(data.get_temp_mut_or_default::<Journal>(journal())))
}

/// Puts back what stood in a field; says whether it did. Called before the field is drawn.
pub(super) fn put_back(ui: &Ui, id: Id, text: &mut String) -> bool {
    let frame = ui.ctx().cumulative_frame_nr();
    let back = with(ui.ctx(), |journal| {
        let number = journal.number(id);
        if let Some(entry) = journal.typed.get_mut(&number) {
            entry.seen = frame;
        }
        if journal.waiting.is_empty() || !journal.here {
            return None;
        }
        journal.waiting.remove(&number)
    });
    match back {
        Some(back) if back != *text => {
            *text = back;
            note(ui, id, text);
            true
        }
        _ => false,
    }
}

/// Notes what stands in a field. Called when it was changed.
pub(super) fn note(ui: &Ui, id: Id, text: &str) {
    let seen = ui.ctx().cumulative_frame_nr();
    let entry = Entry {
        text: text.to_owned(),
        seen,
    };
    with(ui.ctx(), |journal| {
        let number = journal.number(id);
        journal.typed.insert(number, entry)
    });
}

/// What is drawn inside is about this record; without it, a text could come back in the form of another.
pub fn about<R>(ui: &mut Ui, record: &str, add: impl FnOnce(&mut Ui) -> R) -> R {
    let scope = Id::unique("typed").with(record).value();
    with(ui.ctx(), |journal| journal.scope = scope);
    let result = add(ui);
    with(ui.ctx(), |journal| journal.scope = 0);
    result
}

/// Forgets fields that are no longer drawn: their form was closed.
pub fn tidy(ctx: &Context) {
    let frame = ctx.cumulative_frame_nr();
    with(ctx, |journal| {
        journal.typed.retain(|_, entry| entry.seen + 3 > frame);
    });
}

/// What stands in the fields of this page, and what was not put back yet.
pub fn take(ctx: &Context) -> Fields {
    with(ctx, |journal| {
        let mut fields = std::mem::take(&mut journal.waiting);
        for (id, mut entry) in std::mem::take(&mut journal.typed) {
            fields.insert(id, std::mem::take(&mut entry.text));
        }
        fields
    })
}

/// Puts these back when their fields are drawn on this page.
pub fn wait_for(ctx: &Context, fields: Fields) {
    with(ctx, |journal| {
        journal.waiting = fields;
        journal.here = true;
    });
}

/// Whether this is the page that the texts are for; they wait elsewhere.
pub fn set_here(ctx: &Context, here: bool) {
    with(ctx, |journal| journal.here = here);
}
