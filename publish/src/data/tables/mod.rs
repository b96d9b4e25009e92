//! The published tables, one file each.

mod authorities;
mod awards;
mod contributions;
mod partnerships;
mod projects;
mod shared;

use super::table::Table;

/// Every table, in the order of the data page.
pub(crate) static TABLES: [&Table; 5] = [
    &partnerships::TABLE,
    &authorities::TABLE,
    &projects::TABLE,
    &awards::TABLE,
    &contributions::TABLE,
];
