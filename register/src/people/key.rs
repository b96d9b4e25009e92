//! The key of the operator: what has to be read back (secrets of one-time codes) is sealed with it.
//!
//! In go 32 bytes that the operator keeps apart from the record; out come sealed secrets, and the same secrets again.
//!
//! # Invariants
//! - A secret is sealed for one owner: moved into another's row it does not open.
//! - The record holds a fingerprint of the key, so that another key is known before anything is sealed with it.

use crate::act::Act;
use crate::claims::sha256;
use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::{one_time_code, recovery_code, secret_key};
use crate::writing::Writing;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use std::fmt;
use uuid::Uuid;

/// Bytes of the number that makes each seal different.
const NONCE: usize = 24;

/// The key of the operator.
#[derive(Clone)]
pub struct SecretKey {
    cipher: XChaCha20Poly1305,
    fingerprint: String,
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

impl SecretKey {
    /// The key made of these bytes.
    pub fn of(bytes: [u8; 32]) -> Self {
        let mut named = b"jumelage secret key ".to_vec();
        named.extend(bytes);
        Self {
            cipher: XChaCha20Poly1305::new(&bytes.into()),
            fingerprint: sha256(&named),
        }
    }

    /// The secret as it is kept for this owner; `random` is used for nothing else.
    pub(crate) fn seal(
        &self,
        secret: &[u8],
        owner: Uuid,
        random: [u8; 32],
    ) -> Result<Vec<u8>, RegisterError> {
        let nonce: [u8; NONCE] = *random.first_chunk().expect("32 bytes begin with 24");
        let payload = Payload {
            msg: secret,
            aad: owner.as_bytes(),
        };
        let sealed = self.cipher.encrypt(&XNonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| RegisterError::NoMemory)?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// The secret that was kept for this owner; refused where another key sealed it.
    pub(crate) fn open(&self, kept: &[u8], owner: Uuid) -> Result<Vec<u8>, RegisterError> {
        let (nonce, sealed) = kept.split_first_chunk::<NONCE>().ok_or(RegisterError::OtherKey)?;
        let payload = Payload {
            msg: sealed,
            aad: owner.as_bytes(),
        };
        let opened = self.cipher.decrypt(&XNonce::from(*nonce), payload);
        opened.map_err(|_| RegisterError::OtherKey)
    }
}

impl Register {
    /// Whether some key was used with this record.
    pub async fn knows_a_key(&self) -> Result<bool, RegisterError> {
        let known = secret_key::Entity::find().one(self.database()).await;
        self.located(known.map_err(RegisterError::from))
            .map(|row| row.is_some())
    }

    /// Refuses a key other than the one that secrets of this record were sealed with.
    pub async fn accept_key(&self, key: &SecretKey) -> Result<(), RegisterError> {
        let known = secret_key::Entity::find().one(self.database()).await;
        match self.located(known.map_err(RegisterError::from))? {
            Some(row) if row.fingerprint != key.fingerprint => Err(RegisterError::OtherKey),
            _ => Ok(()),
        }
    }

    /// Forgets the key and everything that only it opens: nobody is asked for a code any more.
    pub async fn forget_key(&self, act: Act<'_>) -> Result<(), RegisterError> {
        let forgotten = async {
            let writing = self.write(act).await?;
            let database = writing.database();
            one_time_code::Entity::delete_many().exec(database).await?;
            recovery_code::Entity::delete_many().exec(database).await?;
            secret_key::Entity::delete_many().exec(database).await?;
            writing.commit().await.map(drop)
        };
        self.located(forgotten.await)
    }
}

/// Notes within a write that a secret is sealed with this key; refused where another one was used before.
pub(super) async fn use_key(writing: &Writing<'_>, key: &SecretKey) -> Result<(), RegisterError> {
    match secret_key::Entity::find().one(writing.database()).await? {
        Some(row) if row.fingerprint == key.fingerprint => Ok(()),
        Some(_) => Err(RegisterError::OtherKey),
        None => {
            let row = secret_key::Model {
                fingerprint: key.fingerprint.clone(),
                first_used_at: writing.now().micros,
            };
            row.into_active_model().insert(writing.database()).await?;
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sealed_secret_opens_with_its_key_for_its_owner_only() {
        let (key, other) = (SecretKey::of([1; 32]), SecretKey::of([2; 32]));
        let (owner, stranger) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = key.seal(b"twenty secret bytes!", owner, [9; 32]).unwrap();
        assert!(!sealed.windows(6).any(|part| part == b"secret"));
        assert_eq!(key.open(&sealed, owner).unwrap(), b"twenty secret bytes!");
        let mut altered = sealed.clone();
        *altered.last_mut().unwrap() ^= 1;
        for (key, kept, owner) in [
            (&other, &sealed, owner),
            (&key, &sealed, stranger),
            (&key, &altered, owner),
            (&key, &Vec::new(), owner),
        ] {
            assert!(matches!(key.open(kept, owner), Err(RegisterError::OtherKey)));
        }
    }
}
