//! What happened to an account, as its owner sees it.
//!
//! # Invariants
//! An event is noted in the write that it tells of, or of the session that it opened; it goes with the account.

use crate::error::RegisterError;
use crate::register::Register;
use crate::rows::account_event;
use crate::tables::cell;
use crate::writing::Writing;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, QuerySelect,
};
use vocabulary::{AccountId, Id, Moment};

/// What can happen to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happening {
    /// A session was opened.
    SignedIn,
    /// The password was changed by its owner.
    PasswordChanged,
    /// The password was chosen anew by a mailed link.
    PasswordReset,
    /// Codes are asked for from now on.
    CodesOn,
    /// Codes are asked for no more.
    CodesOff,
    /// New recovery codes were made.
    RecoveryMade,
    /// A recovery code was used.
    RecoveryUsed,
    /// The mail address was changed.
    AddressChanged,
    /// The old mail address was taken back.
    AddressRestored,
    /// A provider was joined to the account.
    ProviderJoined,
    /// A provider was parted from the account.
    ProviderParted,
    /// A passkey was added.
    PasskeyAdded,
    /// A passkey was removed.
    PasskeyRemoved,
    /// A key for programs was made.
    ApiKeyAdded,
    /// A key for programs was removed.
    ApiKeyRemoved,
}

impl Happening {
    /// Everything that can happen.
    pub const ALL: &'static [Self] = &[
        Self::SignedIn,
        Self::PasswordChanged,
        Self::PasswordReset,
        Self::CodesOn,
        Self::CodesOff,
        Self::RecoveryMade,
        Self::RecoveryUsed,
        Self::AddressChanged,
        Self::AddressRestored,
        Self::ProviderJoined,
        Self::ProviderParted,
        Self::PasskeyAdded,
        Self::PasskeyRemoved,
        Self::ApiKeyAdded,
        Self::ApiKeyRemoved,
    ];

    /// The word in the database and in translation keys.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "signed_in",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
            Self::CodesOn => "codes_on",
            Self::CodesOff => "codes_off",
            Self::RecoveryMade => "recovery_made",
            Self::RecoveryUsed => "recovery_used",
            Self::AddressChanged => "address_changed",
            Self::AddressRestored => "address_restored",
            Self::ProviderJoined => "provider_joined",
            Self::ProviderParted => "provider_parted",
            Self::PasskeyAdded => "passkey_added",
            Self::PasskeyRemoved => "passkey_removed",
            Self::ApiKeyAdded => "api_key_added",
            Self::ApiKeyRemoved => "api_key_removed",
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountEvent {
    /// What.
    pub what: Happening,
    /// The device, or the name of what it was about; may be empty.
    pub detail: String,
    /// When.
    pub at: Moment,
}

impl Register {
    /// What happened to an account lately, the newest first.
    pub async fn account_events(
        &self,
        account: AccountId,
        most: u64,
    ) -> Result<Vec<AccountEvent>, RegisterError> {
        let found = async {
            let rows = account_event::Entity::find()
                .filter(account_event::Column::AccountId.eq(account.uuid()))
                .order_by_desc(account_event::Column::At)
                .order_by_desc(account_event::Column::Id)
                .limit(most)
                .all(self.database())
                .await?;
            rows.into_iter().map(of).collect()
        };
        self.located(found.await)
    }
}

/// Notes within a write what happened to an account.
pub(crate) async fn happened(
    writing: &Writing<'_>,
    account: AccountId,
    (what, detail): (Happening, &str),
) -> Result<(), RegisterError> {
    let row = account_event::Model {
        id: writing.fresh(),
        account_id: account.uuid(),
        what: what.as_str().to_owned(),
        detail: detail.to_owned(),
        at: writing.now().micros,
    };
    row.into_active_model().insert(writing.database()).await?;
    Ok(())
}

/// The event of a row.
pub(crate) fn of(row: account_event::Model) -> Result<AccountEvent, RegisterError> {
    let what = Happening::ALL
        .iter()
        .copied()
        .find(|what| what.as_str() == row.what);
    Ok(AccountEvent {
        what: what.ok_or_else(|| cell("account_event", "what", &row.id).wrong())?,
        detail: row.detail,
        at: Moment::utc(row.at),
    })
}
