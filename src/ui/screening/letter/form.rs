//! What goes into the letter: to whom, with which consent, and what is said beside the facts.

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::app::command::{LetterConsent, LetterReceiver, LetterRequest};
use crate::app::explain::quote;
use crate::app::letter::default_brings;
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::screening::Disposition;
use crate::letter::{Kind, Paper};
use crate::text;
use crate::ui::Type;
use crate::ui::screen::Shared;
use crate::ui::theme::space;
use crate::ui::widgets::{Chip, DateField, Item, LongText, MultiGroup, Segment, Text, TextField};

use super::super::Work;
use super::super::frame;

/// What was typed so far.
#[derive(Default)]
pub(super) struct Draft {
    name: String,
    role: String,
    organisation: String,
    address: String,
    outside: bool,
    agreed: bool,
    agreed_on: Option<Date>,
    in_writing: bool,
    purpose: String,
    ends: Option<Date>,
    with_measures: bool,
    with_safety: bool,
    link: String,
    brings: String,
    next: String,
    paper: Paper,
}

fn is_support(work: &Work) -> bool {
    work.open.pathway == Pathway::Support
}

/// The group that the letter is about.
fn group<'a>(work: &Work, shared: &Shared<'a>) -> Option<&'a Group> {
    let id = match &work.open.content.disposition {
        Some(Disposition::OfferSeat { group, .. }) => group,
        Some(Disposition::Waitlist { groups }) => groups.first()?,
        _ => return None,
    };
    frame::group(shared, id)
}

impl Draft {
    /// A letter as it starts, with what is known already.
    pub(super) fn start(work: &Work, shared: &Shared<'_>) -> Self {
        let mut draft = Self::default();
        if shared.opened.clinic.currency == "USD" {
            draft.paper = Paper::UsLetter;
        }
        if is_support(work) {
            if let Some(group) = group(work, shared) {
                draft.name = text::say_with("receiver-host", &[("group", &group.name)]);
            }
            return draft;
        }
        if let Some(Disposition::OfferSeat {
            meeting: Some(meeting),
            ..
        }) = &work.open.content.disposition
        {
            draft.name.clone_from(&meeting.leader);
        }
        draft.role = text::say("receiver-leader");
        draft.brings = default_brings(&work.recommendation).join("\n");
        draft
    }

    /// The letter that is asked for.
    pub(super) fn request(&self, work: &Work) -> LetterRequest {
        let support = is_support(work);
        let consent = self
            .agreed_on
            .filter(|_| self.needs_consent(work) || self.agreed);
        let lines = self.address.lines().map(str::trim);
        LetterRequest {
            screening: work.open.id,
            kind: if support { Kind::L2 } else { Kind::L1 },
            receiver: LetterReceiver {
                name: self.name.trim().to_owned(),
                role: self.role.trim().to_owned(),
                organisation: self.organisation.trim().to_owned(),
                address: lines
                    .filter(|line| !line.is_empty())
                    .map(str::to_owned)
                    .collect(),
            },
            outside: self.outside,
            consent: consent.map(|on| LetterConsent {
                on,
                purpose: self.purpose.trim().to_owned(),
                signed: self.in_writing,
                ends: self.ends,
            }),
            with_measures: self.with_measures && !support,
            with_safety: self.with_safety && consent.is_some() && !support,
            link: self.link.clone(),
            brings: self.brings.clone(),
            next: self.next.clone(),
            paper: self.paper,
        }
    }

    fn needs_consent(&self, work: &Work) -> bool {
        self.outside || is_support(work)
    }

    /// Draws the fields; true if something changed.
    pub(super) fn show(&mut self, ui: &mut Ui, work: &Work) -> bool {
        let id = frame::id(work, "letter form");
        let mut changed = self.receiver(ui, id);
        changed |= self.consent(ui, id, work);
        changed |= self.content(ui, id, work);
        changed | self.sheet(ui, id)
    }

    fn receiver(&mut self, ui: &mut Ui, id: Id) -> bool {
        Text::question(&text::say("receiver-title")).show(ui);
        let name = text::say("receiver-where");
        let words = [text::say("receiver-inside"), text::say("receiver-outside")];
        let items = [words[0].as_str(), words[1].as_str()];
        let mut at = usize::from(self.outside);
        let segment = Segment::new(id.with("outside"), &name, &items);
        let mut changed = segment.show(ui, &mut at).changed;
        self.outside = at == 1;
        ui.add_space(space::S8);
        let label = text::say("receiver-name");
        changed |= line(ui, id.with("name"), &label, &mut self.name, None);
        let (role, organisation) = (&mut self.role, &mut self.organisation);
        let two = |ui: &mut Ui, at: usize| {
            if at == 0 {
                let label = text::say("receiver-role");
                changed |= line(ui, id.with("role"), &label, role, None);
            } else {
                let label = text::say("receiver-organisation");
                let field = TextField::new(id.with("organisation"), &label).optional();
                changed |= field.limit(200).show(ui, organisation).changed;
            }
        };
        frame::columns(ui, 2, two, 2);
        let (label, help) = (
            text::say("receiver-address"),
            text::say("receiver-address-help"),
        );
        changed
            | LongText::new(id.with("address"), &label)
                .help(&help)
                .optional()
                .lines(3)
                .limit(600)
                .show(ui, &mut self.address)
                .changed
    }

    fn consent(&mut self, ui: &mut Ui, id: Id, work: &Work) -> bool {
        ui.add_space(space::S16);
        Text::question(&text::say("consent-title")).show(ui);
        let needed = self.needs_consent(work);
        let help = text::say(if needed {
            "consent-needed"
        } else {
            "consent-inside"
        });
        Text::help(&help).show(ui);
        ui.add_space(space::S4);
        let mut changed = false;
        if !needed {
            let word = text::say("consent-given");
            let chip = Chip::toggle(id.with("agreed"), &word, self.agreed);
            if chip.show(ui).clicked() {
                self.agreed = !self.agreed;
                changed = true;
            }
            if !self.agreed {
                return changed;
            }
            ui.add_space(space::S8);
        }
        changed | self.consent_fields(ui, id, is_support(work))
    }

    fn consent_fields(&mut self, ui: &mut Ui, id: Id, support: bool) -> bool {
        let label = text::say("consent-on");
        let field = DateField::new(id.with("agreed on"), &label);
        let mut changed = field.show(ui, &mut self.agreed_on).changed;
        let name = text::say("consent-how");
        Text::new(&name, Type::SmallStrong).show(ui);
        let words = [text::say("consent-verbal"), text::say("consent-written")];
        let items = [words[0].as_str(), words[1].as_str()];
        let mut at = usize::from(self.in_writing);
        let segment = Segment::new(id.with("in writing"), &name, &items);
        changed |= segment.show(ui, &mut at).changed;
        self.in_writing = at == 1;
        ui.add_space(space::S8);
        let label = text::say("consent-purpose");
        let hint = text::say(if support {
            "facts-purpose-l2"
        } else {
            "facts-purpose-l1"
        });
        changed |= line(
            ui,
            id.with("purpose"),
            &label,
            &mut self.purpose,
            Some(&hint),
        );
        let (label, help) = (text::say("consent-ends"), text::say("consent-ends-help"));
        let field = DateField::new(id.with("ends"), &label).optional();
        changed | field.help(&help).show(ui, &mut self.ends).changed
    }

    fn content(&mut self, ui: &mut Ui, id: Id, work: &Work) -> bool {
        ui.add_space(space::S16);
        Text::question(&text::say("content-title")).show(ui);
        let mut changed = false;
        if is_support(work) {
            Text::help(&text::say("content-support")).show(ui);
            ui.add_space(space::S4);
            let (label, help) = (text::say("content-link"), text::say("content-link-help"));
            let answer = work.open.content.answers.said("sg-link");
            let hint = quote(work.pack(), "sg-link", answer).answer;
            changed |= TextField::new(id.with("link"), &label)
                .help(&help)
                .hint(hint.as_deref().unwrap_or_default())
                .limit(200)
                .show(ui, &mut self.link)
                .changed;
        } else {
            Text::help(&text::say("content-therapy")).show(ui);
            ui.add_space(space::S4);
            changed |= self.ticks(ui, id, work);
            ui.add_space(space::S8);
            let (label, help) = (
                text::say("content-brings"),
                text::say("content-brings-help"),
            );
            changed |= LongText::new(id.with("brings"), &label)
                .help(&help)
                .lines(3)
                .limit(2_000)
                .show(ui, &mut self.brings)
                .changed;
        }
        let (label, help) = (text::say("content-next"), text::say("content-next-help"));
        changed
            | LongText::new(id.with("next"), &label)
                .help(&help)
                .optional()
                .lines(2)
                .limit(1_000)
                .show(ui, &mut self.next)
                .changed
    }

    /// What is printed only when it is ticked.
    fn ticks(&mut self, ui: &mut Ui, id: Id, work: &Work) -> bool {
        let name = text::say("content-ticks");
        let (measures, safety) = (text::say("content-measures"), text::say("content-safety"));
        let has_consent = self.agreed_on.is_some() && (self.needs_consent(work) || self.agreed);
        let reason = text::say("content-safety-consent");
        let reason = (!has_consent).then_some(reason.as_str());
        let items = [Item::new(&measures), Item::new(&safety).disabled(reason)];
        let mut ticked = [self.with_measures, self.with_safety && has_consent];
        let group = MultiGroup::new(id.with("ticks"), &name, items).dense();
        let changed = group.show(ui, &mut ticked).changed;
        if changed {
            [self.with_measures, self.with_safety] = ticked;
        }
        changed
    }

    fn sheet(&mut self, ui: &mut Ui, id: Id) -> bool {
        ui.add_space(space::S16);
        let name = text::say("paper-title");
        Text::new(&name, Type::SmallStrong).show(ui);
        let words = [text::say("paper-a4"), text::say("paper-us")];
        let items = [words[0].as_str(), words[1].as_str()];
        let mut at = usize::from(self.paper == Paper::UsLetter);
        let changed = Segment::new(id.with("paper"), &name, &items)
            .show(ui, &mut at)
            .changed;
        self.paper = if at == 1 { Paper::UsLetter } else { Paper::A4 };
        changed
    }
}

fn line(ui: &mut Ui, id: Id, label: &str, text: &mut String, hint: Option<&str>) -> bool {
    TextField::new(id, label)
        .hint(hint.unwrap_or_default())
        .limit(200)
        .show(ui, text)
        .changed
}
