//! A page that shows whether a printer meets the envelope's window and keeps to the size of the paper.

use super::look::{Frame, INK, Look, QUIET, mm};
use super::section::place;
use super::{NodeId, Press, Setter, hairline, readable};
use crate::letter::LetterError;
use crate::letter::blocks::{Kind, Letterhead, Paper, Part};
use crate::letter::page::{Area, Colour, Item, Node, Page, Placed, Role, Sheets};

/// What stands on the test page.
pub struct TestWords {
    /// The clinic, as on letters.
    pub head: Letterhead,
    /// What it is.
    pub title: String,
    /// Stands in the address's place, four times.
    pub address: String,
    /// What to do and what to look at.
    pub sentences: [String; 3],
    /// Stands under a line of 100 mm.
    pub scale: String,
}

impl Press {
    /// Sets the test page. No person is named on it.
    ///
    /// # Errors
    /// If the clinic's name or colour cannot be printed.
    pub fn test_page(&mut self, paper: Paper, words: &TestWords) -> Result<Sheets, LetterError> {
        let stationery = &words.head.stationery;
        if let Some(colour) = stationery.accent {
            readable(colour)?;
        }
        let frame = Frame::of(paper, stationery.window);
        let mut setter = Setter {
            shaper: &mut self.shaper,
            look: Look::NORMAL.in_colour(stationery.accent),
            frame,
            nodes: vec![Node {
                role: Role::Document,
                parent: None,
            }],
            grounds: 0,
            wide: false,
        };
        let mut items = setter.marks(Kind::L1, 0);
        items.extend(setter.test(words)?);
        let page = Page {
            width_pt: frame.width,
            height_pt: frame.height,
            items,
        };
        Ok(Sheets {
            pages: vec![page],
            nodes: setter.nodes,
            language: "en-GB".to_owned(),
            title: words.title.clone(),
        })
    }
}

impl Setter<'_> {
    fn test(&mut self, words: &TestWords) -> Result<Vec<Placed>, LetterError> {
        let (frame, look) = (self.frame, self.look);
        let mut items = vec![outline(
            Area {
                x: frame.left - 4.0,
                y: frame.window_top - 2.0,
                width: frame.window_width + 8.0,
                height: frame.window_height + 6.0,
            },
            QUIET,
        )];
        items.extend(self.letterhead(&words.head)?);
        let mut y = frame.window_top + 14.0;
        for _ in 0..4 {
            let (line, next) = self.say(&words.address, look.address, Role::Paragraph, y)?;
            items.extend(line);
            y = next;
        }
        let (title, mut y) = self.say(&words.title, look.title, Role::Title, frame.first_top)?;
        items.extend(title);
        y += 8.0;
        for sentence in &words.sentences {
            let (lines, next) = self.say(sentence, look.body, Role::Paragraph, y)?;
            items.extend(lines);
            y = next + look.gap;
        }
        y += 24.0;
        items.push(hairline(frame.left, frame.left + mm(100.0), y));
        for x in [frame.left, frame.left + mm(100.0)] {
            let area = Area {
                x: x - 0.25,
                y: y - 6.0,
                width: 0.5,
                height: 12.0,
            };
            items.push(Placed {
                node: None,
                item: Item::Fill { area, colour: INK },
            });
        }
        items.extend(
            self.say(&words.scale, look.body, Role::Paragraph, y + 10.0)?
                .0,
        );
        Ok(items)
    }

    /// A text from the left edge, and where it ends.
    fn say(
        &mut self,
        text: &str,
        style: super::look::Style,
        role: Role,
        top: f32,
    ) -> Result<(Vec<Placed>, f32), LetterError> {
        let node = self.node(role, NodeId::DOCUMENT);
        let width = self.frame.full_width();
        let (mut items, mut y) = (Vec::new(), top);
        for line in self.shaper.lines(text, style, width, Part::Whole)? {
            items.extend(place(
                line,
                self.frame.left,
                y + style.baseline(),
                Some(node),
            ));
            y += style.leading;
        }
        Ok((items, y))
    }
}

fn outline(area: Area, colour: Colour) -> Placed {
    Placed {
        node: None,
        item: Item::Outline {
            area,
            colour,
            thickness: 0.7,
        },
    }
}
