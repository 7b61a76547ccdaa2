//! Means of a value.

mod t;

pub use t::{T, t};
