//! # Agresti-Caffo interval for a risk difference
//!
//! ## What it estimates
//! The share in one group minus the share in the other, with the Wald interval of the table that has one more event and
//! one more unit without in each group.
//!
//! ## When to use
//! Where a method that can be worked out by hand is wanted and the groups are small. Newcombe's interval is the
//! default.
//!
//! ## Equation
//! With a_i = (x_i + 1)/(n_i + 2): centre a1 - a2, se = sqrt(a1 (1 - a1)/(n1 + 2) + a2 (1 - a2)/(n2 + 2)), centre -+ z
//! se.
//!
//! ## Interval
//! Two-sided and around the centre, not around the difference that was seen, which is the value. A limit beyond -1 or 1
//! is set to that end. The standard error is the one above, on the identity scale; the p-value is that of centre/se, so
//! it agrees with the interval.
//!
//! ## Edge cases
//! Zero in both, all in both and groups of one unit have an interval. Where a limit is set to the end, W411. An empty
//! group: no value, W301. Swapping the groups mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::difference};
//! let (all, none) = (ProportionCell::from_counts(10.0, 10.0)?, ProportionCell::from_counts(0.0, 10.0)?);
//! let interval = difference::agresti_caffo(&all, &none, Level::P95)?.interval.unwrap();
//! assert!((interval.lower - 0.612_183_018_304_073).abs() < 1e-12);
//! assert_eq!(interval.upper, 1.0);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Agresti and Caffo (2000), The American Statistician 54: 280-288.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and in Python with scipy 1.17.1 quantiles, 16 cases, relative 1e-8. statsmodels 0.15 lets a
//! limit pass 1: 1.054 for 10 of 10 against 0 of 10.

use crate::cells::ProportionCell;
use crate::comparisons::shares::{Counts, opened};
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Warning};
use crate::numeric::normal;

/// The method.
pub const AGRESTI_CAFFO: Method = Method::new("difference/agresti_caffo", 1, "Agresti and Caffo (2000)");

/// Share in `of` minus share in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn agresti_caffo(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::RiskDifference, AGRESTI_CAFFO);
    let Some(counts) = counts else { return Ok(estimate) };
    let Counts { x1, n1, x2, n2 } = counts;
    let (lower, upper) = limits(x1, n1, x2, n2, level)?;
    let (centre, se) = centred(counts);
    let difference = counts.p1() - counts.p2();
    let estimate = estimate.valued(difference).between(lower, upper, level).with_se(se, Scale::Identity);
    let past = centre - level.z() * se < -1.0 || centre + level.z() * se > 1.0;
    let estimate = if past { estimate.warned(Warning::PastTheEnd) } else { estimate };
    Ok(estimate.with_p(normal::two_sided_p(centre / se)))
}

/// Both limits.
///
/// # Errors
/// None: a closed form.
pub(crate) fn limits(x1: f64, n1: f64, x2: f64, n2: f64, level: Level) -> Result<(f64, f64)> {
    let (centre, se) = centred(Counts { x1, n1, x2, n2 });
    let reach = level.z() * se;
    Ok(((centre - reach).max(-1.0), (centre + reach).min(1.0)))
}

/// Centre of the interval and its standard error.
fn centred(Counts { x1, n1, x2, n2 }: Counts) -> (f64, f64) {
    let more = Counts { x1: x1 + 1.0, n1: n1 + 2.0, x2: x2 + 1.0, n2: n2 + 2.0 };
    (more.p1() - more.p2(), more.se_of_difference())
}
