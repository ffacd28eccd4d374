//! The window: locked or open, it hears the vault, draws one page, and sends what pages ask for.

mod closing;
pub(crate) mod commands;
mod copied;
mod idle;
mod notices;
mod open;
mod outbox;
mod over;
mod palette;
pub(crate) mod places;
#[cfg(all(test, target_os = "linux"))]
mod remains;
mod steps_bar;

use egui::{Context, Ui};
use jiff::civil::Date;

use crate::app::away::{NoSentinel, Sentinel};
use crate::app::command::{Command, Event, LockWhy, Port, Standing, Trouble, Typed};
use crate::app::rescue;
use crate::text::{say, say_with};
use crate::ui::entry::{Entry, Gate};
use crate::ui::local::LocalSettings;
use crate::ui::screen::{Ask, Place};
use crate::ui::screening::{Spot, handover};
use crate::ui::widgets::{Toasts, Tone, typed};
use crate::ui::{Words, theme};

use closing::Closing;
use copied::Copied;
use idle::{Idle, Signal};
use open::Open;
use outbox::{Outbox, Sent};
use over::Over;

/// When the window should have locked and has not, it is passed over.
const LATE: std::time::Duration = std::time::Duration::from_secs(10);

/// The program's window.
pub struct Window {
    outbox: Outbox,
    settings: LocalSettings,
    outer: Outer,
    toasts: Toasts,
    idle: Idle,
    closing: Closing,
    over: Over,
    /// Set by a lock: before the next page is drawn, everything that egui remembers is dropped.
    wipe: bool,
    /// Where the person who was signed in is taken back to; only ids.
    back_to: Option<Return>,
    today: Option<Date>,
    /// Where something was being typed at the last lock, and what, until egui has it.
    typed: Option<(Place, Option<typed::Fields>)>,
    sentinel: Box<dyn Sentinel>,
    /// What takes the last thing back that was done beside a screening.
    undo: Option<Box<Command>>,
    /// Something of this session was copied to the clipboard.
    copied: Copied,
}

/// Where somebody was when the program locked.
struct Return {
    login: String,
    place: Place,
    spot: Option<Spot>,
}

/// A locked window holds no record.
enum Outer {
    Locked(Box<Gate>),
    Open(Box<Open>),
}

impl Window {
    /// A window over a way to the vault; the first event tells what stands there.
    #[must_use]
    pub fn new(ctx: &Context, port: Box<dyn Port>, settings: LocalSettings) -> Self {
        settings.theme().install(ctx, Words::default());
        Self {
            outbox: Outbox::new(port),
            settings,
            outer: Outer::Locked(Box::default()),
            toasts: Toasts::new(),
            idle: Idle::default(),
            closing: Closing::default(),
            over: Over::default(),
            wipe: false,
            back_to: None,
            today: None,
            typed: None,
            sentinel: Box::new(NoSentinel),
            undo: None,
            copied: Copied::default(),
        }
    }

    /// Locks when this one sees that nobody is at the screen.
    #[must_use]
    pub fn watched_by(mut self, sentinel: Box<dyn Sentinel>) -> Self {
        self.sentinel = sentinel;
        self
    }

    /// Another day than today, for tests and pictures.
    #[must_use]
    pub fn on_day(mut self, today: Date) -> Self {
        self.today = Some(today);
        self
    }

    /// Wears other settings of this computer from the next frame on.
    pub fn put_on(&mut self, ctx: &Context, settings: LocalSettings) {
        self.settings = settings;
        self.settings.theme().install(ctx, Words::default());
    }

    /// Whether a record may be on the screen.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.outer, Outer::Open(_))
    }

    /// Where it is; nowhere while it is locked.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        match &self.outer {
            Outer::Open(open) => Some(open.place()),
            Outer::Locked(_) => None,
        }
    }

    /// One frame.
    pub fn frame(&mut self, ui: &mut Ui) {
        let ctx = ui.ctx().clone();
        self.hear_all(&ctx);
        self.watch(&ctx);
        self.act_on_shortcuts(&ctx);
        self.wipe_if_locked(&ctx);
        self.fit_text(&ctx);
        self.hand_back(&ctx);
        self.close_if_asked(&ctx);
        let asks = self.draw(ui);
        self.show_over(ui);
        if !asks.is_empty() {
            ctx.request_repaint();
        }
        for ask in asks {
            self.grant(&ctx, ask);
        }
        self.copied.look(&ctx);
        typed::tidy(&ctx);
    }

    /// While the screen is with the person, everything on it is larger.
    fn fit_text(&self, ctx: &Context) {
        let percent = self.settings.text_percent();
        let zoom = if self.is_handed_over() {
            handover::zoom(percent)
        } else {
            f32::from(percent) / 100.0
        };
        if (ctx.zoom_factor() - zoom).abs() > f32::EPSILON {
            ctx.set_zoom_factor(zoom);
        }
    }

    /// Whether the screen is with the person.
    fn is_handed_over(&self) -> bool {
        matches!(&self.outer, Outer::Open(open) if open.hand_over.is_some())
    }

    /// What is done while nothing is drawn: a hidden window hears, and locks.
    pub fn unseen(&mut self, ctx: &Context) {
        self.hear_all(ctx);
        self.watch(ctx);
        self.wipe_if_locked(ctx);
    }

    fn draw(&mut self, ui: &mut Ui) -> Vec<Ask> {
        let mut asks = Vec::new();
        let today = self.day();
        let busy = self.outbox.busy();
        match &mut self.outer {
            Outer::Locked(gate) => gate.show(ui, busy, &mut asks),
            Outer::Open(open) => {
                let now = open::Now {
                    today: open.day(today),
                    busy,
                    drafts: self.outbox.drafts(),
                    locks_in: self.idle.words(ui.ctx()),
                };
                open.show(ui, &now, &mut self.settings, &mut asks);
            }
        }
        asks
    }

    fn hear_all(&mut self, ctx: &Context) {
        while let Some((event, sent)) = self.outbox.poll() {
            self.hear(ctx, event, sent);
        }
    }

    fn hear(&mut self, ctx: &Context, event: Event, sent: Option<Sent>) {
        match event {
            Event::Standing(standing) => self.stand(standing),
            Event::Opened(opened) => self.open(*opened),
            Event::Locked => {
                if self.is_open() {
                    self.shut(LockWhy::System);
                }
                self.closing.locked(ctx);
                self.sentinel.locked();
            }
            Event::SheetsReady(sheets) => {
                if let Outer::Locked(gate) = &mut self.outer {
                    gate.sheets_ready(*sheets);
                }
            }
            Event::Failed(trouble) => self.fail(trouble, sent),
            Event::Typed(typed) => self.take_up(ctx, *typed),
            other => {
                if let Event::Clients { query, rows } = &other {
                    self.tell_palette(ctx, query, rows);
                }
                if matches!(other, Event::Work(_)) {
                    self.closing.still_working(ctx);
                }
                let before = self.is_handed_over();
                let mut asks = Vec::new();
                match &mut self.outer {
                    Outer::Open(open) => open.hear(other, &mut asks),
                    Outer::Locked(gate) => gate.hear(other),
                }
                for ask in asks {
                    self.grant(ctx, ask);
                }
                if before != self.is_handed_over() {
                    // What egui remembers of the one must not be found by the other.
                    self.wipe = true;
                    self.over = Over::default();
                    if !before {
                        self.toasts.clear();
                    }
                }
            }
        }
    }

    fn stand(&mut self, standing: Standing) {
        if let Outer::Locked(gate) = &mut self.outer {
            gate.stand(standing);
        }
    }

    fn open(&mut self, opened: crate::app::command::Opened) {
        let welcome =
            matches!(&self.outer, Outer::Locked(gate) if gate.is_finishing()) && !opened.demo;
        let back = self
            .back_to
            .take()
            .filter(|back| back.login == opened.login);
        self.idle.opened();
        let mut open = Open::new(opened, welcome);
        let mut asks = vec![Ask::Do(Command::Groups)];
        let (place, spot) = back.map_or((Place::Home, None), |back| (back.place, back.spot));
        open.stand_at(spot);
        open.go(place, &mut asks);
        self.outer = Outer::Open(Box::new(open));
        // What the entry pages remembered of typing goes too.
        self.wipe = true;
        for ask in asks {
            if let Ask::Do(command) = ask {
                self.outbox.send(command);
            }
        }
    }

    fn fail(&mut self, trouble: Trouble, sent: Option<Sent>) {
        if self.closing.is_waiting() && trouble.not_saved {
            self.closing.not_saved();
        }
        if let Some(palette) = &mut self.over.palette {
            palette.refused();
        }
        match &mut self.outer {
            Outer::Locked(gate) => gate.fail(trouble),
            Outer::Open(open) => open.fail(trouble, sent),
        }
    }

    fn grant(&mut self, ctx: &Context, ask: Ask) {
        match ask {
            Ask::Do(Command::Lock(why)) => self.lock(ctx, why),
            Ask::Do(command @ Command::Rescue(rescue::Ask::FromSettings)) => {
                self.settle();
                self.outbox.send(command);
                self.shut(LockWhy::Asked);
            }
            Ask::Do(command) => {
                if matches!(command, Command::AllowSyncedFolder) {
                    self.settings.allow_synced();
                    self.settings.keep();
                }
                match &mut self.outer {
                    Outer::Open(open) => open.asked(&command),
                    Outer::Locked(gate) => gate.asked(&command),
                }
                self.outbox.send(command);
            }
            Ask::Go(place) => {
                self.settle();
                self.undo = None;
                let mut asks = Vec::new();
                if let Outer::Open(open) = &mut self.outer {
                    theme::forget_typed(ctx);
                    open.leave_for(place, &mut asks);
                }
                for ask in asks {
                    self.grant(ctx, ask);
                }
            }
            Ask::Toast(text) => self.toasts.push(Tone::Ok, text),
            Ask::Undoable(text, undo) => {
                self.toasts.push_undo(Tone::Ok, text);
                self.undo = undo;
            }
            Ask::ShowKeys => self.over.keys = true,
            Ask::ShowPalette => self.over.palette = Some(palette::Palette::default()),
            Ask::ShowMenu => self.over.menu = true,
            Ask::ShowGuide => self.open_guide(),
        }
    }

    /// Today, or the day that was named for a test.
    fn day(&self) -> Date {
        self.today.unwrap_or_else(|| jiff::Zoned::now().date())
    }

    /// Sends what is still being typed into an answer.
    fn settle(&mut self) {
        let today = self.day();
        if let Outer::Open(open) = &mut self.outer {
            for command in open.settle(today) {
                open.asked(&command);
                self.outbox.send(command);
            }
        }
    }

    /// Sends the lock and lets go of every record at once; drafts were sent before, so the vault writes them first.
    fn lock(&mut self, ctx: &Context, why: LockWhy) {
        if self.is_open() {
            self.settle();
            self.keep_typed(ctx);
            self.outbox.send(Command::Lock(why));
            self.shut(why);
        }
    }

    /// Forms are no drafts of their own: what stands in their fields is kept as it is.
    fn keep_typed(&mut self, ctx: &Context) {
        let fields = typed::take(ctx);
        let Outer::Open(open) = &self.outer else {
            return;
        };
        // What the person types is theirs, and kept where the desk cannot read it.
        if open.hand_over.is_some() {
            return;
        }
        if !fields.is_empty() {
            let place = open.place().code();
            let typed = Typed { place, fields };
            self.outbox.send(Command::KeepTyped(Box::new(typed)));
        }
    }

    /// Goes to where something was being typed; the fields take it up when they are drawn.
    fn take_up(&mut self, ctx: &Context, typed: Typed) {
        let Some(place) = Place::of_code(&typed.place) else {
            return;
        };
        let is_home = matches!(&self.outer, Outer::Open(open) if *open.place() == Place::Home);
        if is_home && place != Place::Home {
            self.grant(ctx, Ask::Go(place.clone()));
        }
        self.toasts.push(Tone::Info, say("window-typed-back"));
        self.typed = Some((place, Some(typed.fields)));
    }

    /// After what egui remembers was dropped.
    fn hand_back(&mut self, ctx: &Context) {
        let Some((place, fields)) = &mut self.typed else {
            return;
        };
        let place = place.clone();
        if let Some(fields) = fields.take() {
            typed::wait_for(ctx, fields);
        }
        typed::set_here(ctx, self.place() == Some(&place));
    }

    fn shut(&mut self, why: LockWhy) {
        if let Outer::Open(open) = &self.outer {
            self.back_to = Some(Return {
                login: open.login().to_owned(),
                place: open.place().clone(),
                spot: open.spot(),
            });
        }
        self.outer = Outer::Locked(Box::new(Gate::new(Entry::Waiting, Some(why))));
        self.toasts.clear();
        self.undo = None;
        self.typed = None;
        self.over = Over::default();
        self.sentinel.lock_by(None);
        self.wipe = true;
    }

    fn wipe_if_locked(&mut self, ctx: &Context) {
        if !std::mem::take(&mut self.wipe) {
            return;
        }
        self.copied.clear(ctx);
        if self.settings.is_shielded() {
            let shield = egui::ViewportCommand::ContentProtected(self.is_open());
            ctx.send_viewport_cmd(shield);
        }
        theme::forget_everything(ctx, self.settings.theme(), Words::default());
    }

    /// Locks if nobody is there: said by the system, or by the time.
    fn watch(&mut self, ctx: &Context) {
        while self.sentinel.poll().is_some() {
            self.lock(ctx, LockWhy::System);
        }
        let Outer::Open(open) = &self.outer else {
            return;
        };
        match self.idle.watch(ctx, open.lock_after_minutes()) {
            Some(Signal::Lock(why)) => return self.lock(ctx, why),
            Some(Signal::Warn) => self.toasts.push(Tone::Care, say("window-locks-soon")),
            None => {}
        }
        let late = self.idle.left() + LATE;
        self.sentinel
            .lock_by(std::time::Instant::now().checked_add(late));
        // A window in the background may not be drawn again before the computer sleeps.
        let leaves = |event: &egui::Event| matches!(event, egui::Event::WindowFocused(false));
        if ctx.input(|input| input.events.iter().any(leaves)) {
            self.settle();
        }
    }

    fn resize_text(&mut self, ctx: &Context, percent: u16) {
        self.settings.set_text_percent(percent);
        self.settings.theme().install(ctx, Words::default());
        self.settings.keep();
        let percent = self.settings.text_percent().to_string();
        let text = say_with("window-text-size", &[("percent", &percent)]);
        self.toasts.push(Tone::Info, text);
    }

    fn close_if_asked(&mut self, ctx: &Context) {
        if !ctx.input(|input| input.viewport().close_requested()) || self.closing.may_close() {
            return;
        }
        self.keep_size(ctx);
        let unfinished = match &self.outer {
            Outer::Open(open) if open.is_dirty() => Some(say("closing-typed")),
            _ => None,
        };
        match &self.outer {
            Outer::Open(_) => {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
                match unfinished {
                    Some(text) => self.closing.ask(text),
                    None => self.save_and_close(ctx),
                }
            }
            Outer::Locked(gate) => {
                if gate.has_unfinished_vault() {
                    self.outbox.send(Command::AbandonVault);
                }
            }
        }
    }

    /// The size of the window is kept as it was left.
    fn keep_size(&mut self, ctx: &Context) {
        let size = ctx.content_rect().size() * ctx.zoom_factor();
        let size = [size.x.round(), size.y.round()];
        if self.settings.window != Some(size) {
            self.settings.window = Some(size);
            self.settings.keep();
        }
    }

    fn save_and_close(&mut self, ctx: &Context) {
        self.settle();
        self.closing.begin(ctx);
        self.outbox.send(Command::Lock(LockWhy::Exit));
    }

    fn settle_closing(&mut self, ctx: &Context, answer: closing::Answer) {
        match answer {
            closing::Answer::Stay => self.closing = Closing::default(),
            closing::Answer::Leave => self.save_and_close(ctx),
            closing::Answer::CloseAnyway => self.closing.close_now(ctx),
        }
    }
}

impl eframe::App for Window {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.frame(ui);
    }

    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        self.unseen(ctx);
    }

    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        let theme = self.settings.theme();
        theme
            .ground(crate::ui::Ground::Canvas)
            .to_normalized_gamma_f32()
    }
}
