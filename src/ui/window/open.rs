//! The open window: who is in, which page is shown, the screening under way, and what events change.

use egui::Ui;
use jiff::civil::Date;

use crate::app::command::{Command, Deed, Event, OpenScreening, Opened, Trouble};
use crate::app::groups::waitlist;
use crate::app::handover::{Standing, Told};
use crate::app::records;
use crate::domain::form::Pathway;
use crate::domain::group::Group;
use crate::domain::screening::Stage;
use crate::text::say;
use crate::ui::activity::{ActivityPage, DoubtDialog};
use crate::ui::clients::{ClientPage, ClientsPage};
use crate::ui::groups::GroupsPage;
use crate::ui::home::HomePage;
use crate::ui::letters::{LettersPage, ManyDialog};
use crate::ui::local::LocalSettings;
use crate::ui::new_screening::NewScreening;
use crate::ui::records::RecordsPage;
use crate::ui::reports::ReportsPage;
use crate::ui::screen::{Ask, Place, Shared};
use crate::ui::screening::accept::AcceptPage;
use crate::ui::screening::answer::Answering;
use crate::ui::screening::decide::DecidePage;
use crate::ui::screening::groups_fit::GroupsFit;
use crate::ui::screening::handover::{self, GivePage, HandOverView};
use crate::ui::screening::letter::LetterPage;
use crate::ui::screening::outcome::OutcomePage;
use crate::ui::screening::pause::{PausePage, RecallPage};
use crate::ui::screening::safety::SafetyPage;
use crate::ui::screening::{OnPage, Spot, Step, Work};
use crate::ui::settings::SettingsPage;

use super::outbox::Sent;

/// What a frame is told.
pub(super) struct Now {
    pub(super) today: Date,
    pub(super) busy: bool,
    /// Drafts on their way to the disk.
    pub(super) drafts: usize,
    /// When the window locks, in words.
    pub(super) locks_in: String,
}

/// One page a place.
#[derive(Default)]
pub(super) struct Pages {
    pub(super) home: HomePage,
    pub(super) clients: ClientsPage,
    pub(super) client: ClientPage,
    pub(super) new_screening: NewScreening,
    pub(super) groups: GroupsPage,
    pub(super) letters: LettersPage,
    pub(super) records: RecordsPage,
    pub(super) reports: ReportsPage,
    pub(super) activity: ActivityPage,
    pub(super) doubt: DoubtDialog,
    pub(super) many: ManyDialog,
    pub(super) settings: SettingsPage,
    pub(super) give: GivePage,
}

/// The pages of a screening.
#[derive(Default)]
pub(super) struct Steps {
    accept: AcceptPage,
    recall: RecallPage,
    pause: PausePage,
    answering: Answering,
    safety: SafetyPage,
    outcome: OutcomePage,
    groups_fit: GroupsFit,
    decide: DecidePage,
    letter: LetterPage,
}

/// The open window.
pub(super) struct Open {
    pub(super) opened: Opened,
    pub(super) groups: Vec<Group>,
    place: Place,
    /// Where to, once it is settled what becomes of what was typed.
    pub(super) leaving: Option<Place>,
    pub(super) pages: Pages,
    pub(super) work: Option<Box<Work>>,
    steps: Steps,
    /// Where to stand in the screening that is opened again after a lock.
    spot: Option<Spot>,
    /// The screen is with the person: nothing else is drawn, and no key leads anywhere else.
    pub(super) hand_over: Option<Box<HandOverView>>,
    pub(super) trouble: Option<Trouble>,
    pub(super) not_saved: bool,
}

impl Open {
    pub(super) fn new(opened: Opened, welcome: bool) -> Self {
        let mut pages = Pages::default();
        pages.home.welcome(welcome);
        Self {
            opened,
            groups: Vec::new(),
            place: Place::Home,
            leaving: None,
            pages,
            work: None,
            steps: Steps::default(),
            spot: None,
            hand_over: None,
            trouble: None,
            not_saved: false,
        }
    }

    /// Whether this is the sample clinic.
    pub(super) fn is_demo(&self) -> bool {
        self.opened.demo
    }

    /// The day by which groups are matched: those of the sample clinic enrol on its own.
    pub(super) fn day(&self, today: Date) -> Date {
        if self.is_demo() {
            crate::app::demo::DAY
        } else {
            today
        }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// Where one stands in the open screening.
    pub(super) fn spot(&self) -> Option<Spot> {
        let here = matches!(self.place, Place::Screening(_)) && self.hand_over.is_none();
        let work = self
            .work
            .as_ref()
            .filter(|work| here && work.unread.is_none())?;
        Some(work.spot(self.steps.answering.question()))
    }

    /// Takes up the next screening where one stood in it.
    pub(super) fn stand_at(&mut self, spot: Option<Spot>) {
        self.spot = spot;
    }

    pub(super) fn login(&self) -> &str {
        &self.opened.login
    }

    pub(super) fn lock_after_minutes(&self) -> u8 {
        if self.hand_over.is_some() {
            return handover::LOCK_MINUTES;
        }
        let desk = self.opened.policy.lock_after_minutes.clamp(1, 30);
        match self.place {
            Place::Screening(_) => {
                desk.max(self.opened.policy.assessment_lock_minutes.clamp(1, 30))
            }
            _ => desk,
        }
    }

    /// Whether something that was typed would be lost by going away.
    pub(super) fn is_dirty(&self) -> bool {
        match &self.place {
            Place::Clients => self.pages.clients.is_dirty(),
            Place::Client(_) => self.pages.client.is_dirty(),
            Place::NewScreening => self.pages.new_screening.is_dirty(),
            Place::Groups => self.pages.groups.is_dirty(),
            Place::Settings => self.pages.settings.is_dirty(),
            _ => self.not_saved,
        }
    }

    pub(super) fn find_client(&mut self) {
        self.pages.clients.focus_search();
    }

    /// Opens the form of a group, where the list is shown and it may be changed.
    pub(super) fn edit_group(&mut self, id: &str) {
        let here = self.place == Place::Groups && self.leaving.is_none();
        let group = self.groups.iter().find(|group| group.id == id);
        if let Some(group) = group.filter(|_| here && self.opened.can(Deed::GroupChange)) {
            self.pages.groups.edit(group);
        }
    }

    /// The chapter of the guide that belongs to what is on the screen.
    pub(super) fn chapter(&self) -> &'static str {
        let step = self
            .work
            .as_ref()
            .map(|work| (work.step, work.open.pathway));
        match (&self.place, step) {
            (Place::Screening(_), Some((Step::Answer | Step::Safety, Pathway::Support))) => {
                "support-check"
            }
            (Place::Screening(_), Some((Step::Answer | Step::Safety, _))) => "therapy-assessment",
            (Place::Screening(_), Some((Step::Letter, _))) | (Place::Letters, _) => "letter",
            (Place::Screening(_), _) => "result",
            (Place::NewScreening, _) => "support-check",
            (Place::Settings, _) => self.pages.settings.chapter(),
            (Place::Records | Place::Activity | Place::Reports, _) => "records",
            (Place::Clients | Place::Client(_) | Place::Groups, _) => "clients-and-groups",
            (Place::Home, _) => "home",
        }
    }

    /// A command is about to be sent: what was refused before is over.
    pub(super) fn asked(&mut self, command: &Command) {
        let list = matches!(
            command,
            Command::Home
                | Command::Groups
                | Command::Letters
                | Command::Report(_)
                | Command::Activity(_)
                | Command::FindClients { .. }
                | Command::MoreClients { .. }
        );
        if !list {
            self.trouble = None;
        }
    }

    /// Whether everything but the open question is covered.
    pub(super) fn is_covered(&self) -> bool {
        let answering = self
            .work
            .as_ref()
            .is_some_and(|work| work.step == Step::Answer);
        answering && self.steps.answering.is_covered()
    }

    /// What is still being typed into an answer, to be kept at once: before the page is left and before the window locks.
    pub(super) fn settle(&mut self, today: Date) -> Vec<Command> {
        let shared = Shared {
            opened: &self.opened,
            groups: &self.groups,
            today,
            busy: false,
            trouble: None,
        };
        let mut asks = Vec::new();
        match (&mut self.hand_over, &mut self.work) {
            (Some(view), _) => view.settle(&shared, &mut asks),
            (None, Some(work)) => self.steps.answering.settle(work, &shared, &mut asks),
            (None, None) => {}
        }
        let command = |ask| match ask {
            Ask::Do(command) => Some(command),
            _ => None,
        };
        asks.into_iter().filter_map(command).collect()
    }

    /// Goes to a place, unless something typed would be lost; then the person is asked first.
    pub(super) fn leave_for(&mut self, place: Place, asks: &mut Vec<Ask>) {
        if self.hand_over.is_some() {
            return;
        }
        // A key may ask for what the rail does not offer.
        if place.deed().is_some_and(|deed| !self.opened.can(deed)) {
            return;
        }
        if place != self.place && self.is_dirty() {
            self.leaving = Some(place);
        } else {
            self.go(place, asks);
        }
    }

    pub(super) fn go(&mut self, place: Place, asks: &mut Vec<Ask>) {
        self.leaving = None;
        self.trouble = None;
        // A shortcut leads nowhere that the rail does not offer.
        let reachable = place.deed().is_none_or(|deed| self.opened.can(deed));
        let place = if reachable { place } else { Place::Home };
        match &place {
            Place::Home => {
                asks.push(Ask::Do(Command::Home));
                if self.opened.can(Deed::DueSee) {
                    asks.push(Ask::Do(Command::Records(records::Ask::Look)));
                }
            }
            Place::Records => asks.push(Ask::Do(Command::Records(records::Ask::Look))),
            Place::Clients => {
                self.pages.clients.enter();
                asks.push(Ask::Do(self.pages.clients.search()));
            }
            Place::Client(id) => {
                self.pages.client = ClientPage::default();
                asks.push(Ask::Do(Command::OpenClient(*id)));
            }
            Place::NewScreening => {
                self.pages.new_screening = NewScreening::default();
            }
            Place::Screening(id) => {
                // What is not on the disk yet is newer than what the vault would send.
                let mine = self
                    .work
                    .as_ref()
                    .is_some_and(|work| work.open.id == *id && work.unsaved);
                if !mine {
                    self.work = None;
                    asks.push(Ask::Do(Command::OpenScreening(*id)));
                }
            }
            Place::Groups => {
                self.pages.groups = GroupsPage::default();
                asks.push(Ask::Do(Command::Groups));
                if self.opened.can(Deed::ScreeningList) {
                    asks.push(Ask::Do(Command::Waitlist(waitlist::Ask::Look)));
                }
            }
            Place::Letters => {
                self.pages.letters.enter();
                asks.push(Ask::Do(Command::Letters));
            }
            Place::Activity => asks.push(Ask::Do(self.pages.activity.enter())),
            Place::Settings => self.pages.settings.enter(&self.opened.clinic),
            Place::Reports => self.pages.reports.enter(),
        }
        self.place = place;
    }

    /// What was refused; a draft that failed is the one thing that stays on the screen until it is saved.
    pub(super) fn fail(&mut self, trouble: Trouble, sent: Option<Sent>) {
        if trouble.not_saved || sent == Some(Sent::Draft) {
            self.not_saved = true;
        }
        let event = Event::Failed(trouble.clone());
        self.tell_steps(&event);
        if let Some(view) = &mut self.hand_over {
            view.hear(&event);
        }
        self.pages.clients.refused();
        self.pages.client.refused();
        self.pages.new_screening.refused();
        self.pages.settings.backups.refused();
        self.pages.settings.people.refused();
        self.pages.settings.letterhead.refused();
        self.pages.letters.refused();
        self.pages.records.refused();
        if trouble.kind == "many-today" {
            self.pages.many.open(trouble.message.clone());
            return;
        }
        // Said in the dialog, it need not stand above the page too.
        if !self.pages.doubt.refused(&trouble.message) {
            self.trouble = Some(trouble);
        }
    }

    pub(super) fn hear(&mut self, event: Event, asks: &mut Vec<Ask>) {
        self.tell_steps(&event);
        match event {
            Event::Home(view) => self.pages.home.hear(*view),
            Event::Clients { query, rows } => {
                self.pages.clients.hear_rows(&query, &rows, asks);
                self.pages.new_screening.hear_rows(&query, &rows, asks);
            }
            Event::MoreClients {
                query,
                from,
                total,
                rows,
            } => {
                self.pages.clients.hear_more(&query, from, total, &rows);
                self.pages
                    .new_screening
                    .hear_more(&query, from, total, &rows);
            }
            Event::Duplicates(rows) => match self.place {
                Place::Clients => self.pages.clients.hear_duplicates(rows, asks),
                Place::NewScreening => self.pages.new_screening.hear_duplicates(rows, asks),
                _ => {}
            },
            Event::ClientSaved(id) => match self.place {
                Place::NewScreening => self.pages.new_screening.client_saved(id, asks),
                _ => {
                    self.pages.clients.close_form();
                    self.pages.client.close_form();
                    asks.push(Ask::Toast(say("client-saved")));
                    self.go(Place::Client(id), asks);
                }
            },
            Event::Client(view) => match self.place {
                Place::NewScreening => self.pages.new_screening.client_opened(*view),
                _ => self.pages.client.hear(*view),
            },
            Event::Screening(open) => self.take_up(*open),
            Event::Signed(open) => self.signed(*open),
            Event::DraftSaved { screening, at } => self.saved(screening, at),
            Event::HandOver(told) => self.hear_hand_over(told, asks),
            Event::NothingKept => {
                self.work = None;
                asks.push(Ask::Toast(say("screening-nothing-kept")));
                self.go(Place::Home, asks);
            }
            Event::Groups(groups) => {
                self.pages.groups.hear_groups(&groups);
                self.groups = groups;
            }
            Event::Waitlists(lists) => self.pages.groups.hear_waitlists(*lists),
            Event::GroupSaved(group) => self.group_saved(*group, asks),
            event @ (Event::Backups(_)
            | Event::Work(_)
            | Event::BackedUp(_)
            | Event::VaultChecked(_)
            | Event::Drilled(_)) => self.pages.settings.backups.hear(event),
            Event::Letters(rows) => self.pages.letters.hear(rows),
            Event::SheetSaved { .. } => asks.push(Ask::Toast(say("sheet-saved"))),
            Event::FileWritten(_) => match self.place {
                Place::Client(_) => self.pages.client.letter_written(asks),
                _ => self.pages.letters.written(asks),
            },
            Event::Texts(told) => match self.place {
                Place::Settings => self.pages.settings.texts.hear(*told, asks),
                _ => self.pages.letters.hear_handout(*told, asks),
            },
            Event::Report(report) => self.pages.reports.hear(*report),
            Event::ReportSaved { path } => {
                self.pages.reports.hear_saved(path.display().to_string());
            }
            Event::Print(told) => match self.place {
                Place::Client(_) => self.pages.client.hear_print(told, asks),
                _ => self.pages.letters.hear_print(told, asks),
            },
            Event::Recipients(entries) => self.pages.letters.hear_book(entries, asks),
            Event::Letterhead(letterhead) => self.pages.settings.letterhead.hear(*letterhead, asks),
            Event::Records(told) => self.hear_records(told, asks),
            Event::People(told) => self.pages.settings.people.hear(told),
            Event::Activity(view) => self.pages.activity.hear(*view),
            Event::ActivityVerified(verdict) => self.pages.activity.hear_verdict(*verdict),
            Event::ActivityExported(exported) => self.pages.activity.hear_export(*exported),
            Event::WhoLooked(view) => self.pages.client.hear_looked(*view),
            Event::DoubtOver => self.doubt_over(asks),
            Event::ManyExplained => {
                self.pages.many.over();
                asks.push(Ask::Toast(say("many-done")));
            }
            Event::PolicySaved(policy) => {
                self.opened.policy = *policy;
                self.pages.settings.policy_saved();
                asks.push(Ask::Toast(say("settings-saved")));
            }
            Event::ClinicSaved(clinic) => {
                self.opened.clinic = *clinic;
                self.pages.settings.saved();
                asks.push(Ask::Toast(say("settings-saved")));
            }
            // The pages of a screening heard these; the rest is for a locked window.
            Event::Letter(_) | Event::LetterSaved { .. } | Event::LetterDesk(_) => {}
            Event::Standing(_)
            | Event::SheetsReady(_)
            | Event::Opened(_)
            | Event::Rescue(_)
            | Event::TypedKept
            | Event::Typed(_)
            | Event::Locked
            | Event::Failed(_) => {}
        }
    }

    fn hear_hand_over(&mut self, told: Told, asks: &mut Vec<Ask>) {
        match told {
            Told::Given(standing) => {
                // Nothing of anybody stays in the window while the person has it.
                self.work = None;
                self.steps = Steps::default();
                self.pages = Pages::default();
                self.place = Place::Screening(standing.screening);
                self.hand_over = Some(Box::new(HandOverView::new(&standing)));
            }
            Told::Standing(standing) => self.stands(standing, asks),
            Told::TakenBack {
                screening,
                may_look,
                danger,
            } => {
                self.hand_over = None;
                asks.push(Ask::Toast(say("hand-over-taken")));
                let place = if may_look || danger {
                    Place::Screening(screening)
                } else {
                    Place::Home
                };
                self.go(place, asks);
            }
            Told::Saved(at) => {
                self.not_saved = false;
                self.tell_hand_over(Told::Saved(at));
            }
            other => self.tell_hand_over(other),
        }
    }

    /// A draft that may be given away and not read; while danger waits, its safety page is what is shown.
    fn stands(&mut self, standing: Standing, asks: &mut Vec<Ask>) {
        self.place = Place::Screening(standing.screening);
        let before = self.work.take().filter(|work| {
            let same = work.open.id == standing.screening;
            same && work.unread.is_some()
        });
        match before {
            Some(mut work) if standing.danger => {
                work.unread = Some(standing.told.clone());
                self.work = Some(work);
            }
            None if standing.danger => {
                self.steps = Steps::default();
                self.work = Some(Box::new(Work::unread(&standing)));
            }
            Some(_) => {
                self.steps = Steps::default();
                asks.push(Ask::Toast(say("acknowledged-title")));
            }
            None => {}
        }
        self.pages.give.hear(standing);
    }

    fn tell_hand_over(&mut self, told: Told) {
        let event = Event::HandOver(told);
        if let Some(view) = &mut self.hand_over {
            view.hear(&event);
        }
    }

    fn hear_records(&mut self, told: records::Told, asks: &mut Vec<Ask>) {
        match told {
            // Wherever the client was picked: the reason is asked for on the client's page.
            records::Told::Closed(row) => {
                if let Some(id) = row.id {
                    self.place = Place::Client(id);
                }
                self.pages.client = ClientPage::closed(*row);
            }
            records::Told::Opened(view) => {
                self.place = Place::Client(view.id);
                self.pages.client = ClientPage::default();
                self.pages.client.hear(*view);
            }
            records::Told::OfClient(of) => self.pages.client.hear_records(*of),
            records::Told::Done(message) => {
                asks.push(Ask::Toast(say(message)));
                self.pages.client.done();
                self.pages.records.hear(records::Told::Done(message));
            }
            other => self.pages.records.hear(other),
        }
    }

    fn doubt_over(&mut self, asks: &mut Vec<Ask>) {
        self.opened.doubt = None;
        self.pages.doubt.over();
        asks.push(Ask::Toast(say("doubt-over")));
        let place = self.place.clone();
        self.go(place, asks);
    }

    fn tell_steps(&mut self, event: &Event) {
        let Some(work) = &mut self.work else { return };
        // Whole screenings are taken up first, and told afterwards.
        if matches!(event, Event::Screening(_) | Event::Signed(_)) {
            return;
        }
        self.steps.hear(event, work);
    }

    fn take_up(&mut self, open: OpenScreening) {
        self.place = Place::Screening(open.id);
        let event = Event::Screening(Box::new(open.clone()));
        match &mut self.work {
            // Accepted, signed, added to or marked: the vault knows more than the screen.
            Some(work)
                if work.open.id == open.id
                    && (work.open.handed_over != open.handed_over
                        || open.stage != Stage::Draft) =>
            {
                work.replace(open);
                self.steps.hear(&event, work);
            }
            Some(work) if work.open.id == open.id => {
                // The page goes on where it stands; only what the vault adds by itself is taken over.
                work.open.content.acknowledgement = open.content.acknowledgement;
                work.open.content.review_notes = open.content.review_notes;
                work.open.client = open.client;
                work.revision += 1;
                self.steps.hear(&event, work);
            }
            _ => {
                self.steps = Steps::default();
                let mut work = Work::new(open);
                if let Some(spot) = self.spot.take() {
                    work.stand_at(spot);
                }
                self.work = Some(Box::new(work));
            }
        }
    }

    fn signed(&mut self, open: OpenScreening) {
        let event = Event::Signed(Box::new(open.clone()));
        let mut work = Work::new(open);
        self.steps.hear(&event, &mut work);
        self.place = Place::Screening(work.open.id);
        self.work = Some(Box::new(work));
        self.not_saved = false;
    }

    fn saved(&mut self, screening: crate::domain::id::ScreeningId, at: jiff::Timestamp) {
        if let Some(work) = &mut self.work
            && work.open.id == screening
        {
            work.saved_at = Some(at);
            work.unsaved = false;
        }
        self.not_saved = false;
        if self
            .trouble
            .as_ref()
            .is_some_and(|trouble| trouble.not_saved)
        {
            self.trouble = None;
        }
    }

    fn group_saved(&mut self, group: Group, asks: &mut Vec<Ask>) {
        match self.groups.iter_mut().find(|known| known.id == group.id) {
            Some(known) => *known = group,
            None => self.groups.push(group),
        }
        self.pages.groups.close_form();
        asks.push(Ask::Toast(say("group-saved")));
    }

    /// Sends the draft again after it could not be written.
    pub(super) fn save_again(&self) -> Option<Command> {
        let work = self.work.as_ref()?;
        Some(Command::SaveDraft {
            screening: work.open.id,
            content: Box::new(work.open.content.clone()),
        })
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        now: &Now,
        settings: &mut LocalSettings,
        asks: &mut Vec<Ask>,
    ) {
        super::places::show(self, ui, now, settings, asks);
    }

    /// The view of the person, over the whole window.
    pub(super) fn show_hand_over(&mut self, ui: &mut Ui, now: &Now, asks: &mut Vec<Ask>) {
        let Self {
            opened,
            groups,
            hand_over,
            ..
        } = self;
        let Some(view) = hand_over else { return };
        let shared = Shared {
            opened,
            groups,
            today: now.today,
            busy: now.busy,
            trouble: None,
        };
        view.show(ui, &shared, asks);
    }

    /// Why something of the open screening's pages cannot be done now, as a message.
    pub(super) fn why_not(&self, act: OnPage, today: Date) -> Option<&'static str> {
        let Some(work) = self.work.as_ref().filter(|work| work.unread.is_none()) else {
            return Some("command-not-screening");
        };
        let reason = act.why_not(work, &self.opened);
        let shared = Shared {
            opened: &self.opened,
            groups: &self.groups,
            today,
            busy: false,
            trouble: None,
        };
        reason
            .or_else(|| self.steps.letter.why_not(act))
            .or_else(|| GroupsFit::why_not(act, work, &shared))
    }

    /// An assessment that may be given away and not read.
    pub(super) fn is_giving(&self) -> bool {
        matches!(self.place, Place::Screening(_)) && self.work.is_none()
    }

    /// The step that a screening is at, in the room that the window leaves.
    pub(super) fn show_step(&mut self, ui: &mut Ui, now: &Now, asks: &mut Vec<Ask>) {
        let Self {
            opened,
            groups,
            work,
            steps,
            trouble,
            ..
        } = self;
        let Some(work) = work else { return };
        let shared = Shared {
            opened,
            groups,
            today: now.today,
            busy: now.busy,
            trouble: trouble.as_ref(),
        };
        steps.show(ui, work, &shared, asks);
    }
}

impl Steps {
    fn show(&mut self, ui: &mut Ui, work: &mut Work, shared: &Shared<'_>, asks: &mut Vec<Ask>) {
        if work.unread.is_some() {
            work.step = Step::Safety;
        }
        match work.step {
            Step::Accept => self.accept.show(ui, work, shared, asks),
            Step::Recall => self.recall.show(ui, work, shared, asks),
            Step::Pause => self.pause.show(ui, work, shared, asks),
            Step::Answer => self.answering.show(ui, work, shared, asks),
            Step::Safety => self.safety.show(ui, work, shared, asks),
            Step::Result => self.outcome.show(ui, work, shared, asks),
            Step::Match => self.groups_fit.show(ui, work, shared, asks),
            Step::Decide => self.decide.show(ui, work, shared, asks),
            Step::Letter => self.letter.show(ui, work, shared, asks),
        }
    }

    fn hear(&mut self, event: &Event, work: &mut Work) {
        self.accept.hear(event, work);
        self.answering.hear(event, work);
        self.safety.hear(event, work);
        self.outcome.hear(event, work);
        self.groups_fit.hear(event, work);
        self.decide.hear(event, work);
        self.letter.hear(event, work);
    }
}
