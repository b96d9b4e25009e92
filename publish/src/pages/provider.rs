//! The pages around signing in through another site: joining it to an account, what went wrong, signing out there.
//!
//! # Invariants
//! None of them says whether an address has an account.

use super::door::{DoorPage, wait_words};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::Field;
use crate::people::guard::is_ours;
use crate::people::typed::Fields;
use crate::urls;
use axum::http::StatusCode;
use axum::response::Response;
use std::time::Duration;

/// A page with this lead, in the name of the provider.
fn page(ctx: &Context, lead: &str) -> DoorPage {
    let mut page = DoorPage::new(ctx, "sign-in-title", ctx.lang.with(lead, name(ctx)));
    "/sign-in".clone_into(&mut page.page.path);
    page
}

/// The form that joins an identity to an account by its password.
pub(crate) fn join_form(ctx: &Context, secret: &str, fields: &Fields) -> DoorPage {
    let email = Field {
        autocomplete: "username",
        value: fields.of("email").to_owned(),
        ..Field::new("email", "email", ctx.lang.t("field-email"))
    };
    let password = Field {
        autocomplete: "current-password",
        longest: 512,
        ..Field::new("password", "password", ctx.lang.t("field-password"))
    };
    let mut hidden = vec![("token", secret.to_owned())];
    if is_ours(fields.of("back")) {
        hidden.push(("back", fields.of("back").to_owned()));
    }
    DoorPage {
        fields: vec![email, password],
        hidden,
        action: urls::plain(ctx.lang, "sign-in/provider/join"),
        button: ctx.lang.t("provider-join"),
        more: vec![
            (
                urls::plain(ctx.lang, "password"),
                ctx.lang.t("provider-no-password"),
            ),
            (urls::plain(ctx.lang, "register"), ctx.lang.t("register-title")),
        ],
        ..page(ctx, "provider-join-lead")
    }
}

/// A page that says what went wrong, and where to begin anew.
pub(crate) fn failed(ctx: &Context, lead: &str, status: StatusCode) -> Result<Response, PageError> {
    let page = DoorPage {
        more: vec![(urls::plain(ctx.lang, "sign-in"), ctx.lang.t("provider-again"))],
        ..page(ctx, lead)
    };
    page.answer(status)
}

/// The way on to the provider, for whoever joins it to their account.
pub(crate) fn onward(ctx: &Context, address: String) -> Result<Response, PageError> {
    let page = DoorPage {
        more: vec![
            (address, ctx.lang.with("provider-onward", name(ctx))),
            (urls::plain(ctx.lang, "account"), ctx.lang.t("account-title")),
        ],
        ..page(ctx, "provider-onward-lead")
    };
    page.answer(StatusCode::OK)
}

/// “Not before so many minutes”.
pub(crate) fn too_often(ctx: &Context, wait: Duration) -> Result<Response, PageError> {
    let page = DoorPage {
        lead: wait_words(ctx.lang, wait),
        more: vec![(urls::plain(ctx.lang, "sign-in"), ctx.lang.t("provider-again"))],
        ..page(ctx, "provider-over")
    };
    page.answer(StatusCode::TOO_MANY_REQUESTS)
}

/// What the provider is called.
fn name(ctx: &Context) -> &str {
    let provider = ctx.site.desk().provider.as_ref();
    provider.map_or("", |provider| provider.name())
}

/// “You are signed out here, and still signed in there.”
pub(crate) fn left(ctx: &Context) -> Result<Response, PageError> {
    let mut page = DoorPage {
        more: vec![
            (
                urls::plain(ctx.lang, "sign-out/provider"),
                ctx.lang.with("provider-leave", name(ctx)),
            ),
            (urls::home(ctx.lang), ctx.lang.t("provider-stay")),
        ],
        ..page(ctx, "provider-left")
    };
    page.page.title = ctx.lang.t("provider-left-title");
    page.answer(StatusCode::OK)
}
