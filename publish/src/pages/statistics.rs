//! Statistics of the record: partnerships by year, country, region, sort, theme, status and age; awards by region; money.
//!
//! # Invariants
//! Every figure is counted from the record shown, and leads to the rows behind it where a list can show them.

use super::authority::find;
use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Bars, Columns, Measured};
use crate::snapshot::Facet;
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use vocabulary::{AuthorityCode, Money, PartnershipKind, PartnershipStatus, Theme};

/// Countries shown, of which the list of partnerships has all, and regions, of which each has a page.
const PLACES: usize = 25;
/// Age groups: the most years since the last step that each holds.
const AGES: [(i16, &str); 5] = [(0, "0"), (2, "2"), (5, "5"), (10, "10"), (i16::MAX, "older")];

/// The group of living partnerships without a dated step.
const UNDATED: &str = "undated";

/// The words of the age groups.
#[cfg(test)]
pub(crate) fn ages() -> Vec<&'static str> {
    AGES.iter().map(|(_, word)| *word).chain([UNDATED]).collect()
}

/// The statistics.
#[derive(Template)]
#[template(path = "pages/statistics.html")]
pub(crate) struct StatisticsPage {
    pub(crate) page: Layout,
    /// `None` where no partnership has a day.
    pub(crate) years: Option<Columns>,
    pub(crate) countries: Bars,
    pub(crate) kinds: Bars,
    pub(crate) themes: Bars,
    pub(crate) statuses: Bars,
    pub(crate) ages: Bars,
    pub(crate) regions: Bars,
    pub(crate) award_regions: Bars,
    pub(crate) money: Vec<SumRow>,
}

/// A sum of money of one sort and currency.
pub(crate) struct SumRow {
    pub(crate) what: String,
    pub(crate) count: String,
    pub(crate) sum: String,
}

/// `GET /{lang}/statistics`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let view = ctx.view();
    let page = StatisticsPage {
        page: ctx.layout(&ctx.lang.t("statistics-title")),
        years: years(&view),
        countries: bars(&view, "country", by_country(&view)),
        kinds: bars(&view, "kind", by_kind(&view)),
        themes: bars(&view, "theme", by_theme(&view)),
        statuses: statuses(&view),
        ages: bars(&view, "age", by_age(&view)),
        regions: bars(&view, "region", by_region(&view)),
        award_regions: bars(&view, "award-region", by_award_region(&view)),
        money: money(&view),
    };
    render(ctx.lang, &page)
}

/// The partnerships by the year in which they began; `None` where none has a day.
pub(super) fn years(view: &View<'_>) -> Option<Columns> {
    let years = by_year(view);
    // The list of partnerships asks for years in force, which is another question.
    let rows = years.iter().rev().map(|(year, count)| Measured {
        label: year.to_string(),
        url: None,
        count: *count,
    });
    let table = bars(view, "year", rows.collect());
    (!years.is_empty()).then(|| Columns::of(view.lang, &years, table))
}

/// The partnerships by where they stand.
pub(super) fn statuses(view: &View<'_>) -> Bars {
    bars(view, "status", by_status(view))
}

fn bars(view: &View<'_>, of: &str, values: Vec<Measured>) -> Bars {
    let lang = view.lang;
    let counted = if of == "award-region" {
        "statistics-awards"
    } else {
        "menu-partnerships"
    };
    let heads = [lang.word("statistics-head", of), lang.t(counted)];
    Bars::of(lang, lang.word("statistics-by", of), heads, values)
}

/// A value of a filter of the partnership list.
fn row(view: &View<'_>, filter: &str, key: &str, label: String, count: u64) -> Measured {
    Measured {
        label,
        url: Some(urls::filtered(
            &urls::plain(view.lang, "partnerships"),
            &[(filter, key)],
        )),
        count,
    }
}

/// The most frequent first.
fn sorted(mut values: Vec<Measured>) -> Vec<Measured> {
    values.retain(|value| value.count > 0);
    values.sort_by_key(|value| Reverse(value.count));
    values
}

fn by_year(view: &View<'_>) -> Vec<(i16, u64)> {
    let values = view.snapshot.facets().values();
    let years = values.filter_map(|(value, count)| match value {
        Facet::Year(year) => Some((*year, count)),
        _ => None,
    });
    years.collect()
}

fn by_country(view: &View<'_>) -> Vec<Measured> {
    let values = view.snapshot.facets().values();
    let countries = values.filter_map(|(value, count)| match value {
        Facet::Country(country) => Some(row(
            view,
            "country",
            country.as_str(),
            view.country(*country),
            count,
        )),
        _ => None,
    });
    let mut countries = sorted(countries.collect());
    countries.truncate(PLACES);
    countries
}

/// The regions with the most partnerships, each with its country and leading to its page.
fn by_region(view: &View<'_>) -> Vec<Measured> {
    let values = view.snapshot.facets().values();
    let mut regions: Vec<(u64, &AuthorityCode)> = values
        .filter_map(|(value, count)| match value {
            Facet::Region(code) => Some((count, code)),
            _ => None,
        })
        .collect();
    regions.sort_by_key(|(count, code)| (Reverse(*count), *code));
    regions.truncate(PLACES);
    let named = regions.into_iter().filter_map(|(count, code)| {
        let (_, body) = find(view, code)?;
        Some(Measured {
            label: format!("{}, {}", view.name(&body).words, view.country(body.country)),
            url: Some(urls::authority(view.lang, body.code())),
            count,
        })
    });
    named.collect()
}

fn by_kind(view: &View<'_>) -> Vec<Measured> {
    let facets = view.snapshot.facets();
    let kinds = PartnershipKind::ALL.iter().map(|kind| {
        let label = view.lang.word("partnership-kind", kind.as_str());
        row(
            view,
            "kind",
            kind.as_str(),
            label,
            facets.count(&Facet::Kind(*kind)),
        )
    });
    sorted(kinds.collect())
}

fn by_theme(view: &View<'_>) -> Vec<Measured> {
    let facets = view.snapshot.facets();
    let themes = Theme::ALL.iter().map(|theme| {
        let label = view.lang.word("theme", theme.as_str());
        let count = facets.count(&Facet::Theme(*theme));
        row(view, "theme", theme.as_str(), label, count)
    });
    sorted(themes.collect())
}

fn by_status(view: &View<'_>) -> Vec<Measured> {
    let facets = view.snapshot.facets();
    let statuses = PartnershipStatus::ALL.iter().map(|status| {
        let label = view.lang.word("status", status.as_str());
        row(
            view,
            "status",
            status.as_str(),
            label,
            facets.count(&Facet::Status(*status)),
        )
    });
    sorted(statuses.collect())
}

/// Living partnerships by the years since their newest step.
fn by_age(view: &View<'_>) -> Vec<Measured> {
    let this_year = view.snapshot.today().year();
    let mut counts = [0_u64; AGES.len()];
    let mut undated = 0;
    for (value, count) in view.snapshot.facets().values() {
        match value {
            Facet::NewestStep(Some(year)) => {
                let age = this_year.saturating_sub(*year);
                let group = AGES.iter().zip(&mut counts).find(|((most, _), _)| age <= *most);
                if let Some((_, held)) = group {
                    *held += count;
                }
            }
            Facet::NewestStep(None) => undated += count,
            _ => {}
        }
    }
    let groups = AGES
        .iter()
        .map(|(_, word)| *word)
        .zip(counts)
        .chain([(UNDATED, undated)]);
    let values = groups.map(|(word, count)| Measured {
        label: view.lang.word("statistics-age", word),
        url: None,
        count,
    });
    values.filter(|value| value.count > 0).collect()
}

/// Awards by the region that the communiqué puts them in.
fn by_award_region(view: &View<'_>) -> Vec<Measured> {
    let mut regions: BTreeMap<&str, u64> = BTreeMap::new();
    for region in view
        .snapshot
        .record()
        .awards
        .iter()
        .filter_map(|award| award.region.as_deref())
    {
        *regions.entry(region).or_default() += 1;
    }
    let values = regions.into_iter().map(|(region, count)| Measured {
        label: region.to_owned(),
        url: None,
        count,
    });
    sorted(values.collect())
}

/// Budgets of projects, targets of campaigns and grants, summed by currency.
fn money(view: &View<'_>) -> Vec<SumRow> {
    let record = view.snapshot.record();
    let budgets: Vec<Money> = record
        .projects
        .iter()
        .filter_map(|project| project.budget)
        .collect();
    let targets: Vec<Money> = record.campaigns.iter().map(|campaign| campaign.target).collect();
    let mut rows = sums(view, "statistics-budgets", &budgets);
    rows.extend(sums(view, "statistics-targets", &targets));
    let grants: Vec<Money> = record.grants.iter().map(|grant| grant.amount).collect();
    rows.extend(sums(view, "statistics-grants", &grants));
    rows
}

fn sums(view: &View<'_>, what: &str, all: &[Money]) -> Vec<SumRow> {
    let mut sums: BTreeMap<String, (u64, Money)> = BTreeMap::new();
    for amount in all {
        let code = amount.currency.code().to_owned();
        match sums.get_mut(&code) {
            Some((count, sum)) => {
                *count += 1;
                sum.minor = sum.minor.saturating_add(amount.minor);
            }
            None => {
                sums.insert(code, (1, *amount));
            }
        }
    }
    let row = |(count, sum): (u64, Money)| SumRow {
        what: view.lang.t(what),
        count: figures::count(view.lang, count),
        sum: view.money(sum),
    };
    sums.into_values().map(row).collect()
}
