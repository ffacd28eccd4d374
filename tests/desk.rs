//! What the desk does with the vault, whatever a screen sends.
#![allow(clippy::unwrap_used, missing_docs)]

use anteroom::app::command::{Event, LetterRequest, NewAcknowledgement, Secret, Trouble};
use anteroom::app::groups::waitlist::{self, Ask, Others, Waitlists};
use anteroom::app::{decide, demo, groups, letters, screenings};
use anteroom::catalog::{answer_file, shipped};
use anteroom::domain::answers::{Answer, Answers, SafetyLevel};
use anteroom::domain::client::Client;
use anteroom::domain::form::Pathway;
use anteroom::domain::group::Group;
use anteroom::domain::id::{ClientId, ScreeningId};
use anteroom::domain::leader::Leader;
use anteroom::domain::screening::{
    DeskState, Disposition, Judgement, LeaderMeeting, SafetyAction, ScreeningContent,
};
use anteroom::domain::staff::Licence;
use anteroom::letter::{Kind, Press};
use anteroom::vault::Open;
use zeroize::Zeroizing;

fn secret() -> Secret {
    Secret(Zeroizing::new(demo::PASSPHRASE.to_owned()))
}

fn a_draft(open: &Open, client: ClientId) -> ScreeningId {
    let file = include_bytes!("vignettes/01-clearly-suitable.json");
    let given = answer_file::read(file, shipped()).unwrap();
    screenings::start(open, Pathway::Therapy, Some(client), given.answers).unwrap()
}

/// Of somebody new.
fn signed(open: &Open, disposition: Disposition) -> ScreeningId {
    let client = open.clients().add(&Client::named("Ash Newcomer")).unwrap();
    signed_for(open, client, disposition)
}

fn signed_for(open: &Open, client: ClientId, disposition: Disposition) -> ScreeningId {
    let id = a_draft(open, client);
    let mut content = screenings::view(open, id).unwrap().content;
    content.judgement = Some(Judgement::Agree);
    if let Disposition::Waitlist { groups } = &disposition {
        let why = "Two of her colleagues are in it until June";
        content.by_hand = groups
            .iter()
            .map(|group| (group.clone(), why.to_owned()))
            .collect();
    }
    content.disposition = Some(disposition);
    screenings::save(open, id, &content).unwrap();
    screenings::sign(open, id, None, &secret()).unwrap();
    id
}

/// A therapy group with two free seats.
fn a_group(open: &Open, name: &str) -> String {
    let group = serde_json::json!({
        "id": "", "name": name, "kind": "therapy", "style": "process", "themes": ["any"], "membership": "slow-open",
        "capacity": 8, "enrolled": 6, "slot": "tue-eve", "mode": "in-person", "fee": 30, "language": "en",
        "status": "running", "outcome_line": "Members try out saying what they need.",
    });
    let group: Group = serde_json::from_value(group).unwrap();
    let leader = Leader {
        licence: Some(Licence {
            kind: "Licence (sample)".to_owned(),
            number: "SAMPLE-1".to_owned(),
            expires: Some(jiff::civil::date(2027, 12, 31)),
        }),
        ..Leader::named("Vera Example")
    };
    let kept = groups::save(open, group, &[leader]).unwrap();
    kept.id
}

fn reserved(open: &Open, group: &str) -> u32 {
    open.groups().named(group).unwrap().value.reserved
}

fn lists(open: &Open, ask: Ask) -> Result<Waitlists, Trouble> {
    let events = waitlist::handle(open, ask)?;
    let found = events.into_iter().find_map(|event| match event {
        Event::Waitlists(lists) => Some(*lists),
        _ => None,
    });
    Ok(found.unwrap())
}

#[test]
fn a_seat_ends_the_wait_for_its_own_group_and_for_others_only_if_that_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let open = demo::build(&folder.path().join("demo")).unwrap().open;
    let (one, two) = (a_group(&open, "Monday"), a_group(&open, "Wednesday"));
    let groups = vec![one.clone(), two.clone()];
    let screening = signed(
        &open,
        Disposition::Waitlist {
            groups: groups.clone(),
        },
    );
    let offer = |others| Ask::Offer {
        screening,
        group: one.clone(),
        others,
    };
    let back = |groups: &[String], seat: Option<&String>| Ask::Back {
        screening,
        groups: groups.to_vec(),
        seat: seat.cloned(),
    };
    let leave = |group: &String| Ask::Leave {
        screening,
        group: group.clone(),
    };
    let state = || open.screenings().row(screening).unwrap().value.desk_state;
    let wait = |lists: &Waitlists| {
        let on = |group: &String| lists.of(group).any(|one| one.screening == screening);
        (on(&one), on(&two))
    };
    assert_eq!(wait(&lists(&open, Ask::Look).unwrap()), (true, true));

    let after = lists(&open, offer(Others::Stay)).unwrap();
    assert_eq!(wait(&after), (false, true));
    assert_eq!(after.of(&two).next().unwrap().offered, vec![one.clone()]);
    assert_eq!((reserved(&open, &one), state()), (1, DeskState::Waiting));
    let counted = open.reports().waiting().unwrap();
    let mine = counted.iter().find(|one| one.waits_for.contains(&two));
    assert_eq!(mine.unwrap().waits_for, vec![two.clone()]);
    // They do not wait there any more: no second seat is held, and none is let go twice.
    assert_eq!(
        lists(&open, offer(Others::End)).err().unwrap().kind,
        "not-waiting"
    );
    assert_eq!(reserved(&open, &one), 1);
    let ended = std::slice::from_ref(&one);
    assert_eq!(
        wait(&lists(&open, back(ended, Some(&one))).unwrap()),
        (true, true)
    );
    assert!(lists(&open, back(ended, Some(&one))).is_err());
    assert_eq!(reserved(&open, &one), 0);

    let after = lists(&open, offer(Others::End)).unwrap();
    assert_eq!(wait(&after), (false, false));
    assert_eq!(
        (reserved(&open, &one), state()),
        (1, DeskState::SeatOffered)
    );
    assert!(lists(&open, leave(&two)).is_err());
    assert_eq!(
        wait(&lists(&open, back(&groups, Some(&one))).unwrap()),
        (true, true)
    );

    assert_eq!(wait(&lists(&open, leave(&one)).unwrap()), (false, true));
    assert_eq!(state(), DeskState::Waiting);
    assert_eq!(wait(&lists(&open, leave(&two)).unwrap()), (false, false));
    assert_eq!(state(), DeskState::Closed);
    assert_eq!(
        wait(&lists(&open, back(std::slice::from_ref(&two), None)).unwrap()),
        (false, true)
    );

    // Nothing follows from what was entered in error.
    screenings::mark_in_error(&open, screening, "Of another person", &secret()).unwrap();
    assert_eq!(lists(&open, leave(&two)).err().unwrap().kind, "not-waiting");
    assert_eq!(wait(&lists(&open, Ask::Look).unwrap()), (false, false));
    assert!(open.check().unwrap().is_clean());
    assert!(open.audit().verify_all(&[]).unwrap().holds());
}

#[test]
fn an_override_that_passes_over_what_blocks_is_signed_through_no_door_until_each_is_named_again() {
    let folder = tempfile::tempdir().unwrap();
    let open = demo::build(&folder.path().join("demo")).unwrap().open;
    let file = include_bytes!("vignettes/03-only-company.json");
    let given = answer_file::read(file, shipped()).unwrap();
    let wren = open.clients().add(&Client::named("Wren Newcomer")).unwrap();
    let id = screenings::start(&open, Pathway::Therapy, Some(wren), given.answers).unwrap();
    let mut content = screenings::view(&open, id).unwrap().content;
    content.judgement = Some(Judgement::Override {
        outcome: "suitable".to_owned(),
        reason: "Came back twice and says so herself".to_owned(),
    });
    content.disposition = Some(Disposition::ReferOn);
    // Another criterion is no confirmation of this one.
    content.confirmed.insert("w-goals".to_owned());
    screenings::save(&open, id, &content).unwrap();
    let refused = screenings::sign(&open, id, None, &secret()).unwrap_err();
    assert_eq!(refused.kind, "not-ready");
    let (named, id_of_it) = (anteroom::text::say("sign-gap-confirmation"), "w-change-aim");
    assert!(
        refused.message.contains(&named) && refused.message.contains(id_of_it),
        "{}",
        refused.message
    );
    content.confirmed.insert(id_of_it.to_owned());
    screenings::save(&open, id, &content).unwrap();
    screenings::sign(&open, id, None, &secret()).unwrap();
}

/// The offer of a seat, signed.
fn an_offer(open: &Open) -> ScreeningId {
    let group = a_group(open, "Monday");
    signed(open, an_offer_of(&group))
}

fn an_offer_of(group: &str) -> Disposition {
    let topics = decide::MEETING_TOPICS.map(str::to_owned);
    let meeting = LeaderMeeting {
        leader: "Vera Example".to_owned(),
        on: demo::DAY,
        mode: anteroom::domain::screening::MeetingMode::InPerson,
        topics: topics.to_vec(),
        rules_version: None,
    };
    Disposition::OfferSeat {
        group: group.to_owned(),
        meeting: Some(meeting),
    }
}

#[test]
fn nothing_is_added_to_or_marked_or_signed_twice_that_is_a_draft_or_marked_and_it_is_said_why() {
    let folder = tempfile::tempdir().unwrap();
    let open = demo::build(&folder.path().join("demo")).unwrap().open;
    let wren = open.clients().add(&Client::named("Wren Newcomer")).unwrap();
    let draft = a_draft(&open, wren);
    let told = |done: Result<(), Trouble>| {
        let trouble = done.unwrap_err();
        (trouble.kind, trouble.message)
    };
    let add = |id, words: &str| screenings::add_to(&open, id, words, &secret());
    let mark = |id| screenings::mark_in_error(&open, id, "Of another person", &secret());
    let co_sign = |id| screenings::co_sign(&open, id, &secret());
    for (kind, message) in [
        told(add(draft, "Rang back.")),
        told(mark(draft)),
        told(co_sign(draft)),
    ] {
        assert_eq!(kind, "not-signed");
        assert!(message.contains("not signed yet"), "{message}");
    }
    let id = an_offer(&open);
    let (kind, message) = told(add(id, " \n "));
    assert_eq!(kind, "bad-input");
    assert!(message.contains("Write"), "{message}");
    mark(id).unwrap();
    // What became known since may be added, and says so beside the rest.
    add(id, "The right person was told.").unwrap();
    let lines = screenings::additions(&open, id).unwrap();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].contains("The right person was told."), "{lines:?}");
    for (kind, message) in [told(mark(id)), told(co_sign(id))] {
        assert_eq!(kind, "in-error");
        assert!(message.contains("entered in error"), "{message}");
    }
    assert_eq!(screenings::additions(&open, id).unwrap().len(), 2);
}

#[test]
fn no_letter_and_no_correction_of_one_is_written_from_what_was_entered_in_error() {
    let folder = tempfile::tempdir().unwrap();
    let open = demo::build(&folder.path().join("demo")).unwrap().open;
    let id = an_offer(&open);
    let mut press = Press::new();
    let path = |name: &str| folder.path().join(name);
    let request = LetterRequest::new(id, Kind::L5);
    let number = letters::save(&open, &mut press, &request, &path("first.pdf"), None).unwrap();
    let first = letters::numbered(&open, number).unwrap();
    screenings::mark_in_error(&open, id, "Of another person", &secret()).unwrap();
    let kept = || {
        let all = open.letters().list(100).unwrap().len();
        (all, open.letters().next_number().unwrap())
    };
    let before = kept();
    for kind in Kind::LETTERS {
        for replaces in [None, Some(first)] {
            let request = LetterRequest {
                replaces,
                ..LetterRequest::new(id, kind)
            };
            let shown = letters::preview(&open, &mut press, &request).err().unwrap();
            let saved = letters::save(&open, &mut press, &request, &path("no.pdf"), None);
            for trouble in [shown, saved.unwrap_err()] {
                assert_eq!(trouble.kind, "in-error", "{}", kind.code());
                assert!(trouble.message.contains("entered in error"));
            }
            assert!(!path("no.pdf").exists());
        }
    }
    assert_eq!(kept(), before);
    // The page of its letters offers none, and what left stays as it was.
    assert!(letters::desk(&open, id).unwrap().fields.is_empty());
    letters::copy(&open, first, &path("copy.pdf"), None).unwrap();
    assert_eq!(
        std::fs::read(path("copy.pdf")).unwrap(),
        std::fs::read(path("first.pdf")).unwrap()
    );
}

#[test]
fn a_letter_of_an_error_is_corrected_from_the_screening_in_its_place_and_never_from_that_of_another()
 {
    let folder = tempfile::tempdir().unwrap();
    let open = demo::build(&folder.path().join("demo")).unwrap().open;
    let group = a_group(&open, "Monday");
    let wren = open.clients().add(&Client::named("Wren Newcomer")).unwrap();
    let wrong = signed_for(&open, wren, an_offer_of(&group));
    let other = signed(&open, an_offer_of(&group));
    let mut press = Press::new();
    let mut save = |screening, replaces, name: &str| {
        let request = LetterRequest {
            replaces,
            ..LetterRequest::new(screening, Kind::L5)
        };
        letters::save(&open, &mut press, &request, &folder.path().join(name), None)
            .map(|number| letters::numbered(&open, number).unwrap())
    };
    let first = save(wrong, None, "first.pdf").unwrap();
    screenings::mark_in_error(&open, wrong, "Answers of another person", &secret()).unwrap();
    let next = open.letters().next_number().unwrap();
    let refused = save(other, Some(first), "other.pdf").err().unwrap();
    assert_eq!(refused.kind, "other-letter");
    assert!(
        refused.message.contains("somebody else"),
        "{}",
        refused.message
    );
    assert_eq!(open.letters().next_number().unwrap(), next);
    assert!(!folder.path().join("other.pdf").exists());
    let again = signed_for(&open, wren, an_offer_of(&group));
    let second = save(again, Some(first), "second.pdf").unwrap();
    let rows = letters::of_client(&open, wren).unwrap();
    let row = rows.iter().find(|row| row.id == first).unwrap();
    assert_eq!(
        row.corrected_by,
        Some(open.letters().get(second).unwrap().value.number)
    );
}

#[test]
fn a_screen_that_lags_behind_lowers_no_level_and_loses_no_acknowledgement() {
    let folder = tempfile::tempdir().unwrap();
    let open = demo::build(&folder.path().join("demo")).unwrap().open;
    let id = screenings::start(&open, Pathway::Support, None, Answers::default()).unwrap();
    let empty = ScreeningContent::default();
    let mut danger = empty.clone();
    let said = Answer::One("in-danger".to_owned());
    danger.answers.given.insert("sg-safe-now".to_owned(), said);
    screenings::save_from_screen(&open, id, &danger).unwrap();
    screenings::save_from_screen(&open, id, &empty).unwrap();
    let kept = screenings::view(&open, id).unwrap().content;
    assert_eq!(kept.highest_safety, SafetyLevel::ActNow);
    assert!(decide::is_locked(
        &kept,
        kept.recommendation.as_ref().unwrap()
    ));
    assert!(screenings::keep_nothing(&open, id).is_err());
    let concerns = screenings::concerns(&open).unwrap();
    assert!(concerns.iter().any(|row| row.id == id));

    let new = NewAcknowledgement {
        login: String::new(),
        done: vec![SafetyAction::CrisisTeam],
        detail: String::new(),
        agreed: "stays here until the team comes".to_owned(),
        follow_up: "the clinician on call".to_owned(),
    };
    screenings::acknowledge(&open, id, &new, &secret()).unwrap();
    screenings::save_from_screen(&open, id, &empty).unwrap();
    let kept = screenings::view(&open, id).unwrap().content;
    assert!(kept.acknowledgement.is_some());
    let waiting = open.risks().waiting().unwrap();
    let stubs = waiting
        .iter()
        .filter_map(|stored| stored.value.stub.as_ref());
    let mine = stubs.filter(|stub| stub.screening == Some(id));
    assert_eq!(mine.count(), 0, "the stub was sealed");
}
