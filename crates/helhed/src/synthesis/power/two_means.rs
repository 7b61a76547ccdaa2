//! # Power of a t-test
//!
//! ## What it estimates
//! The power to find a difference of means, the number of units that a power needs, or the smallest difference that is
//! found with a power: any one of the three from the other two.
//!
//! ## When to use
//! Before data are collected. For two independent groups of the same size, or for the same persons twice.
//!
//! ## Equation
//! The test statistic is non-central t with non-centrality (difference / sd) sqrt(n / g) and g (n - 1) degrees of freedom: g is
//! 2 for two groups of n units each, and 1 for n pairs, where sd is that of the differences. The power is the probability
//! of both tails beyond the two-sided critical value.
//!
//! ## Interval
//! None: it is a computation from assumptions, not from data.
//!
//! ## Edge cases
//! n is no whole number: round it up. A power that two units a group already have needs 2. A difference of zero cannot
//! be planned for: H512. Not exactly one left out: H510. A power at or below the significance level, n below 2, a
//! standard deviation that is not above zero, a significance level outside 0 to 1: H008. A number of units beyond
//! 10^15: H430.
//!
//! ## Example
//! ```
//! use helhed::synthesis::power::{TwoMeans, two_means};
//! let groups = TwoMeans::independent(2.0, 0.05)?;
//! let plan = two_means(groups, None, Some(1.0), Some(0.8))?;
//! assert!((plan.n - 63.765_610_19).abs() < 1e-6);
//! assert!((two_means(groups, Some(64.0), Some(1.0), None)?.power - 0.801_459_6).abs() < 1e-6);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, second edition.
//!
//! ## Checked against
//! R 4.2.2 `power.t.test(strict = TRUE)` and Gauss-Legendre quadrature with scipy 1.17.1, 8 cases, relative 1e-6. Without
//! `strict` R leaves out the tail on the wrong side.

use serde::{Deserialize, Serialize};

use super::{between, certainty, inside, one_unknown, t_quantile};
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Method, Provenance, Warning};
use crate::numeric::noncentral_t;
use crate::numeric::root::decreasing;

/// The method.
pub const TWO_MEANS: Method = Method::new("power/two_means", 1, "Cohen (1988)");

/// Doublings in which a number of units or a difference must lie.
const DOUBLINGS: usize = 50;
/// Fewest units of a group, or pairs.
const FEWEST: f64 = 2.0;

/// What a comparison of means by a t-test assumes. One that exists is valid.
///
/// ```
/// use helhed::synthesis::power::{TwoMeans, two_means};
/// let plan = two_means(TwoMeans::paired(1.0, 0.05)?, Some(30.0), Some(0.3), None)?;
/// assert!((plan.power - 0.355_462_731).abs() < 1e-8);
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoMeans {
    sd: f64,
    alpha: f64,
    paired: bool,
}

/// A comparison of two means as it is planned: what was given, and what follows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct TwoMeansPower {
    /// Method.
    pub method: Method,
    /// Units in each group, or pairs, not rounded.
    pub n: f64,
    /// Difference of the means; where it was asked for, the smallest that is found.
    pub difference: f64,
    /// Probability of finding the difference, on either side.
    pub power: f64,
    /// Standard deviation in a group, or of the differences of pairs.
    pub sd: f64,
    /// Size of the two-sided test.
    pub alpha: f64,
    /// Whether the same persons are measured twice.
    pub paired: bool,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl TwoMeans {
    /// Two groups of the same size, with the standard deviation within a group and the size of the two-sided test.
    ///
    /// # Errors
    /// `H008` for a standard deviation that is not above zero, or a size outside 0 to 1.
    pub fn independent(sd: f64, alpha: f64) -> Result<Self> {
        Self { sd, alpha, paired: false }.checked()
    }

    /// Pairs, with the standard deviation of their differences and the size of the two-sided test.
    ///
    /// # Errors
    /// As [`independent`](Self::independent).
    pub fn paired(sd: f64, alpha: f64) -> Result<Self> {
        Self { sd, alpha, paired: true }.checked()
    }

    fn checked(self) -> Result<Self> {
        inside("standard deviation", "sd", self.sd, 0.0, f64::INFINITY)?;
        certainty(self.alpha, None)?;
        Ok(self)
    }

    fn groups(self) -> f64 {
        if self.paired { 1.0 } else { 2.0 }
    }

    /// Power of `n` units a group, or pairs, for a difference of so many standard deviations.
    fn power(self, n: f64, effect: f64) -> Result<f64> {
        let (df, ncp) = (self.groups() * (n - 1.0), (n / self.groups()).sqrt() * effect);
        let critical = t_quantile(0.5 * self.alpha, df)?;
        // To stay below the critical value the standard deviation would have to come out twenty times too large.
        if ncp > 40.0 * (critical + 2.0) {
            return Ok(1.0);
        }
        Ok(noncentral_t::tails(critical, df, ncp).upper + noncentral_t::tails(-critical, df, ncp).lower)
    }

    /// Units a group, or pairs, at which the power is `power`.
    fn units(self, effect: f64, power: f64) -> Result<f64> {
        if effect == 0.0 {
            return Err(Error::new(Fault::NothingToDetect { what: "means" }, Place::argument("difference")));
        }
        if self.power(FEWEST, effect)? >= power {
            return Ok(FEWEST);
        }
        let none = Fault::PowerNotReached { what: "number of units", power };
        search(FEWEST, |n| self.power(n, effect).map(|reached| power - reached), none)
    }

    /// Smallest difference, in standard deviations, that is found with this power.
    fn effect(self, n: f64, power: f64) -> Result<f64> {
        // In standard errors of the difference, from next to nothing.
        let se = (self.groups() / n).sqrt();
        let none = Fault::PowerNotReached { what: "difference", power };
        Ok(search(1e-9, |ncp| Ok(power - self.power(n, ncp * se)?), none)? * se)
    }
}

/// The one of number of units (in each group, or pairs), difference and power that is left out.
///
/// # Errors
/// `H510` unless exactly one is left out, `H008` for a number outside its range, `H104` for a difference that is none,
/// `H512` for a difference of zero without an n, `H430` if no number of units that can be computed with gives the power,
/// `H901` if a search did not end.
pub fn two_means(
    assumed: TwoMeans,
    n: Option<f64>,
    difference: Option<f64>,
    power: Option<f64>,
) -> Result<TwoMeansPower> {
    let TwoMeans { sd, alpha, paired } = assumed;
    one_unknown(&[("n", n), ("difference", difference), ("power", power)])?;
    certainty(alpha, power)?;
    if let Some(n) = n {
        between("number of units", "n", n, FEWEST, f64::MAX)?;
    }
    if let Some(found) = difference.filter(|difference| !difference.is_finite()) {
        return Err(Error::new(Fault::NotFinite { found }, Place::argument("difference")));
    }
    let effect = difference.map(|difference| difference.abs() / sd);
    let (n, effect, power) = match (n, effect, power) {
        (Some(n), Some(effect), _) => (n, effect, assumed.power(n, effect)?),
        (Some(n), None, Some(power)) => (n, assumed.effect(n, power)?, power),
        (None, Some(effect), Some(power)) => (assumed.units(effect, power)?, effect, power),
        _ => return Err(Fault::Bug { what: "more than one number of a plan is left out".into() }.into()),
    };
    let (method, warnings, provenance) = (TWO_MEANS, Vec::new(), Provenance::default());
    let difference = difference.unwrap_or(effect * sd);
    Ok(TwoMeansPower { method, n, difference, power, sd, alpha, paired, warnings, provenance })
}

/// Where what is lacking to the power becomes nothing, upward from `low`.
fn search(low: f64, lacking: impl Fn(f64) -> Result<f64>, none: Fault) -> Result<f64> {
    let (mut from, mut to) = (low, 2.0 * low);
    for _ in 0..2 * DOUBLINGS {
        if lacking(to)? <= 0.0 {
            // The bounds were computed, so what lies between them can be.
            return Ok(decreasing(from.ln(), to.ln(), |ln| lacking(ln.exp()).unwrap_or(0.0)).exp());
        }
        (from, to) = (to, 2.0 * to);
        if to > FEWEST.powi(DOUBLINGS as i32) {
            break;
        }
    }
    Err(Error::new(none, Place::argument("power")))
}
