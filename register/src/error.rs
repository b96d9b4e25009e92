//! What can go wrong with the record: one variant for each thing the caller can do about it.
//!
//! # Invariants
//! A failed call has changed nothing: every write is one transaction.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlxError};
use vocabulary::{AccountId, AuthorityCode, ClaimId, ClaimState, JobId, JobState, SourceId};

/// What can go wrong with the record.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// Another process holds the database.
    #[error("{path} is in use by another process; stop it, or wait until it is done, and try again")]
    Locked {
        /// The database.
        path: String,
    },
    /// The file or its folder cannot be written.
    #[error("{path} cannot be written; check who owns the file and its folder, and their permissions")]
    ReadOnly {
        /// The database.
        path: String,
    },
    /// The disk, or the size the database may have, is used up.
    #[error("no room left to write {path}; free some space and try again (nothing was written half)")]
    DiskFull {
        /// The database.
        path: String,
    },
    /// The file is something else.
    #[error("{path} is not a database of this program; name another file, or move it away to begin anew")]
    NotADatabase {
        /// The file.
        path: String,
    },
    /// The file was a database and is broken.
    #[error("{path} is damaged; restore the newest backup")]
    Damaged {
        /// The file.
        path: String,
    },
    /// The folder is missing, or nothing answers at the address.
    #[error("{path} cannot be opened; check that its folder exists (or that the database server answers)")]
    CannotOpen {
        /// The database.
        path: String,
    },
    /// A newer version of the program wrote it.
    #[error(
        "the database has the schema “{found}”, this program knows up to “{known}”; use the newer version of the program"
    )]
    NewerSchema {
        /// The newest step found.
        found: String,
        /// The newest step known.
        known: String,
    },
    /// Something is there already where a copy was to go.
    #[error("the record {path} is not empty; name a new one, or move it away")]
    NotEmpty {
        /// The database.
        path: String,
    },
    /// What was written is not what was read.
    #[error(
        "the copy differs in “{table}” and was not kept; run `jumelage check` on the record it was made from"
    )]
    CopyDiffers {
        /// The first table that differs.
        table: String,
    },
    /// No claim has this key.
    #[error("there is no claim {claim}")]
    NoSuchClaim {
        /// What was asked for.
        claim: ClaimId,
    },
    /// No source has this key.
    #[error("there is no source {id}")]
    NoSuchSource {
        /// What was asked for.
        id: SourceId,
    },
    /// Somebody else has the source by now, or nobody.
    #[error("the source {id} has passed to somebody else, or back to the queue, meanwhile; look again")]
    AssignedMeanwhile {
        /// Which source.
        id: SourceId,
        /// Whose it is; `None` is nobody's.
        to: Option<AccountId>,
    },
    /// The person may not decide the claims of the source.
    #[error("{account} may not decide the claims of this source; give the role of reviewer first")]
    NoReviewer {
        /// Who.
        account: AccountId,
    },
    /// Somebody, or a rule, was faster.
    #[error("the claim {claim} is already {}; undo that first", state.as_str())]
    AlreadyDecided {
        /// Which claim.
        claim: ClaimId,
        /// Where it stands.
        state: ClaimState,
    },
    /// There is nothing to undo.
    #[error("the claim {claim} is {}: there is no decision to undo", state.as_str())]
    NothingToUndo {
        /// Which claim.
        claim: ClaimId,
        /// Where it stands.
        state: ClaimState,
    },
    /// Neither the record nor the gazetteer knows the code.
    #[error("no authority has the code {code}; add it to the gazetteer, or correct the claim")]
    UnknownCode {
        /// The code.
        code: AuthorityCode,
    },
    /// The claim lacks what its fact needs.
    #[error("the claim {claim} cannot become a fact: {missing}")]
    Incomplete {
        /// Which claim.
        claim: ClaimId,
        /// What is missing.
        missing: Missing,
    },
    /// A person has since edited a fact that only this claim supports.
    #[error("{by} has since edited “{field}” of the {entity} that this claim made; undo that edit first")]
    EditedSince {
        /// The kind of fact.
        entity: &'static str,
        /// The field.
        field: String,
        /// Who edited it.
        by: String,
    },
    /// The fact or field that somebody wants to edit does not exist, or the value does not fit it.
    #[error("“{field}” of the {entity} cannot be set to this value: {why}")]
    Unfit {
        /// The kind of fact.
        entity: &'static str,
        /// The field.
        field: String,
        /// What is wrong with it.
        why: String,
    },
    /// No job has this key.
    #[error("there is no job {job}; `jumelage jobs list` shows those there are")]
    NoSuchJob {
        /// What was asked for.
        job: JobId,
    },
    /// The job's state does not allow it.
    #[error("the job {job} is {}; {remedy}", state.as_str())]
    JobStands {
        /// Which job.
        job: JobId,
        /// Where it stands.
        state: JobState,
        /// What to do instead.
        remedy: &'static str,
    },
    /// The mail address has an account already.
    #[error("this mail address has an account already")]
    AddressTaken,
    /// The system gave no memory for hashing a password.
    #[error("there is not enough memory to hash a password; free some and try again")]
    NoMemory,
    /// Secrets of this record were sealed with another key of the operator.
    #[error(
        "the key is not the one that the secrets of this record were sealed with; give that key file by --secret-file \
         (if it is lost: `jumelage user codes-off --all`)"
    )]
    OtherKey,
    /// Somebody changed it after the editor had looked.
    #[error("this {entity} was changed meanwhile; look at it again and decide which version is right")]
    ChangedSince {
        /// The kind of fact.
        entity: &'static str,
    },
    /// No account has this key.
    #[error("there is no account {account}")]
    NoSuchAccount {
        /// What was asked for.
        account: AccountId,
    },
    /// The body would have members but no manager.
    #[error("somebody has to manage the members; make another member a manager first")]
    LastManager,
    /// A row says something that no row may say.
    #[error("the record is inconsistent: {table}.{column}, row {row}; run `jumelage check`")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The row's key.
        row: String,
    },
    /// Anything else the database says.
    #[error("the database refused: {source}")]
    Database {
        /// What it said.
        #[from]
        source: DbErr,
    },
}

/// What a claim lacks to become a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    /// Fewer than two parties are known by code or as organisations.
    #[error("fewer than two of its parties are known; name the body of the other party first")]
    Parties,
    /// No lead is known.
    #[error("its lead is not a known body; name the lead's body first")]
    Lead,
    /// Neither a partner nor a partner country is known.
    #[error("neither a partner nor a partner country is known; name the partner's body first")]
    Partner,
    /// The call is not named.
    #[error("it does not name the call for projects")]
    Call,
    /// The amount or its currency is missing, or is no amount.
    #[error("its amount or currency is missing or is no amount of that currency")]
    Amount,
}

impl RegisterError {
    /// The same error, with the database it is about, where the database's own code says what the caller can do.
    pub(crate) fn at(self, path: &str) -> Self {
        let Self::Database { source } = self else {
            return self;
        };
        let path = path.to_owned();
        match Trouble::of(&source) {
            Trouble::Locked => Self::Locked { path },
            Trouble::ReadOnly => Self::ReadOnly { path },
            Trouble::Full => Self::DiskFull { path },
            Trouble::NotADatabase => Self::NotADatabase { path },
            Trouble::Damaged => Self::Damaged { path },
            Trouble::CannotOpen => Self::CannotOpen { path },
            Trouble::Other => Self::Database { source },
        }
    }
}

/// What the database's code means for the caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trouble {
    Locked,
    ReadOnly,
    Full,
    NotADatabase,
    Damaged,
    CannotOpen,
    Other,
}

impl Trouble {
    fn of(error: &DbErr) -> Self {
        match error {
            DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => Self::Locked,
            DbErr::Conn(RuntimeErr::SqlxError(error))
            | DbErr::Exec(RuntimeErr::SqlxError(error))
            | DbErr::Query(RuntimeErr::SqlxError(error)) => Self::of_driver(error),
            _ => Self::Other,
        }
    }

    fn of_driver(error: &SqlxError) -> Self {
        match error {
            SqlxError::Io(_) => Self::CannotOpen,
            SqlxError::PoolTimedOut => Self::Locked,
            SqlxError::Database(error) => error.code().map_or(Self::Other, |code| Self::of_code(&code)),
            _ => Self::Other,
        }
    }

    /// SQLite answers numbers whose lowest byte is the error (sqlite.org/rescode.html), PostgreSQL five characters.
    fn of_code(code: &str) -> Self {
        match code {
            "55P03" | "40001" | "40P01" => return Self::Locked,
            "25006" | "42501" => return Self::ReadOnly,
            "53100" => return Self::Full,
            "XX001" | "XX002" => return Self::Damaged,
            // Too many connections, being stopped, being started, no such database; class 08 is a lost connection.
            "53300" | "57P01" | "57P02" | "57P03" | "3D000" => return Self::CannotOpen,
            code if code.len() == 5 && code.starts_with("08") => return Self::CannotOpen,
            _ => {}
        }
        // The index of the write-ahead log could not grow: that file is written only where there is no room for it.
        if code == "4874" {
            return Self::Full;
        }
        match code.parse::<u32>().map(|code| code & 0xFF) {
            Ok(5 | 6) if code.len() < 5 => Self::Locked,
            Ok(8) if code.len() < 5 => Self::ReadOnly,
            Ok(13) if code.len() < 5 => Self::Full,
            Ok(11) if code.len() < 5 => Self::Damaged,
            Ok(14) if code.len() < 5 => Self::CannotOpen,
            Ok(26) if code.len() < 5 => Self::NotADatabase,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_codes_of_both_databases_say_what_the_caller_can_do() {
        for (code, trouble) in [
            ("5", Trouble::Locked),
            ("517", Trouble::Locked),
            ("6", Trouble::Locked),
            ("8", Trouble::ReadOnly),
            ("1544", Trouble::ReadOnly),
            ("13", Trouble::Full),
            ("4874", Trouble::Full),
            ("11", Trouble::Damaged),
            ("26", Trouble::NotADatabase),
            ("14", Trouble::CannotOpen),
            ("53100", Trouble::Full),
            ("55P03", Trouble::Locked),
            ("25006", Trouble::ReadOnly),
            ("57P01", Trouble::CannotOpen),
            ("08006", Trouble::CannotOpen),
            ("2067", Trouble::Other),
            ("23505", Trouble::Other),
        ] {
            assert_eq!(Trouble::of_code(code), trouble, "code {code}");
        }
    }
}
