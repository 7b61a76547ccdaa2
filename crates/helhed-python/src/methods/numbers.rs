//! Numbers that come in from Python: lists of values with gaps.

use helhed::error::{Error, Fault, Place};
use pyo3::prelude::*;

use crate::error::Raised;

/// Values of one column: anything that iterates over numbers, `None` and not-a-number where one is missing.
pub(crate) struct Values(pub(crate) Vec<Option<f64>>);

impl<'a, 'py> FromPyObject<'a, 'py> for Values {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let wrong = |item: &Bound<'py, PyAny>| -> PyErr {
            let found = item.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
            Raised::from(Error::new(Fault::WrongType { expected: "numbers", found }, Place::default())).into()
        };
        let Ok(items) = object.try_iter() else { return Err(wrong(&object)) };
        let mut values = Vec::new();
        for item in items {
            let item = item?;
            values.push(item.extract::<Option<f64>>().map_err(|_| wrong(&item))?);
        }
        Ok(Self(values))
    }
}
