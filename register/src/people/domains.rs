//! Official mail domains: whose addresses end so.
//!
//! # Invariants
//! A domain is kept in small letters with the source that says whose it is; several bodies may share one.

use crate::act::Act;
use crate::authorities::{self, Known};
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::mail_domain;
use crate::writing::{What, Writing};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, ModelTrait, QueryFilter,
    QueryOrder,
};
use serde::Serialize;
use std::collections::BTreeSet;
use vocabulary::{AuthorityCode, AuthorityId, Id};

/// A mail domain of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MailDomain {
    /// The domain, for example `mairie-exemple.fr`.
    pub domain: String,
    /// Whose.
    pub authority: AuthorityId,
    /// Who says so: an address, a letter, a moderator.
    pub source: String,
}

impl Register {
    /// Notes that a domain is a body's; what is noted already stays.
    pub async fn add_mail_domain(
        &self,
        domain: &str,
        (code, source): (&AuthorityCode, &str),
        directory: Known<'_>,
        act: Act<'_>,
    ) -> Result<(), RegisterError> {
        let added = async {
            let mut writing = self.write(act).await?;
            let authority = authority(&mut writing, directory, code).await?;
            let domain = domain.trim().to_lowercase();
            let key = (domain.clone(), authority.uuid());
            if mail_domain::Entity::find_by_id(key)
                .one(writing.database())
                .await?
                .is_none()
            {
                let entry = MailDomain {
                    domain,
                    authority,
                    source: source.to_owned(),
                };
                writing.note(
                    ("mail_domain", &entry.domain),
                    What::Created,
                    (None, Some(&entry)),
                    None,
                );
                let row = mail_domain::Model {
                    domain: entry.domain,
                    authority_id: authority.uuid(),
                    source: entry.source,
                    added_at: writing.now().micros,
                };
                row.into_active_model().insert(writing.database()).await?;
            }
            writing.commit().await
        };
        self.located(added.await).map(drop)
    }

    /// Takes a domain from a body; who became a member by it stays one. `false` if it was not noted.
    pub async fn drop_mail_domain(
        &self,
        domain: &str,
        authority: AuthorityId,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let dropped = async {
            let mut writing = self.write(act).await?;
            let key = (domain.to_owned(), authority.uuid());
            let row = mail_domain::Entity::find_by_id(key)
                .one(writing.database())
                .await?;
            let Some(row) = row else { return Ok(false) };
            let entry = of(row.clone());
            let entries = (Some(&entry), None);
            writing.note(("mail_domain", &entry.domain), What::Removed, entries, None);
            row.delete(writing.database()).await?;
            writing.commit().await?;
            Ok(true)
        };
        self.located(dropped.await)
    }

    /// The mail domains noted, in order.
    pub async fn mail_domains(&self) -> Result<Vec<MailDomain>, RegisterError> {
        let rows = mail_domain::Entity::find()
            .order_by_asc(mail_domain::Column::Domain)
            .order_by_asc(mail_domain::Column::AuthorityId)
            .all(self.database())
            .await;
        self.located(
            rows.map(|rows| rows.into_iter().map(of).collect())
                .map_err(RegisterError::from),
        )
    }
}

/// The key of the body with this code, new to the record or not.
pub(crate) async fn authority(
    writing: &mut Writing<'_>,
    directory: Known<'_>,
    code: &AuthorityCode,
) -> Result<AuthorityId, RegisterError> {
    let keys = authorities::keys(writing, Some(directory), &BTreeSet::from([code.clone()])).await?;
    keys.get(code)
        .copied()
        .ok_or_else(|| RegisterError::UnknownCode { code: code.clone() })
}

/// The bodies that a domain belongs to.
pub(crate) async fn holders(
    database: &impl ConnectionTrait,
    domain: &str,
) -> Result<Vec<MailDomain>, RegisterError> {
    let query = mail_domain::Entity::find().filter(mail_domain::Column::Domain.eq(domain));
    Ok(query.all(database).await?.into_iter().map(of).collect())
}

fn of(row: mail_domain::Model) -> MailDomain {
    MailDomain {
        domain: row.domain,
        authority: AuthorityId::of(row.authority_id),
        source: row.source,
    }
}
