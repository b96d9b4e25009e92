//! The form by which a body proposes a partnership, or a change of one, to the other side.
//!
//! # Invariants
//! Only members who may write for the body see it; what was typed stays when something is wrong.

use super::state::{Choice, choices, day_field};
use super::{Layout, done, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{Field, Problems};
use crate::people::body::Body;
use crate::people::said::{LONGEST_LINE, LONGEST_WORDS, Wrong};
use crate::people::typed::Fields;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::policy::Action;
use uuid::Uuid;
use vocabulary::{Id, PartnershipId, PartnershipKind, PartnershipStatus};

/// What can be proposed: nothing that one side alone decides.
const STATUSES: [PartnershipStatus; 7] = [
    PartnershipStatus::Explored,
    PartnershipStatus::Announced,
    PartnershipStatus::Voted,
    PartnershipStatus::Signed,
    PartnershipStatus::Active,
    PartnershipStatus::Suspended,
    PartnershipStatus::Ended,
];

/// The form of a proposal.
#[derive(Template)]
#[template(path = "pages/propose.html")]
pub(crate) struct ProposePage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) note: String,
    pub(crate) body: String,
    pub(crate) desk: String,
    pub(crate) lead: String,
    pub(crate) action: String,
    /// The partnership that is to change: key, address, label.
    pub(crate) partnership: Option<(String, String, String)>,
    pub(crate) parties: Area,
    /// None for the partnership of one project, which is known by its award.
    pub(crate) relations: Vec<Choice>,
    pub(crate) statuses: Vec<Choice>,
    pub(crate) status_problem: String,
    pub(crate) date: Field,
    pub(crate) title: Field,
    pub(crate) why: Area,
    pub(crate) words: Area,
}

/// A field of several lines.
pub(crate) struct Area {
    pub(crate) value: String,
    pub(crate) problem: String,
    pub(crate) longest: usize,
}

/// The partnership that a form or an address names; nothing named is a new one.
pub(crate) fn partnership(ctx: &Context, named: &str) -> Result<Option<PartnershipId>, PageError> {
    if named.is_empty() {
        return Ok(None);
    }
    let id: Uuid = named.parse().map_err(|_| ctx.missing())?;
    let id = PartnershipId::of(id);
    let known = ctx.view().snapshot.partnership(id).is_some();
    known.then_some(Some(id)).ok_or_else(|| ctx.missing())
}

/// `GET /{lang}/bodies/{body}/propose?partnership=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let body = Body::of(&ctx)?;
    body.need(&ctx, Action::Change)?;
    if body.code.is_none() {
        return Err(ctx.missing());
    }
    let about = partnership(&ctx, ctx.query("partnership"))?;
    let action = body.page(ctx.lang, "propose");
    let kept = ["parties", "relation", "status", "date", "title", "why", "words"]
        .map(|name| (name.to_owned(), ctx.typed.of(&action, name)));
    let mut page = build(&ctx, (&body, about), (&Fields(kept.to_vec()), &Wrong::default()));
    page.note = done::note(&ctx);
    render_private(ctx.lang, &page)
}

/// The form again, with what was typed and what is wrong with it.
pub(crate) fn again(
    ctx: &Context,
    about: (&Body, Option<PartnershipId>),
    (fields, wrong): (&Fields, &Wrong),
) -> Result<Response, PageError> {
    let mut page = build(ctx, about, (fields, wrong));
    page.problems = Some(Problems {
        title: ctx.lang.t("form-problems"),
        list: wrong
            .0
            .iter()
            .map(|(field, words)| ((*field).to_owned(), words.clone()))
            .collect(),
    });
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

fn build(
    ctx: &Context,
    (body, about): (&Body, Option<PartnershipId>),
    (fields, wrong): (&Fields, &Wrong),
) -> ProposePage {
    let lang = ctx.lang;
    let view = ctx.view();
    let found = about.and_then(|id| view.snapshot.partnership(id));
    let (title, lead) = if found.is_some() {
        ("propose-change-title", "propose-change-lead")
    } else {
        ("propose-title", "propose-lead")
    };
    let area = |name: &str, longest| Area {
        value: fields.of(name).to_owned(),
        problem: wrong.of(name),
        longest,
    };
    ProposePage {
        page: ctx.layout(&lang.t(title)),
        problems: None,
        note: String::new(),
        body: body.name.words.clone(),
        desk: body.page(lang, ""),
        lead: lang.t(lead),
        action: body.page(lang, "propose"),
        partnership: found.map(|found| {
            let row = view.partnership(found);
            (found.id.uuid().to_string(), row.url, row.label)
        }),
        parties: area("parties", LONGEST_WORDS),
        relations: if found.is_some_and(|found| found.kind == PartnershipKind::ProjectPartnership) {
            Vec::new()
        } else {
            choices(
                (lang, "partnership-kind"),
                PartnershipKind::ALL,
                PartnershipKind::as_str,
                fields.of("relation"),
            )
        },
        statuses: choices(
            (lang, "status"),
            &STATUSES,
            PartnershipStatus::as_str,
            fields.of("status"),
        ),
        status_problem: wrong.of("status"),
        date: Field {
            problem: wrong.of("date"),
            ..day_field(lang, ("date", "state-since"), fields)
        },
        title: Field {
            autocomplete: "off",
            longest: LONGEST_LINE,
            optional: true,
            value: fields.of("title").to_owned(),
            ..Field::new("title", "text", lang.t("claim-name"))
        },
        why: area("why", LONGEST_WORDS),
        words: area("words", LONGEST_WORDS),
    }
}
