//! Labelled records: “Gemeinde: …”, “Partner: …”, “Seit: …”, one field a line, several records in a file.
//!
//! In: the lines of a document. Out: entries with their homes, and which lines are fields of a record.
//!
//! # Invariants
//! A record has a field for the partner and one more that is known; lines with a colon alone make none.

use super::entry::{Entry, Reader};
use super::line::{Form, Line};
use super::list_words::Word;
use super::twin_list::{self, Home, Listed};
use crate::document::tokens::Shape;
use read::Span;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Home,
    Partner,
    Region,
    Country,
    Kind,
    Begin(&'static str),
    State,
    Finish,
    Contact,
    Sought,
    Other,
}

/// A line that is a field: what it holds and the first word of its value.
#[derive(Debug, Clone, Copy)]
struct Labelled {
    line: usize,
    field: Field,
    value: usize,
    /// The line of the value; of a definition list the one below its label.
    at: usize,
}

/// The entries of all records, for each line whether it is part of one, and the places of all labels.
pub(super) fn read(reader: Reader<'_, '_>, lines: &[Line]) -> (Vec<Listed>, Vec<bool>, Vec<Span>) {
    let mut taken = vec![false; lines.len()];
    let mut found = Vec::new();
    let mut labels = Vec::new();
    let mut card: Vec<Labelled> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let labelled = labelled(reader, lines, at);
        let is_new = match &labelled {
            Some(labelled) => begins_new(&card, labelled, lines),
            None => lines.get(at).is_some_and(|line| ends_card(&card, line, lines)),
        };
        if is_new {
            finish(reader, lines, &mut card, (&mut found, &mut taken, &mut labels));
        }
        let next = labelled.map_or(at, |labelled| labelled.at) + 1;
        card.extend(labelled);
        at = next;
    }
    finish(reader, lines, &mut card, (&mut found, &mut taken, &mut labels));
    (found, taken, labels)
}

/// Most words of a label.
const LONGEST_LABEL: usize = 6;

/// The field that a line is.
fn labelled(reader: Reader<'_, '_>, lines: &[Line], at: usize) -> Option<Labelled> {
    let line = lines.get(at)?;
    let from = reader.behind_ordinal(line, 0, line.words.len());
    let last = line.words.len().min(from + LONGEST_LABEL + 1);
    let cut = (from + 1..last).find(|place| is_label_end(line.between(reader.text, *place)));
    if let Some(value) = cut {
        return Some(Labelled {
            line: at,
            field: field(line, from, value),
            value,
            at,
        });
    }
    // A label alone, its value on the line below: definition lists, values left empty.
    let text = line.span.of(reader.text);
    let is_alone = line.words.len() <= 3 && line.form == Form::Text;
    let field = field(line, from, line.words.len());
    if text.ends_with(':') || (is_alone && field != Field::Other && text.len() < 40) {
        let below = lines.get(at + 1).filter(|below| {
            below.block != line.block && below.form == Form::Text && labelled_plainly(reader, below).is_none()
        });
        return match below {
            Some(_) if field != Field::Other => Some(Labelled {
                line: at,
                field,
                value: 0,
                at: at + 1,
            }),
            _ if text.ends_with(':') => Some(Labelled {
                line: at,
                field,
                value: line.words.len(),
                at,
            }),
            _ => None,
        };
    }
    None
}

fn labelled_plainly(reader: Reader<'_, '_>, line: &Line) -> Option<usize> {
    (1..line.words.len().min(LONGEST_LABEL)).find(|place| is_label_end(line.between(reader.text, *place)))
}

/// A colon, a row of dots, a tabulator or a wide gap behind a label.
fn is_label_end(between: &str) -> bool {
    between.contains([':', '\t', '=']) || between.contains("...") || between.contains("…")
}

/// What a label says that its field holds.
fn field(line: &Line, from: usize, to: usize) -> Field {
    let covers = |word: Word| {
        line.said_in(from, to)
            .any(|said| said.word == word && said.first <= from + 1)
    };
    let whole = |word: Word| {
        line.said_in(from, to)
            .any(|said| said.word == word && said.first == from && to - said.end <= 1)
    };
    let is_status = |word: Word| {
        line.said_in(from, to)
            .any(|said| said.word == word && said.first == from)
    };
    if to.saturating_sub(from) > LONGEST_LABEL || to <= from {
        Field::Other
    } else if is_status(Word::Finish) && whole(Word::Finish) || is_status(Word::Ended) {
        Field::Finish
    } else if covers(Word::Country) && (whole(Word::Country) || covers(Word::Partner)) {
        Field::Country
    } else if whole(Word::Kind) {
        Field::Kind
    } else if whole(Word::State) {
        Field::State
    } else if whole(Word::Region) {
        Field::Region
    } else if covers(Word::Contact) || is_status(Word::Explored) {
        Field::Contact
    } else if is_status(Word::Sought) {
        Field::Sought
    } else if is_status(Word::Signed) {
        Field::Begin("signed")
    } else if whole(Word::Begin) || whole(Word::Since) {
        let is_signing = line.said_in(from, to).any(|said| said.word == Word::Signed);
        Field::Begin(if is_signing { "signed" } else { "established" })
    } else if covers(Word::PartnerTowns) || covers(Word::Partner) {
        Field::Partner
    } else if whole(Word::Home) {
        Field::Home
    } else {
        Field::Other
    }
}

/// Whether a field begins another record.
fn begins_new(card: &[Labelled], labelled: &Labelled, lines: &[Line]) -> bool {
    let has = |field: Field| card.iter().any(|known| known.field == field);
    let block = |at: usize| lines.get(at).map(|line| line.block);
    let is_apart = card
        .last()
        .is_some_and(|last| block(last.at) != block(labelled.line));
    match labelled.field {
        Field::Home => has(Field::Home) || (has(Field::Partner) && is_apart),
        // “Сторона 3”: another partner of the same record.
        Field::Partner => {
            has(Field::Partner) && (is_apart || card.last().is_some_and(|last| last.field != Field::Partner))
        }
        Field::Other | Field::Contact | Field::Sought => false,
        field => has(field) && is_apart,
    }
}

/// Whether a line that is no field closes the record above: a heading, a rule, a title.
fn ends_card(card: &[Labelled], line: &Line, lines: &[Line]) -> bool {
    let Some(last) = card.last().and_then(|last| lines.get(last.at)) else {
        return false;
    };
    let is_short = line.words.len() <= 4;
    matches!(line.form, Form::Heading(_))
        || line.block != last.block
        || (is_short && line.indent <= last.indent)
}

/// Reads the record that is complete.
fn finish(
    reader: Reader<'_, '_>,
    lines: &[Line],
    card: &mut Vec<Labelled>,
    (found, taken, labels): (&mut Vec<Listed>, &mut [bool], &mut Vec<Span>),
) {
    let card = std::mem::take(card);
    let has = |field: Field| card.iter().any(|one| one.field == field);
    let is_record = has(Field::Partner)
        && card.iter().any(|one| {
            !matches!(
                one.field,
                Field::Partner | Field::Other | Field::Contact | Field::Sought
            )
        });
    let is_profile = has(Field::Home) && (has(Field::Finish) || has(Field::Contact));
    if !is_record && !is_profile {
        return;
    }
    for one in &card {
        let end = if one.at == one.line { one.value } else { usize::MAX };
        let label = lines
            .get(one.line)
            .and_then(|line| line.span_of(0, end.min(line.words.len())));
        labels.extend(label);
        for at in [one.line, one.at] {
            if let Some(slot) = taken.get_mut(at) {
                *slot = true;
            }
        }
    }
    found.extend(listed(reader, lines, &card));
}

/// What the fields beside the partner say, gathered on an entry without names.
fn shared(reader: Reader<'_, '_>, lines: &[Line], card: &[Labelled]) -> (Entry, &'static str) {
    let mut shared = Entry::default();
    let mut step = "established";
    for one in card {
        let Some(line) = lines.get(one.at) else { continue };
        let to = line.words.len();
        match one.field {
            Field::Kind => {
                let mut own = Entry::default();
                reader.note(&mut own, line, one.value, first_clause(reader, line, one.value));
                shared.relation = own.relation;
            }
            Field::Begin(of) => {
                step = of;
                reader.note(&mut shared, line, one.value, to);
            }
            Field::State => {
                let mut own = Entry::default();
                reader.note(&mut own, line, one.value, to);
                shared.status = own.status.or(shared.status);
                // A date beside “active” is no step of its own.
                shared
                    .dates
                    .extend(own.dates.into_iter().filter(|(what, _)| *what != "established"));
                if let (Some(status @ ("ended" | "suspended")), Some(day)) = (own.status, own.plain.first()) {
                    shared.dates.push((status, *day));
                }
            }
            Field::Finish if has_value(line, one.value) => {
                let is_partner = line
                    .words
                    .get(one.value)
                    .is_some_and(|word| word.shape != Shape::Number);
                if !is_partner {
                    shared.status = Some("ended");
                    let end = line.dates.iter().find(|dated| dated.first >= one.value);
                    shared.dates.extend(end.map(|dated| ("ended", dated.day)));
                }
            }
            _ => {}
        }
    }
    (shared, step)
}

/// The end of the first clause of a value: what stands in brackets behind it is history.
fn first_clause(reader: Reader<'_, '_>, line: &Line, from: usize) -> usize {
    (from + 1..line.words.len())
        .find(|at| line.between(reader.text, *at).contains(['(', ';']))
        .unwrap_or(line.words.len())
}

fn has_value(line: &Line, from: usize) -> bool {
    let is_none = line
        .said
        .iter()
        .any(|said| said.word == Word::Nobody && said.first == from);
    from < line.words.len() && !is_none
}

/// The value of a field as written.
fn text_of<'t>(reader: Reader<'t, '_>, lines: &[Line], card: &[Labelled], field: Field) -> Option<&'t str> {
    let one = card.iter().find(|one| one.field == field)?;
    let line = lines.get(one.at)?;
    Some(line.span_of(one.value, line.words.len())?.of(reader.text))
}

/// The authority whose record it is.
fn home(reader: Reader<'_, '_>, lines: &[Line], card: &[Labelled]) -> Option<Home> {
    let one = card.iter().find(|one| one.field == Field::Home)?;
    let line = lines.get(one.at)?;
    let entry = reader.entry(line, one.value, line.words.len())?;
    let mut head = entry.heads.into_iter().next()?;
    // “Köniz (BE)”: a code of two letters behind the home is its canton or Land.
    head.country = None;
    let region = text_of(reader, lines, card, Field::Region).map(str::to_owned);
    head.region = region.or(head.region);
    Some(Home::Written(Box::new(head)))
}

/// The entries of a record.
fn listed(reader: Reader<'_, '_>, lines: &[Line], card: &[Labelled]) -> Vec<Listed> {
    let (shared, step) = shared(reader, lines, card);
    let country = text_of(reader, lines, card, Field::Country).and_then(|text| {
        let bare = text.split(['(', ',', '/']).next().unwrap_or(text);
        reader.resolver.countries().named(bare.trim())
    });
    let home = home(reader, lines, card);
    let mut found: Vec<Listed> = Vec::new();
    for one in card {
        let status = match one.field {
            Field::Partner => None,
            Field::Finish => Some("ended"),
            Field::Contact => Some("explored"),
            _ => continue,
        };
        let Some(line) = lines.get(one.at).filter(|line| has_value(line, one.value)) else {
            continue;
        };
        for mut entry in values(reader, line, one.value) {
            if status.is_some() && entry.status.is_none() {
                entry.status = status;
            }
            if status.is_some() && (entry.is_prose || !entry.heads.iter().all(|head| head.is_known)) {
                continue;
            }
            for head in &mut entry.heads {
                head.country = head.country.or(country);
            }
            found.push(Listed {
                entry,
                home: home.clone().unwrap_or_default(),
                item: line.item,
                step,
            });
        }
    }
    share(&mut found, &shared);
    found
}

/// The entries of a value: parted by semicolons, else by commas.
fn values(reader: Reader<'_, '_>, line: &Line, from: usize) -> Vec<Entry> {
    let to = line.words.len();
    let has_semicolon = (from + 1..to).any(|at| line.between(reader.text, at).contains(';'));
    let mark = if has_semicolon { ";" } else { "," };
    twin_list::split(reader, line, (from, to), mark)
        .into_iter()
        .filter(|entry| {
            entry
                .heads
                .iter()
                .any(|head| head.is_known || head.country.is_some())
                || !entry.is_prose
        })
        .collect()
}

/// Gives the entries what the other fields say; as many dates as entries belong to them one by one.
fn share(found: &mut [Listed], shared: &Entry) {
    let is_each = found.len() > 1 && found.len() == shared.plain.len();
    for (at, listed) in found.iter_mut().enumerate() {
        let entry = &mut listed.entry;
        entry.relation = entry.relation.or(shared.relation);
        entry.status = entry.status.or(shared.status);
        if entry.plain.is_empty() && entry.dates.is_empty() {
            if is_each {
                entry.plain.extend(shared.plain.get(at));
            } else {
                entry.plain.clone_from(&shared.plain);
            }
            entry.dates.clone_from(&shared.dates);
        }
    }
}
