//! Signing in and out, the guard before every route, and what people do with their own account.
//!
//! # Invariants
//! Each handler acts for the person whom the guard found in the session, never for one that a form names.

pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod accreditations;
pub(crate) mod address;
pub(crate) mod body;
pub(crate) mod codes;
pub(crate) mod confirm;
pub(crate) mod cookie;
pub(crate) mod guard;
pub(crate) mod keys;
pub(crate) mod mailed;
pub(crate) mod members;
pub(crate) mod passkeys;
pub(crate) mod proposals;
pub(crate) mod provider;
pub(crate) mod said;
pub(crate) mod second_step;
pub(crate) mod sign_in;
pub(crate) mod statements;
pub(crate) mod typed;
