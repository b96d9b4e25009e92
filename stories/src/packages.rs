//! Programs of other people that a test drives, in exactly the versions that its list names.
//!
//! # Invariants
//! They are fetched once for each folder; what cannot be had fails the test with what to do, never skips it.

use crate::{StoryError, workspace};
use std::path::Path;
use std::process::Command;

/// Puts the Python packages of a list of the workspace into a folder.
pub fn python_packages(list: &str, folder: &Path) -> Result<(), StoryError> {
    packages("tools/python-packages", list, folder)
}

/// Puts the npm packages of a folder of the workspace into another, with the folder's own files beside them.
pub fn npm_packages(from: &str, folder: &Path) -> Result<(), StoryError> {
    packages("tools/npm-packages", from, folder)
}

fn packages(tool: &str, list: &str, folder: &Path) -> Result<(), StoryError> {
    let made = Command::new(workspace().join(tool))
        .arg(workspace().join(list))
        .arg(folder)
        .output()
        .map_err(StoryError::io(tool))?;
    if made.status.success() {
        return Ok(());
    }
    Err(StoryError::NoPackages {
        why: String::from_utf8_lossy(&made.stderr).into_owned(),
    })
}
