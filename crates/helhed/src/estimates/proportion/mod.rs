//! Shares: units with the event among units observed.

mod clopper_pearson;
mod columns;
mod wilson;

pub use clopper_pearson::{CLOPPER_PEARSON, clopper_pearson};
pub use columns::{columns, columns_by};
pub(crate) use wilson::limits as wilson_limits;
pub use wilson::{WILSON, wilson};

use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Choice, Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};

/// The interval of one share.
pub(crate) type OneShare = fn(&ProportionCell, Level) -> Result<Estimate>;

/// What [`estimate`](super::estimate) can be asked for.
pub(crate) const CHOICES: &[Choice<OneShare>] =
    &[Choice::new(WILSON, wilson), Choice::new(CLOPPER_PEARSON, clopper_pearson)];

/// The parts of an estimate that every interval method for a proportion shares; `None` within for an empty cell.
fn without_interval(cell: &ProportionCell, method: Method) -> (Estimate, Option<f64>) {
    let (events, records) = (cell.events(), cell.records());
    let n = Count::of_events(events, records);
    let estimate =
        Estimate::new(Estimand::Proportion, Unit::Share, method, n).warned_if_missing(cell.missing(), records);
    if records == 0 {
        return (estimate.warned(Warning::NoObservations), None);
    }
    let share = events as f64 / records as f64;
    let se = (share * (1.0 - share) / records as f64).sqrt();
    (estimate.valued(share).with_se(se, Scale::Identity).warned_if_small(records), Some(share))
}
