//! # Equivalence of two means of the same persons
//!
//! ## What it estimates
//! The mean of first minus second value of each person. It tests two hypotheses: that the mean difference is at or
//! below the lower margin, and that it is at or above the upper one. Rejecting both shows that it lies inside.
//!
//! ## When to use
//! To show that nothing changed that matters, for persons who were measured twice.
//!
//! ## Equation
//! With d and v the mean and variance of n differences and se = sqrt(v/n): t_lower = (d - low)/se, tested upwards, and
//! t_upper = (d - high)/se, tested downwards, with n - 1 degrees of freedom. The p-value is the larger of both.
//!
//! ## Interval
//! d -+ t se at level 1 - 2 alpha. It lies inside the margins exactly when both hypotheses are rejected at alpha.
//!
//! ## Edge cases
//! No pair: no test, W301. One pair: W302. All differences equal: W431. All of them: not shown. Pairs that lack a value
//! are left out and counted (W101). Margins in the wrong order are refused (H511).
//!
//! ## Example
//! ```
//! use helhed::records::Pairs;
//! use helhed::synthesis::equivalence::{Margins, Verdict, paired};
//! let pairs = Pairs::from_values([1.0, 2.0, 3.0].map(Some), [1.1, 1.9, 3.1].map(Some))?;
//! let found = paired(&pairs, Margins::new(-0.5, 0.5, 0.05)?)?;
//! assert_eq!(found.verdict, Verdict::Equivalent);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15: 657-680.
//!
//! ## Checked against
//! R 4.2.2 `t.test(paired = TRUE)`, one-sided twice, and scipy 1.17.1, 1 case, relative 1e-8.

use super::{Equivalence, Margins};
use crate::comparisons::paired::t;
use crate::error::Result;
use crate::estimate::Method;
use crate::records::Pairs;

/// The method.
pub const PAIRED: Method = Method::new("equivalence/paired", 1, "Schuirmann (1987)");

/// Whether the first and the second values are alike enough on average.
///
/// # Errors
/// `H104` or `H008` for a difference too large for its square to be summed, `H901` if the search for the quantile did
/// not end.
pub fn paired(pairs: &Pairs, margins: Margins) -> Result<Equivalence> {
    Ok(super::tested(PAIRED, t(&pairs.sample()?, margins.level())?, margins))
}
