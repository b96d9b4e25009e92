//! What people do with their own account: name and language, password, sessions, a copy of what is known, erasure.
//!
//! # Invariants
//! What cannot be undone, or locks others out, asks for the password again where there is one.

use super::cookie;
use super::guard::to;
use super::sign_in::ours;
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::account::{self, Trouble};
use crate::urls;
use crate::words::Lang;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use register::Actor;
use register::people::{Account, Passwords, WeakPassword};
use uuid::Uuid;

/// Most characters of a name.
pub(crate) const LONGEST_NAME: usize = 120;

/// Whether a person may be called so.
pub(crate) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control)
}

/// The account of whoever asks.
pub(crate) async fn own(ctx: &Context) -> Result<Account, PageError> {
    let found = ctx.site.desk().register.account(ctx.person()?.account).await;
    found
        .map_err(|error| ours(ctx.lang, error))?
        .ok_or(PageError::Forbidden { lang: ctx.lang })
}

/// The account page with what was done.
pub(crate) fn done(lang: Lang, what: &str) -> Response {
    to(&urls::filtered(&urls::plain(lang, "account"), &[("done", what)]))
}

/// `POST /{lang}/account/profile`
pub(crate) async fn rename(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let (name, language) = (fields.of("name"), Lang::named(fields.of("language")));
    let language = language.ok_or(PageError::Invalid { lang: ctx.lang })?;
    if !is_name(name) {
        return account::again(&ctx, &fields, Trouble::Name).await;
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let changed = (name, language.language());
    let renamed = desk
        .register
        .rename_account(person.account, changed, desk.act(&by, &now))
        .await;
    renamed.map_err(|error| ours(ctx.lang, error))?;
    Ok(done(language, "profile"))
}

/// `POST /{lang}/account/password`
pub(crate) async fn change_password(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let own = own(&ctx).await?;
    let desk = ctx.site.desk();
    if !is_right(&ctx, &own, &fields).await? {
        return account::again(&ctx, &fields, Trouble::WrongPassword).await;
    }
    let chosen = fields.whole("new-password");
    if let Err(weak) = accepted(chosen, &own) {
        return account::again(&ctx, &fields, Trouble::Weak(weak)).await;
    }
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let act = desk.act(&by, &now);
    let changed = desk
        .register
        .choose_password(
            (person.account, person.session),
            chosen,
            (&desk.passwords, (desk.random)()),
            act,
        )
        .await;
    changed.map_err(|error| ours(ctx.lang, error))?;
    Ok(done(ctx.lang, "password"))
}

/// Whether a password may be this person's.
pub(crate) fn accepted(password: &str, own: &Account) -> Result<(), WeakPassword> {
    let local = own.email.split('@').next().unwrap_or_default();
    Passwords::accept(password, &[&own.name, &own.email, local])
}

/// Whether the person gave the password again, where there is one; guesses are counted like those of a stranger.
pub(crate) async fn is_right(ctx: &Context, own: &Account, fields: &Fields) -> Result<bool, PageError> {
    if !own.has_password() {
        return Ok(true);
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(own.id), (desk.now)());
    let right = desk
        .register
        .is_password(
            own,
            fields.whole("password"),
            &desk.passwords,
            desk.act(&by, &now),
        )
        .await;
    right.map_err(|error| ours(ctx.lang, error))
}

/// `POST /{lang}/account/sessions/{id}/end`
pub(crate) async fn end_session(ctx: Context) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let session: Uuid = ctx.segment(4).parse().map_err(|_| ctx.missing())?;
    let desk = ctx.site.desk();
    let now = (desk.now)();
    let open = desk.register.sessions(person.account, &desk.sessions, &now).await;
    let open = open.map_err(|error| ours(ctx.lang, error))?;
    // Another person's session is as unknown as one that never was.
    if open.iter().all(|held| held.id != session) {
        return Err(ctx.missing());
    }
    let by = Actor::account(person.account);
    let ended = desk
        .register
        .end_session(person.account, session, desk.act(&by, &now))
        .await;
    ended.map_err(|error| ours(ctx.lang, error))?;
    if session == person.session {
        let mut answer = to(&urls::home(ctx.lang));
        answer
            .headers_mut()
            .insert(header::SET_COOKIE, cookie::drop(&ctx.site));
        return Ok(answer);
    }
    Ok(done(ctx.lang, "session"))
}

/// `POST /{lang}/account/sessions/end`
pub(crate) async fn end_other_sessions(ctx: Context) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let act = desk.act(&by, &now);
    let ended = desk
        .register
        .end_other_sessions(person.account, person.session, act)
        .await;
    ended.map_err(|error| ours(ctx.lang, error))?;
    Ok(done(ctx.lang, "sessions"))
}

/// `GET /{lang}/account/data`
pub(crate) async fn copy(ctx: Context) -> Result<Response, PageError> {
    let data = ctx
        .site
        .desk()
        .register
        .personal_data(ctx.person()?.account)
        .await;
    let data = data.map_err(|error| ours(ctx.lang, error))?;
    let data = data.ok_or(PageError::Forbidden { lang: ctx.lang })?;
    let mut answer = axum::Json(data).into_response();
    let headers = answer.headers_mut();
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("private, no-store"),
    );
    let attached = HeaderValue::from_static("attachment; filename=\"jumelage-account.json\"");
    headers.insert(header::CONTENT_DISPOSITION, attached);
    Ok(answer)
}

/// `POST /{lang}/account/erase`
pub(crate) async fn erase(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let own = own(&ctx).await?;
    if fields.of("email").to_lowercase() != own.email.to_lowercase() {
        return account::again(&ctx, &fields, Trouble::OtherAddress).await;
    }
    if !is_right(&ctx, &own, &fields).await? {
        return account::again(&ctx, &fields, Trouble::EraseWrongPassword).await;
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(own.id), (desk.now)());
    let erased = desk.register.erase_account(own.id, desk.act(&by, &now)).await;
    erased.map_err(|error| ours(ctx.lang, error))?;
    let mut answer = to(&urls::home(ctx.lang));
    answer
        .headers_mut()
        .insert(header::SET_COOKIE, cookie::drop(&ctx.site));
    Ok(answer)
}
