//! Two groups by their odds ratio, and tests of a table.

use helhed::comparisons::odds_ratio;
use pyo3::prelude::*;

use super::numbers::Input;
use super::shapes::{TestAnswer, shares, tested};

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
pub(crate) fn fisher(py: Python<'_>, of: Input, n_of: Input, against: Input, n_against: Input) -> PyResult<TestAnswer> {
    let one = |[x1, n1, x2, n2]: [f64; 4]| {
        let (of, against) = shares(x1, n1, x2, n2)?;
        odds_ratio::fisher(&of, &against)
    };
    let many = |[x1, n1, x2, n2]: [&[f64]; 4]| odds_ratio::fisher_columns((x1, n1), (x2, n2));
    tested(py, [of, n_of, against, n_against], one, many)
}
