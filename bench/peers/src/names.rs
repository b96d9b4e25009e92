//! The names that peers search: every name of the gazetteer as a plain key, prepared once and mapped by each peer.
//!
//! In: the gazetteer. Out: a file of keys sorted by country, with the body of each; and a view over it.
//!
//! A name with type words stands there whole and without them, as in our own index.
//!
//! # Invariants
//! - A place is a number under [`Names::len`]; the places of one country follow each other.
//! - The file is read only by the program that wrote it, in the same run.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "places come from the same file and widen to usize; a peer's loop over all names asks for each"
)]

use crate::error::PeersError;
use recognise::Gazetteer;
use recognise::fold::plain_key;
use recognise::resolve::type_words;
use std::fs::File;
use std::ops::Range;
use std::path::Path;
use vocabulary::Country;

/// The prepared names over the bytes of their file.
#[derive(Debug)]
pub(crate) struct Names {
    starts: &'static [u32],
    bodies: &'static [u32],
    by_key: &'static [u32],
    populations: &'static [u32],
    countries: Vec<(Country, Range<u32>)>,
    pool: &'static str,
}

/// A key on its way into the file: its country, itself, twice its body and one more if its type words are left out.
type Row = (String, String, u32);

/// Maps a file for as long as the program runs.
pub(crate) fn mapped(path: &Path) -> Result<&'static [u8], PeersError> {
    let file = File::open(path).map_err(PeersError::at(path))?;
    #[expect(
        unsafe_code,
        reason = "the file was written whole by this run and is not changed"
    )]
    // SAFETY: the file lies in a folder of this run's own and is written before any process maps it.
    let map = unsafe { memmap2::Mmap::map(&file) }.map_err(PeersError::at(path))?;
    Ok(Box::leak(Box::new(map)))
}

/// Writes the names of the gazetteer to `path` and says how many there are.
pub(crate) fn write(gazetteer: &Gazetteer<'_>, path: &Path) -> Result<usize, PeersError> {
    let rows = rows(gazetteer);
    let mut pool = String::new();
    let (mut starts, mut bodies, mut countries) = (vec![0], Vec::new(), Vec::<(String, u32)>::new());
    for ((country, key, body), place) in rows.iter().zip(0_u32..) {
        if countries.last().is_none_or(|(last, _)| last != country) {
            countries.push((country.clone(), place));
        }
        pool.push_str(key);
        starts.push(pool.len() as u32);
        bodies.push(*body);
    }
    let mut by_key: Vec<u32> = (0..rows.len() as u32).collect();
    by_key.sort_by_key(|place| &rows[*place as usize].1);
    let populations: Vec<u32> = gazetteer
        .bodies()
        .map(|body| gazetteer.population(body))
        .collect();
    let lines: Vec<String> = countries
        .iter()
        .map(|(country, place)| format!("{country}\t{place}"))
        .collect();
    let head = format!("{}\n{}\n{}", rows.len(), populations.len(), lines.join("\n"));
    let mut file = format!("{:>8}{head:<8192}", head.len()).into_bytes();
    for numbers in [&starts, &bodies, &by_key, &populations] {
        file.extend_from_slice(bytemuck::cast_slice(numbers));
    }
    file.extend_from_slice(pool.as_bytes());
    std::fs::write(path, file).map_err(PeersError::at(path))?;
    Ok(rows.len())
}

/// Bytes before the numbers: the length of the head, and the head.
const HEAD: usize = 8 + 8192;

fn rows(gazetteer: &Gazetteer<'_>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for (body, place) in gazetteer.bodies().zip(0_u32..) {
        let Some(country) = gazetteer.country(body) else {
            continue;
        };
        for name in gazetteer.names_of(body) {
            let keys = keys(gazetteer.text(name)).into_iter();
            rows.extend(keys.map(|(key, bare)| (country.to_string(), key, place * 2 + u32::from(bare))));
        }
    }
    rows.sort();
    // Whole names come first, so that a body with both keeps the whole one.
    rows.dedup_by(|a, b| (&a.0, &a.1, a.2 / 2) == (&b.0, &b.1, b.2 / 2));
    rows
}

/// The keys a name is found by: whole, and without its type words, which the second part says.
fn keys(name: &str) -> Vec<(String, bool)> {
    let key = plain_key(name);
    let bare = type_words::strip(&key).map(|stripped| stripped.key);
    let barer = bare.and_then(type_words::strip).map(|stripped| stripped.key);
    let mut keys: Vec<(String, bool)> = bare
        .into_iter()
        .chain(barer)
        .filter(|key| key.chars().count() > 2)
        .map(|key| (key.to_owned(), true))
        .collect();
    keys.push((key, false));
    keys.retain(|(key, _)| !key.is_empty());
    keys
}

impl Names {
    /// Opens the file that [`write`] made.
    pub(crate) fn open(path: &Path) -> Result<Self, PeersError> {
        Self::over(mapped(path)?)
            .ok_or_else(|| PeersError::Gazetteer(format!("{} is not whole", path.display())))
    }

    fn over(file: &'static [u8]) -> Option<Self> {
        let (head, rest) = file.split_at_checked(HEAD)?;
        let (length, head) = std::str::from_utf8(head).ok()?.split_at_checked(8)?;
        let mut lines = head.get(..length.trim().parse().ok()?)?.lines();
        let count: usize = lines.next()?.parse().ok()?;
        let bodies: usize = lines.next()?.parse().ok()?;
        let mut rest = rest;
        let mut numbers = |length: usize| -> Option<&'static [u32]> {
            let (own, after) = rest.split_at_checked(length * 4)?;
            rest = after;
            bytemuck::try_cast_slice(own).ok()
        };
        let (starts, of, by_key, populations) = (
            numbers(count + 1)?,
            numbers(count)?,
            numbers(count)?,
            numbers(bodies)?,
        );
        Some(Self {
            starts,
            bodies: of,
            by_key,
            populations,
            countries: ranges(lines, count)?,
            pool: std::str::from_utf8(rest).ok()?,
        })
    }

    /// How many names there are.
    pub(crate) fn len(&self) -> u32 {
        self.bodies.len() as u32
    }

    /// The key at a place.
    pub(crate) fn key(&self, place: u32) -> &'static str {
        let (start, end) = (self.starts[place as usize], self.starts[place as usize + 1]);
        self.pool.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The number of its body, counted as [`Gazetteer::bodies`] does.
    pub(crate) fn body(&self, place: u32) -> u32 {
        self.bodies[place as usize] / 2
    }

    /// Whether its type words are left out.
    pub(crate) fn is_bare(&self, place: u32) -> bool {
        self.bodies[place as usize] % 2 == 1
    }

    /// The inhabitants of its body, 0 where unknown.
    pub(crate) fn population(&self, place: u32) -> u32 {
        self.populations[self.body(place) as usize]
    }

    /// The countries with their places.
    pub(crate) fn countries(&self) -> &[(Country, Range<u32>)] {
        &self.countries
    }

    /// Every place, ordered by its key.
    pub(crate) fn by_key(&self) -> &'static [u32] {
        self.by_key
    }

    /// The places that have this very key.
    pub(crate) fn places_of(&self, key: &str) -> &'static [u32] {
        let from = self.by_key.partition_point(|place| self.key(*place) < key);
        let rest = &self.by_key[from..];
        let to = rest.partition_point(|place| self.key(*place) == key);
        &rest[..to]
    }
}

fn ranges<'l>(lines: impl Iterator<Item = &'l str>, count: usize) -> Option<Vec<(Country, Range<u32>)>> {
    let starts: Vec<(Country, u32)> = lines
        .map(|line| {
            let (country, start) = line.split_once('\t')?;
            Some((country.parse().ok()?, start.parse().ok()?))
        })
        .collect::<Option<_>>()?;
    let ends = starts
        .iter()
        .skip(1)
        .map(|(_, start)| *start)
        .chain([count as u32]);
    Some(
        starts
            .iter()
            .zip(ends)
            .map(|((country, start), end)| (*country, *start..end))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_whole_and_without_its_type_words() {
        let both = [("brest".to_owned(), true), ("brest metropole".to_owned(), false)];
        assert_eq!(keys("Brest Métropole"), both);
        assert_eq!(keys("Toulouse"), [("toulouse".to_owned(), false)]);
    }
}
