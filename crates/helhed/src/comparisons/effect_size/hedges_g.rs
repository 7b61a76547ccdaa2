//! # Hedges' g
//!
//! ## What it estimates
//! The difference of two means in standard deviations of the values, without the bias of Cohen's d in small groups, with a
//! two-sided p-value.
//!
//! ## When to use
//! To put differences on different scales side by side or to pool them over studies, for two independent groups whose
//! variances are alike.
//!
//! ## Equation
//! g = J d with d of Cohen, m = n1 + n2 - 2 and J = Gamma(m/2) / (sqrt(m/2) Gamma((m - 1)/2)), the exact factor
//! (`hedges_correction`); se = sqrt(1/n1 + 1/n2 + g^2 / (2 (n1 + n2))).
//!
//! ## Interval
//! g -+ z se, two-sided; the p-value is that of g/se against the standard normal, so it agrees with the interval. The
//! standard error is on the identity scale, as meta-analyses want it.
//!
//! ## Edge cases
//! An empty group: no value, W301. No variance in either group, or fewer than four values in all (the factor is zero with
//! one degree of freedom): no value, W431. Swapping the groups mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::MeanCell, comparisons::effect_size};
//! let after = MeanCell::from_values([1.0, 2.0, 3.0].map(Some))?;
//! let before = MeanCell::from_values([2.0, 3.0, 9.0].map(Some))?;
//! let estimate = effect_size::hedges_g(&after, &before, Level::P95)?;
//! assert!((estimate.value.unwrap() + 0.768_432_108_129_738).abs() < 1e-12);
//! assert!((effect_size::hedges_correction(4.0).unwrap() - 0.797_884_560_802_865).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hedges (1981), Journal of Educational Statistics 6: 107-128.
//!
//! ## Checked against
//! R 4.2.2 metafor 3.8-1 `escalc(measure = "SMD", vtype = "LS")` and scipy 1.17.1 `gammaln`, 8 cases, relative 1e-8.

use crate::cells::MeanCell;
use crate::comparisons::rates::wald;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Scale, Warning};
use crate::numeric::deviance::stirling_error;
use crate::numeric::normal;

/// The method.
pub const HEDGES_G: Method = Method::new("effect_size/hedges_g", 1, "Hedges (1981)");

/// Mean in `of` minus mean in `against`, in pooled standard deviations, corrected for bias.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn hedges_g(of: &MeanCell, against: &MeanCell, level: Level) -> Result<Estimate> {
    let (estimate, pooled) = super::pooled(HEDGES_G, of, against);
    let Some(pooled) = pooled else { return Ok(estimate) };
    let Some(correction) = hedges_correction(pooled.df) else { return Ok(estimate.warned(Warning::NoSpread)) };
    let g = correction * pooled.d;
    let se = pooled.factor.hypot(g / (2.0 * (pooled.df + 2.0)).sqrt());
    Ok(wald(estimate.valued(g), g, se, level).with_se(se, Scale::Identity).with_p(normal::two_sided_p(g / se)))
}

/// The exact factor that takes the bias out of a standardised difference with so many degrees of freedom; absent where
/// there is none (one or less).
#[must_use]
pub fn hedges_correction(df: f64) -> Option<f64> {
    if !(df > 1.0 && df.is_finite()) {
        return None;
    }
    // ln Gamma(a) - ln Gamma(a - 1/2) - ln(a)/2 by Stirling's formula with its error, so that nothing cancels.
    let a = 0.5 * df;
    let ln_power = (a - 1.0) * (-0.5 / a).ln_1p();
    Some((stirling_error(a) - stirling_error(a - 0.5) - 0.5 - ln_power).exp())
}
