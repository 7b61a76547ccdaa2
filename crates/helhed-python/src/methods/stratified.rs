//! Two groups in several strata.

use helhed::comparisons::stratified::{self, RateStrata, Strata};
use helhed::error::Result;
use pyo3::prelude::*;

use super::numbers::Values;
use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::test::PyTest;

/// Four columns with a row for each stratum.
fn strata(of: Values, n_of: Values, against: Values, n_against: Values) -> Result<Strata> {
    let column = |values: Values| values.0.into_iter().map(|value| value.unwrap_or(f64::NAN)).collect::<Vec<_>>();
    Strata::from_counts(&column(of), &column(n_of), &column(against), &column(n_against))
}

/// Estimates over strata: `(of, n_of, against, n_against, level=0.95)`, each a list with a number for each stratum.
macro_rules! strata_estimates {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (of, n_of, against, n_against, level=0.95))]
        pub(crate) fn $name(
            of: Values,
            n_of: Values,
            against: Values,
            n_against: Values,
            level: f64,
        ) -> Refusable<PyEstimate> {
            let strata = strata(of, n_of, against, n_against)?;
            Ok(PyEstimate(stratified::$name(&strata, crate::input::level(level)?)?))
        }
    )+};
}

/// Tests over strata: `(of, n_of, against, n_against)`, each a list with a number for each stratum.
macro_rules! strata_tests {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        pub(crate) fn $name(of: Values, n_of: Values, against: Values, n_against: Values) -> Refusable<PyTest> {
            Ok(PyTest(stratified::$name(&strata(of, n_of, against, n_against)?)?))
        }
    )+};
}

strata_estimates! {
    /// The Mantel-Haenszel odds ratio. Events and units of both groups, a number for each stratum.
    ///
    /// >>> import helhed as hh
    /// >>> found = hh.stratified.mantel_haenszel_odds_ratio([14, 9, 6], [40, 40, 40], [8, 5, 2], [40, 40, 40])
    /// >>> round(found.value, 3), [round(bound, 2) for bound in found.interval]
    /// (2.299, [1.14, 4.62])
    mantel_haenszel_odds_ratio;

    /// The Mantel-Haenszel ratio of shares.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.stratified.mantel_haenszel_risk_ratio([14, 9], [40, 40], [8, 5], [40, 40]).value, 3)
    /// 1.769
    mantel_haenszel_risk_ratio;

    /// The Mantel-Haenszel difference of shares, with Sato's interval.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.stratified.mantel_haenszel_risk_difference([14, 9], [40, 40], [8, 5], [40, 40]).value, 3)
    /// 0.125
    mantel_haenszel_risk_difference;

    /// The Mantel-Haenszel difference of shares, with the score interval of Miettinen and Nurminen.
    ///
    /// >>> import helhed as hh
    /// >>> found = hh.stratified.miettinen_nurminen([0, 1], [10, 8], [0, 3], [12, 9])
    /// >>> found.interval.lower < found.value < found.interval.upper
    /// True
    miettinen_nurminen;

    /// Peto's odds ratio, for rare events and groups of about equal size.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.stratified.peto([5, 1], [50, 60], [9, 2], [50, 60]).value, 3)
    /// 0.516
    peto;
}

/// Estimates over strata of rates: `(of, exposure_of, against, exposure_against, level=0.95)`.
macro_rules! rate_strata_estimates {
    ($($(#[$doc:meta])* $name:ident;)+) => {$(
        $(#[$doc])*
        #[pyfunction]
        #[pyo3(signature = (of, exposure_of, against, exposure_against, level=0.95))]
        pub(crate) fn $name(
            of: Values,
            exposure_of: Values,
            against: Values,
            exposure_against: Values,
            level: f64,
        ) -> Refusable<PyEstimate> {
            let column = |values: Values| values.0.into_iter().map(|one| one.unwrap_or(f64::NAN)).collect::<Vec<_>>();
            let (of, exposure_of) = (column(of), column(exposure_of));
            let strata = RateStrata::from_counts(&of, &exposure_of, &column(against), &column(exposure_against))?;
            Ok(PyEstimate(stratified::$name(&strata, crate::input::level(level)?)?))
        }
    )+};
}

rate_strata_estimates! {
    /// The Mantel-Haenszel ratio of rates. Events and exposure of both groups, a number for each stratum.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.stratified.mantel_haenszel_rate_ratio([4, 10], [100, 240.5], [6, 14], [110, 250]).value, 3)
    /// 0.74
    mantel_haenszel_rate_ratio;

    /// The Mantel-Haenszel difference of rates.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.stratified.mantel_haenszel_rate_difference([4, 10], [100, 240.5], [6, 14], [110, 250]).value, 4)
    /// -0.0145
    mantel_haenszel_rate_difference;
}

strata_tests! {
    /// The Cochran-Mantel-Haenszel test.
    ///
    /// >>> import helhed as hh
    /// >>> hh.stratified.cochran_mantel_haenszel([14, 9, 6], [40, 40, 40], [8, 5, 2], [40, 40, 40])
    /// <Test stratified/cochran_mantel_haenszel: statistic = 5.5778, df = 1, p = 0.0182>
    cochran_mantel_haenszel;

    /// The Cochran-Mantel-Haenszel test with continuity correction.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.stratified.cochran_mantel_haenszel_corrected([14, 9], [40, 40], [8, 5], [40, 40]).p_value, 3)
    /// 0.088
    cochran_mantel_haenszel_corrected;

    /// The Breslow-Day test of one odds ratio in all strata.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.stratified.breslow_day([30, 20], [100, 100], [15, 35], [100, 100]).p_value, 4)
    /// 0.0005
    breslow_day;

    /// The Breslow-Day test with Tarone's correction.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.stratified.tarone([30, 20], [100, 100], [15, 35], [100, 100]).p_value, 4)
    /// 0.0005
    tarone;

    /// The test of one odds ratio in all tables that goes with Peto's odds ratio.
    ///
    /// >>> import helhed as hh
    /// >>> hh.stratified.peto_heterogeneity([30, 20], [100, 100], [15, 35], [100, 100]).df
    /// 1.0
    peto_heterogeneity;
}
