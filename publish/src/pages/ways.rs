//! The ways into an account beside the password, as a part of the account page: one-time codes, another site.
//!
//! # Invariants
//! Only the owner sees them.

use super::account::present;
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::parts::{Chip, Field};
use crate::people::sign_in::ours;
use crate::urls;
use crate::words::Lang;
use register::people::{Account, Codes, JoinedProvider};

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
        Ok(Self {
            protection: vec![codes_row(lang, &codes)],
            providers: joined.iter().map(|joined| provider_row(ctx, joined)).collect(),
            join: offered(ctx, own, &joined),
        })
    }
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
