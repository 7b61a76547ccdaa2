//! # Power of a comparison of two rates
//!
//! ## What it estimates
//! One of three, given the other two: exposure (person-years, tenancies) in each of two equal groups, the power, or the
//! rate in the second group. Power is the probability that a two-sided test at alpha finds the difference, on the side
//! on which it lies.
//!
//! ## When to use
//! Before an evaluation whose outcome is events in time. For clusters multiply the exposure by the design effect
//! (`power/cluster_design`).
//!
//! ## Equation
//! power = Phi(|r1 - r2| sqrt(T/(r1 + r2)) - z_alpha/2), hence T = (z_alpha/2 + z_beta)^2 (r1 + r2)/(r1 - r2)^2; for r2
//! a quadratic equation. The variance is the same with and without a difference, so score and Wald test agree.
//!
//! ## Interval
//! None: everything is assumed, nothing is observed.
//!
//! ## Edge cases
//! The exposure is not rounded. Equal rates: the power is alpha/2; without an exposure to go with it there is none
//! (H512). A fall is found only if the rate can fall that far: otherwise no rate2_below. Both rates zero: no power,
//! W406. Not exactly one left out: H510. A power at or below alpha: H008.
//!
//! ## Example
//! ```
//! use helhed::synthesis::power::two_rates;
//! let plan = two_rates(0.012, Some(0.008), None, Some(0.80), 0.05)?;
//! assert_eq!(plan.exposure_per_group.map(f64::ceil), Some(9812.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Smith, Morrow and Ross (2015), Field Trials of Health Interventions, 3rd ed., chapter 5; Hayes and Bennett (1999),
//! International Journal of Epidemiology 28: 319-326, without variation between clusters.
//!
//! ## Checked against
//! Simulated Poisson counts (20,000 draws, one plan, absolute 0.015), and the law that the three solutions give each
//! other back.

use serde::{Deserialize, Serialize};

use super::{LARGEST, certainty, inside, one_unknown};
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Method, Provenance, Warning};
use crate::numeric::normal;

/// The method.
pub const TWO_RATES: Method = Method::new("power/two_rates", 1, "Smith, Morrow and Ross (2015)");

/// A comparison of two rates as it is planned: what was given, and what follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TwoRatesPower {
    /// Method.
    pub method: Method,
    /// Rate in the first group.
    pub rate1: f64,
    /// Rate in the second group; where it was asked for, the smallest one above `rate1` that is found.
    pub rate2: Option<f64>,
    /// Where the second rate was asked for, the largest one below `rate1` that is found.
    pub rate2_below: Option<f64>,
    /// Exposure in each group.
    pub exposure_per_group: Option<f64>,
    /// Probability of finding the difference.
    pub power: Option<f64>,
    /// Size of the two-sided test.
    pub alpha: f64,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// The one of `rate2`, `exposure_per_group` and `power` that is left out.
///
/// # Errors
/// `H510` unless exactly one is left out, `H008` for a number outside its range, `H512` for equal rates without an
/// exposure.
pub fn two_rates(
    rate1: f64,
    rate2: Option<f64>,
    exposure_per_group: Option<f64>,
    power: Option<f64>,
    alpha: f64,
) -> Result<TwoRatesPower> {
    one_unknown(&[("rate2", rate2), ("exposure", exposure_per_group), ("power", power)])?;
    certainty(alpha, power)?;
    for (name, rate) in [("rate1", Some(rate1)), ("rate2", rate2)] {
        if let Some(found) = rate.filter(|rate| !(0.0..=LARGEST).contains(rate)) {
            let fault = Fault::OutsideRange { what: "rate", found, low: 0.0, high: LARGEST };
            return Err(Error::new(fault, Place::argument(name)));
        }
    }
    if let Some(exposure) = exposure_per_group {
        inside("exposure", "exposure", exposure, 0.0, LARGEST)?;
    }
    let z = normal::upper_quantile(0.5 * alpha);
    let both = |power: f64| z + normal::upper_quantile(1.0 - power);
    let mut plan = TwoRatesPower {
        method: TWO_RATES,
        rate1,
        rate2,
        rate2_below: None,
        exposure_per_group,
        power,
        alpha,
        warnings: Vec::new(),
        provenance: Provenance::default(),
    };
    match (rate2, exposure_per_group, power) {
        (Some(rate2), None, Some(power)) => {
            if rate1 == rate2 {
                return Err(Fault::NothingToDetect { what: "rates" }.into());
            }
            let shift = both(power) / (rate1 - rate2);
            plan.exposure_per_group = Some(shift * shift * (rate1 + rate2));
        }
        (None, Some(exposure), Some(power)) => {
            let c = both(power) * both(power) / exposure;
            let root = (c * (c + 8.0 * rate1)).sqrt();
            plan.rate2 = Some(rate1 + 0.5 * (c + root));
            // The smaller root, without its difference: (root - c)/2 = 4 c rate1/(root + c).
            let fall = 4.0 * c * rate1 / (root + c);
            plan.rate2_below = (fall > 0.0 && fall <= rate1).then_some(rate1 - fall);
        }
        (Some(rate2), Some(_), None) if rate1 + rate2 == 0.0 => plan.warnings.push(Warning::NoVariationInEither),
        (Some(rate2), Some(exposure), None) => {
            let shift = (rate1 - rate2).abs() * (exposure / (rate1 + rate2)).sqrt();
            plan.power = Some(normal::upper_tail(z - shift));
        }
        _ => {}
    }
    Ok(plan)
}
