//! The page of keys for programs: those that there are, and a new one.
//!
//! # Invariants
//! The secret of a key stands in one answer and nowhere else.

use super::{Layout, render_private};
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Field, Problems};
use crate::people::account::LONGEST_NAME;
use crate::people::sign_in::ours;
use crate::words::{Lang, number};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::Register;
use register::people::ApiKey;
use uuid::Uuid;

/// The path of the page behind the language.
const HERE: &str = "/account/keys";

/// A key of the list.
pub(crate) struct KeyRow {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) added: String,
    pub(crate) label: String,
}

/// A secret, shown once, with a command that uses it.
pub(crate) struct NewKey {
    pub(crate) secret: String,
    pub(crate) command: String,
}

/// The page of keys for programs.
#[derive(Template)]
#[template(path = "pages/keys.html")]
pub(crate) struct KeysPage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) note: String,
    pub(crate) lead: String,
    pub(crate) made: Option<NewKey>,
    pub(crate) keys: Vec<KeyRow>,
    /// The name of a new key, where one more may be made.
    pub(crate) name: Option<Field>,
    pub(crate) full: String,
    pub(crate) script: Option<String>,
}

/// `GET /{lang}/account/keys`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let mut page = build(&ctx).await?;
    if ctx.query("done") == "removed" {
        page.note = ctx.lang.t("api-key-removed");
    }
    render_private(ctx.lang, &page)
}

/// The page with the secret of a key that was just made.
pub(crate) async fn made(ctx: &Context, secret: String) -> Result<Response, PageError> {
    let mut page = build(ctx).await?;
    page.note = ctx.lang.t("api-key-made");
    page.made = Some(NewKey {
        command: format!(
            "curl -H 'Authorization: Bearer {secret}' '{}/api/v1/partnerships'",
            ctx.site.address()
        ),
        secret,
    });
    render_private(ctx.lang, &page)
}

/// The page again, with what is wrong with the name.
pub(crate) async fn again(ctx: &Context, typed: &str) -> Result<Response, PageError> {
    let mut page = build(ctx).await?;
    if let Some(name) = &mut page.name {
        typed.clone_into(&mut name.value);
        name.problem = ctx
            .lang
            .say("field-name-problem", &[("count", number(LONGEST_NAME))]);
        page.problems = Problems::of(ctx.lang, &[name]);
    }
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

async fn build(ctx: &Context) -> Result<KeysPage, PageError> {
    let lang = ctx.lang;
    let keys = ctx.site.desk().register.api_keys(ctx.person()?.account).await;
    let keys = keys.map_err(|error| ours(lang, error))?;
    let most = ("count", number(Register::MOST_API_KEYS));
    Ok(KeysPage {
        page: Layout {
            // The page answers forms as well: the other languages are those of the page itself.
            path: HERE.to_owned(),
            ..ctx.layout(&lang.t("api-keys-title"))
        },
        problems: None,
        note: String::new(),
        lead: ctx.site.limits().map_or_else(
            || lang.t("api-keys-unlimited"),
            |limits| {
                let [address, key] = limits.rates();
                let rates = [("address", number(address)), ("key", number(key))];
                lang.say("api-keys-lead", &rates)
            },
        ),
        made: None,
        name: (keys.len() < Register::MOST_API_KEYS).then(|| name(lang)),
        full: lang.say("api-keys-full", &[most]),
        keys: keys.into_iter().map(|key| row(lang, key)).collect(),
        script: assets::address("account.js"),
    })
}

fn name(lang: Lang) -> Field {
    Field {
        id: "key-name".to_owned(),
        hint: lang.t("api-key-name-hint"),
        autocomplete: "off",
        longest: LONGEST_NAME,
        ..Field::new("name", "text", lang.t("api-key-name"))
    }
}

fn row(lang: Lang, key: ApiKey) -> KeyRow {
    KeyRow {
        id: key.id,
        added: lang.with("api-key-since", &figures::instant(lang, &key.added)),
        label: lang.with("api-key-remove-label", &key.name),
        name: key.name,
    }
}
