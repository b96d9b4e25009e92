//! `jumelage confined`: confines itself, then reads an office file, or becomes another program.
//!
//! In: bytes on standard input. Out: what was read, within limits of memory, time, files and system calls.
//!
//! # Invariants
//! It confines itself before it looks at a byte, and reads nothing if it cannot.

use ::work::confined::child::NO_PROGRAM;
use ::work::confined::{Confinement, Purpose, enter};
use anyhow::Context;
use clap::{Args, Subcommand};
use std::ffi::OsString;
use std::io::{ErrorKind, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

/// What to do confined.
#[derive(Debug, Args)]
pub(crate) struct ConfinedArguments {
    #[command(subcommand)]
    purpose: PurposeArgument,
}

#[derive(Debug, Subcommand)]
enum PurposeArgument {
    /// Unpack an office file from standard input, as JSON
    Office,
    /// Become a program
    Program {
        /// The program and its arguments
        #[arg(
            required = true,
            trailing_var_arg = true,
            allow_hyphen_values = true,
            value_name = "PROGRAM"
        )]
        command: Vec<OsString>,
    },
}

/// Confines this process for good, then does what it is for.
pub(crate) fn run(arguments: &ConfinedArguments) -> anyhow::Result<ExitCode> {
    match &arguments.purpose {
        PurposeArgument::Office => {
            enter(&Confinement::of(Purpose::Reader))?;
            office()
        }
        PurposeArgument::Program { command } => {
            enter(&Confinement::of(Purpose::Program))?;
            become_program(command)
        }
    }
}

fn office() -> anyhow::Result<ExitCode> {
    let mut bytes = Vec::new();
    let most = u64::try_from(::read::MAX_BYTES).unwrap_or(u64::MAX);
    std::io::stdin().lock().take(most).read_to_end(&mut bytes)?;
    let unpacked = ::read::unpack(&bytes).map_err(|error| match error {
        ::read::ReadError::Office { reason } | ::read::ReadError::Sheet { reason } => reason,
        other => other.to_string(),
    });
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &unpacked)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// Comes back only if it cannot become the program.
fn become_program(command: &[OsString]) -> anyhow::Result<ExitCode> {
    let (program, rest) = command.split_first().context("no program was given")?;
    let refused = Command::new(program).args(rest).exec();
    writeln!(std::io::stderr(), "{}: {refused}", program.display())?;
    let is_missing = refused.kind() == ErrorKind::NotFound;
    Ok(if is_missing {
        ExitCode::from(u8::try_from(NO_PROGRAM).unwrap_or(1))
    } else {
        ExitCode::FAILURE
    })
}
