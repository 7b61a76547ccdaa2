//! Columns of states: keys, or whole numbers that came as decimals because some of them are missing.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Float32Type, Float64Type};
use arrow_array::{Array, ArrayRef, Int64Array};
use arrow_schema::DataType;
use helhed::error::{Error, Result, ShapeFault};

use crate::column::at_row;
use crate::keys::is_key;

/// Whether a column of this type can hold states.
pub(crate) fn is_state(data_type: &DataType) -> bool {
    is_key(data_type) || matches!(data_type, DataType::Float32 | DataType::Float64)
}

/// The type of [`states`] of a column.
pub(crate) fn type_of_states(data_type: &DataType) -> DataType {
    if is_key(data_type) { data_type.clone() } else { DataType::Int64 }
}

/// The states of a column as keys.
///
/// # Errors
/// `H894` with the row for a number that is not whole.
pub(crate) fn states(array: &ArrayRef, name: &str, first_row: u64) -> Result<ArrayRef> {
    let whole = |(row, value): (usize, Option<f64>)| match value {
        None => Ok(None),
        Some(value) if value.is_nan() => Ok(None),
        // Whole and within 53 bits, so the cast is exact.
        Some(value) if value.fract() == 0.0 && value.abs() <= helhed::cells::LARGEST_COUNT => Ok(Some(value as i64)),
        Some(_) => Err(Error::new(ShapeFault::NoCode.into(), at_row(name, first_row + row as u64))),
    };
    let found: Result<Int64Array> = match array.data_type() {
        DataType::Float32 => {
            let values = array.as_primitive::<Float32Type>().iter().map(|value| value.map(f64::from));
            values.enumerate().map(whole).collect()
        }
        DataType::Float64 => array.as_primitive::<Float64Type>().iter().enumerate().map(whole).collect(),
        _ => return Ok(array.clone()),
    };
    Ok(Arc::new(found?))
}
