//! Odds ratios of two groups.

mod columns;

pub use columns::columns;

use super::TwoShares;
use crate::estimate::Choice;

/// Odds ratios that the doors can be asked for.
pub(crate) const SHARES: &[Choice<TwoShares>] = &[];
