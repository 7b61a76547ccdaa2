//! What goes out to Python: Arrow streams, data frames, dictionaries, HTML, pickles.

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::{Float64Type, Int64Type, UInt64Type};
use arrow_array::{Array, RecordBatch, RecordBatchIterator, RecordBatchReader};
use arrow_schema::DataType;
use helhed::error::{Fault, Result};
use helhed::report::Table;
use pyo3::exceptions::PyImportError;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyTuple, PyType};
use pyo3::{IntoPyObjectExt, PyTypeInfo};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::refused;

/// A table as an Arrow stream (`__arrow_c_stream__`).
pub(crate) fn stream(py: Python<'_>, batch: RecordBatch) -> PyResult<Bound<'_, PyCapsule>> {
    let schema = batch.schema();
    reader_stream(py, RecordBatchIterator::new([Ok(batch)], schema))
}

/// Batches as an Arrow stream (`__arrow_c_stream__`); they are made while the stream is read.
pub(crate) fn reader_stream<R: RecordBatchReader + Send + 'static>(
    py: Python<'_>,
    reader: R,
) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
}

/// Writes a table to a file; the ending of its name says how.
pub(crate) fn write(batch: &RecordBatch, path: &Path) -> Result<()> {
    helhed_arrow::write(&batch.schema(), std::slice::from_ref(batch), path)
}

/// A pandas data frame of an object that hands out Arrow data.
pub(crate) fn to_pandas<'py>(table: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = table.py();
    let frame = package(py, "pandas", "pandas")?.getattr("DataFrame")?;
    let pyarrow = package(py, "pyarrow", "pandas")?;
    match frame.getattr_opt("from_arrow")? {
        Some(from_arrow) => from_arrow.call1((table,)),
        None => pyarrow.call_method1("table", (table,))?.call_method0("to_pandas"),
    }
}

/// A polars data frame of an object that hands out Arrow data.
pub(crate) fn to_polars<'py>(table: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    package(table.py(), "polars", "polars")?.call_method1("DataFrame", (table,))
}

/// An optional package, or `H601` with the extra that brings it.
fn package<'py>(py: Python<'py>, name: &str, extra: &str) -> PyResult<Bound<'py, PyModule>> {
    py.import(name).map_err(|error| {
        if error.is_instance_of::<PyImportError>(py) {
            refused(Fault::MissingExtra { package: name.to_owned(), extra: extra.to_owned() })
        } else {
            error
        }
    })
}

/// The columns of a table as lists, by their names.
pub(crate) fn to_dict<'py>(py: Python<'py>, batch: &RecordBatch) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for (field, column) in batch.schema().fields().iter().zip(batch.columns()) {
        let values = (0..column.len()).map(|row| value(py, column, row)).collect::<PyResult<Vec<_>>>()?;
        dict.set_item(field.name(), PyList::new(py, values)?)?;
    }
    Ok(dict)
}

/// One value of a column, as Python has it.
fn value<'py>(py: Python<'py>, column: &dyn Array, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    match column.data_type() {
        DataType::Null => Ok(py.None().into_bound(py)),
        DataType::Utf8 => column.as_string::<i32>().value(row).into_bound_py_any(py),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into_bound_py_any(py),
        DataType::UInt64 => column.as_primitive::<UInt64Type>().value(row).into_bound_py_any(py),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into_bound_py_any(py),
        DataType::Boolean => column.as_boolean().value(row).into_bound_py_any(py),
        DataType::List(_) => {
            let list = column.as_list::<i32>().value(row);
            let values = (0..list.len()).map(|item| value(py, &list, item)).collect::<PyResult<Vec<_>>>()?;
            PyList::new(py, values)?.into_bound_py_any(py)
        }
        DataType::Struct(fields) => {
            let dict = PyDict::new(py);
            for (field, part) in fields.iter().zip(column.as_struct().columns()) {
                dict.set_item(field.name(), value(py, part, row)?)?;
            }
            dict.into_bound_py_any(py)
        }
        other => Err(refused(Fault::Bug { what: format!("a result has a column of {other}") })),
    }
}

/// A table of texts as HTML; headings that start with `#` are of numbers.
pub(crate) fn html(headings: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new("", headings);
    table.rows.extend(rows);
    table.to_html()
}

/// What `__reduce__` gives: a way to read the text, and the text.
pub(crate) type Pickle<'py> = (Bound<'py, PyAny>, Bound<'py, PyTuple>);

/// An object as a pickle: its class's `_unpickle`, and its JSON.
pub(crate) fn pickled<'py, C: PyTypeInfo, T: Serialize>(py: Python<'py>, object: &T) -> PyResult<Pickle<'py>> {
    let class: Bound<'py, PyType> = py.get_type::<C>();
    Ok((class.getattr("_unpickle")?, PyTuple::new(py, [json(object)?])?))
}

/// An object as JSON.
pub(crate) fn json<T: Serialize>(object: &T) -> PyResult<String> {
    serde_json::to_string(object).map_err(|error| refused(Fault::Bug { what: format!("no JSON: {error}") }))
}

/// An object from its JSON. The reason of a failure is a position, never a value.
pub(crate) fn unpickled<T: DeserializeOwned>(text: &str) -> PyResult<T> {
    serde_json::from_str(text).map_err(|error| {
        let reason = format!("not what was written, at line {} column {}", error.line(), error.column());
        refused(Fault::Damaged { reason })
    })
}
