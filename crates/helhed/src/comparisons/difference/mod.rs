//! Differences of two groups.

mod newcombe;
mod welch;

pub use newcombe::{NEWCOMBE, newcombe};
pub use welch::{WELCH, welch};
