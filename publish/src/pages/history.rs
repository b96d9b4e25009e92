//! What happened to one fact: each change with what it was before and what it is now, the newest first; and how the fact
//! stood on a day.
//!
//! # Invariants
//! - The log's own values are shown, never worked out again.
//! - Who a person was is not said: the page is public, and the log names people by a key.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::DayView;
use crate::urls;
use crate::view::{View, cut};
use askama::Template;
use axum::response::Response;
use register::policy::{Action, Resource};
use register::{Actor, Change, RegisterError};
use serde_json::Value;
use std::collections::BTreeSet;
use uuid::Uuid;
use vocabulary::{Day, Moment, PartyRef, StepKind};

/// Changes shown at once.
const ROWS: u64 = 30;
/// Longest value shown, in characters.
const LONGEST: usize = 300;
/// The kinds of facts whose life may be looked at.
pub(crate) const KINDS: [&str; 10] = [
    "partnership",
    "organisation",
    "programme",
    "call",
    "alliance",
    "campaign",
    "project",
    "award",
    "action",
    "grant",
];

/// A field that changed.
pub(crate) struct FieldRow {
    pub(crate) name: String,
    pub(crate) before: String,
    pub(crate) after: String,
}

/// One change.
pub(crate) struct ChangeRow {
    pub(crate) position: String,
    pub(crate) on: Option<DayView>,
    pub(crate) what: String,
    pub(crate) by: String,
    pub(crate) fields: Vec<FieldRow>,
}

/// The life of a fact.
#[derive(Template)]
#[template(path = "pages/history.html")]
pub(crate) struct HistoryPage {
    pub(crate) page: Layout,
    /// The page of the fact, where it still stands.
    pub(crate) fact: Option<String>,
    /// Where the fact is edited, for who may.
    pub(crate) edit: Option<String>,
    pub(crate) changes: Vec<ChangeRow>,
    pub(crate) older: Option<String>,
    /// The day that was asked for.
    pub(crate) day: String,
    /// When, and how the fact stood then, or that it was not there; `None` where nobody asked.
    pub(crate) stood: Option<(String, Vec<(String, String)>)>,
    pub(crate) problem: Option<String>,
}

/// `GET /{lang}/history/{kind}/{id}?day=…&before=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let kind = kind(&ctx).ok_or_else(|| ctx.missing())?;
    let id: Uuid = ctx.last().parse().map_err(|_| ctx.missing())?;
    let id_text = id.to_string();
    let named = (kind, id_text.as_str());
    let before: Option<u64> = ctx.query("before").parse().ok();
    let register = &ctx.site.desk().register;
    let ours = |error: RegisterError| PageError::Ours {
        lang: ctx.lang,
        source: Box::new(error),
    };
    let changes = register.changes_of(named, before, ROWS).await.map_err(ours)?;
    let view = ctx.view();
    if changes.is_empty() && before.is_none() && !view.snapshot.has_page(id) {
        return Err(ctx.missing());
    }
    let day = ctx.query("day").to_owned();
    let asked: Option<Day> = day.parse().ok();
    let stood = match asked {
        Some(day) => {
            let value = register.as_of(named, &end_of(day)).await.map_err(ours)?;
            let fields = value.map_or_else(Vec::new, |value| fields_of(&view, kind, &value));
            Some((view.day(day).words, fields))
        }
        None => None,
    };
    let own = urls::history(ctx.lang, kind, id);
    let oldest = changes.last().map(|change| change.position);
    let full = u64::try_from(changes.len()) == Ok(ROWS);
    let page = HistoryPage {
        page: ctx.layout(&ctx.lang.with("history-title", &ctx.lang.word("history-of", kind))),
        fact: view.snapshot.has_page(id).then(|| format!("/id/{kind}/{id}")),
        edit: ctx
            .may(Action::Decide, &Resource::Queue)
            .then(|| urls::edit(ctx.lang, kind, id)),
        changes: changes.iter().map(|change| row(&view, kind, change)).collect(),
        older: oldest
            .filter(|position| full && *position > 1)
            .map(|position| urls::filtered(&own, &[("before", &position.to_string())])),
        problem: (!day.is_empty() && asked.is_none()).then(|| ctx.lang.t("claim-problem-date")),
        day,
        stood,
    };
    render(ctx.lang, &page)
}

fn kind(ctx: &Context) -> Option<&'static str> {
    let asked = ctx.segment(3);
    KINDS.into_iter().find(|kind| *kind == asked)
}

/// The last moment of a day, in universal time.
fn end_of(day: Day) -> Moment {
    let midnight = day
        .last()
        .tomorrow()
        .and_then(|next| next.to_zoned(jiff::tz::TimeZone::UTC))
        .map_or(i64::MAX, |next| next.timestamp().as_microsecond());
    Moment::utc(midnight.saturating_sub(1))
}

fn row(view: &View<'_>, kind: &str, change: &Change) -> ChangeRow {
    ChangeRow {
        position: change.position.to_string(),
        on: view.moment(&change.at),
        what: view.lang.word("change", &change.what),
        by: match &change.by {
            Actor::Person { .. } => view.lang.t("by-person"),
            Actor::Rule { .. } => view.lang.t("by-rule"),
            Actor::Operator { .. } => view.lang.t("by-operator"),
        },
        fields: differences(view, kind, change),
    }
}

/// What is not the same before and after.
fn differences(view: &View<'_>, kind: &str, change: &Change) -> Vec<FieldRow> {
    let empty = serde_json::Map::new();
    let object = |value: &Option<Value>| match value {
        Some(Value::Object(fields)) => fields.clone(),
        _ => empty.clone(),
    };
    let (before, after) = (object(&change.before), object(&change.after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| name.as_str() != "id" && before.get(*name) != after.get(*name))
        .map(|name| FieldRow {
            name: field_name(view, name),
            before: words(view, (kind, name), before.get(name)),
            after: words(view, (kind, name), after.get(name)),
        })
        .filter(|row| row.before != row.after)
        .collect()
}

fn fields_of(view: &View<'_>, kind: &str, value: &Value) -> Vec<(String, String)> {
    let fields = value.as_object().into_iter().flatten();
    fields
        .filter(|(name, _)| name.as_str() != "id")
        .map(|(name, value)| (field_name(view, name), words(view, (kind, name), Some(value))))
        .filter(|(_, words)| !words.is_empty())
        .collect()
}

/// A value of a field for a reader.
fn words(view: &View<'_>, (kind, field): (&str, &str), value: Option<&Value>) -> String {
    let text = match (field, value) {
        (_, None | Some(Value::Null)) => String::new(),
        (_, Some(Value::Array(all))) if all.is_empty() => String::new(),
        ("status" | "kind" | "form", Some(Value::String(word))) => word_of(view, (kind, field), word),
        ("evidence" | "reasons", Some(Value::Array(all))) => {
            figures::count(view.lang, u64::try_from(all.len()).unwrap_or(u64::MAX))
        }
        ("givers" | "recipients", Some(Value::Array(all))) => {
            let known = all
                .iter()
                .filter_map(|one| serde_json::from_value(one.clone()).ok());
            let names: Vec<String> = known.map(|party| view.party(party, "").name.words).collect();
            names.join(", ")
        }
        ("parties" | "members", Some(Value::Array(all))) => {
            let names: Vec<String> = all.iter().map(|party| party_name(view, party)).collect();
            names.join(", ")
        }
        ("steps", Some(Value::Array(all))) => {
            let steps: Vec<String> = all.iter().map(|step| step_words(view, step)).collect();
            steps.join(", ")
        }
        (_, Some(Value::String(text))) => text.clone(),
        (_, Some(Value::Object(text))) if text.contains_key("original") => text
            .get("original")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        (_, Some(value)) => value.to_string(),
    };
    cut(&text, LONGEST)
}

/// A word of the vocabulary, in the reader's language where it has one.
fn word_of(view: &View<'_>, place: (&str, &str), word: &str) -> String {
    let family = match place {
        ("partnership", "status") => "status",
        ("partnership", "kind") => "partnership-kind",
        ("project", "status") => "project-status",
        ("action", "kind") => "action-kind",
        ("grant", "form") => "grant-form",
        _ => return word.to_owned(),
    };
    view.lang.word(family, word)
}

/// The name of a field, in the reader's language where it has one.
fn field_name(view: &View<'_>, field: &str) -> String {
    let key = format!("field-of-fact-{field}");
    if view.lang.has(&key) {
        view.lang.t(&key)
    } else {
        field.to_owned()
    }
}

fn party_name(view: &View<'_>, party: &Value) -> String {
    let key = party
        .get("party")
        .and_then(|party| serde_json::from_value::<PartyRef>(party.clone()).ok());
    let written = party.get("written").and_then(Value::as_str).unwrap_or_default();
    key.map_or_else(|| written.to_owned(), |key| view.party(key, written).name.words)
}

fn step_words(view: &View<'_>, step: &Value) -> String {
    let text = |name: &str| step.get(name).and_then(Value::as_str).unwrap_or_default();
    let what = StepKind::named(text("what")).map_or_else(
        || text("what").to_owned(),
        |kind| view.lang.word("step", kind.as_str()),
    );
    let on = text("on")
        .parse::<Day>()
        .map_or_else(|_| text("on").to_owned(), |day| view.day(day).words);
    format!("{what} {on}")
}
