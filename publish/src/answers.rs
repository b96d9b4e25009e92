//! The answers of the API: what each field means, and how it is made from the record.
//!
//! # Invariants
//! Fields are only ever added; what is unknown is null, never left out.

use crate::map::degrees;
use crate::pages::authority::find;
use crate::view::{View, cut};
use register::ReadSource;
use serde::Serialize;
use utoipa::ToSchema;
use vocabulary::{
    Authority, Award, Evidence, EvidenceId, EvidenceKind, Id, Partnership, PartnershipParty, PartyRef,
    PartyRole, Project, Reason, Text, Theme,
};

/// A text with the language it is in.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Words {
    /// The words as published.
    text: String,
    /// BCP 47.
    language: String,
}

/// A party.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Party {
    /// `authority` or `organisation`.
    sort: &'static str,
    /// The primary code of an authority.
    code: Option<String>,
    /// Permanent address below the site.
    id: String,
    /// The official name.
    name: String,
    /// The name for readers of the language asked for.
    label: String,
    /// ISO 3166-1.
    country: Option<String>,
    /// `lead`, `partner` or `member`.
    role: &'static str,
    /// As the source writes it.
    written: String,
}

/// A dated step.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StepAnswer {
    /// `established`, `signed`, `voted`, …
    what: &'static str,
    /// ISO 8601, cut to what is known.
    on: String,
    /// `year`, `month` or `day`.
    precision: &'static str,
}

/// A programme.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProgrammeAnswer {
    id: String,
    name: String,
}

/// A proof.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Proof {
    /// `document`, `statement` or `derived`.
    sort: &'static str,
    /// Permanent address of the source below the site.
    source: Option<String>,
    /// The public address of the original.
    address: Option<String>,
    /// At most 300 characters.
    quote: String,
    /// First Unicode scalar of the quote in the text that was read.
    start: Option<usize>,
    /// One past the last.
    end: Option<usize>,
}

/// A partnership.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct PartnershipAnswer {
    id: String,
    /// Permanent address below the site.
    url: String,
    kind: &'static str,
    status: &'static str,
    /// May be shown and counted as a partnership of today.
    live: bool,
    title: Option<Words>,
    parties: Vec<Party>,
    steps: Vec<StepAnswer>,
    programme: Option<ProgrammeAnswer>,
    why: Option<Words>,
    /// Code and parameters of each reason.
    #[schema(value_type = Vec<Object>)]
    reasons: Vec<Reason>,
    coordinators: Vec<String>,
    evidence: Vec<Proof>,
    /// What it is about, by its words and those of what hangs on it.
    themes: Vec<&'static str>,
}

/// One name of an authority.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct NameAnswer {
    text: String,
    language: Option<String>,
    /// `official`, `transliteration`, `exonym`, `short`, `former` or `alias`.
    #[schema(value_type = String)]
    usage: vocabulary::NameUse,
}

/// An authority.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AuthorityAnswer {
    /// The primary code.
    code: String,
    /// Other codes of the same body.
    also: Vec<String>,
    /// Permanent address below the site; null for a body that no fact names yet.
    url: Option<String>,
    kind: String,
    country: String,
    /// The official name.
    name: String,
    /// The name for readers of the language asked for.
    label: String,
    names: Vec<NameAnswer>,
    /// Codes, nearest first.
    parents: Vec<String>,
    population: Option<u32>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    approximate: Option<bool>,
    /// Permanent addresses.
    partnerships: Vec<String>,
    /// Its item of Wikidata, for example `Q7880`.
    wikidata: Option<String>,
    /// Its SIRET, 14 digits.
    siret: Option<String>,
}

/// An award.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AwardAnswer {
    id: String,
    url: String,
    /// Permanent address of the call below the site.
    call: String,
    call_name: Option<String>,
    session: u32,
    region: Option<String>,
    parties: Vec<Party>,
    /// Countries whose partners are not named one by one.
    countries: Vec<String>,
    title: Words,
    project: String,
    evidence: Vec<Proof>,
}

/// A project.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ProjectAnswer {
    id: String,
    url: String,
    title: Words,
    status: &'static str,
    parties: Vec<Party>,
    /// Decimal string in major units.
    budget: Option<String>,
    /// ISO 4217.
    currency: Option<String>,
    /// The source says “about”.
    approximate: bool,
    partnership: Option<String>,
    award: Option<String>,
    evidence: Vec<Proof>,
}

/// A claim with where it stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClaimAnswer {
    id: String,
    /// `waiting`, `accepted`, `rejected` or `superseded`.
    state: &'static str,
    /// As in the schema recognise-1; quotes have at most 300 characters where the source is quoted.
    #[schema(value_type = Object)]
    claim: vocabulary::Claim,
}

/// A source.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceAnswer {
    id: String,
    url: String,
    title: Option<String>,
    publisher: Option<String>,
    address: Option<String>,
    language: Option<String>,
    /// Rights: own, licensed or quotation.
    #[schema(value_type = Object)]
    rights: vocabulary::Rights,
    /// SHA-256 of the bytes that were read.
    sha256: String,
    /// ISO 8601, UTC.
    read_on: String,
    /// The whole text; null where the rights allow quotes only.
    text: Option<String>,
    /// As in the schema recognise-1.
    #[schema(value_type = Vec<Object>)]
    mentions: Vec<vocabulary::Mention>,
    claims: Vec<ClaimAnswer>,
}

fn words(text: &Text) -> Words {
    Words {
        text: text.original.clone(),
        language: text.language.as_str().to_owned(),
    }
}

fn party(view: &View<'_>, party: PartyRef, role: PartyRole, written: &str) -> Party {
    let (sort, code, id, names, country) = match party {
        PartyRef::Authority(id) => {
            let body = view.snapshot.authority(id);
            let names = body.map(|body| (body.name().to_owned(), view.name(body).words));
            (
                "authority",
                body.map(|body| body.code().to_string()),
                id.address(),
                names,
                body.map(|body| body.country),
            )
        }
        PartyRef::Organisation(id) => {
            let found = view.snapshot.organisation(id);
            let names = found.map(|found| (found.name.clone(), found.name.clone()));
            let country = found.and_then(|found| found.country);
            ("organisation", None, id.address(), names, country)
        }
    };
    let (name, label) = names.unwrap_or_else(|| (written.to_owned(), written.to_owned()));
    Party {
        sort,
        code,
        id,
        name,
        label,
        country: country.map(|country| country.to_string()),
        role: role.as_str(),
        written: written.to_owned(),
    }
}

fn parties(view: &View<'_>, all: &[PartnershipParty]) -> Vec<Party> {
    all.iter()
        .map(|one| party(view, one.party, one.role, &one.written))
        .collect()
}

fn proofs(view: &View<'_>, evidence: &[EvidenceId]) -> Vec<Proof> {
    let mut proofs = Vec::new();
    for id in evidence {
        let Some(found) = view.snapshot.proof(*id) else {
            continue;
        };
        match &found.kind {
            EvidenceKind::Document { revision, quotes, .. } => {
                let source = view.snapshot.source_of(*revision).map(|read| &read.source);
                proofs.extend(quotes.iter().map(|quote| Proof {
                    sort: "document",
                    source: source.map(|source| source.id.address()),
                    address: source.and_then(|source| source.address.clone()),
                    quote: cut(&quote.quote, Evidence::QUOTE_LIMIT),
                    start: Some(quote.start),
                    end: Some(quote.end),
                }));
            }
            EvidenceKind::Statement { words, .. } => proofs.push(unplaced("statement", words)),
            EvidenceKind::Derived { rule, .. } => proofs.push(unplaced("derived", rule)),
        }
    }
    proofs
}

fn unplaced(sort: &'static str, words: &str) -> Proof {
    Proof {
        sort,
        source: None,
        address: None,
        quote: cut(words, Evidence::QUOTE_LIMIT),
        start: None,
        end: None,
    }
}

/// A partnership as an answer.
pub(crate) fn partnership(view: &View<'_>, found: &Partnership) -> PartnershipAnswer {
    PartnershipAnswer {
        id: found.id.to_string(),
        url: found.id.address(),
        kind: found.kind.as_str(),
        status: found.status.as_str(),
        live: found.status.is_live(),
        title: found.title.as_ref().map(words),
        parties: parties(view, &found.parties),
        steps: found
            .steps
            .iter()
            .map(|step| StepAnswer {
                what: step.what.as_str(),
                on: step.on.to_string(),
                precision: step.on.precision().as_str(),
            })
            .collect(),
        programme: found
            .programme
            .and_then(|id| view.snapshot.programme(id))
            .map(|found| ProgrammeAnswer {
                id: found.id.address(),
                name: found.name.clone(),
            }),
        why: found.why.as_ref().map(words),
        reasons: found.reasons.clone(),
        coordinators: found.coordinators.iter().map(|id| id.address()).collect(),
        evidence: proofs(view, &found.evidence),
        themes: view.snapshot.themes(found.id).map(Theme::as_str).collect(),
    }
}

/// An authority as an answer, whether or not the record knows it.
pub(crate) fn authority(view: &View<'_>, body: &Authority) -> AuthorityAnswer {
    let id = find(view, body.code()).and_then(|(id, _)| id);
    let related = id
        .map(|id| view.snapshot.of_party(PartyRef::Authority(id)))
        .unwrap_or_default();
    let record = view.snapshot.record();
    let point = body.point.map(degrees);
    AuthorityAnswer {
        code: body.code().to_string(),
        also: body.codes.iter().skip(1).map(ToString::to_string).collect(),
        url: id.map(Id::address),
        kind: body.kind.to_string(),
        country: body.country.to_string(),
        name: body.name().to_owned(),
        label: view.name(body).words,
        names: body
            .names
            .iter()
            .map(|name| NameAnswer {
                text: name.text.clone(),
                language: name.language.map(|language| language.to_string()),
                usage: name.name_use,
            })
            .collect(),
        parents: body.parents.iter().map(ToString::to_string).collect(),
        population: body.population.map(|found| found.inhabitants),
        latitude: point.map(|(_, lat)| lat),
        longitude: point.map(|(lon, _)| lon),
        approximate: body.point.map(|point| point.approximate),
        partnerships: related
            .partnerships
            .iter()
            .filter_map(|at| record.partnerships.get(*at))
            .map(|found| found.id.address())
            .collect(),
        wikidata: view.places.wikidata(body).map(|item| item.to_string()),
        siret: view.places.siret(body).map(|siret| siret.to_string()),
    }
}

/// An award as an answer.
pub(crate) fn award(view: &View<'_>, found: &Award) -> AwardAnswer {
    AwardAnswer {
        id: found.id.to_string(),
        url: found.id.address(),
        call: found.call.address(),
        call_name: view.snapshot.call(found.call).map(|call| call.name.clone()),
        session: found.session,
        region: found.region.clone(),
        parties: parties(view, &found.parties),
        countries: found.countries.iter().map(ToString::to_string).collect(),
        title: words(&found.title),
        project: found.project.address(),
        evidence: proofs(view, &found.evidence),
    }
}

/// A project as an answer.
pub(crate) fn project(view: &View<'_>, found: &Project) -> ProjectAnswer {
    ProjectAnswer {
        id: found.id.to_string(),
        url: found.id.address(),
        title: words(&found.title),
        status: found.status.as_str(),
        parties: found
            .parties
            .iter()
            .map(|one| party(view, one.party, one.role, ""))
            .collect(),
        budget: found.budget.map(|budget| budget.amount().to_string()),
        currency: found.budget.map(|budget| budget.currency.code().to_owned()),
        approximate: found.budget_approximate,
        partnership: found.partnership.map(Id::address),
        award: found.award.map(Id::address),
        evidence: proofs(view, &found.evidence),
    }
}

/// A source as an answer; of a quoted one the public gets no more than short quotes.
pub(crate) fn source(read: &ReadSource) -> SourceAnswer {
    let whole = read.source.rights.allow_full_text();
    let claims = read.claims.iter().map(|stored| {
        let mut claim = stored.claim.clone();
        if !whole {
            claim.quote = cut(&claim.quote, Evidence::QUOTE_LIMIT);
            for quote in &mut claim.evidence {
                quote.quote = cut(&quote.quote, Evidence::QUOTE_LIMIT);
            }
        }
        ClaimAnswer {
            id: stored.id.to_string(),
            state: stored.state.as_str(),
            claim,
        }
    });
    SourceAnswer {
        id: read.source.id.to_string(),
        url: read.source.id.address(),
        title: read.source.title.clone(),
        publisher: read.source.publisher.clone(),
        address: read.source.address.clone(),
        language: read.source.language.map(|language| language.to_string()),
        rights: read.source.rights.clone(),
        sha256: read.revision.sha256.clone(),
        read_on: read.revision.read_on.to_string(),
        text: whole.then(|| read.revision.text.clone()),
        mentions: read.mentions.clone(),
        claims: claims.collect(),
    }
}
