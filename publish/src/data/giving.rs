//! 360Giving (standard 1.x): the grants as one package of JSON.
//!
//! # Invariants
//! - A grant stands here only if its day and who receives are known, because the standard asks for both.
//! - Nothing is made up: amounts are those of the source, bodies have the identifiers of the other standards' files.

use super::identifiers::{named, reporter};
use super::table::Sheet;
use super::{DataError, LICENCE_URL};
use serde_json::{Map, Number, Value, json};
use std::io::Write;
use vocabulary::{Day, Grant, Id, Money, PartyRef, Precision};

/// Longest title, in characters: the standard wants it under 140.
const TITLE: usize = 139;

/// The grants that the standard takes, with their day.
fn all<'a>(sheet: &'a Sheet<'a>) -> impl Iterator<Item = (&'a Grant, Day)> + 'a {
    let grants = sheet.view.snapshot.record().grants.iter();
    grants.filter_map(|grant| {
        let on = grant.on.filter(|day| day.precision() == Precision::Day)?;
        (!grant.recipients.is_empty()).then_some((grant, on))
    })
}

/// How many grants there are.
pub(super) fn count(sheet: &Sheet<'_>) -> usize {
    all(sheet).count()
}

/// How many grants the standard does not take.
pub(super) fn left_out(sheet: &Sheet<'_>) -> usize {
    sheet.view.snapshot.record().grants.len() - count(sheet)
}

fn body(sheet: &Sheet<'_>, party: PartyRef) -> Value {
    let named = named(sheet, party);
    json!({ "name": named.name.unwrap_or(&named.id), "id": named.id })
}

/// Where those live who receive.
fn places(sheet: &Sheet<'_>, grant: &Grant) -> Vec<Value> {
    let bodies = grant.recipients.iter().filter_map(|party| match party {
        PartyRef::Authority(id) => sheet.view.snapshot.authority(*id),
        PartyRef::Organisation(_) => None,
    });
    bodies
        .map(|body| {
            let mut place = Map::new();
            place.insert("name".to_owned(), body.name().into());
            place.insert("countryCode".to_owned(), body.country.to_string().into());
            if let Some(point) = body.point {
                place.insert("latitude".to_owned(), point.latitude.to_string().into());
                place.insert("longitude".to_owned(), point.longitude.to_string().into());
            }
            place.into()
        })
        .collect()
}

/// An amount in major units, as JSON writes numbers.
fn amount(money: Money) -> Option<Number> {
    serde_json::from_str(&money.amount().to_string()).ok()
}

fn grant(sheet: &Sheet<'_>, grant: &Grant, on: Day) -> Value {
    let bodies = |all: &[PartyRef]| -> Vec<Value> { all.iter().map(|party| body(sheet, *party)).collect() };
    let title = &grant.title.original;
    let award = grant.award.and_then(|id| sheet.view.snapshot.award(id));
    let call = award.and_then(|award| sheet.view.snapshot.call(award.call));
    let mut said = json!({
        "id": format!("{}-{}", reporter(sheet), grant.id),
        "title": crate::view::cut(title, TITLE),
        "description": title,
        "currency": grant.amount.currency.code(),
        "amountAwarded": amount(grant.amount),
        "awardDate": on.to_string(),
        "url": format!("{}{}", sheet.address, grant.id.address()),
        "recipientOrganization": bodies(&grant.recipients),
        "fundingOrganization": bodies(&grant.givers),
        "beneficiaryLocation": places(sheet, grant),
        "dataSource": format!("{}/data/360giving.json", sheet.address),
    });
    if let (Some(call), Some(fields)) = (call, said.as_object_mut()) {
        let programme = json!([{
            "code": call.id.to_string(),
            "title": call.name,
            "url": format!("{}{}", sheet.address, call.id.address()),
        }]);
        fields.insert("grantProgramme".to_owned(), programme);
        fields.insert("fromOpenCall".to_owned(), "Yes".into());
    }
    said
}

/// Writes `360giving.json`, one grant at a time.
pub(super) fn write(sheet: &Sheet<'_>, out: &mut impl Write) -> Result<(), DataError> {
    let head = json!({
        "title": sheet.view.lang.word("file", "360giving"),
        "license": LICENCE_URL,
        "issued": sheet.view.snapshot.today().to_string(),
        "publisher": { "name": "Jumelage", "website": sheet.address },
        "accessURL": format!("{}/en/data", sheet.address),
        "downloadURL": format!("{}/data/360giving.json", sheet.address),
    });
    let head = head.to_string();
    write!(out, "{},\"grants\":[", head.strip_suffix('}').unwrap_or(&head))?;
    for (at, (found, on)) in all(sheet).enumerate() {
        let between = if at == 0 { "" } else { "," };
        write!(out, "{between}\n{}", grant(sheet, found, on))?;
    }
    Ok(out.write_all(b"]}\n")?)
}
