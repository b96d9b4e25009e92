//! What moderators decide: who speaks for which body, and which mail domains are whose.
//!
//! # Invariants
//! A decision tells the person by mail, in the same write; a decision taken back is told by nobody but the page.

use super::body::Body;
use super::guard::to;
use super::sign_in::ours;
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::accreditations;
use crate::site::Places;
use crate::urls;
use crate::words::Lang;
use axum::response::Response;
use register::people::{Accredited, LetterFor};
use register::policy::{Action, Resource};
use register::{Actor, RegisterError};
use uuid::Uuid;
use vocabulary::{AuthorityCode, AuthorityId, Id, Language, Letter, PartyRef, SecretLink};

/// Longest reason of a refusal, in characters.
const LONGEST: usize = 500;
/// A name entered by hand is taken for its best candidate from here on.
const SURE: f32 = 0.9;

fn done(lang: Lang, what: &str) -> Response {
    to(&urls::filtered(
        &urls::plain(lang, "accreditations"),
        &[("done", what)],
    ))
}

/// `POST /{lang}/accreditations/{id}`: accepts, refuses with a reason, or takes the decision back.
pub(crate) async fn decide(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    ctx.need(Action::Decide, &Resource::Accreditations)?;
    let lang = ctx.lang;
    let id: Uuid = ctx.last().parse().map_err(|_| ctx.missing())?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&by, &now);
    let reason: String = fields.of("reason").chars().take(LONGEST).collect();
    let (known, what) = match fields.of("verdict") {
        "undo" => (desk.register.undo_accreditation(id, act).await, "undone"),
        "refuse" if reason.is_empty() => return accreditations::reason_missing(&ctx, id).await,
        verdict @ ("accept" | "refuse") => {
            let (decision, what) = match verdict {
                "accept" => (Accredited::Yes, "accepted"),
                _ => (
                    Accredited::No {
                        reason: reason.clone(),
                    },
                    "refused",
                ),
            };
            let Some(key) = body_of(&ctx, id).await? else {
                return Ok(done(lang, "meanwhile"));
            };
            let letter: LetterFor<'_> = &|language| letter(&ctx, &key, (&decision, language));
            let told = (&decision, Some(letter));
            (desk.register.decide_accreditation(id, told, act).await, what)
        }
        _ => return Err(PageError::Invalid { lang }),
    };
    let known = known.map_err(|error| ours(lang, error))?;
    Ok(done(lang, if known { what } else { "meanwhile" }))
}

/// The body of a wish that waits.
async fn body_of(ctx: &Context, id: Uuid) -> Result<Option<PartyRef>, PageError> {
    let waiting = ctx.site.desk().register.waiting_accreditations().await;
    let waiting = waiting.map_err(|error| ours(ctx.lang, error))?;
    Ok(waiting
        .into_iter()
        .find(|wish| wish.id == id)
        .map(|wish| wish.body))
}

fn letter(ctx: &Context, body: &PartyRef, (decision, language): (&Accredited, Language)) -> Letter {
    let lang = Lang::of(language);
    let view = ctx.view_in(lang);
    let body = Body::held(&view, *body);
    let (name, path) = body.map_or_else(
        || (String::new(), urls::plain(lang, "account")),
        |body| {
            let page = match decision {
                Accredited::Yes => "",
                Accredited::No { .. } => "speak",
            };
            (body.name.words.clone(), body.page(lang, page))
        },
    );
    let link = SecretLink::new(format!("{}{path}", ctx.site.address()));
    match decision {
        Accredited::Yes => Letter::Accredited { body: name, link },
        Accredited::No { reason } => Letter::NotAccredited {
            body: name,
            reason: reason.clone(),
            link,
        },
    }
}

/// `POST /{lang}/mail-domains`: notes that a domain is a body's, or takes it from the body.
pub(crate) async fn domains(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    ctx.need(Action::Change, &Resource::Accreditations)?;
    let lang = ctx.lang;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&by, &now);
    let domain = fields.of("domain").trim_start_matches('@').to_lowercase();
    if fields.of("verdict") == "drop" {
        let key: Uuid = fields
            .of("authority")
            .parse()
            .map_err(|_| PageError::Invalid { lang })?;
        let dropped = desk
            .register
            .drop_mail_domain(&domain, AuthorityId::of(key), act)
            .await;
        let known = dropped.map_err(|error| ours(lang, error))?;
        return Ok(done(lang, if known { "domain-dropped" } else { "meanwhile" }));
    }
    let code = code(fields.of("body"), ctx.site.places());
    let is_domain = format!("x@{domain}").parse::<vocabulary::MailAddress>().is_ok();
    let (Some(code), true, false) = (code, is_domain, fields.of("source").is_empty()) else {
        return accreditations::domain_again(&ctx, &fields, is_domain).await;
    };
    let source: String = fields.of("source").chars().take(LONGEST).collect();
    let added = desk
        .register
        .add_mail_domain(&domain, (&code, &source), ctx.site.places(), act)
        .await;
    match added {
        Ok(()) => {
            ctx.refresh().await?;
            Ok(done(lang, "domain-added"))
        }
        Err(RegisterError::UnknownCode { .. }) => {
            accreditations::domain_again(&ctx, &fields, is_domain).await
        }
        Err(error) => Err(ours(lang, error)),
    }
}

/// The body that a code or a name means without doubt.
pub(crate) fn code(entered: &str, places: &dyn Places) -> Option<AuthorityCode> {
    if let Ok(code) = entered.parse::<AuthorityCode>() {
        return places.authority(&code).map(|found| found.code().clone());
    }
    let best = places.search(entered, 1).into_iter().next();
    best.filter(|best| best.confidence >= SURE).map(|best| best.code)
}
