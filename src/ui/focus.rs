//! Who gets the keyboard next, where egui would let go of it: after a dialog, after Escape, after a lock.

use egui::{Context, Id, Plugin, Rect, Role, Sense, Ui, WidgetInfo, vec2};

fn wanted_id() -> Id {
    Id::unique("anteroom focus wanted")
}

/// A dialog that closes is gone for egui two frames later; then nothing is waited for by drawing.
const PATIENCE: u8 = 3;

/// Which widget is to get the focus, and how many more frames are asked for until it can.
#[derive(Clone, Copy, Debug)]
struct Wanted {
    id: Id,
    patience: u8,
    /// In which frame it was asked for.
    since: u64,
}

fn wanted(ctx: &Context) -> Option<Wanted> {
    ctx.data(|data| data.get_temp(wanted_id())).flatten()
}

fn want(ctx: &Context, wanted: Option<Wanted>) {
    ctx.data_mut(|data| data.insert_temp(wanted_id(), wanted));
}

/// Gives the focus to a widget as soon as no dialog stands over it.
///
/// A dialog that closes still holds the focus for a frame; a plain request would be lost in it.
pub fn give(ctx: &Context, id: Id) {
    let (patience, since) = (PATIENCE, ctx.cumulative_frame_nr());
    let wanted = Wanted {
        id,
        patience,
        since,
    };
    want(ctx, Some(wanted));
    ctx.request_repaint();
}

/// Gives the focus to a widget if nothing has it, as after Escape; a page calls it with its question in each frame.
pub fn keep(ctx: &Context, id: Id) {
    let free =
        ctx.memory(|memory| memory.focused().is_none() && memory.top_modal_layer().is_none());
    if free && wanted(ctx).is_none() {
        ctx.memory_mut(|memory| memory.request_focus(id));
        // What was drawn before does not show yet that it has it.
        ctx.request_repaint();
    }
}

fn wrong_id() -> Id {
    Id::unique("anteroom focus first error")
}

/// So many frames a form has to say what is wrong with it.
const ERROR_FRAMES: u64 = 3;

/// A form was sent and something in it is wrong: the first field that says so takes the keyboard when it is drawn.
pub fn to_first_error(ctx: &Context) {
    let until = ctx.cumulative_frame_nr() + ERROR_FRAMES;
    ctx.data_mut(|data| data.insert_temp(wrong_id(), until));
    ctx.request_repaint();
}

/// A field was drawn that says what is wrong with it.
pub fn error_drawn(ctx: &Context, field: Id) {
    let until: Option<u64> = ctx.data(|data| data.get_temp(wrong_id()));
    if until.is_some_and(|until| ctx.cumulative_frame_nr() <= until) {
        ctx.data_mut(|data| data.remove::<u64>(wrong_id()));
        ctx.memory_mut(|memory| memory.request_focus(field));
        ctx.request_repaint();
    }
}

/// Keeps the focus on a widget that is drawn in this frame, such as the field of a list that is chosen from.
pub fn hold(ctx: &Context, id: Id) {
    if !ctx.memory(|memory| memory.has_focus(id)) {
        ctx.memory_mut(|memory| memory.request_focus(id));
    }
}

/// The top of a page: it takes the keyboard when the page opens, so that Tab goes on inside the page and not again
/// through everything around it. Pages whose first field wants the focus ask for it afterwards.
pub fn arrive(ui: &Ui, id: Id, name: &str) {
    let frame = ui.cumulative_frame_nr();
    let last: Option<u64> = ui.data_mut(|data| {
        let last = data.get_temp(id);
        data.insert_temp(id, frame);
        last
    });
    let new = last.is_none_or(|last| frame > last + 1);
    let free = ui.memory(|memory| memory.top_modal_layer().is_none());
    let opened = new && free;
    // Chosen in the palette or the menu, which is not gone yet, and gave the focus to what is gone. What the page itself
    // asked for stands.
    let asked = wanted(ui).is_some_and(|wanted| wanted.since == frame);
    if new && !free && !asked {
        give(ui, id);
    }
    // Once it is left, Tab does not come back to it.
    let sense = if opened || ui.memory(|memory| memory.has_focus(id)) {
        Sense::focusable_noninteractive()
    } else {
        Sense::empty()
    };
    let rect = Rect::from_min_size(ui.cursor().min, vec2(1.0, 1.0));
    let response = ui.interact(rect, id, sense);
    response.widget_info(|| WidgetInfo::labeled(Role::Region, true, name));
    if opened {
        response.request_focus();
    }
}

/// Carries out what [`give`] asked for.
pub(super) struct FocusKeeper;

impl Plugin for FocusKeeper {
    fn debug_name(&self) -> &'static str {
        "focus keeper"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let Some(now) = wanted(ui) else { return };
        if ui.memory(|memory| memory.top_modal_layer().is_none()) {
            ui.memory_mut(|memory| memory.request_focus(now.id));
            want(ui, None);
            ui.request_repaint();
            return;
        }
        // While something stands over the page nothing can be given; whatever closes it, or a key, looks again.
        let touched = ui.input(|input| !input.events.is_empty());
        let patience = if touched { PATIENCE } else { now.patience };
        if patience > 0 {
            let patience = patience - 1;
            want(ui, Some(Wanted { patience, ..now }));
            ui.request_repaint();
        }
    }
}
