//! One entry of a list of partners: who, in which country, since when, in what form, and how it stands.
//!
//! In: a line and the part of it that is the entry. Out: an [`Entry`], if it begins with a name.
//!
//! # Invariants
//! Only what the entry itself says is in it; what its group or card says is added by whoever reads those.

mod notes;

use super::line::{Line, parts};
use super::list_words::Word;
use crate::document::tokens::{Gap, Shape, Token};
use crate::document::{find, flags};
use crate::fold;
use crate::gazetteer::BodyId;
use crate::resolve::Resolver;
use crate::resolve::type_words::{self, Levels};
use read::Span;
use vocabulary::{Country, Day, Level};

/// A name of an entry with what is said of its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Head {
    pub(super) span: Span,
    pub(super) country: Option<Country>,
    pub(super) region: Option<String>,
    pub(super) levels: Levels,
    /// It stands behind a slash: perhaps another name of the one before.
    pub(super) is_other_name: bool,
    /// The gazetteer has this very name.
    pub(super) is_known: bool,
}

/// What one entry says.
#[derive(Debug, Clone, Default)]
pub(super) struct Entry {
    pub(super) heads: Vec<Head>,
    pub(super) relation: Option<&'static str>,
    pub(super) status: Option<&'static str>,
    /// Dates whose step the words give.
    pub(super) dates: Vec<(&'static str, Day)>,
    /// Dates that stand alone, in order.
    pub(super) plain: Vec<Day>,
    /// A decision is named beside its dates.
    pub(super) is_decided: bool,
    /// It says that there is none.
    pub(super) is_none: bool,
    /// A sentence goes on right behind the name.
    pub(super) is_prose: bool,
    pub(super) span: Span,
}

/// Reads entries.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a, 'g> {
    pub(super) text: &'a str,
    /// The language of the document.
    pub(super) language: Option<&'a str>,
    pub(super) resolver: &'a Resolver<'g>,
}

/// Small words before the name of an entry.
const LINKS: [&str; 36] = [
    "mit", "der", "die", "dem", "den", "avec", "la", "le", "les", "l", "de", "du", "d", "des", "a", "with",
    "the", "of", "to", "from", "з", "із", "зі", "z", "ze", "m", "м", "с", "г", "смт", "und", "et", "et",
    "та", "oraz", "dt",
];

/// Words that introduce the partner behind a longer phrase: “memorandum on … with”.
const WITH: [&str; 9] = ["mit", "avec", "with", "з", "із", "зі", "z", "ze", "aus"];

/// Whether the word introduces the partner behind a longer phrase.
pub(super) fn is_company(key: &str) -> bool {
    WITH.contains(&key)
}

/// Words that join names.
pub(super) fn is_and(key: &str) -> bool {
    find::is_and(key) || matches!(key, "sowie" | "e")
}

/// Words behind a name that say where it lies.
const PLACED: usize = 5;

/// Most names of one entry.
const MOST_HEADS: usize = 12;

impl Reader<'_, '_> {
    /// Reads the entry in a part of a line; `None` if no name begins it.
    pub(super) fn entry(&self, line: &Line, from: usize, to: usize) -> Option<Entry> {
        let span = line.span_of(from, to)?;
        let is_closed = self
            .text
            .get(span.end..)
            .is_some_and(|rest| rest.starts_with(')'));
        let mut entry = Entry {
            span: Span::new(span.start, span.end + usize::from(is_closed)),
            ..Entry::default()
        };
        let mut at = self.behind_ordinal(line, from, to);
        if let Some(end) = leading_date(line, at, to) {
            self.note(&mut entry, line, at, end);
            at = end;
        }
        let is_dated = entry.has_plain();
        let intro = at;
        let (at, levels) = self.behind_intro(line, at, to)?;
        self.note(&mut entry, line, intro, at);
        let end = self.heads(&mut entry, line, (at, to), levels)?;
        // “1980 Nablus on the West Bank”: behind its year a name is an entry, whatever follows.
        entry.is_prose &= !is_dated;
        self.clauses(&mut entry, line, end, to);
        if entry.is_none {
            return None;
        }
        Some(entry)
    }

    /// Behind “1.”, “a)”, “А)”.
    pub(super) fn behind_ordinal(&self, line: &Line, from: usize, to: usize) -> usize {
        let Some(first) = line.words.get(from).filter(|_| from + 1 < to) else {
            return from;
        };
        let behind = line.between(self.text, from + 1);
        let is_short =
            first.key.chars().count() == 1 || (first.shape == Shape::Number && first.key.len() <= 2);
        let is_mark = matches!(behind.trim(), ")" | "." | "|" | ".)");
        let is_mark = is_mark && (first.shape == Shape::Number || !behind.trim().starts_with('.'));
        if is_short && is_mark { from + 1 } else { from }
    }

    /// Behind small words, words of partnership and type words; the levels that those give.
    fn behind_intro(&self, line: &Line, from: usize, to: usize) -> Option<(usize, Levels)> {
        let mut at = from;
        let mut levels = Levels::default();
        while at < to {
            let word = line.words.get(at)?;
            let named = find::longest(line.words.get(..to)?, at, self.resolver.gazetteer());
            let relation = line.said.iter().find(|said| {
                said.first == at
                    && said.end <= to
                    && said.word.relation().is_some()
                    && named.is_none_or(|end| end <= said.end)
            });
            if let Some(said) = relation.filter(|said| said.end < to) {
                at = said.end;
            } else if word.shape != Shape::Lower {
                break;
            } else if let Some(given) = type_words::levels_of(&word.key) {
                levels = given;
                at += 1;
            } else if LINKS.contains(&word.key.as_str()) {
                at += 1;
            } else {
                at = Self::behind_with(line, at, to)?;
                break;
            }
        }
        let word = line.words.get(at).filter(|_| at < to)?;
        if word.shape == Shape::Lower {
            let at = Self::behind_with(line, at, to)?;
            return Some((at, levels));
        }
        word.is_capital().then_some((at, levels))
    }

    /// Behind the first “with” that a capital follows.
    fn behind_with(line: &Line, from: usize, to: usize) -> Option<usize> {
        let at = (from..to.min(from + 10)).find(|at| {
            let is_with = line
                .words
                .get(*at)
                .is_some_and(|word| WITH.contains(&word.key.as_str()));
            is_with && line.words.get(at + 1).is_some_and(Token::is_capital) && at + 1 < to
        })?;
        (!line
            .words
            .get(from..at)?
            .iter()
            .any(|word| word.is_capital() && word.span.start > line.span.start))
        .then_some(at + 1)
    }

    /// Reads the names; the place behind them.
    fn heads(
        &self,
        entry: &mut Entry,
        line: &Line,
        (from, to): (usize, usize),
        levels: Levels,
    ) -> Option<usize> {
        let mut at = from;
        let mut is_other_name = false;
        loop {
            let end = self.name_end(line, at, to)?;
            let key = line.key(at, end);
            let is_code = end == at + 1
                && line
                    .words
                    .get(at)
                    .is_some_and(|word| word.shape == Shape::Upper && word.key.len() < 4);
            if is_code {
                return None;
            }
            let behind = line
                .words
                .get(end)
                .filter(|word| end < to && word.gap == Gap::Space && word.shape == Shape::Lower);
            let levels = behind
                .and_then(|word| type_words::levels_of(&word.key))
                .unwrap_or(levels);
            entry.heads.push(Head {
                span: line.span_of(at, end)?,
                country: flags::behind_of(self.text, line.span_of(at, end)?.end),
                region: None,
                levels,
                is_other_name,
                is_known: self.is_known(&key),
            });
            let mut next = end;
            if let Some(close) = self.bracket_end(line, end, to)
                && self.joins(line, close, to).is_some()
            {
                let last = entry.heads.len() - 1;
                self.place(entry, line, (end, close), last);
                self.note(entry, line, end, close);
                next = close;
            }
            let Some((start, is_slash)) = self
                .joins(line, next, to)
                .filter(|_| entry.heads.len() < MOST_HEADS)
            else {
                entry.is_prose = self.goes_on_as_sentence(line, next, to);
                return Some(next);
            };
            at = start;
            is_other_name = is_slash;
        }
    }

    /// Whether a sentence goes on right behind the names.
    fn goes_on_as_sentence(&self, line: &Line, at: usize, to: usize) -> bool {
        let behind = line.words.get(at).filter(|_| at < to);
        behind.is_some_and(|word| {
            word.shape == Shape::Lower
                && !parts(line.between(self.text, at), "")
                && !self.is_placed(line, at, to)
                && !line
                    .said
                    .iter()
                    .any(|said| said.first == at && goes_on_as_entry(said.word))
                && type_words::levels_of(&word.key).is_none()
                && !line
                    .dates
                    .iter()
                    .any(|dated| dated.first <= at + 1 && dated.end > at)
        })
    }

    /// “Bury in Greater Manchester 1956”: the little that follows says where it lies.
    fn is_placed(&self, line: &Line, at: usize, to: usize) -> bool {
        let words = line.words.get(at..to).unwrap_or_default();
        let is_within = |word: &Token| find::is_place_word(&word.key, self.language);
        words.len() <= PLACED
            && words.first().is_some_and(is_within)
            && words.get(1).is_some_and(Token::is_capital)
            && words.iter().skip(1).all(|word| word.shape != Shape::Lower)
    }

    /// Where the next name of the same entry begins, and whether a slash stands before it.
    fn joins(&self, line: &Line, at: usize, to: usize) -> Option<(usize, bool)> {
        let word = line.words.get(at).filter(|_| at < to)?;
        let between = line.between(self.text, at);
        let mark = between.trim().trim_start_matches(')').trim();
        let is_and_word = is_and(&word.key) && word.shape == Shape::Lower;
        let start = if is_and_word { at + 1 } else { at };
        let name = line.words.get(start).filter(|_| start < to)?;
        let is_name = name.is_capital() && self.resolver.countries().by_key(&name.key).is_none();
        if is_and_word {
            return (is_name && mark.is_empty()).then_some((start, false));
        }
        match mark {
            "/" => is_name.then_some((start, true)),
            "&" | "+" => is_name.then_some((start, false)),
            "," => (is_name && self.goes_on(line, at, to)).then_some((start, false)),
            _ => None,
        }
    }

    /// Whether names go on behind a comma: another town, not the region or country of the one before.
    fn goes_on(&self, line: &Line, at: usize, to: usize) -> bool {
        let Some(end) = self.name_end(line, at, to) else {
            return false;
        };
        let key = line.key(at, end);
        if self.is_division(&key) || !self.is_town(&key) {
            return false;
        }
        end >= to || {
            let behind = line.between(self.text, end);
            behind.contains(['(', ',', ';', '.']) || line.words.get(end).is_some_and(|word| is_and(&word.key))
        }
    }

    /// Where a name that begins at a word ends.
    fn name_end(&self, line: &Line, at: usize, to: usize) -> Option<usize> {
        line.words.get(at).filter(|word| word.is_capital() && at < to)?;
        let end = run_end(self.text, line, at, to);
        let known = |end: usize| self.is_known(&line.key(at, end));
        if known(end) {
            return Some(end);
        }
        let longest = find::longest(line.words.get(..to)?, at, self.resolver.gazetteer());
        let is_name_word =
            |word: &Token| word.is_capital() || !find::is_stop_word(&word.key) && word.key.len() > 2;
        let is_name = |longest: &usize| {
            line.words
                .get(end..*longest)
                .is_some_and(|tail| tail.iter().all(is_name_word))
        };
        if let Some(longest) = longest.filter(|longest| *longest > end).filter(is_name) {
            return Some(longest);
        }
        let joint = (at + 1..end).find(|place| {
            line.words
                .get(*place)
                .is_some_and(|word| is_and(&word.key) && word.shape == Shape::Lower)
                && known(*place)
        });
        if joint.is_some() {
            return joint;
        }
        let countries = self.resolver.countries();
        let country = (at + 1..end).find(|place| countries.by_key(&line.key(*place, end)).is_some());
        let Some(mut end) = country else { return Some(end) };
        // “Ogre en Lettonie”: the preposition belongs to the country.
        while end > at + 1
            && line
                .words
                .get(end - 1)
                .is_some_and(|word| word.shape == Shape::Lower)
        {
            end -= 1;
        }
        Some(end)
    }

    /// “Page 1”, “Minutes”, “Wed. 10th July”: a word of the language or of the calendar, no name.
    pub(super) fn is_word(&self, key: &str) -> bool {
        find::is_stop_word(key)
            || find::is_common_word(key, self.language)
            || crate::document::dates::is_month(key)
    }

    /// Whether the gazetteer has the name, type words aside.
    pub(super) fn is_known(&self, key: &str) -> bool {
        let bare = type_words::strip(key).map(|stripped| stripped.key);
        let mut keys = bare.into_iter().chain(std::iter::once(key));
        keys.any(|key| self.resolver.gazetteer().named(key.as_bytes()).next().is_some())
    }

    fn bodies(&self, key: &str) -> impl Iterator<Item = BodyId> {
        let gazetteer = self.resolver.gazetteer();
        gazetteer
            .named(key.as_bytes())
            .map(|found| gazetteer.body_named(found.name))
            .take(40)
    }

    pub(super) fn is_division(&self, key: &str) -> bool {
        let gazetteer = self.resolver.gazetteer();
        self.bodies(key)
            .any(|body| matches!(gazetteer.level(body), Level::First))
    }

    /// Whether a town has this name.
    pub(super) fn is_town(&self, key: &str) -> bool {
        let gazetteer = self.resolver.gazetteer();
        self.bodies(key).any(|body| {
            matches!(
                gazetteer.level(body),
                Level::Municipality | Level::Settlement | Level::Second
            )
        })
    }

    /// Whether a Cyrillic key sounds like a name that is written in other letters: “Остфільдерн”.
    pub(super) fn sounds_known(&self, key: &str) -> bool {
        if !key.chars().any(fold::is_cyrillic) {
            return false;
        }
        let mut folded = Vec::new();
        fold::fold(key.as_bytes(), &mut folded);
        self.resolver.gazetteer().has_sound(&folded, &mut Vec::new())
    }

    /// The end of the bracket that opens before a word.
    fn bracket_end(&self, line: &Line, at: usize, to: usize) -> Option<usize> {
        line.between(self.text, at).contains('(').then_some(())?;
        (at + 1..to).find(|place| line.between(self.text, *place).contains(')'))
    }
}

impl Entry {
    /// Whether a country or date is given.
    pub(super) fn has_place(&self) -> bool {
        self.has_plain() || self.heads.iter().any(|head| head.country.is_some())
    }

    pub(super) fn has_plain(&self) -> bool {
        !self.plain.is_empty() || !self.dates.is_empty()
    }
}

/// Words right behind a name that go on with the entry rather than with a sentence.
fn goes_on_as_entry(word: Word) -> bool {
    matches!(
        word,
        Word::Since | Word::Until | Word::Signed | Word::Nobody | Word::Renewed
    ) || word.relation().is_some()
}

/// The end of a date that begins the entry, its “since” before it included.
pub(super) fn leading_date(line: &Line, at: usize, to: usize) -> Option<usize> {
    let is_since = line
        .said
        .iter()
        .any(|said| said.first == at && said.word == Word::Since);
    let dated = line.dates.iter().find(|dated| dated.first >= at)?;
    (dated.first == at || (is_since && dated.first == at + 1))
        .then_some(dated.end)
        .filter(|end| *end < to)
}

/// The end of the run of words that may be one name.
fn run_end(text: &str, line: &Line, at: usize, to: usize) -> usize {
    let mut end = at + 1;
    for place in at + 1..to.min(at + 9) {
        let Some((before, word)) = line.words.get(place - 1).zip(line.words.get(place)) else {
            break;
        };
        let between = line.between(text, place);
        if parts(between, &before.key) || word.shape == Shape::Number {
            break;
        }
        let is_hyphened = !between.contains(char::is_whitespace);
        let is_word = !is_hyphened
            && line
                .said
                .iter()
                .any(|said| said.first == place && said.word.relation().is_some());
        if is_word {
            break;
        }
        if word.is_capital() || is_hyphened {
            end = place + 1;
        } else if !find::is_inside(&word.key) {
            break;
        }
    }
    end
}
