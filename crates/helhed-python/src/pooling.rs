//! Effects of several areas: explained by moderators, several from one area, and shares with few events.

use helhed::estimate::{KeyValue, Test};
use helhed::synthesis::pool::{self, Dependence, MetaRegression, MixedProportion, ModeratedEffects, RobustRegression};
use pyo3::prelude::*;

use crate::error::Refusable;
use crate::estimate::PyEstimate;
use crate::estimates::PyEstimates;
use crate::input::Key;
use crate::methods::each::Each;
use crate::methods::numbers::Values;
use crate::methods::record::{record, shown};
use crate::parts::PyInterval;
use crate::regressions::Columns;
use crate::test::PyTest;

record! {
    /// A meta-regression that was fitted. What the data do not give is `None`.
    ///
    /// >>> import helhed as hh
    /// >>> hh.meta_regression([0.30, 0.25, 0.22, 0.08], [0.01] * 4, {"start": [2010, 2012, 2014, 2016]})
    /// <MetaRegression reml: tau2 0.0000, 2 coefficients>
    PyMetaRegression(MetaRegression) = "MetaRegression" in "helhed",
    shown by |it| {
        format!("{}: tau2 {}, {} coefficients", it.residual_variance.name(), shown(it.tau2), it.coefficients.len())
    }, {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// How the variance between areas was estimated.
        residual_variance: &'static str = |it| it.residual_variance.name();
        /// What intervals and tests rest on.
        test: &'static str = |it| it.test.name();
        /// A coefficient a term, the intercept first.
        coefficients: PyEstimates = |it| PyEstimates(it.coefficients.clone());
        /// Covariances of the coefficients that have a value, in their order.
        covariance: Vec<Vec<f64>> = |it| it.covariance.clone();
        /// Variance between areas that the moderators do not explain.
        tau2: Option<f64> = |it| it.tau2;
        /// Share of the unexplained variation that is not sampling error, 0 to 1.
        i2: Option<f64> = |it| it.i2;
        /// Share of the variance between areas that the moderators explain.
        r2: Option<f64> = |it| it.r2;
        /// Whether anything is left to explain.
        residual: PyTest = |it| tested(&it.residual);
        /// Whether the moderators explain anything; `None` without moderators.
        moderators: Option<PyTest> = |it| it.moderators.as_ref().map(tested);
    }
}

record! {
    /// A regression of effects with errors that are robust to dependence within areas.
    ///
    /// >>> import helhed as hh
    /// >>> hh.robust_meta_regression([0.2, 0.3, 0.1, 0.4], [0.01] * 4, areas=["A", "A", "B", "C"])
    /// <RobustRegression 3 areas: tau2 0.0136, 1 coefficients>
    PyRobustRegression(RobustRegression) = "RobustRegression" in "helhed",
    shown by |it| format!("{} areas: tau2 {}, {} coefficients", it.areas, shown(it.tau2), it.coefficients.len()), {
        /// Id of the method; `hh.method(id)` is its page.
        method: String = |it| it.method.id.to_string();
        /// A coefficient a term, the intercept first, each with its degrees of freedom.
        coefficients: PyEstimates = |it| PyEstimates(it.coefficients.clone());
        /// Covariances of the coefficients that have a value, in their order.
        covariance: Vec<Vec<f64>> = |it| it.covariance.clone();
        /// Variance between areas.
        tau2: Option<f64> = |it| it.tau2;
        /// Variance within areas, for hierarchical dependence.
        omega2: Option<f64> = |it| it.omega2;
        /// Areas.
        areas: u64 = |it| it.areas;
    }
}

record! {
    /// A pooled share and the spread of areas.
    ///
    /// >>> import helhed as hh
    /// >>> hh.glmm_proportion([0, 2, 5, 9, 1, 4], [20, 25, 30, 35, 22, 28])
    /// <MixedProportion 0.1124: tau2 0.3058>
    PyMixedProportion(MixedProportion) = "MixedProportion" in "helhed",
    shown by |it| format!("{}: tau2 {}", shown(it.pooled.value), shown(it.tau2)), {
        /// The share.
        pooled: PyEstimate = |it| PyEstimate(it.pooled.clone());
        /// Its log odds.
        log_odds: Option<f64> = |it| it.log_odds;
        /// Variance of the log odds of areas.
        tau2: Option<f64> = |it| it.tau2;
        /// Where the share of a new area lies.
        prediction: Option<PyInterval> = |it| it.prediction.map(PyInterval);
    }
}

fn tested(test: &Test) -> PyTest {
    PyTest(test.clone())
}

/// Effects of areas (on one scale: log ratios, not ratios) with their sampling variances, explained by moderators: a
/// dictionary of columns, of numbers or of labels. `tau2` is `reml`, `dl`, `pm`, `ml`, `he`, `sj`, `hs` or `fixed`, or the
/// same in the words of `pool`; `test` is `knapp_hartung_guarded`, `knapp_hartung` or `normal`.
///
/// >>> import helhed as hh
/// >>> effects = [0.30, 0.25, 0.22, 0.08, 0.05]
/// >>> found = hh.meta_regression(effects, [0.01] * 5, {"start": [2010, 2012, 2014, 2016, 2018]})
/// >>> [(row.key["term"], round(row.value, 4)) for row in found.coefficients][1]
/// ('start', -0.0335)
#[pyfunction]
#[pyo3(signature = (effects, variances, moderators=None, *, tau2="reml", test="knapp_hartung_guarded", level=0.95))]
pub(crate) fn meta_regression(
    effects: Values,
    variances: Values,
    moderators: Option<Columns>,
    tau2: &str,
    test: &str,
    level: f64,
) -> Refusable<PyMetaRegression> {
    let moderators = Columns::covariates(moderators, effects.0.len())?;
    let rows = ModeratedEffects::new(&effects.0, &variances.0, &moderators)?;
    let level = crate::input::level(level)?;
    Ok(PyMetaRegression(pool::meta_regression(&rows, tau2.parse()?, test.parse()?, level)?))
}

/// Several effects from each area, pooled or explained by moderators, with errors that are robust to how effects of one area
/// depend on each other. `dependence` is `correlated` (sampling errors, by `rho`) or `hierarchical`.
///
/// >>> import helhed as hh
/// >>> effects, areas = [0.2, 0.3, 0.1, 0.0, 0.4, 0.5, 0.2], ["A", "A", "B", "B", "C", "D", "D"]
/// >>> found = hh.robust_meta_regression(effects, [0.01] * 7, areas=areas)
/// >>> found.areas, found.coefficients[0].df < 3.01
/// (4, True)
#[pyfunction]
#[pyo3(signature = (effects, variances, moderators=None, *, areas, dependence="correlated", rho=0.8, level=0.95))]
pub(crate) fn robust_meta_regression(
    effects: Values,
    variances: Values,
    moderators: Option<Columns>,
    areas: Each<Key>,
    dependence: &str,
    rho: f64,
    level: f64,
) -> Refusable<PyRobustRegression> {
    let moderators = Columns::covariates(moderators, effects.0.len())?;
    let areas: Vec<KeyValue> = areas.0.into_iter().map(|key| key.0).collect();
    let rows = ModeratedEffects::with_clusters(&effects.0, &variances.0, &moderators, &areas)?;
    let level = crate::input::level(level)?;
    Ok(PyRobustRegression(pool::robust(&rows, Dependence::named(dependence, rho)?, level)?))
}

/// The pooled share of areas by a logistic model with random areas, for few events: no half is added anywhere.
///
/// >>> import helhed as hh
/// >>> found = hh.glmm_proportion([0, 2, 5, 9, 1, 4], [20, 25, 30, 35, 22, 28])
/// >>> round(found.pooled.value, 4), round(found.tau2, 4), [round(bound, 3) for bound in found.pooled.interval]
/// (0.1124, 0.3058, [0.057, 0.211])
#[pyfunction]
#[pyo3(signature = (events, units, *, level=0.95))]
pub(crate) fn glmm_proportion(events: Values, units: Values, level: f64) -> Refusable<PyMixedProportion> {
    Ok(PyMixedProportion(pool::glmm_proportion(&events.0, &units.0, crate::input::level(level)?)?))
}
