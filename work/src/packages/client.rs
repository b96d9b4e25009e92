//! The registries' ordinary clients, `npm` and `pip`, as child processes.
//!
//! In: a package of the lock, a folder. Out: the package file in the folder.
//!
//! # Invariants
//! A client gets the exact version, no dependencies, and may not run the package's scripts or build it.

use super::{Package, PackageError, Registry};
use std::path::Path;
use std::process::{Command, Stdio};

/// How many of a failed client's last lines the error repeats.
const LINES: usize = 4;

/// Lets the client write the package file into the folder.
pub(super) fn fetch(package: &Package, into: &Path) -> Result<(), PackageError> {
    let (client, arguments) = command(package);
    let mut child = Command::new(client);
    child
        .args(&arguments)
        .arg(into)
        .current_dir(into)
        .stdin(Stdio::null());
    let output = child
        .output()
        .map_err(|source| PackageError::NoClient { client, source })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    let last = lines.get(lines.len().saturating_sub(LINES)..).unwrap_or_default();
    Err(PackageError::Client {
        command: format!("{client} {}", arguments.join(" ")),
        said: last.join(" / "),
    })
}

/// The program and its arguments; the folder follows as the last one.
fn command(package: &Package) -> (&'static str, Vec<String>) {
    let own = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    match package.registry {
        Registry::Npm => {
            let wanted = format!("{}@{}", package.package, package.version);
            (
                "npm",
                own(&[
                    "pack",
                    &wanted,
                    "--ignore-scripts",
                    "--silent",
                    "--pack-destination",
                ]),
            )
        }
        Registry::Pypi => {
            let wanted = format!("{}=={}", package.package, package.version);
            let quiet = [
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-deps",
            ];
            let mut arguments = own(&quiet);
            arguments.extend(own(&["--only-binary=:all:", &wanted, "--dest"]));
            ("python3", arguments)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn package(registry: Registry) -> Package {
        Package {
            word: "w".to_owned(),
            registry,
            package: "p".to_owned(),
            version: "1.0.0".to_owned(),
            archive: "p-1.0.0.tgz".to_owned(),
            sha256: String::new(),
            licence: String::new(),
            attribution: String::new(),
            files: std::collections::BTreeMap::new(),
        }
    }

    #[test]
    fn each_client_is_asked_for_the_exact_version_and_runs_no_scripts() {
        let (client, arguments) = command(&package(Registry::Npm));
        assert_eq!(client, "npm");
        assert_eq!(arguments[..3], ["pack", "p@1.0.0", "--ignore-scripts"]);
        let (client, arguments) = command(&package(Registry::Pypi));
        assert_eq!(client, "python3");
        assert!(arguments.contains(&"p==1.0.0".to_owned()) && arguments.contains(&"--no-deps".to_owned()));
        assert!(arguments.contains(&"--only-binary=:all:".to_owned()));
    }
}
