//! The page of a grant: who gives, who receives, how much, when, for what, and the proof.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{CardList, DayView, LinkView, PartnershipTable, PartyView, QuoteList, Said};
use crate::urls;
use crate::view::{View, cut};
use askama::Template;
use axum::response::Response;
use vocabulary::{AwardId, Grant, GrantId, Id, PartyRef};

/// The page of a grant.
#[derive(Template)]
#[template(path = "pages/grant.html")]
pub(crate) struct GrantPage {
    pub(crate) page: Layout,
    pub(crate) title: Said,
    pub(crate) amount: String,
    pub(crate) form: Option<String>,
    pub(crate) day: Option<DayView>,
    pub(crate) givers: Vec<PartyView>,
    pub(crate) recipients: Vec<PartyView>,
    pub(crate) call: Option<LinkView>,
    pub(crate) project: CardList,
    pub(crate) partnership: PartnershipTable,
    pub(crate) proof: QuoteList,
    pub(crate) permanent: String,
    pub(crate) history: String,
}

/// `GET /{lang}/grants/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: GrantId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.grant(id).ok_or_else(|| ctx.missing())?;
    render(ctx.lang, &build(&ctx, &view, found))
}

fn build(ctx: &Context, view: &View<'_>, found: &Grant) -> GrantPage {
    let title = view.text(&found.title);
    let bodies = |all: &[PartyRef]| all.iter().map(|party| view.party(*party, "")).collect();
    let partnership = found.partnership.and_then(|id| view.snapshot.partnership(id));
    let project = found.project.and_then(|id| view.snapshot.project(id));
    GrantPage {
        page: ctx.layout(&cut(&title.words, 120)),
        amount: view.granted(found),
        form: found.form.map(|form| view.lang.word("grant-form", form.as_str())),
        day: found.on.map(|day| view.day(day)),
        givers: bodies(&found.givers),
        recipients: bodies(&found.recipients),
        call: found.award.and_then(|id| call(view, id)),
        project: CardList {
            cards: project
                .into_iter()
                .map(|found| view.project_card(found))
                .collect(),
        },
        partnership: PartnershipTable {
            lang: view.lang,
            caption: view.lang.t("alliance-serves"),
            rows: partnership.into_iter().map(|found| view.row(found)).collect(),
        },
        proof: QuoteList {
            quotes: view.quotes(&found.evidence),
        },
        permanent: urls::permanent(found.id),
        history: urls::history(view.lang, "grant", found.id.uuid()),
        title,
    }
}

/// The call whose award the grant goes with.
fn call(view: &View<'_>, award: AwardId) -> Option<LinkView> {
    let award = view.snapshot.award(award)?;
    let call = view.snapshot.call(award.call)?;
    Some(LinkView {
        url: format!("{}#award-{}", urls::call(view.lang, call.id), award.id),
        words: View::said(&call.name, None),
    })
}
