//! What goes into the letter: which one, to whom, with which consent, what is ticked, and what is said beside the facts.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::app::command::{
    Field, KnownConsent, LetterConsent, LetterDesk, LetterReceiver, LetterRequest, Slot,
};
use crate::app::explain::quote;
use crate::app::letter::{Variant, default_brings, offered};
use crate::domain::consent::ContentClass;
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::id::{LetterId, RecipientId};
use crate::domain::recipient::RecipientKind;
use crate::domain::screening::Disposition;
use crate::letter::{Kind, Paper};
use crate::text;
use crate::ui::Type;
use crate::ui::screen::Shared;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Chip, DateField, Item, LongText, MultiGroup, Segment, Select, Text, TextField,
};

use super::super::Work;
use super::super::frame;

/// What was typed so far.
#[derive(Default)]
pub(super) struct Draft {
    kind: Option<Kind>,
    name: String,
    role: String,
    organisation: String,
    address: String,
    medical: bool,
    recipient: Option<RecipientId>,
    outside: bool,
    agreed: bool,
    agreed_on: Option<Date>,
    in_writing: bool,
    purpose: String,
    ends: Option<Date>,
    /// The consent on record that was picked, by its place in the list.
    known: Option<usize>,
    fields: BTreeSet<Field>,
    safe_to_write: bool,
    said: BTreeMap<Slot, String>,
    by: Option<Date>,
    paper: Paper,
    replaces: Option<LetterId>,
    desk: LetterDesk,
}

/// The letters that this screening can have now, the likeliest first.
pub(in crate::ui::screening) fn kinds(work: &Work) -> Vec<Kind> {
    let order = [Kind::L6, Kind::L1, Kind::L2, Kind::L5, Kind::L3, Kind::L4];
    let (content, now) = (&work.open.content, &work.recommendation);
    let can = |kind: &Kind| offered(*kind, work.pack(), work.open.stage, content, now).is_ok();
    let mut kinds: Vec<Kind> = order.into_iter().filter(can).collect();
    // Once it is signed, and so acknowledged, the urgent summary is not what comes first.
    if !work.is_draft() {
        kinds.sort_by_key(|kind| *kind == Kind::L6);
    }
    kinds
}

fn is_support(work: &Work) -> bool {
    work.open.pathway == Pathway::Support
}

/// The group that the letter is about.
fn group<'a>(work: &Work, shared: &Shared<'a>) -> Option<&'a Group> {
    let id = match &work.open.content.disposition {
        _ if work.open.offered.is_some() => work.open.offered.as_ref()?,
        Some(Disposition::OfferSeat { group, .. }) => group,
        Some(Disposition::Waitlist { groups }) => groups.first()?,
        _ => return None,
    };
    frame::group(shared, id)
}

fn variant(work: &Work) -> Option<Variant> {
    if work.open.offered.is_some() {
        return Some(Variant::Offer);
    }
    Variant::of(&work.open.content)
}

/// The message that says what a kind is for.
fn help_of(kind: Kind, variant: Option<Variant>) -> String {
    let code = kind.code();
    let which = match (kind, variant) {
        (Kind::L5, Some(Variant::Offer)) => "-offer",
        (Kind::L5, Some(Variant::Waitlist)) => "-waitlist",
        (Kind::L5, Some(Variant::Other)) => "-other",
        (Kind::L5, _) => "-own",
        _ => "",
    };
    text::say(&format!("letter-choice-help-{code}{which}"))
}

impl Draft {
    /// A letter as it starts, with what is known already.
    pub(super) fn start(work: &Work, shared: &Shared<'_>) -> Self {
        let mut draft = Self::default();
        if shared.opened.clinic.currency == "USD" {
            draft.paper = Paper::UsLetter;
        }
        let kind = kinds(work).first().copied();
        draft.take_kind(kind, work, shared);
        draft
    }

    /// Turns to the urgent summary; whether it was another letter before.
    pub(super) fn take_urgent(&mut self, work: &Work, shared: &Shared<'_>) -> bool {
        let other = self.kind != Some(Kind::L6);
        if other {
            self.take_kind(Some(Kind::L6), work, shared);
        }
        other
    }

    /// Another letter: receiver, consent, ticks and words are those of that letter.
    fn take_kind(&mut self, kind: Option<Kind>, work: &Work, shared: &Shared<'_>) {
        *self = Self {
            kind,
            paper: self.paper,
            desk: std::mem::take(&mut self.desk),
            outside: kind.is_some_and(|kind| kind != Kind::L1),
            ..Self::default()
        };
        match kind {
            Some(Kind::L2) => {
                if let Some(group) = group(work, shared) {
                    let host = group.leaders_named().next();
                    self.name = host.map_or_else(
                        || text::say_with("receiver-host", &[("group", &group.name)]),
                        |(_, name)| name.to_owned(),
                    );
                }
            }
            Some(Kind::L1) => {
                if let Some(Disposition::OfferSeat {
                    meeting: Some(meeting),
                    ..
                }) = &work.open.content.disposition
                {
                    self.name.clone_from(&meeting.leader);
                }
                self.role = text::say("receiver-leader");
                let brings = default_brings(&work.recommendation).join("\n");
                self.said.insert(Slot::Brings, brings);
            }
            Some(Kind::L4) => {
                let client = work.open.client.as_ref().map(|(_, client)| client);
                if let Some(referrer) = client.and_then(|client| client.referrer.as_ref()) {
                    self.name.clone_from(&referrer.name);
                    self.recipient = referrer.recipient;
                }
            }
            Some(Kind::L5) => {
                if let Some((_, client)) = &work.open.client {
                    client.display_name().clone_into(&mut self.name);
                }
            }
            _ => {}
        }
    }

    /// What the vault knows besides.
    pub(super) fn hear(&mut self, desk: &LetterDesk) {
        self.desk = desk.clone();
        if let Some(known) = self.recipient {
            self.take_recipient(known);
        }
    }

    pub(super) fn kind(&self) -> Kind {
        self.kind.unwrap_or(Kind::L1)
    }

    /// The letter that is asked for.
    pub(super) fn request(&self, work: &Work) -> LetterRequest {
        let kind = self.kind();
        let lines = self.address.lines().map(str::trim);
        let mut said = self.said.clone();
        if let Some(by) = self.by {
            said.insert(Slot::By, by.to_string());
        }
        LetterRequest {
            receiver: LetterReceiver {
                name: self.name.trim().to_owned(),
                role: self.role.trim().to_owned(),
                organisation: self.organisation.trim().to_owned(),
                address: lines
                    .filter(|line| !line.is_empty())
                    .map(str::to_owned)
                    .collect(),
                known: self.recipient,
                medical: self.medical,
            },
            outside: self.outside,
            consent: self.consent_of(kind),
            fields: self.fields.clone(),
            said,
            safe_to_write: self.safe_to_write,
            paper: self.paper,
            replaces: self.replaces,
            ..LetterRequest::new(work.open.id, kind)
        }
    }

    fn consent_of(&self, kind: Kind) -> Option<LetterConsent> {
        if matches!(kind, Kind::L5 | Kind::L6) {
            return None;
        }
        if let Some(known) = self.known_consent() {
            return Some(LetterConsent {
                on: known.on,
                purpose: known.purpose.clone(),
                signed: known.signed,
                ends: known.ends,
                known: Some(known.id),
                record: None,
            });
        }
        let on = self
            .agreed_on
            .filter(|_| self.needs_consent() || self.agreed)?;
        Some(LetterConsent {
            on,
            purpose: self.purpose.trim().to_owned(),
            signed: self.in_writing,
            ends: self.ends,
            known: None,
            record: None,
        })
    }

    fn known_consent(&self) -> Option<&KnownConsent> {
        self.known.and_then(|at| self.desk.consents.get(at))
    }

    fn needs_consent(&self) -> bool {
        match self.kind() {
            Kind::L1 => self.outside,
            kind => !matches!(kind, Kind::L5 | Kind::L6),
        }
    }

    fn has_consent(&self) -> bool {
        self.consent_of(self.kind()).is_some()
    }

    /// Draws the fields; true if something changed.
    pub(super) fn show(&mut self, ui: &mut Ui, work: &Work, shared: &Shared<'_>) -> bool {
        let id = frame::id(work, "letter form").with(self.kind().code());
        let mut changed = self.choice(ui, frame::id(work, "letter kind"), work, shared);
        changed |= self.receiver(ui, id);
        changed |= self.consent(ui, id);
        changed |= self.content(ui, id, work);
        changed | self.sheet(ui, id)
    }

    /// Which of the letters, where there is more than one.
    fn choice(&mut self, ui: &mut Ui, id: Id, work: &Work, shared: &Shared<'_>) -> bool {
        let kinds = kinds(work);
        let mut changed = false;
        if kinds.len() > 1 {
            let word = |kind: &Kind| text::say(&format!("letter-choice-{}", kind.code()));
            let words: Vec<String> = kinds.iter().map(word).collect();
            let label = text::say("letter-choose");
            let mut at = kinds.iter().position(|kind| Some(*kind) == self.kind);
            let select = Select::new(id, &label, "", words.iter().map(String::as_str));
            if select.show(ui, &mut at).changed() {
                let kind = at.and_then(|at| kinds.get(at).copied());
                self.take_kind(kind, work, shared);
                changed = true;
            }
        }
        let help = help_of(self.kind(), variant(work));
        Text::help(&help).show(ui);
        ui.add_space(space::S8);
        changed | self.correction(ui, id)
    }

    /// Whether it corrects one that was finalised.
    fn correction(&mut self, ui: &mut Ui, id: Id) -> bool {
        let mut changed = false;
        for (letter, number, kind) in self.desk.earlier.iter().take(4) {
            let number = number.to_string();
            let words = text::say_with("receiver-corrects", &[("number", &number)]);
            let words = format!("{words} · {kind}");
            let on = self.replaces == Some(*letter);
            let chip = Chip::toggle(id.with(("corrects", &number)), &words, on);
            if chip.show(ui).clicked() {
                self.replaces = (!on).then_some(*letter);
                changed = true;
            }
        }
        if !self.desk.earlier.is_empty() {
            ui.add_space(space::S16);
        }
        changed
    }

    fn take_recipient(&mut self, wanted: RecipientId) {
        let found = self.desk.recipients.iter().find(|(id, _)| *id == wanted);
        let Some((id, recipient)) = found else { return };
        self.recipient = Some(*id);
        self.name.clone_from(&recipient.name);
        self.role.clone_from(&recipient.role);
        self.organisation.clone_from(&recipient.organisation);
        self.address = recipient.address.join("\n");
        self.medical = recipient.kind == RecipientKind::Medical;
    }

    fn receiver(&mut self, ui: &mut Ui, id: Id) -> bool {
        Text::question(&text::say("receiver-title")).show(ui);
        let mut changed = false;
        if self.kind() == Kind::L1 {
            let name = text::say("receiver-where");
            let words = [text::say("receiver-inside"), text::say("receiver-outside")];
            let items = [words[0].as_str(), words[1].as_str()];
            let mut at = usize::from(self.outside);
            let segment = Segment::new(id.with("outside"), &name, &items);
            changed |= segment.show(ui, &mut at).changed;
            self.outside = at == 1;
            ui.add_space(space::S8);
        }
        if self.kind() != Kind::L5 {
            changed |= self.book(ui, id);
        }
        let label = text::say("receiver-name");
        let typed = line(ui, id.with("name"), &label, &mut self.name, None);
        let (role, organisation) = (&mut self.role, &mut self.organisation);
        let mut other = false;
        let two = |ui: &mut Ui, at: usize| {
            if at == 0 {
                let label = text::say("receiver-role");
                let field = TextField::new(id.with("role"), &label).optional();
                other |= field.limit(200).show(ui, role).changed;
            } else {
                let label = text::say("receiver-organisation");
                let field = TextField::new(id.with("organisation"), &label).optional();
                other |= field.limit(200).show(ui, organisation).changed;
            }
        };
        // The person has neither.
        if self.kind != Some(Kind::L5) {
            frame::columns(ui, 2, two, 2);
        }
        let (label, help) = (
            text::say("receiver-address"),
            text::say("receiver-address-help"),
        );
        other |= LongText::new(id.with("address"), &label)
            .help(&help)
            .optional()
            .lines(3)
            .limit(600)
            .show(ui, &mut self.address)
            .changed;
        if typed || other {
            // What was changed by hand is no longer the entry of the address book.
            self.recipient = None;
        }
        if matches!(self.kind(), Kind::L3 | Kind::L6) {
            let word = text::say("receiver-medical");
            if Chip::toggle(id.with("medical"), &word, self.medical)
                .show(ui)
                .clicked()
            {
                self.medical = !self.medical;
                changed = true;
            }
        }
        changed | typed | other
    }

    /// The address book.
    fn book(&mut self, ui: &mut Ui, id: Id) -> bool {
        if self.desk.recipients.is_empty() {
            return false;
        }
        let names: Vec<String> = self
            .desk
            .recipients
            .iter()
            .map(|(_, one)| match one.organisation.trim() {
                "" => one.name.clone(),
                organisation => format!("{}, {organisation}", one.name),
            })
            .collect();
        let (label, none) = (text::say("receiver-book"), text::say("receiver-book-none"));
        let all = &self.desk.recipients;
        let mut at = all.iter().position(|(id, _)| Some(*id) == self.recipient);
        let select = Select::new(
            id.with("book"),
            &label,
            &none,
            names.iter().map(String::as_str),
        )
        .optional();
        if !select.show(ui, &mut at).changed() {
            return false;
        }
        let picked = at
            .and_then(|at| self.desk.recipients.get(at))
            .map(|one| one.0);
        match picked {
            Some(picked) => self.take_recipient(picked),
            None => self.recipient = None,
        }
        true
    }

    fn consent(&mut self, ui: &mut Ui, id: Id) -> bool {
        ui.add_space(space::S16);
        Text::question(&text::say("consent-title")).show(ui);
        let needed = self.needs_consent();
        let help = text::say(match self.kind() {
            Kind::L5 => "consent-no-record",
            Kind::L6 => "consent-emergency",
            _ if needed => "consent-needed",
            _ => "consent-inside",
        });
        Text::help(&help).show(ui);
        if matches!(self.kind(), Kind::L5 | Kind::L6) {
            return false;
        }
        ui.add_space(space::S4);
        let mut changed = self.known(ui, id);
        if self.known_consent().is_some() {
            return changed;
        }
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
        changed | self.consent_fields(ui, id)
    }

    /// A consent on record, with what it names.
    fn known(&mut self, ui: &mut Ui, id: Id) -> bool {
        if self.desk.consents.is_empty() {
            return false;
        }
        let words: Vec<String> = self
            .desk
            .consents
            .iter()
            .map(|one| {
                let date = crate::app::letter::in_words(one.on);
                let args = [("receiver", one.receiver.as_str()), ("date", &date)];
                text::say_with("consent-known-row", &args)
            })
            .collect();
        let (label, none) = (text::say("consent-known"), text::say("consent-known-new"));
        let select = Select::new(
            id.with("known"),
            &label,
            &none,
            words.iter().map(String::as_str),
        )
        .optional();
        let changed = select.show(ui, &mut self.known).changed();
        let picked = self
            .known_consent()
            .map(|known| (known.recipient, known.classes.clone()));
        if let Some((recipient, classes)) = picked {
            if changed {
                self.take_recipient(recipient);
            }
            let names: Vec<String> = classes.iter().map(|class| class_words(*class)).collect();
            let words = text::say_with("consent-names", &[("classes", &names.join(", "))]);
            Text::help(&words).show(ui);
        }
        changed
    }

    fn consent_fields(&mut self, ui: &mut Ui, id: Id) -> bool {
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
        let hint = text::say(crate::app::letter::purpose_words(self.kind()));
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
        let help = match self.kind() {
            Kind::L2 => Some("content-support"),
            Kind::L1 => Some("content-therapy"),
            Kind::L3 | Kind::L4 => Some("content-tick-help"),
            _ => None,
        };
        if let Some(help) = help {
            Text::help(&text::say(help)).show(ui);
            ui.add_space(space::S4);
        }
        changed |= self.ticks(ui, id);
        for slot in Slot::of(self.kind(), variant(work)) {
            let unused = *slot == Slot::Free && !self.fields.contains(&Field::FreeText);
            let after = *slot == Slot::Phoned
                && self.kind() != Kind::L6
                && self
                    .said
                    .get(&Slot::Urgent)
                    .is_none_or(|text| text.trim().is_empty());
            let ground = *slot == Slot::Ground && self.has_consent();
            if unused || after || ground {
                continue;
            }
            ui.add_space(space::S4);
            changed |= self.slot(ui, id, *slot, work);
        }
        changed
    }

    fn slot(&mut self, ui: &mut Ui, id: Id, slot: Slot, work: &Work) -> bool {
        let id = id.with("slot").with(slot.code());
        let hint = self.default_of(slot, work);
        match slot {
            Slot::Urgency => return self.segment(ui, id, slot, &["routine", "soon", "urgent"]),
            Slot::Stays => return self.segment(ui, id, slot, &["yes", "no"]),
            Slot::By => {
                let label = text::say(match variant(work) {
                    Some(Variant::Waitlist) => "letter-slot-by-waitlist",
                    _ => "letter-slot-by-offer",
                });
                if self.by.is_none() {
                    self.by = hint.parse().ok();
                }
                return DateField::new(id, &label).show(ui, &mut self.by).changed;
            }
            _ => {}
        }
        let (label, help) = match slot {
            Slot::Brings => (
                "content-brings".to_owned(),
                text::say("content-brings-help"),
            ),
            Slot::Link => ("content-link".to_owned(), text::say("content-link-help")),
            Slot::Next => ("content-next".to_owned(), text::say("content-next-help")),
            slot if slot.is_list() => (
                format!("letter-slot-{}", slot.code()),
                text::say("letter-slot-list-help"),
            ),
            slot => (format!("letter-slot-{}", slot.code()), String::new()),
        };
        let label = text::say(&label);
        let typed = self.said.entry(slot).or_default();
        let long = [
            Slot::Heard,
            Slot::Why,
            Slot::Again,
            Slot::NotNow,
            Slot::Call,
            Slot::Appointment,
        ];
        if slot.is_list() || long.contains(&slot) {
            let field = LongText::new(id, &label).hint(&hint).lines(2).limit(2_000);
            let field = if slot.is_needed() {
                field
            } else {
                field.optional()
            };
            let field = if help.is_empty() {
                field
            } else {
                field.help(&help)
            };
            let changed = field.show(ui, typed).changed;
            if changed && matches!(slot, Slot::Call | Slot::Appointment) {
                // One sentence among the next steps, however long.
                *typed = typed.replace('\n', " ");
            }
            changed
        } else {
            let field = TextField::new(id, &label).hint(&hint).limit(400);
            let field = if slot.is_needed() {
                field
            } else {
                field.optional()
            };
            let field = if help.is_empty() {
                field
            } else {
                field.help(&help)
            };
            field.show(ui, typed).changed
        }
    }

    /// What stands there if nothing is typed.
    fn default_of(&self, slot: Slot, work: &Work) -> String {
        let known = self
            .desk
            .defaults
            .iter()
            .find(|(kind, one, _)| *kind == self.kind() && *one == slot);
        if let Some((_, _, text)) = known {
            return text.clone();
        }
        let answer = work.open.content.answers.said("sg-link");
        match slot {
            Slot::Link => quote(work.pack(), "sg-link", answer)
                .answer
                .unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn segment(&mut self, ui: &mut Ui, id: Id, slot: Slot, codes: &[&str]) -> bool {
        let name = text::say(&format!("letter-slot-{}", slot.code()));
        Text::new(&name, Type::SmallStrong).show(ui);
        let words: Vec<String> = codes
            .iter()
            .map(|code| text::say(&format!("letter-slot-{}-{code}", slot.code())))
            .collect();
        let items: Vec<&str> = words.iter().map(String::as_str).collect();
        let now = self.said.get(&slot).map(String::as_str);
        let mut at = codes
            .iter()
            .position(|code| Some(*code) == now)
            .unwrap_or(0);
        let changed = Segment::new(id, &name, &items).show(ui, &mut at).changed;
        if let (true, Some(code)) = (changed, codes.get(at)) {
            self.said.insert(slot, (*code).to_owned());
        }
        changed
    }

    /// What can be ticked: what the answers hold something for, and sentences of one's own.
    fn offered_fields(&self) -> Vec<Field> {
        let kind = self.kind();
        let mut fields = Vec::new();
        for field in Field::ALL.iter().filter(|field| field.is_offered(kind)) {
            let known = self
                .desk
                .fields
                .iter()
                .find(|one| one.kind == kind && one.field == *field);
            let offer = match (known, field) {
                (_, Field::FreeText) => !self.desk.fields.is_empty(),
                (Some(known), _) => !known.prints.is_empty() || *field == Field::Safety,
                // Before the vault has told what the answers hold.
                (None, field) => matches!(field, Field::Measures | Field::Safety),
            };
            if offer {
                fields.push(*field);
            }
        }
        fields
    }

    /// What is printed only when it is ticked.
    fn ticks(&mut self, ui: &mut Ui, id: Id) -> bool {
        let fields = self.offered_fields();
        if fields.is_empty() {
            return false;
        }
        let name = text::say("content-ticks");
        let words: Vec<String> = fields
            .iter()
            .map(|field| text::say(&format!("letter-field-{}", field.code())))
            .collect();
        let reasons: Vec<Option<String>> = fields.iter().map(|field| self.closed(*field)).collect();
        let items: Vec<Item<'_>> = words
            .iter()
            .zip(&reasons)
            .map(|(word, reason)| Item::new(word).disabled(reason.as_deref()))
            .collect();
        let mut ticked: Vec<bool> = fields
            .iter()
            .zip(&reasons)
            .map(|(field, reason)| self.fields.contains(field) && reason.is_none())
            .collect();
        let group = MultiGroup::new(id.with("ticks"), &name, items).dense();
        let mut changed = group.show(ui, &mut ticked).changed;
        if changed {
            let on = fields.iter().zip(&ticked).filter(|(_, on)| **on);
            self.fields = on.map(|(field, _)| *field).collect();
        }
        if self.fields.contains(&Field::Immigration) {
            let word = text::say("content-safe-to-write");
            if Chip::toggle(id.with("safe to write"), &word, self.safe_to_write)
                .show(ui)
                .clicked()
            {
                self.safe_to_write = !self.safe_to_write;
                changed = true;
            }
        }
        changed
    }

    /// Why a field cannot be ticked yet.
    fn closed(&self, field: Field) -> Option<String> {
        let class = field.class();
        let inside = self.kind() == Kind::L1 && !self.outside;
        let free = class == ContentClass::Basics
            || inside && matches!(class, ContentClass::Measures | ContentClass::FreeText);
        if free {
            return None;
        }
        if !self.has_consent() {
            return Some(text::say("content-safety-consent"));
        }
        if let Some(known) = self.known_consent() {
            return (!known.classes.contains(&class)).then(|| text::say("letter-held-not-named"));
        }
        (class == ContentClass::Substance && !self.in_writing)
            .then(|| text::say("letter-held-not-in-writing"))
    }

    fn sheet(&mut self, ui: &mut Ui, id: Id) -> bool {
        ui.add_space(space::S16);
        let name = text::say("receiver-language");
        Text::new(&name, Type::SmallStrong).show(ui);
        Text::body(&text::say("language-english")).show(ui);
        if let Some(language) = &self.desk.other_language {
            let words = text::say_with("receiver-language-other", &[("language", language)]);
            Text::help(&words).show(ui);
        }
        ui.add_space(space::S8);
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

    /// The title of the page.
    pub(super) fn title(&self, work: &Work) -> String {
        match self.kind() {
            Kind::L1 | Kind::L2 if is_support(work) => text::say("letter-title-support"),
            Kind::L1 | Kind::L2 => text::say("letter-title-therapy"),
            kind => text::say(&format!("letter-choice-{}", kind.code())),
        }
    }
}

fn class_words(class: ContentClass) -> String {
    text::say(match class {
        ContentClass::Basics => "class-basics",
        ContentClass::Goal => "class-goal",
        ContentClass::Health => "class-health",
        ContentClass::Substance => "class-substance",
        ContentClass::Trauma => "class-trauma",
        ContentClass::Safety => "class-safety",
        ContentClass::AbuseAtHome => "class-abuse-at-home",
        ContentClass::Identity => "class-identity",
        ContentClass::Immigration => "class-immigration",
        ContentClass::Measures => "class-measures",
        ContentClass::FreeText => "class-free-text",
    })
}

fn line(ui: &mut Ui, id: Id, label: &str, text: &mut String, hint: Option<&str>) -> bool {
    TextField::new(id, label)
        .hint(hint.unwrap_or_default())
        .limit(200)
        .show(ui, text)
        .changed
}
