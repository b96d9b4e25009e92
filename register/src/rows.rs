//! The rows of every table, as the driver sees them; the rest of the crate turns them into the words of `vocabulary`.
//!
//! # Invariants
//! - The fields are the columns of the newest schema; a test compares them with the live one.
//! - A table that others link to stands before them, unless the link is checked at commit: rows can be copied table by table.

use crate::described::{Column, Stored, Table};
use sea_orm::entity::prelude::Uuid;

/// The tables: for each its module, its name, its columns in the order of the schema, its key first.
macro_rules! tables {
    ($(table!($module:ident, $name:literal, { $($(#[$meta:meta])* $column:ident: $sort:ty,)* });)*) => {
        $(pub(crate) mod $module {
            use sea_orm::entity::prelude::*;

            #[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
            #[sea_orm(table_name = $name)]
            pub(crate) struct Model { $($(#[$meta])* pub(crate) $column: $sort,)* }

            #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
            pub(crate) enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}

            // Some tables are only copied, or swept, by their names.
            const _: fn() -> Select<Entity> = Entity::find;
        })*

        /// These tables, in this order.
        pub(crate) const TABLES: &[Table] = &[$(Table {
            name: $name,
            columns: &[$(Column { name: stringify!($column), sort: <$sort as Stored>::SORT },)*],
        },)*];
    };
}

mod grants;
mod people;
pub(crate) use grants::{grant, grant_party};
pub(crate) use people::{
    account, account_event, account_session, accreditation, api_key, assignment, ceremony, invitation,
    kept_form, mail_domain, membership, one_time_code, one_time_link, passkey, platform_role,
    provider_account, rate_limit, recovery_code, secret_key,
};

/// Every table of the record.
pub(crate) fn tables() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().chain(grants::TABLES).chain(people::TABLES)
}

tables! {
table!(source, "source", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    origin: String,
    address: Option<String>,
    title: Option<String>,
    publisher: Option<String>,
    language: Option<String>,
    format: String,
    rights: String,
    licence: Option<String>,
    holder: Option<String>,
    newest_id: Uuid,
    owner_id: Option<Uuid>,
});
table!(content, "content", {
    #[sea_orm(primary_key, auto_increment = false)]
    sha256: String,
    bytes: Vec<u8>,
});
table!(revision, "revision", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    source_id: Uuid,
    sha256: String,
    body: String,
    read_on: i64,
    read_zone: String,
    engine: String,
    gazetteer: String,
});
table!(mention, "mention", {
    #[sea_orm(primary_key, auto_increment = false)]
    revision_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    starts: i64,
    ends: i64,
    code: Option<String>,
    body: String,
});
table!(remark, "remark", {
    #[sea_orm(primary_key, auto_increment = false)]
    revision_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    code: String,
    params: String,
    starts: Option<i64>,
    ends: Option<i64>,
});
table!(claim, "claim", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    source_id: Uuid,
    revision_id: Uuid,
    position: i64,
    fingerprint: String,
    kind: String,
    schema_version: i64,
    body: String,
    confidence: f64,
    state: String,
    in_force: bool,
    decided_by: Option<String>,
    decided_by_person: bool,
    decided_at: Option<i64>,
    decided_zone: Option<String>,
    reason: Option<String>,
    correction: Option<String>,
});
table!(proposal, "proposal", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    by_code: String,
    by_country: String,
    partnership_id: Option<Uuid>,
    claim: String,
    words: String,
    language: String,
    made_at: i64,
    made_zone: String,
    expires_at: i64,
    withdrawn: bool,
    answer: Option<String>,
});
table!(proposal_party, "proposal_party", {
    #[sea_orm(primary_key, auto_increment = false)]
    proposal_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    code: String,
    country: String,
    consent: String,
});
table!(merged_fact, "merged_fact", {
    #[sea_orm(primary_key, auto_increment = false)]
    fact_kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    identity: String,
    into_identity: String,
    fact_id: Uuid,
    merged_by: String,
    merged_at: i64,
    merged_zone: String,
    undone_at: Option<i64>,
});
table!(evidence, "evidence", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    kind: String,
    claim_id: Option<Uuid>,
    revision_id: Option<Uuid>,
    quotes: Option<String>,
    read_on: Option<i64>,
    read_zone: Option<String>,
    said_by: Option<String>,
    on_behalf_of: Option<String>,
    made_at: Option<i64>,
    made_zone: Option<String>,
    words: Option<String>,
    rule: Option<String>,
    rule_version: Option<i64>,
    inputs: Option<String>,
});
table!(authority, "authority", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    kind: String,
    country: String,
    population: Option<i64>,
    latitude: Option<f64>,
    longitude: Option<f64>,
    point_approximate: bool,
    seat: Option<String>,
    occupied: bool,
    succession: Option<String>,
    source: String,
});
table!(authority_code, "authority_code", {
    #[sea_orm(primary_key, auto_increment = false)]
    authority_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    code: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
});
table!(authority_name, "authority_name", {
    #[sea_orm(primary_key, auto_increment = false)]
    authority_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    name: String,
    language: Option<String>,
    name_use: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
});
table!(authority_parent, "authority_parent", {
    #[sea_orm(primary_key, auto_increment = false)]
    authority_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    code: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    source: String,
});
table!(organisation, "organisation", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    name: String,
    kind: String,
    country: Option<String>,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(fact_evidence, "fact_evidence", {
    #[sea_orm(primary_key, auto_increment = false)]
    fact_kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    fact_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    evidence_id: Uuid,
});
table!(support, "support", {
    #[sea_orm(primary_key, auto_increment = false)]
    claim_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    fact_kind: String,
    #[sea_orm(primary_key, auto_increment = false)]
    identity: String,
});
table!(programme, "programme", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    name: String,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(call, "call", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    name: String,
    programme_id: Option<Uuid>,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(call_session, "call_session", {
    #[sea_orm(primary_key, auto_increment = false)]
    call_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    number: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    evidence_id: Uuid,
});
table!(partnership, "partnership", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    kind: String,
    status: String,
    title: Option<String>,
    programme_id: Option<Uuid>,
    why: Option<String>,
    reasons: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(partnership_party, "partnership_party", {
    #[sea_orm(primary_key, auto_increment = false)]
    partnership_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    role: String,
    written: String,
});
table!(confirmation_request, "confirmation_request", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    partnership_id: Uuid,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    asked_at: i64,
});
table!(unasked_body, "unasked_body", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    since: i64,
});
table!(partnership_step, "partnership_step", {
    #[sea_orm(primary_key, auto_increment = false)]
    partnership_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    what: String,
    happened: String,
    evidence_id: Uuid,
});
table!(partnership_document, "partnership_document", {
    #[sea_orm(primary_key, auto_increment = false)]
    partnership_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    kind: String,
    title: String,
    address: Option<String>,
    happened: Option<String>,
    evidence_id: Uuid,
});
table!(partnership_coordinator, "partnership_coordinator", {
    #[sea_orm(primary_key, auto_increment = false)]
    partnership_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    organisation_id: Uuid,
});
table!(alliance, "alliance", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    title: Option<String>,
    partnership_id: Option<Uuid>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(alliance_member, "alliance_member", {
    #[sea_orm(primary_key, auto_increment = false)]
    alliance_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    authority_id: Uuid,
    role: String,
    share: String,
    valid_from: Option<String>,
    valid_to: Option<String>,
});
table!(pool, "pool", {
    #[sea_orm(primary_key, auto_increment = false)]
    alliance_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    amount: String,
    currency: String,
    per: String,
    stated_base: Option<i64>,
    evidence_id: Uuid,
});
table!(campaign, "campaign", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    title: String,
    target_minor: i64,
    currency: String,
    deadline: Option<String>,
    alliance_id: Option<Uuid>,
    partnership_id: Option<Uuid>,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(project, "project", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    title: String,
    status: String,
    budget_minor: Option<i64>,
    currency: Option<String>,
    budget_approximate: bool,
    partnership_id: Option<Uuid>,
    valid_from: Option<String>,
    valid_to: Option<String>,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(project_party, "project_party", {
    #[sea_orm(primary_key, auto_increment = false)]
    project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    role: String,
});
table!(award, "award", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    call_id: Uuid,
    session: i64,
    region: Option<String>,
    project_id: Uuid,
    title: String,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(award_party, "award_party", {
    #[sea_orm(primary_key, auto_increment = false)]
    award_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    role: String,
    written: String,
});
table!(award_country, "award_country", {
    #[sea_orm(primary_key, auto_increment = false)]
    award_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    country: String,
});
table!(action, "action", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    identity: String,
    kind: String,
    title: String,
    quantity: Option<i64>,
    unit: Option<String>,
    happened: Option<String>,
    partnership_id: Option<Uuid>,
    owner_id: Option<Uuid>,
    evidence_id: Uuid,
});
table!(action_party, "action_party", {
    #[sea_orm(primary_key, auto_increment = false)]
    action_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    role: String,
});
table!(story, "story", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    source_id: Uuid,
    revision_id: Uuid,
    identity: String,
    title: String,
    summary: Option<String>,
    language: Option<String>,
    starts: i64,
    ends: i64,
    published: Option<String>,
    address: Option<String>,
    owner_id: Option<Uuid>,
    body: Option<String>,
    picture: Option<String>,
    picture_alt: Option<String>,
    picture_address: Option<String>,
    picture_width: Option<i64>,
    picture_height: Option<i64>,
});
table!(picture, "picture", {
    #[sea_orm(primary_key, auto_increment = false)]
    sha256: String,
    media_type: String,
    width: i64,
    height: i64,
    bytes: Vec<u8>,
});
table!(fetched, "fetched", {
    #[sea_orm(primary_key, auto_increment = false)]
    address: String,
    reader: String,
    known: String,
    fetched_at: i64,
});
table!(trusted_source, "trusted_source", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    name: String,
    origin: String,
    at_least: f64,
    owner_id: Option<Uuid>,
    set_by: String,
    set_at: i64,
    set_zone: String,
    withdrawn_at: Option<i64>,
});
table!(edited_field, "edited_field", {
    #[sea_orm(primary_key, auto_increment = false)]
    entity: String,
    #[sea_orm(primary_key, auto_increment = false)]
    entity_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    field: String,
    edited_by: String,
    edited_at: i64,
});
table!(reviewer_session, "reviewer_session", {
    #[sea_orm(primary_key, auto_increment = false)]
    token_sha256: String,
    sort: String,
    reviewer: String,
    created_at: i64,
    expires_at: i64,
    ended_at: Option<i64>,
    owner_id: Option<Uuid>,
});
table!(job, "job", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    work_key: String,
    kind: String,
    body: Option<String>,
    state: String,
    tries: i64,
    due_at: i64,
    holder: Option<Uuid>,
    failure: Option<String>,
    progress: Option<String>,
    stop_asked: bool,
    asked_by: String,
    asked_at: i64,
    ended_at: Option<i64>,
    owner_id: Option<Uuid>,
});
table!(job_event, "job_event", {
    #[sea_orm(primary_key, auto_increment = false)]
    job_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    number: i64,
    at: i64,
    what: String,
    params: String,
});
table!(schedule, "schedule", {
    #[sea_orm(primary_key, auto_increment = false)]
    name: String,
    pattern: String,
    zone: String,
    kind: String,
    body: String,
    next_at: i64,
    set_by: String,
    set_at: i64,
    owner_id: Option<Uuid>,
});
table!(change, "change", {
    #[sea_orm(primary_key, auto_increment = false)]
    position: i64,
    transaction_id: Uuid,
    recorded_at: i64,
    recorded_zone: String,
    actor_kind: String,
    actor: String,
    entity: String,
    entity_id: String,
    what: String,
    before: Option<String>,
    after: Option<String>,
    why: Option<String>,
    schema_version: i64,
});
table!(once, "once", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    request_sha256: String,
    held_until: i64,
    position: Option<i64>,
    status: Option<i64>,
    headers: Option<String>,
    body: Option<Vec<u8>>,
    expires_at: i64,
});
}
