//! Another mail address: asking for it, confirming it from the new one, taking it back from the old one.
//!
//! # Invariants
//! - Asking needs the password where there is one; the answer says nothing about the address that was asked for.
//! - Links are looked at by GET and used by POST.

use super::account::{done, is_right, own};
use super::guard::doorkeeper;
use super::mailed::page;
use super::sign_in::{origin, ours};
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::account::{self, Trouble};
use crate::pages::door;
use crate::urls;
use axum::http::{Extensions, HeaderMap, StatusCode};
use axum::response::Response;
use register::Actor;
use register::people::Asking;
use vocabulary::MailAddress;

/// `POST /{lang}/account/address`
pub(crate) async fn ask(
    ctx: Context,
    headers: HeaderMap,
    extensions: Extensions,
    fields: Fields,
) -> Result<Response, PageError> {
    let own = own(&ctx).await?;
    let Ok(email) = fields.of("email").parse::<MailAddress>() else {
        return account::again(&ctx, &fields, Trouble::Address).await;
    };
    if !is_right(&ctx, &own, &fields).await? {
        return account::again(&ctx, &fields, Trouble::AddressWrongPassword).await;
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(own.id), (desk.now)());
    let asking = Asking {
        email: &email,
        origin: &origin(&extensions, &headers),
        random: (desk.random)(),
        page: &|secret: &str| page(&ctx, "address/confirm", secret),
    };
    let door = format!("{}{}", ctx.site.address(), urls::plain(ctx.lang, "sign-in"));
    let asked = desk
        .register
        .ask_address((own.id, own.language), asking, &door, desk.act(&by, &now))
        .await;
    match asked.map_err(|error| ours(ctx.lang, error))? {
        Some(wait) => account::again(&ctx, &fields, Trouble::AddressTooOften(wait)).await,
        None => Ok(done(ctx.lang, "address")),
    }
}

/// `POST /{lang}/address/confirm`
pub(crate) async fn confirm(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let restoring = |secret: &str| page(&ctx, "address/restore", secret);
    let changed = desk
        .register
        .change_address(
            fields.of("token"),
            ((desk.random)(), &restoring),
            desk.act(&by, &now),
        )
        .await;
    if changed.map_err(|error| ours(ctx.lang, error))? {
        return door::address_changed(&ctx);
    }
    door::spent(&ctx)
}

/// `POST /{lang}/address/restore`
pub(crate) async fn restore(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let (by, now) = (doorkeeper(), (desk.now)());
    let restored = desk
        .register
        .restore_address(fields.of("token"), (desk.random)(), desk.act(&by, &now))
        .await;
    match restored.map_err(|error| ours(ctx.lang, error))? {
        Some(secret) => door::address_restored(&ctx, &secret).answer(StatusCode::OK),
        None => door::spent(&ctx),
    }
}
