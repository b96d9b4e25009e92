//! The pages by which one signs in: the form, the same form where a session ended, the button of a one-time link.
//!
//! # Invariants
//! - No page here says whether an address has an account.
//! - A one-time token goes nowhere but into the form: the page is kept by nobody and tells no other site its address.

use super::door::wait_words;
use super::{Layout, render_private};
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{Field, Problems};
use crate::people::guard::is_ours;
use crate::people::passkeys;
use crate::people::sign_in::ours;
use crate::people::typed::{Fields, KEPT};
use crate::site::Site;
use crate::urls;
use crate::words::Lang;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use register::people::LinkUse;
use std::time::Duration;

/// The sign-in form.
#[derive(Template)]
#[template(path = "pages/sign_in.html")]
pub(crate) struct SignInPage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) note: String,
    pub(crate) email: Field,
    pub(crate) password: Field,
    /// The way back and what was typed there.
    pub(crate) hidden: Vec<(&'static str, String)>,
    pub(crate) action: String,
    /// Whether the site can have passkeys.
    pub(crate) passkeys: bool,
    pub(crate) script: Option<String>,
    /// The other site through which one may sign in: address and words.
    pub(crate) provider: Option<(String, String)>,
}

/// The page of a one-time link.
#[derive(Template)]
#[template(path = "pages/sign_in_link.html")]
pub(crate) struct LinkPage {
    pub(crate) page: Layout,
    pub(crate) lead: String,
    pub(crate) token: Option<String>,
    pub(crate) action: String,
}

/// Why a sign-in was refused, as far as anybody is told.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Refusal {
    /// Address and password do not belong together.
    Wrong,
    /// The passkey opens nothing.
    Passkey,
    /// Not before this time.
    TooOften(Duration),
}

impl SignInPage {
    fn new(site: &Site, page: Layout, back: &str) -> Self {
        let lang = page.lang;
        let back = if is_ours(back) {
            back.to_owned()
        } else {
            String::new()
        };
        Self {
            problems: None,
            note: String::new(),
            email: Field {
                autocomplete: "username",
                ..Field::new("email", "email", lang.t("field-email"))
            },
            password: Field {
                autocomplete: "current-password",
                longest: 512,
                ..Field::new("password", "password", lang.t("field-password"))
            },
            passkeys: passkeys::site_of(site, lang).is_some(),
            script: assets::address("passkey.js"),
            provider: site.desk().provider.as_ref().map(|provider| {
                let way = urls::plain(lang, "sign-in/provider");
                let words = lang.with("provider-button", provider.name());
                (urls::filtered(&way, &[("back", &back)]), words)
            }),
            hidden: if back.is_empty() {
                Vec::new()
            } else {
                vec![("back", back)]
            },
            action: urls::plain(lang, "sign-in"),
            page,
        }
    }
}

/// `GET /{lang}/sign-in`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let back = ctx.query("back").to_owned();
    let mut page = SignInPage::new(&ctx.site, ctx.layout(&ctx.lang.t("sign-in-title")), &back);
    if !back.is_empty() {
        page.note = ctx.lang.t("sign-in-needed");
    }
    render_private(ctx.lang, &page)
}

/// The form again, with what is wrong.
pub(crate) fn refused(ctx: &Context, fields: &Fields, why: Refusal) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let mut page = SignInPage::new(&ctx.site, ctx.layout(&lang.t("sign-in-title")), fields.of("back"));
    fields.of("email").clone_into(&mut page.email.value);
    if !fields.whole(KEPT).is_empty() {
        page.hidden.push((KEPT, fields.whole(KEPT).to_owned()));
    }
    let (problem, status) = match why {
        Refusal::Wrong => (lang.t("sign-in-wrong"), StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::Passkey => (lang.t("passkey-wrong"), StatusCode::UNPROCESSABLE_ENTITY),
        Refusal::TooOften(wait) => (wait_words(lang, wait), StatusCode::TOO_MANY_REQUESTS),
    };
    page.email.problem = problem;
    page.problems = Problems::of(lang, &[&page.email]);
    let mut answer = render_private(lang, &page)?;
    *answer.status_mut() = status;
    if let Refusal::TooOften(wait) = why {
        let seconds = wait.as_secs().saturating_add(1);
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    Ok(answer)
}

/// The form in answer to something posted without a session: it carries on what was typed.
pub(crate) fn interrupted(site: &Site, lang: Lang, back: &str, typed: &Fields) -> Response {
    let mut page = SignInPage::new(site, Layout::plain(site, lang, &lang.t("sign-in-title")), back);
    page.note = lang.t("sign-in-interrupted");
    let mut kept = form_urlencoded::Serializer::new(String::new());
    kept.extend_pairs(&typed.0);
    page.hidden.push((KEPT, kept.finish()));
    match render_private(lang, &page) {
        Ok(mut answer) => {
            *answer.status_mut() = StatusCode::FORBIDDEN;
            answer
        }
        Err(error) => error.into_response(),
    }
}

/// `GET /{lang}/sign-in/link?token=…`: shows the button that uses the link.
pub(crate) async fn link(ctx: Context) -> Result<Response, PageError> {
    let token = ctx.query("token").to_owned();
    let desk = ctx.site.desk();
    let link = desk.register.link(&token, &(desk.now)()).await;
    let link = link.map_err(|error| ours(ctx.lang, error))?;
    let account = link
        .filter(|link| link.opens == LinkUse::SignIn)
        .and_then(|link| link.account);
    let name = match account {
        Some(account) => desk
            .register
            .account(account)
            .await
            .map_err(|error| ours(ctx.lang, error))?,
        None => None,
    };
    let Some(account) = name else { return spent(&ctx) };
    answer(
        &ctx,
        StatusCode::OK,
        (ctx.lang.with("sign-in-link-lead", &account.name), Some(token)),
    )
}

/// The page for a link that opens nothing any more.
pub(crate) fn spent(ctx: &Context) -> Result<Response, PageError> {
    answer(ctx, StatusCode::GONE, (ctx.lang.t("sign-in-link-spent"), None))
}

fn answer(
    ctx: &Context,
    status: StatusCode,
    (lead, token): (String, Option<String>),
) -> Result<Response, PageError> {
    let mut page = ctx.layout(&ctx.lang.t("sign-in-title"));
    // The token does not go into the links to the other languages.
    page.asked = String::new();
    let page = LinkPage {
        page,
        lead,
        token,
        action: urls::plain(ctx.lang, "sign-in/link"),
    };
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = status;
    let quiet = HeaderValue::from_static("no-referrer");
    answer.headers_mut().insert(header::REFERRER_POLICY, quiet);
    Ok(answer)
}
