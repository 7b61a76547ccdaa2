//! Numbers that come in from Python: one number, or a column of them with gaps.

use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{Array, ArrayRef, make_array};
use helhed::error::{Error, Fault, Place};
use helhed_arrow::Numbers;
use pyo3::exceptions::PyMemoryError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyFloat, PyInt, PyString};

use crate::error::{Raised, refused};

/// Values of one column: anything that iterates over numbers or hands out a column of them, `None` and not-a-number where
/// one is missing.
pub(crate) struct Values(pub(crate) Vec<Option<f64>>);

impl<'a, 'py> FromPyObject<'a, 'py> for Values {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let Some(column) = Column::of(&object)? else { return Err(wrong(&object)) };
        Ok(Self(column.as_slice().iter().map(|value| (!value.is_nan()).then_some(*value)).collect()))
    }
}

/// One number, or a column of them.
pub(crate) enum Input {
    /// One number.
    One(f64),
    /// A column.
    Many(Column),
}

impl<'a, 'py> FromPyObject<'a, 'py> for Input {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if object.cast::<PyFloat>().is_ok() || object.cast::<PyInt>().is_ok() {
            return object.extract().map(Self::One);
        }
        match Column::of(&object)? {
            Some(column) => Ok(Self::Many(column)),
            // Numbers of other libraries; what is none says so in Python's words.
            None => object.extract().map(Self::One),
        }
    }
}

impl Input {
    /// How many numbers there are, if this is a column.
    pub(crate) fn len(&self) -> Option<usize> {
        match self {
            Self::One(_) => None,
            Self::Many(column) => Some(column.as_slice().len()),
        }
    }

    /// The number, if this is one.
    pub(crate) fn one(&self) -> Option<f64> {
        match self {
            Self::One(number) => Some(*number),
            Self::Many(_) => None,
        }
    }

    /// The column; one number stands in each of the `len` rows.
    pub(crate) fn repeated(self, len: usize) -> Column {
        match self {
            Self::One(number) => Column::Held(Numbers::Own(vec![number; len])),
            Self::Many(column) => column,
        }
    }
}

/// A column of doubles, not-a-number where one is missing.
pub(crate) enum Column {
    /// Ours, or shared by Arrow.
    Held(Numbers),
    /// Those of a numpy array, which is kept alive.
    Numpy(NumpyView),
}

impl Column {
    /// The column that an object is, without copying where it holds doubles; `None` where it is none.
    fn of(object: &Bound<'_, PyAny>) -> PyResult<Option<Self>> {
        if object.cast::<PyString>().is_ok() || object.cast::<PyBytes>().is_ok() || object.cast::<PyDict>().is_ok() {
            return Err(wrong(object));
        }
        if object.hasattr("__arrow_c_array__")? {
            return held(&arrow_array(object)?).map(Some);
        }
        if object.hasattr("__arrow_c_stream__")? {
            return held(&arrow_stream(object)?).map(Some);
        }
        if let Some(column) = numpy_column(object)? {
            return Ok(Some(column));
        }
        let Ok(items) = object.try_iter() else { return Ok(None) };
        let mut values = Vec::with_capacity(object.len().unwrap_or(0));
        for item in items {
            let item = item?;
            let value = item.extract::<Option<f64>>().map_err(|_| wrong(&item))?;
            values.push(value.unwrap_or(f64::NAN));
        }
        Ok(Some(Self::Held(Numbers::Own(values))))
    }

    /// The numbers.
    pub(crate) fn as_slice(&self) -> &[f64] {
        match self {
            Self::Held(numbers) => numbers.as_slice(),
            Self::Numpy(view) => view.as_slice(),
        }
    }
}

fn held(parts: &[ArrayRef]) -> PyResult<Column> {
    Ok(Column::Held(Numbers::from_parts(parts).map_err(Raised::from)?))
}

/// `H102`, with the type that was found.
fn wrong(item: &Bound<'_, PyAny>) -> PyErr {
    let found = item.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
    Raised::from(Error::new(Fault::WrongType { expected: "numbers", found }, Place::default())).into()
}

/// The fault of Arrow data that do not say what they are. What their library says of it may quote a value.
fn unreadable() -> PyErr {
    refused(Fault::Damaged { reason: "the column cannot be read; read it by itself to see why".into() })
}

/// The array of an object with `__arrow_c_array__`.
fn arrow_array(object: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    let (schema, array): (Bound<'_, PyCapsule>, Bound<'_, PyCapsule>) =
        object.call_method0("__arrow_c_array__")?.extract()?;
    let schema = schema.pointer_checked(Some(c"arrow_schema"))?;
    let array = array.pointer_checked(Some(c"arrow_array"))?;
    // SAFETY: capsules of these names hold these structures (Arrow PyCapsule interface). `from_raw` moves them out and
    // leaves released ones behind, so the capsules' destructors will not release them again.
    let (schema, array) =
        unsafe { (FFI_ArrowSchema::from_raw(schema.as_ptr().cast()), FFI_ArrowArray::from_raw(array.as_ptr().cast())) };
    // SAFETY: both came from one producer, which promises that the array is as the schema says.
    let data = unsafe { from_ffi(array, &schema) }.map_err(|_| unreadable())?;
    Ok(vec![make_array(data)])
}

/// The arrays of an object with `__arrow_c_stream__`: a column in parts, or a table of one column.
fn arrow_stream(object: &Bound<'_, PyAny>) -> PyResult<Vec<ArrayRef>> {
    let capsule = object.call_method0("__arrow_c_stream__")?;
    let Ok(capsule) = capsule.cast::<PyCapsule>() else { return Err(unreadable()) };
    let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
    // SAFETY: a capsule of this name holds an `ArrowArrayStream`; `from_raw` moves it out, as above.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr().cast()) };
    let (Some(get_schema), Some(get_next)) = (stream.get_schema(), stream.get_next()) else { return Err(unreadable()) };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: the functions of a stream that is not released are called with it and with structures of ours to fill
    // (Arrow C stream interface); it is released when it is dropped.
    if unsafe { get_schema(&raw mut stream, &raw mut schema) } != 0 {
        return Err(unreadable());
    }
    let mut parts = Vec::new();
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: as above.
        if unsafe { get_next(&raw mut stream, &raw mut array) } != 0 {
            return Err(unreadable());
        }
        if array.is_released() {
            return if parts.iter().any(|part: &ArrayRef| part.data_type().is_nested()) {
                Err(wrong(object))
            } else {
                Ok(parts)
            };
        }
        // SAFETY: the stream promises that each array is as its schema says.
        let data = unsafe { from_ffi(array, &schema) }.map_err(|_| unreadable())?;
        parts.push(make_array(data));
    }
}

/// The doubles of a numpy array.
pub(crate) struct NumpyView {
    first: *const f64,
    len: usize,
    /// Keeps the memory: numpy does not free or move that of an array that somebody refers to.
    _array: Py<PyAny>,
}

impl NumpyView {
    fn as_slice(&self) -> &[f64] {
        if self.len == 0 {
            return &[];
        }
        // SAFETY: see `numpy_column`, which alone makes a view.
        unsafe { std::slice::from_raw_parts(self.first, self.len) }
    }
}

/// The column of a numpy array of numbers; `None` for anything else.
///
/// The limited interface of Python 3.10 has no buffers, so the address comes from `__array_interface__`, and only from a
/// real `numpy.ndarray`. Doubles are read where they lie, other numbers are converted by numpy. As everywhere with numpy
/// and Arrow, an array must not be written to by another thread while it is read.
fn numpy_column(object: &Bound<'_, PyAny>) -> PyResult<Option<Column>> {
    let py = object.py();
    let loaded = py.import("sys")?.getattr("modules")?;
    // `None` stands in `sys.modules` where the package must not be imported.
    let Some(numpy) = loaded.get_item("numpy").ok().filter(|numpy| !numpy.is_none()) else { return Ok(None) };
    let class = numpy.getattr("ndarray")?;
    let converted;
    let array = if object.is_instance(&class)? {
        object
    } else if object.hasattr("to_numpy")? && object.hasattr("iloc")? {
        // A pandas series that does not hand out Arrow data.
        let options = PyDict::new(py);
        options.set_item("dtype", "float64")?;
        options.set_item("na_value", f64::NAN)?;
        converted = object.call_method("to_numpy", (), Some(&options)).map_err(|_| wrong(object))?;
        &converted
    } else {
        return Ok(None);
    };
    let kind: String = array.getattr("dtype")?.getattr("kind")?.extract()?;
    let dimensions: usize = array.getattr("ndim")?.extract()?;
    if dimensions == 0 {
        return Ok(None);
    }
    if dimensions > 1 {
        return Err(wrong(object));
    }
    if !["b", "i", "u", "f"].contains(&kind.as_str()) {
        // Objects and texts: item by item.
        return Ok(None);
    }
    let options = PyDict::new(py);
    options.set_item("dtype", "float64")?;
    let array = if array.hasattr("filled")? {
        // A masked array: what is masked is missing.
        array.call_method1("astype", ("float64",))?.call_method1("filled", (f64::NAN,))?
    } else {
        array.clone()
    };
    let array = numpy.call_method("ascontiguousarray", (array,), Some(&options))?;
    let interface = array.getattr("__array_interface__")?;
    let (address, _): (usize, bool) = interface.get_item("data")?.extract()?;
    let (len,): (usize,) = interface.get_item("shape")?.extract()?;
    let typed: String = interface.get_item("typestr")?.extract()?;
    let strides = interface.get_item("strides")?;
    let native = if cfg!(target_endian = "little") { "<f8" } else { ">f8" };
    let first = address as *const f64;
    // SAFETY of `as_slice`: `ascontiguousarray` gives an array of `len` native doubles, one after the other; that it did is
    // looked at here. The array is alive as long as the view.
    if typed != native || !strides.is_none() || !first.is_aligned() || (first.is_null() && len > 0) {
        return Err(PyMemoryError::new_err("numpy gave no contiguous array of doubles"));
    }
    Ok(Some(Column::Numpy(NumpyView { first, len, _array: array.unbind() })))
}
