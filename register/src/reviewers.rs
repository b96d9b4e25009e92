//! Keys for reviewers: a link that opens once, and the session it opens.
//!
//! # Invariants
//! - Only the SHA-256 of a token is stored; the token itself is shown once and has 32 random bytes.
//! - A link opens one session; a link or session that is over stays over.

use crate::act::Act;
use crate::claims::sha256;
use crate::error::RegisterError;
use crate::policy::Role;
use crate::register::Register;
use crate::rows::reviewer_session;
use crate::writing::{What, Writing};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;
use vocabulary::{Id, Moment, OrganisationId};

/// Who reviews.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reviewer {
    /// The name that the log shows; never a mail address.
    pub name: String,
    /// The organisation whose sources the person reviews; `None` is every source of the instance.
    pub of: Option<OrganisationId>,
}

impl Reviewer {
    /// The role for the policy.
    pub fn role(&self) -> Role {
        Role::Reviewer { of: self.of }
    }
}

impl Register {
    /// A token that opens one session for a reviewer within `lasts`; show it once, it is not stored.
    pub async fn create_link(
        &self,
        reviewer: &Reviewer,
        random: [u8; 32],
        lasts: Duration,
        act: Act<'_>,
    ) -> Result<String, RegisterError> {
        let created = async {
            let mut writing = self.write(act).await?;
            let token = store(&mut writing, reviewer, (random, lasts), "link").await?;
            writing.commit().await?;
            Ok(token)
        };
        self.located(created.await)
    }

    /// Opens a session with a link's token; `None` if the link was used, is over, or never was.
    pub async fn redeem(
        &self,
        link: &str,
        random: [u8; 32],
        lasts: Duration,
        act: Act<'_>,
    ) -> Result<Option<String>, RegisterError> {
        let redeemed = async {
            let mut writing = self.write(act).await?;
            let row = open(link, "link", act.now).one(writing.database()).await?;
            let Some(row) = row else {
                return Ok(None);
            };
            let reviewer = of(&row);
            end(&mut writing, row).await?;
            let token = store(&mut writing, &reviewer, (random, lasts), "session").await?;
            writing.commit().await?;
            Ok(Some(token))
        };
        self.located(redeemed.await)
    }

    /// Whose session this is; `None` if it is over or never was.
    pub async fn session_valid(
        &self,
        session: &str,
        now: &Moment,
    ) -> Result<Option<Reviewer>, RegisterError> {
        let row = open(session, "session", now).one(self.database()).await;
        self.located(row.map(|row| row.as_ref().map(of)).map_err(RegisterError::from))
    }

    /// Ends a link or session by its token; one that is over already stays so.
    pub async fn revoke(&self, token: &str, act: Act<'_>) -> Result<(), RegisterError> {
        let revoked = async {
            let mut writing = self.write(act).await?;
            let row = reviewer_session::Entity::find_by_id(sha256(token.as_bytes()))
                .filter(reviewer_session::Column::EndedAt.is_null())
                .one(writing.database())
                .await?;
            if let Some(row) = row {
                end(&mut writing, row).await?;
            }
            writing.commit().await
        };
        self.located(revoked.await).map(drop)
    }
}

/// The row of a token that still opens something.
fn open(token: &str, sort: &str, now: &Moment) -> sea_orm::Select<reviewer_session::Entity> {
    reviewer_session::Entity::find_by_id(sha256(token.as_bytes()))
        .filter(reviewer_session::Column::Sort.eq(sort))
        .filter(reviewer_session::Column::EndedAt.is_null())
        .filter(reviewer_session::Column::ExpiresAt.gt(now.micros))
}

fn of(row: &reviewer_session::Model) -> Reviewer {
    Reviewer {
        name: row.reviewer.clone(),
        of: row.owner_id.map(OrganisationId::of),
    }
}

async fn store(
    writing: &mut Writing<'_>,
    reviewer: &Reviewer,
    (random, lasts): ([u8; 32], Duration),
    sort: &str,
) -> Result<String, RegisterError> {
    let mut token = String::with_capacity(64);
    for byte in random {
        write!(token, "{byte:02x}").expect("a string takes every text");
    }
    let lasts = i64::try_from(lasts.as_micros()).unwrap_or(i64::MAX);
    let row = reviewer_session::Model {
        token_sha256: sha256(token.as_bytes()),
        sort: sort.to_owned(),
        reviewer: reviewer.name.clone(),
        created_at: writing.now().micros,
        expires_at: writing.now().micros.saturating_add(lasts),
        ended_at: None,
        owner_id: reviewer.of.map(Id::uuid),
    };
    let entry = entry(&row);
    writing.note(
        ("reviewer_session", &reviewer.name),
        What::Created,
        (None, Some(&entry)),
        None,
    );
    row.into_active_model().insert(writing.database()).await?;
    Ok(token)
}

async fn end(writing: &mut Writing<'_>, mut row: reviewer_session::Model) -> Result<(), RegisterError> {
    let before = entry(&row);
    row.ended_at = Some(writing.now().micros);
    writing.note(
        ("reviewer_session", &row.reviewer),
        What::Removed,
        (Some(&before), None),
        None,
    );
    row.into_active_model()
        .reset_all()
        .update(writing.database())
        .await?;
    Ok(())
}

/// What the log says of a key: nothing that could open anything.
fn entry(row: &reviewer_session::Model) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("sort", row.sort.clone()),
        ("expires_at", Moment::utc(row.expires_at).to_string()),
    ])
}
