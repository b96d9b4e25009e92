//! The page of a project: who carries it, its stated budget, the grants that pay for it, the award behind it, and the proof.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::linked::{Linked, Linking};
use crate::parts::{CardList, Chip, LinkView, PartnershipTable, PartyView, QuoteList, Said};
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use vocabulary::{Project, ProjectId};

/// The page of a project.
#[derive(Template)]
#[template(path = "pages/project.html")]
pub(crate) struct ProjectPage {
    pub(crate) page: Layout,
    pub(crate) linked: Linked,
    pub(crate) title: Said,
    pub(crate) status: Chip,
    pub(crate) parties: Vec<PartyView>,
    pub(crate) countries: String,
    pub(crate) budget: Option<String>,
    pub(crate) call: Option<LinkView>,
    pub(crate) grants: CardList,
    pub(crate) partnership: PartnershipTable,
    pub(crate) proof: QuoteList,
    pub(crate) permanent: String,
}

/// `GET /{lang}/projects/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: ProjectId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.project(id).ok_or_else(|| ctx.missing())?;
    render(ctx.lang, &build(&ctx, &view, found))
}

fn build(ctx: &Context, view: &View<'_>, found: &Project) -> ProjectPage {
    let title = view.text(&found.title);
    let award = found.award.and_then(|id| view.snapshot.award(id));
    let call = award.and_then(|award| view.snapshot.call(award.call).map(|call| (award, call)));
    let partnership = found.partnership.and_then(|id| view.snapshot.partnership(id));
    let countries: Vec<String> = award
        .iter()
        .flat_map(|award| &award.countries)
        .map(|country| view.country(*country))
        .collect();
    let grants = view.snapshot.grants_of(found.id);
    ProjectPage {
        grants: view.grant_cards(grants),
        page: ctx.layout(&crate::view::cut(&title.words, 120)),
        linked: Linking::new(ctx).project(found),
        title,
        status: view.project_status(found.status),
        parties: found
            .parties
            .iter()
            .map(|party| PartyView {
                note: view.lang.word("role", party.role.as_str()),
                ..view.party(party.party, "")
            })
            .collect(),
        countries: countries.join(", "),
        budget: view.budget(found),
        call: call.map(|(award, call)| LinkView {
            url: format!("{}#award-{}", urls::call(view.lang, call.id), award.id),
            words: View::said(&call.name, None),
        }),
        partnership: PartnershipTable {
            lang: view.lang,
            caption: view.lang.t("alliance-serves"),
            rows: partnership.into_iter().map(|found| view.row(found)).collect(),
        },
        proof: QuoteList {
            quotes: view.quotes(&found.evidence),
        },
        permanent: urls::permanent(found.id),
    }
}
