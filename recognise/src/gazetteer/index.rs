//! The form of the gazetteer that is searched: packed columns turned into arrays and key tables for mapping.
//!
//! In: the packed form. Out: one file of sections, each a multiple of eight bytes, little-endian.
//!
//! # Invariants
//! The result is a function of the packed form alone; a cache may be thrown away at any time.
#![expect(
    clippy::as_conversions,
    reason = "lengths and places are bounded by the packed form's 32-bit counts"
)]

use super::pack::{Contents, Packed};
use super::sounds::{Astray, Collected};
use super::table::Rows;
use crate::fold;
use crate::resolve::type_words;
use vocabulary::Level;

/// First bytes of the searchable form; the last one is its version.
pub(super) const MAGIC: &[u8; 8] = b"JUMGAZM5";

/// The sections, in the order of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(
    dead_code,
    reason = "the seven sections of a table of keys are found from its first"
)]
pub(super) enum Section {
    Bodies,
    Names,
    Codes,
    Parents,
    Pool,
    Countries,
    Sources,
    Languages,
    Sizes,
    CodeDirectory,
    CodeEntries,
    PlainDirectory,
    PlainEntries,
    HeadDirectory,
    HeadEntries,
    SoundSigns,
    SoundStarts,
    SoundNames,
    SoundPool,
    SoundBlocks,
    SoundDirectory,
    SoundDeleted,
    LetterSigns,
    LetterStarts,
    LetterNames,
    LetterPool,
    LetterBlocks,
    LetterDirectory,
    LetterDeleted,
}

/// How many sections there are.
pub(super) const SECTIONS: usize = 29;

/// Numbers a body takes in its section.
pub(super) const BODY: usize = 10;
/// Numbers a name takes.
pub(super) const NAME: usize = 3;
/// Numbers a code takes.
pub(super) const CODE: usize = 2;
/// Stands where there is no other body.
pub(super) const NONE: u32 = u32::MAX;
/// Stands where there is no coordinate.
pub(super) const NO_DEGREE: i32 = i32::MIN;

/// Turns the packed form into the searchable one.
pub(super) fn index(contents: &Contents) -> Vec<u8> {
    let mut writer = Writer::default();
    for body in &contents.bodies {
        writer.body(body);
    }
    writer.end();
    let keys = Keys::of(contents, &writer);
    let text = |lines: Vec<String>| lines.join("\n").into_bytes();
    let countries = contents
        .countries
        .iter()
        .map(|(code, names)| format!("{code}\t{names}"))
        .collect();
    let mut sections: Vec<Vec<u8>> = vec![
        bytes(&writer.bodies),
        bytes(&writer.names),
        bytes(&writer.codes),
        bytes(&writer.parents),
        writer.pool,
        text(countries),
        text(contents.sources.clone()),
        text(contents.languages.clone()),
        sizes(contents),
    ];
    for rows in [keys.codes, keys.plain, keys.head] {
        let (directory, entries) = rows.arrays();
        sections.push(bytes(&directory));
        sections.push(bytes(&entries));
    }
    for (keys, astray) in [(keys.sounds, Astray::Left), (keys.letters, Astray::Found)] {
        let (signs, starts, names, pool, blocks, directory, deleted) = keys.arrays(astray);
        sections.extend([bytes(&signs), bytes(&starts), bytes(&names), pool]);
        sections.extend([bytes(&blocks), bytes(&directory), bytes(&deleted)]);
    }
    file(&sections)
}

/// How large each body is for ranking: its inhabitants, or where no list gives them the sum of the places inside it,
/// as 25 times the decimal logarithm, plus one; 0 where nothing is known.
fn sizes(contents: &Contents) -> Vec<u8> {
    let mut inside = vec![0_u64; contents.bodies.len()];
    let is_division = |kind: u8| {
        let level = vocabulary::Kind::at(kind).map(vocabulary::Kind::level);
        matches!(level, Some(Level::First | Level::Second))
    };
    for body in contents.bodies.iter().filter(|body| !is_division(body.kind)) {
        for parent in &body.parents {
            if let Some(sum) = inside.get_mut(*parent as usize) {
                *sum += u64::from(body.population);
            }
        }
    }
    let size = |(body, inside): (&Packed, u64)| {
        let inhabitants = match body.population {
            0 if is_division(body.kind) => inside,
            known => u64::from(known),
        };
        match inhabitants {
            0 => 0,
            known => ((known as f64).log10() * SIZE).round() as u8 + 1,
        }
    };
    contents.bodies.iter().zip(inside).map(size).collect()
}

/// Steps of a size for each factor of ten.
pub(super) const SIZE: f64 = 25.0;

fn bytes(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn file(sections: &[Vec<u8>]) -> Vec<u8> {
    let header = MAGIC.len() + 8 + SECTIONS * 16;
    let mut offsets = Vec::new();
    let mut at = header;
    for section in sections {
        offsets.push((at, section.len()));
        at += section.len().next_multiple_of(8);
    }
    let mut file = Vec::with_capacity(at);
    file.extend_from_slice(MAGIC);
    file.extend_from_slice(&(at as u64).to_le_bytes());
    for (offset, length) in offsets {
        file.extend_from_slice(&(offset as u64).to_le_bytes());
        file.extend_from_slice(&(length as u64).to_le_bytes());
    }
    for section in sections {
        file.extend_from_slice(section);
        file.resize(file.len().next_multiple_of(8), 0);
    }
    file
}

#[derive(Default)]
struct Writer {
    bodies: Vec<u32>,
    names: Vec<u32>,
    codes: Vec<u32>,
    parents: Vec<u32>,
    pool: Vec<u8>,
}

impl Writer {
    fn text(&mut self, text: &str) -> (u32, u32) {
        let offset = self.pool.len() as u32;
        let cut = text.floor_char_boundary(usize::from(u16::MAX));
        self.pool
            .extend_from_slice(text.get(..cut).unwrap_or_default().as_bytes());
        (offset, cut as u32)
    }

    fn body(&mut self, body: &Packed) {
        let place = (self.bodies.len() / BODY) as u32;
        let (latitude, longitude) = body.point.unwrap_or((NO_DEGREE, NO_DEGREE));
        let (succession, successor) = body.successor.unwrap_or((u8::MAX, NONE));
        let flags = u32::from(body.approximate) | u32::from(body.occupied) << 1;
        self.bodies.extend_from_slice(&[
            (self.codes.len() / CODE) as u32,
            (self.names.len() / NAME) as u32,
            self.parents.len() as u32,
            body.population,
            latitude.cast_unsigned(),
            longitude.cast_unsigned(),
            body.seat.unwrap_or(NONE),
            successor,
            u32::from(body.kind) | u32::from(body.country) << 8 | u32::from(body.source) << 16 | flags << 24,
            u32::from(succession),
        ]);
        for (scheme, code) in &body.codes {
            let (offset, length) = self.text(code);
            self.codes
                .extend_from_slice(&[offset, length << 8 | u32::from(*scheme)]);
        }
        for name in &body.names {
            let (offset, length) = self.text(&name.text);
            let packed = length << 16 | u32::from(name.language) << 8 | u32::from(name.name_use);
            self.names.extend_from_slice(&[offset, packed, place]);
        }
        self.parents.extend_from_slice(&body.parents);
    }

    /// One row past the last body says where its codes, names and parents end.
    fn end(&mut self) {
        let mut last = [0; BODY];
        last[0] = (self.codes.len() / CODE) as u32;
        last[1] = (self.names.len() / NAME) as u32;
        last[2] = self.parents.len() as u32;
        self.bodies.extend_from_slice(&last);
    }
}

/// The tables of keys.
#[derive(Default)]
struct Keys {
    codes: Rows,
    plain: Rows,
    head: Rows,
    sounds: Collected,
    letters: Collected,
}

impl Keys {
    /// Names of populous bodies come first, so that a look-up that stops early stops at the end that matters less.
    fn of(contents: &Contents, writer: &Writer) -> Self {
        let mut keys = Self::default();
        let mut order: Vec<u32> = (0..contents.bodies.len() as u32).collect();
        order.sort_by_key(|place| {
            std::cmp::Reverse(
                contents
                    .bodies
                    .get(*place as usize)
                    .map_or(0, |body| body.population),
            )
        });
        let mut buffers = Buffers::default();
        for place in order {
            let Some(body) = contents.bodies.get(place as usize) else {
                continue;
            };
            for (scheme, code) in &body.codes {
                keys.codes.add(code_hash(*scheme, code), place);
            }
            let first = writer.bodies.get(place as usize * BODY + 1).copied().unwrap_or(0);
            for (name, id) in body.names.iter().zip(first..) {
                keys.name(&name.text, (body.country, place, id), &mut buffers);
            }
        }
        keys
    }

    fn name(&mut self, text: &str, (country, body, name): (u8, u32, u32), buffers: &mut Buffers) {
        let value = value(name, country);
        let Buffers { plain, sound } = buffers;
        fold::plain(text, plain);
        if plain.is_empty() {
            return;
        }
        self.plain.add(fold::hash(plain), value);
        if let Some(bare) = without_article(plain) {
            self.plain.add(fold::hash(bare), value);
        }
        // “Ірпінська міська територіальна громада” is also said without its type words.
        let bare = std::str::from_utf8(plain)
            .ok()
            .and_then(type_words::strip)
            .map(|stripped| stripped.key);
        let twice = bare.and_then(type_words::strip).map(|stripped| stripped.key);
        let without = bare
            .into_iter()
            .chain(twice)
            .filter(|key| key.chars().count() > 2);
        // Other scripts are found by their very letters; what they sound like is too rough a guess.
        let is_spelled = |letter: char| u32::from(letter) < 0x250 || fold::is_cyrillic(letter);
        let has_sound = text.chars().filter(|c| c.is_alphabetic()).all(is_spelled);
        for key in without {
            self.plain.add(fold::hash(key.as_bytes()), value | BARE);
            if has_sound {
                self.spelled(key.as_bytes(), (country, body, name), sound);
            }
        }
        for head in heads(plain) {
            self.head.add(fold::hash(head), value);
        }
        if has_sound {
            self.spelled(plain, (country, body, name), sound);
        }
    }

    fn spelled(&mut self, plain: &[u8], place: (u8, u32, u32), buffer: &mut Vec<u8>) {
        fold::fold(plain, buffer);
        self.sounds.add(buffer, place);
        fold::letters(plain, buffer);
        self.letters.add(buffer, place);
    }
}

#[derive(Default)]
struct Buffers {
    plain: Vec<u8>,
    sound: Vec<u8>,
}

/// Marks an entry whose key is the name without its type words.
pub(super) const BARE: u32 = 1 << 31;

/// A name's place and its body's country in one number, so that a look-up can pass over other countries.
pub(super) fn value(name: u32, country: u8) -> u32 {
    name << 8 | u32::from(country)
}

/// The hash under which a code is found.
pub(super) fn code_hash(scheme: u8, code: &str) -> u64 {
    fold::mix(fold::hash(code.as_bytes()) ^ u64::from(scheme))
}

/// The key without a leading article, if it has one.
pub(crate) fn without_article(plain: &[u8]) -> Option<&[u8]> {
    const ARTICLES: [&[u8]; 12] = [
        b"le ", b"la ", b"les ", b"l ", b"the ", b"el ", b"los ", b"las ", b"al ", b"il ", b"der ", b"die ",
    ];
    ARTICLES
        .iter()
        .find_map(|article| plain.strip_prefix(*article))
        .filter(|rest| rest.len() > 1)
}

/// The first words of a longer name, by which people call it short: one word, or two where the first is weak.
fn heads(plain: &[u8]) -> impl Iterator<Item = &[u8]> {
    let bare = without_article(plain).unwrap_or(plain);
    let ends = bare
        .iter()
        .enumerate()
        .filter(|(_, byte)| **byte == b' ')
        .map(|(at, _)| at)
        .take(2);
    ends.filter_map(|end| bare.get(..end))
        .filter(|head| head.len() > 2 && *head != b"saint" && *head != b"sainte")
}
