//! Differences of two groups.

mod newcombe;
mod pooled;
mod rate_mover;
mod rate_score;
mod rate_wald;
mod welch;

pub use newcombe::{NEWCOMBE, newcombe};
pub use pooled::{POOLED, pooled};
pub use rate_mover::{RATE_MOVER, rate_mover};
pub use rate_score::{RATE_SCORE, rate_score};
pub use rate_wald::{RATE_WALD, rate_wald};
pub use welch::{WELCH, welch};

use super::{TwoMeans, TwoRates, TwoShares};
use crate::estimate::Choice;

/// Differences of two shares that the doors can be asked for.
pub(crate) const SHARES: &[Choice<TwoShares>] = &[Choice::new(NEWCOMBE, newcombe)];

/// Differences of two rates.
pub(crate) const RATES: &[Choice<TwoRates>] =
    &[Choice::new(RATE_SCORE, rate_score), Choice::new(RATE_MOVER, rate_mover), Choice::new(RATE_WALD, rate_wald)];

/// Differences of two means.
pub(crate) const MEANS: &[Choice<TwoMeans>] = &[Choice::new(WELCH, welch), Choice::new(POOLED, pooled)];
