//! Ratios of two groups.

mod exact;
mod koopman;

pub use exact::{EXACT, exact};
pub use koopman::{KOOPMAN, koopman};
