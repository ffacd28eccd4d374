//! Keeps what has the focus where it is on the screen while the page above it grows or shrinks.

use egui::{Id, Rect, ScrollArea, Ui, scroll_area::ScrollAreaOutput};

/// What had the focus, and how far below the top of the page's contents it stood.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Anchor {
    part: Id,
    depth: f32,
    in_view: bool,
}

/// Puts the page where the focus asked for in the pass before.
pub(super) fn apply(ui: &Ui, id: Id, area: ScrollArea) -> ScrollArea {
    let offset: Option<Option<f32>> = ui.data_mut(|data| data.remove_temp(id.with("offset")));
    match offset.flatten() {
        Some(offset) => area.vertical_scroll_offset(offset),
        None => area,
    }
}

/// Compares with the pass before; where the focused part was moved by the layout, the pass is drawn again. `top` is where
/// the contents were drawn to begin: the offset may have been moved by the wheel or to the cursor since, for the next pass.
pub(super) fn follow<R>(ui: &Ui, id: Id, top: f32, output: &ScrollAreaOutput<R>) {
    let offset = output.state.clamped_offset().y;
    let now = focused(ui).map(|(part, rect)| Anchor {
        part,
        depth: rect.top() - top,
        in_view: rect.intersects(output.inner_rect),
    });
    let anchor_id = id.with("anchor");
    let before: Option<Anchor> = ui.data(|data| data.get_temp(anchor_id)).flatten();
    ui.data_mut(|data| data.insert_temp(anchor_id, now));
    if let (Some(now), Some(before)) = (now, before)
        && now.part == before.part
        && before.in_view
        && (now.depth - before.depth).abs() > 0.5
    {
        let offset = (offset + now.depth - before.depth).max(0.0);
        ui.data_mut(|data| data.insert_temp(id.with("offset"), Some(offset)));
        ui.request_discard("the focused question keeps its place");
    }
}

fn focused(ui: &Ui) -> Option<(Id, Rect)> {
    let part = ui.memory(|memory| memory.focused())?;
    let response = ui.read_response(part)?;
    (response.layer_id == ui.layer_id()).then_some((part, response.rect))
}
