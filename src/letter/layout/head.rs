//! The first page above the text: letterhead, window, references.

use super::look::{HAIR, QUIET, Style, mm};
use super::section::place;
use super::{Setter, hairline};
use crate::letter::LetterError;
use crate::letter::blocks::{Kind, Letter, Letterhead, Part};
use crate::letter::clean::isolate;
use crate::letter::page::{Area, Item, NodeId, Placed, Role};

/// A logo is no taller than this.
const LOGO_HEIGHT: f32 = mm(15.0);
/// A logo is no wider than this.
const LOGO_WIDTH: f32 = mm(55.0);
/// An address may push the text down by this much and no more.
const LOWEST: f32 = mm(160.0);

impl Setter<'_> {
    /// Everything above the title, and where it ends.
    pub(super) fn head(&mut self, letter: &Letter) -> Result<(Vec<Placed>, f32), LetterError> {
        let mut items = self.letterhead(&letter.head)?;
        if letter.kind == Kind::Handout {
            // Nobody is written to: the text begins where the window would.
            return Ok((items, self.frame.window_top));
        }
        let (window, bottom) = self.window(letter)?;
        items.extend(window);
        items.extend(self.references(letter)?);
        Ok((items, bottom))
    }

    /// Where the paper is folded and punched: short lines at its left edge. A handout goes into no envelope.
    pub(super) fn marks(&self, kind: Kind, page: usize) -> Vec<Placed> {
        let mark = |y: f32, width: f32| Placed {
            node: None,
            item: Item::Fill {
                area: Area {
                    x: mm(5.0),
                    y: y - 0.2,
                    width,
                    height: 0.4,
                },
                colour: HAIR,
            },
        };
        let folds = self.frame.folds.into_iter().flatten();
        let folds = folds
            .filter(|_| page == 0 && kind != Kind::Handout)
            .map(|y| mark(y, mm(3.0)));
        let punch = self.frame.punch.into_iter().map(|y| mark(y, mm(5.0)));
        folds.chain(punch).collect()
    }

    pub(super) fn letterhead(&mut self, head: &Letterhead) -> Result<Vec<Placed>, LetterError> {
        let frame = self.frame;
        let mut items = Vec::new();
        let mut x = frame.left;
        let style = self.look.clinic;
        let mut y = frame.head_top;
        if let Some(picture) = &head.logo {
            #[allow(clippy::cast_precision_loss)]
            let (width, height) = (picture.width as f32, picture.height as f32);
            let scale = (LOGO_WIDTH / width).min(LOGO_HEIGHT / height);
            let area = Area {
                x,
                y,
                width: width * scale,
                height: height * scale,
            };
            let node = self.node(Role::Figure(head.clinic.clone()), NodeId::DOCUMENT);
            items.push(Placed {
                node: Some(node),
                item: Item::Picture {
                    area,
                    picture: picture.clone(),
                },
            });
            x += area.width + 12.0;
            y += ((area.height - style.leading) / 2.0).max(0.0);
        }
        let limit = frame.window_top - 6.0;
        let width = frame.reference_left - 16.0 - x;
        let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
        for line in self
            .shaper
            .lines(&head.clinic, style, width, Part::Letterhead)?
        {
            if y + style.leading > limit {
                return Err(LetterError::TooLong {
                    part: Part::Letterhead,
                });
            }
            items.extend(place(line, x, y + style.baseline(), Some(node)));
            y += style.leading;
        }
        self.contact(head, limit, &mut items)?;
        Ok(items)
    }

    fn contact(
        &mut self,
        head: &Letterhead,
        limit: f32,
        items: &mut Vec<Placed>,
    ) -> Result<(), LetterError> {
        let frame = self.frame;
        let style = self.look.contact;
        let mut y = frame.head_top + 3.0;
        let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
        let width = frame.right - frame.reference_left;
        let ways = [&head.phone, &head.email];
        let lines = head.address.iter().chain(ways);
        for text in lines.chain(&head.stationery.lines) {
            for line in self.shaper.lines(text, style, width, Part::Letterhead)? {
                if y + style.leading > limit {
                    return Err(LetterError::TooLong {
                        part: Part::Letterhead,
                    });
                }
                items.extend(place(
                    line,
                    frame.reference_left,
                    y + style.baseline(),
                    Some(node),
                ));
                y += style.leading;
            }
        }
        Ok(())
    }

    /// The return line and the address, where the envelope's window is.
    fn window(&mut self, letter: &Letter) -> Result<(Vec<Placed>, f32), LetterError> {
        let frame = self.frame;
        let head = &letter.head;
        let style = self.look.return_line;
        let mut sender = vec![isolate(&head.clinic)];
        sender.extend(head.address.iter().map(|line| isolate(line)));
        let sender = sender.join(" \u{b7} ");
        let mut items = Vec::new();
        let lines = self
            .shaper
            .lines(&sender, style, frame.window_width, Part::Letterhead)?;
        for line in lines.into_iter().take(1) {
            items.extend(place(
                line,
                frame.left,
                frame.window_top + style.baseline(),
                None,
            ));
        }
        let rule = frame.window_top + style.leading + 1.0;
        items.push(hairline(frame.left, frame.left + frame.window_width, rule));

        let top = rule + 3.5;
        let room = frame.window_height - (top - frame.window_top);
        let (style, lines) = self.address_in(letter, room)?;
        let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
        let mut y = top;
        for line in lines {
            items.extend(place(line, frame.left, y + style.baseline(), Some(node)));
            y += style.leading;
        }
        if y > LOWEST {
            return Err(LetterError::TooLong {
                part: Part::Address,
            });
        }
        Ok((items, y + 18.0))
    }

    /// The address in the largest size in which it fits the window, or else in the smallest.
    fn address_in(
        &mut self,
        letter: &Letter,
        room: f32,
    ) -> Result<(Style, Vec<super::shape::Line>), LetterError> {
        let normal = self.look.address;
        let mut style = normal;
        let mut lines = self.address(letter, style)?;
        for (size, leading) in [(9.4, 11.8), (8.2, 9.6)] {
            if fill(lines.len(), style.leading) <= room {
                break;
            }
            style = Style {
                size,
                leading,
                ..normal
            };
            lines = self.address(letter, style)?;
        }
        Ok((style, lines))
    }

    fn address(
        &mut self,
        letter: &Letter,
        style: Style,
    ) -> Result<Vec<super::shape::Line>, LetterError> {
        let mut out = Vec::new();
        for line in &letter.receiver.lines {
            out.extend(
                self.shaper
                    .lines(line, style, self.frame.window_width, Part::Address)?,
            );
        }
        Ok(out)
    }

    /// "Confidential", date and number, beside the window.
    fn references(&mut self, letter: &Letter) -> Result<Vec<Placed>, LetterError> {
        let frame = self.frame;
        let style = self.look.body;
        let labels = &letter.labels;
        let (x, width) = (frame.reference_left, frame.right - frame.reference_left);
        let mut y = frame.window_top - 3.0;
        let mut items = Vec::new();
        let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
        let mark = style.bold().coloured(self.look.accent);
        for line in self
            .shaper
            .lines(&labels.confidential, mark, width, Part::Footer)?
        {
            items.extend(place(line, x, y + style.baseline(), Some(node)));
            y += style.leading;
        }
        y += 4.0;
        for (label, value) in [
            (&labels.date, &letter.date),
            (&labels.number, &letter.number),
        ] {
            // Read aloud, label and date are two words.
            let label = format!("{label} ");
            let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
            let mut after = x;
            for line in self
                .shaper
                .lines(&label, style.coloured(QUIET), width * 0.4, Part::Footer)?
                .into_iter()
                .take(1)
            {
                after = x + line.width.max(38.0) + 8.0;
                items.extend(place(line, x, y + style.baseline(), Some(node)));
            }
            let rest = frame.right - after;
            for line in self
                .shaper
                .lines(value, style, rest, Part::Reference)?
                .into_iter()
                .take(3)
            {
                items.extend(place(line, after, y + style.baseline(), Some(node)));
                y += style.leading;
            }
        }
        Ok(items)
    }
}

#[allow(clippy::cast_precision_loss)]
fn fill(lines: usize, leading: f32) -> f32 {
    lines as f32 * leading
}
