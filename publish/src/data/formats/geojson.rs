//! GeoJSON: a feature for each row, those without a place with a null geometry.
//!
//! # Invariants
//! Lists are joined, because maps show one value; countries are an array, as they were from the first version on.

use crate::data::geometry::geometry;
use crate::data::table::{Cell, Row, Sheet, Table, Type};
use crate::data::{DataError, LICENCE, LICENCE_URL};
use serde_json::{Map, Value, json};
use std::io::Write;

fn property(of: Type, cell: &Cell) -> Result<Value, DataError> {
    match (of, cell) {
        (Type::List, Cell::List(_)) => Ok(cell.plain().into()),
        _ => Ok(serde_json::to_value(cell)?),
    }
}

fn feature(table: &Table, sheet: &Sheet<'_>, row: &Row<'_>) -> Result<Value, DataError> {
    let mut properties = Map::new();
    let mut id = Value::Null;
    for (column, cell) in table.columns.iter().zip(&row.cells) {
        let value = property(column.of, cell)?;
        if column.name == table.key {
            id = value.clone();
        }
        properties.insert(column.name.to_owned(), value);
    }
    Ok(json!({
        "type": "Feature",
        "id": id,
        "geometry": geometry(&sheet.view, &row.place),
        "properties": properties,
    }))
}

/// Writes the table as a feature collection.
pub(super) fn write(table: &Table, sheet: &Sheet<'_>, out: &mut impl Write) -> Result<(), DataError> {
    let head = json!({
        "type": "FeatureCollection",
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "attribution": sheet.view.lang.t("attribution"),
    });
    let head = head.to_string();
    out.write_all(head.strip_suffix('}').unwrap_or(&head).as_bytes())?;
    out.write_all(b",\"features\":[")?;
    let mut between: &[u8] = b"";
    for row in (table.rows)(sheet) {
        out.write_all(between)?;
        serde_json::to_writer(&mut *out, &feature(table, sheet, &row)?)?;
        between = b",\n";
    }
    Ok(out.write_all(b"]}\n")?)
}
