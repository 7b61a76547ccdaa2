//! # Slope index of inequality
//!
//! ## What it estimates
//! How much the rate rises from the most to the least deprived end of a social scale (falls, where it is below zero).
//!
//! ## When to use
//! To say in absolute terms how unequal a rate is over all groups and not only the two outermost.
//!
//! ## Equation
//! Groups are put at the middle of their share of the population (ridit), from 0 at the most deprived end to 1. The
//! index is the slope of the line through their rates by least squares, weighted by population. The line has the mean
//! rate at one half, so its value at 0 is mean - slope/2.
//!
//! ## Interval
//! slope -+ t se, two-sided, with k - 2 degrees of freedom for k groups, from the scatter of the groups about the line.
//! The standard error is on the identity scale. The p-value tests a slope of zero by the same t.
//!
//! ## Edge cases
//! Two groups: a slope without interval, W324; one group: no value, W324. Groups exactly on a line, as without any
//! events: an interval of no width, W303. A missing count is not zero: no value, W322. A population of zero is refused
//! (H203).
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::inequality::{self, SocialScale}};
//! let groups = SocialScale::from_values(&[40.0, 70.0].map(Some), &[1000.0, 1000.0].map(Some))?;
//! let estimate = inequality::slope_index(&groups, Level::P95)?.per(1000.0);
//! assert_eq!(format!("{:.6}", estimate.value.unwrap()), "60.000000");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Pamuk (1985), Population Studies 39: 17-31. Mackenbach and Kunst (1997), Social Science and Medicine 44: 757-771.
//!
//! ## Checked against
//! R 4.2.2 `lm(weights = population)` and statsmodels 0.15.0 `WLS`, 5 cases, relative 1e-8.

use super::SocialScale;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::student;

/// The method.
pub const SLOPE_INDEX: Method = Method::new("inequality/slope_index", 1, "Pamuk (1985)");

/// Rise of the rate from the most to the least deprived end.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn slope_index(of: &SocialScale, level: Level) -> Result<Estimate> {
    let (estimate, known) = of.without_interval(Estimand::SlopeIndex, Unit::Per(1.0), SLOPE_INDEX);
    let Some(known) = known else { return Ok(estimate) };
    let Some(line) = known.line() else { return Ok(estimate.warned(Warning::NoDegreesOfFreedom)) };
    let estimate = estimate.valued(line.slope);
    let df = known.groups.len() as f64 - 2.0;
    if df == 0.0 {
        return Ok(estimate.warned(Warning::NoDegreesOfFreedom));
    }
    let se = (line.residual / df / line.spread).sqrt();
    let half = level.t(df)? * se;
    let estimate =
        estimate.with_se(se, Scale::Identity).with_df(df).between(line.slope - half, line.slope + half, level);
    if se == 0.0 {
        return Ok(estimate.warned(Warning::NoVariation));
    }
    Ok(estimate.with_p(student::two_sided_p(line.slope / se, df)))
}
