//! The same persons twice, by every method.

use helhed::cells::PairedCell;
use helhed::comparisons::paired;
use pyo3::prelude::*;

use super::table::Rows;
use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::test::PyTest;

/// Estimates of paired shares: `(both, only_first, only_second, neither, level=0.95)`.
macro_rules! paired_shares {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (both, only_first, only_second, neither, level=0.95))]
        pub(crate) fn $name(
            both: f64,
            only_first: f64,
            only_second: f64,
            neither: f64,
            level: f64,
        ) -> Refusable<PyEstimate> {
            let cell = PairedCell::from_counts(both, only_first, only_second, neither)?;
            Ok(PyEstimate(paired::$name(&cell, crate::input::level(level)?)?))
        }
    )+};
}

/// Tests of paired shares: `(both, only_first, only_second, neither)`.
macro_rules! paired_tests {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        pub(crate) fn $name(both: f64, only_first: f64, only_second: f64, neither: f64) -> Refusable<PyTest> {
            Ok(PyTest(paired::$name(&PairedCell::from_counts(both, only_first, only_second, neither)?)?))
        }
    )+};
}

paired_shares! {
    /// Newcombe's interval for the share the first time minus the share the second time.
    ///
    /// >>> import helhed as hh
    /// >>> found = hh.paired.newcombe(36, 12, 2, 0)
    /// >>> found.value, [round(bound, 3) for bound in found.interval]
    /// (0.2, [0.057, 0.34])
    newcombe;

    /// The score interval for the share the first time divided by the share the second time.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.paired.risk_ratio(36, 12, 2, 0).value, 3)
    /// 1.263
    risk_ratio;

    /// The exact interval for the odds the first time divided by the odds the second time.
    ///
    /// >>> import helhed as hh
    /// >>> hh.paired.odds_ratio(36, 12, 2, 0).value
    /// 6.0
    odds_ratio;
}

paired_tests! {
    /// McNemar's test, mid-P: the default.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.paired.mcnemar_mid_p(10, 5, 12, 20).p_value, 4)
    /// 0.0963
    mcnemar_mid_p;

    /// McNemar's exact test.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.paired.mcnemar_exact(3, 0, 6, 2).p_value, 5)
    /// 0.03125
    mcnemar_exact;

    /// McNemar's test.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.paired.mcnemar(794, 86, 150, 570).statistic, 3)
    /// 17.356
    mcnemar;

    /// McNemar's test with continuity correction.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.paired.mcnemar_corrected(794, 86, 150, 570).statistic, 3)
    /// 16.818
    mcnemar_corrected;
}

/// How closely the two times go together, as Newcombe's paired interval has it.
///
/// >>> import helhed as hh
/// >>> round(hh.paired.phi(20, 12, 2, 16).value, 3)
/// 0.455
#[pyfunction]
pub(crate) fn phi(both: f64, only_first: f64, only_second: f64, neither: f64) -> Refusable<PyEstimate> {
    Ok(PyEstimate(paired::phi(&PairedCell::from_counts(both, only_first, only_second, neither)?)?))
}

/// Bowker's test of symmetry: a row for each category the first time, a column for each the second time.
///
/// >>> import helhed as hh
/// >>> hh.paired.bowker([[20, 10, 5], [3, 30, 15], [0, 5, 40]])
/// <Test paired/bowker: statistic = 13.7692, df = 3, p = 0.0032>
#[pyfunction]
pub(crate) fn bowker(counts: Rows) -> Refusable<PyTest> {
    Ok(PyTest(paired::bowker(&counts.table()?)?))
}

/// The Stuart-Maxwell test of the same shares both times: rows are the first time, columns the second.
///
/// >>> import helhed as hh
/// >>> hh.paired.stuart_maxwell([[20, 10, 5], [3, 30, 15], [0, 5, 40]])
/// <Test paired/stuart_maxwell: statistic = 13.7647, df = 2, p = 0.0010>
#[pyfunction]
pub(crate) fn stuart_maxwell(counts: Rows) -> Refusable<PyTest> {
    Ok(PyTest(paired::stuart_maxwell(&counts.table()?)?))
}
