//! Large cards side by side, each a way on: an icon, a name, a sentence, and a key.

use egui::{Id, Key, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::text::say;
use crate::ui::theme::{Line, space};
use crate::ui::{Ground, Icon, Ink, Theme, Type, keys, paint};

/// A way on; its words are `{message}`, `{message}-text` and `{message}-meta`.
pub(super) struct Card {
    message: &'static str,
    icon: Icon,
    key: &'static str,
}

impl Card {
    pub(super) fn new(message: &'static str, icon: Icon, key: &'static str) -> Self {
        Self { message, icon, key }
    }
}

/// The words of a card.
struct Words {
    title: String,
    text: String,
    meta: String,
}

const KEYS: [Key; 3] = [Key::Num1, Key::Num2, Key::Num3];
const PADDING: f32 = 20.0;

/// Draws the cards, and says which one was chosen, by press or by its digit.
pub(super) fn row(ui: &mut Ui, cards: &[Card], focus: &mut bool) -> Option<usize> {
    let words: Vec<Words> = cards
        .iter()
        .map(|card| Words {
            title: say(card.message),
            text: say(&format!("{}-text", card.message)),
            meta: say(&format!("{}-meta", card.message)),
        })
        .collect();
    let width = ui.available_width();
    let side_by_side = width >= 720.0;
    let count = cards.len() as f32;
    let each = if side_by_side {
        (width - (count - 1.0) * space::S16) / count
    } else {
        width
    };
    let heights = words.iter().map(|words| height(ui, words, each));
    let tallest = heights.fold(0.0, f32::max);
    let mut chosen = None;
    let top = ui.cursor().min;
    let total = if side_by_side {
        tallest
    } else {
        count * (tallest + space::S12) - space::S12
    };
    let (_, all) = ui.allocate_space(vec2(width, total));
    let free = keys::shortcuts_allowed(ui);
    for (index, (card, words)) in cards.iter().zip(&words).enumerate() {
        let along = index as f32;
        let min = if side_by_side {
            pos2(top.x + along * (each + space::S16), all.top())
        } else {
            pos2(top.x, all.top() + along * (tallest + space::S12))
        };
        let rect = Rect::from_min_size(min, vec2(each, tallest));
        let id = Id::unique(("way on", card.message));
        if index == 0 {
            crate::ui::fields::focus_once(ui, focus, id);
        }
        if one(ui, id, rect, card, words) || (free && keys::take(ui, KEYS[index.min(2)])) {
            chosen = Some(index);
        }
    }
    chosen
}

fn height(ui: &Ui, words: &Words, width: f32) -> f32 {
    let room = width - 2.0 * PADDING;
    let plain = egui::Color32::PLACEHOLDER;
    let title = paint::wrapped(ui, &words.title, Type::H2, plain, room);
    let text = paint::wrapped(ui, &words.text, Type::Body, plain, room);
    let meta = paint::wrapped(ui, &words.meta, Type::Small, plain, room);
    let texts = title.size().y + text.size().y + meta.size().y;
    2.0 * PADDING + 48.0 + space::S12 + texts + space::S8 + space::S12
}

fn one(ui: &Ui, id: Id, rect: Rect, card: &Card, words: &Words) -> bool {
    let theme = Theme::of(ui);
    let response = ui.interact(rect, id, Sense::click());
    let over = response.hovered() || response.is_pointer_button_down_on();
    let (ground, line) = if over {
        (Ground::Surface, Line::Chosen)
    } else {
        (Ground::Surface, Line::Edge)
    };
    paint::frame(ui, rect, space::RADIUS_CARD, Some(ground), Some(line));
    let left = rect.left() + PADDING;
    let mut y = rect.top() + PADDING;
    let square = Rect::from_min_size(pos2(left, y), vec2(48.0, 48.0));
    paint::frame(
        ui,
        square,
        space::RADIUS_CHIP,
        Some(Ground::AccentSoft),
        None,
    );
    let accent = theme.ink(Ink::Accent);
    paint::icon(ui, square.center(), card.icon, 26.0, accent);
    let cap = paint::one_line(ui, card.key, Type::MetaStrong, theme.ink(Ink::Help));
    let place = Rect::from_center_size(
        pos2(rect.right() - PADDING - 12.0, square.center().y),
        vec2(24.0, 24.0),
    );
    paint::frame(ui, place, 5, Some(Ground::Sunken), Some(Line::Decoration));
    paint::text_centred(ui, place, cap);
    y += 48.0 + space::S12;
    let room = rect.width() - 2.0 * PADDING;
    for (text, kind, ink, gap) in [
        (&words.title, Type::H2, Ink::Body, space::S8),
        (&words.text, Type::Body, Ink::Body, space::S12),
        (&words.meta, Type::Small, Ink::Help, 0.0),
    ] {
        let galley = paint::wrapped(ui, text, kind, theme.ink(ink), room);
        let height = galley.size().y;
        paint::text(ui, pos2(left, y), galley);
        y += height + gap;
    }
    paint::focus(ui, &response, rect, space::RADIUS_CARD);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words.title));
    ui.accesskit_node_builder(id, |node| {
        node.set_description(format!("{} {}", words.text, words.meta));
        node.set_keyboard_shortcut(card.key);
    });
    response.clicked()
}
