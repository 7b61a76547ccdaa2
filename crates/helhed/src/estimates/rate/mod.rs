//! Rates: events over exposure.

mod byar;
mod columns;
mod exact;

pub use byar::{BYAR, byar};
pub use columns::{columns, columns_by};
pub use exact::{EXACT, exact};

use crate::cells::RateCell;
use crate::error::Result;
use crate::estimate::{Choice, Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};

/// The interval of one rate.
pub(crate) type OneRate = fn(&RateCell, Level) -> Result<Estimate>;

/// What [`estimate`](super::estimate) can be asked for.
pub(crate) const CHOICES: &[Choice<OneRate>] = &[Choice::new(BYAR, byar), Choice::new(EXACT, exact)];

/// The parts of an estimate that every interval method for a rate shares; `None` within where there is no exposure.
fn without_interval(cell: &RateCell, method: Method) -> (Estimate, Option<f64>) {
    let n = Count { records: Some(cell.records()), events: Some(cell.events()), exposure: Some(cell.exposure()) };
    let estimate =
        Estimate::new(Estimand::Rate, Unit::Per(1.0), method, n).warned_if_missing(cell.missing(), cell.records());
    if cell.exposure() <= 0.0 {
        return (estimate.warned(Warning::NoExposure), None);
    }
    let events = cell.events() as f64;
    let se = events.sqrt() / cell.exposure();
    (estimate.valued(events / cell.exposure()).with_se(se, Scale::Identity), Some(events))
}
