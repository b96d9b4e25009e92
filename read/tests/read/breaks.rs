//! The communiqué of the demo, written out again and again with its cells broken elsewhere.

use read::{BlockKind, Document};

use crate::read;

const HEADER: &str = "Région\tCollectivité chef de file\tCollectivité partenaire\tTitre du projet\n";
const VARIANTS: u64 = 200;

/// A repeatable source of choices.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

fn records(document: &Document) -> Vec<Vec<String>> {
    let tables = document.blocks.iter().filter_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table),
        _ => None,
    });
    tables
        .flat_map(|table| &table.rows)
        .map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect())
        .collect()
}

/// The two halves of a cell at one of its spaces, if it has one.
fn halves<'c>(cell: &'c str, dice: &mut Dice) -> Option<(&'c str, &'c str)> {
    let spaces: Vec<usize> = cell.match_indices(' ').map(|(at, _)| at).collect();
    let at = *spaces.get(dice.below(spaces.len().max(1)))?;
    let (first, second) = cell.split_at(at);
    Some((first, second.trim_start()))
}

/// Writes one record, whole or broken in one of the ways that were seen.
fn write(record: &[String], same_region: bool, dice: &mut Dice) -> String {
    let region = if same_region { "" } else { record[0].as_str() };
    let cells = [region, &record[1], &record[2], &record[3]];
    let whole = cells.join("\t") + "\n";
    match dice.below(8) {
        // A line end within any cell; of names of two words in the first column see the unit tests.
        0 | 1 => {
            let column = if region.split(' ').count() > 2 {
                dice.below(4)
            } else {
                1 + dice.below(3)
            };
            let Some((first, second)) = halves(cells[column], dice) else {
                return whole;
            };
            let mut cells = cells.map(str::to_owned);
            cells[column] = format!("{first}\n{second}");
            cells.join("\t") + "\n"
        }
        // A page break within the title, with or without what pages leave at their edges.
        2 => {
            let Some((first, second)) = halves(cells[3], dice) else {
                return whole;
            };
            let between =
                ["\n", "\n\n", "\n3/7\n\n", &format!("\nPage 2\n\n{HEADER}")][dice.below(4)].to_owned();
            format!(
                "{}\t{}\t{}\t{first}\n{between}\t\t\t{second}\n",
                cells[0], cells[1], cells[2]
            )
        }
        // Two line ends in one record.
        3 => {
            let (Some(lead), Some(title)) = (halves(cells[1], dice), halves(cells[3], dice)) else {
                return whole;
            };
            format!(
                "{}\t{}\n{}\t{}\t{}\n{}\n",
                cells[0], lead.0, lead.1, cells[2], title.0, title.1
            )
        }
        // A page break through two cells, each going on in its own column.
        4 => {
            let (Some(partner), Some(title)) = (halves(cells[2], dice), halves(cells[3], dice)) else {
                return whole;
            };
            let goes_on = |half: &str| half.starts_with('(') || half.starts_with(char::is_lowercase);
            if !goes_on(partner.1) {
                return whole;
            }
            format!(
                "{}\t{}\t{}\t{}\n\n\t\t{}\t{}\n",
                cells[0], cells[1], partner.0, title.0, partner.1, title.1
            )
        }
        // A blank line between records.
        5 => format!("{whole}\n"),
        _ => whole,
    }
}

#[test]
fn records_stay_whole_wherever_their_cells_are_broken() {
    let demo = include_bytes!("../../../corpus/demo/laureates-2020-2021.fr.txt");
    let expected = records(&read(demo, "a.txt"));
    assert_eq!(expected.len(), 20);
    let (mut whole, mut all) = (0, 0);
    let mut lost = Vec::new();
    for seed in 0..VARIANTS {
        let mut dice = Dice(seed + 1);
        for _ in 0..4 {
            dice.below(2);
        }
        let mut text = format!("Lauréats de l'appel à projets\n\n{HEADER}");
        let mut region = "";
        for record in &expected {
            text.push_str(&write(record, record[0] == region, &mut dice));
            region = &record[0];
        }
        text.push_str("\nLes conventions seront préparées avec chaque chef de file.\n");
        let found = records(&read(text.as_bytes(), "a.txt"));
        for record in &expected {
            all += 1;
            if found.contains(record) {
                whole += 1;
            } else {
                lost.push((seed, record[1].clone()));
            }
        }
    }
    println!(
        "{whole} of {all} records whole in {VARIANTS} variants; lost: {:?}",
        &lost[..lost.len().min(12)]
    );
    assert!(whole * 1000 >= all * 999, "{whole} of {all}: {lost:?}");
}
