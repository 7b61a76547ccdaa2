//! What is asked of one column, ready to be held against its values and its statistics.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, RecordBatch};
use arrow_schema::{DataType, Schema};
use helhed::error::{Error, Fault, Place, Result, Spot, Within, shown};
use helhed::estimate::KeyValue;

use super::asked::{Asked, Sought};
use crate::column::Column;
use crate::file::Extremes;
use crate::keys::{KeyColumn, is_key};
use crate::values;

/// What a column in `where` may be, for an error message.
const EXPECTED: &str = "a column of texts, numbers, true/false or dates";

/// The place of a value that is not asked for.
const NOT: u32 = u32::MAX;

/// Different texts that a worker keeps, so that a column of them does not fill the memory.
const MOST_KNOWN: usize = 1 << 16;

/// The values of a column that are asked for.
#[derive(Debug)]
pub(crate) struct Among {
    /// The column.
    pub(crate) column: Column,
    values: Values,
    missing: bool,
    asked: Asked,
    /// Whether each value of a list has occurred; behind them a place for whatever is asked for and not in a list.
    seen: Vec<AtomicBool>,
}

#[derive(Debug)]
enum Values {
    Whole(Set<i128>),
    Number(Set<f64>),
    Text(Set<Box<str>>),
    /// The column has no values.
    None,
}

impl Values {
    /// The places of the list.
    fn places(&self) -> BTreeSet<u32> {
        fn of<T>(set: &Set<T>) -> BTreeSet<u32> {
            match set {
                Set::OneOf(values) => values.iter().map(|(_, place)| *place).collect(),
                Set::Between(..) => BTreeSet::new(),
            }
        }
        match self {
            Self::Whole(set) => of(set),
            Self::Number(set) => of(set),
            Self::Text(set) => of(set),
            Self::None => BTreeSet::new(),
        }
    }
}

/// Values of a list, each with its place, or a range.
#[derive(Debug)]
enum Set<T> {
    OneOf(Vec<(T, u32)>),
    Between(Option<T>, Option<T>),
}

impl Among {
    /// Finds the column and reads what is asked for as its type.
    ///
    /// # Errors
    /// `H101`, `H106` with the column, `H102` for a column or a value of another type, `H007` for a range that ends before
    /// it starts.
    pub(crate) fn new(schema: &Schema, name: &str, asked: &Asked) -> Result<Self> {
        let fits = |kind: &DataType| is_key(kind) || kind.is_numeric();
        let column = Column::find(schema, name, fits, EXPECTED)?;
        let kind = column.data_type();
        let refused = |fault| Error::new(fault, Place::argument("where").and(Spot::Column(name.to_owned())));
        let values = match kind {
            DataType::Null => Ok(Values::None),
            DataType::Boolean => set(asked, Sought::truth).map(Values::Whole),
            DataType::Date32 => set(asked, Sought::date).map(Values::Whole),
            kind if kind.is_integer() => set(asked, Sought::whole).map(Values::Whole),
            kind if kind.is_numeric() => set(asked, Sought::number).map(Values::Number),
            _ => set(asked, Sought::text).map(Values::Text),
        };
        let values = values.map_err(refused)?;
        let (listed, missing) = match asked {
            Asked::OneOf(values) => (values.len(), values.contains(&Sought::Missing)),
            Asked::Between(..) => (0, false),
        };
        // A value that is listed twice has one place; the other is as good as seen.
        let places = values.places();
        let seen = (0_u32..).take(listed + 1).map(|place| AtomicBool::new(!places.contains(&place))).collect();
        Ok(Self { column, values, missing, asked: asked.clone(), seen })
    }

    /// Leaves in `kept` only the rows whose value is asked for.
    ///
    /// # Errors
    /// `H102` if the batch is not of the schema the column was found in.
    pub(crate) fn sift(&self, batch: &RecordBatch, known: &mut Known, kept: &mut [bool]) -> Result<()> {
        self.sift_array(self.column.of(batch)?, known, kept)
    }

    /// The same for the column by itself.
    ///
    /// # Errors
    /// As [`sift`](Self::sift).
    pub(crate) fn sift_array(&self, array: &dyn Array, known: &mut Known, kept: &mut [bool]) -> Result<()> {
        match (&self.values, array.data_type()) {
            (Values::None, _) => self.each(kept, array.len(), |_| None),
            (Values::Number(set), _) => {
                let numbers = values::numbers(array).unwrap_or_default();
                let present = |row: usize| numbers.get(row).copied().filter(|one| !one.is_nan());
                self.each(kept, array.len(), |row| present(row).map(|one| set.number(one)));
            }
            (Values::Whole(set), kind) => match kind {
                DataType::Boolean => {
                    let array = array.as_boolean();
                    self.each(kept, array.len(), |row| {
                        array.is_valid(row).then(|| set.whole(i128::from(u8::from(array.value(row)))))
                    });
                }
                DataType::Date32 => self.whole::<Date32Type>(array, set, kept),
                DataType::Int8 => self.whole::<Int8Type>(array, set, kept),
                DataType::Int16 => self.whole::<Int16Type>(array, set, kept),
                DataType::Int32 => self.whole::<Int32Type>(array, set, kept),
                DataType::Int64 => self.whole::<Int64Type>(array, set, kept),
                DataType::UInt8 => self.whole::<UInt8Type>(array, set, kept),
                DataType::UInt16 => self.whole::<UInt16Type>(array, set, kept),
                DataType::UInt32 => self.whole::<UInt32Type>(array, set, kept),
                _ => self.whole::<UInt64Type>(array, set, kept),
            },
            (Values::Text(set), _) => self.texts(array, set, known, kept)?,
        }
        Ok(())
    }

    /// Whether no value between these bounds is asked for.
    pub(crate) fn excludes(&self, bounds: &Extremes) -> bool {
        let misses = match (&self.values, bounds) {
            (Values::Whole(set), Extremes::Whole(low, high)) => set.misses(low, high, i128::cmp),
            (Values::Text(set), Extremes::Text(low, high)) => {
                set.misses(low.as_slice(), high.as_slice(), |one, bound| one.as_bytes().cmp(bound))
            }
            _ => false,
        };
        misses && !self.missing
    }

    /// Whether a value of the list that has not occurred yet may lie between these bounds.
    pub(crate) fn may_hold_more(&self, bounds: Option<&Extremes>) -> bool {
        self.unseen().next().is_some() && !bounds.is_some_and(|bounds| self.excludes(bounds))
    }

    /// The values of the list that have not occurred, by their places.
    pub(crate) fn unseen(&self) -> impl Iterator<Item = (usize, &Sought)> {
        let listed = match &self.asked {
            Asked::OneOf(values) => values.as_slice(),
            Asked::Between(..) => &[],
        };
        let open = |(place, sought): &(usize, &Sought)| {
            **sought != Sought::Missing && self.seen.get(*place).is_some_and(|seen| !seen.load(Relaxed))
        };
        listed.iter().enumerate().filter(open)
    }

    /// Leaves the rows whose value has a place; `place` is none for a row without a value.
    fn each(&self, kept: &mut [bool], rows: usize, place: impl Fn(usize) -> Option<u32>) {
        for (row, kept) in kept.iter_mut().enumerate().take(rows) {
            match place(row) {
                None => *kept &= self.missing,
                Some(place) => match self.seen.get(place as usize) {
                    None => *kept = false,
                    // Most have occurred before: a look is cheaper than a mark.
                    Some(seen) if seen.load(Relaxed) => {}
                    Some(seen) => seen.store(true, Relaxed),
                },
            }
        }
    }

    fn whole<T: ArrowPrimitiveType>(&self, array: &dyn Array, set: &Set<i128>, kept: &mut [bool])
    where
        i128: From<T::Native>,
    {
        let array = array.as_primitive::<T>();
        self.each(kept, array.len(), |row| array.is_valid(row).then(|| set.whole(array.value(row).into())));
    }

    /// Texts get codes, so that each is looked up once.
    fn texts(&self, array: &dyn Array, set: &Set<Box<str>>, known: &mut Known, kept: &mut [bool]) -> Result<()> {
        if known.places.len() > MOST_KNOWN {
            *known = Known::default();
        }
        known.codes.clear();
        // The row of an error is that of a number, and these are texts.
        known.column.encode(array, 0, &mut known.codes).within(|| Spot::Column(self.column.name.clone()))?;
        for code in known.places.len()..known.column.len() {
            known.places.push(match known.column.value(code as u32) {
                KeyValue::Text(text) => Some(set.text(text)),
                _ => None,
            });
        }
        let (codes, places) = (&known.codes, &known.places);
        self.each(kept, codes.len(), |row| places[codes[row] as usize]);
        Ok(())
    }
}

/// The texts of a column that one worker has looked up, and their places; none for a row without a text.
#[derive(Debug, Default)]
pub(crate) struct Known {
    column: KeyColumn,
    places: Vec<Option<u32>>,
    codes: Vec<u32>,
}

impl<T: PartialOrd> Set<T> {
    /// The place of the first value of the list for which `is` holds, or that behind the list for one in the range.
    fn place<V: ?Sized>(&self, value: &V, order: impl Fn(&T, &V) -> Option<Ordering>) -> u32 {
        match self {
            Self::OneOf(values) => {
                let found = values.binary_search_by(|(one, _)| order(one, value).unwrap_or(Ordering::Less));
                found.ok().and_then(|index| values.get(index)).map_or(NOT, |(_, place)| *place)
            }
            Self::Between(from, to) => {
                let before = from.as_ref().is_some_and(|from| order(from, value) == Some(Ordering::Greater));
                let behind = to.as_ref().is_some_and(|to| order(to, value) == Some(Ordering::Less));
                if before || behind { NOT } else { 0 }
            }
        }
    }

    /// Whether all its values lie outside these bounds.
    fn misses<V: ?Sized>(&self, low: &V, high: &V, order: impl Fn(&T, &V) -> Ordering) -> bool {
        match self {
            Self::OneOf(values) => !values.iter().any(|(one, _)| order(one, low).is_ge() && order(one, high).is_le()),
            Self::Between(from, to) => {
                from.as_ref().is_some_and(|from| order(from, high).is_gt())
                    || to.as_ref().is_some_and(|to| order(to, low).is_lt())
            }
        }
    }
}

impl Set<i128> {
    fn whole(&self, value: i128) -> u32 {
        self.place(&value, i128::partial_cmp)
    }
}

impl Set<f64> {
    fn number(&self, value: f64) -> u32 {
        self.place(&value, f64::partial_cmp)
    }
}

impl Set<Box<str>> {
    fn text(&self, value: &str) -> u32 {
        self.place(value, |one, other| Some(one.as_ref().cmp(other)))
    }
}

/// What is asked for as values of one type, sorted where it is a list.
fn set<T: PartialOrd>(asked: &Asked, read: impl Fn(&Sought) -> Result<T, Fault>) -> Result<Set<T>, Fault> {
    match asked {
        Asked::OneOf(values) => {
            let listed = values.iter().zip(0_u32..).filter(|(one, _)| **one != Sought::Missing);
            let mut listed = listed.map(|(one, place)| Ok((read(one)?, place))).collect::<Result<Vec<_>, Fault>>()?;
            listed.sort_by(|(one, _), (other, _)| one.partial_cmp(other).unwrap_or(Ordering::Equal));
            listed.dedup_by(|(one, _), (other, _)| one == other);
            Ok(Set::OneOf(listed))
        }
        Asked::Between(from, to) => {
            let read = |end: &Option<Sought>| end.as_ref().map(&read).transpose();
            let set = (read(from)?, read(to)?);
            match (from, to, &set) {
                (Some(start), Some(end), (Some(from), Some(to))) if from > to => {
                    Err(Fault::EndBeforeStart { start: shown(&start.to_string()), end: shown(&end.to_string()) })
                }
                _ => Ok(Set::Between(set.0, set.1)),
            }
        }
    }
}
