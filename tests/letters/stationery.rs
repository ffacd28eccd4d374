//! The clinic's paper: what an envelope's window shows, folds and punches, the clinic's colour and logo, page breaks.

use std::collections::BTreeMap;

use anteroom::domain::clinic::Window;
use anteroom::letter::blocks::{Block, Section, Table};
use anteroom::letter::compose::{support, therapy};
use anteroom::letter::page::{Area, Colour, Item, NodeId, Placed, Role};
use anteroom::letter::picture::Picture;
use anteroom::letter::{Kind, Letter, LetterError, Paper, Press};

use super::{bullets, runs, samples, set, words};

const MM: f32 = 72.0 / 25.4;

/// What may be seen of a letter through a window, wherever the letter lies in its envelope: across and down, in points.
/// Then what is seen always.
const WINDOWS: [(Paper, Window, [f32; 4], [f32; 4]); 3] = [
    // DIN 680: 90 by 45 mm, 20 mm from the left, 15 mm from below, in 220 by 110; the letter is 210 by 105.
    (
        Paper::A4,
        Window::Din,
        [10.0 * MM, 110.0 * MM, 45.0 * MM, 95.0 * MM],
        [20.0 * MM, 100.0 * MM, 50.0 * MM, 90.0 * MM],
    ),
    // DL: 90 by 35 mm, 20 mm from the left, 18 mm from below, in 220 by 110; the letter is 210 by 99.
    (
        Paper::A4,
        Window::Dl,
        [10.0 * MM, 110.0 * MM, 46.0 * MM, 92.0 * MM],
        [20.0 * MM, 100.0 * MM, 57.0 * MM, 81.0 * MM],
    ),
    // No. 10: 4 1/2 by 1 1/8 inch, 7/8 from the left, 1/2 from below, in 9 1/2 by 4 1/8; the letter is 8 1/2 by 3 2/3
    // and lies on the lower edge, as the post office taps it.
    (
        Paper::UsLetter,
        Window::Din,
        [0.0, 387.0, 147.0, 261.0],
        [63.0, 315.0, 147.0, 228.0],
    ),
];

const ADDRESS: [&str; 5] = [
    "Dr Ines Okonkwo",
    "Harbour Group Practice",
    "Care of the front desk",
    "4 Quay Street",
    "Sampleton ST1 2AB",
];

fn on(paper: Paper, window: Window) -> Letter {
    let mut facts = samples::full_referral("Noor Haddad");
    facts.cover.paper = paper;
    facts.cover.clinic.stationery.window = window;
    facts.cover.receiver.address = ADDRESS[2..].iter().map(|line| (*line).into()).collect();
    therapy(&facts, words())
}

/// Left, right, top and bottom of the ink of a thing.
fn extent(placed: &Placed) -> [f32; 4] {
    let of = |area: &Area| [area.x, area.x + area.width, area.y, area.y + area.height];
    match &placed.item {
        Item::Glyphs(run) => [
            run.x,
            run.x + run.width,
            run.y - 0.75 * run.size,
            run.y + 0.22 * run.size,
        ],
        Item::Fill { area, .. } | Item::Outline { area, .. } | Item::Picture { area, .. } => {
            of(area)
        }
    }
}

fn text(placed: &Placed) -> &str {
    match &placed.item {
        Item::Glyphs(run) => run.text.trim(),
        _ => "",
    }
}

#[test]
fn nothing_but_the_address_is_seen_through_the_window_and_the_address_always() {
    for (paper, window, seen, always) in WINDOWS {
        let sheets = set(&on(paper, window));
        let mut lines = 0;
        for placed in &sheets.pages[0].items {
            let [left, right, top, bottom] = extent(placed);
            let overlaps = right > seen[0] && left < seen[1] && bottom > seen[2] && top < seen[3];
            let said = text(placed);
            let is_address = ADDRESS.contains(&said);
            if is_address {
                lines += 1;
                assert!(
                    left >= always[0]
                        && right <= always[1]
                        && top >= always[2]
                        && bottom <= always[3],
                    "{said} is cut off in {window:?} on {paper:?}: {left} {right} {top} {bottom}"
                );
            } else if overlaps {
                let is_return =
                    said.starts_with("Millrace Clinic") && said.contains("12 Weir Lane");
                let is_rule = matches!(&placed.item, Item::Fill { area, .. } if area.height < 1.0);
                assert!(
                    is_return || is_rule,
                    "“{said}” shows through {window:?} on {paper:?}"
                );
            }
        }
        assert_eq!(lines, ADDRESS.len(), "{window:?} on {paper:?}");
    }
}

#[test]
fn a_longer_address_is_set_smaller_before_it_leaves_the_window() {
    for (paper, window, _, always) in WINDOWS {
        let mut facts = samples::short_referral("Noor Haddad");
        facts.cover.paper = paper;
        facts.cover.clinic.stationery.window = window;
        let lines = ["Second floor", "4 Quay Street", "Sampleton", "ST1 2AB"];
        facts.cover.receiver.address = lines.map(String::from).to_vec();
        let sheets = set(&therapy(&facts, words()));
        for line in lines {
            let run = runs(&sheets).find(|run| run.text.trim() == line).unwrap();
            assert!(run.size >= 8.0, "{line}");
            assert!(
                run.y <= always[3] + 3.0,
                "{line} in {window:?} on {paper:?}: {}",
                run.y
            );
        }
    }
}

fn left_marks(letter: &Letter, page: usize) -> Vec<f32> {
    let sheets = set(letter);
    let mut marks: Vec<f32> = sheets.pages[page]
        .items
        .iter()
        .filter_map(|placed| match &placed.item {
            Item::Fill { area, .. } if area.x < 20.0 => {
                assert!(placed.node.is_none(), "a mark is no content");
                Some(((area.y + area.height / 2.0) / MM * 2.0).round() / 2.0)
            }
            _ => None,
        })
        .collect();
    marks.sort_by(f32::total_cmp);
    marks
}

#[test]
fn fold_marks_are_where_the_envelope_wants_them_and_the_punch_mark_where_din_has_it() {
    assert_eq!(
        left_marks(&on(Paper::A4, Window::Din), 0),
        [105.0, 148.5, 210.0]
    );
    assert_eq!(left_marks(&on(Paper::A4, Window::Din), 1), [148.5]);
    assert_eq!(left_marks(&on(Paper::A4, Window::Dl), 0), [99.0, 198.0]);
    assert!(left_marks(&on(Paper::UsLetter, Window::Din), 0).is_empty());
}

#[test]
fn a_handout_goes_into_no_envelope_and_has_no_fold_marks() {
    for window in [Window::Din, Window::Dl] {
        let mut letter = on(Paper::A4, window);
        letter.kind = Kind::Handout;
        let marks = left_marks(&letter, 0);
        assert!(marks.iter().all(|y| *y == 148.5), "{window:?}: {marks:?}");
    }
}

#[test]
fn a_letter_is_in_the_clinics_colour_and_one_that_cannot_be_read_is_refused() {
    let mut letter = on(Paper::A4, Window::Din);
    let plum = Colour(0x6B, 0x2C, 0x5E);
    letter.head.stationery.accent = Some(plum);
    let sheets = set(&letter);
    let teal = set(&on(Paper::A4, Window::Din));
    let usual = runs(&teal).next().map(|run| run.colour).unwrap();
    assert!(runs(&sheets).any(|run| run.colour == plum));
    assert!(
        runs(&sheets).all(|run| run.colour != usual),
        "nothing is left in the program's own"
    );
    // Text is read on white and on the statement's ground.
    let grounds = sheets.pages.iter().flat_map(|page| &page.items);
    for placed in grounds {
        if let Item::Fill { area, colour } = &placed.item
            && area.height > 8.0
            && area.width > 50.0
        {
            assert!(runs(&sheets).all(|run| run.colour.contrast(*colour) > 4.0));
        }
    }
    letter.head.stationery.accent = Some(Colour(0xFF, 0xC0, 0x20));
    let error = Press::new().set(&letter).unwrap_err();
    let LetterError::Colour { chosen, darker } = &error else {
        panic!("{error}")
    };
    assert_eq!(chosen, "#ffc020");
    assert!(error.to_string().contains(darker));
    letter.head.stationery.accent = Colour::from_hex(darker);
    assert!(
        Press::new().set(&letter).is_ok(),
        "what is proposed can be used"
    );
}

#[test]
fn every_text_of_a_letter_stands_out_from_what_it_stands_on() {
    for letter in [
        on(Paper::A4, Window::Din),
        support(&samples::support("Łucja Nguyễn"), words()),
    ] {
        let sheets = set(&letter);
        for run in runs(&sheets) {
            assert!(run.colour.contrast(Colour::WHITE) >= 4.5, "{}", run.text);
            assert!(run.size >= 6.5, "{}", run.text);
        }
    }
}

#[test]
fn lines_of_the_letterhead_and_of_the_foot_are_printed() {
    let mut facts = samples::full_referral("Noor Haddad");
    facts.cover.clinic.stationery.lines = vec!["Registered practice 4711".into()];
    facts.cover.clinic.stationery.footer = "Open Monday to Friday".into();
    let sheets = set(&therapy(&facts, words()));
    let first = sheets.pages[0].text();
    assert!(first.contains("Registered practice 4711"));
    assert!(
        sheets
            .pages
            .iter()
            .all(|page| page.text().contains("Open Monday to Friday"))
    );
}

#[test]
fn a_logo_of_any_shape_stays_in_its_place() {
    for (width, height) in [(1, 1), (1_400, 3), (3, 340), (600, 600)] {
        let mut letter = on(Paper::A4, Window::Din);
        let pixels = vec![0x33; width as usize * height as usize * 3];
        letter.head.logo = Some(Picture::new(width, height, pixels));
        let sheets = set(&letter);
        let picture = sheets.pages[0]
            .items
            .iter()
            .find(|placed| matches!(placed.item, Item::Picture { .. }))
            .unwrap();
        let [left, right, top, bottom] = extent(picture);
        assert!(right - left <= 55.1 * MM && bottom - top <= 15.1 * MM);
        let shape = (right - left) / (bottom - top);
        assert!((shape - width as f32 / height as f32).abs() < 0.01 * shape);
        let name = runs(&sheets)
            .find(|run| run.text.trim() == "Millrace Clinic")
            .unwrap();
        assert!(name.x >= right && name.x + name.width < 131.0 * MM);
    }
}

/// On which pages a node's lines stand, and how many on each.
fn lines_by_page(sheets: &anteroom::letter::Sheets) -> BTreeMap<NodeId, BTreeMap<usize, usize>> {
    let mut lines: BTreeMap<NodeId, BTreeMap<usize, Vec<f32>>> = BTreeMap::new();
    for (index, page) in sheets.pages.iter().enumerate() {
        for placed in &page.items {
            if let (Some(node), Item::Glyphs(run)) = (placed.node, &placed.item) {
                let at = lines.entry(node).or_default().entry(index).or_default();
                if !at.iter().any(|y| (y - run.y).abs() < 0.5) {
                    at.push(run.y);
                }
            }
        }
    }
    lines
        .into_iter()
        .map(|(node, pages)| {
            let counts = pages.into_iter().map(|(page, ys)| (page, ys.len()));
            (node, counts.collect())
        })
        .collect()
}

#[test]
fn no_line_of_a_paragraph_stands_alone_on_a_page() {
    let mut press = Press::new();
    let mut cut = 0;
    for sentences in 1..70 {
        let mut facts = samples::short_referral("Noor Haddad");
        facts.reason = "A sentence about the wish to change how closeness goes. ".repeat(sentences);
        facts.next = bullets(sentences % 9);
        let sheets = press.set(&therapy(&facts, words())).unwrap();
        for (node, pages) in lines_by_page(&sheets) {
            let role = &sheets.nodes[node.0].role;
            if !matches!(role, Role::Paragraph | Role::Quote | Role::ItemBody) || pages.len() < 2 {
                continue;
            }
            cut += 1;
            assert!(
                pages.values().all(|lines| *lines >= 2),
                "{sentences}: {pages:?}"
            );
        }
    }
    assert!(cut > 5, "only {cut} paragraphs ran over a page");
}

#[test]
fn a_heading_never_parts_from_what_it_heads_and_a_signature_stays_whole() {
    let mut press = Press::new();
    for rows in 0..45 {
        let mut letter = therapy(&samples::short_referral("Noor Haddad"), words());
        let table = Table {
            head: vec!["Meeting".into(), "What was worked on".into()],
            rows: (0..rows)
                .map(|row| vec![format!("No. {row}"), "Closeness and distance".into()])
                .collect(),
        };
        letter.body.insert(
            1,
            Section {
                heading: "So far".into(),
                blocks: vec![Block::Table(table)],
            },
        );
        let sheets = press.set(&letter).unwrap();
        for (index, page) in sheets.pages.iter().enumerate() {
            for placed in &page.items {
                let (Some(node), Item::Glyphs(run)) = (placed.node, &placed.item) else {
                    continue;
                };
                if sheets.nodes[node.0].role != Role::Heading {
                    continue;
                }
                let beside = page.items.iter().any(|other| match &other.item {
                    Item::Glyphs(text) => text.x > run.x + 60.0 && (text.y - run.y).abs() < 14.0,
                    _ => false,
                });
                assert!(
                    beside,
                    "“{}” stands alone on page {} of {rows} rows",
                    run.text,
                    index + 1
                );
            }
            // The header of a table is followed by a row of it.
            let text = page.text();
            if let Some((_, after)) = text.split_once("What was worked on") {
                assert!(rows == 0 || after.contains("No. "), "{rows}");
            }
        }
        let last = sheets.pages.last().unwrap().text();
        for part in [
            "With kind regards,",
            "Tomasz Reyes-Lind",
            "Clinical psychologist",
            "PYL 038117",
        ] {
            assert!(last.contains(part), "{part} with {rows} rows");
        }
    }
}

#[test]
fn a_table_that_breaks_repeats_its_header_above_whole_rows() {
    let mut letter = therapy(&samples::short_referral("Noor Haddad"), words());
    let table = Table {
        head: vec!["Meeting".into(), "What was worked on".into()],
        rows: (0..60)
            .map(|row| {
                let text = format!(
                    "Row {row} begins; {} row {row} ends.",
                    "it goes on and ".repeat(9)
                );
                vec![format!("No. {row}"), text]
            })
            .collect(),
    };
    letter.body.push(Section {
        heading: "So far".into(),
        blocks: vec![Block::Table(table)],
    });
    let sheets = set(&letter);
    assert!(sheets.pages.len() > 3);
    for page in &sheets.pages {
        let text = page.text().replace('\n', " ");
        for row in 0..60 {
            assert_eq!(
                text.contains(&format!("Row {row} begins;")),
                text.contains(&format!("row {row} ends.")),
                "row {row} is cut"
            );
        }
        if text.contains("begins;") {
            let head = text.find("What was worked on").unwrap();
            assert!(head < text.find("begins;").unwrap());
        }
    }
}

#[test]
fn a_letter_that_fits_one_page_has_one_if_need_be_a_little_tighter() {
    let mut press = Press::new();
    let mut facts = samples::short_referral("Noor Haddad");
    facts.hand_over = None;
    facts.cover.consent = None;
    facts.cover.receiver.reach = anteroom::letter::blocks::Reach::InClinic;
    facts.brings.clear();
    facts.preparation.clear();
    let mut before = 1;
    let mut tighter = 0;
    for count in 0..14 {
        facts.next = bullets(count);
        let sheets = press.set(&therapy(&facts, words())).unwrap();
        let pages = sheets.pages.len();
        assert!(pages >= before, "more text on fewer pages");
        before = pages;
        let body = runs(&sheets)
            .find(|run| run.text.starts_with("Dear"))
            .unwrap()
            .size;
        assert!(body >= 9.0, "nobody has to squint");
        tighter += usize::from(pages == 1 && body < 9.5);
        assert!(count > 0 || pages == 1);
    }
    assert!(
        before == 2 && tighter > 0,
        "{before} pages, {tighter} set tighter"
    );
}
