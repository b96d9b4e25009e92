//! Passkeys: challenges for the browser's device, and what is done with its answers.
//!
//! # Invariants
//! - A challenge is asked for by the page's script and answered by its form; both only by a page of ours.
//! - Adding one asks for the password again where there is one.

use super::account::{done, is_name, is_right, own};
use super::guard::doorkeeper;
use super::sign_in::{device, on, origin, ours};
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::account::{self, Trouble};
use crate::pages::second_step;
use crate::pages::sign_in::{self, Refusal};
use crate::site::Site;
use crate::words::Lang;
use axum::Json;
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use register::Actor;
use register::people::{PasskeyChallenge, PasskeySite, SignIn};

/// For which site keys count; without a secured address there are none.
pub(crate) fn site(ctx: &Context) -> Option<PasskeySite> {
    site_of(&ctx.site, ctx.lang)
}

/// The same for a page that has no request of its own.
pub(crate) fn site_of(site: &Site, lang: Lang) -> Option<PasskeySite> {
    PasskeySite::of(site.address(), &lang.t("site-name"))
}

fn needed(ctx: &Context) -> Result<PasskeySite, PageError> {
    site(ctx).ok_or_else(|| ctx.missing())
}

/// The answer to a script: what the browser is asked, kept by nobody.
fn asked(challenge: &PasskeyChallenge) -> Response {
    told(StatusCode::OK, &serde_json::json!(challenge))
}

/// The answer to a script: a sentence for the person.
fn problem(status: StatusCode, words: &str) -> Response {
    told(status, &serde_json::json!({ "problem": words }))
}

fn told(status: StatusCode, said: &serde_json::Value) -> Response {
    let mut answer = (status, Json(said)).into_response();
    let private = HeaderValue::from_static("private, no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, private);
    answer
}

fn refused(lang: Lang) -> Response {
    problem(StatusCode::UNPROCESSABLE_ENTITY, &lang.t("passkey-refused"))
}

/// `POST /{lang}/account/passkeys/begin`, by the script of the account page.
pub(crate) async fn begin(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let site = needed(&ctx)?;
    let own = own(&ctx).await?;
    if !is_right(&ctx, &own, &fields).await? {
        let words = ctx.lang.t("field-password-wrong");
        return Ok(problem(StatusCode::UNPROCESSABLE_ENTITY, &words));
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(own.id), (desk.now)());
    let begun = desk
        .register
        .begin_passkey(&own, &site, (desk.random)(), desk.act(&by, &now))
        .await;
    let begun = begun.map_err(|error| ours(ctx.lang, error))?;
    Ok(begun.map_or_else(|| refused(ctx.lang), |challenge| asked(&challenge)))
}

/// `POST /{lang}/account/passkeys`
pub(crate) async fn add(ctx: Context, headers: HeaderMap, fields: Fields) -> Result<Response, PageError> {
    let site = needed(&ctx)?;
    let person = ctx.person()?;
    let names = [fields.of("name").to_owned(), device(&headers)];
    let name = names.into_iter().find(|name| is_name(name));
    let name = name.unwrap_or_else(|| ctx.lang.t("passkey-unnamed"));
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let answer = (fields.of("token"), fields.whole("answer"));
    let added = desk
        .register
        .add_passkey((person.account, &name), answer, &site, desk.act(&by, &now))
        .await;
    if added.map_err(|error| ours(ctx.lang, error))? {
        return Ok(done(ctx.lang, "passkey"));
    }
    account::again(&ctx, &fields, Trouble::PasskeyRefused).await
}

/// `POST /{lang}/account/passkeys/end`
pub(crate) async fn remove(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let removed = desk
        .register
        .remove_passkey(person.account, fields.of("id"), desk.act(&by, &now))
        .await;
    removed.map_err(|error| ours(ctx.lang, error))?;
    Ok(done(ctx.lang, "passkey-removed"))
}

/// `POST /{lang}/sign-in/passkey/begin`, by the script of the sign-in page.
pub(crate) async fn ask(
    ctx: Context,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<Response, PageError> {
    let site = needed(&ctx)?;
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let origin = origin(&extensions, &headers);
    let begun = desk
        .register
        .ask_passkey(&site, (&origin, (desk.random)()), desk.act(&by, &now))
        .await;
    let begun = begun.map_err(|error| ours(ctx.lang, error))?;
    Ok(begun.map_or_else(
        || problem(StatusCode::TOO_MANY_REQUESTS, &ctx.lang.t("passkey-too-often")),
        |challenge| asked(&challenge),
    ))
}

/// `POST /{lang}/sign-in/passkey`
pub(crate) async fn enter(ctx: Context, headers: HeaderMap, fields: Fields) -> Result<Response, PageError> {
    let site = needed(&ctx)?;
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let device = device(&headers);
    let answer = (fields.of("token"), fields.whole("answer"));
    let entered = desk
        .register
        .sign_in_by_passkey(answer, &site, desk.opening(&device), desk.act(&by, &now))
        .await;
    match entered.map_err(|error| ours(ctx.lang, error))? {
        SignIn::Refused => sign_in::refused(&ctx, &fields, Refusal::Passkey),
        SignIn::Over => second_step::over(&ctx),
        went => on(&ctx, went, &fields).await,
    }
}
