//! Candidates: the bodies one of whose names is the written key, sounds like it, begins with it, or is a few letters
//! away.
//!
//! In: a plain key without type words, and the country hints. Out: each body once, with its nearest name.
//!
//! # Invariants
//! The searches run from exact to doubtful and stop when the answer cannot get better; how many names one search may
//! keep is bounded, so that a name that thousands share costs no more than a rare one.

use super::distance::Pattern;
use super::inflect::nominatives;
use super::type_words;
use super::{Hints, Resolver, Scratch};
use crate::fold;
use crate::gazetteer::{BodyId, CountryId, Found, NameId, Near, without_article};
use vocabulary::{AuthorityCode, Country, Level, Scheme};

/// How a name was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// The same plain key.
    Exact,
    /// The same but for a leading article.
    Article,
    /// The same but for the type words of the official name.
    Bare,
    /// The same once a case ending is undone.
    Inflected,
    /// Sounds the same: another script or romanisation.
    Sound,
    /// The first words of a longer name.
    Head,
    /// The beginning of a name whose end is cut off; the number of letters missing.
    Cut(u8),
    /// A few letters astray; the number of slips between the sounds.
    Near(u8),
}

impl How {
    /// Whether the name is only near the written one.
    pub fn is_guess(self) -> bool {
        matches!(self, Self::Near(_) | Self::Head | Self::Cut(_))
    }
}

/// One body with its nearest name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) body: BodyId,
    pub(super) name: NameId,
    pub(super) how: How,
    /// Slips between the letters of the plain keys, where it is a guess.
    pub(super) letters: u8,
    /// Letters of the written key that this hit was found with.
    pub(super) length: u8,
    /// The body has no such name in the script of the written key.
    pub(super) is_other_script: bool,
}

impl Hit {
    /// The nearer of two hits of one body has the less.
    fn closeness(&self) -> (How, u8) {
        match self.how {
            How::Near(slips) => (How::Near(0), slips.saturating_add(self.letters)),
            how => (how, self.letters),
        }
    }
}

/// Names astray, each with the entry it was found under.
type Astray = Vec<(Near, NameId)>;

/// The hits of one written name.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) hits: Vec<Hit>,
    /// Bodies that cannot be meant.
    pub(super) without: Vec<BodyId>,
}

/// Most names that one exact search looks at.
const EXACT_LIMIT: usize = 200;
/// Most names that one search by first words or by undone endings looks at.
const GUESS_LIMIT: usize = 60;
/// Most names astray that are judged letter by letter.
const ASTRAY_LIMIT: usize = 20;
/// Most countries of a document that are gone through name by name.
const ABOUT_LIMIT: usize = 16;
/// Most letters that the end of a name may miss where nothing says that it is cut off.
const CUT: usize = 5;
/// First letters that a district has in common with the town it is called after.
const SEATED: usize = 5;
/// Most letters that may follow “…”.
const OPEN_END: usize = 24;

/// What the searches keep to.
struct Only<'h> {
    /// The country given, if one is.
    given: Option<CountryId>,
    /// The countries worth going through name by name: the one given, else those the document is about.
    near: Vec<CountryId>,
    hints: &'h Hints,
}

impl<'h> Only<'h> {
    fn of(resolver: &Resolver<'_>, hints: &'h Hints) -> Self {
        let place = |country: &Country| resolver.gazetteer().country_place(*country);
        let given = hints.country.as_ref().and_then(place);
        let near = match given {
            Some(given) => vec![given],
            None => hints
                .countries
                .iter()
                .take(ABOUT_LIMIT)
                .filter_map(place)
                .collect(),
        };
        Self { given, near, hints }
    }

    fn allows(&self, found: Found) -> bool {
        self.given.is_none_or(|given| given == found.country)
    }

    /// Does something for each country worth going through, or once for all where nothing is known.
    fn each(&self, mut search: impl FnMut(Option<CountryId>)) {
        self.near.iter().for_each(|country| search(Some(*country)));
        if self.is_open() {
            search(None);
        }
    }

    /// Whether the name may be one of those that Germans and Poles spell in their own way.
    fn may_be_slavic(&self) -> bool {
        let known = self.hints.country.iter().chain(&self.hints.countries);
        known.clone().next().is_none() || known.clone().any(|country| *country == Country::UA)
    }

    /// Whether nothing is known of the country.
    fn is_open(&self) -> bool {
        self.given.is_none() && self.hints.countries.is_empty()
    }
}

/// Most slips that still speak for a name with so many letters in its sound.
fn bound(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=9 => 2,
        _ => 3,
    }
}

impl Gathered {
    /// Whether a name was found that is the written one, in a country that the hints allow for.
    pub(super) fn is_sure(&self, resolver: &Resolver<'_>, hints: &Hints) -> bool {
        let is_written = |hit: &Hit| matches!(hit.how, How::Exact | How::Article | How::Bare);
        self.hits
            .iter()
            .any(|hit| is_written(hit) && is_near_home(hit, resolver, hints))
    }

    /// The first-level divisions whose official code is written: “NRW” is in no list, “NW” and “ZH” are.
    pub(super) fn coded(&mut self, resolver: &Resolver<'_>, written: &str, hints: &Hints) {
        let is_code =
            (2..=3).contains(&written.len()) && written.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_code {
            return;
        }
        let gazetteer = resolver.gazetteer();
        for country in hints.country.iter().chain(&hints.countries) {
            let code = AuthorityCode::new(Scheme::Iso, &format!("{country}-{written}"));
            let body = code.ok().and_then(|code| gazetteer.body_of(&code));
            if let Some((body, name)) = body.and_then(|body| Some((body, gazetteer.names_of(body).next()?))) {
                self.add_hit(Hit {
                    body,
                    name,
                    how: How::Exact,
                    letters: 0,
                    length: 0,
                    is_other_script: false,
                });
            }
        }
    }

    /// Searches for the key itself.
    pub(super) fn exact(&mut self, resolver: &Resolver<'_>, key: &str, hints: &Hints) {
        let only = Only::of(resolver, hints);
        let gazetteer = resolver.gazetteer();
        let known = self.hits.len();
        let named = |key: &[u8]| gazetteer.named(key).filter(|f| only.allows(*f)).take(EXACT_LIMIT);
        self.add(resolver, named(key.as_bytes()), How::Exact);
        if let Some(bare) = without_article(key.as_bytes()) {
            self.add(resolver, named(bare), How::Article);
        }
        // An exact short name does not exclude longer ones that begin so: the document decides (“Gagnac”).
        if self.hits.len() > known && key.len() > 3 {
            self.heads(resolver, key, &only);
        }
    }

    fn heads(&mut self, resolver: &Resolver<'_>, key: &str, only: &Only<'_>) {
        let heads = resolver.gazetteer().beginning(key.as_bytes());
        let heads = heads.filter(|found| only.allows(*found)).take(GUESS_LIMIT);
        self.add(resolver, heads, How::Head);
    }

    /// Searches around the key: case endings undone, scanned digits read as letters, sounds, first words, letters astray.
    pub(super) fn look_further(
        &mut self,
        resolver: &Resolver<'_>,
        (key, is_cut): (&str, bool),
        hints: &Hints,
        scratch: &mut Scratch,
    ) {
        let only = Only::of(resolver, hints);
        let gazetteer = resolver.gazetteer();
        let letters = Letters::of(key);
        let bases = if is_cut { Vec::new() } else { nominatives(key) };
        let known = self.hits.len();
        for base in &bases {
            let found = gazetteer.named(base.as_bytes());
            let found = found.filter(|found| only.allows(*found)).take(GUESS_LIMIT);
            self.guess(
                resolver,
                found.map(|found| (found.name, How::Inflected)),
                &letters,
                scratch,
            );
        }
        // A name in the nominative that only sounds like one of a list is not worth a name that stands in one.
        if letters.is_cyrillic && self.hits.len() == known {
            for base in &bases {
                self.sounding(resolver, (base, How::Inflected), (&only, &letters), scratch);
            }
        }
        if let Some(read) = unscanned(key) {
            let found = gazetteer.named(read.as_bytes());
            let found = found.filter(|found| only.allows(*found)).take(GUESS_LIMIT);
            self.guess(
                resolver,
                found.map(|found| (found.name, How::Sound)),
                &letters,
                scratch,
            );
        }
        self.sounding(resolver, (key, How::Sound), (&only, &letters), scratch);
        if !is_cut && self.hits.is_empty() && fold::fold_slavic(key.as_bytes(), &mut scratch.sound) {
            self.of_sound(resolver, How::Sound, (&only, &letters), scratch);
        }
        self.heads(resolver, key, &only);
        let is_weak = |hit: &Hit| {
            let is_far = hit.how == How::Head || (hit.how == How::Sound && hit.letters > 0);
            is_far || !is_near_home(hit, resolver, hints)
        };
        if is_cut || self.hits.iter().all(is_weak) {
            self.astray(resolver, (&letters, is_cut), &only, scratch);
        }
    }

    /// Searches for names that sound like the key.
    fn sounding(
        &mut self,
        resolver: &Resolver<'_>,
        (key, how): (&str, How),
        asked: (&Only<'_>, &Letters<'_>),
        scratch: &mut Scratch,
    ) {
        fold::fold(key.as_bytes(), &mut scratch.sound);
        self.of_sound(resolver, how, asked, scratch);
    }

    /// Searches for names of the sound in the buffer.
    fn of_sound(
        &mut self,
        resolver: &Resolver<'_>,
        how: How,
        (only, letters): (&Only<'_>, &Letters<'_>),
        scratch: &mut Scratch,
    ) {
        let gazetteer = resolver.gazetteer();
        let mut same = std::mem::take(&mut scratch.near);
        same.clear();
        gazetteer.sounding(&scratch.sound, only.given, &mut same);
        let names = same.iter().take(EXACT_LIMIT);
        let names = names.map(|near| (gazetteer.name_sounding(*near), how));
        self.guess(resolver, names, letters, scratch);
        scratch.near = same;
    }

    /// Searches for names a few letters away: one slip by look-up, more by going through the countries in question.
    fn astray(
        &mut self,
        resolver: &Resolver<'_>,
        (letters, is_cut): (&Letters<'_>, bool),
        only: &Only<'_>,
        scratch: &mut Scratch,
    ) {
        let gazetteer = resolver.gazetteer();
        let mut found = Astray::new();
        let mut near = std::mem::take(&mut scratch.near);
        near.clear();
        if !is_cut {
            gazetteer.astray(&letters.spelled, only.given, &letters.pattern, &mut near);
            let most = bound(letters.spelled.len());
            near.retain(|near| usize::from(near.slips) <= most);
            let is_close = |near: &Near| {
                let country = gazetteer.country_id(gazetteer.body_named(gazetteer.name_spelled(*near)));
                near.slips == 1 && (only.is_open() || only.near.contains(&country))
            };
            let is_close = near.iter().any(is_close);
            if most > 1 && !is_close {
                only.each(|country| {
                    gazetteer.spelled_within(&letters.spelled, country, (&letters.pattern, most), &mut near);
                });
            }
            let is_near = near.iter().any(|near| near.slips <= 2);
            found.extend(near.drain(..).map(|near| (near, gazetteer.name_spelled(near))));
            if !(is_close || is_near && letters.length < 9) {
                sounding_near(resolver, (letters, is_near), only, (&mut near, &mut found));
            }
        }
        let is_found = !found.is_empty();
        self.judge(resolver, (letters, only), (found, How::Near), scratch);
        if is_cut || (letters.spelled.len() > 4 && !only.hints.whole) {
            let more = if is_cut { OPEN_END } else { CUT };
            near.clear();
            for country in &only.near {
                gazetteer.continuing(&letters.spelled, Some(*country), more, &mut near);
            }
            if only.is_open() && !is_found {
                gazetteer.continuing(&letters.spelled, None, more, &mut near);
            }
            let ends = near
                .drain(..)
                .map(|near| (near, gazetteer.name_spelled(near)))
                .collect();
            self.judge(resolver, (letters, only), (ends, How::Cut), scratch);
        }
        scratch.near = near;
    }

    /// Keeps the nearest of the names astray, those in the countries in question and the larger bodies first.
    fn judge(
        &mut self,
        resolver: &Resolver<'_>,
        (letters, only): (&Letters<'_>, &Only<'_>),
        (mut found, how): (Astray, fn(u8) -> How),
        scratch: &mut Scratch,
    ) {
        let gazetteer = resolver.gazetteer();
        if found.len() > ASTRAY_LIMIT {
            found.sort_by_cached_key(|(near, name)| {
                let body = gazetteer.body_named(*name);
                let is_abroad = !only.is_open() && !only.near.contains(&gazetteer.country_id(body));
                let size = gazetteer.size_step(body);
                (near.slips, is_abroad, std::cmp::Reverse(size), *name)
            });
            found.dedup_by_key(|(_, name)| *name);
            found.truncate(ASTRAY_LIMIT);
        }
        let names = found.iter().map(|(near, name)| (*name, how(near.slips)));
        self.guess(resolver, names, letters, scratch);
    }

    /// Adds names that are not the written one letter by letter, with their slips counted.
    fn guess(
        &mut self,
        resolver: &Resolver<'_>,
        names: impl Iterator<Item = (NameId, How)>,
        letters: &Letters<'_>,
        scratch: &mut Scratch,
    ) {
        for (name, how) in names {
            let body = resolver.gazetteer().body_named(name);
            let slips = letters.slips(resolver, (name, how), scratch);
            let how = match how {
                How::Near(_) => How::Near(
                    letters
                        .sound_pattern
                        .slips(&scratch.other_fold)
                        .try_into()
                        .unwrap_or(u8::MAX),
                ),
                other => other,
            };
            let (letters_astray, is_other_script) = match (slips, how) {
                (Some(slips), _) => (slips, false),
                (None, How::Near(slips) | How::Cut(slips)) => (slips, true),
                (None, _) => (0, true),
            };
            self.add_hit(Hit {
                body,
                name,
                how,
                letters: letters_astray,
                length: letters.length,
                is_other_script,
            });
        }
    }

    /// Adds the districts that are called after a town found: “Rajon Nikopol” is the one whose name is an adjective of it.
    pub(super) fn seated(&mut self, resolver: &Resolver<'_>) {
        let gazetteer = resolver.gazetteer();
        let is_town = |hit: &&Hit| {
            !hit.how.is_guess()
                && matches!(gazetteer.level(hit.body), Level::Municipality | Level::Settlement)
        };
        let mut districts = Vec::new();
        for town in self.hits.iter().filter(is_town) {
            let parents = gazetteer.parents(town.body);
            let of_town = parents.filter(|parent| gazetteer.level(*parent) == Level::Second);
            for district in of_town {
                let name = gazetteer.names_of(district).next();
                let is_of_it = |name: &NameId| {
                    let (own, other) = (gazetteer.name_of(town.body), gazetteer.text(*name));
                    own.chars()
                        .zip(other.chars())
                        .take(SEATED)
                        .filter(|(a, b)| a == b)
                        .count()
                        == SEATED
                };
                districts.extend(name.filter(is_of_it).map(|name| Hit {
                    body: district,
                    name,
                    how: town.how.max(How::Bare),
                    ..*town
                }));
            }
        }
        for hit in districts {
            self.add_hit(hit);
        }
    }

    /// Adds the bodies behind the names that are the written one.
    fn add(&mut self, resolver: &Resolver<'_>, found: impl Iterator<Item = Found>, how: How) {
        for found in found {
            self.add_hit(Hit {
                body: resolver.gazetteer().body_named(found.name),
                name: found.name,
                how: if found.is_bare { how.max(How::Bare) } else { how },
                letters: 0,
                length: 0,
                is_other_script: false,
            });
        }
    }

    /// Adds a body, once, with the nearest of its names.
    fn add_hit(&mut self, hit: Hit) {
        if self.without.contains(&hit.body) {
            return;
        }
        match self.hits.iter_mut().find(|known| known.body == hit.body) {
            Some(known) if hit.closeness() < known.closeness() => *known = hit,
            Some(_) => {}
            None => self.hits.push(hit),
        }
    }
}

/// The written key, made ready to be compared by letters and by sound.
struct Letters<'k> {
    key: &'k str,
    spelled: Vec<u8>,
    pattern: Pattern,
    sound: Vec<u8>,
    sound_pattern: Pattern,
    is_cyrillic: bool,
    length: u8,
}

impl<'k> Letters<'k> {
    fn of(key: &'k str) -> Self {
        let (mut spelled, mut sound) = (Vec::with_capacity(key.len()), Vec::with_capacity(key.len()));
        fold::letters(key.as_bytes(), &mut spelled);
        fold::fold(key.as_bytes(), &mut sound);
        Self {
            key,
            pattern: Pattern::of(&spelled),
            sound_pattern: Pattern::of(&sound),
            is_cyrillic: key.chars().any(fold::is_cyrillic),
            length: u8::try_from(spelled.len()).unwrap_or(u8::MAX),
            spelled,
            sound,
        }
    }

    /// The slips between the letters of the key and of a name, type words aside; `None` where the body has no such name
    /// in this script. Leaves the sound of the name in the buffer where it is only near.
    fn slips(
        &self,
        resolver: &Resolver<'_>,
        (name, how): (NameId, How),
        scratch: &mut Scratch,
    ) -> Option<u8> {
        let gazetteer = resolver.gazetteer();
        let mut text = gazetteer.text(name);
        let Scratch {
            plain,
            other,
            other_fold,
            ..
        } = scratch;
        fold::plain(text, plain);
        let is_same_script = |text: &str| text.chars().any(fold::is_cyrillic) == self.is_cyrillic;
        let bare = |plain: &[u8]| {
            let stripped = std::str::from_utf8(plain).ok().and_then(type_words::strip);
            stripped.map(|stripped| stripped.key.as_bytes().to_vec())
        };
        if matches!(how, How::Near(_)) {
            fold::fold(plain, other_fold);
            if let Some(bare) = bare(plain) {
                let whole = self.sound_pattern.slips(other_fold);
                fold::fold(&bare, other);
                if self.sound_pattern.slips(other) < whole {
                    std::mem::swap(other, other_fold);
                }
            }
        }
        if !is_same_script(text) {
            let sound = fold::fold_key(text);
            let mut others = gazetteer
                .names_of(gazetteer.body_named(name))
                .map(|name| gazetteer.text(name));
            text = others.find(|other| is_same_script(other) && fold::fold_key(other) == sound)?;
            fold::plain(text, plain);
        }
        fold::letters(plain, other);
        let mut slips = self.pattern.slips(other);
        if let Some(bare) = bare(plain) {
            fold::letters(&bare, other);
            slips = slips.min(self.pattern.slips(other));
        }
        Some(u8::try_from(slips).unwrap_or(u8::MAX))
    }
}

/// The key with the digits that a scanner takes for letters read as such; `None` if no digit stands beside a letter.
fn unscanned(key: &str) -> Option<String> {
    let read = |letter: char| match letter {
        '0' => 'o',
        '1' => 'l',
        '5' => 's',
        '8' => 'b',
        other => other,
    };
    let is_mixed = |word: &str| {
        word.contains(['0', '1', '5', '8'])
            && word.chars().filter(|letter| letter.is_alphabetic()).count() > 1
    };
    let is_cyrillic = key.chars().any(fold::is_cyrillic);
    key.split(' ').any(is_mixed).then(|| {
        let words = key.split(' ').map(|word| {
            let letters = word
                .chars()
                .map(|letter| match (is_mixed(word), is_cyrillic, letter) {
                    (true, true, '0') => 'о',
                    (true, _, letter) => read(letter),
                    (false, _, letter) => letter,
                });
            letters.collect::<String>()
        });
        words.collect::<Vec<_>>().join(" ")
    })
}

/// Names in another script or romanisation that sound nearly like it.
fn sounding_near(
    resolver: &Resolver<'_>,
    (letters, is_near): (&Letters<'_>, bool),
    only: &Only<'_>,
    (near, found): (&mut Vec<Near>, &mut Astray),
) {
    let gazetteer = resolver.gazetteer();
    let mut scan = |sound: &[u8]| {
        let (most, pattern) = (bound(sound.len()), Pattern::of(sound));
        if most > 0 && !(only.is_open() && is_near) {
            only.each(|country| {
                gazetteer.sounding_within(sound, country, (&pattern, most), near);
            });
        }
        found.extend(near.drain(..).map(|near| (near, gazetteer.name_sounding(near))));
    };
    scan(&letters.sound);
    let mut slavic = Vec::new();
    if only.may_be_slavic() && fold::fold_slavic(letters.key.as_bytes(), &mut slavic) {
        scan(&slavic);
    }
}

/// Whether the body lies in a country that the hints allow for.
fn is_near_home(hit: &Hit, resolver: &Resolver<'_>, hints: &Hints) -> bool {
    let country = resolver.gazetteer().country(hit.body);
    hints.countries.is_empty() || country.is_some_and(|country| hints.countries.contains(&country))
}
