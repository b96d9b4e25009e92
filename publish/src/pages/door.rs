//! The pages on the way to an account: asking for one, choosing a password by a mailed link, and what comes of it.
//!
//! # Invariants
//! A page that holds a secret is kept by nobody and tells no other site its address.

use super::{Layout, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::account::new_password;
use crate::parts::{Field, Problems};
use crate::people::account::LONGEST_NAME;
use crate::people::sign_in::ours;
use crate::urls;
use crate::words::{Lang, number};
use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use register::people::LinkUse;
use std::time::Duration;

/// A page with a lead, perhaps a form, and ways on.
#[derive(Template)]
#[template(path = "pages/door.html")]
pub(crate) struct DoorPage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) lead: String,
    pub(crate) fields: Vec<Field>,
    pub(crate) hidden: Vec<(&'static str, String)>,
    /// Where the form is posted; empty where there is none.
    pub(crate) action: String,
    pub(crate) button: String,
    /// Address and words.
    pub(crate) more: Vec<(String, String)>,
}

impl DoorPage {
    pub(crate) fn new(ctx: &Context, title: &str, lead: String) -> Self {
        let mut page = ctx.layout(&ctx.lang.t(title));
        // A secret does not go into the links to the other languages.
        page.asked = String::new();
        Self {
            page,
            problems: None,
            lead,
            fields: Vec::new(),
            hidden: Vec::new(),
            action: String::new(),
            button: String::new(),
            more: Vec::new(),
        }
    }

    /// The answer: with its problems, if there are any, and kept by nobody.
    pub(crate) fn answer(mut self, status: StatusCode) -> Result<Response, PageError> {
        let lang = self.page.lang;
        let fields: Vec<&Field> = self.fields.iter().collect();
        self.problems = Problems::of(lang, &fields);
        let mut answer = render_private(lang, &self)?;
        *answer.status_mut() = if self.problems.is_some() && status == StatusCode::OK {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            status
        };
        let quiet = HeaderValue::from_static("no-referrer");
        answer.headers_mut().insert(header::REFERRER_POLICY, quiet);
        Ok(answer)
    }

    /// The field with this name, where the form has it.
    pub(crate) fn field(&mut self, name: &str) -> Option<&mut Field> {
        self.fields.iter_mut().find(|field| field.name == name)
    }

    /// Fills a field and says what is wrong with it.
    pub(crate) fn fill(&mut self, name: &str, value: &str, problem: String) {
        if let Some(field) = self.field(name) {
            value.clone_into(&mut field.value);
            field.problem = problem;
        }
    }
}

fn email(ctx: &Context) -> Field {
    Field {
        autocomplete: "email",
        ..Field::new("email", "email", ctx.lang.t("field-email"))
    }
}

/// The form that asks for an account.
pub(crate) fn register_form(ctx: &Context) -> DoorPage {
    let name = Field {
        hint: ctx.lang.t("field-name-hint"),
        autocomplete: "name",
        longest: LONGEST_NAME,
        ..Field::new("name", "text", ctx.lang.t("field-name"))
    };
    DoorPage {
        fields: vec![name, email(ctx)],
        action: urls::plain(ctx.lang, "register"),
        button: ctx.lang.t("register-button"),
        more: vec![(urls::plain(ctx.lang, "sign-in"), ctx.lang.t("register-known"))],
        ..DoorPage::new(ctx, "register-title", ctx.lang.t("register-lead"))
    }
}

/// The form that asks for a new password.
pub(crate) fn reset_form(ctx: &Context) -> DoorPage {
    DoorPage {
        fields: vec![email(ctx)],
        action: urls::plain(ctx.lang, "password"),
        button: ctx.lang.t("reset-button"),
        ..DoorPage::new(ctx, "reset-title", ctx.lang.t("reset-lead"))
    }
}

/// The form that chooses a password, posted to this page with the secret of a link.
pub(crate) fn password_form(ctx: &Context, to: &str, secret: &str) -> DoorPage {
    let title = if to == "register/confirm" {
        "register-title"
    } else {
        "reset-title"
    };
    DoorPage {
        fields: vec![new_password(ctx.lang)],
        hidden: vec![("token", secret.to_owned())],
        action: urls::plain(ctx.lang, to),
        button: ctx.lang.t("reset-choose"),
        ..DoorPage::new(ctx, title, ctx.lang.t("reset-choose-lead"))
    }
}

/// `GET /{lang}/register`
pub(crate) async fn register(ctx: Context) -> Result<Response, PageError> {
    register_form(&ctx).answer(StatusCode::OK)
}

/// `GET /{lang}/password`
pub(crate) async fn reset(ctx: Context) -> Result<Response, PageError> {
    reset_form(&ctx).answer(StatusCode::OK)
}

/// `GET /{lang}/register/confirm?token=…`
pub(crate) async fn confirm(ctx: Context) -> Result<Response, PageError> {
    match opens(&ctx).await? {
        Some(LinkUse::Register { .. }) => {
            password_form(&ctx, "register/confirm", ctx.query("token")).answer(StatusCode::OK)
        }
        _ => spent(&ctx),
    }
}

/// `GET /{lang}/password/new?token=…`
pub(crate) async fn choose(ctx: Context) -> Result<Response, PageError> {
    match opens(&ctx).await? {
        Some(LinkUse::Reset) => {
            password_form(&ctx, "password/new", ctx.query("token")).answer(StatusCode::OK)
        }
        _ => spent(&ctx),
    }
}

/// What the link of the address opens.
async fn opens(ctx: &Context) -> Result<Option<LinkUse>, PageError> {
    let desk = ctx.site.desk();
    let link = desk.register.link(ctx.query("token"), &(desk.now)()).await;
    Ok(link
        .map_err(|error| ours(ctx.lang, error))?
        .map(|link| link.opens))
}

/// The button of a mailed link that changes or restores an address.
fn address_form(ctx: &Context, to: &str, words: (&str, &str)) -> DoorPage {
    let (lead, button) = words;
    DoorPage {
        hidden: vec![("token", ctx.query("token").to_owned())],
        action: urls::plain(ctx.lang, to),
        button: ctx.lang.t(button),
        ..DoorPage::new(ctx, "address-title", ctx.lang.t(lead))
    }
}

/// `GET /{lang}/address/confirm?token=…`
pub(crate) async fn confirm_address(ctx: Context) -> Result<Response, PageError> {
    match opens(&ctx).await? {
        Some(LinkUse::Address { email }) => {
            let page = address_form(&ctx, "address/confirm", ("address-title", "address-confirm"));
            let lead = ctx.lang.with("address-confirm-lead", &email);
            DoorPage { lead, ..page }.answer(StatusCode::OK)
        }
        _ => spent(&ctx),
    }
}

/// `GET /{lang}/address/restore?token=…`
pub(crate) async fn restore_address(ctx: Context) -> Result<Response, PageError> {
    match opens(&ctx).await? {
        Some(LinkUse::RestoreAddress { .. }) => {
            let words = ("address-restore-lead", "address-restore");
            address_form(&ctx, "address/restore", words).answer(StatusCode::OK)
        }
        _ => spent(&ctx),
    }
}

/// “The account has the new address.”
pub(crate) fn address_changed(ctx: &Context) -> Result<Response, PageError> {
    let page = DoorPage {
        more: vec![(urls::plain(ctx.lang, "account"), ctx.lang.t("account-title"))],
        ..DoorPage::new(ctx, "address-title", ctx.lang.t("address-changed"))
    };
    page.answer(StatusCode::OK)
}

/// The form that chooses a password after the old address was taken back.
pub(crate) fn address_restored(ctx: &Context, secret: &str) -> DoorPage {
    DoorPage {
        lead: ctx.lang.t("address-restored"),
        ..password_form(ctx, "password/new", secret)
    }
}

/// “Look into your mail”, whatever the address.
pub(crate) fn sent(ctx: &Context, title: &str) -> Result<Response, PageError> {
    DoorPage::new(ctx, title, ctx.lang.t("mail-sent")).answer(StatusCode::OK)
}

/// The page for a link that opens nothing any more.
pub(crate) fn spent(ctx: &Context) -> Result<Response, PageError> {
    let page = DoorPage {
        more: vec![
            (urls::plain(ctx.lang, "sign-in"), ctx.lang.t("sign-in-title")),
            (urls::plain(ctx.lang, "password"), ctx.lang.t("reset-title")),
        ],
        ..DoorPage::new(ctx, "sign-in-title", ctx.lang.t("sign-in-link-spent"))
    };
    page.answer(StatusCode::GONE)
}

/// The form again: too much was asked.
pub(crate) fn too_often(mut page: DoorPage, wait: Duration) -> Result<Response, PageError> {
    let problem = wait_words(page.page.lang, wait);
    page.fill("email", "", problem.clone());
    page.fill("code", "", problem);
    page.answer(StatusCode::TOO_MANY_REQUESTS)
}

/// “Not before so many minutes”.
pub(crate) fn wait_words(lang: Lang, wait: Duration) -> String {
    let minutes = usize::try_from(wait.as_secs().div_ceil(60)).unwrap_or(usize::MAX);
    lang.say("sign-in-too-often", &[("count", number(minutes))])
}
