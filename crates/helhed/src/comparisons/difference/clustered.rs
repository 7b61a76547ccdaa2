//! # Risk difference of two shares whose units come in clusters
//!
//! ## What it estimates
//! The share in one group minus the share in the other, between -1 and 1, where units were drawn or treated in clusters
//! (stairwells, classes, families) and are alike within them.
//!
//! ## When to use
//! When only the counts and a design effect of each group are known. With the rows at hand, a regression with
//! cluster-robust errors says more.
//!
//! ## Equation
//! Each share keeps its value, and counts as n / D units, where D is the design effect of its group (about
//! 1 + (m - 1) ICC for clusters of m units). With Wilson limits l1, u1 and l2, u2 of the shares p1 and p2 at these
//! numbers and d = p1 - p2: lower = d - sqrt((p1 - l1)^2 + (u2 - p2)^2) and
//! upper = d + sqrt((u1 - p1)^2 + (p2 - l2)^2).
//!
//! ## Interval
//! Two-sided, inside [-1, 1]. The p-value is found by turning the interval round: it is below 1 - level exactly where
//! the interval does not include zero. The standard error is sqrt(D1 p1 q1/n1 + D2 p2 q2/n2) on the identity scale.
//!
//! ## Edge cases
//! Design effects of 1 give Newcombe's interval. A design effect below 1 would claim more units than there are, and is
//! refused (H008), as is one that is not a number (H104). Zero in both and all in both have an interval. An empty
//! group: no value, W301. Swapping the groups mirrors the result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::difference};
//! let (of, against) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let alone = difference::newcombe(&of, &against, Level::P95)?.interval.unwrap();
//! let clustered = difference::clustered((&of, 1.8), (&against, 2.1), Level::P95)?.interval.unwrap();
//! assert!(clustered.lower < 0.0 && 0.0 < alone.lower && clustered.upper > alone.upper);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Newcombe (1998), Statistics in Medicine 17: 873-890, method 10; Zou and Donner (2008), Statistics in Medicine 27:
//! 1693-1702, for the method of variance estimates recovery. Kish (1965), Survey Sampling, for the design effect.
//!
//! ## Checked against
//! The same formula from statsmodels 0.15.0 `proportion_confint(method="wilson")` at n / D, relative 1e-10, and
//! Newcombe's interval at D = 1. No package has this form with a design effect for each group.

use crate::cells::ProportionCell;
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::estimates::proportion::wilson_limits;
use crate::numeric::{inversion, mover};

/// The method.
pub const CLUSTERED: Method = Method::new("difference/clustered", 1, "Zou and Donner (2008); Newcombe (1998)");

/// Share in `of` minus share in `against`, each group with the design effect of its clusters.
///
/// # Errors
/// `H104` or `H008` if a design effect is not a number of at least 1.
pub fn clustered(of: (&ProportionCell, f64), against: (&ProportionCell, f64), level: Level) -> Result<Estimate> {
    let (one, two) = (Arm::new("of", of)?, Arm::new("against", against)?);
    let (of, against) = (of.0, against.0);
    let count = |cell: &ProportionCell| Count::of_events(cell.events(), cell.records());
    let estimate = Estimate::new(Estimand::RiskDifference, Unit::Share, CLUSTERED, count(of).plus(count(against)))
        .warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    if of.records() == 0 || against.records() == 0 {
        return Ok(estimate.warned(Warning::NoObservations));
    }
    let (lower, upper) = limits(&one, &two, level.z());
    let value = one.share - two.share;
    // The limit on the side of zero, turned so that it falls as the interval widens.
    let towards_zero = |z: f64| {
        let (lower, upper) = limits(&one, &two, z);
        if value >= 0.0 { lower } else { -upper }
    };
    let variance = |arm: &Arm| arm.share * (1.0 - arm.share) / arm.n;
    let se = (variance(&one) + variance(&two)).sqrt();
    Ok(estimate
        .valued(value)
        .between(lower, upper, level)
        .with_se(se, Scale::Identity)
        .with_p(inversion::p_value(value / se, towards_zero))
        .warned_if_small(of.records().min(against.records())))
}

/// A share with the number of independent units that it is worth.
struct Arm {
    share: f64,
    n: f64,
}

impl Arm {
    fn new(argument: &str, (cell, design_effect): (&ProportionCell, f64)) -> Result<Self> {
        let fault = if !design_effect.is_finite() {
            Fault::NotFinite { found: design_effect }
        } else if design_effect < 1.0 {
            Fault::OutsideRange { what: "design effect", found: design_effect, low: 1.0, high: f64::MAX }
        } else {
            let n = cell.records() as f64;
            return Ok(Self { share: cell.events() as f64 / n, n: n / design_effect });
        };
        Err(Error::new(fault, Place::argument(argument)))
    }

    /// The share with its Wilson limits.
    fn wilson(&self, z: f64) -> (f64, f64, f64) {
        let (lower, upper) = wilson_limits(self.share * self.n, self.n, z);
        (self.share, lower, upper)
    }
}

fn limits(one: &Arm, two: &Arm, z: f64) -> (f64, f64) {
    let (down, up) = mover::reach(one.wilson(z), two.wilson(z));
    let value = one.share - two.share;
    (value - down, value + up)
}
