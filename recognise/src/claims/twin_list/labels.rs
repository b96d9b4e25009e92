//! Headings, labels and sentences that lead a list in: which group of partners it is, where they lie, whose they are.
//!
//! In: a line that is no entry. Out: the group and the home of the lines below it.
//!
//! # Invariants
//! A label says of its group what its own words say; a heading of the first level begins anew.

use super::{
    Group, HEAD, Home, LONGEST_INTRODUCTION, LONGEST_LABEL, Lists, ends_as_sentence, is_one_sentence,
};
use crate::claims::directory::pair;
use crate::claims::entry::Head;
use crate::claims::line::{Form, Line};
use crate::claims::list_words::Word;
use crate::document::find;
use crate::document::tokens::Token;
use crate::resolve::inflect::nominatives;
use crate::resolve::type_words;
use vocabulary::Country;

impl Lists<'_, '_> {
    /// “The council is left with a shortlist:”: a sentence that introduces items, and speaks of no partners.
    pub(super) fn introduces_others(&self, at: usize, line: &Line) -> bool {
        let below = self.lines.get(at + 1);
        line.form == Form::Text
            && line.words.len() > LONGEST_LABEL
            && line.span.of(self.reader.text).trim_end().ends_with(':')
            && below.is_some_and(|below| below.form == Form::Item)
            && !line
                .said
                .iter()
                .any(|said| said.word.relation().is_some() || said.word == Word::Partner)
    }

    /// “Frankreich”, “EUROPE”, “Innerdeutsch”: a heading that says where the towns below lie.
    pub(super) fn place_label(&mut self, line: &Line, from: usize) -> bool {
        let words = line.words.len();
        if words - from.min(words) > 4 || line.form == Form::Item && self.latest.is_some() && words > 3 {
            return false;
        }
        let text = line.span.of(self.reader.text);
        let bare = text
            .trim_end_matches([':', '.', ' '])
            .split('(')
            .next()
            .unwrap_or_default()
            .trim();
        let country = self
            .country(bare)
            .or_else(|| self.country(&line.key(from, words)));
        let is_continent = line
            .said
            .iter()
            .any(|said| said.word == Word::Continent && said.first == from)
            && line.dates.is_empty();
        if country.is_none() && !is_continent {
            return false;
        }
        // Headings by country belong to a list that some title announced.
        if self.is_list {
            self.group.is_open = true;
            self.group.country = country;
        }
        true
    }

    fn country(&self, name: &str) -> Option<Country> {
        let key = crate::fold::plain_key(name);
        self.reader.resolver.countries().by_key(&key)
    }

    /// A heading or label that names a group of partners, or says that what follows are none.
    pub(super) fn group_label(&mut self, at: usize, line: &Line, from: usize) -> bool {
        let colon = (from + 1..line.words.len().min(from + LONGEST_INTRODUCTION))
            .find(|place| line.between(self.reader.text, *place).contains(':'))
            .filter(|colon| is_one_sentence(line, (from, *colon), self.reader.text))
            // “Nîmes: our twin towns”: the label stands behind the colon.
            .filter(|colon| line.said_in(from, *colon).any(|said| is_label_word(said.word)))
            // “International cooperation of A: twin towns”: so does what names the group.
            .filter(|colon| {
                !line
                    .said_in(*colon, line.words.len())
                    .any(|said| said.first == *colon && said.end == line.words.len())
            });
        let end = colon.unwrap_or(line.words.len());
        let has = |word: Word| line.said_in(from, end).any(|said| said.word == word);
        let level = match line.form {
            Form::Heading(level) => level,
            Form::Item | Form::Text => 0,
        };
        let names_partners =
            has(Word::PartnerTowns) || has(Word::Friends) || (level > 0 && has(Word::Partner));
        let closes = line.span.of(self.reader.text).trim_end().ends_with(':');
        let is_short = end - from.min(end) <= LONGEST_LABEL && !ends_as_sentence(line, self.reader.text);
        let is_label = level > 0 || (line.form == Form::Text && (is_short || closes)) || colon.is_some();
        if has(Word::NotPartner) && (is_label || self.is_list) {
            self.group.is_open = false;
            return true;
        }
        if !is_label || (line.form == Form::Item && colon.is_none()) {
            // “… entretient des relations de jumelage avec vingt villes.”: the lines below are a list.
            if at < HEAD && has(Word::PartnerTowns) && line.form == Form::Text {
                self.open(line, (from, line.words.len()), level);
                return true;
            }
            return false;
        }
        let status = STANDING
            .iter()
            .find(|(word, _)| has(*word))
            .map(|(_, status)| *status);
        let is_standing = status.is_some() && self.is_list && end - from <= 6;
        let is_form = self.is_list
            && line
                .said_in(from, end)
                .any(|said| said.first == from && said.word.relation().is_some());
        if !(names_partners || is_standing || is_form && is_short) {
            return false;
        }
        if colon.is_none() && self.is_list && self.is_entry_line(line, from) {
            return false;
        }
        self.open(line, (from, end), level);
        if let Some(colon) = colon.filter(|colon| *colon < line.words.len()) {
            let is_directory = self.directory.contains(&true);
            if let Some((home, behind)) = pair(self.reader, line, colon).filter(|_| is_directory) {
                let entries = self.pieces(line, behind, line.words.len());
                self.push(entries, line, &Home::Written(Box::new(home)), Some(at));
                return true;
            }
            let inline = self.named_pieces(line, colon);
            let own = self.home_in_label(line, from, colon).filter(|_| inline.len() > 1);
            let home = own.map_or(Home::Speaker, |head| Home::Written(Box::new(head)));
            self.push(inline, line, &home, Some(at));
        }
        true
    }

    fn open(&mut self, line: &Line, (from, end): (usize, usize), level: u8) {
        let has = |word: Word| line.said_in(from, end).any(|said| said.word == word);
        let form = [
            Word::Friends,
            Word::Twinning,
            Word::Memorandum,
            Word::Intent,
            Word::Solidarity,
            Word::Cooperation,
            Word::PartnerTowns,
        ]
        .into_iter()
        .find(|word| {
            line.said_in(from, end)
                .any(|said| said.word == *word && !is_denied(line, said.first))
        });
        let status = STANDING
            .iter()
            .find(|(word, _)| has(*word))
            .map(|(_, status)| *status);
        // “Partner (Verträge über Zusammenarbeit, ohne Status …)”: the bracket says the form.
        let bracket = (from + 1..end).find(|place| line.between(self.reader.text, *place).contains('('));
        let inner = bracket.and_then(|open| {
            line.said_in(open, end)
                .find(|said| said.word.relation().is_some() && !is_denied(line, said.first))
                .and_then(|said| said.word.relation())
        });
        self.group = Group {
            is_open: true,
            relation: inner.or(form.and_then(Word::relation)),
            status,
            country: None,
            level,
        };
        self.is_list = true;
        // “Partnerstädte der Stadt Gera” does not move the home; a heading that is a town alone does.
        if matches!(line.form, Form::Heading(1)) {
            self.home = Home::Speaker;
        }
        // “Current Kent sister cities include:” has the list below.
        let closes = line.span.of(self.reader.text).trim_end().ends_with(':');
        if let Some(owner) = self
            .home_in_label(line, from, end)
            .filter(|_| closes && has(Word::PartnerTowns))
        {
            self.home = Home::Written(Box::new(owner));
        }
    }

    /// “Kitzbühel zählt drei Partnerstädte: …”, “For Chernivtsi the new sisters are: …”: the only town of the label.
    fn home_in_label(&self, line: &Line, from: usize, end: usize) -> Option<Head> {
        let mut found: Option<Head> = None;
        let mut at = from;
        while at < end {
            let is_begun = line.words.get(at).is_some_and(Token::is_capital)
                && !line.said_in(at, end).any(|said| said.first == at);
            let entry = is_begun.then(|| self.reader.entry(line, at, end)).flatten();
            let head = entry.and_then(|entry| entry.heads.into_iter().next());
            let Some(head) = head.filter(|head| self.may_own(head)) else {
                at += 1;
                continue;
            };
            let is_country = self.country(head.span.of(self.reader.text)).is_some();
            if found.is_some() || is_country {
                return None;
            }
            while line
                .words
                .get(at)
                .is_some_and(|word| word.span.start < head.span.end)
            {
                at += 1;
            }
            found = Some(head);
        }
        found
    }

    /// Whether a list may be of this name: one that is known, perhaps once an ending is undone, and no small word that
    /// begins a sentence nor a type word.
    pub(super) fn may_own(&self, head: &Head) -> bool {
        let key = crate::fold::plain_key(head.span.of(self.reader.text));
        let is_bent = || nominatives(&key).iter().any(|base| self.reader.is_known(base));
        let is_word = find::is_stop_word(&key) || type_words::levels_of(&key).is_some();
        !is_word && (head.is_known || key.chars().count() > 3 && is_bent())
    }
}

/// What headings say of the standing of a whole group.
const STANDING: [(Word, &str); 9] = [
    (Word::Ended, "ended"),
    (Word::Former, "ended"),
    (Word::Suspended, "suspended"),
    (Word::Refused, "refused"),
    (Word::Dormant, "dormant"),
    (Word::Announced, "announced"),
    (Word::Explored, "explored"),
    (Word::Offered, "offered"),
    (Word::Sought, "sought"),
];

/// Whether a word before a colon makes a label of it.
fn is_label_word(word: Word) -> bool {
    let is_standing = STANDING.iter().any(|(standing, _)| *standing == word);
    is_standing || word.relation().is_some() || matches!(word, Word::NotPartner | Word::Partner)
}

fn is_denied(line: &Line, first: usize) -> bool {
    line.said
        .iter()
        .any(|said| said.word == Word::Not && said.end <= first && first - said.end <= 1)
}
