//! Scores: how likely each candidate is the body that was meant.
//!
//! In: the candidates of one name, the hints, the written text. Out: the candidates ranked, each with its
//! confidence.
//!
//! A score is a sum of log-odds: how the name was found, what sort of name it is, how large the body is, and how
//! well its level, country and region fit the hints. The confidence is the logistic of what is left of the lead.
//!
//! # Invariants
//! Scores of one ranking compare with each other; a confidence compares with every other.

use super::features::{Asked, COUNT, Doubts, Far, Features, Region, WEIGHTS, features};
use super::gather::{Gathered, Hit, How};
use super::type_words::Levels;
use super::{Hints, Resolver};
use crate::fold;
use crate::gazetteer::BodyId;
use vocabulary::{Level, NameUse};

/// One ranked candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scored {
    /// The body.
    pub body: BodyId,
    /// How its name was found.
    pub how: How,
    /// How that name is used.
    pub name_use: NameUse,
    far: Far,
    /// Log-odds.
    pub score: f32,
    /// How likely it is the one meant, 0 to 1.
    pub confidence: f32,
}

impl Scored {
    /// Whether the written name mixes letters of two alphabets in one word.
    pub(crate) fn is_mixed(&self) -> bool {
        self.far.is_mixed
    }

    /// What its confidence hangs on, beside the best of the others.
    pub(crate) fn doubts(&self, rival: Option<f32>) -> Doubts {
        Doubts::of((self.score, rival), self.how, self.far)
    }
}

/// Most confidence in a name that mixes two alphabets.
const MIXED: f32 = 0.3;

/// Most candidates of one name.
const MOST: usize = 40;

/// Ranks the candidates of one name.
pub(super) fn rank(
    resolver: &Resolver<'_>,
    gathered: &Gathered,
    hints: &Hints,
    written: &str,
) -> Vec<Scored> {
    rank_by(resolver, gathered, (hints, written), &WEIGHTS.features)
}

/// Ranks with weights that are being tried.
pub(super) fn rank_by(
    resolver: &Resolver<'_>,
    gathered: &Gathered,
    (hints, written): (&Hints, &str),
    weights: &[f32; COUNT],
) -> Vec<Scored> {
    let asked = asked(gathered, hints, written);
    resolver
        .gazetteer()
        .fetch(gathered.hits.iter().map(|hit| (hit.name, hit.body)));
    let mut scored: Vec<Scored> = gathered
        .hits
        .iter()
        .map(|hit| {
            let numbers = features(resolver, hit, &asked);
            Scored {
                body: hit.body,
                how: hit.how,
                name_use: resolver.gazetteer().name_use(hit.name),
                far: Far::of(&numbers, (hit.letters, hit.length), asked.is_mixed),
                score: numbers.score(weights),
                confidence: 0.0,
            }
        })
        .collect();
    prefer_municipalities(resolver, &gathered.hits, &mut scored);
    prefer_towns(resolver, hints.levels, &mut scored);
    settle(&mut scored);
    // The document pass weighs the first of them only; a name that thousands share shall not fill the memory.
    scored.truncate(MOST);
    scored.shrink_to_fit();
    scored
}

/// The numbers of every candidate, for fitting.
pub(super) fn featured(
    resolver: &Resolver<'_>,
    gathered: &Gathered,
    hints: &Hints,
    written: &str,
) -> Vec<(BodyId, Features)> {
    let asked = asked(gathered, hints, written);
    let numbers = |hit: &Hit| (hit.body, features(resolver, hit, &asked));
    gathered.hits.iter().map(numbers).collect()
}

fn asked<'a>(gathered: &Gathered, hints: &'a Hints, written: &'a str) -> Asked<'a> {
    let region = hints.region.as_deref().map(|region| {
        let key = fold::plain_key(region);
        Region::named(super::type_words::strip(&key).map_or(key.as_str(), |stripped| stripped.key))
    });
    Asked {
        written,
        hints,
        region,
        is_mixed: fold::mixes_alphabets(written),
        has_exact: gathered.hits.iter().any(|hit| hit.how == How::Exact),
    }
}

/// Sorts by score and works the confidences out anew: after scores were changed by what stands nearby.
pub(crate) fn settle(scored: &mut [Scored]) {
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.body.cmp(&b.body)));
    let best = scored.first().map(|one| one.score);
    let second = scored.get(1).map(|one| one.score);
    for (at, one) in scored.iter_mut().enumerate() {
        let rival = if at == 0 { second } else { best };
        // What looks like the name and is not spelled so is never answered without a person.
        let most = if one.far.is_mixed { MIXED } else { 0.999 };
        one.confidence = one.doubts(rival).confidence(&WEIGHTS.doubts).clamp(0.01, most);
    }
}

/// Kilometres within which a district and a town of one name are the district and its town.
const DISTRICT: f32 = 80.0;

/// A town and the district named after it: the town is meant, unless the words around the name ask for a district.
fn prefer_towns(resolver: &Resolver<'_>, wanted: Levels, scored: &mut [Scored]) {
    let gazetteer = resolver.gazetteer();
    let is_district = |one: &Scored| {
        let level = gazetteer.level(one.body);
        matches!(level, Level::First | Level::Second | Level::Part)
            && gazetteer.kind(one.body).as_str() != "special-city"
    };
    let is_town = |one: &Scored| matches!(gazetteer.level(one.body), Level::Settlement | Level::Municipality);
    if !wanted.is_any() && (wanted.has(Level::Second) || wanted.has(Level::First)) {
        return;
    }
    let towns: Vec<Scored> = scored
        .iter()
        .filter(|one| is_town(one) && !one.how.is_guess())
        .copied()
        .collect();
    for district in scored.iter_mut().filter(|one| is_district(one)) {
        let country = gazetteer.country_id(district.body);
        let Some(point) = gazetteer.point(district.body) else {
            continue;
        };
        let own = towns.iter().filter(|town| {
            let is_near = |other| crate::document::kilometres(point, other) < DISTRICT;
            gazetteer.country_id(town.body) == country && gazetteer.point(town.body).is_some_and(is_near)
        });
        let Some(town) = own.max_by(|a, b| a.score.total_cmp(&b.score)) else {
            continue;
        };
        district.score = district.score.min(town.score - 0.8);
    }
}

/// A settlement and the municipality governed from it are one candidate: the municipality, unless the words around
/// the name ask for a settlement. (A city's name means the hromada; see `docs/glossary.md`.)
fn prefer_municipalities(resolver: &Resolver<'_>, hits: &[Hit], scored: &mut Vec<Scored>) {
    let seats: Vec<(BodyId, BodyId)> = hits
        .iter()
        .filter(|hit| resolver.gazetteer().level(hit.body) == Level::Settlement)
        .filter_map(|hit| Some((hit.body, resolver.governed_from(hit.body)?)))
        .collect();
    for (settlement, municipality) in seats {
        let seat = scored.iter().find(|one| one.body == settlement).copied();
        let Some(seat) = seat else { continue };
        match scored.iter_mut().find(|one| one.body == municipality) {
            Some(whole) => {
                whole.score = whole.score.max(seat.score + 0.1);
                whole.how = whole.how.min(seat.how);
            }
            None => scored.push(Scored {
                body: municipality,
                ..seat
            }),
        }
        scored.retain(|one| one.body != settlement);
    }
}
