//! Shares: units with the event among units observed.

mod agresti_coull;
mod binomial_test;
mod blaker;
mod clopper_pearson;
mod clustered;
mod columns;
mod effective;
mod jeffreys;
mod jeffreys_equal_tailed;
mod logit;
mod mid_p;
mod wald;
mod wilson;
mod wilson_cc;

pub use agresti_coull::{AGRESTI_COULL, agresti_coull};
pub use binomial_test::{BINOMIAL_TEST, binomial_test, binomial_test_columns};
pub use blaker::{BLAKER, blaker};
pub use clopper_pearson::{CLOPPER_PEARSON, clopper_pearson};
pub use clustered::{CLUSTERED, clustered, design_effect};
pub use columns::{columns, columns_by};
pub use effective::{EFFECTIVE, effective};
pub use jeffreys::{JEFFREYS, jeffreys};
pub use jeffreys_equal_tailed::{JEFFREYS_EQUAL_TAILED, jeffreys_equal_tailed};
pub use logit::{LOGIT, logit};
pub use mid_p::{MID_P, mid_p};
pub use wald::{WALD, wald};
pub(crate) use wilson::limits as wilson_limits;
pub use wilson::{WILSON, wilson};
pub use wilson_cc::{WILSON_CC, wilson_cc};

use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Choice, Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};

/// The interval of one share.
pub(crate) type OneShare = fn(&ProportionCell, Level) -> Result<Estimate>;

/// What [`estimate`](super::estimate) can be asked for.
pub(crate) const CHOICES: &[Choice<OneShare>] = &[
    Choice::new(WILSON, wilson),
    Choice::new(WILSON_CC, wilson_cc),
    Choice::new(CLOPPER_PEARSON, clopper_pearson),
    Choice::new(MID_P, mid_p),
    Choice::new(BLAKER, blaker),
    Choice::new(AGRESTI_COULL, agresti_coull),
    Choice::new(JEFFREYS, jeffreys),
    Choice::new(JEFFREYS_EQUAL_TAILED, jeffreys_equal_tailed),
    Choice::new(LOGIT, logit),
    Choice::new(WALD, wald),
];

/// Both limits for x of n, n above zero.
type Limits = fn(f64, f64, Level) -> Result<(f64, f64)>;

/// The estimate of a method whose interval follows from the counts alone.
fn with_limits(cell: &ProportionCell, method: Method, level: Level, limits: Limits) -> Result<Estimate> {
    let (estimate, share) = without_interval(cell, method);
    if share.is_none() {
        return Ok(estimate);
    }
    let (lower, upper) = limits(cell.events() as f64, cell.records() as f64, level)?;
    Ok(estimate.between(lower, upper, level))
}

/// The estimate, warned where a limit was cut off at an end at which the share itself is not.
fn warned_if_cut(estimate: Estimate, cell: &ProportionCell) -> Estimate {
    let between = cell.events() > 0 && cell.events() < cell.records();
    let cut = estimate.interval.is_some_and(|interval| interval.lower == 0.0 || interval.upper == 1.0);
    if between && cut { estimate.warned(Warning::PastTheEnd) } else { estimate }
}

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
