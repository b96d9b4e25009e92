//! The rows of the tables about people.
//!
//! # Invariants
//! What these rows say of a person stands nowhere else.

use crate::described::{Column, Stored, Table};
use sea_orm::entity::prelude::Uuid;

tables! {
table!(account, "account", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    name: String,
    email: String,
    email_folded: String,
    email_verified_at: Option<i64>,
    language: String,
    password: Option<String>,
    created_at: i64,
    blocked_at: Option<i64>,
});
table!(account_session, "account_session", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    token_sha256: String,
    account_id: Uuid,
    means: String,
    device: String,
    opened_at: i64,
    seen_at: i64,
    expires_at: i64,
    ended_at: Option<i64>,
});
table!(one_time_link, "one_time_link", {
    #[sea_orm(primary_key, auto_increment = false)]
    token_sha256: String,
    purpose: String,
    account_id: Option<Uuid>,
    body: String,
    created_at: i64,
    expires_at: i64,
});
table!(rate_limit, "rate_limit", {
    #[sea_orm(primary_key, auto_increment = false)]
    bucket: String,
    empty_at: i64,
});
table!(kept_form, "kept_form", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    account_id: Uuid,
    fields: String,
    expires_at: i64,
});
table!(ceremony, "ceremony", {
    #[sea_orm(primary_key, auto_increment = false)]
    token_sha256: String,
    kind: String,
    account_id: Option<Uuid>,
    body: String,
    expires_at: i64,
});
table!(one_time_code, "one_time_code", {
    #[sea_orm(primary_key, auto_increment = false)]
    account_id: Uuid,
    secret: Vec<u8>,
    confirmed_at: Option<i64>,
    last_step: i64,
});
table!(recovery_code, "recovery_code", {
    #[sea_orm(primary_key, auto_increment = false)]
    account_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    code_sha256: String,
});
table!(passkey, "passkey", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: String,
    account_id: Uuid,
    name: String,
    body: String,
    added_at: i64,
    used_at: Option<i64>,
});
table!(api_key, "api_key", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    account_id: Uuid,
    name: String,
    secret_sha256: String,
    added_at: i64,
});
table!(provider_account, "provider_account", {
    #[sea_orm(primary_key, auto_increment = false)]
    issuer: String,
    #[sea_orm(primary_key, auto_increment = false)]
    subject: String,
    account_id: Uuid,
    linked_at: i64,
});
table!(account_event, "account_event", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    account_id: Uuid,
    what: String,
    detail: String,
    at: i64,
});
table!(secret_key, "secret_key", {
    #[sea_orm(primary_key, auto_increment = false)]
    fingerprint: String,
    first_used_at: i64,
});
table!(platform_role, "platform_role", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    account_id: Uuid,
    role: String,
    owner_id: Option<Uuid>,
    given_at: i64,
});
table!(membership, "membership", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    account_id: Uuid,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    role: String,
    since: i64,
});
table!(invitation, "invitation", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    role: String,
    email: String,
    email_folded: String,
    invited_by: String,
    invited_at: i64,
    expires_at: i64,
});
table!(mail_domain, "mail_domain", {
    #[sea_orm(primary_key, auto_increment = false)]
    domain: String,
    #[sea_orm(primary_key, auto_increment = false)]
    authority_id: Uuid,
    source: String,
    added_at: i64,
});
table!(accreditation, "accreditation", {
    #[sea_orm(primary_key, auto_increment = false)]
    id: Uuid,
    account_id: Uuid,
    authority_id: Option<Uuid>,
    organisation_id: Option<Uuid>,
    proof: String,
    letter: Option<String>,
    state: String,
    asked_at: i64,
    decided_by: Option<String>,
    decided_at: Option<i64>,
    reason: Option<String>,
});
table!(assignment, "assignment", {
    #[sea_orm(primary_key, auto_increment = false)]
    source_id: Uuid,
    account_id: Uuid,
    since: i64,
});
}
