//! Single names as nobody should write them: the resolver answers what is meant, or says that it does not know.

use crate::ground::RESOLVER;
use recognise::{Hints, Ranking, Scratch, resolve_together};
use vocabulary::{Country, VerdictKind};

fn ranking(written: &str, country: Option<&str>) -> Ranking {
    let hints = Hints {
        country: country.and_then(|code| code.parse::<Country>().ok()),
        ..Hints::default()
    };
    RESOLVER.ranking(written, &hints, &mut Scratch::default())
}

fn answer(written: &str, country: Option<&str>) -> Option<String> {
    let ranking = ranking(written, country);
    let best = RESOLVER.answer(&ranking)?;
    Some(RESOLVER.gazetteer().code_of(best.body).to_string())
}

#[test]
fn a_name_in_letters_of_two_alphabets_is_flagged_and_never_answered() {
    // The second letter is Cyrillic.
    let ranking = ranking("V\u{430}lky", Some("UA"));
    assert!(RESOLVER.answer(&ranking).is_none());
    assert_eq!(RESOLVER.verdict(&ranking).kind(), VerdictKind::Several);
    assert!(
        ranking
            .reasons
            .iter()
            .any(|reason| reason.code == "mixed_alphabets")
    );
}

#[test]
fn invisible_marks_and_decomposed_letters_change_nothing() {
    let montpellier = Some("fr-com-34172".to_owned());
    for written in [
        "Mont\u{200B}pellier",
        "\u{202E}Montpellier\u{202C}",
        "\u{FEFF}Montpellier",
        "Montpellier\u{200F}",
        "MONTPELLIER",
    ] {
        assert_eq!(answer(written, Some("FR")), montpellier, "{written:?}");
    }
    assert_eq!(
        answer("Orle\u{301}ans", Some("FR")),
        answer("Orléans", Some("FR"))
    );
    assert!(answer("Orléans", Some("FR")).is_some());
}

#[test]
fn what_is_no_name_is_not_answered() {
    let endless = "a".repeat(10_000);
    for written in [
        "",
        " ",
        "\0",
        "\u{1}\u{2}",
        "...",
        "…",
        "()",
        "12",
        "-",
        endless.as_str(),
    ] {
        assert_eq!(
            answer(written, None),
            None,
            "{:?}",
            written.chars().take(9).collect::<String>()
        );
    }
}

#[test]
fn a_country_that_contradicts_the_name_is_believed() {
    let ranking = ranking("Toulouse", Some("UA"));
    let countries = ranking
        .scored
        .iter()
        .map(|one| RESOLVER.gazetteer().country(one.body));
    assert!(countries.flatten().all(|country| country == Country::UA));
    assert_ne!(answer("Toulouse", Some("UA")), answer("Toulouse", Some("FR")));
}

#[test]
fn many_names_of_one_document_are_answered_in_their_order() {
    let hints = Hints::default();
    let names: Vec<String> = (0..2_000)
        .map(|at| format!("{} {at}", ["Nantes", "Харків", "Xyz"][at % 3]))
        .collect();
    let rows: Vec<(&str, &Hints)> = names.iter().map(|name| (name.as_str(), &hints)).collect();
    assert_eq!(resolve_together(&rows, &RESOLVER).len(), rows.len());
}
