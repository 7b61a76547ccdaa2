//! From cells to an Arrow array of dates, moments or periods.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{Date32Builder, StringBuilder, TimestampMicrosecondBuilder};
use arrow_schema::{DataType, TimeUnit};
use helhed::error::{Fault, RecordFault};

use super::Plan;
use super::date::{Manner, Written, eight, leading, six};
use super::decide::Digits;
use super::evidence::written;
use super::moment::moment;
use super::period::Periods;

/// Takes the cells of a column of times.
pub(crate) enum Builder {
    Dates(Manner, Digits, Date32Builder),
    Moments(Manner, TimestampMicrosecondBuilder),
    Periods(Periods, StringBuilder),
}

/// The name of the zone that instants are given in.
const UTC: &str = "UTC";

/// Microseconds of a day.
const DAY: i64 = 86_400_000_000;

impl Builder {
    /// An empty column.
    pub(crate) fn new(plan: Plan, rows: usize) -> Self {
        match plan {
            Plan::Dates(manner, digits) => Self::Dates(manner, digits, Date32Builder::with_capacity(rows)),
            Plan::Moments { manner, zoned } => {
                let values = TimestampMicrosecondBuilder::with_capacity(rows);
                Self::Moments(manner, values.with_timezone_opt(zoned.then_some(UTC)))
            }
            Plan::Periods(periods) => Self::Periods(periods, StringBuilder::with_capacity(rows, 8 * rows)),
        }
    }

    /// The Arrow type of a column.
    pub(crate) fn data_type(plan: Plan) -> DataType {
        match plan {
            Plan::Dates(..) => DataType::Date32,
            Plan::Moments { zoned, .. } => DataType::Timestamp(TimeUnit::Microsecond, zoned.then(|| UTC.into())),
            Plan::Periods(_) => DataType::Utf8,
        }
    }

    /// Takes a row without a value.
    pub(crate) fn push_null(&mut self) {
        match self {
            Self::Dates(_, _, values) => values.append_null(),
            Self::Moments(_, values) => values.append_null(),
            Self::Periods(_, values) => values.append_null(),
        }
    }

    /// Takes a cell with a value, without spaces around it.
    ///
    /// # Errors
    /// One that does not fit.
    pub(crate) fn push(&mut self, cell: &str) -> Result<(), Fault> {
        match self {
            Self::Dates(manner, digits, values) => {
                values.append_option(day(cell, *manner, *digits).ok_or_else(|| refused(cell, "a date"))?);
            }
            Self::Moments(manner, values) => {
                values.append_option(instant(cell, *manner).ok_or_else(|| refused(cell, "a date with a time"))?);
            }
            Self::Periods(periods, values) => {
                values.append_value(periods.text(cell).ok_or_else(|| refused(cell, "a period of the calendar"))?);
            }
        }
        Ok(())
    }

    /// The column.
    pub(crate) fn finish(self) -> ArrayRef {
        match self {
            Self::Dates(_, _, mut values) => Arc::new(values.finish()),
            Self::Moments(_, mut values) => Arc::new(values.finish()),
            Self::Periods(_, mut values) => Arc::new(values.finish()),
        }
    }
}

fn refused(cell: &str, expected: &str) -> Fault {
    RecordFault::NotOfColumn { found: cell.to_owned(), expected: expected.to_owned() }.into()
}

/// The day of a date; nothing inside for 0000-00-00, which stands for no day.
fn dated(written: &Written, manner: Manner) -> Option<Option<i32>> {
    if written.is_zero() { Some(None) } else { written.day(manner).map(Some) }
}

/// The day of a cell, counted from 1 January 1970.
#[inline]
fn day(cell: &str, manner: Manner, digits: Digits) -> Option<Option<i32>> {
    let text = cell.as_bytes();
    if let Some((date, taken)) = leading(text)
        && taken == text.len()
    {
        return dated(&date, manner);
    }
    if digits != Digits::None {
        let year_first = digits == Digits::YearFirst;
        let date = eight(text, year_first).or_else(|| six(text, year_first))?;
        return dated(&date, manner);
    }
    match written(cell) {
        Some(date) => dated(&date, manner),
        // A moment of a column whose moments are all midnights.
        None => moment(cell).and_then(|moment| dated(&moment.date, manner)),
    }
}

/// The moment of a cell, in microseconds from 1 January 1970.
fn instant(cell: &str, manner: Manner) -> Option<Option<i64>> {
    match moment(cell) {
        Some(moment) if moment.date.is_zero() => Some(None),
        Some(moment) => moment.instant(manner).map(Some),
        None => Some(dated(&written(cell)?, manner)?.map(|day| i64::from(day) * DAY)),
    }
}
