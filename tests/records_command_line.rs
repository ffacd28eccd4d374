//! Records over the years from the command line: holds, periods, due lists, requests to erase, additions.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "desk/computer.rs"]
#[allow(dead_code, reason = "a part of it is for other tests")]
mod computer;

use computer::{Computer, lines, refusal, told};
use serde_json::Value;

/// A sample clinic and its passphrase file.
struct Desk(Computer);

impl Desk {
    fn new() -> Self {
        Self(Computer::with_sample())
    }

    fn done(&self, args: &[&str]) -> Vec<Value> {
        let args = [args, &["--json"]].concat();
        lines(&told(&args, &self.0.inside(&args), 0))
    }

    fn refused(&self, args: &[&str]) -> String {
        let args = [args, &["--json"]].concat();
        let told = refusal(&args, &self.0.inside(&args));
        told["error"].as_str().unwrap().to_owned()
    }

    fn first_client(&self) -> String {
        let found = self.done(&["client", "find"]);
        found[0]["client"].as_str().unwrap().to_owned()
    }
}

const WHY: &str = "The person asked for it in writing";

#[test]
fn a_hold_is_set_listed_and_released() {
    let desk = Desk::new();
    let client = desk.first_client();
    assert_eq!(
        desk.refused(&["client", "hold", &client, "--reason", "short"]),
        "reason-needed"
    );
    let set = desk.done(&[
        "client", "hold", &client, "--reason", WHY, "--matter", "24-1187",
    ]);
    let hold = set[0]["hold"].as_str().unwrap().to_owned();
    let held = desk.refused(&[
        "client", "erase", &client, "--ground", "request", "--reason", WHY,
    ]);
    assert_eq!(held, "not-allowed");
    assert_eq!(desk.done(&["client", "holds"])[0]["state"], "stands");
    // One person is all there is: the reason takes the place of the second.
    let done = desk.done(&["client", "release", &hold, "--reason", WHY]);
    assert_eq!(done[0]["release"], "released");
    let listed = desk.done(&["client", "holds"]);
    assert_eq!(
        (listed[0]["state"].as_str(), listed[0]["matter"].as_str()),
        (Some("released"), Some("24-1187"))
    );
}

#[test]
fn an_erasure_rests_for_a_day_and_can_be_taken_back() {
    let desk = Desk::new();
    let client = desk.first_client();
    let nobody = desk.refused(&["client", "erase", &client, "--confirm"]);
    assert_eq!(nobody, "not-found");
    let asked = desk.done(&[
        "client", "erase", &client, "--ground", "request", "--reason", WHY,
    ]);
    assert!(asked[0]["not_before"].is_string());
    // The sample clinic's clock stands, so the day is never over.
    let early = desk.refused(&["client", "erase", &client, "--confirm", "--reason", WHY]);
    assert_eq!(early, "too-early");
    desk.done(&["client", "keep", &client]);
    let nobody = desk.refused(&["client", "erase", &client, "--confirm"]);
    assert_eq!(nobody, "not-found");
}

#[test]
fn periods_are_proposed_and_put_in_force() {
    let desk = Desk::new();
    let shown = desk.done(&["retention", "show"]);
    assert_eq!(shown[0]["table"]["support-days"], 90);
    assert!(shown[0]["in_force_since"].is_null());
    desk.done(&["retention", "propose", "--signed", "10"]);
    desk.done(&["retention", "activate", "--reason", WHY]);
    let shown = desk.done(&["retention", "show"]);
    assert_eq!(shown[0]["table"]["signed-years"], 10);
    assert!(shown[0]["in_force_since"].is_string());
    assert!(desk.done(&["retention", "list"]).is_empty());
    assert!(desk.done(&["client", "due"]).is_empty());
    assert_eq!(desk.done(&["retention", "run"])[0]["support"], 0);
}

#[test]
fn a_signed_screening_is_added_to_and_marked_and_not_co_signed_by_its_author() {
    let desk = Desk::new();
    let all = desk.done(&["screening", "list"]);
    let signed = all
        .iter()
        .find(|row| row["stage"] == "signed" && row["pathway"] == "therapy");
    let id = signed.unwrap()["screening"].as_str().unwrap().to_owned();
    desk.0.file("more.txt", "Seen again on the phone.\n");
    desk.done(&["screening", "addendum", &id, "more.txt"]);
    assert_eq!(desk.refused(&["screening", "co-sign", &id]), "not-allowed");
    desk.done(&[
        "screening",
        "mark-error",
        &id,
        "--reason",
        "Of another person",
    ]);
    let shown = desk.done(&["screening", "show", &id]);
    assert_eq!(shown[0]["stage"], "entered-in-error");
    let additions = shown[0]["additions"].as_array().unwrap();
    assert_eq!(additions.len(), 2);
    assert!(additions[0].as_str().unwrap().contains("on the phone"));
    assert_eq!(
        desk.refused(&["screening", "mark-error", &id, "--reason", "Twice"]),
        "in-error"
    );
    assert_eq!(desk.refused(&["screening", "co-sign", &id]), "in-error");
    let letter = ["letter", &id, "--kind", "L1", "--out", "never.pdf"];
    assert_eq!(desk.refused(&letter), "in-error");
    assert!(!desk.0.path("never.pdf").exists());
    // What became known since is still added.
    desk.done(&["screening", "addendum", &id, "more.txt"]);
    let draft = all.iter().find(|row| row["stage"] == "draft").unwrap();
    let draft = draft["screening"].as_str().unwrap();
    assert_eq!(
        desk.refused(&["screening", "addendum", draft, "more.txt"]),
        "not-signed"
    );
}
