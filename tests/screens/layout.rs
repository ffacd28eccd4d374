//! No text cut, none over another, nothing off the screen, nothing too pale, nothing without a name: all screens, looks,
//! sizes and text sizes, without pictures.
//!
//! `ANTEROOM_SCREENS` limits it to the screens whose name begins with that word.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use anteroom::ui::Look;
use anteroom::ui::layout_check::{self, Check};
use egui::accesskit::{Action, Role};
use egui_kittest::kittest::NodeT as _;

use crate::all::{Clinic, screens, went};
use crate::contrast;
use crate::visit::{Setting, Visit};

/// Windows in pixels.
const WINDOWS: [[u16; 2]; 4] = [[640, 360], [900, 720], [1280, 720], [1920, 1080]];
/// Text sizes in per cent.
const TEXTS: [u16; 5] = [80, 100, 125, 150, 200];

/// All that leave the window at least 640 by 360 points, which is the least that it can have; each size in points once.
///
/// Light and dark differ in colours alone, and high contrast in its lines besides: light is looked at in all sizes, each
/// other look at 100 per cent in the lower windows, and one of high contrast also at 200, unless `ANTEROOM_ALL` is set.
fn settings() -> Vec<Setting> {
    let mut all: Vec<Setting> = Vec::new();
    let every = std::env::var("ANTEROOM_ALL").is_ok();
    for look in Look::ALL {
        for pixels in WINDOWS {
            for percent in TEXTS {
                let setting = Setting {
                    pixels,
                    percent,
                    look,
                };
                let points = setting.points();
                let known = |one: &Setting| one.look == look && one.points() == points;
                let asked = every
                    || look == Look::Light
                    || percent == 100 && pixels[1] <= 720
                    || percent == 200 && look == Look::ContrastDark;
                let fits = points.x >= 640.0 && points.y >= 360.0;
                if fits && asked && (every || !all.iter().any(known)) {
                    all.push(setting);
                }
            }
        }
    }
    all
}

/// What is wrong, and where.
type Faults = BTreeMap<String, Vec<String>>;

#[derive(Default)]
struct Found {
    looked: usize,
    lost: Vec<String>,
    layout: Faults,
    pale: Faults,
    nameless: Faults,
    pairs: usize,
}

/// Looked at once for all tests.
fn found() -> &'static Found {
    static FOUND: OnceLock<Found> = OnceLock::new();
    FOUND.get_or_init(|| {
        let settings = settings();
        let only = std::env::var("ANTEROOM_SCREENS").ok();
        let mut found = Found::default();
        for clinic in Clinic::ALL {
            let of_clinic: Vec<_> = screens()
                .into_iter()
                .filter(|(of, ..)| *of == clinic)
                .collect();
            let wanted = |name: &str| only.as_deref().is_none_or(|only| name.starts_with(only));
            if !of_clinic.iter().any(|(_, name, _)| wanted(name)) {
                continue;
            }
            let mut on = clinic.visit();
            for (_, name, way) in of_clinic {
                let skip = !wanted(name);
                if skip && clinic.begins_at_home() {
                    continue;
                }
                if clinic.begins_at_home() {
                    on.home();
                }
                if let Err(why) = went(&mut on, way) {
                    found.lost.push(format!("{name}: {why}"));
                    continue;
                }
                if skip {
                    continue;
                }
                for setting in &settings {
                    on.lay_out(*setting);
                    look(&on, name, *setting, &mut found);
                }
                on.set(Setting::USUAL);
            }
        }
        found
    })
}

fn look(on: &Visit, name: &str, setting: Setting, found: &mut Found) {
    found.looked += 1;
    let shapes = &on.seen.output().shapes;
    let screen = on.seen.ctx.content_rect();
    let check = Check {
        vertical: false,
        elided: true,
    };
    let mut faults = layout_check::faults(shapes, check);
    faults.extend(layout_check::off_screen(shapes, screen));
    // What is typed may be longer than its field, and a cell of a table than its column where the window is narrow: both are
    // read in full by moving in the field and by opening the row.
    faults.retain(|fault| !is_longer_by_nature(on, fault));
    for fault in faults {
        let places = found.layout.entry(format!("{name}: {fault}")).or_default();
        places.push(setting.to_string());
    }
    // Colours do not depend on the size.
    if setting.pixels != [1280, 720] || setting.percent != 100 {
        return;
    }
    let pairs = contrast::pairs(shapes, screen);
    found.pairs += pairs.len();
    for fault in contrast::too_pale(&pairs, setting.look) {
        let places = found.pale.entry(fault).or_default();
        places.push(format!("{name} {:?}", setting.look));
    }
    for node in on.seen.root().children_recursive() {
        let node = node.accesskit_node();
        let data = node.data();
        // A bar that scrolls is moved by the page that it belongs to.
        let acts = node.role() != Role::ScrollBar
            && (data.supports_action(Action::Focus) || data.supports_action(Action::Click));
        let label = node.label().unwrap_or_default();
        let role = data.role();
        if acts
            && (label.trim().is_empty() || matches!(role, Role::Unknown | Role::GenericContainer))
        {
            let fault = format!("{role:?} {label:?} at {:?}", data.bounds());
            found
                .nameless
                .entry(fault)
                .or_default()
                .push(name.to_owned());
        }
    }
}

fn is_longer_by_nature(on: &Visit, fault: &str) -> bool {
    let Some((kind, words)) = fault.split_once(": \"") else {
        return false;
    };
    let words = words.split("\" at [[").next().unwrap_or_default();
    let narrow = on.seen.ctx.content_rect().width() < 1_200.0;
    on.seen.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        match (kind, node.role()) {
            ("cut", Role::TextInput | Role::SearchInput) => node.value().as_deref() == Some(words),
            // The whole of it stands in the list, and of a text also below.
            ("shortened", Role::ComboBox) => node.value().as_deref() == Some(words),
            ("shortened", Role::Row) => {
                narrow && node.label().is_some_and(|label| label.contains(words))
            }
            _ => false,
        }
    })
}

fn said(faults: &Faults) -> String {
    let lines = faults
        .iter()
        .map(|(fault, at)| format!("{fault}\n      {} times, first {}", at.len(), at[0]));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn on_no_screen_is_text_cut_covered_or_off_the_screen() {
    let found = found();
    assert!(found.lost.is_empty(), "{}", found.lost.join("\n"));
    assert!(
        found.layout.is_empty(),
        "{} looked at\n{}",
        found.looked,
        said(&found.layout)
    );
    let only = std::env::var("ANTEROOM_SCREENS").is_ok();
    assert!(found.looked > 1_200 || only, "only {}", found.looked);
}

#[test]
fn every_text_stands_out_from_what_it_stands_on_as_wcag_asks() {
    let found = found();
    assert!(found.pale.is_empty(), "{}", said(&found.pale));
    let only = std::env::var("ANTEROOM_SCREENS").is_ok();
    assert!(found.pairs > 1_000 || only, "only {} pairs", found.pairs);
}

#[test]
fn whatever_can_be_focused_or_pressed_has_a_name_and_a_role() {
    let found = found();
    assert!(found.nameless.is_empty(), "{}", said(&found.nameless));
}
