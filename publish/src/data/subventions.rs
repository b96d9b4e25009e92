//! SCDL subventions (schema 2.1.1): the grants of French authorities as French law has them published (decree
//! n° 2017-779), one row for each.
//!
//! # Invariants
//! - A row has what the schema asks for. What the record cannot say is never made up: the grant is left out and counted
//!   with the reason, or the schema's own words say that it is not known.
//! - Amount, day and parties are those of the source. The period of payment is the rest of the budget year in which the
//!   grant was given, as the State's own Data.Subvention has it; no aid is taken for notified to the European Union. The conditions of
//!   payment say both in each row.
//! - No cell can start a formula in a spreadsheet.

use super::DataError;
use super::formats::harmless;
use super::table::Sheet;
use crate::view::cut;
use std::collections::BTreeMap;
use std::io::Write;
use vocabulary::{Authority, Country, Currency, Day, Grant, GrantForm, PartyRef, Precision, Siret};

/// The columns of the schema, in its order.
const COLUMNS: [&str; 16] = [
    "nomAttribuant",
    "idAttribuant",
    "dateConvention",
    "referenceDecision",
    "nomBeneficiaire",
    "idBeneficiaire",
    "rnaBeneficiaire",
    "objet",
    "montant",
    "nature",
    "conditionsVersement",
    "datesPeriodeVersement",
    "idRAE",
    "notificationUE",
    "pourcentageSubvention",
    "dispositifAide",
];

/// Longest text, in characters: the schema takes 256, of which one is kept for the sign that makes it harmless.
const TEXT: usize = 255;

/// What the schema wants to know of payment and no source says; it takes any words where payment is “autre”. Because
/// a yes or no cannot say so, they also say what the “non” of `notificationUE` means.
const CONDITIONS: &str = "non précisées par la source ; période : de l’attribution à la fin de l’exercice budgétaire ; aucune notification à l’UE signalée";

/// Why a grant has no row, in the order in which it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NoRow {
    /// Not given by one authority of France alone.
    Giver,
    /// Nobody knows on which day.
    Day,
    /// Not in euros, or only about so much.
    Amount,
    /// Nobody knows who receives, or several do, by shares that nobody knows.
    Recipient,
    /// Nobody knows whether money or goods were given.
    Form,
    /// No SIRET of the giver is known here.
    Siret,
}

/// What stands in the file and what does not.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    /// How many grants have a row.
    pub(crate) rows: usize,
    /// How many have none, by the reason.
    pub(crate) left_out: BTreeMap<NoRow, usize>,
}

/// Whoever receives.
struct Recipient<'a> {
    name: &'a str,
    siret: Option<Siret>,
}

/// What a row says.
struct Row<'a> {
    giver: &'a Authority,
    siret: Siret,
    on: Day,
    recipient: Recipient<'a>,
    grant: &'a Grant,
    nature: &'static str,
}

/// The giver, if it is one authority of France and nobody else.
fn giver<'a>(sheet: &'a Sheet<'_>, grant: &Grant) -> Option<&'a Authority> {
    let [PartyRef::Authority(id)] = grant.givers.as_slice() else {
        return None;
    };
    let body = sheet.view.snapshot.authority(*id)?;
    (body.country == Country::FR).then_some(body)
}

/// Whoever receives, if that is one body.
fn recipient<'a>(sheet: &'a Sheet<'_>, grant: &Grant) -> Option<Recipient<'a>> {
    let view = &sheet.view;
    match grant.recipients.as_slice() {
        [PartyRef::Authority(id)] => {
            let body = view.snapshot.authority(*id)?;
            let (name, siret) = (body.name(), view.places.siret(body));
            Some(Recipient { name, siret })
        }
        [PartyRef::Organisation(id)] => {
            let body = view.snapshot.organisation(*id)?;
            Some(Recipient {
                name: &body.name,
                siret: None,
            })
        }
        _ => None,
    }
}

fn row<'a>(sheet: &'a Sheet<'_>, grant: &'a Grant) -> Result<Row<'a>, NoRow> {
    let giver = giver(sheet, grant).ok_or(NoRow::Giver)?;
    let on = grant.on.filter(|day| day.precision() == Precision::Day);
    let on = on.ok_or(NoRow::Day)?;
    if grant.amount.currency != Currency::EUR || grant.approximate {
        return Err(NoRow::Amount);
    }
    let recipient = recipient(sheet, grant).ok_or(NoRow::Recipient)?;
    let nature = match grant.form.ok_or(NoRow::Form)? {
        GrantForm::Cash => "aide en numéraire",
        GrantForm::InKind => "aide en nature",
    };
    let siret = sheet.view.places.siret(giver).ok_or(NoRow::Siret)?;
    Ok(Row {
        giver,
        siret,
        on,
        recipient,
        grant,
        nature,
    })
}

fn all<'a>(sheet: &'a Sheet<'_>) -> impl Iterator<Item = Result<Row<'a>, NoRow>> + 'a {
    let grants = sheet.view.snapshot.record().grants.iter();
    grants.map(|grant| row(sheet, grant))
}

/// What stands in the file and what does not, in numbers.
pub(crate) fn tally(sheet: &Sheet<'_>) -> Tally {
    let mut tally = Tally::default();
    for found in all(sheet) {
        match found {
            Ok(_) => tally.rows += 1,
            Err(why) => *tally.left_out.entry(why).or_default() += 1,
        }
    }
    tally
}

/// The cells of a row; those that nothing in the record fills are empty, as the schema allows of them.
fn cells(row: &Row<'_>) -> [String; COLUMNS.len()] {
    let text = |text: &str| harmless(cut(text, TEXT));
    let end = Day::in_year(row.on.year()).unwrap_or(row.on).last();
    [
        text(row.giver.name()),
        row.siret.to_string(),
        row.on.to_string(),
        String::new(),
        text(row.recipient.name),
        row.recipient
            .siret
            .map(|siret| siret.to_string())
            .unwrap_or_default(),
        String::new(),
        text(&row.grant.title.original),
        row.grant.amount.amount().to_string(),
        row.nature.to_owned(),
        CONDITIONS.to_owned(),
        format!("{}/{end}", row.on),
        String::new(),
        "non".to_owned(),
        "1.00".to_owned(),
        String::new(),
    ]
}

/// Writes `subventions.csv`.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut impl Write) -> Result<(), DataError> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(COLUMNS)?;
    for row in all(sheet).flatten() {
        writer.write_record(cells(&row))?;
    }
    Ok(writer.flush()?)
}
