//! What the schema itself refuses, and that every column is declared public or private.

use crate::build::Base::{self, Postgres, Sqlite};
use crate::build::{Record, alliance_document, award, french, money, party, reading, ukrainian};
use register::{Visibility, retention, visibility};
use rstest::rstest;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, DbErr, Statement};
use std::collections::BTreeSet;
use vocabulary::{AmountRole, ClaimRole};

async fn texts(database: &DatabaseConnection, question: &str) -> Vec<String> {
    let rows = Statement::from_string(database.get_database_backend(), question);
    let rows = database.query_all_raw(rows).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn tables(database: &DatabaseConnection) -> Vec<String> {
    let question = match database.get_database_backend() {
        DatabaseBackend::Postgres => {
            "SELECT CAST(table_name AS TEXT) FROM information_schema.tables WHERE table_schema = current_schema()"
        }
        _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    };
    texts(database, question).await
}

/// The columns of a table, all or those that must be filled.
async fn columns(database: &DatabaseConnection, table: &str, which: Columns) -> Vec<String> {
    let question = match (database.get_database_backend(), which) {
        (DatabaseBackend::Postgres, Columns::All) => format!(
            "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = '{table}'"
        ),
        (DatabaseBackend::Postgres, Columns::Required) => format!(
            "SELECT CAST(column_name AS TEXT) FROM information_schema.columns
             WHERE table_schema = current_schema() AND table_name = '{table}' AND is_nullable = 'NO'"
        ),
        (_, Columns::All) => format!("SELECT name FROM pragma_table_info('{table}')"),
        (_, Columns::Required) => {
            format!("SELECT name FROM pragma_table_info('{table}') WHERE \"notnull\" = 1")
        }
    };
    texts(database, &question).await
}

enum Columns {
    All,
    Required,
}

/// A key that no row has, as each database writes it.
fn nobody(base: Base) -> &'static str {
    match base {
        Sqlite => "x'00'",
        Postgres => "'00000000-0000-0000-0000-000000000000'",
    }
}

/// Whether the database names this constraint; each spells it its own way.
fn says(error: &DbErr, constraint: &str) -> bool {
    let said = error.to_string().to_lowercase().replace('-', " ");
    said.contains(constraint)
}

#[rstest]
#[tokio::test]
async fn every_column_is_declared_public_or_private(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let database = record.raw().await;
    let mut live = BTreeSet::new();
    for table in tables(&database).await {
        let columns = columns(&database, &table, Columns::All).await;
        live.extend(columns.into_iter().map(|column| format!("{table}.{column}")));
    }
    let declared: BTreeSet<String> = visibility()
        .keys()
        .map(|(table, column)| format!("{table}.{column}"))
        .collect();
    let unlisted: Vec<_> = live.difference(&declared).collect();
    let gone: Vec<_> = declared.difference(&live).collect();
    assert!(unlisted.is_empty(), "add to visibility.toml: {unlisted:?}");
    assert!(gone.is_empty(), "take out of visibility.toml: {gone:?}");
}

#[rstest]
#[tokio::test]
async fn every_table_that_no_reader_sees_says_how_long_its_rows_stay(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    let database = record.raw().await;
    let rules = retention();
    let shown: BTreeSet<&str> = visibility()
        .into_iter()
        .filter(|(_, seen)| *seen == Visibility::Public)
        .map(|((table, _), _)| table)
        .collect();
    // What the public record stands on: documents, the review of claims, its own bookkeeping.
    let kept = ["content", "seaql_migrations"];
    let live = tables(&database).await;
    let silent: Vec<&String> = live
        .iter()
        .filter(|table| !shown.contains(table.as_str()) && !kept.contains(&table.as_str()))
        .filter(|table| !rules.iter().any(|rule| rule.table == table.as_str()))
        .collect();
    assert!(
        silent.is_empty(),
        "say in retention.csv how long these rows stay: {silent:?}"
    );
    for rule in &rules {
        assert!(!rule.why.is_empty(), "{rule:?}");
        assert!(live.iter().any(|table| table == rule.table), "{rule:?}");
        if let Some(column) = rule.column {
            assert!(visibility().contains_key(&(rule.table, column)), "{rule:?}");
        }
    }
    // Each statement is one that the database understands.
    assert_eq!(record.register.sweep(&record.now).await.unwrap(), 0);
}

#[rstest]
#[tokio::test]
async fn no_fact_stands_without_evidence(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    let mut claims = alliance_document();
    claims.push(award(
        &french(1),
        vec![party(&ukrainian(1), ClaimRole::Partner)],
        "Water",
    ));
    claims[0].programme = Some("#Programme".to_owned());
    let mut grant = money(vec![], AmountRole::Grant, "500");
    grant.others = vec![party(&french(1), ClaimRole::Funder)];
    claims.push(grant);
    record.import(&reading("a.txt", claims)).await;
    let database = record.raw().await;
    let nobody = nobody(base);
    let mut tried = 0;
    for table in tables(&database).await {
        let columns = columns(&database, &table, Columns::All).await;
        if !columns.iter().any(|column| column == "evidence_id") {
            continue;
        }
        tried += 1;
        let some = texts(&database, &format!("SELECT 'yes' FROM \"{table}\"")).await;
        // Steps come with dated claims; the rule holds for an empty table as well, by the same NOT NULL.
        if !some.is_empty() {
            let without = format!("UPDATE \"{table}\" SET evidence_id = NULL");
            let error = database.execute_unprepared(&without).await.unwrap_err();
            assert!(says(&error, "not null"), "{table}: {error}");
            let unknown = format!("UPDATE \"{table}\" SET evidence_id = {nobody}");
            let error = database.execute_unprepared(&unknown).await.unwrap_err();
            assert!(says(&error, "foreign key"), "{table}: {error}");
        }
        let required = self::columns(&database, &table, Columns::Required).await;
        assert!(required.contains(&"evidence_id".to_owned()), "{table}");
    }
    assert_eq!(tried, 15);
    record.sound().await;
}

#[rstest]
#[tokio::test]
async fn evidence_is_a_document_a_statement_or_a_derivation_and_complete(
    #[values(Sqlite, Postgres)] base: Base,
) {
    let record = Record::on(base).await;
    let database = record.raw().await;
    for columns in [
        "(id, kind) VALUES (?, 'document')",
        "(id, kind, said_by) VALUES (?, 'statement', 'somebody')",
        "(id, kind, rule, inputs) VALUES (?, 'derived', 'a rule', '[]')",
        "(id, kind, words) VALUES (?, 'hearsay', 'they say')",
    ] {
        let error = database
            .execute_unprepared(&format!(
                "INSERT INTO evidence {}",
                columns.replace('?', nobody(base))
            ))
            .await
            .unwrap_err();
        assert!(says(&error, "check"), "{columns}: {error}");
    }
}

#[tokio::test]
async fn tables_are_strict_and_writes_survive_a_power_cut() {
    let record = Record::sqlite().await;
    let database = record.raw().await;
    let loose = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND type = 'table'
                 AND name NOT LIKE 'sqlite_%' AND name <> 'seaql_migrations'";
    assert_eq!(texts(&database, loose).await, Vec::<String>::new());
    assert_eq!(texts(&database, "PRAGMA journal_mode").await, ["wal"]);
}

#[rstest]
#[tokio::test]
async fn the_check_finds_what_a_hand_in_the_database_broke(#[values(Sqlite, Postgres)] base: Base) {
    let record = Record::on(base).await;
    record.trust_all().await;
    record.import(&reading("a.txt", alliance_document())).await;
    let database = record.raw().await;
    let without_links = match base {
        Sqlite => "PRAGMA foreign_keys = OFF",
        Postgres => "SET session_replication_role = replica",
    };
    for statement in [
        "DELETE FROM partnership_party WHERE position > 0",
        "DELETE FROM fact_evidence WHERE fact_kind = 'campaign'",
        "DELETE FROM action",
        "UPDATE claim SET in_force = FALSE WHERE position = 1",
    ] {
        let statements = format!("{without_links}; {statement}");
        database.execute_unprepared(&statements).await.unwrap();
    }
    let breaches = record.register.check().await.unwrap();
    let rules: BTreeSet<&str> = breaches.iter().map(|breach| breach.rule).collect();
    for rule in [
        "a partnership has at least two parties",
        "every fact has its proof",
        "the change log accounts for every row",
        "a list of proofs belongs to a fact",
        "only accepted claims are in force",
        "a claim has evidence exactly while it is in force",
        "the facts of a claim in force are there",
    ] {
        assert!(rules.contains(rule), "{rule}: {breaches:#?}");
    }
}
