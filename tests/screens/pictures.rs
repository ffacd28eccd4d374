//! Pictures of every screen, painted without a GPU and compared with those in `tests/snapshots`.
//!
//! `ANTEROOM_PICTURES=write` writes them anew, or those whose name begins with the word in `ANTEROOM_SCREENS`.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use anteroom::ui::gallery::{Chapter, Gallery};
use anteroom::ui::theme::Motion;
use anteroom::ui::{Ground, Look, Theme, Words};
use software_painter::{Painter, Picture};

use crate::all::{Clinic, screens, went};
use crate::visit::{Setting, Textures, Visit};

/// Points that may differ, in millionths: edges of letters and icons differ with where they lie in the texture of letters, as
/// short names of records are drawn by lot; letters of other fonts would be many thousands.
const MOST: usize = 800;

/// What is also looked at in other looks, sizes and text sizes.
const KEY_SCREENS: [&str; 6] = [
    "home",
    "client",
    "answer-therapy",
    "safety",
    "result-not-now",
    "letter",
];

/// What a person has before them, also in dark.
const OF_THE_PERSON: [&str; 3] = ["hand-over", "hand-over-question", "hand-over-danger"];

fn others() -> Vec<(&'static str, Setting)> {
    let with = |pixels, percent, look| Setting {
        pixels,
        percent,
        look,
    };
    vec![
        ("dark", with([1280, 720], 100, Look::Dark)),
        (
            "contrast-light",
            with([1280, 720], 100, Look::ContrastLight),
        ),
        ("contrast-dark", with([1280, 720], 100, Look::ContrastDark)),
        ("200", with([1280, 720], 200, Look::Light)),
        ("900", with([900, 720], 100, Look::Light)),
    ]
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots")
}

fn shown_by_the_guide(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("assets/guide/pictures/{name}.png"))
}

/// Compares a picture, or writes it; what is wrong, in words.
fn look(name: &str, picture: &Picture, wrong: &mut Vec<String>) {
    let path = folder().join(format!("{name}.png"));
    if std::env::var("ANTEROOM_PICTURES").as_deref() == Ok("write") {
        let same = Picture::read(&path).is_ok_and(|kept| kept.differs(picture) <= MOST);
        if !same {
            std::fs::create_dir_all(folder()).unwrap();
            picture.write(&path).unwrap();
        }
        // The guide shows the same bytes: a picture drawn anew is new there as well.
        let guide = shown_by_the_guide(name);
        if guide.is_file() {
            std::fs::copy(&path, guide).unwrap();
        }
        return;
    }
    match Picture::read(&path) {
        Err(error) => wrong.push(format!("{name}: {error}")),
        Ok(kept) => {
            let differs = kept.differs(picture);
            if differs > MOST {
                let seen = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.png"));
                picture.write(&seen).unwrap();
                let seen = seen.display();
                wrong.push(format!(
                    "{name}: {differs} of a million points differ, see {seen}"
                ));
            }
        }
    }
}

fn visit_all(wrong: &mut Vec<String>, mut then: impl FnMut(&str, &mut Visit, &mut Vec<String>)) {
    let only = std::env::var("ANTEROOM_SCREENS").ok();
    for clinic in Clinic::ALL {
        let wanted = |name: &str| only.as_deref().is_none_or(|only| name.starts_with(only));
        let of_clinic: Vec<_> = screens()
            .into_iter()
            .filter(|(of, ..)| *of == clinic)
            .collect();
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
                wrong.push(format!("{name}: {why}"));
                continue;
            }
            if !skip {
                then(name, &mut on, wrong);
            }
        }
    }
}

#[test]
fn every_screen_looks_as_it_did() {
    let mut wrong = Vec::new();
    visit_all(&mut wrong, |name, on, wrong| {
        on.set(Setting::USUAL);
        look(name, &on.picture(), wrong);
        let more = match name {
            _ if KEY_SCREENS.contains(&name) => others(),
            _ if OF_THE_PERSON.contains(&name) => others().into_iter().take(1).collect(),
            _ => return,
        };
        for (suffix, setting) in more {
            on.set(setting);
            look(&format!("{name}-{suffix}"), &on.picture(), wrong);
        }
        on.set(Setting::USUAL);
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The gallery of widgets without colour: each state is still told by its icon and its word.
#[test]
fn the_gallery_without_colour_looks_as_it_did() {
    let mut wrong = Vec::new();
    for (name, chapter) in [
        ("words", Chapter::Words),
        ("choices", Chapter::Choices),
        ("fields", Chapter::Fields),
        ("results", Chapter::Results),
        ("lists", Chapter::Lists),
        ("messages", Chapter::Messages),
    ] {
        let painter = Rc::new(RefCell::new(Painter::default()));
        let theme = Theme::default().motion(Motion::None);
        let size = egui::vec2(1280.0, 1400.0);
        let mut seen = egui_kittest::Harness::builder()
            .with_size(size)
            .renderer(Textures(painter.clone()))
            .with_context_setup(move |ctx| theme.install(ctx, Words::default()))
            .build_ui_state(
                |ui, gallery: &mut Gallery| gallery.ui(ui),
                Gallery::new(theme, Some(chapter)),
            );
        seen.run_steps(4);
        let shapes = seen.output().shapes.clone();
        let primitives = seen.ctx.tessellate(shapes, 1.0);
        let ground = theme.ground(Ground::Canvas);
        let picture = painter
            .borrow()
            .paint([1280, 1400], 1.0, ground, &primitives);
        look(&format!("gallery-grey-{name}"), &picture.grey(), &mut wrong);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
