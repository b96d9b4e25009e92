//! The account page: name and language, password, sessions, a copy of what is known, erasure.
//!
//! # Invariants
//! Only its owner sees it, and no password ever stands in it.

use super::door::wait_words;
use super::members::OwnBodies;
use super::ways::Ways;
use super::{Layout, done, render_private};
use crate::assets;
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Field, Problems};
use crate::people::account::{LONGEST_NAME, own};
use crate::people::sign_in::ours;
use crate::people::typed::Fields;
use crate::urls;
use crate::words::{Lang, number};
use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;
use register::people::{Account, AccountSession, Passwords, WeakPassword};
use std::time::Duration;

/// A session of the list.
pub(crate) struct SessionRow {
    pub(crate) device: String,
    pub(crate) means: String,
    pub(crate) opened: String,
    /// Whether this page is read in it.
    pub(crate) here: bool,
    pub(crate) end: String,
    pub(crate) end_label: String,
}

/// The account page.
#[derive(Template)]
#[template(path = "pages/account.html")]
pub(crate) struct AccountPage {
    pub(crate) page: Layout,
    pub(crate) problems: Option<Problems>,
    pub(crate) note: String,
    pub(crate) lead: String,
    pub(crate) email: String,
    pub(crate) roles: String,
    pub(crate) bodies: OwnBodies,
    pub(crate) name: Field,
    /// Whether the form for another address is open.
    pub(crate) readdressing: bool,
    pub(crate) new_email: Field,
    pub(crate) email_password: Option<Field>,
    /// Tag, words, whether it is chosen.
    pub(crate) languages: Vec<(&'static str, String, bool)>,
    /// The present one, where there is one.
    pub(crate) password: Option<Field>,
    pub(crate) new_password: Field,
    pub(crate) ways: Ways,
    pub(crate) script: Option<String>,
    /// What the person did.
    pub(crate) acts: String,
    pub(crate) sessions: Vec<SessionRow>,
    pub(crate) erasing: bool,
    pub(crate) erase_email: Field,
    pub(crate) erase_password: Option<Field>,
}

/// What is wrong with a form of the account page.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Trouble {
    /// The name is empty, or too long.
    Name,
    /// The new address is none.
    Address,
    /// The password is another, and nothing was sent.
    AddressWrongPassword,
    /// Too many mails were asked for.
    AddressTooOften(Duration),
    /// The device's answer does not count.
    PasskeyRefused,
    /// The password is another, and nothing was joined.
    ProviderWrongPassword,
    /// The present password is another.
    WrongPassword,
    /// The new password is not accepted.
    Weak(WeakPassword),
    /// The address is not the account's.
    OtherAddress,
    /// The password is another, and nothing was erased.
    EraseWrongPassword,
}

/// `GET /{lang}/account`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let mut page = build(&ctx, &own(&ctx).await?).await?;
    page.note = match ctx.query("done") {
        "profile" => ctx.lang.t("account-done-profile"),
        "password" => ctx.lang.t("account-done-password"),
        "provider" => ctx.lang.t("provider-joined"),
        "passkey" => ctx.lang.t("passkey-added"),
        "passkey-removed" => ctx.lang.t("passkey-removed"),
        "parted" => ctx.lang.t("provider-parted"),
        "address" => ctx.lang.t("mail-sent"),
        "session" => ctx.lang.t("account-done-session"),
        "sessions" => ctx.lang.t("account-done-sessions"),
        _ => done::note(&ctx),
    };
    render_private(ctx.lang, &page)
}

impl AccountPage {
    /// The fields that something can be wrong with, in the order of the page.
    fn asked(&self) -> Vec<&Field> {
        let ways = &self.ways;
        let fields = [
            Some(&self.name),
            Some(&self.new_email),
            self.email_password.as_ref(),
            self.password.as_ref(),
            Some(&self.new_password),
            ways.add_passkey.as_ref().map(|add| &add.name),
            ways.join.as_ref().and_then(|join| join.password.as_ref()),
            Some(&self.erase_email),
            self.erase_password.as_ref(),
        ];
        fields.into_iter().flatten().collect()
    }
}

/// The page again, with what was typed and what is wrong with it.
pub(crate) async fn again(ctx: &Context, fields: &Fields, trouble: Trouble) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let mut page = build(ctx, &own(ctx).await?).await?;
    match trouble {
        Trouble::Name => {
            fields.of("name").clone_into(&mut page.name.value);
            page.name.problem = lang.say("field-name-problem", &[("count", number(LONGEST_NAME))]);
        }
        Trouble::Address | Trouble::AddressWrongPassword | Trouble::AddressTooOften(_) => {
            page.readdressing = true;
            fields.of("email").clone_into(&mut page.new_email.value);
            match trouble {
                Trouble::Address => page.new_email.problem = lang.t("field-email-problem"),
                Trouble::AddressTooOften(wait) => page.new_email.problem = wait_words(lang, wait),
                _ => tell(page.email_password.as_mut(), lang.t("field-password-wrong")),
            }
        }
        Trouble::ProviderWrongPassword => {
            if let Some(join) = &mut page.ways.join {
                join.open = true;
                tell(join.password.as_mut(), lang.t("field-password-wrong"));
            }
        }
        Trouble::PasskeyRefused => {
            if let Some(add) = &mut page.ways.add_passkey {
                add.open = true;
                fields.of("name").clone_into(&mut add.name.value);
                add.name.problem = lang.t("passkey-refused");
            }
        }
        Trouble::WrongPassword => tell(page.password.as_mut(), lang.t("field-password-wrong")),
        Trouble::Weak(weak) => tell(Some(&mut page.new_password), weak_words(lang, weak)),
        Trouble::OtherAddress => {
            page.erasing = true;
            fields.of("email").clone_into(&mut page.erase_email.value);
            page.erase_email.problem = lang.t("account-erase-other");
        }
        Trouble::EraseWrongPassword => {
            page.erasing = true;
            fields.of("email").clone_into(&mut page.erase_email.value);
            tell(page.erase_password.as_mut(), lang.t("field-password-wrong"));
        }
    }
    let problems = Problems::of(lang, &page.asked());
    page.problems = problems;
    let mut answer = render_private(lang, &page)?;
    *answer.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    Ok(answer)
}

fn tell(field: Option<&mut Field>, problem: String) {
    if let Some(field) = field {
        field.problem = problem;
    }
}

/// Why a password is not accepted, in words.
pub(crate) fn weak_words(lang: Lang, weak: WeakPassword) -> String {
    match weak {
        WeakPassword::Short => lang.say("field-password-short", &[("count", number(Passwords::SHORTEST))]),
        WeakPassword::Long => lang.say("field-password-long", &[("count", number(Passwords::LONGEST))]),
        WeakPassword::Guessable => lang.t("field-password-guessable"),
    }
}

/// The field for a new password.
pub(crate) fn new_password(lang: Lang) -> Field {
    Field {
        hint: lang.say("field-password-hint", &[("count", number(Passwords::SHORTEST))]),
        autocomplete: "new-password",
        longest: 512,
        ..Field::new("new-password", "password", lang.t("field-new-password"))
    }
}

/// A field for the present password.
pub(crate) fn present(lang: Lang, id: &str) -> Field {
    Field {
        id: id.to_owned(),
        autocomplete: "current-password",
        longest: 512,
        ..Field::new("password", "password", lang.t("field-present-password"))
    }
}

async fn build(ctx: &Context, own: &Account) -> Result<AccountPage, PageError> {
    let lang = ctx.lang;
    let person = ctx.person()?;
    let desk = ctx.site.desk();
    let sessions = desk
        .register
        .sessions(own.id, &desk.sessions, &(desk.now)())
        .await;
    let sessions = sessions.map_err(|error| ours(lang, error))?;
    let ways = Ways::of(ctx, own).await?;
    let roles: Vec<String> = person
        .roles
        .iter()
        .map(|held| lang.word("platform-role", held.role.as_str()))
        .collect();
    let typed = ctx.typed.of(&urls::plain(lang, "account/profile"), "name");
    let present = |id: &str| present(lang, id);
    Ok(AccountPage {
        page: ctx.layout(&lang.t("account-title")),
        problems: None,
        note: String::new(),
        lead: lang.with("account-lead", &own.name),
        email: own.email.clone(),
        roles: roles.join(", "),
        readdressing: false,
        new_email: new_email(lang),
        email_password: own.has_password().then(|| present("email-password")),
        bodies: OwnBodies::of(ctx).await?,
        name: Field {
            hint: lang.t("field-name-hint"),
            autocomplete: "name",
            longest: LONGEST_NAME,
            value: if typed.is_empty() { own.name.clone() } else { typed },
            ..Field::new("name", "text", lang.t("field-name"))
        },
        languages: Lang::ALL
            .map(|choice| (choice.tag(), choice.own_name(), choice.language() == own.language))
            .to_vec(),
        password: own.has_password().then(|| present("password")),
        new_password: new_password(lang),
        ways,
        script: assets::address("passkey.js"),
        acts: urls::acts(lang, own.id),
        sessions: sessions
            .iter()
            .map(|session| row(ctx, session, person.session))
            .collect(),
        erasing: false,
        erase_email: Field {
            id: "erase-email".to_owned(),
            autocomplete: "off",
            ..Field::new("email", "email", lang.t("account-erase-email"))
        },
        erase_password: own.has_password().then(|| present("erase-password")),
    })
}

/// The field for another mail address.
fn new_email(lang: Lang) -> Field {
    Field {
        id: "new-email".to_owned(),
        autocomplete: "email",
        ..Field::new("email", "email", lang.t("address-new"))
    }
}

fn row(ctx: &Context, session: &AccountSession, here: uuid::Uuid) -> SessionRow {
    let lang = ctx.lang;
    let device = if session.device.is_empty() {
        lang.t("account-device-unknown")
    } else {
        session.device.clone()
    };
    SessionRow {
        means: lang.word("session-means", session.means.as_str()),
        opened: lang.with("account-session-opened", &figures::instant(lang, &session.opened)),
        here: session.id == here,
        end: urls::end_session(lang, session.id),
        end_label: lang.with("account-session-end-label", &device),
        device,
    }
}
