//! Which item of Wikidata a body is, by tables that people keep.
//!
//! In: tab-separated tables with the heading `code item source`; lines that start with `#` are remarks. Out: the item
//! of a body.
//!
//! # Invariants
//! - A body has one item at most and an item is one body's: a table that says otherwise is refused whole.
//! - Every row names its source.
//! - A row of a later table stands in place of those for the same body in the tables before it.

use std::collections::{BTreeMap, HashMap};
use vocabulary::{Authority, AuthorityCode, CodeError, Directory, WikidataItem, WikidataItemError};

/// The columns of a table, in their order.
const HEADING: [&str; 3] = ["code", "item", "source"];

/// A table that cannot be taken, with the place of what is wrong.
#[derive(Debug, thiserror::Error)]
#[error("{file}, line {line}: {wrong}")]
pub struct WikidataItemsError {
    /// The file.
    pub file: String,
    /// Its line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub wrong: WrongRow,
}

/// What is wrong with a row, and what to do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum WrongRow {
    /// The first row does not name the columns.
    #[error(
        "the heading is not “code”, “item” and “source”, separated by tabs; write it before the first row"
    )]
    Heading,
    /// Too few or too many cells.
    #[error("it has {found} columns, the heading has 3; separate code, item and source by tabs")]
    Columns {
        /// How many it has.
        found: usize,
    },
    /// No code of an authority.
    #[error("{0}; correct this row")]
    Code(CodeError),
    /// No item.
    #[error("{0}")]
    Item(WikidataItemError),
    /// Nothing says where the item was found.
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
    /// An item of another body.
    #[error("“{item}” is the item of “{holder}” already; correct or remove one of the two rows")]
    Shared {
        /// The item.
        item: WikidataItem,
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

/// The items of bodies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WikidataItems {
    items: HashMap<AuthorityCode, WikidataItem>,
}

/// A row that is right in itself.
struct Row {
    line: usize,
    item: WikidataItem,
}

impl WikidataItems {
    /// The item of a body, by any of its codes.
    pub fn of(&self, body: &Authority) -> Option<WikidataItem> {
        body.codes.iter().find_map(|code| self.items.get(code)).copied()
    }

    /// How many bodies have an item.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether no body has one.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// These items with those of a table, whose `(name, text)` is given.
    pub fn with(
        mut self,
        (file, table): (&str, &str),
        known: &dyn Directory,
        strangers: Strangers,
    ) -> Result<Self, WikidataItemsError> {
        let at = |line: usize| {
            move |wrong: WrongRow| WikidataItemsError {
                file: file.to_owned(),
                line,
                wrong,
            }
        };
        let mut rows: BTreeMap<AuthorityCode, Row> = BTreeMap::new();
        let mut lines = table
            .lines()
            .zip(1..)
            .filter(|(line, _)| !line.starts_with('#') && !line.trim().is_empty());
        if let Some((heading, line)) = lines.next()
            && !heading.split('\t').map(str::trim).eq(HEADING)
        {
            return Err(at(line)(WrongRow::Heading));
        }
        for (text, line) in lines {
            let (code, item) = row(text).map_err(at(line))?;
            let Some(body) = known.authority(&code) else {
                match strangers {
                    Strangers::Refused => return Err(at(line)(WrongRow::Stranger { code })),
                    Strangers::PassedOver => continue,
                }
            };
            let row = Row { line, item };
            if let Some(Row { line: first, .. }) = rows.get(body.code()) {
                return Err(at(line)(WrongRow::Again { code, first: *first }));
            }
            rows.insert(body.code().clone(), row);
        }
        self.items.retain(|code, _| !rows.contains_key(code));
        self.take(rows).map_err(|(line, wrong)| at(line)(wrong))
    }

    /// Takes the rows of one table; none of their bodies has an item yet.
    fn take(mut self, rows: BTreeMap<AuthorityCode, Row>) -> Result<Self, (usize, WrongRow)> {
        let mut holders: HashMap<WikidataItem, AuthorityCode> = self
            .items
            .iter()
            .map(|(code, item)| (*item, code.clone()))
            .collect();
        let mut rows: Vec<(AuthorityCode, Row)> = rows.into_iter().collect();
        rows.sort_by_key(|(_, row)| row.line);
        for (code, Row { line, item }) in rows {
            if let Some(holder) = holders.insert(item, code.clone()) {
                return Err((line, WrongRow::Shared { item, holder }));
            }
            self.items.insert(code, item);
        }
        Ok(self)
    }
}

fn row(text: &str) -> Result<(AuthorityCode, WikidataItem), WrongRow> {
    let cells: Vec<&str> = text.split('\t').map(str::trim).collect();
    let [code, item, source] = cells.as_slice() else {
        return Err(WrongRow::Columns { found: cells.len() });
    };
    let code = code.parse().map_err(WrongRow::Code)?;
    let item = item.parse().map_err(WrongRow::Item)?;
    if source.is_empty() {
        return Err(WrongRow::NoSource);
    }
    Ok((code, item))
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

    fn read(
        before: WikidataItems,
        rows: &str,
        strangers: Strangers,
    ) -> Result<WikidataItems, WikidataItemsError> {
        let table = format!("# A remark.\ncode\titem\tsource\n{rows}");
        before.with(("table.tsv", &table), &Towns, strangers)
    }

    fn items(rows: &str) -> WikidataItems {
        read(WikidataItems::default(), rows, Strangers::Refused).unwrap()
    }

    fn refused(rows: &str) -> String {
        let answer = read(WikidataItems::default(), rows, Strangers::Refused);
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
        let bare =
            WikidataItems::default().with(("x", "fr-com-31555\tQ7880\ta list\n"), &Towns, Strangers::Refused);
        assert_eq!(bare.unwrap_err().wrong, WrongRow::Heading);
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
            WikidataItems::default(),
            "fr-com-99999\tQ1\ta list\nfr-com-31555\tQ7880\ta list\n",
            Strangers::PassedOver,
        );
        assert_eq!(items.unwrap().len(), 1);
    }
}
