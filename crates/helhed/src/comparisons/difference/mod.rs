//! Differences of two groups.

pub(crate) mod agresti_caffo;
pub(crate) mod miettinen_nurminen;
pub(crate) mod newcombe;
pub(crate) mod wald;
mod welch;

pub use agresti_caffo::{AGRESTI_CAFFO, agresti_caffo};
pub use miettinen_nurminen::{MIETTINEN_NURMINEN, miettinen_nurminen};
pub use newcombe::{NEWCOMBE, newcombe};
pub use wald::{WALD, wald};
pub use welch::{WELCH, welch};

use super::{TwoMeans, TwoRates, TwoShares};
use crate::estimate::Choice;

/// Differences of two shares that the doors can be asked for.
pub(crate) const SHARES: &[Choice<TwoShares>] = &[
    Choice::new(NEWCOMBE, newcombe),
    Choice::new(MIETTINEN_NURMINEN, miettinen_nurminen),
    Choice::new(AGRESTI_CAFFO, agresti_caffo),
    Choice::new(WALD, wald),
];

/// Differences of two rates.
pub(crate) const RATES: &[Choice<TwoRates>] = &[];

/// Differences of two means.
pub(crate) const MEANS: &[Choice<TwoMeans>] = &[Choice::new(WELCH, welch)];
