//! The dictionary for machines: a Data Package (Frictionless Data) with a Table Schema for each table.
//!
//! # Invariants
//! It is made from the description that the files are written from, so it cannot say anything else.

use super::catalogue::TABLES;
use super::formats::Format;
use super::table::{BETWEEN, Column, Sheet, Table, Type};
use super::{LICENCE, LICENCE_URL};
use crate::words::Lang;
use serde_json::{Map, Value, json};

/// A day cut to what is known.
const DAY: &str = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$";

impl Type {
    /// The word of Table Schema.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Amount | Self::Degrees => "number",
            Self::Boolean => "boolean",
            _ => "string",
        }
    }

    /// The unit or form of a value, as the key behind `unit-`.
    pub(crate) const fn unit(self) -> Option<&'static str> {
        match self {
            Self::Address => Some("address"),
            Self::List => Some("list"),
            Self::Countries => Some("countries"),
            Self::Day => Some("day"),
            Self::Amount => Some("amount"),
            Self::Degrees => Some("degrees"),
            _ => None,
        }
    }
}

fn meanings(column: &Column) -> Map<String, Value> {
    Lang::ALL
        .iter()
        .map(|lang| {
            let words = lang.word("column", column.meaning);
            (lang.tag().to_owned(), words.into())
        })
        .collect()
}

fn field(table: &Table, column: &Column) -> Value {
    let mut field = json!({
        "name": column.name,
        "type": column.of.word(),
        "description": Lang::En.word("column", column.meaning),
        "descriptions": meanings(column),
        "source": column.from,
    });
    let mut constraints = Map::new();
    if column.name == table.key {
        constraints.insert("required".to_owned(), true.into());
        constraints.insert("unique".to_owned(), true.into());
    }
    match column.of {
        Type::Address => set(&mut field, "format", "uri".into()),
        Type::Day => {
            constraints.insert("pattern".to_owned(), DAY.into());
        }
        Type::Word(words) => {
            constraints.insert("enum".to_owned(), words().into());
        }
        Type::List | Type::Countries => set(&mut field, "separator", BETWEEN.into()),
        _ => {}
    }
    if let Some(unit) = column.of.unit() {
        set(&mut field, "unit", Lang::En.word("unit", unit).into());
    }
    if !constraints.is_empty() {
        set(&mut field, "constraints", constraints.into());
    }
    field
}

fn set(value: &mut Value, name: &str, to: Value) {
    if let Some(object) = value.as_object_mut() {
        object.insert(name.to_owned(), to);
    }
}

/// The Table Schema of a table.
pub(crate) fn schema(table: &Table) -> Value {
    let fields: Vec<Value> = table.columns.iter().map(|column| field(table, column)).collect();
    json!({ "fields": fields, "primaryKey": [table.key], "missingValues": [""] })
}

fn resource(sheet: &Sheet<'_>, table: &Table, format: Format) -> Value {
    let name = match format {
        Format::Csv => table.name.to_owned(),
        _ => format!("{}-{}", table.name, format.ending()),
    };
    let mut resource = json!({
        "name": name,
        "path": format!("{}.{}", table.name, format.ending()),
        "title": Lang::En.word("file", table.name),
        "format": format.ending(),
        "mediatype": format.media_type().split(';').next(),
        "licenses": licences(),
    });
    if format == Format::Csv {
        set(&mut resource, "profile", "tabular-data-resource".into());
        set(&mut resource, "encoding", "utf-8".into());
        set(&mut resource, "rows", (table.count)(sheet).into());
        set(&mut resource, "schema", schema(table));
    }
    resource
}

fn licences() -> Value {
    json!([{ "name": LICENCE, "path": LICENCE_URL }])
}

/// The whole package.
pub(crate) fn package(sheet: &Sheet<'_>) -> Value {
    let lang = sheet.view.lang;
    let resources: Vec<Value> = TABLES
        .iter()
        .flat_map(|table| Format::ALL.map(|format| resource(sheet, table, format)))
        .collect();
    json!({
        "name": "jumelage",
        "title": "Jumelage",
        "description": lang.t("site-description"),
        "homepage": sheet.address,
        "version": sheet.view.snapshot.position().to_string(),
        "created": format!("{}T00:00:00Z", sheet.view.snapshot.today()),
        "licenses": licences(),
        "attribution": lang.t("attribution"),
        "resources": resources,
    })
}
