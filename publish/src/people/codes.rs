//! What people do about one-time codes: turn them on, make recovery codes, turn them off.
//!
//! # Invariants
//! Turning on asks for the password again where there is one, turning off for the password and a code.

use super::account::{is_right, own};
use super::guard::to;
use super::sign_in::ours;
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::codes;
use crate::pages::door::wait_words;
use crate::urls;
use axum::http::StatusCode;
use axum::response::Response;
use register::people::Coded;
use register::{Actor, RegisterError};

/// `POST /{lang}/account/codes/begin`
pub(crate) async fn begin(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let own = own(&ctx).await?;
    if !is_right(&ctx, &own, &fields).await? {
        return wrong_password(&ctx, "begin-password").await;
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(own.id), (desk.now)());
    let random = [(desk.random)(), (desk.random)()];
    let begun = desk
        .register
        .begin_codes(own.id, (&desk.key, random), desk.act(&by, &now))
        .await;
    begun.map_err(|error| ours(ctx.lang, error))?;
    Ok(to(&urls::plain(ctx.lang, "account/codes")))
}

/// `POST /{lang}/account/codes/confirm`
pub(crate) async fn confirm(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let given = (person.account, fields.of("code"));
    let confirmed = desk
        .register
        .confirm_codes(given, (&desk.key, (desk.random)()), desk.act(&by, &now))
        .await;
    match coded(&ctx, confirmed, "confirm-code").await? {
        Ok(set) => codes::recovery(&ctx, set, "codes-done-on"),
        Err(again) => Ok(again),
    }
}

/// `POST /{lang}/account/codes/recovery`
pub(crate) async fn renew(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let given = (person.account, fields.of("code"));
    let renewed = desk
        .register
        .renew_recovery(given, (&desk.key, (desk.random)()), desk.act(&by, &now))
        .await;
    match coded(&ctx, renewed, "recovery-code").await? {
        Ok(set) => codes::recovery(&ctx, set, "recovery-done"),
        Err(again) => Ok(again),
    }
}

/// `POST /{lang}/account/codes/end`
pub(crate) async fn end(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let own = own(&ctx).await?;
    if !is_right(&ctx, &own, &fields).await? {
        return wrong_password(&ctx, "end-password").await;
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(own.id), (desk.now)());
    let given = (own.id, fields.of("code"));
    let ended = desk
        .register
        .end_codes(given, &desk.key, desk.act(&by, &now))
        .await;
    match coded(&ctx, ended, "end-code").await? {
        Ok(()) => Ok(to(&urls::filtered(
            &urls::plain(ctx.lang, "account/codes"),
            &[("done", "off")],
        ))),
        Err(again) => Ok(again),
    }
}

async fn wrong_password(ctx: &Context, field: &str) -> Result<Response, PageError> {
    let problem = ctx.lang.t("field-password-wrong");
    codes::again(ctx, (field, problem), StatusCode::UNPROCESSABLE_ENTITY).await
}

/// What a right code gave, or the page again with what is wrong with the code.
async fn coded<T>(
    ctx: &Context,
    answer: Result<Coded<T>, RegisterError>,
    field: &str,
) -> Result<Result<T, Response>, PageError> {
    let (problem, status) = match answer.map_err(|error| ours(ctx.lang, error))? {
        Coded::Right(given) => return Ok(Ok(given)),
        Coded::Wrong => (ctx.lang.t("field-code-wrong"), StatusCode::UNPROCESSABLE_ENTITY),
        Coded::TooOften { wait } => (wait_words(ctx.lang, wait), StatusCode::TOO_MANY_REQUESTS),
    };
    codes::again(ctx, (field, problem), status).await.map(Err)
}
