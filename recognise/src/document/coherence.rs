//! Deciding the names of one document together: what lies near, what is written out elsewhere, what a type word
//! says once for all.
//!
//! In: the ranked candidates of every spot. Out: the same, ranked anew.
//!
//! # Invariants
//! - Only names that already lead clearly pull others; nothing pulls itself.
//! - The result does not depend on the order in which spots are visited within one round.

use super::names::KNOWN;
use super::{Named, Scope};
use crate::fold;
use crate::gazetteer::{BodyId, Gazetteer};
use crate::resolve::How;
use rustc_hash::{FxHashMap, FxHashSet};
use vocabulary::{Country, Level, Reason};

/// A candidate this likely pulls the others.
const SURE: f32 = 0.8;

/// Most sure bodies of one part of a document that pull others.
const MOST_ANCHORS: usize = 60;

/// Rounds of pulling; what the first decides may decide the second.
const ROUNDS: usize = 2;

/// Ranks the candidates of all spots anew in the light of each other, each part of the document for itself.
pub(crate) fn together(named: &mut [Named], gazetteer: &Gazetteer<'_>) {
    write_out(named, gazetteer);
    let mut before = FxHashMap::default();
    for _ in 0..ROUNDS {
        let anchors = anchors(named, gazetteer);
        for spot in named.iter_mut() {
            let here = anchors.get(&spot.scope);
            // The same anchors have pulled already.
            if let Some(here) = here.filter(|_| here != before.get(&spot.scope)) {
                pull(spot, here, gazetteer);
            }
        }
        before = anchors;
    }
    agree(named);
}

/// A body that the document is sure of.
#[derive(Clone, Copy, PartialEq)]
struct Anchor {
    body: BodyId,
    /// Where it is; nowhere for regions, which are too large to be near to anything.
    point: Option<(f32, f32)>,
    /// The group of municipalities that it belongs to.
    group: Option<BodyId>,
}

impl Anchor {
    fn of(body: BodyId, gazetteer: &Gazetteer<'_>) -> Self {
        Self {
            body,
            point: place(body, gazetteer),
            group: group(body, gazetteer),
        }
    }
}

/// Where a body is that may be near to another: no region.
fn place(body: BodyId, gazetteer: &Gazetteer<'_>) -> Option<(f32, f32)> {
    gazetteer
        .point(body)
        .filter(|_| gazetteer.level(body) != Level::First)
}

/// The group of municipalities that a body belongs to.
fn group(body: BodyId, gazetteer: &Gazetteer<'_>) -> Option<BodyId> {
    gazetteer
        .parents(body)
        .find(|parent| gazetteer.level(*parent) == Level::Intermunicipal)
}

/// The sure bodies of each part of the document.
fn anchors(named: &[Named], gazetteer: &Gazetteer<'_>) -> FxHashMap<Scope, Vec<Anchor>> {
    let mut seen: FxHashSet<(Scope, BodyId)> = FxHashSet::default();
    let mut anchors: FxHashMap<Scope, Vec<Anchor>> = FxHashMap::default();
    for spot in named {
        let Some(best) = spot
            .ranking
            .scored
            .first()
            .filter(|best| best.confidence >= SURE && !best.how.is_guess())
        else {
            continue;
        };
        let list = anchors.entry(spot.scope).or_default();
        // A text that names thousands of places is a list; the first of them say enough.
        if list.len() < MOST_ANCHORS && seen.insert((spot.scope, best.body)) {
            list.push(Anchor::of(best.body, gazetteer));
        }
    }
    anchors
}

/// One name means one body throughout a part of the document: the most confident reading wins where others waver.
fn agree(named: &mut [Named]) {
    let mut readings: FxHashMap<(Scope, &str), (BodyId, f32)> = FxHashMap::default();
    for spot in named.iter() {
        let Some(best) = spot.ranking.scored.first() else {
            continue;
        };
        let reading = readings
            .entry((spot.scope, &spot.key))
            .or_insert((best.body, best.confidence));
        if best.confidence > reading.1 {
            *reading = (best.body, best.confidence);
        }
    }
    let agreed: Vec<_> = named
        .iter()
        .map(|spot| readings.get(&(spot.scope, spot.key.as_str())).copied())
        .collect();
    for (spot, agreed) in named
        .iter_mut()
        .zip(agreed)
        .filter(|(spot, _)| spot.levels.is_empty() || spot.ranking.scored.len() > 1)
    {
        let Some((body, confidence)) = agreed else {
            continue;
        };
        let Some(best) = spot.ranking.scored.first().copied() else {
            continue;
        };
        let wavers = best.confidence + 0.1 < confidence;
        let known = spot.ranking.scored.iter_mut().find(|one| one.body == body);
        if let Some(candidate) = known.filter(|one| wavers && best.score - one.score < 1.5) {
            candidate.score = best.score + 1.0;
            crate::resolve::settle(&mut spot.ranking.scored);
        }
    }
}

/// Short forms mean the body that the text writes out, and an untyped name the body that it types elsewhere.
fn write_out(named: &mut [Named], gazetteer: &Gazetteer<'_>) {
    let mut long: FxHashMap<(Scope, BodyId), String> = FxHashMap::default();
    let mut typed: FxHashSet<(Scope, BodyId)> = FxHashSet::default();
    for spot in named.iter() {
        let Some(best) = spot.ranking.scored.first().filter(|best| best.how != How::Head) else {
            continue;
        };
        if !best.how.is_guess() && best.confidence > 0.5 {
            long.insert((spot.scope, best.body), spot.text.clone());
        }
        if !spot.levels.is_empty() && best.confidence > if best.how.is_guess() { SURE } else { 0.5 } {
            typed.insert((spot.scope, best.body));
        }
    }
    let is_upper = |body: BodyId| matches!(gazetteer.level(body), Level::First | Level::Second);
    for spot in named.iter_mut() {
        let mut is_changed = false;
        // “das Land Salzburg” says nothing of “Salzburg”: where a town is called so, the bare name is the town's.
        let scored = spot.ranking.scored.iter();
        let may_be_town = scored
            .filter(|one| one.how == How::Exact)
            .any(|one| !is_upper(one.body));
        for candidate in &mut spot.ranking.scored {
            let place = (spot.scope, candidate.body);
            let written = (candidate.how == How::Head).then(|| long.get(&place)).flatten();
            if let Some(written) = written.filter(|written| **written != spot.text) {
                candidate.score += 4.5;
                is_changed = true;
                spot.context
                    .push((candidate.body, Reason::new("short_form_of").with("long", written)));
            }
            let is_town = !may_be_town || !is_upper(candidate.body);
            let is_typed = spot.levels.is_empty() && is_town && typed.contains(&place);
            if is_typed {
                candidate.score += 1.6;
                is_changed = true;
                spot.context.push((
                    candidate.body,
                    Reason::new("typed_elsewhere").with("name", gazetteer.name_of(candidate.body)),
                ));
            }
        }
        if is_changed {
            crate::resolve::settle(&mut spot.ranking.scored);
        }
    }
}

fn pull(spot: &mut Named, anchors: &[Anchor], gazetteer: &Gazetteer<'_>) {
    if spot.ranking.scored.len() < 2 {
        return;
    }
    // A town and the district of the same name do not vouch for each other.
    let own: Vec<BodyId> = spot.ranking.scored.iter().map(|one| one.body).collect();
    let anchors: Vec<&Anchor> = anchors
        .iter()
        .filter(|anchor| !own.contains(&anchor.body))
        .collect();
    let mut is_changed = false;
    let divided = divided(spot, gazetteer);
    for candidate in spot.ranking.scored.iter_mut().take(40) {
        if divided == gazetteer.country(candidate.body)
            && let Some(region) = region(candidate.body, &anchors, gazetteer)
            && spot.placed.insert(candidate.body)
        {
            candidate.score += WITHIN;
            is_changed = true;
            let reason = Reason::new("region_given").with("region", gazetteer.name_of(region));
            spot.context.push((candidate.body, reason));
        }
        let Some(point) = place(candidate.body, gazetteer) else {
            continue;
        };
        let fellowship = fellowship(group(candidate.body, gazetteer), &anchors);
        // What is far lends nothing, unless it is a fellow.
        let within = if fellowship > 0.0 { f32::INFINITY } else { FAR };
        let Some((near, kilometres)) = nearest((point, within), &anchors) else {
            continue;
        };
        let bonus = nearness(kilometres) + fellowship;
        let already = spot.pulled.get(&candidate.body).copied().unwrap_or(0.0);
        if bonus > already {
            candidate.score += bonus - already;
            spot.pulled.insert(candidate.body, bonus);
            is_changed = true;
            let reason = Reason::new("near")
                .with("other", gazetteer.name_of(near))
                .with("km", kilometres.round().to_string());
            spot.context.push((candidate.body, reason));
        }
    }
    if is_changed {
        crate::resolve::settle(&mut spot.ranking.scored);
    }
}

/// How much a region that is named speaks for a body inside it.
const WITHIN: f32 = 1.5;

/// The country whose regions may say which of its towns a name means: that of the likeliest, unless that is a well-known
/// town of just this name.
fn divided(spot: &Named, gazetteer: &Gazetteer<'_>) -> Option<Country> {
    let best = spot.ranking.scored.first()?.body;
    let is_known = gazetteer.size(best).is_some_and(|size| size >= KNOWN)
        && fold::plain_key(gazetteer.name_of(best)) == spot.key;
    gazetteer.country(best).filter(|_| !is_known)
}

/// The region named elsewhere that a body lies in.
fn region(body: BodyId, anchors: &[&Anchor], gazetteer: &Gazetteer<'_>) -> Option<BodyId> {
    let mut around = gazetteer.parents(body);
    let is_named = |parent: &BodyId| {
        gazetteer.level(*parent) == Level::First && anchors.iter().any(|anchor| anchor.body == *parent)
    };
    around.find(is_named)
}

/// Members of one group of municipalities are named together more often than mere neighbours.
fn fellowship(own: Option<BodyId>, anchors: &[&Anchor]) -> f32 {
    if own.is_none() {
        return 0.0;
    }
    let fellows = anchors.iter().filter(|anchor| anchor.group == own).count();
    match fellows {
        0 => 0.0,
        1 => 1.2,
        _ => 2.0,
    }
}

/// Kilometres from which on a body is not near.
const FAR: f32 = 100.0;

fn nearness(kilometres: f32) -> f32 {
    match kilometres {
        k if k < 15.0 => 1.8,
        k if k < 40.0 => 1.2,
        k if k < FAR => 0.5,
        _ => 0.0,
    }
}

/// The nearest other body the document is sure of within some kilometres, and how far it is.
fn nearest((point, within): ((f32, f32), f32), anchors: &[&Anchor]) -> Option<(BodyId, f32)> {
    let (mut nearest, mut least) = (None, within);
    for anchor in anchors {
        let Some(other) = anchor.point else { continue };
        // No body is nearer than it is in latitude alone, which is cheaper to know.
        if (point.0 - other.0).abs() * PER_DEGREE >= least {
            continue;
        }
        let kilometres = kilometres(point, other);
        if kilometres < least {
            (nearest, least) = (Some((anchor.body, kilometres)), kilometres);
        }
    }
    nearest
}

/// Kilometres of a degree of latitude.
const PER_DEGREE: f32 = 111.2;

/// Great-circle distance by the equirectangular approximation: within one per cent at these distances.
pub(crate) fn kilometres((north, east): (f32, f32), (other_north, other_east): (f32, f32)) -> f32 {
    let x = (east - other_east) * f32::midpoint(north, other_north).to_radians().cos();
    let y = north - other_north;
    x.hypot(y) * PER_DEGREE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_right_within_a_few_per_cent() {
        let paris_lyon = kilometres((48.857, 2.351), (45.757, 4.832));
        assert!((paris_lyon - 392.0).abs() < 8.0, "{paris_lyon}");
    }
}
