//! Rates: events over exposure.

mod byar;
mod clustered;
mod columns;
mod exact;
mod mid_p;
mod over_dispersed;
mod poisson_test;
mod score;

pub use byar::{BYAR, byar};
pub use clustered::{CLUSTERED, clustered};
pub use columns::{columns, columns_by};
pub(crate) use exact::limits_by_tail as exact_limits;
pub use exact::{EXACT, exact};
pub use mid_p::{MID_P, mid_p};
pub use over_dispersed::{OVER_DISPERSED, dispersion, over_dispersed};
pub use poisson_test::{POISSON_TEST, poisson_test, poisson_test_columns};
pub use score::{SCORE, score};

use crate::cells::RateCell;
use crate::error::{Fault, Result};
use crate::estimate::{Choice, Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};

/// The interval of one rate.
pub(crate) type OneRate = fn(&RateCell, Level) -> Result<Estimate>;

/// What [`estimate`](super::estimate) can be asked for.
pub(crate) const CHOICES: &[Choice<OneRate>] =
    &[Choice::new(BYAR, byar), Choice::new(EXACT, exact), Choice::new(MID_P, mid_p), Choice::new(SCORE, score)];

/// Both limits of the expected number, for so many events.
type Limits = fn(f64, Level) -> Result<(f64, f64)>;

/// The estimate of a method whose interval follows from the number of events alone.
fn with_limits(cell: &RateCell, method: Method, level: Level, limits: Limits) -> Result<Estimate> {
    let (estimate, events) = without_interval(cell, method);
    let Some(events) = events else { return Ok(estimate) };
    let (lower, upper) = limits(events, level)?;
    Ok(estimate.between(lower / cell.exposure(), upper / cell.exposure(), level))
}

/// What a rate rests on.
fn count(cell: &RateCell) -> Count {
    Count { records: Some(cell.records()), events: Some(cell.events()), exposure: Some(cell.exposure()) }
}

/// The parts of an estimate that every interval method for a rate shares; `None` within where there is no exposure.
fn without_interval(cell: &RateCell, method: Method) -> (Estimate, Option<f64>) {
    let estimate = Estimate::new(Estimand::Rate, Unit::Per(1.0), method, count(cell))
        .warned_if_missing(cell.missing(), cell.records());
    if cell.exposure() <= 0.0 {
        return (estimate.warned(Warning::NoExposure), None);
    }
    let events = cell.events() as f64;
    let se = events.sqrt() / cell.exposure();
    (estimate.valued(events / cell.exposure()).with_se(se, Scale::Identity), Some(events))
}

/// The cells with exposure.
fn exposed(cells: &[RateCell]) -> impl Iterator<Item = &RateCell> {
    cells.iter().filter(|cell| cell.exposure() > 0.0)
}

/// All cells together; rows without exposure count as missing.
fn together(cells: &[RateCell]) -> Result<RateCell> {
    let (mut records, mut missing, mut events, mut exposure) = (0, 0, 0.0, 0.0);
    for cell in cells {
        missing += cell.missing();
        if cell.exposure() > 0.0 {
            records += cell.records();
            events += cell.events() as f64;
            exposure += cell.exposure();
        } else {
            missing += cell.records();
        }
    }
    RateCell::from_parts(records, events, exposure, missing)
}

/// The rate of several cells, with the interval on the log scale that follows from the differences between them.
///
/// `spread` gives the estimate with its warnings and its standard error on the log scale, from the estimate and the total.
fn of_several(
    cells: &[RateCell],
    method: Method,
    level: Level,
    spread: impl FnOnce(Estimate, &RateCell) -> Option<(Estimate, f64)>,
) -> Result<Estimate> {
    let (total, count) = (together(cells)?, exposed(cells).count());
    let (estimate, events) = without_interval(&total, method);
    let Some(events) = events else { return Ok(estimate) };
    let estimate = Estimate { se: None, scale: Scale::Log, ..estimate };
    if count < 2 {
        return Ok(estimate.warned(Warning::OneObservation));
    }
    if events == 0.0 {
        return Ok(estimate.warned(Warning::NoStandardError));
    }
    let df = (count - 1) as f64;
    let quantile = level.t(df)?;
    let bug = || Fault::Bug { what: format!("no spread of {count} cells with events") };
    let (estimate, se) = spread(estimate, &total).ok_or_else(bug)?;
    let (rate, times) = (events / total.exposure(), (quantile * se).exp());
    Ok(estimate.with_se(se, Scale::Log).with_df(df).between(rate / times, rate * times, level))
}
