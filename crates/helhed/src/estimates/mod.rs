//! Estimates: from cells to numbers with their uncertainty.

pub mod by_id;
pub(crate) mod columns;
pub(crate) mod door;
pub mod inequality;
pub mod mean;
pub mod proportion;
mod published;
pub mod rate;
pub mod reported;
pub mod standardised;
pub mod total;

pub use door::{estimate, methods};
pub(crate) use door::{estimate_block, labelled};
pub use published::published;
