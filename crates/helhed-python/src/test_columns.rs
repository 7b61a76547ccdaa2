//! Tests of whole columns.

use helhed::Warning;
use helhed::estimate::{Method, TestColumns};
use helhed_arrow::{TestTable, tests_to_batch};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyType};

use crate::columns::{described, first_rows, indexed, packed, ragged, unpacked};
use crate::door::door;
use crate::output::{self, json, unpickled};
use crate::test::PyTest;

/// The p-values of whole columns by one exact test: columns `p_value`, `p_less`, `p_greater` and `warning`, handed out as
/// Arrow data (`pyarrow.table(columns)`). An index gives one row as a `Test`.
///
/// >>> import helhed as hh
/// >>> tests = hh.odds_ratio.fisher([9, 5, None], 10, [3, 5, 1], 10)
/// >>> len(tests), tests.method, round(tests[0].p_value, 4)
/// (3, 'odds_ratio/fisher', 0.0198)
/// >>> tests.to_dict()["warning"]
/// [None, None, 'W101']
#[pyclass(frozen, eq, sequence, name = "TestColumns", module = "helhed")]
#[derive(Clone, PartialEq)]
pub(crate) struct PyTestColumns(pub(crate) TestTable);

/// A pickle: method and warnings as a text, and the numbers of the columns.
type Parts<'py> = (String, [Bound<'py, PyBytes>; 3]);

#[pymethods]
impl PyTestColumns {
    /// Id of the method; `hh.method(id)` is its page.
    #[getter]
    fn method(&self) -> &str {
        &self.0.method().id
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __getitem__(&self, index: isize) -> PyResult<PyTest> {
        indexed(index, self.0.len(), |row| self.0.row(row)).map(PyTest)
    }

    /// The columns as lists, by their names.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        output::to_dict(py, &door(py, || tests_to_batch(&self.0))?)
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
        output::stream(py, door(py, || tests_to_batch(&self.0))?)
    }

    fn __repr__(&self) -> String {
        format!("<{}>", described("TestColumns", self.method(), self.0.len()))
    }

    fn _repr_html_(&self) -> String {
        let [p_value, p_less, p_greater] = self.0.numbers().map(Some);
        let columns = [("#p_value", p_value), ("#p_less", p_less), ("#p_greater", p_greater)];
        first_rows(columns, self.0.warnings(), &described("TestColumns", self.method(), self.0.len()))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let about = json(&(self.0.method(), self.0.warnings()))?;
        let parts = (about, self.0.numbers().map(|numbers| packed(py, numbers)));
        Ok((py.get_type::<Self>().getattr("_unpickle")?, parts))
    }

    /// From the parts that a pickle holds.
    #[classmethod]
    fn _unpickle(_class: &Bound<'_, PyType>, about: &str, columns: [Vec<u8>; 3]) -> PyResult<Self> {
        let (method, warnings): (Method, Vec<(usize, Warning)>) = unpickled(about)?;
        TestColumns::from_parts(method, columns.map(unpacked), warnings)
            .map(|columns| Self(columns.into()))
            .ok_or_else(ragged)
    }
}
