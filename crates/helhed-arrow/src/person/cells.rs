//! The cells of a column as the watch sees them, whatever Arrow keeps them as.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal128Type, Float32Type, Float64Type, Int16Type, Int32Type, Int64Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;

use super::Suspicion;
use crate::texts::Texts;

/// Notes every value of an array whose first row is `start`.
pub(crate) fn note(suspicion: &mut Suspicion, array: &ArrayRef, start: u64) {
    if let Some(texts) = Texts::of(array.as_ref()) {
        return texts.each(|text, count, row| suspicion.note_text(text, count, start + row));
    }
    match array.data_type() {
        DataType::Int64 => {
            let values = array.as_primitive::<Int64Type>().values();
            integers(suspicion, array, start, |row| u64::try_from(values[row]).ok());
        }
        DataType::UInt64 => {
            let values = array.as_primitive::<UInt64Type>().values();
            integers(suspicion, array, start, |row| values.get(row).copied());
        }
        DataType::Int32 => {
            let values = array.as_primitive::<Int32Type>().values();
            integers(suspicion, array, start, |row| u64::try_from(values[row]).ok());
        }
        DataType::UInt32 => {
            let values = array.as_primitive::<UInt32Type>().values();
            integers(suspicion, array, start, |row| Some(u64::from(values[row])));
        }
        DataType::Float64 => {
            let values = array.as_primitive::<Float64Type>().values();
            integers(suspicion, array, start, |row| values.get(row).copied().filter(large).and_then(whole));
        }
        DataType::Float32 => {
            let values = array.as_primitive::<Float32Type>().values();
            integers(suspicion, array, start, |row| whole(f64::from(values[row])));
        }
        DataType::Decimal128(_, scale) => {
            let (values, scale) = (array.as_primitive::<Decimal128Type>().values(), *scale);
            integers(suspicion, array, start, |row| unscaled(values[row], scale));
        }
        DataType::Binary => binary(suspicion, array.as_binary::<i32>().iter(), start),
        DataType::LargeBinary => binary(suspicion, array.as_binary::<i64>().iter(), start),
        DataType::FixedSizeBinary(_) => binary(suspicion, array.as_fixed_size_binary().iter(), start),
        DataType::List(_) => inner(suspicion, array.as_list::<i32>().values()),
        DataType::LargeList(_) => inner(suspicion, array.as_list::<i64>().values()),
        DataType::Decimal32(_, _) | DataType::Decimal64(_, _) | DataType::Decimal256(_, _) => {
            match crate::values::numbers(array.as_ref()) {
                Some(values) => integers(suspicion, array, start, |row| values.get(row).copied().and_then(whole)),
                None => suspicion.note_others((array.len() - array.null_count()) as u64),
            }
        }
        DataType::ListView(_) => inner(suspicion, array.as_list_view::<i32>().values()),
        DataType::LargeListView(_) => inner(suspicion, array.as_list_view::<i64>().values()),
        DataType::Union(variants, _) => {
            let union = array.as_union();
            variants.iter().for_each(|(variant, _)| inner(suspicion, union.child(variant)));
        }
        DataType::FixedSizeList(_, _) => inner(suspicion, array.as_fixed_size_list().values()),
        DataType::Map(_, _) => array.as_map().entries().columns().iter().for_each(|each| inner(suspicion, each)),
        DataType::Struct(_) => array.as_struct().columns().iter().for_each(|each| inner(suspicion, each)),
        DataType::Dictionary(_, _) => inner(suspicion, array.as_any_dictionary().values()),
        DataType::RunEndEncoded(ends, _) => match ends.data_type() {
            DataType::Int16 => inner(suspicion, array.as_run::<Int16Type>().values()),
            DataType::Int32 => inner(suspicion, array.as_run::<Int32Type>().values()),
            _ => inner(suspicion, array.as_run::<Int64Type>().values()),
        },
        _ => suspicion.note_others((array.len() - array.null_count()) as u64),
    }
}

/// Notes the whole numbers of an array, as `value` gives them; others are only counted.
fn integers(suspicion: &mut Suspicion, array: &ArrayRef, start: u64, value: impl Fn(usize) -> Option<u64>) {
    let mut others = 0;
    let mut note = |row: usize| match value(row).filter(|value| *value >= FEWEST) {
        Some(value) => suspicion.note_integer(value, start + row as u64),
        None => others += 1,
    };
    match array.nulls().filter(|nulls| nulls.null_count() > 0) {
        None => (0..array.len()).for_each(&mut note),
        Some(nulls) => (0..array.len()).filter(|row| nulls.is_valid(*row)).for_each(&mut note),
    }
    suspicion.note_others(others);
}

/// Less than the smallest number of a person, and not worth a look.
const FEWEST: u64 = 100_000_000;

/// Whether a number is worth a look.
fn large(value: &f64) -> bool {
    *value >= FEWEST as f64
}

/// Notes the values inside those of a column; which row they belong to is not known.
fn inner(suspicion: &mut Suspicion, array: &ArrayRef) {
    let mut noted = Suspicion::default();
    note(&mut noted, array, 0);
    suspicion.merge(&noted.without_rows());
}

fn binary<'a>(suspicion: &mut Suspicion, values: impl Iterator<Item = Option<&'a [u8]>>, start: u64) {
    for (row, value) in (start..).zip(values) {
        match value.map(std::str::from_utf8) {
            Some(Ok(text)) => suspicion.note_text(text, 1, row),
            Some(Err(_)) => suspicion.note_others(1),
            None => {}
        }
    }
}

/// A number without decimals and below ten to the tenth.
pub(super) fn whole(value: f64) -> Option<u64> {
    ((0.0..1e10).contains(&value) && value.fract() == 0.0).then_some(value as u64)
}

/// A decimal number without decimals.
pub(super) fn unscaled(value: i128, scale: i8) -> Option<u64> {
    let unit = 10_i128.checked_pow(u32::from(scale.unsigned_abs()))?;
    let value = if scale > 0 { (value % unit == 0).then(|| value / unit)? } else { value.checked_mul(unit)? };
    u64::try_from(value).ok()
}
