//! `jumelage`: reads, recognises, keeps and publishes city-to-city cooperation.
//!
//! In: arguments. Out: what the command says, and an exit code.
//!
//! # Exit codes
//! 0 done; 1 it failed, and standard error says what to do; 2 wrong arguments, or no file could be read.
//!
//! # Invariants
//! A reader that closes its end of the pipe (`| head`) ends the program quietly.

mod atlas;
mod backup;
mod check;
mod confined;
mod copy;
mod corrections;
mod demo;
mod exam;
mod export;
mod files;
mod gazetteer;
mod gazetteer_file;
mod import;
mod intake;
mod jobs;
mod log;
mod mail;
mod migrate;
mod provider;
mod read;
mod reading;
mod recognise;
mod record;
mod resolve;
mod review;
mod secret;
mod serve;
mod stop;
mod user;
mod web;
mod work;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Rows of the record are made on the database's thread and let go on others: an allocator that is good at that halves the
/// time of a start and takes a third off that of a page (docs/performance.md). Without huge pages, which would hold a fifth
/// more memory than is used.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The open registry and workbench of city-to-city cooperation
#[derive(Debug, Parser)]
#[command(name = "jumelage", version, max_term_width = 100)]
#[command(after_help = "Exit codes: 0 done, 1 failed, 2 wrong arguments or no file could be read.")]
struct Arguments {
    #[command(flatten)]
    gazetteer: gazetteer_file::GazetteerArguments,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the text of documents, with the places that all offsets count in
    Read(read::ReadArguments),
    /// Print who is named and what is claimed, one JSON object per document
    Recognise(recognise::RecogniseArguments),
    /// Resolve names given as lines `id<TAB>name<TAB>hints` on standard input
    Resolve(resolve::ResolveArguments),
    /// Take documents into the record
    Import(import::ImportArguments),
    /// Fill an empty data folder from the demo documents
    Demo(demo::DemoArguments),
    /// Serve the atlas on the web
    Serve(serve::ServeArguments),
    /// Carry out jobs, without a site
    Work(work::WorkArguments),
    /// List, retry, stop and drop the jobs in the background
    Jobs(jobs::JobsArguments),
    /// Put a trial mail on the list of jobs
    Mail(mail::MailArguments),
    /// Write the open data to a folder
    Export(export::ExportArguments),
    /// List and decide the claims that wait for a person
    Review(review::ReviewArguments),
    /// Make accounts, give roles, print links that sign in
    User(user::UserArguments),
    /// Score the engine on documents with gold
    Exam(exam::ExamArguments),
    /// Check the invariants of the record on its live data
    Check(check::CheckArguments),
    /// Bring the schema of the record up to date, and list the steps taken
    Migrate(migrate::MigrateArguments),
    /// Copy a whole record into an empty database of either kind
    Copy(copy::CopyArguments),
    /// Make one file of the whole record while it is in use, verified by restoring it
    Backup(backup::BackupArguments),
    /// Restore a backup into an empty data folder or database
    Restore(backup::RestoreArguments),
    /// Read what strangers packed, confined; the other commands call it
    #[command(hide = true)]
    Confined(confined::ConfinedArguments),
    /// Build the gazetteer, or say what is in it
    Gazetteer {
        #[command(subcommand)]
        command: gazetteer::GazetteerCommand,
    },
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match log::begin().and_then(|()| run(arguments)) {
        Ok(code) => code,
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    let gazetteer = || gazetteer_file::open(&arguments.gazetteer);
    match arguments.command {
        Command::Read(read) => read::run(&read),
        Command::Recognise(recognise) => recognise::run(&recognise, &gazetteer()?),
        Command::Resolve(resolve) => resolve::run(&resolve, &gazetteer()?),
        Command::Import(import) => wait(import::run(&import, &gazetteer()?)),
        Command::Demo(demo) => wait(demo::run(&demo, &gazetteer()?)),
        Command::Serve(serve) => wait(serve::run(&serve, &gazetteer()?)),
        Command::Work(work) => wait(work::run(&work, &gazetteer()?)),
        Command::Mail(mail) => wait(mail::run(&mail)),
        Command::Jobs(jobs) => wait(jobs::run(&jobs)),
        Command::Export(export) => wait(export::run(&export, &gazetteer()?)),
        Command::Review(review) => wait(review::run(&review, gazetteer)),
        Command::User(user) => wait(user::run(&user)),
        Command::Exam(exam) => exam::run(&exam, &gazetteer()?),
        Command::Check(check) => wait(check::run(&check)),
        Command::Migrate(migrate) => wait(migrate::run(&migrate)),
        Command::Copy(copy) => wait(copy::run(&copy)),
        Command::Backup(backup) => wait(backup::backup(&backup)),
        Command::Restore(restore) => wait(backup::restore(&restore)),
        Command::Confined(confined) => confined::run(&confined),
        Command::Gazetteer { command } => gazetteer::run(command).map(|()| ExitCode::SUCCESS),
    }
}

/// Runs a command that waits for the database or the network.
fn wait(command: impl Future<Output = anyhow::Result<ExitCode>>) -> anyhow::Result<ExitCode> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?
        .block_on(command)
}

/// Says what went wrong on standard error; if even that is closed, the exit code says it.
fn complain(error: &anyhow::Error) {
    use std::io::Write;
    let _ = writeln!(std::io::stderr(), "jumelage: {error:#}");
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json = cause
            .downcast_ref::<serde_json::Error>()
            .and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}
