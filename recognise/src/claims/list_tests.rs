//! Lists and labelled records of partners in five languages, over a small gazetteer.

use super::tests::answer;
use vocabulary::ClaimKind;

/// Partner, relation, status and dates of each partnership.
fn told(text: &str) -> Vec<String> {
    let claims = answer("a.txt", text).claims.into_iter();
    let partnerships = claims.filter(|claim| claim.kind == ClaimKind::Partnership);
    partnerships
        .map(|claim| {
            let parties: Vec<&str> = claim
                .parties
                .iter()
                .filter_map(|party| party.text.rsplit(' ').next())
                .collect();
            let dates: Vec<String> = claim
                .dates
                .iter()
                .map(|date| format!("{} {}", date.what, date.date))
                .collect();
            let words = [
                parties.join(" + "),
                claim.status.clone().unwrap_or_default(),
                dates.join(", "),
            ];
            words.join("; ")
        })
        .collect()
}

#[test]
fn bullets_below_a_heading_of_partner_towns_are_partners_of_the_town_in_the_title() {
    for (title, since) in [
        ("Ville de Nîmes - nos villes jumelles", "depuis"),
        ("Nîmes: our twin towns", "since"),
        ("Nîmes – unsere Partnerstädte", "seit"),
        ("Nîmes – miasta partnerskie", "od"),
        ("Nîmes – міста-побратими", "з"),
    ] {
        let text = format!("{title}\n\n- Potsdam ({since} 1988)\n- Lublin, {since} 1992\n");
        assert_eq!(
            told(&text),
            [
                "Nîmes + Potsdam; active; established 1988",
                "Nîmes + Lublin; active; established 1992"
            ],
            "{text}"
        );
    }
}

#[test]
fn headings_say_the_country_and_the_standing_of_what_is_below() {
    let text = "Partnerstädte von Nîmes\n\nDeutschland\n- Potsdam (1988)\n\nEhemalige Partnerstädte\n- Lublin, 1992\n";
    assert_eq!(
        told(text),
        [
            "Nîmes + Potsdam; active; established 1988",
            "Nîmes + Lublin; ended; established 1992"
        ]
    );
}

#[test]
fn notes_behind_an_entry_say_how_it_stands() {
    for (note, status) in [
        (
            "suspendu depuis mars 2022",
            "suspended; established 1988, suspended 2022-03",
        ),
        (
            "suspended since March 2022",
            "suspended; established 1988, suspended 2022-03",
        ),
        (
            "ausgesetzt seit März 2022",
            "suspended; established 1988, suspended 2022-03",
        ),
        (
            "призупинено з березня 2022",
            "suspended; established 1988, suspended 2022-03",
        ),
        (
            "zawieszone od marca 2022",
            "suspended; established 1988, suspended 2022-03",
        ),
    ] {
        let text = format!("Nîmes: twin towns\n\n- Potsdam (1988) – {note}\n- Lublin\n");
        assert!(
            told(&text).contains(&format!("Nîmes + Potsdam; {status}")),
            "{note}: {:?}",
            told(&text)
        );
    }
}

#[test]
fn a_directory_names_the_home_before_the_colon() {
    let text = "Partnerstädte im Landkreis\n\nArles: Potsdam (D), Lublin (PL)\nNîmes: Lublin (PL)\n";
    assert_eq!(
        told(text),
        [
            "Arles + Potsdam; active; ",
            "Arles + Lublin; active; ",
            "Nîmes + Lublin; active; "
        ]
    );
}

#[test]
fn records_with_labels_are_read_in_five_languages() {
    for text in [
        "Commune : Arles\nPartenaire : Potsdam\nNature : jumelage\nDepuis : 1988\nÉtat : actif\n",
        "Municipality: Arles\nPartner: Potsdam\nType: twinning\nSince: 1988\nStatus: active\n",
        "Громада: Arles\nПартнер: Potsdam\nВид: побратимство\nПочаток: 1988\nСтан: діє\n",
        "Gemeinde ..... Arles\nPartner ...... Potsdam\nArt .......... Partnerschaft\nSeit ......... 1988\n",
        "Gmina: Arles\nPartner: Potsdam\nRodzaj: partnerstwo\nOd: 1988\nStatus: obowiązuje\n",
    ] {
        assert_eq!(
            told(text),
            ["Arles + Potsdam; active; established 1988"],
            "{text}"
        );
    }
}

#[test]
fn what_is_said_to_be_no_partner_is_none() {
    let text =
        "Nîmes: twin towns\n\n- Potsdam, 1988\n- Lublin, 1992\n\nNot twins, whatever people say:\n- Uzès\n";
    assert!(told(text).iter().all(|one| !one.contains("Uzès")));
}

#[test]
fn words_of_the_page_and_sentences_behind_a_label_are_no_entries() {
    for noise in [
        "Page 1",
        "Minutes",
        "Accords de partenariat : Un tel partenariat aide les deux villes.",
    ] {
        let text = format!("Nîmes : nos villes jumelles\n\n- Potsdam (1988)\n\n{noise}\n");
        assert_eq!(
            told(&text),
            ["Nîmes + Potsdam; active; established 1988"],
            "{text}"
        );
    }
}

#[test]
fn the_first_name_behind_a_label_is_an_entry_though_it_alone_has_no_country() {
    let text =
        "Nîmes\n\nVilles jumelles de Nîmes : Kalush, Potsdam (Allemagne), Lublin (Pologne), Arles (France).";
    let homes: Vec<String> = told(text);
    assert!(homes.iter().all(|told| told.starts_with("Nîmes + ")), "{homes:?}");
    assert_eq!(homes.len(), 4, "{homes:?}");
}

#[test]
fn a_line_that_leads_a_list_in_says_whose_it_is() {
    for lead in [
        "The twin towns of Arles are:",
        "Les villes jumelles d'Arles sont :",
    ] {
        let text = format!("Potsdam may become a twin.\n\n{lead}\n\n- Kalush, Ukraine\n- Lublin, Pologne\n");
        assert_eq!(
            told(&text),
            ["Arles + Kalush; active; ", "Arles + Lublin; active; "],
            "{text}"
        );
    }
}

#[test]
fn countries_and_years_make_a_list_without_a_heading() {
    let text = "Arles\n\nPotsdam – Allemagne. Depuis 1977\n\nLublin – Pologne. Depuis 2003\n\n\
                Kalush – Ukraine. Depuis 2008\n\nNîmes\n\nLublin – Pologne. Depuis 1990\n\n\
                Potsdam – Allemagne. Depuis 1994\n";
    assert_eq!(
        told(text),
        [
            "Arles + Potsdam; active; established 1977",
            "Arles + Lublin; active; established 2003",
            "Arles + Kalush; active; established 2008",
            "Nîmes + Lublin; active; established 1990",
            "Nîmes + Potsdam; active; established 1994"
        ]
    );
}

#[test]
fn a_shortlist_is_no_list_of_partners() {
    let text = "Our twin towns\n\nArles has gone looking for a suitable town and now, research done, is left with a short \
                list of three:\n\n- Potsdam, Germany\n- Lublin, Poland\n";
    assert!(told(text).is_empty(), "{:?}", told(text));
}

#[test]
fn a_sentence_about_two_towns_below_a_heading_of_partners_is_no_entry() {
    let text = "Miasta partnerskie nie wychodzą z mody.\nArles od 2017 r. współpracuje z Lublinem.\n";
    assert_eq!(told(text).len(), 1, "{:?}", told(text));
}

#[test]
fn each_section_of_a_page_about_several_towns_has_its_own_home() {
    let page = "<h1>Les villes jumelées de la région</h1>\
                <h2>Nîmes</h2><ul><li>Potsdam (Allemagne), 1988</li><li>Lublin, Pologne, 1992</li></ul>\
                <h2>Arles (deux !)</h2><table><tr><th>Ville</th><th>Où</th><th>Année</th></tr>\
                <tr><td>Potsdam</td><td>Allemagne</td><td>1990</td></tr>\
                <tr><td>Lublin</td><td>Pologne</td><td>1995</td></tr></table>";
    let claims = answer("a.html", page).claims.into_iter();
    let pairs: Vec<String> = claims
        .filter(|claim| claim.kind == ClaimKind::Partnership)
        .map(|claim| {
            let parties: Vec<&str> = claim.parties.iter().map(|party| party.text.as_str()).collect();
            format!(
                "{} {}",
                parties.join(" + "),
                claim
                    .dates
                    .iter()
                    .map(|date| date.date.to_string())
                    .collect::<String>()
            )
        })
        .collect();
    assert_eq!(
        pairs,
        [
            "Nîmes + Potsdam 1988",
            "Nîmes + Lublin 1992",
            "Arles + Potsdam 1990",
            "Arles + Lublin 1995"
        ]
    );
}
