//! Comparisons: one group or time against another.

pub mod change;
pub mod difference;
mod door;
pub mod ratio;

pub use door::{ARM, Cut, before_after, compare};
