//! # Bonferroni's adjustment of p-values
//!
//! ## What it estimates
//! Nothing; it adjusts the p-values of m hypotheses. The hypothesis behind each is the one of its own test.
//!
//! ## When to use
//! Hardly ever: Holm's adjustment promises the same and is never larger. Bonferroni's has the merit that one can do it
//! in one's head, and that intervals at level 1 - alpha/m go with it.
//!
//! ## Equation
//! m p, at most 1, where m counts the p-values that are there.
//!
//! ## Interval
//! None. Rejecting where the adjusted p-value is at most alpha rejects any true hypothesis with probability at most
//! alpha, however the tests depend on each other.
//!
//! ## Edge cases
//! A missing p-value (not-a-number too) keeps its place and is not counted in m (W101). An empty list gives an empty
//! list. A p-value outside 0 to 1 is refused with its row (H008).
//!
//! ## Example
//! ```
//! use helhed::synthesis::multiplicity::bonferroni;
//! let found = bonferroni(&[Some(0.01), None, Some(0.2)])?;
//! assert_eq!(found.adjusted, [Some(0.02), None, Some(0.4)]);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Dunn (1961), Journal of the American Statistical Association 56: 52-64.
//!
//! ## Checked against
//! R 4.2.2 `p.adjust` and statsmodels 0.15.0 `multipletests`, 8 cases, relative 1e-8. With a gap among the p-values
//! statsmodels gives no number at all; R counts as here.

use super::{Adjusted, Ordered};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const BONFERRONI: Method = Method::new("multiplicity/bonferroni", 1, "Dunn (1961)");

/// P-values times their number.
///
/// # Errors
/// `H008` for a p-value outside 0 to 1, with its row.
pub fn bonferroni(p_values: &[Option<f64>]) -> Result<Adjusted> {
    let ordered = Ordered::of(p_values)?;
    let ascending = ordered.ascending();
    let m = ascending.len() as f64;
    Ok(ordered.adjusted(BONFERRONI, ascending.into_iter().map(|p| m * p)))
}
