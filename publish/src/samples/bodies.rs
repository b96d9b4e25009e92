//! Sample bodies: French communes, Ukrainian hromadas, towns elsewhere, a few organisations.

use super::key;
use register::PublicRecord;
use vocabulary::{
    Authority, AuthorityCode, AuthorityId, Country, Kind, Language, Name, NameUse, Organisation,
    OrganisationKind, Point, Population,
};

pub(super) const LILLE: u128 = 1;
pub(super) const KHARKIV: u128 = 2;
pub(super) const LE_HAVRE: u128 = 3;
pub(super) const CAEN: u128 = 4;
pub(super) const ODESA: u128 = 5;
pub(super) const BETTON: u128 = 10;
pub(super) const KHOROL: u128 = 17;
pub(super) const BESANCON: u128 = 20;
pub(super) const MAN: u128 = 21;
pub(super) const QUIMPER: u128 = 22;
pub(super) const FOUMBAN: u128 = 23;
pub(super) const SUVA: u128 = 24;
pub(super) const ALLIANCE: [u128; 7] = [BETTON, 11, 12, 13, 14, 15, 16];

/// Key, code, kind, name, country, inhabitants, latitude, longitude, first parent.
type Row = (
    u128,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    u32,
    f32,
    f32,
    &'static str,
);

const ROWS: [Row; 17] = [
    (
        LILLE,
        "fr-com-59350",
        "commune",
        "Lille",
        "FR",
        238_695,
        50.632,
        3.057,
        "fr-dep-59",
    ),
    (
        KHARKIV,
        "ua-UA63120270000028556",
        "hromada",
        "Харківська",
        "UA",
        1_421_125,
        49.992,
        36.231,
        "ua-UA63000000000041885",
    ),
    (
        LE_HAVRE,
        "fr-com-76351",
        "commune",
        "Le Havre",
        "FR",
        166_058,
        49.494,
        0.107,
        "fr-reg-28",
    ),
    (
        CAEN,
        "fr-com-14118",
        "commune",
        "Caen",
        "FR",
        108_200,
        49.183,
        -0.370,
        "fr-reg-28",
    ),
    (
        ODESA,
        "ua-UA51100270000073549",
        "hromada",
        "Одеська",
        "UA",
        1_010_537,
        46.482,
        30.723,
        "ua-UA51000000000030770",
    ),
    (
        10,
        "fr-com-35024",
        "commune",
        "Betton",
        "FR",
        12_419,
        48.183,
        -1.643,
        "fr-epci-243500139",
    ),
    (
        11,
        "fr-com-35055",
        "commune",
        "Chantepie",
        "FR",
        10_445,
        48.088,
        -1.615,
        "fr-epci-243500139",
    ),
    (
        12,
        "fr-com-35353",
        "commune",
        "Vezin-le-Coquet",
        "FR",
        6_024,
        48.118,
        -1.756,
        "fr-epci-243500139",
    ),
    (
        13,
        "fr-com-35120",
        "commune",
        "Gévezé",
        "FR",
        5_874,
        48.219,
        -1.789,
        "fr-epci-243500139",
    ),
    (
        14,
        "fr-com-35177",
        "commune",
        "La Mézière",
        "FR",
        5_003,
        48.219,
        -1.755,
        "fr-dep-35",
    ),
    (
        15,
        "fr-com-35173",
        "commune",
        "Melesse",
        "FR",
        6_607,
        48.218,
        -1.696,
        "fr-dep-35",
    ),
    (
        16,
        "fr-com-35315",
        "commune",
        "Saint-Jacques-de-la-Lande",
        "FR",
        13_961,
        48.065,
        -1.719,
        "fr-epci-243500139",
    ),
    (
        KHOROL,
        "ua-UA53060390000075832",
        "hromada",
        "Хорольська",
        "UA",
        34_871,
        49.785,
        33.273,
        "ua-UA53000000000028050",
    ),
    (
        BESANCON,
        "fr-com-25056",
        "commune",
        "Besançon",
        "FR",
        119_249,
        47.238,
        6.024,
        "fr-reg-27",
    ),
    (
        MAN,
        "gn-2284589",
        "place",
        "Man",
        "CI",
        139_341,
        7.413,
        -7.554,
        "iso-CI-DM",
    ),
    (
        QUIMPER,
        "fr-com-29232",
        "commune",
        "Quimper",
        "FR",
        63_642,
        47.996,
        -4.102,
        "fr-reg-53",
    ),
    (
        FOUMBAN,
        "gn-2231504",
        "place",
        "Foumban",
        "CM",
        92_673,
        5.728,
        10.902,
        "iso-CM-OU",
    ),
];

fn name(text: &str, language: Option<Language>, name_use: NameUse) -> Name {
    Name {
        text: text.to_owned(),
        language,
        name_use,
    }
}

/// The names of a body: its official one, and for Ukrainian ones the forms in other languages.
fn names(number: u128, official: &str, country: Country) -> Vec<Name> {
    let (latin, french, nominative) = match number {
        KHARKIV => ("Kharkiv", "Kharkiv", "Харків"),
        ODESA => ("Odesa", "Odessa", "Одеса"),
        KHOROL => ("Khorol", "Khorol", "Хорол"),
        _ => {
            let language = (country == Country::FR).then_some(Language::FR);
            return vec![name(official, language, NameUse::Official)];
        }
    };
    vec![
        name(official, Some(Language::UK), NameUse::Official),
        name(nominative, Some(Language::UK), NameUse::Alias),
        name(latin, Some(Language::EN), NameUse::Transliteration),
        name(french, Some(Language::FR), NameUse::Exonym),
    ]
}

fn body(row: &Row) -> (AuthorityId, Authority) {
    let (number, primary, kind, official, country, inhabitants, latitude, longitude, parent) = *row;
    let country: Country = country.parse().expect("sample countries are ISO codes");
    let code =
        |text: &str| -> AuthorityCode { text.parse().expect("sample codes have the shape of their scheme") };
    let mut codes = vec![code(primary)];
    if number == ODESA {
        codes.push(code("gn-698740"));
    }
    let authority = Authority {
        codes,
        kind: Kind::named(kind).expect("sample kinds stand in the table"),
        country,
        names: names(number, official, country),
        parents: vec![code(parent)],
        population: Some(Population { inhabitants }),
        point: Some(Point {
            latitude,
            longitude,
            approximate: number == 14,
        }),
        seat: None,
        occupied: false,
        succession: None,
        source: "sample".to_owned(),
    };
    (key(number), authority)
}

/// Adds the bodies and organisations.
pub(super) fn add(record: &mut PublicRecord) {
    record.authorities = ROWS.iter().map(body).collect();
    let (_, mut suva) = body(&(
        SUVA,
        "gn-2198148",
        "place",
        "Suva",
        "FJ",
        77_366,
        -18.142,
        178.442,
        "iso-FJ-C",
    ));
    suva.population = None;
    record.authorities.push((key(SUVA), suva));
    record.organisations = vec![
        Organisation {
            id: key(30),
            name: "Comité Betton-Khorol".to_owned(),
            kind: OrganisationKind::Association,
            country: Some(Country::FR),
        },
        Organisation {
            id: key(31),
            name: "Ministère de la Jeunesse du Cameroun".to_owned(),
            kind: OrganisationKind::State,
            country: "CM".parse().ok(),
        },
    ];
}
