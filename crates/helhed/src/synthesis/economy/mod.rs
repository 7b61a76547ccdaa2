//! What an outcome costs.

mod cost_per_outcome;
mod fieller;

pub use cost_per_outcome::{COST_PER_OUTCOME, Cost, cost_per_outcome};
pub use fieller::{FIELLER, FiellerRatio, RatioSet, Uncertain, fieller};
