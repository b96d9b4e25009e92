//! The page of one import: what a preview found and the form that confirms it, or how the import goes on and what it met.
//!
//! # Invariants
//! The page says the same without its script; it then loads itself anew until the import has ended.

use super::imports::{state, words};
use super::{Layout, render_private};
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::imports::told::{self, Line};
use crate::imports::{EVERY, found};
use crate::parts::Chip;
use crate::people::sign_in::ours;
use crate::urls;
use crate::view::View;
use crate::words::Lang;
use askama::Template;
use axum::response::Response;
use register::{JobEvent, ListedImport, RegisterError, Stage};
use uuid::Uuid;
use vocabulary::{AccountId, ClaimKind, Id, ImportFrom, JobState, Reason, Rights, SourceId};

/// Most events of a preview.
const PREVIEW: u64 = 2_000;
/// The last events shown of what goes on.
const LAST: u64 = 30;
/// Most problems shown.
const PROBLEMS: u64 = 200;

/// The kinds of claims, in the order in which they are counted.
const KINDS: [ClaimKind; 6] = [
    ClaimKind::Partnership,
    ClaimKind::Award,
    ClaimKind::Funding,
    ClaimKind::Delivery,
    ClaimKind::Support,
    ClaimKind::Event,
];

/// A document of a preview.
pub(crate) struct Previewed {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) source: String,
    /// What sort of file it is, its language, how much was recognised.
    pub(crate) about: Vec<String>,
    /// The page of the source that it is a new state of.
    pub(crate) known: Option<String>,
    /// Kind and words of each sample.
    pub(crate) samples: Vec<(String, String)>,
    pub(crate) remarks: Vec<String>,
    /// Why it cannot be read.
    pub(crate) problem: String,
}

/// The page of one import.
#[derive(Template)]
#[template(path = "pages/import.html")]
pub(crate) struct ImportPage {
    pub(crate) page: Layout,
    pub(crate) note: String,
    pub(crate) state: Chip,
    pub(crate) asked: String,
    pub(crate) rights: String,
    pub(crate) counted: String,
    pub(crate) failure: String,
    pub(crate) action: String,
    /// Where its events are, behind those that the page shows; empty once it has ended.
    pub(crate) events: String,
    pub(crate) last: Vec<Line>,
    pub(crate) documents: Vec<Previewed>,
    /// Words about documents that the preview left for the import.
    pub(crate) rest: String,
    pub(crate) problems: Vec<Line>,
    /// How often an address may be imported by itself: value and words.
    pub(crate) every: Vec<(&'static str, String)>,
    /// Whether what was read can be imported.
    pub(crate) confirms: bool,
    /// Whether claims of it wait for review.
    pub(crate) reviews: bool,
    /// What else can be done: verdict and words.
    pub(crate) buttons: Vec<(&'static str, String)>,
    pub(crate) script: Option<String>,
}

/// What an import told, as far as the page shows it.
#[derive(Default)]
struct Told {
    preview: Vec<JobEvent>,
    problems: Vec<JobEvent>,
    last: Vec<JobEvent>,
    /// The number of the newest event.
    seen: u64,
}

/// `GET /{lang}/import/jobs/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let import = found(&ctx, ctx.id()?).await?;
    let told = told(&ctx, &import).await.map_err(|error| ours(lang, error))?;
    let asked = asked(&ctx, &import).await?;
    let view = ctx.view();
    let preview = import.stage == Stage::Preview;
    let confirms = preview && import.state == JobState::Done;
    let rights = import.order.as_ref().map(|order| match order.rights {
        Rights::Own => "import-rights-own",
        Rights::Licensed { .. } | Rights::Quotation => "import-rights-quotation",
    });
    let title = words(&view, &import);
    let counted = import.counted.as_ref();
    let page = ImportPage {
        page: ctx.layout(&title),
        note: match ctx.query("done") {
            "meanwhile" => lang.t("import-meanwhile"),
            _ => String::new(),
        },
        state: state(&view, &import),
        asked,
        rights: rights.map(|key| lang.t(key)).unwrap_or_default(),
        counted: counted
            .map(|counted| told::counted(&view, counted))
            .unwrap_or_default(),
        failure: failure(&view, &import),
        action: urls::import_job(lang, import.id),
        events: events(&ctx, &import, told.seen),
        last: lines(&view, &told.last),
        documents: documents(&view, &told.preview),
        rest: rest(&view, counted.filter(|_| confirms)),
        problems: lines(&view, &told.problems),
        every: every(&ctx, import.order.as_ref().map(|order| &order.from)),
        confirms: confirms
            && counted.is_some_and(|told| told::count(told, "documents") > told::count(told, "problems")),
        buttons: buttons(lang, &import),
        reviews: !preview && import.state == JobState::Done,
        script: assets::address("import.js"),
    };
    render_private(lang, &page)
}

/// What can be done about an import besides confirming it.
fn buttons(lang: Lang, import: &ListedImport) -> Vec<(&'static str, String)> {
    let is_web = import
        .order
        .as_ref()
        .is_some_and(|order| order.from.files().is_empty());
    let preview = import.stage == Stage::Preview;
    let mut keys = Vec::new();
    match import.state {
        JobState::Waiting | JobState::Running if import.stop_asked => {}
        JobState::Waiting | JobState::Running => keys.push(("stop", "import-stop")),
        JobState::Parked if preview => keys.extend([("again", "import-resume"), ("drop", "import-drop")]),
        JobState::Parked => keys.extend([("again", "import-resume"), ("drop", "import-forget")]),
        JobState::Done if preview => keys.push(("drop", "import-drop")),
        JobState::Done if is_web => keys.push(("again", "import-repeat")),
        JobState::Done => {}
    }
    keys.into_iter()
        .map(|(verdict, key)| (verdict, lang.t(key)))
        .collect()
}

fn has_ended(import: &ListedImport) -> bool {
    matches!(import.state, JobState::Done | JobState::Parked)
}

/// Where the events are that the page does not show yet.
fn events(ctx: &Context, import: &ListedImport, seen: u64) -> String {
    if has_ended(import) {
        return String::new();
    }
    let own = urls::import_job(ctx.lang, import.id);
    urls::filtered(&format!("{own}/events"), &[("after", &seen.to_string())])
}

async fn told(ctx: &Context, import: &ListedImport) -> Result<Told, RegisterError> {
    let register = &ctx.site.desk().register;
    if import.stage == Stage::Preview {
        let preview = register.job_events(import.id, 0, PREVIEW).await?;
        let seen = preview.last().map_or(0, |event| event.number);
        // A preview that was tried again told some of it before.
        return Ok(Told {
            preview,
            seen,
            ..Told::default()
        });
    }
    let confirmed = register
        .job_events_of((import.id, &["preview_done"]), 0, 1)
        .await?;
    let from = confirmed.last().map_or(0, |event| event.number);
    let met = (import.id, ["import_problem", "import_remark"].as_slice());
    let last = register.last_job_events(import.id, LAST).await?;
    Ok(Told {
        problems: register.job_events_of(met, from, PROBLEMS).await?,
        seen: last.last().map_or(0, |event| event.number),
        last: last.into_iter().filter(|event| event.number > from).collect(),
        preview: Vec::new(),
    })
}

/// Who asked, and when.
async fn asked(ctx: &Context, import: &ListedImport) -> Result<String, PageError> {
    let when = crate::figures::instant(ctx.lang, &import.asked_at);
    let account = import.asked_by.parse::<Uuid>().ok().map(AccountId::of);
    let name = match account {
        Some(account) => {
            let found = ctx.site.desk().register.account(account).await;
            let found = found.map_err(|error| ours(ctx.lang, error))?;
            found.map(|account| account.name)
        }
        None => Some(import.asked_by.clone()),
    };
    Ok(match name {
        Some(name) => format!("{name}, {when}"),
        None => when,
    })
}

/// What went wrong; nothing for what was stopped because somebody asked.
fn failure(view: &View<'_>, import: &ListedImport) -> String {
    match (&import.failure, import.state) {
        (_, JobState::Parked) if import.stop_asked => view.lang.t("import-stopped"),
        (Some(failure), JobState::Parked | JobState::Waiting) => failure.clone(),
        _ => String::new(),
    }
}

fn lines(view: &View<'_>, told: &[JobEvent]) -> Vec<Line> {
    let mut lines: Vec<Line> = told.iter().map(|event| told::line(view, &event.what)).collect();
    // What it has come to is told behind each page, and once more at the end.
    lines.dedup_by(|line, before| line.words == before.words);
    lines
}

fn every(ctx: &Context, from: Option<&ImportFrom>) -> Vec<(&'static str, String)> {
    match from {
        Some(ImportFrom::Address(_)) => [("once", "")]
            .iter()
            .chain(&EVERY)
            .map(|(word, _)| (*word, ctx.lang.word("import-every", word)))
            .collect(),
        _ => Vec::new(),
    }
}

/// What a preview of many documents leaves for the import.
fn rest(view: &View<'_>, counted: Option<&Reason>) -> String {
    let Some(counted) = counted else {
        return String::new();
    };
    let (read, of) = (told::count(counted, "documents"), told::count(counted, "of"));
    let mut words = Vec::new();
    if of > read {
        words.push(view.lang.n("import-rest", of - read));
    }
    if told::count(counted, "pages") > 1 {
        words.push(view.lang.n("import-pages", told::count(counted, "pages")));
    }
    words.join(" ")
}

/// The documents of a preview, each with its samples and remarks.
fn documents(view: &View<'_>, told: &[JobEvent]) -> Vec<Previewed> {
    let mut documents: Vec<Previewed> = Vec::new();
    for event in told {
        let what = &event.what;
        match (what.code.as_str(), documents.last_mut()) {
            ("preview_document", _) => documents.push(previewed(view, what)),
            ("import_problem", _) => documents.push(unreadable(view, what)),
            ("preview_sample", Some(last)) => {
                let kind = view.lang.word("claim-kind", told::param(what, "kind"));
                // A preview of an earlier version does not say between whom.
                let claim = match told::param(what, "parties") {
                    "" => kind,
                    parties => format!("{kind}{} {parties}", view.lang.t("colon")),
                };
                last.samples.push((claim, told::param(what, "quote").to_owned()));
            }
            ("import_remark", Some(last)) => last.remarks.push(told::remark(view, what)),
            _ => {}
        }
    }
    documents
}

fn previewed(view: &View<'_>, told: &Reason) -> Previewed {
    let lang = view.lang;
    let mut about = vec![lang.word("format", told::param(told, "format"))];
    let language = told::param(told, "language");
    if lang.has(&format!("language-{language}")) {
        about.push(lang.word("language", language));
    }
    about.push(lang.n("told-mentions", told::count(told, "mentions")));
    for kind in KINDS.map(ClaimKind::as_str) {
        if told::count(told, kind) > 0 {
            about.push(lang.n(&format!("told-kind-{kind}"), told::count(told, kind)));
        }
    }
    if told::count(told, "claims") == 0 {
        about.push(lang.t("told-no-claims"));
    }
    let title = told::param(told, "title");
    let known = told::param(told, "known").parse::<Uuid>().ok();
    Previewed {
        number: told::param(told, "number").to_owned(),
        title: if title.is_empty() {
            told::source(told)
        } else {
            title
        }
        .to_owned(),
        source: told::source(told).to_owned(),
        about,
        known: known.map(|id| urls::source(lang, SourceId::of(id))),
        samples: Vec::new(),
        remarks: Vec::new(),
        problem: String::new(),
    }
}

fn unreadable(view: &View<'_>, told: &Reason) -> Previewed {
    Previewed {
        number: told::param(told, "number").to_owned(),
        title: told::source(told).to_owned(),
        source: told::source(told).to_owned(),
        about: Vec::new(),
        known: None,
        samples: Vec::new(),
        remarks: Vec::new(),
        problem: told::why(view.lang, told),
    }
}
