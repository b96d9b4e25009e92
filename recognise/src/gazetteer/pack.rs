//! The committed form of the gazetteer: columns that compress well.
//!
//! In: the authorities and country names that [`crate::build`] made. Out: bytes, the same for the same input; and back.
//!
//! # Invariants
//! - Reading never panics: a file cut short or changed is [`GazetteerError::Damaged`] with the column's name.
//! - Bodies refer to each other by their place; a code that nobody has is left out by the writer.

use super::GazetteerError;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use vocabulary::{Authority, AuthorityCode, Name, NameUse, SuccessionKind};

/// First bytes of the packed form; the last one is its version.
pub const MAGIC: &[u8; 8] = b"JUMGAZP1";

/// Names of the columns, in the order of the file.
const COLUMNS: [&str; 20] = [
    "sources",
    "countries",
    "languages",
    "kind",
    "country",
    "source",
    "flags",
    "code counts",
    "name counts",
    "parent counts",
    "schemes",
    "codes",
    "names",
    "name languages",
    "name uses",
    "parents",
    "population",
    "latitude",
    "longitude",
    "links",
];

/// Degrees are kept in units of 10⁻⁴ (11 m).
const DEGREE: f64 = 10_000.0;

const APPROXIMATE: u8 = 1;
const OCCUPIED: u8 = 2;
const HAS_POINT: u8 = 4;

/// One body as the packed form holds it, with other bodies by their place.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Packed {
    pub(super) kind: u8,
    pub(super) country: u8,
    pub(super) source: u8,
    pub(super) codes: Vec<(u8, String)>,
    pub(super) names: Vec<PackedName>,
    pub(super) parents: Vec<u32>,
    pub(super) population: u32,
    pub(super) point: Option<(i32, i32)>,
    pub(super) approximate: bool,
    pub(super) occupied: bool,
    pub(super) seat: Option<u32>,
    pub(super) successor: Option<(u8, u32)>,
}

/// One name with the places of its language and use.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct PackedName {
    pub(super) text: String,
    pub(super) language: u8,
    pub(super) name_use: u8,
}

/// Everything the packed form holds.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Contents {
    pub(super) sources: Vec<String>,
    pub(super) countries: Vec<(String, String)>,
    pub(super) languages: Vec<String>,
    pub(super) bodies: Vec<Packed>,
}

/// The ways a name is used, by their place in the file: add at the end only.
pub(super) const USES: [NameUse; 6] = [
    NameUse::Official,
    NameUse::Transliteration,
    NameUse::Exonym,
    NameUse::Short,
    NameUse::Former,
    NameUse::Alias,
];

/// The kinds of succession, by their place in the file: add at the end only.
pub(super) const SUCCESSIONS: [SuccessionKind; 4] = [
    SuccessionKind::Merged,
    SuccessionKind::Split,
    SuccessionKind::Renamed,
    SuccessionKind::Recoded,
];

/// The country names of one country, as `language=name` parts separated by tabs.
pub type CountryLine = (String, String);

/// Packs the authorities, which must be in their final order, and the lines of country names.
pub fn pack(authorities: &[Authority], countries: &[CountryLine]) -> Vec<u8> {
    let contents = contents(authorities, countries);
    write(&contents)
}

fn contents(authorities: &[Authority], countries: &[CountryLine]) -> Contents {
    let places: HashMap<&AuthorityCode, u32> = authorities
        .iter()
        .zip(0_u32..)
        .flat_map(|(authority, place)| authority.codes.iter().map(move |code| (code, place)))
        .collect();
    let sources: BTreeSet<&str> = authorities
        .iter()
        .map(|authority| authority.source.as_str())
        .collect();
    let languages: BTreeSet<String> = authorities
        .iter()
        .flat_map(|a| &a.names)
        .filter_map(|name| name.language)
        .map(|l| l.to_string())
        .collect();
    let sources: Vec<String> = sources.into_iter().map(str::to_owned).collect();
    let languages: Vec<String> = languages.into_iter().collect();
    let known: BTreeSet<&str> = countries.iter().map(|(code, _)| code.as_str()).collect();
    let unnamed: BTreeMap<String, String> = authorities
        .iter()
        .filter(|authority| !known.contains(authority.country.as_str()))
        .map(|authority| (authority.country.to_string(), String::new()))
        .collect();
    let countries: Vec<CountryLine> = countries.iter().cloned().chain(unnamed).collect();
    let tables = Tables {
        places,
        sources: index(sources.iter().map(String::as_str)),
        languages: index(languages.iter().map(String::as_str)),
        countries: index(countries.iter().map(|(code, _)| code.as_str())),
    };
    let bodies = authorities
        .iter()
        .map(|authority| tables.packed(authority))
        .collect();
    Contents {
        sources,
        countries: countries.clone(),
        languages,
        bodies,
    }
}

fn index<'a>(words: impl Iterator<Item = &'a str>) -> HashMap<String, u8> {
    words
        .zip(0_u8..)
        .map(|(word, place)| (word.to_owned(), place))
        .collect()
}

struct Tables<'a> {
    places: HashMap<&'a AuthorityCode, u32>,
    sources: HashMap<String, u8>,
    languages: HashMap<String, u8>,
    countries: HashMap<String, u8>,
}

impl Tables<'_> {
    fn packed(&self, authority: &Authority) -> Packed {
        let place = |word: &str, table: &HashMap<String, u8>| table.get(word).copied().unwrap_or(u8::MAX);
        Packed {
            kind: authority.kind.place(),
            country: place(authority.country.as_str(), &self.countries),
            source: place(&authority.source, &self.sources),
            codes: authority
                .codes
                .iter()
                .map(|code| (scheme_place(code), code.official().to_owned()))
                .collect(),
            names: authority
                .names
                .iter()
                .map(|name| self.packed_name(name))
                .collect(),
            parents: authority
                .parents
                .iter()
                .filter_map(|code| self.places.get(code).copied())
                .collect(),
            population: authority
                .population
                .map_or(0, |population| population.inhabitants),
            point: authority
                .point
                .map(|point| (units(point.latitude), units(point.longitude))),
            approximate: authority.point.is_some_and(|point| point.approximate),
            occupied: authority.occupied,
            seat: authority
                .seat
                .as_ref()
                .and_then(|code| self.places.get(code).copied()),
            successor: authority.succession.as_ref().and_then(|succession| {
                let kind = SUCCESSIONS.iter().position(|kind| *kind == succession.kind)?;
                Some((u8::try_from(kind).ok()?, *self.places.get(&succession.successor)?))
            }),
        }
    }

    fn packed_name(&self, name: &Name) -> PackedName {
        let language = name
            .language
            .and_then(|language| self.languages.get(language.as_str()).copied());
        let name_use = USES
            .iter()
            .position(|used| *used == name.name_use)
            .and_then(|at| u8::try_from(at).ok());
        PackedName {
            text: name.text.replace(['\n', '\r'], " "),
            language: language.unwrap_or(u8::MAX),
            name_use: name_use.unwrap_or(0),
        }
    }
}

pub(super) fn scheme_place(code: &AuthorityCode) -> u8 {
    let at = vocabulary::Scheme::ALL
        .iter()
        .position(|scheme| *scheme == code.scheme());
    at.and_then(|at| u8::try_from(at).ok())
        .expect("every scheme stands in the list of schemes")
}

#[expect(
    clippy::as_conversions,
    reason = "degrees times 10,000 fit 32 bits, and `as` saturates"
)]
fn units(degrees: f32) -> i32 {
    (f64::from(degrees) * DEGREE).round() as i32
}

/// A column being written.
#[derive(Default)]
struct Column(Vec<u8>);

impl Column {
    fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// LEB128: seven bits a byte, the lowest first.
    fn number(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0
                .push(u8::try_from(number & 0x7F).expect("seven bits fit a byte") | 0x80);
            number >>= 7;
        }
        self.0.push(u8::try_from(number).expect("less than 0x80"));
    }

    /// Small numbers of either sign stay small.
    fn signed(&mut self, number: i64) {
        self.number(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    fn count(&mut self, count: usize) {
        self.number(count.try_into().expect("a count fits 64 bits"));
    }

    fn text(&mut self, text: &str) {
        self.0.extend_from_slice(text.as_bytes());
        self.0.push(b'\n');
    }
}

fn write(contents: &Contents) -> Vec<u8> {
    let mut columns: [Column; COLUMNS.len()] = std::array::from_fn(|_| Column::default());
    let [sources, countries, languages, rest @ ..] = &mut columns;
    contents.sources.iter().for_each(|source| sources.text(source));
    contents
        .countries
        .iter()
        .for_each(|(code, names)| countries.text(&format!("{code}\t{names}")));
    contents
        .languages
        .iter()
        .for_each(|language| languages.text(language));
    let mut last = (0, 0);
    for (body, place) in contents.bodies.iter().zip(0_i64..) {
        write_body(body, place, rest, &mut last);
    }
    let mut file = MAGIC.to_vec();
    file.extend_from_slice(&u64::try_from(contents.bodies.len()).expect("fits").to_le_bytes());
    for column in &columns {
        file.extend_from_slice(&u64::try_from(column.0.len()).expect("fits").to_le_bytes());
    }
    for column in &columns {
        file.extend_from_slice(&column.0);
    }
    file
}

fn write_body(body: &Packed, place: i64, columns: &mut [Column; 17], last: &mut (i32, i32)) {
    let [
        kind,
        country,
        source,
        flags,
        code_counts,
        name_counts,
        parent_counts,
        schemes,
        codes,
        names,
        name_languages,
        name_uses,
        parents,
        population,
        latitude,
        longitude,
        links,
    ] = columns;
    kind.byte(body.kind);
    country.byte(body.country);
    source.byte(body.source);
    let flag = |set: bool, bit: u8| if set { bit } else { 0 };
    flags.byte(
        flag(body.approximate, APPROXIMATE)
            | flag(body.occupied, OCCUPIED)
            | flag(body.point.is_some(), HAS_POINT),
    );
    code_counts.count(body.codes.len());
    name_counts.count(body.names.len());
    parent_counts.count(body.parents.len());
    for (scheme, code) in &body.codes {
        schemes.byte(*scheme);
        codes.text(code);
    }
    for name in &body.names {
        names.text(&name.text);
        name_languages.byte(name.language);
        name_uses.byte(name.name_use);
    }
    for parent in &body.parents {
        parents.signed(i64::from(*parent) - place);
    }
    population.number(u64::from(body.population));
    if let Some((north, east)) = body.point {
        latitude.signed(i64::from(north) - i64::from(last.0));
        longitude.signed(i64::from(east) - i64::from(last.1));
        *last = (north, east);
    }
    links.number(body.seat.map_or(0, |seat| u64::from(seat) + 1));
    match body.successor {
        Some((how, successor)) => {
            links.number(u64::from(how) + 1);
            links.number(u64::from(successor));
        }
        None => links.number(0),
    }
}

/// A column being read.
struct Reader<'a> {
    name: &'static str,
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn damaged(&self) -> GazetteerError {
        GazetteerError::Damaged { part: self.name }
    }

    fn byte(&mut self) -> Result<u8, GazetteerError> {
        let (first, rest) = self.rest.split_first().ok_or_else(|| self.damaged())?;
        self.rest = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u64, GazetteerError> {
        let mut number = 0_u64;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        Err(self.damaged())
    }

    fn signed(&mut self) -> Result<i64, GazetteerError> {
        let number = self.number()?;
        Ok((number >> 1).cast_signed() ^ -(number & 1).cast_signed())
    }

    fn small(&mut self) -> Result<u32, GazetteerError> {
        u32::try_from(self.number()?).map_err(|_| self.damaged())
    }

    fn place(&mut self) -> Result<Option<u32>, GazetteerError> {
        Ok(self.small()?.checked_sub(1))
    }

    /// How many rows follow; more than a body can have is damage, not a reason to ask for memory.
    fn count(&mut self) -> Result<usize, GazetteerError> {
        let count = self.small()?;
        usize::try_from(count)
            .ok()
            .filter(|count| *count <= 10_000)
            .ok_or_else(|| self.damaged())
    }

    fn text(&mut self) -> Result<&'a str, GazetteerError> {
        let end = self
            .rest
            .iter()
            .position(|byte| *byte == b'\n')
            .ok_or_else(|| self.damaged())?;
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest.get(1..).unwrap_or_default();
        std::str::from_utf8(text).map_err(|_| self.damaged())
    }

    fn texts(&mut self) -> Result<Vec<String>, GazetteerError> {
        let mut all = Vec::new();
        while !self.rest.is_empty() {
            all.push(self.text()?.to_owned());
        }
        Ok(all)
    }
}

/// Reads the packed form.
pub(super) fn unpack(file: &[u8]) -> Result<Contents, GazetteerError> {
    let (count, mut readers) = columns(file)?;
    let [sources, countries, languages, rest @ ..] = &mut readers;
    let mut contents = Contents {
        sources: sources.texts()?,
        countries: countries
            .texts()?
            .into_iter()
            .map(|line| {
                line.split_once('\t')
                    .map(|(code, names)| (code.to_owned(), names.to_owned()))
            })
            .collect::<Option<_>>()
            .ok_or(GazetteerError::Damaged { part: "countries" })?,
        languages: languages.texts()?,
        bodies: Vec::new(),
    };
    let mut last = (0, 0);
    for place in 0..count {
        contents.bodies.push(read_body(place, count, rest, &mut last)?);
    }
    Ok(contents)
}

fn columns(file: &[u8]) -> Result<(u32, [Reader<'_>; COLUMNS.len()]), GazetteerError> {
    let rest = file
        .strip_prefix(MAGIC)
        .ok_or_else(|| GazetteerError::not_ours(file, *MAGIC))?;
    let (count, mut rest) = length(rest)?;
    let mut lengths = [0; COLUMNS.len()];
    for slot in &mut lengths {
        (*slot, rest) = length(rest)?;
    }
    let mut readers = COLUMNS.map(|name| Reader { name, rest: &[] });
    for (reader, length) in readers.iter_mut().zip(lengths) {
        let (column, after) = rest.split_at_checked(length).ok_or_else(|| reader.damaged())?;
        reader.rest = column;
        rest = after;
    }
    let count = u32::try_from(count).map_err(|_| GazetteerError::Damaged { part: "header" })?;
    Ok((count, readers))
}

fn length(bytes: &[u8]) -> Result<(usize, &[u8]), GazetteerError> {
    let damaged = GazetteerError::Damaged { part: "header" };
    let (head, rest) = bytes.split_first_chunk::<8>().ok_or(damaged.clone())?;
    let length = usize::try_from(u64::from_le_bytes(*head)).map_err(|_| damaged)?;
    Ok((length, rest))
}

fn read_body(
    place: u32,
    count: u32,
    columns: &mut [Reader<'_>; 17],
    last: &mut (i32, i32),
) -> Result<Packed, GazetteerError> {
    let [
        kind,
        country,
        source,
        flags,
        code_counts,
        name_counts,
        parent_counts,
        schemes,
        codes,
        names,
        name_languages,
        name_uses,
        parents,
        population,
        latitude,
        longitude,
        links,
    ] = columns;
    let flags = flags.byte()?;
    let mut body = Packed {
        kind: kind.byte()?,
        country: country.byte()?,
        source: source.byte()?,
        population: population.small()?,
        approximate: flags & APPROXIMATE != 0,
        occupied: flags & OCCUPIED != 0,
        ..Packed::default()
    };
    for _ in 0..code_counts.count()? {
        body.codes.push((schemes.byte()?, codes.text()?.to_owned()));
    }
    for _ in 0..name_counts.count()? {
        let text = names.text()?.to_owned();
        body.names.push(PackedName {
            text,
            language: name_languages.byte()?,
            name_use: name_uses.byte()?,
        });
    }
    for _ in 0..parent_counts.count()? {
        let parent = i64::from(place) + parents.signed()?;
        let parent = u32::try_from(parent).ok().filter(|parent| *parent < count);
        body.parents.push(parent.ok_or_else(|| parents.damaged())?);
    }
    if flags & HAS_POINT != 0 {
        last.0 = moved(last.0, latitude)?;
        last.1 = moved(last.1, longitude)?;
        body.point = Some(*last);
    }
    let known = |place: &u32| *place < count;
    body.seat = links.place()?.filter(known);
    if let Some(how) = links.place()? {
        let how = u8::try_from(how).map_err(|_| links.damaged())?;
        body.successor = Some((how, links.small()?)).filter(|(_, place)| known(place));
    }
    Ok(body)
}

fn moved(from: i32, column: &mut Reader<'_>) -> Result<i32, GazetteerError> {
    let to = i64::from(from) + column.signed()?;
    i32::try_from(to).map_err(|_| column.damaged())
}
