//! The languages of the interface, found in a folder of translations: each file `xx.ftl` is a language.
//!
//! In: the folder. Out: the table of languages as Rust, for `src/words.rs`.
//!
//! # Invariants
//! - The default language comes first, the others in the order of their tags.
//! - Nothing else has to be written for a language to be there: its file says its name and its country.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The language of readers who ask for none that is there.
const DEFAULT: &str = "fr";

/// The tags of the languages of a folder with their files, in order.
pub(crate) fn found(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_words = path.extension().is_some_and(|ending| ending == "ftl");
        if let Some(tag) = path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .filter(|_| is_words)
        {
            found.push((tag.to_owned(), path.clone()));
        }
    }
    found.sort_by_key(|(tag, _)| (tag != DEFAULT, tag.clone()));
    Ok(found)
}

/// The name of a language's constant: `Fr`.
fn name(tag: &str) -> String {
    let (first, rest) = tag.split_at(tag.len().min(1));
    format!("{}{rest}", first.to_uppercase())
}

/// The table of languages as Rust.
pub(crate) fn written(languages: &[(String, PathBuf)]) -> String {
    let count = languages.len();
    let mut out = format!("/// Tag and words of each language.\nstatic TEXTS: [(&str, &str); {count}] = [\n");
    for (tag, path) in languages {
        let _ = writeln!(
            out,
            "    ({tag:?}, include_str!({:?})),",
            path.display().to_string()
        );
    }
    out.push_str("];\n\n#[expect(non_upper_case_globals, reason = \"they are read like the words of an enumeration\")]\nimpl Lang {\n");
    let _ = writeln!(
        out,
        "    /// Every language, in the order of the language switch."
    );
    let all: Vec<String> = (0..count).map(|at| format!("Self({at})")).collect();
    let _ = writeln!(out, "    pub const ALL: [Self; {count}] = [{}];", all.join(", "));
    for (at, (tag, _)) in languages.iter().enumerate() {
        let _ = writeln!(
            out,
            "    /// The language with the tag `{tag}`.\n    pub const {}: Self = Self({at});",
            name(tag)
        );
    }
    // A formatter may hold nothing, so each language has its own.
    out.push_str("\n    /// Lets numbers be written as this language does.\n    fn set_formatter(self, bundle: &mut Bundle) {\n        match self.0 {\n");
    for at in 0..count {
        let pattern = if at + 1 == count {
            "_".to_owned()
        } else {
            at.to_string()
        };
        let _ = writeln!(
            out,
            "            {pattern} => bundle.set_formatter(Some(|value, _| grouped(Self({at}), value))),"
        );
    }
    out.push_str("        }\n    }\n}\n");
    out
}
