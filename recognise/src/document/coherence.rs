//! Deciding the names of one document together: what lies near, what is written out elsewhere, what a type word
//! says once for all.
//!
//! In: the ranked candidates of every spot. Out: the same, ranked anew.
//!
//! # Invariants
//! - Only names that already lead clearly pull others; nothing pulls itself.
//! - The result does not depend on the order in which spots are visited within one round.

use super::Named;
use crate::gazetteer::{BodyId, Gazetteer};
use crate::resolve::{How, Scored};
use std::collections::{HashMap, HashSet};
use vocabulary::{Level, Reason};

/// A candidate this likely pulls the others.
const SURE: f32 = 0.8;

/// Rounds of pulling; what the first decides may decide the second.
const ROUNDS: usize = 2;

/// Ranks the candidates of all spots anew in the light of each other.
pub(crate) fn together(named: &mut [Named], gazetteer: &Gazetteer<'_>) {
    write_out(named, gazetteer);
    for _ in 0..ROUNDS {
        let anchors = anchors(named, gazetteer);
        for spot in named.iter_mut() {
            pull(spot, &anchors, gazetteer);
        }
    }
}

/// A body that the document is sure of.
struct Anchor {
    body: BodyId,
    point: Option<(f32, f32)>,
    /// Where in the document.
    order: usize,
}

fn anchors(named: &[Named], gazetteer: &Gazetteer<'_>) -> Vec<Anchor> {
    let mut seen = HashMap::new();
    for (order, spot) in named.iter().enumerate() {
        if let Some(best) = spot.ranking.scored.first().filter(|best| best.confidence >= SURE && !best.how.is_guess()) {
            seen.entry(best.body).or_insert(order);
        }
    }
    let mut anchors: Vec<Anchor> =
        seen.into_iter().map(|(body, order)| Anchor { body, point: gazetteer.point(body), order }).collect();
    anchors.sort_by_key(|anchor| anchor.order);
    // A document that names thousands of places is a list; the nearest in the text say enough.
    anchors.truncate(400);
    anchors
}

/// Short forms mean the body that the document writes out, and an untyped name the body that it types elsewhere.
fn write_out(named: &mut [Named], gazetteer: &Gazetteer<'_>) {
    let mut long: HashMap<BodyId, String> = HashMap::new();
    let mut typed: HashSet<BodyId> = HashSet::new();
    for spot in named.iter() {
        let Some(best) = spot.ranking.scored.first().filter(|best| best.how != How::Head) else { continue };
        if !best.how.is_guess() && best.confidence > 0.5 {
            long.insert(best.body, spot.text.clone());
        }
        if !spot.levels.is_empty() && best.confidence > if best.how.is_guess() { SURE } else { 0.5 } {
            typed.insert(best.body);
        }
    }
    for spot in named.iter_mut() {
        let mut is_changed = false;
        for candidate in &mut spot.ranking.scored {
            let written = long.get(&candidate.body).filter(|written| **written != spot.text);
            if let Some(written) = written.filter(|_| candidate.how == How::Head) {
                candidate.score += 4.5;
                is_changed = true;
                spot.context.push((candidate.body, Reason::new("short_form_of").with("long", written)));
            }
            let is_typed = spot.levels.is_empty() && typed.contains(&candidate.body);
            if is_typed {
                candidate.score += 1.6;
                is_changed = true;
                spot.context.push((candidate.body, Reason::new("typed_elsewhere").with("name", gazetteer.name_of(candidate.body))));
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
    let anchors: Vec<&Anchor> = anchors.iter().filter(|anchor| !own.contains(&anchor.body)).collect();
    let mut is_changed = false;
    for candidate in spot.ranking.scored.iter_mut().take(40) {
        let Some((near, kilometres)) = nearest(candidate, &anchors, gazetteer) else { continue };
        let bonus = nearness(kilometres) + fellowship(candidate.body, &anchors, gazetteer);
        let already = spot.pulled.get(&candidate.body).copied().unwrap_or(0.0);
        if bonus > already {
            candidate.score += bonus - already;
            spot.pulled.insert(candidate.body, bonus);
            is_changed = true;
            let reason = Reason::new("near").with("other", gazetteer.name_of(near)).with("km", kilometres.round().to_string());
            spot.context.push((candidate.body, reason));
        }
    }
    if is_changed {
        crate::resolve::settle(&mut spot.ranking.scored);
    }
}

/// Members of one group of municipalities are named together more often than mere neighbours.
fn fellowship(body: BodyId, anchors: &[&Anchor], gazetteer: &Gazetteer<'_>) -> f32 {
    let group = |body: BodyId| gazetteer.parents(body).find(|parent| gazetteer.level(*parent) == Level::Intermunicipal);
    let Some(own) = group(body) else { return 0.0 };
    let fellows = anchors.iter().filter(|anchor| group(anchor.body) == Some(own)).count();
    match fellows {
        0 => 0.0,
        1 => 1.2,
        _ => 2.0,
    }
}

fn nearness(kilometres: f32) -> f32 {
    match kilometres {
        k if k < 15.0 => 1.8,
        k if k < 40.0 => 1.2,
        k if k < 100.0 => 0.5,
        _ => 0.0,
    }
}

/// The nearest other body the document is sure of. Regions are too large to be near to anything.
fn nearest(candidate: &Scored, anchors: &[&Anchor], gazetteer: &Gazetteer<'_>) -> Option<(BodyId, f32)> {
    if gazetteer.level(candidate.body) == Level::First {
        return None;
    }
    let point = gazetteer.point(candidate.body)?;
    anchors
        .iter()
        .filter(|anchor| gazetteer.level(anchor.body) != Level::First)
        .filter_map(|anchor| Some((anchor.body, kilometres(point, anchor.point?))))
        .min_by(|(_, a), (_, b)| a.total_cmp(b))
}

/// Great-circle distance by the equirectangular approximation: within one per cent at these distances.
pub(crate) fn kilometres((north, east): (f32, f32), (other_north, other_east): (f32, f32)) -> f32 {
    const PER_DEGREE: f32 = 111.2;
    let x = (east - other_east) * ((north + other_north) / 2.0).to_radians().cos();
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
