//! Commands without a window. The same binary opens the window when no command is named.

mod audit;
mod backup;
mod decision;
mod demo;
mod evaluate;
mod forms;
mod keys;
mod letter;
mod many;
mod output;
mod paper;
mod records;
mod report;
mod retention;
mod session;
mod staff;
mod vault;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

pub use output::Failure;

/// Offline intake screening for therapy groups and support groups.
#[derive(Parser)]
#[command(
    name = "anteroom",
    version,
    about,
    disable_help_subcommand = true,
    arg_required_else_help = false
)]
struct Arguments {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options of every command that touches a vault.
#[derive(Args, Clone)]
pub(crate) struct Common {
    /// The vault's directory [default: Clinic.vault in the program's data directory]
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) vault: Option<PathBuf>,
    /// Login name; may be left out while the vault has one person
    #[arg(long = "as", global = true, value_name = "LOGIN")]
    pub(crate) login: Option<String>,
    /// A file whose first line is the passphrase; - is standard input
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Let the vault lie in a folder that is kept in step with other computers, such as Dropbox or a network drive; each time is noted in its activity log
    #[arg(long, global = true)]
    pub(crate) synced_folder_anyway: bool,
    /// Bring a vault of an older format up to date, after a backup; on a terminal you are asked
    #[arg(long, global = true)]
    pub(crate) upgrade: bool,
    /// Output for programs: JSON, one object a line
    #[arg(long, global = true)]
    pub(crate) json: bool,
}

#[derive(Subcommand)]
enum Command {
    /// A sample clinic, made with no questions asked, then opened in the window
    Demo(demo::Demo),
    /// The recommendation and every criterion with its reason, from files of answers; touches no vault
    Evaluate(evaluate::Evaluate),
    /// The forms, rules and measures that the program knows
    #[command(subcommand)]
    Forms(forms::Forms),
    /// Make, describe and check a vault
    #[command(subcommand)]
    Vault(vault::Vault),
    /// The activity log: read it, verify it, take it out
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Who works here, what they may do, and their keys
    #[command(subcommand)]
    Staff(staff::Staff),
    /// Client records
    #[command(subcommand)]
    Client(records::Client),
    /// For how long what is kept, what is due, and removing it
    #[command(subcommand)]
    Retention(retention::Retention),
    /// The clinic's groups
    #[command(subcommand)]
    Group(records::GroupCommand),
    /// Screenings: the main job without a window
    #[command(subcommand)]
    Screening(records::Screening),
    /// A letter of a screening as a PDF, or on paper
    Letter(letter::Letter),
    /// Handouts, copies of letters, the list of what left the clinic
    #[command(subcommand)]
    Paper(paper::Papers),
    /// How many screenings, how long to a seat, who waits, and why not
    Report(report::Report),
    /// The printers of this computer; touches no vault
    Printers(paper::Printers),
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    crate::app::process::close_to_others();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // `--help` and `--version` come this way too and are no failures.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let common = arguments.common;
    let result = match arguments.command {
        None => session::dir(&common).and_then(|dir| window::open(&dir, session::folders(&common))),
        Some(Command::Demo(command)) => command.run(&common),
        Some(Command::Evaluate(command)) => command.run(&common),
        Some(Command::Forms(command)) => command.run(&common),
        Some(Command::Vault(command)) => command.run(&common),
        Some(Command::Audit(command)) => command.run(&common),
        Some(Command::Staff(command)) => command.run(&common),
        Some(Command::Client(command)) => command.run(&common),
        Some(Command::Retention(command)) => command.run(&common),
        Some(Command::Group(command)) => command.run(&common),
        Some(Command::Screening(command)) => command.run(&common),
        Some(Command::Letter(command)) => command.run(&common),
        Some(Command::Paper(command)) => command.run(&common),
        Some(Command::Report(command)) => command.run(&common),
        Some(Command::Printers(command)) => command.run(&common),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            failure.print(common.json);
            failure.exit_code()
        }
    }
}
