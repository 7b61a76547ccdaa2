//! # Equivalence of two rates (exact)
//!
//! ## What it estimates
//! The rate in one group divided by the rate in the other. It tests two hypotheses: that the ratio is at or below the
//! lower margin, and that it is at or above the upper one. Rejecting both shows that it lies inside.
//!
//! ## When to use
//! To show that two rates are alike enough, however few the events. The margins are ratios, such as 0.8 and 1.25.
//!
//! ## Equation
//! Given the x1 + x2 events of both groups, x1 is binomial with the share r t1/(r t1 + t2) under a ratio r. p_lower is
//! the probability of x1 or more events with r the lower margin, p_upper of x1 or fewer with r the upper margin. The
//! p-value is the larger of both.
//!
//! ## Interval
//! That of `ratio/exact` at level 1 - 2 alpha. It lies inside the margins exactly when both hypotheses are rejected at
//! alpha.
//!
//! ## Edge cases
//! No events in one group: the tests stand, and one bound is 0 or infinite. No events at all: p is 1, no ratio (W401),
//! not shown. No exposure: no test, W305. A margin of zero or below is refused (H008), margins in the wrong order too
//! (H511).
//!
//! ## Example
//! ```
//! use helhed::cells::RateCell;
//! use helhed::synthesis::equivalence::{Margins, Verdict, rate_ratio};
//! let (of, against) = (RateCell::from_counts(410.0, 9_800.0)?, RateCell::from_counts(400.0, 9_700.0)?);
//! let found = rate_ratio(&of, &against, Margins::new(0.8, 1.25, 0.05)?)?;
//! assert_eq!(found.verdict, Verdict::Equivalent);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Przyborowski and Wilenski (1940), Biometrika 31: 313-323; two one-sided tests: Schuirmann (1987), Journal of
//! Pharmacokinetics and Biopharmaceutics 15: 657-680.
//!
//! ## Checked against
//! Binomial sums term by term, all tables of up to 12 events, relative 1e-10; and the law that the interval and the
//! tests agree.

use super::{Equivalence, Margins};
use crate::cells::RateCell;
use crate::comparisons::ratio;
use crate::error::Result;
use crate::estimate::Method;
use crate::numeric::beta::UnitPoint;
use crate::numeric::binomial;

/// The method.
pub const RATE_RATIO: Method = Method::new("equivalence/rate_ratio", 1, "Przyborowski and Wilenski (1940)");

/// Whether the rate in `of` and the rate in `against` are alike enough.
///
/// # Errors
/// `H008` for a margin that is not above zero, `H901` if the search for a limit did not end.
pub fn rate_ratio(of: &RateCell, against: &RateCell, margins: Margins) -> Result<Equivalence> {
    let margins = margins.inside("margin of a ratio", 0.0, f64::MAX)?;
    let record = Equivalence::new(RATE_RATIO, ratio::exact(of, against, margins.level())?, margins);
    if of.exposure() <= 0.0 || against.exposure() <= 0.0 {
        return Ok(record);
    }
    let (x, n) = (of.events(), of.events() + against.events());
    let share = |ratio: f64| {
        let odds = ratio * (of.exposure() / against.exposure());
        UnitPoint { x: odds / (1.0 + odds), y: 1.0 / (1.0 + odds) }
    };
    let p_lower = binomial::at_least(x, n, share(margins.low()));
    let p_upper = binomial::at_most(x, n, share(margins.high()));
    Ok(record.with_sides(p_lower, p_upper))
}
