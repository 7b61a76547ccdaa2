//! Ratios of two groups.

mod exact;
pub(crate) mod katz;
pub(crate) mod koopman;
pub(crate) mod miettinen_nurminen;
mod score;

pub use exact::{EXACT, exact};
pub use katz::{KATZ, katz};
pub use koopman::{KOOPMAN, koopman};
pub use miettinen_nurminen::{MIETTINEN_NURMINEN, miettinen_nurminen};

use super::{TwoRates, TwoShares};
use crate::estimate::Choice;

/// Ratios of two shares that the doors can be asked for.
pub(crate) const SHARES: &[Choice<TwoShares>] =
    &[Choice::new(KOOPMAN, koopman), Choice::new(MIETTINEN_NURMINEN, miettinen_nurminen), Choice::new(KATZ, katz)];

/// Ratios of two rates.
pub(crate) const RATES: &[Choice<TwoRates>] = &[Choice::new(EXACT, exact)];
