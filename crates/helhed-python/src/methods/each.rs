//! A list that comes in from Python as anything that iterates: a list, a column of a data frame, rows of an array.

use helhed::error::{Error, Fault, Place};
use pyo3::conversion::FromPyObjectOwned;
use pyo3::prelude::*;

use crate::error::Raised;

/// What a Python object iterates over.
pub(crate) struct Each<T>(pub(crate) Vec<T>);

impl<'a, 'py, T: FromPyObjectOwned<'py>> FromPyObject<'a, 'py> for Each<T> {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let Ok(items) = object.try_iter() else {
            let found = object.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
            return Err(
                Raised::from(Error::new(Fault::WrongType { expected: "a list", found }, Place::default())).into()
            );
        };
        items.map(|item| item?.extract::<T>().map_err(Into::into)).collect::<PyResult<_>>().map(Self)
    }
}
