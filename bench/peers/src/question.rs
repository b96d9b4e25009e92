//! Questions: written names with hints and the codes that count as right.
//!
//! In: a file of rows `id<TAB>name<TAB>hints<TAB>codes`, hints a JSON object or empty, codes separated by `|`; none
//! means that abstaining is right. Out: a [`List`].
//!
//! # Invariants
//! The sample of a list is a function of the list and the wanted size alone: every engine gets the same one.

use crate::error::PeersError;
use recognise::Hints;
use recognise::fold::plain_key;
use recognise::resolve::type_words::{Levels, levels_of};
use serde::Deserialize;
use std::path::Path;
use vocabulary::{AuthorityCode, Country, Kind};

/// One written name.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    /// As written.
    pub(crate) name: String,
    /// What is known beside it.
    pub(crate) hints: Hints,
    /// The document it stands in; neighbours of one document can help each other.
    pub(crate) document: Option<String>,
    /// Any of them is right; none: to abstain is.
    pub(crate) right: Vec<AuthorityCode>,
}

/// Questions that are measured together.
#[derive(Debug, Clone)]
pub(crate) struct List {
    /// Its heading in the table.
    pub(crate) title: String,
    /// Whether it is too long for slow engines.
    pub(crate) is_long: bool,
    /// The questions.
    pub(crate) questions: Vec<Question>,
}

/// Hints as written, the ones that `jumelage resolve` reads.
#[derive(Debug, Default, Deserialize)]
struct WrittenHints {
    country: Option<String>,
    region: Option<String>,
    kind: Option<String>,
    document: Option<String>,
    #[serde(default)]
    document_countries: Vec<String>,
}

/// The lists that a file gives: itself if it is short, else a sample of it and the whole.
pub(crate) fn lists(file: &Path, sample: usize) -> Result<Vec<List>, PeersError> {
    let text = std::fs::read_to_string(file).map_err(PeersError::at(file))?;
    let questions = questions(&text).map_err(|(row, what)| PeersError::Row {
        file: file.display().to_string(),
        row,
        what,
    })?;
    let title = file
        .file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    if questions.len() <= sample {
        return Ok(vec![List {
            title,
            is_long: false,
            questions,
        }]);
    }
    let few = sampled(&questions, sample);
    Ok(vec![
        List {
            title: format!("{title}, sample"),
            is_long: false,
            questions: few,
        },
        List {
            title,
            is_long: true,
            questions,
        },
    ])
}

/// `wanted` questions at even distances.
fn sampled(questions: &[Question], wanted: usize) -> Vec<Question> {
    let places = (0..wanted).map(|at| at * questions.len() / wanted.max(1));
    places.filter_map(|place| questions.get(place).cloned()).collect()
}

fn questions(text: &str) -> Result<Vec<Question>, (usize, String)> {
    let rows = text.lines().zip(1..);
    rows.filter(|(line, _)| !line.trim().is_empty() && !line.starts_with("id\t"))
        .map(|(line, row)| question(line).map_err(|what| (row, what)))
        .collect()
}

fn question(line: &str) -> Result<Question, String> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [_, name, written, codes, ..] = cells.as_slice() else {
        return Err("expected id, name, hints and codes separated by tabs".to_owned());
    };
    let written: WrittenHints = if written.trim().is_empty() {
        WrittenHints::default()
    } else {
        serde_json::from_str(written).map_err(|error| error.to_string())?
    };
    let codes = codes.split('|').map(str::trim).filter(|code| !code.is_empty());
    let right = codes
        .map(|code| code.parse().map_err(|_| format!("“{code}” is not a code")))
        .collect::<Result<_, _>>()?;
    Ok(Question {
        name: (*name).to_owned(),
        hints: hints(&written),
        document: written.document,
        right,
    })
}

fn hints(written: &WrittenHints) -> Hints {
    let country = |code: &String| code.to_uppercase().parse::<Country>().ok();
    let levels = written.kind.as_deref().and_then(|kind| {
        let known = Kind::named(kind).map(|kind| Levels::one(kind.level()));
        known.or_else(|| levels_of(&plain_key(kind)))
    });
    Hints {
        country: written.country.as_ref().and_then(country),
        region: written.region.clone(),
        levels: levels.unwrap_or_default(),
        countries: written.document_countries.iter().filter_map(country).collect(),
        ..Hints::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: &str = "id\tname\thints\taccepted_codes\n\
        1\tLille\t{\"document\": \"D\", \"document_countries\": [\"fr\"], \"country\": \"FR\"}\tfr-com-59350\n\
        2\tNowhere\t\t\n\
        3\tValky\t\tua-UA63020030010038669|ua-UA63020030000094096\n";

    #[test]
    fn a_row_gives_name_hints_and_the_codes_that_are_right() {
        let all = questions(ROWS).unwrap();
        assert_eq!(all.len(), 3);
        assert_eq!(all[0].hints.country, Some(Country::FR));
        assert_eq!(all[0].hints.countries, [Country::FR]);
        assert_eq!(all[0].document.as_deref(), Some("D"));
        assert!(all[1].right.is_empty());
        assert_eq!(all[2].right.len(), 2);
    }

    #[test]
    fn a_damaged_row_is_named() {
        assert_eq!(questions("1\tLille").unwrap_err().0, 1);
        assert_eq!(questions("\n1\tLille\t{\tx").unwrap_err().0, 2);
    }

    #[test]
    fn a_sample_takes_questions_at_even_distances() {
        let all = questions(ROWS).unwrap();
        let names: Vec<String> = sampled(&all, 2)
            .into_iter()
            .map(|question| question.name)
            .collect();
        assert_eq!(names, ["Lille", "Nowhere"]);
    }
}
