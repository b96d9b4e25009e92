//! Tables of laureates and twin towns: what each column holds, and who is named in a cell.
//!
//! In: a table with its joined cells. Out: records with region, lead, partners and title, each with its places in
//! the text.
//!
//! # Invariants
//! A table is read only if its headings say what is what; otherwise the headings are remarked on and nothing is
//! guessed. Headings are data (`data/headings.tsv`).

use read::{Cell, CellOrigin, Row, Span, Table};
use std::sync::LazyLock;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Region,
    Lead,
    Partner,
    Title,
    Country,
    Date,
    Other,
}

static HEADINGS: LazyLock<Vec<(Column, Vec<String>)>> = LazyLock::new(|| {
    let rows = include_str!("../../data/headings.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .skip(1);
    rows.filter_map(|row| row.split_once('\t'))
        .map(|(column, words)| {
            let column = match column {
                "region" => Column::Region,
                "lead" => Column::Lead,
                "partner" => Column::Partner,
                "title" => Column::Title,
                "country" => Column::Country,
                "date" => Column::Date,
                other => panic!("headings.tsv: “{other}” is not a column"),
            };
            (column, words.split('|').map(crate::fold::plain_key).collect())
        })
        .collect()
});

/// What the columns of a table hold; `None` unless it has a lead and a partner.
pub(crate) fn columns(table: &Table) -> Option<Vec<Column>> {
    let header = table.header.as_ref()?;
    let mut columns: Vec<Column> = Vec::new();
    for cell in &header.cells {
        let column = column(&cell.text);
        let is_taken = column != Column::Other && columns.contains(&column);
        columns.push(if is_taken { Column::Other } else { column });
    }
    (columns.contains(&Column::Lead) && columns.contains(&Column::Partner)).then_some(columns)
}

/// Whether a column holds titles of projects, as in the tables of calls.
pub(crate) fn has_titles(header: &Row) -> bool {
    header.cells.iter().any(|cell| column(&cell.text) == Column::Title)
}

fn column(heading: &str) -> Column {
    let key = format!(" {} ", crate::fold::plain_key(heading));
    let says = |words: &[String]| {
        words
            .iter()
            .any(|word| key.contains(&format!(" {word} ")) || key.contains(&format!(" {word}s ")))
    };
    HEADINGS
        .iter()
        .find(|(_, words)| says(words))
        .map_or(Column::Other, |(column, _)| *column)
}

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
    /// The row as written.
    pub(crate) span: Span,
}

/// The records of a table whose columns are known.
pub(crate) fn records(table: &Table, columns: &[Column]) -> Vec<Record> {
    table.rows.iter().map(|row| record(row, columns)).collect()
}

fn record(row: &Row, columns: &[Column]) -> Record {
    let mut record = Record {
        span: row.span,
        ..Record::default()
    };
    for (cell, column) in row.cells.iter().zip(columns) {
        let slot = match column {
            Column::Region => &mut record.region,
            Column::Lead => &mut record.lead,
            Column::Partner => &mut record.partner,
            Column::Title => &mut record.title,
            Column::Country => &mut record.country,
            Column::Date => &mut record.date,
            Column::Other => continue,
        };
        *slot = value(cell);
    }
    record
}

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
}

/// The names in a cell: one, or several separated by semicolons, slashes, commas, line breaks or “and”.
///
/// `is_known` says whether a text is a name as a whole: “Pontchâteau et Saint-Gildas” may be one body.
pub(crate) fn names<'t>(cell: &'t str, is_known: &dyn Fn(&str) -> bool) -> Vec<CellName<'t>> {
    groups(cell)
        .into_iter()
        .flat_map(|(list, bracket)| {
            let (names, within) = split_list(list, is_known);
            names.into_iter().map(move |name| CellName {
                name,
                bracket,
                within,
            })
        })
        .collect()
}

/// Cuts a cell into lists, each with the bracket behind it.
fn groups(cell: &str) -> Vec<(&str, Option<&str>)> {
    let mut found = Vec::new();
    let mut rest = cell;
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
    for joint in ["et ", "and ", "та ", "und ", "oraz "] {
        piece = piece.strip_prefix(joint).unwrap_or(piece).trim();
    }
    piece
}

fn split_list<'t>(list: &'t str, is_known: &dyn Fn(&str) -> bool) -> (Vec<&'t str>, Option<&'t str>) {
    if is_known(list) {
        return (vec![list], None);
    }
    let mut names: Vec<&str> = Vec::new();
    let mut within = None;
    for part in list.split(',').flat_map(|part| part.split(" / ")) {
        let part = trim(part);
        let is_name = part.chars().next().is_some_and(|first| !first.is_lowercase());
        if !is_name && !names.is_empty() {
            within = Some(part);
        } else if is_name {
            names.extend(split_and(part, is_known));
        } else if !part.is_empty() {
            names.push(part);
        }
    }
    (names, within)
}

/// “Nantes et Saint-Nazaire” are two, “Conseil régional de la Boucle et du Mouhoun” is one.
fn split_and<'t>(part: &'t str, is_known: &dyn Fn(&str) -> bool) -> Vec<&'t str> {
    if is_known(part) {
        return vec![part];
    }
    for joint in [" et ", " and ", " та ", " і ", " und ", " oraz ", " + ", " & "] {
        if let Some((left, right)) = part.split_once(joint)
            && right.chars().next().is_some_and(char::is_uppercase)
        {
            let mut all = vec![left.trim()];
            all.extend(split_and(right.trim(), is_known));
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

    fn short(cell: &str) -> Vec<(&str, Option<&str>)> {
        names(cell, &|_| false)
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
        let found = names("Konna, cercle et région de Mopti (Mali)", &|_| false);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].within, Some("cercle et région de Mopti"));
    }

    #[test]
    fn headings_say_what_a_column_holds() {
        for (heading, kind) in [
            ("Région de France", Column::Region),
            ("Collectivité territoriale chef de file", Column::Lead),
            ("Collectivité locale partenaire", Column::Partner),
            ("Titre du projet", Column::Title),
            ("Budget", Column::Other),
            ("Partner town", Column::Partner),
            ("Lead authority", Column::Lead),
        ] {
            assert_eq!(column(heading), kind, "{heading}");
        }
    }
}
