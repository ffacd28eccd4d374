//! What is typed into.

use egui::Ui;
use jiff::civil::Date;

use super::id;
use crate::ui::{
    theme::space,
    widgets::{
        DateField, LongText, NumberField, SearchField, Secret, SecretField, Select, Strength,
        TextField, Tick,
    },
};

#[derive(Debug)]
pub(super) struct Fields {
    name: String,
    wrong: String,
    fixed: String,
    story: String,
    long: String,
    born: Option<Date>,
    date: Option<Date>,
    search: String,
    searched: String,
    missed: Option<i64>,
    group: Option<usize>,
    may_post: bool,
    fixed_tick: bool,
    secret: Secret,
}

impl Default for Fields {
    fn default() -> Self {
        let mut secret = Secret::new();
        secret.push_str("five words of a sample");
        Self {
            name: "Alex Example".to_owned(),
            wrong: "12".to_owned(),
            fixed: "2025-0001".to_owned(),
            story: String::new(),
            long: "A line of what was said.\n".repeat(11),
            born: Some(jiff::civil::date(1984, 12, 1)),
            date: None,
            search: String::new(),
            searched: "example".to_owned(),
            missed: Some(2),
            group: None,
            may_post: true,
            fixed_tick: false,
            secret,
        }
    }
}

impl Fields {
    pub(super) fn show(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = space::S12;
        SearchField::new(id("search"), "Search clients")
            .hint("Name, record number, birth date")
            .show(ui, &mut self.search);
        SearchField::new(id("searched"), "Search groups").show(ui, &mut self.searched);
        TextField::new(id("name"), "Chosen name")
            .help("The name that the person wants to be called by.")
            .show(ui, &mut self.name);
        TextField::new(id("wrong"), "Phone")
            .error(Some("A phone number has at least five digits."))
            .width(280.0)
            .show(ui, &mut self.wrong);
        TextField::new(id("fixed"), "Record number")
            .disabled(Some("It was given when the record was made."))
            .width(280.0)
            .show(ui, &mut self.fixed);
        DateField::new(id("born"), "Birth date").show(ui, &mut self.born);
        DateField::new(id("date"), "Next meeting")
            .optional()
            .show(ui, &mut self.date);
        NumberField::new(id("missed"), "Meetings that would be missed", 0..=12)
            .show(ui, &mut self.missed);
        Select::new(
            id("group"),
            "Group",
            "Choose a group",
            ["Living with loss", "After the illness", "Parents"],
        )
        .help("Only groups that are open stand here.")
        .show(ui, &mut self.group);
        Tick::new(id("post"), "Post may be sent to this address")
            .help("Ask each time someone moves.")
            .show(ui, &mut self.may_post);
        Tick::new(id("fixed tick"), "Erase after ninety days")
            .disabled(Some("The clinic’s settings decide this."))
            .show(ui, &mut self.fixed_tick);
        LongText::new(id("story"), "What makes you think about a group now?")
            .help("A few sentences are enough.")
            .hint("In the person’s own words")
            .optional()
            .show(ui, &mut self.story);
        LongText::new(id("long"), "What was said").show(ui, &mut self.long);
        SecretField::new(id("secret"), "Passphrase")
            .help("Six words that do not belong together are easy to keep and hard to guess.")
            .show(ui, &mut self.secret);
        Strength::new("How strong it is", 3, "Strong")
            .hint("One more word would make it stronger.")
            .show(ui);
        Strength::new("How strong the other is", 1, "Weak").show(ui);
    }
}
