//! A recovery sheet: its code first, then who takes over with it.

use egui::{Id, Ui};

use crate::app::rescue::{Ask, SheetKind, Told};
use crate::text::say;
use crate::ui::Ink;
use crate::ui::fields::{self, Line};
use crate::ui::theme::space;
use crate::ui::widgets::{Secret, Strength, Text};

use super::super::strength::{self, Judged};
use super::{Now, Wish, buttons, secret, sent};

/// The page.
pub(super) struct SheetPage {
    code: Secret,
    kind: Option<SheetKind>,
    /// 0: works here already, 1: new here.
    who: usize,
    login: String,
    name: String,
    passphrase: Secret,
    again: Secret,
    judged: Judged,
    tried: bool,
    focus: bool,
}

impl Default for SheetPage {
    fn default() -> Self {
        Self {
            code: Secret::new(),
            kind: None,
            who: 0,
            login: String::new(),
            name: String::new(),
            passphrase: Secret::new(),
            again: Secret::new(),
            judged: strength::judge("", &[]),
            tried: false,
            focus: true,
        }
    }
}

fn id(part: &str) -> Id {
    Id::unique("recovery sheet").with(part)
}

impl SheetPage {
    pub(super) fn hear(&mut self, told: &Told) {
        if let Told::Sheet(kind) = told {
            self.kind = Some(*kind);
            (self.tried, self.focus) = (false, true);
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui, now: &Now<'_>) -> Option<Wish> {
        fields::title(ui, "use-sheet-title");
        ui.add_space(space::S16);
        super::super::refused(ui, now.trouble);
        match self.kind {
            None => self.show_code(ui, now),
            Some(kind) => self.show_successor(ui, now, kind),
        }
    }

    fn show_code(&mut self, ui: &mut Ui, now: &Now<'_>) -> Option<Wish> {
        let error = (self.tried && self.code.is_empty()).then_some("error-needed");
        let entered = secret(ui, id("code"), "use-sheet-code", error, &mut self.code);
        Text::help(&say("use-sheet-code-about")).show(ui);
        fields::focus_once(ui, &mut self.focus, id("code"));
        let (go, back) = buttons(ui, "use-sheet-read", id("code buttons"), now);
        if back {
            return Some(Wish::Leave);
        }
        if !(go || entered) || now.busy {
            return None;
        }
        self.tried = true;
        (!self.code.is_empty()).then(|| Wish::Ask(Ask::Sheet(sent(&self.code))))
    }

    fn show_successor(&mut self, ui: &mut Ui, now: &Now<'_>, kind: SheetKind) -> Option<Wish> {
        let about = match kind {
            SheetKind::Office => "use-sheet-office",
            SheetKind::Clinical => "use-sheet-clinical",
        };
        Text::body(&say(about)).ink(Ink::Help).show(ui);
        ui.add_space(space::S16);
        if kind == SheetKind::Office {
            let words = [say("use-sheet-who-present"), say("use-sheet-who-new")];
            fields::segment(ui, id("who"), "use-sheet-who", &words, &mut self.who);
            ui.add_space(space::S8);
        }
        let missing = |text: &str| (self.tried && text.trim().is_empty()).then_some("error-needed");
        let login_error = missing(&self.login);
        let name_error = missing(&self.name);
        Line::new(id("login"), "unlock-login")
            .error(login_error)
            .width(360.0)
            .limit(64)
            .show(ui, &mut self.login);
        if self.is_new(kind) {
            Line::new(id("name"), "you-name")
                .error(name_error)
                .show(ui, &mut self.name);
        }
        let entered = match kind {
            SheetKind::Office => self.show_new_passphrase(ui),
            SheetKind::Clinical => {
                let error = (self.tried && self.passphrase.is_empty()).then_some("error-needed");
                let typed = &mut self.passphrase;
                secret(
                    ui,
                    id("passphrase"),
                    "use-sheet-own-passphrase",
                    error,
                    typed,
                )
            }
        };
        fields::focus_once(ui, &mut self.focus, id("login"));
        Text::help(&say("use-sheet-told")).show(ui);
        let (go, back) = buttons(ui, "use-sheet-go", id("buttons"), now);
        if back {
            return Some(Wish::Leave);
        }
        if !(go || entered) || now.busy {
            return None;
        }
        self.tried = true;
        self.is_ready(kind).then(|| {
            Wish::Ask(Ask::Recover {
                code: sent(&self.code),
                login: self.login.trim().to_owned(),
                name: if self.is_new(kind) {
                    self.name.trim().to_owned()
                } else {
                    String::new()
                },
                passphrase: sent(&self.passphrase),
            })
        })
    }

    fn show_new_passphrase(&mut self, ui: &mut Ui) -> bool {
        let weak = (self.tried && !self.judged.accepted).then_some("error-passphrase-weak");
        let typed = &mut self.passphrase;
        secret(ui, id("passphrase"), "first-passphrase", weak, typed);
        let context = [self.name.as_str(), self.login.as_str()];
        self.judged = strength::judge(self.passphrase.as_str(), &context);
        let meter = say("strength-name");
        Strength::new(&meter, self.judged.score, &self.judged.word)
            .hint(&self.judged.hint)
            .empty(self.passphrase.is_empty())
            .show(ui);
        let differs = self.tried && self.judged.accepted && !self.is_repeated();
        let error = differs.then_some("error-passphrase-differs");
        secret(
            ui,
            id("again"),
            "first-passphrase-again",
            error,
            &mut self.again,
        )
    }

    fn is_new(&self, kind: SheetKind) -> bool {
        kind == SheetKind::Office && self.who == 1
    }

    fn is_repeated(&self) -> bool {
        self.passphrase.as_str() == self.again.as_str()
    }

    fn is_ready(&self, kind: SheetKind) -> bool {
        let named = !self.is_new(kind) || !self.name.trim().is_empty();
        let typed = match kind {
            SheetKind::Office => self.judged.accepted && self.is_repeated(),
            SheetKind::Clinical => !self.passphrase.is_empty(),
        };
        named && typed && !self.login.trim().is_empty()
    }
}
