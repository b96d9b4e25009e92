//! Partnerships, one per row, of every status.

use super::shared::{Named, address, codes, countries, licence, names, parties, sources};
use crate::data::table::{Cell, Column, Only, Place, Row, Rows, Sheet, Table, Type, column};
use vocabulary::{Partnership, PartnershipKind, PartnershipStatus, PartyRef, Precision, StepKind};

fn kinds() -> Vec<&'static str> {
    PartnershipKind::ALL.iter().map(|kind| kind.as_str()).collect()
}

fn statuses() -> Vec<&'static str> {
    PartnershipStatus::ALL
        .iter()
        .map(|status| status.as_str())
        .collect()
}

/// The words of a precision.
pub(super) fn precisions() -> Vec<&'static str> {
    [Precision::Year, Precision::Month, Precision::Day]
        .map(Precision::as_str)
        .to_vec()
}

const COLUMNS: [Column; 21] = [
    column("id", Type::Key, "partnership.id"),
    column("url", Type::Address, "rule: permanent address of id"),
    column("kind", Type::Word(kinds), "partnership.kind"),
    column("status", Type::Word(statuses), "partnership.status"),
    column(
        "live",
        Type::Boolean,
        "rule: status is one of those of a partnership of today",
    ),
    column("lead_codes", Type::List, "authority_code.code"),
    column("lead_names", Type::List, "authority_name.name"),
    column("partner_codes", Type::List, "authority_code.code"),
    column("partner_names", Type::List, "authority_name.name"),
    column("countries", Type::Countries, "authority.country"),
    column("established", Type::Day, "partnership_step.happened"),
    column("signed", Type::Day, "partnership_step.happened"),
    column(
        "date",
        Type::Day,
        "rule: signed, else established, else the first step",
    ),
    column(
        "date_precision",
        Type::Word(precisions),
        "rule: precision of date",
    ),
    column("programme", Type::Text, "programme.name"),
    column("why", Type::Text, "partnership.why"),
    column("sources", Type::List, "source.address"),
    column("licence", Type::Text, "rule: the licence of the file"),
    column("title", Type::Text, "partnership.title").meaning("partnership_title"),
    column("coordinators", Type::List, "organisation.name"),
    column(
        "themes",
        Type::List,
        "rule: told by words of the partnership and of what hangs on it",
    ),
];

/// The table.
pub(super) static TABLE: Table = Table {
    name: "partnerships",
    columns: &COLUMNS,
    key: "id",
    rows,
    count: |sheet| wanted(sheet).count(),
};

fn step(found: &Partnership, what: StepKind) -> Cell {
    let step = found.steps.iter().find(|step| step.what == what);
    Cell::maybe(step.map(|step| step.on.to_string()))
}

fn wanted<'s, 'a>(sheet: &'s Sheet<'a>) -> impl Iterator<Item = &'a Partnership> + use<'s, 'a> {
    let all = sheet.view.snapshot.record().partnerships.iter();
    all.filter(|found| match &sheet.only {
        Only::Wanted(wanted) => wanted.allows(&sheet.view, found),
        Only::All | Only::Call(_) => true,
    })
}

fn rows<'a>(sheet: &'a Sheet<'a>) -> Rows<'a> {
    let mut all: Vec<&Partnership> = wanted(sheet).collect();
    all.sort_by_key(|found| found.id);
    Box::new(all.into_iter().map(|found| row(sheet, found)))
}

fn row<'a>(sheet: &'a Sheet<'a>, found: &'a Partnership) -> Row<'a> {
    let view = &sheet.view;
    let (left, right) = view.sides(&found.parties);
    let [left, right] = [left, right].map(|side| -> Vec<Named<'a>> {
        side.into_iter()
            .map(|party| (party.party, party.written.as_str()))
            .collect()
    });
    let day = found.main_day();
    let programme = found.programme.and_then(|id| view.snapshot.programme(id));
    let coordinators: Vec<Named<'a>> = found
        .coordinators
        .iter()
        .map(|id| (PartyRef::Organisation(*id), ""))
        .collect();
    let themes: Vec<String> = view
        .snapshot
        .themes(found.id)
        .map(|theme| theme.as_str().to_owned())
        .collect();
    let cells = vec![
        Cell::Text(found.id.to_string()),
        address(sheet, found.id),
        Cell::text(found.kind.as_str()),
        Cell::text(found.status.as_str()),
        found.status.is_live().into(),
        codes(view, &left),
        names(view, &left),
        codes(view, &right),
        names(view, &right),
        countries(view, found.parties.iter().map(|party| party.party)).into(),
        step(found, StepKind::Established),
        step(found, StepKind::Signed),
        Cell::maybe(day.map(|day| day.to_string())),
        Cell::maybe(day.map(|day| day.precision().as_str())),
        Cell::maybe(programme.map(|found| found.name.as_str())),
        Cell::maybe(found.why.as_ref().map(|why| why.original.as_str())),
        sources(view, &found.evidence),
        licence(),
        Cell::maybe(found.title.as_ref().map(|title| title.original.as_str())),
        names(view, &coordinators),
        themes.into(),
    ];
    Row {
        cells,
        place: Place::Between(parties(&left), parties(&right)),
    }
}
