//! The schema, step by step: each step only adds, in one transaction.
//!
//! In: a database with some of the steps, or none. Out: one that has them all, and the names of those it lacked.
//!
//! # Invariants
//! - A step that was shipped never changes; the next release adds another.
//! - A step and the note that it was taken come in one transaction that no writer stands beside: who is cut off between
//!   two steps goes on with the next, and several that begin at once take each step once.
//! - A schema with a step that this program does not know is left alone.
//! - The text is the same for both dialects but for the words of [`dialect`] and the triggers, which each dialect says its own way.
//!   Raw SQL, because the schema builder knows neither STRICT tables nor triggers nor deferred links.

use crate::error::RegisterError;
use crate::writing::alone;
use sea_orm::{ActiveValue::Set, DatabaseConnection, EntityTrait, QueryOrder, QuerySelect};
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DatabaseBackend;
use sea_orm_migration::seaql_migrations as taken;

/// Takes the steps that the database lacks; answers their names.
pub(crate) async fn bring_up(
    database: &DatabaseConnection,
    steps: &'static [Step],
) -> Result<Vec<&'static str>, RegisterError> {
    let mut names = Vec::new();
    // Asked before anything is locked: a database that may only be read is opened as well.
    while next(database, steps).await?.is_some() {
        let transaction = alone(database).await?;
        // Asked again: another process may have taken it in the meantime.
        if let Some(step) = next(&transaction, steps).await? {
            Migrations::install(&transaction).await?;
            step.take(&transaction).await?;
            transaction.commit().await?;
            names.push(step.name);
        }
    }
    Ok(names)
}

/// The first step that the database lacks.
async fn next(
    database: &impl ConnectionTrait,
    steps: &'static [Step],
) -> Result<Option<&'static Step>, RegisterError> {
    let has = steps_of(database).await?;
    if let Some(found) = has
        .iter()
        .rfind(|name| !steps.iter().any(|step| step.name == *name))
    {
        return Err(RegisterError::NewerSchema {
            found: found.clone(),
            known: steps.last().map_or("", |step| step.name).to_owned(),
        });
    }
    Ok(steps
        .iter()
        .find(|step| !has.iter().any(|name| name == step.name)))
}

/// The steps that the database has, in order.
async fn steps_of(database: &impl ConnectionTrait) -> Result<Vec<String>, RegisterError> {
    let backend = database.get_database_backend();
    let exists = match backend {
        DatabaseBackend::Postgres => {
            "SELECT 1 AS found FROM information_schema.tables
             WHERE table_schema = current_schema() AND table_name = 'seaql_migrations'"
        }
        _ => "SELECT 1 AS found FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'",
    };
    let exists = sea_orm::Statement::from_string(backend, exists);
    if database.query_one_raw(exists).await?.is_none() {
        return Ok(Vec::new());
    }
    let names = taken::Entity::find()
        .select_only()
        .column(taken::Column::Version)
        .order_by_asc(taken::Column::Version);
    Ok(names.into_tuple().all(database).await?)
}

/// What keeps the table of steps; the steps themselves are taken by [`bring_up`].
struct Migrations;

#[async_trait::async_trait]
impl MigratorTrait for Migrations {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        Vec::new()
    }
}

/// Every step of the schema, in order.
pub(crate) const STEPS: &[Step] = &[
    Step {
        name: "m0001_first",
        tables: include_str!("migrations/first.sql"),
        postgres: include_str!("migrations/first.postgres.sql"),
        sqlite: include_str!("migrations/first.sqlite.sql"),
    },
    Step {
        name: "m0002_people",
        tables: include_str!("migrations/people.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0003_jobs",
        tables: include_str!("migrations/jobs.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0004_review",
        tables: include_str!("migrations/review.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0005_proposals",
        tables: include_str!("migrations/proposals.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0006_sign_in",
        tables: include_str!("migrations/sign_in.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0007_once",
        tables: include_str!("migrations/once.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0008_pictures",
        tables: include_str!("migrations/pictures.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0009_documents",
        tables: include_str!("migrations/documents.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0010_confirmations",
        tables: include_str!("migrations/confirmations.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0011_api_keys",
        tables: include_str!("migrations/api_keys.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0012_assignments",
        tables: include_str!("migrations/assignments.sql"),
        postgres: "",
        sqlite: "",
    },
    Step {
        name: "m0013_grants",
        tables: include_str!("migrations/grants.sql"),
        postgres: "",
        sqlite: "",
    },
];

/// One step of the schema.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    name: &'static str,
    /// What both dialects say alike, with the words of [`dialect`].
    tables: &'static str,
    /// What only PostgreSQL is told, afterwards.
    postgres: &'static str,
    /// What only SQLite is told, afterwards.
    sqlite: &'static str,
}

impl Step {
    /// Takes the step and notes that it was taken.
    async fn take(&self, database: &impl ConnectionTrait) -> Result<(), DbErr> {
        let backend = database.get_database_backend();
        database
            .execute_unprepared(&dialect(self.tables, backend))
            .await?;
        let own = match backend {
            DatabaseBackend::Postgres => self.postgres,
            _ => self.sqlite,
        };
        database.execute_unprepared(own).await?;
        let note = taken::ActiveModel {
            version: Set(self.name.to_owned()),
            applied_at: Set(sea_orm::prelude::TimeDateTimeWithTimeZone::now_utc().unix_timestamp()),
        };
        taken::Entity::insert(note)
            .exec_without_returning(database)
            .await?;
        Ok(())
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

#[cfg(test)]
mod tests;
