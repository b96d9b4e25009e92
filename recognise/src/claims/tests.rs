//! The rules of claims on small sentences of our own, in several languages, over a small gazetteer.

use crate::Resolver;
use crate::document::{Recognition, recognise};
use crate::gazetteer::{Gazetteer, pack, searchable};
use read::Hint;
use vocabulary::{
    Authority, Claim, ClaimKind, ClaimRole, Country, Language, Name, NameUse, Point, Population,
};

fn body(code: &str, kind: &str, country: &str, inhabitants: u32, names: &[&str]) -> Authority {
    let name = |(at, text): (usize, &&str)| Name {
        text: (*text).to_owned(),
        language: Some(Language::FR),
        name_use: if at == 0 {
            NameUse::Official
        } else {
            NameUse::Short
        },
    };
    Authority {
        codes: vec![code.parse().unwrap()],
        kind: kind.parse().unwrap(),
        country: country.parse::<Country>().unwrap(),
        names: names.iter().enumerate().map(name).collect(),
        parents: Vec::new(),
        population: Some(Population { inhabitants }),
        point: Some(Point {
            latitude: 43.8,
            longitude: 4.4,
            approximate: false,
        }),
        seat: None,
        occupied: false,
        succession: None,
        source: "sample".to_owned(),
    }
}

pub(super) fn answer(name: &str, text: &str) -> Recognition {
    let bodies = [
        body("fr-com-13004", "commune", "FR", 50_000, &["Arles"]),
        body("fr-com-30189", "commune", "FR", 150_000, &["Nîmes"]),
        body("fr-com-30334", "commune", "FR", 8_000, &["Uzès"]),
        body("fr-reg-76", "region", "FR", 6_000_000, &["Occitanie"]),
        body(
            "ua-UA26060190000063801",
            "hromada",
            "UA",
            80_000,
            &["Калуська міська територіальна громада", "Калуш", "Kalush"],
        ),
        body("gn-2852458", "place", "DE", 180_000, &["Potsdam"]),
        body("gn-765876", "place", "PL", 330_000, &["Lublin"]),
    ];
    let countries = [
        (
            "FR",
            "fr=France\ten=France\tde=Frankreich\tpl=Francja\tuk=Франція",
        ),
        ("UA", "fr=Ukraine\ten=Ukraine\tde=Ukraine\tpl=Ukraina\tuk=Україна"),
        ("DE", "fr=Allemagne\ten=Germany\tde=Deutschland"),
        ("PL", "fr=Pologne\ten=Poland\tpl=Polska"),
    ];
    let countries = countries.map(|(code, names)| (code.to_owned(), names.to_owned()));
    let file = searchable(&pack(&bodies, &countries)).unwrap();
    let gazetteer = Gazetteer::open(&file).unwrap();
    let document = read::document(text.as_bytes(), &Hint::named(name)).unwrap();
    recognise(&document, &Resolver::over(&gazetteer))
}

fn claims(text: &str, kind: ClaimKind) -> Vec<Claim> {
    answer("a.txt", text)
        .claims
        .into_iter()
        .filter(|claim| claim.kind == kind)
        .collect()
}

fn texts(claim: &Claim, role: ClaimRole) -> Vec<&str> {
    let all = claim.parties.iter().chain(&claim.others);
    all.filter(|party| party.role == role)
        .map(|party| party.text.as_str())
        .collect()
}

#[test]
fn a_partnership_is_read_in_several_languages() {
    for text in [
        "En Ukraine et en France, les villes d'Arles et de Kalush ont signé un accord de coopération le 6 juin 2025.",
        "The towns of Arles in France and Kalush in Ukraine signed a cooperation agreement on 6 June 2025.",
    ] {
        let found = claims(text, ClaimKind::Partnership);
        assert_eq!(found.len(), 1, "{text}");
        let codes: Vec<String> = found[0]
            .parties
            .iter()
            .filter_map(|party| party.code.as_ref())
            .map(ToString::to_string)
            .collect();
        assert_eq!(codes, ["fr-com-13004", "ua-UA26060190000063801"], "{text}");
        assert_eq!(
            (found[0].status.as_deref(), found[0].relation.as_deref()),
            (Some("signed"), Some("cooperation_agreement"))
        );
        assert_eq!(
            found[0].date.map(|day| day.to_string()).as_deref(),
            Some("2025-06-06"),
            "{text}"
        );
    }
}

#[test]
fn a_venue_a_supporter_and_a_landmark_are_no_parties() {
    let text = "Avec le soutien de la Région Occitanie, Arles et Kalush (Ukraine) ont signé à Nîmes un jumelage, à dix \
                kilomètres d'Uzès.";
    let found = claims(text, ClaimKind::Partnership);
    let mut parties = texts(&found[0], ClaimRole::Partner);
    parties.sort_unstable();
    assert_eq!(parties, ["Arles", "Kalush"]);
    assert_eq!(found[0].relation.as_deref(), Some("twinning"));
}

#[test]
fn what_is_refused_or_only_planned_is_never_active() {
    let refused = claims(
        "En France, Arles a refusé un jumelage avec Kalush, en Ukraine.",
        ClaimKind::Partnership,
    );
    assert_eq!(refused[0].status.as_deref(), Some("refused"));
    let planned = claims(
        "En France, Arles envisage un partenariat avec Kalush, en Ukraine.",
        ClaimKind::Partnership,
    );
    assert_eq!(planned[0].status.as_deref(), Some("explored"));
}

#[test]
fn the_members_of_an_alliance_may_be_written_out_elsewhere() {
    let text = "In Ukraine, a partnership ties Kalush to an alliance of three communes of France grouped around Arles.\n\n\
                The communes of the Alliance for Kalush: Arles, Nîmes and Uzès.\n\n\
                They voted €0.30 for each of the 9,000 inhabitants. Arles sent two ambulances.";
    let found = claims(text, ClaimKind::Partnership);
    assert_eq!(found.len(), 1);
    assert_eq!(texts(&found[0], ClaimRole::Lead), ["Arles"]);
    assert_eq!(texts(&found[0], ClaimRole::Member), ["Nîmes", "Uzès"]);
    assert_eq!(found[0].title.as_deref(), Some("Alliance for Kalush"));
    let rate = &claims(text, ClaimKind::Funding)[0];
    assert_eq!(
        (rate.funding.amount.as_deref(), rate.funding.base),
        (Some("0.30"), Some(9_000))
    );
    let delivery = &claims(text, ClaimKind::Delivery)[0];
    assert_eq!(
        (delivery.quantity, delivery.item.as_deref()),
        (Some(2), Some("ambulances"))
    );
    assert_eq!(texts(delivery, ClaimRole::Beneficiary), ["Kalush"]);
}

#[test]
fn people_and_days_are_neither_goods_nor_money() {
    let text = "La ville d'Arles, en France, a envoyé 30 personnes pendant 12 jours à Kalush, ville de 80 000 habitants.";
    assert!(claims(text, ClaimKind::Delivery).is_empty());
    assert!(claims(text, ClaimKind::Funding).is_empty());
}

#[test]
fn a_summit_has_its_place_and_day() {
    let found = claims(
        "Le Forum des maires s'est tenu à Arles, en France, le 3 mai 2024.",
        ClaimKind::Event,
    );
    assert_eq!(found[0].title.as_deref(), Some("Forum des maires"));
    assert_eq!(texts(&found[0], ClaimRole::Host), ["Arles"]);
    assert_eq!(
        found[0].date.map(|day| day.to_string()).as_deref(),
        Some("2024-05-03")
    );
}

#[test]
fn a_row_of_laureates_is_an_award_with_region_partner_and_title() {
    let table = "Lauréats de la première session de l'appel à projets « Climat 2024 »\n\n\
                 Région\tChef de file\tPartenaire\tTitre du projet\n\
                 Occitanie\tNîmes\tPotsdam (Allemagne)\tDes arbres pour deux villes\n\
                 \tUzès\tMinistère de la Culture (Pologne)\tLire ensemble\n";
    let answer = answer("a.txt", table);
    let awards: Vec<&Claim> = answer
        .claims
        .iter()
        .filter(|claim| claim.kind == ClaimKind::Award)
        .collect();
    assert_eq!(awards.len(), 2);
    assert_eq!(
        (awards[0].call.as_deref(), awards[0].session),
        (Some("Climat 2024"), Some(1))
    );
    assert_eq!(awards[1].region.as_deref(), Some("Occitanie"));
    assert_eq!(awards[1].parties[1].kind.as_deref(), Some("organisation"));
    assert_eq!(awards[0].title.as_deref(), Some("Des arbres pour deux villes"));
}

#[test]
fn a_gift_taken_off_the_income_is_remarked_on() {
    let answer = answer(
        "a.txt",
        "In France, 66% of a gift can be deducted from the taxable income.",
    );
    assert!(
        answer
            .remarks
            .iter()
            .any(|remark| remark.remark.code == "deduction_from_income")
    );
}

pub(super) fn partners(text: &str) -> Vec<(Vec<String>, Option<String>, Vec<String>)> {
    let text = format!("{text}\n\nFrance, Deutschland, Polska, Ukraine.");
    claims(&text, ClaimKind::Partnership)
        .into_iter()
        .map(|claim| {
            let mut parties: Vec<String> = claim.parties.iter().map(|party| party.text.clone()).collect();
            parties.sort_unstable();
            let dates = claim
                .dates
                .iter()
                .map(|step| format!("{} {}", step.what, step.date))
                .collect();
            (parties, claim.status, dates)
        })
        .collect()
}

/// The parties of each partnership.
pub(super) fn pairs(text: &str) -> Vec<Vec<String>> {
    partners(text)
        .into_iter()
        .map(|(parties, _, _)| parties)
        .collect()
}

#[test]
fn each_partner_of_a_list_has_a_partnership_and_a_date_of_its_own_in_five_languages() {
    for (text, centre) in [
        (
            "La ville d'Arles est jumelée avec Potsdam depuis 1987, Lublin depuis 1994 et Kalush depuis 2023.",
            "Arles",
        ),
        (
            "The town of Arles is twinned with Potsdam since 1987, Lublin since 1994 and Kalush since 2023.",
            "Arles",
        ),
        (
            "Die Stadt Arles ist verschwistert mit Potsdam seit 1987, Lublin seit 1994 und Kalush seit 2023.",
            "Arles",
        ),
        (
            "Miasto Arles jest zbliźniaczone z Potsdam od 1987, Lublin od 1994 i Kalush od 2023.",
            "Arles",
        ),
        (
            "Місто Arles має побратимські відносини з Potsdam з 1987 року, Lublin з 1994 року та Kalush з 2023 року.",
            "Arles",
        ),
    ] {
        let found = partners(text);
        assert_eq!(found.len(), 3, "{text}: {found:?}");
        for (partner, year) in [("Potsdam", "1987"), ("Lublin", "1994"), ("Kalush", "2023")] {
            let with = |(parties, ..): &&(Vec<String>, Option<String>, Vec<String>)| {
                parties.contains(&partner.to_owned()) && parties.iter().any(|party| party.ends_with(centre))
            };
            let (_, status, dates) = found
                .iter()
                .find(with)
                .unwrap_or_else(|| panic!("{text}: {partner}: {found:?}"));
            assert_eq!(status.as_deref(), Some("active"), "{text}");
            assert_eq!(dates, &[format!("established {year}")], "{text}");
        }
    }
}

#[test]
fn respectively_pairs_first_with_first() {
    let found = partners("Arles and Nîmes are twinned with Potsdam and Lublin respectively.");
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[0].0, ["Arles", "Potsdam"]);
    assert_eq!(found[1].0, ["Lublin", "Nîmes"]);
}

#[test]
fn an_end_a_refusal_and_a_suspension_are_said_in_five_languages() {
    for (text, status) in [
        ("Arles a mis fin au jumelage avec Potsdam.", "ended"),
        ("Arles has suspended its twinning with Potsdam.", "suspended"),
        ("Arles hat die Partnerschaft mit Potsdam beendet.", "ended"),
        ("Arles hat eine Partnerschaft mit Potsdam abgelehnt.", "refused"),
        ("Arles zawiesiło współpracę z Potsdam.", "suspended"),
        ("Arles призупинило партнерство з Potsdam.", "suspended"),
    ] {
        let found = partners(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].1.as_deref(), Some(status), "{text}");
    }
}

#[test]
fn a_council_that_decides_is_the_party_it_leaves_out() {
    let found = partners(
        "VILLE D'ARLES\n\nConseil municipal d'Arles, séance du 4 mars 2024\n\nLe conseil approuve le jumelage avec Potsdam.",
    );
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1.as_deref(), Some("voted"));
}

#[test]
fn an_anniversary_tells_the_year_of_the_beginning() {
    let found = partners("En 2018, Arles a fêté 30 ans de jumelage avec Potsdam.");
    assert!(found[0].2.contains(&"established 1988".to_owned()), "{found:?}");
}

fn roles(text: &str) -> Vec<(String, &'static str)> {
    let found = claims(text, ClaimKind::Funding);
    let role = |claim: &Claim| match claim.funding.amount_role {
        Some(vocabulary::AmountRole::Rate) => "rate",
        Some(vocabulary::AmountRole::Budget) => "budget",
        Some(vocabulary::AmountRole::Target) => "target",
        Some(vocabulary::AmountRole::Grant) => "grant",
        Some(vocabulary::AmountRole::Gift) => "gift",
        Some(vocabulary::AmountRole::Total) => "total",
        None => "none",
    };
    found
        .iter()
        .map(|claim| (claim.funding.amount.clone().unwrap_or_default(), role(claim)))
        .collect()
}

#[test]
fn the_words_around_a_sum_give_its_role_in_five_languages() {
    for (text, amount, role) in [
        (
            "La Région accorde une subvention de 12 000 € au comité.",
            "12000",
            "grant",
        ),
        (
            "Il nous manque 15 000 € avant le 30 juin pour finir.",
            "15000",
            "target",
        ),
        ("Entrée : 5 €, goûter compris.", "5", "rate"),
        ("The trip has a budget of £3,000 this year.", "3000", "budget"),
        ("A lamp is £14.", "14", "rate"),
        ("We have raised £11,350 altogether.", "11350", "total"),
        (
            "Der Verein erhält einen Zuschuss von 1.500,- Euro.",
            "1500",
            "grant",
        ),
        ("Im Haushalt 2023 stehen 40 T€ bereit.", "40000", "budget"),
        ("Die Stadt zahlt 300 € pro Schülergruppe.", "300", "rate"),
        (
            "Громаді виділено 120 тис. грн субвенції на паливо.",
            "120000",
            "grant",
        ),
        ("Вхід 60 грн.", "60", "rate"),
        ("Наша мета 2,5 млн грн до кінця року.", "2500000", "target"),
        ("Powiat przyznał dotację 25 000 zł.", "25000", "grant"),
        ("Koszt remontu to 1,9 mln zł.", "1900000", "budget"),
    ] {
        assert_eq!(roles(text), [(amount.to_owned(), role)], "{text}");
    }
}

#[test]
fn the_same_sum_told_twice_is_one_and_a_conversion_is_another() {
    let text = "La ville verse 27 000 dollars (25 100 €). Ces 27 000 dollars paieront la pompe.";
    let amounts: Vec<String> = roles(text).into_iter().map(|(amount, _)| amount).collect();
    assert_eq!(amounts, ["27000", "25100"]);
}

#[test]
fn sums_of_cells_take_currency_and_unit_from_headings_and_lines_before() {
    let table = "Les montants sont donnés en milliers d'euros.\n\n\
                 Région\tChef de file\tPartenaire\tTitre du projet\tSubvention\n\
                 Occitanie\tNîmes\tPotsdam (Allemagne)\tDes arbres pour deux villes\t41,5\n\
                 \tUzès\tKalush (Ukraine)\tLire ensemble\t120\n";
    assert_eq!(
        roles(table),
        [("41500".to_owned(), "grant"), ("120000".to_owned(), "grant")]
    );
}

#[test]
fn goods_are_counted_in_five_languages_and_needs_are_not_sent() {
    for (text, quantity) in [
        ("Arles a offert 36 lits médicalisés à Kalush.", 36),
        ("Arles sent two used fire engines to Kalush.", 2),
        ("Potsdam hat neun Stromaggregate nach Kalush gebracht.", 9),
        ("Люблін передав Калушу 12 генераторів.", 12),
        ("Lublin przekazał 31 agregatów.", 31),
    ] {
        let found: Vec<Option<u64>> = claims(text, ClaimKind::Delivery)
            .iter()
            .map(|claim| claim.quantity)
            .collect();
        assert_eq!(found, [Some(quantity)], "{text}");
    }
    assert!(claims("Needs: 2 school buses and 15 generators.", ClaimKind::Delivery).is_empty());
}

#[test]
fn whoever_funds_in_the_passive_supports() {
    let found = claims(
        "Le voyage est financé par la Région Occitanie et le Rotary Club.",
        ClaimKind::Support,
    );
    assert_eq!(found.len(), 1);
    assert_eq!(texts(&found[0], ClaimRole::Supporter).len(), 2);
}

#[test]
fn a_list_of_pairs_makes_one_partnership_of_each_pair() {
    for text in [
        "Neue Partner: Arles und Potsdam, Nîmes und Lublin, Uzès und Kalush.",
        "Partnerships agreed: Arles – Potsdam; Nîmes – Lublin; Uzès – Kalush.",
    ] {
        let found: Vec<Vec<String>> = partners(text).into_iter().map(|(parties, ..)| parties).collect();
        assert_eq!(found.len(), 3, "{text}: {found:?}");
        assert!(
            found.contains(&vec!["Arles".to_owned(), "Potsdam".to_owned()]),
            "{text}: {found:?}"
        );
        assert!(
            found.contains(&vec!["Kalush".to_owned(), "Uzès".to_owned()]),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn a_list_goes_on_behind_the_countries_of_its_members() {
    let found = partners("Arles is twinned with Potsdam in Germany, Lublin in Poland and Kalush in Ukraine.");
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found
            .iter()
            .all(|(parties, ..)| parties.contains(&"Arles".to_owned())),
        "{found:?}"
    );
}

/// Who gives, who receives and when, of the only sum of a text.
fn given(text: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let found = claims(text, ClaimKind::Funding);
    let [claim] = found.as_slice() else {
        panic!("{found:?}")
    };
    let playing = |role| {
        let others = claim.others.iter().filter(|party| party.role == role);
        others.map(|party| party.text.clone()).collect()
    };
    let dates = claim.dates.iter();
    let dates = dates.map(|step| format!("{} {}", step.what, step.date)).collect();
    (playing(ClaimRole::Funder), playing(ClaimRole::Beneficiary), dates)
}

#[test]
fn a_grant_tells_who_gives_it_to_whom_and_the_day_of_the_vote() {
    let names = |names: &[&str]| -> Vec<String> { names.iter().map(|name| (*name).to_owned()).collect() };
    for (text, giver, recipient, day) in [
        (
            "Par un vote du 14 février 2023, Arles accorde une subvention de 3 000 euros à la Fondation de France.",
            "Arles",
            names(&["Fondation de France"]),
            names(&["voted 2023-02-14"]),
        ),
        (
            "Par délibération du 14 mars 2025, Arles attribue une subvention de 12 500 € à Kalush.",
            "Arles",
            names(&["Kalush"]),
            names(&["voted 2025-03-14"]),
        ),
        (
            "Arles accorde une subvention de 3 000 euros à la Fondation de France.",
            "Arles",
            names(&["Fondation de France"]),
            names(&[]),
        ),
        (
            "Par délibération du 14 mars 2025, la Ville d’Arles attribue 12 500 € à la Ville de Lublin.",
            "Ville d’Arles",
            names(&["Ville de Lublin"]),
            names(&["voted 2025-03-14"]),
        ),
        (
            "Par délibération de mars 2025, Arles accorde une subvention de 3 000 euros à Kalush.",
            "Arles",
            names(&["Kalush"]),
            names(&[]),
        ),
    ] {
        assert_eq!(given(text), (names(&[giver]), recipient, day), "{text}");
    }
}
