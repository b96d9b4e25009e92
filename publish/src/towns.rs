//! The towns and divisions that a map names: the largest ones in a tile, from the gazetteer.
//!
//! In: a tile of the usual grid (zoom, column, row). Out: JSON that may be kept for a day, since the gazetteer changes
//! only with the program.
//!
//! # Invariants
//! A tile names at most [`TOWNS`] towns and [`DIVISIONS`] divisions, each name at one spot once.

use crate::api::Refusal;
use crate::map::{Pairs, asked, degrees};
use crate::site::Site;
use crate::view::View;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::collections::HashMap;
use std::f64::consts::PI;
use utoipa::ToSchema;
use vocabulary::{Authority, Level};

/// The smallest tiles that there are: some 20 km wide in France.
pub(crate) const DEEPEST: u32 = 10;
/// Most towns of a tile.
const TOWNS: usize = 72;
/// A tile is divided into so many rows and columns, so that a small prefecture is named beside the suburbs of a city.
const CELLS: u8 = 6;
/// Most towns of such a part.
const TOWNS_OF_CELL: usize = 2;
/// How many of the largest towns are looked at to find those.
const LOOKED_AT: usize = 400;
/// Most divisions of a tile.
const DIVISIONS: usize = 10;
/// From this zoom on, divisions of the second level are named too.
const SECOND_LEVEL: u32 = 5;
/// Two bodies of one name nearer than this, in degrees, are one town to a reader of a map.
const ONE_SPOT: f64 = 0.15;

/// A part of the earth in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Its western edge.
    pub west: f64,
    /// Its southern edge.
    pub south: f64,
    /// Its eastern edge.
    pub east: f64,
    /// Its northern edge.
    pub north: f64,
}

impl Frame {
    /// The frame of a tile; `None` if there is no such tile.
    pub(crate) fn of_tile(zoom: u32, column: u32, row: u32) -> Option<Self> {
        let side = 1_u32.checked_shl(zoom).filter(|_| zoom <= DEEPEST)?;
        if column >= side || row >= side {
            return None;
        }
        let part = |at: u32| f64::from(at) / f64::from(side);
        let east_of = |column: u32| part(column) * 360.0 - 180.0;
        let north_of = |row: u32| (PI * (1.0 - 2.0 * part(row))).sinh().atan().to_degrees();
        Some(Self {
            west: east_of(column),
            south: north_of(row + 1),
            east: east_of(column + 1),
            north: north_of(row),
        })
    }

    /// Whether a point lies in it; of two frames side by side, one holds a point on their edge.
    pub fn holds(&self, north: f64, east: f64) -> bool {
        (self.south..self.north).contains(&north) && (self.west..self.east).contains(&east)
    }
}

/// A town, or a division that has towns.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Town {
    /// Its primary code.
    code: String,
    /// Its name in the language asked for.
    name: String,
    /// What it is.
    kind: &'static str,
    /// A division, whose name stands in its middle.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    division: bool,
    /// Degrees east and north.
    at: (f64, f64),
    /// Its inhabitants.
    population: u32,
}

/// The names of a tile, the largest first.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TownsData {
    towns: Vec<Town>,
    licence: &'static str,
    attribution: String,
}

/// The bodies as a map names them, those that a name stands for at one spot once.
fn named(view: &View<'_>, bodies: &[Authority], most: usize) -> Vec<Town> {
    let mut towns: Vec<Town> = Vec::new();
    for body in bodies {
        let (Some(point), Some(population)) = (body.point, body.population) else {
            continue;
        };
        let (name, at) = (view.name(body).words, degrees(point));
        let near = |held: &Town| (held.at.0 - at.0).abs() < ONE_SPOT && (held.at.1 - at.1).abs() < ONE_SPOT;
        if towns.len() >= most || towns.iter().any(|held| held.name == name && near(held)) {
            continue;
        }
        towns.push(Town {
            code: body.code().to_string(),
            name,
            kind: body.kind.as_str(),
            division: matches!(body.kind.level(), Level::First | Level::Second),
            at,
            population: population.inhabitants,
        });
    }
    towns
}

/// Whether a map names a body at its point: not where the point is a guess, and a body with a seat is named there.
fn has_spot(body: &Authority) -> bool {
    body.seat.is_none() && body.point.is_some_and(|point| !point.approximate)
}

/// The largest of each part of the frame, the largest of all first.
fn spread(bodies: Vec<Authority>, frame: Frame) -> Vec<Authority> {
    let mut held: HashMap<(u8, u8), usize> = HashMap::new();
    // Which part a degree lies in: how many inner edges lie before it.
    let part = |at: f64, from: f64, to: f64| {
        let edge = |number: u8| from + (to - from) * f64::from(number) / f64::from(CELLS);
        (1..CELLS).find(|number| at < edge(*number)).unwrap_or(CELLS)
    };
    let mut kept = Vec::new();
    for body in bodies {
        let Some((east, north)) = body.point.map(degrees) else {
            continue;
        };
        let cell = (
            part(east, frame.west, frame.east),
            part(north, frame.south, frame.north),
        );
        let count = held.entry(cell).or_default();
        *count += 1;
        if *count <= TOWNS_OF_CELL {
            kept.push(body);
        }
    }
    kept
}

fn data(view: &View<'_>, zoom: u32, frame: Frame) -> TownsData {
    let divided: &[Level] = if zoom < SECOND_LEVEL {
        &[Level::First]
    } else {
        &[Level::First, Level::Second]
    };
    let mut bodies = view
        .places
        .within(frame, &[Level::Municipality, Level::Settlement], LOOKED_AT);
    bodies.retain(has_spot);
    let mut towns = named(view, &spread(bodies, frame), TOWNS);
    towns.extend(named(
        view,
        &view.places.within(frame, divided, DIVISIONS),
        DIVISIONS,
    ));
    TownsData {
        towns,
        licence: crate::data::LICENCE,
        attribution: view.lang.t("attribution"),
    }
}

/// `GET /api/v1/towns/{z}/{x}/{y}?lang=…`
pub(crate) async fn json(
    State(site): State<Site>,
    tile: Result<Path<(u32, u32, u32)>, PathRejection>,
    pairs: Pairs,
) -> Result<Response, Refusal> {
    let Path((zoom, column, row)) = tile.ok().ok_or(Refusal::Missing)?;
    let frame = Frame::of_tile(zoom, column, row).ok_or(Refusal::Missing)?;
    let pairs = pairs.map(|query| query.0).unwrap_or_default();
    let state = site.state();
    let view = View {
        lang: asked(&pairs)?,
        snapshot: &state.snapshot,
        places: site.places(),
    };
    let kept = [(header::CACHE_CONTROL, "public, max-age=86400")];
    Ok((kept, Json(data(&view, zoom, frame))).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_tile_is_the_whole_map() {
        let world = Frame::of_tile(0, 0, 0).unwrap();
        assert!((world.west + 180.0).abs() < 1e-9 && (world.east - 180.0).abs() < 1e-9);
        assert!((world.north - 85.051_128_78).abs() < 1e-6 && (world.south + 85.051_128_78).abs() < 1e-6);
    }

    #[test]
    fn toulouse_lies_in_the_tile_where_other_maps_have_it() {
        let tile = Frame::of_tile(7, 64, 46).unwrap();
        assert!(tile.holds(43.6045, 1.444), "{tile:?}");
        assert!(!Frame::of_tile(7, 63, 46).unwrap().holds(43.6045, 1.444));
    }

    #[test]
    fn a_lonely_town_is_named_beside_the_suburbs_of_a_city() {
        let record = crate::samples::record();
        let (_, lille) = record.authorities.first().unwrap();
        let at = |latitude: f32, longitude: f32| Authority {
            point: Some(vocabulary::Point {
                latitude,
                longitude,
                approximate: false,
            }),
            ..lille.clone()
        };
        let frame = Frame {
            west: 0.0,
            south: 40.0,
            east: 6.0,
            north: 46.0,
        };
        let mut bodies = vec![at(43.5, 1.5); 20];
        bodies.push(at(42.5, 2.5));
        bodies.push(at(45.9, 5.9));
        let kept = spread(bodies, frame);
        assert_eq!(kept.len(), TOWNS_OF_CELL + 2);
    }

    #[test]
    fn a_tile_outside_the_grid_does_not_exist() {
        assert_eq!(Frame::of_tile(3, 8, 0), None);
        assert_eq!(Frame::of_tile(3, 0, 8), None);
        assert_eq!(Frame::of_tile(DEEPEST + 1, 0, 0), None);
        assert_eq!(Frame::of_tile(u32::MAX, 0, 0), None);
    }
}
