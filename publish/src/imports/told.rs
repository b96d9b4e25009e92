//! What an import told, in the reader's words.
//!
//! # Invariants
//! A code that no translation knows, and a sentence that only its machine knows, are shown as they are.

use crate::view::View;
use crate::words::{Lang, number};
use fluent_bundle::FluentValue;
use vocabulary::{GivenFile, Reason};

/// One thing told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    /// `problem`, `remark`, `count` or `step`.
    pub(crate) tone: &'static str,
    pub(crate) words: String,
}

/// A parameter of what was told; empty if it is not there.
pub(crate) fn param<'a>(told: &'a Reason, name: &str) -> &'a str {
    told.params.get(name).map_or("", String::as_str)
}

/// A parameter that is a count.
pub(crate) fn count(told: &Reason, name: &str) -> usize {
    param(told, name).parse().unwrap_or(0)
}

/// Where a document comes from: its address, or the name of its file.
pub(crate) fn source(told: &Reason) -> &str {
    let origin = param(told, "source");
    origin.strip_prefix(GivenFile::GIVEN).unwrap_or(origin)
}

/// What was told, in words.
pub(crate) fn line(view: &View<'_>, told: &Reason) -> Line {
    let lang = view.lang;
    let (tone, words) = match told.code.as_str() {
        "import_problem" => ("problem", problem(view, told)),
        "import_remark" => ("remark", format!("{} – {}", source(told), remark(view, told))),
        "import_so_far" | "import_done" | "preview_done" => ("count", counted(view, told)),
        "preview_sample" => ("step", param(told, "quote").to_owned()),
        code => {
            let args = [
                ("number", number(count(told, "number"))),
                ("source", source(told).to_owned().into()),
                ("claims", number(count(told, "claims"))),
                ("page", number(count(told, "page"))),
                ("pages", number(count(told, "pages").max(count(told, "page")))),
                ("documents", number(count(told, "documents"))),
            ];
            (
                "step",
                lang.say(&format!("told-{}", code.replace('_', "-")), &args),
            )
        }
    };
    Line { tone, words }
}

/// What an import has come to.
pub(crate) fn counted(view: &View<'_>, told: &Reason) -> String {
    let part = |key: &str, name: &str| view.lang.n(key, count(told, name));
    let mut parts = vec![part("told-documents", "documents"), part("told-claims", "claims")];
    if count(told, "problems") > 0 {
        parts.push(part("told-problems", "problems"));
    }
    parts.join(" · ")
}

/// A remark on a document, with the line of its text.
pub(crate) fn remark(view: &View<'_>, told: &Reason) -> String {
    let noted = Reason {
        code: param(told, "remark").to_owned(),
        params: told.params.clone(),
    };
    let words = view.remark(&noted);
    match count(told, "line") {
        0 => words,
        line => {
            let args = [("line", number(line)), ("what", words.into())];
            view.lang.say("told-at-line", &args)
        }
    }
}

/// Which document cannot be read, and why.
fn problem(view: &View<'_>, told: &Reason) -> String {
    let args = [
        ("number", number(count(told, "number"))),
        ("source", source(told).to_owned().into()),
        ("why", why(view.lang, told).into()),
    ];
    view.lang.say("told-problem", &args)
}

/// Why a document cannot be read.
pub(crate) fn why(lang: Lang, told: &Reason) -> String {
    let key = format!("problem-{}", param(told, "problem").replace('_', "-"));
    let given = told.params.iter();
    let args: Vec<(&str, FluentValue<'_>)> = given
        .map(|(name, value)| {
            let counted = value.parse::<usize>().map(number);
            (name.as_str(), counted.unwrap_or_else(|_| value.clone().into()))
        })
        .collect();
    let words = lang.say(&key, &args);
    if words.starts_with('⟦') {
        param(told, "why").to_owned()
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_an_import_tells_has_words_in_each_language() {
        let record = crate::samples::record();
        let places = crate::samples::SamplePlaces::of(&record);
        let day = vocabulary::Day::on(2026, 11, 20).unwrap();
        let snapshot = crate::Snapshot::new(record, day);
        for lang in Lang::ALL {
            let view = View {
                lang,
                snapshot: &snapshot,
                places: &places,
            };
            for code in [
                "preview_document",
                "preview_done",
                "import_page",
                "import_unchanged",
                "import_document",
                "import_nothing_new",
                "import_remark",
                "import_problem",
                "import_so_far",
                "import_done",
            ] {
                let told = Reason::new(code)
                    .with("number", "2")
                    .with("problems", "1")
                    .with("remark", "row_width")
                    .with("row", "7")
                    .with("line", "12")
                    .with("problem", "of_tomorrow")
                    .with("why", "a sentence");
                let words = line(&view, &told).words;
                assert!(!words.contains('⟦') && !words.is_empty(), "{code}: {words}");
            }
        }
    }

    #[test]
    fn why_a_document_cannot_be_read_is_said_in_words_or_as_the_machine_says_it() {
        let json = Reason::new("import_problem")
            .with("problem", "invalid_json")
            .with("line", "3")
            .with("column", "7")
            .with("why", "in English");
        assert!(why(Lang::Fr, &json).starts_with("ligne 3, colonne 7"));
        let new = Reason::new("import_problem")
            .with("problem", "x")
            .with("why", "as it is");
        assert_eq!(why(Lang::Fr, &new), "as it is");
    }
}
