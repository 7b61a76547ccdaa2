//! Arrow arrays of the cells of a column whose cells are of one kind.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder,
};
use helhed::error::RecordFault;
use jiff::civil::Date;

use super::dates::moment;
use super::grid::{Grid, Value};
use super::shown::{self, plain};
use super::tally::{Found, Plan};
use crate::read::ColumnType;

/// Makes the array of a plan. Marks and blank texts are null.
///
/// # Errors
/// `H110` for a day number that is no day.
pub(super) fn array(grid: &Grid, cells: impl Iterator<Item = Option<Value>>, plan: Plan) -> Result<ArrayRef, Found> {
    let number = |value: Option<Value>| match value {
        Some(Value::Number(number, _)) => Some(number),
        _ => None,
    };
    Ok(match plan {
        Plan::Integers => {
            let mut values = Int64Builder::new();
            cells.for_each(|cell| values.append_option(number(cell).map(|number| number as i64)));
            Arc::new(values.finish())
        }
        Plan::Floats => {
            let mut values = Float64Builder::new();
            cells.for_each(|cell| values.append_option(number(cell)));
            Arc::new(values.finish())
        }
        Plan::Hours => {
            let mut values = Float64Builder::new();
            cells.for_each(|cell| values.append_option(number(cell).map(shown::hours)));
            Arc::new(values.finish())
        }
        Plan::Days => {
            let mut values = Date32Builder::new();
            for (row, cell) in (0..).zip(cells) {
                let day = number(cell).map(|number| Ok(days(date(grid, number, row)?.date()))).transpose()?;
                values.append_option(day);
            }
            Arc::new(values.finish())
        }
        Plan::Moments => {
            let mut values = TimestampMicrosecondBuilder::new();
            for (row, cell) in (0..).zip(cells) {
                let moment = number(cell).map(|number| date(grid, number, row)).transpose()?;
                values.append_option(moment.map(|moment| {
                    let seconds = i64::from(days(moment.date())) * 86_400
                        + i64::from(moment.hour()) * 3600
                        + i64::from(moment.minute()) * 60
                        + i64::from(moment.second());
                    seconds * 1_000_000 + i64::from(moment.subsec_nanosecond()) / 1000
                }));
            }
            Arc::new(values.finish())
        }
        Plan::Times => {
            let mut values = StringBuilder::new();
            cells.for_each(|cell| values.append_option(number(cell).map(shown::time)));
            Arc::new(values.finish())
        }
        Plan::Booleans => {
            let mut values = BooleanBuilder::new();
            cells.for_each(|cell| {
                values.append_option(match cell {
                    Some(Value::Bool(value)) => Some(value),
                    _ => None,
                });
            });
            Arc::new(values.finish())
        }
        Plan::Texts | Plan::Recognised => {
            let mut values = StringBuilder::new();
            for cell in cells {
                match cell {
                    None | Some(Value::Error(_) | Value::Unstored) => values.append_null(),
                    Some(Value::Text(number)) => match grid.text(number) {
                        text if text.trim().is_empty() => values.append_null(),
                        text => values.append_value(text),
                    },
                    Some(value) => values.append_value(shown::text(grid, value, '.')),
                }
            }
            Arc::new(values.finish())
        }
    })
}

/// What a column of a plan holds, and how its cells were read.
pub(super) fn account(plan: Plan, percents: u64) -> (ColumnType, &'static str) {
    match plan {
        Plan::Integers => (ColumnType::Integer, "numbers"),
        Plan::Floats if percents > 0 => {
            (ColumnType::Float, "numbers as they are stored: what the workbook shows as 12.5 % is 0.125")
        }
        Plan::Floats => (ColumnType::Float, "numbers"),
        Plan::Days => (ColumnType::Date, "dates by their format"),
        Plan::Moments => (ColumnType::Datetime, "dates and times by their format"),
        Plan::Times => (ColumnType::Text, "times of day"),
        Plan::Hours => (ColumnType::Float, "durations in hours"),
        Plan::Booleans => (ColumnType::Boolean, "true and false"),
        Plan::Texts | Plan::Recognised => (ColumnType::Text, "texts; other cells as the workbook shows them"),
    }
}

/// The moment of a day number.
fn date(grid: &Grid, number: f64, row: u64) -> Result<jiff::civil::DateTime, Found> {
    moment(number, grid.from_1904).ok_or_else(|| {
        let expected = if (60.0..61.0).contains(&number) && !grid.from_1904 {
            "a day: Excel shows it as 29-02-1900, and there was no such day"
        } else {
            "the number of a day"
        };
        let fault = RecordFault::NotOfColumn { found: plain(number, '.'), expected: expected.into() };
        (fault.into(), Some(row))
    })
}

/// Days since 1970.
fn days(date: Date) -> i32 {
    let since = date.since((jiff::Unit::Day, Date::constant(1970, 1, 1)));
    since.map_or(0, |span| span.get_days())
}

/// The day of a bare number, for a message: `2014-05-06`.
pub(super) fn day_of(grid: &Grid, number: f64) -> Option<String> {
    moment(number, grid.from_1904).map(|moment| moment.date().to_string())
}
