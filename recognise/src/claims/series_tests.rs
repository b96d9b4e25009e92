//! Pairs in series, lists behind questions, colons and words in a case, and where all of them stand.

use super::tests::{answer, pairs};

/// The status of each partnership.
fn statuses(text: &str) -> Vec<Option<String>> {
    let claims = answer("a.txt", text).claims.into_iter();
    claims
        .filter(|claim| claim.kind == vocabulary::ClaimKind::Partnership)
        .map(|claim| claim.status)
        .collect()
}

#[test]
fn pairs_that_verbs_tie_are_read_one_by_one() {
    for text in [
        "Les jumelages tiennent : Arles garde Potsdam, Nîmes reste la jumelle de Lublin.",
        "The twinnings hold: Arles keeps Potsdam, Nîmes remains the twin of Lublin.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Potsdam"], ["Lublin", "Nîmes"]], "{text}");
    }
}

#[test]
fn a_clause_behind_a_semicolon_has_a_subject_of_its_own() {
    let text = "Arles is now the twin of Potsdam; Nîmes has Lublin and Kalush.";
    assert_eq!(
        pairs(text),
        [["Arles", "Potsdam"], ["Lublin", "Nîmes"], ["Kalush", "Nîmes"]]
    );
}

#[test]
fn the_answer_to_a_question_about_partners_is_of_the_town_asked_about() {
    for text in [
        "Mairie de Nîmes. Quelles sont les jumelles d'Arles ? Potsdam (Allemagne), Lublin (Pologne) et Kalush (Ukraine).",
        "Mairie de Nîmes. What are the twin towns of Arles? Potsdam (Germany), Lublin (Poland) and Kalush (Ukraine).",
    ] {
        let found = pairs(text);
        assert!(found.iter().all(|pair| pair[0] == "Arles"), "{text}: {found:?}");
        assert_eq!(found.len(), 3, "{text}: {found:?}");
    }
}

#[test]
fn whose_partners_are_told_may_stand_in_a_case_alone() {
    for text in [
        "Goście z miast partnerskich Arles – Lublin i Potsdam.",
        "Partnerami miasta Arles są Lublin i Potsdam.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Lublin"], ["Arles", "Potsdam"]], "{text}");
    }
}

#[test]
fn a_list_behind_a_colon_stands_as_its_introduction_says() {
    for text in [
        "Arles a rompu son jumelage avec les villes : Potsdam et Lublin.",
        "Arles ended its twinning with the towns: Potsdam and Lublin.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Potsdam"], ["Arles", "Lublin"]], "{text}");
        assert_eq!(
            statuses(text),
            [Some("ended".to_owned()), Some("ended".to_owned())],
            "{text}"
        );
    }
}

#[test]
fn those_visited_respectively_are_the_partners_of_those_before() {
    let text = "Elles ont vu leur ville partenaire. Les maires d'Arles et de Nîmes se sont rendus, respectivement, à \
                Potsdam et Lublin.";
    assert_eq!(pairs(text), [["Arles", "Potsdam"], ["Lublin", "Nîmes"]]);
}

#[test]
fn two_towns_of_one_country_may_be_each_others_partners() {
    for text in [
        "Seit langem sind Arles und Nîmes Partnerstädte.",
        "Arles and Nîmes signed a memorandum on cooperation.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Nîmes"]], "{text}");
    }
    assert!(pairs("Arles and Nîmes built a road.").is_empty());
}

#[test]
fn where_no_word_names_a_partnership_only_a_line_of_a_pair_tells_one() {
    assert!(pairs("Mairie d'Arles. Le bus est parti pour Lublin.").is_empty());
    assert!(pairs("From Arles to Lublin with an ambulance and beds.").is_empty());
}

#[test]
fn titles_of_other_articles_speak_of_whom_they_name() {
    for (heading, title) in [
        ("Autres articles", "La ville jumelée de Lublin fait la fête"),
        ("Related news", "The sister city Lublin has a feast"),
    ] {
        let text = format!("Mairie d'Arles\n\nArles est jumelée avec Potsdam.\n\n{heading}\n\n{title}\n");
        assert_eq!(pairs(&text), [["Arles", "Potsdam"]], "{text}");
    }
}

#[test]
fn an_address_makes_no_common_word_of_its_town() {
    let text =
        "Arles fête Potsdam. Arles est jumelée avec Potsdam. Plus sur www.arles.fr et mairie@arles.fr.";
    assert_eq!(pairs(text), [["Arles", "Potsdam"]]);
}

#[test]
fn a_surname_is_nobodys_town_once_the_person_is_named_in_full() {
    let text = "Potsdam bleibt jumelée avec Arles. Le maire Thomas Lublin est venu. « Merci », dit Lublin.";
    let answer = answer("a.txt", text);
    assert!(answer.mentions.iter().all(|mention| mention.text != "Lublin"));
}

#[test]
fn what_stands_behind_a_slash_is_no_second_partner() {
    let text = "Nîmes – unsere Partnerstädte\n\n- Potsdam/Lublin (1988)\n- Kalush, Ukraine (1992)\n";
    assert_eq!(pairs(text), [["Nîmes", "Potsdam"], ["Kalush", "Nîmes"]]);
}

#[test]
fn the_name_of_a_file_names_no_town() {
    let text = "Nîmes – unsere Partnerstädte\n\n- Potsdam (1988)\n\nLublin_Fest_2024.jpeg\n";
    assert_eq!(pairs(text), [["Nîmes", "Potsdam"]]);
}

#[test]
fn a_verb_said_once_holds_for_every_pair_behind_it() {
    for text in [
        "Arles est jumelée à Potsdam, Nîmes à Lublin et Uzès à Kalush.",
        "Arles is twinned with Potsdam, Nîmes with Lublin and Uzès, as was said, with Kalush.",
        "Arles ist mit Potsdam verschwistert, Nîmes mit Lublin und Uzès, seit 1955, mit Kalush.",
        "Arles współpracuje z Potsdam, Nîmes z Lublin, a Uzès, od 2017 r., z Kalush.",
    ] {
        assert_eq!(
            pairs(text),
            [["Arles", "Potsdam"], ["Lublin", "Nîmes"], ["Kalush", "Uzès"]],
            "{text}"
        );
    }
}

#[test]
fn a_dash_leads_to_a_list_of_partners() {
    let text = "On connaît ce partenariat, Arles – Potsdam (Allemagne), Lublin (Pologne).";
    assert_eq!(pairs(text), [["Arles", "Potsdam"], ["Arles", "Lublin"]]);
}

#[test]
fn between_one_and_its_partners_a_list_holds_several_agreements() {
    for text in [
        "Les accords entre Arles et ses villes partenaires : Potsdam et Lublin.",
        "The agreements between Arles and its partner towns: Potsdam and Lublin.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Potsdam"], ["Arles", "Lublin"]], "{text}");
    }
}

#[test]
fn a_twinning_with_two_towns_is_two_twinnings() {
    for text in [
        "Arles signe un jumelage avec deux villes, Potsdam et Lublin.",
        "Arles signed a twinning with two towns, Potsdam and Lublin.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Potsdam"], ["Arles", "Lublin"]], "{text}");
    }
}

#[test]
fn a_place_in_brackets_is_no_partner() {
    let text = "Nîmes (Occitanie) et Lublin sont jumelées depuis 1967.";
    assert_eq!(pairs(text), [["Lublin", "Nîmes"]]);
}

#[test]
fn a_sentence_goes_on_over_the_lines_that_a_paragraph_is_broken_into() {
    let text = "La chose n'est pas neuve dans la région, on le sait : Arles et\n\
                Potsdam se sont jumelées dès 1957, Nîmes\n\
                et Lublin, sur la rive droite, en 1966, Uzès\n\
                et Kalush peu après.";
    assert_eq!(
        pairs(text),
        [["Arles", "Potsdam"], ["Lublin", "Nîmes"], ["Kalush", "Uzès"]]
    );
}

#[test]
fn two_of_one_country_are_partners_where_both_are_bound() {
    for text in [
        "Arles et Nîmes sont jumelées depuis 1989.",
        "Arles and Nîmes are twinned since 1989.",
        "Arles und Nîmes sind seit 1989 in einer Städtepartnerschaft verbunden.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Nîmes"]], "{text}");
    }
}

#[test]
fn what_the_council_has_not_forgotten_still_stands() {
    let text = "Arles Town Council has not forgotten its twinning agreement with Potsdam.";
    assert_eq!(statuses(text), [Some("active".to_owned())]);
}

#[test]
fn guests_of_an_event_are_not_partners_of_each_other() {
    let text = "The mayors of Arles, Uzès, Potsdam and Lublin took part in the conference of partnerships.";
    assert!(pairs(text).is_empty(), "{:?}", pairs(text));
}

#[test]
fn a_memorandum_with_another_municipality_of_the_country_is_told_of_whoever_speaks() {
    let text = "Mairie d'Arles\n\nLe conseil municipal a signé un mémorandum de coopération avec la commune de Nîmes.";
    assert_eq!(pairs(text), [["Mairie d'Arles", "Nîmes"]]);
}

#[test]
fn who_is_named_by_where_it_lies_is_one_of_two() {
    let text = "Nîmes, en Occitanie, et Lublin ont signé un jumelage.";
    assert_eq!(pairs(text), [["Lublin", "Nîmes"]]);
}

#[test]
fn and_ends_the_list_that_a_verb_or_a_dash_leads_in() {
    for text in [
        "Arles is twinned with Potsdam, Lublin and Kalush.",
        "Arles ist mit Potsdam, Lublin und Kalush verschwistert.",
        "Miasta partnerskie Arles – Potsdam, Lublin i Kalush.",
    ] {
        let found = pairs(text);
        assert!(
            found.iter().all(|pair| pair.contains(&"Arles".to_owned())),
            "{text}: {found:?}"
        );
        assert_eq!(found.len(), 3, "{text}: {found:?}");
    }
}
