//! Authorities that a fact names, one per row, in the order of their codes.

use super::shared::{address, licence};
use crate::data::table::{Cell, Column, Place, Row, Rows, Sheet, Table, Type, column};
use crate::map::degrees;
use vocabulary::{Authority, AuthorityId, Language, PartyRef};

const COLUMNS: [Column; 18] = [
    column("code", Type::Key, "authority_code.code"),
    column("other_codes", Type::List, "authority_code.code"),
    column("url", Type::Address, "rule: permanent address of the authority"),
    column("kind", Type::Text, "authority.kind"),
    column("country", Type::Text, "authority.country"),
    column("name", Type::Text, "authority_name.name"),
    column("name_fr", Type::Text, "rule: the name for readers of French"),
    column("name_en", Type::Text, "rule: the name for readers of English"),
    column("name_uk", Type::Text, "rule: the name for readers of Ukrainian"),
    column("population", Type::Integer, "authority.population"),
    column("latitude", Type::Degrees, "authority.latitude"),
    column("longitude", Type::Degrees, "authority.longitude"),
    column("approximate", Type::Boolean, "authority.point_approximate"),
    column(
        "partnerships",
        Type::Integer,
        "rule: partnerships of every status that name it",
    ),
    column("licence", Type::Text, "rule: the licence of the file"),
    column("parents", Type::List, "authority_parent.code"),
    column("wikidata", Type::Text, "rule: its item in gazetteer/wikidata.tsv"),
    column("siret", Type::Text, "rule: its number in gazetteer/siret.tsv"),
];

/// The table.
pub(super) static TABLE: Table = Table {
    name: "authorities",
    columns: &COLUMNS,
    key: "code",
    rows,
    count: |sheet| sheet.view.snapshot.record().authorities.len(),
};

fn rows<'a>(sheet: &'a Sheet<'a>) -> Rows<'a> {
    let mut all: Vec<_> = sheet.view.snapshot.record().authorities.iter().collect();
    all.sort_by(|left, right| left.1.code().cmp(right.1.code()));
    Box::new(all.into_iter().map(|(id, body)| row(sheet, *id, body)))
}

fn row<'a>(sheet: &'a Sheet<'a>, id: AuthorityId, body: &'a Authority) -> Row<'a> {
    let point = body.point.map(degrees);
    let related = sheet.view.snapshot.of_party(PartyRef::Authority(id));
    let partnerships = i64::try_from(related.partnerships.len()).unwrap_or(i64::MAX);
    let other: Vec<String> = body.codes.iter().skip(1).map(ToString::to_string).collect();
    let parents: Vec<String> = body.parents.iter().map(ToString::to_string).collect();
    let cells = vec![
        Cell::Text(body.code().to_string()),
        other.into(),
        address(sheet, id),
        Cell::text(body.kind.as_str()),
        Cell::Text(body.country.to_string()),
        Cell::text(body.name()),
        Cell::text(body.name_for(Language::FR)),
        Cell::text(body.name_for(Language::EN)),
        Cell::text(body.name_for(Language::UK)),
        body.population
            .map_or(Cell::Empty, |found| found.inhabitants.into()),
        point.map_or(Cell::Empty, |(_, north)| Cell::Degrees(north)),
        point.map_or(Cell::Empty, |(east, _)| Cell::Degrees(east)),
        body.point.map_or(Cell::Empty, |point| point.approximate.into()),
        Cell::Integer(partnerships),
        licence(),
        parents.into(),
        Cell::maybe(sheet.view.places.wikidata(body).map(|item| item.to_string())),
        Cell::maybe(sheet.view.places.siret(body).map(|siret| siret.to_string())),
    ];
    Row {
        cells,
        place: Place::Body(body),
    }
}
