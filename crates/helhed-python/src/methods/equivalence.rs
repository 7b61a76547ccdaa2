//! Whether two groups are alike enough.

use helhed::records::Pairs;
use helhed::synthesis::equivalence::{self, Equivalence, Margins};
use pyo3::prelude::*;

use super::numbers::Values;
use super::record::{record, shown};
use super::shapes;
use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::parts::PyWarning;

record! {
    /// Two one-sided tests, the interval that goes with them, and what they say: `equivalent` or `not_shown`.
    ///
    /// >>> import helhed as hh
    /// >>> hh.equivalence.risk_difference(412, 500, 409, 500, low=-0.05, high=0.05)
    /// <Equivalence equivalence/risk_difference: equivalent, p = 0.0352>
    PyEquivalence(Equivalence) = "Equivalence" in "helhed.equivalence",
    shown by |it| format!("{}: {}, p = {}", it.method.id, it.verdict.name(), shown(it.p_value)), {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// The difference with its interval at 1 - 2 alpha.
        estimate: PyEstimate = |it| PyEstimate(it.estimate.clone());
        /// Lower margin.
        low: f64 = |it| it.margins.low();
        /// Upper margin.
        high: f64 = |it| it.margins.high();
        /// Size of each one-sided test.
        alpha: f64 = |it| it.margins.alpha();
        /// Statistic of the test against a difference at or below the lower margin, for a method that has one.
        statistic_lower: Option<f64> = |it| it.statistic_lower;
        /// Statistic of the test against a difference at or above the upper margin.
        statistic_upper: Option<f64> = |it| it.statistic_upper;
        /// One-sided p-value against a difference at or below the lower margin.
        p_lower: Option<f64> = |it| it.p_lower;
        /// One-sided p-value against a difference at or above the upper margin.
        p_upper: Option<f64> = |it| it.p_upper;
        /// The larger of both; `None` where nothing can be tested.
        p_value: Option<f64> = |it| it.p_value;
        /// What the tests say: `equivalent` or `not_shown`.
        verdict: String = |it| it.verdict.name().to_owned();
        /// What the reader must know.
        warnings: Vec<PyWarning> = |it| super::record::warned(&it.estimate.warnings);
    }
}

/// Whether two means are alike enough, without equal variances: the default for two groups.
///
/// >>> import helhed as hh
/// >>> hh.equivalence.welch([7, 8, 9, 7, 8], [8, 7, 8, 9, 8], low=-2, high=2).verdict
/// 'equivalent'
#[pyfunction]
#[pyo3(signature = (of, against, *, low, high, alpha=0.05))]
pub(crate) fn welch(of: Values, against: Values, low: f64, high: f64, alpha: f64) -> Refusable<PyEquivalence> {
    let margins = Margins::new(low, high, alpha)?;
    let (of, against) = (shapes::mean(of, "of")?, shapes::mean(against, "against")?);
    Ok(PyEquivalence(equivalence::welch(&of, &against, margins)?))
}

/// Whether two means are alike enough, with equal variances.
///
/// >>> import helhed as hh
/// >>> hh.equivalence.pooled([7, 8, 9], [7, 8, 9], low=-1, high=1).verdict
/// 'not_shown'
#[pyfunction]
#[pyo3(signature = (of, against, *, low, high, alpha=0.05))]
pub(crate) fn pooled(of: Values, against: Values, low: f64, high: f64, alpha: f64) -> Refusable<PyEquivalence> {
    let margins = Margins::new(low, high, alpha)?;
    let (of, against) = (shapes::mean(of, "of")?, shapes::mean(against, "against")?);
    Ok(PyEquivalence(equivalence::pooled(&of, &against, margins)?))
}

/// Whether two values of the same persons are alike enough on average.
///
/// >>> import helhed as hh
/// >>> hh.equivalence.paired([1, 2, 3], [1.1, 1.9, 3.1], low=-0.5, high=0.5).verdict
/// 'equivalent'
#[pyfunction]
#[pyo3(signature = (first, second, *, low, high, alpha=0.05))]
pub(crate) fn paired(first: Values, second: Values, low: f64, high: f64, alpha: f64) -> Refusable<PyEquivalence> {
    let margins = Margins::new(low, high, alpha)?;
    let pairs = Pairs::from_values(first.0, second.0)?;
    Ok(PyEquivalence(equivalence::paired(&pairs, margins)?))
}

/// Whether two shares are alike enough; the margins are differences of shares.
///
/// >>> import helhed as hh
/// >>> found = hh.equivalence.risk_difference(412, 500, 409, 500, low=-0.05, high=0.05)
/// >>> found.verdict, [round(bound, 3) for bound in found.estimate.interval]
/// ('equivalent', [-0.034, 0.046])
#[pyfunction]
#[pyo3(signature = (of, n_of, against, n_against, *, low, high, alpha=0.05))]
pub(crate) fn risk_difference(
    of: f64,
    n_of: f64,
    against: f64,
    n_against: f64,
    low: f64,
    high: f64,
    alpha: f64,
) -> Refusable<PyEquivalence> {
    let (of, against) = shapes::shares(of, n_of, against, n_against)?;
    Ok(PyEquivalence(equivalence::risk_difference(&of, &against, Margins::new(low, high, alpha)?)?))
}

/// Whether two rates are alike enough; the margins are ratios.
///
/// >>> import helhed as hh
/// >>> hh.equivalence.rate_ratio(410, 9_800, 400, 9_700, low=0.8, high=1.25).verdict
/// 'equivalent'
#[pyfunction]
#[pyo3(signature = (of, exposure_of, against, exposure_against, *, low, high, alpha=0.05))]
pub(crate) fn rate_ratio(
    of: f64,
    exposure_of: f64,
    against: f64,
    exposure_against: f64,
    low: f64,
    high: f64,
    alpha: f64,
) -> Refusable<PyEquivalence> {
    let (of, against) = shapes::rates(of, exposure_of, against, exposure_against)?;
    Ok(PyEquivalence(equivalence::rate_ratio(&of, &against, Margins::new(low, high, alpha)?)?))
}
