//! A letter, set from what the vault holds, with what stops it.

use crate::app::command::{KeepSupport, LetterRequest, OpenScreening, Trouble};
use crate::app::letter::{Sources, cover_of, in_words, letter, offered, stationery};
use crate::app::{groups, screenings};
use crate::catalog::shipped;
use crate::domain::clinic::Letterhead;
use crate::domain::consent::ContentClass;
use crate::domain::group::Group;
use crate::domain::recommendation::Recommendation;
use crate::domain::screening::{Disposition, Stage};
use crate::letter::facts::Signer;
use crate::letter::texts::OwnTexts;
use crate::letter::{Kind, Letter, Press, Sheets};
use crate::screening::evaluate;
use crate::text::{self, Catalogue};
use crate::vault::Open;

use super::{consents, letter_trouble, ready};

/// A letter that was set.
pub(super) struct Set {
    pub(super) letter: Letter,
    pub(super) sheets: Sheets,
    pub(super) screening: OpenScreening,
    /// The name of the group that it is about.
    pub(super) group: String,
    /// What was asked for, with the group's leader as receiver where nobody was named.
    pub(super) request: LetterRequest,
    /// What stops it beside the linter, in words.
    pub(super) stops: Vec<String>,
    /// What was ticked and stays out, each with the reason.
    pub(super) held: Vec<(String, String)>,
    /// The classes that its consent names.
    pub(super) named: Vec<ContentClass>,
}

/// What the sources of a letter borrow from.
pub(super) struct Held {
    pub(super) screening: OpenScreening,
    pub(super) recommendation: Recommendation,
    pub(super) groups: Vec<Group>,
    pub(super) leaders: Vec<(String, crate::domain::leader::Leader)>,
    pub(super) clinic: crate::domain::clinic::Clinic,
    pub(super) policy: crate::domain::clinic::Policy,
    pub(super) letterhead: Letterhead,
    pub(super) kept: KeepSupport,
    pub(super) own: Option<Catalogue>,
}

impl Held {
    pub(super) fn of(open: &Open, mut screening: OpenScreening) -> Result<Self, Trouble> {
        // Somebody who waited and was offered a seat is written to about the seat.
        if let Some(group) = screening.offered.clone() {
            let meeting = None;
            screening.content.disposition = Some(Disposition::OfferSeat { group, meeting });
        }
        let pack = shipped().pack(screening.pathway);
        let recommendation = match &screening.content.recommendation {
            Some(recommendation) if screening.stage != Stage::Draft => recommendation.clone(),
            _ => evaluate(pack, &screening.content.answers),
        };
        let own: OwnTexts = open.settings().get()?.unwrap_or_default();
        Ok(Self {
            groups: chosen_groups(open, &screening)?,
            leaders: groups::leaders(open)?,
            clinic: open.settings().clinic()?,
            policy: open.settings().policy()?,
            letterhead: open.settings().letterhead()?,
            kept: screening.kept.clone().unwrap_or_default(),
            own: (!own.0.is_empty()).then(|| Catalogue::with_own(&own.0)),
            recommendation,
            screening,
        })
    }

    pub(super) fn offered(&self, kind: Kind) -> Result<(), &'static str> {
        let pack = shipped().pack(self.screening.pathway);
        let (stage, content) = (self.screening.stage, &self.screening.content);
        offered(kind, pack, stage, content, &self.recommendation)
    }

    pub(super) fn sources(
        &self,
        open: &Open,
        kind: Kind,
        number: u32,
    ) -> Result<Sources<'_>, Trouble> {
        let at = open.now().to_zoned(open.zone());
        Ok(Sources {
            pack: shipped().pack(self.screening.pathway),
            content: &self.screening.content,
            recommendation: &self.recommendation,
            client: self.screening.client.as_ref().map(|(_, client)| client),
            chosen_name: &self.kept.chosen_name,
            arrangements: &self.kept.arrangements,
            kind,
            texts: self.own.as_ref().unwrap_or_else(|| Catalogue::english()),
            groups: &self.groups,
            leaders: &self.leaders,
            clinic: &self.clinic,
            // Whoever sets it has the press, which keeps the logo that it read last.
            logo: None,
            stationery: stationery(&self.letterhead),
            policy: &self.policy,
            signer: signer(open)?,
            number: format!("{number:06}"),
            anchor: Some(open.audit().mark()?),
            date: open.today(),
            at: format!(
                "{}, {:02}:{:02}",
                in_words(open.today()),
                at.hour(),
                at.minute()
            ),
        })
    }
}

pub(super) fn set(
    open: &Open,
    press: &mut Press,
    request: &LetterRequest,
    number: u32,
) -> Result<Set, Trouble> {
    let held = Held::of(open, screenings::view(open, request.screening)?)?;
    held.offered(request.kind).map_err(refused)?;
    may_correct(open, request, &held.screening)?;
    let mut sources = held.sources(open, request.kind, number)?;
    sources.logo = press
        .logo(&held.letterhead.logo_png)
        .map_err(letter_trouble)?;
    let mut asked = request.clone();
    consents::fill_receiver(&mut asked, &sources);
    let client = held.screening.client.as_ref().map(|(client, _)| *client);
    consents::fill_consent(open, &mut asked, client)?;
    let letter = letter(&sources, &asked);
    let sheets = press.set(&letter).map_err(letter_trouble)?;
    let cover = cover_of(&sources, &asked);
    let (stops, held_back) = (
        ready::stops(&sources, &asked),
        ready::held(&sources, &asked),
    );
    Ok(Set {
        letter,
        sheets,
        group: held
            .groups
            .first()
            .map(|group| group.name.clone())
            .unwrap_or_default(),
        screening: held.screening,
        request: asked,
        stops,
        held: held_back,
        named: cover
            .consent
            .map(|consent| consent.classes)
            .unwrap_or_default(),
    })
}

/// Refuses a correction of a letter about somebody else. One about a screening that was entered in error is corrected
/// from the one that took its place.
fn may_correct(
    open: &Open,
    request: &LetterRequest,
    screening: &OpenScreening,
) -> Result<(), Trouble> {
    let Some(replaced) = request.replaces else {
        return Ok(());
    };
    let replaced = open.letters().get(replaced)?.value;
    let client = screening.client.as_ref().map(|(client, _)| *client);
    let same_person = client.is_some() && replaced.client == client;
    if same_person || replaced.screening == Some(screening.id) {
        return Ok(());
    }
    Err(Trouble::new(
        "other-letter",
        text::say("trouble-letter-other"),
    ))
}

/// Why there is no letter of this kind, with a word for programs.
fn refused(message: &'static str) -> Trouble {
    let kind = match message {
        "trouble-letter-unsigned" => "not-signed",
        "trouble-letter-locked" => "locked",
        "trouble-letter-no-seat" => "no-seat",
        "letter-why-in-error" => "in-error",
        _ => "wrong-kind",
    };
    Trouble::new(kind, text::say(message))
}

/// The groups that were decided on: letters follow the disposition.
fn chosen_groups(open: &Open, screening: &OpenScreening) -> Result<Vec<Group>, Trouble> {
    let ids: Vec<&str> = match &screening.content.disposition {
        Some(Disposition::OfferSeat { group, .. }) => vec![group],
        Some(Disposition::Waitlist { groups }) => groups.iter().map(String::as_str).collect(),
        _ => Vec::new(),
    };
    ids.into_iter()
        .map(|id| Ok(open.groups().named(id)?.value))
        .collect()
}

fn signer(open: &Open) -> Result<Signer, Trouble> {
    let me = open.me();
    let profile = open.staff().profile(me.id)?.value;
    let licence = profile
        .licence
        .map(|licence| (licence.kind, licence.number));
    Ok(Signer {
        name: profile.printed_name.unwrap_or_else(|| me.name.clone()),
        role: profile.profession.unwrap_or_default(),
        licence,
    })
}
