//! Tables of laureates and of partners in the shapes seen in the field, over a small gazetteer.

use super::tests::answer;
use vocabulary::ClaimKind;

/// The parties and the title of each award.
fn awards(text: &str) -> Vec<String> {
    let claims = answer("a.fr.txt", text).claims.into_iter();
    claims
        .filter(|claim| claim.kind == ClaimKind::Award)
        .map(|claim| {
            let parties: Vec<&str> = claim.parties.iter().map(|party| party.text.as_str()).collect();
            format!("{}; {}", parties.join(" + "), claim.title.unwrap_or_default())
        })
        .collect()
}

#[test]
fn a_country_in_the_cell_of_a_partner_says_where_it_lies() {
    for partner in [
        "Potsdam (Allemagne)",
        "Potsdam, Allemagne",
        "Potsdam – Allemagne",
        "Potsdam/Allemagne",
        "Potsdam ALLEMAGNE",
        "Allemagne : Potsdam",
        "Allemagne (Potsdam)",
    ] {
        let text = format!(
            "Lauréats de l'appel à projets\n\nPorteur\tPartenaire (pays)\tProjet\n\
             Arles\t{partner}\tL'eau\nNîmes\tLublin, Pologne\tLa ville\n"
        );
        assert_eq!(
            awards(&text),
            ["Arles + Potsdam; L'eau", "Nîmes + Lublin; La ville"],
            "{text}"
        );
    }
}

#[test]
fn both_sides_may_stand_in_one_cell() {
    for mark in ["/", "–", "et", "↔"] {
        let text = format!(
            "Lauréats de l'appel à projets\n\nCollectivités partenaires\tProjet\n\
             Arles {mark} Potsdam (Allemagne)\tL'eau\nNîmes {mark} Lublin (Pologne)\tLa ville\n"
        );
        assert_eq!(
            awards(&text),
            ["Arles + Potsdam; L'eau", "Nîmes + Lublin; La ville"],
            "{text}"
        );
    }
}

#[test]
fn of_two_columns_of_partners_the_first_leads() {
    let text = "Ergebnis der Auswahlrunde\n\nVorhaben\tPartnerstadt Frankreich\tPartnerkommune Ukraine\n\
                Wasser\tArles\tKalush\nSchule\tNîmes\tKalush\n";
    assert_eq!(awards(text), ["Arles + Kalush; Wasser", "Nîmes + Kalush; Schule"]);
}

#[test]
fn laureates_may_be_told_in_lines_or_in_records() {
    let lines = "Résultats de l'appel à projets\n\n\
                 - Arles / Potsdam (Allemagne) : accès à l'eau (45 500 €)\n\
                 - Nîmes et Lublin (Pologne), tourisme durable, 30 000 euros\n\n\
                 Non retenus\n\n- Uzès / Kalush (Ukraine) : musique\n";
    assert_eq!(
        awards(lines),
        [
            "Arles + Potsdam; accès à l'eau",
            "Nîmes + Lublin; tourisme durable"
        ]
    );
    let records = "Résultats de l'appel à projets\n\n\
                   Collectivité : Arles\nPartenaire : Potsdam (Allemagne)\nProjet : L'eau\n\n\
                   Collectivité : Nîmes\nPartenaire : Lublin (Pologne)\nProjet : La ville\n";
    assert_eq!(
        awards(records),
        ["Arles + Potsdam; L'eau", "Nîmes + Lublin; La ville"]
    );
}

/// The parties and dates of each partnership.
fn partnerships(name: &str, text: &str) -> Vec<String> {
    let claims = answer(name, text).claims.into_iter();
    claims
        .filter(|claim| claim.kind == ClaimKind::Partnership)
        .map(|claim| {
            let parties: Vec<&str> = claim.parties.iter().map(|party| party.text.as_str()).collect();
            let dates: Vec<String> = claim.dates.iter().map(|step| step.date.to_string()).collect();
            format!("{} {}", parties.join(" + "), dates.join(" "))
        })
        .collect()
}

#[test]
fn each_partner_of_a_cell_has_its_own_agreement_and_date() {
    let text = "Ville;Jumelages\nArles;Potsdam (1987), Lublin (1994)\nNîmes;Kalush (2023)\n";
    assert_eq!(
        partnerships("a.csv", text),
        [
            "Arles + Potsdam 1987",
            "Arles + Lublin 1994",
            "Nîmes + Kalush 2023"
        ]
    );
}

#[test]
fn towns_over_blocks_of_partners_are_their_homes() {
    let text = "Städtepartnerschaften im Kreis\n\nArles\nPotsdam (Deutschland), 1987\nLublin (Polen), 1994\n\n\
                Nîmes\nKalush (Ukraine), 2023\nLublin (Polen), 2001\n";
    assert_eq!(
        partnerships("a.txt", text),
        [
            "Arles + Potsdam 1987",
            "Arles + Lublin 1994",
            "Nîmes + Kalush 2023",
            "Nîmes + Lublin 2001"
        ]
    );
}

#[test]
fn towns_that_are_twins_are_no_laureates_though_a_call_is_named() {
    let text = "Nos villes jumelles\n\nRésultats de l'appel à projets : voir plus bas.\n\n\
                - Arles / Potsdam (Allemagne)\n- Nîmes / Lublin (Pologne)\n";
    assert!(awards(text).is_empty());
    assert_eq!(partnerships("a.txt", text).len(), 2);
}
