//! # Holm's adjustment of p-values
//!
//! ## What it estimates
//! Nothing; it adjusts the p-values of m hypotheses. The hypothesis behind each is the one of its own test.
//!
//! ## When to use
//! When one false claim among several would be one too many, and nothing is known of how the tests depend on each
//! other: it is the default for the main outcomes of an evaluation.
//!
//! ## Equation
//! With the p-values in ascending order, the i-th becomes the largest of (m - j + 1) p_j for j up to i, at most 1.
//!
//! ## Interval
//! None. Rejecting where the adjusted p-value is at most alpha rejects any true hypothesis with probability at most
//! alpha.
//!
//! ## Edge cases
//! A missing p-value (not-a-number too) keeps its place and is not counted in m (W101). Equal p-values become equal
//! ones. An empty list gives an empty list. A p-value outside 0 to 1 is refused with its row (H008).
//!
//! ## Example
//! ```
//! use helhed::synthesis::multiplicity::holm;
//! let found = holm(&[Some(0.01), None, Some(0.2)])?;
//! assert_eq!((found.adjusted, found.missing), (vec![Some(0.02), None, Some(0.2)], 1));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Holm (1979), Scandinavian Journal of Statistics 6: 65-70.
//!
//! ## Checked against
//! R 4.2.2 `p.adjust` and statsmodels 0.15.0 `multipletests`, 8 cases, relative 1e-8. With a gap among the p-values
//! statsmodels gives no number at all; R counts as here.

use super::{Adjusted, Ordered, rising};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const HOLM: Method = Method::new("multiplicity/holm", 1, "Holm (1979)");

/// P-values adjusted step by step, from the smallest.
///
/// # Errors
/// `H008` for a p-value outside 0 to 1, with its row.
pub fn holm(p_values: &[Option<f64>]) -> Result<Adjusted> {
    let ordered = Ordered::of(p_values)?;
    let ascending = ordered.ascending();
    let m = ascending.len();
    let steps = ascending.into_iter().enumerate().map(|(below, p)| (m - below) as f64 * p);
    Ok(ordered.adjusted(HOLM, rising(steps)))
}
