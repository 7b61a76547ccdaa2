//! One value of a table, as a spreadsheet knows values.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowDictionaryKeyType, Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, DictionaryArray, downcast_dictionary_array};
use arrow_schema::{DataType, Schema, TimeUnit};
use helhed::error::{Error, FileFault, Place, Result};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// A value that a spreadsheet can hold.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    Nothing,
    Text(Cow<'a, str>),
    Whole(i128),
    Number(f64),
    Truth(bool),
    Day(Date),
}

/// The columns that CSV and Excel have no place for are refused before anything is written.
///
/// # Errors
/// `H851` with the column.
pub(super) fn check(schema: &Schema) -> Result<()> {
    let refused = schema.fields().iter().find(|field| !has_place(field.data_type()));
    refused.map_or(Ok(()), |field| {
        let fault = FileFault::TypeNotWritten { found: field.data_type().to_string() };
        Err(Error::new(fault.into(), Place::column(field.name())))
    })
}

fn has_place(data_type: &DataType) -> bool {
    match data_type {
        DataType::Null | DataType::Boolean | DataType::Date32 | DataType::Timestamp(_, _) => true,
        DataType::Float32 | DataType::Float64 | DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::List(item) => has_place(item.data_type()),
        DataType::Dictionary(_, values) => has_place(values),
        other => other.is_integer(),
    }
}

/// The value of a row.
pub(super) fn cell(column: &dyn Array, row: usize) -> Cell<'_> {
    if column.is_null(row) {
        return Cell::Nothing;
    }
    match column.data_type() {
        DataType::Boolean => Cell::Truth(column.as_boolean().value(row)),
        DataType::Int8 => Cell::Whole(column.as_primitive::<Int8Type>().value(row).into()),
        DataType::Int16 => Cell::Whole(column.as_primitive::<Int16Type>().value(row).into()),
        DataType::Int32 => Cell::Whole(column.as_primitive::<Int32Type>().value(row).into()),
        DataType::Int64 => Cell::Whole(column.as_primitive::<Int64Type>().value(row).into()),
        DataType::UInt8 => Cell::Whole(column.as_primitive::<UInt8Type>().value(row).into()),
        DataType::UInt16 => Cell::Whole(column.as_primitive::<UInt16Type>().value(row).into()),
        DataType::UInt32 => Cell::Whole(column.as_primitive::<UInt32Type>().value(row).into()),
        DataType::UInt64 => Cell::Whole(column.as_primitive::<UInt64Type>().value(row).into()),
        DataType::Float32 => Cell::Number(column.as_primitive::<Float32Type>().value(row).into()),
        DataType::Float64 => Cell::Number(column.as_primitive::<Float64Type>().value(row)),
        DataType::Date32 => day(column.as_primitive::<Date32Type>().value(row)),
        DataType::Timestamp(unit, zone) => moment(column, row, *unit, zone.is_some()),
        DataType::Utf8 => Cell::Text(column.as_string::<i32>().value(row).into()),
        DataType::LargeUtf8 => Cell::Text(column.as_string::<i64>().value(row).into()),
        DataType::Utf8View => Cell::Text(column.as_string_view().value(row).into()),
        DataType::List(_) => list(column.as_list::<i32>().value(row).as_ref()),
        DataType::Dictionary(_, _) => downcast_dictionary_array!(
            column => dictionary(column, row),
            _ => Cell::Nothing
        ),
        // `check` has refused what is left.
        _ => Cell::Nothing,
    }
}

fn dictionary<K: ArrowDictionaryKeyType>(column: &DictionaryArray<K>, row: usize) -> Cell<'_> {
    column.key(row).map_or(Cell::Nothing, |key| cell(column.values().as_ref(), key))
}

fn day(days: i32) -> Cell<'static> {
    let day = jiff::civil::date(1970, 1, 1).checked_add(SignedDuration::from_hours(24 * i64::from(days)));
    // Beyond the years that a calendar here knows the number of days is all there is to say.
    day.map_or(Cell::Whole(days.into()), Cell::Day)
}

/// A moment as text, such as `2014-03-31T08:30:00Z`: spreadsheets have no time zones.
fn moment(column: &dyn Array, row: usize, unit: TimeUnit, zone: bool) -> Cell<'static> {
    let (count, moment) = match unit {
        TimeUnit::Second => {
            let count = column.as_primitive::<TimestampSecondType>().value(row);
            (count, Timestamp::from_second(count))
        }
        TimeUnit::Millisecond => {
            let count = column.as_primitive::<TimestampMillisecondType>().value(row);
            (count, Timestamp::from_millisecond(count))
        }
        TimeUnit::Microsecond => {
            let count = column.as_primitive::<TimestampMicrosecondType>().value(row);
            (count, Timestamp::from_microsecond(count))
        }
        TimeUnit::Nanosecond => {
            let count = column.as_primitive::<TimestampNanosecondType>().value(row);
            (count, Timestamp::from_nanosecond(count.into()))
        }
    };
    moment.map_or(Cell::Whole(count.into()), |moment| {
        let text = moment.to_string();
        Cell::Text(if zone { text } else { text.trim_end_matches('Z').to_owned() }.into())
    })
}

/// The values of a list with `; ` between.
fn list(values: &dyn Array) -> Cell<'static> {
    let each = (0..values.len()).map(|row| text(&cell(values, row)).into_owned());
    Cell::Text(each.collect::<Vec<_>>().join("; ").into())
}

/// A value as text, with a decimal comma.
pub(super) fn text<'a>(cell: &'a Cell<'_>) -> Cow<'a, str> {
    match cell {
        Cell::Nothing => "".into(),
        Cell::Text(text) => text.as_ref().into(),
        Cell::Whole(number) => number.to_string().into(),
        Cell::Number(number) => number_text(*number).replace('.', ",").into(),
        Cell::Truth(truth) => if *truth { "true" } else { "false" }.into(),
        Cell::Day(day) => day.to_string().into(),
    }
}

/// The shortest text that reads back as the number; a power of ten where it would fill the line.
fn number_text(number: f64) -> String {
    if number.is_infinite() {
        return if number > 0.0 { "∞" } else { "-∞" }.into();
    }
    if number.is_nan() {
        return String::new();
    }
    let size = number.abs();
    if size == 0.0 || (1e-5..1e17).contains(&size) { number.to_string() } else { format!("{number:E}") }
}

/// Whether a spreadsheet that opens a text file would run this text as a formula.
pub(super) fn is_formula(text: &str) -> bool {
    // A dash alone is a mark of a missing value, and runs nothing.
    text != "-" && text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back() {
        for number in [0.1, -1234.5, 1e-7, 1.5e300, 0.0, 123_456_789_012.0] {
            let text = number_text(number);
            assert_eq!(text.parse::<f64>(), Ok(number), "{text}");
        }
        assert_eq!(number_text(f64::INFINITY), "∞");
    }

    #[test]
    fn what_a_spreadsheet_runs_is_seen() {
        for text in ["=1+1", "+45 12", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert!(is_formula(text), "{text}");
        }
        for text in ["-", "", "Åbrinken", "'=1", " =1"] {
            assert!(!is_formula(text), "{text}");
        }
    }
}
