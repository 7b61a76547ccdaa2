//! Differences of two groups.

mod columns;
mod newcombe;
mod welch;

pub use columns::columns;
pub use newcombe::{NEWCOMBE, newcombe};
pub use welch::{WELCH, welch};

use super::{TwoMeans, TwoRates, TwoShares};
use crate::estimate::Choice;

/// Differences of two shares that the doors can be asked for.
pub(crate) const SHARES: &[Choice<TwoShares>] = &[Choice::new(NEWCOMBE, newcombe)];

/// Differences of two rates.
pub(crate) const RATES: &[Choice<TwoRates>] = &[];

/// Differences of two means.
pub(crate) const MEANS: &[Choice<TwoMeans>] = &[Choice::new(WELCH, welch)];
