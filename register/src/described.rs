//! Tables described as data, for what is done to every one of them alike: copying, counting.
//!
//! In: the declarations of `rows`. Out: rows as lists of values, in the order of the columns.
//!
//! # Invariants
//! A value read from one database is written to the other unchanged; a sort of value that could not be is no [`Stored`]
//! and does not compile.

use crate::error::RegisterError;
use futures_util::{Stream, TryStreamExt};
use sea_orm::sea_query::{Expr, Order, Query};
use sea_orm::{ConnectionTrait, DatabaseTransaction, QueryResult, StreamTrait, Value};
use uuid::Uuid;

/// A table: its name and its columns, its key first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) columns: &'static [Column],
}

/// A column: its name and what stands in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) sort: Sort,
}

/// What stands in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Key,
    Number,
    Fraction,
    Flag,
    Text,
    Bytes,
}

/// A type of the fields of rows.
pub(crate) trait Stored {
    const SORT: Sort;
}

macro_rules! stored {
    ($($kind:ty => $sort:ident,)*) => {
        $(
            impl Stored for $kind { const SORT: Sort = Sort::$sort; }
            impl Stored for Option<$kind> { const SORT: Sort = Sort::$sort; }
        )*
    };
}

stored! {
    Uuid => Key,
    i64 => Number,
    f64 => Fraction,
    bool => Flag,
    String => Text,
    Vec<u8> => Bytes,
}

/// One row, its values in the order of the columns.
pub(crate) type Row = Vec<Value>;

impl Table {
    /// The rows as they are read, in the order of the key's first column; few are held at a time.
    pub(crate) async fn rows<'a>(
        &'a self,
        database: &'a DatabaseTransaction,
    ) -> Result<impl Stream<Item = Result<Row, RegisterError>> + 'a, RegisterError> {
        let mut query = Query::select();
        query.columns(self.names()).from(self.name);
        if let Some(first) = self.columns.first() {
            query.order_by(first.name, Order::Asc);
        }
        let rows = database.stream(&query).await?;
        Ok(rows
            .map_err(RegisterError::from)
            .and_then(async |row| self.read(&row)))
    }

    fn read(&self, row: &QueryResult) -> Result<Row, RegisterError> {
        let values = self.columns.iter().map(|column| {
            let name = column.name;
            Ok(match column.sort {
                Sort::Key => row.try_get::<Option<Uuid>>("", name)?.into(),
                Sort::Number => row.try_get::<Option<i64>>("", name)?.into(),
                Sort::Fraction => row.try_get::<Option<f64>>("", name)?.into(),
                Sort::Flag => row.try_get::<Option<bool>>("", name)?.into(),
                Sort::Text => row.try_get::<Option<String>>("", name)?.into(),
                Sort::Bytes => row.try_get::<Option<Vec<u8>>>("", name)?.into(),
            })
        });
        values.collect()
    }

    /// Adds rows in one statement.
    pub(crate) async fn add(
        &self,
        database: &DatabaseTransaction,
        rows: Vec<Row>,
    ) -> Result<(), RegisterError> {
        let mut insert = Query::insert();
        insert.into_table(self.name).columns(self.names());
        for row in rows {
            insert.values_panic(row.into_iter().map(Expr::from));
        }
        database.execute(&insert).await?;
        Ok(())
    }

    /// Whether there is any row.
    pub(crate) async fn is_filled(&self, database: &DatabaseTransaction) -> Result<bool, RegisterError> {
        let mut query = Query::select();
        query.expr(Expr::value(1)).from(self.name).limit(1);
        Ok(database.query_one(&query).await?.is_some())
    }

    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|column| column.name)
    }
}

/// How much memory the texts and bytes of a row take.
pub(crate) fn weight(row: &Row) -> usize {
    let of = |value: &Value| match value {
        Value::String(Some(text)) => text.len(),
        Value::Bytes(Some(bytes)) => bytes.len(),
        _ => 16,
    };
    row.iter().map(of).sum()
}

#[cfg(test)]
mod tests {
    use crate::register::Register;
    use crate::rows::tables;
    use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
    use std::collections::BTreeSet;
    use stories::Database;

    /// `table.column` of every column of the live schema, but those of the list of its steps.
    async fn live(register: &Register) -> BTreeSet<String> {
        let ask = "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_info(t.name) c
                   WHERE t.type = 'table' AND t.name NOT IN ('seaql_migrations') AND t.name NOT LIKE 'sqlite_%'";
        let ask = Statement::from_string(DatabaseBackend::Sqlite, ask);
        let rows = register.database().query_all_raw(ask).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
    }

    #[tokio::test]
    async fn every_table_and_column_of_the_live_schema_is_declared() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("jumelage.db");
        let register = Register::open(path.to_str().unwrap()).await.unwrap();
        let declared: BTreeSet<String> = tables()
            .flat_map(|table| {
                table
                    .columns
                    .iter()
                    .map(|column| format!("{}.{}", table.name, column.name))
            })
            .collect();
        let live = live(&register).await;
        let forgotten: Vec<_> = live.difference(&declared).collect();
        let gone: Vec<_> = declared.difference(&live).collect();
        assert!(forgotten.is_empty(), "add to rows.rs: {forgotten:?}");
        assert!(gone.is_empty(), "take out of rows.rs: {gone:?}");
    }

    #[tokio::test]
    async fn a_table_that_others_link_to_at_once_stands_before_them() {
        let database = Database::empty().unwrap();
        Register::open(&database.address()).await.unwrap();
        let links = "SELECT conrelid::regclass, confrelid::regclass FROM pg_constraint
                     WHERE contype = 'f' AND NOT condeferred";
        let links = database.ask(links).unwrap();
        let place = |name: &str| {
            let name = name.trim_matches('"');
            tables().position(|table| table.name == name).unwrap()
        };
        assert_ne!(links, "");
        for link in links.lines() {
            let (from, to) = link.split_once('|').unwrap();
            assert!(
                place(to) < place(from),
                "{from} links to {to}: put {to} first in rows.rs"
            );
        }
    }
}
