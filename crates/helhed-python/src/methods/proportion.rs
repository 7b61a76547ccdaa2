//! One share, by every method.

use helhed::cells::ProportionCell;
use helhed::error::{Error, Fault, Place, Result, Spot, Within};
use helhed::estimates::proportion;
use pyo3::prelude::*;

use super::numbers::{Input, Values};
use super::shapes::{TestAnswer, tested};
use crate::error::Refusable;
use crate::estimate::PyEstimate;

super::shapes::one_share! {
    /// Wilson's score interval: the default for a share.
    ///
    /// >>> import helhed as hh
    /// >>> averted = hh.proportion.wilson(30, 41)
    /// >>> round(averted.value, 3), [round(bound, 3) for bound in averted.interval]
    /// (0.732, [0.581, 0.843])
    wilson => proportion::wilson;
    /// The exact interval, which never covers less than its level.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.proportion.clopper_pearson(0, 10).interval.upper, 4)
    /// 0.3085
    clopper_pearson => proportion::clopper_pearson;
    /// Wilson's interval with the continuity correction, which is never dropped.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.proportion.wilson_cc(10, 20).interval]
    /// [0.2785, 0.7215]
    wilson_cc => proportion::wilson_cc;
    /// The mid-P form of the exact interval: shorter, and near its level on average.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.proportion.mid_p(0, 10).interval.upper, 4)
    /// 0.2589
    mid_p => proportion::mid_p;
    /// Blaker's exact interval: never covers less than its level, and lies inside that of Clopper and Pearson.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.proportion.blaker(0, 10).interval.upper, 4)
    /// 0.2829
    blaker => proportion::blaker;
    /// The interval of Agresti and Coull; `se` is that of their adjusted share.
    ///
    /// >>> import helhed as hh
    /// >>> round(hh.proportion.agresti_coull(0, 10).interval.upper, 4)
    /// 0.3209
    agresti_coull => proportion::agresti_coull;
    /// Jeffreys' interval, whose limits are 0 where nobody and 1 where everybody has the event.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.proportion.jeffreys(0, 10).interval]
    /// [0.0, 0.2172]
    jeffreys => proportion::jeffreys;
    /// The plain quantiles of the posterior under Jeffreys' prior.
    ///
    /// >>> import helhed as hh
    /// >>> hh.proportion.jeffreys_equal_tailed(0, 10).interval.lower > 0
    /// True
    jeffreys_equal_tailed => proportion::jeffreys_equal_tailed;
    /// The interval that is symmetric in the log odds; absent where nobody or everybody has the event.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.proportion.logit(30, 41).interval]
    /// [0.5775, 0.8448]
    logit => proportion::logit;
    /// The textbook interval, to repeat figures of others: it covers too little near 0 and 1.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.proportion.wald(3, 20).interval]
    /// [0.0, 0.3065]
    wald => proportion::wald;
}

/// Wilson's interval for units that come in clusters, with a design effect known from elsewhere.
///
/// >>> import helhed as hh
/// >>> [round(bound, 3) for bound in hh.proportion.effective(60, 200, 2).interval]
/// [0.219, 0.396]
#[pyfunction]
#[pyo3(signature = (numerator, denominator, design_effect, level=0.95))]
pub(crate) fn effective(numerator: f64, denominator: f64, design_effect: f64, level: f64) -> Refusable<PyEstimate> {
    let cell = ProportionCell::from_counts(numerator, denominator)?;
    Ok(PyEstimate(proportion::effective(&cell, design_effect, crate::input::level(level)?)?))
}

/// The share of units in clusters, from the numerator and denominator of each cluster. `None` and not-a-number are missing.
///
/// >>> import helhed as hh
/// >>> stairways = hh.proportion.clustered([9, 1, 7, 2], [10, 12, 8, 10])
/// >>> stairways.n.records, stairways.df
/// (40, 3.0)
#[pyfunction]
#[pyo3(signature = (numerator, denominator, level=0.95))]
pub(crate) fn clustered(numerator: Values, denominator: Values, level: f64) -> Refusable<PyEstimate> {
    let cells = clusters(numerator, denominator)?;
    Ok(PyEstimate(proportion::clustered(&cells, crate::input::level(level)?)?))
}

/// The design effect of a share in clusters; `None` where there is none to find.
///
/// >>> import helhed as hh
/// >>> round(hh.proportion.design_effect([9, 1, 7, 2], [10, 12, 8, 10]), 2)
/// 7.75
#[pyfunction]
pub(crate) fn design_effect(numerator: Values, denominator: Values) -> Refusable<Option<f64>> {
    Ok(proportion::design_effect(&clusters(numerator, denominator)?))
}

/// Whether the share is `p0`, by the exact binomial test.
///
/// >>> import helhed as hh
/// >>> round(hh.proportion.binomial_test(120, 400, 0.25).p_value, 4)
/// 0.0242
#[pyfunction]
pub(crate) fn binomial_test(py: Python<'_>, numerator: Input, denominator: Input, p0: Input) -> PyResult<TestAnswer> {
    let one = |[x, n, p0]: [f64; 3]| proportion::binomial_test(&ProportionCell::from_counts(x, n)?, p0);
    let many = |[x, n, p0]: [&[f64]; 3]| proportion::binomial_test_columns(x, n, p0);
    tested(py, [numerator, denominator, p0], one, many)
}

/// A cell for each cluster, with its row in the place of an error.
fn clusters(numerator: Values, denominator: Values) -> Result<Vec<ProportionCell>> {
    let (x, n) = (numerator.0, denominator.0);
    if x.len() != n.len() {
        let fault = Fault::LengthsDiffer { left: x.len() as u64, right: n.len() as u64 };
        return Err(Error::new(fault, Place::argument("denominator")));
    }
    let there = |value: Option<f64>| value.filter(|value| !value.is_nan());
    let cell = |(row, (x, n)): (u64, (Option<f64>, Option<f64>))| match there(x).zip(there(n)) {
        Some((x, n)) => ProportionCell::from_counts(x, n).within(|| Spot::Row(row)),
        None => Ok(ProportionCell::default().with_missing(1)),
    };
    (1..).zip(x.into_iter().zip(n)).map(cell).collect()
}
