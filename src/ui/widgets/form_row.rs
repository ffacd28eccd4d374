//! A field with its label above and one line below for help or for what is wrong.

use egui::{Id, Response, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::{Icon, Ink, Theme, Type, Words, paint, theme::space};

/// What stands around a field.
#[derive(Clone, Copy, Debug, Default)]
#[must_use = "call `show`"]
pub struct FormRow<'a> {
    label: &'a str,
    help: Option<&'a str>,
    error: Option<&'a str>,
    optional: bool,
    label_hidden: bool,
}

impl<'a> FormRow<'a> {
    /// A row with this label.
    pub fn new(label: &'a str) -> Self {
        Self {
            label,
            ..Self::default()
        }
    }

    /// What helps to fill it in.
    pub fn help(mut self, help: &'a str) -> Self {
        self.help = Some(help);
        self
    }

    /// What is wrong; it takes the place of the help, so that nothing moves.
    pub fn error(mut self, error: Option<&'a str>) -> Self {
        self.error = error;
        self
    }

    /// Marks that it may stay empty.
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }

    /// The label is named to assistive programs only, as where a question stands above.
    pub fn hide_label(mut self) -> Self {
        self.label_hidden = true;
        self
    }

    pub(super) fn label_text(&self) -> &'a str {
        self.label
    }

    /// What is read after the field's name.
    pub(super) fn about(&self) -> &'a str {
        self.error.or(self.help).unwrap_or_default()
    }

    pub(super) fn has_error(&self) -> bool {
        self.error.is_some()
    }

    /// The same around the field of an id, which takes the keyboard if it is the first that is wrong in a form that was
    /// sent.
    pub(super) fn show_around<R>(self, ui: &mut Ui, id: Id, field: impl FnOnce(&mut Ui) -> R) -> R {
        let inner = self.show(ui, field);
        if self.error.is_some() {
            crate::ui::focus::error_drawn(ui, id);
        }
        inner
    }

    /// Draws label, field and the line below; the field itself must carry the label as its accessible name.
    pub fn show<R>(self, ui: &mut Ui, field: impl FnOnce(&mut Ui) -> R) -> R {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            if !self.label_hidden {
                self.draw_label(ui);
                ui.add_space(space::S4);
            }
            let inner = field(ui);
            ui.add_space(space::S4);
            self.draw_below(ui);
            inner
        })
        .inner
    }

    fn draw_label(&self, ui: &mut Ui) {
        let theme = Theme::of(ui);
        let words = Words::of(ui);
        let optional = format!("  {}", words.optional);
        let mut parts = vec![(self.label, Type::SmallStrong, theme.ink(Ink::Body))];
        if self.optional {
            parts.push((&optional, Type::Small, theme.ink(Ink::Help)));
        }
        let galley = paint::pieces(ui, &parts, ui.available_width());
        // Only drawn: assistive programs read it as the name of the field.
        let (_, rect) = ui.allocate_space(galley.size());
        paint::text(ui, rect.min, galley);
    }

    fn draw_below(&self, ui: &mut Ui) -> Option<Response> {
        let theme = Theme::of(ui);
        let Some(text) = self.error.or(self.help) else {
            // One line is kept free, so that nothing moves when an error comes.
            ui.add_space(Type::Small.line());
            return None;
        };
        let wrong = self.error.is_some();
        let ink = if wrong { Ink::Stop } else { Ink::Help };
        let inset = if wrong { 16.0 + space::S8 - 2.0 } else { 0.0 };
        let width = (ui.available_width() - inset).min(Type::Small.measure());
        let galley = paint::wrapped(ui, text, Type::Small, theme.ink(ink), width);
        let size = vec2(galley.size().x + inset, galley.size().y);
        let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
        if wrong {
            let centre = pos2(rect.left() + 8.0, rect.top() + Type::Small.line() / 2.0);
            paint::icon(ui, centre, Icon::WarningOctagonFill, 16.0, theme.ink(ink));
        }
        paint::text(ui, rect.min + vec2(inset, 0.0), galley);
        let role = if wrong { Role::Alert } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, true, text));
        Some(response)
    }
}

/// What a field passes on to the `row` that stands around it.
macro_rules! row_words {
    () => {
        /// What helps to fill it in.
        pub fn help(mut self, help: &'a str) -> Self {
            self.row = self.row.help(help);
            self
        }

        /// What is wrong with it.
        pub fn error(mut self, error: Option<&'a str>) -> Self {
            self.row = self.row.error(error);
            self
        }

        /// Marks that it may stay empty.
        pub fn optional(mut self) -> Self {
            self.row = self.row.optional();
            self
        }

        /// The label is for assistive programs only.
        pub fn hide_label(mut self) -> Self {
            self.row = self.row.hide_label();
            self
        }
    };
}
pub(super) use row_words;
