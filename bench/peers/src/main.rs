//! Names resolved by real peers and by us: one gazetteer, one set of names, one run, one core.
//!
//! In: files of questions (`id<TAB>name<TAB>hints<TAB>codes`), the committed gazetteer. Out: a Markdown table on
//! standard output. README.md beside this crate says what each peer is and how it is helped.
//!
//! # Invariants
//! - Each engine loads and answers in a process of its own, so that its memory and its CPU time are its own.
//! - Every engine answers the same questions on one thread; a slow one answers a fixed sample, the same for all.

mod engines;
mod error;
mod help;
mod measure;
mod names;
mod question;
mod rank;
mod run;
mod table;

use run::Arguments;
use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = Arguments::read(std::env::args_os().skip(1)).and_then(|arguments| run::run(&arguments));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // There is no table to print, and a closed standard error changes nothing about that.
            let _ = writeln!(std::io::stderr(), "peers: {error}");
            ExitCode::FAILURE
        }
    }
}
