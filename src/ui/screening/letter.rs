//! The letter: beside each other what goes into it and the page as it will be printed, then saved as a PDF.

mod form;
mod preview;
mod save;

use egui::Ui;

use crate::app::command::{Command, Event};
use crate::app::printing::{self, Told};
use crate::domain::id::ScreeningId;
use crate::text;
use crate::ui::printing::{PrintDialog, Wish, what_happens};
use crate::ui::screen::{Ask, Shared};
use crate::ui::shell::{Breadth, WIDE_COLUMN};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Button, EmptyState, Text, Tone};
use crate::ui::{Icon, State, Type};

use form::Draft;
pub(super) use form::kinds;
use preview::Preview;
use save::Save;

use super::frame::{self, Foot, Frame, Pressed};
use super::{OnPage, Step, Work};

/// The page of the letter.
#[derive(Default)]
pub struct LetterPage {
    screening: Option<ScreeningId>,
    draft: Draft,
    preview: Preview,
    save: Save,
    print: PrintDialog,
    /// Whether the printer is waited for.
    printing: bool,
    /// What was printed, in words.
    printed: Option<String>,
    /// What was refused last.
    trouble: Option<String>,
    /// A letter became final: receiver, consent and number are known to the vault from then on.
    desk_is_old: bool,
}

impl LetterPage {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if let Some(reason) = no_letter(work) {
            not_yet(ui, work, &reason);
            return;
        }
        if self.screening != Some(work.open.id) {
            *self = Self {
                screening: Some(work.open.id),
                draft: Draft::start(work, shared),
                save: Save::start(shared.today),
                ..Self::default()
            };
            self.preview.ask_at_once();
            asks.push(Ask::Do(Command::LetterDesk(work.open.id)));
        }
        if std::mem::take(&mut self.desk_is_old) {
            asks.push(Ask::Do(Command::LetterDesk(work.open.id)));
        }
        self.commanded(work, shared);
        self.save.receive(asks);
        let frame = Frame::begin(ui, frame::id(work, "letter"), WIDE_COLUMN);
        frame.body(ui, |ui| self.page(ui, &frame, work, shared));
        if self.preview.is_due(ui) {
            let request = Box::new(self.draft.request(work));
            asks.push(Ask::Do(Command::PreviewLetter(request)));
        }
        self.foot(ui, &frame, work, shared);
        if let Some(command) = self.save.dialogs(ui, work, || self.draft.request(work)) {
            self.trouble = None;
            self.printed = None;
            asks.push(Ask::Do(command));
        }
        self.print_dialog(ui, work, asks);
    }

    /// Does what a command asked for.
    fn commanded(&mut self, work: &mut Work, shared: &Shared<'_>) {
        if work.takes(OnPage::Urgent) && self.draft.take_urgent(work, shared) {
            self.another();
            self.preview.ask_at_once();
        }
        let final_now = self.why_not_final().is_none();
        let can_save = final_now && self.save.problem().is_none();
        if work.takes(OnPage::SaveLetter) && can_save {
            self.save.ask_plain();
        }
        if work.takes(OnPage::SaveLetterLocked) && can_save {
            self.save.ask_locked();
        }
        if work.takes(OnPage::PrintLetter) && final_now {
            self.print.ask();
        }
    }

    /// Another letter was chosen: what became of the one before is not said of this one.
    fn another(&mut self) {
        self.save.forget();
        self.printed = None;
        self.trouble = None;
    }

    /// Why a command of this page cannot be done now, as a message.
    pub(crate) fn why_not(&self, act: OnPage) -> Option<&'static str> {
        match act {
            OnPage::SaveLetter | OnPage::SaveLetterLocked => {
                self.why_not_final().or_else(|| self.save.wrong())
            }
            OnPage::PrintLetter => self.why_not_final(),
            _ => None,
        }
    }

    fn print_dialog(&mut self, ui: &Ui, work: &Work, asks: &mut Vec<Ask>) {
        let (title, text) = (text::say("print-dialog-title"), what_happens());
        let id = frame::id(work, "print letter");
        let Some(wish) = self.print.show(ui, id, &title, &text) else {
            return;
        };
        self.printing = true;
        self.trouble = None;
        self.printed = None;
        let ask = match wish {
            Wish::Print(job) => printing::Ask::New {
                request: Box::new(self.draft.request(work)),
                job,
            },
            Wish::Test(job) => printing::Ask::Test(printing::Job {
                paper: Some(self.draft.request(work).paper),
                ..job
            }),
        };
        asks.push(Ask::Do(Command::Print(ask)));
    }

    fn hear_print(&mut self, told: &Told) {
        match told {
            Told::Progress { .. } | Told::SheetPrinted => return,
            Told::Tested => self.printed = Some(text::say("print-tested")),
            Told::Printed(printed) => match (&printed.trouble, printed.numbers.first()) {
                (Some(trouble), _) => self.trouble = Some(trouble.clone()),
                (None, Some(number)) => {
                    self.desk_is_old = true;
                    let number = number.to_string();
                    self.printed = Some(text::say_with("print-done", &[("number", &number)]));
                }
                (None, None) => {}
            },
        }
        self.printing = false;
    }

    /// Takes note of an event: the page that was set, what was written, what was refused.
    pub fn hear(&mut self, event: &Event, _work: &mut Work) {
        match event {
            Event::Letter(letter) => {
                self.trouble = None;
                self.preview.take(letter);
            }
            Event::LetterDesk(desk) => {
                self.draft.hear(desk);
                self.preview.ask_at_once();
            }
            Event::LetterSaved { path, number } => {
                self.save.done(path, *number);
                self.desk_is_old = true;
            }
            Event::Print(told) => self.hear_print(told),
            Event::Failed(trouble) if self.printing => {
                self.printing = false;
                self.trouble = Some(trouble.message.clone());
            }
            Event::Failed(trouble) if self.preview.is_waiting() || self.save.is_waiting() => {
                self.trouble = Some(trouble.message.clone());
                self.preview.give_up();
                self.save.give_up();
            }
            Event::Locked => *self = Self::default(),
            _ => {}
        }
    }

    fn page(&mut self, ui: &mut Ui, frame: &Frame, work: &mut Work, shared: &Shared<'_>) {
        Text::h1(&self.draft.title(work)).show(ui);
        self.news(ui, work);
        ui.add_space(space::S8);
        if frame.breadth == Breadth::Narrow {
            self.left(ui, work, shared);
            ui.add_space(space::S24);
            self.preview.show(ui, work);
            return;
        }
        let all = ui.available_width();
        let left = (all * 0.42).clamp(320.0, 440.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::S24;
            ui.vertical(|ui| {
                ui.set_width(left);
                self.left(ui, work, shared);
            });
            ui.vertical(|ui| {
                ui.set_width(all - left - space::S24);
                self.preview.show(ui, work);
            });
        });
    }

    /// What was saved or refused.
    fn news(&self, ui: &mut Ui, work: &Work) {
        let id = frame::id(work, "letter").with("news");
        if let Some((number, path)) = self.save.saved() {
            let number = number.to_string();
            let title = text::say_with("letter-saved", &[("number", &number)]);
            Banner::new(id, Tone::Ok, &title).text(&path).show(ui);
        } else if let Some(printed) = &self.printed {
            Banner::new(id, Tone::Ok, printed).show(ui);
        } else if let Some(trouble) = &self.trouble {
            let title = text::say("letter-refused");
            Banner::new(id, Tone::Stop, &title).text(trouble).show(ui);
        }
    }

    fn left(&mut self, ui: &mut Ui, work: &Work, shared: &Shared<'_>) {
        ui.spacing_mut().item_spacing.y = space::S8;
        self.findings(ui, work);
        let kind = self.draft.kind();
        let mut changed = self.draft.show(ui, work, shared);
        if self.draft.kind() != kind {
            self.another();
        }
        self.leaves(ui);
        changed |= self.save.show(ui, work);
        self.print_button(ui, work);
        if changed {
            self.preview.changed(ui);
            self.trouble = None;
        }
    }

    /// What leaves, field by field, before it leaves; and what was ticked and stays out.
    fn leaves(&self, ui: &mut Ui) {
        let (leaves, held) = (self.preview.leaves(), self.preview.held());
        if leaves.is_empty() {
            return;
        }
        ui.add_space(space::S24);
        Text::question(&text::say("leaves-title")).show(ui);
        Text::help(&text::say("leaves-help")).show(ui);
        for field in leaves {
            ui.add_space(space::S4);
            Text::new(&field.name, Type::SmallStrong).show(ui);
            Text::body(&field.text).show(ui);
        }
        if !held.is_empty() {
            ui.add_space(space::S8);
            Text::new(&text::say("leaves-held"), Type::SmallStrong).show(ui);
        }
        for (name, reason) in held {
            frame::point(ui, State::Note, name, reason);
        }
    }

    /// The third way out, beside the two of the foot.
    fn print_button(&mut self, ui: &mut Ui, work: &Work) {
        ui.add_space(space::S24);
        Text::question(&text::say("print-title")).show(ui);
        let word = text::say("print-do");
        let reason = self.not_final();
        let button = Button::quiet(&word)
            .icon(Icon::Printer)
            .disabled(reason.as_deref())
            .busy(self.printing)
            .id(frame::id(work, "letter").with("print"));
        if button.show(ui).clicked() {
            self.print.ask();
        }
    }

    /// What stops the letter, and what should be looked at.
    fn findings(&self, ui: &mut Ui, work: &Work) {
        let (stops, hints) = (self.preview.stops(), self.preview.hints());
        let id = frame::id(work, "letter").with("findings");
        for (tone, count, lines) in [
            (Tone::Stop, "letter-stops", stops),
            (Tone::Care, "letter-hints", hints),
        ] {
            if lines.is_empty() {
                continue;
            }
            let title = text::count(count, lines.len());
            Banner::new(id.with(count), tone, &title)
                .text(&listed(lines))
                .show(ui);
            ui.add_space(space::S8);
        }
    }

    fn foot(&mut self, ui: &mut Ui, frame: &Frame, work: &mut Work, shared: &Shared<'_>) {
        let words = ["back-to-decision", "save-with-password", "save-as-pdf"];
        let [back, locked, plain] = words.map(text::say);
        let reason = self.cannot_save();
        let busy = shared.busy && self.save.is_waiting();
        let button = |label, icon| {
            Button::quiet(label)
                .icon(icon)
                .disabled(reason.as_deref())
                .busy(busy && reason.is_none())
        };
        let foot = Foot {
            back: &back,
            other: Some(button(&locked, Icon::LockFill)),
            main: Some(button(&plain, Icon::FilePdf)),
        };
        match frame.foot(ui, foot) {
            Some(Pressed::Back) => work.step = Step::Decide,
            Some(Pressed::Other) => self.save.ask_locked(),
            Some(Pressed::Main) => self.save.ask_plain(),
            None => {}
        }
    }

    fn cannot_save(&self) -> Option<String> {
        self.not_final().or_else(|| self.save.problem())
    }

    /// Why the letter cannot be made final.
    fn not_final(&self) -> Option<String> {
        self.why_not_final().map(text::say)
    }

    fn why_not_final(&self) -> Option<&'static str> {
        if !self.preview.stops().is_empty() {
            return Some("letter-stops-first");
        }
        (!self.preview.is_current()).then_some("letter-wait")
    }
}

/// Several points, each with a bullet, so that none is read as part of another.
fn listed(points: &[String]) -> String {
    match points {
        [one] => one.clone(),
        many => many
            .iter()
            .map(|point| format!("\u{2022}\u{a0}{point}"))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

/// Whether the urgent summary can be written.
pub(super) fn is_urgent(work: &Work) -> bool {
    kinds(work).contains(&crate::letter::Kind::L6)
}

/// Why there is no letter, as a message id without its ending.
fn no_letter(work: &Work) -> Option<String> {
    if !kinds(work).is_empty() {
        return None;
    }
    let why = if work.is_draft() {
        "letter-not-signed"
    } else {
        "letter-none"
    };
    Some(why.to_owned())
}

fn not_yet(ui: &mut Ui, work: &mut Work, reason: &str) {
    let frame = Frame::begin(ui, frame::id(work, "letter"), crate::ui::shell::COLUMN);
    frame.body(ui, |ui| {
        let title = text::say(&format!("{reason}-title"));
        let words = text::say(&format!("{reason}-text"));
        let action = text::say("to-decide");
        let button = EmptyState::new(Icon::Envelope, &title)
            .text(&words)
            .action(&action)
            .show(ui);
        if button.is_some_and(|button| button.clicked()) {
            work.step = Step::Decide;
        }
    });
    let back = text::say("back-to-decision");
    let foot = Foot {
        back: &back,
        other: None,
        main: None,
    };
    if frame.foot(ui, foot).is_some() {
        work.step = Step::Decide;
    }
}
