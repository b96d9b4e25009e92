//! Giving the code that the second step of signing in asks for.
//!
//! # Invariants
//! A wrong code, a used one and one of another account get one answer.

use super::guard::doorkeeper;
use super::sign_in::{device, on, ours};
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::{door, second_step};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use register::people::SignIn;

/// `POST /{lang}/sign-in/code`
pub(crate) async fn enter(ctx: Context, headers: HeaderMap, fields: Fields) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let device = device(&headers);
    let (by, now) = (doorkeeper(), (desk.now)());
    let secret = fields.of("token");
    let answer = desk
        .register
        .second_step(
            (secret, fields.of("code")),
            &desk.key,
            desk.opening(&device),
            desk.act(&by, &now),
        )
        .await;
    match answer.map_err(|error| ours(ctx.lang, error))? {
        SignIn::Refused => {
            let mut page = second_step::form(&ctx, secret, &fields);
            page.fill("code", "", ctx.lang.t("field-code-wrong"));
            page.answer(StatusCode::OK)
        }
        SignIn::TooOften { wait } => door::too_often(second_step::form(&ctx, secret, &fields), wait),
        SignIn::Over => second_step::over(&ctx),
        went => on(&ctx, went, &fields).await,
    }
}
