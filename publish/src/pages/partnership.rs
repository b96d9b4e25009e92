//! The page of a partnership: who, since when, why, with which money, and the proof.

use super::{Layout, done, render, render_private};
use crate::context::Context;
use crate::errors::PageError;
use crate::linked::{Linked, Linking};
use crate::parts::{
    ActionView, CardList, DayView, LifeLine, MapView, PartnershipRow, PartyView, QuoteList, Said,
};
use crate::people::statements::speaking;
use crate::urls;
use crate::view::{View, is_web};
use askama::Template;
use axum::response::Response;
use cooperate::ageing::{self, Ageing};
use vocabulary::{
    Authority, Id, Partnership, PartnershipDocument, PartnershipId, PartnershipParty, PartyRef, Theme,
};

/// The page of a partnership.
#[derive(Template)]
#[template(path = "pages/partnership.html")]
pub(crate) struct PartnershipPage {
    pub(crate) page: Layout,
    pub(crate) linked: Linked,
    pub(crate) row: PartnershipRow,
    /// Its parties, which head the page.
    pub(crate) parties: String,
    /// What it calls itself, where it has a title.
    pub(crate) title: Option<Said>,
    pub(crate) ageing: Option<String>,
    /// The page of the two bodies.
    pub(crate) pair: Option<String>,
    pub(crate) life: LifeLine,
    pub(crate) why: Option<Said>,
    pub(crate) reasons: Vec<String>,
    pub(crate) themes: Vec<ThemeView>,
    pub(crate) coordinators: Vec<PartyView>,
    pub(crate) alliances: CardList,
    pub(crate) campaigns: CardList,
    pub(crate) grants: CardList,
    pub(crate) projects: CardList,
    pub(crate) actions: Vec<ActionView>,
    pub(crate) stories: CardList,
    pub(crate) proof: QuoteList,
    pub(crate) documents: Vec<DocumentRow>,
    pub(crate) confirmed: Option<DayView>,
    pub(crate) confirmed_ago: Option<String>,
    /// What whoever asks may do for a party; `None` for everybody else.
    pub(crate) acting: Option<Acting>,
    pub(crate) note: String,
    pub(crate) permanent: String,
    pub(crate) history: String,
    pub(crate) api: String,
    /// Where its parties are.
    pub(crate) map: Option<MapView>,
}

/// A theme, where partnerships of it stand, and the word that tells it.
pub(crate) struct ThemeView {
    pub(crate) words: String,
    pub(crate) list: String,
    pub(crate) told_by: String,
}

/// A text that belongs to the partnership.
pub(crate) struct DocumentRow {
    pub(crate) kind: String,
    pub(crate) title: String,
    pub(crate) address: Option<String>,
    pub(crate) day: Option<DayView>,
}

/// What a member of a party may do.
pub(crate) struct Acting {
    pub(crate) bodies: String,
    pub(crate) state: String,
    pub(crate) propose: Option<String>,
    /// Whether it is live, so that it can be said to be alive.
    pub(crate) live: bool,
}

fn acting(ctx: &Context, found: &Partnership) -> Option<Acting> {
    let bodies = speaking(ctx, found);
    let first = bodies.iter().find(|body| body.code.is_some());
    let names: Vec<&str> = bodies.iter().map(|body| body.name.words.as_str()).collect();
    (!bodies.is_empty()).then(|| Acting {
        bodies: ctx.lang.with("partnership-acting", &names.join(", ")),
        state: urls::state(ctx.lang, found.id),
        propose: first.map(|body| {
            let page = body.page(ctx.lang, "propose");
            urls::filtered(&page, &[("partnership", &found.id.to_string())])
        }),
        live: found.status.is_live(),
    })
}

fn themes(view: &View<'_>, found: &Partnership) -> Vec<ThemeView> {
    let list = urls::plain(view.lang, "partnerships");
    let shown = |(theme, word): (Theme, String)| ThemeView {
        words: view.lang.word("theme", theme.as_str()),
        list: urls::filtered(&list, &[("theme", theme.as_str())]),
        told_by: word,
    };
    view.snapshot.themes_told(found).into_iter().map(shown).collect()
}

fn documents(view: &View<'_>, found: &Partnership) -> Vec<DocumentRow> {
    let row = |document: &PartnershipDocument| DocumentRow {
        kind: view.lang.word("document", document.kind.as_str()),
        title: document.title.clone(),
        address: document.address.clone().filter(|address| is_web(address)),
        day: document.on.map(|day| view.day(day)),
    };
    found.documents.iter().map(row).collect()
}

/// The map of its parties, where two of them have a place.
fn map(view: &View<'_>, found: &Partnership) -> Option<MapView> {
    let located = |party: &&PartnershipParty| match party.party {
        PartyRef::Authority(id) => view
            .snapshot
            .authority(id)
            .is_some_and(|body| body.point.is_some()),
        PartyRef::Organisation(_) => false,
    };
    if found.parties.iter().filter(located).count() < 2 {
        return None;
    }
    let of = found.id.to_string();
    MapView::small(view.lang, &urls::atlas_data(view.lang, &[("partnership", &of)]))
}

/// The page of the two bodies, where it is just two authorities.
fn pair(view: &View<'_>, found: &Partnership) -> Option<String> {
    let [left, right] = found.parties.as_slice() else {
        return None;
    };
    let code = |party: PartyRef| match party {
        PartyRef::Authority(id) => view.snapshot.authority(id).map(Authority::code),
        PartyRef::Organisation(_) => None,
    };
    Some(urls::pair(view.lang, code(left.party)?, code(right.party)?))
}

/// The partnership in one line: what it is, where it stands, since when, in which programme.
fn about(row: &PartnershipRow) -> String {
    let day = row.day.as_ref().map(|day| day.words.clone());
    let programme = row.programme.as_ref().map(|link| link.words.words.clone());
    let parts = [row.kind.clone(), row.status.word.clone()];
    let parts: Vec<String> = parts.into_iter().chain(day).chain(programme).collect();
    parts.join(" · ")
}

/// That nobody has confirmed it for long, where that is so.
fn aged(view: &View<'_>, found: &Partnership) -> Option<String> {
    match ageing::of(found, view.snapshot.today()) {
        Ageing::Fresh | Ageing::NotLive => None,
        Ageing::SinceNothing => Some(view.lang.t("ageing-undated")),
        Ageing::Unconfirmed { since } => {
            let date = view.day(since).words;
            Some(view.lang.say("ageing-since", &[("date", date.into())]))
        }
    }
}

/// `GET /{lang}/partnerships/{id}`
pub(crate) async fn page(ctx: Context) -> Result<Response, PageError> {
    let id: PartnershipId = ctx.id()?;
    let view = ctx.view();
    let found = view.snapshot.partnership(id).ok_or_else(|| ctx.missing())?;
    let related = view.snapshot.of_partnership(id);
    let row = view.partnership(found);
    let title = found.title.as_ref().map(|title| view.text(title));
    let parties = view.parties(found);
    let named = match &title {
        Some(title) => format!("{parties}{} {}", ctx.lang.t("colon"), title.words),
        None => parties.clone(),
    };
    let page = PartnershipPage {
        page: ctx.about(&named, about(&row)),
        linked: Linking::new(&ctx).partnership(found),
        ageing: aged(&view, found),
        life: LifeLine {
            steps: view.steps(&found.steps),
        },
        why: found.why.as_ref().map(|why| view.text(why)),
        reasons: view.reasons(&found.reasons),
        themes: themes(&view, found),
        coordinators: found
            .coordinators
            .iter()
            .map(|id| view.party(PartyRef::Organisation(*id), ""))
            .collect(),
        alliances: view.alliance_cards(&related.alliances),
        campaigns: view.campaign_cards(&related.campaigns),
        grants: view.grant_cards(view.snapshot.record().grants.picked(&related.grants)),
        projects: view.project_cards(&related.projects),
        actions: view.actions(&related.actions),
        stories: view.story_cards(&related.stories),
        proof: QuoteList {
            quotes: view.quotes(&found.evidence),
        },
        documents: documents(&view, found),
        confirmed: ageing::confirmed(found).map(|day| view.day(day)),
        confirmed_ago: view.confirmed_ago(found),
        acting: acting(&ctx, found),
        note: done::note(&ctx),
        pair: pair(&view, found),
        permanent: urls::permanent(id),
        history: urls::history(ctx.lang, "partnership", id.uuid()),
        api: urls::api(&format!("partnerships/{id}")),
        map: map(&view, found),
        parties,
        title,
        row,
    };
    if page.acting.is_some() {
        return render_private(ctx.lang, &page);
    }
    render(ctx.lang, &page)
}
