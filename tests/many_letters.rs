//! Letters of an eleventh client in one day, from the command line and to a printer: refused whole until somebody says why.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "desk/computer.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod computer;

use anteroom::app::command::LetterRequest;
use anteroom::app::{demo, letters};
use anteroom::domain::client::Client;
use anteroom::domain::form::Pathway;
use anteroom::domain::id::ScreeningId;
use anteroom::domain::letter_record::{FinishedLetter, ShownKind};
use anteroom::domain::screening::{ScreeningIndex, Stage};
use anteroom::letter::{Kind, Press};
use anteroom::vault::{
    LockReason, Locked, MANY_CLIENTS, NewLetter, NewScreening, Open, Passphrase, Show,
};
use computer::{Computer, PASSPHRASE, lines, refusal, told};
use jiff::civil::date;

const WHY: &str = "The insurer asked for all reports of the spring group.";

fn words() -> Passphrase {
    Passphrase::new(PASSPHRASE.to_owned())
}

/// Another person with the same signed assessment as that of the sample clinic.
fn signed(open: &Open, name: &str) -> NewLetter {
    let signed = open
        .screenings()
        .list(Show::In(Stage::Signed), 200)
        .unwrap();
    let model = signed
        .iter()
        .find(|row| row.row.value.pathway == Pathway::Therapy);
    let model = open.screenings().view(model.unwrap().row.id).unwrap();
    let person = Client {
        record_number: Some(name.to_owned()),
        birth_date: Some(date(1988, 4, 12)),
        ..Client::named(name)
    };
    let client = open.clients().add(&person).unwrap();
    let new = NewScreening {
        client: Some(client),
        pathway: Pathway::Therapy,
        rules: model.row.value.rules.clone(),
    };
    let id = open.screenings().start(new).unwrap();
    let (content, index) = (model.content.unwrap(), ScreeningIndex::default());
    open.screenings().save_draft(id, &content, &index).unwrap();
    let proof = open.prove(&words()).unwrap();
    open.screenings()
        .sign(id, &content, &index, "I ran it.", proof)
        .unwrap();
    NewLetter {
        kind: ShownKind::ClinicalLetter,
        screening: Some(id),
        client: Some(client),
        replaces: None,
        letter: FinishedLetter {
            code: "L1".to_owned(),
            language: "en".to_owned(),
            pdf: b"%PDF-1.7 of a sample".to_vec(),
        },
    }
}

/// A clinic from which letters of ten clients left today, the screening of an eleventh, and the kept letters of a twelfth
/// and a thirteenth.
fn busy_day() -> (Computer, ScreeningId, [u32; 2]) {
    let computer = Computer::with_sample();
    let dir = computer.path("demo/Sample.vault");
    let locked = Locked::at(&dir, demo::clock_of(&dir).unwrap()).unwrap();
    let open = locked.unlock("sample", &words()).unwrap();
    let finish = |number: u64| {
        let new = signed(&open, &format!("Person {number:02} Sample"));
        let letter = open.letters().next_number().unwrap();
        (letter, open.letters().finish(letter, &new).unwrap())
    };
    let sent = open.clients_sent_today().unwrap();
    for number in sent..MANY_CLIENTS {
        let (_, letter) = finish(number);
        open.letters().note_export(letter, false, b"it").unwrap();
    }
    let eleventh = signed(&open, "Person 11 Sample").screening.unwrap();
    let kept = [12, 13].map(|number| finish(number).0);
    assert!(open.lock(LockReason::Asked).problem.is_none());
    (computer, eleventh, kept)
}

/// The number of the next letter, how many letters are kept, and how many times one left.
fn archive(open: &Open) -> (u32, usize, usize) {
    let letters = open.letters().list(1_000).unwrap();
    let left = letters
        .iter()
        .map(|letter| open.letters().disclosures(letter.id).unwrap().len());
    (
        open.letters().next_number().unwrap(),
        letters.len(),
        left.sum(),
    )
}

#[test]
fn a_letter_for_one_client_too_many_is_refused_before_it_becomes_final() {
    let (computer, eleventh, _) = busy_day();
    let dir = computer.path("demo/Sample.vault");
    let locked = Locked::at(&dir, demo::clock_of(&dir).unwrap()).unwrap();
    let open = locked.unlock("sample", &words()).unwrap();
    let before = archive(&open);
    let mut press = Press::new();
    let request = LetterRequest::new(eleventh, Kind::L1);
    // Looking at it is free.
    let shown = letters::preview(&open, &mut press, &request).unwrap();
    assert!(shown.stops.is_empty(), "{:?}", shown.stops);
    let path = computer.path("eleventh.pdf");
    for _ in 0..2 {
        let refused = letters::save(&open, &mut press, &request, &path, None).unwrap_err();
        assert_eq!(refused.kind, "many-today", "{}", refused.message);
        assert!(!path.exists());
        assert_eq!(
            archive(&open),
            before,
            "no number is used up, and nothing is kept"
        );
    }
    let mine = open.letters().of_screening(eleventh).unwrap();
    assert!(mine.is_empty());
    open.explain_many(WHY).unwrap();
    let number = letters::save(&open, &mut press, &request, &path, None).unwrap();
    assert_eq!(number, before.0, "the number that it would have had");
    let after = archive(&open);
    assert_eq!(after, (before.0 + 1, before.1 + 1, before.2 + 1));
    assert!(open.lock(LockReason::Asked).problem.is_none());
}

#[test]
fn the_command_line_asks_for_a_reason_by_its_flag_and_once_a_day() {
    let (computer, eleventh, kept) = busy_day();
    let id = eleventh.to_string();
    let sheet = ["letter", &id, "--kind", "L1", "--print", "Front", "--json"];
    let letter = ["letter", &id, "--kind", "L1", "--out", "new.pdf", "--json"];
    let [twelfth, thirteenth] = kept.map(|number| number.to_string());
    let copy = ["paper", "reprint", &twelfth, "--out", "copy.pdf", "--json"];
    let logged = |action: &str| {
        let args = [
            "audit", "show", "--last", "1000", "--action", action, "--json",
        ];
        lines(&told(&args, &computer.inside(&args), 0)).len()
    };
    let before = logged("letter.add");
    assert!(before > 10);
    for args in [&letter[..], &sheet, &copy] {
        let told = refusal(args, &computer.inside(args));
        assert_eq!(told["error"], "many-today", "{told}");
        assert!(
            told["message"].as_str().unwrap().contains("--reason TEXT"),
            "{told}"
        );
    }
    for args in [&letter[..], &copy] {
        let short = [args, &["--reason", "audit day"]].concat();
        let output = computer.inside(&short);
        let words = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{words}");
        assert!(
            words.contains("--reason") && words.contains("20 characters"),
            "{words}"
        );
    }
    assert!(!computer.path("new.pdf").exists() && !computer.path("copy.pdf").exists());
    assert_eq!(
        logged("letter.add"),
        before,
        "no letter was finished in vain"
    );

    let said = [&letter[..], &["--reason", WHY]].concat();
    told(&said, &computer.inside(&said), 0);
    assert_eq!(logged("letter.add"), before + 1);
    assert!(
        std::fs::read(computer.path("new.pdf"))
            .unwrap()
            .starts_with(b"%PDF-1.7")
    );
    // Said once: the others of the day go without.
    told(&copy, &computer.inside(&copy), 0);
    let other = [
        "paper",
        "reprint",
        &thirteenth,
        "--out",
        "other.pdf",
        "--reason",
        WHY,
    ];
    told(&other, &computer.inside(&other), 0);
    let log = ["audit", "show", "--action", "letter.many", "--json"];
    let log = told(&log, &computer.inside(&log), 0);
    assert_eq!(lines(&log).len(), 1, "{log}");
    assert!(!log.contains("insurer"));
    told(&["check"], &computer.inside(&["vault", "check"]), 0);
}
