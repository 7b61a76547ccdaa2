//! Comparisons: one group or time against another.

pub mod by_id;
pub mod change;
mod columns;
mod contrast;
pub mod did;
pub mod difference;
mod door;
pub mod effect_size;
mod method;
pub mod odds_ratio;
pub mod paired;
mod ranking;
pub mod ranks;
mod rates;
pub mod ratio;
pub mod regression;
mod shares;
pub mod stratified;
pub mod table;

pub use columns::{Group, rate_columns, share_columns};
pub use contrast::ARM;
pub use door::{Cut, before_after, compare};
pub use method::methods;

use crate::cells::{MeanCell, ProportionCell, RateCell};
use crate::error::Result;
use crate::estimate::{Estimate, Level};

/// A comparison of two shares.
pub(crate) type TwoShares = fn(&ProportionCell, &ProportionCell, Level) -> Result<Estimate>;
/// A comparison of two rates.
pub(crate) type TwoRates = fn(&RateCell, &RateCell, Level) -> Result<Estimate>;
/// A comparison of two means.
pub(crate) type TwoMeans = fn(&MeanCell, &MeanCell, Level) -> Result<Estimate>;
