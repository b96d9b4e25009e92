//! The answer of the engine: schema `recognise-1`, with offsets in Unicode scalar values.
//!
//! In: the analysis and the claims in bytes. Out: [`Recognition`].
//!
//! # Invariants
//! What is unknown is null, never left out; `also` never holds a homonym.

use super::bystanders::{self, Beside};
use super::{Analysis, Named};
use crate::claims::{self, Draft, DraftParty};
use crate::gazetteer::BodyId;
use crate::resolve::{How, Scored};
use read::{CharOffsets, Span};
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use vocabulary::{
    Claim, ClaimParty, ClaimRole, DatedStep, Day, Funding, Mention, NameUse, Quote, Reason, Verdict,
    VerdictKind,
};

/// What was recognised in one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recognition {
    /// BCP 47 primary tag.
    pub language: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// When it was published.
    pub date: Option<Day>,
    /// The posts or news items of a file with several.
    pub items: Vec<ItemAnswer>,
    /// Every authority named.
    pub mentions: Vec<Mention>,
    /// What is claimed.
    pub claims: Vec<Claim>,
    /// What is to be remarked.
    pub remarks: Vec<RemarkAnswer>,
}

/// One of several posts or news items.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ItemAnswer {
    /// First scalar.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// Its title.
    pub title: Option<String>,
    /// When it was published.
    pub date: Option<Day>,
    /// Its public address.
    pub address: Option<String>,
}

/// A remark of the engine, or of the reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RemarkAnswer {
    /// What is remarked.
    #[serde(flatten)]
    pub remark: Reason,
    /// The words it speaks of.
    pub quote: Option<String>,
    /// First scalar, where it speaks of a place.
    pub start: Option<usize>,
    /// One past the last.
    pub end: Option<usize>,
}

/// The names that are shown: of “Towcester Studio Band” none, where the town is named alone elsewhere.
fn mentioned<'a>(analysis: &'a Analysis<'_, '_>) -> impl Iterator<Item = &'a Named> {
    let is_namesake = |one: &Named| {
        let sentence = one.sentence.and_then(|at| analysis.sentences.get(at));
        sentence.is_some_and(|sentence| {
            let at = (one.words.0, one.words.2);
            bystanders::beside(&sentence.words, at, sentence.language.as_deref()) == Beside::Namesake
        })
    };
    let written = analysis.named.iter().filter(|one| one.stands_for.is_none());
    let marked: Vec<(&Named, bool)> = written.map(|one| (one, is_namesake(one))).collect();
    let alone: FxHashSet<BodyId> = marked
        .iter()
        .filter(|(_, is_namesake)| !is_namesake)
        .filter_map(|(one, _)| one.likeliest())
        .collect();
    marked
        .into_iter()
        .filter(move |(one, is_namesake)| {
            !is_namesake || one.likeliest().is_none_or(|body| !alone.contains(&body))
        })
        .map(|(one, _)| one)
}

/// Turns an analysis and its claims into the answer.
pub(super) fn answer(analysis: &Analysis<'_, '_>, drafts: Vec<Draft>) -> Recognition {
    let document = analysis.document;
    let answerer = Answerer {
        analysis,
        offsets: CharOffsets::new(&document.text),
    };
    let items = document.items.iter().map(|item| {
        let (start, end) = answerer.offsets.span(item.span);
        ItemAnswer {
            start,
            end,
            title: item.title.clone(),
            date: item.date.map(Day::of),
            address: item.address.clone(),
        }
    });
    let noted = claims::remarks(analysis).into_iter().map(|noted| {
        let (start, end) = answerer.offsets.span(noted.span);
        let quote = Some(noted.span.of(&document.text).to_owned());
        RemarkAnswer {
            remark: noted.remark,
            quote,
            start: Some(start),
            end: Some(end),
        }
    });
    Recognition {
        language: document.metadata.language.clone(),
        title: document.metadata.title.clone(),
        date: document.metadata.published.map(Day::of),
        items: items.collect(),
        mentions: mentioned(analysis).map(|one| answerer.mention(one)).collect(),
        claims: drafts.into_iter().map(|draft| answerer.claim(draft)).collect(),
        remarks: noted.collect(),
    }
}

struct Answerer<'a, 'd, 'g> {
    analysis: &'a Analysis<'d, 'g>,
    offsets: CharOffsets<'a>,
}

impl Answerer<'_, '_, '_> {
    fn mention(&self, one: &Named) -> Mention {
        let resolver = self.analysis.resolver;
        let gazetteer = resolver.gazetteer();
        let (start, end) = self.offsets.span(one.span);
        let best = one.body();
        let choices = match &one.verdict {
            Verdict::Several(choices) => choices.clone(),
            Verdict::One(_) | Verdict::Unknown => Vec::new(),
        };
        let organisation = one.is_organisation.then(|| "organisation".to_owned());
        Mention {
            text: one.text.clone(),
            start,
            end,
            verdict: one.verdict.kind(),
            code: best.map(|body| gazetteer.code_of(body)),
            also: best.map(|body| resolver.also(body)).unwrap_or_default(),
            name: best.map(|body| gazetteer.name_of(body).to_owned()),
            kind: best
                .map(|body| gazetteer.kind(body).as_str().to_owned())
                .or(organisation),
            country: best.and_then(|body| gazetteer.country(body)).or(one.country),
            confidence: confidence(one),
            reasons: self.reasons(one),
            choices,
        }
    }

    fn reasons(&self, one: &Named) -> Vec<Reason> {
        let gazetteer = self.analysis.resolver.gazetteer();
        let mut reasons = one.ranking.reasons.clone();
        let Some(best) = one
            .ranking
            .scored
            .first()
            .filter(|_| one.verdict.kind() != VerdictKind::Unknown)
        else {
            return reasons;
        };
        reasons.insert(0, found_reason(best, one, gazetteer.name_of(best.body)));
        reasons.extend(
            one.context
                .iter()
                .filter(|(body, _)| *body == best.body)
                .map(|(_, reason)| reason.clone()),
        );
        if one.ranking.scored.len() == 1 {
            reasons.push(Reason::new("only_candidate"));
        } else if one.verdict.kind() == VerdictKind::Several {
            reasons.push(Reason::new("ambiguous").with("count", one.ranking.scored.len().to_string()));
        }
        let inhabitants = gazetteer.population(best.body);
        if inhabitants > 0 {
            reasons.push(Reason::new("population").with("inhabitants", inhabitants.to_string()));
        }
        if resolver_seat(self.analysis, best.body) {
            reasons.push(Reason::new("hromada_of_city").with("name", gazetteer.name_of(best.body)));
        }
        reasons.dedup();
        reasons
    }

    fn party(&self, party: &DraftParty, role: ClaimRole) -> Option<ClaimParty> {
        let gazetteer = self.analysis.resolver.gazetteer();
        match party {
            DraftParty::Named(named) => {
                let one = self.analysis.named.get(*named)?;
                let meant = one.stands_for.and_then(|named| self.analysis.named.get(named));
                let one = meant.unwrap_or(one);
                let (start, end) = self.offsets.span(one.span);
                let body = one.body();
                let organisation = one.is_organisation.then(|| "organisation".to_owned());
                Some(ClaimParty {
                    text: one.text.clone(),
                    code: body.map(|body| gazetteer.code_of(body)),
                    kind: body
                        .map(|body| gazetteer.kind(body).as_str().to_owned())
                        .or(organisation),
                    country: body.and_then(|body| gazetteer.country(body)).or(one.country),
                    role,
                    start,
                    end,
                })
            }
            DraftParty::Written { span, kind, country } => {
                let (start, end) = self.offsets.span(*span);
                let text = span.of(&self.analysis.document.text).to_owned();
                Some(ClaimParty {
                    text,
                    code: None,
                    kind: Some((*kind).to_owned()),
                    country: *country,
                    role,
                    start,
                    end,
                })
            }
        }
    }

    fn quote(&self, span: Span) -> Quote {
        let (start, end) = self.offsets.span(span);
        Quote {
            quote: span.of(&self.analysis.document.text).to_owned(),
            start,
            end,
        }
    }

    fn claim(&self, draft: Draft) -> Claim {
        let main = draft.main_day();
        let quote = self.quote(draft.span);
        let parties = |list: &[(DraftParty, ClaimRole)]| -> Vec<ClaimParty> {
            list.iter()
                .filter_map(|(party, role)| self.party(party, *role))
                .collect()
        };
        let (mut all, others) = (parties(&draft.parties), parties(&draft.others));
        all.sort_by_key(|party| match party.role {
            ClaimRole::Lead => 0,
            ClaimRole::Member => 1,
            _ => 2,
        });
        let funding = Funding {
            amount: draft.amount.as_ref().map(|(amount, _)| decimal(amount)),
            currency: draft.amount.as_ref().map(|(amount, _)| amount.currency),
            amount_role: draft.amount.as_ref().map(|(_, role)| *role),
            per: draft.per,
            base: draft.base,
        };
        Claim {
            kind: draft.kind,
            parties: all,
            others,
            relation: draft.relation.map(str::to_owned),
            status: draft.status.map(str::to_owned),
            date: main,
            date_precision: main.map(Day::precision),
            documents: Vec::new(),
            dates: draft
                .dates
                .iter()
                .map(|(what, date)| DatedStep {
                    what: (*what).to_owned(),
                    date: *date,
                    precision: date.precision(),
                })
                .collect(),
            region: draft.region,
            title: draft.title,
            programme: draft.programme,
            call: draft.call,
            session: draft.session,
            funding,
            quantity: draft.quantity,
            item: draft.item,
            place: draft.place,
            why: draft.why,
            quote: quote.quote,
            start: quote.start,
            end: quote.end,
            evidence: draft.evidence.iter().map(|span| self.quote(*span)).collect(),
            confidence: draft.confidence.clamp(0.05, 0.97),
            reasons: draft.reasons,
        }
    }
}

/// Major units as people write them in files: whole where they are whole, else with the currency's decimals.
fn decimal(amount: &super::amounts::Amount) -> String {
    let value = amount.value.normalize();
    if value.scale() == 0 {
        return value.to_string();
    }
    let mut value = value;
    value.rescale(value.scale().max(amount.currency.exponent()));
    value.to_string()
}

fn confidence(one: &Named) -> f32 {
    match &one.verdict {
        Verdict::One(_) | Verdict::Several(_) => {
            one.ranking.scored.first().map_or(0.0, |best| best.confidence)
        }
        Verdict::Unknown => 0.0,
    }
}

fn resolver_seat(analysis: &Analysis<'_, '_>, body: BodyId) -> bool {
    let gazetteer = analysis.resolver.gazetteer();
    gazetteer.seat(body).is_some_and(|seat| seat != body) && gazetteer.kind(body).as_str() == "hromada"
}

/// How the name was found, as a reason; its codes stand in [`crate::reasons`].
fn found_reason(best: &Scored, one: &Named, name: &str) -> Reason {
    let code = match (best.how, best.name_use) {
        (How::Exact | How::Article, NameUse::Former) => "former_name",
        (How::Exact | How::Article, NameUse::Alias | NameUse::Exonym) => "alias",
        (How::Exact | How::Article, NameUse::Transliteration) | (How::Sound, _) => "transliteration",
        (How::Exact, _) => "exact_name",
        (How::Article | How::Bare, _) => "folded_name",
        (How::Inflected, _) => "inflected_name",
        (How::Head, _) => "short_name",
        (How::Near(_) | How::Cut(_), _) => "fuzzy_name",
    };
    Reason::new(code)
        .with("written", one.text.as_str())
        .with("name", name)
}
