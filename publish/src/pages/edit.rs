//! Editing a fact by hand: a form with its fields; what was changed meanwhile by somebody else stands beside it.
//!
//! # Invariants
//! - A form says which version of the fact it shows; what was saved since is overwritten only by who has seen it.
//! - Only fields that were changed in the form are edited; the others go on following the sources.

use super::review::OptionRow;
use super::{Layout, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::DayView;
use crate::people::guard::to;
use crate::people::sign_in::ours;
use crate::people::typed::Fields;
use crate::typed_value::{self, Problem, Sort, Typed};
use crate::urls;
use crate::words::Lang;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::{Actor, Editable, Edits, RegisterError, Version};
use serde_json::Value;
use uuid::Uuid;

/// The field of the form that says which version it shows.
const SEEN: &str = "seen";

/// How a field is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Drawn {
    /// A list to choose from.
    Choice,
    /// A box to tick.
    Tick,
    /// Some lines.
    Lines,
    /// One line.
    Line,
}

/// A field of the form.
pub(crate) struct InputRow {
    pub(crate) name: &'static str,
    pub(crate) label: String,
    pub(crate) hint: String,
    pub(crate) drawn: Drawn,
    pub(crate) options: Vec<OptionRow>,
    pub(crate) value: String,
    pub(crate) required: bool,
    pub(crate) problem: String,
    /// What stands there now, where it is not what this person had before their eyes.
    pub(crate) stands: Option<String>,
}

/// A field that keeps what a person gave it.
pub(crate) struct HeldRow {
    pub(crate) name: String,
    pub(crate) label: String,
    pub(crate) by: String,
    pub(crate) on: Option<DayView>,
}

/// The page.
#[derive(Template)]
#[template(path = "pages/edit.html")]
pub(crate) struct EditPage {
    pub(crate) page: Layout,
    pub(crate) fact: String,
    pub(crate) history: String,
    pub(crate) action: String,
    pub(crate) seen: String,
    pub(crate) note: Option<String>,
    /// Somebody changed the fact meanwhile.
    pub(crate) is_conflict: bool,
    pub(crate) has_problems: bool,
    pub(crate) rows: Vec<InputRow>,
    pub(crate) held: Vec<HeldRow>,
}

/// The fact that a request is about.
struct Asked {
    kind: String,
    id: Uuid,
    fact: Editable,
    fields: &'static [Typed],
    stands: Version,
}

impl Asked {
    async fn of(ctx: &Context) -> Result<Self, PageError> {
        let kind = ctx.segment(3).to_owned();
        let id: Uuid = ctx.last().parse().map_err(|_| ctx.missing())?;
        let (fact, fields) = typed_value::fact(&kind, id).ok_or_else(|| ctx.missing())?;
        let found = ctx.site.desk().register.version(fact).await;
        let found = found.map_err(|error| ours(ctx.lang, error))?;
        Ok(Self {
            kind,
            id,
            fact,
            fields,
            stands: found.ok_or_else(|| ctx.missing())?,
        })
    }

    fn address(&self, lang: Lang) -> String {
        urls::edit(lang, &self.kind, self.id)
    }

    /// The fact as it was at a version.
    async fn at(&self, ctx: &Context, version: u64) -> Result<Value, PageError> {
        if version == self.stands.version {
            return Ok(self.stands.value.clone());
        }
        let id = self.id.to_string();
        let until = Some(version.saturating_add(1));
        let change = ctx
            .site
            .desk()
            .register
            .changes_of((&self.kind, &id), until, 1)
            .await;
        let change = change.map_err(|error| ours(ctx.lang, error))?;
        let value = change.into_iter().next().and_then(|change| change.after);
        value.ok_or(PageError::Invalid { lang: ctx.lang })
    }
}

/// What a person typed into the form, beside the version that they saw.
struct Entered<'a> {
    fields: &'a Fields,
    saw: Value,
}

impl Entered<'_> {
    fn changes(&self, field: Typed) -> bool {
        // A browser sends lines with carriage returns, whatever it was given.
        self.typed(field) != field.shown(&self.saw).replace("\r\n", "\n").trim()
    }

    fn typed(&self, field: Typed) -> String {
        self.fields.of(field.name).replace("\r\n", "\n")
    }
}

/// `GET /{lang}/edit/{kind}/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let asked = Asked::of(&ctx).await?;
    shown(&ctx, &asked, None).await
}

/// `POST /{lang}/edit/{kind}/{id}`: saves what was changed, or gives a field back to the sources.
pub(crate) async fn save(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let asked = Asked::of(&ctx).await?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&by, &now);
    let released = fields.of("release");
    if !released.is_empty() {
        let done = desk.register.release(asked.fact, released, act).await;
        done.map_err(|error| ours(ctx.lang, error))?;
        return done_with(&ctx, &asked, "released").await;
    }
    let seen: u64 = fields
        .of(SEEN)
        .parse()
        .map_err(|_| PageError::Invalid { lang: ctx.lang })?;
    let entered = Entered {
        saw: asked.at(&ctx, seen).await?,
        fields: &fields,
    };
    let changed: Vec<Typed> = asked
        .fields
        .iter()
        .copied()
        .filter(|field| entered.changes(*field))
        .collect();
    if changed.is_empty() {
        return Ok(to(&urls::filtered(
            &asked.address(ctx.lang),
            &[("done", "nothing")],
        )));
    }
    let value = |field: &Typed| {
        let value = field.value(&entered.typed(*field), &asked.stands.value, ctx.lang.language());
        value.map(|value| (field.name.to_owned(), value))
    };
    let Ok(fields) = changed.iter().map(value).collect::<Result<Vec<_>, Problem>>() else {
        return shown(&ctx, &asked, Some(&entered)).await;
    };
    let seen = Some(seen);
    match desk
        .register
        .edit_together(asked.fact, &Edits { fields, seen }, act)
        .await
    {
        Ok(()) => done_with(&ctx, &asked, "saved").await,
        Err(RegisterError::ChangedSince { .. }) => {
            let stands = Asked::of(&ctx).await?;
            shown(&ctx, &stands, Some(&entered)).await
        }
        Err(error) => Err(ours(ctx.lang, error)),
    }
}

async fn done_with(ctx: &Context, asked: &Asked, what: &str) -> Result<Response, PageError> {
    ctx.refresh().await?;
    Ok(to(&urls::filtered(&asked.address(ctx.lang), &[("done", what)])))
}

/// The page: as it stands, or with what was entered.
async fn shown(ctx: &Context, asked: &Asked, entered: Option<&Entered<'_>>) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let rows: Vec<InputRow> = asked
        .fields
        .iter()
        .map(|field| input(lang, *field, &asked.stands.value, entered))
        .collect();
    let has_problems = rows.iter().any(|row| !row.problem.is_empty());
    let is_conflict =
        entered.is_some_and(|entered| entered.fields.of(SEEN) != asked.stands.version.to_string());
    let page = EditPage {
        page: ctx.layout(&lang.with("edit-title", &lang.word("history-of", &asked.kind))),
        fact: format!("/id/{}/{}", asked.kind, asked.id),
        history: urls::history(lang, &asked.kind, asked.id),
        action: asked.address(lang),
        seen: asked.stands.version.to_string(),
        note: match ctx.query("done") {
            what @ ("saved" | "released" | "nothing") => Some(lang.word("edit-done", what)),
            _ => None,
        },
        is_conflict,
        has_problems,
        rows,
        held: held(ctx, asked).await?,
    };
    let mut answer = render_private(lang, &page)?;
    if is_conflict {
        *answer.status_mut() = StatusCode::CONFLICT;
    } else if has_problems {
        *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    Ok(answer)
}

fn input(lang: Lang, field: Typed, stands: &Value, entered: Option<&Entered<'_>>) -> InputRow {
    let now = field.shown(stands);
    // What this person did not touch is shown as it stands.
    let entered = entered.filter(|entered| entered.changes(field));
    let value = entered.map_or_else(|| now.clone(), |entered| entered.typed(field));
    let problem = entered.and_then(|_| field.value(&value, stands, lang.language()).err());
    let moved = entered.filter(|entered| field.shown(&entered.saw) != now && value != now);
    InputRow {
        name: field.name,
        label: lang.word("field-of-fact", field.name),
        hint: hint(lang, field.sort),
        drawn: match field.sort {
            Sort::Word(..) => Drawn::Choice,
            Sort::Flag => Drawn::Tick,
            Sort::Text => Drawn::Lines,
            Sort::Line | Sort::Country | Sort::Money | Sort::Sum | Sort::Number | Sort::Day => Drawn::Line,
        },
        options: options(lang, field.sort, &value),
        required: !field.may_be_empty,
        problem: problem
            .map(|problem| lang.word("edit-problem", problem.as_str()))
            .unwrap_or_default(),
        stands: moved.map(|_| in_words(lang, field.sort, &now)),
        value,
    }
}

fn options(lang: Lang, sort: Sort, chosen: &str) -> Vec<OptionRow> {
    let Sort::Word(list) = sort else {
        return Vec::new();
    };
    let row = |value: &'static str| OptionRow {
        value,
        words: lang.word(list.family(), value),
        chosen: value == chosen,
    };
    list.words().into_iter().map(row).collect()
}

fn hint(lang: Lang, sort: Sort) -> String {
    let key = match sort {
        Sort::Money | Sort::Sum => "edit-hint-money",
        Sort::Country => "edit-hint-country",
        Sort::Day => "claim-date-hint",
        _ => return String::new(),
    };
    lang.t(key)
}

/// A value of a form for a reader.
fn in_words(lang: Lang, sort: Sort, value: &str) -> String {
    match sort {
        _ if value.is_empty() && sort != Sort::Flag => lang.t("edit-empty"),
        Sort::Word(list) => lang.word(list.family(), value),
        Sort::Flag => lang.t(if value == "yes" { "edit-yes" } else { "edit-no" }),
        _ => value.to_owned(),
    }
}

async fn held(ctx: &Context, asked: &Asked) -> Result<Vec<HeldRow>, PageError> {
    let edited = &asked.stands.edited;
    let names = ctx
        .site
        .desk()
        .register
        .names(edited.iter().map(|held| held.by.as_str()))
        .await;
    let names = names.map_err(|error| ours(ctx.lang, error))?;
    let view = ctx.view();
    let row = |held: &register::EditedField| HeldRow {
        name: held.field.clone(),
        label: ctx.lang.word("field-of-fact", &held.field),
        by: names
            .get(&held.by)
            .cloned()
            .unwrap_or_else(|| ctx.lang.t("by-person")),
        on: view.moment(&held.at),
    };
    Ok(edited.iter().map(row).collect())
}
