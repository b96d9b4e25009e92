//! The data page: every dataset with its columns, formats and sizes; feeds, API, licence, and how to cite it all.
//!
//! # Invariants
//! What it says of a file is made from the description that the file is written from.

use super::{Layout, render};
use crate::context::Context;
use crate::data::catalogue::{self, BUNDLE, DICTIONARY, Published, Standard, TABLES};
use crate::data::formats::Format;
use crate::data::nightly::{self, MOST, NIGHTS, Night};
use crate::data::quickstatements::{self, LeftOut};
use crate::data::subventions::{self, NoRow};
use crate::data::table::{Column, Only, Sheet, Table, Type};
use crate::data::{LICENCE, LICENCE_URL, shelf};
use crate::errors::PageError;
use crate::feeds::Form;
use crate::linked::{Described, Linked, Linking};
use crate::site::Site;
use crate::urls;
use crate::words::{Lang, number};
use crate::{api, figures};
use askama::Template;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use vocabulary::Day;

/// Up to so many rows altogether every file is made before its size is shown; beyond, the sizes last known are.
const AT_ONCE: usize = 20_000;

/// A file to download.
pub(crate) struct FileLink {
    pub(crate) url: String,
    pub(crate) name: &'static str,
    /// In words; empty where the file was not made yet.
    pub(crate) size: String,
}

/// A column with what it holds.
pub(crate) struct ColumnRow {
    pub(crate) name: &'static str,
    pub(crate) meaning: String,
    /// Unit or form.
    pub(crate) unit: String,
    /// The words it may hold.
    pub(crate) values: Vec<&'static str>,
}

/// A dataset.
pub(crate) struct DatasetView {
    pub(crate) name: &'static str,
    pub(crate) what: String,
    pub(crate) rows: String,
    pub(crate) files: Vec<FileLink>,
    pub(crate) columns: Vec<ColumnRow>,
}

/// A file of a standard.
pub(crate) struct StandardView {
    pub(crate) what: String,
    pub(crate) file: FileLink,
    /// What does not stand in it and why; empty where it holds all that there is.
    pub(crate) note: String,
}

/// The bundle of a night.
pub(crate) struct NightRow {
    pub(crate) url: String,
    pub(crate) day: String,
    pub(crate) size: String,
    pub(crate) sha256: String,
}

/// The data page.
#[derive(Template)]
#[template(path = "pages/data.html")]
pub(crate) struct DataPage {
    pub(crate) page: Layout,
    pub(crate) linked: Linked,
    pub(crate) cite: String,
    pub(crate) datasets: Vec<DatasetView>,
    pub(crate) standards: Vec<StandardView>,
    pub(crate) dictionary: FileLink,
    pub(crate) bundle: FileLink,
    /// The bundles of the last nights, the newest first.
    pub(crate) nights: Vec<NightRow>,
    pub(crate) nightly: String,
    pub(crate) nights_list: FileLink,
    pub(crate) feeds: Vec<(String, &'static str)>,
    /// Whose feeds there are, with an address for each.
    pub(crate) own_feeds: Vec<(String, String)>,
    pub(crate) openapi: &'static str,
    pub(crate) api: Vec<(&'static str, String)>,
    pub(crate) licence: &'static str,
    pub(crate) licence_url: &'static str,
}

fn size(lang: Lang, bytes: u64) -> String {
    let thousands = usize::try_from(bytes.div_ceil(1_000)).unwrap_or(usize::MAX);
    if thousands < 1_000 {
        return lang.n("size-kb", thousands);
    }
    let tenths = bytes.div_ceil(100_000);
    let millions = figures::decimal(lang, &format!("{}.{}", tenths / 10, tenths % 10));
    lang.with("size-mb", &millions)
}

fn link(ctx: &Context, file: Published, name: &'static str) -> FileLink {
    let made = shelf::last(&ctx.site, file);
    FileLink {
        url: urls::file(&file.name()),
        name,
        size: made.map_or_else(String::new, |made| size(ctx.lang, made.length)),
    }
}

fn column(lang: Lang, column: &Column) -> ColumnRow {
    ColumnRow {
        name: column.name,
        meaning: lang.word("column", column.meaning),
        unit: column
            .of
            .unit()
            .map_or_else(String::new, |unit| lang.word("unit", unit)),
        values: match column.of {
            Type::Word(words) => words(),
            _ => Vec::new(),
        },
    }
}

fn dataset(ctx: &Context, sheet: &Sheet<'_>, table: &'static Table) -> DatasetView {
    let formats = Format::ALL.into_iter();
    DatasetView {
        name: table.name,
        what: ctx.lang.word("file", table.name),
        rows: ctx.lang.n("data-rows", (table.count)(sheet)),
        files: formats
            .map(|format| link(ctx, Published::Table(table, format), format.name()))
            .collect(),
        columns: table.columns.iter().map(|held| column(ctx.lang, held)).collect(),
    }
}

fn standard_view(ctx: &Context, sheet: &Sheet<'_>, standard: Standard) -> StandardView {
    StandardView {
        what: ctx.lang.word("file", standard.key()),
        file: link(ctx, Published::Standard(standard), standard.name()),
        note: match standard {
            Standard::QuickStatements => stated(ctx.lang, sheet),
            Standard::Subventions => subsidies(ctx.lang, sheet),
            Standard::Activities | Standard::Organisations | Standard::Deadlines | Standard::Giving => {
                match standard.left_out(sheet) {
                    0 => String::new(),
                    left_out => ctx.lang.n("data-grants-left-out", left_out),
                }
            }
        },
    }
}

/// How many partnerships Wikidata is told of, and how many not, by the reason.
fn stated(lang: Lang, sheet: &Sheet<'_>) -> String {
    let tally = quickstatements::tally(sheet);
    let reasons = tally.left_out.into_iter().map(|(why, count)| match why {
        LeftOut::Kind => lang.n("left-out-kind", count),
        LeftOut::Status => lang.n("left-out-status", count),
        LeftOut::Parties => lang.n("left-out-parties", count),
        LeftOut::End => lang.n("left-out-end", count),
        LeftOut::Item => lang.n("left-out-item", count),
        LeftOut::Again => lang.n("left-out-again", count),
    });
    holds(
        lang,
        lang.n("data-stated", tally.stated),
        "data-left-out",
        reasons,
    )
}

/// How many grants of French authorities have a row, and how many grants have none, by the reason.
fn subsidies(lang: Lang, sheet: &Sheet<'_>) -> String {
    let tally = subventions::tally(sheet);
    let reasons = tally.left_out.into_iter().map(|(why, count)| match why {
        NoRow::Giver => lang.n("no-row-giver", count),
        NoRow::Day => lang.n("no-row-day", count),
        NoRow::Amount => lang.n("no-row-amount", count),
        NoRow::Recipient => lang.n("no-row-recipient", count),
        NoRow::Form => lang.n("no-row-form", count),
        NoRow::Siret => lang.n("no-row-siret", count),
    });
    holds(
        lang,
        lang.n("data-grants-held", tally.rows),
        "data-grants-without",
        reasons,
    )
}

/// What a file holds, and what is left out of it, if anything is.
fn holds(lang: Lang, held: String, left_out: &str, reasons: impl Iterator<Item = String>) -> String {
    let reasons: Vec<String> = reasons.collect();
    if reasons.is_empty() {
        return held;
    }
    format!("{held} {}", lang.with(left_out, &reasons.join(" · ")))
}

/// The pages whose towns, countries, programmes and themes have feeds, each with how the address of a feed is made.
fn own_feeds(ctx: &Context) -> Vec<(String, String)> {
    let lang = ctx.lang;
    [
        ("menu-authorities", "authorities/{code}"),
        ("data-feeds-country", "countries/{country}"),
        ("menu-programmes", "programmes/{id}"),
        ("data-feeds-theme", "themes/{theme}"),
    ]
    .map(|(key, path)| (lang.t(key), urls::feed(&urls::plain(lang, path), "atom")))
    .to_vec()
}

fn nights(ctx: &Context) -> Vec<NightRow> {
    let listed = ctx
        .site
        .nights()
        .map(|nights| nights.listed())
        .unwrap_or_default();
    let row = |night: &Night| NightRow {
        url: urls::file(&night.path()),
        day: figures::day(ctx.lang, Day::of(night.day)),
        size: size(ctx.lang, night.bytes),
        sha256: night.sha256.clone(),
    };
    listed.iter().map(row).collect()
}

/// Makes what is small enough to be made while somebody waits; says whether every size is of today's record.
async fn made(site: &Site, rows: usize) -> bool {
    let state = site.state();
    let now = shelf::stamp(&state);
    for file in Published::all() {
        if rows <= AT_ONCE
            && let Err(error) = shelf::file(site, file).await
        {
            tracing::error!(%error, name = file.name(), "a file could not be written");
        }
    }
    let fresh = |file: Published| shelf::last(site, file).is_some_and(|made| made.stamp == now);
    Published::all().into_iter().all(fresh)
}

/// `GET /{lang}/data`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let state = ctx.site.state();
    let rows: usize = {
        let sheet = catalogue::sheet(&ctx.site, &state, Only::All);
        TABLES.iter().map(|table| (table.count)(&sheet)).sum()
    };
    let is_fresh = made(&ctx.site, rows).await;
    let sheet = catalogue::sheet(&ctx.site, &state, Only::All);
    let day = figures::day(lang, state.snapshot.today());
    let address = format!("{}{}", ctx.site.address(), urls::plain(lang, "data"));
    let datasets: Vec<DatasetView> = TABLES.iter().map(|table| dataset(&ctx, &sheet, table)).collect();
    let told = datasets.iter().map(|set| Described {
        name: set.name,
        what: &set.what,
        rows: &set.rows,
    });
    let page = DataPage {
        page: ctx.layout(&lang.t("data-title")),
        linked: Linking::new(&ctx).data(told),
        cite: lang.say("data-cite", &[("address", address.into()), ("day", day.into())]),
        datasets,
        standards: Standard::ALL
            .into_iter()
            .map(|standard| standard_view(&ctx, &sheet, standard))
            .collect(),
        dictionary: link(&ctx, Published::Dictionary, DICTIONARY),
        bundle: link(&ctx, Published::Bundle, BUNDLE),
        nights: nights(&ctx),
        nights_list: FileLink {
            url: urls::file(&nightly::path(NIGHTS)),
            name: NIGHTS,
            size: String::new(),
        },
        nightly: lang.say("data-nightly", &[("count", number(MOST))]),
        feeds: Form::ALL
            .map(|form| (urls::feed(&urls::home(lang), form.ending()), form.name()))
            .to_vec(),
        own_feeds: own_feeds(&ctx),
        openapi: urls::OPENAPI,
        api: api::ROUTES
            .iter()
            .map(|route| (route.path, lang.word("api", route.key)))
            .collect(),
        licence: LICENCE,
        licence_url: LICENCE_URL,
    };
    let mut answer = render(lang, &page)?;
    if !is_fresh {
        // The sizes will be known soon: this page must not stay as it is until the record changes.
        let never = HeaderValue::from_static("no-store");
        answer.headers_mut().insert(header::CACHE_CONTROL, never);
    }
    Ok(answer)
}
