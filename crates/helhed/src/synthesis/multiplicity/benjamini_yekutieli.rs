//! # Benjamini and Yekutieli's adjustment of p-values
//!
//! ## What it estimates
//! Nothing; it adjusts the p-values of m hypotheses. The hypothesis behind each is the one of its own test.
//!
//! ## When to use
//! As Benjamini and Hochberg's, where the tests may depend on each other in any way. It costs a factor of about ln m.
//!
//! ## Equation
//! With the p-values in ascending order, the i-th becomes the smallest of m c p_j / j for j from i upwards, at most 1,
//! where c = 1 + 1/2 + ... + 1/m.
//!
//! ## Interval
//! None. Of the hypotheses whose adjusted p-value is at most alpha, at most a share alpha is true on average, however
//! the tests depend on each other.
//!
//! ## Edge cases
//! A missing p-value (not-a-number too) keeps its place and is not counted in m (W101). Equal p-values become equal
//! ones. An empty list gives an empty list. A p-value outside 0 to 1 is refused with its row (H008).
//!
//! ## Example
//! ```
//! use helhed::synthesis::multiplicity::benjamini_yekutieli;
//! let found = benjamini_yekutieli(&[Some(0.01), Some(0.5)])?;
//! assert_eq!(found.adjusted, [Some(0.03), Some(0.75)]);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Benjamini and Yekutieli (2001), Annals of Statistics 29: 1165-1188.
//!
//! ## Checked against
//! R 4.2.2 `p.adjust` and statsmodels 0.15.0 `multipletests`, 8 cases, relative 1e-8.

use super::benjamini_hochberg::steps;
use super::{Adjusted, Ordered, falling};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const BENJAMINI_YEKUTIELI: Method =
    Method::new("multiplicity/benjamini_yekutieli", 1, "Benjamini and Yekutieli (2001)");

/// P-values adjusted for the false discovery rate under any dependence.
///
/// # Errors
/// `H008` for a p-value outside 0 to 1, with its row.
pub fn benjamini_yekutieli(p_values: &[Option<f64>]) -> Result<Adjusted> {
    let ordered = Ordered::of(p_values)?;
    let ascending = ordered.ascending();
    // The small parts first, so that none of them is lost.
    let harmonic: f64 = (1..=ascending.len()).rev().map(|rank| 1.0 / rank as f64).sum();
    let steps = steps(&ascending).into_iter().map(|step| harmonic * step);
    Ok(ordered.adjusted(BENJAMINI_YEKUTIELI, falling(steps)))
}
