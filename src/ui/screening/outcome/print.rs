//! The internal sheet on paper: which printer, and what came of it.

use egui::Ui;

use crate::app::command::{Command, Event};
use crate::app::printing::{Ask as Printing, Job, System, Told};
use crate::letter::Paper;
use crate::text::say;
use crate::ui::printing::{PrintDialog, Wish};
use crate::ui::screen::{Ask, Shared};
use crate::ui::screening::{Work, frame};
use crate::ui::theme::space;
use crate::ui::widgets::{Banner, Tone};

/// The dialog, and what was printed or refused last.
#[derive(Default)]
pub(super) struct SheetPrint {
    dialog: PrintDialog,
    waits: bool,
    news: Option<(Tone, String)>,
}

impl SheetPrint {
    /// Opens the dialog.
    pub(super) fn ask(&mut self) {
        self.dialog.ask();
        self.news = None;
    }

    /// Draws the dialog while it is open.
    pub(super) fn show(&mut self, ui: &Ui, work: &Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        let direct = System::is_direct();
        let title = say("sheet-print-title");
        let text = say(if direct {
            "sheet-print-text"
        } else {
            "sheet-print-text-viewer"
        });
        let id = frame::id(work, "print sheet");
        let Some(wish) = self.dialog.show(ui, id, &title, &text) else {
            return;
        };
        let paper = if shared.opened.clinic.currency == "USD" {
            Paper::UsLetter
        } else {
            Paper::default()
        };
        let on = |job: Job| Job {
            paper: Some(paper),
            ..job
        };
        self.waits = true;
        self.news = None;
        let ask = match wish {
            Wish::Print(job) => Printing::Sheet {
                screening: work.open.id,
                job: on(job),
            },
            Wish::Test(job) => Printing::Test(on(job)),
        };
        asks.push(Ask::Do(Command::Print(ask)));
    }

    /// Says at the top of the page what came of it.
    pub(super) fn news(&self, ui: &mut Ui, work: &Work) {
        let Some((tone, words)) = &self.news else {
            return;
        };
        let id = frame::id(work, "sheet news");
        Banner::new(id, *tone, words).show(ui);
        ui.add_space(space::S8);
    }

    /// What the printer did.
    pub(super) fn hear(&mut self, event: &Event) {
        if !self.waits {
            return;
        }
        self.news = match event {
            Event::Print(Told::SheetPrinted) => Some((Tone::Ok, say("sheet-printed-done"))),
            Event::Print(Told::Tested) => Some((Tone::Ok, say("print-tested"))),
            Event::Failed(trouble) => Some((Tone::Stop, trouble.message.clone())),
            _ => return,
        };
        self.waits = false;
    }
}
