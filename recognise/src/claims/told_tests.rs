//! Parties that no list has, and names that a text does not repeat: “the French town”, “the two towns”, “its”.

use super::tests::{answer, pairs, partners};

/// The names found, as written.
fn mentions(text: &str) -> Vec<String> {
    let found = answer("a.txt", text).mentions.into_iter();
    found.map(|mention| mention.text).collect()
}

#[test]
fn a_body_that_no_list_has_is_a_party_where_words_of_twins_lead_to_it() {
    for (text, stranger) in [
        ("Arles est jumelée avec Zubrohlava.", "Zubrohlava"),
        ("Arles is twinned with Zubrohlava.", "Zubrohlava"),
        (
            "Arles ist mit der slowakischen Gemeinde Zubrohlava verschwistert.",
            "Gemeinde Zubrohlava",
        ),
        ("Arles est jumelée à Zubrohlava.", "Zubrohlava"),
    ] {
        assert_eq!(pairs(text), [["Arles", stranger]], "{text}");
    }
}

#[test]
fn persons_words_and_countries_are_no_strangers() {
    for text in [
        "La commune d'Arles a reçu Jean Zubrohlava.",
        "Arles in France: the twinning committee of Zubrohlava Ltd met.",
        "An alliance of three communes of France, around Arles, is a twinning.",
    ] {
        let found = mentions(text);
        assert!(
            !found.iter().any(|name| name.contains("France")),
            "{text}: {found:?}"
        );
        assert!(pairs(text).is_empty(), "{text}: {:?}", pairs(text));
    }
}

#[test]
fn the_french_town_is_the_last_one_named_of_that_country() {
    for text in [
        "Arles, France, sent a delegation. The mayor of Potsdam thanked the French town for the partnership.",
        "In Arles in Frankreich war Besuch. Potsdam hat mit der französischen Stadt eine Partnerschaft geschlossen.",
    ] {
        let found = pairs(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(
            found[0].contains(&"Arles".to_owned()) && found[0].contains(&"Potsdam".to_owned()),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_sentence_without_names_is_of_the_two_told_of() {
    for (text, year) in [
        (
            "Delegates from Arles met their hosts in Potsdam. The twinning dates from 1988.",
            "1988",
        ),
        (
            "Arles und Potsdam feiern. Die Partnerschaft besteht seit 1988.",
            "1988",
        ),
    ] {
        let found = partners(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(format!("{found:?}").contains(year), "{text}: {found:?}");
    }
    // Somebody else came between.
    let text = "Arles and Potsdam are twinned.\n\nLublin in Poland lies on the Bystrzyca.\n\nThe partnership dates from 1992.";
    assert!(
        !format!("{:?}", partners(text)).contains("1992"),
        "{:?}",
        partners(text)
    );
}

#[test]
fn a_relative_clause_makes_a_partner_of_where_something_takes_place() {
    for text in [
        "Das Turnier fand in Potsdam statt, das mit Arles verschwistert ist.",
        "Le tournoi a eu lieu à Potsdam, qui est jumelée avec Arles.",
    ] {
        let found = pairs(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
    }
}

#[test]
fn the_town_that_begins_a_sentence_is_the_one_that_began_the_one_before() {
    for text in [
        "La mairie de Nîmes informe. Arles fait exception. La ville reste jumelée avec Lublin.",
        "The town council of Nîmes reports. Arles is an exception. The town is twinned with Lublin.",
        "Der Stadtrat von Nîmes berichtet. Arles ist anders. Die Stadt ist mit Lublin verschwistert.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Lublin"]], "{text}");
    }
}

#[test]
fn where_a_partnership_rests_is_whose_it_is() {
    for text in [
        "La mairie de Nîmes informe. À Arles, le jumelage avec Lublin est suspendu.",
        "Der Stadtrat von Nîmes berichtet. In Arles ruht die Partnerschaft mit Lublin.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Lublin"]], "{text}");
    }
    // Where something is signed is not who signs.
    let signed =
        "Der Stadtrat von Nîmes berichtet. In Arles wurde die Partnerschaft mit Lublin unterzeichnet.";
    assert!(!pairs(signed).contains(&vec!["Arles".to_owned(), "Lublin".to_owned()]));
}

#[test]
fn a_later_sentence_dates_the_bond() {
    for text in [
        "Arles ended its twinning with Lublin. The link dated back to 1959.",
        "In Arles feiert man die Partnerschaft mit Lublin. Sie besteht seit 1959.",
        "Arles feiert die Städtepartnerschaft mit Lublin. Die Urkunde war im Jahr 1959 unterzeichnet worden.",
        "Arles jest partnerem miasta Lublin. Umowę podpisano w maju 1959 roku.",
    ] {
        let found = partners(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(format!("{found:?}").contains("1959"), "{text}: {found:?}");
    }
}

#[test]
fn a_date_before_each_partner_is_its_own() {
    for text in [
        "Since 1974 Arles has been twinned with Potsdam and, since 1990, with Lublin.",
        "Arles hat seit 1974 eine Partnerschaft mit Potsdam und seit 1990 mit Lublin.",
    ] {
        let found = partners(text);
        let dates = |name: &str| {
            let of = found
                .iter()
                .find(|(parties, _, _)| parties.contains(&name.to_owned()));
            of.map(|told| format!("{told:?}")).unwrap_or_default()
        };
        assert!(
            dates("Potsdam").contains("1974") && !dates("Potsdam").contains("1990"),
            "{found:?}"
        );
        assert!(
            dates("Lublin").contains("1990") && !dates("Lublin").contains("1974"),
            "{found:?}"
        );
    }
}

#[test]
fn behind_the_town_of_a_mayor_stands_the_mayor() {
    let text = "Burmistrz Lublina Rafał Nowak podpisał umowę o współpracy z miastem Kalush.";
    assert_eq!(pairs(text).len(), 1, "{:?}", pairs(text));
}
