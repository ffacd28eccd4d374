//! The desk: takes commands one by one, does them with the vault, and says what came of it. Two matches, thin arms.

mod answer;

pub use answer::home;

use std::cell::Cell;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use crate::domain::clock::Clock;
use crate::letter::Press;
use crate::text;
use crate::vault::{
    Creation, Folders, LockReason, Memory, NewSheet, Open, Progress, Restore, Sheets, Watch,
};

use super::command::{Command, Event, LockWhy, Trouble, WorkView};
use super::vaults::Site;
use super::{backups, demo, groups, handover, letters, people, printing, records, rescue, vaults};
use answer::answer;

/// The state outside of the window: locked, in the making, or open.
enum State {
    Locked,
    Making(Box<Creation>),
    Open(Box<Open>),
}

impl State {
    fn open(&self) -> Result<&Open, Trouble> {
        match self {
            Self::Open(open) => Ok(open),
            Self::Locked | Self::Making(_) => Err(locked()),
        }
    }
}

fn locked() -> Trouble {
    Trouble::new("locked", text::say("trouble-locked"))
}

/// Does what screens ask for. Owned by one thread.
pub struct Desk {
    site: Site,
    state: State,
    press: Press,
    /// Set from another thread to stop long work.
    stop: Arc<AtomicBool>,
    /// The day on which the daily work was done.
    rested: Option<Date>,
    /// A fresh recovery sheet that was shown and not typed back yet.
    sheet: Option<NewSheet>,
    /// The screen is with the person: nothing but that answers until it is taken back.
    away: Option<handover::Away>,
    printers: printing::System,
    /// A backup that was unpacked to be restored, and is not in its place yet.
    restore: Option<Restore>,
}

/// Hears of long work while it goes on.
pub type Tell<'a> = &'a dyn Fn(Event);

impl Desk {
    /// A desk for the vault at `dir`, locked.
    #[must_use]
    pub fn new(dir: PathBuf, clock: Arc<dyn Clock>) -> Self {
        Self::at(Site::new(dir, clock))
    }

    /// A desk for a vault of which this computer remembers something, locked.
    #[must_use]
    pub fn at(site: Site) -> Self {
        Self {
            site,
            state: State::Locked,
            press: Press::new(),
            stop: Arc::default(),
            rested: None,
            sheet: None,
            away: None,
            printers: printing::System::default(),
            restore: None,
        }
    }

    /// Prints by another print system, for tests.
    #[must_use]
    pub fn printing_by(mut self, printers: printing::System) -> Self {
        self.printers = printers;
        self
    }

    /// How long until the anchors have to follow the log, if they have to.
    #[must_use]
    pub fn anchor_due_in(&self) -> Option<Duration> {
        match &self.state {
            State::Open(open) => open.anchor_due_in(Instant::now()),
            State::Locked | State::Making(_) => None,
        }
    }

    /// Moves the anchors if it is time. What fails is tried again a minute later, and at the latest at
    /// locking, where it is told.
    pub fn anchor_if_due(&self) {
        if let State::Open(open) = &self.state {
            let _ = open.anchor_if_due(Instant::now());
        }
    }

    /// Takes over a vault that is open already (the sample clinic).
    #[must_use]
    pub fn with_open(open: Open, clock: Arc<dyn Clock>) -> Self {
        let site = Site::new(open.dir().to_path_buf(), clock);
        Self {
            state: State::Open(Box::new(open)),
            ..Self::at(site)
        }
    }

    /// What stops long work, from any thread.
    #[must_use]
    pub fn stop_flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }

    /// Whether the daily work was not done yet.
    #[must_use]
    pub fn rest_is_due(&self) -> bool {
        match &self.state {
            State::Open(open) => self.rested != Some(open.today()),
            State::Locked | State::Making(_) => false,
        }
    }

    /// What is told at the start, before any command.
    #[must_use]
    pub fn greet(&self) -> Event {
        match &self.state {
            State::Open(open) => vaults::opened(open)
                .map_or_else(Event::Failed, |opened| Event::Opened(Box::new(opened))),
            _ => Event::Standing(vaults::standing(&self.site.dir, &self.site.clock)),
        }
    }

    /// Does one command.
    pub fn handle(&mut self, command: Command) -> Vec<Event> {
        self.handle_telling(command, &|_| {})
    }

    /// Does one command and tells of long work while it goes on.
    pub fn handle_telling(&mut self, command: Command, tell: Tell<'_>) -> Vec<Event> {
        let saving = matches!(
            command,
            Command::SaveDraft { .. }
                | Command::KeepTyped(_)
                | Command::HandOver(handover::Ask::Save { .. })
        );
        self.stop.store(false, Ordering::Relaxed);
        let events = self.attempt(command, tell).unwrap_or_else(|trouble| {
            vec![Event::Failed(Trouble {
                not_saved: saving,
                ..trouble
            })]
        });
        self.anchor_if_due();
        events
    }

    /// What is due once a day, while nobody asks for anything: a backup, and weekly a check. It gives
    /// way to whoever asks, and is tried again at the next rest.
    pub fn rest(&mut self, tell: Tell<'_>) -> Vec<Event> {
        let State::Open(open) = &self.state else {
            return Vec::new();
        };
        let today = open.today();
        if self.rested == Some(today) {
            return Vec::new();
        }
        self.stop.store(false, Ordering::Relaxed);
        match self.watching(tell, |watch| backups::rest(open, watch)) {
            Err(trouble) if trouble.kind == "stopped" => Vec::new(),
            done => {
                self.rested = Some(today);
                let view = home(open).map(|view| Event::Home(Box::new(view)));
                let events = [done.err().map(Event::Failed), view.ok()];
                events.into_iter().flatten().collect()
            }
        }
    }

    fn watching<T>(&self, tell: Tell<'_>, work: impl FnOnce(&Watch<'_>) -> T) -> T {
        let said = Cell::new(None);
        let tell = |progress: Progress| {
            let percent = progress.done * 100 / progress.of.max(1);
            let now = Some((progress.phase, percent));
            // Not more often than anybody can see.
            if said.replace(now) != now {
                tell(Event::Work(WorkView {
                    phase: progress.phase.word(),
                    part: percent as f32 / 100.0,
                }));
            }
        };
        work(&Watch::new(&tell, &self.stop))
    }

    fn attempt(&mut self, command: Command, tell: Tell<'_>) -> Result<Vec<Event>, Trouble> {
        if self.away.is_some() && !goes_while_away(&command) {
            return Err(Trouble::new("hand-over", text::say("trouble-hand-over")));
        }
        match command {
            Command::CreateVault(new) => self.create(*new),
            Command::FinishVault { office, clinical } => self.finish(&office, &clinical),
            Command::AbandonVault => Ok(self.abandon()),
            Command::AllowSyncedFolder => {
                self.site.folders = Folders::SyncedToo;
                Ok(vec![self.greet()])
            }
            Command::LookAround => self.look_around(),
            Command::Unlock { login, passphrase } => self.unlock(&login, &passphrase),
            Command::Lock(why) => Ok(self.lock(why, tell)),
            Command::Records(ask) => self.records(ask),
            Command::People(ask) => self.people(ask, tell),
            Command::HandOver(ask) => handover::handle(self.state.open()?, &mut self.away, ask),
            Command::Waitlist(ask) => groups::waitlist::handle(self.state.open()?, ask),
            Command::Print(ask) => self.print(ask, tell),
            Command::Rescue(ask) => self.rescue(ask, tell),
            Command::StopWork => Ok(Vec::new()),
            Command::Backups
            | Command::ChooseBackups(_)
            | Command::BackUp
            | Command::CheckVault
            | Command::Drill(_) => {
                let open = self.state.open()?;
                let event = self.watching(tell, |watch| backups::handle(open, command, watch))?;
                Ok(vec![event])
            }
            other => answer(self.state.open()?, &mut self.press, other),
        }
    }

    fn records(&mut self, ask: records::Ask) -> Result<Vec<Event>, Trouble> {
        let State::Open(open) = &mut self.state else {
            return Err(locked());
        };
        let told = records::handle(open, ask)?;
        Ok(told.into_iter().map(Event::Records).collect())
    }

    fn print(&mut self, ask: printing::Ask, tell: Tell<'_>) -> Result<Vec<Event>, Trouble> {
        let open = self.state.open()?;
        let tell = |done, of| tell(Event::Print(printing::Told::Progress { done, of }));
        let told = letters::print(
            open,
            &mut self.press,
            &self.printers,
            ask,
            &tell,
            &self.stop,
        )?;
        Ok(vec![Event::Print(told)])
    }

    fn people(&mut self, ask: people::Ask, tell: Tell<'_>) -> Result<Vec<Event>, Trouble> {
        // Taken out for the work, which tells through the desk how far it is.
        let mut sheet = self.sheet.take();
        let mut state = std::mem::replace(&mut self.state, State::Locked);
        let told = match &mut state {
            State::Open(open) => {
                self.watching(tell, |watch| people::handle(open, &mut sheet, ask, watch))
            }
            State::Locked | State::Making(_) => Err(locked()),
        };
        (self.state, self.sheet) = (state, sheet);
        Ok(told?.into_iter().map(Event::People).collect())
    }

    /// What is done while the vault is locked; from Settings it is locked first.
    fn rescue(&mut self, ask: rescue::Ask, tell: Tell<'_>) -> Result<Vec<Event>, Trouble> {
        if let (State::Open(open), rescue::Ask::FromSettings) = (&self.state, &ask) {
            let told = rescue::Told::Backups(rescue::backups_of(open));
            let mut events = self.lock(LockWhy::Asked, tell);
            events.push(Event::Rescue(told));
            return Ok(events);
        }
        if !matches!(self.state, State::Locked) {
            return Err(Trouble::new("open", text::say("rescue-lock-first")));
        }
        // Taken out for the work, which tells through the desk how far it is.
        let (mut site, mut restore) = (self.site.clone(), self.restore.take());
        let done = self.watching(tell, |watch| {
            rescue::handle(&mut site, &mut restore, ask, watch)
        });
        (self.site, self.restore) = (site, restore);
        match done? {
            rescue::Done::Told(told) => Ok(vec![Event::Rescue(told)]),
            rescue::Done::ToldOfVault(told) => Ok(vec![self.greet(), Event::Rescue(told)]),
            rescue::Done::Looks => Ok(vec![self.greet()]),
            rescue::Done::Opened(open) => self.take(*open),
        }
    }

    fn create(&mut self, new: super::command::NewClinic) -> Result<Vec<Event>, Trouble> {
        let creation = vaults::begin(&self.site, new, Sheets::TypedBack)?;
        let sheets = vaults::sheets(&creation);
        self.state = State::Making(Box::new(creation));
        Ok(vec![Event::SheetsReady(Box::new(sheets))])
    }

    fn finish(&mut self, office: &str, clinical: &str) -> Result<Vec<Event>, Trouble> {
        let State::Making(creation) = &mut self.state else {
            return Err(locked());
        };
        if !creation.prove_office(office) {
            return Err(Trouble::new(
                "sheet-office",
                text::say("trouble-sheet-office"),
            ));
        }
        if !creation.prove_clinical(clinical) {
            return Err(Trouble::new(
                "sheet-clinical",
                text::say("trouble-sheet-clinical"),
            ));
        }
        let State::Making(creation) = std::mem::replace(&mut self.state, State::Locked) else {
            return Ok(Vec::new());
        };
        let mut open = creation.finish()?;
        if let Some(dir) = &self.site.state {
            open.remember_in(Memory::in_dir(dir))?;
        }
        self.take(open)
    }

    fn abandon(&mut self) -> Vec<Event> {
        if matches!(self.state, State::Making(_)) {
            self.state = State::Locked;
        }
        vec![self.greet()]
    }

    /// The sample clinic stands beside the vault and never in its place.
    fn look_around(&mut self) -> Result<Vec<Event>, Trouble> {
        let folder = self.site.dir.with_file_name("Sample clinic");
        let sample = demo::build(&folder)?;
        self.site = Site::of_sample(folder.join(demo::VAULT), sample.clock);
        self.take(sample.open)
    }

    fn unlock(
        &mut self,
        login: &str,
        secret: &super::command::Secret,
    ) -> Result<Vec<Event>, Trouble> {
        let open = vaults::unlock(&self.site, login, secret)?;
        self.take(open)
    }

    fn take(&mut self, open: Open) -> Result<Vec<Event>, Trouble> {
        let opened = vaults::opened(&open)?;
        let groups = groups::list(&open)?;
        let typed = vaults::take_typed(&open);
        self.state = State::Open(Box::new(open));
        let mut events = vec![Event::Opened(Box::new(opened))];
        events.extend(typed.map(|typed| Event::Typed(Box::new(typed))));
        events.push(Event::Groups(groups));
        Ok(events)
    }

    fn lock(&mut self, why: LockWhy, tell: Tell<'_>) -> Vec<Event> {
        (self.sheet, self.restore, self.away) = (None, None, None);
        let reason = match why {
            LockWhy::Asked => LockReason::Asked,
            LockWhy::Idle => LockReason::Idle,
            LockWhy::System => LockReason::System,
            LockWhy::Exit => LockReason::Exit,
        };
        if let (LockWhy::Exit, State::Open(open)) = (why, &self.state) {
            // What fails here is seen on Home the next time: nobody is there to read it.
            let _ = self.watching(tell, |watch| backups::at_exit(open, watch));
        }
        self.rested = None;
        let mut events = Vec::new();
        if let State::Open(open) = std::mem::replace(&mut self.state, State::Locked) {
            let closed = open.lock(reason);
            events.extend(closed.problem.map(|problem| Event::Failed(problem.into())));
        }
        printing::clean_folder();
        // The set pages of a preview hold names.
        self.press = Press::new();
        events.push(Event::Locked);
        events.push(self.greet());
        events
    }
}

/// While the screen is with the person, it can come back or be locked, and nothing else.
fn goes_while_away(command: &Command) -> bool {
    matches!(
        command,
        Command::HandOver(_) | Command::Lock(_) | Command::KeepTyped(_) | Command::StopWork
    )
}
