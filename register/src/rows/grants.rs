//! The rows of grants.
//!
//! # Invariants
//! A grant links to other facts at commit alone, so its tables may stand behind theirs.

use crate::described::{Column, Stored, Table};
use sea_orm::entity::prelude::Uuid;

tables! {
table!(grant, "grant", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    title: String,
    amount_minor: i64,
    currency: String,
    approximate: bool,
    form: Option<String>,
    happened: Option<String>,
    project_id: Option<Uuid>,
    partnership_id: Option<Uuid>,
    award_id: Option<Uuid>,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(grant_party, "grant_party", {
    #[sea_orm(primary_key, auto_increment = false)]
    grant_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    role: String,
});
}
