//! The pages behind the link of a yearly question: one button confirms, nothing else does.
//!
//! # Invariants
//! Looking at them changes nothing: mail programs look at links.

use super::door::DoorPage;
use crate::context::Context;
use crate::errors::PageError;
use crate::people::body::Body;
use crate::people::sign_in::ours;
use crate::urls;
use axum::http::StatusCode;
use axum::response::Response;
use register::people::LinkUse;
use vocabulary::{AccountId, ClaimId, Partnership};

/// What a link asks, and whom.
pub(crate) struct Asked {
    pub(crate) account: AccountId,
    pub(crate) partnership: Partnership,
    pub(crate) body: Body,
}

impl Asked {
    /// What this link asks; `None` where it is over, or the partnership is not alive any more.
    pub(crate) async fn of(ctx: &Context, secret: &str) -> Result<Option<Self>, PageError> {
        let desk = ctx.site.desk();
        let link = desk.register.link(secret, &(desk.now)()).await;
        let link = link.map_err(|error| ours(ctx.lang, error))?;
        let Some((account, LinkUse::Confirm { partnership, body })) =
            link.and_then(|link| Some((link.account?, link.opens)))
        else {
            return Ok(None);
        };
        let view = ctx.view();
        let found = view.snapshot.partnership(partnership);
        let found = found.filter(|found| found.status.is_live()).cloned();
        let asked = found.zip(Body::held(&view, body));
        Ok(asked.map(|(partnership, body)| Self {
            account,
            partnership,
            body,
        }))
    }

    fn lead(&self, ctx: &Context, key: &str) -> String {
        let partnership = ctx.view().label(&self.partnership);
        let facts = [
            ("partnership", partnership.into()),
            ("body", self.body.name.words.clone().into()),
        ];
        ctx.lang.say(key, &facts)
    }
}

/// `GET /{lang}/confirm?token=…`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let Some(asked) = Asked::of(&ctx, ctx.query("token")).await? else {
        return spent(&ctx);
    };
    let lang = ctx.lang;
    let page = DoorPage {
        hidden: vec![("token", ctx.query("token").to_owned())],
        action: urls::plain(lang, "confirm"),
        button: lang.t("confirm-button"),
        more: vec![
            (
                urls::partnership(lang, asked.partnership.id),
                lang.t("confirm-see"),
            ),
            (
                urls::state(lang, asked.partnership.id),
                lang.t("confirm-otherwise"),
            ),
        ],
        ..DoorPage::new(&ctx, "confirm-title", asked.lead(&ctx, "confirm-lead"))
    };
    page.answer(StatusCode::OK)
}

/// “Confirmed.”
pub(crate) fn done(ctx: &Context, asked: &Asked, claim: ClaimId) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let taking_back = [("claim", &*claim.to_string()), ("body", &*asked.body.key)];
    let page = DoorPage {
        more: vec![
            (
                urls::partnership(lang, asked.partnership.id),
                lang.t("confirm-see"),
            ),
            (
                urls::filtered(&urls::state(lang, asked.partnership.id), &taking_back),
                lang.t("confirm-undo"),
            ),
        ],
        ..DoorPage::new(ctx, "confirm-title", asked.lead(ctx, "confirm-done"))
    };
    page.answer(StatusCode::OK)
}

/// “This question was answered, or its time is over.”
pub(crate) fn spent(ctx: &Context) -> Result<Response, PageError> {
    let page = DoorPage {
        more: vec![(urls::plain(ctx.lang, "sign-in"), ctx.lang.t("sign-in-title"))],
        ..DoorPage::new(ctx, "confirm-title", ctx.lang.t("confirm-spent"))
    };
    page.answer(StatusCode::GONE)
}
