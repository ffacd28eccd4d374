//! The same letter, set by krilla: every glyph, rule, picture and mark of the display list, nothing else.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use anteroom::letter::fonts::Face;
use anteroom::letter::page::{Area, Colour, GlyphRun, Item, NodeId, Page, Placed, Role, Sheets};
use anteroom::letter::picture::Picture;
use krilla::color::rgb;
use krilla::configure::{Archival, ConfigurationBuilder};
use krilla::geom::{Path, PathBuilder, Point, Rect, Size, Transform};
use krilla::image::{BitsPerComponent, CustomImage, Image, ImageColorspace};
use krilla::metadata::{DateTime, Metadata};
use krilla::page::PageSettings;
use krilla::paint::{Fill, Stroke};
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, TableHeaderScope, Tag, TagGroup,
    TagKind, TagTree,
};
use krilla::text::{Font, GlyphId, KrillaGlyph};
use krilla::{Document, SerializeSettings};

/// Sets display lists with krilla; keeps the fonts that it has parsed.
#[derive(Default)]
pub struct Krilla {
    fonts: BTreeMap<Face, Font>,
}

impl Krilla {
    /// The PDF of a set letter: tagged, and PDF/A-2b. Its check for PDF/UA wants bookmarks too, which a letter has not.
    pub fn write(&mut self, sheets: &Sheets) -> Vec<u8> {
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_B)
            .finish()
            .expect("one standard is never against itself");
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        });
        let mut marks: BTreeMap<NodeId, Vec<Identifier>> = BTreeMap::new();
        for page in &sheets.pages {
            let settings = PageSettings::from_wh(page.width_pt, page.height_pt).expect("a page");
            let mut sheet = document.start_page_with(settings);
            let mut surface = sheet.surface();
            self.page(&mut surface, page, &mut marks);
            surface.finish();
            sheet.finish();
        }
        let children = below(sheets);
        let mut tree = TagTree::new().with_lang(Some(sheets.language.clone()));
        for child in &children[0] {
            if let Some(group) = group(sheets, *child, &children, &mut marks) {
                tree.push(group);
            }
        }
        document.set_tag_tree(tree);
        document.set_metadata(
            Metadata::new()
                .title(sheets.title.clone())
                .language(sheets.language.clone())
                .creation_date(DateTime::new(2025).month(3).day(10)),
        );
        document.finish().expect("krilla writes the letter")
    }

    fn page(
        &mut self,
        surface: &mut Surface<'_>,
        page: &Page,
        marks: &mut BTreeMap<NodeId, Vec<Identifier>>,
    ) {
        for group in page.items.chunk_by(|a, b| a.node == b.node) {
            let node = group.first().and_then(|placed| placed.node);
            let tag = match node {
                Some(_) => ContentTag::Other,
                None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Other)),
            };
            let mark = surface.start_tagged(tag);
            group.iter().for_each(|placed| self.item(surface, placed));
            surface.end_tagged();
            if let Some(node) = node {
                marks.entry(node).or_default().push(mark);
            }
        }
    }

    fn item(&mut self, surface: &mut Surface<'_>, placed: &Placed) {
        match &placed.item {
            Item::Glyphs(run) => self.glyphs(surface, run),
            Item::Fill { area, colour } => {
                surface.set_stroke(None);
                surface.set_fill(Some(fill(*colour)));
                surface.draw_path(&rectangle(area));
            }
            Item::Outline {
                area,
                colour,
                thickness,
            } => {
                surface.set_fill(None);
                surface.set_stroke(Some(Stroke {
                    paint: ink(*colour).into(),
                    width: *thickness,
                    ..Stroke::default()
                }));
                surface.draw_path(&rectangle(area));
            }
            Item::Picture { area, picture } => {
                let image = Image::from_custom(Pixels(picture.clone()), false).expect("a picture");
                surface.push_transform(&Transform::from_translate(area.x, area.y));
                surface.draw_image(
                    image,
                    Size::from_wh(area.width, area.height).expect("a size"),
                );
                surface.pop();
            }
        }
    }

    fn glyphs(&mut self, surface: &mut Surface<'_>, run: &GlyphRun) {
        let font = self.fonts.entry(run.face).or_insert_with(|| {
            Font::new(run.face.bytes().into(), 0).expect("the shipped fonts are whole")
        });
        let mut glyphs = Vec::with_capacity(run.glyphs.len());
        for cluster in &run.clusters {
            for index in cluster.glyphs.clone() {
                let glyph = run.glyphs[index];
                let next = run.glyphs.get(index + 1).map_or(run.width, |next| next.x);
                glyphs.push(KrillaGlyph::new(
                    GlyphId::new(glyph.id.into()),
                    (next - glyph.x) / run.size,
                    0.0,
                    -glyph.y / run.size,
                    0.0,
                    cluster.text.clone(),
                    None,
                ));
            }
        }
        surface.set_stroke(None);
        surface.set_fill(Some(fill(run.colour)));
        surface.draw_glyphs(
            Point::from_xy(run.x, run.y),
            &glyphs,
            font.clone(),
            &run.text,
            run.size,
            false,
        );
    }
}

/// For each node, those that belong to it.
fn below(sheets: &Sheets) -> Vec<Vec<NodeId>> {
    let mut below = vec![Vec::new(); sheets.nodes.len()];
    for (index, node) in sheets.nodes.iter().enumerate() {
        if let Some(parent) = node.parent {
            below[parent.0].push(NodeId(index));
        }
    }
    below
}

fn group(
    sheets: &Sheets,
    node: NodeId,
    below: &[Vec<NodeId>],
    marks: &mut BTreeMap<NodeId, Vec<Identifier>>,
) -> Option<TagGroup> {
    let role = &sheets.nodes[node.0].role;
    let mut group = TagGroup::new(tag(role));
    for mark in marks.remove(&node).unwrap_or_default() {
        group.push(mark);
    }
    for child in &below[node.0] {
        if let Some(child) = self::group(sheets, *child, below, marks) {
            group.push(child);
        }
    }
    let cell = matches!(role, Role::Cell | Role::ColumnHead | Role::RowHead);
    (cell || !group.children.is_empty()).then_some(group)
}

fn tag(role: &Role) -> TagKind {
    let heading = |level| {
        let level = NonZeroU16::new(level).expect("levels start at one");
        Tag::Hn(level, Some("Heading".into())).into()
    };
    match role {
        Role::Document | Role::Paragraph => Tag::P.into(),
        Role::Title => heading(1),
        Role::Heading => heading(2),
        Role::Quote => Tag::BlockQuote.into(),
        Role::List => Tag::L(ListNumbering::Disc).into(),
        Role::Item => Tag::LI.into(),
        Role::Bullet => Tag::Lbl.into(),
        Role::ItemBody => Tag::LBody.into(),
        Role::Table => Tag::Table.into(),
        Role::Row => Tag::TR.into(),
        Role::ColumnHead => Tag::TH(TableHeaderScope::Column).into(),
        Role::RowHead => Tag::TH(TableHeaderScope::Row).into(),
        Role::Cell => Tag::TD.into(),
        Role::Figure(words) => Tag::Figure(Some(words.clone())).into(),
    }
}

fn ink(colour: Colour) -> rgb::Color {
    rgb::Color::new(colour.0, colour.1, colour.2)
}

fn fill(colour: Colour) -> Fill {
    Fill {
        paint: ink(colour).into(),
        ..Fill::default()
    }
}

fn rectangle(area: &Area) -> Path {
    let mut path = PathBuilder::new();
    let rect = Rect::from_xywh(area.x, area.y, area.width, area.height);
    path.push_rect(rect.expect("a rectangle"));
    path.finish().expect("a path")
}

/// A picture's pixels as krilla takes them.
#[derive(Clone)]
struct Pixels(Picture);

impl std::hash::Hash for Pixels {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.0.rgb.hash(state);
    }
}

impl CustomImage for Pixels {
    fn color_channel(&self) -> &[u8] {
        &self.0.rgb
    }
    fn alpha_channel(&self) -> Option<&[u8]> {
        None
    }
    fn bits_per_component(&self) -> BitsPerComponent {
        BitsPerComponent::Eight
    }
    fn size(&self) -> (u32, u32) {
        (self.0.width, self.0.height)
    }
    fn icc_profile(&self) -> Option<&[u8]> {
        None
    }
    fn color_space(&self) -> ImageColorspace {
        ImageColorspace::Rgb
    }
}
