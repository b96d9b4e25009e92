//! The gazetteer: every authority that exists, found by code or by name in a file that is mapped, not loaded.
//!
//! In: the committed packed form, turned once into the searchable form ([`searchable`]). Out: [`Gazetteer`], a view
//! over those bytes that costs nothing to open.
//!
//! # Invariants
//! - Opening checks the header, the bounds of every section and the order of the tables, not each row; a row that
//!   points outside answers “nothing”, never a panic.
//! - A [`BodyId`] or [`NameId`] belongs to the file it came from.
#![expect(
    clippy::as_conversions,
    reason = "32-bit places widen to usize; packed fields are cut on purpose"
)]

mod index;
mod pack;
mod sounds;
mod table;

pub(crate) use index::without_article;
pub use pack::{CountryLine, MAGIC as PACKED_MAGIC, pack};
pub(crate) use sounds::Near;

use crate::fold::KeyHash;
use crate::resolve::distance::Pattern;
use index::{BODY, CODE, NAME, NO_DEGREE, NONE, SECTIONS, Section};
use rustc_hash::FxHashMap;
use sounds::{Astray, Sounds};
use table::Table;
use vocabulary::{
    Authority, AuthorityCode, Country, Directory, Kind, Language, Level, Name, NameUse, Point, Population,
    Scheme, Succession,
};

/// Why a gazetteer file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GazetteerError {
    /// Not a gazetteer at all.
    #[error("this is not a gazetteer file; `jumelage gazetteer build` makes one")]
    NotAGazetteer,
    /// A gazetteer of another version.
    #[error(
        "the gazetteer has format version “{found}”, this program reads “{known}”; build it anew with `jumelage gazetteer build`"
    )]
    OtherVersion {
        /// The version byte found.
        found: char,
        /// The version this program reads.
        known: char,
    },
    /// Cut short or changed.
    #[error(
        "the gazetteer is damaged in its part “{part}”, perhaps cut short; fetch or build it anew, or remove the cached copy"
    )]
    Damaged {
        /// Which part.
        part: &'static str,
    },
}

impl GazetteerError {
    fn not_ours(file: &[u8], magic: [u8; 8]) -> Self {
        match (file.split_at_checked(7), magic) {
            (Some((head, rest)), [own @ .., known]) if head == own && !rest.is_empty() => {
                Self::OtherVersion {
                    found: rest.first().copied().map_or('?', char::from),
                    known: char::from(known),
                }
            }
            _ => Self::NotAGazetteer,
        }
    }
}

/// A number that changes with the code that makes the searchable form: a cache made by other code is not read.
pub fn index_version() -> u64 {
    let code = [
        include_str!("index.rs"),
        include_str!("sounds.rs"),
        include_str!("table.rs"),
        include_str!("pack.rs"),
        include_str!("../fold.rs"),
        include_str!("../../data/type_words.tsv"),
    ];
    code.iter().fold(0, |version, text| {
        crate::fold::mix(version ^ crate::fold::hash(text.as_bytes()))
    })
}

/// Turns the packed form into the searchable one; takes a second or two and is done once per version.
pub fn searchable(packed: &[u8]) -> Result<Vec<u8>, GazetteerError> {
    pack::unpack(packed).map(|contents| index::index(&contents))
}

/// A body of one gazetteer file, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BodyId(u32);

impl BodyId {
    /// Whoever a document names and no list has, by its place among those of the document: the gazetteer knows nothing
    /// of it, neither country nor inhabitants nor point, and takes it for a municipality.
    pub(crate) fn stranger(place: u32) -> Self {
        Self((u32::MAX - 1).saturating_sub(place))
    }
}

/// A name of one gazetteer file, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(u32);

/// A name found under a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The name.
    pub name: NameId,
    /// The place of its body's country, for passing over other countries cheaply.
    pub country: CountryId,
    /// The key is the name without its type words.
    pub is_bare: bool,
}

/// A country of one gazetteer file, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CountryId(u8);

/// The searchable gazetteer over the bytes of its file.
#[derive(Debug, Clone)]
pub struct Gazetteer<'a> {
    bodies: &'a [u32],
    names: &'a [u32],
    codes: &'a [u32],
    parents: &'a [u32],
    pool: &'a [u8],
    by_code: Table<'a>,
    plain: Table<'a>,
    head: Table<'a>,
    sounds: Sounds<'a>,
    letters: Sounds<'a>,
    countries: Vec<(Country, &'a str)>,
    country_places: FxHashMap<Country, CountryId>,
    sources: Vec<&'a str>,
    languages: Vec<Option<Language>>,
    sizes: &'a [u8],
}

impl<'a> Gazetteer<'a> {
    /// Opens the searchable form; the bytes must start at a multiple of four in memory, as a mapped file does.
    pub fn open(file: &'a [u8]) -> Result<Self, GazetteerError> {
        let rest = file
            .strip_prefix(index::MAGIC)
            .ok_or_else(|| GazetteerError::not_ours(file, *index::MAGIC))?;
        let damaged = |part| GazetteerError::Damaged { part };
        let (length, mut rest) = rest.split_first_chunk::<8>().ok_or(damaged("header"))?;
        if u64::from_le_bytes(*length) != file.len() as u64 {
            return Err(damaged("length"));
        }
        let mut sections: [&'a [u8]; SECTIONS] = [&[]; SECTIONS];
        for section in &mut sections {
            let (offset, after) = rest.split_first_chunk::<8>().ok_or(damaged("header"))?;
            let (length, after) = after.split_first_chunk::<8>().ok_or(damaged("header"))?;
            let start = usize::try_from(u64::from_le_bytes(*offset)).map_err(|_| damaged("header"))?;
            let length = usize::try_from(u64::from_le_bytes(*length)).map_err(|_| damaged("header"))?;
            *section = start
                .checked_add(length)
                .and_then(|end| file.get(start..end))
                .ok_or(damaged("header"))?;
            rest = after;
        }
        Self::over(&sections)
    }

    fn over(sections: &[&'a [u8]; SECTIONS]) -> Result<Self, GazetteerError> {
        let section = |which: Section| sections.get(which as usize).copied().unwrap_or_default();
        let numbers = |which: Section, part| {
            bytemuck::try_cast_slice::<u8, u32>(section(which)).map_err(|_| GazetteerError::Damaged { part })
        };
        let lines = |which: Section, part| {
            std::str::from_utf8(section(which))
                .map(str::lines)
                .map_err(|_| GazetteerError::Damaged { part })
        };
        let table = |directory: Section, entries: Section, part| {
            Table::over(numbers(directory, part)?, numbers(entries, part)?)
                .ok_or(GazetteerError::Damaged { part })
        };
        // The seven sections of one table follow each other.
        let spelled = |first: Section, astray, part| {
            let at = |step: usize| {
                let bytes = sections.get(first as usize + step).copied().unwrap_or_default();
                bytemuck::try_cast_slice::<u8, u32>(bytes).map_err(|_| GazetteerError::Damaged { part })
            };
            let pool = sections.get(first as usize + 3).copied().unwrap_or_default();
            Sounds::over((at(0)?, at(1)?, at(2)?, pool, at(4)?, at(5)?, at(6)?), astray)
                .ok_or(GazetteerError::Damaged { part })
        };
        let countries = lines(Section::Countries, "countries")?.map(|line| {
            let (code, names) = line.split_once('\t')?;
            Some((code.parse().ok()?, names))
        });
        let countries: Vec<(Country, &str)> = countries
            .collect::<Option<_>>()
            .ok_or(GazetteerError::Damaged { part: "countries" })?;
        let mut country_places = FxHashMap::default();
        for ((country, _), place) in countries.iter().zip(0..=u8::MAX) {
            country_places.entry(*country).or_insert(CountryId(place));
        }
        Ok(Self {
            bodies: numbers(Section::Bodies, "bodies")?,
            names: numbers(Section::Names, "names")?,
            codes: numbers(Section::Codes, "codes")?,
            parents: numbers(Section::Parents, "parents")?,
            pool: section(Section::Pool),
            by_code: table(Section::CodeDirectory, Section::CodeEntries, "codes")?,
            plain: table(Section::PlainDirectory, Section::PlainEntries, "plain keys")?,
            head: table(Section::HeadDirectory, Section::HeadEntries, "first words")?,
            sounds: spelled(Section::SoundSigns, Astray::Left, "sounds")?,
            letters: spelled(Section::LetterSigns, Astray::Found, "letters")?,
            countries,
            country_places,
            sources: lines(Section::Sources, "sources")?.collect(),
            languages: lines(Section::Languages, "languages")?
                .map(|line| line.parse().ok())
                .collect(),
            sizes: section(Section::Sizes),
        })
    }

    /// How many bodies there are.
    pub fn len(&self) -> usize {
        (self.bodies.len() / BODY).saturating_sub(1)
    }

    /// Whether there is no body at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many names there are.
    pub fn name_count(&self) -> usize {
        self.names.len() / NAME
    }

    /// Every body, by place.
    pub fn bodies(&self) -> impl Iterator<Item = BodyId> + use<> {
        (0..self.len() as u32).map(BodyId)
    }

    /// The body with this code, primary or not.
    pub fn body_of(&self, code: &AuthorityCode) -> Option<BodyId> {
        let hash = index::code_hash(pack::scheme_place(code), code.official());
        let mut found = self.by_code.find(hash).map(BodyId);
        found.find(|body| self.codes_of(*body).any(|held| held == *code))
    }

    /// Names whose plain key (spaces aside) is `plain`, of the most populous bodies first.
    pub(crate) fn named(&self, plain: &[u8]) -> impl Iterator<Item = Found> + use<'a> {
        self.plain.find(crate::fold::hash(plain)).map(found)
    }

    /// Whether a name has the plain key with this hash.
    pub(crate) fn has_name(&self, key: KeyHash) -> bool {
        self.plain.find(key.end()).next().is_some()
    }

    /// Longer names that begin with the words of the plain key.
    pub(crate) fn beginning(&self, plain: &[u8]) -> impl Iterator<Item = Found> + use<'a> {
        self.head.find(crate::fold::hash(plain)).map(found)
    }

    /// Entries that sound like the fold key, of one country or of all.
    pub(crate) fn sounding(&self, key: &[u8], country: Option<CountryId>, found: &mut Vec<Near>) {
        self.sounds.same(key, country.map(|country| country.0), found);
    }

    /// Whether a name sounds like this folded key; `found` is room to use.
    pub(crate) fn has_sound(&self, key: &[u8], found: &mut Vec<Near>) -> bool {
        found.clear();
        self.sounding(key, None, found);
        !found.is_empty()
    }

    /// Names whose letters are one slip from these, and many that are two from them.
    pub(crate) fn astray(
        &self,
        letters: &[u8],
        country: Option<CountryId>,
        pattern: &Pattern,
        found: &mut Vec<Near>,
    ) {
        self.letters
            .astray(letters, country.map(|country| country.0), pattern, found);
    }

    /// Every name whose letters are within so many slips of these.
    pub(crate) fn spelled_within(
        &self,
        letters: &[u8],
        country: Option<CountryId>,
        (pattern, most): (&Pattern, usize),
        found: &mut Vec<Near>,
    ) {
        self.letters
            .scan(letters, country.map(|country| country.0), (pattern, most), found);
    }

    /// Every name whose sound is within so many slips of the fold key.
    pub(crate) fn sounding_within(
        &self,
        key: &[u8],
        country: Option<CountryId>,
        (pattern, most): (&Pattern, usize),
        found: &mut Vec<Near>,
    ) {
        self.sounds
            .scan(key, country.map(|country| country.0), (pattern, most), found);
    }

    /// Names that begin with these letters and have a few more.
    pub(crate) fn continuing(
        &self,
        letters: &[u8],
        country: Option<CountryId>,
        more: usize,
        found: &mut Vec<Near>,
    ) {
        self.letters
            .beginning(letters, country.map(|country| country.0), more, found);
    }

    /// The name under which a key stands.
    pub(crate) fn name_spelled(&self, near: Near) -> NameId {
        NameId(self.letters.name(near.entry))
    }

    /// The name that sounds like a key.
    pub(crate) fn name_sounding(&self, near: Near) -> NameId {
        NameId(self.sounds.name(near.entry))
    }

    /// Whether the body is in this file, no stranger.
    fn has(&self, body: BodyId) -> bool {
        (body.0 as usize) < self.len()
    }

    fn word(&self, body: BodyId, field: usize) -> u32 {
        self.bodies
            .get(body.0 as usize * BODY + field)
            .copied()
            .unwrap_or(NONE)
    }

    fn range(&self, body: BodyId, field: usize) -> std::ops::Range<u32> {
        let end = self.word(BodyId(body.0.saturating_add(1)), field);
        let start = self.word(body, field);
        if start <= end && end != NONE {
            start..end
        } else {
            0..0
        }
    }

    fn bytes(&self, offset: u32, length: u32) -> &'a [u8] {
        let start = offset as usize;
        self.pool.get(start..start + length as usize).unwrap_or_default()
    }

    fn slice(&self, offset: u32, length: u32) -> &'a str {
        std::str::from_utf8(self.bytes(offset, length)).unwrap_or_default()
    }

    /// Its codes, the primary one first.
    pub fn codes_of(&self, body: BodyId) -> impl Iterator<Item = AuthorityCode> + use<'_, 'a> {
        self.range(body, 0).filter_map(|at| {
            let row = self.codes.get(at as usize * CODE..)?;
            let (offset, packed) = (*row.first()?, *row.get(1)?);
            let scheme = Scheme::ALL.get((packed & 0xFF) as usize)?;
            AuthorityCode::new(*scheme, self.slice(offset, packed >> 8)).ok()
        })
    }

    /// Its primary code.
    pub fn code_of(&self, body: BodyId) -> AuthorityCode {
        let unknown = || AuthorityCode::new(Scheme::Own, "unknown").expect("a well-formed code");
        self.codes_of(body).next().unwrap_or_else(unknown)
    }

    /// Its names, the official one first.
    pub fn names_of(&self, body: BodyId) -> impl Iterator<Item = NameId> + use<> {
        self.range(body, 1).map(NameId)
    }

    /// Its official name.
    pub fn name_of(&self, body: BodyId) -> &'a str {
        self.names_of(body).next().map_or("", |name| self.text(name))
    }

    fn name_row(&self, name: NameId) -> (u32, u32, u32) {
        match self.names.get(name.0 as usize * NAME..) {
            Some([offset, packed, body, ..]) => (*offset, *packed, *body),
            _ => (0, 0, NONE),
        }
    }

    /// A little of all that candidates are scored by. What lies far apart is seldom at hand: read for all candidates before
    /// the first is scored, it is waited for at once.
    pub(crate) fn fetch(&self, candidates: impl Iterator<Item = (NameId, BodyId)>) {
        let read = candidates.map(|(name, body)| {
            let (offset, _, _) = self.name_row(name);
            let letter = self.pool.get(offset as usize).copied().unwrap_or_default();
            u32::from(letter ^ self.size_step(body)) ^ self.word(body, 2) ^ self.word(body, 8)
        });
        std::hint::black_box(read.fold(0, |all, one| all ^ one));
    }

    /// The text of a name.
    pub fn text(&self, name: NameId) -> &'a str {
        let (offset, packed, _) = self.name_row(name);
        self.slice(offset, packed >> 16)
    }

    /// Whether the text of a name is this one.
    pub(crate) fn is_text(&self, name: NameId, written: &str) -> bool {
        let (offset, packed, _) = self.name_row(name);
        self.bytes(offset, packed >> 16) == written.as_bytes()
    }

    /// How a name is used.
    pub fn name_use(&self, name: NameId) -> NameUse {
        let (_, packed, _) = self.name_row(name);
        pack::USES
            .get((packed & 0xFF) as usize)
            .copied()
            .unwrap_or(NameUse::Alias)
    }

    /// The language of a name, where known.
    pub fn language(&self, name: NameId) -> Option<Language> {
        let (_, packed, _) = self.name_row(name);
        self.languages
            .get((packed >> 8 & 0xFF) as usize)
            .copied()
            .flatten()
    }

    /// Whose name it is.
    pub fn body_named(&self, name: NameId) -> BodyId {
        BodyId(self.name_row(name).2)
    }

    /// Its kind.
    pub fn kind(&self, body: BodyId) -> Kind {
        let first = || Kind::at(0).expect("the table of kinds is not empty");
        Kind::at((self.word(body, 8) & 0xFF) as u8).unwrap_or_else(first)
    }

    /// The level of its kind.
    pub fn level(&self, body: BodyId) -> Level {
        if self.has(body) {
            self.kind(body).level()
        } else {
            Level::Municipality
        }
    }

    /// Its country, by place.
    pub fn country_id(&self, body: BodyId) -> CountryId {
        CountryId((self.word(body, 8) >> 8 & 0xFF) as u8)
    }

    /// Its country.
    pub fn country(&self, body: BodyId) -> Option<Country> {
        self.countries
            .get(usize::from(self.country_id(body).0))
            .map(|(country, _)| *country)
    }

    /// The place of a country in this file.
    pub fn country_place(&self, country: Country) -> Option<CountryId> {
        self.country_places.get(&country).copied()
    }

    /// Every country with its names as `(language, name)`.
    pub fn countries(&self) -> impl Iterator<Item = (Country, impl Iterator<Item = (&'a str, &'a str)>)> {
        self.countries.iter().map(|(country, names)| {
            (
                *country,
                names.split('\t').filter_map(|part| part.split_once('=')),
            )
        })
    }

    /// The name of a country in a language, the first one listed.
    pub fn country_name(&self, country: Country, language: Language) -> Option<&'a str> {
        let (_, names) = self.countries.iter().find(|(known, _)| *known == country)?;
        names
            .split('\t')
            .filter_map(|part| part.split_once('='))
            .find(|(l, _)| *l == language.as_str())
            .map(|(_, n)| n)
    }

    /// The bodies it belongs to, nearest first.
    pub fn parents(&self, body: BodyId) -> impl Iterator<Item = BodyId> + use<'a> {
        let range = self.range(body, 2);
        let parents = self.parents;
        range.filter_map(move |at| parents.get(at as usize).copied().map(BodyId))
    }

    /// Whether a body is a division whose ISO 3166-2 code ends so: “WA” of `iso-US-WA`.
    pub(crate) fn has_division_code(&self, body: BodyId, end: &str) -> bool {
        let mut codes = self.codes_of(body).filter(|code| code.scheme() == Scheme::Iso);
        codes.any(|code| code.official().split_once('-').is_some_and(|(_, own)| own == end))
    }

    /// Inhabitants, 0 where unknown.
    pub fn population(&self, body: BodyId) -> u32 {
        Some(self.word(body, 3)).filter(|_| self.has(body)).unwrap_or(0)
    }

    /// How large it is for ranking: the decimal logarithm of its inhabitants, for a division without a number in the
    /// lists of those of the places inside it.
    pub(crate) fn size(&self, body: BodyId) -> Option<f32> {
        let step = self.size_step(body);
        (step > 0).then(|| f32::from(step - 1) / index::SIZE as f32)
    }

    /// The same in steps of the file, 0 where nothing is known.
    pub(crate) fn size_step(&self, body: BodyId) -> u8 {
        self.sizes.get(body.0 as usize).copied().unwrap_or(0)
    }

    /// Where it is, as degrees north and east.
    pub fn point(&self, body: BodyId) -> Option<(f32, f32)> {
        let (north, east) = (self.word(body, 4).cast_signed(), self.word(body, 5).cast_signed());
        let is_measured = north != NO_DEGREE && east != NO_DEGREE && self.has(body);
        is_measured.then_some((north as f32 / 10_000.0, east as f32 / 10_000.0))
    }

    /// The settlement it is governed from.
    pub fn seat(&self, body: BodyId) -> Option<BodyId> {
        Some(self.word(body, 6))
            .filter(|place| (*place as usize) < self.len())
            .map(BodyId)
    }

    /// What it became.
    pub fn successor(&self, body: BodyId) -> Option<BodyId> {
        Some(self.word(body, 7))
            .filter(|place| (*place as usize) < self.len())
            .map(BodyId)
    }

    /// Whether it is flagged as occupied.
    pub fn occupied(&self, body: BodyId) -> bool {
        self.has(body) && self.word(body, 8) >> 24 & 2 != 0
    }

    /// Everything known of a body.
    pub fn describe(&self, body: BodyId) -> Option<Authority> {
        let packed = self.word(body, 8);
        let point = self.point(body).map(|(latitude, longitude)| Point {
            latitude,
            longitude,
            approximate: packed >> 24 & 1 != 0,
        });
        let succession = self.successor(body).map(|successor| Succession {
            kind: pack::SUCCESSIONS
                .get(self.word(body, 9) as usize)
                .copied()
                .unwrap_or(vocabulary::SuccessionKind::Merged),
            successor: self.code_of(successor),
            on: None,
        });
        let name = |name: NameId| Name {
            text: self.text(name).to_owned(),
            language: self.language(name),
            name_use: self.name_use(name),
        };
        Some(Authority {
            codes: self.codes_of(body).collect(),
            kind: self.kind(body),
            country: self.country(body)?,
            names: self.names_of(body).map(name).collect(),
            parents: self.parents(body).map(|parent| self.code_of(parent)).collect(),
            population: Some(self.population(body))
                .filter(|n| *n > 0)
                .map(|inhabitants| Population { inhabitants }),
            point,
            seat: self.seat(body).map(|seat| self.code_of(seat)),
            occupied: self.occupied(body),
            succession,
            source: self
                .sources
                .get((packed >> 16 & 0xFF) as usize)
                .copied()
                .unwrap_or_default()
                .to_owned(),
        })
    }
}

impl Directory for Gazetteer<'_> {
    fn authority(&self, code: &AuthorityCode) -> Option<Authority> {
        self.body_of(code).and_then(|body| self.describe(body))
    }
}

fn found(value: u32) -> Found {
    Found {
        name: NameId((value & !index::BARE) >> 8),
        country: CountryId((value & 0xFF) as u8),
        is_bare: value & index::BARE != 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(code: &str, kind: &str, name: &str, population: u32, parents: &[&str]) -> Authority {
        Authority {
            codes: vec![code.parse().unwrap()],
            kind: kind.parse().unwrap(),
            country: Country::FR,
            names: vec![Name {
                text: name.to_owned(),
                language: Some(Language::FR),
                name_use: NameUse::Official,
            }],
            parents: parents.iter().map(|parent| parent.parse().unwrap()).collect(),
            population: Some(Population {
                inhabitants: population,
            }),
            point: Some(Point {
                latitude: 43.6,
                longitude: 1.44,
                approximate: false,
            }),
            seat: None,
            occupied: false,
            succession: None,
            source: "sample".to_owned(),
        }
    }

    fn sample() -> Vec<u8> {
        let bodies = [
            body("fr-com-31555", "commune", "Toulouse", 500_000, &["fr-dep-31"]),
            body("fr-com-31467", "commune", "Saint-Alban", 6_000, &["fr-dep-31"]),
            body("fr-dep-31", "departement", "Haute-Garonne", 1_400_000, &[]),
        ];
        pack(&bodies, &[("FR".to_owned(), "fr=France\ten=France".to_owned())])
    }

    #[test]
    fn what_was_packed_is_found_by_code_and_by_name() {
        let file = searchable(&sample()).unwrap();
        let gazetteer = Gazetteer::open(&file).unwrap();
        assert_eq!(gazetteer.len(), 3);
        let code: AuthorityCode = "fr-com-31467".parse().unwrap();
        let saint_alban = gazetteer.authority(&code).unwrap();
        assert_eq!(
            saint_alban,
            body("fr-com-31467", "commune", "Saint-Alban", 6_000, &["fr-dep-31"])
        );
        let key = crate::fold::plain_key("St Alban");
        let named: Vec<_> = gazetteer
            .named(key.as_bytes())
            .map(|f| gazetteer.body_named(f.name))
            .collect();
        assert_eq!(named, [gazetteer.body_of(&code).unwrap()]);
        assert_eq!(gazetteer.beginning(b"haute").count(), 1);
    }

    #[test]
    fn a_file_cut_anywhere_is_refused_and_never_panics() {
        let packed = sample();
        for length in 0..packed.len() {
            assert!(searchable(&packed[..length]).is_err(), "cut at {length}");
        }
        let file = searchable(&packed).unwrap();
        for length in (0..file.len()).step_by(7) {
            assert!(Gazetteer::open(&file[..length]).is_err(), "cut at {length}");
        }
    }

    #[test]
    fn another_version_is_named_in_the_message() {
        let mut packed = sample();
        packed[7] = b'9';
        let error = searchable(&packed).unwrap_err();
        assert!(error.to_string().contains("format version “9”"), "{error}");
        assert_eq!(
            searchable(b"hello world").unwrap_err(),
            GazetteerError::NotAGazetteer
        );
    }
}
