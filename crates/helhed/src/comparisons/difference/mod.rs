//! Differences of two groups.

pub(crate) mod agresti_caffo;
mod clustered;
mod columns;
pub(crate) mod miettinen_nurminen;
pub(crate) mod newcombe;
mod number_needed;
mod pooled;
mod rate_mover;
mod rate_score;
mod rate_wald;
pub(crate) mod score;
pub(crate) mod wald;
mod weighted_means;
mod welch;

pub use agresti_caffo::{AGRESTI_CAFFO, agresti_caffo};
pub use clustered::{CLUSTERED, clustered};
pub use columns::columns;
pub use miettinen_nurminen::{MIETTINEN_NURMINEN, miettinen_nurminen};
pub use newcombe::{NEWCOMBE, newcombe};
pub use number_needed::{NUMBER_NEEDED, number_needed};
pub use pooled::{POOLED, pooled};
pub use rate_mover::{RATE_MOVER, rate_mover};
pub use rate_score::{RATE_SCORE, rate_score};
pub use rate_wald::{RATE_WALD, rate_wald};
pub use wald::{WALD, wald};
pub use weighted_means::{WEIGHTED_MEANS, weighted_means};
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
pub(crate) const RATES: &[Choice<TwoRates>] =
    &[Choice::new(RATE_SCORE, rate_score), Choice::new(RATE_MOVER, rate_mover), Choice::new(RATE_WALD, rate_wald)];

/// Differences of two means.
pub(crate) const MEANS: &[Choice<TwoMeans>] = &[Choice::new(WELCH, welch), Choice::new(POOLED, pooled)];
