//! First start: four short pages that make a vault. Nothing is on the disk until both recovery sheets are proved.

use std::path::PathBuf;

use egui::{Id, TextureHandle, Ui};
use zeroize::Zeroizing;

use crate::app::command::{Command, NewClinic, RecoverySheets, Secret as Sent, Trouble};
use crate::domain::clinic::Clinic;
use crate::text::{say, say_with};
use crate::ui::fields::{self, Line};
use crate::ui::keys::Wish;
use crate::ui::screen::Ask;
use crate::ui::theme::space;
use crate::ui::widgets::{Button, Reply, Secret, SecretField, Strength, Text};
use crate::ui::{Icon, Ink};

use super::challenge::{Challenge, View};
use super::logo::Logo;
use super::rescue::{self, Way};
use super::stage::{self, Foot, Stage};
use super::strength::{self, Judged};

/// The pages in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd)]
enum Step {
    Clinic,
    You,
    Passphrase,
    Sheets,
}

const STEPS: [(Step, &str); 4] = [
    (Step::Clinic, "first-step-clinic"),
    (Step::You, "first-step-you"),
    (Step::Passphrase, "first-step-passphrase"),
    (Step::Sheets, "first-step-sheets"),
];

/// The wizard.
pub struct FirstStart {
    dir: PathBuf,
    step: Step,
    clinic: ClinicFields,
    logo: Logo,
    you: You,
    secret: Secret,
    again: Secret,
    judged: Judged,
    challenge: Option<Box<Challenge>>,
    /// Whether Continue was pressed on this page, so that what is missing is said.
    tried: bool,
    focus: bool,
    finishing: bool,
    /// Pressed on the first step: there is a vault already.
    way: Option<Way>,
}

#[derive(Default)]
struct ClinicFields {
    name: String,
    street: String,
    town: String,
    phone: String,
    email: String,
    emergency: String,
    on_call: String,
    on_call_phone: String,
}

#[derive(Default)]
struct You {
    name: String,
    login: String,
    /// Whether the login was typed by hand; until then it follows the name.
    login_typed: bool,
    profession: String,
    licence_kind: String,
    licence_number: String,
}

fn id(part: &str) -> Id {
    Id::unique("first start").with(part)
}

fn missing(tried: bool, text: &str, message: &'static str) -> Option<&'static str> {
    (tried && text.trim().is_empty()).then_some(message)
}

impl FirstStart {
    pub(super) fn new(dir: PathBuf) -> Self {
        Self {
            dir,
            step: Step::Clinic,
            clinic: ClinicFields::default(),
            logo: Logo::default(),
            you: You::default(),
            secret: Secret::new(),
            again: Secret::new(),
            judged: strength::judge("", &[]),
            challenge: None,
            tried: false,
            focus: true,
            finishing: false,
            way: None,
        }
    }

    pub(super) fn is_finishing(&self) -> bool {
        self.finishing
    }

    pub(super) fn has_sheets(&self) -> bool {
        self.challenge.is_some()
    }

    pub(super) fn sheets_ready(&mut self, sheets: RecoverySheets) {
        self.secret.clear();
        self.again.clear();
        self.challenge = Some(Box::new(Challenge::new(sheets, self.clinic.name.trim())));
        self.turn_to(Step::Sheets);
    }

    fn turn_to(&mut self, step: Step) {
        self.step = step;
        self.tried = false;
        self.focus = true;
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        picture: &TextureHandle,
        trouble: Option<&Trouble>,
        busy: bool,
        asks: &mut Vec<Ask>,
    ) {
        let stage = Stage::begin(ui, Foot::Buttons);
        stage.aside(ui, picture, |ui| {
            for (index, (step, message)) in STEPS.iter().enumerate() {
                let (done, here) = (*step < self.step, *step == self.step);
                stage::step(ui, index + 1, &say(message), done, here);
            }
        });
        let proving = self
            .challenge
            .as_ref()
            .is_some_and(|challenge| challenge.view == View::Proving);
        let page = format!("first start {:?} {proving}", self.step);
        let entered = stage.body(ui, &page, |ui| {
            super::refused(ui, trouble);
            match self.step {
                Step::Clinic => self.clinic_page(ui),
                Step::You => self.you_page(ui),
                Step::Passphrase => self.passphrase_page(ui),
                Step::Sheets => self.challenge.as_mut().is_some_and(|it| it.show(ui)),
            }
        });
        let pressed = self.foot(&stage, ui, busy);
        if pressed.0 {
            self.back(asks);
        }
        if (pressed.1 || entered) && !busy {
            self.go_on(asks);
        }
    }

    /// What somebody wants who has a vault already.
    pub(super) fn take_way(&mut self) -> Option<Way> {
        self.way.take()
    }

    fn foot(&self, stage: &Stage, ui: &mut Ui, busy: bool) -> (bool, bool) {
        let back_word = match self.step {
            Step::Clinic => say("first-look-around"),
            _ => say("first-back"),
        };
        let proving = self
            .challenge
            .as_ref()
            .map_or(View::Shown, |challenge| challenge.view);
        let next_word = match (self.step, proving) {
            (Step::Sheets, View::Shown) => say("first-have-sheets"),
            (Step::Sheets, View::Proving) => say("first-finish"),
            (Step::Passphrase, _) => say("first-make"),
            _ => say("first-continue"),
        };
        let unproved = say("first-prove-first");
        let cannot = match (self.step, &self.challenge) {
            (Step::Sheets, Some(challenge))
                if proving == View::Proving && !challenge.is_proved() =>
            {
                Some(unproved.as_str())
            }
            _ => None,
        };
        // On the first page only the sample clinic takes a while.
        let looks_around = self.step == Step::Clinic;
        stage
            .foot(
                ui,
                |ui| {
                    let icon = match self.step {
                        Step::Clinic => Icon::Eye,
                        _ => Icon::ArrowLeft,
                    };
                    Button::quiet(&back_word)
                        .icon(icon)
                        .busy(busy && looks_around)
                        .id(id("back"))
                        .show(ui)
                        .clicked()
                        && !busy
                },
                |ui| {
                    Button::primary(&next_word)
                        .busy(busy && !looks_around)
                        .disabled(cannot)
                        .id(id("next"))
                        .show(ui)
                        .clicked()
                },
            )
            .unwrap_or_default()
    }

    fn back(&mut self, asks: &mut Vec<Ask>) {
        match self.step {
            Step::Clinic => asks.push(Ask::Do(Command::LookAround)),
            Step::You => self.turn_to(Step::Clinic),
            Step::Passphrase => self.turn_to(Step::You),
            Step::Sheets => match &mut self.challenge {
                Some(challenge) if challenge.view == View::Proving => {
                    challenge.turn(View::Shown);
                }
                _ => {
                    self.challenge = None;
                    self.judged = strength::judge("", &[]);
                    asks.push(Ask::Do(Command::AbandonVault));
                    self.turn_to(Step::Passphrase);
                }
            },
        }
    }

    fn go_on(&mut self, asks: &mut Vec<Ask>) {
        self.tried = true;
        match self.step {
            Step::Clinic if self.clinic.is_whole() => self.turn_to(Step::You),
            Step::You if self.you.is_whole() => self.turn_to(Step::Passphrase),
            Step::Passphrase if self.judged.accepted && self.is_repeated() => self.create(asks),
            Step::Sheets => {
                let Some(challenge) = &mut self.challenge else {
                    return;
                };
                if challenge.view == View::Shown {
                    challenge.turn(View::Proving);
                } else if challenge.is_proved() {
                    self.finishing = true;
                    let (office, clinical) = (challenge.typed_back(0), challenge.typed_back(1));
                    asks.push(Ask::Do(Command::FinishVault { office, clinical }));
                }
            }
            // What is missing is said beside its field, and the first field is ready for it.
            _ => self.focus = true,
        }
    }

    fn is_repeated(&self) -> bool {
        use subtle::ConstantTimeEq;
        let (one, other) = (self.secret.as_str(), self.again.as_str());
        one.as_bytes().ct_eq(other.as_bytes()).into()
    }

    fn create(&mut self, asks: &mut Vec<Ask>) {
        let new = NewClinic {
            clinic: self.clinic.to_clinic(),
            logo_png: self.logo.png().to_vec(),
            name: self.you.name.trim().to_owned(),
            login: self.you.login.trim().to_owned(),
            profession: self.you.profession.trim().to_owned(),
            licence: (
                self.you.licence_kind.trim().to_owned(),
                self.you.licence_number.trim().to_owned(),
            ),
            passphrase: Sent(Zeroizing::new(self.secret.as_str().to_owned())),
        };
        asks.push(Ask::Do(Command::CreateVault(Box::new(new))));
    }

    fn clinic_page(&mut self, ui: &mut Ui) -> bool {
        fields::title(ui, "first-clinic-title");
        ui.add_space(space::S8);
        let (tried, clinic) = (self.tried, &mut self.clinic);
        let name = missing(tried, &clinic.name, "error-clinic-name");
        let number = missing(tried, &clinic.emergency, "error-emergency-number");
        let mut replies = vec![
            Line::new(id("clinic"), "clinic-name")
                .error(name)
                .show(ui, &mut clinic.name),
        ];
        let mut pair =
            |ui: &mut Ui, left: (&'static str, &mut String), right: (&'static str, &mut String)| {
                let both = fields::pair(
                    ui,
                    |ui| Line::new(id(left.0), left.0).optional().show(ui, left.1),
                    |ui| Line::new(id(right.0), right.0).optional().show(ui, right.1),
                );
                replies.extend([both.0, both.1]);
            };
        pair(
            ui,
            ("clinic-street", &mut clinic.street),
            ("clinic-town", &mut clinic.town),
        );
        pair(
            ui,
            ("clinic-phone", &mut clinic.phone),
            ("clinic-email", &mut clinic.email),
        );
        Text::strong(&say("first-emergency")).show(ui);
        Text::help(&say("first-emergency-help")).show(ui);
        let all = fields::triple(
            ui,
            |ui| {
                Line::new(id("emergency"), "clinic-emergency")
                    .error(number)
                    .show(ui, &mut clinic.emergency)
            },
            |ui| {
                Line::new(id("on call"), "clinic-on-call")
                    .optional()
                    .show(ui, &mut clinic.on_call)
            },
            |ui| {
                Line::new(id("on call phone"), "clinic-on-call-phone")
                    .optional()
                    .show(ui, &mut clinic.on_call_phone)
            },
        );
        replies.extend([all.0, all.1, all.2]);
        self.logo.show(ui);
        ui.add_space(space::S8);
        let dir = self.dir.display().to_string();
        let line = say_with("first-vault-will-be", &[("dir", &dir)]);
        stage::quiet_line(ui, Icon::Storage, &line);
        ui.add_space(space::S16);
        Text::help(&say("first-has-one")).show(ui);
        self.way = rescue::ways(ui, &[Way::Another, Way::Restore]);
        let first = match (name, number) {
            (None, Some(_)) => "emergency",
            _ => "clinic",
        };
        fields::focus_once(ui, &mut self.focus, id(first));
        entered(&replies)
    }

    fn you_page(&mut self, ui: &mut Ui) -> bool {
        fields::title(ui, "first-you-title");
        ui.add_space(space::S16);
        let (tried, you) = (self.tried, &mut self.you);
        let name_error = missing(tried, &you.name, "error-your-name");
        let login_error = missing(tried, &you.login, "error-login");
        let name = Line::new(id("name"), "you-name")
            .error(name_error)
            .show(ui, &mut you.name);
        if name.changed && !you.login_typed {
            you.login = login_of(&you.name);
        }
        let login = Line::new(id("login"), "you-login")
            .error(login_error)
            .width(272.0)
            .limit(64)
            .show(ui, &mut you.login);
        you.login_typed |= login.changed;
        let profession = Line::new(id("profession"), "you-profession")
            .optional()
            .show(ui, &mut you.profession);
        let licence = fields::pair(
            ui,
            |ui| {
                Line::new(id("licence kind"), "you-licence-kind")
                    .optional()
                    .show(ui, &mut you.licence_kind)
            },
            |ui| {
                Line::new(id("licence number"), "you-licence-number")
                    .optional()
                    .show(ui, &mut you.licence_number)
            },
        );
        let first = match (name_error, login_error) {
            (None, Some(_)) => "login",
            _ => "name",
        };
        fields::focus_once(ui, &mut self.focus, id(first));
        entered(&[name, login, profession, licence.0, licence.1])
    }

    fn passphrase_page(&mut self, ui: &mut Ui) -> bool {
        fields::title(ui, "first-passphrase-title");
        ui.add_space(space::S16);
        let (label, again) = (say("first-passphrase"), say("first-passphrase-again"));
        let weak = say("error-passphrase-weak");
        let error = (self.tried && !self.judged.accepted).then_some(weak.as_str());
        let first = SecretField::new(id("passphrase"), &label)
            .error(error)
            .show(ui, &mut self.secret);
        if first.changed {
            let context = [
                self.clinic.name.as_str(),
                self.you.name.as_str(),
                self.you.login.as_str(),
            ];
            self.judged = strength::judge(self.secret.as_str(), &context);
        }
        let meter = say("strength-name");
        Strength::new(&meter, self.judged.score, &self.judged.word)
            .hint(&self.judged.hint)
            .empty(self.secret.is_empty())
            .show(ui);
        ui.add_space(space::S16);
        let differs = say("error-passphrase-differs");
        let says = self.tried && self.judged.accepted && !self.is_repeated();
        let second = SecretField::new(id("again"), &again)
            .error(says.then_some(differs.as_str()))
            .show(ui, &mut self.again);
        Text::help(&say("first-passphrase-lost"))
            .ink(Ink::Help)
            .show(ui);
        if first.wish == Some(Wish::GoOn) && self.judged.accepted {
            ui.memory_mut(|memory| memory.request_focus(id("again")));
            return false;
        }
        let wanted = if says { "again" } else { "passphrase" };
        fields::focus_once(ui, &mut self.focus, id(wanted));
        first.wish == Some(Wish::GoOn) || second.wish == Some(Wish::GoOn)
    }
}

fn entered(replies: &[Reply]) -> bool {
    replies.iter().any(|reply| reply.wish == Some(Wish::GoOn))
}

/// A login from a name: its first word, in small letters.
fn login_of(name: &str) -> String {
    let word = name.split_whitespace().next().unwrap_or_default();
    word.chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl ClinicFields {
    fn is_whole(&self) -> bool {
        !self.name.trim().is_empty() && !self.emergency.trim().is_empty()
    }

    fn to_clinic(&self) -> Clinic {
        let line = |text: &String| text.trim().to_owned();
        Clinic {
            name: line(&self.name),
            address: [&self.street, &self.town]
                .map(line)
                .into_iter()
                .filter(|line| !line.is_empty())
                .collect(),
            phone: line(&self.phone),
            email: line(&self.email),
            emergency_number: line(&self.emergency),
            on_call_name: line(&self.on_call),
            on_call_phone: line(&self.on_call_phone),
            ..Clinic::default()
        }
    }
}

impl You {
    fn is_whole(&self) -> bool {
        !self.name.trim().is_empty() && !self.login.trim().is_empty()
    }
}
