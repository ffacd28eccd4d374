//! What a signature needs, at the program's door and not in the window alone: groups that fit, waitlists with their
//! reason, criteria named twice, danger that a clinician looked at; and letters that follow what was decided.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::PathBuf;

use anteroom::app::command::{
    KeepSupport, LetterRequest, NewAcknowledgement, Secret, Slot, Trouble,
};
use anteroom::app::explain::explain;
use anteroom::app::groups::waitlist;
use anteroom::app::{decide, demo, groups, letters, screenings};
use anteroom::catalog::{answer_file, shipped};
use anteroom::domain::answers::{Answer, Answers, SafetyLevel};
use anteroom::domain::clock::FixedClock;
use anteroom::domain::form::Pathway;
use anteroom::domain::group::{Group, GroupProblem};
use anteroom::domain::id::{ClientId, ScreeningId};
use anteroom::domain::leader::Leader;
use anteroom::domain::screening::{
    Disposition, Judgement, LeaderMeeting, MeetingMode, SafetyAction, ScreeningContent,
};
use anteroom::domain::staff::{Licence, Profile, Role};
use anteroom::letter::{Kind, Press};
use anteroom::screening::evaluate;
use anteroom::vault::{Cost, LockReason, Locked, NewPerson, Open, Passphrase, Stored};
use jiff::civil::date;
use serde_json::{Value, json};
use zeroize::Zeroizing;

const HERS: &str = "velvet anchor pretzel dune saddle comet";

struct House {
    folder: tempfile::TempDir,
    open: Open,
    therapy: ScreeningId,
}

fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let sample = demo::build(&folder.path().join("demo")).unwrap();
    House {
        folder,
        open: sample.open,
        therapy: sample.therapy,
    }
}

fn secret() -> Secret {
    Secret(Zeroizing::new(demo::PASSPHRASE.to_owned()))
}

/// The group of the sample clinic, as it is kept.
fn group(open: &Open, id: &str) -> Stored<Group> {
    open.groups().named(id).unwrap()
}

fn seat(group: &str) -> Disposition {
    Disposition::OfferSeat {
        group: group.to_owned(),
        meeting: Some(LeaderMeeting {
            leader: "Dr Avery Placeholder".to_owned(),
            on: date(2025, 3, 10),
            mode: MeetingMode::Phone,
            topics: decide::MEETING_TOPICS.map(str::to_owned).to_vec(),
            rules_version: Some(1),
        }),
    }
}

fn list(groups: &[&str]) -> Disposition {
    Disposition::Waitlist {
        groups: groups.iter().map(|id| (*id).to_owned()).collect(),
    }
}

impl House {
    fn open(&self) -> &Open {
        &self.open
    }

    /// The answers of the person for whom everything fits, and whose she is.
    fn fitting(&self) -> (ClientId, Answers) {
        let signed = screenings::view(self.open(), self.therapy).unwrap();
        let (client, _) = signed.client.unwrap();
        (client, signed.content.answers)
    }

    /// Another assessment of the same person with some answers changed.
    fn again(&self, changed: &[(&str, &str)]) -> ScreeningId {
        let (client, mut answers) = self.fitting();
        for (question, code) in changed {
            let answer = Answer::One((*code).to_owned());
            answers.given.insert((*question).to_owned(), answer);
        }
        screenings::start(self.open(), Pathway::Therapy, Some(client), answers).unwrap()
    }

    /// The draft of a worked case, by the person's name.
    fn draft(&self, name: &str) -> ScreeningId {
        let found = self.open().clients().find(name, 5).unwrap();
        let client = found.first().unwrap().id;
        let view = anteroom::app::clients::view(self.open(), client).unwrap();
        view.screenings[0].id
    }

    fn signs(
        &self,
        id: ScreeningId,
        decided: impl FnOnce(&mut ScreeningContent),
    ) -> Result<(), Trouble> {
        let mut content = screenings::view(self.open(), id).unwrap().content;
        content.judgement = Some(Judgement::Agree);
        decided(&mut content);
        screenings::save(self.open(), id, &content).unwrap();
        let keep = KeepSupport {
            chosen_name: "Sample".to_owned(),
            ..KeepSupport::default()
        };
        screenings::sign(self.open(), id, Some(&keep), &secret())
    }

    /// Signs with what happens next, and says what stood in the way; nothing if it was signed.
    fn next(&self, changed: &[(&str, &str)], disposition: Disposition) -> String {
        let signed = self.signs(self.again(changed), |content| {
            content.disposition = Some(disposition);
        });
        match signed {
            Ok(()) => String::new(),
            Err(trouble) => {
                assert_eq!(trouble.kind, "not-ready", "{}", trouble.message);
                trouble.message
            }
        }
    }
}

#[test]
fn a_seat_is_signed_only_in_a_group_in_which_it_can_be_offered() {
    let house = house();
    assert_eq!(house.next(&[], seat("g-process")), "");
    // Two services with one therapist, not agreed yet: no seat with that therapist (S3:32).
    let words = house.next(&[("tg-dual-consent", "not-yet")], seat("g-process"));
    assert!(words.contains("does not fit as things stand"), "{words}");
    // A clinic has no such group; and one of the other kind is none for this assessment.
    for nowhere in ["g-nowhere", "g-loss"] {
        let words = house.next(&[], seat(nowhere));
        assert!(words.contains("Choose the group"), "{nowhere}: {words}");
    }
    // What a clinician said no to with the leader is a no.
    let signed = house.signs(house.again(&[]), |content| {
        content.disposition = Some(seat("g-process"));
        let ticks = content.group_ticks.entry("g-process".to_owned());
        ticks.or_default().composition = Some(false);
    });
    let words = signed.unwrap_err().message;
    assert!(words.contains("does not fit as things stand"), "{words}");
}

#[test]
fn outside_its_time_to_join_and_when_it_is_full_a_group_has_a_waitlist_and_no_seat() {
    // The day of the house is 10 March: the day before, the last day, and the day after.
    for (until, full, said) in [
        (date(2025, 3, 11), false, ""),
        (date(2025, 3, 10), false, ""),
        (date(2025, 3, 9), false, "Offer its waitlist"),
        (date(2025, 3, 31), true, "Offer its waitlist"),
    ] {
        let house = house();
        let mut stored = group(house.open(), "g-process");
        stored.value.enrol_until = Some(until);
        if full {
            stored.value.reserved = stored.value.capacity.unwrap() - stored.value.enrolled;
        }
        house.open().groups().save(&stored).unwrap();
        let words = house.next(&[], seat("g-process"));
        assert_eq!(words.is_empty(), said.is_empty(), "{until} {full}: {words}");
        assert!(words.contains(said), "{until} {full}: {words}");
        let waits = house.next(&[], list(&["g-process"]));
        assert_eq!(
            waits.is_empty(),
            !said.is_empty(),
            "{until} {full}: {waits}"
        );
    }
}

#[test]
fn a_place_on_a_waitlist_that_the_rules_do_not_speak_of_needs_its_reason() {
    let house = house();
    let words = house.next(&[], list(&["g-process"]));
    assert!(words.contains("put on it by hand"), "{words}");
    let by_hand = |why: &'static str| {
        house.signs(house.again(&[]), move |content| {
            content.disposition = Some(list(&["g-process"]));
            content
                .by_hand
                .insert("g-process".to_owned(), why.to_owned());
        })
    };
    assert!(by_hand("  ").is_err());
    by_hand("Two of her colleagues are in it until June").unwrap();
    let words = house.next(&[], list(&["g-nowhere"]));
    assert!(words.contains("Choose the group"), "{words}");
}

#[test]
fn an_override_names_each_blocking_criterion_again_wherever_it_is_signed() {
    let house = house();
    let id = house.draft("Odalys Specimen");
    let overrides = |content: &mut ScreeningContent| {
        content.judgement = Some(Judgement::Override {
            outcome: "suitable".to_owned(),
            reason: "She came back twice and says so herself".to_owned(),
        });
        content.disposition = Some(Disposition::ReferOn);
    };
    let refused = house.signs(id, overrides).unwrap_err();
    assert_eq!(refused.kind, "not-ready");
    assert!(
        refused.message.contains("w-change-aim"),
        "{}",
        refused.message
    );
    // Another criterion in its place does not do.
    let other = |content: &mut ScreeningContent| {
        overrides(content);
        content.confirmed.insert("x-consent".to_owned());
    };
    assert!(house.signs(id, other).is_err());
    let named = |content: &mut ScreeningContent| {
        overrides(content);
        content.confirmed.insert("w-change-aim".to_owned());
    };
    house.signs(id, named).unwrap();
}

#[test]
fn an_evaluation_elsewhere_is_acknowledged_with_its_date() {
    let house = house();
    let id = house.draft("Juniper Fakenham");
    let acknowledges = |detail: &str| {
        let new = NewAcknowledgement {
            done: vec![SafetyAction::EvaluatedElsewhere],
            detail: detail.to_owned(),
            agreed: "Stays with her sister".to_owned(),
            follow_up: "The crisis team calls tomorrow".to_owned(),
            ..NewAcknowledgement::default()
        };
        screenings::acknowledge(house.open(), id, &new, &secret())
    };
    for nothing in ["", "at the hospital"] {
        let refused = acknowledges(nothing).unwrap_err();
        assert!(refused.message.contains("date"), "{}", refused.message);
        let view = screenings::view(house.open(), id).unwrap();
        assert!(view.content.acknowledgement.is_none());
    }
    acknowledges("10 March, Sampleton Hospital").unwrap();
}

#[test]
fn a_point_of_safety_is_settled_by_a_clinicians_note_and_by_nobody_elses() {
    let house = house();
    let dir: PathBuf = house.folder.path().join("demo/Sample.vault");
    let clock = demo::clock_of(&dir).unwrap();
    let mut open = house.open;
    let ina = NewPerson {
        login: "ina".to_owned(),
        name: "Ina Sample".to_owned(),
        roles: [Role::Intake].into_iter().collect(),
        profile: Profile::default(),
        passphrase: Passphrase::new(HERS.to_owned()),
        cost: Cost::Least,
    };
    let words = || Passphrase::new(demo::PASSPHRASE.to_owned());
    open.people().add(&ina, &words()).unwrap();
    let before = screenings::concerns(&open).unwrap().len();
    assert!(open.lock(LockReason::Asked).problem.is_none());

    let at = || Locked::at(&dir, clock.clone()).unwrap();
    let hers = at()
        .unlock("ina", &Passphrase::new(HERS.to_owned()))
        .unwrap();
    let mut answers = Answers::default();
    for (question, code) in [("sg-group", "g-loss"), ("sg-safe-now", "dark-thoughts")] {
        let answer = Answer::One(code.to_owned());
        answers.given.insert(question.to_owned(), answer);
    }
    let id = screenings::start(&hers, Pathway::Support, None, answers).unwrap();
    let refused = screenings::note_review(&hers, id, "We talked it through.").unwrap_err();
    assert_eq!(refused.kind, "role");
    let open = screenings::view(&hers, id).unwrap();
    assert!(open.content.review_notes.is_empty());
    // Nor by a screen that says that there is one.
    let mut sent = open.content;
    sent.review_notes
        .push(anteroom::domain::screening::ReviewNote {
            question: String::new(),
            by: hers.me().id,
            at: hers.now(),
            agreed: "We talked it through.".to_owned(),
        });
    screenings::save_from_screen(&hers, id, &sent).unwrap();
    let view = screenings::view(&hers, id).unwrap();
    assert!(view.content.review_notes.is_empty());
    assert!(screenings::keep_nothing(&hers, id).is_err());
    assert!(hers.lock(LockReason::Asked).problem.is_none());

    let again = at().unlock(demo::LOGIN, &words()).unwrap();
    let concerns = |open: &Open| screenings::concerns(open).unwrap();
    assert!(concerns(&again).iter().any(|row| row.id == id));
    screenings::note_review(&again, id, "Talked it through; a friend stays.").unwrap();
    assert!(concerns(&again).iter().all(|row| row.id != id));
    assert_eq!(concerns(&again).len(), before);
}

#[test]
fn of_somebody_who_did_not_agree_to_be_assessed_only_that_and_safety_are_told() {
    let sample = include_bytes!("vignettes/01-clearly-suitable.json");
    let mut answers = answer_file::read(sample, shipped())
        .unwrap_or_else(|_| unreachable!("a worked case"))
        .answers;
    let pack = shipped().pack(Pathway::Therapy);
    let set = |answers: &mut Answers, question: &str, code: &str| {
        let answer = Answer::One(code.to_owned());
        answers.given.insert(question.to_owned(), answer);
    };
    let told = |answers: &Answers| explain(pack, answers, &evaluate(pack, answers), true);
    assert!(told(&answers).reasons.len() > 30);
    set(&mut answers, "tg-consent-assess", "no");
    answers.given.remove("tg-goal");
    let after = told(&answers);
    let criteria: Vec<&str> = after
        .reasons
        .iter()
        .map(|reason| reason.criterion.as_str())
        .collect();
    assert_eq!(criteria, ["x-consent"]);
    assert_eq!(after.sentence, "Did not agree to be assessed.");
    assert!(after.missing.is_empty() && after.what_ifs.is_empty() && after.also.is_empty());
    // What safety asks for stays.
    set(&mut answers, "tg-si-now", "plan-intent");
    let danger = told(&answers);
    assert_eq!(danger.safety, SafetyLevel::ActNow);
    assert!(!danger.alarms.is_empty());
    assert_eq!(danger.also[0].code, "higher-level");
}

#[test]
fn the_letter_of_a_kept_support_check_says_what_was_decided_and_never_offers_a_seat_that_nobody_offered()
 {
    let house = house();
    let mut press = Press::new();
    let mut page = |kind: Kind, id: ScreeningId| {
        let request = LetterRequest::new(id, kind);
        letters::preview(house.open(), &mut press, &request).map(|it| it.sheets.text())
    };
    // Not appropriate, as the host treats her: another option is named.
    let turned_away = house.draft("Hester Nobodysen");
    let signed = house.signs(turned_away, |content| {
        let named = vec!["The group on Mondays, which somebody else hosts".to_owned()];
        content.disposition = Some(Disposition::OtherOption { named });
    });
    signed.unwrap();
    let view = screenings::view(house.open(), turned_away).unwrap();
    assert!(matches!(
        view.content.disposition,
        Some(Disposition::OtherOption { .. })
    ));
    assert!(page(Kind::L2, turned_away).is_err());
    let text = page(Kind::L5, turned_away).unwrap();
    assert!(text.contains("somebody else hosts"), "{text}");
    assert!(!text.contains("offer you a seat"), "{text}");
}

#[test]
fn an_urgent_summary_says_to_whom_it_was_said_by_telephone_too() {
    let house = house();
    let id = house.draft("Juniper Fakenham");
    let mut request = LetterRequest::new(id, Kind::L6);
    request.receiver.name = "Duty doctor".to_owned();
    request.receiver.organisation = "Sampleton Hospital".to_owned();
    let mut press = Press::new();
    let mut text = |request: &LetterRequest| {
        let preview = letters::preview(house.open(), &mut press, request).unwrap();
        assert_eq!(preview.stops, [] as [String; 0]);
        preview.sheets.text()
    };
    // Help comes first: it is asked for, and stops nothing.
    assert!(!text(&request).contains("by telephone"));
    let whom = "the duty doctor, 10 March, 12:05".to_owned();
    request.said.insert(Slot::Phoned, whom.clone());
    let page = text(&request);
    assert!(
        page.contains(&format!("Also said by telephone: {whom}")),
        "{page}"
    );
}

#[test]
fn whoever_waits_with_nobody_to_turn_to_is_marked_and_a_lapsed_assessment_gets_no_seat() {
    let house = house();
    let waits = |turn_to: &str| {
        let id = house.again(&[("tg-turn-to", turn_to)]);
        let signed = house.signs(id, |content| {
            content.disposition = Some(list(&["g-process"]));
            let why = "Two of her colleagues are in it until June";
            content
                .by_hand
                .insert("g-process".to_owned(), why.to_owned());
        });
        signed.unwrap();
        id
    };
    let (with, alone) = (waits("yes"), waits("no"));
    let waiters = waitlist::look(house.open()).unwrap().waiters;
    let of = |id: ScreeningId| waiters.iter().find(|one| one.screening == id).unwrap();
    assert!(!of(with).alone && of(alone).alone);
    // In the order of decision all the same.
    assert_eq!([waiters[0].screening, waiters[1].screening], [with, alone]);

    let offer = |screening: ScreeningId| {
        let group = "g-process".to_owned();
        let others = waitlist::Others::Stay;
        let ask = waitlist::Ask::Offer {
            screening,
            group,
            others,
        };
        waitlist::handle(house.open(), ask)
    };
    let page = |id: ScreeningId| {
        let request = LetterRequest::new(id, Kind::L5);
        let preview = letters::preview(house.open(), &mut Press::new(), &request).unwrap();
        preview.sheets.text()
    };
    assert!(page(with).contains("Your place on our list"));
    assert!(offer(with).is_ok());
    // Who waited and is offered a seat is written to about the seat; who still waits, about the list.
    assert!(page(with).contains("A seat for you"));
    assert!(page(alone).contains("Your place on our list"));
    let signed = screenings::view(house.open(), with).unwrap();
    assert!(
        matches!(
            signed.content.disposition,
            Some(Disposition::Waitlist { .. })
        ),
        "what was signed stays"
    );
    let policy = anteroom::domain::clinic::Policy {
        assessment_valid_days: 30,
        ..house.open().settings().policy().unwrap()
    };
    house.open().settings().put(&policy).unwrap();
    assert!(house.open.lock(LockReason::Asked).problem.is_none());
    let dir: PathBuf = house.folder.path().join("demo/Sample.vault");
    for (day, kept) in [(date(2025, 4, 9), true), (date(2025, 4, 10), false)] {
        let clock = std::sync::Arc::new(FixedClock::noon_of(day));
        let words = Passphrase::new(demo::PASSPHRASE.to_owned());
        let later = Locked::at(&dir, clock).unwrap();
        let later = later.unlock(demo::LOGIN, &words).unwrap();
        let group = "g-process".to_owned();
        let ask = waitlist::Ask::Offer {
            screening: alone,
            group: group.clone(),
            others: waitlist::Others::Stay,
        };
        let offered = waitlist::handle(&later, ask).map(drop);
        assert_eq!(
            offered.map_err(|trouble| trouble.kind),
            match kept {
                true => Ok(()),
                false => Err("lapsed"),
            }
        );
        if kept {
            let back = waitlist::Ask::Back {
                screening: alone,
                groups: vec![group.clone()],
                seat: Some(group),
            };
            waitlist::handle(&later, back).unwrap();
        }
        assert!(later.lock(LockReason::Asked).problem.is_none());
    }
}

/// Records that a clinic would keep, what is changed in them, and what is said to it.
fn records() -> Vec<(Value, &'static [&'static str])> {
    let therapy = json!({"id": "", "name": "Relations", "kind": "therapy", "style": "process", "fee": 40,
        "outcome_line": "Members try out saying what they need."});
    let support = json!({"id": "", "name": "Company", "kind": "support", "themes": ["grief"]});
    let with = |base: &Value, key: &str, value: Value| {
        let mut record = base.clone();
        record[key] = value;
        record
    };
    let lasting = |until: &str| {
        let from = with(&therapy, "starts", json!("2025-01-06"));
        with(&from, "ends", json!(until))
    };
    let minutes = |base: &Value, minutes: u32| with(base, "minutes", json!(minutes));
    let size = |base: &Value, size: u32| with(base, "capacity", json!(size));
    vec![
        (therapy.clone(), &[]),
        (support.clone(), &[]),
        // A fee, or 0 with a reason (S3:28); none for support (S3:50).
        (with(&therapy, "fee", Value::Null), &["group-error-fee"]),
        (
            with(&therapy, "fee", json!(0)),
            &["group-error-free-reason"],
        ),
        (
            with(&support, "fee", json!(5)),
            &["group-error-support-fee"],
        ),
        // An outcome for therapy (S1:25), a theme for support (S2:46), and not the other way round.
        (
            with(&therapy, "outcome_line", json!(" ")),
            &["group-error-outcome-line"],
        ),
        (with(&support, "themes", json!([])), &["group-error-theme"]),
        (
            with(&support, "homework", json!(true)),
            &["group-error-support-homework"],
        ),
        // Eight to twelve weeks (S3:18), the first and the last meeting counted.
        (lasting("2025-01-05"), &["group-error-end-before-start"]),
        (lasting("2025-02-17"), &["group-hint-weeks"]),
        (lasting("2025-02-24"), &[]),
        (lasting("2025-03-24"), &[]),
        (lasting("2025-03-31"), &["group-hint-weeks"]),
        // One to two hours for therapy (S2:38), as short as it likes for support (S4:42).
        (minutes(&therapy, 45), &["group-hint-length"]),
        (minutes(&therapy, 60), &[]),
        (minutes(&therapy, 120), &[]),
        (minutes(&therapy, 150), &["group-hint-length"]),
        (minutes(&support, 45), &[]),
        // Four to twelve seats, better six to ten (S1:15, S2:38).
        (size(&therapy, 3), &["group-error-capacity"]),
        (size(&therapy, 4), &["group-hint-size"]),
        (size(&therapy, 5), &["group-hint-size"]),
        (size(&therapy, 6), &[]),
        (size(&therapy, 10), &[]),
        (size(&therapy, 11), &["group-hint-size"]),
        (size(&therapy, 12), &["group-hint-size"]),
        (size(&therapy, 13), &["group-error-capacity"]),
        (size(&support, 10), &[]),
        (size(&support, 11), &["group-hint-support-11-12"]),
        (size(&support, 12), &["group-hint-support-11-12"]),
        (size(&support, 13), &["group-hint-support-large"]),
        (with(&size(&support, 40), "large_support", json!(true)), &[]),
    ]
}

#[test]
fn a_group_that_is_kept_is_whole_for_its_kind() {
    let house = house();
    for (value, expected) in records() {
        let record: Group = serde_json::from_value(value.clone()).unwrap();
        let found: Vec<&str> = record
            .kept_problems()
            .into_iter()
            .map(|problem| match problem {
                GroupProblem::Error(id) | GroupProblem::Hint(id) => id,
            })
            .collect();
        assert_eq!(found, expected, "{value}");
        let errors = expected.iter().any(|id| id.starts_with("group-error"));
        let kept = groups::save(house.open(), record, &[leader(Some(date(2025, 3, 10)))]);
        assert_eq!(kept.is_err(), errors, "{value}");
    }
}

fn leader(until: Option<jiff::civil::Date>) -> Leader {
    Leader {
        licence: until.map(|until| Licence {
            kind: "Licence (sample)".to_owned(),
            number: "SAMPLE-7".to_owned(),
            expires: Some(until),
        }),
        ..Leader::named("Sol Sample")
    }
}

#[test]
fn a_therapy_group_forms_and_runs_only_under_a_licence_that_holds() {
    let house = house();
    let saves = |status: &str, led_by: &[Leader]| {
        let mut record = records()[0].0.clone();
        record["status"] = json!(status);
        let record: Group = serde_json::from_value(record).unwrap();
        groups::save(house.open(), record, led_by).is_ok()
    };
    let (today, before) = (date(2025, 3, 10), date(2025, 3, 9));
    for status in ["forming", "running"] {
        assert!(!saves(status, &[]), "{status}: nobody");
        assert!(!saves(status, &[leader(None)]), "{status}: none");
        assert!(!saves(status, &[leader(Some(before))]), "{status}: expired");
        let second = Leader::named("Sun Sample");
        assert!(
            !saves(status, &[leader(Some(today)), second]),
            "{status}: one of two"
        );
    }
    // A support group asks for none (S4:46), and a group that rests waits for it.
    assert!(saves("paused", &[leader(None)]));
    let support = serde_json::from_value(records()[1].0.clone()).unwrap();
    groups::save(house.open(), support, &[leader(None)]).unwrap();
    assert!(saves("running", &[leader(Some(today))]));
    // What is known of somebody is not lost where only the name is said.
    assert!(saves("running", &[leader(None)]));
}

#[test]
fn a_group_with_members_stays_therapy_or_support() {
    let house = house();
    let turned = |id: &str, enrolled: u32| {
        let mut record = group(house.open(), id).value;
        record.enrolled = enrolled;
        groups::save(house.open(), record.clone(), &[]).unwrap();
        let other: Group = serde_json::from_value(json!({"id": id, "name": record.name,
            "kind": "support", "themes": ["grief"]}))
        .unwrap();
        groups::save(house.open(), other, &[])
    };
    let refused = turned("g-women", 8).unwrap_err();
    assert!(
        refused.message.contains("stays what it is"),
        "{}",
        refused.message
    );
    turned("g-day", 0).unwrap();
}
