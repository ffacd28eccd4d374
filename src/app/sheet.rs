//! The result as an internal sheet: each criterion with its word, its reason and the answers quoted, the decision and the
//! signature. It goes through the same press as a letter, says on each page that it is not for sending, and its going
//! out is in the log.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::catalog::shipped;
use crate::domain::answers::SafetyLevel;
use crate::domain::client::Client;
use crate::domain::criteria::CriterionResult;
use crate::domain::id::ScreeningId;
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::{Disposition, Judgement, Stage};
use crate::letter::blocks::{
    Block, Identifiers, Labels, LegalText, Letterhead, Pair, Reach, Receiver, Section, Signature,
    Table,
};
use crate::letter::{Kind, Letter, Paper, Press, Sheets, pdf};
use crate::screening::evaluate;
use crate::text::{say, say_with};
use crate::vault::{Open, SheetTo};

use super::command::{OpenScreening, Trouble};
use super::explain::{Axis, Explained, Quote, explain};
use super::printing::{Job, System};
use super::{letters, screenings};

/// Sets the sheet of a screening, as it stands.
///
/// # Errors
/// If whoever is signed in may not see it, or a character is in none of the fonts.
pub fn set(
    open: &Open,
    press: &mut Press,
    id: ScreeningId,
    paper: Paper,
) -> Result<Sheets, Trouble> {
    let screening = screenings::view(open, id)?;
    let sheet = compose(open, &screening, paper)?;
    press.set(&sheet).map_err(letters::letter_trouble)
}

/// Writes the sheet to a new file that only this user can read.
///
/// # Errors
/// If whoever is signed in may not take it out, or the file cannot be written; then no file is left.
pub fn save(
    open: &Open,
    press: &mut Press,
    id: ScreeningId,
    paper: Paper,
    path: &Path,
) -> Result<PathBuf, Trouble> {
    let bytes = bytes(open, press, id, paper)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let trouble = |error: std::io::Error| letters::file_trouble(path, &error);
    let mut file = options.open(path).map_err(trouble)?;
    let written = open
        .screenings()
        .sheet_leaves(id, &bytes, SheetTo::File)
        .map_err(Trouble::from)
        .and_then(|()| {
            file.write_all(&bytes)
                .and_then(|()| file.sync_all())
                .map_err(trouble)
        });
    if written.is_err() {
        let _ = std::fs::remove_file(path);
    }
    written.map(|()| path.to_path_buf())
}

/// Prints the sheet. A printer that would take nothing is found out first; then the log has it before it leaves.
///
/// # Errors
/// If whoever is signed in may not take it out, or the printer takes nothing.
pub fn print(
    open: &Open,
    press: &mut Press,
    printers: &System,
    id: ScreeningId,
    job: &Job,
) -> Result<(), Trouble> {
    printers.ready(&job.printer)?;
    let paper = job.paper.unwrap_or_default();
    let bytes = Zeroizing::new(bytes(open, press, id, paper)?);
    open.screenings()
        .sheet_leaves(id, &bytes, SheetTo::Printer)?;
    let job = Job {
        paper: Some(paper),
        ..job.clone()
    };
    printers.print(&job, &bytes)?;
    Ok(())
}

fn bytes(
    open: &Open,
    press: &mut Press,
    id: ScreeningId,
    paper: Paper,
) -> Result<Vec<u8>, Trouble> {
    let sheets = set(open, press, id, paper)?;
    let mut random = [0; 16];
    getrandom::fill(&mut random)
        .map_err(|_| Trouble::new("vault", say("trouble-no-randomness")))?;
    let stamp = pdf::Stamp {
        id: random,
        time: open.now(),
    };
    pdf::write(&sheets, &stamp).map_err(letters::letter_trouble)
}

fn compose(open: &Open, screening: &OpenScreening, paper: Paper) -> Result<Letter, Trouble> {
    let pack = shipped().pack(screening.pathway);
    let answers = &screening.content.answers;
    let found = screening
        .content
        .recommendation
        .clone()
        .unwrap_or_else(|| evaluate(pack, answers));
    let told = explain(pack, answers, &found, true);
    let clinic = open.settings().clinic()?;
    let date = |day: jiff::civil::Date| {
        let month = say(&format!("letter-month-{}", day.month()));
        let (day, year) = (day.day().to_string(), day.year().to_string());
        let values = [("day", day.as_str()), ("month", &month), ("year", &year)];
        say_with("letter-date", &values)
    };
    let draft = screening.stage == Stage::Draft;
    let state = match screening.stage {
        Stage::Draft => say("sheet-draft"),
        Stage::EnteredInError => say("sheet-in-error"),
        Stage::Signed => String::new(),
    };
    let kept_alone = screening.kept.is_some() && answers.given.len() <= 1;
    let answered = !kept_alone;
    let mut body = vec![result(&told, &found, &state, answered)];
    body.extend(alarms(&told));
    body.extend(
        Axis::ALL
            .map(|axis| column(&told, axis))
            .into_iter()
            .flatten(),
    );
    body.extend(listed(
        "sheet-prepare",
        told.to_prepare().map(|reason| reason.prepare.clone()),
    ));
    let missing = told.missing.iter().map(|quote| quote.prompt.clone());
    body.extend(listed("sheet-missing", missing));
    let what_ifs = told.what_ifs.iter().map(|what_if| {
        let changes = what_if.changes.iter().map(|(quote, then)| {
            let values = [("question", quote.prompt.as_str()), ("answer", then)];
            say_with("sheet-what-if-change", &values)
        });
        let changes = changes.collect::<Vec<_>>().join("; ");
        let values = [("changes", changes.as_str()), ("outcome", &what_if.outcome)];
        say_with("sheet-what-if", &values)
    });
    body.extend(listed("sheet-would-change", what_ifs));
    let also = told
        .also
        .iter()
        .map(|also| format!("{}: {}", also.title, also.text));
    body.extend(listed("sheet-also", also));
    body.push(decision(open, screening, &date));
    if !draft {
        body.extend(listed(
            "sheet-added",
            screenings::additions(open, screening.id)?.into_iter(),
        ));
    }
    let title = match screening.pathway {
        crate::domain::form::Pathway::Support => "sheet-title-support",
        _ => "sheet-title-therapy",
    };
    Ok(Letter {
        kind: Kind::L1,
        language: "en-GB".to_owned(),
        paper,
        head: Letterhead {
            clinic: clinic.name.clone(),
            address: clinic.address.clone(),
            phone: clinic.phone.clone(),
            email: clinic.email.clone(),
            ..Letterhead::default()
        },
        date: date(open.today()),
        number: screening
            .id
            .to_string()
            .get(..8)
            .unwrap_or_default()
            .to_owned(),
        receiver: Receiver {
            lines: vec![say("sheet-internal"), say("sheet-not-sent")],
            reach: Reach::InClinic,
        },
        kind_line: say(title),
        person: identifiers(screening, &date),
        statement: if state.is_empty() {
            say("sheet-statement")
        } else {
            format!("{state} {}", say("sheet-statement"))
        },
        urgent: None,
        salutation: String::new(),
        purpose: String::new(),
        body,
        next: None,
        consent: None,
        emergency: None,
        notices: vec![Section {
            heading: String::new(),
            blocks: vec![Block::Paragraph(say("sheet-aid"))],
        }],
        legal: LegalText::NotNeeded,
        signature: signature(open, screening, &date),
        anchor: open.audit().mark().ok(),
        labels: labels(draft),
    })
}

fn identifiers(
    screening: &OpenScreening,
    date: &dyn Fn(jiff::civil::Date) -> String,
) -> Identifiers {
    let client = screening.client.as_ref().map(|(_, client)| client);
    let kept = screening.kept.as_ref().map(|kept| kept.chosen_name.clone());
    let name = client
        .map(|client| client.display_name().to_owned())
        .or(kept.filter(|name| !name.trim().is_empty()))
        .unwrap_or_else(|| say("screening-unnamed"));
    let of = |fact: fn(&Client) -> Option<String>| client.and_then(fact);
    Identifiers {
        chosen_name: name,
        birth_date: client
            .and_then(|client| client.birth_date)
            .map(|day| say_with("sheet-born", &[("date", &date(day))])),
        record: of(|client| client.record_number.clone())
            .map(|number| say_with("client-number", &[("number", &number)])),
        pronouns: of(|client| client.pronouns.clone()),
    }
}

fn pair(message: &str, value: String) -> Pair {
    Pair {
        label: say(message),
        value,
    }
}

fn result(told: &Explained, found: &Recommendation, state: &str, answered: bool) -> Section {
    let level = match told.safety {
        SafetyLevel::None => "sheet-safety-none",
        SafetyLevel::Review => "sheet-safety-review",
        SafetyLevel::ActNow => "sheet-safety-act-now",
    };
    let rules = &found.rules;
    let (form, criteria) = (
        rules.form_version.to_string(),
        rules.criteria_version.to_string(),
    );
    let values = [
        ("form", rules.form.as_str()),
        ("version", &form),
        ("criteria", &criteria),
        ("hash", rules.hash.get(..12).unwrap_or_default()),
    ];
    let mut pairs = vec![
        pair("sheet-outcome", told.title.clone()),
        match answered {
            true => pair("sheet-why", told.line.clone()),
            // What is kept of a support check is its outcome and a word a criterion.
            false => pair("sheet-answers", say("sheet-answers-not-kept")),
        },
        pair("sheet-safety", say(level)),
        pair("sheet-rules", say_with("sheet-rules-of", &values)),
    ];
    if !state.is_empty() {
        pairs.insert(0, pair("sheet-state", state.to_owned()));
    }
    Section {
        heading: say("sheet-result"),
        blocks: vec![Block::Paragraph(told.sentence.clone()), Block::Pairs(pairs)],
    }
}

fn alarms(told: &Explained) -> Option<Section> {
    let lines = told.alarms.iter().map(|alarm| {
        let level = match alarm.level {
            SafetyLevel::ActNow => say("sheet-safety-act-now"),
            _ => say("sheet-safety-review"),
        };
        let quotes = quoted(&alarm.quotes);
        if quotes.is_empty() {
            format!("{level}: {}", say("sheet-raised-by-hand"))
        } else {
            format!("{level}: {quotes}")
        }
    });
    listed("sheet-alarms", lines)
}

/// The criteria of one side of the matter, gravest first.
fn column(told: &Explained, axis: Axis) -> Option<Section> {
    let rows: Vec<Vec<String>> = told
        .column(axis)
        .into_iter()
        .map(|reason| {
            let word = match (reason.result, reason.left_open) {
                (CriterionResult::Met, true) => "sheet-left-open",
                (CriterionResult::Met, false) => "sheet-met",
                (CriterionResult::Concern, _) => "sheet-concern",
                (CriterionResult::NotMet, _) => "sheet-not-met",
                (CriterionResult::NotAnswered, _) => "sheet-not-answered",
            };
            let because = [
                format!("{}.", say(word)),
                reason.text.clone(),
                quoted(&reason.quotes),
            ];
            let because: Vec<String> = because
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect();
            vec![reason.name.clone(), because.join(" ")]
        })
        .collect();
    (!rows.is_empty()).then(|| Section {
        heading: say(axis.message()),
        blocks: vec![Block::Table(Table {
            head: vec![say("sheet-col-criterion"), say("sheet-col-because")],
            rows,
        })],
    })
}

/// Questions with their answers, one after another.
fn quoted(quotes: &[Quote]) -> String {
    let one = |quote: &Quote| match &quote.answer {
        Some(answer) => {
            let values = [("question", quote.prompt.as_str()), ("answer", answer)];
            say_with("sheet-quote", &values)
        }
        None => say_with("sheet-quote-blank", &[("question", &quote.prompt)]),
    };
    quotes.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn listed(heading: &str, lines: impl Iterator<Item = String>) -> Option<Section> {
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| Section {
        heading: say(heading),
        blocks: vec![Block::Bullets(lines)],
    })
}

fn decision(
    open: &Open,
    screening: &OpenScreening,
    date: &dyn Fn(jiff::civil::Date) -> String,
) -> Section {
    let content = &screening.content;
    let judged = match &content.judgement {
        None => say("sheet-undecided"),
        Some(Judgement::Agree) => say("sheet-agrees"),
        Some(Judgement::Override { outcome, reason }) => {
            let values = [("outcome", outcome.as_str()), ("reason", reason)];
            say_with("sheet-overrides", &values)
        }
    };
    let next = content.disposition.as_ref().map_or_else(
        || say("sheet-undecided"),
        |disposition| disposed(open, disposition),
    );
    let mut pairs = vec![
        pair("sheet-judgement", judged),
        pair("sheet-disposition", next),
    ];
    if let Some(Disposition::OfferSeat {
        meeting: Some(meeting),
        ..
    }) = &content.disposition
    {
        let (day, mode) = (date(meeting.on), say(meeting.mode.message()));
        let values = [
            ("leader", meeting.leader.as_str()),
            ("date", &day),
            ("mode", &mode),
        ];
        let text = say_with("sheet-meeting-text", &values);
        pairs.push(pair("meeting-title", text));
    }
    if let Some(at) = content.decided_at {
        let day = date(at.to_zoned(open.zone()).date());
        pairs.push(pair("sheet-decided", day));
    }
    if let Some(acknowledged) = &content.acknowledgement {
        let values = [
            ("agreed", acknowledged.agreed.as_str()),
            ("who", &acknowledged.follow_up),
        ];
        let text = say_with("sheet-acknowledged-text", &values);
        pairs.push(pair("sheet-acknowledged", text));
    }
    for note in &content.review_notes {
        pairs.push(pair("sheet-reviewed", note.agreed.clone()));
    }
    Section {
        heading: say("sheet-decision"),
        blocks: vec![Block::Pairs(pairs)],
    }
}

fn disposed(open: &Open, disposition: &Disposition) -> String {
    let word = say(&format!(
        "disposition-{}",
        screenings::disposition_word(disposition)
    ));
    let known = open.groups().list().unwrap_or_default();
    let name = |id: &String| {
        let group = known.iter().find(|stored| stored.value.id == *id);
        group.map_or_else(|| id.clone(), |stored| stored.value.name.clone())
    };
    let what: Vec<String> = match disposition {
        Disposition::OfferSeat { group, .. } => vec![name(group)],
        Disposition::Waitlist { groups } => groups.iter().map(name).collect(),
        Disposition::OtherOption { named } => named.clone(),
        _ => Vec::new(),
    };
    if what.is_empty() {
        word
    } else {
        format!("{word}: {}", what.join(", "))
    }
}

fn signature(
    open: &Open,
    screening: &OpenScreening,
    date: &dyn Fn(jiff::civil::Date) -> String,
) -> Signature {
    let Some(signed) = &screening.signature else {
        return Signature {
            greeting: String::new(),
            name: say("sheet-unsigned"),
            role: String::new(),
            licence: None,
        };
    };
    let name = open
        .staff()
        .get(signed.by)
        .map_or_else(|_| say("records-somebody"), |staff| staff.name);
    let day = date(signed.at.to_zoned(open.zone()).date());
    Signature {
        greeting: String::new(),
        name,
        role: say_with(
            "sheet-signed",
            &[("date", &day), ("seq", &signed.seq.to_string())],
        ),
        licence: None,
    }
}

fn labels(draft: bool) -> Labels {
    let mark = if draft {
        "sheet-running-draft"
    } else {
        "sheet-running"
    };
    Labels {
        confidential: say(mark),
        date: say("sheet-printed"),
        number: say("sheet-number"),
        anchor: say("letter-label-anchor"),
        page: say_with("letter-page", &[("page", "{page}"), ("pages", "{pages}")]),
        private: say("sheet-not-sent"),
    }
}
