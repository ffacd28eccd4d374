//! The clinic's own wording of letters, and handouts: looked at, checked, kept, reset, written as PDF.

use std::path::{Path, PathBuf};

use crate::letter::compose::{Handout, HandoutFacts, handout};
use crate::letter::facts::Contact;
use crate::letter::texts::{self, OwnTexts};
use crate::letter::{Paper, Press, Sheets, pdf};
use crate::text::{self, Catalogue};
use crate::vault::Open;

use super::command::Trouble;
use super::letters;

/// What is asked about texts and handouts.
#[derive(Clone)]
pub enum Ask {
    /// All texts, shipped and the clinic's own.
    List,
    /// Look at a wording: the page it stands on, and why it cannot be kept.
    Look {
        /// Which text.
        id: String,
        /// As typed.
        wording: String,
    },
    /// Keep a wording; none resets it to what was shipped.
    Keep {
        /// Which text.
        id: String,
        /// The wording.
        wording: Option<String>,
    },
    /// Look at a handout.
    Handout(Handout, Paper),
    /// Write a handout to a new file.
    SaveHandout {
        /// Which.
        which: Handout,
        /// On which paper.
        paper: Paper,
        /// Where to.
        path: PathBuf,
    },
}

/// What is told about them.
#[derive(Clone)]
pub enum Told {
    /// The clinic's own wording.
    Own(OwnTexts),
    /// A wording was looked at.
    Looked {
        /// Which text.
        id: String,
        /// The page that it stands on.
        sheets: Option<Sheets>,
        /// Why it cannot be kept, in words; empty if it can.
        refused: Vec<String>,
        /// The age from which the page is read with ease, where it goes to the person.
        reading_age: Option<u8>,
    },
    /// A wording was kept or reset.
    Kept(OwnTexts),
    /// A handout to look at.
    Handout(Handout, Sheets),
    /// A handout was written.
    Written(PathBuf),
}

/// Does what is asked.
///
/// # Errors
/// If the vault refuses, a wording is not allowed, or a file cannot be written.
pub fn handle(open: &Open, press: &mut Press, ask: Ask) -> Result<Told, Trouble> {
    match ask {
        Ask::List => Ok(Told::Own(own(open)?)),
        Ask::Look { id, wording } => look(open, press, id, &wording),
        Ask::Keep { id, wording } => keep(open, &id, wording).map(Told::Kept),
        Ask::Handout(which, paper) => Ok(Told::Handout(which, set(open, press, which, paper)?)),
        Ask::SaveHandout { which, paper, path } => {
            save(open, press, which, paper, &path)?;
            Ok(Told::Written(path))
        }
    }
}

fn own(open: &Open) -> Result<OwnTexts, Trouble> {
    Ok(open.settings().get()?.unwrap_or_default())
}

fn look(open: &Open, press: &mut Press, id: String, wording: &str) -> Result<Told, Trouble> {
    let own = own(open)?;
    let refused = texts::check(&id, wording, &own);
    let clinic = letters::letterhead_facts(open, press)?;
    // Until the clinic has a name, an invented one stands in its place.
    let clinic = Some(&clinic).filter(|clinic| !clinic.name.trim().is_empty());
    let letter = texts::preview(&id, wording, &own, clinic);
    let reading_age = letter
        .as_ref()
        .filter(|letter| letter.kind == crate::letter::Kind::L5)
        .map(crate::letter::reading::age_of);
    let sheets = letter.and_then(|letter| press.set(&letter).ok());
    Ok(Told::Looked {
        id,
        sheets,
        refused: refused
            .iter()
            .map(|refusal| refusal.message(Catalogue::english()))
            .collect(),
        reading_age,
    })
}

/// Keeps a wording that the check lets through; the setting's change is in the activity log.
///
/// # Errors
/// If it is refused, or the vault refuses.
pub fn keep(open: &Open, id: &str, wording: Option<String>) -> Result<OwnTexts, Trouble> {
    let mut own = own(open)?;
    let shipped = texts::find(id);
    match wording.map(|wording| wording.trim().to_owned()) {
        Some(wording) if shipped.is_none_or(|(_, shipped)| shipped.pattern != wording) => {
            let refused = texts::check(id, &wording, &own);
            if !refused.is_empty() {
                let lines: Vec<String> = refused
                    .iter()
                    .map(|refusal| refusal.message(Catalogue::english()))
                    .collect();
                return Err(Trouble::new("text-refused", lines.join("\n")));
            }
            own.0.insert(id.to_owned(), wording);
        }
        _ => {
            own.0.remove(id);
        }
    }
    open.settings().put(&own)?;
    Ok(own)
}

/// A handout, set, with the clinic's own wording.
///
/// # Errors
/// If the vault refuses or the page cannot be set.
pub fn set(
    open: &Open,
    press: &mut Press,
    which: Handout,
    paper: Paper,
) -> Result<Sheets, Trouble> {
    let own = own(open)?;
    let catalogue = (!own.0.is_empty()).then(|| Catalogue::with_own(&own.0));
    let say = catalogue.as_ref().unwrap_or_else(|| Catalogue::english());
    let clinic = open.settings().clinic()?;
    let number = clinic.emergency_number.trim();
    let facts = HandoutFacts {
        clinic: letters::letterhead_facts(open, press)?,
        paper,
        emergency: if number.is_empty() {
            Vec::new()
        } else {
            vec![Contact {
                name: say.say("facts-emergency", &[]),
                phone: number.to_owned(),
            }]
        },
        contact: (!clinic.phone.trim().is_empty()).then(|| Contact {
            name: clinic.name.clone(),
            phone: clinic.phone.clone(),
        }),
    };
    let page = handout(which, &facts, say);
    press
        .set(&page)
        .map_err(|error| Trouble::new("letter", error.to_string()))
}

/// Writes a handout to a new file.
///
/// # Errors
/// If the vault refuses or the file cannot be written.
pub fn save(
    open: &Open,
    press: &mut Press,
    which: Handout,
    paper: Paper,
    path: &Path,
) -> Result<(), Trouble> {
    let sheets = set(open, press, which, paper)?;
    let mut id = [0; 16];
    getrandom::fill(&mut id)
        .map_err(|_| Trouble::new("vault", text::say("trouble-no-randomness")))?;
    let stamp = pdf::Stamp {
        id,
        time: open.now(),
    };
    let bytes =
        pdf::write(&sheets, &stamp).map_err(|error| Trouble::new("letter", error.to_string()))?;
    letters::write_new(path, &bytes)
}
