//! Means and quantiles of a value.

mod bootstrap;
mod order_statistic;
mod quantile;
mod t;
mod weighted;

pub use bootstrap::{BOOTSTRAP, Resampling, Statistic, bootstrap};
pub use order_statistic::{ORDER_STATISTIC, Ranks, median, order_statistic, ranks};
pub use quantile::{Interpolation, QUANTILE, quantile};
pub use t::{T, t};
pub use weighted::{WEIGHTED, weighted, weighted_cell};
pub(crate) use weighted::{mean_of, variance_of};

use crate::cells::MeanCell;
use crate::error::Result;
use crate::estimate::{Choice, Estimate, Level};

/// The interval of one mean.
pub(crate) type OneMean = fn(&MeanCell, Level) -> Result<Estimate>;

/// What [`estimate`](super::estimate) can be asked for.
pub(crate) const CHOICES: &[Choice<OneMean>] = &[Choice::new(T, t)];
