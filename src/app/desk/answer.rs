//! What needs nothing but an open vault: each command and the event that answers it.

use crate::domain::answers::Answers;
use crate::domain::form::Pathway;
use crate::domain::id::{ClientId, ScreeningId};
use crate::domain::screening::Stage;
use crate::letter::Press;
use crate::vault::{Deed, Open, Show};

use crate::app::command::{Command, Event, HomeView, KeepSupport, Secret, Trouble};
use crate::app::{
    activity, backups, clients, groups, handover, letters, recipients, records, reports,
    screenings, sheet, texts, vaults,
};

/// Does a command that needs nothing of the desk but its press.
pub(super) fn answer(
    open: &Open,
    press: &mut Press,
    command: Command,
) -> Result<Vec<Event>, Trouble> {
    let event = match command {
        Command::Home => Event::Home(Box::new(home(open)?)),
        Command::FindClients { query } => Event::Clients {
            rows: clients::find(open, &query)?,
            query,
        },
        Command::MoreClients { query, from } => {
            let (total, rows) = clients::page(open, &query, from)?;
            Event::MoreClients {
                query,
                from,
                total,
                rows,
            }
        }
        Command::FindDuplicates { name, birth_date } => {
            Event::Duplicates(clients::duplicates(open, &name, birth_date)?)
        }
        Command::SaveClient { id, client } => Event::ClientSaved(clients::save(open, id, &client)?),
        Command::OpenClient(id) => return open_client(open, id),
        Command::StartScreening {
            pathway,
            client,
            answers,
        } => opened(open, start(open, pathway, client, answers)?)?,
        Command::OpenScreening(id) => open_screening(open, id)?,
        Command::SaveDraft { screening, content } => Event::DraftSaved {
            screening,
            at: screenings::save_from_screen(open, screening, &content)?.at,
        },
        Command::Acknowledge {
            screening,
            acknowledgement,
            passphrase,
        } => {
            screenings::acknowledge(open, screening, &acknowledgement, &passphrase)?;
            opened(open, screening)?
        }
        Command::NoteReview { screening, agreed } => {
            screenings::note_review(open, screening, &agreed)?;
            opened(open, screening)?
        }
        Command::NoteTold {
            screening,
            clinician,
        } => {
            screenings::note_told(open, screening, &clinician)?;
            opened(open, screening)?
        }
        Command::LowerSafety {
            screening,
            reason,
            passphrase,
        } => {
            screenings::lower(open, screening, &reason, &passphrase)?;
            opened(open, screening)?
        }
        Command::AddTo {
            screening,
            text,
            passphrase,
        } => {
            screenings::add_to(open, screening, &text, &passphrase)?;
            opened(open, screening)?
        }
        Command::MarkInError {
            screening,
            reason,
            passphrase,
        } => {
            screenings::mark_in_error(open, screening, &reason, &passphrase)?;
            opened(open, screening)?
        }
        Command::CoSign {
            screening,
            passphrase,
        } => {
            screenings::co_sign(open, screening, &passphrase)?;
            opened(open, screening)?
        }
        Command::ChangePathway {
            screening,
            to,
            client,
        } => opened(
            open,
            screenings::change_pathway(open, screening, to, client)?,
        )?,
        Command::Sign {
            screening,
            keep,
            passphrase,
        } => sign(open, screening, keep.as_ref(), &passphrase)?,
        Command::KeepNothing(id) => {
            screenings::keep_nothing(open, id)?;
            Event::NothingKept
        }
        Command::Groups => Event::Groups(groups::list(open)?),
        Command::SaveGroup { group, leaders } => {
            Event::GroupSaved(Box::new(groups::save(open, *group, &leaders)?))
        }
        Command::PreviewLetter(request) => {
            Event::Letter(Box::new(letters::preview(open, press, &request)?))
        }
        Command::SaveLetter {
            request,
            path,
            password,
        } => {
            let number = letters::save(open, press, &request, &path, password.as_ref())?;
            Event::LetterSaved { path, number }
        }
        Command::ExplainMany(reason) => {
            open.explain_many(&reason)?;
            Event::ManyExplained
        }
        Command::SaveSheet {
            screening,
            paper,
            path,
        } => Event::SheetSaved {
            path: sheet::save(open, press, screening, paper, &path)?,
        },
        Command::LetterDesk(screening) => {
            Event::LetterDesk(Box::new(letters::desk(open, screening)?))
        }
        Command::Letters => Event::Letters(letters::list(open)?),
        Command::CopyLetter {
            letter,
            path,
            password,
        } => {
            letters::copy(open, letter, &path, password.as_ref())?;
            Event::FileWritten(path)
        }
        Command::ExportDisclosures { path } => {
            letters::disclosures_csv(open, &path)?;
            Event::FileWritten(path)
        }
        Command::Texts(ask) => Event::Texts(Box::new(texts::handle(open, press, ask)?)),
        Command::Report(query) => Event::Report(Box::new(reports::make(open, query)?)),
        Command::SaveReport { report, path } => Event::ReportSaved {
            path: reports::save(open, &report, &path)?,
        },
        Command::Recipients(ask) => Event::Recipients(recipients::handle(open, ask)?),
        Command::Letterhead => Event::Letterhead(Box::new(open.settings().letterhead()?)),
        Command::SaveLetterhead(letterhead) => {
            letters::check_letterhead(&letterhead)?;
            open.settings().put(&*letterhead)?;
            Event::Letterhead(letterhead)
        }
        Command::KeepTyped(typed) => {
            vaults::keep_typed(open, &typed)?;
            Event::TypedKept
        }
        Command::SavePolicy(policy) => {
            open.settings().put(&*policy)?;
            Event::PolicySaved(policy)
        }
        Command::SaveClinic(clinic) => {
            open.settings().put(&*clinic)?;
            Event::ClinicSaved(clinic)
        }
        Command::Activity(query) => Event::Activity(Box::new(activity::read(open, &query)?)),
        Command::VerifyActivity => Event::ActivityVerified(Box::new(activity::verify(open)?)),
        Command::ExportActivity { path } => {
            Event::ActivityExported(Box::new(activity::export(open, &path)?))
        }
        Command::WhoLooked(client) => Event::WhoLooked(Box::new(activity::looked(open, client)?)),
        Command::AcknowledgeDoubt {
            explanation,
            reason,
            passphrase,
        } => {
            activity::acknowledge(open, explanation, &reason, &passphrase)?;
            Event::DoubtOver
        }
        Command::CreateVault(_)
        | Command::FinishVault { .. }
        | Command::AbandonVault
        | Command::AllowSyncedFolder
        | Command::LookAround
        | Command::Unlock { .. }
        | Command::Backups
        | Command::ChooseBackups(_)
        | Command::BackUp
        | Command::CheckVault
        | Command::Drill(_)
        | Command::StopWork
        | Command::Records(_)
        | Command::People(_)
        | Command::HandOver(_)
        | Command::Waitlist(_)
        | Command::Print(_)
        | Command::Rescue(_)
        | Command::Lock(_) => return Ok(Vec::new()),
    };
    Ok(vec![event])
}

/// A restricted client stays closed until somebody gives a reason.
fn open_client(open: &Open, id: ClientId) -> Result<Vec<Event>, Trouble> {
    if let Some(row) = records::closed(open, id)? {
        return Ok(vec![Event::Records(records::Told::Closed(Box::new(row)))]);
    }
    let view = clients::view(open, id)?;
    let records = records::of_client(open, id)?;
    Ok(vec![
        Event::Client(Box::new(view)),
        Event::Records(records::Told::OfClient(Box::new(records))),
    ])
}

fn open_screening(open: &Open, id: ScreeningId) -> Result<Event, Trouble> {
    let client = open.screenings().row(id)?.value.client;
    let closed = client.map(|client| records::closed(open, client));
    match closed.transpose()?.flatten() {
        Some(row) => Ok(Event::Records(records::Told::Closed(Box::new(row)))),
        None => opened(open, id),
    }
}

fn start(
    open: &Open,
    pathway: Pathway,
    client: Option<ClientId>,
    answers: Answers,
) -> Result<ScreeningId, Trouble> {
    let record = client.map(|id| open.clients().view(id)).transpose()?;
    let record = record.as_ref().map(|stored| &stored.value);
    let answers = screenings::prefill(answers, record, open.today());
    screenings::start(open, pathway, client, answers)
}

fn sign(
    open: &Open,
    screening: ScreeningId,
    keep: Option<&KeepSupport>,
    passphrase: &Secret,
) -> Result<Event, Trouble> {
    screenings::sign(open, screening, keep, passphrase)?;
    match screenings::view(open, screening) {
        Ok(signed) => Ok(Event::Signed(Box::new(signed))),
        // The clinic keeps nothing of support-group checks.
        Err(_) if keep.is_none() => Ok(Event::NothingKept),
        Err(trouble) => Err(trouble),
    }
}

fn opened(open: &Open, id: ScreeningId) -> Result<Event, Trouble> {
    // The desk gives an assessment away and cannot look into it.
    let row = open.screenings().row(id)?.value;
    let closed = row.pathway == Pathway::Therapy && !open.can(Deed::TherapySee);
    if closed && row.stage == Stage::Draft && open.can(Deed::HandOver) {
        let standing = handover::standing(open, id)?;
        return Ok(Event::HandOver(handover::Told::Standing(standing)));
    }
    Ok(Event::Screening(Box::new(screenings::view(open, id)?)))
}

/// What needs me now.
///
/// # Errors
/// If the vault refuses.
pub fn home(open: &Open) -> Result<HomeView, Trouble> {
    let drafts = screenings::rows(open, Show::In(Stage::Draft))?;
    Ok(HomeView {
        concerns: screenings::concerns(open)?,
        recent: screenings::newest(open, Show::In(Stage::Signed), 10)?,
        waiting: groups::waiting(open)?,
        drafts,
        backups: backups::shown(open)?,
        groups: open.groups().list()?.len(),
        clients: usize::try_from(open.clients().count()?).unwrap_or(usize::MAX),
    })
}
