//! Every format of every table, read back by a reader of that format.

use super::Format;
use crate::data::catalogue::{TABLES, sheet};
use crate::data::table::{Cell, Only, Table, Type};
use crate::samples;
use calamine::{Data, Reader, Xlsx};
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Field;
use register::PublicRecord;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufReader, Read, Seek};

/// The rows of a table as the description makes them.
struct Expected {
    table: &'static Table,
    rows: Vec<Vec<Cell>>,
}

/// Every table with its rows, and each as a file of this format.
async fn written(record: PublicRecord, format: Format) -> Vec<(Expected, File)> {
    let site = samples::site(record).await.unwrap();
    let state = site.state();
    let sheet = sheet(&site, &state, Only::All);
    let mut all = Vec::new();
    for table in TABLES {
        let mut file = tempfile::tempfile().unwrap();
        format.write(table, &sheet, &mut file).unwrap();
        file.rewind().unwrap();
        let rows: Vec<Vec<Cell>> = (table.rows)(&sheet).map(|row| row.cells).collect();
        assert_eq!(rows.len(), (table.count)(&sheet), "{}", table.name);
        all.push((Expected { table, rows }, file));
    }
    all
}

fn text(mut file: File) -> String {
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    text
}

#[tokio::test]
async fn every_row_has_a_cell_of_the_right_type_for_each_column_and_a_key_of_its_own() {
    for record in [samples::record(), samples::longest(), samples::empty()] {
        for (expected, _) in written(record, Format::Csv).await {
            let table = expected.table;
            let key = table
                .columns
                .iter()
                .position(|column| column.name == table.key)
                .unwrap();
            let keys: BTreeSet<String> = expected.rows.iter().map(|row| row[key].plain()).collect();
            assert_eq!(keys.len(), expected.rows.len(), "{}", table.name);
            for row in &expected.rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.name);
                for (cell, column) in row.iter().zip(table.columns) {
                    let fits = match (column.of, cell) {
                        (_, Cell::Empty)
                        | (Type::Integer, Cell::Integer(_))
                        | (Type::Amount, Cell::Amount(_))
                        | (Type::Degrees, Cell::Degrees(_))
                        | (Type::Boolean, Cell::Boolean(_))
                        | (Type::List | Type::Countries, Cell::List(_))
                        | (Type::Key | Type::Address | Type::Text | Type::Day, Cell::Text(_)) => true,
                        (Type::Word(words), Cell::Text(word)) => words().contains(&word.as_str()),
                        _ => false,
                    };
                    assert!(fits, "{}.{}: {cell:?}", table.name, column.name);
                }
            }
        }
    }
}

#[test]
fn every_column_that_is_copied_from_the_record_is_a_public_one() {
    let visibility = register::visibility();
    for table in TABLES {
        for column in table.columns {
            if let Some((from, name)) = column
                .from
                .split_once('.')
                .filter(|_| !column.from.starts_with("rule: "))
            {
                assert_eq!(
                    visibility.get(&(from, name)),
                    Some(&register::Visibility::Public),
                    "{}.{} comes from {}",
                    table.name,
                    column.name,
                    column.from
                );
            } else {
                assert!(column.from.starts_with("rule: "), "{}", column.from);
            }
        }
    }
}

#[tokio::test]
async fn a_workbook_read_back_says_the_same_and_holds_no_formula() {
    for (expected, file) in written(samples::longest(), Format::Sheet).await {
        let name = expected.table.name;
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(BufReader::new(file)).unwrap();
        assert!(book.worksheet_formula(name).unwrap().is_empty(), "{name}");
        let range = book.worksheet_range(name).unwrap();
        let headings: Vec<String> = range
            .rows()
            .next()
            .unwrap()
            .iter()
            .map(ToString::to_string)
            .collect();
        let columns: Vec<&str> = expected.table.columns.iter().map(|column| column.name).collect();
        assert_eq!(headings, columns, "{name}");
        assert_eq!(range.rows().count() - 1, expected.rows.len(), "{name}");
        for (read, row) in range.rows().skip(1).zip(&expected.rows) {
            for (data, cell) in read.iter().zip(row) {
                let same = match (data, cell) {
                    (Data::Empty, cell) => cell.plain().is_empty(),
                    (Data::String(text), cell) => *text == cell.plain(),
                    (Data::Bool(value), Cell::Boolean(held)) => value == held,
                    (Data::Float(value), cell) => {
                        value.to_bits() == cell.plain().parse::<f64>().unwrap().to_bits()
                    }
                    _ => false,
                };
                assert!(same, "{name}: {data:?} is not {cell:?}");
            }
        }
        let meanings = book.worksheet_range("columns").unwrap();
        assert_eq!(meanings.rows().count() - 1, columns.len());
    }
}

#[tokio::test]
async fn a_parquet_file_read_back_says_the_same() {
    for record in [samples::record(), samples::empty()] {
        for (expected, file) in written(record, Format::Parquet).await {
            let name = expected.table.name;
            let reader = SerializedFileReader::new(file).unwrap();
            let read: Vec<parquet::record::Row> =
                reader.get_row_iter(None).unwrap().map(Result::unwrap).collect();
            assert_eq!(read.len(), expected.rows.len(), "{name}");
            for (read, row) in read.iter().zip(&expected.rows) {
                for ((column, field), cell) in read.get_column_iter().zip(row) {
                    let same = match (field, cell) {
                        (Field::Null, cell) => cell.plain().is_empty(),
                        (Field::Str(text), cell) => *text == cell.plain(),
                        (Field::Long(value), Cell::Integer(held)) => value == held,
                        (Field::Double(value), Cell::Degrees(held)) => value.to_bits() == held.to_bits(),
                        (Field::Bool(value), Cell::Boolean(held)) => value == held,
                        (Field::Decimal(value), Cell::Amount(held)) => {
                            let bytes: [u8; 16] = value.data().try_into().unwrap();
                            let scale = u32::try_from(value.scale()).unwrap();
                            rust_decimal::Decimal::from_i128_with_scale(i128::from_be_bytes(bytes), scale)
                                == *held
                        }
                        _ => false,
                    };
                    assert!(same, "{name}.{column}: {field:?} is not {cell:?}");
                }
            }
        }
    }
}

#[tokio::test]
async fn json_lines_keep_the_columns_in_their_order_and_lists_as_lists() {
    for (expected, file) in written(samples::record(), Format::JsonLines).await {
        let text = text(file);
        assert_eq!(text.lines().count(), expected.rows.len());
        for (line, row) in text.lines().zip(&expected.rows) {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            assert_eq!(value.as_object().unwrap().len(), expected.table.columns.len());
            let mut from = 0;
            for (column, cell) in expected.table.columns.iter().zip(row) {
                let at = line
                    .match_indices(&format!("\"{}\":", column.name))
                    .map(|(at, _)| at)
                    .find(|at| *at > from)
                    .unwrap();
                from = at;
                assert_eq!(value[column.name], serde_json::to_value(cell).unwrap());
                assert_eq!(value[column.name].is_array(), matches!(cell, Cell::List(_)));
            }
        }
    }
}

#[tokio::test]
async fn a_geojson_file_has_a_feature_for_each_row() {
    for record in [samples::record(), samples::empty()] {
        for (expected, file) in written(record, Format::GeoJson).await {
            let value: serde_json::Value = serde_json::from_str(&text(file)).unwrap();
            assert_eq!(value["type"], "FeatureCollection");
            let features = value["features"].as_array().unwrap();
            assert_eq!(features.len(), expected.rows.len());
            for (feature, row) in features.iter().zip(&expected.rows) {
                assert_eq!(feature["type"], "Feature");
                assert_eq!(feature["properties"].as_object().unwrap().len(), row.len());
                assert!(feature["id"].is_string());
            }
        }
    }
}

#[tokio::test]
async fn the_same_record_gives_the_same_bytes() {
    for format in Format::ALL {
        let first = written(samples::record(), format).await;
        let second = written(samples::record(), format).await;
        for ((expected, mut one), (_, mut other)) in first.into_iter().zip(second) {
            let (mut left, mut right) = (Vec::new(), Vec::new());
            one.read_to_end(&mut left).unwrap();
            other.read_to_end(&mut right).unwrap();
            assert_eq!(left, right, "{}.{}", expected.table.name, format.ending());
        }
    }
}
