//! Ratios of two groups.

mod columns;
mod exact;
mod koopman;

pub use columns::columns;
pub use exact::{EXACT, exact};
pub use koopman::{KOOPMAN, koopman};

use super::{TwoRates, TwoShares};
use crate::estimate::Choice;

/// Ratios of two shares that the doors can be asked for.
pub(crate) const SHARES: &[Choice<TwoShares>] = &[Choice::new(KOOPMAN, koopman)];

/// Ratios of two rates.
pub(crate) const RATES: &[Choice<TwoRates>] = &[Choice::new(EXACT, exact)];
