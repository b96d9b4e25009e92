//! The first page of a body for its members: what waits for them, and the ways on.
//!
//! # Invariants
//! Only members and moderators see it.

use super::proposal::{self, ProposalRow};
use super::{Layout, done, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::parts::PartnerTable;
use crate::people::body::Body;
use askama::Template;
use axum::response::Response;
use register::policy::Action;

/// The page of a body for its members.
#[derive(Template)]
#[template(path = "pages/desk.html")]
pub(crate) struct DeskPage {
    pub(crate) page: Layout,
    pub(crate) note: String,
    pub(crate) lead: String,
    pub(crate) public: String,
    pub(crate) members: String,
    pub(crate) waiting: Vec<ProposalRow>,
    pub(crate) proposals: Vec<ProposalRow>,
    /// Where a partnership is proposed, for those who may.
    pub(crate) propose: Option<String>,
    pub(crate) partnerships: PartnerTable,
}

/// `GET /{lang}/bodies/{body}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let lang = ctx.lang;
    let body = Body::of(&ctx)?;
    let party = body.need(&ctx, Action::See)?;
    let person = ctx.person()?;
    let held = person.memberships.iter().find(|held| held.body == party);
    let view = ctx.view();
    let related = view.snapshot.of_party(party);
    let rows = view
        .snapshot
        .record()
        .partnerships
        .picked(&related.partnerships)
        .map(|found| view.partner_row(found, party))
        .collect();
    let (waiting, proposals) = proposal::of_body(&ctx, &body).await?;
    let page = DeskPage {
        waiting,
        proposals,
        propose: (body.code.is_some() && body.lets(&ctx, Action::Change)).then(|| body.page(lang, "propose")),
        page: ctx.layout(&body.name.words),
        note: done::note(&ctx),
        lead: held.map_or_else(
            || lang.t("desk-lead-moderator"),
            |held| lang.word("member-may", held.role.as_str()),
        ),
        public: body.public(lang),
        members: body.page(lang, "members"),
        partnerships: PartnerTable {
            lang,
            caption: lang.t("authority-partnerships"),
            rows,
        },
    };
    render_private(lang, &page)
}
