//! `jumelage mail`: whether mail arrives.
//!
//! In: an address. Out: a trial mail on the list of jobs, which a running site or worker sends.
//!
//! # Invariants
//! The address stands in the job and nowhere else.

use crate::record::{Operator, Place};
use ::register::Order;
use clap::Args;
use std::io::Write;
use std::process::ExitCode;
use vocabulary::{Job, Language, Letter, Mail, MailAddress};

/// Whom to write to.
#[derive(Debug, Args)]
pub(crate) struct MailArguments {
    /// Who gets the trial mail
    to: MailAddress,
    /// Its language: fr, en or uk
    #[arg(long, default_value = "en")]
    language: Language,
    #[command(flatten)]
    place: Place,
}

/// Puts the mail on the list.
pub(crate) async fn run(arguments: &MailArguments) -> anyhow::Result<ExitCode> {
    let register = arguments.place.open_existing().await?;
    let operator = Operator::giving("mail");
    let act = operator.act();
    let job = Job::Mail(Mail {
        to: arguments.to.clone(),
        language: arguments.language,
        letter: Letter::Trial,
    });
    let key = format!("mail:trial:{}", act.ids.fresh(act.now));
    let ordered = register.enqueue(&Order::now(&job, &key), act).await?;
    writeln!(
        std::io::stdout(),
        "{}: it is sent by `jumelage serve` or `jumelage work`; `jumelage jobs list` shows where it stands",
        ordered.job()
    )?;
    register.close().await?;
    Ok(ExitCode::SUCCESS)
}
