//! The page of a campaign: what it wants to raise, by when, for whom, and the proof.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{CardList, DayView, PartnershipTable, QuoteList, Said};
use askama::Template;
use axum::response::Response;
use vocabulary::CampaignId;

/// The page of a campaign.
#[derive(Template)]
#[template(path = "pages/campaign.html")]
pub(crate) struct CampaignPage {
    pub(crate) page: Layout,
    pub(crate) title: Said,
    pub(crate) target: String,
    pub(crate) deadline: Option<DayView>,
    pub(crate) over: bool,
    pub(crate) alliance: CardList,
    pub(crate) partnership: PartnershipTable,
    pub(crate) proof: QuoteList,
}

/// `GET /{lang}/campaigns/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: CampaignId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.campaign(id).ok_or_else(|| ctx.missing())?;
    let title = view.text(&found.title);
    let partnership = found.partnership.and_then(|id| view.snapshot.partnership(id));
    let alliance = found.alliance.and_then(|id| view.snapshot.alliance(id));
    let page = CampaignPage {
        page: ctx.layout(&title.words),
        title,
        target: view.money(found.target),
        deadline: found.deadline.map(|day| view.day(day)),
        over: found
            .deadline
            .is_some_and(|day| day.last() < view.snapshot.today().first()),
        alliance: CardList {
            cards: alliance
                .into_iter()
                .map(|found| view.alliance_card(found))
                .collect(),
        },
        partnership: PartnershipTable {
            lang: ctx.lang,
            caption: ctx.lang.t("alliance-serves"),
            rows: partnership.into_iter().map(|found| view.row(found)).collect(),
        },
        proof: QuoteList {
            quotes: view.quotes(&found.evidence),
        },
    };
    render(ctx.lang, &page)
}
