//! From the display list to the operators of a page, with a mark around everything that means something.
//!
//! Written byte by byte: half of a letter's time went into operators that were built, kept and written again.

use super::faces::{FaceInUse, Faces};
use super::tags::standard_name;
use crate::letter::fonts::Face;
use crate::letter::page::{Area, Cluster, Colour, GlyphRun, Item, Node, NodeId, Page, Placed};
use crate::letter::picture::Picture;

/// A page's operators, and which node each of its marks belongs to.
pub(super) struct Drawn {
    pub(super) bytes: Vec<u8>,
    pub(super) marks: Vec<NodeId>,
}

/// Draws a page. Pictures are added to those of the letter where they are new.
pub(super) fn draw<'a>(
    page: &'a Page,
    nodes: &[Node],
    faces: &Faces,
    pictures: &mut Vec<&'a Picture>,
) -> Drawn {
    let mut pen = Pen {
        out: Vec::with_capacity(32 * 1024),
        height: page.height_pt,
        faces,
        ink: None,
        font: None,
        in_text: false,
    };
    let mut marks = Vec::new();
    let mut rest = page.items.as_slice();
    while let Some(first) = rest.first() {
        let alike = |placed: &&Placed| {
            let text = |placed: &Placed| matches!(placed.item, Item::Glyphs(_));
            placed.node == first.node && (first.node.is_some() || text(placed) == text(first))
        };
        let count = rest.iter().take_while(alike).count();
        let (group, tail) = rest.split_at(count);
        pen.open(first, nodes, &mut marks);
        for placed in group {
            pen.item(placed, pictures);
        }
        pen.end_text();
        pen.put("EMC\n");
        rest = tail;
    }
    Drawn {
        bytes: pen.out,
        marks,
    }
}

/// The name of a face among the resources.
pub(super) fn font_name(face: Face) -> &'static str {
    match face {
        Face::Regular => "Fr",
        Face::Bold => "Fb",
        Face::Arabic => "Fa",
        Face::Devanagari => "Fd",
        Face::Hebrew => "Fh",
        Face::Thai => "Ft",
        Face::Chinese => "Fc",
    }
}

struct Pen<'a> {
    out: Vec<u8>,
    height: f32,
    faces: &'a Faces,
    ink: Option<Colour>,
    font: Option<(Face, f32)>,
    in_text: bool,
}

impl Pen<'_> {
    fn put(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    fn numbers(&mut self, numbers: &[f32]) {
        for number in numbers {
            put_number(&mut self.out, *number);
            self.out.push(b' ');
        }
    }

    fn open(&mut self, first: &Placed, nodes: &[Node], marks: &mut Vec<NodeId>) {
        let Some(node) = first.node else {
            self.artifact(first);
            return;
        };
        let tag = nodes
            .get(node.0)
            .map_or("Span", |node| standard_name(&node.role));
        self.put("/");
        self.put(tag);
        self.put(" <</MCID ");
        put_integer(
            &mut self.out,
            i64::try_from(marks.len()).unwrap_or(i64::MAX),
        );
        self.put(">> BDC\n");
        marks.push(node);
    }

    /// Running lines are named as such, so that readers know why they pass over words.
    fn artifact(&mut self, first: &Placed) {
        self.put(match &first.item {
            Item::Glyphs(run) if run.y < self.height / 2.0 => {
                "/Artifact <</Type /Pagination /Subtype /Header>> BDC\n"
            }
            Item::Glyphs(_) => "/Artifact <</Type /Pagination /Subtype /Footer>> BDC\n",
            _ => "/Artifact <</Type /Layout>> BDC\n",
        });
    }

    fn item<'a>(&mut self, placed: &'a Placed, pictures: &mut Vec<&'a Picture>) {
        match &placed.item {
            Item::Glyphs(run) => self.glyphs(run),
            Item::Fill { area, colour } => {
                self.end_text();
                self.fill_with(*colour);
                self.rectangle(area);
                self.put("f\n");
            }
            Item::Outline {
                area,
                colour,
                thickness,
            } => {
                self.end_text();
                self.colour(*colour);
                self.put("RG ");
                self.numbers(&[*thickness]);
                self.put("w ");
                self.rectangle(area);
                self.put("S\n");
            }
            Item::Picture { area, picture } => self.picture(area, picture, pictures),
        }
    }

    fn picture<'a>(&mut self, area: &Area, picture: &'a Picture, pictures: &mut Vec<&'a Picture>) {
        self.end_text();
        let known = pictures.iter().position(|known| *known == picture);
        let number = known.unwrap_or_else(|| {
            pictures.push(picture);
            pictures.len() - 1
        });
        let y = self.height - area.y - area.height;
        self.put("q ");
        self.numbers(&[area.width, 0.0, 0.0, area.height, area.x, y]);
        self.put(&format!("cm /P{number} Do Q\n"));
    }

    fn rectangle(&mut self, area: &Area) {
        let y = self.height - area.y - area.height;
        self.numbers(&[area.x, y, area.width, area.height]);
        self.put("re ");
    }

    fn colour(&mut self, colour: Colour) {
        let part = |value: u8| f32::from(value) / 255.0;
        self.numbers(&[part(colour.0), part(colour.1), part(colour.2)]);
    }

    fn fill_with(&mut self, colour: Colour) {
        if self.ink != Some(colour) {
            self.ink = Some(colour);
            self.colour(colour);
            self.put("rg\n");
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.in_text = false;
            self.put("ET\n");
        }
    }

    fn glyphs(&mut self, run: &GlyphRun) {
        let faces = self.faces;
        let Some(face) = faces.get(run.face) else {
            return;
        };
        if !self.in_text {
            self.in_text = true;
            self.put("BT\n");
        }
        self.fill_with(run.colour);
        if self.font != Some((run.face, run.size)) {
            self.font = Some((run.face, run.size));
            self.put("/");
            self.put(font_name(run.face));
            self.put(" ");
            self.numbers(&[run.size]);
            self.put("Tf\n");
        }
        let mut line = Vec::with_capacity(run.glyphs.len());
        for cluster in &run.clusters {
            let said = run.text.get(cluster.text.clone()).unwrap_or_default();
            let spelt = needs_spelling(run, cluster, face, said);
            if spelt {
                self.flush(&mut line, run, face);
                self.spell(said);
            }
            for glyph in run.glyphs.get(cluster.glyphs.clone()).unwrap_or_default() {
                if line
                    .last()
                    .is_some_and(|(_, _, y): &(u16, f32, f32)| (y - glyph.y).abs() > f32::EPSILON)
                {
                    self.flush(&mut line, run, face);
                }
                line.push((glyph.id, glyph.x, glyph.y));
            }
            if spelt {
                self.flush(&mut line, run, face);
                self.put("EMC\n");
            }
        }
        self.flush(&mut line, run, face);
    }

    /// Shows glyphs of one baseline: number, place, depth. Each is followed by what moves the reader's pen to the next.
    fn flush(&mut self, line: &mut Vec<(u16, f32, f32)>, run: &GlyphRun, face: &FaceInUse) {
        let Some(&(_, start, down)) = line.first() else {
            return;
        };
        self.put("1 0 0 1 ");
        self.numbers(&[run.x + start, self.height - run.y - down]);
        self.put("Tm [<");
        let mut pen = 0_i64;
        for (index, &(id, ..)) in line.iter().enumerate() {
            put_hex(&mut self.out, face.code(id));
            pen += face.width(id);
            let Some(&(_, next, _)) = line.get(index + 1) else {
                continue;
            };
            #[allow(clippy::cast_possible_truncation)]
            let target = ((next - start) * 1000.0 / run.size).round() as i64;
            if pen != target {
                self.put(">");
                put_integer(&mut self.out, pen - target);
                self.put("<");
                pen = target;
            }
        }
        self.put(">] TJ\n");
        line.clear();
    }

    /// Opens a span that says its text itself.
    fn spell(&mut self, said: &str) {
        self.put("/Span <</ActualText <FEFF");
        for unit in said.encode_utf16() {
            put_hex(&mut self.out, unit);
        }
        self.put(">>> BDC\n");
    }
}

/// Whether the glyphs alone would not give the text back.
fn needs_spelling(run: &GlyphRun, cluster: &Cluster, face: &FaceInUse, said: &str) -> bool {
    match run.glyphs.get(cluster.glyphs.clone()).unwrap_or_default() {
        [only] => face.text(only.id) != said,
        _ => true,
    }
}

fn put_hex(out: &mut Vec<u8>, value: u16) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for shift in [12, 8, 4, 0] {
        out.push(DIGITS[usize::from(value >> shift) & 15]);
    }
}

fn put_integer(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0; 20];
    let mut at = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        at -= 1;
        #[allow(clippy::cast_possible_truncation)]
        let digit = (rest % 10) as u8;
        digits[at] = b'0' + digit;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[at..]);
}

/// A thousandth of a point is finer than any printer.
fn put_number(out: &mut Vec<u8>, value: f32) {
    // A cast from a float saturates, and what is no number is nought.
    #[allow(clippy::cast_possible_truncation)]
    let thousandths = (f64::from(value) * 1000.0).round() as i64;
    if thousandths < 0 {
        out.push(b'-');
    }
    let size = i64::try_from(thousandths.unsigned_abs()).unwrap_or(i64::MAX);
    put_integer(out, size / 1000);
    let mut rest = size % 1000;
    if rest == 0 {
        return;
    }
    out.push(b'.');
    let mut unit = 100;
    while rest > 0 {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let digit = (rest / unit) as u8;
        out.push(b'0' + digit);
        rest %= unit;
        unit /= 10;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f32) -> String {
        let mut out = Vec::new();
        put_number(&mut out, value);
        String::from_utf8_lossy(&out).into_owned()
    }

    #[test]
    fn numbers_are_as_short_as_they_can_be() {
        let written = [
            0.0, 1.0, -1.5, 841.889_8, 0.001, -0.000_4, 12.34, 100.05, 0.1,
        ]
        .map(number);
        let wanted = [
            "0", "1", "-1.5", "841.89", "0.001", "0", "12.34", "100.05", "0.1",
        ];
        assert_eq!(written, wanted);
    }

    #[test]
    fn what_is_no_number_does_not_break_the_page() {
        assert_eq!(number(f32::NAN), "0");
        assert!(
            number(f32::INFINITY)
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
        );
        assert!(number(f32::NEG_INFINITY).starts_with('-'));
    }

    #[test]
    fn integers_and_codes_are_written_whole() {
        let mut out = Vec::new();
        for value in [0, 7, -10, i64::MAX, i64::MIN] {
            put_integer(&mut out, value);
            out.push(b' ');
        }
        put_hex(&mut out, 0x0A1F);
        assert_eq!(
            out,
            b"0 7 -10 9223372036854775807 -9223372036854775808 0A1F"
        );
    }
}
