//! The page on which a member of a party states something about a partnership.
//!
//! # Invariants
//! Only members who may write for a party see it.

use super::{Layout, done, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{Chip, Field, Problems};
use crate::people::body::Body;
use crate::people::said::{LONGEST_LINE, LONGEST_WORDS, Wrong};
use crate::people::statements::{about, speaking};
use crate::people::typed::Fields;
use crate::urls;
use crate::words::Lang;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use vocabulary::{DocumentKind, Partnership, PartnershipStatus, StepKind};

/// A choice of a list.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) words: String,
    pub(crate) chosen: bool,
}

/// The values of a family, one of them chosen.
pub(crate) fn choices<T: Copy>(
    (lang, family): (Lang, &str),
    values: &[T],
    word: fn(T) -> &'static str,
    chosen: &str,
) -> Vec<Choice> {
    let choice = |value: &T| Choice {
        value: word(*value).to_owned(),
        words: lang.word(family, word(*value)),
        chosen: word(*value) == chosen,
    };
    values.iter().map(choice).collect()
}

/// The page of statements.
#[derive(Template)]
#[template(path = "pages/state.html")]
pub(crate) struct StatePage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) note: String,
    /// The statement that was made last, which can be taken back.
    pub(crate) undo: Option<String>,
    pub(crate) partnership: String,
    pub(crate) url: String,
    pub(crate) now: Chip,
    pub(crate) action: String,
    /// Key, name, whether it is chosen: the bodies for which the person may speak.
    pub(crate) bodies: Vec<(String, String, bool)>,
    pub(crate) steps: Vec<Choice>,
    pub(crate) statuses: Vec<Choice>,
    pub(crate) documents: Vec<Choice>,
    pub(crate) step_date: Field,
    pub(crate) status_date: Field,
    pub(crate) title: Field,
    pub(crate) address: Field,
    pub(crate) document_date: Field,
    /// What was typed, and of which form.
    pub(crate) words: String,
    pub(crate) verdict: String,
    pub(crate) longest: usize,
    pub(crate) propose: Option<String>,
}

/// `GET /{lang}/partnerships/{id}/state`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let (partnership, body) = about(&ctx, ctx.query("body"))?;
    let mut page = build(&ctx, (&partnership, &body), &Fields::default());
    page.note = done::note(&ctx);
    page.undo = Some(ctx.query("claim").to_owned()).filter(|claim| !claim.is_empty());
    render_private(ctx.lang, &page)
}

/// The page again, with what was typed and what is wrong with it.
pub(crate) fn again(
    ctx: &Context,
    about: (&Partnership, &Body),
    (fields, wrong): (&Fields, &Wrong),
) -> Result<Response, PageError> {
    let mut page = build(ctx, about, fields);
    for field in [
        &mut page.step_date,
        &mut page.status_date,
        &mut page.title,
        &mut page.address,
        &mut page.document_date,
    ] {
        field.problem = wrong.of(field.name);
    }
    let all = [
        &page.step_date,
        &page.status_date,
        &page.title,
        &page.address,
        &page.document_date,
    ];
    page.problems = Problems::of(ctx.lang, &all);
    if page.problems.is_none() {
        return Err(PageError::Invalid { lang: ctx.lang });
    }
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

/// A field for a day.
pub(crate) fn day_field(lang: Lang, (name, label): (&'static str, &str), fields: &Fields) -> Field {
    Field {
        hint: lang.t("claim-date-hint"),
        autocomplete: "off",
        longest: 10,
        optional: true,
        value: fields.of(name).to_owned(),
        ..Field::new(name, "text", lang.t(label))
    }
}

/// The statuses; chosen is what was typed, else the present one.
fn statuses(lang: Lang, now: PartnershipStatus, fields: &Fields) -> Vec<Choice> {
    let typed = fields.of("status");
    let chosen = if typed.is_empty() { now.as_str() } else { typed };
    choices(
        (lang, "status"),
        PartnershipStatus::ALL,
        PartnershipStatus::as_str,
        chosen,
    )
}

fn build(ctx: &Context, (partnership, body): (&Partnership, &Body), fields: &Fields) -> StatePage {
    let lang = ctx.lang;
    let view = ctx.view();
    let row = view.partnership(partnership);
    let bodies = speaking(ctx, partnership);
    let line = |name, label: &str| Field {
        autocomplete: "off",
        longest: LONGEST_LINE,
        value: fields.of(name).to_owned(),
        ..Field::new(name, "text", lang.t(label))
    };
    let propose = body.code.as_ref().map(|_| {
        let page = body.page(lang, "propose");
        urls::filtered(&page, &[("partnership", &partnership.id.to_string())])
    });
    StatePage {
        page: ctx.layout(&lang.t("state-title")),
        problems: None,
        note: String::new(),
        undo: None,
        partnership: row.label,
        url: row.url,
        now: row.status,
        action: urls::state(lang, partnership.id),
        bodies: bodies
            .into_iter()
            .map(|held| (held.key.clone(), held.name.words, held.key == body.key))
            .collect(),
        steps: choices((lang, "step"), StepKind::ALL, StepKind::as_str, fields.of("step")),
        statuses: statuses(lang, partnership.status, fields),
        documents: choices(
            (lang, "document"),
            DocumentKind::ALL,
            DocumentKind::as_str,
            fields.of("document"),
        ),
        step_date: Field {
            optional: false,
            ..day_field(lang, ("step-date", "state-step-date"), fields)
        },
        status_date: day_field(lang, ("status-date", "state-since"), fields),
        title: line("title", "state-document-title"),
        address: Field {
            hint: lang.t("state-document-address-hint"),
            optional: true,
            ..line("address", "state-document-address")
        },
        document_date: day_field(lang, ("document-date", "state-document-date"), fields),
        words: fields.of("words").to_owned(),
        verdict: fields.of("verdict").to_owned(),
        longest: LONGEST_WORDS,
        propose,
    }
}
