//! Who is whose partner where a sentence sets names apart, leaves its subject out or heads a list, in several languages.

use super::tests::{answer, pairs, partners};

#[test]
fn what_stands_on_a_reserve_list_is_no_partnership() {
    assert_eq!(pairs("Jumelage : Arles – Kalush."), [["Arles", "Kalush"]]);
    for text in [
        "Jumelages\n\nListe d'attente : Arles – Kalush.",
        "A cooperation programme. Reserve list: Arles – Kalush.",
        "Eine Kooperation. Warteliste: Arles – Lublin.",
        "Program współpracy. Lista rezerwowa: Arles – Lublin.",
        "Програма співпраці. Резервний список: Arles – Калуш.",
    ] {
        assert!(pairs(text).is_empty(), "{text}: {:?}", pairs(text));
    }
}

#[test]
fn a_name_set_against_the_one_that_is_meant_is_no_party() {
    for text in [
        "Arles, et non Nîmes, est jumelée avec Kalush.",
        "Arles, not Nîmes, is twinned with Kalush.",
        "Arles, nicht Nîmes, hat eine Partnerschaft mit Kalush.",
        "Arles, a nie Nîmes, ma umowę partnerską z Kalush.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Kalush"]], "{text}");
    }
}

#[test]
fn a_name_before_a_colon_is_the_subject_of_what_follows() {
    for text in [
        "Beispiel Arles: Die Partnerschaft mit Lublin läuft weiter.",
        "Arles : le jumelage avec Lublin continue.",
        "Arles: the twinning with Lublin goes on.",
        "Arles: partnerstwo z Lublin trwa.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Lublin"]], "{text}");
    }
}

#[test]
fn a_list_in_a_line_is_of_the_town_that_its_label_names() {
    for text in [
        "La mairie de Nîmes a demandé à ses voisines.\n\nArles compte deux villes jumelles : Potsdam (1988), Lublin (1992).",
        "The mayor of Nîmes asked the neighbours.\n\nArles has two twin towns: Potsdam (1988), Lublin (1992).",
        "Bürgermeister von Nîmes fragt nach.\n\nArles zählt zwei Partnerstädte: Potsdam (1988), Lublin (1992).",
    ] {
        assert_eq!(pairs(text), [["Arles", "Potsdam"], ["Arles", "Lublin"]], "{text}");
    }
}

#[test]
fn what_is_said_to_be_its_own_is_of_the_one_named_before() {
    for text in [
        "La mairie de Nîmes informe. Arles participe. Son jumelage avec Lublin date de 1992.",
        "The town council of Nîmes reports. Arles takes part. Its twinning with Lublin dates from 1992.",
        "Der Stadtrat von Nîmes berichtet. Arles macht mit. Seine Partnerschaft mit Lublin besteht seit 1992.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Lublin"]], "{text}");
    }
}

#[test]
fn a_first_line_without_country_and_date_is_whose_list_it_is() {
    let text = "Jumelages\n\nArles, ouverte sur le monde\n\nPotsdam en Allemagne depuis 1988\n\nLublin en Pologne depuis \
                1992\n\nKalush en Ukraine depuis 2023\n";
    assert_eq!(
        pairs(text),
        [["Arles", "Potsdam"], ["Arles", "Lublin"], ["Arles", "Kalush"]]
    );
}

#[test]
fn those_called_partners_are_partners_of_the_one_before() {
    for text in [
        "Arles gained Potsdam and Lublin as sister cities.",
        "Arles zählt Potsdam und Lublin zu seinen Partnerstädten.",
        "Arles a choisi Potsdam et Lublin comme villes jumelles.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Potsdam"], ["Arles", "Lublin"]], "{text}");
    }
}

#[test]
fn a_list_under_a_denial_tells_no_partner() {
    assert!(pairs("Not twins, whatever they say: Arles, Potsdam and Lublin.").is_empty());
}

#[test]
fn a_note_below_the_partners_of_a_record_is_about_its_town() {
    let text = "Register der Partnerschaften\n\nGemeinde: Arles\nPartner: Potsdam\nSeit: 1988\nAnmerkung: Lublin ist \
                Partnerstadt seit 1992.\n\nGemeinde: Nîmes\nPartner: Kalush\nSeit: 2023\n";
    assert!(
        pairs(text).contains(&vec!["Arles".to_owned(), "Lublin".to_owned()]),
        "{:?}",
        pairs(text)
    );
}

#[test]
fn the_town_in_the_name_of_a_club_is_no_mention_where_it_is_named_alone() {
    for text in [
        "Arles and Potsdam are twinned. The Arles International Twinning Association met.",
        "Arles ist Partner von Potsdam. Der Freundeskreis Arles traf sich.",
    ] {
        let answer = answer("a.txt", text);
        let of_arles = answer.mentions.iter().filter(|mention| mention.text == "Arles");
        assert_eq!(of_arles.count(), 1, "{text}");
    }
}

#[test]
fn a_small_word_with_a_capital_begins_no_entry() {
    let text = "Nîmes – unsere Partnerstädte\n\n- Potsdam (1988)\n- Der Preis 2023 geht an den Verein\n";
    assert_eq!(pairs(text), [["Nîmes", "Potsdam"]]);
}

#[test]
fn a_date_leads_to_the_name_behind_with() {
    for text in [
        "Arles est jumelée depuis 1988 avec Potsdam, depuis 1992 avec Lublin.",
        "Arles is twinned since 1988 with Potsdam, since 1992 with Lublin.",
    ] {
        let dates: Vec<_> = partners(text).into_iter().map(|(_, _, dates)| dates).collect();
        assert_eq!(dates, [["established 1988"], ["established 1992"]], "{text}");
    }
}

#[test]
fn towns_that_are_each_others_twins_are_not_those_of_whoever_speaks() {
    for text in [
        "Mairie de Nîmes\n\nLublin and Potsdam have been sister cities for years.",
        "Mairie de Nîmes\n\nLublin and Potsdam are sister cities.",
    ] {
        assert_eq!(pairs(text), [["Lublin", "Potsdam"]], "{text}");
    }
}

#[test]
fn the_twins_of_a_town_are_told_behind_its_name() {
    for text in [
        "The twins of Arles are Lublin in Poland and Potsdam in Germany.",
        "Les villes partenaires d'Arles sont Lublin en Pologne et Potsdam en Allemagne.",
    ] {
        assert_eq!(pairs(text), [["Arles", "Lublin"], ["Arles", "Potsdam"]], "{text}");
    }
}
