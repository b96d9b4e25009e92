//! A record of a story's own: what the commands say about it.
//!
//! # Invariants
//! Every answer of a command is checked for its exit code before it is used.

use crate::documents::AndAll;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;
use stories::{Jumelage, Outcome};
use tempfile::TempDir;

/// A data folder that goes when the story ends.
#[derive(Debug)]
pub(crate) struct Record {
    folder: TempDir,
}

impl Record {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Filled by `jumelage demo`.
    pub(crate) fn demo() -> Self {
        let record = Self::empty();
        succeeds(Jumelage::with(["demo"]).data(record.data()));
        record
    }

    /// Where it is.
    pub(crate) fn data(&self) -> &Path {
        self.folder.path()
    }

    /// Imports documents and returns what the command said.
    pub(crate) fn import(&self, documents: &[PathBuf]) -> Outcome {
        succeeds(
            Jumelage::with(["import", "--rights", "own"])
                .and_all(documents)
                .data(self.data()),
        )
    }

    /// Checks that no invariant is broken, and returns how much there is.
    pub(crate) fn sound(&self) -> Value {
        sound(self.data())
    }

    /// The claims that wait, with their keys.
    pub(crate) fn waiting(&self) -> Vec<Value> {
        let call = Jumelage::with(["review", "list", "--format", "json", "--limit", "1000"]);
        succeeds(call.data(self.data())).json_lines()
    }

    /// Decides on a claim at the command line.
    pub(crate) fn review(&self, words: &[&str]) -> Outcome {
        succeeds(Jumelage::with(["review"]).and_all(words).data(self.data()))
    }

    /// What a query on the database file answers, one JSON object per row: for what no command shows.
    pub(crate) fn rows(&self, query: &str) -> Vec<Value> {
        const ASK: &str = "import json, sqlite3, sys\n\
            c = sqlite3.connect(sys.argv[1])\n\
            c.row_factory = sqlite3.Row\n\
            for row in c.execute(sys.argv[2]): print(json.dumps(dict(row), default=lambda b: b.hex()))";
        let asked = Command::new("python3")
            .args(["-c", ASK])
            .arg(self.data().join("jumelage.db"))
            .arg(query)
            .output()
            .unwrap();
        assert!(
            asked.status.success(),
            "{}",
            String::from_utf8_lossy(&asked.stderr)
        );
        let lines = String::from_utf8(asked.stdout).unwrap();
        lines
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }
}

/// Runs a command that must succeed.
pub(crate) fn succeeds(call: Jumelage) -> Outcome {
    let told = format!("{call:?}");
    let outcome = call.run().unwrap();
    assert_eq!(outcome.code, Some(0), "{told} said:\n{}", outcome.stderr);
    outcome
}

/// Checks a data folder and returns its counts.
pub(crate) fn sound(data: &Path) -> Value {
    let check = succeeds(Jumelage::with(["check", "--format", "json"]).data(data));
    let lines = check.json_lines();
    let last = lines.last().unwrap();
    assert_eq!(last["breaches"], 0, "{}", check.stdout);
    last["counts"].clone()
}
