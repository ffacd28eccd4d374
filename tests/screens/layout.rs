//! No text cut, none over another, nothing off the screen: all screens, looks, sizes and text sizes, without pictures.

use std::collections::BTreeMap;

use anteroom::ui::Look;
use anteroom::ui::layout_check::{self, Check};

use crate::all::{Clinic, screens, went};
use crate::visit::{Setting, Visit};

/// Windows in pixels.
const WINDOWS: [[u16; 2]; 4] = [[640, 360], [900, 720], [1280, 720], [1920, 1080]];
/// Text sizes in per cent.
const TEXTS: [u16; 5] = [80, 100, 125, 150, 200];

/// All that leave the window at least 640 by 360 points, which is the least that it can have.
fn settings() -> Vec<Setting> {
    let mut all = Vec::new();
    for look in Look::ALL {
        for pixels in WINDOWS {
            for percent in TEXTS {
                let setting = Setting {
                    pixels,
                    percent,
                    look,
                };
                let points = setting.points();
                if points.x >= 640.0 && points.y >= 360.0 {
                    all.push(setting);
                }
            }
        }
    }
    all
}

fn faults(on: &Visit, setting: Setting) -> Vec<String> {
    let screen = egui::Rect::from_min_size(egui::Pos2::ZERO, setting.points());
    let check = Check {
        vertical: false,
        elided: true,
    };
    let shapes = &on.seen.output().shapes;
    let mut found = layout_check::faults(shapes, check);
    found.extend(layout_check::off_screen(shapes, screen));
    found
}

#[test]
fn on_no_screen_is_text_cut_covered_or_off_the_screen() {
    let settings = settings();
    let only = std::env::var("ANTEROOM_SCREENS").ok();
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut looked = 0;
    for clinic in Clinic::ALL {
        let mut on = clinic.visit();
        for (_, name, way) in screens().into_iter().filter(|(of, ..)| *of == clinic) {
            if only.as_deref().is_some_and(|only| !name.starts_with(only))
                && clinic == Clinic::Sample
            {
                continue;
            }
            if clinic == Clinic::Sample {
                on.home();
            }
            if let Err(why) = went(&mut on, way) {
                found
                    .entry(format!("{name}: {why}"))
                    .or_default()
                    .push("the way".to_owned());
                continue;
            }
            for setting in &settings {
                on.set(*setting);
                looked += 1;
                for fault in faults(&on, *setting) {
                    let places = found.entry(format!("{name}: {fault}")).or_default();
                    places.push(setting.to_string());
                }
            }
            on.set(Setting::USUAL);
        }
    }
    let lines: Vec<String> = found
        .iter()
        .map(|(fault, at)| format!("{fault}\n      {} times, first {}", at.len(), at[0]))
        .collect();
    assert!(lines.is_empty(), "{looked} looked at\n{}", lines.join("\n"));
    assert!(looked > 1_500 || only.is_some(), "only {looked} looked at");
}
