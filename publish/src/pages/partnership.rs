//! The page of a partnership: who, since when, why, with which money, and the proof.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{ActionView, CardList, LifeLine, PartnershipRow, PartyView, QuoteList, Said};
use crate::urls;
use askama::Template;
use axum::response::Response;
use cooperate::ageing::{self, Ageing};
use vocabulary::{Id, PartnershipId};

/// The page of a partnership.
#[derive(Template)]
#[template(path = "pages/partnership.html")]
pub(crate) struct PartnershipPage {
    pub(crate) page: Layout,
    pub(crate) row: PartnershipRow,
    pub(crate) ageing: Option<String>,
    pub(crate) life: LifeLine,
    pub(crate) why: Option<Said>,
    pub(crate) reasons: Vec<String>,
    pub(crate) coordinators: Vec<PartyView>,
    pub(crate) alliances: CardList,
    pub(crate) campaigns: CardList,
    pub(crate) projects: CardList,
    pub(crate) actions: Vec<ActionView>,
    pub(crate) stories: CardList,
    pub(crate) proof: QuoteList,
    pub(crate) permanent: String,
    pub(crate) history: String,
    pub(crate) api: String,
}

/// `GET /{lang}/partnerships/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: PartnershipId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.partnership(id).ok_or_else(|| ctx.missing())?;
    let related = view.snapshot.of_partnership(id);
    let row = view.partnership(found);
    let ageing = match ageing::of(found, view.snapshot.today()) {
        Ageing::Fresh | Ageing::NotLive => None,
        Ageing::SinceNothing => Some(ctx.lang.t("ageing-undated")),
        Ageing::Unconfirmed { since } => Some(
            ctx.lang
                .say("ageing-since", &[("date", view.day(since).words.into())]),
        ),
    };
    let page = PartnershipPage {
        page: ctx.layout(&row.label),
        ageing,
        life: LifeLine {
            steps: view.steps(&found.steps),
        },
        why: found.why.as_ref().map(|why| view.text(why)),
        reasons: view.reasons(&found.reasons),
        coordinators: found
            .coordinators
            .iter()
            .map(|id| view.party(vocabulary::PartyRef::Organisation(*id), ""))
            .collect(),
        alliances: view.alliance_cards(&related.alliances),
        campaigns: view.campaign_cards(&related.campaigns),
        projects: view.project_cards(&related.projects),
        actions: view.actions(&related.actions),
        stories: view.story_cards(&related.stories),
        proof: QuoteList {
            quotes: view.quotes(&found.evidence),
        },
        permanent: urls::permanent(id),
        history: urls::history(ctx.lang, "partnership", id.uuid()),
        api: urls::api(&format!("partnerships/{id}")),
        row,
    };
    render(ctx.lang, &page)
}
