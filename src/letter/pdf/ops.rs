//! From the display list to operations of printpdf, with a mark around everything that means something.

use std::collections::BTreeMap;

use printpdf::{
    Codepoint, Color, DictItem, ExternalStream, ExternalXObject, Op, PaintMode, PdfFontHandle, Pt,
    Rect, Rgb, TextItem, TextMatrix, WindingOrder, XObject, XObjectId, XObjectTransform,
};

use super::faces::{FaceInUse, Faces};
use super::tags::standard_name;
use crate::letter::page::{Area, Cluster, Colour, GlyphRun, Item, Node, NodeId, Page, Placed};
use crate::letter::picture::Picture;

/// A page's operations, and which node each of its marks belongs to.
pub(super) struct Drawn {
    pub(super) ops: Vec<Op>,
    pub(super) marks: Vec<NodeId>,
}

/// Draws a page.
pub(super) fn draw(
    page: &Page,
    index: usize,
    nodes: &[Node],
    faces: &Faces,
    pictures: &mut BTreeMap<XObjectId, XObject>,
) -> Drawn {
    let mut pen = Pen {
        ops: Vec::new(),
        height: page.height_pt,
        faces,
        ink: None,
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
            pen.item(placed, index, pictures);
        }
        pen.end_text();
        pen.ops.push(Op::EndMarkedContent);
        rest = tail;
    }
    Drawn {
        ops: pen.ops,
        marks,
    }
}

struct Pen<'a> {
    ops: Vec<Op>,
    height: f32,
    faces: &'a Faces,
    ink: Option<Colour>,
    in_text: bool,
}

impl Pen<'_> {
    fn open(&mut self, first: &Placed, nodes: &[Node], marks: &mut Vec<NodeId>) {
        let Some(node) = first.node else {
            self.ops.push(self.artifact(first));
            return;
        };
        let number = i64::try_from(marks.len()).unwrap_or(i64::MAX);
        marks.push(node);
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number))]);
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: nodes
                .get(node.0)
                .map_or("Span", |node| standard_name(&node.role))
                .into(),
            properties: DictItem::Dict { map },
        });
    }

    /// Running lines are named as such, so that readers know why they pass over words.
    fn artifact(&self, first: &Placed) -> Op {
        let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
        let map = match &first.item {
            Item::Glyphs(run) => {
                let place = if run.y < self.height / 2.0 {
                    "Header"
                } else {
                    "Footer"
                };
                BTreeMap::from([
                    ("Type".to_owned(), name("Pagination")),
                    ("Subtype".to_owned(), name(place)),
                ])
            }
            _ => BTreeMap::from([("Type".to_owned(), name("Layout"))]),
        };
        let properties = DictItem::Dict { map };
        Op::BeginMarkedContentWithProperties {
            tag: "Artifact".into(),
            properties,
        }
    }

    fn item(&mut self, placed: &Placed, index: usize, pictures: &mut BTreeMap<XObjectId, XObject>) {
        match &placed.item {
            Item::Glyphs(run) => self.glyphs(run),
            Item::Fill { area, colour } => self.rectangle(area, *colour, None),
            Item::Outline {
                area,
                colour,
                thickness,
            } => self.rectangle(area, *colour, Some(*thickness)),
            Item::Picture { area, picture } => {
                self.end_text();
                let id = XObjectId(format!("Picture{index}x{}", pictures.len()));
                pictures.insert(id.clone(), image(picture));
                self.ops.push(Op::UseXobject {
                    id,
                    transform: XObjectTransform {
                        translate_x: Some(Pt(round(area.x))),
                        translate_y: Some(Pt(round(self.height - area.y - area.height))),
                        scale_x: Some(round(area.width)),
                        scale_y: Some(round(area.height)),
                        no_auto_scale: true,
                        ..XObjectTransform::default()
                    },
                });
            }
        }
    }

    fn rectangle(&mut self, area: &Area, colour: Colour, outline: Option<f32>) {
        self.end_text();
        let mode = match outline {
            Some(thickness) => {
                self.ops.push(Op::SetOutlineColor { col: rgb(colour) });
                self.ops.push(Op::SetOutlineThickness { pt: Pt(thickness) });
                PaintMode::Stroke
            }
            None => {
                self.fill_with(colour);
                PaintMode::Fill
            }
        };
        let rectangle = Rect {
            x: Pt(round(area.x)),
            y: Pt(round(self.height - area.y - area.height)),
            width: Pt(round(area.width)),
            height: Pt(round(area.height)),
            mode: Some(mode),
            winding_order: Some(WindingOrder::NonZero),
        };
        self.ops.push(Op::DrawRectangle { rectangle });
    }

    fn fill_with(&mut self, colour: Colour) {
        if self.ink != Some(colour) {
            self.ink = Some(colour);
            self.ops.push(Op::SetFillColor { col: rgb(colour) });
        }
    }

    fn end_text(&mut self) {
        if self.in_text {
            self.in_text = false;
            self.ops.push(Op::EndTextSection);
        }
    }

    fn glyphs(&mut self, run: &GlyphRun) {
        let Some(face) = self.faces.get(run.face) else {
            return;
        };
        if !self.in_text {
            self.in_text = true;
            self.ops.push(Op::StartTextSection);
        }
        self.fill_with(run.colour);
        self.ops.push(Op::SetFont {
            font: PdfFontHandle::External(face.id.clone()),
            size: Pt(run.size),
        });
        let mut line = Stretch::default();
        for cluster in &run.clusters {
            let said = run.text.get(cluster.text.clone()).unwrap_or_default();
            let spelt = needs_spelling(run, cluster, face, said);
            if spelt {
                self.flush(&mut line, run, face);
                self.ops.push(spell(said));
            }
            for index in cluster.glyphs.clone() {
                let Some(glyph) = run.glyphs.get(index) else {
                    continue;
                };
                if line
                    .glyphs
                    .last()
                    .is_some_and(|(_, _, y)| (y - glyph.y).abs() > f32::EPSILON)
                {
                    self.flush(&mut line, run, face);
                }
                line.glyphs.push((glyph.id, glyph.x, glyph.y));
            }
            if spelt {
                self.flush(&mut line, run, face);
                self.ops.push(Op::EndMarkedContentWithProperties);
            }
        }
        self.flush(&mut line, run, face);
    }

    /// Shows glyphs of one baseline. Each is followed by what moves the reader's pen to the next.
    fn flush(&mut self, line: &mut Stretch, run: &GlyphRun, face: &FaceInUse) {
        let glyphs = std::mem::take(&mut line.glyphs);
        let Some(&(_, start, down)) = glyphs.first() else {
            return;
        };
        let x = round(run.x + start);
        let y = round(self.height - run.y - down);
        self.ops.push(Op::SetTextMatrix {
            matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]),
        });
        let mut pen = 0_i64;
        let mut codes = Vec::with_capacity(glyphs.len());
        for (index, &(id, ..)) in glyphs.iter().enumerate() {
            pen += face.width(id);
            let mut offset = 0;
            if let Some(&(_, next, _)) = glyphs.get(index + 1) {
                #[allow(clippy::cast_possible_truncation)]
                let target = ((next - start) * 1000.0 / run.size).round() as i64;
                offset = pen - target;
                pen = target;
            }
            #[allow(clippy::cast_precision_loss)]
            codes.push(Codepoint::with_cid(
                face.glyph(id),
                offset as f32,
                face.text(id).to_owned(),
            ));
        }
        self.ops.push(Op::ShowText {
            items: vec![TextItem::GlyphIds(codes)],
        });
    }
}

/// Glyphs that can be shown in one go: number, place, depth.
#[derive(Default)]
struct Stretch {
    glyphs: Vec<(u16, f32, f32)>,
}

/// Whether the glyphs alone would not give the text back.
fn needs_spelling(run: &GlyphRun, cluster: &Cluster, face: &FaceInUse, said: &str) -> bool {
    match run.glyphs.get(cluster.glyphs.clone()).unwrap_or_default() {
        [only] => face.text(only.id) != said,
        _ => true,
    }
}

/// Opens a span that says its text itself.
fn spell(said: &str) -> Op {
    let mut text = vec![0xFE, 0xFF];
    text.extend(said.encode_utf16().flat_map(u16::to_be_bytes));
    let map = BTreeMap::from([("ActualText".to_owned(), DictItem::Bytes(text))]);
    Op::BeginMarkedContentWithProperties {
        tag: "Span".into(),
        properties: DictItem::Dict { map },
    }
}

fn image(picture: &Picture) -> XObject {
    let name = |name: &str| DictItem::Name(name.as_bytes().to_vec());
    let dict = BTreeMap::from([
        ("Type".to_owned(), name("XObject")),
        ("Subtype".to_owned(), name("Image")),
        ("Width".to_owned(), DictItem::Int(picture.width.into())),
        ("Height".to_owned(), DictItem::Int(picture.height.into())),
        ("ColorSpace".to_owned(), name("DeviceRGB")),
        ("BitsPerComponent".to_owned(), DictItem::Int(8)),
    ]);
    let stream = ExternalStream {
        dict,
        content: picture.rgb.to_vec(),
        compress: true,
    };
    XObject::External(ExternalXObject {
        stream,
        width: None,
        height: None,
        dpi: None,
    })
}

fn rgb(colour: Colour) -> Color {
    let part = |value: u8| (f32::from(value) / 255.0 * 10_000.0).round() / 10_000.0;
    Color::Rgb(Rgb {
        r: part(colour.0),
        g: part(colour.1),
        b: part(colour.2),
        icc_profile: None,
    })
}

/// Two thousandths of a point are finer than any printer.
fn round(value: f32) -> f32 {
    (value * 500.0).round() / 500.0
}
