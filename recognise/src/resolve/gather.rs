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
}

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
const ASTRAY_LIMIT: usize = 24;
/// Most letters that the end of a name may miss where nothing says that it is cut off.
const CUT: usize = 5;
/// Most letters that may follow “…”.
const OPEN_END: usize = 24;

/// What the searches keep to.
struct Only<'h> {
    /// The country given, if one is.
    given: Option<CountryId>,
    hints: &'h Hints,
}

impl<'h> Only<'h> {
    fn of(resolver: &Resolver<'_>, hints: &'h Hints) -> Self {
        let given = hints
            .country
            .and_then(|country| resolver.gazetteer().country_place(country));
        Self { given, hints }
    }

    fn allows(&self, found: Found) -> bool {
        self.given.is_none_or(|given| given == found.country)
    }

    /// Whether nothing is known of the country.
    fn is_open(&self) -> bool {
        self.given.is_none() && self.hints.countries.is_empty()
    }

    /// The countries worth going through name by name: the one given, else those the document is about.
    fn near(&self, resolver: &Resolver<'_>) -> impl Iterator<Item = CountryId> {
        let about = self.given.is_none().then_some(&self.hints.countries);
        let about = about.into_iter().flatten().take(4);
        let about = about.filter_map(|country| resolver.gazetteer().country_place(*country));
        self.given.into_iter().chain(about)
    }
}

/// Most slips that still speak for a name with so many letters in its sound.
fn bound(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        6..=8 => 2,
        9..=15 => 3,
        _ => 4,
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
        for nominative in nominatives(key).into_iter().filter(|_| !is_cut) {
            let found = gazetteer.named(nominative.as_bytes());
            let found = found.filter(|found| only.allows(*found)).take(GUESS_LIMIT);
            self.guess(
                resolver,
                found.map(|found| (found.name, How::Inflected)),
                &letters,
                scratch,
            );
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
        fold::fold(key.as_bytes(), &mut scratch.fold);
        let mut same = std::mem::take(&mut scratch.near);
        same.clear();
        gazetteer.sounding(&scratch.fold, only.given, &mut same);
        let sounding = same.iter().take(EXACT_LIMIT);
        let sounding = sounding.map(|near| (gazetteer.name_of_entry(*near), How::Sound));
        self.guess(resolver, sounding, &letters, scratch);
        scratch.near = same;
        if !is_cut && self.hits.is_empty() && fold::fold_slavic(key.as_bytes(), &mut scratch.other) {
            let mut same = std::mem::take(&mut scratch.near);
            same.clear();
            gazetteer.sounding(&scratch.other, only.given, &mut same);
            let sounding = same.iter().take(EXACT_LIMIT);
            let sounding = sounding.map(|near| (gazetteer.name_of_entry(*near), How::Sound));
            self.guess(resolver, sounding, &letters, scratch);
            scratch.near = same;
        }
        self.heads(resolver, key, &only);
        let is_weak = |hit: &Hit| {
            let is_far = hit.how == How::Head || (hit.how == How::Sound && hit.letters > 1);
            is_far || !is_near_home(hit, resolver, hints)
        };
        if is_cut || self.hits.iter().all(is_weak) {
            self.astray(resolver, (&letters, is_cut), &only, scratch);
        }
    }

    /// Searches for names a few letters away: one slip by look-up, more by going through the countries in question.
    fn astray(
        &mut self,
        resolver: &Resolver<'_>,
        (letters, is_cut): (&Letters, bool),
        only: &Only<'_>,
        scratch: &mut Scratch,
    ) {
        let gazetteer = resolver.gazetteer();
        let sound = std::mem::take(&mut scratch.fold);
        let mut found = std::mem::take(&mut scratch.near);
        found.clear();
        let most = if is_cut { 0 } else { bound(sound.len()) };
        if most > 0 {
            let pattern = Pattern::of(&sound);
            gazetteer.astray(&sound, only.given, &pattern, &mut found);
            found.retain(|near| usize::from(near.slips) <= most);
            let is_close = |near: &Near| {
                let body = gazetteer.body_named(gazetteer.name_of_entry(*near));
                let country = gazetteer.country_id(body);
                near.slips == 1 && (only.is_open() || only.near(resolver).any(|near| near == country))
            };
            if most > 1 && !found.iter().any(is_close) {
                for country in only.near(resolver) {
                    gazetteer.within(&sound, Some(country), (&pattern, most), &mut found);
                }
                if only.is_open() {
                    gazetteer.within(&sound, None, (&pattern, most), &mut found);
                }
            }
        }
        let is_found = !found.is_empty();
        self.judge(resolver, letters, (found, How::Near), scratch);
        if sound.len() > 4 || is_cut {
            let more = if is_cut { OPEN_END } else { CUT };
            let mut ends = std::mem::take(&mut scratch.near);
            for country in only.near(resolver) {
                gazetteer.continuing(&sound, Some(country), more, &mut ends);
            }
            if only.is_open() && !is_found {
                gazetteer.continuing(&sound, None, more, &mut ends);
            }
            self.judge(resolver, letters, (ends, How::Cut), scratch);
        }
        scratch.fold = sound;
    }

    /// Keeps the nearest of the names astray, the larger bodies first.
    fn judge(
        &mut self,
        resolver: &Resolver<'_>,
        letters: &Letters,
        (mut found, how): (Vec<Near>, fn(u8) -> How),
        scratch: &mut Scratch,
    ) {
        let gazetteer = resolver.gazetteer();
        found.sort_unstable();
        found.dedup();
        if found.len() > ASTRAY_LIMIT {
            found.sort_by_cached_key(|near| {
                let body = gazetteer.body_named(gazetteer.name_of_entry(*near));
                (near.slips, std::cmp::Reverse(gazetteer.population(body)))
            });
            found.truncate(ASTRAY_LIMIT);
        }
        let names = found
            .iter()
            .map(|near| (gazetteer.name_of_entry(*near), how(near.slips)));
        self.guess(resolver, names, letters, scratch);
        found.clear();
        scratch.near = found;
    }

    /// Adds names that are not the written one letter by letter, with their slips counted.
    fn guess(
        &mut self,
        resolver: &Resolver<'_>,
        names: impl Iterator<Item = (NameId, How)>,
        letters: &Letters,
        scratch: &mut Scratch,
    ) {
        for (name, how) in names {
            let slips = letters.slips(resolver, name, how, &mut scratch.other);
            let body = resolver.gazetteer().body_named(name);
            self.add_hit(Hit {
                body,
                name,
                how,
                letters: slips,
                length: letters.length,
            });
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
            });
        }
    }

    /// Adds a body, once, with the nearest of its names.
    fn add_hit(&mut self, hit: Hit) {
        if self.without.contains(&hit.body) {
            return;
        }
        match self.hits.iter_mut().find(|known| known.body == hit.body) {
            Some(known) if (hit.how, hit.letters) < (known.how, known.letters) => *known = hit,
            Some(_) => {}
            None => self.hits.push(hit),
        }
    }
}

/// The letters of the written key, made ready to be compared.
struct Letters {
    pattern: Pattern,
    is_cyrillic: bool,
    length: u8,
}

impl Letters {
    fn of(key: &str) -> Self {
        let is_cyrillic = key.chars().any(fold::is_cyrillic);
        let mut letters = key.as_bytes().to_vec();
        one_byte_each(&mut letters);
        Self {
            pattern: Pattern::of(&letters),
            is_cyrillic,
            length: u8::try_from(letters.len()).unwrap_or(u8::MAX),
        }
    }

    /// The slips between the letters of the key and of a name; between the sounds where the scripts differ.
    fn slips(&self, resolver: &Resolver<'_>, name: NameId, how: How, buffer: &mut Vec<u8>) -> u8 {
        let gazetteer = resolver.gazetteer();
        let mut text = gazetteer.text(name);
        let is_same_script = |text: &str| text.chars().any(fold::is_cyrillic) == self.is_cyrillic;
        if !is_same_script(text) {
            let sound = fold::fold_key(text);
            let mut others = gazetteer
                .names_of(gazetteer.body_named(name))
                .map(|name| gazetteer.text(name));
            let twin = others.find(|other| is_same_script(other) && fold::fold_key(other) == sound);
            let Some(twin) = twin else {
                return match how {
                    How::Near(slips) | How::Cut(slips) => slips,
                    _ => 0,
                };
            };
            text = twin;
        }
        fold::plain(text, buffer);
        let bare = std::str::from_utf8(buffer).ok().and_then(type_words::strip);
        let bare = bare.map_or(u32::MAX, |stripped| {
            let mut bare = stripped.key.as_bytes().to_vec();
            one_byte_each(&mut bare);
            self.pattern.slips(&bare)
        });
        one_byte_each(buffer);
        u8::try_from(self.pattern.slips(buffer).min(bare)).unwrap_or(u8::MAX)
    }
}

/// Puts one byte in the place of each letter, so that a Cyrillic letter counts as one.
fn one_byte_each(key: &mut Vec<u8>) {
    if key.is_ascii() {
        return;
    }
    // The last byte of a letter tells the letters of one alphabet apart; that of the lead byte keeps р and й apart.
    let mut lead = 0_u8;
    let mut kept = 0;
    for at in 0..key.len() {
        let Some(&byte) = key.get(at) else { break };
        match byte {
            0xC0.. => {
                lead = byte;
                continue;
            }
            0x80.. if at > 0 => {}
            _ => lead = 0,
        }
        if let Some(slot) = key.get_mut(kept) {
            *slot = if lead == 0 {
                byte
            } else {
                byte ^ (lead << 6) | 0x80
            };
            kept += 1;
        }
    }
    key.truncate(kept);
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

/// Whether the body lies in a country that the hints allow for.
fn is_near_home(hit: &Hit, resolver: &Resolver<'_>, hints: &Hints) -> bool {
    let country = resolver.gazetteer().country(hit.body);
    hints.countries.is_empty() || country.is_some_and(|country| hints.countries.contains(&country))
}
