//! Lists of partner towns: bullets, lines, headings by country or by kind, directories of several home towns.
//!
//! In: the lines of a document. Out: entries, each with its home and what its group says of it.
//!
//! # Invariants
//! Entries are read only below a heading, title or label that names partner towns, or where each gives its country and
//! the year since when. A group of what is no partner gives none.

mod enumeration;
mod labels;

pub(super) use enumeration::split;

use super::card;
use super::directory::{directories, heads, pair, without_strays};
use super::entry::{Entry, Head, Reader, is_company};
use super::line::{Form, Line, is_dash};
use super::list_words::Word;
use crate::document::tokens::{Shape, Token};
use crate::document::{find, flags};
use read::Span;
use vocabulary::Country;

/// Whose partner an entry is.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Home {
    /// The authority that speaks in the document.
    #[default]
    Speaker,
    /// The authority of a heading, a label or the line itself.
    Written(Box<Head>),
}

/// An entry with its home.
#[derive(Debug, Clone)]
pub(super) struct Listed {
    pub(super) entry: Entry,
    pub(super) home: Home,
    /// Which item of the document.
    pub(super) item: usize,
    /// What dates that stand alone say.
    pub(super) step: &'static str,
}

/// What a heading says of the entries below it.
#[derive(Debug, Clone, Copy, Default)]
struct Group {
    is_open: bool,
    relation: Option<&'static str>,
    status: Option<&'static str>,
    country: Option<Country>,
    /// The level of its heading; 0 for a line of text.
    level: u8,
}

/// Reads the lines one by one.
struct Lists<'a, 'g> {
    reader: Reader<'a, 'g>,
    lines: &'a [Line],
    group: Group,
    home: Home,
    /// The level of the heading that named the home; 0 where none did.
    home_level: u8,
    /// Some heading or title named partner towns.
    is_list: bool,
    /// No heading does, but the entries give their countries and years.
    is_dated: bool,
    /// Lines “home: partner”, for each line whether its run has such lines.
    directory: Vec<bool>,
    /// For each line whether it is a town that heads the entries of its block.
    heads: Vec<bool>,
    /// The line of the latest entry.
    latest: Option<usize>,
    found: Vec<Listed>,
}

/// The entries of all lists and cards of a document, and the places of labels, which name nobody.
pub(super) fn read(reader: Reader<'_, '_>, lines: &[Line]) -> (Vec<Listed>, Vec<Span>) {
    let mut found = Vec::new();
    let (cards, taken, labels) = card::read(reader, lines);
    found.extend(cards);
    let names_partners = |line: &Line| {
        let is_heading = matches!(line.form, Form::Heading(_));
        line.says(Word::PartnerTowns)
            || (is_heading && (line.says(Word::Partner) || line.says(Word::Friends)))
    };
    let is_dated = is_dated_list(reader, lines);
    if !is_dated && !lines.iter().any(names_partners) {
        return (found, labels);
    }
    let mut lists = Lists {
        reader,
        lines,
        group: Group {
            is_open: is_dated,
            ..Group::default()
        },
        home: Home::Speaker,
        home_level: 0,
        is_list: is_dated,
        is_dated,
        directory: directories(reader, lines),
        heads: heads(reader, lines),
        latest: None,
        found: Vec::new(),
    };
    for at in (0..lines.len()).filter(|at| taken.get(*at) != Some(&true)) {
        lists.line(at);
    }
    found.append(&mut with_title(without_strays(lists.found), reader.text));
    (found, labels)
}

/// Marks that part entries which may themselves have commas.
const MARKS: [&str; 5] = [";", "·", "•", "|", " / "];

/// Lines “B – country. Since year” that make a list of partners of a document though no heading says so.
const DATED: usize = 5;

/// Whether a document lists towns abroad, each with its country and the year since when: the heading that calls them
/// partners is not always part of a page.
fn is_dated_list(reader: Reader<'_, '_>, lines: &[Line]) -> bool {
    let is_dated = |line: &Line| {
        line.says(Word::Since)
            && reader.entry(line, 0, line.words.len()).is_some_and(|entry| {
                let in_country = entry.heads.first().is_some_and(|head| head.country.is_some());
                in_country && entry.has_plain() && !entry.is_prose
            })
    };
    lines.iter().filter(|line| is_dated(line)).take(DATED).count() >= DATED || is_placed_list(reader, lines)
}

/// Whether several lines are each a town abroad with its country in brackets and nothing else, in a document that speaks
/// of partner towns: “Dudelange (Luxemburg)”, a paragraph below each.
fn is_placed_list(reader: Reader<'_, '_>, lines: &[Line]) -> bool {
    if !lines.iter().any(|line| line.says(Word::PartnerTowns)) {
        return false;
    }
    let country = |line: &Line| {
        let is_short = line.words.len() <= PLACED && line.span.of(reader.text).trim_end().ends_with(')');
        let entry = is_short.then(|| reader.entry(line, 0, line.words.len()))??;
        match entry.heads.as_slice() {
            [head] if head.is_known => head.country,
            _ => None,
        }
    };
    let countries: Vec<Country> = lines.iter().filter_map(country).collect();
    countries.len() >= FOLLOWED && countries.iter().any(|country| Some(country) != countries.first())
}

/// Words behind a country that are the name of a town.
const ALONE: usize = 1;

/// Most words of a line that is a town with its country.
const PLACED: usize = 6;

/// “Joué-lès-Tours, ouverte sur l’Europe”, then “Ogre (Lettonie) 2005” and others: a first line without country and
/// date, where all others have them, is whose list it is.
fn with_title(mut found: Vec<Listed>, text: &str) -> Vec<Listed> {
    let is_bare = |listed: &Listed| {
        let entry = &listed.entry;
        !entry.has_place() && entry.plain.is_empty() && entry.dates.is_empty() && entry.heads.len() == 1
    };
    let [first, others @ ..] = found.as_slice() else {
        return found;
    };
    let is_title = is_bare(first)
        && others.len() >= FOLLOWED
        && others
            .iter()
            .all(|listed| !is_bare(listed) && listed.entry.has_place());
    let is_of_speaker = found.iter().all(|listed| listed.home == Home::Speaker);
    let behind = others.first().map_or(0, |next| next.entry.span.start);
    let is_own_line = text
        .get(first.entry.span.end..behind)
        .is_some_and(|between| between.contains('\n'));
    if !is_title || !is_of_speaker || !is_own_line {
        return found;
    }
    if let Some(head) = found.remove(0).entry.heads.into_iter().next() {
        for listed in &mut found {
            listed.home = Home::Written(Box::new(head.clone()));
        }
    }
    found
}

/// Entries with country and date below the line that is their title.
pub(super) const FOLLOWED: usize = 3;

/// Words of a line that may be a heading of a group.
const LONGEST_LABEL: usize = 14;

/// Words before the colon of a list that stands in its line.
const LONGEST_INTRODUCTION: usize = 20;

/// Most words of a paragraph that speaks of the town in the heading above it.
const MOST_ABOUT: usize = 60;

/// The first lines of a document, where a sentence may say that it is a list.
const HEAD: usize = 6;

impl Lists<'_, '_> {
    fn line(&mut self, at: usize) {
        let Some(line) = self.lines.get(at) else { return };
        let from = self.reader.behind_ordinal(line, 0, line.words.len());
        self.leave_home(line, from);
        if self.place_label(line, from) || self.group_label(at, line, from) {
            return;
        }
        if self.group.is_open && self.introduces_others(at, line) {
            self.group.is_open = false;
            return;
        }
        if self.group.is_open && self.entries(at, line, from) {
            self.latest = Some(at);
            return;
        }
        if self.group.is_open && self.continues(at, line) {
            return;
        }
        if let Form::Heading(level) = line.form
            && level <= self.group.level.max(1)
        {
            self.group.is_open = self.is_dated;
        } else if matches!(line.form, Form::Heading(_)) {
            self.group.country = None;
        } else if self.group.is_open && line.form == Form::Text && is_loud(line) {
            // A country under a name that nobody knows has entries below it too.
            let below = self.lines.get(at + 1);
            let is_place =
                below.is_some_and(|below| below.indent > line.indent && self.is_entry_line(below, 0));
            self.group.is_open = is_place;
            self.group.country = None;
        }
    }

    /// Under the next heading of its level that is no entry itself a home is no longer that of the lines below.
    fn leave_home(&mut self, line: &Line, from: usize) {
        if let Form::Heading(level) = line.form
            && level <= self.home_level
            && !self.is_entry_line(line, from)
        {
            self.home = Home::Speaker;
        }
    }

    fn is_entry_line(&self, line: &Line, from: usize) -> bool {
        let entry = self.reader.entry(line, from, line.words.len());
        entry.is_some_and(|entry| entry.has_place() && entry.heads.iter().all(|head| head.is_known))
    }

    /// The entries of a line; whether it has any.
    fn entries(&mut self, at: usize, line: &Line, from: usize) -> bool {
        let to = line.words.len();
        let text = line.span.of(self.reader.text);
        if from >= to || is_money(text) || is_file(text) {
            return false;
        }
        let flag = || {
            Some((
                flags::of_line(self.reader.text, line.words.get(from)?.span.start)?,
                from,
            ))
        };
        if let Some((country, behind)) = self.leading_country(line, from, to).or_else(flag) {
            let mut entries = self.pieces(line, behind, to);
            for head in entries.iter_mut().flat_map(|entry| &mut entry.heads) {
                head.country = head.country.or(Some(country));
            }
            // “Rosja: Nowotscherskassk”: what stands alone behind its country is a town, however it is spelled.
            let is_alone = to - behind <= ALONE;
            let is_town = |entry: &Entry| is_alone || entry.heads.iter().any(|head| head.is_known);
            entries.retain(|entry| !entry.is_prose && is_town(entry));
            return self.push(entries, line, &Home::Speaker, Some(at));
        }
        if self.directory.get(at) == Some(&true)
            && let Some((home, behind)) = pair(self.reader, line, from)
        {
            let entries = self.pieces(line, behind, to);
            let home = Home::Written(Box::new(home));
            return self.push(entries, line, &home, Some(at));
        }
        if self.is_home(at, line, from) {
            return true;
        }
        if let Some(entries) = self.enumerated(line, from) {
            return self.push(entries, line, &Home::Speaker, Some(at));
        }
        let mut entries = self.split(line, from, to, ";");
        let is_first = |entry: &Entry| self.is_entry(line, from, entry);
        if !entries.first().is_some_and(is_first) {
            return false;
        }
        entries.retain(|entry| !entry.is_prose);
        self.push(entries, line, &Home::Speaker, Some(at))
    }

    /// Whether what was read is an entry and not just a line that begins with a capital.
    fn is_entry(&self, line: &Line, from: usize, entry: &Entry) -> bool {
        let Some(head) = entry.heads.first().filter(|_| !entry.is_prose) else {
            return false;
        };
        let countries = self.reader.resolver.countries();
        let key = crate::fold::plain_key(head.span.of(self.reader.text));
        if countries.by_key(&key).is_some() && entry.heads.len() == 1 {
            return false;
        }
        // “Von 27 Anträgen …”, “Der Ring 2023 …”: a small word with a capital begins a sentence.
        if find::is_stop_word(&key)
            || self.is_word(head)
            || !head.is_known && line.words.len() - from > LONGEST_LABEL
        {
            return false;
        }
        // “Kappelrodeck (st). Der Vertrag wird 55. …”: where a report was written.
        let is_report = !is_one_sentence(line, (from, line.words.len()), self.reader.text)
            && line.words.len() > LONGEST_INTRODUCTION
            && !entry.has_place()
            && self.group.country.is_none();
        if line.form == Form::Text && is_report {
            return false;
        }
        if line.form == Form::Text && ends_as_sentence(line, self.reader.text) && tells_of_another(line, head)
        {
            return false;
        }
        let is_whole = head.span.end == line.span.end || line.words.len() - from <= 4;
        let has_country = head.country.is_some() || self.group.country.is_some();
        match line.form {
            Form::Item | Form::Heading(_) => head.is_known || (has_country && entry.has_place()),
            Form::Text if head.is_known => {
                entry.has_place()
                    || self.group.country.is_some()
                    || (is_whole && (line.indent > 0 || head.span.end == line.span.end))
            }
            Form::Text => has_country && !(entry.plain.is_empty() && entry.dates.is_empty()),
        }
    }

    /// “France : Arras (1967), …”.
    fn leading_country(&self, line: &Line, from: usize, to: usize) -> Option<(Country, usize)> {
        let countries = self.reader.resolver.countries();
        let (country, _, end) = crate::document::context::countries_in(line.words.get(from..to)?, countries)
            .into_iter()
            .find(|(_, first, _)| *first == 0)?;
        let end = from + end;
        let between = line.between(self.reader.text, end);
        // “Holandia- Almelo”: behind a country a hyphen is as good as a dash.
        let is_mark = between.contains([':', '\t']) || is_dash(between) || between.trim_end() == "-";
        (end < to && is_mark && between != "-").then_some((country, end))
    }

    /// A line that names the home of the lines below it: “1 | Stadt Biberach an der Riß”.
    fn is_home(&mut self, at: usize, line: &Line, from: usize) -> bool {
        let level = match line.form {
            Form::Heading(level) => level,
            Form::Item | Form::Text => 0,
        };
        let Some(next) = self.lines.get(at + 1).filter(|_| line.form != Form::Item) else {
            return false;
        };
        let Some(entry) = self.reader.entry(line, from, line.words.len()) else {
            return false;
        };
        let [head] = entry.heads.as_slice() else {
            return false;
        };
        // Where entries give their country and year, a name that gives none has those below; beside a heading that is a home
        // the next of its level is one too: “Newbury (five!)”.
        let is_beside = level > 0 && level == self.home_level;
        let is_bare = head.span.end == line.span.end || self.is_dated || is_beside;
        let is_alone = is_bare
            && head.is_known
            && self.may_own(head)
            && !entry.has_place()
            && self.group.country.is_none();
        let is_list_below = self.is_dated
            || is_beside
            || next.form == Form::Item
            || next.indent > line.indent
            || self.heads.get(at) == Some(&true);
        if !is_alone || !is_list_below {
            return false;
        }
        self.home = Home::Written(Box::new(head.clone()));
        self.home_level = level;
        true
    }

    /// The entries of an enumeration: parted by semicolons, else by commas.
    fn pieces(&self, line: &Line, from: usize, to: usize) -> Vec<Entry> {
        let has = |mark: &&&str| (from + 1..to).any(|at| line.between(self.reader.text, at).contains(**mark));
        let mark = MARKS.iter().find(has).copied().unwrap_or(",");
        self.split(line, from, to, mark)
    }

    /// The entries of a line that is an enumeration as a whole, “Leeds, Turin et Cologne”: none unless each of its pieces
    /// is the name of a town and there are more than two.
    fn enumerated(&self, line: &Line, from: usize) -> Option<Vec<Entry>> {
        let to = line.words.len();
        let mut entries = self.pieces(line, from, to);
        entries.retain(|entry| !entry.is_prose);
        let heads = || entries.iter().flat_map(|entry| &entry.heads);
        let is_name = |head: &Head| head.is_known && !self.is_word(head);
        let named: usize = heads()
            .map(|head| {
                line.words
                    .iter()
                    .filter(|word| head.span.contains(word.span))
                    .count()
            })
            .sum();
        let is_mark = |at: usize| line.words.get(at).is_some_and(|word| word.shape == Shape::Lower);
        let small = (from..to).filter(|at| is_mark(*at)).count();
        if !(heads().all(is_name) && heads().count() > 2 && named + small >= to - from) {
            return None;
        }
        // “Rostow, Moskau, Sankt Petersburg (beendet 2022)”: what stands behind the last of bare names holds for all.
        let is_bare =
            |entry: &Entry| entry.plain.is_empty() && entry.dates.is_empty() && entry.status.is_none();
        if let Some((last, others)) = entries.split_last_mut()
            && others.iter().all(is_bare)
        {
            for entry in others {
                entry.plain.clone_from(&last.plain);
                entry.dates.clone_from(&last.dates);
                (entry.status, entry.is_decided) = (last.status, last.is_decided);
            }
        }
        Some(entries)
    }

    /// Whether a head is a word of the language that no country makes a name.
    fn is_word(&self, head: &Head) -> bool {
        let key = crate::fold::plain_key(head.span.of(self.reader.text));
        head.country.is_none() && self.reader.is_word(&key)
    }

    /// The entries of an enumeration behind a label; none where a sentence or a common word follows it.
    fn named_pieces(&self, line: &Line, from: usize) -> Vec<Entry> {
        let mut pieces = self.pieces(line, from, line.words.len());
        pieces.retain(|entry| !entry.is_prose && !entry.heads.iter().all(|head| self.is_word(head)));
        pieces
    }

    /// Cuts a part of a line at a mark wherever a new entry begins behind it.
    fn split(&self, line: &Line, from: usize, to: usize, mark: &str) -> Vec<Entry> {
        split(self.reader, line, (from, to), mark)
    }

    /// Adds entries of a line with what their group says.
    fn push(&mut self, entries: Vec<Entry>, line: &Line, home: &Home, latest: Option<usize>) -> bool {
        let home = if *home == Home::Speaker {
            self.home.clone()
        } else {
            home.clone()
        };
        let is_any = !entries.is_empty();
        for mut entry in entries {
            for head in &mut entry.heads {
                head.country = head.country.or(self.group.country);
            }
            entry.relation = entry.relation.or(self.group.relation);
            entry.status = entry.status.or(self.group.status);
            self.found.push(Listed {
                entry,
                home: home.clone(),
                item: line.item,
                step: "established",
            });
        }
        if is_any {
            self.latest = latest;
        }
        is_any
    }

    /// A line below an entry that says more of it: deeper, or behind a break within it.
    fn continues(&mut self, at: usize, line: &Line) -> bool {
        let Some((above, listed)) = self
            .latest
            .and_then(|at| self.lines.get(at))
            .zip(self.found.last_mut())
        else {
            return false;
        };
        // A heading that is a town, or a line that is nothing else, with a short paragraph about it below.
        let is_title = match above.form {
            Form::Heading(_) => true,
            Form::Text => {
                let own = listed.entry.heads.first().map(|head| head.span);
                line.block == above.block && own == Some(above.span)
            }
            Form::Item => false,
        };
        let is_about = is_title && line.words.len() <= MOST_ABOUT;
        let is_below = self.latest.is_some_and(|latest| latest + 1 == at)
            && line.form == Form::Text
            && (is_about
                || line.indent > above.indent
                || (above.form == Form::Item && line.block == above.block));
        if is_below && listed.entry.plain.is_empty() && listed.entry.dates.is_empty() {
            self.reader.note(&mut listed.entry, line, 0, line.words.len());
        }
        is_below
    }
}

/// Whether no sentence ends within some words of a line.
fn is_one_sentence(line: &Line, (from, to): (usize, usize), text: &str) -> bool {
    let begins = |at: usize| line.words.get(at).is_some_and(Token::is_capital);
    (from + 1..to).all(|at| !(begins(at) && line.between(text, at).contains(['.', '!', '?', '|'])))
}

/// Whether the line ends as a sentence does.
fn ends_as_sentence(line: &Line, text: &str) -> bool {
    line.span.of(text).trim_end().ends_with(['.', '!', '?', '…', ';']) && line.words.len() > 5
}

/// “Poznań od 2017 r. współpracuje z włoską Bolonią.”: a sentence about the name and one that it keeps company with.
fn tells_of_another(line: &Line, head: &Head) -> bool {
    let first = line.words.partition_point(|word| word.span.start < head.span.end);
    (first..line.words.len()).any(|at| {
        let is_with = line.words.get(at).is_some_and(|word| is_company(&word.key));
        let mut behind = line.words.iter().skip(at + 1).take(COMPANY);
        is_with && behind.any(Token::is_capital)
    })
}

/// Words from a preposition of company to the name that it governs.
const COMPANY: usize = 3;

/// A short line in capitals is a heading.
fn is_loud(line: &Line) -> bool {
    line.words.len() <= 6
        && line
            .words
            .iter()
            .all(|word| matches!(word.shape, Shape::Upper | Shape::Number))
}

/// `Town_Visit_Jan24.JPEG`: the name of a file is no entry.
fn is_file(text: &str) -> bool {
    !text.contains(char::is_whitespace) && text.contains('_')
}

/// A line with a sum of money is no entry of partners.
fn is_money(text: &str) -> bool {
    ["€", "£", "EUR", "USD", "CHF", " zł", "PLN", "грн", "UAH"]
        .iter()
        .any(|mark| text.contains(mark))
}
