//! The list of news, altered: other towns, dates, summit, programme and reason, items and sentences moved.
#![expect(clippy::string_slice, reason = "places come from searches in the same text")]

use super::expected::{Altered, Expected, has, is, parties};
use super::places::{Place, Places, one};
use super::words::{On, french, listed, put};
use rand::RngExt;
use rand::seq::{IndexedRandom, SliceRandom};
use rand_chacha::ChaCha8Rng;

/// What ends an item of the list.
const MORE: &str = "EN SAVOIR PLUS";

const SUMMITS: [&str; 5] = [
    "Sommet international des villes et des régions",
    "Forum européen des maires",
    "Congrès mondial des communes",
    "Sommet des villes jumelées",
    "Forum des collectivités solidaires",
];
const PROGRAMMES: [&str; 4] = ["#MistoMatch", "#VillesAmies", "#Pont2030", "#EnsembleUA"];
const REASONS: [(&str, &str); 4] = [
    ("à l’embouchure d’un estuaire", "estuaire"),
    ("au pied d’une montagne", "montagne"),
    ("au bord d’un lac", "lac"),
    ("autour d’une mine", "mine"),
];

/// One altered list.
pub(crate) fn altered(document: &str, places: &Places<'_>, chance: &mut ChaCha8Rng) -> Altered {
    let signed = On::some(2022..2026, chance);
    let venue = one(&places.hromadas, chance).clone();
    let summit = *one(&SUMMITS, chance);
    let written = document
        .replace("6 juin 2025", &signed.french())
        .replace("Kyiv", &venue.name);
    let written = put(&written, SUMMITS[0], summit);
    let items: Vec<&str> = written
        .split(MORE)
        .map(str::trim)
        .filter(|item| !item.is_empty())
        .collect();
    let [stay, triple, pair] = items.as_slice() else {
        panic!("the list has three items")
    };
    let (mut items, mut expected) = (Vec::new(), Vec::new());
    for (item, claims) in [
        altered_stay(stay, signed, places, chance),
        altered_triple(triple, signed, places, chance),
        altered_pair(pair, signed, places, chance),
    ] {
        items.push(item);
        expected.extend(claims);
    }
    expected.push(Expected::Count("partnership", 3));
    expected.push(Expected::Claim(
        "event",
        vec![
            is("title", summit),
            is("others", parties(&[("host", &venue.code)])),
            has("dates", format!("held {}", signed.iso())),
        ],
    ));
    expected.push(Expected::Count("event", 1));
    items.shuffle(chance);
    let text = items.join(&format!(
        "
{MORE}
"
    )) + "
" + MORE + "
";
    Altered { text, expected }
}

/// A name that stands for one place in one item.
fn towns(count: usize, places: &Places<'_>, chance: &mut ChaCha8Rng) -> Vec<Place> {
    places.towns.sample(chance, count).cloned().collect()
}

fn altered_stay(
    item: &str,
    signed: On,
    places: &Places<'_>,
    chance: &mut ChaCha8Rng,
) -> (String, Vec<Expected>) {
    let found = towns(2, places, chance);
    let [organiser, host] = found.as_slice() else {
        panic!("two towns were asked for")
    };
    let partner = one(&places.hromadas, chance);
    let (region, ..) = places.region(chance);
    let published = signed.later(1, chance);
    let days = *one(&[5, 7, 8, 10, 12, 15, 20, 21], chance);
    let number = if chance.random() {
        french(days)
    } else {
        days.to_string()
    };
    let mut text = item.to_owned();
    for (slot, with) in [
        ("21 juin, 2025", published.dateline()),
        ("Montpellier", organiser.name.clone()),
        ("Mykolaiv", partner.name.clone()),
        (
            "La Région Occitanie / Pyrénées-Méditerranée",
            format!("La Région {}", region.name),
        ),
        ("La Grande-Motte", host.name.clone()),
        ("quinze jours", format!("{number} jours")),
        ("deux semaines de culture", "un temps de culture".to_owned()),
    ] {
        text = put(&text, slot, &with);
    }
    let others = [
        ("host", host.code.as_str()),
        ("supporter", region.code.as_str()),
        ("beneficiary", partner.code.as_str()),
    ];
    let claims = vec![
        Expected::Claim(
            "partnership",
            vec![
                is(
                    "parties",
                    parties(&[("partner", &organiser.code), ("partner", &partner.code)]),
                ),
                is("dates", format!("signed {}", signed.iso())),
                is("status", "signed"),
            ],
        ),
        Expected::Claim(
            "support",
            vec![
                is("parties", parties(&[("lead", &organiser.code)])),
                is("others", parties(&others)),
                is("quantity", days),
                is("dates", format!("held {}", published.eve().iso())),
                is("place", host.name.clone()),
            ],
        ),
    ];
    (text, claims)
}

fn altered_triple(
    item: &str,
    signed: On,
    places: &Places<'_>,
    chance: &mut ChaCha8Rng,
) -> (String, Vec<Expected>) {
    let count = chance.random_range(1..=5);
    let french = towns(count, places, chance);
    let partner = one(&places.hromadas, chance);
    let mut names: Vec<String> = french.iter().map(|town| town.name.clone()).collect();
    names.push(partner.name.clone());
    let established = On {
        year: signed.year - 1,
        ..On::some(2022..2026, chance)
    };
    let published = signed.later(1, chance);
    let programme = *one(&PROGRAMMES, chance);
    let (reason, word) = *one(&REASONS, chance);
    let mut text = item.to_owned();
    for (slot, with) in [
        ("20 juin, 2025", published.dateline()),
        ("Nantes, Saint-Nazaire et Kherson", listed(&names, "et")),
        ("15 mai 2025", established.french()),
        ("Toutes trois ont", "Toutes ont".to_owned()),
        ("à l’embouchure d’un estuaire", reason.to_owned()),
        ("#MistoMatch", programme.to_owned()),
    ] {
        text = put(&text, slot, &with);
    }
    if chance.random() {
        // The two sentences between the first and the last do not build on each other.
        let start = text.find("Toutes ont").expect("put above");
        let middle = text.find("Elles se sont").expect("the item has that sentence");
        let end = text.find("Depuis le début").expect("the item has that sentence");
        let swapped = format!(
            "{}{}{}{}",
            &text[..start],
            &text[middle..end],
            &text[start..middle],
            &text[end..]
        );
        text = swapped;
    }
    let mut all: Vec<(&str, &str)> = french
        .iter()
        .map(|town| ("partner", town.code.as_str()))
        .collect();
    all.push(("partner", &partner.code));
    let claim = vec![
        is("parties", parties(&all)),
        has("dates", format!("signed {}", signed.iso())),
        has("dates", format!("established {}", established.iso())),
        is("relation", "friendship_declaration"),
        is("status", "signed"),
        is("programme", programme),
        has("why", word),
    ];
    (text, vec![Expected::Claim("partnership", claim)])
}

fn altered_pair(
    item: &str,
    signed: On,
    places: &Places<'_>,
    chance: &mut ChaCha8Rng,
) -> (String, Vec<Expected>) {
    let group = one(&places.agglomerations, chance);
    let found = towns(2, places, chance);
    let [town, elsewhere] = found.as_slice() else {
        panic!("two towns were asked for")
    };
    // “CA Amiens Métropole” is “Amiens Métropole” in a text.
    let name = group
        .name
        .strip_prefix("CA ")
        .filter(|name| name.contains("Métropole") || name.contains("Agglo"));
    let (name, code) = name.map_or((town.name.as_str(), &town.code), |name| (name, &group.code));
    let partner = one(&places.hromadas, chance);
    let mut text = item.to_owned();
    for (slot, with) in [
        ("19 juin, 2025", signed.later(1, chance).dateline()),
        ("Amiens Métropole", name.to_owned()),
        ("Kryvyï Rih", partner.name.clone()),
        ("Dijon", elsewhere.name.clone()),
    ] {
        text = put(&text, slot, &with);
    }
    let claim = vec![
        is(
            "parties",
            parties(&[("partner", code), ("partner", &partner.code)]),
        ),
        is("dates", format!("signed {}", signed.iso())),
        is("status", "signed"),
        has("why", "natale"),
    ];
    (text, vec![Expected::Claim("partnership", claim)])
}
