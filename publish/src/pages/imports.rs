//! The page of imports: files or an address to give, what was imported before, what is imported by itself.
//!
//! # Invariants
//! What was typed stays in the form when something is wrong with it; files have to be given again.

use super::{Layout, render_private};
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::imports::upload::{LARGEST_FILE, MOST_FILES};
use crate::imports::{EVERY, told};
use crate::parts::{Chip, Field, Pager, Problems};
use crate::people::sign_in::ours;
use crate::urls;
use crate::view::View;
use crate::words::number;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::{ListedImport, Schedule, Stage};
use uuid::Uuid;
use vocabulary::{Id, ImportFrom, Job, JobId, JobState, Rights};

/// Imports shown at once.
const ROWS: usize = 20;

/// What is wrong with what was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It is no address of the web.
    Address,
    /// No file was chosen.
    NoFile,
    /// There are more files than are taken at once.
    TooMany,
    /// A file is too large.
    TooLarge {
        /// Its name.
        name: String,
    },
    /// The form broke off, or is too large as a whole.
    BrokeOff,
}

/// An import of the list.
pub(crate) struct ImportRow {
    pub(crate) url: String,
    pub(crate) words: String,
    pub(crate) state: Chip,
    pub(crate) when: String,
    pub(crate) counted: String,
}

/// An address that is imported by itself.
pub(crate) struct ScheduleRow {
    pub(crate) address: String,
    pub(crate) every: &'static str,
    pub(crate) rights: &'static str,
    /// How often, in words; or the pattern, where it is the operator's own.
    pub(crate) words: String,
    pub(crate) next: String,
}

/// A schedule that was just ended, to be set again.
pub(crate) struct Ended {
    pub(crate) address: String,
    pub(crate) every: String,
    pub(crate) rights: String,
}

/// The page of imports.
#[derive(Template)]
#[template(path = "pages/imports.html")]
pub(crate) struct ImportsPage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) note: String,
    pub(crate) ended: Option<Ended>,
    pub(crate) files_hint: String,
    pub(crate) files_problem: String,
    pub(crate) address: Field,
    pub(crate) imports: Vec<ImportRow>,
    pub(crate) schedules: Vec<ScheduleRow>,
    pub(crate) pager: Pager,
    pub(crate) script: Option<String>,
}

/// `GET /{lang}/import?before=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let mut page = build(&ctx).await?;
    page.note = match ctx.query("done") {
        "dropped" => ctx.lang.t("import-done-dropped"),
        "forgotten" => ctx.lang.t("import-done-forgotten"),
        "unscheduled" => ctx.lang.t("import-done-unscheduled"),
        "scheduled" => ctx.lang.t("import-done-scheduled"),
        _ if ctx.typed.is_there() => ctx.lang.t("form-kept"),
        _ => String::new(),
    };
    page.ended = (ctx.query("done") == "unscheduled" && !ctx.query("every").is_empty()).then(|| Ended {
        address: ctx.query("address").to_owned(),
        every: ctx.query("every").to_owned(),
        rights: ctx.query("rights").to_owned(),
    });
    render_private(ctx.lang, &page)
}

/// The page again, with what was typed and what is wrong.
pub(crate) async fn again(ctx: &Context, address: &str, trouble: Trouble) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let mut page = build(ctx).await?;
    address.clone_into(&mut page.address.value);
    match &trouble {
        Trouble::Address => page.address.problem = lang.t("import-address-problem"),
        Trouble::NoFile => page.files_problem = lang.t("import-no-file"),
        Trouble::TooMany => page.files_problem = lang.n("import-too-many", MOST_FILES),
        Trouble::TooLarge { name } => {
            let args = [("name", name.clone().into()), ("count", megabytes())];
            page.files_problem = lang.say("import-too-large", &args);
        }
        Trouble::BrokeOff => page.files_problem = lang.t("import-broke-off"),
    }
    page.problems = Problems::of(lang, &[&page.address]);
    if !page.files_problem.is_empty() {
        page.problems = Some(Problems {
            title: lang.t("form-problems"),
            list: vec![("files".to_owned(), page.files_problem.clone())],
        });
    }
    let mut answer = render_private(lang, &page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

fn megabytes() -> fluent_bundle::FluentValue<'static> {
    number(usize::try_from(LARGEST_FILE >> 20).unwrap_or(0))
}

async fn build(ctx: &Context) -> Result<ImportsPage, PageError> {
    let lang = ctx.lang;
    let register = &ctx.site.desk().register;
    let before = ctx.query("before").parse::<Uuid>().ok().map(JobId::of);
    let most = u64::try_from(ROWS + 1).unwrap_or(u64::MAX);
    let mut imports = register
        .imports(before, most)
        .await
        .map_err(|error| ours(lang, error))?;
    let is_more = imports.len() > ROWS;
    imports.truncate(ROWS);
    let schedules = register.schedules().await.map_err(|error| ours(lang, error))?;
    let own = urls::plain(lang, "import");
    let next = imports.last().filter(|_| is_more);
    let view = ctx.view();
    let limits = [("files", number(MOST_FILES)), ("count", megabytes())];
    let typed = ctx.typed.of(&urls::plain(lang, "import/address"), "address");
    Ok(ImportsPage {
        page: ctx.layout(&lang.t("import-title")),
        problems: None,
        note: String::new(),
        ended: None,
        files_hint: lang.say("import-files-hint", &limits),
        files_problem: String::new(),
        address: Field {
            hint: lang.t("import-address-hint"),
            autocomplete: "url",
            longest: 2_000,
            value: typed,
            ..Field::new("address", "url", lang.t("import-address"))
        },
        pager: Pager {
            lang,
            first: before.map(|_| own.clone()),
            next: next.map(|last| urls::filtered(&own, &[("before", &last.id.to_string())])),
        },
        imports: imports.iter().map(|import| row(&view, import)).collect(),
        schedules: schedules.iter().filter_map(|set| scheduled(&view, set)).collect(),
        script: assets::address("import.js"),
    })
}

fn row(view: &View<'_>, import: &ListedImport) -> ImportRow {
    ImportRow {
        url: urls::import_job(view.lang, import.id),
        words: words(view, import),
        state: state(view, import),
        when: crate::figures::instant(view.lang, &import.asked_at),
        counted: import
            .counted
            .as_ref()
            .map(|counted| told::counted(view, counted))
            .unwrap_or_default(),
    }
}

/// What is imported, in a few words.
pub(crate) fn words(view: &View<'_>, import: &ListedImport) -> String {
    let known = import.order.as_ref().map(|order| order.from.words());
    known.unwrap_or_else(|| view.lang.t("import-forgotten"))
}

/// Where an import stands.
pub(crate) fn state(view: &View<'_>, import: &ListedImport) -> Chip {
    let (word, tone) = match (import.stage, import.state) {
        (_, JobState::Waiting) => ("waiting", "open"),
        (_, JobState::Running) if import.stop_asked => ("stopping", "open"),
        (Stage::Preview, JobState::Running) => ("reading", "open"),
        (Stage::Import, JobState::Running) => ("running", "open"),
        (_, JobState::Parked) if import.stop_asked => ("stopped", "closed"),
        (_, JobState::Parked) => ("failed", "note"),
        (Stage::Preview, JobState::Done) => ("to-confirm", "note"),
        (Stage::Import, JobState::Done) => ("done", "live"),
    };
    Chip {
        word: view.lang.word("import-state", word),
        tone,
    }
}

fn scheduled(view: &View<'_>, schedule: &Schedule) -> Option<ScheduleRow> {
    let Job::Import(order) = &schedule.job else {
        return None;
    };
    let ImportFrom::Address(address) = &order.from else {
        return None;
    };
    let every = EVERY.iter().find(|(_, pattern)| *pattern == schedule.pattern);
    Some(ScheduleRow {
        address: address.clone(),
        every: every.map_or("", |(word, _)| *word),
        rights: match order.rights {
            Rights::Own => "own",
            Rights::Licensed { .. } | Rights::Quotation => "quotation",
        },
        words: match every {
            Some((word, _)) => view.lang.word("import-every", word),
            None => schedule.pattern.clone(),
        },
        next: crate::figures::instant(view.lang, &schedule.next),
    })
}
