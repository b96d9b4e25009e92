//! What members of a party state about a partnership: that it is alive, a step, its status, a document.
//!
//! # Invariants
//! - A statement stands at once; whoever made it may take it back, and only that.
//! - It is about this partnership and no other: members, call and project are those of the record.

use super::body::Body;
use super::guard::to;
use super::said::{self, LONGEST_WORDS, Wrong};
use super::sign_in::ours;
use super::typed::Fields;
use crate::context::Context;
use crate::errors::PageError;
use crate::pages::state;
use crate::urls;
use axum::response::Response;
use register::policy::Action;
use register::{Actor, RegisterError, Statement};
use uuid::Uuid;
use vocabulary::{
    Claim, ClaimId, DocumentKind, Id, Partnership, PartnershipId, PartnershipStatus, SourceFormat, StepKind,
};

/// The bodies of a partnership for which whoever asks may speak.
pub(crate) fn speaking(ctx: &Context, partnership: &Partnership) -> Vec<Body> {
    let view = ctx.view();
    let bodies = partnership.parties.iter();
    bodies
        .filter_map(|party| Body::held(&view, party.party))
        .filter(|body| body.lets(ctx, Action::Change))
        .collect()
}

/// The partnership of the address, and the body that speaks: the one that the form names, or the first where it names
/// none. Nobody speaks for another body than the one named.
pub(crate) fn about(ctx: &Context, named: &str) -> Result<(Partnership, Body), PageError> {
    let id: Uuid = ctx.segment(3).parse().map_err(|_| ctx.missing())?;
    let id = PartnershipId::of(id);
    let view = ctx.view();
    let found = view.snapshot.partnership(id).ok_or_else(|| ctx.missing())?;
    let bodies = speaking(ctx, found);
    let mut bodies = bodies.into_iter();
    let body = bodies.find(|body| named.is_empty() || body.key == named);
    let body = body.ok_or(PageError::Forbidden { lang: ctx.lang })?;
    Ok((found.clone(), body))
}

/// `POST /{lang}/partnerships/{id}/state`
pub(crate) async fn state(ctx: Context, fields: Fields) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let (partnership, body) = about(&ctx, fields.of("body"))?;
    if fields.of("verdict") == "undo" {
        return take_back(&ctx, &partnership, &fields).await;
    }
    let register = &ctx.site.desk().register;
    let bare = register.claim_about(partnership.id).await;
    let bare = bare
        .map_err(|error| ours(lang, error))?
        .ok_or_else(|| ctx.missing())?;
    let mut wrong = Wrong::default();
    let Some((claim, words)) = said(&ctx, &partnership, (&fields, bare), &mut wrong) else {
        return state::again(&ctx, (&partnership, &body), (&fields, &wrong));
    };
    let claim = stated(&ctx, &body, (claim, words)).await?;
    ctx.refresh().await?;
    let done = [
        ("done", "stated"),
        ("claim", &*claim.to_string()),
        ("body", &*body.key),
    ];
    Ok(to(&urls::filtered(&urls::state(lang, partnership.id), &done)))
}

/// Takes a statement in, on behalf of a body.
pub(crate) async fn stated(
    ctx: &Context,
    body: &Body,
    (claim, words): (Claim, String),
) -> Result<ClaimId, PageError> {
    let desk = ctx.site.desk();
    let statement = Statement {
        claim,
        words,
        language: ctx.lang.language(),
        on_behalf_of: vec![body.written()],
    };
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let stated = desk
        .register
        .state(&statement, ctx.site.places(), desk.act(&by, &now))
        .await;
    stated.map_err(|error| ours(ctx.lang, error))
}

/// The claim of a form, and its words; `None` where something is wrong with it.
fn said(
    ctx: &Context,
    partnership: &Partnership,
    (entered, mut claim): (&Fields, Claim),
    wrong: &mut Wrong,
) -> Option<(Claim, String)> {
    let lang = ctx.lang;
    let view = ctx.view();
    let when = (lang, view.snapshot.today());
    let words = match entered.of("verdict") {
        "confirm" => happened(&mut claim, partnership, (StepKind::Confirmed, when.1)),
        "step" => {
            let day = said::day(when, (entered, "step-date"), wrong);
            if day.is_none() && wrong.is_empty() {
                wrong.add("step-date", lang.t("said-day-missing"));
            }
            happened(
                &mut claim,
                partnership,
                (StepKind::named(entered.of("step"))?, day?),
            )
        }
        "status" => {
            let status = PartnershipStatus::named(entered.of("status"))?;
            claim.status = Some(status.as_str().to_owned());
            claim.date = said::day(when, (entered, "status-date"), wrong);
            claim.date_precision = claim.date.map(vocabulary::Day::precision);
            ("stated-status", lang.word("status", status.as_str()), claim.date)
        }
        "document" => {
            let document = said::document(when, entered, wrong)?;
            let what = lang.word("document", DocumentKind::as_str(document.kind));
            let on = document.on;
            claim.documents = vec![document];
            ("stated-document", what, on)
        }
        _ => return None,
    };
    if !wrong.is_empty() {
        return None;
    }
    let own = said::text(entered, "words", LONGEST_WORDS);
    let (key, what, on) = words;
    let what = if key == "stated-step" {
        lang.word("step", &what)
    } else {
        what
    };
    let day = on.map_or_else(String::new, |day| view.day(day).words);
    let sentence = lang.say(key, &[("what", what.into()), ("date", day.into())]);
    Some((claim, if own.is_empty() { sentence } else { own }))
}

/// The claim that a partnership is alive today, and its words.
pub(crate) fn confirmation(ctx: &Context, partnership: &Partnership, mut claim: Claim) -> (Claim, String) {
    let view = ctx.view();
    let today = view.snapshot.today();
    let (key, what, _) = happened(&mut claim, partnership, (StepKind::Confirmed, today));
    let facts = [
        ("what", ctx.lang.word("step", &what).into()),
        ("date", view.day(today).words.into()),
    ];
    (claim, ctx.lang.say(key, &facts))
}

/// Something happened on a day: the step, and the status that it leads to.
fn happened(
    claim: &mut Claim,
    partnership: &Partnership,
    (what, day): (StepKind, vocabulary::Day),
) -> (&'static str, String, Option<vocabulary::Day>) {
    claim.dates = vec![said::step(what, day)];
    let status = partnership.status.after(what);
    claim.status = status.map(|status| status.as_str().to_owned());
    ("stated-step", what.as_str().to_owned(), Some(day))
}

/// Takes back what the person stated: it is no claim that anybody has to review.
async fn take_back(ctx: &Context, partnership: &Partnership, fields: &Fields) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let desk = ctx.site.desk();
    let own = ctx.person()?.account.to_string();
    let id: Uuid = fields
        .of("claim")
        .parse()
        .map_err(|_| PageError::Invalid { lang })?;
    let claim = ClaimId::of(id);
    let found = desk.register.claim(claim).await;
    let found = found.map_err(|error| ours(lang, error))?;
    let stated_by_them = found.is_some_and(|found| {
        let by = found.decided.is_some_and(|(by, _)| by == own);
        by && found.source.format == SourceFormat::Statement
    });
    if !stated_by_them {
        return Err(PageError::Forbidden { lang });
    }
    let (by, now) = (Actor::account(ctx.person()?.account), (desk.now)());
    let act = desk.act(&by, &now);
    let undone = desk
        .register
        .retract(claim, &lang.t("stated-withdrawn"), act)
        .await;
    let what = match undone {
        Ok(()) => "unstated",
        Err(RegisterError::NothingToUndo { .. } | RegisterError::EditedSince { .. }) => "meanwhile",
        Err(error) => return Err(ours(lang, error)),
    };
    ctx.refresh().await?;
    let still = ctx.view().snapshot.partnership(partnership.id).is_some();
    let way = if still {
        urls::partnership(lang, partnership.id)
    } else {
        urls::plain(lang, "account")
    };
    Ok(to(&urls::filtered(&way, &[("done", what)])))
}
