//! Passwords: what is accepted, how it is hashed, how it is compared.
//!
//! # Invariants
//! Comparing takes the same work whether there is an account, a password, or neither.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Argon2, Params};
use std::fmt;

/// How much work one hash takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PasswordCost {
    /// Memory, in KiB.
    pub memory: u32,
    /// Passes over the memory.
    pub rounds: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Default for PasswordCost {
    /// What OWASP's cheat sheet for storing passwords recommends (2025).
    fn default() -> Self {
        Self {
            memory: 19_456,
            rounds: 2,
            lanes: 1,
        }
    }
}

/// Why a password is not accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer characters than [`Passwords::SHORTEST`].
    #[error("the password is too short")]
    Short,
    /// More characters than [`Passwords::LONGEST`].
    #[error("the password is too long")]
    Long,
    /// Hardly any different characters, or the person's own name or address.
    #[error("the password is easy to guess")]
    Guessable,
}

/// Hashes and compares passwords.
#[derive(Clone)]
pub struct Passwords {
    hasher: Argon2<'static>,
    params: Params,
    decoy: String,
}

impl fmt::Debug for Passwords {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Passwords").field(&self.params).finish()
    }
}

impl Passwords {
    /// Fewest characters.
    pub const SHORTEST: usize = 12;
    /// Most characters.
    pub const LONGEST: usize = 128;

    /// Passwords hashed at this cost; `None` if no hash can cost that.
    pub fn at(cost: PasswordCost) -> Option<Self> {
        let params = Params::new(cost.memory, cost.rounds, cost.lanes, None).ok()?;
        let mut passwords = Self {
            hasher: Argon2::from(&params),
            params,
            decoy: String::new(),
        };
        passwords.decoy = passwords.hash("a password that nobody has", [0; 16])?;
        Some(passwords)
    }

    /// Whether the password of a person with this name and address is accepted.
    pub fn accept(password: &str, own: &[&str]) -> Result<(), WeakPassword> {
        let length = password.chars().count();
        if length < Self::SHORTEST {
            return Err(WeakPassword::Short);
        }
        if length > Self::LONGEST {
            return Err(WeakPassword::Long);
        }
        let folded = password.to_lowercase();
        let mut different: Vec<char> = folded.chars().collect();
        different.sort_unstable();
        different.dedup();
        let is_own = own
            .iter()
            .any(|word| word.chars().count() > 3 && folded.contains(&word.to_lowercase()));
        if different.len() < 5 || is_own {
            return Err(WeakPassword::Guessable);
        }
        Ok(())
    }

    /// The password as it is kept; `None` if the system has no memory for it.
    pub fn hash(&self, password: &str, salt: [u8; 16]) -> Option<String> {
        let hash: PasswordHash = self
            .hasher
            .hash_password_with_salt(password.as_bytes(), &salt)
            .ok()?;
        Some(hash.to_string())
    }

    /// Whether the password is the kept one; without a kept one the answer is no, after the same work.
    pub fn is(&self, kept: Option<&str>, password: &str) -> bool {
        let known = kept.is_some();
        let Ok(hash) = PasswordHash::new(kept.unwrap_or(&self.decoy)) else {
            return false;
        };
        // What is longer than any password costs no more than one.
        let password = if password.len() > Self::LONGEST * 4 {
            ""
        } else {
            password
        };
        let same = self.hasher.verify_password(password.as_bytes(), &hash).is_ok();
        same && known
    }

    /// Whether the kept password was hashed at another cost and is to be hashed anew.
    pub fn is_outdated(&self, kept: &str) -> bool {
        PasswordHash::new(kept)
            .ok()
            .and_then(|hash| Params::try_from(&hash).ok())
            .is_none_or(|params| {
                (params.m_cost(), params.t_cost(), params.p_cost())
                    != (self.params.m_cost(), self.params.t_cost(), self.params.p_cost())
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cheap() -> Passwords {
        Passwords::at(PasswordCost {
            memory: 8,
            rounds: 1,
            lanes: 1,
        })
        .unwrap()
    }

    #[test]
    fn only_the_same_password_is_the_same() {
        let passwords = cheap();
        let kept = passwords.hash("corriger le béton", [7; 16]).unwrap();
        assert!(kept.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{kept}");
        assert!(passwords.is(Some(&kept), "corriger le béton"));
        assert!(!passwords.is(Some(&kept), "corriger le beton"));
        assert!(!passwords.is(None, "corriger le béton"));
        assert!(
            !passwords.is(None, "a password that nobody has"),
            "the decoy opens nothing"
        );
        assert!(!passwords.is(Some("damaged"), "corriger le béton"));
    }

    #[test]
    fn a_dearer_cost_asks_for_a_new_hash() {
        let kept = cheap().hash("corriger le béton", [7; 16]).unwrap();
        assert!(!cheap().is_outdated(&kept));
        let dearer = Passwords::at(PasswordCost {
            memory: 16,
            rounds: 1,
            lanes: 1,
        })
        .unwrap();
        assert!(dearer.is_outdated(&kept));
        assert!(
            dearer.is(Some(&kept), "corriger le béton"),
            "and the old one still opens"
        );
        assert!(
            Passwords::at(PasswordCost {
                memory: 0,
                rounds: 0,
                lanes: 0
            })
            .is_none()
        );
    }

    #[test]
    fn short_and_guessable_passwords_are_refused() {
        let own = ["Olha Koval", "olha@example.org"];
        let accept = |password: &str| Passwords::accept(password, &own);
        assert_eq!(accept("eleven char"), Err(WeakPassword::Short));
        assert_eq!(accept(&"long ".repeat(30)), Err(WeakPassword::Long));
        assert_eq!(accept("aaaaaaaabbbbbbbb"), Err(WeakPassword::Guessable));
        assert_eq!(accept("I am olha koval!"), Err(WeakPassword::Guessable));
        assert_eq!(accept("хліб і сіль на столі"), Ok(()));
    }
}
