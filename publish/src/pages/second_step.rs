//! The page of the second step: the code after the password.
//!
//! # Invariants
//! What opens the second step stands in the form alone; the page is kept by nobody.

use super::door::DoorPage;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::codes::code_field;
use crate::people::guard::is_ours;
use crate::people::typed::{Fields, KEPT};
use crate::urls;
use axum::http::StatusCode;
use axum::response::Response;

/// The form that asks for a code; it carries on where the person was going and what was typed there.
pub(crate) fn form(ctx: &Context, secret: &str, fields: &Fields) -> DoorPage {
    let mut hidden = vec![("token", secret.to_owned())];
    if is_ours(fields.of("back")) {
        hidden.push(("back", fields.of("back").to_owned()));
    }
    if !fields.whole(KEPT).is_empty() {
        hidden.push((KEPT, fields.whole(KEPT).to_owned()));
    }
    let mut page = DoorPage::new(ctx, "second-step-title", ctx.lang.t("second-step-lead"));
    // In another language one begins anew.
    "/sign-in".clone_into(&mut page.page.path);
    DoorPage {
        fields: vec![code_field(ctx.lang, "code", "field-code-any-hint")],
        hidden,
        action: urls::plain(ctx.lang, "sign-in/code"),
        button: ctx.lang.t("sign-in-button"),
        ..page
    }
}

/// The page for whoever took too long.
pub(crate) fn over(ctx: &Context) -> Result<Response, PageError> {
    let page = DoorPage {
        more: vec![(urls::plain(ctx.lang, "sign-in"), ctx.lang.t("sign-in-title"))],
        ..DoorPage::new(ctx, "second-step-title", ctx.lang.t("second-step-over"))
    };
    page.answer(StatusCode::GONE)
}
