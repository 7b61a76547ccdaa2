//! # Equivalence of two means (Welch)
//!
//! ## What it estimates
//! The mean in one group minus the mean in the other. It tests two hypotheses: that the difference is at or below the
//! lower margin, and that it is at or above the upper one. Rejecting both shows that it lies inside.
//!
//! ## When to use
//! To show that two independent groups are alike enough: that a cheaper course is no worse and no better, or that the
//! groups were alike before. A difference that is not significant shows nothing of the kind.
//!
//! ## Equation
//! With d, se and the degrees of freedom of `difference/welch`: t_lower = (d - low)/se, tested upwards, and
//! t_upper = (d - high)/se, tested downwards. The p-value is the larger of both.
//!
//! ## Interval
//! d -+ t se at level 1 - 2 alpha. It lies inside the margins exactly when both hypotheses are rejected at alpha.
//!
//! ## Edge cases
//! An empty group, one value in a group, or no variance in either group: no test, not shown, with the warning of
//! `difference/welch` (W301, W302, W406). Margins in the wrong order are refused (H511).
//!
//! ## Example
//! ```
//! use helhed::cells::MeanCell;
//! use helhed::synthesis::equivalence::{Margins, Verdict, welch};
//! let after = MeanCell::from_summary(120.0, 7.1, 1.9)?;
//! let before = MeanCell::from_summary(110.0, 7.0, 2.1)?;
//! let found = welch(&after, &before, Margins::new(-1.0, 1.0, 0.05)?)?;
//! assert_eq!(found.verdict, Verdict::Equivalent);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15: 657-680; Welch (1938), Biometrika 29:
//! 350-362.
//!
//! ## Checked against
//! R 4.2.2 `t.test`, one-sided twice, and scipy 1.17.1, 2 cases, relative 1e-8.

use super::{Equivalence, Margins};
use crate::cells::MeanCell;
use crate::comparisons::difference;
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const WELCH: Method = Method::new("equivalence/welch", 1, "Schuirmann (1987)");

/// Whether the mean in `of` and the mean in `against` are alike enough.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn welch(of: &MeanCell, against: &MeanCell, margins: Margins) -> Result<Equivalence> {
    Ok(super::tested(WELCH, difference::welch(of, against, margins.level())?, margins))
}
