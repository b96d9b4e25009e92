//! What the schema itself refuses, and that every column is declared public or private.

use crate::build::{Record, alliance_document, award, french, party, reading, ukrainian};
use register::visibility;
use sea_orm::{ConnectionTrait, DatabaseBackend, DatabaseConnection, Statement};
use std::collections::BTreeSet;
use vocabulary::ClaimRole;

async fn texts(database: &DatabaseConnection, question: &str) -> Vec<String> {
    let rows = Statement::from_string(DatabaseBackend::Sqlite, question);
    let rows = database.query_all_raw(rows).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

async fn tables(database: &DatabaseConnection) -> Vec<String> {
    texts(
        database,
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    )
    .await
}

#[tokio::test]
async fn every_column_is_declared_public_or_private() {
    let record = Record::sqlite().await;
    let database = record.raw().await;
    let mut live = BTreeSet::new();
    for table in tables(&database).await {
        let columns = texts(
            &database,
            &format!("SELECT name FROM pragma_table_info('{table}')"),
        )
        .await;
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

#[tokio::test]
async fn no_fact_stands_without_evidence() {
    let record = Record::sqlite().await;
    record.trust_all().await;
    let mut claims = alliance_document();
    claims.push(award(
        &french(1),
        vec![party(&ukrainian(1), ClaimRole::Partner)],
        "Water",
    ));
    claims[0].programme = Some("#Programme".to_owned());
    record.import(&reading("a.txt", claims)).await;
    let database = record.raw().await;
    let mut tried = 0;
    for table in tables(&database).await {
        let columns = texts(
            &database,
            &format!("SELECT name FROM pragma_table_info('{table}')"),
        )
        .await;
        if !columns.iter().any(|column| column == "evidence_id") {
            continue;
        }
        tried += 1;
        let some = texts(&database, &format!("SELECT 'yes' FROM \"{table}\"")).await;
        // Steps come with dated claims; the rule holds for an empty table as well, by the same NOT NULL.
        if !some.is_empty() {
            let without = format!("UPDATE \"{table}\" SET evidence_id = NULL");
            let error = database.execute_unprepared(&without).await.unwrap_err();
            assert!(error.to_string().contains("NOT NULL"), "{table}: {error}");
            let unknown = format!("UPDATE \"{table}\" SET evidence_id = x'00'");
            let error = database.execute_unprepared(&unknown).await.unwrap_err();
            assert!(error.to_string().contains("FOREIGN KEY"), "{table}: {error}");
        }
        let required = format!(
            "SELECT 'yes' FROM pragma_table_info('{table}') WHERE name = 'evidence_id' AND \"notnull\" = 1"
        );
        assert_eq!(texts(&database, &required).await, ["yes"], "{table}");
    }
    assert_eq!(tried, 13);
    record.sound().await;
}

#[tokio::test]
async fn evidence_is_a_document_a_statement_or_a_derivation_and_complete() {
    let record = Record::sqlite().await;
    let database = record.raw().await;
    for columns in [
        "(id, kind) VALUES (x'01', 'document')",
        "(id, kind, said_by) VALUES (x'01', 'statement', 'somebody')",
        "(id, kind, rule, inputs) VALUES (x'01', 'derived', 'a rule', '[]')",
        "(id, kind, words) VALUES (x'01', 'hearsay', 'they say')",
    ] {
        let error = database
            .execute_unprepared(&format!("INSERT INTO evidence {columns}"))
            .await
            .unwrap_err();
        assert!(error.to_string().contains("CHECK"), "{columns}: {error}");
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

#[tokio::test]
async fn the_check_finds_what_a_hand_in_the_database_broke() {
    let record = Record::sqlite().await;
    record.trust_all().await;
    record.import(&reading("a.txt", alliance_document())).await;
    let database = record.raw().await;
    database
        .execute_unprepared("PRAGMA foreign_keys = OFF")
        .await
        .unwrap();
    for statement in [
        "DELETE FROM partnership_party WHERE position > 0",
        "DELETE FROM fact_evidence WHERE fact_kind = 'campaign'",
        "DELETE FROM action",
        "UPDATE claim SET in_force = 0 WHERE position = 1",
    ] {
        database.execute_unprepared(statement).await.unwrap();
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
