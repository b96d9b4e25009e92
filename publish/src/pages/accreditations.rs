//! The moderators' page: who asks to speak for which body, what was decided last, and which mail domains are whose.
//!
//! # Invariants
//! Only moderators see it: it names people and their addresses.

use super::{Layout, done, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::members::standing;
use crate::parts::{Field, Problems};
use crate::people::accreditations::code;
use crate::people::body::Body;
use crate::people::sign_in::ours;
use crate::people::typed::Fields;
use crate::urls;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::people::Accreditation;
use uuid::Uuid;
use vocabulary::{AccreditationState, PartyRef};

/// Decisions shown for taking back.
const DECISIONS: u64 = 20;
/// Mail domains shown at once.
const DOMAINS: usize = 50;

/// A wish to speak for a body.
pub(crate) struct WishRow {
    pub(crate) anchor: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) verified: bool,
    /// Address and name of the body.
    pub(crate) body: (String, String),
    pub(crate) standing: String,
    pub(crate) letter: String,
    pub(crate) reason: String,
    pub(crate) proof: String,
    pub(crate) action: String,
    pub(crate) reason_label: String,
    /// What is wrong with the reason.
    pub(crate) problem: String,
}

/// A mail domain.
pub(crate) struct DomainRow {
    pub(crate) domain: String,
    pub(crate) body: (String, String),
    pub(crate) authority: String,
    pub(crate) source: String,
    pub(crate) label: String,
}

/// The page of the moderators.
#[derive(Template)]
#[template(path = "pages/accreditations.html")]
pub(crate) struct AccreditationsPage {
    pub(crate) page: Layout,
    pub(crate) note: String,
    pub(crate) problems: Option<Problems>,
    pub(crate) waiting: Vec<WishRow>,
    pub(crate) decided: Vec<WishRow>,
    pub(crate) asked: String,
    pub(crate) domains: Vec<DomainRow>,
    pub(crate) more: String,
    pub(crate) action: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) adding: bool,
}

/// `GET /{lang}/accreditations`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let mut page = build(&ctx).await?;
    page.note = done::note(&ctx);
    render_private(ctx.lang, &page)
}

/// The page again: a refusal needs a reason.
pub(crate) async fn reason_missing(ctx: &Context, id: Uuid) -> Result<Response, PageError> {
    let mut page = build(ctx).await?;
    let anchor = id.to_string();
    let words = ctx.lang.t("accreditations-reason-missing");
    for row in page.waiting.iter_mut().filter(|row| row.anchor == anchor) {
        row.problem.clone_from(&words);
    }
    page.problems = Some(Problems {
        title: ctx.lang.t("form-problems"),
        list: vec![(format!("r-{anchor}"), words)],
    });
    unprocessable(ctx, &page)
}

/// The page again, with what is wrong with a mail domain.
pub(crate) async fn domain_again(
    ctx: &Context,
    fields: &Fields,
    is_domain: bool,
) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let mut page = build(ctx).await?;
    page.adding = true;
    for field in &mut page.fields {
        fields.of(field.name).clone_into(&mut field.value);
        field.problem = match field.name {
            "domain" if !is_domain => lang.t("domains-domain-problem"),
            "body" if code(fields.of("body"), ctx.site.places()).is_none() => lang.t("claim-problem-body"),
            "source" if fields.of("source").is_empty() => lang.t("domains-source-problem"),
            _ => String::new(),
        };
    }
    let fields: Vec<&Field> = page.fields.iter().collect();
    page.problems = Problems::of(lang, &fields);
    unprocessable(ctx, &page)
}

fn unprocessable(ctx: &Context, page: &AccreditationsPage) -> Result<Response, PageError> {
    let mut answer = render_private(ctx.lang, page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

async fn build(ctx: &Context) -> Result<AccreditationsPage, PageError> {
    let lang = ctx.lang;
    let register = &ctx.site.desk().register;
    let failed = |error| ours(lang, error);
    let waiting = register.waiting_accreditations().await.map_err(failed)?;
    let decided = register.decided_accreditations(DECISIONS).await.map_err(failed)?;
    let asked = ctx.query("q").to_lowercase();
    let all = register.mail_domains().await.map_err(failed)?;
    let view = ctx.view();
    let mut domains: Vec<DomainRow> = all
        .into_iter()
        .filter(|held| held.domain.contains(&asked))
        .map(|held| {
            let body = Body::held(&view, PartyRef::Authority(held.authority));
            let body = body.map_or_else(Default::default, |body| (body.public(lang), body.name.words));
            DomainRow {
                label: lang.with("domains-drop-label", &held.domain),
                domain: held.domain,
                body,
                authority: held.authority.to_string(),
                source: held.source,
            }
        })
        .collect();
    let left_out = domains.len().saturating_sub(DOMAINS);
    domains.truncate(DOMAINS);
    let field = |name: &'static str, key: &str, hint: &str| Field {
        hint: lang.t(hint),
        autocomplete: "off",
        ..Field::new(name, "text", lang.t(key))
    };
    Ok(AccreditationsPage {
        page: ctx.layout(&lang.t("accreditations-title")),
        note: String::new(),
        problems: None,
        waiting: rows(ctx, waiting).await?,
        decided: rows(ctx, decided).await?,
        more: if left_out > 0 {
            lang.n("domains-more", left_out)
        } else {
            String::new()
        },
        asked,
        domains,
        action: urls::plain(lang, "mail-domains"),
        fields: vec![
            field("domain", "domains-domain", "domains-domain-hint"),
            field("body", "domains-body", "domains-body-hint"),
            field("source", "domains-source", "domains-source-hint"),
        ],
        adding: false,
    })
}

async fn rows(ctx: &Context, wishes: Vec<Accreditation>) -> Result<Vec<WishRow>, PageError> {
    let lang = ctx.lang;
    let mut rows = Vec::new();
    for wish in wishes {
        let account = ctx.site.desk().register.account(wish.account).await;
        let account = account.map_err(|error| ours(lang, error))?;
        let Some(account) = account else { continue };
        let view = ctx.view();
        let body = Body::held(&view, wish.body);
        let body = body.map_or_else(Default::default, |body| (body.public(lang), body.name.words));
        let (standing, reason) = standing(lang, &wish);
        rows.push(WishRow {
            anchor: wish.id.to_string(),
            reason_label: lang.with("accreditations-reason", &account.name),
            name: account.name,
            email: account.email,
            verified: account.verified.is_some(),
            body,
            standing,
            reason,
            letter: wish.letter.unwrap_or_default(),
            proof: if wish.state == AccreditationState::Accepted {
                lang.word("proof", wish.proof.as_str())
            } else {
                String::new()
            },
            action: format!("{}/{}", urls::plain(lang, "accreditations"), wish.id),
            problem: String::new(),
        });
    }
    Ok(rows)
}
