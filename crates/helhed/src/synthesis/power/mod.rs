//! How many, how large, how sure: planning an evaluation.

mod two_means;

pub use two_means::{TWO_MEANS, TwoMeans, two_means};
