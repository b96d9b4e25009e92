//! The communiqué, altered: other leads in their own regions, other partners and countries, rows shuffled, cells broken
//! over lines and pages elsewhere, another call and session.
#![expect(clippy::string_slice, reason = "places come from searches in the same text")]

use super::expected::{Altered, Expected, is, parties};
use super::places::{Place, Places, one};
use super::words::of;
use rand::RngExt;
use rand::seq::SliceRandom;
use rand_chacha::ChaCha8Rng;

/// One row of the document.
#[derive(Debug, Clone, Default)]
struct Row {
    lead: String,
    partner: String,
    title: String,
}

/// A row with what it must give.
struct Written {
    region: Place,
    row: Row,
    parties: String,
}

/// Names in titles that stand for the lead (first) or the partner (second) of a row, by the row's lead.
const IN_TITLES: [(&str, &str, &str); 13] = [
    ("Chaponost", "", "Gon Boussougou"),
    ("La Talaudière", "", "Sio"),
    ("Autun", "", "Ouéléni"),
    ("Brest métropole", "Brest Métropole", "Sacaba"),
    ("Fraize", "", "Bondoukou"),
    ("Sélestat", "", "Saa"),
    ("Espelette", "Espelette", "Cachi"),
    ("Castres", "", "Huyé"),
    (
        "Communauté d'agglomération du Sud-Est Toulousain (SICOVAL)",
        "",
        "Labés",
    ),
    (
        "Communauté d'agglomération Saumur Val de Loire",
        "Communauté d'Agglomération Saumur Val de Loire",
        "Tucuman",
    ),
    ("Bordeaux", "", "au Mali"),
    ("Grenoble", "", "Guegharkunik"),
    ("Conseil régional d'Auvergne-Rhône-Alpes", "", "Hauts-Bassins"),
];

const CALLS: [&str; 4] = [
    "Généraliste 2020-2021",
    "Climat 2023-2024",
    "Jeunesse VI",
    "Patrimoine et culture 2025",
];
const SESSIONS: [(&str, u32); 3] = [("première", 1), ("deuxième", 2), ("troisième", 3)];
const HEADINGS: &str = "Région\tCollectivité chef de file\tCollectivité partenaire\tTitre du projet";

/// One altered communiqué.
pub(crate) fn altered(document: &str, places: &Places<'_>, chance: &mut ChaCha8Rng) -> Altered {
    let (head, table) = document.split_once(HEADINGS).expect("the document has a table");
    let mut rows = rows(table);
    assert_eq!(rows.len(), 20, "the document has twenty rows");
    rows.shuffle(chance);
    rows.truncate(chance.random_range(8..=20));
    let mut written: Vec<Written> = rows.iter().map(|row| rewritten(row, places, chance)).collect();
    // Rows of one region stand together; the regions stand in the order in which they first come.
    let order: Vec<String> = written.iter().map(|row| row.region.code.clone()).collect();
    written.sort_by_key(|row| order.iter().position(|code| *code == row.region.code));
    let call = *one(&CALLS, chance);
    let (session, number) = *one(&SESSIONS, chance);
    let head = head
        .replace("les 20 lauréats", &format!("les {} lauréats", written.len()))
        .replace("deuxième", session)
        .replace(CALLS[0], call);
    let mut text = format!("{head}{HEADINGS}\n");
    let mut page = 1;
    let mut before = "";
    for row in &written {
        let is_carried = row.region.code == before;
        let region = if is_carried {
            String::new()
        } else {
            misspelt(&row.region.name, chance)
        };
        before = &row.region.code;
        text.extend([
            region,
            "\t".to_owned(),
            broken(&row.row, &mut page, chance),
            "\n".to_owned(),
        ]);
        if chance.random_ratio(1, 8) {
            text.push_str(&next_page(&mut page));
        } else if chance.random_ratio(1, 6) {
            text.push('\n');
        }
    }
    text.push_str(
        "\nLes conventions seront préparées avec chaque chef de file au cours des prochaines semaines.\n",
    );
    let mut expected: Vec<Expected> = written.iter().map(|row| award(row, call, number)).collect();
    expected.push(Expected::Count("award", written.len()));
    Altered { text, expected }
}

fn award(row: &Written, call: &str, session: u32) -> Expected {
    let checks = vec![
        is("parties", row.parties.clone()),
        is("region", row.region.name.clone()),
        is("title", row.row.title.clone()),
        is("call", call),
        is("session", session),
    ];
    Expected::Claim("award", checks)
}

/// The rows of the ragged table, cells joined.
fn rows(table: &str) -> Vec<Row> {
    let mut cells: Vec<Vec<String>> = Vec::new();
    let lines = table
        .lines()
        .filter(|line| !line.trim().is_empty() && !HEADINGS.starts_with(line.trim()));
    for line in lines.filter(|line| !matches!(*line, "1/3" | "2/3") && !line.starts_with("Les conventions")) {
        let parts: Vec<&str> = line.split('\t').collect();
        let starts = parts.len() == 4 && !line.starts_with("\t\t")
            || (parts.len() >= 2 && parts[0].is_empty() && !parts[1].is_empty());
        match cells.last_mut() {
            Some(row) if !starts => {
                let mut parts = parts.into_iter().filter(|part| !part.is_empty());
                if let (Some(last), Some(rest)) = (row.last_mut(), parts.next()) {
                    *last = format!("{last} {rest}");
                }
                row.extend(parts.map(str::to_owned));
            }
            _ => cells.push(parts.into_iter().skip(1).map(str::to_owned).collect()),
        }
    }
    let row = |cells: Vec<String>| match <[String; 3]>::try_from(cells) {
        Ok([lead, partner, title]) => Row { lead, partner, title },
        Err(cells) => panic!("a row of the document has other cells: {cells:?}"),
    };
    cells.into_iter().map(row).collect()
}

/// Another lead and another partner in the same forms.
fn rewritten(row: &Row, places: &Places<'_>, chance: &mut ChaCha8Rng) -> Written {
    let (region, towns, groups) = places.region(chance);
    let (lead, lead_code) = if row.lead.starts_with("Conseil régional") {
        (
            format!("Conseil régional {}", council(&region.name)),
            region.code.clone(),
        )
    } else if row.lead.starts_with("Communauté d'agglomération") || row.lead.ends_with("métropole") {
        match groups.first().map(|_| one(groups, chance)) {
            Some(group) => (
                group.name.replacen("CA ", "Communauté d'agglomération ", 1),
                group.code.clone(),
            ),
            None => named(one(towns, chance)),
        }
    } else {
        named(one(towns, chance))
    };
    let (partner, bare, all) = partner(&row.partner, places, chance);
    let slots = IN_TITLES.iter().find(|(known, ..)| *known == row.lead);
    let mut title = row.title.clone();
    if let Some((_, lead_slot, partner_slot)) = slots {
        for (slot, with) in [(lead_slot, &lead), (partner_slot, &bare)] {
            if !slot.is_empty() {
                title = title.replace(slot, with);
            }
        }
    }
    let mut parties_of: Vec<(&str, &str)> = vec![("lead", &lead_code)];
    parties_of.extend(all.iter().map(|code| ("partner", code.as_str())));
    Written {
        region: region.clone(),
        parties: parties(&parties_of),
        row: Row { lead, partner, title },
    }
}

fn named(place: &Place) -> (String, String) {
    (place.name.clone(), place.code.clone())
}

/// The name of a region behind “Conseil régional”.
fn council(region: &str) -> String {
    match region {
        "Pays de la Loire" | "Hauts-de-France" => format!("des {region}"),
        "Grand Est" | "Centre-Val de Loire" => format!("du {region}"),
        _ => of(region),
    }
}

/// Another partner in the same form: the cell, the bare name, and the parties.
#[expect(clippy::too_many_lines, reason = "a table of slots, read from top to bottom")]
fn partner(form: &str, places: &Places<'_>, chance: &mut ChaCha8Rng) -> (String, String, Vec<String>) {
    if form.starts_with("Collectivités de") {
        let count = chance.random_range(2..=20);
        let countries = places.countries(count, chance);
        let names: Vec<&str> = countries.iter().map(|(_, name)| name.as_str()).collect();
        let all = countries
            .iter()
            .map(|(country, _)| format!("country:{country}"))
            .collect();
        return (
            format!("Collectivités de {count} pays ({})", names.join(", ")),
            String::new(),
            all,
        );
    }
    if form.starts_with("Ministère") {
        let (country, abroad) = places.country(|_| true, chance);
        let ministry = one(
            &[
                "Ministère des Affaires Sociales",
                "Ministère de la Santé",
                "Ministère de l'Éducation",
            ],
            chance,
        );
        return (
            format!("{ministry} ({})", abroad.name),
            (*ministry).to_owned(),
            vec![format!("organisation:{country}")],
        );
    }
    if form.starts_with("Conseil régional") {
        let (_, abroad) = places.country(|abroad| abroad.divisions.len() > 3, chance);
        let division = one(&abroad.divisions, chance);
        let cell = format!("Conseil régional {} ({})", of(&division.name), abroad.name);
        return (cell, division.name.clone(), vec![division.code.clone()]);
    }
    if form.starts_with("Tucuman") {
        // The cell gives the bare name, the title says that it is a province.
        let (_, abroad) = places.country(|abroad| abroad.divisions.len() > 3, chance);
        let division = one(&abroad.divisions, chance);
        return (
            format!("{} ({})", division.name, abroad.name),
            division.name.clone(),
            vec![division.code.clone()],
        );
    }
    if form.starts_with("District") {
        let (_, abroad) = places.country(|abroad| abroad.districts.len() > 3, chance);
        let district = one(&abroad.districts, chance);
        let bare = district.name.trim_end_matches(" District").to_owned();
        return (
            format!("District {} ({})", of(&bare), abroad.name),
            bare,
            vec![district.code.clone()],
        );
    }
    let (_, abroad) = places.country(|_| true, chance);
    let place = one(&abroad.places, chance);
    let name = &place.name;
    let head = if form.starts_with("Commune") {
        format!("Commune {}", of(name))
    } else if form.starts_with("Gouvernement") {
        format!("Gouvernement autonome municipal {}", of(name))
    } else if let (true, Some(within)) = (form.contains("région de"), places.within(place)) {
        format!("{name}, cercle et région {}", of(within))
    } else {
        name.clone()
    };
    (
        format!("{head} ({})", abroad.name),
        name.clone(),
        vec![place.code.clone()],
    )
}

/// A heading as ministries misspell it now and then.
fn misspelt(region: &str, chance: &mut ChaCha8Rng) -> String {
    match chance.random_range(0..6) {
        0 => region.replace('-', " "),
        1 => region.replace(' ', "-"),
        2 => region
            .replace('Î', "I")
            .replace(['ô', 'ö'], "o")
            .replace('é', "e"),
        3 if region.chars().count() > 8 => {
            let letters: Vec<(usize, char)> = region.char_indices().collect();
            let (at, letter) = letters[chance.random_range(2..letters.len())];
            if letter.is_alphabetic() {
                format!("{}{}", &region[..at], &region[at + letter.len_utf8()..])
            } else {
                region.to_owned()
            }
        }
        _ => region.to_owned(),
    }
}

fn next_page(page: &mut u32) -> String {
    *page += 1;
    format!("\n{}/9\n\n{HEADINGS}\n", *page - 1)
}

/// The cells of a row, one of them broken over lines or pages now and then.
fn broken(row: &Row, page: &mut u32, chance: &mut ChaCha8Rng) -> String {
    let Row { lead, partner, title } = row;
    match chance.random_range(0..10) {
        0 => format!("{}\t{partner}\t{title}", cut(lead, "\n", chance)),
        1 => format!("{lead}\t{}\t{title}", cut(partner, "\n", chance)),
        2 => format!("{lead}\t{partner}\t{}", cut(title, "\n", chance)),
        3 => format!("{lead}\t{partner}\t{}", cut(title, "\n\n\t\t\t", chance)),
        4 => format!(
            "{lead}\t{partner}\t{}",
            cut(title, &format!("{}\t\t\t", next_page(page)), chance)
        ),
        _ => format!("{lead}\t{partner}\t{title}"),
    }
}

/// A cell with one of its spaces made a break.
fn cut(cell: &str, at_break: &str, chance: &mut ChaCha8Rng) -> String {
    let spaces: Vec<usize> = cell.match_indices(' ').map(|(at, _)| at).collect();
    if spaces.is_empty() {
        return cell.to_owned();
    }
    let at = *one(&spaces, chance);
    format!("{}{at_break}{}", &cell[..at], &cell[at + 1..])
}
