//! The page of a section: its heading, what has to be known before asking, its questions, and the footer.

use egui::{Align, Layout, Rect, Role, Ui, pos2, vec2};

use super::course::{self, Pass, Place};
use super::frame::Frame;
use super::question::Move;
use super::rows;
use super::{Answering, Hand, Open, Want};
use crate::app::decide;
use crate::app::explain::LANGUAGE;
use crate::domain::form::{Pathway, Section};
use crate::text::{count, say, say_with};
use crate::ui::keys;
use crate::ui::shell::Breadth;
use crate::ui::theme::space;
use crate::ui::widgets::{
    Banner, Button, Chip, Drawer, SectionItem, StatusLine, Text, Tone, drawer::Edge,
    status_line::Saved,
};
use crate::ui::{Icon, Ink, State, Theme, Type, Words, paint};

impl Answering {
    /// The list of sections, at the left or in its drawer.
    pub(super) fn sections(&mut self, ui: &mut Ui, frame: &Frame, hand: &Hand<'_, '_>) {
        let title = Words::of(ui).sections.clone();
        let id = self.id().with("sections");
        let went = if let Some(rect) = frame.sections {
            let about = (Role::Navigation, title.as_str());
            Frame::beside(ui, rect, id, about, |ui| self.section_items(ui, hand))
        } else if self.drawer == Open::Sections {
            let drawer = Drawer::new(id, &title, Edge::Left);
            let (close, went) = drawer.show(ui, |ui| self.section_items(ui, hand));
            if close {
                self.drawer = Open::Nothing;
            }
            went
        } else {
            None
        };
        if let Some(place) = went {
            self.enter(place, hand);
        }
    }

    fn section_items(&mut self, ui: &mut Ui, hand: &Hand<'_, '_>) -> Option<Place> {
        ui.spacing_mut().item_spacing.y = space::S4;
        let mut went = None;
        let sections = &hand.work.pack().form.sections;
        for place in course::places(hand.work) {
            let open = course::may_open(hand.work, place);
            let (number, title, state, how_far) = match place {
                Place::Section(index) => {
                    let so_far = course::count(hand.work, index);
                    let title = sections[index].title.say(LANGUAGE).to_owned();
                    let state = course::standing(hand.work, index);
                    (index + 1, title, state, answered(so_far))
                }
                Place::Measures => {
                    let given = super::measures::given(hand.work);
                    let state = if super::measures::is_missing(hand.work) {
                        State::NotAnswered
                    } else {
                        State::Note
                    };
                    let how_far = count("answering-measures-given", given);
                    (
                        sections.len() + 1,
                        say("answering-measures"),
                        state,
                        how_far,
                    )
                }
            };
            let closed = say("answering-section-closed");
            let how_far = if open { how_far } else { closed };
            let item = SectionItem::new(
                self.id().with(("section", number)),
                number,
                &title,
                state,
                &how_far,
            )
            .current(place == self.at);
            let item = item.show(ui);
            if item.clicked() && open {
                went = Some(place);
            }
            if place == self.at && self.listed != Some(place) {
                item.scroll_to_me(None);
                self.listed = Some(place);
            }
        }
        went
    }

    /// The page itself.
    pub(super) fn page(&mut self, ui: &mut Ui, frame: &Frame, hand: &mut Hand<'_, '_>) {
        let id = self.id().with(("page", self.at, self.covered));
        let view = frame.page;
        let was_wanted = self.want == Want::Question;
        // In a window of another size the open question may stand outside.
        let resized = self.size != view.size();
        self.size = view.size();
        let focus = self.focus.clone();
        let place = self.at;
        let offset = self.scroll.take();
        let (out, scrolled) = frame.page(ui, id, offset, |ui, start| {
            ui.spacing_mut().item_spacing.y = space::S8;
            let (go, card) = match place {
                Place::Section(section) => self.section(ui, section, frame, hand),
                Place::Measures => (None, self.measures_page(ui, frame, hand)),
            };
            let moved = resized || was_wanted && self.want != Want::Question;
            if let Some(card) = card.filter(|_| moved) {
                bring_into_view(ui, card, view);
            }
            (go, card.map(|card| card.top() - start), moved)
        });
        let (go, top, moved) = out;
        self.hold_still(ui, scrolled, (place, focus, top), moved);
        if go == Some(Move::On) {
            self.go_on(hand);
        }
        // Nothing is asked for again while nothing could take the focus, or the window would never rest.
        let can_take = top.is_some() || place == Place::Measures;
        if self.want != Want::Nothing && can_take && keys::shortcuts_allowed(ui) {
            ui.ctx().request_repaint();
        }
    }

    /// Keeps the open question where it is on the screen when something above it grew or shrank.
    fn hold_still(
        &mut self,
        ui: &Ui,
        scrolled: f32,
        (place, focus, top): (Place, String, Option<f32>),
        moved: bool,
    ) {
        let Some(top) = top else {
            self.anchor = None;
            return;
        };
        if let Some((at, question, before)) = &self.anchor
            && (*at, question) == (place, &focus)
            && !moved
            && (top - before).abs() > 0.5
        {
            self.scroll = Some((scrolled + top - before).max(0.0));
            ui.ctx()
                .request_discard("the open question stays where it is");
        }
        self.anchor = Some((place, focus, top));
    }

    fn section(
        &mut self,
        ui: &mut Ui,
        index: usize,
        frame: &Frame,
        hand: &mut Hand<'_, '_>,
    ) -> (Option<Move>, Option<Rect>) {
        let form = &hand.work.pack().form;
        let Some(section) = form.sections.get(index) else {
            return (None, None);
        };
        let asked = course::questions(hand.work, index, self.pass);
        if self.covered {
            return self.only_this(ui, &asked, hand);
        }
        self.head(ui, frame, hand);
        let number = form.sections.len() > 1;
        title(ui, frame, section, number);
        self.notices(ui, section, hand);
        ui.add_space(space::S8);
        let mut go = None;
        let mut card = None;
        for question in &asked {
            if question.id == self.focus {
                ui.add_space(space::S4);
                let top = ui.cursor().top();
                go = self.card(ui, question, hand).or(go);
                let bottom = ui.min_rect().bottom();
                let x = ui.max_rect().x_range();
                card = Some(Rect::from_x_y_ranges(x, top..=bottom));
                ui.add_space(space::S4);
            } else {
                let id = self.id().with(("row", &question.id));
                if rows::show(ui, id, question, hand) {
                    self.open(index, &question.id);
                }
            }
        }
        if asked.is_empty() {
            Text::help(&say("answering-pass-empty")).show(ui);
        }
        if section.safety {
            self.raise(ui, hand);
        }
        (go, card)
    }

    /// Only the open question, while everything else is covered.
    fn only_this(
        &mut self,
        ui: &mut Ui,
        asked: &[&'static crate::domain::form::Question],
        hand: &mut Hand<'_, '_>,
    ) -> (Option<Move>, Option<Rect>) {
        let Some(question) = asked.iter().find(|question| question.id == self.focus) else {
            return (None, None);
        };
        let top = ui.cursor().top();
        let go = self.card(ui, question, hand);
        let card = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=ui.min_rect().bottom());
        (go, Some(card))
    }

    /// What kind of group this is about, which pass is shown, and the ways to sections and side where they are drawers.
    pub(super) fn head(&mut self, ui: &mut Ui, frame: &Frame, hand: &Hand<'_, '_>) {
        let form = &hand.work.pack().form;
        let banner = form.banner.say(LANGUAGE).to_owned();
        let mut drawer = None;
        let width = ui.available_width();
        let buttons = match frame.breadth {
            Breadth::Wide => 0.0,
            Breadth::Middle => 132.0,
            Breadth::Narrow if form.sections.len() > 1 => 264.0,
            Breadth::Narrow => 132.0,
        };
        let height = if buttons > 0.0 { space::DENSE } else { 24.0 };
        let (_, rect) = ui.allocate_space(vec2(width, height));
        let left = Rect::from_min_max(rect.min, pos2(rect.right() - buttons, rect.bottom()));
        kind_of_group(ui, left, &banner);
        let builder = egui::UiBuilder::new()
            .id_salt("head buttons")
            .max_rect(rect)
            .layout(Layout::right_to_left(Align::Center));
        ui.scope_builder(builder, |ui| {
            if frame.side.is_none() {
                let label = say("answering-side");
                let button = Button::quiet(&label).small().icon(Icon::Sidebar);
                if button.id(self.id().with("open side")).show(ui).clicked() {
                    drawer = Some(Open::Side);
                }
            }
            if frame.sections.is_none() && form.sections.len() > 1 {
                let label = Words::of(ui).sections.clone();
                let button = Button::quiet(&label).small().icon(Icon::ListChecks);
                if button
                    .id(self.id().with("open sections"))
                    .show(ui)
                    .clicked()
                {
                    drawer = Some(Open::Sections);
                }
            }
        });
        if let Some(drawer) = drawer {
            self.drawer = drawer;
        }
        if self.pass != Pass::All {
            let only = say_with(
                "answering-pass-only",
                &[("pass", &say(self.pass.message()))],
            );
            let chip = Chip::removable(self.id().with("pass chip"), &only).icon(Icon::Funnel);
            if chip.show(ui).clicked() {
                self.pass = Pass::All;
            }
        }
    }

    /// What has to be known before asking.
    fn notices(&mut self, ui: &mut Ui, section: &Section, hand: &mut Hand<'_, '_>) {
        let id = self.id();
        self.safety_notice(ui, hand);
        self.accept_notice(ui, hand);
        if hand.work.open.pathway != Pathway::Therapy {
            return;
        }
        match course::consent(hand.work) {
            Some("no") => {
                let action = say("answering-to-result");
                let pressed = Banner::new(
                    id.with("refused"),
                    Tone::Info,
                    &say("answering-refused-title"),
                )
                .text(&say("answering-refused"))
                .actions(&[&action])
                .show(ui);
                if pressed.is_some() {
                    self.see_result(hand);
                }
            }
            Some("unsure") => {
                Banner::new(
                    id.with("unsure"),
                    Tone::Info,
                    &say("answering-unsure-title"),
                )
                .text(&say("answering-unsure"))
                .show(ui);
            }
            _ => {}
        }
        if self.at == Place::Section(0) {
            minor_notice(ui, id, hand);
        }
        if section.safety {
            self.private(ui);
        }
    }

    /// What the person answered by themselves and nobody accepted yet.
    fn accept_notice(&self, ui: &mut Ui, hand: &mut Hand<'_, '_>) {
        let parts = hand.work.open.handed_over;
        if parts == 0 || !hand.work.is_draft() {
            return;
        }
        let (title, action) = (say("accept-waits-title"), say("accept-look"));
        let pressed = Banner::new(self.id().with("accept"), Tone::Info, &title)
            .text(&count("accept-waits", parts))
            .actions(&[&action])
            .show(ui);
        if pressed.is_some() {
            hand.work.step = super::Step::Accept;
        }
    }

    /// What a level of safety asks for, in few words: the steps stand on their own page.
    pub(super) fn safety_notice(&mut self, ui: &mut Ui, hand: &mut Hand<'_, '_>) {
        let content = &hand.work.open.content;
        let (tone, title, text) = if decide::is_locked(content, &hand.work.recommendation) {
            (
                Tone::ActNow,
                say("answering-act-now-title"),
                say("answering-act-now"),
            )
        } else if decide::review_due(content, &hand.work.recommendation) {
            (
                Tone::Info,
                say("answering-review-title"),
                say("answering-review"),
            )
        } else {
            return;
        };
        let action = say("answering-open-safety");
        let pressed = Banner::new(self.id().with("safety"), tone, &title)
            .text(&text)
            .actions(&[&action])
            .show(ui);
        if pressed.is_some() {
            hand.work.open_safety();
        }
    }

    /// Before the questions about safety: who could overhear.
    fn private(&mut self, ui: &mut Ui) {
        let id = self.id().with("private");
        crate::ui::shell::card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S8;
            Text::strong(&say("answering-private-title")).show(ui);
            Text::help(&say("answering-private")).show(ui);
            if self.room.show(ui, id) {
                self.alone = false;
            }
        });
    }

    /// Back, what was saved when, and the one step on.
    pub(super) fn footer(&mut self, ui: &mut Ui, frame: &Frame, hand: &mut Hand<'_, '_>) {
        let id = self.id().with("footer");
        let before = self.beside(hand, false);
        let after = self.beside(hand, true);
        let mut back = false;
        let mut on = false;
        let covered = self.covered;
        let (saved, saved_text) = saved(hand);
        let primary = id.with("primary");
        if self.want == Want::Primary && keys::shortcuts_allowed(ui) {
            ui.memory_mut(|memory| memory.request_focus(primary));
            self.want = Want::Nothing;
        }
        let mut uncover = false;
        frame.footer(
            ui,
            id,
            |ui| {
                if covered {
                    let label = say("answering-uncover");
                    let button = Button::quiet(&label).key("F9").id(id.with("uncover"));
                    uncover = button.show(ui).clicked();
                    return;
                }
                let label = if before.is_some() {
                    say("answering-back")
                } else {
                    say("answering-leave")
                };
                let button = Button::quiet(&label)
                    .icon(Icon::ArrowLeft)
                    .id(id.with("back"));
                back = button.show(ui).clicked();
            },
            |ui| {
                if !covered {
                    StatusLine::new(saved, &saved_text).show(ui);
                }
            },
            |ui| {
                if !covered {
                    let label = if after.is_some() {
                        say("answering-next")
                    } else {
                        say("answering-result")
                    };
                    on = Button::primary(&label).id(primary).show(ui).clicked();
                }
            },
        );
        if uncover {
            self.covered = false;
            self.want = Want::Question;
        }
        match (on, after) {
            (true, Some(place)) => self.enter(place, hand),
            (true, None) => self.see_result(hand),
            _ => {}
        }
        match (back, before) {
            (true, Some(place)) => self.enter(place, hand),
            (true, None) => self.leave(hand),
            _ => {}
        }
    }
}

fn answered(so_far: course::Count) -> String {
    if so_far.is_whole() {
        return count("answering-all-answered", so_far.total);
    }
    say_with(
        "answering-answered",
        &[
            ("done", &so_far.done.to_string()),
            ("total", &so_far.total.to_string()),
        ],
    )
}

/// When the last change was kept, in words.
fn saved(hand: &Hand<'_, '_>) -> (Saved, String) {
    if !hand.work.is_draft() {
        return (Saved::Yes, say("answering-signed"));
    }
    if hand.shared.trouble.is_some_and(|trouble| trouble.not_saved) {
        return (Saved::No, say("answering-not-saved"));
    }
    match hand.work.saved_at {
        _ if hand.work.unsaved => (Saved::Saving, say("answering-saving")),
        Some(at) => {
            let clock = at
                .to_zoned(jiff::tz::TimeZone::system())
                .strftime("%H:%M")
                .to_string();
            (Saved::Yes, say_with("answering-saved", &[("time", &clock)]))
        }
        None => (Saved::Yes, say("answering-saved-nothing")),
    }
}

fn title(ui: &mut Ui, frame: &Frame, section: &Section, numbered: bool) {
    ui.add_space(space::S4);
    let title = section.title.say(LANGUAGE);
    let title = if numbered {
        format!("{}. {title}", section.number)
    } else {
        title.to_owned()
    };
    let heading = if frame.is_narrow() {
        Text::h2(&title)
    } else {
        Text::h1(&title)
    };
    heading.show(ui);
    let intro = section.intro.say(LANGUAGE);
    if !intro.is_empty() {
        Text::help(intro).show(ui);
    }
}

/// The sentence that says which kind of group this is about.
fn kind_of_group(ui: &mut Ui, rect: Rect, banner: &str) {
    let theme = Theme::of(ui);
    let centre = pos2(rect.left() + 8.0, rect.center().y);
    paint::icon(ui, centre, Icon::UsersThree, 16.0, theme.ink(Ink::Accent));
    let room = rect.width() - 24.0;
    let galley = paint::elided(ui, banner, Type::SmallStrong, theme.ink(Ink::Accent), room);
    let at = pos2(rect.left() + 24.0, rect.center().y - galley.size().y / 2.0);
    paint::text(ui, at, galley);
    let id = ui.scope_id().with("kind of group");
    let response = ui.interact(rect, id, egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, banner));
}

/// Under the clinic's age of consent a guardian takes part; no rule uses it.
fn minor_notice(ui: &mut Ui, id: egui::Id, hand: &Hand<'_, '_>) {
    let age = hand.shared.opened.policy.age_of_consent;
    if hand.age().is_some_and(|years| years < i16::from(age)) {
        let title = say_with("answering-minor-title", &[("age", &age.to_string())]);
        Banner::new(id.with("minor"), Tone::Info, &title)
            .text(&say("answering-minor"))
            .show(ui);
    }
}

/// Scrolls as little as is needed; a question that is higher than the page starts at its top.
fn bring_into_view(ui: &Ui, card: Rect, view: Rect) {
    let rect = card.expand2(vec2(0.0, space::S12));
    if rect.height() > view.height() {
        ui.scroll_to_rect(rect, Some(Align::Min));
    } else {
        ui.scroll_to_rect(rect, None);
    }
}
