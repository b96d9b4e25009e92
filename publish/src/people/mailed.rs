//! Asking for an account or a new password by mail, and choosing the password by the mailed link.
//!
//! # Invariants
//! What is answered does not depend on whether the address has an account.

use super::account::{LONGEST_NAME, is_name};
use super::guard::doorkeeper;
use super::sign_in::{device, on, origin, ours};
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::account::weak_words;
use crate::pages::door;
use crate::urls;
use crate::words::number;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::Response;
use register::people::{Asking, LinkUse, Passwords, SignIn};
use vocabulary::MailAddress;

/// The absolute address of a page with a secret.
pub(crate) fn page(ctx: &Context, to: &str, secret: &str) -> String {
    let path = urls::filtered(&urls::plain(ctx.lang, to), &[("token", secret)]);
    format!("{}{path}", ctx.site.address())
}

/// `POST /{lang}/register`
pub(crate) async fn register(
    ctx: Context,
    headers: HeaderMap,
    extensions: Extensions,
    fields: Fields,
) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let name = fields.of("name");
    let email: Result<MailAddress, _> = fields.of("email").parse();
    let unnamed = !is_name(name);
    let Some(email) = email.ok().filter(|_| !unnamed) else {
        let mut page = door::register_form(&ctx);
        let wrong_name = lang.say("field-name-problem", &[("count", number(LONGEST_NAME))]);
        page.fill("name", name, if unnamed { wrong_name } else { String::new() });
        let is_address = fields.of("email").parse::<MailAddress>().is_ok();
        let wrong_email = lang.t("field-email-problem");
        page.fill(
            "email",
            fields.of("email"),
            if is_address { String::new() } else { wrong_email },
        );
        return page.answer(StatusCode::OK);
    };
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let asking = Asking {
        email: &email,
        origin: &origin(&extensions, &headers),
        random: (desk.random)(),
        page: &|secret: &str| page(&ctx, "register/confirm", secret),
    };
    let door = format!("{}{}", ctx.site.address(), urls::plain(lang, "sign-in"));
    let asked = desk
        .register
        .ask_account(asking, (name, lang.language()), &door, desk.act(&by, &now))
        .await;
    match asked.map_err(|error| ours(lang, error))? {
        Some(wait) => door::too_often(door::register_form(&ctx), wait),
        None => door::sent(&ctx, "register-title"),
    }
}

/// `POST /{lang}/password`
pub(crate) async fn reset(
    ctx: Context,
    headers: HeaderMap,
    extensions: Extensions,
    fields: Fields,
) -> Result<Response, PageError> {
    let Ok(email) = fields.of("email").parse::<MailAddress>() else {
        let mut page = door::reset_form(&ctx);
        page.fill("email", fields.of("email"), ctx.lang.t("field-email-problem"));
        return page.answer(StatusCode::OK);
    };
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let asking = Asking {
        email: &email,
        origin: &origin(&extensions, &headers),
        random: (desk.random)(),
        page: &|secret: &str| page(&ctx, "password/new", secret),
    };
    let asked = desk.register.ask_reset(asking, desk.act(&by, &now)).await;
    match asked.map_err(|error| ours(ctx.lang, error))? {
        Some(wait) => door::too_often(door::reset_form(&ctx), wait),
        None => door::sent(&ctx, "reset-title"),
    }
}

/// `POST /{lang}/register/confirm`
pub(crate) async fn confirm(ctx: Context, headers: HeaderMap, fields: Fields) -> Result<Response, PageError> {
    choose(&ctx, &headers, (&fields, "register/confirm")).await
}

/// `POST /{lang}/password/new`
pub(crate) async fn choose_new(
    ctx: Context,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageError> {
    choose(&ctx, &headers, (&fields, "password/new")).await
}

async fn choose(
    ctx: &Context,
    headers: &HeaderMap,
    (fields, to): (&Fields, &'static str),
) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let (secret, chosen) = (fields.of("token"), fields.whole("new-password"));
    let (by, now) = (doorkeeper(), (desk.now)());
    let link = desk
        .register
        .link(secret, &now)
        .await
        .map_err(|error| ours(ctx.lang, error))?;
    let own: Vec<String> = match link {
        Some(link) => match link.opens {
            LinkUse::Register { name, email, .. } => vec![name, email],
            _ => Vec::new(),
        },
        None => return door::spent(ctx),
    };
    let own: Vec<&str> = own.iter().map(String::as_str).collect();
    if let Err(weak) = Passwords::accept(chosen, &own) {
        let mut page = door::password_form(ctx, to, secret);
        page.fill("new-password", "", weak_words(ctx.lang, weak));
        return page.answer(StatusCode::OK);
    }
    let device = device(headers);
    let opening = desk.opening(&device);
    let (password, act) = ((chosen, &desk.passwords), desk.act(&by, &now));
    let answer = if to == "register/confirm" {
        desk.register
            .confirm_account(secret, password, opening, act)
            .await
    } else {
        desk.register.reset_password(secret, password, opening, act).await
    };
    match answer.map_err(|error| ours(ctx.lang, error))? {
        SignIn::Refused | SignIn::Over | SignIn::TooOften { .. } => door::spent(ctx),
        went => on(ctx, went, fields).await,
    }
}
