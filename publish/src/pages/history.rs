//! What happened to one fact or authority: each change with what it was before and what it is now, the newest first; and
//! how it stood on a day.
//!
//! # Invariants
//! - The log's own values are shown, never worked out again.
//! - Who a person was is said to that person and to those who may see what others did; the page is public, and the log
//!   names people by a key.

use super::{Layout, render, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{ChangeRow, FieldRow, LinkView};
use crate::typed_value;
use crate::urls;
use crate::view::{View, cut};
use askama::Template;
use axum::response::Response;
use register::policy::{Action, Resource};
use register::{Actor, Change, RegisterError};
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;
use vocabulary::{AccountId, AuthorityCode, AuthorityId, Day, Id, Kind, Moment, PartyRef, StepKind};

/// Changes shown at once.
pub(super) const ROWS: u64 = 30;
/// Longest name in the title, in characters.
const NAME: usize = 120;
/// Longest value shown, in characters.
const LONGEST: usize = 300;
/// What has a life that may be looked at: the kinds of facts, and authorities.
pub(crate) const KINDS: [&str; 11] = [
    AUTHORITY,
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

/// Authorities are known by their codes in addresses, and no person edits them.
const AUTHORITY: &str = "authority";
/// What is told of an authority.
const OF_AUTHORITIES: [&str; 6] = ["names", "codes", "kind", "country", "parents", "population"];

/// The life of a fact.
#[derive(Template)]
#[template(path = "pages/history.html")]
pub(crate) struct HistoryPage {
    pub(crate) page: Layout,
    /// What sort of thing it is.
    pub(crate) kind: String,
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

/// `GET /{lang}/history/{kind}/{id}?day=…&before=…`, an authority also by its code
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let kind = kind(&ctx).ok_or_else(|| ctx.missing())?;
    let view = ctx.view();
    let id = key(&ctx, &view, kind)?;
    let id_text = id.to_string();
    let named = (kind, id_text.as_str());
    let before: Option<u64> = ctx.query("before").parse().ok();
    let register = &ctx.site.desk().register;
    let ours = |error: RegisterError| PageError::Ours {
        lang: ctx.lang,
        source: Box::new(error),
    };
    let changes = register.changes_of(named, before, ROWS).await.map_err(ours)?;
    let is_body = kind == AUTHORITY && view.snapshot.authority(AuthorityId::of(id)).is_some();
    let stands_today = is_body || view.snapshot.has_page(id);
    if changes.is_empty() && before.is_none() && !stands_today {
        return Err(ctx.missing());
    }
    let asked = Asked::of(&ctx);
    let stood = match asked {
        Asked::Day(day) => {
            let value = register.as_of(named, &end_of(day)).await.map_err(ours)?;
            let fields = value.map_or_else(Vec::new, |value| fields_of(&view, kind, &value));
            Some((view.day(day).words, fields))
        }
        Asked::Nothing | Asked::Wrong(_) => None,
    };
    let people = people(&ctx, &changes).await.map_err(ours)?;
    let own = urls::history(ctx.lang, kind, id);
    let may_edit = typed_value::fact(kind, id).is_some() && ctx.may(Action::Decide, &Resource::Queue);
    let page = HistoryPage {
        page: ctx.layout(
            &ctx.lang
                .with("history-title", &called(&view, (kind, id), &changes)),
        ),
        kind: ctx.lang.word("history-of", kind),
        fact: stands_today.then(|| format!("/id/{kind}/{id}")),
        edit: may_edit.then(|| urls::edit(ctx.lang, kind, id)),
        changes: changes
            .iter()
            .map(|change| ChangeRow {
                by: by(&view, change, &people),
                ..row(&view, change)
            })
            .collect(),
        older: older(&changes, &own),
        problem: match asked {
            Asked::Wrong(key) => Some(ctx.lang.t(key)),
            Asked::Day(_) | Asked::Nothing => None,
        },
        day: ctx.query("day").to_owned(),
        stood,
    };
    if people.is_empty() {
        render(ctx.lang, &page)
    } else {
        render_private(ctx.lang, &page)
    }
}

/// What the thing is called today, else in the newest change shown, else what sort of thing it is.
fn called(view: &View<'_>, (kind, id): (&str, Uuid), changes: &[Change]) -> String {
    let sort = || view.lang.word("history-of", kind);
    let last = || {
        let newest = changes.first().and_then(newest);
        newest.map(|value| title(view, kind, value))
    };
    let name = today(view, (kind, id)).or_else(last);
    cut(&name.filter(|name| !name.is_empty()).unwrap_or_else(sort), NAME)
}

/// What a thing of the record is called today.
fn today(view: &View<'_>, (kind, id): (&str, Uuid)) -> Option<String> {
    let held = view.snapshot;
    match kind {
        AUTHORITY => held.authority(Id::of(id)).map(|body| view.name(body).words),
        "partnership" => held.partnership(Id::of(id)).map(|found| view.label(found)),
        "organisation" => held.organisation(Id::of(id)).map(|found| found.name.clone()),
        "programme" => held.programme(Id::of(id)).map(|found| found.name.clone()),
        "call" => held.call(Id::of(id)).map(|found| found.name.clone()),
        "project" => held
            .project(Id::of(id))
            .map(|found| view.text(&found.title).words),
        "alliance" => held
            .alliance(Id::of(id))
            .map(|found| view.alliance_name(found).words),
        "campaign" => held
            .campaign(Id::of(id))
            .map(|found| view.text(&found.title).words),
        _ => None,
    }
}

/// The day that is asked for.
#[derive(Clone, Copy)]
enum Asked {
    /// Nobody asked.
    Nothing,
    /// How things stood at its end.
    Day(Day),
    /// No day that can be asked for: the key of why.
    Wrong(&'static str),
}

impl Asked {
    fn of(ctx: &Context) -> Self {
        let today = ctx.view().snapshot.today();
        match (ctx.query("day"), ctx.query("day").parse::<Day>()) {
            ("", _) => Self::Nothing,
            (_, Err(_)) => Self::Wrong("claim-problem-date"),
            // A year or month that has begun can be asked for: it stands as it does now.
            (_, Ok(day)) if day.first() > today.first() => Self::Wrong("history-problem-future"),
            (_, Ok(day)) => Self::Day(day),
        }
    }
}

fn kind(ctx: &Context) -> Option<&'static str> {
    let asked = ctx.segment(3);
    KINDS.into_iter().find(|kind| *kind == asked)
}

/// The key that the address ends with, or that of the authority whose code it ends with.
fn key(ctx: &Context, view: &View<'_>, kind: &str) -> Result<Uuid, PageError> {
    if let Ok(id) = ctx.last().parse() {
        return Ok(id);
    }
    let code: Option<AuthorityCode> = ctx.last().parse().ok().filter(|_| kind == AUTHORITY);
    let held = code.and_then(|code| view.snapshot.by_code(&code));
    held.map(|(id, _)| id.uuid()).ok_or_else(|| ctx.missing())
}

/// Where older changes stand, where there may be some.
pub(super) fn older(changes: &[Change], own: &str) -> Option<String> {
    let full = u64::try_from(changes.len()) == Ok(ROWS);
    let oldest = changes.last().map(|change| change.position);
    oldest
        .filter(|position| full && *position > 1)
        .map(|position| urls::filtered(own, &[("before", &position.to_string())]))
}

/// The names of the people among those who acted whose acts whoever asks may see; an erased one has an empty name.
async fn people(ctx: &Context, changes: &[Change]) -> Result<HashMap<String, String>, RegisterError> {
    let acted = changes.iter().filter_map(|change| match &change.by {
        Actor::Person { name } => name.parse::<Uuid>().ok().map(AccountId::of),
        Actor::Rule { .. } | Actor::Operator { .. } => None,
    });
    let mut shown: HashMap<String, String> = acted
        .filter(|of| ctx.may(Action::See, &Resource::Acts { of: *of }))
        .map(|of| (of.to_string(), String::new()))
        .collect();
    if !shown.is_empty() {
        let keys: Vec<&str> = shown.keys().map(String::as_str).collect();
        let known = ctx.site.desk().register.names(keys).await?;
        shown.extend(known);
    }
    Ok(shown)
}

/// Who acted, with the way to what else they did for who may see that.
fn by(view: &View<'_>, change: &Change, people: &HashMap<String, String>) -> LinkView {
    let lang = view.lang;
    let key = match &change.by {
        Actor::Person { name } => name,
        Actor::Rule { .. } => return plain(&lang.t("by-rule")),
        Actor::Operator { .. } => return plain(&lang.t("by-operator")),
    };
    match (people.get(key), key.parse().map(AccountId::of)) {
        (Some(name), Ok(account)) => LinkView {
            url: urls::acts(lang, account),
            words: View::said(
                &(if name.is_empty() {
                    lang.t("by-erased")
                } else {
                    lang.with("by-named", name)
                }),
                None,
            ),
        },
        _ => plain(&lang.t("by-person")),
    }
}

/// Words that lead nowhere.
pub(super) fn plain(words: &str) -> LinkView {
    LinkView {
        url: String::new(),
        words: View::said(words, None),
    }
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

/// A change: what and when, and the fields that are not the same, where their values may be shown to everybody.
pub(super) fn row(view: &View<'_>, change: &Change) -> ChangeRow {
    let kind = change.entity.as_str();
    let fields = if KINDS.contains(&kind) {
        differences(view, kind, change)
    } else {
        Vec::new()
    };
    ChangeRow {
        lang: view.lang,
        position: change.position.to_string(),
        on: view.moment(&change.at),
        what: view.lang.word("change", &change.what),
        thing: None,
        by: plain(""),
        fields,
        undo: None,
    }
}

/// What the log has of an entity after a change, else before it.
pub(super) fn newest(change: &Change) -> Option<&Value> {
    change.after.as_ref().or(change.before.as_ref())
}

/// What a fact is called in its own words: its title, its name, or those who take part; may be empty.
pub(super) fn title(view: &View<'_>, kind: &str, value: &Value) -> String {
    let parts = ["title", "name", "names", "parties", "members"];
    let words = parts.map(|part| words(view, (kind, part), value.get(part)));
    words
        .into_iter()
        .find(|words| !words.is_empty())
        .unwrap_or_default()
}

/// Whether a field says something to a reader.
fn is_told(kind: &str, field: &str) -> bool {
    field != "id" && (kind != AUTHORITY || OF_AUTHORITIES.contains(&field))
}

/// What is not the same before and after.
fn differences(view: &View<'_>, kind: &str, change: &Change) -> Vec<FieldRow> {
    let object = |value: &Option<Value>| match value {
        Some(Value::Object(fields)) => fields.clone(),
        // An authority was given more codes: the log has these alone.
        Some(codes @ Value::Array(_)) if kind == AUTHORITY => {
            serde_json::Map::from_iter([("codes".to_owned(), codes.clone())])
        }
        _ => serde_json::Map::new(),
    };
    let (before, after) = (object(&change.before), object(&change.after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    names
        .into_iter()
        .filter(|name| is_told(kind, name) && before.get(*name) != after.get(*name))
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
        .filter(|(name, _)| is_told(kind, name))
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
        ("country", Some(Value::String(code))) => code
            .parse()
            .map_or_else(|_| code.clone(), |country| view.country(country)),
        ("names", Some(Value::Array(all))) => joined(all.iter().filter_map(|name| name.get("text"))),
        ("codes", Some(Value::Array(all))) => joined(all),
        ("parents", Some(Value::Array(all))) => {
            let codes = all.iter().filter_map(Value::as_str);
            let names: Vec<String> = codes.map(|code| view.body_named(code)).collect();
            names.join(", ")
        }
        (
            "programme" | "call" | "project" | "alliance" | "campaign" | "partnership",
            Some(Value::String(key)),
        ) => {
            let id = key.parse().ok();
            id.and_then(|id| today(view, (field, id)))
                .unwrap_or_else(|| key.clone())
        }
        ("population", Some(Value::Object(population))) => {
            let inhabitants = population.get("inhabitants").and_then(Value::as_u64);
            inhabitants.map_or_else(String::new, |count| figures::count(view.lang, count))
        }
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

/// Texts one behind the other.
fn joined<'t>(texts: impl IntoIterator<Item = &'t Value>) -> String {
    let texts: Vec<&str> = texts.into_iter().filter_map(Value::as_str).collect();
    texts.join(", ")
}

/// A word of the vocabulary, in the reader's language where it has one.
fn word_of(view: &View<'_>, place: (&str, &str), word: &str) -> String {
    if place == (AUTHORITY, "kind") {
        return word
            .parse::<Kind>()
            .map_or_else(|_| word.to_owned(), |kind| kind.name(view.lang.tag()).to_owned());
    }
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
