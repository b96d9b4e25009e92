//! A record of a story's own: what the commands say about it.
//!
//! # Invariants
//! Every answer of a command is checked for its exit code before it is used.

use crate::documents::AndAll;
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use stories::{Database, Jumelage, Outcome, Server};
use tempfile::TempDir;

/// The databases that a record can be kept in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Base {
    Sqlite,
    Postgres,
}

/// A data folder, and perhaps a database, that goes when the story ends.
#[derive(Debug)]
pub(crate) struct Record {
    folder: TempDir,
    database: Option<Database>,
}

impl Record {
    /// A folder with nothing in it.
    pub(crate) fn empty() -> Self {
        Self::on(Base::Sqlite)
    }

    /// A folder with nothing in it, and its record in this kind of database.
    pub(crate) fn on(base: Base) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            database: (base == Base::Postgres).then(|| Database::empty().unwrap()),
        }
    }

    /// The same on a disk of its own.
    pub(crate) fn on_disk(base: Base, disk: &Path) -> Self {
        match base {
            Base::Sqlite => Self {
                folder: tempfile::tempdir_in(disk).unwrap(),
                database: None,
            },
            Base::Postgres => Self {
                folder: tempfile::tempdir().unwrap(),
                database: Some(Database::within(disk).unwrap()),
            },
        }
    }

    /// The call, about this record.
    pub(crate) fn told(&self, call: Jumelage) -> Jumelage {
        let call = call.data(self.data());
        match &self.database {
            Some(database) => call.variable("JUMELAGE_DATABASE", database.address()),
            None => call,
        }
    }

    /// The address of its database, as `copy` takes it.
    pub(crate) fn address(&self) -> String {
        let file = || format!("sqlite:{}", self.data().join("jumelage.db").display());
        self.database.as_ref().map_or_else(file, Database::address)
    }

    /// Takes the database away from whoever uses it.
    pub(crate) fn cut_off(&self) {
        self.database.as_ref().unwrap().close().unwrap();
    }

    /// Gives it back.
    pub(crate) fn let_in_again(&self) {
        self.database.as_ref().unwrap().open().unwrap();
    }

    /// Its site.
    pub(crate) fn served(&self) -> Server {
        Server::with(self.told(Jumelage::with(["serve"]))).unwrap()
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
        succeeds(self.told(Jumelage::with(["import", "--rights", "own"]).and_all(documents)))
    }

    /// Checks that no invariant is broken, and returns how much there is.
    pub(crate) fn sound(&self) -> Value {
        checked(self.told(Jumelage::with(["check"])))
    }

    /// The claims that wait, with their keys.
    pub(crate) fn waiting(&self) -> Vec<Value> {
        let call = Jumelage::with(["review", "list", "--format", "json", "--limit", "1000"]);
        succeeds(self.told(call)).json_lines()
    }

    /// Decides on a claim at the command line.
    pub(crate) fn review(&self, words: &[&str]) -> Outcome {
        succeeds(self.told(Jumelage::with(["review"]).and_all(words)))
    }

    /// What a query on the database answers, one JSON object per row: for what no command shows.
    pub(crate) fn rows(&self, query: &str) -> Vec<Value> {
        let lines = match &self.database {
            Some(database) => database
                .ask(&format!("SELECT row_to_json(answer) FROM ({query}) answer"))
                .unwrap(),
            None => self.lines(query),
        };
        let value = |line| serde_json::from_str(line).unwrap();
        lines.lines().map(value).collect()
    }

    /// Changes the database behind the program's back.
    pub(crate) fn tampers(&self, statement: &str) {
        match &self.database {
            Some(database) => drop(database.ask(statement).unwrap()),
            None => drop(self.lines(statement)),
        }
    }

    /// Makes the database file by these statements.
    pub(crate) fn runs(&self, script: &str) {
        const RUN: &str = "import sqlite3, sys\n\
            sqlite3.connect(sys.argv[1]).executescript(sys.stdin.read())";
        let mut python = Command::new("python3")
            .args(["-c", RUN])
            .arg(self.data().join("jumelage.db"))
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let mut pipe = python.stdin.take().unwrap();
        pipe.write_all(script.as_bytes()).unwrap();
        drop(pipe);
        assert!(python.wait().unwrap().success());
    }

    fn lines(&self, query: &str) -> String {
        const ASK: &str = "import json, sqlite3, sys\n\
            c = sqlite3.connect(sys.argv[1])\n\
            c.row_factory = sqlite3.Row\n\
            for row in c.execute(sys.argv[2]): print(json.dumps(dict(row), default=lambda b: b.hex()))\n\
            c.commit()";
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
        String::from_utf8(asked.stdout).unwrap()
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
    checked(Jumelage::with(["check"]).data(data))
}

/// Checks a record and returns its counts.
fn checked(check: Jumelage) -> Value {
    let check = succeeds(check.and("--format").and("json"));
    let lines = check.json_lines();
    let last = lines.last().unwrap();
    assert_eq!(last["breaches"], 0, "{}", check.stdout);
    last["counts"].clone()
}
