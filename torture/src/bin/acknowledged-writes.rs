//! Writes to a record from several sides at once, and says on standard output what is done as soon as it is done.
//!
//! In: the address of the database, `power-cut` or `program-end` (what an acknowledged write is to survive), the number of writes.
//! Out: a line per write, `WRITER NUMBER`: the writer's account is now called by that number.

use register::people::NewAccount;
use register::{Act, Actor, Durability, Ids, Keys, Limits, Register, RegisterError};
use std::io::Write;
use std::process::ExitCode;
use std::sync::Arc;
use vocabulary::{Language, MailAddress, Moment};

/// How many write at once.
const WRITERS: u64 = 4;
/// 2026-01-01, in microseconds; the record asks no clock, and neither do we.
const FIRST: i64 = 1_767_225_600_000_000;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [address, durability, writes] => written(address, durability, writes.parse().unwrap_or(0)).await,
        _ => Err("usage: acknowledged-writes ADDRESS power-cut|program-end WRITES".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without an error output nobody is there to be told.
            let _ = writeln!(std::io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

type Failed = Box<dyn std::error::Error + Send + Sync>;

async fn written(address: &str, durability: &str, writes: u64) -> Result<(), Failed> {
    let limits = Limits {
        durability: match durability {
            "power-cut" => Durability::PowerCut,
            "program-end" => Durability::ProgramEnd,
            other => return Err(format!("no such durability: {other}").into()),
        },
        ..Limits::default()
    };
    let register = Arc::new(Register::open_with(address, &limits).await?);
    let keys = Arc::new(Keys::counting());
    let each = writes / WRITERS;
    let tasks: Vec<_> = (0..WRITERS)
        .map(|writer| tokio::spawn(one_writer(register.clone(), keys.clone(), (writer, each))))
        .collect();
    for task in tasks {
        task.await??;
    }
    Ok(())
}

async fn one_writer(
    register: Arc<Register>,
    keys: Arc<dyn Ids>,
    (writer, count): (u64, u64),
) -> Result<(), Failed> {
    let by = Actor::Operator {
        command: "acknowledged-writes".to_owned(),
    };
    let now = Moment::utc(FIRST);
    let act = Act::new(&by, &now, &*keys);
    let account = NewAccount {
        name: "0".to_owned(),
        email: format!("writer-{writer}@example.org").parse::<MailAddress>()?,
        verified: None,
        language: Language::FR,
        password: None,
    };
    let account = register.create_account(&account, act).await?;
    acknowledge(writer, 0)?;
    for number in 1..=count {
        let name = number.to_string();
        let renamed: Result<(), RegisterError> =
            register.rename_account(account, (&name, Language::FR), act).await;
        renamed?;
        acknowledge(writer, number)?;
    }
    Ok(())
}

fn acknowledge(writer: u64, number: u64) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{writer} {number}")?;
    out.flush()
}
