//! One rate, by every method.

use helhed::cells::RateCell;
use helhed::error::{Error, Fault, Place, Result, Spot, Within};
use helhed::estimates::rate;
use pyo3::prelude::*;

use super::numbers::{Input, Values};
use super::shapes::{TestAnswer, tested};
use crate::error::Refusable;
use crate::estimate::PyEstimate;

super::shapes::one_rate! {
    /// Byar's interval: the default from ten events.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.rate.byar(16, 1083).interval]
    /// [0.0084, 0.024]
    byar => rate::byar;
    /// The exact interval of Garwood: the default below ten events.
    ///
    /// >>> import helhed as hh
    /// >>> hh.rate.exact(0, 100).interval.lower
    /// 0.0
    exact => rate::exact;
    /// The mid-P form of the exact interval: shorter, and near its level on average.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 5) for bound in hh.rate.mid_p(0, 100).interval]
    /// [0.0, 0.02996]
    mid_p => rate::mid_p;
    /// Rao's score interval.
    ///
    /// >>> import helhed as hh
    /// >>> [round(bound, 4) for bound in hh.rate.score(16, 1083).interval]
    /// [0.0091, 0.024]
    score => rate::score;
}

/// The rate over several periods or areas whose counts vary more than chance, from the events and exposure of each. `None`
/// and not-a-number are missing.
///
/// >>> import helhed as hh
/// >>> quarters = hh.rate.over_dispersed([12, 31, 9, 22], [100, 110, 95, 105])
/// >>> [round(bound, 3) for bound in quarters.interval]
/// [0.084, 0.386]
#[pyfunction]
#[pyo3(signature = (events, exposure, level=0.95))]
pub(crate) fn over_dispersed(events: Values, exposure: Values, level: f64) -> Refusable<PyEstimate> {
    let cells = cells(events, exposure)?;
    Ok(PyEstimate(rate::over_dispersed(&cells, crate::input::level(level)?)?))
}

/// The dispersion of counts, 1 for Poisson counts with one rate; `None` where there is none to find.
///
/// >>> import helhed as hh
/// >>> round(hh.rate.dispersion([12, 31, 9, 22], [100, 110, 95, 105]), 2)
/// 4.22
#[pyfunction]
pub(crate) fn dispersion(events: Values, exposure: Values) -> Refusable<Option<f64>> {
    Ok(rate::dispersion(&cells(events, exposure)?))
}

/// The rate of events that recur in persons, from the events and exposure of each person. `None` and not-a-number are
/// missing.
///
/// >>> import helhed as hh
/// >>> visits = hh.rate.clustered([0, 7, 1, 0, 2], [1, 1, 0.5, 1, 1])
/// >>> round(visits.value, 3), visits.df
/// (2.222, 4.0)
#[pyfunction]
#[pyo3(signature = (events, exposure, level=0.95))]
pub(crate) fn clustered(events: Values, exposure: Values, level: f64) -> Refusable<PyEstimate> {
    let cells = cells(events, exposure)?;
    Ok(PyEstimate(rate::clustered(&cells, crate::input::level(level)?)?))
}

/// Whether the rate is `r0`, by the exact Poisson test.
///
/// >>> import helhed as hh
/// >>> round(hh.rate.poisson_test(100, 80, 1).p_value, 4)
/// 0.029
#[pyfunction]
pub(crate) fn poisson_test(py: Python<'_>, events: Input, exposure: Input, r0: Input) -> PyResult<TestAnswer> {
    let one = |[x, time, r0]: [f64; 3]| rate::poisson_test(&RateCell::from_counts(x, time)?, r0);
    let many = |[x, time, r0]: [&[f64]; 3]| rate::poisson_test_columns(x, time, r0);
    tested(py, [events, exposure, r0], one, many)
}

/// A cell for each row, with the row in the place of an error.
fn cells(events: Values, exposure: Values) -> Result<Vec<RateCell>> {
    let (events, exposure) = (events.0, exposure.0);
    if events.len() != exposure.len() {
        let fault = Fault::LengthsDiffer { left: events.len() as u64, right: exposure.len() as u64 };
        return Err(Error::new(fault, Place::argument("exposure")));
    }
    let there = |value: Option<f64>| value.filter(|value| !value.is_nan());
    let cell = |(row, (events, exposure)): (u64, (Option<f64>, Option<f64>))| {
        if let Some((events, exposure)) = there(events).zip(there(exposure)) {
            return RateCell::from_counts(events, exposure).within(|| Spot::Row(row));
        }
        let mut missing = RateCell::default();
        missing.push_missing();
        Ok(missing)
    };
    (1..).zip(events.into_iter().zip(exposure)).map(cell).collect()
}
