//! How the hand-over view is divided: a quiet line above, one column that scrolls, and the way on below.

use egui::{Align, Id, Layout, Rangef, Rect, Ui, UiBuilder, pos2, vec2};

use crate::ui::column::Column;
use crate::ui::shell::{Breadth, COLUMN, FOOTER};
use crate::ui::theme::{Line, space};
use crate::ui::{Ground, Ink, Theme, Type, paint};

/// The room of the button for staff.
const STAFF: f32 = 140.0;
/// The height of the line above.
const HEAD: f32 = 48.0;

/// The parts of the view.
pub(super) struct Frame {
    head: Rect,
    page: Rect,
    foot: Rect,
    gutter: f32,
}

impl Frame {
    /// Divides the whole window and draws its ground.
    pub(super) fn begin(ui: &Ui) -> Self {
        let all = ui.max_rect();
        let narrow = Breadth::of_width(all.width()) == Breadth::Narrow;
        let head = Rect::from_min_size(all.min, vec2(all.width(), HEAD));
        let foot = Rect::from_min_max(pos2(all.left(), all.bottom() - FOOTER - 8.0), all.max);
        let page = Rect::from_min_max(head.left_bottom(), foot.right_top());
        let theme = Theme::of(ui);
        let painter = ui.painter();
        painter.rect_filled(all, 0.0, theme.ground(Ground::Canvas));
        painter.hline(foot.x_range(), foot.top(), theme.line(Line::Decoration));
        Self {
            head,
            page,
            foot,
            gutter: if narrow { space::S16 } else { space::S24 },
        }
    }

    fn column(&self) -> Column {
        let width = (self.page.width() - 2.0 * self.gutter).clamp(1.0, COLUMN);
        let left = self.page.left() + ((self.page.width() - width) / 2.0).max(self.gutter);
        Column {
            page: self.page,
            across: Rangef::new(left, left + width),
        }
    }

    /// The line above: whose questions these are, and a way out for staff at the right.
    pub(super) fn head<R>(&self, ui: &mut Ui, clinic: &str, staff: impl FnOnce(&mut Ui) -> R) -> R {
        let inner = self.head.shrink2(vec2(self.gutter, space::S4));
        let theme = Theme::of(ui);
        let room = (inner.width() - STAFF).max(40.0);
        let name = paint::elided(ui, clinic, Type::SmallStrong, theme.ink(Ink::Help), room);
        let y = inner.center().y - name.size().y / 2.0;
        paint::text(ui, pos2(inner.left(), y), name);
        let builder = UiBuilder::new()
            .id_salt("hand-over staff")
            .max_rect(inner)
            .layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(builder, staff).inner
    }

    /// The column: the one thing that scrolls. `part` keeps each page's own place.
    pub(super) fn body<R>(&self, ui: &mut Ui, id: Id, add: impl FnOnce(&mut Ui) -> R) -> R {
        let top = if self.page.height() > 440.0 {
            space::S32
        } else {
            space::S12
        };
        self.column().body(ui, id, top, add)
    }

    /// What is below: back at the left, on at the right.
    pub(super) fn foot(
        &self,
        ui: &mut Ui,
        id: Id,
        back: impl FnOnce(&mut Ui),
        next: impl FnOnce(&mut Ui),
    ) {
        let spaced = |ui: &mut Ui| ui.spacing_mut().item_spacing.x = space::S12;
        self.column().foot(
            ui,
            id,
            self.foot,
            |ui| {
                spaced(ui);
                back(ui);
            },
            |ui| {
                spaced(ui);
                next(ui);
            },
        );
    }
}
