//! Signing in by password or link, and signing out.
//!
//! # Invariants
//! - A wrong pair gets one answer, whatever is wrong with it.
//! - A link is looked at by GET and used by POST: programs that look at mails use nothing.

use super::guard::{doorkeeper, is_ours, to};
use super::typed::{Fields, KEPT};
use super::{cookie, typed};
use crate::context::{Context, query_of};
use crate::errors::PageError;
use crate::pages::second_step;
use crate::pages::sign_in::{self, Refusal};
use crate::site::Site;
use crate::urls;
use crate::words::Lang;
use axum::extract::{ConnectInfo, State};
use axum::http::{Extensions, HeaderMap, header};
use axum::response::Response;
use register::RegisterError;
use register::people::{Credentials, SignIn};
use register::policy::Who;
use std::net::SocketAddr;
use vocabulary::{AccountId, PlatformRole};

/// `POST /{lang}/sign-in`
pub(crate) async fn enter(
    ctx: Context,
    headers: HeaderMap,
    extensions: Extensions,
    fields: Fields,
) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let origin = origin(&extensions, &headers);
    let given = Credentials {
        email: fields.of("email"),
        password: fields.whole("password"),
        origin: &origin,
    };
    let device = device(&headers);
    let opening = desk.opening(&device);
    let (by, now) = (doorkeeper(), (desk.now)());
    let answer = desk
        .register
        .sign_in(given, &desk.passwords, opening, desk.act(&by, &now))
        .await;
    match answer.map_err(|error| ours(ctx.lang, error))? {
        SignIn::Refused => sign_in::refused(&ctx, &fields, Refusal::Wrong),
        SignIn::TooOften { wait } => sign_in::refused(&ctx, &fields, Refusal::TooOften(wait)),
        went => on(&ctx, went, &fields).await,
    }
}

/// The answer to whoever came through a first step: the session, or the page that asks for a code.
pub(crate) async fn on(ctx: &Context, went: SignIn, fields: &Fields) -> Result<Response, PageError> {
    match went {
        SignIn::Opened { secret, account } => entered(ctx, &secret, account, fields).await,
        SignIn::CodeNeeded { secret } => {
            second_step::form(ctx, &secret, fields).answer(axum::http::StatusCode::OK)
        }
        SignIn::Refused | SignIn::Over | SignIn::TooOften { .. } => sign_in::spent(ctx),
    }
}

/// The answer to whoever has just signed in: the cookie, and the way back with what was typed.
pub(crate) async fn entered(
    ctx: &Context,
    secret: &str,
    account: AccountId,
    fields: &Fields,
) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let act = desk.act(&by, &now);
    let back = fields.of("back");
    let mut way = if is_ours(back) {
        back.to_owned()
    } else {
        landing(ctx, account).await?
    };
    let kept = query_of(fields.whole(KEPT));
    if kept.iter().any(|(name, _)| name == typed::POSTED_TO) {
        let form = desk.register.keep_form(account, &kept, act).await;
        let form = form.map_err(|error| ours(ctx.lang, error))?;
        way = urls::with(&way, KEPT, &form.to_string());
    }
    let mut answer = to(&way);
    answer
        .headers_mut()
        .insert(header::SET_COOKIE, cookie::keep(&ctx.site, secret));
    Ok(answer)
}

/// Where a person goes who came from nowhere.
async fn landing(ctx: &Context, account: AccountId) -> Result<String, PageError> {
    let roles = ctx.site.desk().register.roles(account).await;
    let roles = roles.map_err(|error| ours(ctx.lang, error))?;
    let reviews = roles.iter().any(|held| held.role == PlatformRole::Reviewer);
    Ok(urls::plain(ctx.lang, if reviews { "review" } else { "account" }))
}

/// `POST /{lang}/sign-in/link`
pub(crate) async fn enter_by_link(
    ctx: Context,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let device = device(&headers);
    let opening = desk.opening(&device);
    let (by, now) = (doorkeeper(), (desk.now)());
    let answer = desk
        .register
        .sign_in_by_link(fields.of("token"), opening, desk.act(&by, &now))
        .await;
    on(&ctx, answer.map_err(|error| ours(ctx.lang, error))?, &fields).await
}

/// `POST /{lang}/sign-out`
pub(crate) async fn leave(
    ctx: Context,
    State(site): State<Site>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    if let Who::Person(person) = &ctx.who {
        let desk = site.desk();
        let (by, now) = (doorkeeper(), (desk.now)());
        let ended = desk
            .register
            .end_session(person.account, person.session, desk.act(&by, &now))
            .await;
        ended.map_err(|error| ours(ctx.lang, error))?;
    }
    // Whoever came through another site is still signed in there.
    let is_elsewhere = site.desk().provider.is_some() && cookie::token_of(&headers).is_some();
    let home = urls::home(ctx.lang);
    let mut answer = to(&if is_elsewhere {
        urls::plain(ctx.lang, "sign-out")
    } else {
        home
    });
    answer
        .headers_mut()
        .insert(header::SET_COOKIE, cookie::drop(&site));
    Ok(answer)
}

/// A fault of ours on a page for people.
pub(crate) fn ours(lang: Lang, error: RegisterError) -> PageError {
    PageError::Ours {
        lang,
        source: Box::new(error),
    }
}

/// Where a request came from: the other end of the connection, or whoever a proxy on this machine names.
pub(crate) fn origin(extensions: &Extensions, headers: &HeaderMap) -> String {
    let peer = extensions
        .get::<ConnectInfo<SocketAddr>>()
        .map(|info| info.0.ip());
    let named = headers
        .get("x-forwarded-for")
        .and_then(|value| value.to_str().ok());
    let named = named.and_then(|text| text.rsplit(',').next()).map(str::trim);
    match (peer, named) {
        (Some(peer), Some(named)) if peer.is_loopback() => named.to_owned(),
        (Some(peer), _) => peer.to_string(),
        (None, _) => "unknown".to_owned(),
    }
}

/// The browser and its system in a few words, as far as the browser tells.
pub(crate) fn device(headers: &HeaderMap) -> String {
    let told = headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let first = |names: &[(&str, &'static str)]| {
        names
            .iter()
            .find(|(sign, _)| told.contains(sign))
            .map_or("", |(_, name)| name)
    };
    // In this order: most browsers also name those that they descend from.
    let browser = first(&[
        ("Firefox/", "Firefox"),
        ("Edg/", "Edge"),
        ("OPR/", "Opera"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    [browser, system]
        .into_iter()
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_device_is_told_in_two_words_or_none() {
        for (told, device) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
                "Firefox, Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1",
                "Safari, iPhone",
            ),
            ("curl/8.14", ""),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::USER_AGENT, HeaderValue::from_str(told).unwrap());
            assert_eq!(super::device(&headers), device, "{told}");
        }
    }

    #[test]
    fn only_a_proxy_on_this_machine_may_name_another_origin() {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", HeaderValue::from_static("1.2.3.4, 5.6.7.8"));
        let mut from = Extensions::new();
        assert_eq!(origin(&from, &headers), "unknown");
        from.insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 9))));
        assert_eq!(origin(&from, &headers), "5.6.7.8");
        from.insert(ConnectInfo(SocketAddr::from(([9, 9, 9, 9], 9))));
        assert_eq!(origin(&from, &headers), "9.9.9.9");
    }
}
