//! The results of a call, as a communiqué has them: by session and French region, lead, partner with country, title.

use super::{Layout, render};
use crate::context::Context;
use crate::errors::PageError;
use crate::figures;
use crate::linked::{Linked, Linking};
use crate::parts::{LinkView, PartyView, QuoteView, Said};
use crate::urls;
use crate::view::View;
use askama::Template;
use axum::response::Response;
use std::collections::BTreeMap;
use vocabulary::{Award, Call, CallId, PartyRole, Session};

/// One laureate.
pub(crate) struct Laureate {
    pub(crate) anchor: String,
    pub(crate) leads: Vec<PartyView>,
    pub(crate) partners: Vec<PartyView>,
    /// Countries whose partners the source does not name one by one.
    pub(crate) countries: String,
    pub(crate) title: Said,
    pub(crate) project: String,
    /// The place of the source that says so.
    pub(crate) proof: Option<String>,
}

/// The laureates of one French region.
pub(crate) struct Region {
    pub(crate) name: String,
    pub(crate) rows: Vec<Laureate>,
}

/// One session with its regions.
pub(crate) struct SessionView {
    pub(crate) number: u32,
    pub(crate) title: String,
    pub(crate) count: String,
    pub(crate) regions: Vec<Region>,
    pub(crate) proof: Vec<QuoteView>,
}

/// The results of a call.
#[derive(Template)]
#[template(path = "pages/call.html")]
pub(crate) struct CallPage {
    pub(crate) page: Layout,
    pub(crate) linked: Linked,
    pub(crate) programme: Option<LinkView>,
    pub(crate) sessions: Vec<SessionView>,
    pub(crate) csv: String,
    pub(crate) json: String,
}

/// `GET /{lang}/calls/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: CallId = ctx.id()?;
    let view = ctx.view();
    let call = view.snapshot.call(id).ok_or_else(|| ctx.missing())?;
    let key = id.to_string();
    let page = CallPage {
        page: ctx.layout(&call.name),
        linked: Linking::new(&ctx).call(call),
        programme: call
            .programme
            .and_then(|id| view.snapshot.programme(id))
            .map(|found| LinkView {
                url: urls::programme(ctx.lang, found.id),
                words: View::said(&found.name, None),
            }),
        sessions: call
            .sessions
            .iter()
            .map(|session| session_view(&view, call, session))
            .filter(|session| !session.regions.is_empty() || !session.proof.is_empty())
            .collect(),
        csv: urls::filtered(&urls::file("awards.csv"), &[("call", &key)]),
        json: urls::filtered(&urls::api("awards"), &[("call", &key)]),
    };
    render(ctx.lang, &page)
}

fn session_view(view: &View<'_>, call: &Call, session: &Session) -> SessionView {
    let awards = view.snapshot.record().awards.iter();
    let awards: Vec<&Award> = awards
        .filter(|award| award.call == call.id && award.session == session.number)
        .collect();
    let mut regions: BTreeMap<String, Vec<Laureate>> = BTreeMap::new();
    for award in &awards {
        let region = award
            .region
            .clone()
            .unwrap_or_else(|| view.lang.t("call-no-region"));
        regions.entry(region).or_default().push(laureate(view, award));
    }
    let mut regions: Vec<Region> = regions
        .into_iter()
        .map(|(name, rows)| Region { name, rows })
        .collect();
    regions.sort_by(|left, right| figures::order(view.lang, &left.name, &right.name));
    for region in &mut regions {
        region.rows.sort_by(|left, right| {
            let name = |row: &Laureate| {
                row.leads
                    .first()
                    .map_or(String::new(), |lead| lead.name.words.clone())
            };
            figures::order(view.lang, &name(left), &name(right))
        });
    }
    SessionView {
        number: session.number,
        title: view
            .lang
            .n("call-session", usize::try_from(session.number).unwrap_or(0)),
        count: view.lang.n("call-laureates", awards.len()),
        regions,
        proof: view.quotes(&session.evidence),
    }
}

fn laureate(view: &View<'_>, award: &Award) -> Laureate {
    let side = |wanted: &dyn Fn(PartyRole) -> bool| -> Vec<PartyView> {
        let parties = award.parties.iter().filter(|party| wanted(party.role));
        parties
            .map(|party| view.party(party.party, &party.written))
            .collect()
    };
    let mut countries: Vec<String> = award
        .countries
        .iter()
        .map(|country| view.country(*country))
        .collect();
    countries.sort_by(|left, right| figures::order(view.lang, left, right));
    Laureate {
        anchor: award.id.to_string(),
        // The region says where the lead is; its country would only repeat itself in each row.
        leads: side(&|role| role != PartyRole::Partner)
            .into_iter()
            .map(|party| PartyView {
                country: String::new(),
                ..party
            })
            .collect(),
        partners: side(&|role| role == PartyRole::Partner),
        countries: countries.join(", "),
        title: view.text(&award.title),
        project: urls::project(view.lang, award.project),
        proof: view
            .quotes(&award.evidence)
            .into_iter()
            .find_map(|quote| quote.place)
            .map(|place| place.url),
    }
}
