//! What comes in from Python: tables that hand out Arrow data, paths, names, key values.

use std::path::PathBuf;

use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use helhed::design::Language;
use helhed::error::{Error, Fault, FileFault, Place, Spot, nearest};
use helhed::estimate::{KeyValue, Level};
use helhed::synthesis::economy::Price;
use pyo3::exceptions::{PyAttributeError, PyException, PyMemoryError, PyOverflowError, PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyCapsule, PyFloat, PyList, PyString, PyTuple};

use crate::error::{Raised, Refusable, refused};
use crate::period::PyPeriod;

/// Where rows come from.
pub(crate) enum Rows {
    /// A table that hands out Arrow data, and its number of rows where asking costs nothing.
    Table(RecordBatchStreamReader, Option<u64>),
    /// A file or a folder, or several.
    Files(Vec<PathBuf>),
}

impl Rows {
    /// Rows from an object of the user's, of which these columns are needed.
    pub(crate) fn of(object: &Bound<'_, PyAny>, needed: &[&str]) -> PyResult<Self> {
        if object.cast::<PyString>().is_ok() || object.hasattr("__fspath__")? {
            return paths(object).map(Self::Files);
        }
        if object.cast::<PyList>().is_ok() || object.cast::<PyTuple>().is_ok() {
            return many_paths(object).map(Self::Files);
        }
        let object = &only(object, needed)?;
        let capsule = match object.call_method0("__arrow_c_stream__") {
            Ok(capsule) => capsule,
            Err(error) if error.is_instance_of::<PyAttributeError>(object.py()) => return Err(not_arrow(object)),
            Err(error) => return Err(not_converted(object.py(), error)),
        };
        let Ok(capsule) = capsule.cast::<PyCapsule>() else { return Err(not_arrow(object)) };
        let pointer = capsule.pointer_checked(Some(c"arrow_array_stream"))?;
        // SAFETY: a capsule of this name holds an `ArrowArrayStream` (Arrow PyCapsule interface). `from_raw` moves the
        // stream out and leaves a released one behind, so the capsule's destructor will not release it again.
        let stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr().cast()) };
        let reader = RecordBatchStreamReader::try_new(stream).map_err(|_| refused(unreadable()))?;
        Ok(Self::Table(reader, rows_of(object)))
    }
}

/// A pandas frame with the needed columns only: pandas converts every column it hands out, and one of mixed types that
/// nobody reads must not stand in the way. Other tables as they are.
fn only<'py>(object: &Bound<'py, PyAny>, needed: &[&str]) -> PyResult<Bound<'py, PyAny>> {
    let pandas = object.get_type().module()?.to_string().starts_with("pandas");
    let columns = if pandas { object.getattr_opt("columns")? } else { None };
    let Some(columns) = columns.filter(|_| !needed.is_empty()) else { return Ok(object.clone()) };
    for name in needed {
        if !columns.contains(name)? {
            let known: Vec<String> = columns.try_iter()?.filter_map(|one| one.ok()?.extract().ok()).collect();
            let nearest = nearest(name, known.iter().map(String::as_str));
            let place = Place::default().within(Spot::Column((*name).to_owned()));
            return Err(
                Raised::from(Error::new(Fault::MissingColumn { name: (*name).to_owned(), nearest }, place)).into()
            );
        }
    }
    object.get_item(needed)
}

fn not_arrow(object: &Bound<'_, PyAny>) -> PyErr {
    let class = object.get_type();
    let found = class.fully_qualified_name().map_or_else(|_| "object".into(), |name| name.to_string());
    Raised::from(Error::new(Fault::NotArrow { found }, Place::argument("data"))).into()
}

/// What a table's own library says, as `H102` with the column where it refuses to convert one, and `H802` otherwise. Its
/// words may quote a value, and are left out.
fn not_converted(py: Python<'_>, error: PyErr) -> PyErr {
    let ours = error.value(py).hasattr("mend").unwrap_or(false);
    if ours || !error.is_instance_of::<PyException>(py) || error.is_instance_of::<PyMemoryError>(py) {
        return error;
    }
    if !error.is_instance_of::<PyValueError>(py) && !error.is_instance_of::<PyTypeError>(py) {
        return refused(unreadable());
    }
    let text = error.value(py).to_string();
    let column = text.rsplit_once("for column ").and_then(|(_, rest)| rest.split_once(" with type"));
    let place = column
        .map_or_else(|| Place::argument("data"), |(name, _)| Place::default().within(Spot::Column(name.to_owned())));
    let fault = Fault::WrongType { expected: "one type of value", found: "mixed types".into() };
    Raised::from(Error::new(fault, place)).into()
}

/// The fault of a table that does not even tell its columns. What its library says of it may quote a value.
fn unreadable() -> Fault {
    Fault::Damaged { reason: "the table cannot be read; read it by itself to see why".into() }
}

/// The number of rows of a table in memory. (A DuckDB relation is not asked: it would run its query to know.)
fn rows_of(object: &Bound<'_, PyAny>) -> Option<u64> {
    let module = object.get_type().module().ok()?.to_string();
    let in_memory = ["pandas", "polars", "pyarrow"].iter().any(|library| module.starts_with(library));
    in_memory.then(|| object.len().ok()).flatten().map(|rows| rows as u64)
}

/// The files that a path or a pattern names, in order.
///
/// # Errors
/// `H801` if a pattern names none.
pub(crate) fn paths(path: &Bound<'_, PyAny>) -> PyResult<Vec<PathBuf>> {
    let py = path.py();
    let path: PathBuf = path.extract()?;
    let text = path.to_string_lossy();
    if !text.contains(['*', '?', '[']) || path.exists() {
        return Ok(vec![path]);
    }
    let options = [("recursive", true)];
    let found = py.import("glob")?.call_method(
        "glob",
        (text.as_ref(),),
        Some(&pyo3::types::IntoPyDict::into_py_dict(options, py)?),
    )?;
    let mut found: Vec<PathBuf> = found.extract()?;
    found.sort();
    if found.is_empty() {
        let fault = Fault::CannotOpen { reason: "no file has a name like that".into() };
        return Err(Raised::from(Error::new(fault, file(&text))).into());
    }
    Ok(found)
}

/// The files and folders that a path, a pattern or a list of them names, in order.
///
/// # Errors
/// `H801` if a pattern names none, `H861` for what is no path.
pub(crate) fn many_paths(path: &Bound<'_, PyAny>) -> PyResult<Vec<PathBuf>> {
    let one = path.cast::<PyString>().is_ok() || path.hasattr("__fspath__")?;
    if one {
        return paths(path);
    }
    let wrong = |found: &Bound<'_, PyAny>| {
        let found = found.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
        let fault = FileFault::OptionValue { found, expected: "a path, a pattern, or a list of these" };
        PyErr::from(Raised::from(Error::new(fault.into(), Place::argument("path"))))
    };
    if path.cast::<PyList>().is_err() && path.cast::<PyTuple>().is_err() {
        return Err(wrong(path));
    }
    let mut files = Vec::new();
    for each in path.try_iter()? {
        let each = each?;
        if each.cast::<PyString>().is_err() && !each.hasattr("__fspath__")? {
            return Err(wrong(&each));
        }
        files.extend(paths(&each)?);
    }
    Ok(files)
}

/// A file as a place.
pub(crate) fn file(name: &str) -> Place {
    Place::default().within(Spot::File(name.to_owned()))
}

/// One name or several.
#[derive(FromPyObject)]
pub(crate) enum Names {
    One(String),
    Several(Vec<String>),
}

impl From<Names> for Vec<String> {
    fn from(names: Names) -> Self {
        match names {
            Names::One(name) => vec![name],
            Names::Several(names) => names,
        }
    }
}

/// The value of a key column as an argument.
pub(crate) struct Key(pub(crate) KeyValue);

impl<'a, 'py> FromPyObject<'a, 'py> for Key {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        Ok(Self(key_value(&object)?.map_err(Raised::from)?))
    }
}

/// The value of a key column: a text, a whole number, a period, or `None` where it is missing.
pub(crate) fn key_value(object: &Bound<'_, PyAny>) -> PyResult<Result<KeyValue, Fault>> {
    // True and false are whole numbers in Python, and no key.
    let number = object.cast::<PyBool>().is_err().then(|| object.extract::<i64>().ok()).flatten();
    Ok(Ok(if object.is_none() || object.cast::<PyFloat>().is_ok_and(|number| number.value().is_nan()) {
        KeyValue::Missing
    } else if let Ok(text) = object.cast::<PyString>() {
        KeyValue::Text(text.to_str()?.to_owned())
    } else if let Ok(period) = object.cast::<PyPeriod>() {
        KeyValue::Text(period.get().text())
    } else if let Some(number) = number {
        KeyValue::Integer(number)
    } else {
        let found = object.get_type().name()?.to_string();
        return Ok(Err(Fault::WrongType { expected: "a text, a whole number, a period or None", found }));
    }))
}

/// A whole number of zero or more; one that does not fit is refused by the core's words.
pub(crate) struct Whole(pub(crate) u64);

impl<'a, 'py> FromPyObject<'a, 'py> for Whole {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        object.extract().map(Self).map_err(|error| {
            if !error.is_instance_of::<PyOverflowError>(object.py()) {
                return error;
            }
            let found = object.extract().unwrap_or(f64::INFINITY);
            refused(if found < 0.0 { Fault::NegativeCount { found } } else { Fault::CountTooLarge { found } })
        })
    }
}

impl Whole {
    /// The number, or the largest there is room for: what takes it says how many there can be.
    pub(crate) fn small(&self) -> u32 {
        u32::try_from(self.0).unwrap_or(u32::MAX)
    }
}

/// A price year; one beyond all years is refused by the core's words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PriceYear(pub(crate) i32);

impl<'a, 'py> FromPyObject<'a, 'py> for PriceYear {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        object.extract().map(Self).map_err(|error| {
            if !error.is_instance_of::<PyOverflowError>(object.py()) {
                return error;
            }
            let found = object.extract().unwrap_or(f64::INFINITY);
            let (low, high) = (f64::from(*Price::YEARS.start()), f64::from(*Price::YEARS.end()));
            refused(Fault::OutsideRange { what: "price year", found, low, high })
        })
    }
}

/// A number of units of exposure that a rate is given for.
pub(crate) fn per(per: f64) -> Refusable<f64> {
    const LOW: f64 = 1e-100;
    const HIGH: f64 = 1e100;
    if (LOW..=HIGH).contains(&per) {
        return Ok(per);
    }
    let what = "multiplier";
    Err(Error::new(Fault::OutsideRange { what, found: per, low: LOW, high: HIGH }, Place::argument("per")).into())
}

/// A confidence level.
pub(crate) fn level(level: f64) -> Refusable<Level> {
    Ok(Level::new(level)?)
}

/// A language.
pub(crate) fn language(code: &str) -> Refusable<Language> {
    Ok(Language::parse(code)?)
}
