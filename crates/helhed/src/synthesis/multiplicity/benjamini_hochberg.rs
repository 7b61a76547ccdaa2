//! # Benjamini and Hochberg's adjustment of p-values
//!
//! ## What it estimates
//! Nothing; it adjusts the p-values of m hypotheses. The hypothesis behind each is the one of its own test.
//!
//! ## When to use
//! When many outcomes are screened and some false finds among those reported are tolerable: it limits their expected
//! share (the false discovery rate), not the chance of any.
//!
//! ## Equation
//! With the p-values in ascending order, the i-th becomes the smallest of m p_j / j for j from i upwards.
//!
//! ## Interval
//! None. Of the hypotheses whose adjusted p-value is at most alpha, at most a share alpha is true on average, under
//! independence or positive dependence.
//!
//! ## Edge cases
//! A missing p-value (not-a-number too) keeps its place and is not counted in m (W101). Equal p-values become equal
//! ones. An empty list gives an empty list. A p-value outside 0 to 1 is refused with its row (H008).
//!
//! ## Example
//! ```
//! use helhed::synthesis::multiplicity::benjamini_hochberg;
//! let found = benjamini_hochberg(&[Some(0.01), Some(0.03), Some(0.5)])?;
//! assert_eq!(found.adjusted, [Some(0.03), Some(0.045), Some(0.5)]);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Benjamini and Hochberg (1995), Journal of the Royal Statistical Society B 57: 289-300.
//!
//! ## Checked against
//! R 4.2.2 `p.adjust` and statsmodels 0.15.0 `multipletests`, 8 cases, relative 1e-8. With a gap among the p-values
//! statsmodels gives no number at all; R counts as here.

use super::{Adjusted, Ordered, falling};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const BENJAMINI_HOCHBERG: Method =
    Method::new("multiplicity/benjamini_hochberg", 1, "Benjamini and Hochberg (1995)");

/// P-values adjusted for the false discovery rate.
///
/// # Errors
/// `H008` for a p-value outside 0 to 1, with its row.
pub fn benjamini_hochberg(p_values: &[Option<f64>]) -> Result<Adjusted> {
    let ordered = Ordered::of(p_values)?;
    let steps = steps(&ordered.ascending());
    Ok(ordered.adjusted(BENJAMINI_HOCHBERG, falling(steps)))
}

/// Each p-value in ascending order times m over its rank.
pub(super) fn steps(ascending: &[f64]) -> Vec<f64> {
    let m = ascending.len() as f64;
    // The last factor is exactly one, so the largest p-value stays what it is.
    ascending.iter().enumerate().map(|(below, p)| m / (below as f64 + 1.0) * p).collect()
}
