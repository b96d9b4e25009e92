//! The samples of the design: colours, type, and every part that pages are made of, filled from the record itself.
//!
//! # Invariants
//! Each part is the one that pages use, so that the samples cannot fall behind them.

use super::home::counts;
use super::statistics::{statuses, years};
use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{
    Bars, CardList, Chip, Columns, Counts, Field, LifeLine, Pager, PartnerTable, PartnershipTable, Problems,
    QuoteList,
};
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use vocabulary::{Partnership, PartnershipStatus};

/// The colours of the style, by the names that it has for them.
const COLOURS: [&str; 12] = [
    "ink", "soft", "paper", "card", "line", "wash", "deep", "link", "warm", "live", "open", "focus",
];
/// Rows and cards of a sample.
const SHOWN: usize = 3;

/// The samples.
#[derive(Template)]
#[template(path = "pages/styleguide.html")]
pub(crate) struct StyleguidePage {
    pub(crate) page: Layout,
    pub(crate) colours: [&'static str; 12],
    pub(crate) counts: Counts,
    pub(crate) chips: Vec<Chip>,
    pub(crate) problems: Option<Problems>,
    pub(crate) fields: Vec<Field>,
    pub(crate) table: PartnershipTable,
    /// The same as one of their bodies shows them.
    pub(crate) partners: PartnerTable,
    pub(crate) nothing: PartnershipTable,
    pub(crate) pager: Pager,
    pub(crate) cards: CardList,
    pub(crate) life: LifeLine,
    pub(crate) quotes: QuoteList,
    pub(crate) bars: Bars,
    pub(crate) columns: Option<Columns>,
}

fn fields(ctx: &Context) -> Vec<Field> {
    let lang = ctx.lang;
    let right = Field {
        hint: lang.t("style-hint"),
        optional: true,
        ..Field::new("style-name", "text", lang.t("field-name"))
    };
    let wrong = Field {
        value: "anne@".to_owned(),
        problem: lang.t("field-email-problem"),
        autocomplete: "email",
        ..Field::new("style-email", "email", lang.t("field-email"))
    };
    vec![right, wrong]
}

fn table(view: &View<'_>, found: &[&Partnership]) -> PartnershipTable {
    PartnershipTable {
        lang: view.lang,
        caption: view.lang.t("menu-partnerships"),
        rows: found.iter().map(|found| view.row(found)).collect(),
    }
}

/// The same partnerships, each as its first party shows it.
fn partners(view: &View<'_>, found: &[&Partnership]) -> PartnerTable {
    let row = |found: &&Partnership| {
        let first = found.parties.first()?;
        Some(view.partner_row(found, first.party))
    };
    PartnerTable {
        lang: view.lang,
        caption: view.lang.t("authority-partnerships"),
        rows: found.iter().filter_map(row).collect(),
    }
}

/// `GET /{lang}/styleguide`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let (view, lang) = (ctx.view(), ctx.lang);
    let record = view.snapshot.record();
    let found: Vec<&Partnership> = record.partnerships.iter().take(SHOWN).collect();
    // The part with the most to show: steps and quotes.
    let told = record.partnerships.iter().take(50);
    let told = told.max_by_key(|found| found.steps.len() + found.evidence.len());
    let fields = fields(&ctx);
    let partnerships = urls::plain(lang, "partnerships");
    let page = StyleguidePage {
        page: ctx.layout(&lang.t("style-title")),
        colours: COLOURS,
        counts: counts(&view),
        chips: PartnershipStatus::ALL
            .iter()
            .map(|status| view.status(*status))
            .collect(),
        problems: Problems::of(lang, &fields.iter().collect::<Vec<_>>()),
        fields,
        table: table(&view, &found),
        partners: partners(&view, &found),
        nothing: table(&view, &[]),
        pager: Pager {
            lang,
            first: Some(partnerships.clone()),
            next: Some(partnerships),
        },
        cards: CardList {
            cards: record
                .projects
                .iter()
                .take(SHOWN)
                .map(|project| view.project_card(project))
                .collect(),
        },
        life: LifeLine {
            steps: told.map(|found| view.steps(&found.steps)).unwrap_or_default(),
        },
        quotes: QuoteList {
            quotes: told.map(|found| view.quotes(&found.evidence)).unwrap_or_default(),
        },
        bars: statuses(&view),
        columns: years(&view),
    };
    render(lang, &page)
}
