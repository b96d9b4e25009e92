//! The documents that the stories are told on: our own in `corpus/demo`, and the real ones where they are at hand.
//!
//! In: a set. Out: its files, what must be recognised in them, and what the binary recognises.
//!
//! # Invariants
//! Whoever asks for the real ones where they are not at hand is told so on the output; no story passes in silence.

use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use stories::{Jumelage, workspace};

pub(crate) const ALLIANCE: &str = "alliance-valky.wordpress.json";
pub(crate) const NEWS: &str = "partnership-news.fr.txt";
pub(crate) const COMMUNIQUE: &str = "laureates-2020-2021.fr.txt";
pub(crate) const NAMES: [&str; 3] = [ALLIANCE, NEWS, COMMUNIQUE];

/// A set of the three documents.
#[derive(Debug, Clone)]
pub(crate) struct Documents {
    folder: PathBuf,
}

impl Documents {
    /// Our own; they are always there.
    pub(crate) fn demo() -> Self {
        println!("told on our own documents, corpus/demo");
        Self {
            folder: workspace().join("corpus/demo"),
        }
    }

    /// The real ones, beside the checkout, if they are there.
    pub(crate) fn seeds() -> Option<Self> {
        let folder = workspace().join("../shared/seeds");
        if folder.is_dir() {
            println!("told on the real documents, ../shared/seeds");
            Some(Self { folder })
        } else {
            println!(
                "NOT TOLD on the real documents: there is no ../shared/seeds; only corpus/demo was read"
            );
            None
        }
    }

    /// Where one of them is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Where all of them are.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        NAMES.iter().map(|name| self.path(name)).collect()
    }

    /// What must be recognised, row by row.
    pub(crate) fn expected(&self) -> Vec<Expected> {
        let file = self.path("expected.tsv");
        let text = std::fs::read_to_string(&file).unwrap();
        let rows: Vec<Expected> = text.lines().skip(1).map(Expected::of).collect();
        assert!(rows.len() > 50, "{} has {} rows", file.display(), rows.len());
        rows
    }

    /// What the binary recognises in each, by file name, with the text that its offsets count in.
    pub(crate) fn recognised(&self) -> BTreeMap<&'static str, Recognised> {
        let outcome = Jumelage::with(["recognise"])
            .and_all(&self.paths())
            .run()
            .unwrap();
        assert_eq!(outcome.code, Some(0), "{}", outcome.stderr);
        let lines = outcome.json_lines();
        assert_eq!(lines.len(), NAMES.len(), "one line for each file");
        NAMES
            .into_iter()
            .zip(lines)
            .map(|(name, line)| {
                let path = self.path(name);
                assert_eq!(
                    line["source"],
                    path.to_str().unwrap(),
                    "the argument, unchanged and in order"
                );
                let text = text_of(&path);
                (name, Recognised { line, text })
            })
            .collect()
    }
}

/// The text that `jumelage read` prints, as scalar values.
pub(crate) fn text_of(path: &Path) -> Vec<char> {
    let read = Jumelage::with(["read"]).and(path).run().unwrap();
    assert_eq!(read.code, Some(0), "{}", read.stderr);
    read.stdout.chars().collect()
}

/// More arguments at once.
pub(crate) trait AndAll {
    /// With all of these behind the others.
    fn and_all<A: Clone + Into<std::ffi::OsString>>(self, arguments: &[A]) -> Self;
}

impl AndAll for Jumelage {
    fn and_all<A: Clone + Into<std::ffi::OsString>>(self, arguments: &[A]) -> Self {
        arguments.iter().cloned().fold(self, Jumelage::and)
    }
}

/// One row of `expected.tsv`.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    pub(crate) document: String,
    pub(crate) surface: String,
    pub(crate) country: String,
    pub(crate) code: String,
    pub(crate) also: String,
    pub(crate) verdict: String,
    pub(crate) role: String,
}

impl Expected {
    fn of(line: &str) -> Self {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 9, "{line}");
        let cell = |at: usize| cells[at].to_owned();
        Self {
            document: cell(0),
            surface: cell(1),
            country: cell(2),
            code: cell(4),
            also: cell(5),
            verdict: cell(6),
            role: cell(7),
        }
    }

    /// Whether this is the code that is asked for; bodies added by hand may be asked for by their scheme alone.
    pub(crate) fn is_code(&self, code: &str) -> bool {
        match self.code.split_once(' ') {
            Some((scheme, _)) => code.starts_with(scheme),
            None => code == self.code,
        }
    }
}

/// What the binary says about one document.
#[derive(Debug, Clone)]
pub(crate) struct Recognised {
    pub(crate) line: Value,
    pub(crate) text: Vec<char>,
}

impl Recognised {
    pub(crate) fn mentions(&self) -> &[Value] {
        list(&self.line, "mentions")
    }

    pub(crate) fn claims(&self) -> &[Value] {
        list(&self.line, "claims")
    }

    /// The claims of one kind that meet a condition.
    pub(crate) fn claims_where(&self, kind: &str, is_meant: impl Fn(&Value) -> bool) -> Vec<&Value> {
        let claims = self.claims().iter();
        claims
            .filter(|claim| claim["kind"] == kind && is_meant(claim))
            .collect()
    }

    /// The one claim of a kind that meets a condition.
    pub(crate) fn claim(&self, kind: &str, is_meant: impl Fn(&Value) -> bool) -> &Value {
        let found = self.claims_where(kind, is_meant);
        let all: Vec<&Value> = self.claims().iter().collect();
        assert_eq!(
            found.len(),
            1,
            "expected one {kind} claim of this kind, among {all:#?}"
        );
        found[0]
    }

    /// The text between two offsets.
    pub(crate) fn between(&self, value: &Value) -> String {
        let at = |key: &str| usize::try_from(value[key].as_u64().unwrap()).unwrap();
        self.text[at("start")..at("end")].iter().collect()
    }
}

/// The members of a list of an object; none where it is missing.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

/// The codes, or where there is none the words, of the bodies under a key of a claim.
pub(crate) fn bodies<'a>(claim: &'a Value, key: &str) -> Vec<&'a str> {
    let body = |party: &'a Value| party["code"].as_str().or_else(|| party["text"].as_str()).unwrap();
    list(claim, key).iter().map(body).collect()
}

/// The codes of the bodies of a claim that have a role, wherever they stand.
pub(crate) fn with_role<'a>(claim: &'a Value, role: &str) -> Vec<&'a str> {
    let all = list(claim, "parties").iter().chain(list(claim, "others"));
    let meant = all.filter(|party| party["role"] == role);
    meant
        .map(|party| party["code"].as_str().or_else(|| party["text"].as_str()).unwrap())
        .collect()
}

/// A text with every run of white space as one space.
pub(crate) fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
