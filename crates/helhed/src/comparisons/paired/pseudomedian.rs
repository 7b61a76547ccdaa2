//! # Hodges-Lehmann pseudomedian of paired differences
//!
//! ## What it estimates
//! The centre of paired differences: the median of all averages of two of them (each with itself included), in the value's own
//! unit, with a two-sided p-value.
//!
//! ## When to use
//! For before against after of the same persons, where the differences are symmetric but have outliers.
//!
//! ## Equation
//! The median of the n (n + 1) / 2 averages (d_i + d_j) / 2 with i <= j, of the n differences that are not zero.
//!
//! ## Interval
//! The averages of rank k and n (n + 1) / 2 + 1 - k. Below 50 differences without ties, k is the smallest statistic of the
//! exact signed-rank test whose probability of being at or below it reaches the tail; otherwise it follows from the normal
//! distribution with continuity correction and the variance that knows of ties. The p-value is that of the same signed-rank
//! test, where averages of zero count for neither side, so it agrees with the interval.
//!
//! ## Edge cases
//! Differences of zero are left out and counted, W435. None remain: no value, W434. No differences at all: no value, W301. Too
//! few for the level: the interval is the widest there is and W321 says how often it covers; it can then leave zero out although
//! the p-value is not below. Swapping the measurements mirrors the result. The averages are never formed: memory is that
//! of the values.
//!
//! ## Example
//! ```
//! use helhed::{Level, comparisons::paired, records::Sample};
//! let differences = Sample::from_values([1.0, 2.0, 3.0, 4.0, 5.0].map(Some))?;
//! assert_eq!(paired::pseudomedian(&differences, Level::P95)?.value, Some(3.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hodges and Lehmann (1963), Annals of Mathematical Statistics 34: 598-611; Walsh (1949), Annals of Mathematical Statistics
//! 20: 64-81.
//!
//! ## Checked against
//! R 4.2.2 `wilcox.test(conf.int = TRUE)` and the sorted averages with scipy 1.17.1, 8 cases, relative 1e-8. With ties R
//! searches a root instead and gives an estimate that is not the median of the averages.

use super::signed_rank::Nonzero;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Unit, Warning};
use crate::numeric::select;
use crate::records::Sample;

/// The method.
pub const PSEUDOMEDIAN: Method = Method::new("paired/pseudomedian", 1, "Hodges and Lehmann (1963)");

/// Median of the averages of two differences; `Pairs::sample` gives those of pairs.
///
/// # Errors
/// `H901` if the search for an average did not end.
pub fn pseudomedian(differences: &Sample, level: Level) -> Result<Estimate> {
    let nonzero = Nonzero::new(differences);
    let (left, all) = (nonzero.values.len() as u64, differences.records());
    let estimate =
        Estimate::new(Estimand::LocationShift, Unit::Named("points".into()), PSEUDOMEDIAN, Count::of_records(left))
            .warned_if_missing(differences.missing(), all);
    if all == 0 {
        return Ok(estimate.warned(Warning::NoObservations));
    }
    let estimate =
        if left < all { estimate.warned(Warning::ZerosDropped { zeros: all - left, of: all }) } else { estimate };
    if left == 0 {
        return Ok(estimate.warned(Warning::NothingToRank));
    }
    let null = if nonzero.few() { nonzero.exact() } else { nonzero.normal(0.5) };
    let values = nonzero.values.as_slice();
    let below = select::averages_at_most(values, -f64::from_bits(1));
    let above = left * (left + 1) / 2 - select::averages_at_most(values, 0.0);
    null.located(estimate.warned_if_small(left), |rank| select::kth_average(values, rank), (below, above), level)
}
