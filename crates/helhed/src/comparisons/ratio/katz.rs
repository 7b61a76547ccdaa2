//! # Katz interval for a risk ratio
//!
//! ## What it estimates
//! The share in one group divided by the share in the other, with the interval of the logarithm.
//!
//! ## When to use
//! To reproduce published figures, and where both groups have many events. It does not exist where a group has none;
//! Koopman's interval is the default.
//!
//! ## Equation
//! r = p1/p2, se = sqrt(1/x1 - 1/n1 + 1/x2 - 1/n2), r exp(-+z se).
//!
//! ## Interval
//! Two-sided, above 0. The standard error is on the log scale; the p-value tests r = 1 by log(r)/se against the normal
//! distribution.
//!
//! ## Edge cases
//! No events in `of`: ratio 0, no interval, W310. No events in `against`: infinite ratio, no interval, W402 and W310.
//! None in either: no ratio and no interval, W401 and W310. All with the event in both groups: the standard error is
//! zero, the interval has no width and there is no p-value, W410. An empty group: no value, W301. Swapping the groups
//! inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::ratio};
//! let (after, before) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let estimate = ratio::katz(&after, &before, Level::P95)?;
//! assert!((estimate.interval.unwrap().upper - 1.651_248_511_266_39).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Katz, Baptista, Azen and Pike (1978), Biometrics 34: 469-474.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and in Python with scipy 1.17.1 quantiles, 16 cases, relative 1e-8. Where a group has no
//! events scipy's `relative_risk` gives limits of not-a-number, 0 and infinity, and statsmodels 0.15 raises an error;
//! here the interval is absent.

use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened, with_share_ratio};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Warning};
use crate::numeric::normal;

/// The method.
pub const KATZ: Method = Method::new("ratio/katz", 1, "Katz, Baptista, Azen and Pike (1978)");

/// Share in `of` divided by share in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn katz(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::RiskRatio, KATZ);
    let Some(counts) = counts else { return Ok(estimate) };
    let estimate = with_share_ratio(estimate, counts);
    if counts.x1 == 0.0 || counts.x2 == 0.0 {
        return Ok(estimate.warned(Warning::NoStandardError));
    }
    let (lower, upper) = limits(counts.x1, counts.n1, counts.x2, counts.n2, level)?;
    let estimate = estimate.between(lower, upper, level);
    let se = counts.se_of_log_ratio();
    if se == 0.0 {
        return Ok(estimate.warned(Warning::NoWidth));
    }
    Ok(estimate.with_p(normal::two_sided_p((counts.p1() / counts.p2()).ln() / se)))
}

/// Both limits, where both groups have events.
///
/// # Errors
/// None: a closed form.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    let counts = Counts { x1, n1, x2, n2 };
    let (ratio, reach) = (counts.p1() / counts.p2(), (level.z() * counts.se_of_log_ratio()).exp());
    Ok((ratio / reach, ratio * reach))
}
