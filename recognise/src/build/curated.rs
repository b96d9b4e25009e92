//! The curated tables: bodies no package has, further names, occupied territory, further names of countries.
//!
//! In: tab-separated tables with a heading and a source in each row; lines that start with `#` are remarks. Out: bodies,
//! names and flags.
//!
//! # Invariants
//! A row without a source, or about a body that is not there, stops the build.

use super::Sources;
use super::draft::{Draft, body};
use super::error::BuildError;
use super::names;
use std::str::FromStr;
use vocabulary::{Authority, AuthorityCode, Country, Kind, Language, NameUse, Point, Population};

const ADDED: &str = "gazetteer/added.tsv";
const ALIASES: &str = "gazetteer/aliases.tsv";
const OCCUPIED: &str = "gazetteer/occupied.tsv";
const COUNTRY_ALIASES: &str = "gazetteer/country-aliases.tsv";

/// One row of a curated table.
struct Row<'a> {
    file: &'static str,
    line: usize,
    headings: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    /// The cell under this heading, empty where the table has none.
    fn cell(&self, heading: &str) -> &'a str {
        let column = self.headings.iter().position(|found| *found == heading);
        column
            .and_then(|column| self.cells.get(column))
            .map_or("", |cell| cell.trim())
    }

    fn wrong(&self, reason: String) -> BuildError {
        BuildError::Row {
            file: self.file,
            line: self.line,
            reason,
        }
    }

    /// The cell as a value; empty is none.
    fn optional<T: FromStr>(&self, heading: &str) -> Result<Option<T>, BuildError> {
        match self.cell(heading) {
            "" => Ok(None),
            text => text
                .parse()
                .map(Some)
                .map_err(|_| self.wrong(format!("“{text}” is not valid in the column “{heading}”"))),
        }
    }

    fn required<T: FromStr>(&self, heading: &str) -> Result<T, BuildError> {
        self.optional(heading)?
            .ok_or_else(|| self.wrong(format!("the column “{heading}” is empty")))
    }

    fn missing(&self, code: AuthorityCode) -> BuildError {
        BuildError::NoSuchBody {
            file: self.file,
            line: self.line,
            code,
        }
    }
}

/// Calls `take` for each row, after checking that it names its source.
fn each_row(
    file: &'static str,
    table: &str,
    mut take: impl FnMut(&Row<'_>) -> Result<(), BuildError>,
) -> Result<(), BuildError> {
    let mut lines = table
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
    let Some((_, heading)) = lines.next() else {
        return Ok(());
    };
    let headings: Vec<&str> = heading.split('\t').map(str::trim).collect();
    for (at, line) in lines {
        let row = Row {
            file,
            line: at + 1,
            headings: &headings,
            cells: line.split('\t').collect(),
        };
        if row.cells.len() != headings.len() {
            let found = row.cells.len();
            return Err(row.wrong(format!(
                "it has {found} columns, the heading has {}",
                headings.len()
            )));
        }
        row.required::<String>("source")?;
        take(&row)?;
    }
    Ok(())
}

/// Adds the bodies of `added.tsv`, the names of `aliases.tsv` and the flags of `occupied.tsv`.
pub(super) fn add(draft: &mut Draft, sources: &Sources<'_>) -> Result<(), BuildError> {
    each_row(ADDED, sources.added, |row| {
        let added = added(draft, row)?;
        draft.add(added)
    })?;
    each_row(ALIASES, sources.aliases, |row| {
        let code: AuthorityCode = row.required("code")?;
        let (language, name_use) = (row.optional("language")?, name_use(row)?);
        let name: String = row.required("name")?;
        let holder = draft.body_mut(&code).ok_or_else(|| row.missing(code))?;
        names::add(&mut holder.names, &name, language, name_use);
        Ok(())
    })?;
    each_row(OCCUPIED, sources.occupied, |row| {
        let prefix: String = row.required("code_prefix")?;
        row.required::<vocabulary::Day>("from")?;
        let mut flagged = 0;
        for held in draft
            .bodies_mut()
            .filter(|held| held.code().to_string().starts_with(&prefix))
        {
            held.occupied = true;
            flagged += 1;
        }
        if flagged == 0 {
            return Err(row.wrong(format!("no body has a code that starts with “{prefix}”")));
        }
        Ok(())
    })
}

fn added(draft: &Draft, row: &Row<'_>) -> Result<Authority, BuildError> {
    let kind: Kind = row.required("kind")?;
    let country: Country = row.required("country")?;
    let name: String = row.required("name")?;
    let language: Option<Language> = row.optional("language")?;
    let mut added = body(
        row.required("code")?,
        kind.as_str(),
        country,
        (&name, language),
        "added",
    );
    for other in row.cell("other_names").split('|') {
        names::add(&mut added.names, other, language, NameUse::Alias);
    }
    if let Some(parent) = row.optional::<AuthorityCode>("parent")? {
        let around = draft.body(&parent).ok_or_else(|| row.missing(parent))?;
        added.parents = std::iter::once(around.code())
            .chain(&around.parents)
            .cloned()
            .collect();
        added.point = around.point.map(|point| Point {
            approximate: true,
            ..point
        });
    }
    added.population = row
        .optional("population")?
        .map(|inhabitants| Population { inhabitants });
    if let (Some(latitude), Some(longitude)) = (row.optional("latitude")?, row.optional("longitude")?) {
        added.point = Some(Point {
            latitude,
            longitude,
            approximate: false,
        });
    }
    Ok(added)
}

fn name_use(row: &Row<'_>) -> Result<NameUse, BuildError> {
    match row.cell("use") {
        "transliteration" => Ok(NameUse::Transliteration),
        "exonym" => Ok(NameUse::Exonym),
        "short" => Ok(NameUse::Short),
        "former" => Ok(NameUse::Former),
        "alias" => Ok(NameUse::Alias),
        other => Err(row.wrong(format!(
            "“{other}” is no use of a name; write transliteration, exonym, short, former or alias"
        ))),
    }
}

/// The further names of countries.
pub(super) fn country_aliases(table: &str) -> Result<Vec<(Country, Language, String)>, BuildError> {
    let mut names = Vec::new();
    each_row(COUNTRY_ALIASES, table, |row| {
        names.push((
            row.required("country")?,
            row.required("language")?,
            row.required("name")?,
        ));
        Ok(())
    })?;
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: &str =
        "code\tname\tother_names\tlanguage\tkind\tcountry\tparent\tpopulation\tlatitude\tlongitude\tsource\n";

    fn draft() -> Draft {
        let mut draft = Draft::default();
        let code = "iso-ML-5".parse().unwrap();
        draft
            .add(body(code, "adm1", "ML".parse().unwrap(), ("Mopti", None), "test"))
            .unwrap();
        draft
    }

    fn build(added: &str, aliases: &str) -> Result<Draft, BuildError> {
        let added = format!("{HEADING}{added}");
        let aliases = format!("code\tname\tlanguage\tuse\tsource\n{aliases}");
        let mut draft = draft();
        add(
            &mut draft,
            &Sources {
                added: &added,
                aliases: &aliases,
                ..Sources::default()
            },
        )?;
        Ok(draft)
    }

    #[test]
    fn an_added_body_stands_under_its_parent_with_its_further_names() {
        let draft = build(
            "own-ml-x\tX\tY|Z\tfr\tcommune\tML\tiso-ML-5\t\t\t\tLoi 96-059\n",
            "",
        )
        .unwrap();
        let added = draft.body(&"own-ml-x".parse().unwrap()).unwrap();
        assert_eq!(added.parents[0].to_string(), "iso-ML-5");
        assert_eq!(added.names.len(), 3);
        assert!(added.point.is_none());
    }

    #[test]
    fn a_row_without_source_or_about_an_unknown_body_is_named_by_file_and_line() {
        let error = build("own-ml-x\tX\t\tfr\tcommune\tML\tiso-ML-5\t\t\t\t\n", "").unwrap_err();
        assert_eq!(
            error.to_string(),
            "gazetteer/added.tsv, line 2: the column “source” is empty; correct this row"
        );
        let error = build("", "gn-1\tX\tfr\texonym\ttest\n").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("gazetteer/aliases.tsv, line 2: no source has the body “gn-1”")
        );
        let error = build("", "iso-ML-5\tX\tfr\tnickname\ttest\n").unwrap_err();
        assert!(error.to_string().contains("“nickname” is no use of a name"));
    }
}
