//! Which words of a text name authorities, in five languages.

use crate::ground::recognised;
use vocabulary::VerdictKind;

/// The spellings that a text in a language is found to name, in order, each once.
fn named(language: &str, text: &str) -> Vec<String> {
    let (_, answer) = recognised(&format!("text.{language}.txt"), text.as_bytes()).expect("text is read");
    let mut found: Vec<String> = Vec::new();
    for mention in answer.mentions {
        if mention.verdict != VerdictKind::Unknown && !found.contains(&mention.text) {
            found.push(mention.text);
        }
    }
    found
}

fn check(rows: &[(&str, &str, &[&str])]) {
    for (language, text, expected) in rows {
        assert_eq!(&named(language, text), expected, "{text}");
    }
}

#[test]
fn towns_of_a_country_that_the_text_names_are_named() {
    check(&[
        (
            "fr",
            "Lille est jumelée avec Esch-sur-Alzette, Cologne et Turin.",
            &["Lille", "Esch-sur-Alzette", "Cologne", "Turin"],
        ),
        (
            "en",
            "The city works with Lublin in Poland and with Kharkiv.",
            &["Lublin", "Kharkiv"],
        ),
        (
            "de",
            "Leipzig ist mit Krakau in Polen und mit Lyon in Frankreich verbunden.",
            &["Leipzig", "Krakau", "Lyon"],
        ),
    ]);
}

#[test]
fn inflected_names_are_found_in_ukrainian_and_polish() {
    check(&[
        (
            "uk",
            "Делегація поїхала до Львова, а потім з Харковом підписали угоду.",
            &["Львова", "Харковом"],
        ),
        (
            "pl",
            "Umowę z ukraińskim Lwowem podpisano w Krakowie.",
            &["Lwowem", "Krakowie"],
        ),
    ]);
}

#[test]
fn bystanders_are_not_authorities() {
    check(&[
        (
            "fr",
            "La réunion aura lieu rue de Strasbourg avec le FC Nantes et Mme Cassis.",
            &[],
        ),
        (
            "en",
            "The motion was proposed by Cllr Lincoln in London Road.",
            &[],
        ),
        ("de", "Das Spiel gegen Dynamo Dresden besuchte Thomas Essen.", &[]),
        (
            "uk",
            "Зустріч відбулася на вул. Київській, грав ФК «Полтава».",
            &[],
        ),
        ("pl", "Biuro przy ulicy Warszawskiej prowadzi pani Halicka.", &[]),
    ]);
}

#[test]
fn common_nouns_with_a_capital_are_not_towns() {
    check(&[
        (
            "de",
            "Der letzte Zug fuhr am Abend, im Rathaus brannte noch Licht.",
            &[],
        ),
        ("en", "The Council met in the Town Hall in March.", &[]),
    ]);
}
