//! # Power of a comparison of two shares
//!
//! ## What it estimates
//! One of three, given the other two: units in each of two equal groups, the power, or the share in the second group.
//! Power is the probability that a two-sided test at alpha finds the difference, on the side on which it lies.
//!
//! ## When to use
//! Before an evaluation: is it large enough to find what would matter? For clusters multiply the units by the design
//! effect (`power/cluster_design`).
//!
//! ## Equation
//! With p = (p1 + p2)/2: power = Phi((sqrt(n) |p1 - p2| - z_alpha/2 sqrt(2p(1 - p)))/sqrt(p1(1 - p1) + p2(1 - p2))),
//! solved for n in closed form and for p2 by search. `power_strict` adds the probability of finding a difference on the
//! wrong side. `n_arcsine` is the n of the arcsine transformation, with h = 2 asin sqrt(p1) - 2 asin sqrt(p2) and both
//! sides: power = Phi(h sqrt(n/2) - z) + Phi(-h sqrt(n/2) - z).
//!
//! ## Interval
//! None: everything is assumed, nothing is observed.
//!
//! ## Edge cases
//! n is not rounded: round it up. Equal shares: the power is alpha/2, strictly alpha; without an n to go with it there
//! is none (H512). No share of 0 to 1 reaches the power: no p2, or no p2_below, and W510 if neither. Both shares 0, or
//! both 1: no power, W406. Not exactly one left out: H510. A power at or below alpha: H008.
//!
//! ## Example
//! ```
//! use helhed::synthesis::power::two_proportions;
//! let plan = two_proportions(0.50, Some(0.75), None, Some(0.90), 0.05)?;
//! assert_eq!(plan.n_per_group.map(f64::ceil), Some(77.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, 3rd ed., chapter 4. Arcsine: Cohen
//! (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd ed., chapter 6.
//!
//! ## Checked against
//! R 4.2.2 `power.prop.test`, pwr 1.3.0 `pwr.2p.test` and the closed forms in scipy 1.17.1, 8 cases, relative 1e-6. R
//! finds only the larger p2; the smaller is found here by the mirror image.

use serde::{Deserialize, Serialize};

use super::{LARGEST, between, certainty, inside, one_unknown};
use crate::error::{Fault, Result};
use crate::estimate::{Method, Provenance, Warning};
use crate::numeric::{normal, root};

/// The method.
pub const TWO_PROPORTIONS: Method = Method::new("power/two_proportions", 1, "Fleiss, Levin and Paik (2003)");

/// A comparison of two shares as it is planned: what was given, and what follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TwoProportionsPower {
    /// Method.
    pub method: Method,
    /// Share in the first group.
    pub p1: f64,
    /// Share in the second group; where it was asked for, the smallest one above `p1` that is found.
    pub p2: Option<f64>,
    /// Where the second share was asked for, the largest one below `p1` that is found.
    pub p2_below: Option<f64>,
    /// Units in each group, not rounded.
    pub n_per_group: Option<f64>,
    /// Units in each group by the arcsine transformation, where n was asked for.
    pub n_arcsine: Option<f64>,
    /// Probability of finding the difference.
    pub power: Option<f64>,
    /// The same, with finds on the wrong side.
    pub power_strict: Option<f64>,
    /// Size of the two-sided test.
    pub alpha: f64,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// The one of `p2`, `n_per_group` and `power` that is left out.
///
/// # Errors
/// `H510` unless exactly one is left out, `H008` for a number outside its range, `H512` for equal shares without an n.
pub fn two_proportions(
    p1: f64,
    p2: Option<f64>,
    n_per_group: Option<f64>,
    power: Option<f64>,
    alpha: f64,
) -> Result<TwoProportionsPower> {
    one_unknown(&[("p2", p2), ("n", n_per_group), ("power", power)])?;
    certainty(alpha, power)?;
    between("share", "p1", p1, 0.0, 1.0)?;
    if let Some(p2) = p2 {
        between("share", "p2", p2, 0.0, 1.0)?;
    }
    if let Some(n) = n_per_group {
        inside("number of units", "n", n, 0.0, LARGEST)?;
    }
    let z = normal::upper_quantile(0.5 * alpha);
    let mut plan = TwoProportionsPower {
        method: TWO_PROPORTIONS,
        p1,
        p2,
        p2_below: None,
        n_per_group,
        n_arcsine: None,
        power,
        power_strict: None,
        alpha,
        warnings: Vec::new(),
        provenance: Provenance::default(),
    };
    match (p2, n_per_group, power) {
        (Some(p2), None, Some(power)) => {
            if p1 == p2 {
                return Err(Fault::NothingToDetect { what: "shares" }.into());
            }
            plan.n_per_group = Some(needed(p1, p2, z, power));
            plan.n_arcsine = Some(needed_arcsine(p1, p2, z, power));
        }
        (None, Some(n), Some(power)) => {
            plan.p2 = detectable(p1, n, z, power);
            // What falls from p1 rises from its mirror image.
            plan.p2_below = detectable(1.0 - p1, n, z, power).map(|mirrored| 1.0 - mirrored);
            if plan.p2.is_none() && plan.p2_below.is_none() {
                plan.warnings.push(Warning::PowerOutOfReach);
            }
        }
        _ => {}
    }
    if let Some((p2, n)) = plan.p2.or(plan.p2_below).zip(plan.n_per_group) {
        match powers(p1, p2, n, z) {
            Some((one, both)) => (plan.power, plan.power_strict) = (plan.power.or(Some(one)), Some(both)),
            None => plan.warnings.push(Warning::NoVariationInEither),
        }
    }
    Ok(plan)
}

/// The spread of the difference under no difference and under the two shares, times the square root of n.
fn spreads(p1: f64, p2: f64) -> (f64, f64) {
    let sum = p1 + p2;
    ((sum * (1.0 - 0.5 * sum)).sqrt(), (p1 * (1.0 - p1) + p2 * (1.0 - p2)).sqrt())
}

/// Probability of a find on the right side, and on either; `None` where nothing can vary.
fn powers(p1: f64, p2: f64, n: f64, z: f64) -> Option<(f64, f64)> {
    let (none, some) = spreads(p1, p2);
    let distance = n.sqrt() * (p1 - p2).abs();
    if some == 0.0 {
        let found = if distance > z * none { 1.0 } else { 0.0 };
        return (none > 0.0).then_some((found, found));
    }
    let right = normal::upper_tail((z * none - distance) / some);
    Some((right, right + normal::upper_tail((z * none + distance) / some)))
}

fn needed(p1: f64, p2: f64, z: f64, power: f64) -> f64 {
    let (none, some) = spreads(p1, p2);
    let distance = (z * none + normal::upper_quantile(1.0 - power) * some) / (p1 - p2);
    distance * distance
}

fn needed_arcsine(p1: f64, p2: f64, z: f64, power: f64) -> f64 {
    let h = 2.0 * (p1.sqrt().asin() - p2.sqrt().asin());
    let most = z + normal::upper_quantile(1.0 - power).max(0.0) + 1.0;
    let both = |shift: f64| normal::upper_tail(z - shift) + normal::upper_tail(z + shift);
    let shift = root::decreasing(0.0, most, |shift| power - both(shift));
    2.0 * (shift / h) * (shift / h)
}

/// The smallest share above `p1` that is found with this power.
fn detectable(p1: f64, n: f64, z: f64, power: f64) -> Option<f64> {
    const STEPS: u32 = 1000;
    let lacking = |gap: f64| power - powers(p1, p1 + gap, n, z).map_or(0.0, |(right, _)| right);
    let most = 1.0 - p1;
    // Power need not rise all the way where n is next to nothing, so the first rise is looked for.
    let step = |k: u32| most * f64::from(k) / f64::from(STEPS);
    let reached = (1..=STEPS).find(|&k| lacking(step(k)) <= 0.0)?;
    Some(p1 + root::decreasing(step(reached - 1), step(reached), lacking))
}
