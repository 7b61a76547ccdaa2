//! Columns of any Arrow type as lists of Python values.

use arrow_array::cast::AsArray;
use arrow_array::temporal_conversions::date64_to_datetime;
use arrow_array::types::{
    Date32Type, Date64Type, Decimal128Type, Decimal256Type, DurationMicrosecondType, DurationMillisecondType,
    DurationNanosecondType, DurationSecondType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type,
    Int64Type, Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type,
    UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, RecordBatch};
use arrow_schema::{DataType, SchemaRef, TimeUnit};
use helhed::error::{Error, Fault, Place};
use pyo3::IntoPyObjectExt;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString};

use crate::error::{Raised, refused};

/// The columns of a table as lists, by their names.
pub(crate) fn columns_to_dict<'py>(
    py: Python<'py>,
    schema: &SchemaRef,
    batches: &[RecordBatch],
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (index, field) in schema.fields().iter().enumerate() {
        let values = PyList::empty(py);
        for batch in batches {
            let Some(part) = list(py, batch.column(index))? else {
                let expected = "a column that a Python list can hold";
                let fault = Fault::WrongType { expected, found: field.data_type().to_string() };
                return Err(Raised::from(Error::new(fault, Place::column(field.name()))).into());
            };
            values.call_method1("extend", (part,))?;
        }
        dict.set_item(field.name(), values)?;
    }
    Ok(dict)
}

type Values<'py> = Vec<Bound<'py, PyAny>>;

/// The values of a column; nothing where Python has no such value.
fn list<'py>(py: Python<'py>, column: &ArrayRef) -> PyResult<Option<Values<'py>>> {
    Ok(Some(match column.data_type() {
        DataType::Null => vec![py.None().into_bound(py); column.len()],
        DataType::Boolean => each(py, column, |row| column.as_boolean().value(row).into_bound_py_any(py))?,
        DataType::Utf8 => each(py, column, |row| text(py, column.as_string::<i32>().value(row)))?,
        DataType::LargeUtf8 => each(py, column, |row| text(py, column.as_string::<i64>().value(row)))?,
        DataType::Utf8View => each(py, column, |row| text(py, column.as_string_view().value(row)))?,
        DataType::Int8 => numbers::<Int8Type>(py, column)?,
        DataType::Int16 => numbers::<Int16Type>(py, column)?,
        DataType::Int32 => numbers::<Int32Type>(py, column)?,
        DataType::Int64 => numbers::<Int64Type>(py, column)?,
        DataType::UInt8 => numbers::<UInt8Type>(py, column)?,
        DataType::UInt16 => numbers::<UInt16Type>(py, column)?,
        DataType::UInt32 => numbers::<UInt32Type>(py, column)?,
        DataType::UInt64 => numbers::<UInt64Type>(py, column)?,
        DataType::Float16 => {
            let halves = column.as_primitive::<Float16Type>();
            each(py, column, |row| f64::from(halves.value(row)).into_bound_py_any(py))?
        }
        DataType::Float32 => numbers::<Float32Type>(py, column)?,
        DataType::Float64 => numbers::<Float64Type>(py, column)?,
        DataType::Decimal128(_, _) => {
            let class = py.import("decimal")?.getattr("Decimal")?;
            let decimals = column.as_primitive::<Decimal128Type>();
            each(py, column, |row| class.call1((decimals.value_as_string(row),)))?
        }
        DataType::Decimal256(_, _) => {
            let class = py.import("decimal")?.getattr("Decimal")?;
            let decimals = column.as_primitive::<Decimal256Type>();
            each(py, column, |row| class.call1((decimals.value_as_string(row),)))?
        }
        DataType::Date32 => {
            let days = column.as_primitive::<Date32Type>();
            days_of(py, column, |row| i64::from(days.value(row)))?
        }
        DataType::Date64 => {
            let moments = column.as_primitive::<Date64Type>();
            days_of(py, column, |row| moments.value(row).div_euclid(86_400_000))?
        }
        DataType::Timestamp(unit, zone) => {
            let microseconds = match unit {
                TimeUnit::Second => times::<TimestampSecondType>(column, 1_000_000),
                TimeUnit::Millisecond => times::<TimestampMillisecondType>(column, 1000),
                TimeUnit::Microsecond => times::<TimestampMicrosecondType>(column, 1),
                TimeUnit::Nanosecond => times::<TimestampNanosecondType>(column, 0),
            };
            moments(py, column, &microseconds, zone.as_deref())?
        }
        DataType::Time32(TimeUnit::Second) => clock(py, column, &times::<Time32SecondType>(column, 1_000_000))?,
        DataType::Time32(_) => clock(py, column, &times::<Time32MillisecondType>(column, 1000))?,
        DataType::Time64(TimeUnit::Microsecond) => clock(py, column, &times::<Time64MicrosecondType>(column, 1))?,
        DataType::Time64(_) => clock(py, column, &times::<Time64NanosecondType>(column, 0))?,
        DataType::Duration(unit) => {
            let microseconds = match unit {
                TimeUnit::Second => times::<DurationSecondType>(column, 1_000_000),
                TimeUnit::Millisecond => times::<DurationMillisecondType>(column, 1000),
                TimeUnit::Microsecond => times::<DurationMicrosecondType>(column, 1),
                TimeUnit::Nanosecond => times::<DurationNanosecondType>(column, 0),
            };
            let delta = py.import("datetime")?.getattr("timedelta")?;
            each(py, column, |row| delta.call1((0, 0, microseconds[row])))?
        }
        DataType::Binary => each(py, column, |row| bytes(py, column.as_binary::<i32>().value(row)))?,
        DataType::LargeBinary => each(py, column, |row| bytes(py, column.as_binary::<i64>().value(row)))?,
        DataType::BinaryView => each(py, column, |row| bytes(py, column.as_binary_view().value(row)))?,
        DataType::FixedSizeBinary(_) => each(py, column, |row| bytes(py, column.as_fixed_size_binary().value(row)))?,
        DataType::Dictionary(_, _) => return dictionary(py, column),
        DataType::List(_) => return nested(py, column, |row| column.as_list::<i32>().value(row)),
        DataType::LargeList(_) => return nested(py, column, |row| column.as_list::<i64>().value(row)),
        DataType::FixedSizeList(_, _) => return nested(py, column, |row| column.as_fixed_size_list().value(row)),
        DataType::Struct(fields) => {
            let mut parts = Vec::with_capacity(fields.len());
            for (field, part) in fields.iter().zip(column.as_struct().columns()) {
                let Some(values) = list(py, part)? else { return Ok(None) };
                parts.push((field.name(), values));
            }
            each(py, column, |row| {
                let dict = PyDict::new(py);
                for (name, values) in &parts {
                    dict.set_item(name, &values[row])?;
                }
                Ok(dict.into_any())
            })?
        }
        _ => return Ok(None),
    }))
}

/// One value for each row that has one.
fn each<'py>(
    py: Python<'py>,
    column: &ArrayRef,
    value: impl Fn(usize) -> PyResult<Bound<'py, PyAny>>,
) -> PyResult<Values<'py>> {
    (0..column.len()).map(|row| if column.is_null(row) { Ok(py.None().into_bound(py)) } else { value(row) }).collect()
}

fn text<'py>(py: Python<'py>, text: &str) -> PyResult<Bound<'py, PyAny>> {
    Ok(PyString::new(py, text).into_any())
}

fn bytes<'py>(py: Python<'py>, bytes: &[u8]) -> PyResult<Bound<'py, PyAny>> {
    Ok(PyBytes::new(py, bytes).into_any())
}

fn numbers<'py, T>(py: Python<'py>, column: &ArrayRef) -> PyResult<Values<'py>>
where
    T: ArrowPrimitiveType,
    T::Native: IntoPyObject<'py>,
{
    let numbers = column.as_primitive::<T>();
    each(py, column, |row| numbers.value(row).into_bound_py_any(py))
}

/// Moments in microseconds, where one unit of the column is so many; nanoseconds are 0.
fn times<T: ArrowPrimitiveType>(column: &ArrayRef, unit: i64) -> Vec<i64>
where
    T::Native: Into<i64>,
{
    let values = column.as_primitive::<T>().values().iter().map(|value| (*value).into());
    values.map(|value: i64| if unit == 0 { value.div_euclid(1000) } else { value.saturating_mul(unit) }).collect()
}

/// Days; one that Python's calendar does not reach is a text.
fn days_of<'py>(py: Python<'py>, column: &ArrayRef, day: impl Fn(usize) -> i64) -> PyResult<Values<'py>> {
    /// 1 January 1970, as Python counts days.
    const EPOCH: i64 = 719_163;
    let class = py.import("datetime")?.getattr("date")?;
    each(py, column, |row| {
        let found = class.call_method1("fromordinal", (day(row).saturating_add(EPOCH),));
        found.or_else(|_| {
            let moment = date64_to_datetime(day(row).saturating_mul(86_400_000));
            text(py, &moment.map_or_else(|| day(row).to_string(), |moment| moment.date().to_string()))
        })
    })
}

/// Moments, in their zone where they have one.
fn moments<'py>(py: Python<'py>, column: &ArrayRef, microseconds: &[i64], zone: Option<&str>) -> PyResult<Values<'py>> {
    let module = py.import("datetime")?;
    let (class, delta) = (module.getattr("datetime")?, module.getattr("timedelta")?);
    let utc = module.getattr("timezone")?.getattr("utc")?;
    let zone = zone.map(|name| {
        let known = py.import("zoneinfo").and_then(|module| module.call_method1("ZoneInfo", (name,)));
        known
            .or_else(|_| {
                class.call_method1("fromisoformat", (format!("1970-01-01T00:00:00{name}"),))?.getattr("tzinfo")
            })
            .unwrap_or_else(|_| utc.clone())
    });
    let epoch = match &zone {
        Some(_) => class.call1((1970, 1, 1, 0, 0, 0, 0, &utc))?,
        None => class.call1((1970, 1, 1))?,
    };
    each(py, column, |row| {
        let moment = delta.call1((0, 0, microseconds[row])).and_then(|delta| epoch.call_method1("__add__", (delta,)));
        let placed = match &zone {
            Some(zone) => moment.and_then(|moment| moment.call_method1("astimezone", (zone,))),
            None => moment,
        };
        placed.or_else(|_| text(py, &format!("{} microseconds after 1970", microseconds[row])))
    })
}

/// Times of day.
fn clock<'py>(py: Python<'py>, column: &ArrayRef, microseconds: &[i64]) -> PyResult<Values<'py>> {
    let module = py.import("datetime")?;
    let (start, delta) = (module.getattr("datetime")?.getattr("min")?, module.getattr("timedelta")?);
    each(py, column, |row| {
        let delta = delta.call1((0, 0, microseconds[row]))?;
        start.call_method1("__add__", (delta,))?.call_method0("time")
    })
}

/// The words of a dictionary, once each.
fn dictionary<'py>(py: Python<'py>, column: &ArrayRef) -> PyResult<Option<Values<'py>>> {
    let words = column.as_any_dictionary();
    let Some(values) = list(py, words.values())? else { return Ok(None) };
    if values.is_empty() {
        return Ok(Some(vec![py.None().into_bound(py); column.len()]));
    }
    let keys = words.normalized_keys();
    let word = |row: usize| keys.get(row).and_then(|key| values.get(*key)).cloned();
    let outside = || refused(Fault::Damaged { reason: "a key points outside its dictionary".into() });
    each(py, column, |row| word(row).ok_or_else(outside)).map(Some)
}

/// Lists in a column.
fn nested<'py>(py: Python<'py>, column: &ArrayRef, part: impl Fn(usize) -> ArrayRef) -> PyResult<Option<Values<'py>>> {
    let mut lists = Vec::with_capacity(column.len());
    for row in 0..column.len() {
        lists.push(if column.is_null(row) {
            py.None().into_bound(py)
        } else {
            let Some(values) = list(py, &part(row))? else { return Ok(None) };
            PyList::new(py, values)?.into_any()
        });
    }
    Ok(Some(lists))
}
