//! Letters, the address book: who gets letters, looked up, changed, added and removed.

use egui::{Id, Ui};

use crate::app::command::{Command, Deed};
use crate::app::recipients::Ask as Question;
use crate::domain::id::RecipientId;
use crate::domain::recipient::{Recipient, RecipientKind};
use crate::text::say;
use crate::ui::Icon;
use crate::ui::fields;
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Button, Cell, Column, EmptyState, LongText, Select, Table, Text, TextField,
};

const KINDS: [(RecipientKind, &str); 7] = [
    (RecipientKind::GroupTherapist, "book-kind-group-therapist"),
    (RecipientKind::Host, "book-kind-host"),
    (RecipientKind::Referrer, "book-kind-referrer"),
    (RecipientKind::Crisis, "book-kind-crisis"),
    (RecipientKind::Medical, "book-kind-medical"),
    (RecipientKind::Service, "book-kind-service"),
    (RecipientKind::Person, "book-kind-person"),
];

/// The part of the page.
#[derive(Default)]
pub(super) struct Book {
    entries: Option<Vec<(RecipientId, Recipient)>>,
    form: Option<Form>,
    /// What is told when the next list comes.
    sent: Option<&'static str>,
}

/// An entry as it is typed.
struct Form {
    id: Option<RecipientId>,
    kept: Recipient,
    now: Recipient,
    address: String,
    focus: bool,
}

fn id(part: &str) -> Id {
    Id::unique("address book").with(part)
}

fn kind_words(kind: RecipientKind) -> String {
    let found = KINDS.iter().find(|(one, _)| *one == kind);
    found.map(|(_, message)| say(message)).unwrap_or_default()
}

impl Form {
    fn of(id: Option<RecipientId>, kept: Recipient) -> Self {
        Self {
            id,
            address: kept.address.join("\n"),
            now: kept.clone(),
            kept,
            focus: true,
        }
    }

    fn record(&self) -> Recipient {
        let trimmed = |text: &String| text.trim().to_owned();
        let lines = self.address.lines().map(str::trim);
        Recipient {
            name: trimmed(&self.now.name),
            role: trimmed(&self.now.role),
            organisation: trimmed(&self.now.organisation),
            address: lines
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
            phone: trimmed(&self.now.phone),
            kind: self.now.kind,
        }
    }

    fn fields(&mut self, ui: &mut Ui) {
        let [name, role, organisation, phone, kind] = [
            "book-name",
            "book-role",
            "book-organisation",
            "book-phone",
            "book-kind",
        ]
        .map(say);
        TextField::new(id("name"), &name)
            .limit(200)
            .show(ui, &mut self.now.name);
        fields::focus_once(ui, &mut self.focus, id("name"));
        let Recipient {
            role: its_role,
            organisation: its_organisation,
            phone: its_phone,
            kind: its_kind,
            ..
        } = &mut self.now;
        fields::pair(
            ui,
            |ui| {
                let field = TextField::new(id("organisation"), &organisation).optional();
                field.limit(200).show(ui, its_organisation);
            },
            |ui| {
                let field = TextField::new(id("role"), &role).optional();
                field.limit(200).show(ui, its_role);
            },
        );
        let (label, help) = (say("book-address"), say("book-address-help"));
        LongText::new(id("address"), &label)
            .help(&help)
            .optional()
            .lines(3)
            .limit(600)
            .show(ui, &mut self.address);
        fields::pair(
            ui,
            |ui| {
                let field = TextField::new(id("phone"), &phone).optional();
                field.limit(60).show(ui, its_phone);
            },
            |ui| {
                let words = KINDS.map(|(_, message)| say(message));
                let mut at = KINDS.iter().position(|(one, _)| one == its_kind);
                let items = words.iter().map(String::as_str);
                Select::new(id("kind"), &kind, "", items).show(ui, &mut at);
                if let Some((chosen, _)) = at.and_then(|at| KINDS.get(at)) {
                    *its_kind = *chosen;
                }
            },
        );
    }
}

impl Book {
    /// The entries came, after a change as well.
    pub(super) fn hear(&mut self, entries: Vec<(RecipientId, Recipient)>, asks: &mut Vec<Ask>) {
        self.entries = Some(entries);
        if let Some(message) = self.sent.take() {
            self.form = None;
            asks.push(Ask::Toast(say(message)));
        }
    }

    /// What was asked for was refused; what was typed stays.
    pub(super) fn refused(&mut self) {
        self.sent = None;
    }

    /// Draws it.
    pub(super) fn show(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let may = shared.opened.can(Deed::RecipientChange);
        let Some(entries) = &self.entries else {
            Text::help(&say("page-loading")).show(ui);
            return;
        };
        let mut wanted = None;
        if entries.is_empty() {
            let (title, text) = (say("book-none"), say("book-none-text"));
            EmptyState::new(Icon::Users, &title).text(&text).show(ui);
            ui.add_space(space::S16);
        } else {
            let chosen = self.form.as_ref().and_then(|form| form.id);
            let at = entries.iter().position(|(id, _)| Some(*id) == chosen);
            let opened = table(ui, entries, at);
            wanted = opened
                .and_then(|at| entries.get(at))
                .map(|(id, recipient)| Form::of(Some(*id), recipient.clone()));
            ui.add_space(space::S16);
        }
        let add = say("book-add");
        let button = Button::quiet(&add).icon(Icon::UserPlus).id(id("add"));
        if may && self.form.is_none() && button.show(ui).clicked() {
            wanted = Some(Form::of(None, Recipient::default()));
        }
        if may && wanted.is_some() {
            self.form = wanted;
        }
        if self.form.is_some() {
            ui.add_space(space::S24);
            shell::card(ui, |ui| self.entry(ui, shared, asks));
        }
    }

    fn entry(&mut self, ui: &mut Ui, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let Some(form) = &mut self.form else { return };
        ui.spacing_mut().item_spacing.y = space::S8;
        let title = if form.id.is_some() {
            "book-change"
        } else {
            "book-new"
        };
        Text::question(&say(title)).show(ui);
        form.fields(ui);
        let record = form.record();
        let words = [
            "book-keep",
            "book-cancel",
            "book-remove",
            "book-name-missing",
            "book-same",
        ];
        let [keep, cancel, remove, missing, same] = words.map(say);
        let reason = if record.name.is_empty() {
            Some(missing.as_str())
        } else if record == form.kept {
            Some(same.as_str())
        } else {
            None
        };
        let (mut done, mut question) = (false, None);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = space::S12;
            let button = Button::primary(&keep).busy(shared.busy).disabled(reason);
            if button.id(id("keep")).show(ui).clicked() {
                question = Some(("book-kept", Question::Keep(form.id, Box::new(record))));
            }
            let button = Button::quiet(&cancel).id(id("cancel"));
            done = button.show(ui).clicked();
            if let Some(entry) = form.id {
                let button = Button::danger(&remove).icon(Icon::Trash).id(id("remove"));
                if button.show(ui).clicked() {
                    question = Some(("book-removed", Question::Remove(entry)));
                }
            }
        });
        if let Some((message, question)) = question {
            self.sent = Some(message);
            asks.push(Ask::Do(Command::Recipients(question)));
        } else if done {
            self.form = None;
        }
    }
}

fn table(
    ui: &mut Ui,
    entries: &[(RecipientId, Recipient)],
    selected: Option<usize>,
) -> Option<usize> {
    let heads =
        ["name", "organisation", "kind", "phone"].map(|part| say(&format!("book-col-{part}")));
    let columns = [
        Column::new(&heads[0], 2.0).least(150.0),
        Column::new(&heads[1], 2.2).least(150.0),
        Column::new(&heads[2], 1.8).least(150.0),
        Column::new(&heads[3], 1.4).least(110.0),
    ];
    let name = say("letters-part-book");
    Table::new(id("entries"), &name, &columns, entries.len())
        .selected(selected)
        .show(ui, |index| {
            let (_, recipient) = &entries[index];
            vec![
                Cell::Strong(recipient.name.clone()),
                recipient.organisation.clone().into(),
                kind_words(recipient.kind).into(),
                recipient.phone.clone().into(),
            ]
        })
        .opened
}
