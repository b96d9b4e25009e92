//! One entry of a list of partners: who, in which country, since when, in what form, and how it stands.
//!
//! In: a line and the part of it that is the entry. Out: an [`Entry`], if it begins with a name.
//!
//! # Invariants
//! Only what the entry itself says is in it; what its group or card says is added by whoever reads those.

use super::line::{Line, is_dash, parts};
use super::list_words::{Said, Word};
use crate::document::context;
use crate::document::find;
use crate::document::tokens::{Gap, Shape, Token};
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
    matches!(
        key,
        "et" | "and" | "та" | "і" | "й" | "und" | "sowie" | "oraz" | "i" | "y" | "e"
    )
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
                country: None,
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

    /// The end of the bracket that opens before a word.
    fn bracket_end(&self, line: &Line, at: usize, to: usize) -> Option<usize> {
        line.between(self.text, at).contains('(').then_some(())?;
        (at + 1..to).find(|place| line.between(self.text, *place).contains(')'))
    }

    /// Reads what stands behind the names, clause by clause.
    fn clauses(&self, entry: &mut Entry, line: &Line, from: usize, to: usize) {
        let mut start = from;
        let mut number = 0;
        while start < to {
            let end = (start + 1..to)
                .find(|at| {
                    let between = line.between(self.text, *at);
                    between.contains([',', ';', '(', ')', ':', '.', '!', '?', '·', '|'])
                        && !is_decimal(between)
                        || is_dash(between)
                })
                .unwrap_or(to);
            let last = entry.heads.len().saturating_sub(1);
            if number < 4 && entry.heads.last().is_some_and(|head| head.country.is_none()) {
                self.place(entry, line, (start, end), last);
            }
            self.note(entry, line, start, end);
            start = end;
            number += 1;
        }
    }

    /// A clause that says where the names lie.
    fn place(&self, entry: &mut Entry, line: &Line, (from, to): (usize, usize), last: usize) {
        if to.saturating_sub(from) > 6 {
            return;
        }
        let words = line.words.get(from..to).unwrap_or_default();
        let full = context::countries_in(words, self.resolver.countries());
        let country = full.first().map(|(country, _, _)| *country).or_else(|| {
            let [word] = words else { return None };
            (word.shape == Shape::Upper || word.key.len() > 2 || word.key.len() == 1)
                .then(|| self.country_code(word.span.of(self.text)))?
        });
        if let Some(country) = country {
            for head in entry.heads.iter_mut().filter(|head| head.country.is_none()) {
                head.country = Some(country);
            }
            return;
        }
        let is_marked = line.between(self.text, from).contains(['(', ',', '/']);
        let is_name = words
            .first()
            .is_some_and(|word| word.shape == Shape::Title || type_words::levels_of(&word.key).is_some());
        let is_plain = line
            .dates
            .iter()
            .all(|dated| dated.end <= from || dated.first >= to)
            && line.said_in(from, to).next().is_none();
        let Some(head) = entry.heads.get_mut(last).filter(|head| head.region.is_none()) else {
            return;
        };
        if is_marked && is_name && is_plain && to - from <= 4 {
            let key = line.key(from, to);
            let own: Vec<BodyId> = self
                .bodies(&crate::fold::plain_key(head.span.of(self.text)))
                .collect();
            let is_repeated = self.bodies(&key).any(|body| own.contains(&body));
            let stripped = type_words::strip(&key).map_or(key.clone(), |stripped| stripped.key.to_owned());
            head.region = Some(stripped).filter(|_| !is_repeated);
        }
    }

    /// A country by its code or short form: “PL”, “USA”, “RFA”, “D”.
    fn country_code(&self, written: &str) -> Option<Country> {
        let code = match written {
            "F" => "FR",
            "I" => "IT",
            "A" => "AT",
            "E" => "ES",
            "UK" => "GB",
            "H" => "HU",
            "S" => "SE",
            "N" => "NO",
            "P" => "PT",
            "B" => "BE",
            "L" => "LU",
            "РФ" => "RU",
            "D" | "ФРН" | "НДР" | "RFN" | "RFA" | "BRD" | "DDR" | "RDA" | "NRD" => "DE",
            "КНР" | "VRC" => "CN",
            "ЧР" => "CZ",
            "РП" => "PL",
            "ЛР" => "LT",
            other => other,
        };
        if code.len() == 2 && code.chars().all(|letter| letter.is_ascii_uppercase()) {
            let country = code.parse().ok()?;
            return self.resolver.gazetteer().country_place(country).map(|_| country);
        }
        self.resolver.countries().named(code)
    }

    /// What a clause says of form, standing and dates.
    pub(super) fn note(&self, entry: &mut Entry, line: &Line, from: usize, to: usize) {
        let is_denied = |said: &Said| {
            line.said_in(from, to)
                .any(|not| not.word == Word::Not && not.end <= said.first && said.first - not.end <= 1)
        };
        // “born of wartime friendship”, “talks on twinning”: only what leads its clause is the form.
        let is_talk = line.said_in(from, to).any(|said| said.word == Word::Explored);
        let relation = RELATIONS.iter().filter(|_| !is_talk).find(|word| {
            line.said_in(from, to)
                .any(|said| said.word == **word && said.first <= from + 3 && !is_denied(said))
        });
        entry.relation = entry.relation.or(relation.and_then(|word| word.relation()));
        let is_nobody = |said: &Said| said.word == Word::Nobody && said.first == from && to - said.end <= 1;
        entry.is_none |= line.said_in(from, to).any(is_nobody);
        entry.is_decided |= line.said_in(from, to).any(|said| said.word == Word::Decision);
        let is_dated = !entry.plain.is_empty()
            || entry
                .dates
                .iter()
                .any(|(what, _)| *what == "signed" || *what == "established");
        let status = STATUSES.iter().find(|word| {
            line.said_in(from, to)
                .any(|said| said.word == **word && !is_denied(said))
        });
        // Talks about something more do not undo what has been agreed.
        let is_early = |word: Word| {
            matches!(
                word,
                Word::Explored | Word::Announced | Word::Offered | Word::Sought | Word::Voted
            )
        };
        let status = status.filter(|word| !(is_early(**word) && is_dated));
        entry.status = entry.status.or(status.and_then(|word| word.status()));
        for (at, dated) in line.dates.iter().enumerate() {
            if dated.first >= from && dated.end <= to {
                let before = at.checked_sub(1).and_then(|before| line.dates.get(before));
                self.date(
                    entry,
                    line,
                    (from, to),
                    (before.map(|d| d.end), (dated.first, dated.end), dated.day),
                );
            }
        }
    }

    /// The step that a date of a clause belongs to, by the words before it, else right behind it.
    fn date(
        &self,
        entry: &mut Entry,
        line: &Line,
        (from, to): (usize, usize),
        (before, (first, end), day): (Option<usize>, (usize, usize), Day),
    ) {
        // “1998-2016”: from, to.
        let is_range = before == Some(first)
            && matches!(
                line.between(self.text, first).trim(),
                "-" | "–" | "—" | "bis" | "до"
            )
            && !entry.plain.is_empty();
        if is_range {
            entry.dates.push(("ended", day));
            entry.status = entry.status.or(Some("ended"));
            return;
        }
        let low = before.unwrap_or(from).max(from);
        let behind = line
            .said_in(end, to.min(end + 4))
            .find(|said| step(said.word).is_some());
        let clause = line.said_in(low, first).filter(|said| step(said.word).is_some());
        let strong = clause.filter(|said| !matches!(said.word, Word::Since)).last();
        let said = strong.or(behind.filter(|said| {
            matches!(
                said.word,
                Word::Confirmed | Word::Renewed | Word::Suspended | Word::Signed
            )
        }));
        // “(until 2023 known as …)” is no end.
        if to - from > 4 && said.is_some_and(|said| said.word == Word::Until) && entry.status.is_none() {
            return;
        }
        if line.said_in(from, to).any(|said| said.word == Word::Decision) {
            entry.plain.push(day);
            return;
        }
        let is_dormant = line.said_in(from, to).any(|said| said.word == Word::Dormant);
        match said.map(|said| said.word).and_then(step) {
            _ if is_dormant && entry.has_plain() => {}
            Some(what) => entry.dates.push((what, day)),
            None if matches!(entry.status, Some("explored" | "offered" | "sought" | "refused")) => {
                entry.dates.push(("first_contact", day));
            }
            None => entry.plain.push(day),
        }
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

/// Words of form, the most telling first.
const RELATIONS: [Word; 9] = [
    Word::Memorandum,
    Word::Intent,
    Word::Solidarity,
    Word::Project,
    Word::Friends,
    Word::Twinning,
    Word::PartnerTowns,
    Word::Cooperation,
    Word::Network,
];

/// Words of standing, the most telling first.
const STATUSES: [Word; 9] = [
    Word::Refused,
    Word::Ended,
    Word::Suspended,
    Word::Dormant,
    Word::Voted,
    Word::Offered,
    Word::Announced,
    Word::Explored,
    Word::Sought,
];

fn step(word: Word) -> Option<&'static str> {
    Some(match word {
        Word::Ended | Word::Until => "ended",
        Word::Suspended => "suspended",
        Word::Renewed => "renewed",
        Word::Confirmed => "confirmed",
        Word::Signed | Word::Memorandum | Word::Intent => "signed",
        Word::Voted => "voted",
        Word::Contact | Word::Explored | Word::Offered | Word::Sought => "first_contact",
        Word::Since => "established",
        _ => return None,
    })
}

/// A full stop or comma inside a number or abbreviation.
fn is_decimal(between: &str) -> bool {
    between == "." || between == "," && !between.contains(' ')
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
