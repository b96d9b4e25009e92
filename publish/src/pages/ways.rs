//! The ways into an account beside the password, as a part of the account page: one-time codes, passkeys, another site.
//!
//! # Invariants
//! Only the owner sees them.

use super::account::present;
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Chip, Field};
use crate::people::account::LONGEST_NAME;
use crate::people::passkeys;
use crate::people::sign_in::ours;
use crate::urls;
use crate::words::Lang;
use register::people::{Account, Codes, HeldPasskey, JoinedProvider};

/// A way in which the account is protected.
pub(crate) struct Protection {
    pub(crate) title: String,
    pub(crate) state: Chip,
    pub(crate) text: String,
    pub(crate) url: String,
    pub(crate) action: String,
    pub(crate) label: String,
}

/// How one gets into the account, beside the password.
pub(crate) struct Ways {
    pub(crate) protection: Vec<Protection>,
    pub(crate) passkeys: Vec<PasskeyRow>,
    /// What adds a passkey, where the site can have any.
    pub(crate) add_passkey: Option<PasskeyForm>,
    pub(crate) providers: Vec<ProviderRow>,
    /// What joins the account to the other site, where it is joined to none.
    pub(crate) join: Option<JoinForm>,
}

impl Ways {
    pub(crate) async fn of(ctx: &Context, own: &Account) -> Result<Self, PageError> {
        let (lang, register) = (ctx.lang, &ctx.site.desk().register);
        let codes = register.codes(own.id).await;
        let codes = codes.map_err(|error| ours(lang, error))?;
        let joined = register.providers(own.id).await;
        let joined = joined.map_err(|error| ours(lang, error))?;
        let held = register.passkeys(own.id).await;
        let held = held.map_err(|error| ours(lang, error))?;
        Ok(Self {
            passkeys: held.iter().map(|held| passkey_row(lang, held)).collect(),
            add_passkey: passkeys::site(ctx).map(|_| passkey_form(lang, own)),
            protection: vec![codes_row(lang, &codes)],
            providers: joined.iter().map(|joined| provider_row(ctx, joined)).collect(),
            join: offered(ctx, own, &joined),
        })
    }
}

/// A passkey.
pub(crate) struct PasskeyRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) label: String,
}

/// The form that adds a passkey.
pub(crate) struct PasskeyForm {
    /// Whether it is open.
    pub(crate) open: bool,
    pub(crate) name: Field,
    pub(crate) password: Option<Field>,
}

/// Another site that the account is joined to.
pub(crate) struct ProviderRow {
    pub(crate) issuer: String,
    pub(crate) since: String,
    pub(crate) label: String,
}

/// The form that joins the account to another site.
pub(crate) struct JoinForm {
    pub(crate) words: String,
    pub(crate) text: String,
    /// Whether it is open.
    pub(crate) open: bool,
    pub(crate) password: Option<Field>,
}

fn passkey_row(lang: Lang, held: &HeldPasskey) -> PasskeyRow {
    let added = figures::instant(lang, &held.added);
    let text = match &held.used {
        Some(used) => lang.say(
            "passkey-used",
            &[
                ("added", added.into()),
                ("used", figures::instant(lang, used).into()),
            ],
        ),
        None => lang.say("passkey-unused", &[("added", added.into())]),
    };
    PasskeyRow {
        label: lang.with("passkey-remove-label", &held.name),
        id: held.id.clone(),
        name: held.name.clone(),
        text,
    }
}

fn passkey_form(lang: Lang, own: &Account) -> PasskeyForm {
    PasskeyForm {
        open: false,
        name: Field {
            id: "passkey-name".to_owned(),
            hint: lang.t("passkey-name-hint"),
            autocomplete: "off",
            longest: LONGEST_NAME,
            optional: true,
            ..Field::new("name", "text", lang.t("passkey-name"))
        },
        password: own.has_password().then(|| present(lang, "passkey-password")),
    }
}

fn provider_row(ctx: &Context, joined: &JoinedProvider) -> ProviderRow {
    let lang = ctx.lang;
    ProviderRow {
        since: lang.with("provider-since", &figures::instant(lang, &joined.since)),
        label: lang.with("provider-part-label", &joined.issuer),
        issuer: joined.issuer.clone(),
    }
}

/// What the page offers where the account is joined to nothing yet.
fn offered(ctx: &Context, own: &Account, joined: &[JoinedProvider]) -> Option<JoinForm> {
    let provider = ctx.site.desk().provider.as_ref().filter(|_| joined.is_empty())?;
    Some(JoinForm {
        words: ctx.lang.with("provider-join-own", provider.name()),
        text: ctx.lang.with("provider-join-own-text", provider.name()),
        open: false,
        password: own.has_password().then(|| present(ctx.lang, "join-password")),
    })
}

fn codes_row(lang: Lang, codes: &Codes) -> Protection {
    let title = lang.t("codes-title");
    let (word, tone) = match codes {
        Codes::On { .. } => ("on", "live"),
        Codes::Off | Codes::Begun => ("off", "closed"),
    };
    Protection {
        state: Chip {
            word: lang.word("protection", word),
            tone,
        },
        text: lang.t("codes-text"),
        url: urls::plain(lang, "account/codes"),
        action: lang.t("protection-change"),
        label: lang.with("protection-change-label", &title),
        title,
    }
}
