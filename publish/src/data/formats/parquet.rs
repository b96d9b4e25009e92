//! Apache Parquet: plain nullable columns, packed with Snappy; lists are joined texts, amounts decimals of six places.
//!
//! # Invariants
//! Every column is optional: what is unknown is null, not an empty text or zero.

use crate::data::table::{Cell, Column, Row, Sheet, Table, Type};
use crate::data::{DataError, LICENCE};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::{ByteArray, FixedLenByteArray};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type as Schema;
use rust_decimal::Decimal;
use std::io::Write;
use std::sync::Arc;

/// Rows of one group.
const GROUP: usize = 20_000;
/// Decimal places of an amount.
const PLACES: u32 = 6;

fn field(column: &Column) -> Result<Schema, ParquetError> {
    let (physical, logical) = match column.of {
        Type::Integer => (Physical::INT64, None),
        Type::Degrees => (Physical::DOUBLE, None),
        Type::Boolean => (Physical::BOOLEAN, None),
        Type::Amount => (Physical::FIXED_LEN_BYTE_ARRAY, Some(LogicalType::decimal(6, 38))),
        _ => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
    };
    let mut builder = Schema::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical);
    if matches!(column.of, Type::Amount) {
        builder = builder.with_length(16).with_precision(38).with_scale(6);
    }
    builder.build()
}

fn schema(table: &Table) -> Result<Schema, ParquetError> {
    let fields: Result<Vec<_>, _> = table
        .columns
        .iter()
        .map(|column| field(column).map(Arc::new))
        .collect();
    Schema::group_type_builder(table.name)
        .with_fields(fields?)
        .build()
}

/// Big-endian two's complement with [`PLACES`] decimal places.
fn decimal(amount: Decimal) -> FixedLenByteArray {
    let mut scaled = amount;
    scaled.rescale(PLACES);
    // An amount whose digits leave no room for six places has no such places either.
    let missing = PLACES.saturating_sub(scaled.scale());
    let whole = scaled.mantissa().saturating_mul(10_i128.pow(missing));
    ByteArray::from(whole.to_be_bytes().to_vec()).into()
}

/// The values that are there, and for each row whether it has one.
fn split<T>(rows: &[Row<'_>], at: usize, value: impl Fn(&Cell) -> Option<T>) -> (Vec<T>, Vec<i16>) {
    let mut values = Vec::with_capacity(rows.len());
    let mut levels = Vec::with_capacity(rows.len());
    for row in rows {
        let found = row.cells.get(at).and_then(&value);
        levels.push(i16::from(found.is_some()));
        values.extend(found);
    }
    (values, levels)
}

fn text(cell: &Cell) -> Option<ByteArray> {
    let plain = cell.plain();
    (!plain.is_empty()).then(|| ByteArray::from(plain.into_bytes()))
}

fn put(writer: &mut ColumnWriter<'_>, rows: &[Row<'_>], at: usize) -> Result<usize, ParquetError> {
    macro_rules! batch {
        ($writer:ident, $pattern:pat => $value:expr) => {{
            let (values, levels) = split(rows, at, |cell| match cell {
                $pattern => Some($value),
                _ => None,
            });
            $writer.write_batch(&values, Some(&levels), None)
        }};
    }
    match writer {
        ColumnWriter::Int64ColumnWriter(writer) => batch!(writer, Cell::Integer(number) => *number),
        ColumnWriter::DoubleColumnWriter(writer) => batch!(writer, Cell::Degrees(number) => *number),
        ColumnWriter::BoolColumnWriter(writer) => batch!(writer, Cell::Boolean(value) => *value),
        ColumnWriter::FixedLenByteArrayColumnWriter(writer) => {
            batch!(writer, Cell::Amount(number) => decimal(*number))
        }
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let (values, levels) = split(rows, at, text);
            writer.write_batch(&values, Some(&levels), None)
        }
        _ => Err(ParquetError::General(
            "the schema has a type that no column has".to_owned(),
        )),
    }
}

fn group<W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    rows: &[Row<'_>],
) -> Result<(), ParquetError> {
    let mut at = 0;
    while let Some(mut column) = group.next_column()? {
        put(column.untyped(), rows, at)?;
        column.close()?;
        at += 1;
    }
    Ok(())
}

/// Writes the table.
pub(super) fn write(
    table: &Table,
    sheet: &Sheet<'_>,
    out: &mut (impl Write + Send),
) -> Result<(), DataError> {
    let rights = sheet.view.lang.t("attribution");
    let said = [("licence", LICENCE), ("attribution", rights.as_str())];
    let said = said.map(|(key, value)| KeyValue::new(key.to_owned(), value.to_owned()));
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by("Jumelage".to_owned())
        .set_key_value_metadata(Some(said.to_vec()))
        .build();
    let mut writer = SerializedFileWriter::new(out, Arc::new(schema(table)?), Arc::new(properties))?;
    let mut rows = (table.rows)(sheet);
    loop {
        let batch: Vec<Row<'_>> = rows.by_ref().take(GROUP).collect();
        if batch.is_empty() {
            break;
        }
        let mut held = writer.next_row_group()?;
        group(&mut held, &batch)?;
        held.close()?;
    }
    writer.close()?;
    Ok(())
}
