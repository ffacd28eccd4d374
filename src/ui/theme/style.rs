//! egui's own style, set so that whatever we did not draw ourselves still belongs to the house.

use egui::{
    Context, CornerRadius, FontId, FullOutput, Margin, OutputCommand, Plugin, Shadow, Stroke,
    Style, TextStyle,
    style::{ScrollAnimation, ScrollStyle, WidgetVisuals, Widgets},
    vec2,
};

use super::{Ground, Ink, Line, Theme, Type, space};

/// The style of a theme.
pub(super) fn style(theme: Theme) -> Style {
    let mut style = Style {
        text_styles: text_styles(),
        animation_time: theme.fade_secs(),
        scroll_animation: ScrollAnimation::none(),
        explanation_tooltips: false,
        ..Style::default()
    };
    style.interaction.selectable_labels = false;
    style.interaction.multi_widget_text_select = false;
    style.interaction.tooltip_delay = 0.4;
    spacing(&mut style);
    visuals(theme, &mut style);
    style
}

fn text_styles() -> std::collections::BTreeMap<TextStyle, FontId> {
    [
        (TextStyle::Small, Type::Small),
        (TextStyle::Body, Type::Body),
        (TextStyle::Button, Type::Body),
        (TextStyle::Monospace, Type::Body),
        (TextStyle::Heading, Type::H2),
    ]
    .map(|(style, kind)| (style, kind.font()))
    .into()
}

fn spacing(style: &mut Style) {
    let spacing = &mut style.spacing;
    spacing.item_spacing = vec2(space::S8, space::S8);
    spacing.button_padding = vec2(space::S16, space::S8);
    // Also the least height of a horizontal line of ours, so that of a line of text.
    spacing.interact_size = vec2(space::TARGET, Type::Body.line());
    spacing.window_margin = Margin::same(24);
    spacing.menu_margin = Margin::same(8);
    spacing.tooltip_width = 320.0;
    spacing.scroll = ScrollStyle {
        bar_width: 10.0,
        floating_width: 6.0,
        floating_allocated_width: 0.0,
        dormant_handle_opacity: 0.45,
        foreground_color: false,
        ..ScrollStyle::floating()
    };
    spacing.scroll.fade.strength = 0.0;
}

fn visuals(theme: Theme, style: &mut Style) {
    let mut visuals = if theme.look().is_dark() {
        egui::Visuals::dark()
    } else {
        egui::Visuals::light()
    };
    let surface = theme.ground(Ground::Surface);
    visuals.override_text_color = None;
    visuals.weak_text_color = Some(theme.ink(Ink::Meta));
    visuals.widgets = widgets(theme);
    visuals.selection.bg_fill = theme.ground(Ground::AccentSoft);
    visuals.selection.stroke = Stroke::new(1.0, theme.ink(Ink::Body));
    visuals.hyperlink_color = theme.ink(Ink::Accent);
    visuals.faint_bg_color = theme.ground(Ground::Sunken);
    visuals.extreme_bg_color = surface;
    visuals.text_edit_bg_color = Some(surface);
    visuals.code_bg_color = theme.ground(Ground::Sunken);
    visuals.warn_fg_color = theme.ink(Ink::Care);
    visuals.error_fg_color = theme.ink(Ink::Stop);
    visuals.window_fill = surface;
    visuals.window_stroke = theme.line(Line::Decoration);
    visuals.window_corner_radius = CornerRadius::same(space::RADIUS_DIALOG);
    visuals.menu_corner_radius = CornerRadius::same(space::RADIUS_CARD);
    visuals.window_shadow = shadow(theme);
    visuals.popup_shadow = shadow(theme);
    visuals.window_highlight_topmost = false;
    visuals.panel_fill = theme.ground(Ground::Canvas);
    visuals.text_cursor.stroke = Stroke::new(2.0, theme.ink(Ink::Accent));
    // A blinking cursor would wake an idle window twice a second.
    visuals.text_cursor.blink = false;
    visuals.disabled_alpha = 1.0;
    style.visuals = visuals;
}

fn widgets(theme: Theme) -> Widgets {
    let state = |fill: Ground, edge: Line| WidgetVisuals {
        bg_fill: theme.ground(fill),
        weak_bg_fill: theme.ground(fill),
        bg_stroke: theme.line(edge),
        corner_radius: CornerRadius::same(space::RADIUS_CONTROL),
        fg_stroke: Stroke::new(1.5, theme.ink(Ink::Body)),
        expansion: 0.0,
    };
    // The scroll bar is drawn with these too: its handle is the `bg_fill`.
    let handle = |fill: egui::Color32, edge: Line| WidgetVisuals {
        bg_fill: fill,
        ..state(Ground::Surface, edge)
    };
    Widgets {
        noninteractive: state(Ground::Surface, Line::Decoration),
        inactive: handle(theme.line(Line::Edge).color, Line::Edge),
        hovered: handle(theme.line(Line::Strong).color, Line::Strong),
        active: handle(theme.ink(Ink::Accent), Line::Chosen),
        open: state(Ground::Surface, Line::Chosen),
    }
}

/// Dialogs, menus and toasts only.
pub(super) fn shadow(theme: Theme) -> Shadow {
    if theme.look().is_high_contrast() {
        return Shadow::NONE;
    }
    let alpha = if theme.look().is_dark() { 120 } else { 38 };
    Shadow {
        offset: [0, 8],
        blur: 28,
        spread: 0,
        color: egui::Color32::from_black_alpha(alpha),
    }
}

/// Keeps marked text out of the primary selection of X11 and Wayland, which every program on the screen can read.
pub(super) struct PrimarySelectionGuard;

impl Plugin for PrimarySelectionGuard {
    fn debug_name(&self) -> &'static str {
        "primary selection guard"
    }

    fn output_hook(&mut self, _ctx: &Context, output: &mut FullOutput) {
        output
            .platform_output
            .commands
            .retain(|command| !matches!(command, OutputCommand::TextSelectionSettled(_)));
    }
}
