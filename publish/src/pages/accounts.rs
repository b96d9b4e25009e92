//! The administrators' pages: accounts found by name or address, and one account with its roles and memberships.
//!
//! # Invariants
//! Only administrators see them.

use super::{Layout, done, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Field, Problems};
use crate::people::body::Body;
use crate::people::sign_in::ours;
use crate::people::typed::Fields;
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::people::{Account, HeldRole};
use vocabulary::{AccountId, Id, PlatformRole};

/// Accounts shown at once.
const ROWS: usize = 50;

/// An account of the list.
pub(crate) struct AccountRow {
    pub(crate) url: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) roles: String,
    pub(crate) blocked: bool,
    /// What the person did, and the whole name of the way there.
    pub(crate) acts: String,
    pub(crate) acts_label: String,
}

/// The list of accounts.
#[derive(Template)]
#[template(path = "pages/accounts.html")]
pub(crate) struct AccountsPage {
    pub(crate) page: Layout,
    pub(crate) asked: String,
    pub(crate) rows: Vec<AccountRow>,
    pub(crate) full: bool,
}

/// A role that is held: its words, and what takes it.
pub(crate) struct RoleRow {
    pub(crate) words: String,
    pub(crate) value: &'static str,
    pub(crate) of: String,
    pub(crate) label: String,
}

/// One account.
#[derive(Template)]
#[template(path = "pages/account_of.html")]
pub(crate) struct AccountOfPage {
    pub(crate) page: Layout,
    pub(crate) note: String,
    pub(crate) problems: Option<Problems>,
    pub(crate) email: String,
    pub(crate) verified: bool,
    pub(crate) created: String,
    pub(crate) blocked: Option<String>,
    pub(crate) roles: Vec<RoleRow>,
    /// Value and words of each role that can be given.
    pub(crate) choices: Vec<(&'static str, String)>,
    pub(crate) of: Field,
    /// Address, name, role.
    pub(crate) bodies: Vec<(String, String, String)>,
    pub(crate) action: String,
    /// What the person did.
    pub(crate) acts: String,
}

/// `GET /{lang}/accounts?q=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let asked = ctx.query("q").to_owned();
    let register = &ctx.site.desk().register;
    let found = register.accounts_with(&asked, ROWS + 1).await;
    let mut found = found.map_err(|error| ours(lang, error))?;
    let full = found.len() > ROWS;
    found.truncate(ROWS);
    let mut rows = Vec::new();
    for account in &found {
        let roles = register.roles(account.id).await;
        let roles = roles.map_err(|error| ours(lang, error))?;
        rows.push(row(&ctx, account, &roles));
    }
    let page = AccountsPage {
        page: ctx.layout(&lang.t("accounts-title")),
        asked,
        rows,
        full,
    };
    render_private(lang, &page)
}

fn row(ctx: &Context, account: &Account, roles: &[HeldRole]) -> AccountRow {
    let view = ctx.view();
    let roles: Vec<String> = roles.iter().map(|held| role_words(&view, *held)).collect();
    AccountRow {
        url: urls::account(ctx.lang, account.id),
        name: account.name.clone(),
        email: account.email.clone(),
        roles: roles.join(", "),
        blocked: account.blocked.is_some(),
        acts: urls::acts(ctx.lang, account.id),
        acts_label: ctx.lang.with("acts-title", &account.name),
    }
}

/// A role with whose things it is about.
fn role_words(view: &View<'_>, held: HeldRole) -> String {
    let role = view.lang.word("platform-role", held.role.as_str());
    match held.of {
        None => role,
        Some(id) => {
            let name = view.snapshot.organisation(id).map(|held| held.name.as_str());
            let facts = [("role", role.into()), ("name", name.unwrap_or_default().into())];
            view.lang.say("accounts-role-of", &facts)
        }
    }
}

/// `GET /{lang}/accounts/{id}`
pub(crate) async fn one(ctx: Context) -> Result<Response, PageError> {
    let id: AccountId = ctx.id()?;
    let mut page = build(&ctx, id).await?;
    page.note = done::note(&ctx);
    render_private(ctx.lang, &page)
}

/// The page again, with what is wrong.
pub(crate) async fn again(
    ctx: &Context,
    id: AccountId,
    (fields, problem): (&Fields, String),
) -> Result<Response, PageError> {
    let mut page = build(ctx, id).await?;
    fields.of("of").clone_into(&mut page.of.value);
    page.of.problem = problem;
    page.problems = Problems::of(ctx.lang, &[&page.of]);
    let mut answer = render_private(ctx.lang, &page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

async fn build(ctx: &Context, id: AccountId) -> Result<AccountOfPage, PageError> {
    let lang = ctx.lang;
    let register = &ctx.site.desk().register;
    let failed = |error| ours(lang, error);
    let account = register.account(id).await.map_err(failed)?;
    let account = account.ok_or_else(|| ctx.missing())?;
    let held = register.roles(id).await.map_err(failed)?;
    let memberships = register.memberships_of(id).await.map_err(failed)?;
    let view = ctx.view();
    let roles = held.iter().map(|held| {
        let words = role_words(&view, *held);
        RoleRow {
            label: lang.with("accounts-take-label", &words),
            words,
            value: held.role.as_str(),
            of: held.of.map_or_else(String::new, |id| id.uuid().to_string()),
        }
    });
    let bodies = memberships.iter().filter_map(|held| {
        let body = Body::held(&view, held.body)?;
        let role = lang.word("member-role", held.role.as_str());
        Some((body.public(lang), body.name.words, role))
    });
    Ok(AccountOfPage {
        page: ctx.layout(&account.name),
        note: String::new(),
        problems: None,
        verified: account.verified.is_some(),
        created: figures::instant(lang, &account.created),
        blocked: account.blocked.as_ref().map(|at| figures::instant(lang, at)),
        email: account.email,
        roles: roles.collect(),
        choices: PlatformRole::ALL
            .iter()
            .map(|role| (role.as_str(), lang.word("platform-role", role.as_str())))
            .collect(),
        of: Field {
            hint: lang.t("accounts-of-hint"),
            autocomplete: "off",
            optional: true,
            ..Field::new("of", "text", lang.t("accounts-of"))
        },
        bodies: bodies.collect(),
        action: urls::account(lang, id),
        acts: urls::acts(lang, id),
    })
}
