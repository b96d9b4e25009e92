//! Undoing the endings that Ukrainian, Polish and English put on names, so that the name in the list is found.
//!
//! In: the plain key of a written name. Out: keys in which it may stand in the nominative, likelier first.
//!
//! # Invariants
//! Every rule swaps one ending for another; a key too short for its stem is left alone.

/// Ukrainian endings and what the nominative may have in their place: nouns in -и, -а, -ськ, -ів, and adjectives.
const UKRAINIAN: [(&str, &[&str]); 42] = [
    ("ською міською", &["ська"]),
    ("ського", &["ськ", "ський"]),
    ("ському", &["ськ", "ський"]),
    ("ською", &["ська"]),
    ("ської", &["ська"]),
    ("ській", &["ська"]),
    ("ським", &["ськ", "ський"]),
    ("цькою", &["цька"]),
    ("цької", &["цька"]),
    ("ськом", &["ськ"]),
    ("овому", &["ове"]),
    ("ську", &["ська", "ськ"]),
    ("цьку", &["цька"]),
    ("ська", &["ськ", ""]),
    ("овом", &["ів"]),
    ("євом", &["їв"]),
    ("ого", &["е", "ий"]),
    ("ому", &["е", "ий"]),
    ("ову", &["ів"]),
    ("єву", &["їв"]),
    ("ями", &["і", "я"]),
    ("ами", &["и", "а"]),
    ("ові", &["ів", ""]),
    ("єва", &["їв", "єв"]),
    ("єві", &["їв"]),
    ("ова", &["ів", "ов"]),
    ("им", &["е", "ий"]),
    ("ці", &["ка", "ця", "ці"]),
    ("зі", &["га"]),
    ("ом", &["", "о"]),
    ("ою", &["а"]),
    ("єю", &["я"]),
    ("ею", &["я"]),
    ("ах", &["и", "а"]),
    ("ів", &["и"]),
    ("и", &["а", "ь"]),
    ("у", &["", "а", "о"]),
    ("ю", &["я", "ь", "й"]),
    ("я", &["ь", "й"]),
    ("е", &["а", "о"]),
    ("і", &["а", "о", "ь", ""]),
    ("а", &["", "о"]),
];

/// Polish endings, on keys without accents; adjectives first.
const POLISH: [(&str, &[&str]); 34] = [
    ("skiego", &["ski", "skie"]),
    ("skiemu", &["ski", "skie"]),
    ("skim", &["sk", "ski", "skie"]),
    ("skiej", &["ska"]),
    ("skie", &["ski"]),
    ("ckiego", &["cki", "ckie"]),
    ("ckiemu", &["cki", "ckie"]),
    ("ckim", &["ck", "cki", "ckie"]),
    ("ckiej", &["cka"]),
    ("skiem", &["sk"]),
    ("ckiem", &["ck"]),
    ("niem", &["n"]),
    ("nego", &["ne", "ny"]),
    ("nemu", &["ne", "ny"]),
    ("sku", &["sk"]),
    ("cku", &["ck"]),
    ("ska", &["sk", "sko"]),
    ("cka", &["ck", "cko"]),
    ("owa", &["ow", "owo"]),
    ("owie", &["ow", "owo"]),
    ("owem", &["ow", "owo"]),
    ("owi", &["", "ow"]),
    ("cem", &["c", "ec"]),
    ("ca", &["c", "ec"]),
    ("cu", &["c", "ec"]),
    ("iem", &["", "i", "ie"]),
    ("em", &["", "o", "ie"]),
    ("rze", &["r", "ra"]),
    ("ach", &["y", "a", "e"]),
    ("ami", &["y", "a", "e"]),
    ("ie", &["", "a", "o"]),
    ("u", &["", "o"]),
    ("y", &["a", ""]),
    ("a", &["", "o", "e"]),
];

/// Most pairs of endings that are tried.
const MOST: usize = 16;

/// Fewest letters of a stem.
const STEM: usize = 3;

/// Keys in which the last word of `key` may stand in the nominative; every word of a hyphenated Ukrainian name is tried alike.
pub(crate) fn nominatives(key: &str) -> Vec<String> {
    let mut found = Vec::new();
    if key.chars().any(crate::fold::is_cyrillic) {
        found.extend(swapped(key, &UKRAINIAN));
        if let Some((head, tail)) = key.rsplit_once(' ') {
            let heads = swapped(head, &UKRAINIAN);
            let tails = swapped(tail, &UKRAINIAN);
            found.extend(
                heads
                    .iter()
                    .flat_map(|head| tails.iter().map(move |tail| format!("{head} {tail}"))),
            );
        }
    } else {
        if let Some(stem) = key.strip_suffix(" s").filter(|stem| stem.len() >= STEM) {
            found.push(stem.to_owned());
        }
        found.extend(swapped(key, &POLISH));
        // Both words of “Korsunia Szewczenkowskiego” are inflected.
        if let Some((head, tail)) = key.rsplit_once(' ') {
            let heads = swapped(head, &POLISH);
            let tails = swapped(tail, &POLISH);
            let pairs = heads
                .iter()
                .flat_map(|head| tails.iter().map(move |tail| format!("{head} {tail}")));
            found.extend(pairs.take(MOST));
        }
    }
    found
}

fn swapped(key: &str, rules: &[(&str, &[&str])]) -> Vec<String> {
    rules
        .iter()
        .filter_map(|(ending, nominatives)| Some((key.strip_suffix(ending)?, nominatives)))
        .filter(|(stem, _)| stem.chars().count() >= STEM)
        .flat_map(|(stem, nominatives)| nominatives.iter().map(move |ending| format!("{stem}{ending}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_endings_lead_back_to_the_name() {
        for (written, name) in [
            ("ірпінською", "ірпінська"),
            ("київської", "київська"),
            ("каннами", "канни"),
            ("івано франківська", "івано франківськ"),
            ("миколаєва", "миколаїв"),
            ("харкова", "харків"),
            ("полтави", "полтава"),
            ("одесою", "одеса"),
            ("lublinem", "lublin"),
            ("krakowa", "krakow"),
        ] {
            let found = nominatives(written);
            assert!(found.iter().any(|key| key == name), "{written} -> {found:?}");
        }
    }

    #[test]
    fn short_words_are_left_alone() {
        assert!(nominatives("оса").is_empty());
    }
}
