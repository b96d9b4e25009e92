//! What speaks for and against a candidate, as numbers that the weights multiply.
//!
//! In: one hit, the hints, the written name. Out: [`Features`]. The weights are data (`data/weights.tsv`), fitted by
//! [`crate::exam::fit`] on questions whose answers are known, never by hand.
//!
//! # Invariants
//! Every feature has a name, a place and a weight; most are 0 or 1, the others of the same order.

use super::distance::Pattern;
use super::gather::{Hit, How};
use super::{Hints, Resolver};
use crate::fold;
use crate::gazetteer::BodyId;
use crate::weighing::{Numbers, features, weights};
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::sync::LazyLock;
use vocabulary::{Level, NameUse};

features! {
    Article "article" "The same but for a leading article.",
    Bare "bare" "The same but for type words of the official name.",
    Inflected "inflected" "The same once an ending is undone.",
    Sound "sound" "Sounds the same.",
    Head "head" "The first words of a longer name.",
    Near "near" "A few letters astray.",
    Cut "cut" "The beginning of a name.",
    TwoSounds "two slips of sound" "Two slips between the sounds, or more.",
    ThreeSounds "three slips of sound" "Three slips between the sounds, or more.",
    NoLetters "no slip of letters" "Letters equal but for spaces.",
    TwoLetters "two slips of letters" "Two slips between the letters, or more.",
    ThreeLetters "three slips of letters" "Three slips between the letters, or more.",
    MoreLetters "slips of letters over three" "How many slips between the letters over three.",
    OtherScript "astray in another script" "A few letters astray, and the scripts differ.",
    SizeAstray "size though astray" "The size of a body whose name is only near the written one.",
    SlipShare "slips per letter" "Ten slips of sound for each letter written.",
    LettersCut "letters cut off" "How many letters the end misses.",
    SoundLetter "a letter though same sound" "Letters differ though it sounds the same.",
    SoundLetters "letters though same sound" "How many letters differ though it sounds the same.",
    EndingSlips "letters of the ending" "How many letters the ending changed.",
    LetterShare "letters per letter" "Ten slips of letters for each letter written.",
    OtherStart "other first letter" "The first letters differ.",
    SameText "same text" "Written exactly so, accents and all.",
    ArticleOff "article though exact" "Without its article where another has none.",
    Transliteration "transliteration" "The name is a transliteration.",
    Exonym "exonym" "The name is another language's.",
    Short "short name" "The name is a short one.",
    Former "former name" "The name is a former one.",
    Alias "alias" "The name is an alias.",
    Size "size" "Decimal logarithm of the inhabitants over ten thousand.",
    SizeFirst "size unknown: first level" "A first-level division without inhabitants in the lists.",
    SizeSecond "size unknown: second level" "A second-level one.",
    SizePlace "size unknown: settlement" "A settlement or part.",
    First "first level" "A first-level division where no level is asked for.",
    Second "second level" "A second-level division where no level is asked for.",
    Intermunicipal "intermunicipal" "A group of municipalities where no level is asked for.",
    Settlement "settlement" "A settlement.",
    Part "part" "A part of a municipality.",
    LevelRight "level asked for" "Of a level that the words ask for.",
    LevelWrong "level not asked for" "Of another level than the words ask for.",
    CountryGiven "country given" "In the country that is given for this name.",
    CountryAbout "country of the document" "In a country that the document is about.",
    CountryOther "other country" "In none of the countries that the document is about.",
    RegionRight "region given" "In the region that is given.",
    Succeeded "succeeded" "It has become another body.",
    Governed "governed elsewhere" "A settlement without a council of its own.",
}

/// The numbers of one candidate.
pub(crate) type Features = Numbers<COUNT>;

/// What the confidence of a ranking's best hangs on, by name.
pub(crate) const DOUBT_NAMES: &[&str] = &[
    "confidence",
    "confidence: lead",
    "confidence: small lead",
    "confidence: score",
    "confidence: sound",
    "confidence: ending undone",
    "confidence: first words",
    "confidence: astray",
    "confidence: slips per letter",
    "confidence: cut off",
    "confidence: short and astray",
    "confidence: letters per letter",
    "confidence: low score",
    "confidence: level not asked for",
    "confidence: in a country in question",
];

/// How many things the confidence hangs on.
pub(crate) const DOUBTS: usize = DOUBT_NAMES.len();

/// What the confidence of one candidate hangs on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Doubts(pub(crate) [f32; DOUBTS]);

/// How far a candidate is from what was written and asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Far {
    /// Slips between the letters, where it was found by a guess.
    pub(crate) letters: u8,
    /// Letters of the written key it was found with.
    pub(crate) length: u8,
    /// Of a level that the words ask for, or none is asked for.
    pub(crate) fits_level: bool,
    /// In the country given, or in one that the document is about.
    pub(crate) fits_country: bool,
    /// The written name mixes letters of two alphabets in one word.
    pub(crate) is_mixed: bool,
}

impl Far {
    /// How far the candidate with these numbers is.
    pub(crate) fn of(features: &Features, (letters, length): (u8, u8), is_mixed: bool) -> Self {
        let has = |feature: Feature| features.of(feature) != 0.0;
        Self {
            letters,
            length,
            fits_level: !has(Feature::LevelWrong),
            fits_country: has(Feature::CountryGiven) || has(Feature::CountryAbout),
            is_mixed,
        }
    }
}

/// A lead counts up to here.
const LEAD: f32 = 8.0;
/// A lead this small is small.
const SMALL: f32 = 1.5;
/// Where nobody else is in question, the rival is nobody, with this score.
const NOBODY: f32 = -7.0;

impl Doubts {
    /// Of a candidate with this score, found so, before the best of the others.
    pub(crate) fn of((score, rival): (f32, Option<f32>), how: How, how_far: Far) -> Self {
        let Far {
            letters,
            length,
            fits_level,
            fits_country,
            ..
        } = how_far;
        let lead = (score - rival.unwrap_or(NOBODY).max(NOBODY)).clamp(-LEAD, LEAD);
        let is = |is: bool| f32::from(u8::from(is));
        let slips = match how {
            How::Near(slips) => 10.0 * f32::from(slips) / f32::from(length.max(1)),
            _ => 0.0,
        };
        Self([
            1.0,
            lead,
            lead.clamp(-SMALL, SMALL),
            score.clamp(-10.0, 4.0),
            is(how == How::Sound),
            is(how == How::Inflected),
            is(how == How::Head),
            is(matches!(how, How::Near(_))),
            slips,
            is(matches!(how, How::Cut(_))),
            is(how.is_guess() && length < 6),
            10.0 * f32::from(letters.min(9)) / f32::from(length.max(1)),
            (score + 5.0).min(0.0),
            is(!fits_level),
            is(fits_country),
        ])
    }

    /// How likely it is that the candidate is the one meant.
    pub(crate) fn confidence(&self, weights: &[f32; DOUBTS]) -> f32 {
        let sum: f32 = self
            .0
            .iter()
            .zip(weights)
            .map(|(value, weight)| value * weight)
            .sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// All that is fitted.
pub(crate) struct Weights {
    pub(crate) features: [f32; COUNT],
    pub(crate) doubts: [f32; DOUBTS],
}

/// The fitted weights.
pub(crate) static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let names = [NAMES, DOUBT_NAMES].concat();
    let all: [f32; COUNT + DOUBTS] = weights(include_str!("../../data/weights.tsv"), &names);
    let part = "a table of weights has both parts";
    let (features, doubts) = all.split_at(COUNT);
    Weights {
        features: features.try_into().expect(part),
        doubts: doubts.try_into().expect(part),
    }
});

/// What is asked, made ready once for all candidates of a name.
pub(super) struct Asked<'a> {
    pub(super) written: &'a str,
    pub(super) hints: &'a Hints,
    /// The region given.
    pub(super) region: Option<Region>,
    pub(super) has_exact: bool,
    /// A word of it mixes letters of two alphabets.
    pub(super) is_mixed: bool,
}

/// A region that is given by its name, with what is known of bodies: candidates share their parents.
pub(super) struct Region {
    /// A key of two or three letters: it may be the code of a division, “WA”.
    code: Option<String>,
    name: Pattern,
    most: u32,
    known: RefCell<FxHashMap<BodyId, bool>>,
}

impl Region {
    /// The region with this plain key, without type words; of six letters one may be astray.
    pub(super) fn named(key: &str) -> Self {
        Self {
            code: matches!(key.len(), 2 | 3).then(|| key.to_ascii_uppercase()),
            name: Pattern::of(key.as_bytes()),
            most: u32::try_from(key.len() / 6).unwrap_or(u32::MAX),
            known: RefCell::default(),
        }
    }

    /// Whether a body lies in it, or is it.
    fn holds(&self, resolver: &Resolver<'_>, body: BodyId) -> bool {
        let mut around = resolver.gazetteer().parents(body).chain(std::iter::once(body));
        around.any(|one| self.is(resolver, one))
    }

    fn is(&self, resolver: &Resolver<'_>, body: BodyId) -> bool {
        let gazetteer = resolver.gazetteer();
        let is_named = || {
            gazetteer.names_of(body).any(|name| {
                let key = fold::plain_key(gazetteer.text(name));
                self.name.slips_within(key.as_bytes(), self.most).is_some()
            })
        };
        let has_code = || {
            self.code
                .as_deref()
                .is_some_and(|code| gazetteer.has_division_code(body, code))
        };
        *self
            .known
            .borrow_mut()
            .entry(body)
            .or_insert_with(|| is_named() || has_code())
    }
}

/// The numbers of one hit.
pub(super) fn features(resolver: &Resolver<'_>, hit: &Hit, asked: &Asked<'_>) -> Features {
    let mut features = Features::NONE;
    found(&mut features, hit);
    named(&mut features, resolver, hit, asked);
    body(&mut features, resolver, hit.body);
    hinted(&mut features, resolver, hit.body, asked);
    if hit.how.is_guess() {
        features.set(Feature::SizeAstray, features.of(Feature::Size));
    }
    features
}

fn found(features: &mut Features, hit: &Hit) {
    match hit.how {
        How::Exact => {}
        How::Article => features.set(Feature::Article, 1.0),
        How::Bare => features.set(Feature::Bare, 1.0),
        How::Inflected => {
            features.set(Feature::Inflected, 1.0);
            features.set(Feature::EndingSlips, f32::from(hit.letters.min(9)));
        }
        How::Sound => {
            features.set(Feature::Sound, 1.0);
            features.set(Feature::SoundLetter, f32::from(u8::from(hit.letters > 0)));
            features.set(Feature::SoundLetters, f32::from(hit.letters.min(9)));
        }
        How::Head => features.set(Feature::Head, 1.0),
        How::Near(slips) => {
            features.set(Feature::Near, 1.0);
            let is = |is: bool| f32::from(u8::from(is));
            features.set(Feature::TwoSounds, is(slips >= 2));
            features.set(Feature::ThreeSounds, is(slips >= 3));
            features.set(Feature::OtherScript, is(hit.is_other_script));
            letters(features, hit.letters);
            features.set(
                Feature::SlipShare,
                10.0 * f32::from(slips) / f32::from(hit.length.max(1)),
            );
            features.set(
                Feature::LetterShare,
                10.0 * f32::from(hit.letters.min(9)) / f32::from(hit.length.max(1)),
            );
        }
        How::Cut(cut) => {
            features.set(Feature::Cut, 1.0);
            features.set(Feature::LettersCut, f32::from(cut));
            letters(features, hit.letters);
        }
    }
}

fn letters(features: &mut Features, slips: u8) {
    let is = |is: bool| f32::from(u8::from(is));
    features.set(Feature::NoLetters, is(slips == 0));
    features.set(Feature::TwoLetters, is(slips >= 2));
    features.set(Feature::ThreeLetters, is(slips >= 3));
    features.set(Feature::MoreLetters, f32::from(slips.saturating_sub(3).min(6)));
}

fn named(features: &mut Features, resolver: &Resolver<'_>, hit: &Hit, asked: &Asked<'_>) {
    let gazetteer = resolver.gazetteer();
    let is_same = gazetteer.is_text(hit.name, asked.written);
    features.set(Feature::SameText, f32::from(u8::from(is_same)));
    // “Les Ifs” is not “Ifs” where there is a “Les Ifs”.
    let is_article_off = asked.has_exact && hit.how == How::Article;
    features.set(Feature::ArticleOff, f32::from(u8::from(is_article_off)));
    if matches!(hit.how, How::Near(_)) || (hit.how == How::Sound && hit.letters > 0) {
        let first = |text: &str| {
            text.chars()
                .next()
                .and_then(|letter| letter.to_lowercase().next())
        };
        let is_other = first(gazetteer.text(hit.name)) != first(asked.written);
        features.set(Feature::OtherStart, f32::from(u8::from(is_other)));
    }
    match gazetteer.name_use(hit.name) {
        NameUse::Official => {}
        NameUse::Transliteration => features.set(Feature::Transliteration, 1.0),
        NameUse::Short => features.set(Feature::Short, 1.0),
        NameUse::Exonym => features.set(Feature::Exonym, 1.0),
        NameUse::Former => features.set(Feature::Former, 1.0),
        NameUse::Alias => features.set(Feature::Alias, 1.0),
    }
}

fn body(features: &mut Features, resolver: &Resolver<'_>, body: BodyId) {
    let gazetteer = resolver.gazetteer();
    if let Some(size) = gazetteer.size(body).or_else(|| size_of_heir(resolver, body)) {
        features.set(Feature::Size, size.max(1.7) - 4.0);
    } else {
        match gazetteer.level(body) {
            Level::First => features.set(Feature::SizeFirst, 1.0),
            Level::Second => features.set(Feature::SizeSecond, 1.0),
            Level::Settlement | Level::Part => features.set(Feature::SizePlace, 1.0),
            Level::Intermunicipal | Level::Municipality => {}
        }
    }
    if gazetteer.successor(body).is_some() {
        features.set(Feature::Succeeded, 1.0);
    }
    if is_governed_elsewhere(resolver, body) {
        features.set(Feature::Governed, 1.0);
    }
}

/// “Vire” in “Vire Normandie”: how large the commune is that is called after one of those that merged into it.
fn size_of_heir(resolver: &Resolver<'_>, body: BodyId) -> Option<f32> {
    let gazetteer = resolver.gazetteer();
    let heir = gazetteer.successor(body)?;
    let key = |body: BodyId| fold::plain_key(gazetteer.name_of(body));
    let is_called_after = key(heir).starts_with(&key(body));
    gazetteer.size(heir).filter(|_| is_called_after)
}

fn hinted(features: &mut Features, resolver: &Resolver<'_>, body: BodyId, asked: &Asked<'_>) {
    let hints = asked.hints;
    let level = level(resolver, body, hints);
    match level {
        Level::Settlement => features.set(Feature::Settlement, 1.0),
        // A commune that has merged into another had a council of its own, and texts go on to name it.
        Level::Part if resolver.gazetteer().successor(body).is_none() => features.set(Feature::Part, 1.0),
        Level::First if hints.levels.is_any() => features.set(Feature::First, 1.0),
        Level::Second if hints.levels.is_any() => features.set(Feature::Second, 1.0),
        Level::Intermunicipal if hints.levels.is_any() => features.set(Feature::Intermunicipal, 1.0),
        _ => {}
    }
    if !hints.levels.is_any() {
        // “Gemeinde Tourouvre”: what has merged into another is called as it was.
        let is_former = level == Level::Part && resolver.gazetteer().successor(body).is_some();
        let is_right = hints.levels.has(level) || is_former && hints.levels.has(Level::Municipality);
        features.set(
            if is_right {
                Feature::LevelRight
            } else {
                Feature::LevelWrong
            },
            1.0,
        );
    }
    let country = resolver.gazetteer().country(body);
    if hints.country.is_some() {
        if hints.country == country {
            features.set(Feature::CountryGiven, 1.0);
        }
    } else if !hints.countries.is_empty() {
        let is_about = country.is_some_and(|country| hints.countries.contains(&country));
        let feature = if is_about {
            Feature::CountryAbout
        } else {
            Feature::CountryOther
        };
        features.set(feature, 1.0);
    }
    if asked
        .region
        .as_ref()
        .is_some_and(|region| region.holds(resolver, body))
    {
        features.set(Feature::RegionRight, 1.0);
    }
}

/// The level of a body; a city that is a first-level division of its own counts as the city unless a division is
/// asked for.
fn level(resolver: &Resolver<'_>, body: BodyId, hints: &Hints) -> Level {
    let gazetteer = resolver.gazetteer();
    let is_city = gazetteer.kind(body).as_str() == "special-city";
    if is_city && (hints.levels.is_empty() || hints.levels.has(Level::Municipality)) {
        Level::Municipality
    } else {
        gazetteer.level(body)
    }
}

/// Whether a settlement lies in a municipality that is governed from another: it has no council of its own.
fn is_governed_elsewhere(resolver: &Resolver<'_>, body: BodyId) -> bool {
    let gazetteer = resolver.gazetteer();
    gazetteer.level(body) == Level::Settlement
        && gazetteer.parents(body).any(|parent| {
            gazetteer.level(parent) == Level::Municipality
                && gazetteer.seat(parent).is_some_and(|seat| seat != body)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_a_weight_and_every_weight_a_feature() {
        let named: Vec<&str> = include_str!("../../data/weights.tsv")
            .lines()
            .filter(|row| !row.starts_with('#'))
            .skip(1)
            .filter_map(|row| row.split_once('\t'))
            .map(|(name, _)| name)
            .collect();
        assert_eq!(named, [NAMES, DOUBT_NAMES].concat());
        assert_eq!(usize::from(Feature::Governed) + 1, COUNT);
    }
}
