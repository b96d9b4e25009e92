//! Tables of laureates and partners: their records, and who is named in a cell.
//!
//! In: a table with its joined cells and the [`Plan`] of its columns. Out: records with region, lead, partners, title
//! and what else the columns hold, each with its places in the text.
//!
//! # Invariants
//! What a cell points at (“idem”), or leaves to the row above, is put in; its pieces stay those of the row above.

use super::cell_words::{self, Where};
pub(crate) use super::columns::Column;
use super::columns::{Plan, Sort};
use crate::resolve::Resolver;
use crate::resolve::type_words::{self, Levels};
use read::{Cell, CellOrigin, Row, Span, Table};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use vocabulary::Country;

/// One cell of a record.
#[derive(Debug, Clone, Default)]
pub(crate) struct Value {
    /// The joined text.
    pub(crate) text: String,
    /// Its pieces in the document's text.
    pub(crate) pieces: Vec<Span>,
}

/// One record of the table.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    pub(crate) region: Value,
    pub(crate) lead: Value,
    pub(crate) partner: Value,
    pub(crate) title: Value,
    pub(crate) country: Value,
    pub(crate) date: Value,
    pub(crate) end: Value,
    pub(crate) status: Value,
    pub(crate) relation: Value,
    /// Cells of amounts, each with its column.
    pub(crate) amounts: Vec<(usize, Value)>,
    /// Cells of prose.
    pub(crate) notes: Vec<Value>,
    /// The words of the section it stands in, if they are no region: “Liste complémentaire”.
    pub(crate) section: Option<String>,
    /// The row as written.
    pub(crate) span: Span,
}

impl Record {
    fn slot(&mut self, column: Column) -> Option<&mut Value> {
        Some(match column {
            Column::Region => &mut self.region,
            Column::Lead => &mut self.lead,
            Column::Partner => &mut self.partner,
            Column::Title => &mut self.title,
            Column::Country => &mut self.country,
            Column::Date => &mut self.date,
            Column::End => &mut self.end,
            Column::Status => &mut self.status,
            Column::Relation => &mut self.relation,
            Column::Amount | Column::Note | Column::Other => return None,
        })
    }

    /// Whether it sums up the rows above.
    pub(crate) fn is_total(&self) -> bool {
        [&self.region, &self.lead, &self.partner, &self.title]
            .iter()
            .find(|value| !value.text.is_empty())
            .is_some_and(|value| cell_words::says_row("total", &value.text, Where::Start))
    }

    /// Whether it was withdrawn, put off, or only refers to another row.
    pub(crate) fn is_out(&self) -> bool {
        let is_paid = self
            .amounts
            .iter()
            .any(|(_, value)| value.text.bytes().any(|byte| byte.is_ascii_digit()));
        let says = |value: &Value| {
            let bare = value
                .text
                .trim_start_matches(|sign: char| !sign.is_alphanumeric());
            let place = if is_paid { Where::Whole } else { Where::Start };
            bare.split_whitespace().nth(8).is_none() && cell_words::says_row("out", bare, place)
        };
        self.section
            .as_deref()
            .is_some_and(|section| cell_words::says_row("out", section, Where::Anywhere))
            || says(&self.title)
            || says(&self.lead)
            || says(&self.status)
            || (!is_paid && (says(&self.partner) || says_aside(&self.partner.text)))
    }
}

/// “Velenje – zurückgezogen –”, “Conches [sic : voir Normandie]”.
fn says_aside(text: &str) -> bool {
    let mut asides = text.split(['–', '—', '[', '(']).skip(1);
    asides.any(|aside| cell_words::says_row("out", aside, Where::Start))
}

/// The records of a table.
pub(crate) fn records(table: &Table, plan: &Plan, resolver: &Resolver<'_>) -> Vec<Record> {
    let mut found: Vec<Record> = Vec::new();
    let mut group = Group::default();
    for row in &table.rows {
        if let Some(name) = alone(row, plan) {
            group = Group::of(name, resolver);
            continue;
        }
        let record = record(row, plan, found.last());
        found.push(group.holds(record, plan));
    }
    found
}

/// What a row with nothing but one cell says of the rows below it.
#[derive(Debug, Clone, Default)]
struct Group {
    country: Value,
    region: Value,
    section: Option<String>,
}

impl Group {
    fn of(cell: &Cell, resolver: &Resolver<'_>) -> Self {
        let name = value(cell);
        if cell_words::says_row("out", &name.text, Where::Anywhere) {
            return Self {
                section: Some(name.text),
                ..Self::default()
            };
        }
        match country(resolver, &name.text) {
            Some(_) => Self {
                country: name,
                ..Self::default()
            },
            None => Self {
                region: name,
                ..Self::default()
            },
        }
    }

    fn holds(&self, mut record: Record, plan: &Plan) -> Record {
        if record.country.text.is_empty() {
            record.country = self.country.clone();
        }
        if record.region.text.is_empty() && plan.sort == Sort::Awards {
            record.region = self.region.clone();
        }
        if record.section.is_none() {
            record.section.clone_from(&self.section);
        }
        record
    }
}

/// The only written cell of a row of a wide table: the name of a group. Others may be filled from above.
fn alone<'r>(row: &'r Row, plan: &Plan) -> Option<&'r Cell> {
    let mut filled = row
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.origin != CellOrigin::Empty && !cell.text.trim().is_empty());
    let (place, first) = filled.next()?;
    let is_group = plan.columns.len() > 2 && first.origin == CellOrigin::Written;
    let is_alone = filled.all(|(_, cell)| place == 0 && cell.origin == CellOrigin::CarriedOver);
    (is_group && is_alone).then_some(first)
}

fn record(row: &Row, plan: &Plan, above: Option<&Record>) -> Record {
    let mut record = Record {
        span: row.span,
        ..Record::default()
    };
    for (at, (cell, column)) in row.cells.iter().zip(&plan.columns).enumerate() {
        let value = value(cell);
        match column {
            Column::Amount => record.amounts.push((at, value)),
            Column::Note => record.notes.push(value),
            _ => {
                let is_same = cell_words::is_same(&value.text);
                let known = above.filter(|_| is_same).cloned().and_then(|mut above| {
                    let slot = above.slot(*column)?;
                    Some(std::mem::take(slot))
                });
                if let Some(slot) = record.slot(*column) {
                    *slot = known.unwrap_or(value);
                }
            }
        }
    }
    // A lead left out is that of the row above.
    let has_other = !record.partner.text.is_empty() || !record.title.text.is_empty();
    if let Some(above) = above.filter(|_| record.lead.text.is_empty() && has_other && plan.has(Column::Lead))
    {
        record.lead = above.lead.clone();
        if record.region.text.is_empty() {
            record.region = above.region.clone();
        }
    }
    record
}

/// The countries of a cell, in order: “FR/GB”, “Suisse ; Burkina Faso”; none if a part of it is no country.
pub(crate) fn countries(resolver: &Resolver<'_>, text: &str) -> Option<Vec<Country>> {
    countries_by_key(resolver, text, &crate::fold::plain_key(text))
}

/// The countries of a cell whose plain key is known.
pub(crate) fn countries_by_key(resolver: &Resolver<'_>, text: &str, key: &str) -> Option<Vec<Country>> {
    let whole = if text.contains(['(', '[']) {
        country(resolver, text)
    } else {
        country_by_key(resolver, text.trim(), key)
    };
    if let Some(country) = whole {
        return Some(vec![country]);
    }
    let mut parts = text
        .split(['/', ';', ',', '+', '&'])
        .map(str::trim)
        .filter(|part| !part.is_empty());
    // Without a country at its beginning a cell is no list of them.
    let first = parts.next().filter(|first| first.len() < text.trim().len())?;
    let first = country(resolver, first)?;
    let others = parts.filter_map(|part| country(resolver, part));
    Some(std::iter::once(first).chain(others).collect())
}

/// A country by its ISO code, its name, a short form, or its name with “Republic” or a remark around it.
pub(crate) fn country(resolver: &Resolver<'_>, text: &str) -> Option<Country> {
    let text = text.split(['(', '[']).next().unwrap_or_default().trim();
    country_by_key(resolver, text, &crate::fold::plain_key(text))
}

/// The same of a text without a remark, with its plain key.
fn country_by_key(resolver: &Resolver<'_>, text: &str, key: &str) -> Option<Country> {
    let countries = resolver.countries();
    let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let coded = || {
        let country: Country = is_code.then(|| text.parse().ok()).flatten()?;
        resolver.gazetteer().country_place(country).map(|_| country)
    };
    let short = || SHORT.get(key).copied();
    // Prose is longer than the name of any country.
    let bare = || {
        let is_word = |word: &&str| REPUBLIC.contains(word);
        let others = key.split(' ').filter(|word| !is_word(word));
        let mut letters = others.clone().map(str::len);
        let sum = |sum, word| Some(sum + word).filter(|sum| *sum <= countries.longest_key());
        letters.try_fold(0, sum)?;
        key.split(' ').find(is_word)?;
        countries.by_key(&others.collect::<Vec<_>>().join(" "))
    };
    let joined = || {
        let letters = key.bytes().filter(|byte| *byte != b' ').count();
        let is_parted = letters < key.len() && letters <= countries.longest_key();
        is_parted.then(|| countries.by_key(&key.replace(' ', "")))?
    };
    coded()
        .or_else(short)
        .or_else(|| countries.by_key(key))
        .or_else(bare)
        .or_else(joined)
}

static SHORT: LazyLock<FxHashMap<String, Country>> = LazyLock::new(|| {
    let rows = include_str!("../../data/country_words.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.filter_map(|row| row.split_once('\t'))
        .flat_map(|(code, words)| {
            let country: Country = code
                .parse()
                .unwrap_or_else(|_| panic!("country_words.tsv: “{code}”"));
            words
                .split('|')
                .map(move |word| (crate::fold::plain_key(word), country))
        })
        .collect()
});

/// Words around the name of a country.
const REPUBLIC: [&str; 16] = [
    "republic",
    "republique",
    "republik",
    "republika",
    "республіка",
    "rep",
    "rép",
    "the",
    "of",
    "de",
    "du",
    "la",
    "then",
    "kingdom",
    "р",
    "d",
];

fn value(cell: &Cell) -> Value {
    match cell.origin {
        CellOrigin::Empty => Value::default(),
        CellOrigin::Written | CellOrigin::CarriedOver => Value {
            text: cell.text.trim().to_owned(),
            pieces: cell.pieces.clone(),
        },
    }
}

/// One name in a cell, as a range of the cell's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct CellName<'t> {
    /// The name with its bracket where that is an acronym.
    pub(crate) name: &'t str,
    /// What stands in brackets behind it, or behind the last of its list.
    pub(crate) bracket: Option<&'t str>,
    /// What is said of it behind a comma: “cercle et région de Sikasso”.
    pub(crate) within: Option<&'t str>,
    /// The plural type word that holds for the list: “Conseils départementaux”.
    pub(crate) kind: Option<Levels>,
}

/// What is known of names while a cell is cut into them.
pub(crate) struct Knows<'k> {
    /// Whether a text is a name as a whole: “Pontchâteau et Saint-Gildas” may be one body.
    pub(crate) name: &'k dyn Fn(&str) -> bool,
    /// Whether the first lies in the second: “Kawasaki, Kanagawa Pref.” is one place.
    pub(crate) within: &'k dyn Fn(&str, &str) -> bool,
}

/// The names in a cell: one, or several separated by semicolons, slashes, commas, line breaks or “and”.
pub(crate) fn names<'t>(cell: &'t str, knows: &Knows<'_>) -> Vec<CellName<'t>> {
    groups(cell)
        .into_iter()
        .flat_map(|(list, bracket)| {
            let (kind, list) = plural(list).map_or((None, list), |(levels, rest)| (Some(levels), rest));
            let (names, within) = split_list(list, knows);
            names.into_iter().map(move |name| CellName {
                name,
                bracket,
                within,
                kind,
            })
        })
        .filter(|name| !cell_words::is_no_name(name.name))
        .collect()
}

/// Cuts a cell into lists, each with the bracket behind it.
fn groups(cell: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = Vec::new();
    let mut rest = without_asides(cell);
    while !rest.trim().is_empty() {
        let stop = rest.find([';', '\n']).unwrap_or(rest.len());
        let open = rest.find('(').filter(|open| *open < stop);
        let Some(open) = open else {
            let (head, tail) = rest.split_at(stop);
            found.push((trim(head), None));
            rest = tail.get(1..).unwrap_or_default();
            continue;
        };
        let inside = rest.get(open + 1..).unwrap_or_default();
        let close = closing(inside).unwrap_or(inside.len());
        found.push((
            trim(rest.get(..open).unwrap_or_default()),
            inside.get(..close).map(str::trim),
        ));
        rest = inside.get(close + 1..).unwrap_or_default();
    }
    found.retain(|(list, _)| !list.is_empty());
    found
}

/// What stands in square brackets, or behind a dash with a word of withdrawal, is a remark: “[sic]”, “– retiré –”.
fn without_asides(cell: &str) -> &str {
    let cell = cell.split('[').next().unwrap_or_default();
    let dash = cell.match_indices(['–', '—', '-']).map(|(at, _)| at);
    let aside = dash.into_iter().find(|at| {
        let rest = cell.get(*at..).unwrap_or_default();
        cell_words::says_row("out", rest, Where::Start)
    });
    aside.and_then(|at| cell.get(..at)).unwrap_or(cell)
}

/// Where a bracket that is already open closes: “Myanmar (Birmanie))” closes at the second.
fn closing(inside: &str) -> Option<usize> {
    let mut open = 0_u32;
    for (at, mark) in inside.char_indices() {
        match mark {
            '(' => open += 1,
            ')' if open == 0 => return Some(at),
            ')' => open -= 1,
            _ => {}
        }
    }
    inside.rfind(')')
}

/// White space, punctuation and joining words at the ends of a piece.
fn trim(piece: &str) -> &str {
    let mut piece = piece.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '/' | '-' | '–' | '.' | '+' | '&')
    });
    for joint in ["et ", "and ", "та ", "і ", "und ", "oraz ", "i "] {
        piece = piece.strip_prefix(joint).unwrap_or(piece).trim();
    }
    piece
}

fn split_list<'t>(list: &'t str, knows: &Knows<'_>) -> (Vec<&'t str>, Option<&'t str>) {
    if (knows.name)(list) {
        return (vec![list], None);
    }
    let mut names: Vec<&str> = Vec::new();
    let mut within = None;
    for part in list
        .split(',')
        .flat_map(|part| part.split(" / "))
        .flat_map(|part| part.split(" + "))
    {
        let written = part.trim();
        let part = trim(part);
        let is_name = part.chars().next().is_some_and(|first| !first.is_lowercase());
        let lies_within = names.last().is_some_and(|last| (knows.within)(last, written));
        if (!is_name || lies_within) && !names.is_empty() {
            within = Some(part);
        } else if is_name {
            names.extend(split_and(part, knows));
        } else if !part.is_empty() {
            names.push(part);
        }
    }
    (names, within)
}

/// Words between a type word and a name.
const LINKS: [&str; 9] = [
    "de la ", "de l'", "de l’", "de ", "du ", "des ", "d'", "d’", "of ",
];

/// A plural type word at the beginning of a list, and the list behind it: “Conseils départementaux de Matam et de Podor”.
fn plural(list: &str) -> Option<(Levels, &str)> {
    let mut found = None;
    for (count, (at, _)) in list.match_indices(' ').enumerate().take(3) {
        let (head, rest) = (list.get(..at)?, list.get(at..)?.trim_start());
        if !head
            .split(' ')
            .all(|word| word.ends_with(['s', 'x']) || count > 0)
            || !head.ends_with(['s', 'x'])
        {
            continue;
        }
        let key = crate::fold::plain_key(head);
        let single: Vec<String> = key
            .split(' ')
            .map(|word| match word.strip_suffix("aux") {
                Some(stem) => format!("{stem}al"),
                None => word.strip_suffix('s').unwrap_or(word).to_owned(),
            })
            .collect();
        let levels = type_words::levels_of(&single.join(" ")).or_else(|| type_words::levels_of(&key));
        let bare = LINKS
            .iter()
            .find_map(|link| rest.strip_prefix(link))
            .unwrap_or(rest);
        if let Some(levels) = levels.filter(|_| bare.starts_with(char::is_uppercase)) {
            found = Some((levels, bare));
        }
    }
    found
}

/// Words that join two names.
const JOINTS: [&str; 11] = [
    " et ", " and ", " та ", " і ", " й ", " und ", " oraz ", " i ", " + ", " & ", "/",
];

/// “Nantes et Saint-Nazaire” are two, “Conseil régional de la Boucle et du Mouhoun” is one.
fn split_and<'t>(part: &'t str, knows: &Knows<'_>) -> Vec<&'t str> {
    if (knows.name)(part) {
        return vec![part];
    }
    for joint in JOINTS {
        let Some((left, right)) = part.split_once(joint) else {
            continue;
        };
        // “Matam et de Podor”: what is left of a list whose plural was taken off.
        let bare = LINKS
            .iter()
            .find_map(|link| right.strip_prefix(link))
            .filter(|_| !left.contains(' '))
            .unwrap_or(right);
        let is_whole = joint != "/" || ((knows.name)(left) && (knows.name)(right));
        if bare.chars().next().is_some_and(char::is_uppercase) && is_whole {
            let mut all = vec![left.trim()];
            all.extend(split_and(bare.trim(), knows));
            return all;
        }
    }
    vec![part]
}

/// Where in the document a piece of a cell's text stands; the cell's first piece where it is broken over lines.
pub(crate) fn place(value: &Value, name: &str, text: &str) -> Span {
    let found = value.pieces.iter().find_map(|piece| {
        let at = piece.of(text).find(name)?;
        Some(Span::new(piece.start + at, piece.start + at + name.len()))
    });
    found
        .or_else(|| broken(value, name, text))
        .or_else(|| value.pieces.first().copied())
        .unwrap_or_default()
}

/// A name that a line break cuts in two, where only white space stands between its pieces.
fn broken(value: &Value, name: &str, text: &str) -> Option<Span> {
    let (first, last) = (value.pieces.first()?, value.pieces.last()?);
    let whole = text.get(first.start..last.end)?;
    let start = whole.find(name.split_whitespace().next()?)?;
    let mut end = start;
    for word in name.split_whitespace() {
        let rest = whole.get(end..)?;
        let lead = rest.len() - rest.trim_start().len();
        end = rest
            .trim_start()
            .starts_with(word)
            .then_some(end + lead + word.len())?;
    }
    Some(Span::new(first.start + start, first.start + end))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Knows<'static> = Knows {
        name: &|_| false,
        within: &|_, _| false,
    };

    fn short(cell: &str) -> Vec<(&str, Option<&str>)> {
        names(cell, &NOTHING)
            .into_iter()
            .map(|name| (name.name, name.bracket))
            .collect()
    }

    #[test]
    fn the_names_of_a_cell_know_their_bracket() {
        assert_eq!(
            short("Commune de Pacora (Colombie)"),
            [("Commune de Pacora", Some("Colombie"))]
        );
        assert_eq!(
            short("Sio et Konna (Mali)"),
            [("Sio", Some("Mali")), ("Konna", Some("Mali"))]
        );
        assert_eq!(
            short("Konna (Mali), Boussé (Burkina Faso)"),
            [("Konna", Some("Mali")), ("Boussé", Some("Burkina Faso"))]
        );
        assert_eq!(short("Tata ; Zagora"), [("Tata", None), ("Zagora", None)]);
    }

    #[test]
    fn what_a_name_lies_in_stands_behind_a_comma() {
        let found = names("Konna, cercle et région de Mopti (Mali)", &NOTHING);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].within, Some("cercle et région de Mopti"));
    }
}
