//! The two ends of a letter's text: title, boxes and opening before the sections, signature after them.

use super::Setter;
use super::flow::{Ground, GroundKind, Slab, shift};
use super::look::{ALARM, QUIET, Style};
use super::section::{keep_all, place};
use crate::letter::LetterError;
use crate::letter::blocks::{Kind, Letter, Part, Section};
use crate::letter::page::{Area, Item, NodeId, Placed, Role};

/// Inside a box.
const PAD: f32 = 7.0;

impl Setter<'_> {
    pub(super) fn title(&mut self, letter: &Letter) -> Result<Vec<Slab>, LetterError> {
        let (frame, look) = (self.frame, self.look);
        let node = self.node(Role::Title, NodeId::DOCUMENT);
        let mut slabs = self.lines(
            &letter.kind_line,
            look.title,
            frame.left,
            frame.full_width(),
            node,
            Part::KindLine,
        )?;
        if letter.kind != Kind::Handout {
            slabs.extend(self.whom(letter)?);
        }
        keep_all(&mut slabs);
        Ok(slabs)
    }

    /// The name in bold, and beside it, or under it, what else tells the person from others.
    fn whom(&mut self, letter: &Letter) -> Result<Vec<Slab>, LetterError> {
        let frame = self.frame;
        let style = self.look.person;
        let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
        let person = &letter.person;
        let rest: Vec<&str> = [&person.birth_date, &person.record, &person.pronouns]
            .into_iter()
            .filter_map(|phrase| phrase.as_deref())
            .collect();
        let width = frame.full_width();
        let names =
            self.shaper
                .lines(&person.chosen_name, style.bold(), width, Part::Identifiers)?;
        let name_width = names.first().map_or(0.0, |line| line.width);
        let one_line = names.len() == 1;
        let mut slabs: Vec<Slab> = names
            .into_iter()
            .map(|line| {
                Slab::new(
                    style.leading,
                    place(line, frame.left, style.baseline(), Some(node)),
                )
            })
            .collect();
        if !rest.is_empty() {
            let beside = format!(" \u{b7} {}", rest.join(" \u{b7} "));
            let quiet = style.coloured(QUIET);
            let mut lines = self
                .shaper
                .lines(&beside, quiet, width, Part::Identifiers)?;
            let fits =
                lines.len() == 1 && lines.iter().all(|line| name_width + line.width <= width);
            match slabs.first_mut() {
                Some(first) if one_line && fits => {
                    let line = lines.remove(0);
                    first.items.extend(place(
                        line,
                        frame.left + name_width,
                        style.baseline(),
                        Some(node),
                    ));
                }
                _ => {
                    let text = rest.join(" \u{b7} ");
                    slabs.extend(self.lines(
                        &text,
                        quiet,
                        frame.left,
                        width,
                        node,
                        Part::Identifiers,
                    )?);
                }
            }
        }
        if let Some(first) = slabs.first_mut() {
            first.gap = 2.0;
        }
        Ok(slabs)
    }

    pub(super) fn statement(&mut self, text: &str) -> Result<Vec<Slab>, LetterError> {
        let (frame, style) = (self.frame, self.look.statement);
        if text.is_empty() {
            return Ok(Vec::new());
        }
        let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
        let width = frame.full_width() - 2.0 * PAD - 4.0;
        let mut slabs = self.lines(
            text,
            style,
            frame.left + PAD + 4.0,
            width,
            node,
            Part::Statement,
        )?;
        self.enclose(&mut slabs, GroundKind::Statement, PAD - 1.0);
        Ok(slabs)
    }

    pub(super) fn urgent(&mut self, section: Option<&Section>) -> Result<Vec<Slab>, LetterError> {
        let Some(section) = section else {
            return Ok(Vec::new());
        };
        let frame = self.frame;
        let style = self.look.body;
        let x = frame.left + PAD + 8.0;
        let width = frame.full_width() - 2.0 * PAD - 10.0;
        let heading = self.node(Role::Heading, NodeId::DOCUMENT);
        let mut slabs = self.lines(
            &section.heading,
            style.bold().coloured(ALARM),
            x,
            width,
            heading,
            Part::Urgent,
        )?;
        for block in &section.blocks {
            let mut more = self.block(block, style, x, width, Part::Urgent)?;
            if let Some(first) = more.first_mut() {
                first.gap += self.look.gap * 0.5;
            }
            slabs.extend(more);
        }
        self.enclose(&mut slabs, GroundKind::Urgent, PAD);
        Ok(slabs)
    }

    /// Puts one ground behind slabs, with room above and below, and keeps them together.
    fn enclose(&mut self, slabs: &mut [Slab], kind: GroundKind, pad: f32) {
        self.grounds += 1;
        let ground = Ground {
            number: self.grounds,
            kind,
            x: self.frame.left,
            width: self.frame.full_width(),
            bar: self.look.accent,
            soft: self.look.soft,
        };
        keep_all(slabs);
        for slab in &mut *slabs {
            slab.ground = Some(ground);
        }
        if let Some(first) = slabs.first_mut() {
            shift(&mut first.items, pad);
            first.height += pad;
            first.gap = self.look.section_gap;
        }
        if let Some(last) = slabs.last_mut() {
            last.height += pad;
            last.keep = false;
        }
    }

    /// Salutation and purpose line.
    pub(super) fn opening(&mut self, letter: &Letter) -> Result<Vec<Slab>, LetterError> {
        let (x, width) = self.column("");
        let style = self.look.body;
        let mut slabs = Vec::new();
        for (text, part) in [
            (&letter.salutation, Part::Salutation),
            (&letter.purpose, Part::Purpose),
        ] {
            if text.is_empty() {
                continue;
            }
            let node = self.node(Role::Paragraph, NodeId::DOCUMENT);
            let mut lines = self.lines(text, style, x, width, node, part)?;
            if let Some(first) = lines.first_mut() {
                first.gap = if slabs.is_empty() {
                    self.look.section_gap + 2.0
                } else {
                    self.look.gap + 1.0
                };
            }
            if part == Part::Salutation {
                keep_all(&mut lines);
            }
            slabs.extend(lines);
        }
        Ok(slabs)
    }

    pub(super) fn signature(&mut self, letter: &Letter) -> Result<Vec<Slab>, LetterError> {
        let (x, width, look) = (self.frame.text_left, self.frame.text_width(), self.look);
        let sign = &letter.signature;
        if letter.kind == Kind::Handout {
            return Ok(Vec::new());
        }
        let mut slabs = Vec::new();
        let mut line = |setter: &mut Self, text: &str, style: Style, gap: f32, part: Part| {
            let node = setter.node(Role::Paragraph, NodeId::DOCUMENT);
            let mut lines = setter.lines(text, style, x, width, node, part)?;
            if let Some(first) = lines.first_mut() {
                first.gap = gap;
            }
            slabs.extend(lines);
            Ok::<(), LetterError>(())
        };
        line(
            self,
            &sign.greeting,
            look.body,
            look.section_gap + 4.0,
            Part::Signature,
        )?;
        line(
            self,
            &sign.name,
            look.body.bold(),
            look.hand,
            Part::Signature,
        )?;
        line(self, &sign.role, look.body, 0.0, Part::Signature)?;
        if let Some(licence) = &sign.licence {
            line(self, licence, look.body, 0.0, Part::Signature)?;
        }
        if let Some(anchor) = &letter.anchor {
            let text = format!("{} {anchor}", letter.labels.anchor);
            line(self, &text, look.fine, look.section_gap, Part::Footer)?;
        }
        // The line to sign on stands above the name.
        if let Some(name) = slabs.iter_mut().find(|slab| slab.gap >= look.hand) {
            let area = Area {
                x,
                y: -1.0,
                width: 190.0,
                height: 0.5,
            };
            name.items.push(Placed {
                node: None,
                item: Item::Fill {
                    area,
                    colour: QUIET,
                },
            });
        }
        keep_all(&mut slabs);
        if let Some(last) = slabs.last_mut() {
            last.keep = false;
        }
        Ok(slabs)
    }
}
