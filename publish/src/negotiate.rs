//! Which language a reader gets who has not chosen one: by `Accept-Language`, else French.
//!
//! # Invariants
//! The answer is always one of the three; a language refused with `q=0` is never chosen over another.

use crate::site::Site;
use crate::urls;
use crate::words::Lang;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use uuid::Uuid;
use vocabulary::{
    ActionId, AllianceId, AuthorityId, AwardId, CallId, CampaignId, ClaimId, EvidenceId, EvidenceKind,
    GrantId, Id, OrganisationId, PartnershipId, PartyRef, ProgrammeId, ProjectId, RevisionId, SourceId,
    StoryId,
};

/// The language with the highest weight; French where nothing fits.
pub(crate) fn language(headers: &HeaderMap) -> Lang {
    let mut best: Option<(f32, Lang)> = None;
    let offers = headers
        .get_all(header::ACCEPT_LANGUAGE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    for offer in offers {
        let (range, weight) = offer.split_once(';').unwrap_or((offer, "q=1"));
        let weight: f32 = weight.trim().trim_start_matches("q=").parse().unwrap_or(0.0);
        let primary = range
            .trim()
            .split('-')
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        if let Some(lang) = Lang::named(&primary)
            && weight > best.map_or(0.0, |(held, _)| held)
        {
            best = Some((weight, lang));
        }
    }
    best.map_or(Lang::Fr, |(_, lang)| lang)
}

/// A redirect.
pub(crate) fn to(status: StatusCode, address: &str) -> Response {
    let Ok(location) = HeaderValue::from_str(address) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::LOCATION, location),
        (header::VARY, HeaderValue::from_static("Accept-Language")),
    ];
    (status, headers).into_response()
}

/// A redirect that may be remembered for ever.
pub(crate) fn moved(address: &str) -> Response {
    to(StatusCode::PERMANENT_REDIRECT, address)
}

/// `GET /`
pub(crate) async fn root(headers: HeaderMap) -> Response {
    to(StatusCode::SEE_OTHER, &urls::home(language(&headers)))
}

/// `GET /fr` and the like.
pub(crate) async fn bare(headers: HeaderMap, uri: Uri) -> Response {
    if Lang::named(uri.path().trim_start_matches('/')).is_some() {
        moved(&format!("{}/", uri.path()))
    } else {
        crate::server::nowhere(headers, uri).await
    }
}

/// `GET /id/{kind}/{uuid}`: the permanent address of an entity leads to the page that shows it.
pub(crate) async fn permanent(State(site): State<Site>, headers: HeaderMap, uri: Uri) -> Response {
    let lang = language(&headers);
    let mut segments = uri.path().split('/').skip(2);
    let kind = segments.next().unwrap_or_default();
    let Some(id) = segments.next().and_then(|text| text.parse().ok()) else {
        return crate::errors::missing(lang, uri.path());
    };
    match page_of(&site, lang, kind, id) {
        Some(address) => to(StatusCode::SEE_OTHER, &address),
        None => crate::errors::missing(lang, uri.path()),
    }
}

fn page_of(site: &Site, lang: Lang, kind: &str, id: Uuid) -> Option<String> {
    let state = site.state();
    let snapshot = &state.snapshot;
    match kind {
        AuthorityId::KIND => snapshot
            .authority(AuthorityId::of(id))
            .map(|body| urls::authority(lang, body.code())),
        OrganisationId::KIND => snapshot
            .organisation(OrganisationId::of(id))
            .map(|body| urls::organisation(lang, body.id)),
        PartnershipId::KIND => snapshot
            .partnership(PartnershipId::of(id))
            .map(|found| urls::partnership(lang, found.id)),
        ProgrammeId::KIND => snapshot
            .programme(ProgrammeId::of(id))
            .map(|found| urls::programme(lang, found.id)),
        CallId::KIND => snapshot
            .call(CallId::of(id))
            .map(|found| urls::call(lang, found.id)),
        AwardId::KIND => snapshot
            .award(AwardId::of(id))
            .map(|found| format!("{}#award-{}", urls::call(lang, found.call), found.id)),
        ProjectId::KIND => snapshot
            .project(ProjectId::of(id))
            .map(|found| urls::project(lang, found.id)),
        AllianceId::KIND => snapshot
            .alliance(AllianceId::of(id))
            .map(|found| urls::alliance(lang, found.id)),
        CampaignId::KIND => snapshot
            .campaign(CampaignId::of(id))
            .map(|found| urls::campaign(lang, found.id)),
        GrantId::KIND => snapshot
            .grant(GrantId::of(id))
            .map(|found| urls::grant(lang, found.id)),
        ActionId::KIND => action(site, lang, ActionId::of(id)),
        StoryId::KIND => snapshot
            .story(StoryId::of(id))
            .map(|found| urls::story(lang, found.id)),
        SourceId::KIND => snapshot
            .source(SourceId::of(id))
            .map(|found| urls::source(lang, found.source.id)),
        RevisionId::KIND => snapshot
            .source_of(RevisionId::of(id))
            .map(|found| urls::source(lang, found.source.id)),
        ClaimId::KIND => snapshot
            .claim(ClaimId::of(id))
            .map(|(found, _)| urls::source_claim(lang, found.source.id, ClaimId::of(id))),
        EvidenceId::KIND => evidence(site, lang, EvidenceId::of(id)),
        _ => None,
    }
}

/// An action is shown on the page of its partnership, else of its first authority.
fn action(site: &Site, lang: Lang, id: ActionId) -> Option<String> {
    let state = site.state();
    let snapshot = &state.snapshot;
    let action = snapshot.action(id)?;
    let page = match action.partnership {
        Some(partnership) => urls::partnership(lang, partnership),
        None => action.parties.iter().find_map(|party| match party.party {
            PartyRef::Authority(id) => snapshot
                .authority(id)
                .map(|body| urls::authority(lang, body.code())),
            PartyRef::Organisation(id) => Some(urls::organisation(lang, id)),
        })?,
    };
    Some(format!("{page}#action-{id}"))
}

/// A document's evidence is shown at its place in the source.
fn evidence(site: &Site, lang: Lang, id: EvidenceId) -> Option<String> {
    let state = site.state();
    match &state.snapshot.proof(id)?.kind {
        EvidenceKind::Document { revision, quotes, .. } => {
            let source = state.snapshot.source_of(*revision)?.source.id;
            let start = quotes.first().map_or(0, |quote| quote.start);
            Some(urls::source_place(lang, source, start))
        }
        EvidenceKind::Statement { .. } | EvidenceKind::Derived { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &'static str) -> Lang {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_LANGUAGE, HeaderValue::from_static(text));
        language(&headers)
    }

    #[test]
    fn the_heaviest_language_that_we_speak_wins() {
        assert_eq!(asked("de, uk;q=0.5, en;q=0.7"), Lang::En);
        assert_eq!(asked("uk-UA,uk;q=0.9,en;q=0.8"), Lang::Uk);
        assert_eq!(asked("en;q=0, de"), Lang::Fr);
        assert_eq!(asked("nonsense;;;q=q"), Lang::Fr);
    }
}
