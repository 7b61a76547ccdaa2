//! # Equivalence of two shares
//!
//! ## What it estimates
//! The share in one group minus the share in the other. It tests two hypotheses: that the difference is at or below the
//! lower margin, and that it is at or above the upper one. Rejecting both shows that it lies inside.
//!
//! ## When to use
//! To show that two shares are alike enough, such as that as many found work in one programme as in the other, give or
//! take five points.
//!
//! ## Equation
//! The score test of Farrington and Manning: z(D) = (p1 - p2 - D) / sqrt(q1(1 - q1)/n1 + q2(1 - q2)/n2), where q1 and
//! q2 are the most likely shares that differ by D. z_lower = z(low) is tested upwards, z_upper = z(high) downwards, by
//! the normal distribution. The p-value is the larger of both. q2 is found where the likelihood is highest, by a search
//! on its slope.
//!
//! ## Interval
//! All D with |z(D)| at most z (Mee's interval), at level 1 - 2 alpha. It lies inside the margins exactly when both
//! hypotheses are rejected at alpha.
//!
//! ## Edge cases
//! Shares of 0 and of 1 in either or both groups are tested as any other. An empty group: no test, W301. A margin
//! outside -1 to 1 is refused (H008), margins in the wrong order too (H511). Fewer than 20 units in a group warn W304.
//!
//! ## Example
//! ```
//! use helhed::cells::ProportionCell;
//! use helhed::synthesis::equivalence::{Margins, Verdict, risk_difference};
//! let (of, against) = (ProportionCell::from_counts(412.0, 500.0)?, ProportionCell::from_counts(409.0, 500.0)?);
//! let found = risk_difference(&of, &against, Margins::new(-0.05, 0.05, 0.05)?)?;
//! assert_eq!(found.verdict, Verdict::Equivalent);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Farrington and Manning (1990), Statistics in Medicine 9: 1447-1454; Mee (1984), Biometrics 40: 1175-1176.
//!
//! ## Checked against
//! The most likely shares by a fine grid and Mee's interval by bisection, 5 tables with their corners, absolute 1e-6;
//! and the law that the interval and the tests agree. Without the factor N/(N - 1) of Miettinen and Nurminen.

use super::{Equivalence, Margins};
use crate::cells::ProportionCell;
use crate::comparisons::difference::score;
use crate::error::Result;
use crate::estimate::Method;
use crate::numeric::normal;

/// The method.
pub const RISK_DIFFERENCE: Method = Method::new("equivalence/risk_difference", 1, "Farrington and Manning (1990)");

/// Whether the share in `of` and the share in `against` are alike enough.
///
/// # Errors
/// `H008` for a margin outside -1 to 1, `H901` if the search for a limit did not end.
pub fn risk_difference(of: &ProportionCell, against: &ProportionCell, margins: Margins) -> Result<Equivalence> {
    let margins = margins.inside("margin of a difference of shares", -1.0, 1.0)?;
    let estimate = score::mee(of, against, margins.level(), RISK_DIFFERENCE)?;
    let record = Equivalence::new(RISK_DIFFERENCE, estimate, margins);
    if of.records() == 0 || against.records() == 0 {
        return Ok(record);
    }
    let (x1, n1) = (of.events() as f64, of.records() as f64);
    let (x2, n2) = (against.events() as f64, against.records() as f64);
    let statistic = |margin| score::statistic(x1, n1, x2, n2, margin);
    let (lower, upper) = (statistic(margins.low()), statistic(margins.high()));
    Ok(record.with_statistics(lower, upper).with_sides(normal::upper_tail(lower), normal::upper_tail(-upper)))
}
