//! The pages of one-time codes: turning them on, recovery codes, turning them off.
//!
//! # Invariants
//! - The secret of an app is shown only until its first code was given.
//! - Recovery codes stand in one answer and nowhere else.

use super::{Layout, render_private};
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Ask, Field, Picture, Problems};
use crate::people::account::own;
use crate::people::sign_in::ours;
use crate::urls;
use crate::words::{Lang, number};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::people::{Account, Codes};

/// The path of the page behind the language.
const HERE: &str = "/account/codes";

/// What an app reads.
pub(crate) struct Shown {
    pub(crate) picture: Picture,
    pub(crate) secret: String,
}

/// The page of one-time codes.
#[derive(Template)]
#[template(path = "pages/codes.html")]
pub(crate) struct CodesPage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) note: String,
    pub(crate) lead: String,
    pub(crate) shown: Option<Shown>,
    pub(crate) asks: Vec<Ask>,
}

/// The page that shows recovery codes, once.
#[derive(Template)]
#[template(path = "pages/recovery.html")]
struct RecoveryPage {
    page: Layout,
    note: String,
    codes: Vec<String>,
    /// The codes as the address of a file.
    file: String,
    script: Option<String>,
}

/// The field for a code.
pub(crate) fn code_field(lang: Lang, id: &str, hint: &str) -> Field {
    Field {
        id: id.to_owned(),
        hint: lang.t(hint),
        autocomplete: "one-time-code",
        longest: 40,
        ..Field::new("code", "text", lang.t("field-code"))
    }
}

/// `GET /{lang}/account/codes`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let mut page = build(&ctx, &own(&ctx).await?).await?;
    if ctx.query("done") == "off" {
        page.note = ctx.lang.t("codes-done-off");
    }
    render_private(ctx.lang, &page)
}

/// The page again, with what is wrong with the field of this anchor.
pub(crate) async fn again(
    ctx: &Context,
    (field, problem): (&str, String),
    status: StatusCode,
) -> Result<Response, PageError> {
    let mut page = build(ctx, &own(ctx).await?).await?;
    let mut fields = page.asks.iter_mut().flat_map(|ask| &mut ask.fields);
    if let Some(field) = fields.find(|held| held.id == field) {
        field.problem = problem;
    }
    let fields: Vec<&Field> = page.asks.iter().flat_map(|ask| &ask.fields).collect();
    page.problems = Problems::of(ctx.lang, &fields);
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = status;
    Ok(answer)
}

/// The page of new recovery codes.
pub(crate) fn recovery(ctx: &Context, codes: Vec<String>, note: &str) -> Result<Response, PageError> {
    let page = RecoveryPage {
        page: Layout {
            path: HERE.to_owned(),
            ..ctx.layout(&ctx.lang.t("recovery-title"))
        },
        note: ctx.lang.t(note),
        // Codes are letters, digits and hyphens: nothing of them needs escaping.
        file: format!("data:text/plain;charset=utf-8,{}%0A", codes.join("%0A")),
        codes,
        script: assets::address("account.js"),
    };
    render_private(ctx.lang, &page)
}

async fn build(ctx: &Context, own: &Account) -> Result<CodesPage, PageError> {
    let (lang, desk) = (ctx.lang, ctx.site.desk());
    let codes = desk.register.codes(own.id).await;
    let mut page = CodesPage {
        page: ctx.layout(&lang.t("codes-title")),
        problems: None,
        note: String::new(),
        lead: lang.t("codes-off-lead"),
        shown: None,
        asks: Vec::new(),
    };
    // The page answers forms as well: the other languages are those of the page itself.
    HERE.clone_into(&mut page.page.path);
    match codes.map_err(|error| ours(lang, error))? {
        Codes::Off => page.asks = vec![begin(lang, own)],
        Codes::Begun => {
            page.shown = shown(ctx, own).await?;
            page.lead = lang.t("codes-begun-lead");
            page.asks = vec![confirm(lang)];
        }
        Codes::On { since, recovery } => {
            let left = usize::try_from(recovery).unwrap_or(usize::MAX);
            let since = lang.with("codes-on-lead", &figures::instant(lang, &since));
            page.lead = format!(
                "{since} {}",
                lang.say("recovery-left", &[("count", number(left))])
            );
            page.asks = vec![renew(lang), end(lang, own)];
        }
    }
    Ok(page)
}

/// What the app reads; `None` where it was confirmed in between.
async fn shown(ctx: &Context, own: &Account) -> Result<Option<Shown>, PageError> {
    let desk = ctx.site.desk();
    let site = ctx.lang.t("site-name");
    let secret = desk
        .register
        .begun_codes(own.id, &desk.key, (&site, &own.email))
        .await;
    let secret = secret.map_err(|error| ours(ctx.lang, error))?;
    Ok(secret.and_then(|secret| {
        let picture = Picture::of(&secret.address, ctx.lang.t("codes-picture"))?;
        let groups: Vec<String> = secret
            .text
            .as_bytes()
            .chunks(4)
            .map(|group| String::from_utf8_lossy(group).into_owned())
            .collect();
        Some(Shown {
            picture,
            secret: groups.join(" "),
        })
    }))
}

/// The present password, where the person has one.
pub(crate) fn present_password(lang: Lang, own: &Account, id: &str) -> Option<Field> {
    own.has_password().then(|| Field {
        id: id.to_owned(),
        autocomplete: "current-password",
        longest: 512,
        ..Field::new("password", "password", lang.t("field-present-password"))
    })
}

fn begin(lang: Lang, own: &Account) -> Ask {
    Ask {
        id: "begin",
        title: lang.t("codes-begin"),
        text: lang.t("codes-begin-text"),
        fields: present_password(lang, own, "begin-password")
            .into_iter()
            .collect(),
        action: urls::plain(lang, "account/codes/begin"),
        button: lang.t("codes-begin"),
        tone: "",
    }
}

fn confirm(lang: Lang) -> Ask {
    Ask {
        id: "confirm",
        title: lang.t("codes-confirm"),
        fields: vec![code_field(lang, "confirm-code", "field-code-hint")],
        action: urls::plain(lang, "account/codes/confirm"),
        button: lang.t("codes-confirm-button"),
        ..Ask::default()
    }
}

fn renew(lang: Lang) -> Ask {
    Ask {
        id: "recovery",
        title: lang.t("recovery-title"),
        text: lang.t("recovery-renew-text"),
        fields: vec![code_field(lang, "recovery-code", "field-code-any-hint")],
        action: urls::plain(lang, "account/codes/recovery"),
        button: lang.t("recovery-renew"),
        tone: "quiet",
    }
}

fn end(lang: Lang, own: &Account) -> Ask {
    let code = code_field(lang, "end-code", "field-code-any-hint");
    Ask {
        id: "end",
        title: lang.t("codes-end"),
        text: lang.t("codes-end-text"),
        fields: present_password(lang, own, "end-password")
            .into_iter()
            .chain([code])
            .collect(),
        action: urls::plain(lang, "account/codes/end"),
        button: lang.t("codes-end-button"),
        tone: "danger",
    }
}
