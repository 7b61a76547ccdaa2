//! Two groups by their odds ratio, and tests of a table.

use helhed::comparisons::odds_ratio;
use pyo3::prelude::*;

use crate::error::Refusable;
use crate::test::PyTest;

super::shapes::two_shares! {
    /// The conditional exact interval: the default for an odds ratio.
    ///
    /// >>> import helhed as hh
    /// >>> one = hh.odds_ratio.conditional(9, 10, 3, 10)
    /// >>> round(one.value, 2), [round(bound, 2) for bound in one.interval]
    /// (17.27, [1.39, 1047.84])
    conditional => odds_ratio::conditional;
    /// The mid-P interval, with the median-unbiased estimate.
    ///
    /// >>> import helhed as hh
    /// >>> one = hh.odds_ratio.mid_p(9, 10, 3, 10)
    /// >>> round(one.value, 2), [round(bound, 2) for bound in one.interval]
    /// (16.0, [1.79, 522.44])
    mid_p => odds_ratio::mid_p;
    /// Woolf's interval of the logarithm, where no cell is empty.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 2) for bound in hh.odds_ratio.woolf(56, 70, 48, 80).interval]
    /// [1.28, 5.57]
    woolf => odds_ratio::woolf;
    /// Woolf's interval with half a unit added to each cell.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.odds_ratio.woolf_haldane(5, 56, 0, 29).value, 2)
    /// 6.3
    woolf_haldane => odds_ratio::woolf_haldane;
}

/// Fisher's exact test that the event is as likely in both groups.
///
/// >>> import helhed as hh
/// >>> round(hh.odds_ratio.fisher(9, 10, 3, 10).p_value, 4)
/// 0.0198
#[pyfunction]
pub(crate) fn fisher(of: f64, n_of: f64, against: f64, n_against: f64) -> Refusable<PyTest> {
    let (of, against) = super::shapes::shares(of, n_of, against, n_against)?;
    Ok(PyTest(odds_ratio::fisher(&of, &against)?))
}
