//! Which rows are asked for, and which codes stand for a missing value, as keyword arguments of `tally`.

use helhed::error::{Error, Fault, FileFault, Place, Result};
use helhed_arrow::{Asked, Sought, Tally};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyBytes, PyDict, PyString, PyTuple};

use crate::error::Raised;
use crate::input::key_value;

const WHERE: &str = "a dictionary of columns and values, such as `{\"area\": [\"A\", \"B\"], \"year\": (2015, 2019)}`";
const VALUES: &str = "a value, a list of values, or a range such as `(2015, 2019)` or `(2015, None)`";
const VALUE: &str = "a text, a number, true or false, a date, a period or None";
const MISSING: &str =
    "a dictionary of columns, each with its codes and their reasons, such as `{\"income\": {-1: \"refused\"}}`";

/// What can be limited to some rows and values.
pub(crate) trait Limits: Sized {
    /// Only the rows that are asked for.
    fn keep(self, column: String, asked: Asked) -> Result<Self>;
    /// A code that stands for a missing value.
    fn missing(self, column: String, code: f64, reason: String) -> Result<Self>;
}

impl Limits for Tally {
    fn keep(self, column: String, asked: Asked) -> Result<Self> {
        Tally::keep(self, column, asked)
    }

    fn missing(self, column: String, code: f64, reason: String) -> Result<Self> {
        Tally::missing(self, column, code, reason)
    }
}

/// Only the rows that `where` asks for.
pub(crate) fn keep<T: Limits>(spec: T, asked: Option<&Bound<'_, PyAny>>) -> PyResult<T> {
    let Some(asked) = asked else { return Ok(spec) };
    let asked = asked.cast::<PyDict>().map_err(|_| wrong("where", asked, WHERE))?;
    asked.iter().try_fold(spec, |spec, (column, values)| {
        let column: String = column.extract().map_err(|_| wrong("where", &column, "the name of a column"))?;
        Ok(spec.keep(column, values_of(&values)?).map_err(Raised::from)?)
    })
}

/// The same with codes for missing values.
pub(crate) fn missing<T: Limits>(spec: T, missing: Option<&Bound<'_, PyAny>>) -> PyResult<T> {
    let Some(missing) = missing else { return Ok(spec) };
    let columns = missing.cast::<PyDict>().map_err(|_| wrong("missing", missing, MISSING))?;
    let mut spec = spec;
    for (column, codes) in columns {
        let column: String = column.extract().map_err(|_| wrong("missing", &column, "the name of a column"))?;
        for (code, reason) in codes.cast::<PyDict>().map_err(|_| wrong("missing", &codes, MISSING))? {
            let number = code.cast::<PyBool>().is_err().then(|| code.extract::<f64>().ok()).flatten();
            let number = number.ok_or_else(|| wrong("missing", &code, "a number"))?;
            let reason: String = reason.extract().map_err(|_| wrong("missing", &reason, "a text"))?;
            spec = spec.missing(column.clone(), number, reason).map_err(Raised::from)?;
        }
    }
    Ok(spec)
}

/// A pair is a range, another collection a list, and anything else one value.
fn values_of(values: &Bound<'_, PyAny>) -> PyResult<Asked> {
    if let Ok(pair) = values.cast::<PyTuple>() {
        if pair.len() != 2 {
            return Err(wrong("where", values, VALUES));
        }
        let end = |at: usize| {
            let end = pair.get_item(at)?;
            if end.is_none() { Ok(None) } else { sought(&end).map(Some) }
        };
        return Ok(Asked::Between(end(0)?, end(1)?));
    }
    if values.cast::<PyDict>().is_ok() || values.cast::<PyBytes>().is_ok() {
        return Err(wrong("where", values, VALUES));
    }
    let one = values.cast::<PyString>().is_ok() || !values.hasattr("__iter__")?;
    if one {
        return Ok(Asked::OneOf(vec![sought(values)?]));
    }
    values.try_iter()?.map(|value| sought(&value?)).collect::<PyResult<_>>().map(Asked::OneOf)
}

fn sought(value: &Bound<'_, PyAny>) -> PyResult<Sought> {
    // Pandas has names of its own for a missing value.
    let class = value.get_type().name()?.to_string();
    if value.is_none() || class == "NAType" || class == "NaTType" {
        return Ok(Sought::Missing);
    }
    if let Ok(truth) = value.extract::<bool>() {
        return Ok(Sought::Truth(truth));
    }
    if let Ok(number) = value.extract::<i64>() {
        return Ok(Sought::Integer(number));
    }
    if let Ok(number) = value.extract::<f64>() {
        return Ok(number.into());
    }
    if value.hasattr("isoformat")? {
        let date: String = value.call_method0("isoformat")?.extract()?;
        return Ok(Sought::Text(date.strip_suffix("T00:00:00").map_or(date.clone(), str::to_owned)));
    }
    match key_value(value)? {
        Ok(value) => Ok(value.into()),
        Err(_) => Err(wrong("where", value, VALUE)),
    }
}

/// The error of an argument of another kind; it is named by its type, for it may hold data.
fn wrong(argument: &'static str, value: &Bound<'_, PyAny>, expected: &'static str) -> PyErr {
    let found = value.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
    let fault: Fault = FileFault::OptionValue { found, expected }.into();
    Raised::from(Error::new(fault, Place::argument(argument))).into()
}
