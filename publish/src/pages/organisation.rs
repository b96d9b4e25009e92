//! The page of a body that is not a local authority: what it is and where the record meets it.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::{ActionView, CardList, PartnershipTable, PartyView, SidedGrants};
use crate::urls;
use askama::Template;
use axum::response::Response;
use vocabulary::{OrganisationId, OrganisationKind, PartyRef};

/// The page of an organisation.
#[derive(Template)]
#[template(path = "pages/organisation.html")]
pub(crate) struct OrganisationPage {
    pub(crate) page: Layout,
    pub(crate) body: PartyView,
    pub(crate) kind: String,
    /// Where somebody asks to speak for it.
    pub(crate) speak: String,
    pub(crate) partnerships: PartnershipTable,
    pub(crate) projects: CardList,
    pub(crate) grants: SidedGrants,
    pub(crate) actions: Vec<ActionView>,
}

/// `GET /{lang}/organisations/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: OrganisationId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.organisation(id).ok_or_else(|| ctx.missing())?;
    let record = view.snapshot.record();
    let related = view.snapshot.of_party(PartyRef::Organisation(id));
    let kind = match found.kind {
        OrganisationKind::Association => "association",
        OrganisationKind::State => "state",
        OrganisationKind::Network => "network",
        OrganisationKind::Other => "other",
    };
    let page = OrganisationPage {
        page: ctx.layout(&found.name),
        body: view.organisation(found),
        kind: ctx.lang.word("organisation", kind),
        speak: urls::body(ctx.lang, &id.to_string(), "speak"),
        partnerships: PartnershipTable {
            lang: ctx.lang,
            caption: ctx.lang.t("authority-partnerships"),
            rows: record
                .partnerships
                .picked(&related.partnerships)
                .map(|found| view.row(found))
                .collect(),
        },
        projects: view.project_cards(&related.projects),
        grants: view.sided_grants(&related.grants, Some(PartyRef::Organisation(id))),
        actions: view.actions(&related.actions),
    };
    render(ctx.lang, &page)
}
