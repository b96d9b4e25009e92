//! The key of the operator, which secrets that have to be read back are sealed with.
//!
//! In: `--secret-file`, else `secret.key` in the data folder. Out: the key, made at first where there is none.
//!
//! # Invariants
//! - A key is made only for a record that knows none: a lost one is told, never replaced in silence.
//! - The file is readable by its owner alone, and no backup holds it.

use crate::record::{Place, random};
use ::register::Register;
use ::register::people::SecretKey;
use anyhow::{Context, bail};
use clap::Args;
use std::fmt::Write as _;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Where the key is.
#[derive(Debug, Clone, Args)]
pub(crate) struct SecretArguments {
    /// The file with the key that secrets of accounts are sealed with; without it `secret.key` in the data folder, made at
    /// first. All nodes of one record need the same
    #[arg(long, value_name = "FILE", env = "JUMELAGE_SECRET_FILE")]
    secret_file: Option<PathBuf>,
}

/// Name of the file in the data folder.
const FILE: &str = "secret.key";

/// The key of this record.
pub(crate) async fn key(
    arguments: &SecretArguments,
    place: &Place,
    register: &Register,
) -> anyhow::Result<SecretKey> {
    let file = arguments
        .secret_file
        .clone()
        .unwrap_or_else(|| place.data.join(FILE));
    let bytes = match std::fs::read_to_string(&file) {
        Ok(text) => bytes_of(&text).with_context(|| {
            format!(
                "{} holds no key: 64 hexadecimal digits were expected; bring the file back from where you keep it",
                file.display()
            )
        })?,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            if register.knows_a_key().await? {
                bail!(
                    "the key file {} is missing, and this record has secrets sealed with it; bring it back from where you keep it, or from \
                     another node, or name it by --secret-file (if it is lost: `jumelage user codes-off --all`)",
                    file.display()
                );
            }
            made(&file)?
        }
        Err(error) => {
            return Err(error)
                .with_context(|| format!("the key file {} cannot be read; make it readable for this program", file.display()));
        }
    };
    let key = SecretKey::of(bytes);
    let accepted = register.accept_key(&key).await;
    accepted.with_context(|| format!("the key file is {}", file.display()))?;
    Ok(key)
}

/// A new key in a new file.
fn made(file: &Path) -> anyhow::Result<[u8; 32]> {
    let within = || {
        format!(
            "the key file {} could not be made; name one that can be by --secret-file",
            file.display()
        )
    };
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).with_context(within)?;
    let bytes: [u8; 32] = random();
    // Made under another name, for its owner alone, so that nobody reads half a key.
    let mut begun = tempfile::NamedTempFile::new_in(folder).with_context(within)?;
    let mut text = String::with_capacity(65);
    for byte in bytes {
        write!(text, "{byte:02x}").expect("a string takes every text");
    }
    writeln!(begun, "{text}").with_context(within)?;
    begun.as_file().sync_all().with_context(within)?;
    match begun.persist_noclobber(file) {
        Ok(_) => Ok(bytes),
        // Another node was faster: its key counts.
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => {
            let text = std::fs::read_to_string(file).with_context(within)?;
            bytes_of(&text).with_context(within)
        }
        Err(error) => Err(error.error).with_context(within),
    }
}

/// The bytes that 64 hexadecimal digits say.
fn bytes_of(text: &str) -> Option<[u8; 32]> {
    let digits: Vec<u32> = text
        .trim()
        .chars()
        .map(|sign| sign.to_digit(16))
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> = digits
        .chunks_exact(2)
        .filter_map(|pair| match pair {
            [high, low] => u8::try_from(high * 16 + low).ok(),
            _ => None,
        })
        .collect();
    bytes.try_into().ok().filter(|_| digits.len() == 64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_key_is_made_once_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("new/secret.key");
        let first = made(&file).unwrap();
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(bytes_of(&std::fs::read_to_string(&file).unwrap()), Some(first));
        assert_eq!(made(&file).unwrap(), first, "whoever comes second gets the same");
    }

    #[test]
    fn what_is_no_key_is_no_key() {
        for text in [
            "",
            "not a key",
            &"a".repeat(63),
            &"a".repeat(66),
            &"g".repeat(64),
            &"é".repeat(64),
        ] {
            assert_eq!(bytes_of(text), None, "{text}");
        }
        assert_eq!(bytes_of(&format!(" {}\n", "0F".repeat(32))), Some([15; 32]));
    }
}
