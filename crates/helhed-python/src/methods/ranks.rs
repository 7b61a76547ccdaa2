//! Two groups by the ranks of their values, by every method.

use helhed::comparisons::ranks;
use helhed::error::{Spot, Within};
use helhed::records::Sample;
use pyo3::prelude::*;

use super::numbers::Values;
use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::test::PyTest;

/// Both columns, with the group in the place of an error.
fn samples(of: Values, against: Values) -> helhed::Result<(Sample, Sample)> {
    let sample = |name: &str, values: Values| Sample::from_values(values.0).within(|| Spot::Argument(name.into()));
    Ok((sample("of", of)?, sample("against", against)?))
}

/// Tests of two columns of values: `(of, against)`.
macro_rules! rank_tests {
    ($($(#[$doc:meta])* $name:ident => $method:path;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        pub(crate) fn $name(of: Values, against: Values) -> Refusable<PyTest> {
            let (of, against) = samples(of, against)?;
            Ok(PyTest($method(&of, &against)?))
        }
    )+};
}

rank_tests! {
    /// The rank-sum test: exact for groups below 50 without ties, otherwise normal with continuity correction.
    ///
    /// >>> import helhed as hh
    /// >>> hh.ranks.rank_sum([1, 2, 3, 4], [5, 6, 7, 8]).method
    /// 'ranks/rank_sum_exact'
    rank_sum => ranks::rank_sum;
    /// The rank-sum test by counting; no p-value where values tie.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.ranks.rank_sum_exact([1, 2, 3, 4], [5, 6, 7, 8]).p_value, 4)
    /// 0.0286
    rank_sum_exact => ranks::rank_sum_exact;
    /// The rank-sum test by the normal distribution.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.ranks.rank_sum_normal([1, 2, 3, 4], [5, 6, 7, 8]).p_value, 4)
    /// 0.0209
    rank_sum_normal => ranks::rank_sum_normal;
    /// The rank-sum test by the normal distribution, with continuity correction.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.ranks.rank_sum_corrected([1, 2, 3, 4], [5, 6, 7, 8]).p_value, 4)
    /// 0.0304
    rank_sum_corrected => ranks::rank_sum_corrected;
}

/// The Hodges-Lehmann shift: the median of all differences between the groups.
///
/// >>> import helhed as hh
/// >>> hh.ranks.hodges_lehmann([1, 2, 3, 4], [5, 6, 7, 8]).value
/// -4.0
#[pyfunction]
#[pyo3(signature = (of, against, level=0.95))]
pub(crate) fn hodges_lehmann(of: Values, against: Values, level: f64) -> Refusable<PyEstimate> {
    let (of, against) = samples(of, against)?;
    Ok(PyEstimate(ranks::hodges_lehmann(&of, &against, crate::input::level(level)?)?))
}
