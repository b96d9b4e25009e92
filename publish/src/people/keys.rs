//! What people do about keys for programs: make them, remove them.

use super::account::is_name;
use super::guard::to;
use super::sign_in::ours;
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::keys;
use crate::urls;
use axum::response::Response;
use register::Actor;

/// The address of the page behind the language.
const HERE: &str = "account/keys";

/// `POST /{lang}/account/keys`
pub(crate) async fn add(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let name = fields.of("name");
    if !is_name(name) {
        return keys::again(&ctx, name).await;
    }
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    let added = desk
        .register
        .add_api_key((person.account, name), (desk.random)(), desk.act(&by, &now))
        .await;
    match added.map_err(|error| ours(ctx.lang, error))? {
        Some(secret) => keys::made(&ctx, secret).await,
        // The page says that there are as many as there may be.
        None => Ok(to(&urls::plain(ctx.lang, HERE))),
    }
}

/// `POST /{lang}/account/keys/end`
pub(crate) async fn remove(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let person = ctx.person()?;
    let desk = ctx.site.desk();
    let (by, now) = (Actor::account(person.account), (desk.now)());
    if let Ok(key) = fields.of("id").parse() {
        let removed = desk
            .register
            .remove_api_key((person.account, key), desk.act(&by, &now))
            .await;
        removed.map_err(|error| ours(ctx.lang, error))?;
    }
    Ok(to(&urls::filtered(
        &urls::plain(ctx.lang, HERE),
        &[("done", "removed")],
    )))
}
