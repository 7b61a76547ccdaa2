//! Columns of numbers: every type of number becomes doubles, with not-a-number where the value is missing.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Decimal128Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_cast::{CastOptions, cast_with_options};
use arrow_schema::DataType;

/// What a column of values may be, for an error message.
pub(crate) const EXPECTED: &str = "a column of numbers or true/false";

/// Whether [`numbers`] reads columns of this type.
pub(crate) fn is_number(data_type: &DataType) -> bool {
    data_type.is_numeric() || matches!(data_type, DataType::Boolean | DataType::Null)
}

/// The values as doubles, missing ones as not-a-number; `None` for a type that holds no numbers.
///
/// Whole numbers beyond 2^53 are rounded to a double, and so are decimals: the nearest double to what is written.
pub(crate) fn numbers(array: &dyn Array) -> Option<Cow<'_, [f64]>> {
    let mut values = match array.data_type() {
        DataType::Null => return Some(Cow::Owned(vec![f64::NAN; array.len()])),
        DataType::Boolean => array.as_boolean().values().iter().map(|value| f64::from(u8::from(value))).collect(),
        DataType::Int8 => doubles::<Int8Type>(array, f64::from),
        DataType::Int16 => doubles::<Int16Type>(array, f64::from),
        DataType::Int32 => doubles::<Int32Type>(array, f64::from),
        DataType::Int64 => doubles::<Int64Type>(array, |value| value as f64),
        DataType::UInt8 => doubles::<UInt8Type>(array, f64::from),
        DataType::UInt16 => doubles::<UInt16Type>(array, f64::from),
        DataType::UInt32 => doubles::<UInt32Type>(array, f64::from),
        DataType::UInt64 => doubles::<UInt64Type>(array, |value| value as f64),
        DataType::Float16 => doubles::<Float16Type>(array, f64::from),
        DataType::Float32 => doubles::<Float32Type>(array, f64::from),
        data_type if data_type.is_decimal() => decimals(array)?,
        DataType::Float64 => {
            let values = array.as_primitive::<Float64Type>().values();
            if array.null_count() == 0 {
                return Some(Cow::Borrowed(values));
            }
            values.to_vec()
        }
        _ => return None,
    };
    if let Some(nulls) = array.nulls() {
        for missing in (!nulls.inner()).set_indices() {
            values[missing] = f64::NAN;
        }
    }
    Some(Cow::Owned(values))
}

fn doubles<T: ArrowPrimitiveType>(array: &dyn Array, double: impl Fn(T::Native) -> f64) -> Vec<f64> {
    array.as_primitive::<T>().values().iter().map(|value| double(*value)).collect()
}

/// Powers of ten up to this one are doubles without rounding, and so are whole numbers up to 2^53.
const EXACT_TENS: i8 = 22;

/// Decimals as the doubles a person would write: 0.15 is the double 0.15, to the last bit.
///
/// One division of two exact doubles rounds once, so it gives that double. Longer numbers go by way of their text.
fn decimals(array: &dyn Array) -> Option<Vec<f64>> {
    if let DataType::Decimal128(_, scale @ 0..=EXACT_TENS) = array.data_type() {
        let (values, unit) = (array.as_primitive::<Decimal128Type>().values(), 10_f64.powi(i32::from(*scale)));
        if values.iter().all(|value| value.unsigned_abs() <= 1 << 53) {
            return Some(values.iter().map(|value| *value as f64 / unit).collect());
        }
    }
    let options = CastOptions { safe: false, ..CastOptions::default() };
    let texts = cast_with_options(array, &DataType::Utf8, &options).ok()?;
    texts.as_string_opt::<i32>()?.iter().map(|text| text.map_or(Some(f64::NAN), |text| text.parse().ok())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{BooleanArray, Decimal128Array, Float64Array, Int64Array, NullArray, StringArray};

    #[test]
    fn missing_is_not_a_number_also_in_a_slice() {
        let array = Int64Array::from(vec![Some(9), Some(1), None, Some(-3)]).slice(1, 3);
        let found = numbers(&array).expect("numbers");
        assert_eq!((found[0], found[2]), (1.0, -3.0));
        assert!(found[1].is_nan());
        let array = BooleanArray::from(vec![Some(false), Some(true), None]).slice(1, 2);
        let found = numbers(&array).expect("numbers");
        assert!(found[0] == 1.0 && found[1].is_nan());
        assert!(numbers(&NullArray::new(2)).expect("numbers").iter().all(|value| value.is_nan()));
    }

    #[test]
    fn decimals_and_halves_are_numbers() {
        let array = Decimal128Array::from(vec![Some(15), None, Some(-335)]).with_precision_and_scale(12, 2);
        let found = array.expect("a scale");
        let found = numbers(&found).expect("numbers");
        assert_eq!((found[0], found[2]), (0.15, -3.35));
        assert!(found[1].is_nan());
        let whole = Decimal128Array::from(vec![12]).with_precision_and_scale(5, -2).expect("a scale");
        assert_eq!(numbers(&whole).expect("numbers")[0], 1200.0);
        let long = Decimal128Array::from(vec![12_345_678_901_234_567_890_123, 15]).with_precision_and_scale(38, 2);
        let long = long.expect("a scale");
        assert_eq!(&*numbers(&long).expect("numbers"), &[123_456_789_012_345_678_901.23, 0.15]);
        let halves = arrow_cast::cast(&Float64Array::from(vec![0.5, 2.25]), &DataType::Float16).expect("halves");
        assert_eq!(&*numbers(&halves).expect("numbers"), &[0.5, 2.25]);
        assert!(is_number(&DataType::Float16) && is_number(&DataType::Decimal256(50, 2)));
    }

    #[test]
    fn doubles_without_missing_values_are_not_copied() {
        let array = Float64Array::from(vec![1.0, 2.0]);
        assert!(matches!(numbers(&array), Some(Cow::Borrowed([1.0, 2.0]))));
        assert!(numbers(&StringArray::from(vec!["1"])).is_none());
    }
}
