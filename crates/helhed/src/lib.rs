//! Impact measurement for place-based social programmes.
//!
//! Rows become **cells**, cells become **estimates**, estimates are **compared**, comparisons are **brought together**,
//! and every number leaves through the **report** with its uncertainty, its method and its evidence grade.

pub mod cells;
pub mod design;
pub mod error;
pub mod estimate;
pub mod numeric;
pub mod records;

pub use error::{Error, Result};
pub use estimate::{Estimate, Estimates, Level, Warning};
