//! The schema, step by step: each migration only adds, in one transaction.
//!
//! # Invariants
//! - A migration that was shipped never changes; the next release adds another.
//! - The text is the same for both dialects but for the words of [`dialect`] and the triggers, which each dialect says its own way.
//!   Raw SQL, because the schema builder knows neither STRICT tables nor triggers nor deferred links.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;

/// Every migration, in order.
pub(crate) struct Migrations;

#[async_trait::async_trait]
impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        STEPS
            .iter()
            .map(|step| -> Box<dyn MigrationTrait> { Box::new(*step) })
            .collect()
    }
}

/// Every step of the schema, in order.
const STEPS: &[Step] = &[Step {
    name: "m0001_first",
    tables: include_str!("migrations/first.sql"),
    postgres: include_str!("migrations/first.postgres.sql"),
    sqlite: include_str!("migrations/first.sqlite.sql"),
}];

/// One step of the schema.
#[derive(Clone, Copy)]
struct Step {
    name: &'static str,
    /// What both dialects say alike, with the words of [`dialect`].
    tables: &'static str,
    /// What only PostgreSQL is told, afterwards.
    postgres: &'static str,
    /// What only SQLite is told, afterwards.
    sqlite: &'static str,
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let database = manager.get_connection();
        database
            .execute_unprepared(&dialect(self.tables, backend))
            .await?;
        let own = match backend {
            DatabaseBackend::Postgres => self.postgres,
            _ => self.sqlite,
        };
        database.execute_unprepared(own).await.map(drop)
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}

/// The schema text in the words of one dialect.
fn dialect(text: &str, backend: DatabaseBackend) -> String {
    let words = match backend {
        DatabaseBackend::Postgres => [
            ("@id", "uuid"),
            ("@number", "bigint"),
            ("@fraction", "double precision"),
            ("@flag", "boolean"),
            ("@bytes", "bytea"),
            (" @strict", ""),
            (" @later", " DEFERRABLE INITIALLY DEFERRED"),
        ],
        _ => [
            ("@id", "BLOB"),
            ("@number", "INTEGER"),
            ("@fraction", "REAL"),
            ("@flag", "INTEGER"),
            ("@bytes", "BLOB"),
            (" @strict", " STRICT"),
            (" @later", " DEFERRABLE INITIALLY DEFERRED"),
        ],
    };
    // The notes come out first: they name the placeholders.
    let text: String = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("--"))
        .flat_map(|line| [line, "\n"])
        .collect();
    words
        .iter()
        .fold(text, |text, (placeholder, word)| text.replace(placeholder, word))
}
