//! # Ratio of two directly standardised rates
//!
//! ## What it estimates
//! One standardised rate divided by another, with a two-sided p-value.
//!
//! ## When to use
//! For two areas or years that are standardised to the same population, with ten events or more on either side.
//!
//! ## Equation
//! With rates d1 and d2 and variances v1 and v2 as in `standardised/direct`, the logarithm of d1/d2 has variance
//! v1/d1^2 + v2/d2^2, and the limits are (d1/d2) exp(-+ z se).
//!
//! ## Interval
//! Two-sided, above 0. The p-value is Wald's on the log scale, so that it agrees with the interval. The standard error
//! is on the log scale.
//!
//! ## Edge cases
//! No events in `of`: ratio 0 without interval, W325. None in `against`: infinite, W402; in neither: no ratio, W401. A
//! missing count is not zero: no value, W322. Swapping the sides inverts the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::standardised::{self, Standardised, StratumCounts}};
//! let rate = |counts: [f64; 2]| {
//!     let strata = StratumCounts::from_values(&counts.map(Some), &[1000.0, 500.0].map(Some))?;
//!     Standardised::new(strata, &[1.0, 1.0].map(Some))
//! };
//! let estimate = standardised::ratio(&rate([40.0, 50.0])?, &rate([40.0, 20.0])?, Level::P95)?;
//! assert_eq!(format!("{:.2}", estimate.value.unwrap()), "1.75");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Boyle and Parkin (1991), in Jensen et al., Cancer Registration: Principles and Methods, IARC, chapter 11.
//!
//! ## Checked against
//! The equation with scipy 1.17.1, in the tests of the Python module, relative 1e-8. No reference case.

use super::Standardised;
use crate::error::Result;
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::normal;

/// The method.
pub const RATIO: Method = Method::new("standardised/ratio", 1, "Boyle and Parkin (1991)");

/// Standardised rate of `of` divided by that of `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn ratio(of: &Standardised, against: &Standardised, level: Level) -> Result<Estimate> {
    let (estimate, both) = super::two(of, against, Estimand::RateRatio, Unit::Ratio, RATIO);
    let Some((one, two)) = both else { return Ok(estimate) };
    Ok(match (one.rate > 0.0, two.rate > 0.0) {
        (false, false) => estimate.warned(Warning::UndefinedRatio),
        (true, false) => estimate.valued(f64::INFINITY).warned(Warning::InfiniteRatio),
        (false, true) => estimate.valued(0.0).warned(Warning::NoEvents),
        (true, true) => {
            let ratio = one.rate / two.rate;
            let se = (one.variance.sqrt() / one.rate).hypot(two.variance.sqrt() / two.rate);
            let factor = (level.z() * se).exp();
            estimate
                .valued(ratio)
                .with_se(se, Scale::Log)
                .between(ratio / factor, ratio * factor, level)
                .with_p(normal::two_sided_p(ratio.ln() / se))
        }
    })
}
