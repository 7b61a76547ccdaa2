//! Tests of a table of counts.

use helhed::cells::CrossTable;
use helhed::comparisons::table;
use helhed::error::{Error, Fault, Place, Result};
use pyo3::prelude::*;

use super::numbers::Values;
use crate::error::{Raised, Refusable};
use crate::estimate::PyEstimate;
use crate::test::PyTest;

/// A table of counts: anything that iterates over rows, and each row over numbers.
pub(crate) struct Rows(Vec<Values>);

impl<'a, 'py> FromPyObject<'a, 'py> for Rows {
    type Error = PyErr;

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let Ok(rows) = object.try_iter() else {
            let found = object.get_type().name().map_or_else(|_| "object".into(), |name| name.to_string());
            let fault = Fault::WrongType { expected: "rows of counts", found };
            return Err(Raised::from(Error::new(fault, Place::argument("counts"))).into());
        };
        rows.map(|row| row?.extract()).collect::<PyResult<_>>().map(Self)
    }
}

impl Rows {
    /// The table of the core. A count that is missing is refused: a table cannot leave a cell open.
    pub(crate) fn table(self) -> Result<CrossTable> {
        let row = |row: Values| row.0.into_iter().map(|count| count.unwrap_or(f64::NAN)).collect::<Vec<_>>();
        CrossTable::from_rows(&self.0.into_iter().map(row).collect::<Vec<_>>())
    }
}

/// The chi-square test of independence of rows and columns.
///
/// >>> import helhed as hh
/// >>> hh.table.chi_square([[10, 20, 30], [15, 15, 25]])
/// <Test table/chi_square: statistic = 1.9551, df = 2, p = 0.3762>
#[pyfunction]
pub(crate) fn chi_square(counts: Rows) -> Refusable<PyTest> {
    Ok(PyTest(table::chi_square(&counts.table()?)?))
}

/// The chi-square test of two rows and two columns with Yates' correction.
///
/// >>> import helhed as hh
/// >>> round(hh.table.yates([[56, 14], [48, 32]]).p_value, 4)
/// 0.0134
#[pyfunction]
pub(crate) fn yates(counts: Rows) -> Refusable<PyTest> {
    Ok(PyTest(table::yates(&counts.table()?)?))
}

/// Cramer's V: how closely rows and columns go together, from 0 to 1.
///
/// >>> import helhed as hh
/// >>> round(hh.table.cramers_v([[5, 0], [3, 2], [0, 6]]).value, 3)
/// 0.837
#[pyfunction]
pub(crate) fn cramers_v(counts: Rows) -> Refusable<PyEstimate> {
    Ok(PyEstimate(table::cramers_v(&counts.table()?)?))
}
