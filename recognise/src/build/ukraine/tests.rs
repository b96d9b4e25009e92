//! Tests of the codifier on a sample of its rows.

use super::*;
use crate::build::{divisions, places};

const OBLAST: &str = "UA63000000000041885";
const RAION: &str = "UA63020000000066931";
const HROMADA: &str = "UA63020030000094096";
const CITY: &str = "UA63020030010038669";
const CRIMEA: &str = "UA01000000000013043";

fn row(codes: &[&str], letter: &str, name: &str) -> Vec<String> {
    let mut cells: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
    cells.resize(5, String::new());
    cells.extend([letter.to_owned(), name.to_owned()]);
    cells
}

fn rows() -> Vec<Vec<String>> {
    let crimean = [
        "UA01020000000022387",
        "UA01020030000085835",
        "UA01020010000048857",
    ];
    vec![
        vec!["Кодифікатор".to_owned()],
        row(
            &["Перший рівень", "Другий рівень"],
            "Категорія об’єкта",
            "Назва об’єкта",
        ),
        row(&[CRIMEA], "O", "Автономна Республіка Крим"),
        row(&[CRIMEA, crimean[0]], "P", "Бахчисарайський"),
        row(&[CRIMEA, crimean[0], crimean[1]], "H", "Ароматненська "),
        row(
            &[CRIMEA, crimean[0], crimean[1], "UA01020030010043419"],
            "C",
            "Вікторівка",
        ),
        row(
            &[CRIMEA, crimean[0], crimean[1], "UA01020030020095516"],
            "C",
            "Ароматне",
        ),
        row(&[CRIMEA, crimean[0], crimean[2]], "H", "Кіровська"),
        row(
            &[CRIMEA, crimean[0], crimean[2], "UA01020010010075540"],
            "C",
            "Андріївка",
        ),
        row(&[OBLAST], "O", "Харківська"),
        row(&[OBLAST, RAION], "P", "Богодухівський"),
        row(&[OBLAST, RAION, HROMADA], "H", "Валківська"),
        row(&[OBLAST, RAION, HROMADA, CITY], "M", "Валки"),
        row(&[OBLAST, RAION, HROMADA, "UA63020030020095472"], "X", "Ков'яги"),
        row(&[OBLAST, RAION, HROMADA, "UA63020030030000001"], "C", "Іванівка"),
        row(&[OBLAST, RAION, HROMADA, "UA63020030040000002"], "C", "Іванівка"),
        row(&["UA80000000000093317"], "K", "Київ"),
        row(
            &[
                "UA80000000000093317",
                "UA80000000000093317",
                "",
                "",
                "UA80000000000479391",
            ],
            "B",
            "Дніпровський",
        ),
    ]
}

fn built() -> Draft {
    let list = divisions::samples::row(
        "Kharkivska oblast",
        ["UA-63", "UA.07", "706482"],
        "Kharkiv Oblast|Valky",
        ["1", "", "2"],
    ) + &divisions::samples::row("Kyiv", ["UA-30", "UA.12", "703447"], "", ["1", "", "2"]);
    let divisions = divisions::divisions(list.as_bytes(), divisions::samples::COUNTRIES.as_bytes()).unwrap();
    let newer = places::samples::newer(&[
        (690_509, "Valky", "UA", "07", 10_381, &["Valki", "Валки"]),
        (
            703_448,
            "Kyiv",
            "UA",
            "12",
            2_952_301,
            &["IEV", "Kiev", "Київ", "Валки", "kyyiv"],
        ),
        (1, "Ivanivka", "UA", "07", 600, &["Іванівка"]),
    ]);
    let structured = places::samples::structured(690_509, "PPL", "UA", ["07", "6302", "", ""]);
    let places = places::places(&newer, structured.as_bytes()).unwrap();
    let mut draft = Draft::default();
    add_units(
        &mut draft,
        &codifier::units_of(&rows()).unwrap(),
        &divisions,
        &places,
    )
    .unwrap();
    draft
}

fn found<'a>(draft: &'a Draft, code: &str) -> &'a Authority {
    draft
        .body(&code.parse().unwrap())
        .unwrap_or_else(|| panic!("{code} is not there"))
}

fn names_of(body: &Authority) -> Vec<&str> {
    body.names.iter().map(|name| name.text.as_str()).collect()
}

#[test]
fn the_seat_of_a_hromada_is_its_settlement_number_001() {
    let draft = built();
    let hromada = found(&draft, &format!("ua-{HROMADA}"));
    assert_eq!(hromada.seat.as_ref().unwrap().to_string(), format!("ua-{CITY}"));
}

#[test]
fn in_crimea_the_seat_is_the_settlement_whose_name_agrees_or_none() {
    let draft = built();
    let agrees = found(&draft, "ua-UA01020030000085835");
    assert_eq!(
        agrees.seat.as_ref().unwrap().to_string(),
        "ua-UA01020030020095516"
    );
    assert!(found(&draft, "ua-UA01020010000048857").seat.is_none());
}

#[test]
fn a_hromada_takes_the_adjective_of_its_seat_and_is_also_named_by_it() {
    let draft = built();
    assert_eq!(
        names_of(found(&draft, &format!("ua-{HROMADA}"))),
        [
            "Валківська міська територіальна громада",
            "Valkivska hromada",
            "Валківська громада",
            "Валківська міська громада",
            "Валки",
            "Valky"
        ]
    );
    assert_eq!(
        found(&draft, "ua-UA01020030000085835").name(),
        "Ароматненська сільська територіальна громада"
    );
}

#[test]
fn a_settlement_knows_hromada_raion_and_oblast_nearest_first() {
    let draft = built();
    let parents: Vec<String> = found(&draft, &format!("ua-{CITY}"))
        .parents
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(parents, [HROMADA, RAION, OBLAST].map(|code| format!("ua-{code}")));
}

#[test]
fn a_place_is_tied_by_raion_and_name_and_its_hromada_takes_point_and_population() {
    let draft = built();
    let city = found(&draft, "gn-690509");
    assert_eq!(city.code().to_string(), format!("ua-{CITY}"));
    let hromada = found(&draft, &format!("ua-{HROMADA}"));
    assert_eq!(hromada.population.unwrap().inhabitants, 10_381);
    assert!(!hromada.point.unwrap().approximate);
}

#[test]
fn villages_that_share_a_name_are_tied_to_no_place() {
    let draft = built();
    assert!(draft.body(&"gn-1".parse().unwrap()).is_none());
    let village = found(&draft, "ua-UA63020030030000001");
    assert!(village.population.is_none() && village.point.unwrap().approximate);
}

#[test]
fn an_oblast_has_its_iso_code_and_leaves_the_name_of_a_city_to_the_city() {
    let draft = built();
    let oblast = found(&draft, "iso-UA-63");
    assert_eq!(oblast.code().to_string(), format!("ua-{OBLAST}"));
    assert_eq!(
        names_of(oblast),
        ["Харківська область", "Kharkivska oblast", "Kharkiv Oblast"]
    );
    assert_eq!(
        found(&draft, &format!("ua-{CRIMEA}")).kind.as_str(),
        "autonomous-republic"
    );
}

#[test]
fn a_large_city_takes_foreign_names_but_no_official_name_of_another_settlement() {
    let draft = built();
    let kyiv = found(&draft, "iso-UA-30");
    assert_eq!(kyiv.kind.as_str(), "special-city");
    assert_eq!(names_of(kyiv), ["Київ", "Kyiv", "Kiev"]);
    let district = found(&draft, "ua-UA80000000000479391");
    assert_eq!(
        (district.name(), district.kind.as_str()),
        ("Дніпровський район", "city-district")
    );
    assert_eq!(district.parents.len(), 1);
}

#[test]
fn apostrophes_are_one_sign_and_are_dropped_in_latin() {
    let draft = built();
    assert_eq!(
        names_of(found(&draft, "ua-UA63020030020095472")),
        ["Ков’яги", "Koviahy"]
    );
}
