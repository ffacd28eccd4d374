//! What several letters have in the same words: the urgent box, content that was ticked, the next steps.

use super::{Writer, bullets};
use crate::letter::blocks::{Block, LegalText, Letter, Section, Table};
use crate::letter::clean::{all, line};
use crate::letter::facts::{Class, Contact, Extra, MeasureFacts};

impl Writer<'_> {
    /// Present danger in a box, and to whom it was said by telephone too.
    pub(super) fn urgent(&self, urgent: &[String], phoned: &str) -> Option<Section> {
        let mut urgent = all(urgent);
        if urgent.is_empty() {
            return None;
        }
        if !phoned.trim().is_empty() {
            urgent.push(self.fill("letter-urgent-phoned", &[("who", phoned)]));
        }
        bullets(self.plain("letter-urgent-heading"), &urgent)
    }

    /// Safety arrangements, totals and other classes, each only where it may stand.
    pub(super) fn ticked(
        &self,
        safety: &[String],
        measures: &[MeasureFacts],
        extra: &[Extra],
    ) -> Vec<Section> {
        let mut body = Vec::new();
        if self.may_tell(Class::Safety) {
            body.extend(bullets(self.plain("letter-safety-heading"), safety));
        }
        body.extend(self.measures(measures));
        let open = extra.iter().filter(|extra| self.may_tell(extra.class));
        body.extend(open.filter_map(|extra| bullets(line(&extra.heading), &extra.sentences)));
        body
    }

    /// A total is of its measure's class and a total: both must be open.
    fn measures(&self, measures: &[MeasureFacts]) -> Option<Section> {
        let ids = [
            "letter-measure",
            "letter-measure-date",
            "letter-measure-result",
        ];
        let open = measures
            .iter()
            .filter(|measure| self.may_tell(Class::Measures) && self.may_tell(measure.class));
        let rows: Vec<Vec<String>> = open
            .map(|measure| {
                vec![
                    line(&measure.name),
                    self.date(measure.date),
                    line(&measure.result),
                ]
            })
            .collect();
        let head = ids.map(|id| self.plain(id)).to_vec();
        (!rows.is_empty()).then(|| Section {
            heading: self.plain("letter-measures-heading"),
            blocks: vec![Block::Table(Table { head, rows })],
        })
    }

    /// Steps, and whom to ask at the end of them.
    pub(super) fn next_steps(
        &self,
        mut steps: Vec<String>,
        contact: Option<&Contact>,
        ask: &str,
    ) -> Option<Section> {
        if let Some(contact) = contact {
            let args = [
                ("name", contact.name.as_str()),
                ("phone", contact.phone.as_str()),
            ];
            steps.push(self.fill(ask, &args));
        }
        bullets(self.plain("letter-next-heading"), &steps)
    }
}

impl Letter {
    /// Content about substance use never stands without the legal text being asked for.
    pub(super) fn with_legal_text(
        &mut self,
        writer: &Writer<'_>,
        extra: &[Extra],
        measures: &[MeasureFacts],
    ) {
        let told = extra
            .iter()
            .filter(|extra| !all(&extra.sentences).is_empty())
            .map(|extra| extra.class)
            .chain(measures.iter().map(|measure| measure.class))
            .any(|class| class == Class::Substance && writer.may_tell(class));
        if told {
            self.legal_text_is_due(writer);
        }
    }

    pub(super) fn legal_text_is_due(&mut self, writer: &Writer<'_>) {
        if self.legal == LegalText::NotNeeded {
            self.legal = LegalText::Missing;
            self.notices.push(writer.legal_text_missing());
        }
    }
}
