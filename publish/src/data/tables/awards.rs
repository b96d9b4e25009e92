//! Laureates of calls for projects, one award per row, in the order of calls and sessions.

use super::shared::{Named, address, codes, countries, licence, names, parties, sources};
use crate::data::table::{Cell, Column, Only, Place, Row, Rows, Sheet, Table, Type, column};
use vocabulary::{Award, PartyRole};

const COLUMNS: [Column; 15] = [
    column("id", Type::Key, "award.id"),
    column("url", Type::Address, "rule: permanent address of id"),
    column("call", Type::Text, "call.name"),
    column("session", Type::Integer, "award.session"),
    column("region", Type::Text, "award.region"),
    column("lead_codes", Type::List, "authority_code.code"),
    column("lead_names", Type::List, "authority_name.name"),
    column("partner_codes", Type::List, "authority_code.code"),
    column("partner_names", Type::List, "authority_name.name"),
    column("countries", Type::Countries, "authority.country").meaning("partner_countries"),
    column("title", Type::Text, "award.title"),
    column("sources", Type::List, "source.address"),
    column("licence", Type::Text, "rule: the licence of the file"),
    column("call_url", Type::Address, "award.call_id"),
    column("project", Type::Address, "award.project_id"),
];

/// The table.
pub(super) static TABLE: Table = Table {
    name: "awards",
    columns: &COLUMNS,
    key: "id",
    rows,
    count: |sheet| wanted(sheet).count(),
};

fn wanted<'a>(sheet: &Sheet<'a>) -> impl Iterator<Item = &'a Award> {
    let only = sheet.only.clone();
    let awards = sheet.view.snapshot.record().awards.iter();
    awards.filter(move |award| match only {
        Only::All | Only::Wanted(_) => true,
        Only::Call(call) => call == Some(award.call),
    })
}

fn rows<'a>(sheet: &'a Sheet<'a>) -> Rows<'a> {
    let mut all: Vec<&Award> = wanted(sheet).collect();
    all.sort_by_key(|award| (award.call, award.session, award.id));
    Box::new(all.into_iter().map(|award| row(sheet, award)))
}

fn row<'a>(sheet: &'a Sheet<'a>, award: &'a Award) -> Row<'a> {
    let view = &sheet.view;
    let (right, left): (Vec<_>, Vec<_>) = award
        .parties
        .iter()
        .partition(|party| party.role == PartyRole::Partner);
    let [left, right] = [left, right].map(|side| -> Vec<Named<'a>> {
        side.into_iter()
            .map(|party| (party.party, party.written.as_str()))
            .collect()
    });
    let mut partner_countries = countries(view, parties(&right).into_iter());
    partner_countries.extend(award.countries.iter().map(ToString::to_string));
    partner_countries.sort();
    partner_countries.dedup();
    let call = view.snapshot.call(award.call);
    let cells = vec![
        Cell::Text(award.id.to_string()),
        address(sheet, award.id),
        Cell::maybe(call.map(|call| call.name.as_str())),
        award.session.into(),
        Cell::maybe(award.region.as_deref()),
        codes(view, &left),
        names(view, &left),
        codes(view, &right),
        names(view, &right),
        partner_countries.into(),
        Cell::text(award.title.original.as_str()),
        sources(view, &award.evidence),
        licence(),
        address(sheet, award.call),
        address(sheet, award.project),
    ];
    Row {
        cells,
        place: Place::Between(parties(&left), parties(&right)),
    }
}
