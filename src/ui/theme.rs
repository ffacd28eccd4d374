//! The look of the window: which colours, letters, distances and radii exist, and how egui is told of them.

mod fonts;
mod palette;
mod style;

pub mod contrast;
pub mod space;
pub mod type_scale;

use std::sync::Arc;

use egui::{Color32, Context, Id, Stroke};

pub use palette::{Ground, Ink, Line};
pub use type_scale::Type;

use crate::ui::words::Words;

/// Which of the four sets of colours is worn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Look {
    /// Dark ink on warm paper.
    #[default]
    Light,
    /// Light ink on deep green-grey.
    Dark,
    /// Black on white with heavy edges.
    ContrastLight,
    /// White on black with heavy edges.
    ContrastDark,
}

impl Look {
    /// All looks, for settings, tests and the gallery.
    pub const ALL: [Look; 4] = [
        Look::Light,
        Look::Dark,
        Look::ContrastLight,
        Look::ContrastDark,
    ];

    /// Whether light ink stands on a dark ground.
    pub const fn is_dark(self) -> bool {
        matches!(self, Look::Dark | Look::ContrastDark)
    }

    /// Whether this is one of the two high-contrast looks.
    pub const fn is_high_contrast(self) -> bool {
        matches!(self, Look::ContrastLight | Look::ContrastDark)
    }
}

/// What the person chose for the window: the look, the size of its text, and whether things may fade.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    look: Look,
    text_percent: u16,
    motion: Motion,
}

/// Whether dialogs, drawers and toasts fade in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Motion {
    /// A fade of 120 ms.
    #[default]
    Fade,
    /// Nothing fades.
    None,
}

impl Default for Theme {
    fn default() -> Self {
        Theme::new(Look::Light)
    }
}

impl Theme {
    /// The smallest and the largest text size in per cent.
    pub const TEXT_PERCENT: std::ops::RangeInclusive<u16> = 80..=200;

    /// A theme at 100 % text size that fades.
    pub const fn new(look: Look) -> Self {
        Self {
            look,
            text_percent: 100,
            motion: Motion::Fade,
        }
    }

    /// The text size, kept within [`Theme::TEXT_PERCENT`].
    #[must_use]
    pub fn text_percent(mut self, percent: u16) -> Self {
        self.text_percent = percent.clamp(*Self::TEXT_PERCENT.start(), *Self::TEXT_PERCENT.end());
        self
    }

    /// Whether things fade.
    #[must_use]
    pub const fn motion(mut self, motion: Motion) -> Self {
        self.motion = motion;
        self
    }

    /// The look that is worn.
    pub const fn look(self) -> Look {
        self.look
    }

    /// The colour of text or of an icon.
    pub const fn ink(self, ink: Ink) -> Color32 {
        palette::ink(self.look, ink)
    }

    /// The colour of a ground.
    pub const fn ground(self, ground: Ground) -> Color32 {
        palette::ground(self.look, ground)
    }

    /// A line of the right weight and colour.
    pub fn line(self, line: Line) -> Stroke {
        let heavy = self.look.is_high_contrast();
        let width = match line {
            Line::Decoration | Line::Edge | Line::Strong => {
                if heavy {
                    2.0
                } else {
                    1.0
                }
            }
            Line::Chosen => {
                if heavy {
                    3.0
                } else {
                    2.0
                }
            }
            Line::Focus => {
                if heavy {
                    3.0
                } else {
                    2.0
                }
            }
        };
        Stroke::new(width, palette::line(self.look, line))
    }

    /// How long a fade lasts, in seconds.
    pub const fn fade_secs(self) -> f32 {
        match self.motion {
            Motion::Fade => 0.12,
            Motion::None => 0.0,
        }
    }

    /// Tells egui of fonts, colours, distances and of our own words; call it at the start and when a setting changes.
    pub fn install(self, ctx: &Context, words: Words) {
        if !ctx.data(|data| data.get_temp::<bool>(fonts_id()).unwrap_or(false)) {
            ctx.set_fonts(fonts::definitions(0));
            ctx.add_plugin(style::PrimarySelectionGuard);
            ctx.add_plugin(super::focus::FocusKeeper);
            ctx.data_mut(|data| data.insert_temp(fonts_id(), true));
        }
        let theme = if self.look.is_dark() {
            egui::Theme::Dark
        } else {
            egui::Theme::Light
        };
        ctx.set_theme(theme);
        ctx.set_style_of(theme, style::style(self));
        ctx.set_zoom_factor(f32::from(self.text_percent) / 100.0);
        ctx.options_mut(|options| {
            options.zoom_with_keyboard = false;
            options.quit_shortcuts.clear();
            options.warn_on_id_clash = cfg!(debug_assertions);
        });
        ctx.data_mut(|data| {
            data.insert_temp(theme_id(), self);
            data.insert_temp(words_id(), Arc::new(words));
        });
    }

    /// The theme that was installed, or the light one.
    pub fn of(ctx: &Context) -> Theme {
        ctx.data(|data| data.get_temp(theme_id()))
            .unwrap_or_default()
    }
}

impl Words {
    /// The words that were installed with the theme, or the English ones.
    pub fn of(ctx: &Context) -> Arc<Words> {
        ctx.data(|data| data.get_temp(words_id()))
            .unwrap_or_default()
    }
}

/// Drops what egui keeps about text that was typed (cursors and undo copies), and all glyphs drawn so far.
///
/// Called when a screening closes and when the program locks.
pub fn forget_typed(ctx: &Context) {
    ctx.data_mut(|data| {
        data.remove_by_type::<egui::widgets::text_edit::TextEditState>();
        data.remove_by_type::<String>();
    });
    let generation = ctx.data_mut(|data| {
        let generation = data.get_temp::<u64>(fonts_id()).unwrap_or(0) + 1;
        data.insert_temp(fonts_id(), generation);
        generation
    });
    ctx.set_fonts(fonts::definitions(generation));
}

/// As [`forget_typed`], and everything else that egui remembers; the theme is installed anew. For a lock.
pub fn forget_everything(ctx: &Context, theme: Theme, words: Words) {
    let generation = ctx.data(|data| data.get_temp::<u64>(fonts_id()).unwrap_or(0));
    ctx.memory_mut(|memory| {
        // The options hold style and zoom, and nothing that was typed.
        let options = memory.options.clone();
        *memory = egui::Memory::default();
        memory.options = options;
    });
    ctx.forget_all_images();
    theme.install(ctx, words);
    ctx.data_mut(|data| data.insert_temp(fonts_id(), generation));
    // The atlas tells which letters were shown.
    forget_typed(ctx);
}

fn theme_id() -> Id {
    Id::unique("anteroom theme")
}

fn words_id() -> Id {
    Id::unique("anteroom words")
}

fn fonts_id() -> Id {
    Id::unique("anteroom fonts are set")
}

#[cfg(test)]
mod tests;
