//! Letters in a vault: who may have which, what is kept byte for byte, what is corrected, what is told of it; texts.
#![allow(clippy::unwrap_used, missing_docs)]

use std::path::{Path, PathBuf};

use anteroom::app::command::{Field, LetterConsent, LetterReceiver, LetterRequest, Slot, Trouble};
use anteroom::app::{demo, letters, screenings, texts};
use anteroom::domain::consent::{DisclosureDetails, Ground};
use anteroom::domain::id::ScreeningId;
use anteroom::domain::screening::Disposition;
use anteroom::letter::compose::Handout;
use anteroom::letter::{Kind, Paper, Press};
use jiff::civil::date;

struct Desk {
    folder: tempfile::TempDir,
    sample: demo::Sample,
    press: Press,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let sample = demo::build(&folder.path().join("demo")).unwrap();
    Desk {
        folder,
        sample,
        press: Press::new(),
    }
}

impl Desk {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn save(&mut self, request: &LetterRequest, name: &str) -> Result<u32, Trouble> {
        let path = self.path(name);
        letters::save(&self.sample.open, &mut self.press, request, &path, None)
    }

    fn stops(&mut self, request: &LetterRequest) -> Vec<String> {
        letters::preview(&self.sample.open, &mut self.press, request)
            .unwrap()
            .stops
    }

    /// The draft of a worked case, by the person's name.
    fn draft(&self, name: &str) -> ScreeningId {
        let open = &self.sample.open;
        let found = open.clients().find(name, 5).unwrap();
        let client = found.first().unwrap().id;
        anteroom::app::clients::view(open, client)
            .unwrap()
            .screenings[0]
            .id
    }
}

fn agreed() -> Option<LetterConsent> {
    Some(LetterConsent {
        on: date(2025, 3, 10),
        purpose: String::new(),
        signed: true,
        ends: Some(date(2025, 6, 10)),
        known: None,
        record: None,
    })
}

fn to(name: &str, organisation: &str) -> LetterReceiver {
    LetterReceiver {
        name: name.to_owned(),
        organisation: organisation.to_owned(),
        ..LetterReceiver::default()
    }
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[test]
fn letters_follow_the_signature_and_the_decision() {
    let mut desk = desk();
    let therapy = desk.sample.therapy;
    // A seat was offered: to the leader, to the referrer, to the person.
    for kind in [Kind::L4, Kind::L5] {
        let mut request = LetterRequest::new(therapy, kind);
        if kind == Kind::L4 {
            request.receiver = to("Dr Ada Merrow", "Mill Road Surgery");
            request.consent = agreed();
        }
        assert_eq!(desk.stops(&request), [] as [String; 0], "{kind:?}");
    }
    for (kind, word) in [
        (Kind::L2, "wrong-kind"),
        (Kind::L3, "wrong-kind"),
        (Kind::L6, "wrong-kind"),
    ] {
        let refused = desk
            .save(&LetterRequest::new(therapy, kind), "no.pdf")
            .unwrap_err();
        assert_eq!(refused.kind, word, "{kind:?}");
    }
    // Nothing but an urgent summary comes from a draft, and that only where there is danger.
    let draft = desk.draft("Juniper Fakenham");
    for kind in [Kind::L1, Kind::L3, Kind::L4, Kind::L5] {
        let refused = desk
            .save(&LetterRequest::new(draft, kind), "no.pdf")
            .unwrap_err();
        assert_eq!(refused.kind, "not-signed", "{kind:?}");
    }
    let mut urgent = LetterRequest::new(draft, Kind::L6);
    let stops = desk.stops(&urgent);
    assert!(
        stops
            .iter()
            .any(|stop| stop.contains("service is not named")),
        "{stops:?}"
    );
    urgent.receiver = to("Duty clinician", "Sampleton Hospital");
    assert_eq!(desk.stops(&urgent), [] as [String; 0]);
    desk.save(&urgent, "urgent.pdf").unwrap();
    let calm = desk.draft("Lorcan Invented");
    assert!(
        desk.save(&LetterRequest::new(calm, Kind::L6), "no.pdf")
            .is_err()
    );
    assert!(!desk.path("no.pdf").exists());
}

#[test]
fn an_emergency_is_recorded_as_what_it_is() {
    let mut desk = desk();
    let draft = desk.draft("Juniper Fakenham");
    let request = LetterRequest {
        receiver: to("Duty clinician", "Sampleton Hospital"),
        ..LetterRequest::new(draft, Kind::L6)
    };
    let number = desk.save(&request, "urgent.pdf").unwrap();
    let rows = letters::list(&desk.sample.open).unwrap();
    let row = rows.iter().find(|row| row.number == number).unwrap();
    for part in [
        "Duty clinician, Sampleton Hospital",
        "10 March 2025",
        "present danger to life",
    ] {
        assert!(row.ground.contains(part), "{}", row.ground);
    }
    assert_eq!(row.receiver, "Duty clinician, Sampleton Hospital");
}

#[test]
fn a_letter_is_kept_byte_for_byte_and_a_correction_is_a_letter_of_its_own() {
    let mut desk = desk();
    let mut request = LetterRequest::new(desk.sample.therapy, Kind::L5);
    let first = desk.save(&request, "first.pdf").unwrap();
    let open = &desk.sample.open;
    let row = letters::list(open).unwrap().remove(0);
    assert_eq!(row.number, first);
    letters::copy(open, row.id, &desk.path("again.pdf"), None).unwrap();
    letters::copy(open, row.id, &desk.path("once more.pdf"), None).unwrap();
    let original = bytes(&desk.path("first.pdf"));
    assert_eq!(original, bytes(&desk.path("again.pdf")));
    assert_eq!(original, bytes(&desk.path("once more.pdf")));
    let refused = letters::copy(open, row.id, &desk.path("again.pdf"), None).unwrap_err();
    assert_eq!(refused.kind, "output", "nothing is written over");

    request.replaces = Some(row.id);
    request
        .said
        .insert(Slot::Prepare, "You meet the leader once before.".to_owned());
    let second = desk.save(&request, "second.pdf").unwrap();
    let rows = letters::list(&desk.sample.open).unwrap();
    assert_eq!(rows[1].corrected_by, Some(second));
    assert_eq!(rows[0].corrected_by, None);
    letters::copy(&desk.sample.open, row.id, &desk.path("still.pdf"), None).unwrap();
    assert_eq!(
        original,
        bytes(&desk.path("still.pdf")),
        "the first stays as it was"
    );
    let earlier = letters::desk(&desk.sample.open, desk.sample.therapy)
        .unwrap()
        .earlier;
    assert!(
        earlier
            .iter()
            .any(|(id, number, _)| *id == row.id && *number == first)
    );
}

#[test]
fn a_consent_is_kept_once_holds_for_its_receiver_and_can_be_used_again() {
    let mut desk = desk();
    let therapy = desk.sample.therapy;
    let mut request = LetterRequest {
        receiver: to("Dr Ada Merrow", "Mill Road Surgery"),
        consent: agreed(),
        fields: [Field::Preparation].into(),
        ..LetterRequest::new(therapy, Kind::L4)
    };
    desk.save(&request, "reply.pdf").unwrap();
    let known = letters::desk(&desk.sample.open, therapy).unwrap();
    let before = (known.recipients.len(), known.consents.len());
    let consent = known
        .consents
        .iter()
        .find(|one| one.receiver == "Dr Ada Merrow")
        .unwrap()
        .clone();
    assert!(consent.signed && consent.ends == Some(date(2025, 6, 10)));
    // Once more on the consent on record: neither a second consent nor a second entry of the address book.
    request.receiver.known = Some(consent.recipient);
    request.consent = Some(LetterConsent {
        known: Some(consent.id),
        ..agreed().unwrap()
    });
    desk.save(&request, "reply again.pdf").unwrap();
    let after = letters::desk(&desk.sample.open, therapy).unwrap();
    assert_eq!((after.recipients.len(), after.consents.len()), before);
    // It says who may read it: nobody else.
    let mut other = request.clone();
    other.receiver = to("Somebody Else", "");
    let stops = desk.stops(&other);
    assert!(
        stops
            .iter()
            .any(|stop| stop.contains("does not name this receiver")),
        "{stops:?}"
    );
}

#[test]
fn without_consent_no_letter_leaves_but_the_persons_own() {
    let mut desk = desk();
    let mut reply = LetterRequest::new(desk.sample.therapy, Kind::L4);
    reply.receiver = to("Dr Ada Merrow", "Mill Road Surgery");
    assert!(
        desk.stops(&reply)
            .iter()
            .any(|stop| stop.contains("consent is missing"))
    );
    let refused = desk.save(&reply, "reply.pdf").unwrap_err();
    assert_eq!(refused.kind, "letter-stopped");
    assert!(!desk.path("reply.pdf").exists());
    let offer = LetterRequest::new(desk.sample.therapy, Kind::L5);
    let number = desk.save(&offer, "offer.pdf").unwrap();
    let rows = letters::list(&desk.sample.open).unwrap();
    let row = rows.iter().find(|row| row.number == number).unwrap();
    assert_eq!(row.ground, "To the person");
}

#[test]
fn what_leaves_is_shown_field_by_field_and_what_stays_out_with_its_reason() {
    let mut desk = desk();
    let request = LetterRequest {
        fields: [Field::Safety, Field::Substance, Field::Measures].into(),
        ..LetterRequest::new(desk.sample.therapy, Kind::L1)
    };
    let preview = letters::preview(&desk.sample.open, &mut desk.press, &request).unwrap();
    let names: Vec<&str> = preview
        .leaves
        .iter()
        .map(|field| field.name.as_str())
        .collect();
    for name in [
        "To",
        "Person",
        "The place",
        "The goal",
        "Strengths",
        "What happens next",
    ] {
        assert!(names.contains(&name), "{name} in {names:?}");
    }
    let held: Vec<&str> = preview.held.iter().map(|(name, _)| name.as_str()).collect();
    assert!(
        held.contains(&"Present safety arrangements") && held.contains(&"Substance use"),
        "{held:?}"
    );
    let (_, why) = preview
        .held
        .iter()
        .find(|(name, _)| name == "Substance use")
        .unwrap();
    assert!(why.contains("record the consent first"), "{why}");
}

#[test]
fn the_list_of_disclosures_goes_to_a_spreadsheet_once() {
    let desk = desk();
    let path = desk.path("list.csv");
    letters::disclosures_csv(&desk.sample.open, &path).unwrap();
    let text = String::from_utf8(bytes(&path)).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 3, "a head and two letters");
    let told = lines.iter().find(|line| line.contains("Marigold")).unwrap();
    assert!(
        told.contains("Person; The place; ") && told.contains("The goal; "),
        "{told}"
    );
    assert!(lines[0].contains("\"On what ground\"") && lines[0].contains("\"SHA-256\""));
    assert!(text.contains("Marigold Testwell") && text.contains("Consent of 10 March 2025"));
    assert!(letters::disclosures_csv(&desk.sample.open, &path).is_err());
}

#[test]
fn a_letter_that_went_to_two_receivers_has_a_line_for_each() {
    let desk = desk();
    let open = &desk.sample.open;
    let letter = letters::list(open).unwrap().pop().unwrap();
    let first = open.letters().disclosures(letter.id).unwrap().remove(0);
    let details = DisclosureDetails {
        receiver: "Wren Castellane, Lantern Evenings".to_owned(),
        ground: Ground::Law("court order of 1 March 2025".to_owned()),
        what: vec!["The goal".to_owned()],
        ..first.details.unwrap()
    };
    open.letters().disclose(letter.id, &details).unwrap();
    let path = desk.path("list.csv");
    letters::disclosures_csv(open, &path).unwrap();
    let text = String::from_utf8(bytes(&path)).unwrap();
    let number = format!("\"{}\",", letter.number);
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with(&number))
        .collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].contains(&letter.receiver) && lines[0].contains(&letter.ground));
    assert!(lines[1].contains("Wren Castellane, Lantern Evenings"));
    assert!(lines[1].contains("\"The goal\"") && lines[1].contains("court order"));
}

#[test]
fn the_clinics_own_words_stand_in_its_letters_until_they_are_reset_and_the_log_tells() {
    let mut desk = desk();
    let open = &desk.sample.open;
    let before = open.audit().mark().unwrap();
    let id = "letter-l5-offer-purpose";
    let own = "We are so glad that you came. There is a seat for you in “{ $group }”.";
    texts::keep(open, id, Some(own.to_owned())).unwrap();
    assert_ne!(
        open.audit().mark().unwrap(),
        before,
        "the change is in the activity log"
    );
    let refused = texts::keep(
        open,
        "letter-l1-statement",
        Some("Come and see.".to_owned()),
    )
    .unwrap_err();
    assert_eq!(refused.kind, "text-refused");
    let request = LetterRequest::new(desk.sample.therapy, Kind::L5);
    let page = |desk: &mut Desk| {
        let preview = letters::preview(&desk.sample.open, &mut desk.press, &request).unwrap();
        preview.sheets.text()
    };
    assert!(page(&mut desk).contains("We are so glad that you came."));
    texts::keep(&desk.sample.open, id, None).unwrap();
    assert!(page(&mut desk).contains("Thank you for your trust"));
}

#[test]
fn handouts_are_written_with_the_clinics_name_and_nobodys() {
    let mut desk = desk();
    for which in Handout::ALL {
        for paper in [Paper::A4, Paper::UsLetter] {
            let sheets = texts::set(&desk.sample.open, &mut desk.press, which, paper).unwrap();
            assert_eq!(sheets.pages.len(), 1, "{which:?}");
            let text = sheets.text();
            assert!(text.contains("Sample Clinic"), "{which:?}");
            for name in ["Marigold", "Pippa", "Confidential"] {
                assert!(!text.contains(name), "{which:?}");
            }
        }
        let path = desk.path(&format!("{}.pdf", which.code()));
        texts::save(&desk.sample.open, &mut desk.press, which, Paper::A4, &path).unwrap();
        assert!(bytes(&path).starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn the_person_is_written_to_only_where_post_is_safe() {
    let mut desk = desk();
    let open = &desk.sample.open;
    let view = screenings::view(open, desk.sample.therapy).unwrap();
    let (id, _) = view.client.unwrap();
    let mut stored = open.clients().view(id).unwrap();
    stored.value.addresses = vec![anteroom::domain::client::Address {
        lines: vec!["3 Unsafe Row".to_owned()],
        safe_for_post: false,
    }];
    open.clients().save(&stored).unwrap();
    let mut request = LetterRequest::new(desk.sample.therapy, Kind::L5);
    // What is filled in by itself is never an address that is not safe.
    assert_eq!(desk.stops(&request), [] as [String; 0]);
    request.receiver = to("Marigold Testwell", "");
    request.receiver.address = vec!["3 Unsafe Row".to_owned()];
    let stops = desk.stops(&request);
    assert!(
        stops
            .iter()
            .any(|stop| stop.contains("post is not safe there")),
        "{stops:?}"
    );
}

#[test]
fn what_was_decided_stands_in_the_letter() {
    let desk = desk();
    let view = screenings::view(&desk.sample.open, desk.sample.therapy).unwrap();
    assert!(matches!(
        view.content.disposition,
        Some(Disposition::OfferSeat { .. })
    ));
    let known = letters::desk(&desk.sample.open, desk.sample.therapy).unwrap();
    let by = known
        .defaults
        .iter()
        .find(|(kind, slot, _)| *kind == Kind::L5 && *slot == Slot::By);
    assert_eq!(by.unwrap().2, "2025-03-17");
    assert!(
        known
            .fields
            .iter()
            .any(|one| one.kind == Kind::L1 && one.field == Field::Measures)
    );
}
