//! Ratios of two groups.

mod columns;
mod exact;
mod exact_test;
pub(crate) mod katz;
pub(crate) mod koopman;
pub(crate) mod miettinen_nurminen;
mod rate_mid_p;
mod rate_score;
mod rate_wald;
mod score;

pub use columns::columns;
pub use exact::{EXACT, exact};
pub use exact_test::{EXACT_TEST, exact_test, exact_test_columns};
pub use katz::{KATZ, katz};
pub use koopman::{KOOPMAN, koopman};
pub use miettinen_nurminen::{MIETTINEN_NURMINEN, miettinen_nurminen};
pub use rate_mid_p::{RATE_MID_P, rate_mid_p};
pub use rate_score::{RATE_SCORE, rate_score};
pub use rate_wald::{RATE_WALD, rate_wald};

use super::{TwoRates, TwoShares};
use crate::estimate::Choice;

/// Ratios of two shares that the doors can be asked for.
pub(crate) const SHARES: &[Choice<TwoShares>] =
    &[Choice::new(KOOPMAN, koopman), Choice::new(MIETTINEN_NURMINEN, miettinen_nurminen), Choice::new(KATZ, katz)];

/// Ratios of two rates.
pub(crate) const RATES: &[Choice<TwoRates>] = &[
    Choice::new(EXACT, exact),
    Choice::new(RATE_MID_P, rate_mid_p),
    Choice::new(RATE_SCORE, rate_score),
    Choice::new(RATE_WALD, rate_wald),
];
