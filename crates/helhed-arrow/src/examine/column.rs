//! A column of a table as plain values: codes, numbers, days.

use std::collections::HashMap;
use std::hash::Hash;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Date64Type, Decimal128Type, Int64Type, UInt64Type};
use arrow_array::{Array, ArrayRef, UInt64Array};
use arrow_schema::{DataType, TimeUnit};
use arrow_select::take::take;
use foldhash::fast::RandomState;
use helhed::error::{Error, Fault, Place, Result, Spot, nearest, shown};
use helhed::records::check::MISSING;

use super::Table;
use crate::read::said;
use crate::texts::Texts;
use crate::values;

/// A column of a table.
#[derive(Clone, Copy)]
pub(crate) struct Column<'a> {
    pub(crate) table: &'a Table,
    pub(crate) index: usize,
    pub(crate) name: &'a str,
}

impl<'a> Column<'a> {
    /// The column of this name.
    ///
    /// # Errors
    /// `H101` if it is missing, `H106` if it is there twice.
    pub(crate) fn find(table: &'a Table, name: &str) -> Result<Self> {
        let fields = table.schema().fields();
        let mut places = fields.iter().enumerate().filter(|(_, field)| field.name() == name);
        let refused = |fault| Err(Error::new(fault, table.place(None, name)));
        match (places.next(), places.next()) {
            (Some((index, field)), None) => Ok(Self { table, index, name: field.name() }),
            (Some(_), Some(_)) => refused(Fault::ColumnTwice { name: shown(name) }),
            (None, _) => {
                let nearest = nearest(name, fields.iter().map(|field| field.name().as_str()));
                let place = Place::argument("roles").within(Spot::Column(name.to_owned()));
                Err(Error::new(Fault::MissingColumn { name: name.to_owned(), nearest }, place))
            }
        }
    }

    /// The column at this index.
    pub(crate) fn at(table: &'a Table, index: usize) -> Option<Self> {
        let field = table.schema().fields().get(index)?;
        Some(Self { table, index, name: field.name() })
    }

    pub(crate) fn data_type(&self) -> &'a DataType {
        self.table.schema().field(self.index).data_type()
    }

    /// Whether it has no value at all: its type says nothing then.
    fn is_empty(&self) -> bool {
        self.table.arrays(self.index).all(|array| array.null_count() == array.len())
    }

    fn wrong(&self, expected: &'static str) -> Error {
        let found = match self.data_type() {
            kind if kind.is_integer() => "whole numbers".to_owned(),
            kind if kind.is_numeric() => "numbers".to_owned(),
            kind if kind.is_string() => "texts".to_owned(),
            DataType::Boolean => "yes and no".to_owned(),
            DataType::Date32 | DataType::Date64 => "dates".to_owned(),
            other => other.to_string(),
        };
        Error::new(Fault::WrongType { expected, found }, self.table.place(None, self.name))
    }

    /// Numbers, missing ones as not-a-number.
    ///
    /// # Errors
    /// `H102` if it holds none.
    pub(crate) fn numbers(&self) -> Result<Vec<f64>> {
        if self.is_empty() {
            return Ok(vec![f64::NAN; self.table.rows()]);
        }
        let mut all = Vec::with_capacity(self.table.rows());
        for array in self.table.arrays(self.index) {
            if let DataType::Decimal128(_, scale) = array.data_type() {
                let unit = 10_f64.powi(i32::from(*scale));
                let values = array.as_primitive::<Decimal128Type>().iter();
                all.extend(values.map(|value| value.map_or(f64::NAN, |value| value as f64 / unit)));
            } else {
                all.extend_from_slice(&values::numbers(array.as_ref()).ok_or_else(|| self.wrong(values::EXPECTED))?);
            }
        }
        Ok(all)
    }

    /// Days since 1 January 1970.
    ///
    /// # Errors
    /// `H102` if it holds none.
    pub(crate) fn days(&self) -> Result<Vec<Option<i32>>> {
        if self.is_empty() {
            return Ok(vec![None; self.table.rows()]);
        }
        let mut all = Vec::with_capacity(self.table.rows());
        for array in self.table.arrays(self.index) {
            all.extend(days(array).or_else(|| day_numbers(array)).ok_or_else(|| self.wrong("dates"))?);
        }
        Ok(all)
    }

    /// A code for each row: equal values have equal codes. Empty texts are missing.
    pub(crate) fn codes(&self) -> Vec<u32> {
        codes(self.table.arrays(self.index), self.table.rows())
    }

    /// The same for some rows, in their order. Where they are few, the others are not looked at.
    pub(crate) fn codes_of(&self, rows: &[usize]) -> Vec<u32> {
        if 4 * rows.len() < self.table.rows()
            && let Some(few) = self.taken(rows)
        {
            return codes(few.iter(), rows.len());
        }
        let all = self.codes();
        rows.iter().map(|row| all.get(*row).copied().unwrap_or(MISSING)).collect()
    }

    /// Some rows of it, from the first to the last.
    fn taken(&self, rows: &[usize]) -> Option<Vec<ArrayRef>> {
        let (mut rest, mut start, mut few) = (rows, 0, Vec::new());
        for array in self.table.arrays(self.index) {
            let here = rest.iter().take_while(|row| (start..start + array.len()).contains(*row)).count();
            let (own, behind) = rest.split_at(here);
            let own = UInt64Array::from_iter_values(own.iter().map(|row| (row - start) as u64));
            few.push(take(array.as_ref(), &own, None).ok()?);
            (rest, start) = (behind, start + array.len());
        }
        rest.is_empty().then_some(few)
    }

    /// The value of a row as a message shows it.
    pub(crate) fn shown(&self, row: usize) -> String {
        let Some((array, row)) = self.table.cell(self.index, row) else { return String::new() };
        if array.is_null(row) {
            return "nothing".into();
        }
        if let Some(texts) = Texts::of(array.slice(row, 1).as_ref()) {
            return shown(texts.get(0).unwrap_or(""));
        }
        let one = array.slice(row, 1);
        if let Some(Some(day)) = days(&one).and_then(|days| days.first().copied()) {
            return self.day(day);
        }
        match (whole_values(&one).and_then(|found| found.first().copied().flatten()), values::numbers(one.as_ref())) {
            (Some(whole), _) if array.data_type().is_integer() => shown(&whole.to_string()),
            (_, Some(number)) => number.first().map_or_else(String::new, |number| shown(&number.to_string())),
            _ => "a value".into(),
        }
    }

    /// A day as the column writes it: the year first where the file has it so, or where it has no texts.
    pub(crate) fn day(&self, day: i32) -> String {
        let how = self.table.columns().get(self.index).map_or("", |column| column.how.as_str());
        let year_first =
            self.is_typed() || ["yyyy-", "aaaa-", "åååå-", "year first", "ISO"].iter().any(|mark| how.contains(mark));
        let Some(date) = jiff::civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(day)).ok() else {
            return format!("day {day}");
        };
        if year_first { date.to_string() } else { date.strftime("%d-%m-%Y").to_string() }
    }

    /// Whether it came with its type, and was not recognised from texts.
    pub(crate) fn is_typed(&self) -> bool {
        let how = self.table.columns().get(self.index).map_or("", |column| column.how.as_str());
        how == said(self.data_type())
    }
}

/// A code for each row of arrays, of so many rows in all.
fn codes<'a>(arrays: impl Iterator<Item = &'a ArrayRef>, rows: usize) -> Vec<u32> {
    let mut all = Vec::with_capacity(rows);
    let mut texts: Codes<&str> = Codes::default();
    let mut bits: Codes<i128> = Codes::default();
    for array in arrays {
        if let Some(found) = Texts::of(array.as_ref()) {
            found.code(&mut all, |text| if text.trim().is_empty() { MISSING } else { texts.of(text) });
        } else if let Some(found) = whole_values(array) {
            all.extend(found.into_iter().map(|value| value.map_or(MISSING, |value| bits.of(value))));
        } else {
            // Nobody knows whether two such values are the same: each is one of its own.
            let first = all.len();
            all.extend((0..array.len()).map(|row| bits.of(-1 - (first + row) as i128 - (1 << 100))));
        }
    }
    all
}

/// Codes of values, in the order they are met.
struct Codes<T>(HashMap<T, u32, RandomState>);

impl<T> Default for Codes<T> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<T: Hash + Eq> Codes<T> {
    fn of(&mut self, value: T) -> u32 {
        let next = u32::try_from(self.0.len()).unwrap_or(MISSING);
        *self.0.entry(value).or_insert(next)
    }
}

/// Values that are whole numbers inside: numbers, days, truths. Floats are their bits, with one zero and no value for
/// not-a-number.
fn whole_values(array: &ArrayRef) -> Option<Vec<Option<i128>>> {
    Some(match array.data_type() {
        DataType::Int64 => array.as_primitive::<Int64Type>().iter().map(|one| one.map(i128::from)).collect(),
        DataType::UInt64 => array.as_primitive::<UInt64Type>().iter().map(|one| one.map(i128::from)).collect(),
        DataType::Decimal128(_, _) => array.as_primitive::<Decimal128Type>().iter().collect(),
        DataType::Date32 => array.as_primitive::<Date32Type>().iter().map(|one| one.map(i128::from)).collect(),
        DataType::Date64 => array.as_primitive::<Date64Type>().iter().map(|one| one.map(i128::from)).collect(),
        DataType::Timestamp(unit, _) => moments(array, *unit).into_iter().map(|one| one.map(i128::from)).collect(),
        DataType::Null => vec![None; array.len()],
        _ => {
            let numbers = values::numbers(array.as_ref())?;
            let whole = array.data_type().is_integer();
            let value = |value: &f64| {
                let bits = if whole { *value as i128 } else { i128::from((value + 0.0).to_bits()) };
                (!value.is_nan()).then_some(bits)
            };
            numbers.iter().map(value).collect()
        }
    })
}

fn moments(array: &ArrayRef, unit: TimeUnit) -> Vec<Option<i64>> {
    use arrow_array::types::{
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    };
    match unit {
        TimeUnit::Second => array.as_primitive::<TimestampSecondType>().iter().collect(),
        TimeUnit::Millisecond => array.as_primitive::<TimestampMillisecondType>().iter().collect(),
        TimeUnit::Microsecond => array.as_primitive::<TimestampMicrosecondType>().iter().collect(),
        TimeUnit::Nanosecond => array.as_primitive::<TimestampNanosecondType>().iter().collect(),
    }
}

/// Days of the day numbers of a spreadsheet, from 1954 to 2064. The reading has said that they are numbers.
fn day_numbers(array: &ArrayRef) -> Option<Vec<Option<i32>>> {
    /// Number of 1 January 1970.
    const EPOCH: i64 = 25_569;
    let numbers = array.as_primitive_opt::<Int64Type>()?;
    let day = |number: i64| i32::try_from(number - EPOCH).ok().filter(|_| (20_000..=60_000).contains(&number));
    numbers.iter().map(|number| number.map_or(Some(None), |number| day(number).map(Some))).collect()
}

fn days(array: &ArrayRef) -> Option<Vec<Option<i32>>> {
    const DAY: i64 = 86_400;
    let of = |moments: Vec<Option<i64>>, per_second: i64| {
        let day = |moment: i64| i32::try_from(moment.div_euclid(DAY * per_second)).ok();
        moments.into_iter().map(|moment| moment.and_then(day)).collect()
    };
    Some(match array.data_type() {
        DataType::Date32 => array.as_primitive::<Date32Type>().iter().collect(),
        DataType::Date64 => of(array.as_primitive::<Date64Type>().iter().collect(), 1_000),
        DataType::Timestamp(unit, _) => {
            let per_second = match unit {
                TimeUnit::Second => 1,
                TimeUnit::Millisecond => 1_000,
                TimeUnit::Microsecond => 1_000_000,
                TimeUnit::Nanosecond => 1_000_000_000,
            };
            of(moments(array, *unit), per_second)
        }
        _ => return None,
    })
}
