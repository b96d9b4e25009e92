//! What one party proposes to the others, and what they answer.
//!
//! # Invariants
//! - Nothing of a proposal is public before every other side agreed.
//! - Who may propose or answer for a body is asked of the policy; moderators look on and decide nothing.

use super::body::Body;
use super::guard::to;
use super::said::{self, LONGEST_WORDS, Wrong};
use super::sign_in::ours;
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::{proposal, propose};
use crate::urls;
use crate::words::Lang;
use axum::response::Response;
use register::policy::Action;
use register::{Actor, Draft, ProposalLetter, RegisterError};
use std::time::Duration;
use vocabulary::{
    AuthorityCode, ClaimKind, Consent, Letter, PartnershipId, Proposal, ProposalId, ProposalState, SecretLink,
};

/// How long a proposal waits for answers.
const LASTS: Duration = Duration::from_hours(60 * 24);
/// Longest reason of a refusal, in characters.
const LONGEST_REASON: usize = 500;

/// `POST /{lang}/bodies/{body}/propose`
pub(crate) async fn propose(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let body = Body::of(&ctx)?;
    body.need(&ctx, Action::Change)?;
    let by = body.code.clone().ok_or_else(|| ctx.missing())?;
    let partnership = propose::partnership(&ctx, fields.of("partnership"))?;
    let mut wrong = Wrong::default();
    let today = ctx.view().snapshot.today();
    let mut claim = match partnership {
        Some(id) => about(&ctx, id).await?,
        None => said::new_partnership(&ctx.view(), &by, &fields, &mut wrong),
    };
    said::describe((lang, today), &fields, (&mut claim, &mut wrong));
    let words = said::text(&fields, "words", LONGEST_WORDS);
    if words.is_empty() {
        wrong.add("words", lang.t("propose-words-missing"));
    }
    if partnership.is_none() && claim.status.is_none() {
        wrong.add("status", lang.t("propose-status-missing"));
    }
    if !wrong.is_empty() {
        return propose::again(&ctx, (&body, partnership), (&fields, &wrong));
    }
    let draft = Draft {
        by,
        partnership,
        claim,
        words,
        language: lang.language(),
        lasts: LASTS,
    };
    let desk = ctx.site.desk();
    let (actor, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let letter: ProposalLetter<'_> = &|language, made| Letter::Proposed {
        by: name(&ctx, (Lang::of(language), &made.by)),
        link: link(&ctx, (Lang::of(language), made.id)),
    };
    let proposed = desk
        .register
        .propose(&draft, Some(letter), desk.act(&actor, &now))
        .await;
    match proposed {
        Ok(id) => Ok(to(&urls::filtered(
            &urls::proposal(lang, id),
            &[("done", "proposed")],
        ))),
        Err(RegisterError::Unfit { field, .. }) if field == "asked" => {
            wrong.add("parties", lang.t("propose-nobody"));
            propose::again(&ctx, (&body, partnership), (&fields, &wrong))
        }
        Err(error) => Err(ours(lang, error)),
    }
}

/// What a claim about this partnership has to name.
async fn about(ctx: &Context, id: PartnershipId) -> Result<vocabulary::Claim, PageError> {
    let claim = ctx.site.desk().register.claim_about(id).await;
    claim
        .map_err(|error| ours(ctx.lang, error))?
        .filter(|claim| claim.kind == ClaimKind::Partnership || claim.kind == ClaimKind::Award)
        .ok_or_else(|| ctx.missing())
}

/// The name of a body in a language.
pub(crate) fn name(ctx: &Context, (lang, code): (Lang, &AuthorityCode)) -> String {
    let body = Body::named(&ctx.view_in(lang), &code.to_string());
    body.map_or_else(|| code.to_string(), |body| body.name.words)
}

fn link(ctx: &Context, (lang, id): (Lang, ProposalId)) -> SecretLink {
    SecretLink::new(format!("{}{}", ctx.site.address(), urls::proposal(lang, id)))
}

/// The proposal of the address, if whoever asks may see it.
pub(crate) async fn shown(ctx: &Context) -> Result<Proposal, PageError> {
    let id: ProposalId = ctx.id()?;
    let found = ctx.site.desk().register.proposal(id).await;
    let found = found.map_err(|error| ours(ctx.lang, error))?;
    let found = found.ok_or_else(|| ctx.missing())?;
    let view = ctx.view();
    let codes = std::iter::once(&found.by).chain(found.asked.iter().map(|one| &one.code));
    let mut bodies = codes.filter_map(|code| Body::named(&view, &code.to_string()));
    if bodies.any(|body| body.lets(ctx, Action::See)) {
        Ok(found)
    } else {
        Err(PageError::Forbidden { lang: ctx.lang })
    }
}

/// `POST /{lang}/proposals/{id}`: agrees, refuses with words, or takes it back.
pub(crate) async fn answer(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let made = shown(&ctx).await?;
    let verdict = fields.of("verdict");
    let speaks = |code: &AuthorityCode| {
        Body::named(&ctx.view(), &code.to_string()).is_some_and(|body| body.lets(&ctx, Action::Change))
    };
    let desk = ctx.site.desk();
    let (actor, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&actor, &now);
    if verdict == "withdraw" {
        if !speaks(&made.by) {
            return Err(PageError::Forbidden { lang });
        }
        return told(
            &ctx,
            &made,
            (desk.register.withdraw(made.id, act).await, "proposal-withdrawn"),
        )
        .await;
    }
    let asked = made.asked.iter().map(|one| &one.code);
    let named = fields.of("body");
    let mut own = asked.filter(|code| speaks(code));
    // Nobody answers for another body than the one that the form names.
    let body = own.find(|code| named.is_empty() || code.to_string() == named);
    let body = body.ok_or(PageError::Forbidden { lang })?;
    let reason = said::text(&fields, "reason", LONGEST_REASON);
    let (consent, what) = match verdict {
        "accept" => (Consent::Given, "agreed"),
        "decline" if reason.is_empty() => return proposal::reason_missing(&ctx, &made).await,
        "decline" => (Consent::Refused, "declined"),
        _ => return Err(PageError::Invalid { lang }),
    };
    let letter: ProposalLetter<'_> = &|language, made| {
        let lang = Lang::of(language);
        let (by, link) = (name(&ctx, (lang, body)), link(&ctx, (lang, made.id)));
        match consent {
            Consent::Refused => Letter::ProposalDeclined {
                by,
                reason: reason.clone(),
                link,
            },
            Consent::Given | Consent::Asked => Letter::ProposalAgreed { by, link },
        }
    };
    let why = Some(reason.as_str()).filter(|_| consent == Consent::Refused);
    let answered = desk
        .register
        .answer(
            (made.id, body),
            (consent, why, Some(letter)),
            ctx.site.places(),
            act,
        )
        .await;
    told(&ctx, &made, (answered.map(drop::<ProposalState>), what)).await
}

/// The page of a proposal with what was done.
async fn told(
    ctx: &Context,
    made: &Proposal,
    (done, what): (Result<(), RegisterError>, &str),
) -> Result<Response, PageError> {
    let what = match done {
        Ok(()) => what,
        // Somebody was faster, or its time is over.
        Err(RegisterError::Unfit { .. }) => "meanwhile",
        Err(error) => return Err(ours(ctx.lang, error)),
    };
    ctx.refresh().await?;
    let page = urls::proposal(ctx.lang, made.id);
    Ok(to(&urls::filtered(&page, &[("done", what)])))
}
