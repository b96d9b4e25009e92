//! Confirming a partnership by a mailed link, and whether a body wants to be asked at all.
//!
//! # Invariants
//! The link says who confirms what for whom; the form says nothing but the link.

use super::body::Body;
use super::guard::to;
use super::sign_in::ours;
use super::statements::confirmation;
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::confirm::{Asked, done, spent};
use crate::urls;
use crate::words::Lang;
use axum::response::Response;
use register::policy::Action;
use register::{Actor, Questions, Statement};
use vocabulary::Language;

/// The address of the page that confirms, at the site at `site`, in the language of its reader.
pub fn confirmation_page(site: &str, language: Language, secret: &str) -> String {
    let path = urls::filtered(&urls::plain(Lang::of(language), "confirm"), &[("token", secret)]);
    format!("{site}{path}")
}

/// `POST /{lang}/confirm`
pub(crate) async fn confirm(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let Some(asked) = Asked::of(&ctx, fields.of("token")).await? else {
        return spent(&ctx);
    };
    let desk = ctx.site.desk();
    let bare = desk.register.claim_about(asked.partnership.id).await;
    let Some(bare) = bare.map_err(|error| ours(lang, error))? else {
        return spent(&ctx);
    };
    let (claim, words) = confirmation(&ctx, &asked.partnership, bare);
    let statement = Statement {
        claim,
        words,
        language: lang.language(),
        on_behalf_of: vec![asked.body.written()],
    };
    let (by, now) = (Actor::account(asked.account), (desk.now)());
    let act = desk.act(&by, &now);
    let stated = desk
        .register
        .state_by_link(fields.of("token"), &statement, ctx.site.places(), act)
        .await;
    let Some(claim) = stated.map_err(|error| ours(lang, error))? else {
        return spent(&ctx);
    };
    ctx.refresh().await?;
    done(&ctx, &asked, claim)
}

/// `POST /{lang}/bodies/{body}/questions`: whether the body wants to be asked.
pub(crate) async fn questions(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let body = Body::of(&ctx)?;
    let party = body.need(&ctx, Action::Manage)?;
    let (questions, word) = match fields.of("questions") {
        "on" => (Questions::Wanted, "questions-on"),
        "off" => (Questions::Unwanted, "questions-off"),
        _ => return Err(PageError::Invalid { lang: ctx.lang }),
    };
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let set = desk
        .register
        .set_questions(party, questions, desk.act(&by, &now))
        .await;
    set.map_err(|error| ours(ctx.lang, error))?;
    let members = body.page(ctx.lang, "members");
    Ok(to(&urls::filtered(&members, &[("done", word)])))
}
