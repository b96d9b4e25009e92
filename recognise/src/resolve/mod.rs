//! One written name, with hints, to the authorities it may mean.
//!
//! In: a name as written and [`Hints`]. Out: a [`Ranking`] of bodies with scores and reasons, and from it a
//! [`Verdict`].
//!
//! The steps: plain key -> bracketed hint -> type words -> keys found, from exact to a letter astray, stopping when
//! sure -> every body scored once -> confidence from the lead of the best.
//!
//! # Invariants
//! - Hints rank, they do not invent: a body is a candidate only because one of its names is near the written one.
//! - The buffers of [`Scratch`] are reused; a look-up allocates only for its answer.

pub mod countries;
pub(crate) mod distance;
pub(crate) mod features;
mod gather;
pub(crate) mod inflect;
pub(crate) mod memory;
mod score;
pub mod type_words;

pub use countries::Countries;
pub use gather::How;
pub use score::Scored;
pub(crate) use score::settle;

use crate::fold;
use crate::gazetteer::{BodyId, Gazetteer, Near};
use gather::Gathered;
use type_words::Levels;
use vocabulary::{AuthorityCode, Candidate, Country, Level, Reason, Verdict};

/// What is known beside the name itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hints {
    /// The country, if the document gives it for this name.
    pub country: Option<Country>,
    /// A region or other larger body, as written.
    pub region: Option<String>,
    /// The levels the words around the name allow; empty for all.
    pub levels: Levels,
    /// The countries the document is about.
    pub countries: Vec<Country>,
    /// The name stands in a sentence, where nothing cuts it off.
    pub whole: bool,
    /// Bodies that cannot be meant: the answer does without them, as if no list had them.
    pub without: Vec<BodyId>,
}

/// Buffers for look-ups, one per thread.
#[derive(Debug, Default)]
pub struct Scratch {
    plain: Vec<u8>,
    sound: Vec<u8>,
    other: Vec<u8>,
    other_fold: Vec<u8>,
    near: Vec<Near>,
}

/// The bodies a name may mean, best first.
#[derive(Debug, Clone, Default)]
pub struct Ranking {
    /// Best first, each body once.
    pub scored: Vec<Scored>,
    /// The levels that type words of the name gave.
    pub levels: Levels,
    /// Why, apart from what each candidate says itself.
    pub reasons: Vec<Reason>,
}

/// Bodies less likely than this are not meant: in a document neighbours speak too, and a person looks at what is found.
const ABSTAIN: f32 = 0.4;

/// Answers less likely than this are not given where only one answer counts and nobody looks.
const SURE: f32 = 0.5;

/// A lead under this leaves the choice to a person.
const LEAD: f32 = 0.35;

/// Most other codes of a body that are given.
const ALSO: usize = 4;

/// Resolves names against one gazetteer.
#[derive(Debug)]
pub struct Resolver<'a> {
    gazetteer: &'a Gazetteer<'a>,
    countries: Countries,
}

impl<'a> Resolver<'a> {
    /// A resolver over a gazetteer; reads the names of the countries once.
    pub fn over(gazetteer: &'a Gazetteer<'a>) -> Self {
        Self {
            gazetteer,
            countries: Countries::of(gazetteer),
        }
    }

    /// The gazetteer behind it.
    pub fn gazetteer(&self) -> &'a Gazetteer<'a> {
        self.gazetteer
    }

    /// The names of the countries.
    pub fn countries(&self) -> &Countries {
        &self.countries
    }

    /// Ranks the bodies that `written` may mean.
    pub fn ranking(&self, written: &str, hints: &Hints, scratch: &mut Scratch) -> Ranking {
        let mut reasons = Vec::new();
        let (name, bracket, hints) = self.with_bracket(written, hints, &mut reasons);
        let mut ranking = self.ranking_of(name, &hints, scratch);
        // An acronym in brackets names the body as well as the words before it.
        if let Some(inside) = bracket.filter(|inside| is_acronym(inside)) {
            let other = self.ranking_of(inside, &hints, scratch);
            let is_better = match (other.scored.first(), ranking.scored.first()) {
                (Some(other), Some(own)) => other.score > own.score || own.how.is_guess(),
                (Some(_), None) => true,
                _ => false,
            };
            if is_better {
                reasons.push(Reason::new("acronym").with("written", inside));
                let levels = ranking.levels;
                ranking = Ranking { levels, ..other };
            }
        }
        if fold::mixes_alphabets(written) {
            reasons.push(Reason::new("mixed_alphabets").with("written", written));
        }
        reasons.append(&mut ranking.reasons);
        Ranking { reasons, ..ranking }
    }

    fn hint_from(&self, inside: &str, hints: &mut Hints, reasons: &mut Vec<Reason>) {
        if let Some(country) = self.countries.named(inside) {
            reasons.push(Reason::new("country_given").with("country", country.as_str()));
            hints.country.get_or_insert(country);
        } else if hints.region.is_none() && !is_acronym(inside) {
            hints.region = Some(inside.to_owned());
        }
    }

    fn ranking_of(&self, name: &str, hints: &Hints, scratch: &mut Scratch) -> Ranking {
        let (gathered, judged, words) = self.gathered(name, hints, scratch);
        let reasons = words.map(|words| Reason::new("type_word").with("word", words));
        Ranking {
            scored: score::rank(self, &gathered, &judged, name),
            levels: judged.levels,
            reasons: reasons.into_iter().collect(),
        }
    }

    /// The candidates of a name, the hints as its own words complete them, and its type words.
    fn gathered(
        &self,
        name: &str,
        hints: &Hints,
        scratch: &mut Scratch,
    ) -> (Gathered, Hints, Option<&'static str>) {
        fold::plain(name, &mut scratch.plain);
        let key = String::from_utf8(std::mem::take(&mut scratch.plain)).expect("plain keys are UTF-8");
        let mut hints = hints.clone();
        let (stripped, country, bare) = self.bare(&key);
        hints.country = hints.country.or(country);
        let mut gathered = Gathered {
            without: std::mem::take(&mut hints.without),
            ..Gathered::default()
        };
        gathered.coded(self, name, &hints);
        gathered.exact(self, &key, &hints);
        if let Some(bare) = bare {
            gathered.exact(self, bare, &hints);
        }
        let is_cut = name.ends_with('…') || name.ends_with("...");
        if is_cut || !gathered.is_sure(self, &hints) {
            for key in bare.into_iter().chain(std::iter::once(key.as_str())) {
                gathered.look_further(self, (key, is_cut), &hints, scratch);
            }
        }
        hints.levels = stripped.map_or(hints.levels, |stripped| stripped.levels);
        if hints.levels.has(Level::Second) && !hints.levels.has(Level::Municipality) {
            gathered.seated(self);
        }
        let words = stripped.map(|stripped| stripped.words);
        scratch.plain = key.into_bytes();
        (gathered, hints, words)
    }

    /// The type words of a key, the country of an adjective among them, and what is left without both.
    fn bare<'k>(&self, key: &'k str) -> (Option<type_words::Stripped<'k>>, Option<Country>, Option<&'k str>) {
        let stripped = type_words::strip(key).or_else(|| self.strip_adjective(key));
        let bare = stripped.map(|stripped| stripped.key);
        match bare.and_then(|bare| self.adjective(bare)) {
            Some((country, rest)) => (stripped, Some(country), Some(rest)),
            None => (stripped, None, bare),
        }
    }

    /// Whether a body may be called by a plain key as written or with an ending undone: what else may be found for it is a
    /// guess, and searching for guesses in all countries is dear.
    pub(crate) fn may_be_called(&self, key: &str) -> bool {
        let is_named = |key: &str| self.gazetteer.named(key.as_bytes()).next().is_some();
        let (mut sound, mut near) = (Vec::new(), Vec::new());
        let mut has_sound = |base: &str| {
            fold::fold(base.as_bytes(), &mut sound);
            self.gazetteer.has_sound(&sound, &mut near)
        };
        let (_, _, bare) = self.bare(key);
        bare.into_iter().chain(std::iter::once(key)).any(|key| {
            let is_cyrillic = key.chars().any(fold::is_cyrillic);
            let mut is_base = |base: &String| is_named(base) || is_cyrillic && has_sound(base);
            is_named(key) || inflect::nominatives(key).iter().any(&mut is_base)
        })
    }

    /// The numbers of every candidate of a name, for fitting.
    pub(crate) fn featured(
        &self,
        written: &str,
        hints: &Hints,
        scratch: &mut Scratch,
    ) -> Vec<(BodyId, features::Features)> {
        let (name, _, hints) = self.with_bracket(written, hints, &mut Vec::new());
        let (gathered, judged, _) = self.gathered(name, &hints, scratch);
        score::featured(self, &gathered, &judged, name)
    }

    /// The name without its bracket, the bracket, and the hints with what it gives.
    fn with_bracket<'w>(
        &self,
        written: &'w str,
        hints: &Hints,
        reasons: &mut Vec<Reason>,
    ) -> (&'w str, Option<&'w str>, Hints) {
        let (name, bracket) = split_bracket(written);
        let mut hints = hints.clone();
        if let Some(inside) = bracket {
            self.hint_from(inside, &mut hints, reasons);
        }
        (name, bracket, hints)
    }

    /// “polonaise de Lublin”: the country of an adjective at the front, and the rest.
    fn adjective<'k>(&self, key: &'k str) -> Option<(Country, &'k str)> {
        let (first, rest) = key.split_once(' ')?;
        let country = self.countries.by_adjective(first)?;
        let rest = ["de ", "du ", "des ", "d "]
            .iter()
            .find_map(|link| rest.strip_prefix(link))
            .unwrap_or(rest);
        Some((
            country,
            type_words::strip(rest).map_or(rest, |stripped| stripped.key),
        ))
    }

    /// An adjective before the type word: “німецьким містом Потсдам”.
    fn strip_adjective<'k>(&self, key: &'k str) -> Option<type_words::Stripped<'k>> {
        let (first, rest) = key.split_once(' ')?;
        self.countries.by_adjective(first)?;
        type_words::strip(rest).map(|stripped| type_words::Stripped { key, ..stripped })
    }

    /// The body to answer with where only one answer counts, if the ranking is sure enough of its best.
    pub fn answer<'r>(&self, ranking: &'r Ranking) -> Option<&'r Scored> {
        ranking.scored.first().filter(|best| best.confidence >= SURE)
    }

    /// The verdict of a ranking: one body, several, or unknown.
    pub fn verdict(&self, ranking: &Ranking) -> Verdict {
        let Some(best) = ranking.scored.first() else {
            return Verdict::Unknown;
        };
        let rivals: Vec<&Scored> = ranking
            .scored
            .iter()
            .skip(1)
            .filter(|other| best.score - other.score < LEAD)
            .take(5)
            .collect();
        let together: f32 = rivals.iter().map(|rival| rival.confidence).sum();
        if !best.is_mixed() && best.confidence + together < ABSTAIN {
            return Verdict::Unknown;
        }
        if !best.is_mixed() && rivals.is_empty() {
            return Verdict::One(self.candidate(best));
        }
        let all = std::iter::once(best).chain(rivals);
        Verdict::Several(all.map(|scored| self.candidate(scored)).collect())
    }

    /// A scored body as people are shown it.
    pub fn candidate(&self, scored: &Scored) -> Candidate {
        Candidate {
            code: self.gazetteer.code_of(scored.body),
            name: self.gazetteer.name_of(scored.body).to_owned(),
            confidence: scored.confidence,
        }
    }

    /// Codes of the same body in other schemes, its seat, or the municipality it is the seat of; at most four.
    pub fn also(&self, body: BodyId) -> Vec<AuthorityCode> {
        let gazetteer = self.gazetteer;
        let seat = gazetteer.seat(body).filter(|seat| *seat != body);
        let governed = self.governed_from(body);
        let others = seat.into_iter().chain(governed);
        let others = others.map(|other| gazetteer.code_of(other));
        // The place that GeoNames lists is the seat; of a municipality it stands for the whole.
        let place = seat.filter(|_| gazetteer.level(body) == Level::Municipality);
        let of_place = place
            .into_iter()
            .flat_map(|seat| gazetteer.codes_of(seat).skip(1));
        let mut also = Vec::new();
        for code in others.chain(gazetteer.codes_of(body).skip(1)).chain(of_place) {
            if also.len() == ALSO {
                break;
            }
            if !also.contains(&code) {
                also.push(code);
            }
        }
        also
    }

    /// The municipality that is governed from this settlement, if it is another body.
    pub fn governed_from(&self, settlement: BodyId) -> Option<BodyId> {
        self.gazetteer
            .parents(settlement)
            .find(|parent| self.gazetteer.seat(*parent) == Some(settlement))
            .filter(|parent| self.gazetteer.level(*parent) == Level::Municipality)
    }
}

/// The best candidate by weights that are being tried, and what its confidence hangs on.
pub(crate) fn doubts_of(
    resolver: &Resolver<'_>,
    written: &str,
    hints: &Hints,
    weights: &[f32; features::COUNT],
) -> Option<(BodyId, features::Doubts)> {
    let (name, _, hints) = resolver.with_bracket(written, hints, &mut Vec::new());
    let (gathered, judged, _) = resolver.gathered(name, &hints, &mut Scratch::default());
    let scored = score::rank_by(resolver, &gathered, (&judged, name), weights);
    let best = scored.first()?;
    Some((best.body, best.doubts(scored.get(1).map(|other| other.score))))
}

/// The name and what stands in brackets behind it.
fn split_bracket(written: &str) -> (&str, Option<&str>) {
    let trimmed = written.trim();
    let split = trimmed.strip_suffix(')').and_then(|rest| rest.split_once('('));
    match split {
        Some((name, inside)) if !name.trim().is_empty() && !inside.trim().is_empty() => {
            (name.trim(), Some(inside.trim()))
        }
        _ => (trimmed, None),
    }
}

fn is_acronym(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (2..=12).contains(&letters) && text.chars().all(|c| !c.is_lowercase() && !c.is_whitespace())
}
