//! Columns of numbers: every type of number becomes doubles, with not-a-number where the value is missing.

use std::borrow::Cow;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType};
use arrow_schema::DataType;

/// What a column of values may be, for an error message.
pub(crate) const EXPECTED: &str = "a column of numbers or true/false";

/// Whether [`numbers`] reads columns of this type.
pub(crate) fn is_number(data_type: &DataType) -> bool {
    use DataType::{Boolean, Float32, Float64, Null};
    data_type.is_integer() || matches!(data_type, Boolean | Float32 | Float64 | Null)
}

/// The values as doubles, missing ones as not-a-number; `None` for a type that holds no numbers.
///
/// Whole numbers beyond 2^53 are rounded to a double.
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
        DataType::Float32 => doubles::<Float32Type>(array, f64::from),
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
        for (value, present) in values.iter_mut().zip(nulls.iter()) {
            if !present {
                *value = f64::NAN;
            }
        }
    }
    Some(Cow::Owned(values))
}

fn doubles<T: ArrowPrimitiveType>(array: &dyn Array, double: impl Fn(T::Native) -> f64) -> Vec<f64> {
    array.as_primitive::<T>().values().iter().map(|value| double(*value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use arrow_array::{BooleanArray, Float64Array, Int64Array, NullArray, StringArray};

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
    fn doubles_without_missing_values_are_not_copied() {
        let array = Float64Array::from(vec![1.0, 2.0]);
        assert!(matches!(numbers(&array), Some(Cow::Borrowed([1.0, 2.0]))));
        assert!(numbers(&StringArray::from(vec!["1"])).is_none());
    }
}
