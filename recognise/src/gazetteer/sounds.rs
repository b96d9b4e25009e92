//! Names by how they are spelled and by how they sound: found by the very key, by a key one letter astray, or by going
//! through the names of one country.
//!
//! In: keys of names, either their letters ([`crate::fold::letters`]) or their sounds ([`crate::fold::fold`]). Out:
//! entries, each a name under one key.
//!
//! Three ways in, from cheap to dear: the hashes of a key and of the key without each of its letters (deletions on
//! both sides meet within one slip, and many within two; Garbe's symmetric delete); a scan over the entries of one
//! country and of similar length, which passes over nearly all of them by the letters they are made of; and the longer
//! keys that begin like a cut-off one.
//!
//! # Invariants
//! - Entries stand in order of country, length of key, key; a body has one entry for each key.
//! - Every search is complete for its bound: what lies within it is found, whatever else there is.
#![expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "hot loop; all places are checked against the arrays' lengths once, at opening"
)]

use crate::fold;
use crate::resolve::distance::Pattern;

/// Keys of this length or more share one block of a country.
const LENGTHS: usize = 40;

/// First letters are told apart in so many classes.
const FIRST: usize = 32;

/// Blocks of one country: one for each length and class of the first letter.
const BLOCKS: usize = LENGTHS * FIRST;

/// Rows of the array of blocks: the last one says where the last block ends.
const ROWS: usize = BLOCKS + 1;

/// The class of the first letter, in the order of the bytes.
fn first(key: &[u8]) -> usize {
    match key.first() {
        Some(letter @ b'a'..=b'z') => usize::from(letter - b'a') + 1,
        Some(letter @ 0x80..) => usize::from((letter - 0x80) / 26) + 27,
        _ => 0,
    }
}

/// The block of a key within those of its country.
fn block(key: &[u8], length: usize) -> usize {
    length.min(LENGTHS - 1) * FIRST + first(key)
}

/// Keys outside these lengths have no entries for a missing letter: too short says too little, and too long is
/// rare enough to be scanned for.
const DELETED: std::ops::RangeInclusive<usize> = 3..=24;

/// Which letters a key is made of: a bit for each letter, and one more for a second one of the six most common.
///
/// One slip changes at most two bits, so keys that differ in more than twice the slips allowed are passed over.
pub(super) fn sign(key: &[u8]) -> u32 {
    const TWICE: [u8; 6] = *b"eainro";
    let mut sign = 0_u32;
    for letter in key {
        let bit = match letter {
            b'a'..=b'z' => 1 << (letter - b'a'),
            0x80.. => 1 << (letter % 26),
            _ => continue,
        };
        if sign & bit != 0
            && let Some(at) = TWICE.iter().position(|common| common == letter)
        {
            sign |= 1 << (26 + at);
        }
        sign |= bit;
    }
    sign
}

/// Which of sixteen signs differ from one in at most so many bits, the first in the lowest bit: without branches, so
/// that the compiler tests several at a time.
fn alike(signs: &[u32; 16], signed: u32, bits: u32) -> u32 {
    let mut alike = 0;
    for (at, sign) in signs.iter().enumerate() {
        alike |= u32::from((sign ^ signed).count_ones() <= bits) << at;
    }
    alike
}

/// The arrays of a file that hold the sounds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sounds<'a> {
    signs: &'a [u32],
    /// Where each key begins in the pool, and where the last one ends.
    starts: &'a [u32],
    names: &'a [u32],
    pool: &'a [u8],
    /// The first entry of each block: a row for each length and first letter with all countries, so that those of one length
    /// lie together; the blocks of a country end where the next one begins.
    blocks: &'a [u32],
    countries: usize,
    directory: &'a [u32],
    /// Entries by the hashes of their keys.
    deleted: &'a [u32],
    shift: u32,
    /// The bits of an entry that say its place; the others are of the hash.
    place: u32,
}

/// The bits that say the place of an entry among so many. Where an entry has one hash, the bits left are of that hash, so
/// that most others are told without a look at their keys.
fn place_bits(count: usize, astray: Astray) -> u32 {
    match astray {
        Astray::Found => u32::MAX,
        Astray::Left => u32::MAX.checked_shr((count as u32).leading_zeros()).unwrap_or(0),
    }
}

/// An entry within a bound, and its slips from the key asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Near {
    /// Slips between the fold keys.
    pub(crate) slips: u8,
    /// The entry.
    pub(crate) entry: u32,
}

/// The parts of a file that hold the sounds, in their order.
pub(super) type Parts<'a> = (
    &'a [u32],
    &'a [u32],
    &'a [u32],
    &'a [u8],
    &'a [u32],
    &'a [u32],
    &'a [u32],
);

impl<'a> Sounds<'a> {
    /// Checks the arrays; `None` if they do not fit each other.
    pub(super) fn over(
        (signs, starts, names, pool, blocks, directory, deleted): Parts<'a>,
        astray: Astray,
    ) -> Option<Self> {
        let count = signs.len() as u32;
        let countries = blocks.len() / ROWS;
        let (first, last) = (blocks.get(..countries)?, blocks.get(BLOCKS * countries..)?);
        let rises = || {
            let later = blocks.get(countries..).unwrap_or_default();
            blocks.iter().zip(later).all(|(before, after)| before <= after)
        };
        // A country ends where the next one begins, the last one with the last entry.
        let joins = || {
            let next = first.iter().skip(1).copied().chain([count]);
            countries == 0 || last.iter().copied().eq(next)
        };
        let buckets = directory.len().checked_sub(1)?;
        let fits = names.len() == signs.len()
            && starts.len() == signs.len() + 1
            && starts.last().is_some_and(|last| *last as usize == pool.len())
            && blocks.len() == countries * ROWS
            && (countries > 0 || count == 0)
            && rises()
            && joins()
            && buckets.is_power_of_two()
            && buckets > 1
            && directory
                .last()
                .is_some_and(|last| *last as usize == deleted.len());
        fits.then(|| Self {
            signs,
            starts,
            names,
            pool,
            blocks,
            countries,
            directory,
            deleted,
            shift: 64 - buckets.trailing_zeros(),
            place: place_bits(signs.len(), astray),
        })
    }

    /// The place of the name of an entry.
    pub(super) fn name(&self, entry: u32) -> u32 {
        self.names.get(entry as usize).copied().unwrap_or(u32::MAX)
    }

    fn key(&self, entry: usize) -> &'a [u8] {
        let bounds = self.starts.get(entry).zip(self.starts.get(entry + 1));
        bounds.map_or(&[], |(from, to)| {
            self.pool.get(*from as usize..*to as usize).unwrap_or_default()
        })
    }

    /// The entries of one country; of all where there is none.
    fn entries(&self, country: Option<u8>) -> std::ops::Range<usize> {
        match country {
            None => 0..self.signs.len(),
            Some(country) => {
                let place = |row| self.row(row).get(usize::from(country)).copied();
                let (from, to) = place(0).zip(place(BLOCKS)).unwrap_or_default();
                from as usize..to as usize
            }
        }
    }

    /// Where a block begins in each country.
    fn row(&self, block: usize) -> &'a [u32] {
        let start = block * self.countries;
        self.blocks.get(start..start + self.countries).unwrap_or_default()
    }

    fn bucket(&self, hash: u64) -> &'a [u32] {
        let at = (hash >> self.shift) as usize;
        let bounds = self.directory.get(at).zip(self.directory.get(at + 1));
        bounds.map_or(&[], |(from, to)| {
            self.deleted.get(*from as usize..*to as usize).unwrap_or_default()
        })
    }

    /// The entries with this very key.
    pub(super) fn same(&self, key: &[u8], country: Option<u8>, found: &mut Vec<Near>) {
        let entries = self.entries(country);
        let (hash, signed) = (fold::hash(key), sign(key));
        for &held in self.bucket(hash) {
            if (held ^ hash as u32) & !self.place != 0 {
                continue;
            }
            let entry = held & self.place;
            let place = entry as usize;
            if entries.contains(&place) && self.signs[place] == signed && self.key(place) == key {
                found.push(Near { slips: 0, entry });
            }
        }
    }

    /// The entries one slip away, and many that are two away; an entry may be found more than once.
    pub(super) fn astray(&self, key: &[u8], country: Option<u8>, pattern: &Pattern, found: &mut Vec<Near>) {
        if !DELETED.contains(&key.len()) && !DELETED.contains(&(key.len() + 1)) {
            return;
        }
        let entries = self.entries(country);
        let signed = sign(key);
        let missing = (0..key.len()).filter(|_| DELETED.contains(&key.len()));
        let hashes = missing.map(|missing| fold::hash_without(key, missing));
        let buckets: Vec<&[u32]> = std::iter::once(fold::hash(key))
            .chain(hashes)
            .map(|hash| self.bucket(hash))
            .collect();
        let held = buckets.into_iter().flatten().map(|held| held & self.place);
        let mut places: Vec<u32> = held
            .filter(|place| entries.contains(&(*place as usize)))
            .collect();
        places.retain(|place| (self.signs[*place as usize] ^ signed).count_ones() <= 4);
        self.compare(&places, (pattern, 2), |near| {
            found.extend(Some(near).filter(|near| near.slips > 0));
        });
    }

    /// The entries at some places whose keys are within so many slips.
    ///
    /// What is looked at lies far apart and is seldom at hand, so the keys are found for all before the first is read, and
    /// the first letters of all are read before the first is compared: what the processor waits for, it then waits for at
    /// once.
    fn compare(&self, places: &[u32], (pattern, most): (&Pattern, u32), mut take: impl FnMut(Near)) {
        let keys: Vec<&[u8]> = places.iter().map(|place| self.key(*place as usize)).collect();
        let firsts = keys.iter().filter_map(|key| key.first());
        std::hint::black_box(firsts.fold(0, |all, letter| all ^ letter));
        for (key, entry) in keys.into_iter().zip(places) {
            if let Some(slips) = pattern.slips_within(key, most) {
                let (slips, entry) = (slips as u8, *entry);
                take(Near { slips, entry });
            }
        }
    }

    /// Every entry within `most` slips that has the same first letter, which people seldom miss, in order of place.
    pub(super) fn scan(
        &self,
        key: &[u8],
        country: Option<u8>,
        (pattern, most): (&Pattern, usize),
        found: &mut Vec<Near>,
    ) {
        let lengths = key.len().saturating_sub(most).min(LENGTHS - 1)..=(key.len() + most).min(LENGTHS - 1);
        let countries = country.map_or(0..self.countries, |country| {
            usize::from(country)..usize::from(country) + 1
        });
        let blocks = lengths.map(|length| block(key, length));
        let rows: Vec<(&[u32], &[u32])> = blocks
            .map(|block| (self.row(block), self.row(block + 1)))
            .collect();
        // In order of place: by country, then by length.
        let mut bounds: Vec<(u32, u32)> = Vec::new();
        for country in countries {
            for (from, to) in &rows {
                if let (Some(from), Some(to)) = (from.get(country), to.get(country))
                    && from < to
                {
                    bounds.push((*from, *to));
                }
            }
        }
        let (signed, bits) = (sign(key), 2 * most as u32);
        // The first signs of all blocks are read at once, as in `compare`.
        let firsts = bounds.iter().map(|(from, _)| self.signs[*from as usize]);
        std::hint::black_box(firsts.fold(0, |all, sign| all ^ sign));
        let mut places: Vec<u32> = Vec::new();
        for (from, to) in bounds {
            let signs = self.signs.get(from as usize..to as usize).unwrap_or_default();
            let (sixteens, rest) = signs.as_chunks::<16>();
            let mut place = from;
            for sixteen in sixteens {
                let mut alike = alike(sixteen, signed, bits);
                while alike != 0 {
                    places.push(place + alike.trailing_zeros());
                    alike &= alike - 1;
                }
                place += sixteen.len() as u32;
            }
            let rest = rest.iter().zip(place..);
            places.extend(
                rest.filter_map(|(sign, place)| ((sign ^ signed).count_ones() <= bits).then_some(place)),
            );
        }
        self.compare(&places, (pattern, most as u32), |near| found.push(near));
    }

    /// Entries whose keys begin with this one and have at most `more` letters more; slips count those.
    pub(super) fn beginning(&self, key: &[u8], country: Option<u8>, more: usize, found: &mut Vec<Near>) {
        let Some(country) = country else {
            let each = (0..self.countries).filter_map(|country| u8::try_from(country).ok());
            each.for_each(|country| self.beginning(key, Some(country), more, found));
            return;
        };
        for length in key.len() + 1..=(key.len() + more).min(LENGTHS - 1) {
            let block = block(key, length);
            let place = |block| self.row(block).get(usize::from(country)).copied();
            let bounds = place(block).zip(place(block + 1));
            let Some((from, to)) = bounds.filter(|(from, to)| from < to) else {
                continue;
            };
            let (mut low, end) = (from as usize, to as usize);
            let mut high = end;
            while low < high {
                let middle = usize::midpoint(low, high);
                if self.key(middle) < key {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            let slips = (length - key.len()) as u8;
            let longer = (low..end).take_while(|place| self.key(*place).starts_with(key));
            found.extend(longer.map(|place| Near {
                slips,
                entry: place as u32,
            }));
        }
    }
}

/// Whether keys are also found one letter astray by look-up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Astray {
    Found,
    Left,
}

/// The parts of a table of keys, in their order.
pub(super) type Arrays = (
    Vec<u32>,
    Vec<u32>,
    Vec<u32>,
    Vec<u8>,
    Vec<u32>,
    Vec<u32>,
    Vec<u32>,
);

/// Keys being collected.
#[derive(Default)]
pub(super) struct Collected(Vec<Sound>);

/// A key of a body: country, length, key and body first, so that sorting gives the order of the entries.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Sound {
    country: u8,
    length: usize,
    key: Vec<u8>,
    body: u32,
    name: u32,
}

impl Collected {
    /// Adds the key of a name.
    pub(super) fn add(&mut self, key: &[u8], (country, body, name): (u8, u32, u32)) {
        if !key.is_empty() {
            self.0.push(Sound {
                country,
                length: key.len().min(LENGTHS - 1),
                key: key.to_vec(),
                body,
                name,
            });
        }
    }

    /// The arrays: signs, starts, names, pool, blocks, directory, deleted.
    pub(super) fn arrays(mut self, astray: Astray) -> Arrays {
        self.0.sort_unstable();
        self.0
            .dedup_by(|b, a| (a.country, a.body) == (b.country, b.body) && a.key == b.key);
        let countries = self.0.last().map_or(0, |last| usize::from(last.country) + 1);
        // First how many entries each block has, by country; then where each begins, by block.
        let mut counts = vec![0_u32; countries * BLOCKS];
        let (mut signs, mut starts, mut names) = (Vec::new(), Vec::new(), Vec::new());
        let mut pool = Vec::new();
        let mut hashes: Vec<(u64, u32)> = Vec::new();
        for (sound, entry) in self.0.iter().zip(0_u32..) {
            counts[usize::from(sound.country) * BLOCKS + block(&sound.key, sound.length)] += 1;
            signs.push(sign(&sound.key));
            starts.push(pool.len() as u32);
            names.push(sound.name);
            pool.extend_from_slice(&sound.key);
            hashes.push((fold::hash(&sound.key), entry));
            if astray == Astray::Found && DELETED.contains(&sound.key.len()) {
                let missing = (0..sound.key.len()).map(|missing| fold::hash_without(&sound.key, missing));
                hashes.extend(missing.map(|hash| (hash, entry)));
            }
        }
        starts.push(pool.len() as u32);
        let mut blocks = vec![0_u32; countries * ROWS];
        let mut sum = 0;
        for (country, counts) in counts.chunks(BLOCKS).enumerate() {
            for (block, count) in counts.iter().enumerate() {
                blocks[block * countries + country] = sum;
                sum += count;
            }
            blocks[BLOCKS * countries + country] = sum;
        }
        let (directory, deleted) = buckets(hashes, place_bits(signs.len(), astray));
        (signs, starts, names, pool, blocks, directory, deleted)
    }
}

/// Entries by the upper bits of their hashes, of whose lower bits those are kept that the places leave free: keys are
/// compared anyway.
fn buckets(mut hashes: Vec<(u64, u32)>, place: u32) -> (Vec<u32>, Vec<u32>) {
    let bits = (hashes.len() / 4).max(2).next_power_of_two().trailing_zeros();
    let shift = 64 - bits;
    hashes.sort_unstable_by_key(|(hash, entry)| (hash >> shift, *entry));
    hashes.dedup_by_key(|(hash, entry)| (*hash >> shift, *entry));
    let mut directory = vec![0_u32; (1 << bits) + 1];
    for (hash, _) in &hashes {
        directory[(hash >> shift) as usize + 1] += 1;
    }
    let mut sum = 0;
    for count in &mut directory {
        sum += *count;
        *count = sum;
    }
    let held = hashes
        .into_iter()
        .map(|(hash, entry)| entry | hash as u32 & !place);
    (directory, held.collect())
}

#[cfg(test)]
#[expect(clippy::many_single_char_names, reason = "seven arrays, only passed on")]
mod tests {
    use super::*;

    fn collected() -> Collected {
        let mut collected = Collected::default();
        let keys: [(&[u8], u8); 6] = [
            (b"karkiv", 1),
            (b"karkivka", 1),
            (b"sumi", 1),
            (b"sumi", 0),
            (b"lil", 0),
            (b"monpelier", 0),
        ];
        for ((key, country), place) in keys.into_iter().zip(0_u32..) {
            collected.add(key, (country, place, place + 100));
        }
        collected
    }

    fn with<T>(ask: impl FnOnce(Sounds<'_>) -> T) -> T {
        let (a, b, c, d, e, f, g) = collected().arrays(Astray::Found);
        ask(Sounds::over((&a, &b, &c, &d, &e, &f, &g), Astray::Found).unwrap())
    }

    fn names(sounds: Sounds<'_>, mut found: Vec<Near>) -> Vec<(u8, u32)> {
        found.sort_unstable();
        found.dedup();
        let mut names: Vec<_> = found
            .iter()
            .map(|near| (near.slips, sounds.name(near.entry)))
            .collect();
        names.sort_unstable();
        names
    }

    #[test]
    fn a_key_is_found_by_its_sound_and_by_a_slip_in_its_country_only() {
        with(|sounds| {
            let mut found = Vec::new();
            sounds.same(b"sumi", Some(0), &mut found);
            assert_eq!(names(sounds, found), [(0, 103)]);
            let mut found = Vec::new();
            let slip = b"karkif";
            sounds.astray(slip, None, &Pattern::of(slip), &mut found);
            assert_eq!(names(sounds, found), [(1, 100)]);
        });
    }

    #[test]
    fn a_key_without_entries_for_missing_letters_is_found_by_its_own_hash() {
        let (a, b, c, d, e, f, g) = collected().arrays(Astray::Left);
        let sounds = Sounds::over((&a, &b, &c, &d, &e, &f, &g), Astray::Left).unwrap();
        let mut found = Vec::new();
        sounds.same(b"sumi", None, &mut found);
        assert_eq!(names(sounds, found), [(0, 102), (0, 103)]);
        let mut found = Vec::new();
        sounds.same(b"sum", None, &mut found);
        assert!(found.is_empty());
    }

    #[test]
    fn a_scan_finds_all_within_its_bound_and_a_beginning_what_is_longer() {
        with(|sounds| {
            let mut found = Vec::new();
            let slips = b"monpilyer";
            sounds.scan(slips, Some(0), (&Pattern::of(slips), 2), &mut found);
            assert_eq!(names(sounds, found), [(2, 105)]);
            let mut found = Vec::new();
            sounds.beginning(b"karkiv", Some(1), 3, &mut found);
            assert_eq!(names(sounds, found), [(2, 101)]);
        });
    }

    #[test]
    fn a_table_without_keys_finds_nothing() {
        let (a, b, c, d, e, f, g) = Collected::default().arrays(Astray::Left);
        let sounds = Sounds::over((&a, &b, &c, &d, &e, &f, &g), Astray::Left).unwrap();
        let mut found = Vec::new();
        sounds.same(b"sumi", None, &mut found);
        sounds.scan(b"sumi", None, (&Pattern::of(b"sumi"), 2), &mut found);
        sounds.beginning(b"su", None, 3, &mut found);
        assert!(found.is_empty());
    }

    #[test]
    fn arrays_that_do_not_fit_are_refused() {
        let (a, b, c, d, e, f, _) = collected().arrays(Astray::Found);
        assert!(Sounds::over((&a, &b, &c, &d, &e, &f, &[1]), Astray::Found).is_none());
        assert!(Sounds::over((&[], &[], &[], &[], &[], &[], &[]), Astray::Found).is_none());
    }
}
