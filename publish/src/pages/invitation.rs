//! The page of an invitation: what is asked, and the way to accept it with an account or by making one.
//!
//! # Invariants
//! Looking at the page uses nothing; its secret goes nowhere but into the form.

use super::{Layout, door, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::account::new_password;
use crate::parts::{Field, Problems};
use crate::people::account::LONGEST_NAME;
use crate::people::body::Body;
use crate::people::sign_in::ours;
use crate::urls;
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use register::people::Invitation;
use register::policy::Who;

/// The page of an invitation.
#[derive(Template)]
#[template(path = "pages/invitation.html")]
pub(crate) struct InvitationPage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) lead: String,
    pub(crate) role: String,
    pub(crate) token: String,
    pub(crate) action: String,
    /// As whom a person who is signed in accepts.
    pub(crate) person: Option<String>,
    /// The way to sign in, where the address has an account.
    pub(crate) sign_in: Option<String>,
    pub(crate) fields: Vec<Field>,
}

/// `GET /{lang}/invitation?token=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let secret = ctx.query("token").to_owned();
    page_of(&ctx, &secret).await
}

/// The page for the invitation of a secret.
pub(crate) async fn page_of(ctx: &Context, secret: &str) -> Result<Response, PageError> {
    let desk = ctx.site.desk();
    let found = desk.register.invitation(secret, &(desk.now)()).await;
    let Some((held, known)) = found.map_err(|error| ours(ctx.lang, error))? else {
        return door::spent(ctx);
    };
    let mut page = build(ctx, &held, secret);
    if known && page.person.is_none() {
        let back = urls::filtered(&urls::plain(ctx.lang, "invitation"), &[("token", secret)]);
        page.sign_in = Some(urls::filtered(
            &urls::plain(ctx.lang, "sign-in"),
            &[("back", &back)],
        ));
        page.fields = Vec::new();
    }
    answer(ctx, &page, StatusCode::OK)
}

/// The page again, with what is wrong with name and password.
pub(crate) fn again(
    ctx: &Context,
    held: &Invitation,
    (secret, name): (&str, &str),
    (wrong_name, weak): (String, String),
) -> Result<Response, PageError> {
    let mut page = build(ctx, held, secret);
    let mut problems = [wrong_name, weak].into_iter();
    for field in &mut page.fields {
        field.problem = problems.next().unwrap_or_default();
        if field.name == "name" {
            name.clone_into(&mut field.value);
        }
    }
    let fields: Vec<&Field> = page.fields.iter().collect();
    page.problems = Problems::of(ctx.lang, &fields);
    answer(ctx, &page, StatusCode::UNPROCESSABLE_ENTITY)
}

fn build(ctx: &Context, held: &Invitation, secret: &str) -> InvitationPage {
    let lang = ctx.lang;
    let body = Body::held(&ctx.view(), held.body);
    let body = body.map_or_else(String::new, |body| body.name.words);
    let person = match &ctx.who {
        Who::Person(person) => Some(person.name.clone()),
        Who::Anybody | Who::Operator => None,
    };
    let name = Field {
        hint: lang.t("field-name-hint"),
        autocomplete: "name",
        longest: LONGEST_NAME,
        ..Field::new("name", "text", lang.t("field-name"))
    };
    let fields = if person.is_some() {
        Vec::new()
    } else {
        vec![name, new_password(lang)]
    };
    let mut page = ctx.layout(&lang.with("invitation-title", &body));
    // The secret does not go into the links to the other languages.
    page.asked = String::new();
    InvitationPage {
        page,
        problems: None,
        lead: lang.with("invitation-lead", &body),
        role: lang.word("member-may", held.role.as_str()),
        token: secret.to_owned(),
        action: urls::plain(lang, "invitation"),
        person,
        sign_in: None,
        fields,
    }
}

fn answer(ctx: &Context, page: &InvitationPage, status: StatusCode) -> Result<Response, PageError> {
    let mut answer = render_private(ctx.lang, page)?;
    *answer.status_mut() = status;
    let quiet = HeaderValue::from_static("no-referrer");
    answer.headers_mut().insert(header::REFERRER_POLICY, quiet);
    Ok(answer)
}
