//! Estimates: from cells to numbers with their uncertainty.

pub(crate) mod columns;
mod door;
pub mod mean;
pub mod proportion;
mod published;
pub mod rate;
pub mod reported;
pub mod total;

pub use door::{estimate, methods};
pub(crate) use door::{estimate_block, labelled};
pub use published::published;
