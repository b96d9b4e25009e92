//! Signing in through another site: sending a browser there, taking it back, joining the identity to an account.
//!
//! # Invariants
//! - A browser that comes back is the one that was sent: the attempt is in its cookie, and is used once.
//! - The code is exchanged at once; codes and tokens stand in no log.
//! - Joining an identity to the account that is signed in is begun by a form of ours, with the password: a link from
//!   elsewhere begins nothing but a sign-in.

use super::account::{done, is_name, is_right, own};
use super::cookie;
use super::guard::{doorkeeper, is_ours, to};
use super::sign_in::{device, on, origin, ours};
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::negotiate;
use crate::pages::account::{self, Trouble};
use crate::pages::{door, provider, second_step};
use crate::provider::{Attempt, Identified, Provider, ProviderFailure};
use crate::site::Site;
use crate::urls;
use crate::words::Lang;
use axum::extract::State;
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use register::Actor;
use register::people::{Credentials, Identity, ProviderAttempt, Sent, SignIn, Through};

/// The provider of this site; without one there is no such page.
fn of(ctx: &Context) -> Result<&dyn Provider, PageError> {
    ctx.site.desk().provider.as_deref().ok_or_else(|| ctx.missing())
}

/// The page that the provider sends browsers back to, the same for all languages.
fn back_page(site: &Site) -> String {
    format!("{}{}", site.address(), urls::PROVIDER_BACK)
}

fn asked<'a>(attempt: &'a ProviderAttempt, back: &'a str) -> Attempt<'a> {
    Attempt {
        state: &attempt.state,
        nonce: &attempt.nonce,
        verifier: &attempt.verifier,
        back,
    }
}

/// `GET /{lang}/sign-in/provider?back=…`
pub(crate) async fn begin(
    ctx: Context,
    headers: HeaderMap,
    extensions: Extensions,
) -> Result<Response, PageError> {
    let back = ctx.query("back");
    let sent = Sent {
        joins: None,
        back: if is_ours(back) {
            back.to_owned()
        } else {
            String::new()
        },
    };
    match way(&ctx, &sent, &origin(&extensions, &headers)).await? {
        Ok((address, kept)) => {
            let mut answer = to(&address);
            answer.headers_mut().append(header::SET_COOKIE, kept);
            Ok(answer)
        }
        Err(answer) => Ok(answer),
    }
}

/// `POST /{lang}/account/provider/begin`: the way stands on a page, because a form leads to no other site.
pub(crate) async fn begin_own(
    ctx: Context,
    headers: HeaderMap,
    extensions: Extensions,
    fields: Fields,
) -> Result<Response, PageError> {
    of(&ctx)?;
    let own = own(&ctx).await?;
    if !is_right(&ctx, &own, &fields).await? {
        return account::again(&ctx, &fields, Trouble::ProviderWrongPassword).await;
    }
    let sent = Sent {
        joins: Some(own.id),
        back: String::new(),
    };
    match way(&ctx, &sent, &origin(&extensions, &headers)).await? {
        Ok((address, kept)) => {
            let mut answer = provider::onward(&ctx, address)?;
            answer.headers_mut().append(header::SET_COOKIE, kept);
            Ok(answer)
        }
        Err(answer) => Ok(answer),
    }
}

/// Where a browser is sent, and what it keeps; or the page that says why not.
async fn way(
    ctx: &Context,
    sent: &Sent,
    origin: &str,
) -> Result<Result<(String, HeaderValue), Response>, PageError> {
    let chosen = of(ctx)?;
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let attempt = desk
        .register
        .begin_provider(sent, (origin, (desk.random)()), desk.act(&by, &now))
        .await;
    let attempt = match attempt.map_err(|error| ours(ctx.lang, error))? {
        Ok(attempt) => attempt,
        Err(wait) => return provider::too_often(ctx, wait).map(Err),
    };
    let page = back_page(&ctx.site);
    match chosen.begin(asked(&attempt, &page)).await {
        Ok(address) => Ok(Ok((
            address,
            cookie::attempt(&ctx.site, ctx.lang, &attempt.secret),
        ))),
        Err(failure) => told(ctx, &failure).map(Err),
    }
}

/// `GET /provider/back?code=…&state=…`: the same in the language that the person began in.
pub(crate) async fn back(headers: HeaderMap, uri: Uri) -> Response {
    let kept = cookie::attempt_of(&headers);
    let lang = kept.map_or_else(|| negotiate::language(&headers), |(lang, _)| lang);
    let query = uri.query().unwrap_or_default();
    to(&format!("{}?{query}", urls::plain(lang, "sign-in/provider/back")))
}

/// `GET /{lang}/sign-in/provider/back?code=…&state=…`
pub(crate) async fn finish(ctx: Context, headers: HeaderMap) -> Result<Response, PageError> {
    let chosen = of(&ctx)?;
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let secret = cookie::attempt_of(&headers).map_or("", |(_, secret)| secret);
    let taken = desk
        .register
        .take_provider((secret, ctx.query("state")), desk.act(&by, &now))
        .await;
    let Some((attempt, sent)) = taken.map_err(|error| ours(ctx.lang, error))? else {
        return provider::failed(&ctx, "provider-over", StatusCode::GONE);
    };
    if !ctx.query("error").is_empty() || ctx.query("code").is_empty() {
        return provider::failed(&ctx, "provider-cancelled", StatusCode::OK);
    }
    let page = back_page(&ctx.site);
    let found = chosen.finish(asked(&attempt, &page), ctx.query("code")).await;
    let found = match found {
        Ok(found) => found,
        Err(failure) => return told(&ctx, &failure),
    };
    let mut answer = match sent.joins {
        Some(account) => join_own(&ctx, account, &identity(&found)).await?,
        None => enter(&ctx, &headers, (&found, sent.back)).await?,
    };
    let headers = answer.headers_mut();
    headers.append(header::SET_COOKIE, cookie::no_attempt(&ctx.site));
    if let Some(kept) = cookie::token(&ctx.site, &found.token) {
        headers.append(header::SET_COOKIE, kept);
    }
    Ok(answer)
}

/// The session of whoever the provider named, or the form that joins the identity to an account.
async fn enter(
    ctx: &Context,
    headers: &HeaderMap,
    (found, back): (&Identified, String),
) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let device = device(headers);
    let through = desk
        .register
        .sign_in_through(
            &identity(found),
            ctx.lang.language(),
            desk.opening(&device),
            desk.act(&by, &now),
        )
        .await;
    let email = found.email.clone().unwrap_or_default();
    let fields = Fields(vec![("back".to_owned(), back), ("email".to_owned(), email)]);
    match through.map_err(|error| ours(ctx.lang, error))? {
        Through::Went(SignIn::Refused) => provider::failed(ctx, "provider-blocked", StatusCode::FORBIDDEN),
        Through::Went(went) => on(ctx, went, &fields).await,
        Through::Stranger { secret } => provider::join_form(ctx, &secret, &fields).answer(StatusCode::OK),
    }
}

/// Joins an identity to the account that asked for it and is still signed in.
async fn join_own(
    ctx: &Context,
    account: vocabulary::AccountId,
    identity: &Identity,
) -> Result<Response, PageError> {
    let person = ctx.person()?;
    if person.account != account {
        return provider::failed(ctx, "provider-over", StatusCode::GONE);
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(account), (desk.now)());
    let joined = desk
        .register
        .join_provider(account, identity, desk.act(&by, &now))
        .await;
    if joined.map_err(|error| ours(ctx.lang, error))? {
        return Ok(done(ctx.lang, "provider"));
    }
    provider::failed(ctx, "provider-taken", StatusCode::CONFLICT)
}

/// `POST /{lang}/sign-in/provider/join`
pub(crate) async fn join(
    ctx: Context,
    headers: HeaderMap,
    extensions: Extensions,
    fields: Fields,
) -> Result<Response, PageError> {
    of(&ctx)?;
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let origin = origin(&extensions, &headers);
    let given = Credentials {
        email: fields.of("email"),
        password: fields.whole("password"),
        origin: &origin,
    };
    let device = device(&headers);
    let joined = desk
        .register
        .join_and_sign_in(
            (fields.of("token"), given),
            &desk.passwords,
            desk.opening(&device),
            desk.act(&by, &now),
        )
        .await;
    let form = || provider::join_form(&ctx, fields.of("token"), &fields);
    match joined.map_err(|error| ours(ctx.lang, error))? {
        SignIn::Refused => {
            let mut page = form();
            page.fill("email", fields.of("email"), ctx.lang.t("sign-in-wrong"));
            page.answer(StatusCode::OK)
        }
        SignIn::TooOften { wait } => door::too_often(form(), wait),
        SignIn::Over => second_step::over(&ctx),
        went => on(&ctx, went, &fields).await,
    }
}

/// `POST /{lang}/account/provider/end`
pub(crate) async fn part(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let parted = desk
        .register
        .part_provider(person.account, fields.of("issuer"), desk.act(&by, &now))
        .await;
    parted.map_err(|error| ours(ctx.lang, error))?;
    Ok(done(ctx.lang, "parted"))
}

/// `GET /{lang}/sign-out`
pub(crate) async fn left(ctx: Context) -> Result<Response, PageError> {
    of(&ctx)?;
    provider::left(&ctx)
}

/// `GET /{lang}/sign-out/provider`
pub(crate) async fn leave(
    ctx: Context,
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let chosen = of(&ctx)?;
    let home = || to(&urls::home(ctx.lang));
    let Some(token) = cookie::token_of(&headers) else {
        return Ok(home());
    };
    let state = ProviderAttempt::of(token).state;
    let root = format!("{}/", site.address());
    let mut answer = match chosen.leave((token, &state), &root).await {
        Ok(Some(address)) => to(&address),
        Ok(None) => home(),
        Err(failure) => told(&ctx, &failure)?,
    };
    answer
        .headers_mut()
        .append(header::SET_COOKIE, cookie::no_token(&site));
    Ok(answer)
}

fn identity(found: &Identified) -> Identity {
    Identity {
        issuer: found.issuer.clone(),
        subject: found.subject.clone(),
        email: found.email.as_deref().and_then(|email| email.parse().ok()),
        is_verified: found.is_verified,
        name: found.name.clone().filter(|name| is_name(name)),
    }
}

/// What went wrong, for the person in a sentence, for the operator in the log.
fn told(ctx: &Context, failure: &ProviderFailure) -> Result<Response, PageError> {
    tracing::warn!(%failure, "nobody could be signed in through the provider");
    match failure {
        ProviderFailure::Away { .. } => {
            provider::failed(ctx, "provider-away", StatusCode::SERVICE_UNAVAILABLE)
        }
        ProviderFailure::Refused { .. } => provider::failed(ctx, "provider-refused", StatusCode::BAD_GATEWAY),
    }
}

/// The language of a cookie's first part.
pub(crate) fn lang_and_rest(text: &str) -> Option<(Lang, &str)> {
    let (lang, rest) = text.split_once('.')?;
    Some((Lang::named(lang)?, rest))
}
