//! Text that is read: headings, questions, help, and what stands between them.

use egui::{Response, Role, Sense, Ui, WidgetInfo};

use crate::ui::{Ink, Theme, Type, paint};

/// A paragraph or a heading.
#[must_use = "call `show`"]
pub struct Text<'a> {
    text: &'a str,
    kind: Type,
    ink: Ink,
    level: Option<usize>,
    full_width: bool,
    facts: bool,
}

/// What stands between two facts on a line.
pub const BETWEEN_FACTS: &str = " \u{b7} ";

impl<'a> Text<'a> {
    /// Text of any kind in the ink of the body.
    pub fn new(text: &'a str, kind: Type) -> Self {
        Self {
            text,
            kind,
            ink: Ink::Body,
            level: None,
            full_width: false,
            facts: false,
        }
    }

    /// What is read.
    pub fn body(text: &'a str) -> Self {
        Self::new(text, Type::Body)
    }

    /// What is read, in bold.
    pub fn strong(text: &'a str) -> Self {
        Self::new(text, Type::Strong)
    }

    /// Help beside something else.
    pub fn help(text: &'a str) -> Self {
        Self::new(text, Type::Small).ink(Ink::Help)
    }

    /// Times and counts.
    pub fn meta(text: &'a str) -> Self {
        Self::new(text, Type::Meta).ink(Ink::Meta)
    }

    /// The heading of a page.
    pub fn h1(text: &'a str) -> Self {
        Self::new(text, Type::H1).level(1)
    }

    /// The heading of a block.
    pub fn h2(text: &'a str) -> Self {
        Self::new(text, Type::H2).level(2)
    }

    /// A question.
    pub fn question(text: &'a str) -> Self {
        Self::new(text, Type::Question).level(3)
    }

    /// Another ink.
    pub fn ink(mut self, ink: Ink) -> Self {
        self.ink = ink;
        self
    }

    /// Lets lines run over the whole width instead of 68 letters.
    pub fn full_width(mut self) -> Self {
        self.full_width = true;
        self
    }

    /// Facts joined by [`BETWEEN_FACTS`], over the whole width: a line ends with a fact, and never with a dot.
    pub fn facts(mut self) -> Self {
        self.facts = true;
        self.full_width()
    }

    fn level(mut self, level: usize) -> Self {
        self.level = Some(level);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let width = if self.full_width {
            ui.available_width()
        } else {
            ui.available_width().min(self.kind.measure())
        };
        let color = Theme::of(ui).ink(self.ink);
        let set = if self.facts {
            std::borrow::Cow::from(lines_of_facts(self.text, |line| {
                paint::one_line(ui, line, self.kind, color).size().x <= width
            }))
        } else {
            self.text.into()
        };
        let galley = paint::wrapped(ui, &set, self.kind, color, width);
        let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
        paint::text(ui, rect.min, galley);
        let role = if self.level.is_some() {
            Role::Heading
        } else {
            Role::Label
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, self.text));
        if let Some(level) = self.level {
            // AccessKit counts levels from zero.
            ui.accesskit_node_builder(response.id, |node| node.set_level(level - 1));
        }
        response
    }
}

/// As many facts a line as `fits`; the dot between two lines is left out.
fn lines_of_facts(text: &str, fits: impl Fn(&str) -> bool) -> String {
    let mut lines: Vec<String> = Vec::new();
    for fact in text.split(BETWEEN_FACTS) {
        let longer = lines
            .last()
            .map(|line| format!("{line}{BETWEEN_FACTS}{fact}"))
            .filter(|longer| fits(longer));
        match (longer, lines.last_mut()) {
            (Some(longer), Some(line)) => *line = longer,
            _ => lines.push(fact.to_owned()),
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::lines_of_facts;

    #[test]
    fn a_line_of_facts_ends_with_a_fact_and_not_with_a_dot() {
        let of =
            |most: usize| lines_of_facts("one · two three · four", |line| line.len() <= most);
        assert_eq!(of(99), "one · two three · four");
        assert_eq!(of(16), "one · two three\nfour");
        assert_eq!(of(3), "one\ntwo three\nfour", "a fact is not broken here");
        assert_eq!(lines_of_facts("alone", |_| false), "alone");
    }
}
