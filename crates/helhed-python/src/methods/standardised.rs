//! Rates and ratios that take age and sex into account.

use helhed::estimates::standardised::{self, CaseMix, Expected, Standardised, StratumCounts};
use pyo3::prelude::*;

use super::numbers::Values;
use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::test::PyTest;

/// Functions of one standardised rate: `(counts, populations, standard, per=1.0, level=0.95)`.
macro_rules! direct_rates {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (counts, populations, standard, per=1.0, level=0.95))]
        pub(crate) fn $name(
            counts: Values,
            populations: Values,
            standard: Values,
            per: f64,
            level: f64,
        ) -> Refusable<PyEstimate> {
            let of = rate(&counts, &populations, &standard)?;
            let per = crate::input::per(per)?;
            Ok(PyEstimate(standardised::$name(&of, crate::input::level(level)?)?.per(per)))
        }
    )+};
}

direct_rates! {
    /// The directly standardised rate with Dobson's interval and Byar's limits: the default.
    ///
    /// >>> import helhed as hh
    /// >>> rate = hh.standardised.direct([20, 35, 60, 80], [10_000, 9_000, 8_000, 5_000], [4, 3, 2, 1], per=100_000)
    /// >>> round(rate.value, 1), [round(bound, 1) for bound in rate.interval]
    /// (506.7, [435.8, 585.5])
    direct;
    /// The directly standardised rate with Dobson's interval and exact limits.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.standardised.direct_exact([5], [200], [1], per=1000).interval.lower, 3)
    /// 8.117
    direct_exact;
    /// The directly standardised rate with the normal interval, to reproduce published tables.
    ///
    /// >>> import helhed as hh
    /// >>> hh.standardised.direct_normal([1, 0, 2], [1000, 500, 250], [6, 3, 1]).interval.lower < 0
    /// True
    direct_normal;
    /// The directly standardised rate with the gamma interval of Fay and Feuer, for few events.
    ///
    /// >>> import helhed as hh
    /// >>> rate = hh.standardised.fay_feuer([1, 0, 2], [1000, 500, 250], [6, 3, 1], per=1000)
    /// >>> [round(bound, 3) for bound in rate.interval]
    /// [0.276, 4.438]
    fay_feuer;
}

fn rate(counts: &Values, populations: &Values, standard: &Values) -> Refusable<Standardised> {
    Ok(Standardised::new(StratumCounts::from_values(&counts.0, &populations.0)?, &standard.0)?)
}

/// Events over population in all strata together; `None` where a count is missing.
///
/// >>> import helhed as hh
/// >>> hh.standardised.crude_rate([20, 80], [10_000, 5_000], per=1000)
/// 6.666666666666667
#[pyfunction]
#[pyo3(signature = (counts, populations, per=1.0))]
pub(crate) fn crude_rate(counts: Values, populations: Values, per: f64) -> Refusable<Option<f64>> {
    let per = crate::input::per(per)?;
    Ok(StratumCounts::from_values(&counts.0, &populations.0)?.crude_rate().map(|rate| rate * per))
}

/// Functions of two rates that are standardised to the same population.
macro_rules! two_rates {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (of, populations_of, against, populations_against, standard, level=0.95))]
        pub(crate) fn $name(
            of: Values,
            populations_of: Values,
            against: Values,
            populations_against: Values,
            standard: Values,
            level: f64,
        ) -> Refusable<PyEstimate> {
            let (of, against) =
                (rate(&of, &populations_of, &standard)?, rate(&against, &populations_against, &standard)?);
            Ok(PyEstimate(standardised::$name(&of, &against, crate::input::level(level)?)?))
        }
    )+};
}

two_rates! {
    /// The difference of two directly standardised rates (MOVER with gamma limits).
    ///
    /// >>> import helhed as hh
    /// >>> change = hh.standardised.difference([40, 50], [1000, 500], [30, 20], [1000, 500], [1, 1])
    /// >>> round(change.value, 3), change.p_value < 0.05
    /// (0.035, True)
    difference;
    /// The ratio of two directly standardised rates (log-normal).
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.standardised.ratio([40, 50], [1000, 500], [40, 20], [1000, 500], [1, 1]).value, 9)
    /// 1.75
    ratio;
}

/// Events expected in this population with the rates of a reference population.
///
/// >>> import helhed as hh
/// >>> round(hh.standardised.expected([1200], [70], [10_000]), 9)
/// 8.4
#[pyfunction]
pub(crate) fn expected(populations: Values, reference_counts: Values, reference_populations: Values) -> Refusable<f64> {
    let nothing: Vec<Option<f64>> = populations.0.iter().map(|_| Some(0.0)).collect();
    let strata = StratumCounts::from_values(&nothing, &populations.0)?;
    Ok(Expected::from_reference(&strata, &reference_counts.0, &reference_populations.0)?.expected())
}

/// Observed over expected events with Byar's interval.
///
/// >>> import helhed as hh
/// >>> [round(bound, 3) for bound in hh.standardised.smr_byar(58, 41.2).interval]
/// [1.069, 1.82]
#[pyfunction]
#[pyo3(signature = (observed, expected, level=0.95))]
pub(crate) fn smr_byar(observed: f64, expected: f64, level: f64) -> Refusable<PyEstimate> {
    let of = Expected::from_counts(observed, expected)?;
    Ok(PyEstimate(standardised::smr_byar(&of, crate::input::level(level)?)?))
}

/// Observed over expected events with the exact interval: below ten events.
///
/// >>> import helhed as hh
/// >>> round(hh.standardised.smr_exact(0, 2.5).interval.upper, 3)
/// 1.476
#[pyfunction]
#[pyo3(signature = (observed, expected, level=0.95))]
pub(crate) fn smr_exact(observed: f64, expected: f64, level: f64) -> Refusable<PyEstimate> {
    let of = Expected::from_counts(observed, expected)?;
    Ok(PyEstimate(standardised::smr_exact(&of, crate::input::level(level)?)?))
}

/// The exact test that as many events were observed as expected.
///
/// >>> import helhed as hh
/// >>> round(hh.standardised.smr_test(9, 5.3).p_value, 4)
/// 0.1209
#[pyfunction]
pub(crate) fn smr_test(observed: f64, expected: f64) -> Refusable<PyTest> {
    Ok(PyTest(standardised::smr_test(&Expected::from_counts(observed, expected)?)?))
}

/// Observed over expected events, where each person has a probability of their own.
///
/// >>> import helhed as hh
/// >>> hh.standardised.case_mix([1, 0, 1, 1], [0.5, 0.2, 0.4, 0.4]).value
/// 2.0
#[pyfunction]
#[pyo3(signature = (outcomes, probabilities, level=0.95))]
pub(crate) fn case_mix(outcomes: Values, probabilities: Values, level: f64) -> Refusable<PyEstimate> {
    let of = CaseMix::from_values(outcomes.0, probabilities.0)?;
    Ok(PyEstimate(standardised::case_mix(&of, crate::input::level(level)?)?))
}
