//! What stands behind the names of an entry: where they lie, the form, the standing, the dates.
//!
//! In: the clauses of an entry. Out: the [`Entry`] with what they say.
//!
//! # Invariants
//! What is said first holds: a later clause adds and undoes nothing.

use super::{Entry, Reader};
use crate::claims::line::{Line, is_dash};
use crate::claims::list_words::{Said, Word};
use crate::document::context;
use crate::document::tokens::Shape;
use crate::gazetteer::BodyId;
use crate::resolve::type_words;
use vocabulary::{Country, Day};

impl Reader<'_, '_> {
    /// Reads what stands behind the names, clause by clause.
    pub(super) fn clauses(&self, entry: &mut Entry, line: &Line, from: usize, to: usize) {
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
    pub(super) fn place(&self, entry: &mut Entry, line: &Line, (from, to): (usize, usize), last: usize) {
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
        // “Вільнюс (Литовська Республіка)”.
        let adjective = || {
            let is_bracket = line.between(self.text, from).contains('(');
            let mut words = words.iter().filter(|_| is_bracket);
            words.find_map(|word| self.resolver.countries().by_adjective(&word.key))
        };
        let country = country.or_else(adjective);
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
    pub(in crate::claims) fn note(&self, entry: &mut Entry, line: &Line, from: usize, to: usize) {
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
