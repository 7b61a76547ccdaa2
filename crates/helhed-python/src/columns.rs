//! Estimates of whole columns.

use helhed::error::Fault;
use helhed::estimate::{Estimand, EstimateColumns, Method, Unit};
use helhed::{Level, Warning};
use helhed_arrow::{ColumnTable, columns_to_batch};
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyType};
use serde::{Deserialize, Serialize};

use crate::door::door;
use crate::error::refused;
use crate::estimate::PyEstimate;
use crate::output::{self, html, json, unpickled};

/// How many rows a notebook shows.
const SHOWN: usize = 10;

/// The estimates of whole columns by one method: columns `value`, `lower`, `upper`, `p_value` and `warning`, handed out as
/// Arrow data without copying. What is absent is null.
///
/// `columns[i]` is one row as an `Estimate`; its counts stand in the columns that were handed in, and are not repeated.
///
/// >>> import helhed as hh
/// >>> shares = hh.proportion.wilson([30, 0, None], [41, 10, 9])
/// >>> len(shares), shares.method, round(shares[0].value, 3)
/// (3, 'proportion/wilson', 0.732)
/// >>> shares.to_dict()["warning"]
/// [None, None, 'W101']
#[pyclass(frozen, eq, sequence, name = "EstimateColumns", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyEstimateColumns(pub(crate) ColumnTable);

/// What a pickle holds beside the numbers.
#[derive(Serialize, Deserialize)]
struct About {
    method: Method,
    estimand: Estimand,
    unit: Unit,
    level: Level,
    warnings: Vec<(usize, Warning)>,
}

/// A pickle: the text, the numbers of three columns, and those of the p-values.
type Parts<'py> = (String, [Bound<'py, PyBytes>; 3], Option<Bound<'py, PyBytes>>);

#[pymethods]
impl PyEstimateColumns {
    /// Id of the method; `hh.method(id)` is its page.
    #[getter]
    fn method(&self) -> &str {
        &self.0.about().0.id
    }

    /// What is estimated, such as `proportion` or `risk_difference`.
    #[getter]
    fn estimand(&self) -> &str {
        self.0.about().1.name()
    }

    /// Unit of values and bounds.
    #[getter]
    fn unit(&self) -> String {
        self.0.about().2.name()
    }

    /// Confidence level.
    #[getter]
    fn level(&self) -> f64 {
        self.0.about().3.get()
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __getitem__(&self, index: isize) -> PyResult<PyEstimate> {
        indexed(index, self.0.len(), |row| self.0.row(row)).map(PyEstimate)
    }

    /// The columns as lists, by their names.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        output::to_dict(py, &door(py, || columns_to_batch(&self.0))?)
    }

    /// The columns as a pandas data frame.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_pandas(slf)
    }

    /// The columns as a polars data frame.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        output::to_polars(slf)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The columns are fixed; the protocol lets a producer ignore what was asked for.
        let _ = requested_schema;
        output::stream(py, door(py, || columns_to_batch(&self.0))?)
    }

    fn __repr__(&self) -> String {
        format!("<{}>", described("EstimateColumns", self.method(), self.0.len()))
    }

    fn _repr_html_(&self) -> String {
        let [value, lower, upper] = self.0.numbers().map(Some);
        let columns = [("#value", value), ("#lower", lower), ("#upper", upper), ("#p_value", self.0.p_values())];
        first_rows(columns, self.0.warnings(), &described("EstimateColumns", self.method(), self.0.len()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let (method, estimand, unit, level) = self.0.about().clone();
        let about = json(&About { method, estimand, unit, level, warnings: self.0.warnings().to_vec() })?;
        let packed = |numbers: &[f64]| packed(py, numbers);
        let parts = (about, self.0.numbers().map(packed), self.0.p_values().map(packed));
        Ok((py.get_type::<Self>().getattr("_unpickle")?, parts))
    }

    /// From the parts that a pickle holds.
    #[classmethod]
    fn _unpickle(
        _class: &Bound<'_, PyType>,
        about: &str,
        columns: [Vec<u8>; 3],
        p_value: Option<Vec<u8>>,
    ) -> PyResult<Self> {
        let About { method, estimand, unit, level, warnings } = unpickled(about)?;
        let about = (method, estimand, unit, level);
        EstimateColumns::from_parts(about, columns.map(unpacked), p_value.map(unpacked), warnings)
            .map(|columns| Self(columns.into()))
            .ok_or_else(ragged)
    }
}

/// The row at an index, which counts from the end where it is negative.
pub(crate) fn indexed<T>(index: isize, len: usize, row: impl FnOnce(usize) -> Option<T>) -> PyResult<T> {
    let position = if index < 0 { index + len as isize } else { index };
    let row = usize::try_from(position).ok().and_then(row);
    row.ok_or_else(|| PyIndexError::new_err("there are fewer rows"))
}

/// Columns in a line: class, method and number of rows.
pub(crate) fn described(class: &str, method: &str, len: usize) -> String {
    format!("{class} {method}: {len} row{}", if len == 1 { "" } else { "s" })
}

/// The first rows as HTML, with the codes of their warnings and a line below.
pub(crate) fn first_rows<const K: usize>(
    columns: [(&str, Option<&[f64]>); K],
    warnings: &[(usize, Warning)],
    below: &str,
) -> String {
    let shown = |number: f64| if number.is_nan() { String::new() } else { format!("{number:.6}") };
    let row = |row: usize| {
        let codes = warnings.iter().filter(|(at, _)| *at == row).map(|(_, warning)| warning.code());
        let numbers = columns.iter().map(|(_, column)| column.map_or_else(String::new, |column| shown(column[row])));
        let mut cells = vec![(row + 1).to_string()];
        cells.extend(numbers);
        cells.push(codes.collect::<Vec<_>>().join(" "));
        cells
    };
    let mut headings = vec!["#row"];
    headings.extend(columns.iter().map(|(name, _)| *name));
    headings.push("warning");
    let len = columns.iter().find_map(|(_, column)| *column).map_or(0, <[f64]>::len);
    format!("{}\n<p>{below}</p>", html(&headings, (0..len.min(SHOWN)).map(row)))
}

/// Numbers as a pickle holds them.
pub(crate) fn packed<'py>(py: Python<'py>, numbers: &[f64]) -> Bound<'py, PyBytes> {
    let bytes: Vec<u8> = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
    PyBytes::new(py, &bytes)
}

/// Numbers from the bytes that a pickle holds.
#[allow(clippy::needless_pass_by_value, reason = "Python hands over a vector")]
pub(crate) fn unpacked(bytes: Vec<u8>) -> Vec<f64> {
    bytes.as_chunks().0.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect()
}

/// The fault of a pickle whose columns do not fit together.
pub(crate) fn ragged() -> PyErr {
    refused(Fault::Damaged { reason: "its columns differ in length".into() })
}
