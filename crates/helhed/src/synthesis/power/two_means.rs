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
//! n is no whole number: round it up. A power that two units a group already have needs 2. A power at or below the
//! significance level, or a difference of zero: no answer, H430. n below 2, a standard deviation that is not above zero, or a
//! power or significance level outside 0 to 1: H008.
//!
//! ## Example
//! ```
//! use helhed::synthesis::power::TwoMeans;
//! let plan = TwoMeans::independent(2.0, 0.05)?;
//! assert!((plan.units(1.0, 0.8)? - 63.765_610_19).abs() < 1e-6);
//! assert!((plan.power(64.0, 1.0)? - 0.801_459_6).abs() < 1e-6);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, second edition.
//!
//! ## Checked against
//! R 4.2.2 `power.t.test(strict = TRUE)` and Gauss-Legendre quadrature with scipy 1.17.1, 8 cases, relative 1e-6. Without
//! `strict` R leaves out the tail on the wrong side.

use crate::error::{Error, Fault, Place, Result};
use crate::estimate::Method;
use crate::numeric::root::decreasing;
use crate::numeric::{noncentral_t, student};

/// The method.
pub const TWO_MEANS: Method = Method::new("power/two_means", 1, "Cohen (1988)");

/// Doublings in which a number of units or a difference must lie.
const DOUBLINGS: usize = 50;
/// Fewest units of a group, or pairs.
const FEWEST: f64 = 2.0;

/// What a comparison of means by a t-test assumes.
///
/// ```
/// use helhed::synthesis::power::TwoMeans;
/// assert!((TwoMeans::paired(1.0, 0.05)?.power(30.0, 0.3)? - 0.355_462_731).abs() < 1e-8);
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TwoMeans {
    groups: f64,
    sd: f64,
    alpha: f64,
}

impl TwoMeans {
    /// Two groups of the same size, with the standard deviation within a group and the two-sided significance level.
    ///
    /// # Errors
    /// `H008` for a standard deviation that is not above zero, or a level outside 0 to 1.
    pub fn independent(sd: f64, alpha: f64) -> Result<Self> {
        Self::new(2.0, sd, alpha)
    }

    /// Pairs, with the standard deviation of their differences and the two-sided significance level.
    ///
    /// # Errors
    /// As [`independent`](Self::independent).
    pub fn paired(sd: f64, alpha: f64) -> Result<Self> {
        Self::new(1.0, sd, alpha)
    }

    fn new(groups: f64, sd: f64, alpha: f64) -> Result<Self> {
        let sd = inside("sd", "standard deviation", sd, (f64::MIN_POSITIVE, f64::MAX))?;
        Ok(Self { groups, sd, alpha: probability("alpha", "significance level", alpha)? })
    }

    /// Power with `n` units a group, or pairs, if the difference of the means is `difference`.
    ///
    /// # Errors
    /// `H008` for fewer than 2 units, `H104` for a difference that is no number, `H901` if a search did not end.
    pub fn power(&self, n: f64, difference: f64) -> Result<f64> {
        self.reached(units(n)?, self.effect(difference)?)
    }

    /// Units a group, or pairs, at which the power is `power`: 2 at least.
    ///
    /// # Errors
    /// `H430` if no number gives that power, `H008` for a power outside 0 to 1, and those of [`power`](Self::power).
    pub fn units(&self, difference: f64, power: f64) -> Result<f64> {
        let (effect, power) = (self.effect(difference)?, probability("power", "power", power)?);
        if self.reached(FEWEST, effect)? >= power {
            return Ok(FEWEST);
        }
        let lacking = |n: f64| self.reached(n, effect).map(|reached| power - reached);
        let none = Fault::PowerNotReached { what: "number of units", power };
        if effect == 0.0 {
            return Err(Error::new(none, Place::argument("difference")));
        }
        self.search(FEWEST, lacking, none)
    }

    /// Smallest difference of the means that is found with this power by `n` units a group, or pairs.
    ///
    /// # Errors
    /// `H430` for a power at or below the significance level, which every difference has, and those of
    /// [`units`](Self::units).
    pub fn difference(&self, n: f64, power: f64) -> Result<f64> {
        let (n, power) = (units(n)?, probability("power", "power", power)?);
        let none = Fault::PowerNotReached { what: "difference", power };
        if power <= self.alpha {
            return Err(Error::new(none, Place::argument("power")));
        }
        // In standard errors of the difference, from next to nothing.
        let se = (self.groups / n).sqrt();
        let effect = self.search(1e-9, |ncp| Ok(power - self.reached(n, ncp * se)?), none)?;
        Ok(effect * se * self.sd)
    }

    fn effect(&self, difference: f64) -> Result<f64> {
        if difference.is_finite() {
            return Ok(difference.abs() / self.sd);
        }
        Err(Error::new(Fault::NotFinite { found: difference }, Place::argument("difference")))
    }

    fn reached(&self, n: f64, effect: f64) -> Result<f64> {
        let (df, ncp) = (self.groups * (n - 1.0), (n / self.groups).sqrt() * effect);
        let critical = student::upper_quantile(0.5 * self.alpha, df)
            .ok_or_else(|| Fault::Bug { what: format!("no t quantile with {df} degrees of freedom") })?;
        // To stay below the critical value the standard deviation would have to come out twenty times too large.
        if ncp > 40.0 * (critical + 2.0) {
            return Ok(1.0);
        }
        Ok(noncentral_t::tails(critical, df, ncp).upper + noncentral_t::tails(-critical, df, ncp).lower)
    }

    /// Where what is lacking to the power becomes nothing, upward from `low`.
    fn search(&self, low: f64, lacking: impl Fn(f64) -> Result<f64>, none: Fault) -> Result<f64> {
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
}

/// The one of number of units, difference and power that is left out, from the other two.
///
/// # Errors
/// `H431` unless exactly one is left out, and those of [`TwoMeans`].
pub fn two_means(plan: &TwoMeans, n: Option<f64>, difference: Option<f64>, power: Option<f64>) -> Result<f64> {
    match (n, difference, power) {
        (None, Some(difference), Some(power)) => plan.units(difference, power),
        (Some(n), None, Some(power)) => plan.difference(n, power),
        (Some(n), Some(difference), None) => plan.power(n, difference),
        _ => {
            let left_out = [n, difference, power].iter().filter(|number| number.is_none()).count();
            Err(Fault::OneUnknown { names: "n, difference and power", left_out }.into())
        }
    }
}

fn units(n: f64) -> Result<f64> {
    inside("n", "number of units", n, (FEWEST, f64::MAX))
}

fn probability(argument: &str, what: &'static str, found: f64) -> Result<f64> {
    if found > 0.0 && found < 1.0 {
        return Ok(found);
    }
    Err(Error::new(Fault::OutsideRange { what, found, low: 0.0, high: 1.0 }, Place::argument(argument)))
}

fn inside(argument: &str, what: &'static str, found: f64, (low, high): (f64, f64)) -> Result<f64> {
    if found >= low && found <= high {
        return Ok(found);
    }
    Err(Error::new(Fault::OutsideRange { what, found, low, high }, Place::argument(argument)))
}
