//! Recovery codes: what opens an account whose owner has lost the device that shows codes.
//!
//! # Invariants
//! A code is shown once, kept as a hash, and used once; a new set ends the old one.

use super::events::{Happening, happened};
use super::token::hash;
use crate::error::RegisterError;
use crate::rows::recovery_code;
use crate::writing::Writing;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter};
use sha2::{Digest, Sha256};
use vocabulary::{AccountId, Id};

/// How many codes a set has.
const SET: u8 = 10;
/// What codes are made of: no letter or digit that is taken for another one.
const SIGNS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
/// How many signs stand together.
const GROUP: usize = 4;
/// How many signs a code has: 80 random bits, so that nobody finds a code from its hash.
const LENGTH: usize = 16;

/// Makes a new set within a write; the answer is shown once.
pub(crate) async fn renew(
    writing: &Writing<'_>,
    account: AccountId,
    random: [u8; 32],
) -> Result<Vec<String>, RegisterError> {
    clear(writing, account).await?;
    let codes: Vec<String> = (0..SET).map(|number| code(random, number)).collect();
    for code in &codes {
        let row = recovery_code::Model {
            account_id: account.uuid(),
            code_sha256: hash(&plain(code)),
        };
        row.into_active_model().insert(writing.database()).await?;
    }
    happened(writing, account, (Happening::RecoveryMade, "")).await?;
    Ok(codes)
}

/// Takes every code of a person away within a write.
pub(crate) async fn clear(writing: &Writing<'_>, account: AccountId) -> Result<(), RegisterError> {
    let all = recovery_code::Entity::delete_many();
    all.filter(recovery_code::Column::AccountId.eq(account.uuid()))
        .exec(writing.database())
        .await?;
    Ok(())
}

/// Uses a code within a write; the answer is whether it was one of the person's.
pub(crate) async fn spend(
    writing: &Writing<'_>,
    account: AccountId,
    typed: &str,
) -> Result<bool, RegisterError> {
    let spent = recovery_code::Entity::delete_by_id((account.uuid(), hash(&plain(typed))))
        .exec(writing.database())
        .await?;
    Ok(spent.rows_affected == 1)
}

/// How many codes a person has left.
pub(crate) async fn left(
    database: &impl sea_orm::ConnectionTrait,
    account: AccountId,
) -> Result<u64, RegisterError> {
    let own = recovery_code::Entity::find().filter(recovery_code::Column::AccountId.eq(account.uuid()));
    Ok(own.count(database).await?)
}

/// The code as it is compared: however people group it.
fn plain(typed: &str) -> String {
    let signs = typed.chars().filter(char::is_ascii_alphanumeric);
    signs.map(|sign| sign.to_ascii_lowercase()).collect()
}

/// One code of the set that these bytes make.
fn code(random: [u8; 32], number: u8) -> String {
    let digest = Sha256::new()
        .chain_update(random)
        .chain_update([number])
        .finalize();
    let mut code = String::with_capacity(LENGTH + LENGTH / GROUP);
    for (place, byte) in digest.iter().take(LENGTH).enumerate() {
        if place > 0 && place % GROUP == 0 {
            code.push('-');
        }
        let sign = SIGNS
            .get(usize::from(byte % 32))
            .expect("a number under 32 is a place of the 32 signs");
        code.push(char::from(*sign));
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_a_set_differ_and_are_compared_however_they_are_typed() {
        let codes: Vec<String> = (0..SET).map(|number| code([7; 32], number)).collect();
        let distinct: std::collections::BTreeSet<&String> = codes.iter().collect();
        assert_eq!(distinct.len(), 10);
        for code in &codes {
            assert_eq!(code.len(), 19, "{code}");
            assert_eq!(plain(&code.to_uppercase().replace('-', " ")), plain(code));
        }
        assert_ne!(code([8; 32], 0), codes[0]);
        let signs: std::collections::BTreeSet<&u8> = SIGNS.iter().collect();
        assert_eq!(signs.len(), 32);
    }
}
