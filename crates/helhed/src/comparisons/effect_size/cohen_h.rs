//! # Cohen's h of two shares
//!
//! ## What it estimates
//! The distance between two shares on a scale on which shares near 0 and 1 weigh as much as those in the middle. About
//! 0.2 is called small, 0.5 medium and 0.8 large; the largest is pi.
//!
//! ## When to use
//! To plan the size of an evaluation, or to set differences of shares at different heights beside each other. To tell a
//! reader what happened, use the risk difference.
//!
//! ## Equation
//! h = 2 asin(sqrt(p1)) - 2 asin(sqrt(p2)).
//!
//! ## Interval
//! h -+ z sqrt(1/n1 + 1/n2), two-sided, not cut at -+pi; the p-value tests h = 0 by the same normal quantile. The
//! standard error is on the identity scale. Two shares without counts have no interval, W102.
//!
//! ## Edge cases
//! Shares of 0 and 1 have a value and an interval. An empty group: no value, W301. A share outside 0 to 1 is refused
//! (H008), and one that is not a number (H104). Swapping the groups mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::effect_size};
//! let (of, against) = (ProportionCell::from_counts(50.0, 100.0)?, ProportionCell::from_counts(30.0, 100.0)?);
//! assert!((effect_size::cohen_h(&of, &against, Level::P95)?.value.unwrap() - 0.411_516_846_067_488).abs() < 1e-12);
//! assert_eq!(effect_size::cohen_h_of_shares(0.25, 0.25)?.value, Some(0.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, chapter 6.
//!
//! ## Checked against
//! R pwr 1.3.0 `ES.h` and statsmodels 0.15.0 `proportion_effectsize`, 8 cases, relative 1e-8. They give no interval.

use crate::cells::ProportionCell;
use crate::comparisons::shares::opened;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::normal;

/// The method.
pub const COHEN_H: Method = Method::new("effect_size/cohen_h", 1, "Cohen (1988)");

/// Cohen's h of the share in `of` against the share in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn cohen_h(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let (estimate, counts) = opened(of, against, Estimand::EffectSize, COHEN_H);
    let Some(counts) = counts else { return Ok(estimate) };
    let value = angle(counts.x1, counts.y1()) - angle(counts.x2, counts.y2());
    let se = (1.0 / counts.n1 + 1.0 / counts.n2).sqrt();
    Ok(estimate
        .valued(value)
        .between(value - level.z() * se, value + level.z() * se, level)
        .with_se(se, Scale::Identity)
        .with_p(normal::two_sided_p(value / se)))
}

/// Cohen's h of two shares whose counts are not known.
///
/// # Errors
/// `H104` for what is not a number, `H008` for a share outside 0 to 1.
pub fn cohen_h_of_shares(of: f64, against: f64) -> Result<Estimate> {
    let (of, against) = (share("of", of)?, share("against", against)?);
    Ok(Estimate::new(Estimand::EffectSize, Unit::Ratio, COHEN_H, Count::default())
        .valued(angle(of, 1.0 - of) - angle(against, 1.0 - against))
        .warned(Warning::PercentageWithoutCounts))
}

/// Twice the angle whose squared sine is the share of events; the tangent keeps the digits near both ends.
fn angle(events: f64, others: f64) -> f64 {
    2.0 * events.sqrt().atan2(others.sqrt())
}

fn share(argument: &str, found: f64) -> Result<f64> {
    let fault = if !found.is_finite() {
        Fault::NotFinite { found }
    } else if !(0.0..=1.0).contains(&found) {
        Fault::OutsideRange { what: "share", found, low: 0.0, high: 1.0 }
    } else {
        return Ok(found);
    };
    Err(Error::new(fault, Place::argument(argument)))
}
