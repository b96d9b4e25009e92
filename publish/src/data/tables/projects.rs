//! Projects, one per row.

use super::shared::{Named, address, codes, countries, licence, maybe_address, names, parties, sources};
use crate::data::table::{Cell, Column, Place, Row, Rows, Sheet, Table, Type, column};
use vocabulary::{PartyRole, Project, ProjectStatus};

fn statuses() -> Vec<&'static str> {
    ProjectStatus::ALL.iter().map(|status| status.as_str()).collect()
}

const COLUMNS: [Column; 17] = [
    column("id", Type::Key, "project.id"),
    column("url", Type::Address, "rule: permanent address of id"),
    column("title", Type::Text, "project.title"),
    column("title_language", Type::Text, "project.title"),
    column("status", Type::Word(statuses), "project.status").meaning("project_status"),
    column("lead_codes", Type::List, "authority_code.code"),
    column("lead_names", Type::List, "authority_name.name"),
    column("partner_codes", Type::List, "authority_code.code"),
    column("partner_names", Type::List, "authority_name.name"),
    column("countries", Type::Countries, "authority.country"),
    column("budget", Type::Amount, "project.budget_minor"),
    column("currency", Type::Text, "project.currency"),
    column("budget_approximate", Type::Boolean, "project.budget_approximate"),
    column("partnership", Type::Address, "project.partnership_id").meaning("partnership_url"),
    column("award", Type::Address, "award.project_id"),
    column("sources", Type::List, "source.address"),
    column("licence", Type::Text, "rule: the licence of the file"),
];

/// The table.
pub(super) static TABLE: Table = Table {
    name: "projects",
    columns: &COLUMNS,
    key: "id",
    rows,
    count: |sheet| sheet.view.snapshot.record().projects.len(),
};

fn rows<'a>(sheet: &'a Sheet<'a>) -> Rows<'a> {
    let mut all: Vec<&Project> = sheet.view.snapshot.record().projects.iter().collect();
    all.sort_by_key(|found| found.id);
    Box::new(all.into_iter().map(|found| row(sheet, found)))
}

fn row<'a>(sheet: &'a Sheet<'a>, found: &'a Project) -> Row<'a> {
    let view = &sheet.view;
    let (right, left): (Vec<_>, Vec<_>) = found
        .parties
        .iter()
        .partition(|party| party.role == PartyRole::Partner);
    let [left, right] = [left, right]
        .map(|side| -> Vec<Named<'a>> { side.into_iter().map(|party| (party.party, "")).collect() });
    let approximate = found
        .budget
        .map_or(Cell::Empty, |_| found.budget_approximate.into());
    let cells = vec![
        Cell::Text(found.id.to_string()),
        address(sheet, found.id),
        Cell::text(found.title.original.as_str()),
        Cell::text(found.title.language.as_str()),
        Cell::text(found.status.as_str()),
        codes(view, &left),
        names(view, &left),
        codes(view, &right),
        names(view, &right),
        countries(view, found.parties.iter().map(|party| party.party)).into(),
        found
            .budget
            .map_or(Cell::Empty, |budget| Cell::Amount(budget.amount())),
        Cell::maybe(found.budget.map(|budget| budget.currency.code())),
        approximate,
        maybe_address(sheet, found.partnership),
        maybe_address(sheet, found.award),
        sources(view, &found.evidence),
        licence(),
    ];
    Row {
        cells,
        place: Place::Between(parties(&left), parties(&right)),
    }
}
