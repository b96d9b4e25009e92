//! The codes of all reasons and remarks that the engine gives, in one place: whoever shows them needs words for each.
//!
//! # Invariants
//! Every code that the engine writes stands here, in alphabetical order; a test reads the sources.

/// Every code, in alphabetical order.
pub const CODES: &[&str] = &[
    "acronym",
    "alias",
    "ambiguous",
    "amount_word",
    "approximate",
    "country_given",
    "date_in_sentence",
    "deduction_from_income",
    "duration",
    "exact_name",
    "folded_name",
    "former_name",
    "fuzzy_name",
    "hromada_of_city",
    "inflected_name",
    "laureate_line",
    "mixed_alphabets",
    "near",
    "one_list",
    "only_candidate",
    "population",
    "programme_named",
    "region_given",
    "short_form_of",
    "short_name",
    "stated_number",
    "table_row",
    "table_without_known_headings",
    "transliteration",
    "type_word",
    "typed_elsewhere",
    "unreadable",
    "verb",
    "why_given",
];

#[cfg(test)]
mod tests {
    use super::CODES;
    use std::fs;
    use std::path::Path;

    /// The text of every source file under a folder.
    fn sources(folder: &Path, found: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("reasons.rs") {
                found.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn every_reason_that_the_engine_gives_is_listed_and_every_listed_one_is_given() {
        let mut text = String::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut text);
        let given = text
            .split("Reason::new(")
            .skip(1)
            .filter_map(|rest| rest.trim_start().strip_prefix('"'));
        for code in given.filter_map(|rest| rest.split('"').next()) {
            assert!(CODES.contains(&code), "“{code}” is not listed");
        }
        for code in CODES {
            assert!(text.contains(&format!("\"{code}\"")), "“{code}” is never given");
        }
        assert!(CODES.is_sorted());
    }
}
