//! Which runs of words are names: as written, with an ending undone, or by their sound.
//!
//! In: plain keys. Out: [`Known`], asked of the gazetteer once for each key of a document.
//!
//! # Invariants
//! Only what the gazetteer has is known; how sure that makes a name is decided later.

use crate::fold;
use crate::gazetteer::{Gazetteer, Near};
use crate::resolve::inflect::nominatives;
use crate::resolve::{Countries, Resolver};
use rustc_hash::FxHashMap;

/// How a run of words is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// As written.
    Exact,
    /// With an ending undone that the resolver undoes too.
    Bent,
    /// As another word than the written one: its ending undone, and then perhaps by its sound.
    As(String),
    /// By its sound.
    Sound,
}

impl Known {
    /// The word to look up, where it is not the written one.
    pub(crate) fn base(self) -> Option<String> {
        match self {
            Self::As(base) => Some(base),
            Self::Exact | Self::Bent | Self::Sound => None,
        }
    }
}

/// The names of one document.
pub(crate) struct Names<'r, 'g> {
    resolver: &'r Resolver<'g>,
    language: Option<&'r str>,
    known: FxHashMap<String, Option<Known>>,
    fold: Vec<u8>,
    near: Vec<Near>,
}

/// Fewest letters of a name that is known by its sound.
const SOUND: usize = 4;

/// “Херсонщини”, “Вінниччині”: the oblast, by the name that the people have for it.
fn region(key: &str) -> Option<String> {
    const ENDINGS: [&str; 5] = ["а", "и", "і", "у", "ою"];
    const STEMS: [(&str, &str); 2] = [("ччин", "цька"), ("щин", "ська")];
    let bare = ENDINGS.iter().find_map(|ending| key.strip_suffix(ending))?;
    let (stem, adjective) = STEMS
        .iter()
        .find_map(|(stem, adjective)| Some((bare.strip_suffix(stem)?, adjective)))?;
    (stem.chars().count() > 2).then(|| format!("{stem}{adjective} область"))
}

impl<'r, 'g> Names<'r, 'g> {
    /// Nothing asked yet.
    pub(crate) fn of(resolver: &'r Resolver<'g>, language: Option<&'r str>) -> Self {
        Self {
            resolver,
            language,
            known: FxHashMap::default(),
            fold: Vec::new(),
            near: Vec::new(),
        }
    }

    /// The names of the countries.
    pub(crate) fn countries(&self) -> &'r Countries {
        self.resolver.countries()
    }

    /// The language of the document.
    pub(crate) fn language(&self) -> Option<&'r str> {
        self.language
    }

    /// The gazetteer behind it.
    pub(crate) fn gazetteer(&self) -> &'r Gazetteer<'g> {
        self.resolver.gazetteer()
    }

    /// How a key of so many words is known though not as written; `is_open` says that what stands before it lets a
    /// place follow.
    pub(crate) fn known(&mut self, key: &str, (words, is_open): (usize, bool)) -> Option<Known> {
        // Germans write every noun with a capital: its sound alone says nothing.
        let is_noun = self.language == Some("de") && words == 1 && !is_open;
        if let Some(known) = self.known.get(key) {
            return known.clone().filter(|known| !(is_noun && *known == Known::Sound));
        }
        let known = self.look_up(key);
        self.known.insert(key.to_owned(), known.clone());
        known.filter(|known| !(is_noun && *known == Known::Sound))
    }

    fn look_up(&mut self, key: &str) -> Option<Known> {
        let is_cyrillic = key.chars().any(fold::is_cyrillic);
        if key.chars().count() < SOUND {
            return None;
        }
        let gazetteer = self.resolver.gazetteer();
        if let Some(region) = Some(key).filter(|key| !key.contains(' ')).and_then(region) {
            return Some(Known::As(region));
        }
        let is_bending = is_cyrillic || matches!(self.language, Some("pl") | None);
        let bases = if is_bending { nominatives(key) } else { Vec::new() };
        if bases
            .iter()
            .any(|base| gazetteer.named(base.as_bytes()).next().is_some())
        {
            return Some(Known::Bent);
        }
        if matches!(self.language, Some("de") | None)
            && let Some(base) = key.strip_suffix('s').filter(|base| base.len() > SOUND)
            && gazetteer.named(base.as_bytes()).next().is_some()
        {
            return Some(Known::As(base.to_owned()));
        }
        if self.sounds(key) {
            return Some(Known::Sound);
        }
        if !is_cyrillic && self.sounds_slavic(key) {
            return Some(Known::Sound);
        }
        let base = bases
            .into_iter()
            .find(|base| self.sounds(base) || !is_cyrillic && self.sounds_slavic(base));
        base.map(Known::As)
    }

    fn sounds(&mut self, key: &str) -> bool {
        fold::fold(key.as_bytes(), &mut self.fold);
        let gazetteer = self.resolver.gazetteer();
        gazetteer.has_sound(&self.fold, &mut self.near)
    }

    /// Whether a Slavic name sounds so as Germans and Poles spell it.
    fn sounds_slavic(&mut self, key: &str) -> bool {
        let gazetteer = self.resolver.gazetteer();
        fold::fold_slavic(key.as_bytes(), &mut self.fold) && gazetteer.has_sound(&self.fold, &mut self.near)
    }
}
