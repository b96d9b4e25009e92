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
    /// Log-odds.
    pub score: f32,
    /// How likely it is the one meant, 0 to 1.
    pub confidence: f32,
}

/// Most candidates of one name.
const MOST: usize = 40;

/// Ranks the candidates of one name.
pub(super) fn rank(
    resolver: &Resolver<'_>,
    gathered: &Gathered,
    hints: &Hints,
    written: &str,
) -> Vec<Scored> {
    let region = hints.region.as_deref().map(fold::plain_key);
    let has_exact = gathered.hits.iter().any(|hit| hit.how == How::Exact);
    let mut scored: Vec<Scored> = gathered
        .hits
        .iter()
        .map(|hit| {
            let gazetteer = resolver.gazetteer();
            let mut score = found_score(hit.how) + use_score(gazetteer.name_use(hit.name));
            score += size_score(gazetteer.population(hit.body), gazetteer.level(hit.body));
            score += level_score(level(resolver, hit.body, hints.levels), hints.levels);
            score += country_score(resolver, hit.body, hints);
            score += region
                .as_deref()
                .map_or(0.0, |region| region_score(resolver, hit.body, region));
            if gazetteer.text(hit.name) == written {
                score += 0.3;
            }
            // “Les Ifs” is not “Ifs” where there is a “Les Ifs”.
            if has_exact && hit.how == How::Article {
                score -= 2.0;
            }
            if gazetteer.successor(hit.body).is_some() {
                score -= 0.6;
            }
            if is_governed_elsewhere(resolver, hit.body) {
                score -= 0.9;
            }
            Scored {
                body: hit.body,
                how: hit.how,
                name_use: gazetteer.name_use(hit.name),
                score,
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

/// Sorts by score and works the confidences out anew: after scores were changed by what stands nearby.
pub(crate) fn settle(scored: &mut [Scored]) {
    scored.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.body.cmp(&b.body)));
    let all: Vec<f32> = scored.iter().map(|one| one.score).collect();
    for (at, one) in scored.iter_mut().enumerate() {
        let rival = all
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, s)| *s)
            .fold(-3.0, f32::max);
        let lead = logistic(1.9 * (one.score - rival));
        let fit = logistic(one.score + 4.0);
        one.confidence = (lead * fit).clamp(0.01, 0.99);
    }
}

fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn found_score(how: How) -> f32 {
    match how {
        How::Exact => 0.0,
        How::Article | How::Bare => -0.4,
        How::Inflected => -0.9,
        How::Sound => -1.3,
        How::Head => -3.0,
        How::Near(slips) => -1.6 - 1.1 * f32::from(slips),
    }
}

fn use_score(name_use: NameUse) -> f32 {
    match name_use {
        NameUse::Official => 0.0,
        NameUse::Transliteration | NameUse::Short => -0.1,
        NameUse::Exonym => -0.2,
        NameUse::Former => -0.6,
        NameUse::Alias => -0.5,
    }
}

/// Larger bodies are named more often: about a factor of two in odds for each factor of three in inhabitants.
/// Where no list gives the inhabitants, a body counts as a common one of its level.
fn size_score(population: u32, level: Level) -> f32 {
    if population == 0 {
        return match level {
            Level::First => 1.2,
            Level::Second => 0.1,
            Level::Intermunicipal | Level::Municipality => 0.0,
            Level::Settlement | Level::Part => -0.6,
        };
    }
    let inhabitants = f64::from(population.max(50));
    #[expect(
        clippy::as_conversions,
        reason = "a logarithm of a 32-bit number fits 32 bits"
    )]
    let size = (inhabitants.log10() - 4.0) as f32;
    0.75 * size
}

/// The level of a body; a city that is a first-level division of its own counts as the city unless a division is
/// asked for.
fn level(resolver: &Resolver<'_>, body: BodyId, wanted: Levels) -> Level {
    let gazetteer = resolver.gazetteer();
    let is_city = gazetteer.kind(body).as_str() == "special-city";
    if is_city && (wanted.is_empty() || wanted.has(Level::Municipality)) {
        Level::Municipality
    } else {
        gazetteer.level(body)
    }
}

fn level_score(level: Level, wanted: Levels) -> f32 {
    let prior = match level {
        Level::Municipality => 1.0,
        Level::Settlement => 0.9,
        Level::First => 0.0,
        Level::Second | Level::Intermunicipal => -0.7,
        Level::Part => -1.6,
    };
    if wanted.is_empty() || wanted == Levels::ALL {
        prior
    } else if wanted.has(level) {
        prior.max(0.0) + 1.5
    } else {
        prior - 2.5
    }
}

fn country_score(resolver: &Resolver<'_>, body: BodyId, hints: &Hints) -> f32 {
    let Some(country) = resolver.gazetteer().country(body) else {
        return 0.0;
    };
    if let Some(given) = hints.country {
        return if given == country { 1.5 } else { -8.0 };
    }
    match hints.countries.iter().position(|known| *known == country) {
        Some(_) => 1.2,
        None if hints.countries.is_empty() => 0.0,
        None => -1.8,
    }
}

fn region_score(resolver: &Resolver<'_>, body: BodyId, region: &str) -> f32 {
    let gazetteer = resolver.gazetteer();
    let wanted = super::type_words::strip(region).map_or(region, |stripped| stripped.key);
    let mut parents = gazetteer.parents(body).chain(std::iter::once(body));
    let is_inside = parents.any(|parent| {
        gazetteer.names_of(parent).any(|name| {
            let key = fold::plain_key(gazetteer.text(name));
            key == wanted
                || super::distance::distance(key.as_bytes(), wanted.as_bytes()) * 6
                    <= u32::try_from(wanted.len()).unwrap_or(0)
        })
    });
    if is_inside { 3.2 } else { 0.0 }
}

/// Whether a settlement lies in a municipality that is governed from another: it has no council of its own.
fn is_governed_elsewhere(resolver: &Resolver<'_>, body: BodyId) -> bool {
    let gazetteer = resolver.gazetteer();
    gazetteer.level(body) == Level::Settlement
        && gazetteer.parents(body).any(|parent| {
            gazetteer.level(parent) == Level::Municipality
                && gazetteer.seat(parent).is_some_and(|seat| seat != body)
        })
}

/// Kilometres within which a district and a town of one name are the district and its town.
const DISTRICT: f32 = 80.0;

/// A town and the district named after it: the town is meant, unless the words around the name ask for a district.
fn prefer_towns(resolver: &Resolver<'_>, wanted: Levels, scored: &mut [Scored]) {
    let gazetteer = resolver.gazetteer();
    let is_district = |one: &Scored| matches!(gazetteer.level(one.body), Level::Second | Level::Part);
    let is_town = |one: &Scored| matches!(gazetteer.level(one.body), Level::Settlement | Level::Municipality);
    if !wanted.is_empty() && wanted != Levels::ALL && wanted.has(Level::Second) {
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
