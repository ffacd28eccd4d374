//! The few marks of Markdown that the guide is written with, read once.

use std::sync::OnceLock;

use super::FILES;

/// A chapter of the guide.
pub(super) struct Chapter {
    /// Its file's name without number and ending.
    pub(super) id: String,
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// A part of a chapter.
pub(super) enum Block {
    Title(String),
    Heading(String),
    Paragraph(Vec<Piece>),
    Point(Vec<Piece>),
    Step(usize, Vec<Piece>),
    Note(Vec<Piece>),
    Picture { file: String, about: String },
    Leads { words: String, chapter: String },
}

/// Letters in one face.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) strong: bool,
}

/// All chapters in the order of their files.
pub(super) fn chapters() -> &'static [Chapter] {
    static CHAPTERS: OnceLock<Vec<Chapter>> = OnceLock::new();
    CHAPTERS.get_or_init(|| {
        let mut files: Vec<_> = FILES
            .files()
            .filter(|file| file.path().extension().is_some_and(|kind| kind == "md"))
            .collect();
        files.sort_by_key(|file| file.path());
        files
            .into_iter()
            .filter_map(|file| {
                let name = file.path().file_stem()?.to_str()?;
                let (_, id) = name.split_once('-')?;
                Some(read(id, file.contents_utf8()?))
            })
            .collect()
    })
}

fn read(id: &str, text: &str) -> Chapter {
    let mut chapter = Chapter {
        id: id.to_owned(),
        title: String::new(),
        blocks: Vec::new(),
    };
    for part in text.split("\n\n") {
        let part = part.trim();
        // Points and steps stand one under the other, each perhaps over several lines.
        let mut item = String::new();
        for line in part.lines() {
            if is_mark(line) && !item.is_empty() {
                chapter.add(&item);
                item.clear();
            }
            if !item.is_empty() {
                item.push(' ');
            }
            item.push_str(line.trim());
        }
        if !item.is_empty() {
            chapter.add(&item);
        }
    }
    chapter
}

fn is_mark(line: &str) -> bool {
    line.starts_with("- ") || number_of(line).is_some() || line.starts_with('[')
}

fn number_of(line: &str) -> Option<(usize, &str)> {
    let (number, rest) = line.split_once(". ")?;
    Some((number.parse().ok()?, rest))
}

impl Chapter {
    fn add(&mut self, text: &str) {
        let block = if let Some(title) = text.strip_prefix("# ") {
            title.clone_into(&mut self.title);
            Block::Title(title.to_owned())
        } else if let Some(heading) = text.strip_prefix("## ") {
            Block::Heading(heading.to_owned())
        } else if let Some(point) = text.strip_prefix("- ") {
            Block::Point(pieces(point))
        } else if let Some((number, step)) = number_of(text) {
            Block::Step(number, pieces(step))
        } else if let Some(note) = text.strip_prefix("> ") {
            Block::Note(pieces(&note.replace(" > ", " ")))
        } else if let Some((about, file)) = link_of(text.strip_prefix('!').unwrap_or_default()) {
            Block::Picture { file, about }
        } else if let Some((words, to)) = link_of(text) {
            let name = to.trim_end_matches(".md");
            let chapter = name.split_once('-').map_or(name, |(_, id)| id).to_owned();
            Block::Leads { words, chapter }
        } else {
            Block::Paragraph(pieces(text))
        };
        self.blocks.push(block);
    }
}

/// `[words](target)` that stands alone.
fn link_of(text: &str) -> Option<(String, String)> {
    let (words, target) = text.strip_prefix('[')?.split_once("](")?;
    let target = target.strip_suffix(')')?;
    Some((words.to_owned(), target.to_owned()))
}

/// Text with `**bold**` in it.
fn pieces(text: &str) -> Vec<Piece> {
    text.split("**")
        .enumerate()
        .filter(|(_, text)| !text.is_empty())
        .map(|(index, text)| Piece {
            text: text.to_owned(),
            strong: index % 2 == 1,
        })
        .collect()
}
