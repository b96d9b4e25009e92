//! Anything at all, and far too much: the engine answers, its offsets hold, and it ends.

use crate::ground::recognised;
use proptest::prelude::*;
use recognise::Recognition;

/// Every quote is the text between its offsets, counted in scalars; mentions stand in order and do not overlap.
fn check(text: &str, answer: &Recognition) {
    let scalars: Vec<char> = text.chars().collect();
    let between = |start: usize, end: usize| {
        scalars
            .get(start..end)
            .map(|part| part.iter().collect::<String>())
    };
    let mut before = 0;
    for mention in &answer.mentions {
        assert!(mention.start >= before, "{mention:?}");
        assert_eq!(
            between(mention.start, mention.end).as_deref(),
            Some(mention.text.as_str())
        );
        before = mention.end;
    }
    for claim in &answer.claims {
        assert_eq!(
            between(claim.start, claim.end).as_deref(),
            Some(claim.quote.as_str())
        );
        for quote in &claim.evidence {
            assert_eq!(
                between(quote.start, quote.end).as_deref(),
                Some(quote.quote.as_str())
            );
        }
        for party in claim.parties.iter().chain(&claim.others) {
            assert_eq!(
                between(party.start, party.end).as_deref(),
                Some(party.text.as_str())
            );
        }
        assert!(!claim.evidence.is_empty());
    }
}

fn checked(text: &str) {
    if let Some((text, answer)) = recognised("any.txt", text.as_bytes()) {
        check(&text, &answer);
    }
}

/// Words that rules listen to, names, figures and marks.
const WORDS: [&str; 40] = [
    "Nantes",
    "Kherson",
    "Saint-Nazaire",
    "Харків",
    "громада",
    "Ville",
    "de",
    "la",
    "Région",
    "Bretagne",
    "signé",
    "partenariat",
    "jumelage",
    "alliance",
    "of",
    "7",
    "communes",
    "villages",
    "€0.50",
    "15 000 €",
    "habitants",
    "budget",
    "6 juin 2025",
    "hier",
    "Sommet",
    "à",
    "Kyiv",
    "avec le soutien de",
    "séjour",
    "quinze jours",
    "envoyé",
    "générateurs",
    "programme",
    "#X",
    "née à",
    "km",
    ".",
    ",",
    "\n",
    "(Mali)",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_text_is_answered_with_valid_offsets(text in "\\PC{0,300}") {
        checked(&text);
    }

    #[test]
    fn any_mixture_of_telling_words_is_answered(places in prop::collection::vec(0..WORDS.len(), 0..80)) {
        let words: Vec<&str> = places.iter().filter_map(|place| WORDS.get(*place).copied()).collect();
        checked(&words.join(" "));
    }

    #[test]
    fn any_ragged_table_is_answered(cells in prop::collection::vec("[A-Za-zéÉ'() ,;\\n\\t-]{0,30}", 0..40)) {
        let rows: Vec<String> = cells.chunks(4).map(|row| row.join("\t")).collect();
        checked(&format!("Région\tChef de file\tPartenaire\tTitre du projet\n{}", rows.join("\n")));
    }
}

#[test]
fn ten_megabytes_of_one_word_are_answered() {
    checked(&"x".repeat(10_000_000));
    checked(&"partenariat ".repeat(10_000_000 / 12));
}

#[test]
fn a_hundred_thousand_names_are_answered() {
    let names: Vec<String> = (0..100_000).map(|at| WORDS[at % 4].to_owned()).collect();
    checked(&format!("Un partenariat entre {}.", names.join(", ")));
}

#[test]
fn a_name_of_ten_thousand_letters_is_answered() {
    checked(&format!(
        "La ville de A{} a signé un partenariat avec Kherson.",
        "b".repeat(10_000)
    ));
}
