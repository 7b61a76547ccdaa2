//! Comparisons: one group or time against another.

pub mod change;
mod columns;
pub mod difference;
mod door;
pub mod odds_ratio;
pub mod ratio;

pub use columns::{Group, rate_columns, share_columns};
pub use door::{ARM, Cut, before_after, compare};

use crate::cells::{MeanCell, ProportionCell, RateCell};
use crate::error::Result;
use crate::estimate::{Estimate, Level};

/// A comparison of two shares.
pub(crate) type TwoShares = fn(&ProportionCell, &ProportionCell, Level) -> Result<Estimate>;
/// A comparison of two rates.
pub(crate) type TwoRates = fn(&RateCell, &RateCell, Level) -> Result<Estimate>;
/// A comparison of two means.
pub(crate) type TwoMeans = fn(&MeanCell, &MeanCell, Level) -> Result<Estimate>;
