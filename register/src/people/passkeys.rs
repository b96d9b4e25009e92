//! Passkeys (WebAuthn): added by their owner, asked for at the door without any name, used, removed.
//!
//! # Invariants
//! - A key counts for the site it was made for, by a browser that answered this very challenge.
//! - A challenge is spent by the first answer, right or wrong: it is taken in a write of its own.
//! - The challenge itself is made by the library: its randomness is the one that does not come in as an argument.
//! - The browser's device has asked its owner for a finger, a face or a PIN: a passkey is two proofs in one.
//! - Whoever gives a key that is not known, was removed, or belongs to a blocked account gets one answer.

use super::ceremony::Ceremony;
use super::events::{Happening, happened};
use super::limits::Limit;
use super::second_step::opened;
use super::sessions::Means;
use super::sign_in::{Opening, SignIn};
use super::{Account, accounts};
use crate::act::Act;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::passkey;
use crate::tables::cell;
use crate::writing::{Writing, json};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;
use std::time::Duration;
use vocabulary::{AccountId, Id, Moment};
use webauthn_rs::prelude::{
    CredentialID, DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Url, Webauthn, WebauthnBuilder,
};

/// How often one origin may begin at the door.
const BY_ORIGIN: Limit = Limit {
    what: "passkey by origin",
    burst: 100,
    pause: Duration::from_secs(3),
};
/// A challenge waits for its answer.
const CHALLENGE: Ceremony = Ceremony {
    kind: "passkey",
    waits: Duration::from_mins(10),
};

/// For which site passkeys count.
pub struct PasskeySite(Webauthn);

impl fmt::Debug for PasskeySite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasskeySite")
    }
}

impl PasskeySite {
    /// The site at this address; `None` where browsers make no passkeys: the address is a number, or not secured.
    pub fn of(address: &str, name: &str) -> Option<Self> {
        let origin: Url = address.parse().ok()?;
        let host = origin.domain()?.to_owned();
        if origin.scheme() != "https" && host != "localhost" {
            return None;
        }
        // On this machine the port says nothing: servers of tests and trials take whichever is free.
        let is_here = host == "localhost";
        let builder = WebauthnBuilder::new(&host, &origin).ok()?;
        let builder = builder.rp_name(name).allow_any_port(is_here);
        builder.build().ok().map(Self)
    }
}

/// A challenge for a browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PasskeyChallenge {
    /// Comes back with the answer.
    pub token: String,
    /// What the browser is asked, as `PublicKeyCredential` reads it.
    pub options: Value,
}

/// A passkey, as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldPasskey {
    /// Its key in the record.
    pub id: String,
    /// What the owner calls it.
    pub name: String,
    /// Since when.
    pub added: Moment,
    /// When it was used last.
    pub used: Option<Moment>,
}

/// What waits for the answer of a browser.
#[derive(Serialize, Deserialize)]
#[serde(tag = "waits", rename_all = "snake_case")]
enum Waiting {
    Added { state: Box<PasskeyRegistration> },
    Entered { state: Box<DiscoverableAuthentication> },
}

impl Register {
    /// The passkeys of a person, the oldest first.
    pub async fn passkeys(&self, account: AccountId) -> Result<Vec<HeldPasskey>, RegisterError> {
        let rows = self.located(of_account(self.database(), account).await)?;
        let held = |row: passkey::Model| HeldPasskey {
            id: row.id,
            name: row.name,
            added: Moment::utc(row.added_at),
            used: row.used_at.map(Moment::utc),
        };
        Ok(rows.into_iter().map(held).collect())
    }

    /// A challenge for making a passkey of this person; `None` where the library refuses.
    pub async fn begin_passkey(
        &self,
        own: &Account,
        site: &PasskeySite,
        random: [u8; 32],
        act: Act<'_>,
    ) -> Result<Option<PasskeyChallenge>, RegisterError> {
        let begun = async {
            let writing = self.write(act).await?;
            let known = of_account(writing.database(), own.id).await?;
            let known: Result<Vec<CredentialID>, RegisterError> =
                known.iter().map(|row| Ok(key(row)?.cred_id().clone())).collect();
            let begun = site
                .0
                .start_passkey_registration(own.id.uuid(), &own.email, &own.name, Some(known?));
            let Ok((asked, state)) = begun else {
                return Ok(None);
            };
            let kept = Waiting::Added {
                state: Box::new(state),
            };
            let token = CHALLENGE.keep(&writing, (Some(own.id), &kept), random).await?;
            writing.commit().await?;
            let mut options = options(&asked);
            // The door asks for a key without a name: only a key that the device finds by itself will do.
            if let Some(wanted) = options
                .get_mut("authenticatorSelection")
                .and_then(Value::as_object_mut)
            {
                wanted.insert("residentKey".to_owned(), "required".into());
                wanted.insert("requireResidentKey".to_owned(), true.into());
            }
            Ok(Some(PasskeyChallenge { token, options }))
        };
        self.located(begun.await)
    }

    /// Adds the passkey that a browser made in answer to the challenge; the answer is whether it counts.
    pub async fn add_passkey(
        &self,
        (account, name): (AccountId, &str),
        (token, answer): (&str, &str),
        site: &PasskeySite,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let begun = self.take_challenge(token, act).await?;
        let Some((Some(owner), Waiting::Added { state })) = begun else {
            return Ok(false);
        };
        let added = async {
            let Ok(answer) = serde_json::from_str::<RegisterPublicKeyCredential>(answer) else {
                return Ok(false);
            };
            let made = site.0.finish_passkey_registration(&answer, &state);
            let Some(made) = made.ok().filter(|_| owner == account) else {
                return Ok(false);
            };
            let id = word(made.cred_id());
            let writing = self.write(act).await?;
            if passkey::Entity::find_by_id(&id)
                .one(writing.database())
                .await?
                .is_some()
            {
                return Ok(false);
            }
            let row = passkey::Model {
                id,
                account_id: account.uuid(),
                name: name.to_owned(),
                body: json(&made),
                added_at: writing.now().micros,
                used_at: None,
            };
            row.into_active_model().insert(writing.database()).await?;
            happened(&writing, account, (Happening::PasskeyAdded, name)).await?;
            writing.commit().await?;
            Ok(true)
        };
        self.located(added.await)
    }

    /// Removes a passkey of a person; another's, or none, stays as it is: the answer is whether there was one.
    pub async fn remove_passkey(
        &self,
        account: AccountId,
        id: &str,
        act: Act<'_>,
    ) -> Result<bool, RegisterError> {
        let removed = async {
            let writing = self.write(act).await?;
            let row = passkey::Entity::find_by_id(id)
                .filter(passkey::Column::AccountId.eq(account.uuid()))
                .one(writing.database())
                .await?;
            let Some(row) = row else { return Ok(false) };
            happened(&writing, account, (Happening::PasskeyRemoved, &row.name)).await?;
            row.into_active_model().delete(writing.database()).await?;
            writing.commit().await?;
            Ok(true)
        };
        self.located(removed.await)
    }

    /// A challenge for whoever stands at the door with a passkey; `None` where too much was asked.
    pub async fn ask_passkey(
        &self,
        site: &PasskeySite,
        (origin, random): (&str, [u8; 32]),
        act: Act<'_>,
    ) -> Result<Option<PasskeyChallenge>, RegisterError> {
        if self.attempt(&[(BY_ORIGIN, origin)], act).await?.is_some() {
            return Ok(None);
        }
        let asked = async {
            let Ok((asked, state)) = site.0.start_discoverable_authentication() else {
                return Ok(None);
            };
            let writing = self.write(act).await?;
            let kept = Waiting::Entered {
                state: Box::new(state),
            };
            let token = CHALLENGE.keep(&writing, (None, &kept), random).await?;
            writing.commit().await?;
            let options = options(&asked);
            Ok(Some(PasskeyChallenge { token, options }))
        };
        self.located(asked.await)
    }

    /// Opens a session by the answer of a browser to the challenge of the door.
    pub async fn sign_in_by_passkey(
        &self,
        (token, answer): (&str, &str),
        site: &PasskeySite,
        opening: Opening<'_>,
        act: Act<'_>,
    ) -> Result<SignIn, RegisterError> {
        let begun = self.take_challenge(token, act).await?;
        let Some((_, Waiting::Entered { state })) = begun else {
            return Ok(SignIn::Over);
        };
        let entered = async {
            let writing = self.write(act).await?;
            let Some(account) = proved(&writing, (answer, *state), site).await? else {
                return Ok(SignIn::Refused);
            };
            let row = accounts::find(writing.database(), account).await?;
            if row.is_none_or(|row| row.blocked_at.is_some()) {
                return Ok(SignIn::Refused);
            }
            opened(writing, (account, Means::Passkey), opening).await
        };
        self.located(entered.await)
    }
}

impl Register {
    /// Takes what waits for an answer, in a write of its own.
    async fn take_challenge(
        &self,
        token: &str,
        act: Act<'_>,
    ) -> Result<Option<(Option<AccountId>, Waiting)>, RegisterError> {
        let found = async {
            let writing = self.write(act).await?;
            let found = CHALLENGE.take(&writing, token).await?;
            writing.commit().await?;
            Ok(found)
        };
        self.located(found.await)
    }
}

/// Whose passkey answered the challenge, noted as used.
async fn proved(
    writing: &Writing<'_>,
    (answer, state): (&str, DiscoverableAuthentication),
    site: &PasskeySite,
) -> Result<Option<AccountId>, RegisterError> {
    let Ok(answer) = serde_json::from_str::<PublicKeyCredential>(answer) else {
        return Ok(None);
    };
    let Ok((owner, id)) = site.0.identify_discoverable_authentication(&answer) else {
        return Ok(None);
    };
    let row = passkey::Entity::find_by_id(word(id))
        .filter(passkey::Column::AccountId.eq(owner))
        .one(writing.database())
        .await?;
    let Some(mut row) = row else { return Ok(None) };
    let mut held = key(&row)?;
    let Ok(result) = site
        .0
        .finish_discoverable_authentication_v2(&answer, state, &held)
    else {
        return Ok(None);
    };
    // A counter that does not grow is a copy of the key.
    held.update_credential(&result);
    row.body = json(&held);
    row.used_at = Some(writing.now().micros);
    row.into_active_model()
        .reset_all()
        .update(writing.database())
        .await?;
    Ok(Some(AccountId::of(owner)))
}

/// The options of a challenge, without the frame that the browser's older functions want.
fn options(asked: &impl Serialize) -> Value {
    let asked = serde_json::to_value(asked).expect("a challenge is made of texts and numbers");
    asked.get("publicKey").cloned().unwrap_or_default()
}

async fn of_account(
    database: &impl ConnectionTrait,
    account: AccountId,
) -> Result<Vec<passkey::Model>, RegisterError> {
    let query = passkey::Entity::find()
        .filter(passkey::Column::AccountId.eq(account.uuid()))
        .order_by_asc(passkey::Column::AddedAt)
        .order_by_asc(passkey::Column::Id);
    Ok(query.all(database).await?)
}

fn key(row: &passkey::Model) -> Result<Passkey, RegisterError> {
    cell("passkey", "body", &row.id).json(&row.body)
}

/// The id of a key as a word: its hash, because browsers give ids of any length.
fn word(id: &[u8]) -> String {
    crate::claims::sha256(id)
}
