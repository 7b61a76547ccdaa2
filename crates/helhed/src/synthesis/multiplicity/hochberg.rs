//! # Hochberg's adjustment of p-values
//!
//! ## What it estimates
//! Nothing; it adjusts the p-values of m hypotheses. The hypothesis behind each is the one of its own test.
//!
//! ## When to use
//! As Holm's, where the tests are independent or depend on each other positively (several outcomes of the same persons
//! usually do). It is never larger than Holm's.
//!
//! ## Equation
//! With the p-values in ascending order, the i-th becomes the smallest of (m - j + 1) p_j for j from i upwards.
//!
//! ## Interval
//! None. Rejecting where the adjusted p-value is at most alpha rejects any true hypothesis with probability at most
//! alpha, under independence or positive dependence (Simes' inequality).
//!
//! ## Edge cases
//! A missing p-value (not-a-number too) keeps its place and is not counted in m (W101). Equal p-values become equal
//! ones. An empty list gives an empty list. A p-value outside 0 to 1 is refused with its row (H008).
//!
//! ## Example
//! ```
//! use helhed::synthesis::multiplicity::hochberg;
//! let found = hochberg(&[Some(0.03), Some(0.04)])?;
//! assert_eq!(found.adjusted, [Some(0.04), Some(0.04)]);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hochberg (1988), Biometrika 75: 800-802.
//!
//! ## Checked against
//! R 4.2.2 `p.adjust` and statsmodels 0.15.0 `multipletests`, 8 cases, relative 1e-8.

use super::{Adjusted, Ordered, falling};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const HOCHBERG: Method = Method::new("multiplicity/hochberg", 1, "Hochberg (1988)");

/// P-values adjusted step by step, from the largest.
///
/// # Errors
/// `H008` for a p-value outside 0 to 1, with its row.
pub fn hochberg(p_values: &[Option<f64>]) -> Result<Adjusted> {
    let ordered = Ordered::of(p_values)?;
    let ascending = ordered.ascending();
    let m = ascending.len();
    let steps = ascending.into_iter().enumerate().map(|(below, p)| (m - below) as f64 * p);
    Ok(ordered.adjusted(HOCHBERG, falling(steps)))
}
