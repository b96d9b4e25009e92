//! Tests of the French lists on small samples in their own form.

use super::*;
use crate::build::{divisions, places};
use vocabulary::{Authority, SuccessionKind};

const REGIONS: &str = r#"[
 {"code":"53","chefLieu":"35238","nom":"Bretagne","typeLiaison":0,"zone":"metro"},
 {"code":"11","chefLieu":"75056","nom":"Île-de-France","typeLiaison":1,"zone":"metro"},
 {"code":"01","chefLieu":"97105","nom":"Guadeloupe","typeLiaison":3,"zone":"drom"},
 {"code":"03","chefLieu":"97302","nom":"Guyane","typeLiaison":3,"zone":"drom"},
 {"code":"975","chefLieu":"97502","nom":"Saint-Pierre-et-Miquelon","typeLiaison":0,"zone":"com"}]"#;

const DEPARTEMENTS: &str = r#"[
 {"code":"22","region":"53","chefLieu":"22278","nom":"Côtes-d'Armor","typeLiaison":4,"zone":"metro"},
 {"code":"75","region":"11","chefLieu":"75056","nom":"Paris","typeLiaison":0,"zone":"metro"},
 {"code":"971","region":"01","chefLieu":"97105","nom":"Guadeloupe","typeLiaison":3,"zone":"drom"},
 {"code":"973","region":"03","chefLieu":"97302","nom":"Guyane","typeLiaison":3,"zone":"drom"},
 {"code":"975","region":"975","chefLieu":"97502","nom":"Saint-Pierre-et-Miquelon","typeLiaison":0,"zone":"com"}]"#;

const COMMUNES: &str = r#"[
 {"code":"22203","nom":"Plœuc-L'Hermitage","type":"commune-actuelle","departement":"22","region":"53",
  "anciensCodes":["22096","22999"],"population":4103},
 {"code":"22203","nom":"Plœuc-sur-Lié","type":"commune-deleguee","chefLieu":"22203","departement":"22","region":"53"},
 {"code":"22096","nom":"L'Hermitage-Lorge","type":"commune-deleguee","chefLieu":"22203","departement":"22","region":"53"},
 {"code":"22278","nom":"Saint-Brieuc","type":"commune-actuelle","departement":"22","region":"53","population":44000},
 {"code":"75056","nom":"Paris","type":"commune-actuelle","departement":"75","region":"11","population":2100000},
 {"code":"75101","nom":"Paris 1er Arrondissement","type":"arrondissement-municipal","commune":"75056",
  "departement":"75","region":"11","population":15000},
 {"code":"97105","nom":"Basse-Terre","type":"commune-actuelle","departement":"971","region":"01","population":10000},
 {"code":"97110","nom":"La Désirade","type":"commune-actuelle","departement":"971","region":"01","population":1400},
 {"code":"97302","nom":"Cayenne","type":"commune-actuelle","departement":"973","region":"03","population":60000},
 {"code":"97311","nom":"Saint-Laurent-du-Maroni","type":"commune-actuelle","departement":"973","region":"03","population":50000},
 {"code":"97501","nom":"Miquelon-Langlade","type":"commune-actuelle","departement":"975","region":"975","population":596},
 {"code":"97502","nom":"Saint-Pierre","type":"commune-actuelle","departement":"975","region":"975","population":5200}]"#;

const EPCI: &str = r#"[{"code":"200069409","nom":"CA Saint-Brieuc Armor Agglomération","type":"CA","modeFinancement":"FPU",
  "populationTotale":49000,"populationMunicipale":48103,"membres":[
   {"code":"22278","siren":"1","nom":"Saint-Brieuc","populationTotale":45000,"populationMunicipale":44000},
   {"code":"22203","siren":"2","nom":"Plœuc-L'Hermitage","populationTotale":4200,"populationMunicipale":4103}]}]"#;

fn built() -> Draft {
    let newer = places::samples::newer(&[
        (
            2_981_280,
            "Saint-Brieuc",
            "FR",
            "53",
            48_000,
            &["Saint-Alban", "Сен-Бриё", "st brieuc"],
        ),
        (2_986_622, "Plœuc-sur-Lié", "FR", "53", 2_800, &[]),
        (2_988_507, "Paris", "FR", "11", 2_138_551, &["PAR", "Париж"]),
    ]);
    let structured = places::samples::structured(2_981_280, "PPLA2", "FR", ["53", "22", "224", "22278"])
        + &places::samples::structured(2_986_622, "PPL", "FR", ["53", "22", "224", "22203"])
        + &places::samples::structured(2_988_507, "PPLC", "FR", ["11", "75", "751", "75056"]);
    let places = places::places(&newer, structured.as_bytes()).unwrap();
    let list = divisions::samples::row(
        "Bretagne",
        ["FR-BRE", "FR.53", "3030293"],
        "Brittany",
        ["1", "", "1"],
    ) + &divisions::samples::row("Paris", ["FR-75C", "FR.11.75", "2968815"], "", ["2", "1", "1"]);
    let divisions = divisions::divisions(list.as_bytes(), divisions::samples::COUNTRIES.as_bytes()).unwrap();
    let sources = Sources {
        communes: COMMUNES.as_bytes(),
        departements: DEPARTEMENTS.as_bytes(),
        regions: REGIONS.as_bytes(),
        epci: EPCI.as_bytes(),
        ept: b"[]",
        ..Sources::default()
    };
    let mut draft = Draft::default();
    add(&mut draft, &sources, &divisions, &places).unwrap();
    draft
}

fn body<'a>(draft: &'a Draft, code: &str) -> &'a Authority {
    draft
        .body(&code.parse().unwrap())
        .unwrap_or_else(|| panic!("{code} is not there"))
}

fn codes(body: &Authority) -> Vec<String> {
    body.codes.iter().map(ToString::to_string).collect()
}

#[test]
fn a_code_of_a_present_and_a_former_commune_means_the_present_one() {
    let draft = built();
    assert_eq!(body(&draft, "fr-com-22203").name(), "Plœuc-L'Hermitage");
    let former = body(&draft, "fr-comd-22203");
    assert_eq!(former.name(), "Plœuc-sur-Lié");
    let succession = former.succession.as_ref().unwrap();
    assert_eq!(
        (succession.kind, succession.successor.to_string()),
        (SuccessionKind::Merged, "fr-com-22203".to_owned())
    );
}

#[test]
fn an_old_code_finds_the_present_commune_unless_a_former_one_holds_it() {
    let draft = built();
    assert_eq!(body(&draft, "fr-com-22999").name(), "Plœuc-L'Hermitage");
    assert!(draft.body(&"fr-com-22096".parse().unwrap()).is_none());
    assert_eq!(body(&draft, "fr-comd-22096").name(), "L'Hermitage-Lorge");
}

#[test]
fn guyane_is_one_body_and_guadeloupe_two() {
    let draft = built();
    assert_eq!(
        codes(body(&draft, "fr-dep-973")),
        ["fr-reg-03", "fr-dep-973", "iso-FR-973"]
    );
    assert_eq!(body(&draft, "fr-reg-03").kind.as_str(), "region");
    assert_eq!(codes(body(&draft, "fr-dep-971")), ["fr-dep-971", "iso-FR-971"]);
    assert_eq!(codes(body(&draft, "fr-reg-01")), ["fr-reg-01"]);
    assert_eq!(
        codes(body(&draft, "fr-dep-975")),
        ["fr-reg-975", "fr-dep-975", "iso-FR-PM"]
    );
}

#[test]
fn paris_is_one_body_with_its_departement_and_its_arrondissements_stand_under_it() {
    let draft = built();
    let paris = body(&draft, "fr-dep-75");
    assert_eq!(
        codes(paris),
        [
            "fr-com-75056",
            "fr-dep-75",
            "iso-FR-75C",
            "gn-2968815",
            "gn-2988507"
        ]
    );
    let first = body(&draft, "fr-com-75101");
    assert_eq!(first.kind.as_str(), "municipal-arrondissement");
    assert_eq!(first.parents[0].to_string(), "fr-com-75056");
}

#[test]
fn a_commune_knows_its_epci_departement_and_region_nearest_first() {
    let draft = built();
    let parents: Vec<String> = body(&draft, "fr-com-22278")
        .parents
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(parents, ["fr-epci-200069409", "fr-dep-22", "fr-reg-53"]);
    assert_eq!(
        body(&draft, "fr-epci-200069409").parents[0].to_string(),
        "fr-dep-22"
    );
}

#[test]
fn a_place_with_code_and_name_is_the_commune_and_its_latin_alternates_are_left_out() {
    let draft = built();
    let town = body(&draft, "gn-2981280");
    assert_eq!(town.code().to_string(), "fr-com-22278");
    let names: Vec<&str> = town.names.iter().map(|name| name.text.as_str()).collect();
    assert_eq!(names, ["Saint-Brieuc", "Сен-Бриё"]);
    assert!(!town.point.unwrap().approximate);
}

#[test]
fn a_place_with_the_code_of_another_name_gives_an_approximate_point_and_no_code() {
    let draft = built();
    assert!(body(&draft, "fr-com-22203").point.unwrap().approximate);
    assert!(draft.body(&"gn-2986622".parse().unwrap()).is_none());
}

#[test]
fn a_departement_has_the_population_of_its_communes_and_the_mean_of_their_points() {
    let draft = built();
    let departement = body(&draft, "fr-dep-22");
    assert_eq!(departement.population.unwrap().inhabitants, 48_103);
    assert!(departement.point.unwrap().approximate);
    assert_eq!(departement.seat.as_ref().unwrap().to_string(), "fr-com-22278");
    assert_eq!(body(&draft, "fr-reg-53").names[1].text, "Brittany");
}
