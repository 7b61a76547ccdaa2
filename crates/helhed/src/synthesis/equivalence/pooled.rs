//! # Equivalence of two means (pooled variance)
//!
//! ## What it estimates
//! The mean in one group minus the mean in the other. It tests two hypotheses: that the difference is at or below the
//! lower margin, and that it is at or above the upper one. Rejecting both shows that it lies inside.
//!
//! ## When to use
//! As `equivalence/welch`, where the variances are known to be equal or a plan asks for Student's test.
//!
//! ## Equation
//! With d = m1 - m2, the pooled variance v = (M2 of both)/(n1 + n2 - 2) and se = sqrt(v (1/n1 + 1/n2)): t_lower = (d -
//! low)/se, tested upwards, and t_upper = (d - high)/se, tested downwards, with n1 + n2 - 2 degrees of freedom. The
//! p-value is the larger of both.
//!
//! ## Interval
//! d -+ t se at level 1 - 2 alpha. It lies inside the margins exactly when both hypotheses are rejected at alpha.
//!
//! ## Edge cases
//! An empty group: no test, W301. One value in both groups: W302; one value in one of them is enough here. No variance
//! in either group: W406. All of them: not shown. Margins in the wrong order are refused (H511).
//!
//! ## Example
//! ```
//! use helhed::cells::MeanCell;
//! use helhed::synthesis::equivalence::{Margins, Verdict, pooled};
//! let few = MeanCell::from_values([7.0, 8.0, 9.0].map(Some))?;
//! let found = pooled(&few, &few, Margins::new(-1.0, 1.0, 0.05)?)?;
//! assert_eq!((found.verdict, found.estimate.value), (Verdict::NotShown, Some(0.0)));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Schuirmann (1987), Journal of Pharmacokinetics and Biopharmaceutics 15: 657-680.
//!
//! ## Checked against
//! R 4.2.2 `t.test(var.equal = TRUE)`, one-sided twice, and scipy 1.17.1, 2 cases, relative 1e-8.

use super::{Equivalence, Margins};
use crate::cells::MeanCell;
use crate::comparisons::difference;
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const POOLED: Method = Method::new("equivalence/pooled", 1, "Schuirmann (1987)");

/// Whether the mean in `of` and the mean in `against` are alike enough, the variances being equal.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn pooled(of: &MeanCell, against: &MeanCell, margins: Margins) -> Result<Equivalence> {
    Ok(super::tested(POOLED, difference::pooled(of, against, margins.level())?, margins))
}
