//! The largest bodies around: which towns and divisions of the gazetteer lie in a part of the earth.
//!
//! In: a gazetteer. Out: [`Around`], an order of its bodies by size, asked with a predicate on degrees and levels.
//!
//! # Invariants
//! Only bodies with a point and inhabitants that still exist are in it, the largest first, equal ones by their place.

use crate::Gazetteer;
use crate::gazetteer::BodyId;
use vocabulary::Level;

/// The bodies of a gazetteer that a map can name, the largest first.
#[derive(Debug)]
pub struct Around {
    by_size: Vec<Spot>,
}

#[derive(Debug, Clone, Copy)]
struct Spot {
    body: BodyId,
    level: Level,
    north: f32,
    east: f32,
}

impl Around {
    /// Orders the bodies of a gazetteer: some hundredths of a second for the whole world.
    pub fn of(gazetteer: &Gazetteer<'_>) -> Self {
        let mut sized: Vec<(u32, Spot)> = gazetteer
            .bodies()
            .filter_map(|body| {
                let population = gazetteer.population(body);
                let (north, east) = gazetteer.point(body)?;
                let exists = gazetteer.successor(body).is_none();
                let spot = Spot {
                    body,
                    level: gazetteer.level(body),
                    north,
                    east,
                };
                (population > 0 && exists).then_some((population, spot))
            })
            .collect();
        sized.sort_by_key(|(population, spot)| (std::cmp::Reverse(*population), spot.body));
        Self {
            by_size: sized.into_iter().map(|(_, spot)| spot).collect(),
        }
    }

    /// The bodies of these levels whose degrees north and east are wanted, the largest first.
    pub fn largest<'s>(
        &'s self,
        levels: &'s [Level],
        wanted: impl Fn(f64, f64) -> bool + 's,
    ) -> impl Iterator<Item = BodyId> + 's {
        self.by_size
            .iter()
            .filter(move |spot| levels.contains(&spot.level) && wanted(spot.north.into(), spot.east.into()))
            .map(|spot| spot.body)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::{pack, searchable};
    use vocabulary::{Authority, Country, Name, NameUse, Point, Population};

    fn body(code: &str, kind: &str, population: Option<u32>, (latitude, longitude): (f32, f32)) -> Authority {
        Authority {
            codes: vec![code.parse().unwrap()],
            kind: kind.parse().unwrap(),
            country: Country::FR,
            names: vec![Name {
                text: code.to_owned(),
                language: None,
                name_use: NameUse::Official,
            }],
            parents: Vec::new(),
            population: population.map(|inhabitants| Population { inhabitants }),
            point: Some(Point {
                latitude,
                longitude,
                approximate: false,
            }),
            seat: None,
            occupied: false,
            succession: None,
            source: "sample".to_owned(),
        }
    }

    #[test]
    fn the_largest_bodies_of_a_level_come_first_and_those_of_unknown_size_never() {
        let bodies = [
            body("fr-com-31001", "commune", Some(900), (43.5, 1.5)),
            body("fr-com-31555", "commune", Some(500_000), (43.6, 1.4)),
            body("fr-com-31467", "commune", None, (43.7, 1.4)),
            body("fr-dep-31", "departement", Some(1_400_000), (43.4, 1.3)),
            body("fr-com-59350", "commune", Some(236_000), (50.6, 3.0)),
        ];
        let file = searchable(&pack(&bodies, &[("FR".to_owned(), "fr=France".to_owned())])).unwrap();
        let gazetteer = Gazetteer::open(&file).unwrap();
        let around = Around::of(&gazetteer);
        let names = |levels: &[Level], south: f64| -> Vec<&str> {
            let found = around.largest(levels, |north, _| north > south);
            found.map(|body| gazetteer.name_of(body)).collect()
        };
        assert_eq!(
            names(&[Level::Municipality], 43.0),
            ["fr-com-31555", "fr-com-59350", "fr-com-31001"]
        );
        assert_eq!(names(&[Level::Municipality], 50.0), ["fr-com-59350"]);
        assert_eq!(names(&[Level::Second], 0.0), ["fr-dep-31"]);
    }
}
