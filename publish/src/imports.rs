//! Imports as people ask for them: an address or files are read to be looked at, then confirmed, followed, stopped, repeated.
//!
//! # Invariants
//! - Nothing is written into the record before whoever asked has seen what would be.
//! - A confirmation sent twice is one import.

pub(crate) mod events;
pub(crate) mod told;
pub(crate) mod upload;

use crate::context::Context;
use crate::errors::PageError;
use crate::pages::imports::{self as list, Trouble};
use crate::people::guard::to;
use crate::people::sign_in::ours;
use crate::people::typed::Fields;
use crate::urls;
use axum::response::Response;
use register::{Act, Actor, ListedImport, Order, RegisterError, Schedule, Stage};
use vocabulary::{ImportFrom, ImportOrder, Job, JobId, JobState, Rights};

/// Longest address.
const LONGEST: usize = 2_000;
/// How often an address can be imported by itself, with the pattern of its times.
pub(crate) const EVERY: [(&str, &str); 3] = [
    ("daily", "0 3 * * *"),
    ("weekly", "0 3 * * 1"),
    ("monthly", "0 3 1 * *"),
];

/// `POST /{lang}/import/address`
pub(crate) async fn address(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let address = fields.of("address");
    if !is_address(address) {
        return list::again(&ctx, address, Trouble::Address).await;
    }
    let from = ImportFrom::Address(address.to_owned());
    look_at(&ctx, from, rights(fields.of("rights"))).await
}

fn is_address(text: &str) -> bool {
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| text.strip_prefix(scheme));
    host.is_some_and(|host| !host.is_empty())
        && text.len() <= LONGEST
        && !text
            .chars()
            .any(|letter| letter.is_whitespace() || letter.is_control())
}

/// What may be shown; whoever says nothing gives somebody else's document.
fn rights(word: &str) -> Rights {
    match word {
        "own" => Rights::Own,
        _ => Rights::Quotation,
    }
}

/// Has a preview made, and leads to it.
async fn look_at(ctx: &Context, from: ImportFrom, rights: Rights) -> Result<Response, PageError> {
    let job = Job::Preview(ImportOrder {
        from,
        rights,
        owner: None,
    });
    let id = ordered(ctx, &job).await?;
    Ok(to(&urls::import_job(ctx.lang, id)))
}

/// Puts work on the list that was not asked for before.
async fn ordered(ctx: &Context, job: &Job) -> Result<JobId, PageError> {
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let key = format!("{}:{}", job.kind().as_str(), desk.ids.fresh(&now));
    let ordered = desk
        .register
        .enqueue(&Order::now(job, &key), desk.act(&by, &now))
        .await;
    Ok(ordered.map_err(|error| ours(ctx.lang, error))?.job())
}

/// The import with this key.
pub(crate) async fn found(ctx: &Context, id: JobId) -> Result<ListedImport, PageError> {
    let found = ctx.site.desk().register.import_job(id).await;
    found
        .map_err(|error| ours(ctx.lang, error))?
        .ok_or_else(|| ctx.missing())
}

/// `POST /{lang}/import/jobs/{id}`: confirms a preview; stops, repeats or drops an import.
pub(crate) async fn decide(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let import = found(&ctx, ctx.id()?).await?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&by, &now);
    let own = urls::import_job(ctx.lang, import.id);
    let done = match fields.of("verdict") {
        "confirm" => confirm(&ctx, &import, (fields.of("every"), act)).await,
        "stop" => desk.register.stop_job(import.id, act).await,
        "again" if import.state == JobState::Done => return again(&ctx, &import).await,
        "again" => desk.register.retry_job(import.id, act).await,
        "drop" => match desk.register.drop_job(import.id, act).await {
            Ok(()) if import.stage == Stage::Preview => return Ok(to(&done(&ctx, "dropped"))),
            Ok(()) => return Ok(to(&done(&ctx, "forgotten"))),
            Err(error) => Err(error),
        },
        _ => return Err(PageError::Invalid { lang: ctx.lang }),
    };
    match done {
        Ok(()) => Ok(to(&own)),
        Err(RegisterError::JobStands { .. }) => Ok(to(&urls::with(&own, "done", "meanwhile"))),
        Err(error) => Err(ours(ctx.lang, error)),
    }
}

/// The page of imports with what was done.
fn done(ctx: &Context, word: &str) -> String {
    urls::filtered(&urls::plain(ctx.lang, "import"), &[("done", word)])
}

async fn confirm(
    ctx: &Context,
    import: &ListedImport,
    (every, act): (&str, Act<'_>),
) -> Result<(), RegisterError> {
    let Some(order) = &import.order else {
        return Err(RegisterError::NoSuchJob { job: import.id });
    };
    let register = &ctx.site.desk().register;
    register.confirm_import(import.id, order, act).await?;
    if let ImportFrom::Address(_) = order.from
        && let Some(pattern) = pattern(every)
    {
        set(ctx, order, (pattern, act)).await?;
    }
    Ok(())
}

fn pattern(every: &str) -> Option<&'static str> {
    let known = EVERY.iter().find(|(word, _)| *word == every);
    known.map(|(_, pattern)| *pattern)
}

/// Has an address imported again and again.
async fn set(
    ctx: &Context,
    order: &ImportOrder,
    (pattern, act): (&str, Act<'_>),
) -> Result<(), RegisterError> {
    let desk = ctx.site.desk();
    let Some(next) = desk.intake.next(pattern, act.now) else {
        return Ok(());
    };
    let schedule = Schedule {
        name: format!("import {}", order.from.words()),
        pattern: pattern.to_owned(),
        zone: "UTC".to_owned(),
        job: Job::Import(order.clone()),
        next,
        owner: order.owner,
    };
    desk.register.set_schedule(&schedule, act).await
}

/// Imports the same anew: an address from its beginning.
async fn again(ctx: &Context, import: &ListedImport) -> Result<Response, PageError> {
    let order = match (&import.order, import.stage) {
        (Some(order), Stage::Import) if order.from.files().is_empty() => order.clone(),
        _ => return Err(PageError::Invalid { lang: ctx.lang }),
    };
    let id = ordered(ctx, &Job::Import(order)).await?;
    Ok(to(&urls::import_job(ctx.lang, id)))
}

/// `POST /{lang}/import/schedules`: ends one, or sets it again as it was.
pub(crate) async fn schedule(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let invalid = || PageError::Invalid { lang: ctx.lang };
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&by, &now);
    let address = fields.of("address");
    match fields.of("verdict") {
        "end" => {
            let name = format!("import {address}");
            let ended = desk.register.drop_schedule(&name, act).await;
            ended.map_err(|error| ours(ctx.lang, error))?;
            let told = [
                ("done", "unscheduled"),
                ("address", address),
                ("every", fields.of("every")),
                ("rights", fields.of("rights")),
            ];
            Ok(to(&urls::filtered(&urls::plain(ctx.lang, "import"), &told)))
        }
        "set" => {
            let pattern = pattern(fields.of("every")).ok_or_else(invalid)?;
            if !is_address(address) {
                return Err(invalid());
            }
            let order = ImportOrder {
                from: ImportFrom::Address(address.to_owned()),
                rights: rights(fields.of("rights")),
                owner: None,
            };
            let set = set(&ctx, &order, (pattern, act)).await;
            set.map_err(|error| ours(ctx.lang, error))?;
            Ok(to(&done(&ctx, "scheduled")))
        }
        _ => Err(invalid()),
    }
}
