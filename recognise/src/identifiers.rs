//! By what others know a body, an item of Wikidata or a SIRET, by tables that people keep.
//!
//! In: tab-separated tables with the heading `code item source` or `code siret source`; lines that start with `#` are
//! remarks. Out: the identifier of a body.
//!
//! # Invariants
//! - A body has one identifier of a sort at most, and it is one body's: a table that says otherwise is refused whole.
//! - Every row names its source.
//! - A row of a later table stands in place of those for the same body in the tables before it.

use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::fmt::Display;
use std::hash::Hash;
use std::str::FromStr;
use vocabulary::{Authority, AuthorityCode, CodeError, Directory, Siret, WikidataItem};

/// What a table can say of a body.
pub trait Identifier: Copy + Eq + Hash + Display + FromStr<Err: Error + Send + Sync + 'static> {
    /// Its column.
    const COLUMN: &'static str;
    /// What messages call it.
    const NAME: &'static str;
}

impl Identifier for WikidataItem {
    const COLUMN: &'static str = "item";
    const NAME: &'static str = "item";
}

impl Identifier for Siret {
    const COLUMN: &'static str = "siret";
    const NAME: &'static str = "SIRET";
}

/// A table that cannot be taken, with the place of what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}: {wrong}")]
pub struct IdentifiersError {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub wrong: WrongRow,
}

/// What is wrong with a row, and what to do.
#[derive(Debug, thiserror::Error)]
pub enum WrongRow {
    /// The first row does not name the columns.
    #[error(
        "the heading is not “code”, “{column}” and “source”, separated by tabs; write it before the first row"
    )]
    Heading {
        /// The column of what the table says.
        column: &'static str,
    },
    /// Too few or too many cells.
    #[error("it has {found} columns, the heading has 3; separate code, {column} and source by tabs")]
    Columns {
        /// The column of what the table says.
        column: &'static str,
        /// How many it has.
        found: usize,
    },
    /// No code of an authority.
    #[error("{0}; correct this row")]
    Code(CodeError),
    /// No identifier of this sort.
    #[error("{0}")]
    Identifier(Box<dyn Error + Send + Sync>),
    /// Nothing says where the identifier was found.
    #[error("the column “source” is empty; write where the item can be checked")]
    NoSource,
    /// A code that the gazetteer does not know.
    #[error("the gazetteer has no body “{code}”; correct its code or remove the row")]
    Stranger {
        /// The code.
        code: AuthorityCode,
    },
    /// A body for the second time.
    #[error("“{code}” means the body of line {first}; keep one of the two rows")]
    Again {
        /// The code.
        code: AuthorityCode,
        /// The line of the row that stands first.
        first: usize,
    },
    /// An identifier of another body.
    #[error("“{written}” is the {name} of “{holder}” already; correct or remove one of the two rows")]
    Shared {
        /// The identifier as it is written.
        written: String,
        /// What it is called.
        name: &'static str,
        /// The body that has it.
        holder: AuthorityCode,
    },
}

/// What happens to a row about a body that the gazetteer does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strangers {
    /// The table is refused.
    Refused,
    /// The row is passed over: the table was written for another gazetteer.
    PassedOver,
}

/// The identifiers of bodies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifiers<T: Identifier> {
    held: HashMap<AuthorityCode, T>,
}

impl<T: Identifier> Default for Identifiers<T> {
    fn default() -> Self {
        Self { held: HashMap::new() }
    }
}

/// A row that is right in itself.
struct Row<T> {
    line: usize,
    identifier: T,
}

impl<T: Identifier> Identifiers<T> {
    /// The identifier of a body, by any of its codes.
    pub fn of(&self, body: &Authority) -> Option<T> {
        body.codes.iter().find_map(|code| self.held.get(code)).copied()
    }

    /// Each with the code that it is held by.
    pub fn iter(&self) -> impl Iterator<Item = (&AuthorityCode, T)> {
        self.held.iter().map(|(code, identifier)| (code, *identifier))
    }

    /// How many bodies have one.
    pub fn len(&self) -> usize {
        self.held.len()
    }

    /// Whether no body has one.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// These with those of a table, whose `(name, text)` is given.
    pub fn with(
        mut self,
        (file, table): (&str, &str),
        known: &dyn Directory,
        strangers: Strangers,
    ) -> Result<Self, IdentifiersError> {
        let at = |line: usize| {
            move |wrong: WrongRow| IdentifiersError {
                file: file.to_owned(),
                line,
                wrong,
            }
        };
        let mut rows: BTreeMap<AuthorityCode, Row<T>> = BTreeMap::new();
        let mut lines = table
            .lines()
            .zip(1..)
            .filter(|(line, _)| !line.starts_with('#') && !line.trim().is_empty());
        if let Some((heading, line)) = lines.next()
            && !heading
                .split('\t')
                .map(str::trim)
                .eq(["code", T::COLUMN, "source"])
        {
            return Err(at(line)(WrongRow::Heading { column: T::COLUMN }));
        }
        for (text, line) in lines {
            let (code, identifier) = row(text).map_err(at(line))?;
            let Some(body) = known.authority(&code) else {
                match strangers {
                    Strangers::Refused => return Err(at(line)(WrongRow::Stranger { code })),
                    Strangers::PassedOver => continue,
                }
            };
            let row = Row { line, identifier };
            if let Some(Row { line: first, .. }) = rows.get(body.code()) {
                return Err(at(line)(WrongRow::Again { code, first: *first }));
            }
            rows.insert(body.code().clone(), row);
        }
        self.held.retain(|code, _| !rows.contains_key(code));
        self.take(rows).map_err(|(line, wrong)| at(line)(wrong))
    }

    /// Takes the rows of one table; none of their bodies has an identifier yet.
    fn take(mut self, rows: BTreeMap<AuthorityCode, Row<T>>) -> Result<Self, (usize, WrongRow)> {
        let mut holders: HashMap<T, AuthorityCode> = self
            .iter()
            .map(|(code, identifier)| (identifier, code.clone()))
            .collect();
        let mut rows: Vec<(AuthorityCode, Row<T>)> = rows.into_iter().collect();
        rows.sort_by_key(|(_, row)| row.line);
        for (code, Row { line, identifier }) in rows {
            if let Some(holder) = holders.insert(identifier, code.clone()) {
                let (written, name) = (identifier.to_string(), T::NAME);
                return Err((
                    line,
                    WrongRow::Shared {
                        written,
                        name,
                        holder,
                    },
                ));
            }
            self.held.insert(code, identifier);
        }
        Ok(self)
    }
}

fn row<T: Identifier>(text: &str) -> Result<(AuthorityCode, T), WrongRow> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    let [code, identifier, source] = cells.as_slice() else {
        let (column, found) = (T::COLUMN, cells.len());
        return Err(WrongRow::Columns { column, found });
    };
    let code = code.parse().map_err(WrongRow::Code)?;
    let identifier = identifier
        .parse::<T>()
        .map_err(|wrong| WrongRow::Identifier(Box::new(wrong)))?;
    if source.is_empty() {
        return Err(WrongRow::NoSource);
    }
    Ok((code, identifier))
}

#[cfg(test)]
mod tests {
    use super::*;
    use vocabulary::{Country, Name};

    /// Two towns; the first has a second code.
    struct Towns;

    fn town(codes: &[&str]) -> Authority {
        Authority {
            codes: codes.iter().map(|code| code.parse().unwrap()).collect(),
            kind: "commune".parse().unwrap(),
            country: Country::FR,
            names: Vec::<Name>::new(),
            parents: Vec::new(),
            population: None,
            point: None,
            seat: None,
            occupied: false,
            succession: None,
            source: "test".to_owned(),
        }
    }

    const PARIS: [&str; 2] = ["fr-com-75056", "fr-dep-75"];
    const TOULOUSE: [&str; 1] = ["fr-com-31555"];

    impl Directory for Towns {
        fn authority(&self, code: &AuthorityCode) -> Option<Authority> {
            let all = [town(&PARIS), town(&TOULOUSE)];
            all.into_iter().find(|town| town.codes.contains(code))
        }
    }

    type Items = Identifiers<WikidataItem>;

    fn read<T: Identifier>(
        before: Identifiers<T>,
        rows: &str,
        strangers: Strangers,
    ) -> Result<Identifiers<T>, IdentifiersError> {
        let table = format!("# A remark.\ncode\t{}\tsource\n{rows}", T::COLUMN);
        before.with(("table.tsv", &table), &Towns, strangers)
    }

    fn items(rows: &str) -> Items {
        read(Items::default(), rows, Strangers::Refused).unwrap()
    }

    fn refused(rows: &str) -> String {
        let answer = read(Items::default(), rows, Strangers::Refused);
        answer.unwrap_err().to_string()
    }

    #[test]
    fn a_body_has_its_item_by_whichever_of_its_codes_the_row_names() {
        let items = items("fr-dep-75\tQ90\ta list\n\nfr-com-31555\tQ7880\ta list\n");
        assert_eq!(items.of(&town(&PARIS)).unwrap().to_string(), "Q90");
        assert_eq!(items.of(&town(&TOULOUSE)).unwrap().to_string(), "Q7880");
        assert_eq!((items.len(), items.is_empty()), (2, false));
        assert_eq!(items.of(&town(&["fr-com-31205"])), None);
    }

    #[test]
    fn a_later_table_corrects_an_earlier_one_and_may_exchange_two_items() {
        let before = items("fr-com-75056\tQ7880\ta slip\nfr-com-31555\tQ90\ta slip\n");
        let rows = "fr-com-31555\tQ7880\ta list\nfr-com-75056\tQ90\ta list\n";
        let after = read(before, rows, Strangers::Refused).unwrap();
        assert_eq!(after, items(rows));
    }

    #[test]
    fn a_wrong_row_is_named_by_file_and_line_with_what_to_do() {
        for (rows, said) in [
            (
                "fr-com-31555\tToulouse\ta list\n",
                "table.tsv, line 3: “Toulouse” is not an item of Wikidata; write Q and its number, as in Q7880",
            ),
            (
                "fr-com-75056\tQ90\ta list\nfr-dep-75\tQ90\ta list\n",
                "table.tsv, line 4: “fr-dep-75” means the body of line 3; keep one of the two rows",
            ),
            (
                "fr-com-99999\tQ1\ta list\n",
                "table.tsv, line 3: the gazetteer has no body “fr-com-99999”; correct its code or remove the row",
            ),
            (
                "fr-com-75056\tQ90\ta list\nfr-com-31555\tQ90\ta list\n",
                "table.tsv, line 4: “Q90” is the item of “fr-com-75056” already; correct or remove one of the two rows",
            ),
            (
                "fr-com-31555\tQ7880\t \n",
                "table.tsv, line 3: the column “source” is empty; write where the item can be checked",
            ),
            (
                "fr-com-31555 Q7880\n",
                "table.tsv, line 3: it has 1 columns, the heading has 3; separate code, item and source by tabs",
            ),
        ] {
            assert_eq!(refused(rows), said);
        }
        let code = refused("31555\tQ7880\ta list\n");
        assert!(
            code.starts_with("table.tsv, line 3: “31555” starts with no known scheme"),
            "{code}"
        );
        let bare = Items::default().with(("x", "fr-com-31555\tQ7880\ta list\n"), &Towns, Strangers::Refused);
        assert!(matches!(
            bare.unwrap_err().wrong,
            WrongRow::Heading { column: "item" }
        ));
    }

    #[test]
    fn a_wrong_siret_is_named_as_a_wrong_item_is() {
        for (rows, said) in [
            (
                "fr-com-31555\t2131055540001\ta list\n",
                "table.tsv, line 3: “2131055540001” is not a SIRET; write its 14 digits without blanks, as in 23350001600040",
            ),
            (
                "fr-com-31555\t21310555400018\ta list\n",
                "table.tsv, line 3: “21310555400018” is not a SIRET, its check digit is wrong; compare it with its source",
            ),
            (
                "fr-com-75056\t21750001600019\ta list\nfr-com-31555\t21750001600019\ta slip\n",
                "table.tsv, line 4: “21750001600019” is the SIRET of “fr-com-75056” already; correct or remove one of the two rows",
            ),
            (
                "fr-com-31555\t21310555400017\n",
                "table.tsv, line 3: it has 2 columns, the heading has 3; separate code, siret and source by tabs",
            ),
        ] {
            let answer = read(Identifiers::<Siret>::default(), rows, Strangers::Refused);
            assert_eq!(answer.unwrap_err().to_string(), said);
        }
        let bare =
            Identifiers::<Siret>::default().with(("x", "code\titem\tsource\n"), &Towns, Strangers::Refused);
        assert!(
            bare.unwrap_err()
                .to_string()
                .contains("“code”, “siret” and “source”")
        );
    }

    #[test]
    fn a_body_has_its_siret_and_a_later_table_corrects_it() {
        let first = "fr-dep-75\t23350001600040\ta slip\nfr-com-31555\t21310555400017\ta list\n";
        let before = read(Identifiers::<Siret>::default(), first, Strangers::Refused).unwrap();
        let after = read(
            before,
            "fr-com-75056\t21750001600019\ta list\n",
            Strangers::Refused,
        )
        .unwrap();
        assert_eq!(after.of(&town(&PARIS)), "21750001600019".parse().ok());
        assert_eq!(after.of(&town(&TOULOUSE)), "21310555400017".parse().ok());
    }

    #[test]
    fn an_item_of_the_first_table_cannot_go_to_another_body_in_the_second() {
        let before = items("fr-com-75056\tQ90\ta list\n");
        let error = read(before, "fr-com-31555\tQ90\ta slip\n", Strangers::Refused).unwrap_err();
        assert_eq!((error.line, error.file.as_str()), (3, "table.tsv"));
        assert!(matches!(error.wrong, WrongRow::Shared { .. }));
    }

    #[test]
    fn a_row_about_an_unknown_body_is_passed_over_where_that_is_asked_for() {
        let items = read(
            Items::default(),
            "fr-com-99999\tQ1\ta list\nfr-com-31555\tQ7880\ta list\n",
            Strangers::PassedOver,
        );
        assert_eq!(items.unwrap().len(), 1);
    }
}
