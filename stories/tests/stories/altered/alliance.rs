//! The post on the alliance, altered: 2 to 12 neighbours, another partner, other figures, sections moved.
#![expect(clippy::string_slice, reason = "places come from searches in the same text")]

use super::expected::{Altered, Check, Expected, has, is, parties};
use super::places::{Place, Places, one};
use super::words::{On, capital, english, listed, put, thousands};
use rand::RngExt;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// What the post says, altered.
struct Story {
    members: Vec<Place>,
    city: Place,
    partner: Place,
    landmark: Place,
    coordinator: &'static str,
    currency: (&'static str, &'static str),
    rate: String,
    base: u64,
    budget: u64,
    building: &'static str,
    target: u64,
    deadline: (On, String),
    goods: (u64, &'static str),
}

const COORDINATORS: [&str; 5] = [
    "The Small Project Team",
    "Bridges Without Borders",
    "The Open Hands Association",
    "Solidarity East",
    "The Winter Road Fund",
];
const CURRENCIES: [(&str, &str); 3] = [("&euro;", "EUR"), ("£", "GBP"), ("$", "USD")];
const BUILDINGS: [&str; 5] = ["gymnasium", "library", "kitchen", "heating plant", "roof"];
const GOODS: [&str; 6] = [
    "generators",
    "water pumps",
    "ambulances",
    "school desks",
    "fire hoses",
    "sleeping bags",
];

fn told(places: &Places<'_>, chance: &mut ChaCha8Rng) -> Story {
    let count = chance.random_range(2..=12);
    let (members, city) = places.neighbours(count, chance);
    let year = chance.random_range(2023..2027);
    let end = On {
        year,
        month: 12,
        day: 31,
    };
    let deadline = if chance.random() {
        (end, format!("by the end of {year}"))
    } else {
        let day = On::some(2024..2027, chance);
        (day, format!("before {}", day.english(chance)))
    };
    Story {
        members,
        city,
        partner: one(&places.hromadas, chance).clone(),
        landmark: one(&places.hromadas, chance).clone(),
        coordinator: one::<&str>(&COORDINATORS, chance),
        currency: *one(&CURRENCIES, chance),
        rate: format!("{}.{}0", chance.random_range(0..3), chance.random_range(1..10)),
        base: chance.random_range(2..400) * 500,
        budget: chance.random_range(3..900) * 500,
        building: one::<&str>(&BUILDINGS, chance),
        target: chance.random_range(20..900) * 1_000,
        deadline,
        goods: (chance.random_range(2..90), *one(&GOODS, chance)),
    }
}

/// One altered post.
#[expect(clippy::too_many_lines, reason = "a table of slots, read from top to bottom")]
pub(crate) fn altered(document: &str, places: &Places<'_>, chance: &mut ChaCha8Rng) -> Altered {
    let story = told(places, chance);
    let mut text = moved(document, chance);
    let lead = &story.members[0];
    let count = story.members.len();
    let mut list: Vec<String> = story
        .members
        .iter()
        .map(|member| loosely(&member.name, chance))
        .collect();
    list.shuffle(chance);
    let number = if chance.random() {
        count.to_string()
    } else {
        english(count).to_owned()
    };
    let short = short(&lead.name);
    let money = |amount: &str| format!("{}{amount}", story.currency.0);
    for (slot, with) in [
        (
            "Gagnac sur Garonne, Fonbeauzard, Fenouillet, Gratentour, Lespinasse, St Alban and Seilh",
            listed(&list, "and"),
        ),
        (
            "an alliance of 7 communes",
            format!("an alliance of {number} communes"),
        ),
        (
            "Seven communes and one town",
            format!("{} communes and one town", capital(english(count))),
        ),
        ("Sept communes voisines", "Des communes voisines".to_owned()),
        ("Sept communes pour", "Des communes pour".to_owned()),
        ("Gagnac-sur-Garonne", lead.name.clone()),
        ("Gagnac made", format!("{short} made")),
        ("Toulouse", story.city.name.clone()),
        ("Kharkiv", story.landmark.name.clone()),
        ("Valky", story.partner.name.clone()),
        ("The Small Project Team", story.coordinator.to_owned()),
        ("&euro;0.50", money(&story.rate)),
        (
            "30,000 inhabitants",
            format!("{} inhabitants", thousands(story.base)),
        ),
        ("&euro;15,000", money(&thousands(story.budget))),
        ("the gymnasium of", format!("the {} of", story.building)),
        ("&euro;105,000", money(&thousands(story.target))),
        ("by the end of 2023", story.deadline.1.clone()),
        ("15 generators", format!("{} {}", story.goods.0, story.goods.1)),
        (
            "10,000 inhabitants",
            format!("{} inhabitants", thousands(chance.random_range(1..80) * 1_000)),
        ),
        (
            "20,000 displaced",
            format!("{} displaced", thousands(chance.random_range(1..80) * 1_000)),
        ),
    ] {
        text = put(&text, slot, &json(&with));
    }
    Altered {
        text,
        expected: expected(&story),
    }
}

/// A text inside a JSON string.
fn json(text: &str) -> String {
    text.replace('"', "\\\"")
}

/// As hurried writers write it: without hyphens, a saint cut short.
fn loosely(name: &str, chance: &mut ChaCha8Rng) -> String {
    if chance.random() {
        return name.to_owned();
    }
    let spaced = name.replace('-', " ");
    match spaced.strip_prefix("Saint ") {
        Some(rest) => format!("St {rest}"),
        None => spaced,
    }
}

/// The short form that a text uses of a name written out elsewhere.
fn short(name: &str) -> String {
    let (head, rest) = name
        .split_once("-sur-")
        .or_else(|| name.split_once("-lès-"))
        .unwrap_or((name, ""));
    let is_short = !rest.is_empty() && !head.contains(['-', ' ']) && head.chars().count() > 3;
    if is_short {
        head.to_owned()
    } else {
        name.to_owned()
    }
}

/// The sections in another order, the one that opens the post first.
fn moved(document: &str, chance: &mut ChaCha8Rng) -> String {
    const NEXT: &str = "<h2 class=\\\"wp-block-heading\\\">What comes next";
    const GUESTS: &str = "<h2 class=\\\"wp-block-heading\\\">A small town with many guests";
    if chance.random() {
        return document.to_owned();
    }
    let from = document.find(NEXT).expect("the post has that section");
    let length = document[from..].find("<hr ").expect("a rule ends the section");
    let section = &document[from..from + length];
    let without = document.replacen(section, "", 1);
    put(&without, GUESTS, &format!("{section}{GUESTS}"))
}

#[expect(clippy::too_many_lines, reason = "a table of slots, read from top to bottom")]
fn expected(story: &Story) -> Vec<Expected> {
    let lead = story.members[0].code.as_str();
    let partner = story.partner.code.as_str();
    let mut all = vec![("lead", lead), ("partner", partner)];
    all.extend(
        story
            .members
            .iter()
            .skip(1)
            .map(|member| ("member", member.code.as_str())),
    );
    let payers = parties(
        &all.iter()
            .filter(|(role, _)| *role != "partner")
            .copied()
            .collect::<Vec<_>>(),
    );
    let money = |amount: String, role: &'static str| {
        let beneficiary = parties(&[("beneficiary", partner)]);
        vec![
            is("amount", amount),
            is("currency", story.currency.1),
            is("amount_role", role),
            is("parties", payers.clone()),
            is("others", beneficiary),
        ]
    };
    let also = |mut checks: Vec<Check>, more: Vec<Check>| {
        checks.extend(more);
        Expected::Claim("funding", checks)
    };
    vec![
        Expected::Claim(
            "partnership",
            vec![
                is("parties", parties(&all)),
                is("title", format!("Alliance for {}", story.partner.name)),
                is("others", format!("coordinator {}", story.coordinator)),
            ],
        ),
        Expected::Count("partnership", 1),
        also(
            money(story.rate.clone(), "rate"),
            vec![
                is("per", "inhabitant"),
                is("base", story.base),
                is("status", "voted"),
            ],
        ),
        also(
            money(story.budget.to_string(), "budget"),
            vec![has("item", story.building), has("reasons", "approximate")],
        ),
        also(
            money(story.target.to_string(), "target"),
            vec![is("dates", format!("deadline {}", story.deadline.0.iso()))],
        ),
        Expected::Count("funding", 3),
        Expected::Claim(
            "delivery",
            vec![
                is("quantity", story.goods.0),
                is("item", story.goods.1),
                is("parties", parties(&[("lead", lead)])),
                is("others", parties(&[("beneficiary", partner)])),
            ],
        ),
        Expected::Count("delivery", 1),
        Expected::Remark("deduction_from_income"),
    ]
}
