//! The same persons' values twice, by every method.

use helhed::comparisons::paired;
use helhed::records::{Pairs, Sample};
use pyo3::prelude::*;

use super::numbers::Values;
use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::test::PyTest;

/// Two columns, row by row.
pub(crate) fn pairs(first: Values, second: Values) -> helhed::Result<Pairs> {
    Pairs::from_values(first.0, second.0)
}

/// First minus second, or the first column itself where there is no second.
pub(crate) fn differences(first: Values, second: Option<Values>) -> helhed::Result<Sample> {
    match second {
        Some(second) => pairs(first, second)?.sample(),
        None => Sample::from_values(first.0),
    }
}

/// Functions of paired values: `(first, second=None, level=0.95)`.
macro_rules! paired_values {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (first, second=None, level=0.95))]
        pub(crate) fn $name(first: Values, second: Option<Values>, level: f64) -> Refusable<PyEstimate> {
            Ok(PyEstimate($method(&differences(first, second)?, crate::input::level(level)?)?))
        }
    )+};
}

/// Tests of paired values: `(first, second=None)`.
macro_rules! paired_tests {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (first, second=None))]
        pub(crate) fn $name(first: Values, second: Option<Values>) -> Refusable<PyTest> {
            Ok(PyTest($method(&differences(first, second)?)?))
        }
    )+};
}

paired_values! {
    /// The mean of paired differences with Student's interval. Without `second`, `first` holds the differences.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.paired.t([10, 12], [11, 15]).p_value, 4)
    /// 0.2952
    t => paired::t;
    /// The Hodges-Lehmann pseudomedian of paired differences. Without `second`, `first` holds the differences.
    ///
    /// >>> import helhed as hh
    /// >>> hh.paired.pseudomedian([1, 2, 3, 4, 5, 7]).value
    /// 3.5
    pseudomedian => paired::pseudomedian;
}

paired_tests! {
    /// Wilcoxon's signed-rank test: exact below 50 differences without ties, otherwise normal with continuity correction.
    ///
    /// >>> import helhed as hh
    /// >>> hh.paired.signed_rank([1, 2, 3, 4, 5]).p_value
    /// 0.0625
    signed_rank => paired::signed_rank;
    /// Wilcoxon's signed-rank test by counting; no p-value where absolute values tie.
    ///
    /// >>> import helhed as hh
    /// >>> hh.paired.signed_rank_exact([0.5, -1, 2]).statistic
    /// 4.0
    signed_rank_exact => paired::signed_rank_exact;
    /// Wilcoxon's signed-rank test by the normal distribution.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.paired.signed_rank_normal([1, 2, 3, 4, 5]).p_value, 4)
    /// 0.0431
    signed_rank_normal => paired::signed_rank_normal;
    /// Wilcoxon's signed-rank test by the normal distribution, with continuity correction.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.paired.signed_rank_corrected([1, 2, 3, 4, 5]).p_value, 4)
    /// 0.0591
    signed_rank_corrected => paired::signed_rank_corrected;
}
