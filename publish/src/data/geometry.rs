//! Where a row lies, as GeoJSON (RFC 7946): longitude and latitude with five decimals.
//!
//! # Invariants
//! A line that is shorter across the antimeridian is cut in two there.

use super::table::Place;
use crate::map::degrees;
use crate::view::View;
use serde_json::{Value, json};
use vocabulary::{Authority, PartyRef, Point};

/// The geometry of a row; null where nobody knows a place.
pub(super) fn geometry(view: &View<'_>, place: &Place<'_>) -> Value {
    match place {
        Place::Body(body) => point(body.point),
        Place::Between(left, right) => between(view, left, right),
    }
}

fn point(point: Option<Point>) -> Value {
    point.map(degrees).map_or(
        Value::Null,
        |(east, north)| json!({ "type": "Point", "coordinates": [east, north] }),
    )
}

fn between(view: &View<'_>, left: &[PartyRef], right: &[PartyRef]) -> Value {
    let located = |party: &PartyRef| match party {
        PartyRef::Authority(id) => view
            .snapshot
            .authority(*id)
            .and_then(|body: &Authority| body.point),
        PartyRef::Organisation(_) => None,
    };
    let ends: Vec<Point> = right.iter().filter_map(located).collect();
    let mut strings: Vec<Vec<[f64; 2]>> = Vec::new();
    for from in left.iter().filter_map(located) {
        for to in &ends {
            strings.extend(pieces(degrees(from), degrees(*to)));
        }
    }
    match strings.as_slice() {
        [] => point(left.iter().chain(right).find_map(located)),
        [one] => json!({ "type": "LineString", "coordinates": one }),
        many => json!({ "type": "MultiLineString", "coordinates": many }),
    }
}

/// A line between two points; cut in two where the shorter way crosses the antimeridian (RFC 7946, 3.1.9).
fn pieces(from: (f64, f64), to: (f64, f64)) -> Vec<Vec<[f64; 2]>> {
    let round = |value: f64| (value * 100_000.0).round() / 100_000.0;
    let ((x1, y1), (x2, y2)) = (from, to);
    if (x2 - x1).abs() <= 180.0 {
        return vec![vec![[x1, y1], [x2, y2]]];
    }
    // Going east from x1 the line leaves the map at 180 and enters at -180, or the other way round.
    let edge = if x1 > 0.0 { 180.0 } else { -180.0 };
    let unrolled = if x1 > 0.0 { x2 + 360.0 } else { x2 - 360.0 };
    let share = (edge - x1) / (unrolled - x1);
    let crossing = round(y1 + (y2 - y1) * share);
    vec![
        vec![[x1, y1], [edge, crossing]],
        vec![[-edge, crossing], [x2, y2]],
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_over_the_antimeridian_is_cut_in_two() {
        let cut = pieces((170.0, 10.0), (-170.0, 20.0));
        assert_eq!(
            cut,
            [[[170.0, 10.0], [180.0, 15.0]], [[-180.0, 15.0], [-170.0, 20.0]]]
        );
        assert_eq!(pieces((-4.1, 48.0), (178.4, -18.1)).len(), 2);
        assert_eq!(pieces((0.0, 0.0), (30.0, 10.0)).len(), 1);
    }
}
