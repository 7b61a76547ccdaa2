//! Labels and truths that come in from Python: columns of texts, dates and ids, and of yes and no, with gaps.

use helhed::error::{Error, Fault, Place};
use pyo3::prelude::*;

use crate::error::Raised;

/// A label: a text, or whatever has one, such as a date or a number; `None`, not-a-number and not-a-time are missing.
pub(crate) struct Label(pub(crate) Option<String>);

impl<'a, 'py> FromPyObject<'a, 'py> for Label {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if missing(&object)? {
            return Ok(Self(None));
        }
        Ok(Self(Some(object.str()?.to_str()?.to_owned())))
    }
}

/// Yes or no: true and false, 1 and 0; `None` and not-a-number are missing.
pub(crate) struct Truth(pub(crate) Option<bool>);

impl<'a, 'py> FromPyObject<'a, 'py> for Truth {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if missing(&object)? {
            return Ok(Self(None));
        }
        if let Ok(truth) = object.extract::<bool>() {
            return Ok(Self(Some(truth)));
        }
        match object.extract::<f64>() {
            Ok(1.0) => Ok(Self(Some(true))),
            Ok(0.0) => Ok(Self(Some(false))),
            _ => {
                let found = object.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
                let fault = Fault::WrongType { expected: "true or false, or 1 or 0", found };
                Err(Raised::from(Error::new(fault, Place::default())).into())
            }
        }
    }
}

/// Whether an object stands for what is missing: what is not equal to itself does, and what cannot say so (pandas' `NA`).
fn missing(object: &Bound<'_, PyAny>) -> PyResult<bool> {
    Ok(object.is_none() || object.ne(object).unwrap_or(true))
}
