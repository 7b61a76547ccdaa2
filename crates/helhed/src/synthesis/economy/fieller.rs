//! # Fieller interval for a ratio of two estimates
//!
//! ## What it estimates
//! One estimate divided by another, where both are uncertain: a cost for each outcome gained, an effect over a
//! baseline.
//!
//! ## When to use
//! Where numerator and denominator are close to normal with known standard errors and covariance. It holds its level
//! even where the denominator may be zero, and then says so, which the delta method does not.
//!
//! ## Equation
//! With estimates a and b, standard errors s and u, covariance c and t the normal quantile of the level (Student's, if
//! degrees of freedom are given), the ratios r that agree with the data are those with
//! (a - r b)^2 <= t^2 (s^2 - 2 r c + r^2 u^2). With g = t^2 u^2/b^2 they lie between two roots where g < 1; where g > 1
//! they are everything outside two roots, or every number.
//!
//! ## Interval
//! Only where the set is bounded. Otherwise there is none: `RatioSet` says what the set is (W505 outside two limits,
//! W506 every number). The standard error is that of the delta method, sqrt(s^2 - 2 r c + r^2 u^2)/|b| at r = a/b, on
//! the identity scale; `delta` is r -+ t se, for comparison.
//!
//! ## Edge cases
//! b = 0: no ratio, W507. g = 1: the set has one limit, the other is infinite, W505. A denominator of zero without
//! error is refused, and so is a covariance larger than the standard errors allow, or a standard error below zero
//! (H008).
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::economy::{Uncertain, RatioSet, fieller}};
//! let (cost, effect) = (Uncertain::new(10.0, 1.0)?, Uncertain::new(5.0, 0.5)?);
//! let each = fieller(cost, effect, 0.0, None, Level::P95)?;
//! let interval = each.estimate.interval.unwrap();
//! assert_eq!(format!("{:.3} {:.3}", interval.lower, interval.upper), "1.509 2.651");
//! let unsure = fieller(cost, Uncertain::new(2.0, 1.5)?, 0.0, None, Level::P95)?;
//! assert!(matches!(unsure.set, RatioSet::Complement { .. }) && unsure.estimate.interval.is_none());
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Fieller (1954), Journal of the Royal Statistical Society B 16: 175-185. Briggs, O'Brien and Blackhouse (2002),
//! Annual Review of Public Health 23: 377-401.
//!
//! ## Checked against
//! The quadratic in R 4.2.2 and Python, 8 cases, relative 1e-8.

use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Count, Estimand, Estimate, Interval, Level, Method, Scale, Unit, Warning};

/// The method.
pub const FIELLER: Method = Method::new("economy/fieller", 1, "Fieller (1954)");

/// Largest size of a number whose products stay inside a double.
const LARGEST: f64 = 1e70;

/// An estimate and its standard error. One that exists has a standard error of zero or more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Uncertain {
    value: f64,
    se: f64,
}

impl Uncertain {
    /// From both numbers.
    ///
    /// # Errors
    /// `H008` if the standard error is below zero or a number is beyond 1e70 or none.
    pub fn new(value: f64, se: f64) -> Result<Self> {
        Ok(Self {
            value: ranged("value", "value", value, -LARGEST, LARGEST)?,
            se: ranged("standard error", "se", se, 0.0, LARGEST)?,
        })
    }

    /// The estimate.
    #[must_use]
    pub fn value(self) -> f64 {
        self.value
    }

    /// Its standard error.
    #[must_use]
    pub fn se(self) -> f64 {
        self.se
    }
}

/// A number inside its range, by what it is and the name of its argument.
pub(super) fn ranged(what: &'static str, argument: &str, found: f64, low: f64, high: f64) -> Result<f64> {
    if (low..=high).contains(&found) {
        return Ok(found);
    }
    Err(Error::new(Fault::OutsideRange { what, found, low, high }, Place::argument(argument)))
}

/// The ratios that agree with the data.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RatioSet {
    /// Those between two limits.
    Bounded {
        /// Lower limit.
        lower: f64,
        /// Upper limit.
        upper: f64,
    },
    /// Those outside two limits, of which one may be infinite.
    Complement {
        /// The set goes from minus infinity to here ...
        lower: f64,
        /// ... and from here to infinity.
        upper: f64,
    },
    /// Every number.
    WholeLine,
}

impl RatioSet {
    /// The name as written in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Bounded { .. } => "bounded",
            Self::Complement { .. } => "complement",
            Self::WholeLine => "whole line",
        }
    }

    /// Lower and upper limit of a set that has them.
    #[must_use]
    pub fn limits(self) -> Option<(f64, f64)> {
        match self {
            Self::Bounded { lower, upper } | Self::Complement { lower, upper } => Some((lower, upper)),
            Self::WholeLine => None,
        }
    }

    /// Whether a ratio agrees with the data.
    #[must_use]
    pub fn contains(self, ratio: f64) -> bool {
        match self {
            Self::Bounded { lower, upper } => lower <= ratio && ratio <= upper,
            Self::Complement { lower, upper } => ratio <= lower || upper <= ratio,
            Self::WholeLine => true,
        }
    }
}

/// A ratio with Fieller's set.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct FiellerRatio {
    /// The ratio; with an interval where the set is bounded.
    pub estimate: Estimate,
    /// How uncertain the denominator is: (t u/b)^2, at or above 1 where it may be zero. Infinite where b is 0.
    pub g: f64,
    /// The ratios that agree with the data.
    pub set: RatioSet,
    /// The interval of the delta method, for comparison; absent where b is 0.
    pub delta: Option<Interval>,
}

/// `of` divided by `by`, whose errors have this covariance.
///
/// # Errors
/// `H008` for a covariance beyond the product of the standard errors, degrees of freedom that are not above zero, or a
/// denominator of zero without error. `H901` if the search for the quantile did not end.
pub fn fieller(of: Uncertain, by: Uncertain, covariance: f64, df: Option<f64>, level: Level) -> Result<FiellerRatio> {
    let (a, b) = (of.value, by.value);
    let most = of.se * by.se;
    let covariance = ranged("covariance", "covariance", covariance, -most * (1.0 + 1e-12), most * (1.0 + 1e-12))?;
    if b == 0.0 {
        ranged("standard error of a denominator of zero", "by", by.se, f64::MIN_POSITIVE, LARGEST)?;
    }
    let quantile = match df {
        None => level.z(),
        Some(df) => {
            let df = ranged("number of degrees of freedom", "df", df, 1.0, f64::MAX)?;
            level.t(df)?
        }
    };
    let (s, u, c) = (quantile * of.se, quantile * by.se, quantile * quantile * covariance);
    let set = solve(
        (b - u) * (b + u),
        a * b - c,
        (a - s) * (a + s),
        a * a * u * u - 2.0 * a * b * c + b * b * s * s - (s * s * u * u - c * c),
    );
    let estimate = Estimate::new(Estimand::Ratio, Unit::Ratio, FIELLER, Count::default());
    let estimate = match df {
        Some(df) => estimate.with_df(df),
        None => estimate,
    };
    let (estimate, delta) = if b == 0.0 {
        (estimate.warned(Warning::DenominatorZero), None)
    } else {
        let ratio = a / b;
        let variance = of.se * of.se - 2.0 * ratio * covariance + ratio * ratio * by.se * by.se;
        let se = variance.max(0.0).sqrt() / b.abs();
        let half = quantile * se;
        let delta = Interval { lower: ratio - half, upper: ratio + half, level };
        (estimate.valued(ratio).with_se(se, Scale::Identity), Some(delta))
    };
    let estimate = match set {
        RatioSet::Bounded { lower, upper } => {
            let estimate = estimate.between(lower, upper, level);
            if lower == upper { estimate.warned(Warning::NoVariation) } else { estimate }
        }
        RatioSet::Complement { .. } => estimate.warned(Warning::RatioOutsideLimits),
        RatioSet::WholeLine => estimate.warned(Warning::RatioUnbounded),
    };
    let g = if b == 0.0 { f64::INFINITY } else { (u / b) * (u / b) };
    Ok(FiellerRatio { estimate, g, set, delta })
}

/// The r with p r^2 - 2 q r + w <= 0, given q^2 - p w by itself, where it does not cancel.
fn solve(p: f64, q: f64, w: f64, discriminant: f64) -> RatioSet {
    if p == 0.0 {
        let root = w / (2.0 * q);
        return match q {
            q if q > 0.0 => RatioSet::Complement { lower: f64::NEG_INFINITY, upper: root },
            q if q < 0.0 => RatioSet::Complement { lower: root, upper: f64::INFINITY },
            _ => RatioSet::WholeLine,
        };
    }
    if p < 0.0 && discriminant <= 0.0 {
        return RatioSet::WholeLine;
    }
    // The root of larger size first; the other follows from their product, so that neither loses digits.
    let sum = q + discriminant.max(0.0).sqrt().copysign(q);
    let (one, two) = if sum == 0.0 { (0.0, 0.0) } else { (sum / p, w / sum) };
    let (lower, upper) = (one.min(two), one.max(two));
    if p > 0.0 { RatioSet::Bounded { lower, upper } } else { RatioSet::Complement { lower, upper } }
}
