//! How long what concerns people, and what only keeps the work going, stays: `retention.csv` at the root of the project.
//!
//! In: a moment. Out: what is older than its rule says is gone.
//!
//! # Invariants
//! Every table that no reader of the public record sees stands in the file, with a rule or with the reason why it has
//! none; a test fails otherwise. What opens something is never valid longer than it is kept: that it is over is asked
//! where it is used.

use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::tables;
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use vocabulary::Moment;

const MICROS_A_DAY: i64 = 86_400_000_000;

/// A rule of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// The table.
    pub table: &'static str,
    /// The column whose moment counts; `None` where nothing goes by time.
    pub column: Option<&'static str>,
    /// After how many days a row goes.
    pub days: u32,
    /// Why.
    pub why: &'static str,
}

/// All rules, in the order of the file.
pub fn retention() -> Vec<Retention> {
    let lines = include_str!("../../retention.csv").lines().skip(1);
    lines
        .map(|line| {
            let mut cells = line.splitn(4, ',');
            let mut next = || cells.next().unwrap_or_default();
            let (table, column, days, why) = (next(), next(), next(), next());
            Retention {
                table,
                column: Some(column).filter(|column| !column.is_empty()),
                days: days.parse().unwrap_or(0),
                why,
            }
        })
        .collect()
}

impl Register {
    /// Takes out what its rule says has stayed long enough; answers how many rows went.
    pub async fn sweep(&self, now: &Moment) -> Result<u64, RegisterError> {
        let swept = async {
            let chore = self.chore().await?;
            let mut rows = 0;
            for rule in retention() {
                let Some(column) = rule.column else { continue };
                // Only tables of this program: a name in the file becomes no other SQL.
                if !tables().any(|table| table.name == rule.table) {
                    continue;
                }
                let before = now
                    .micros
                    .saturating_sub(i64::from(rule.days).saturating_mul(MICROS_A_DAY));
                let old = Query::delete()
                    .from_table(Alias::new(rule.table))
                    .and_where(Expr::col(Alias::new(column)).lt(before))
                    .to_owned();
                rows += chore.database().execute(&old).await?.rows_affected();
            }
            chore.commit().await?;
            Ok(rows)
        };
        self.located(swept.await)
    }
}
