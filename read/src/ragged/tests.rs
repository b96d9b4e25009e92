//! Tables broken in every way that was seen or can be thought of.

use super::*;
use crate::document::{BlockKind, CellOrigin, Table};
use crate::remark::RemarkCode;
use crate::text::lines;

const HEADER: &str = "Région\tChef de file\tPartenaire\tTitre du projet\n";

fn read(body: &str) -> (Table, Parts) {
    let text = format!("Annonce des lauréats\n\n{HEADER}{body}");
    let parts = communique(&text, &lines(&text).unwrap()).unwrap();
    for block in &parts.blocks {
        assert!(text.get(block.span.start..block.span.end).is_some());
    }
    let table = parts.blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Table(table) => Some(table.clone()),
        _ => None,
    });
    (table.unwrap(), parts)
}

fn told(body: &str) -> Vec<String> {
    let (table, _) = read(body);
    let rows = table.rows.iter();
    rows.map(|row| {
        row.cells
            .iter()
            .map(|cell| cell.text.as_str())
            .collect::<Vec<_>>()
            .join(" | ")
    })
    .collect()
}

#[test]
fn a_region_holds_for_the_rows_below_and_over_a_blank_line() {
    let (table, _) = read("Bretagne\tBrest\tSacaba (Bolivie)\tL'eau\n\n\tRennes\tHué (Vietnam)\tLa ville\n");
    assert_eq!(table.rows[1].cells[0].text, "Bretagne");
    assert_eq!(table.rows[1].cells[0].origin, CellOrigin::CarriedOver);
    assert_eq!(table.rows[1].cells[0].pieces, table.rows[0].cells[0].pieces);
}

#[test]
fn a_row_with_only_a_last_cell_continues_the_one_above() {
    let rows =
        told("Bretagne\tBrest\tSacaba (Bolivie)\tL'eau et\n\n\t\t\tla forêt\n\tRennes\tHué (Vietnam)\tX\n");
    assert_eq!(
        rows,
        [
            "Bretagne | Brest | Sacaba (Bolivie) | L'eau et la forêt",
            "Bretagne | Rennes | Hué (Vietnam) | X"
        ]
    );
}

#[test]
fn a_cell_may_be_broken_over_lines_in_any_column() {
    let whole = ["Bretagne | Brest métropole | Sacaba (Bolivie) | L'eau du Maylanco, Bolivie"];
    for body in [
        "Bretagne\tBrest\nmétropole\tSacaba (Bolivie)\tL'eau du Maylanco, Bolivie\n",
        "Bretagne\tBrest métropole\tSacaba\n(Bolivie)\tL'eau du Maylanco, Bolivie\n",
        "Bretagne\tBrest métropole\tSacaba\n(Bolivie)\tL'eau du\nMaylanco,\nBolivie\n",
        "Bretagne\tBrest métropole\tSacaba (Bolivie)\tL'eau du Maylanco,\n\nBolivie\n",
        "Bretagne\tBrest métropole\t\nSacaba (Bolivie)\tL'eau du Maylanco, Bolivie\n",
        "Bretagne\tBrest\tSacaba (Bolivie)\tL'eau du\n\n\tmétropole\t\tMaylanco, Bolivie\n",
        "Bretagne\tBrest métropole\tSacaba (Bolivie)\tL'eau du\n\n2/3\n\nRégion\tChef de file\tPartenaire\tTitre du projet\n\t\t\tMaylanco, Bolivie\n",
    ] {
        // Two ordinary rows fix the width of the table.
        let body = format!("{body}Corse\tBastia\tLabé (Guinée)\tA\nGuyane\tCayenne\tSaa (Cameroun)\tB\n");
        assert_eq!(told(&body)[..1], whole, "{body}");
        assert_eq!(told(&body).len(), 3, "{body}");
    }
}

#[test]
fn a_name_broken_at_its_hyphen_keeps_it() {
    let rows = told(
        "Pays de\nla Loire\tSaint-\nNazaire\tKherson\tA\nBretagne\tGagnac-\nsur-Mer\tHué\tl’agglomé-\nration, une agglomération\n",
    );
    assert_eq!(
        rows,
        [
            "Pays de la Loire | Saint-Nazaire | Kherson | A",
            "Bretagne | Gagnac-sur-Mer | Hué | l’agglomération, une agglomération"
        ]
    );
}

#[test]
fn a_region_broken_after_its_first_word_is_put_together() {
    let rows =
        told("Corse\tBastia\tLabé (Guinée)\tGlobal Startup YOU\nNouvelle\nAquitaine\tBordeaux\tBamako\tB\n");
    assert_eq!(rows[1], "Nouvelle Aquitaine | Bordeaux | Bamako | B");
    // Without such a word the line goes to the title above: the text cannot tell the two apart.
    let rows = told("Corse\tBastia\tLabé (Guinée)\tGlobal Startup\nYOU\nBretagne\tBrest\tSaa\tB\n");
    assert_eq!(rows[0], "Corse | Bastia | Labé (Guinée) | Global Startup YOU");
}

#[test]
fn a_lead_with_two_projects_is_carried_over_too() {
    let rows = told("Bretagne\tBrest\tSacaba (Bolivie)\tL'eau\n\t\tHué (Vietnam)\tLa ville\n");
    assert_eq!(rows[1], "Bretagne | Brest | Hué (Vietnam) | La ville");
}

#[test]
fn a_region_alone_on_its_row_names_the_group_below() {
    let rows = told("Bretagne\t\t\t\n\tBrest\tSacaba (Bolivie)\tL'eau\n\tRennes\tHué (Vietnam)\tX\n");
    assert_eq!(
        rows,
        [
            "Bretagne | Brest | Sacaba (Bolivie) | L'eau",
            "Bretagne | Rennes | Hué (Vietnam) | X"
        ]
    );
}

#[test]
fn prose_after_the_table_is_not_taken_for_a_cell() {
    let rows = "Bretagne\tBrest\tSacaba (Bolivie)\tL'eau\n\tRennes\tHué (Vietnam)\tLa ville\n";
    for ending in [
        "\nLe ministère remercie les jurys.\n",
        "Le ministère félicite les lauréats et remercie les jurys.\n",
        "\nContact\nMairie de Brest\n",
    ] {
        let (table, parts) = read(&format!("{rows}{ending}"));
        assert_eq!(table.rows[1].cells[3].text, "La ville", "{ending}");
        assert!(matches!(
            parts.blocks.last().unwrap().kind,
            BlockKind::Paragraph | BlockKind::Heading { .. }
        ));
    }
}

#[test]
fn a_second_table_after_prose_has_the_headings_of_the_first() {
    let body =
        "Bretagne\tBrest\tSacaba (Bolivie)\tL'eau\n\nSeconde session\n\nCorse\tBastia\tLabé (Guinée)\tA\n";
    let (_, parts) = read(body);
    let tables: Vec<&Table> = parts
        .blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        })
        .collect();
    assert_eq!(tables.len(), 2);
    assert_eq!(tables[1].header, tables[0].header);
    assert_eq!(tables[1].rows.len(), 1);
}

#[test]
fn a_row_too_wide_or_too_narrow_is_kept_with_its_number() {
    let (table, parts) =
        read("Bretagne\tBrest\tSacaba\tL'eau\nCorse\tBastia\tLabé\tA\tde trop\nGuyane\tCayenne\tSaa\n");
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.rows[1].cells.len(), 5);
    assert_eq!(table.rows[2].cells[3].origin, CellOrigin::Empty);
    let said: Vec<String> = parts.remarks.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "line 5, column 1: record 2 has 5 cells where the table has 4 columns: add or remove separators",
            "line 6, column 1: record 3 has 3 cells where the table has 4 columns: add or remove separators",
        ]
    );
}

#[test]
fn a_table_with_no_heading_it_knows_keeps_its_first_row_with_a_remark() {
    let text = "Bretagne\tBrest\tSacaba\tEau\nCorse\tBastia\tLabé\tSel\n";
    let parts = communique(text, &lines(text).unwrap()).unwrap();
    let BlockKind::Table(table) = &parts.blocks[0].kind else {
        panic!("a table")
    };
    assert_eq!((table.header.is_none(), table.rows.len()), (true, 2));
    assert!(matches!(parts.remarks[0].code, RemarkCode::HeadingUnknown { .. }));
}

#[test]
fn bars_semicolons_and_columns_of_spaces_part_cells_too() {
    for text in [
        "| Région | Chef de file | Partenaire |\n|---|---|---|\n| Bretagne | Brest | Sacaba |\n| | Rennes | Hué |\n",
        "Région;Chef de file;Partenaire\nBretagne;Brest;Sacaba\n;Rennes;Hué\n",
        "Région      Chef de file   Partenaire\nBretagne    Brest          Sacaba\n            Rennes         Hué\n",
    ] {
        let parts = communique(text, &lines(text).unwrap()).unwrap();
        let BlockKind::Table(table) = &parts.blocks[0].kind else {
            panic!("a table")
        };
        let cells: Vec<&str> = table.rows[1]
            .cells
            .iter()
            .map(|cell| cell.text.as_str())
            .collect();
        assert_eq!(cells, ["Bretagne", "Rennes", "Hué"], "{text}");
        assert_eq!(table.header.as_ref().unwrap().cells[1].text, "Chef de file");
    }
}

#[test]
fn a_line_in_capitals_between_whole_rows_names_a_group_and_goes_on_with_no_title() {
    let rows = told("Bretagne\tBrest\tKaya\tL'eau\nSÉNÉGAL\nOccitanie\tCastres\tMatam\tLa ville\n");
    assert_eq!(rows[0], "Bretagne | Brest | Kaya | L'eau");
    assert!(rows[1].starts_with("SÉNÉGAL"), "{rows:?}");
    assert_eq!(rows[2], "Occitanie | Castres | Matam | La ville");
}
