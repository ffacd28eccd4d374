//! Screenings and support checks: kept, signed, added to, finished.

use anteroom::domain::client::Client;
use anteroom::domain::form::Pathway;
use anteroom::domain::id::ScreeningId;
use anteroom::domain::letter_record::ShownKind;
use anteroom::domain::screening::{AddendumContent, DeskState, Stage, SupportKept};
use anteroom::vault::{Error, Keep, NewScreening, Note, Passphrase, Show};
use jiff::SignedDuration;
use jiff::civil::date;

use super::desk::{content, lock, rules, words};
use super::records::letter;
use super::{House, index, said, sign, support, therapy};

#[test]
fn a_draft_is_there_after_locking_and_after_a_crash() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    open.screenings()
        .save_draft(id, &content("first"), &index())
        .unwrap();
    lock(open);
    let open = house.unlock().unwrap();
    assert!(open.notes().is_empty());
    assert_eq!(
        said(&open.screenings().view(id).unwrap().content.unwrap()),
        "first"
    );
    open.screenings()
        .save_draft(id, &content("second"), &index())
        .unwrap();
    drop(open);
    let open = house.unlock().unwrap();
    assert_eq!(open.notes(), [Note::LastSessionEndedEarly]);
    assert_eq!(
        said(&open.screenings().view(id).unwrap().content.unwrap()),
        "second"
    );
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn drafts_enter_the_chain_at_lock_and_not_at_each_save() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    let before = open.audit().verify().unwrap().rows;
    for round in 0..5 {
        open.screenings()
            .save_draft(id, &content(&round.to_string()), &index())
            .unwrap();
    }
    assert_eq!(open.audit().verify().unwrap().rows, before);
    let report = open.check().unwrap();
    assert!(report.is_clean(), "{:?}", report.findings);
    assert_eq!(report.pending, 2);
    lock(open);
    let open = house.unlock().unwrap();
    let kept = open.audit().of(id).unwrap();
    assert_eq!(
        kept.iter().filter(|row| row.action == "part.keep").count(),
        2
    );
    assert_eq!(open.check().unwrap().pending, 0);
}

#[test]
fn a_signed_screening_reads_back_and_does_not_change() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    open.screenings()
        .save_draft(id, &content("draft"), &index())
        .unwrap();
    sign(&open, id, "final");
    lock(open);
    let open = house.unlock().unwrap();
    let viewed = open.screenings().view(id).unwrap();
    assert_eq!(viewed.row.value.stage, Stage::Signed);
    assert_eq!(said(&viewed.content.unwrap()), "final");
    let signature = viewed.row.value.signature.unwrap();
    let row = &open
        .audit()
        .of(id)
        .unwrap()
        .into_iter()
        .find(|row| row.action == "screening.sign")
        .unwrap();
    assert_eq!(row.seq, signature.seq);
    let screenings = open.screenings();
    assert!(matches!(
        screenings.save_draft(id, &content("x"), &index()),
        Err(Error::Frozen(_))
    ));
    let proof = open.prove(&words()).unwrap();
    let again = screenings.sign(id, &content("x"), &index(), "again", proof);
    assert!(matches!(again, Err(Error::Frozen(_))));
    assert!(matches!(screenings.discard(id), Err(Error::Frozen(_))));
    let other = open.clients().add(&Client::named("Bo Reed")).unwrap();
    assert!(matches!(
        screenings.link_client(id, other),
        Err(Error::Frozen(_))
    ));
    screenings.set_desk_state(id, DeskState::Waiting).unwrap();
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn signing_takes_the_passphrase_again_and_a_client() {
    let house = House::new();
    let open = house.vault();
    assert!(matches!(
        open.prove(&Passphrase::new("wrong".to_owned())),
        Err(Error::NotAccepted)
    ));
    let new = NewScreening {
        client: None,
        pathway: Pathway::Therapy,
        rules: rules(),
    };
    let id = open.screenings().start(new).unwrap();
    let proof = open.prove(&words()).unwrap();
    let result = open
        .screenings()
        .sign(id, &content("x"), &index(), "I ran it.", proof);
    assert!(matches!(result, Err(Error::Refused { .. })));
    let client = open.clients().add(&Client::named("Ada Vale")).unwrap();
    open.screenings()
        .save_draft(id, &content("kept"), &index())
        .unwrap();
    open.screenings().link_client(id, client).unwrap();
    assert_eq!(
        said(&open.screenings().view(id).unwrap().content.unwrap()),
        "kept"
    );
    sign(&open, id, "x");
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_proof_of_an_earlier_session_signs_nothing() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    let old = open.prove(&words()).unwrap();
    lock(open);
    let open = house.unlock().unwrap();
    let result = open
        .screenings()
        .sign(id, &content("x"), &index(), "I ran it.", old);
    assert!(matches!(result, Err(Error::NotAccepted)));
}

#[test]
fn an_addendum_adds_and_a_wrong_screening_is_marked_and_kept() {
    let house = House::new();
    let open = house.vault();
    let (_, id) = therapy(&open);
    let addendum = AddendumContent {
        text: "phoned later".to_owned(),
        entered_in_error: false,
        co_signs: false,
    };
    let early = open
        .addenda()
        .add(id, &addendum, open.prove(&words()).unwrap());
    assert!(matches!(early, Err(Error::WrongState(_))));
    sign(&open, id, "final");
    open.addenda()
        .add(id, &addendum, open.prove(&words()).unwrap())
        .unwrap();
    let reason = "belongs to somebody else";
    open.screenings()
        .mark_in_error(id, reason, open.prove(&words()).unwrap())
        .unwrap();
    lock(open);
    let open = house.unlock().unwrap();
    let texts: Vec<String> = open
        .addenda()
        .view(id)
        .unwrap()
        .into_iter()
        .map(|one| one.content.text)
        .collect();
    assert_eq!(texts, ["phoned later", reason]);
    let viewed = open.screenings().view(id).unwrap();
    assert_eq!(viewed.row.value.stage, Stage::EnteredInError);
    assert_eq!(said(&viewed.content.unwrap()), "final");
    let twice = open
        .screenings()
        .mark_in_error(id, reason, open.prove(&words()).unwrap());
    assert!(matches!(twice, Err(Error::WrongState(_))));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn looking_is_in_the_log_before_anything_is_shown_and_once_for_a_draft() {
    let house = House::new();
    let open = house.vault();
    let (client, id) = therapy(&open);
    open.screenings()
        .save_draft(id, &content("x"), &index())
        .unwrap();
    let views = |action: &str| {
        let rows = open.audit().newest(None, 1000).unwrap();
        rows.iter().filter(|row| row.action == action).count()
    };
    open.screenings().view(id).unwrap();
    open.screenings().view(id).unwrap();
    assert_eq!(views("screening.view"), 1);
    sign(&open, id, "x");
    open.screenings().view(id).unwrap();
    open.screenings().view(id).unwrap();
    assert_eq!(views("screening.view"), 3);
    open.clients().view(client).unwrap();
    assert_eq!(views("client.view"), 1);
}

#[test]
fn the_index_and_the_lists_show_what_was_saved() {
    let house = House::new();
    let open = house.vault();
    let (client, id) = therapy(&open);
    open.screenings()
        .save_draft(id, &content("x"), &index())
        .unwrap();
    house.clock.advance(SignedDuration::from_mins(5));
    let other = support(&open);
    assert_eq!(open.screenings().index().unwrap(), [(id, index())]);
    let listed = |show| -> Vec<ScreeningId> {
        open.screenings()
            .list(show, 10)
            .unwrap()
            .into_iter()
            .map(|row| row.row.id)
            .collect()
    };
    assert_eq!(listed(Show::All), [other, id]);
    assert_eq!(listed(Show::Of(client)), [id]);
    assert_eq!(listed(Show::In(Stage::Signed)), []);
    assert_eq!(
        open.screenings()
            .with_prefix(&id.to_string()[..12])
            .unwrap(),
        [id]
    );
    assert_eq!(open.screenings().with_prefix("xyz%").unwrap(), []);
}

fn kept() -> SupportKept {
    SupportKept {
        chosen_name: "Ada".to_owned(),
        contact: None,
        group: Some("grief".to_owned()),
        on: date(2025, 3, 10),
        outcome: "appropriate".to_owned(),
        criteria: vec![("s-open".to_owned(), "met".to_owned())],
        disposition: None,
        arrangements: String::new(),
        keep_until: date(2025, 6, 8),
        content: None,
    }
}

#[test]
fn a_finished_support_check_keeps_the_outcome_and_drops_the_answers() {
    let house = House::new();
    let open = house.vault();
    let id = support(&open);
    open.screenings()
        .save_draft(id, &content("private"), &index())
        .unwrap();
    assert_eq!(
        said(&open.screenings().view(id).unwrap().content.unwrap()),
        "private"
    );
    let proof = open.prove(&words()).unwrap();
    let keep = Keep::This(Box::new(kept()));
    assert!(
        open.screenings()
            .finish_support(id, keep, "I ran it.", proof)
            .unwrap()
            .is_some()
    );
    let viewed = open.screenings().view(id).unwrap();
    assert!(viewed.content.is_none());
    assert_eq!(viewed.row.value.kept.unwrap().outcome, "appropriate");
    assert!(open.check().unwrap().is_clean());
    let person = open.clients().add(&Client::named("Ada Vale")).unwrap();
    open.letters()
        .finish(1, &letter(ShownKind::SupportReferral, person, id, b"%PDF"))
        .unwrap();
    open.screenings().remove_kept(id).unwrap();
    assert!(matches!(open.screenings().row(id), Err(Error::NotFound(_))));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_support_check_of_which_nothing_is_kept_leaves_only_events() {
    let house = House::new();
    let open = house.vault();
    let id = support(&open);
    open.screenings()
        .save_draft(id, &content("private"), &index())
        .unwrap();
    let proof = open.prove(&words()).unwrap();
    open.screenings()
        .finish_support(id, Keep::Nothing, "I ran it.", proof)
        .unwrap();
    assert_eq!(open.info().unwrap().screenings, 0);
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn an_open_support_check_is_gone_the_next_day() {
    let house = House::new();
    let open = house.vault();
    let id = support(&open);
    open.screenings()
        .save_draft(id, &content("private"), &index())
        .unwrap();
    lock(open);
    house.clock.advance(SignedDuration::from_hours(2));
    let open = house.unlock().unwrap();
    assert!(open.screenings().view(id).unwrap().content.is_some());
    lock(open);
    house.clock.advance(SignedDuration::from_hours(24));
    let open = house.unlock().unwrap();
    assert!(matches!(open.screenings().row(id), Err(Error::NotFound(_))));
    assert!(open.check().unwrap().is_clean());
}

#[test]
fn a_clock_set_back_is_noted_and_sweeps_nothing() {
    let house = House::new();
    let open = house.vault();
    let id = support(&open);
    open.screenings()
        .save_draft(id, &content("private"), &index())
        .unwrap();
    lock(open);
    house.clock.advance(SignedDuration::from_hours(-48));
    let open = house.unlock().unwrap();
    assert_eq!(open.notes(), [Note::ClockWentBack]);
    assert!(open.screenings().view(id).unwrap().content.is_some());
}
