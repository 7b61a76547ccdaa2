//! # Koopman interval for a risk ratio
//!
//! ## What it estimates
//! The share in one group divided by the share in the other.
//!
//! ## When to use
//! For two independent groups, or before against after when the persons are not the same: it is the default ratio of
//! proportions, and stays right where there are no events in one group.
//!
//! ## Equation
//! The limits are the ratios r at which the score statistic (p1 - r p2) / sqrt(q1(1 - q1)/n1 + r^2 q2(1 - q2)/n2) equals
//! -+z, with q1 = r q2 the shares most likely under that ratio:
//! q1 = 2 r s / (b + sqrt(b^2 - 4 r N s)), b = r(n1 + x2) + x1 + n2, s = x1 + x2, N = n1 + n2. No N/(N - 1) factor.
//!
//! ## Interval
//! Two-sided, from 0 to infinity. The standard error is sqrt(q1/x1 + q2/x2) with q = 1 - p on the log scale, absent where
//! a group has no events.
//!
//! ## Edge cases
//! No events in `of`: ratio 0, lower limit 0. No events in `against`: ratio and upper limit infinite, W402. None in
//! either: no ratio, interval from 0 to infinity, W401. An empty group: no value, W301. Swapping the groups inverts the
//! result.
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::ratio};
//! let (after, before) = (ProportionCell::from_counts(9.0, 10.0)?, ProportionCell::from_counts(3.0, 10.0)?);
//! let interval = ratio::koopman(&after, &before, Level::P95)?.interval.unwrap();
//! assert!((interval.lower - 1.353_237_193_866_73).abs() < 1e-10);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Koopman (1984), Biometrics 40: 513-517.
//!
//! ## Checked against
//! R 4.2.2 `uniroot` and scipy 1.17.1 `brentq` on the score statistic, 16 cases, relative 1e-8. statsmodels 0.15
//! returns not-a-number where there are no events in either group.

use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::root::decreasing;

/// The method.
pub const KOOPMAN: Method = Method::new("ratio/koopman", 1, "Koopman (1984)");

/// Widest logarithm of a ratio that is searched: counts of 10^15 stay far inside.
const WIDEST: f64 = 90.0;

/// Share in `of` divided by share in `against`.
///
/// # Errors
/// None today; the signature is that of every method.
pub fn koopman(of: &ProportionCell, against: &ProportionCell, level: Level) -> Result<Estimate> {
    let count = |cell: &ProportionCell| Count::of_events(cell.events(), cell.records());
    let estimate = Estimate::new(Estimand::RiskRatio, Unit::Ratio, KOOPMAN, count(of).plus(count(against)))
        .warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    if of.records() == 0 || against.records() == 0 {
        return Ok(estimate.warned(Warning::NoObservations));
    }
    let arms = Arms::new(of, against);
    let z = level.z();
    let lower = if of.events() == 0 { 0.0 } else { arms.ratio_at(z) };
    let upper = if against.events() == 0 { f64::INFINITY } else { arms.ratio_at(-z) };
    let estimate = estimate.between(lower, upper, level).warned_if_small(of.records().min(against.records()));
    Ok(match (of.events(), against.events()) {
        (0, 0) => estimate.warned(Warning::UndefinedRatio),
        (_, 0) => estimate.valued(f64::INFINITY).warned(Warning::InfiniteRatio),
        (0, _) => estimate.valued(0.0),
        _ => estimate.valued(arms.p1 / arms.p2).with_se(arms.se(), Scale::Log),
    })
}

struct Arms {
    x1: f64,
    n1: f64,
    x2: f64,
    n2: f64,
    p1: f64,
    p2: f64,
}

impl Arms {
    fn new(of: &ProportionCell, against: &ProportionCell) -> Self {
        let (x1, n1) = (of.events() as f64, of.records() as f64);
        let (x2, n2) = (against.events() as f64, against.records() as f64);
        Self { x1, n1, x2, n2, p1: x1 / n1, p2: x2 / n2 }
    }

    fn se(&self) -> f64 {
        ((1.0 - self.p1) / self.x1 + (1.0 - self.p2) / self.x2).sqrt()
    }

    /// Score statistic at a ratio: falls as the ratio grows.
    fn score(&self, ratio: f64) -> f64 {
        let s = self.x1 + self.x2;
        let b = ratio * (self.n1 + self.x2) + self.x1 + self.n2;
        // b^2 - 4 r N s, written as a sum so that nothing cancels where almost all have the event.
        let apart = ratio * (self.n1 + self.x2) - (self.x1 + self.n2);
        let root = (apart * apart + 4.0 * ratio * (self.n1 - self.x1) * (self.n2 - self.x2)).sqrt();
        let q1 = (2.0 * ratio * s / (b + root)).min(1.0);
        let q2 = (q1 / ratio).min(1.0);
        let variance = q1 * (1.0 - q1) / self.n1 + ratio * ratio * q2 * (1.0 - q2) / self.n2;
        let distance = self.p1 - ratio * self.p2;
        if distance == 0.0 { 0.0 } else { distance / variance.sqrt() }
    }

    fn ratio_at(&self, score: f64) -> f64 {
        decreasing(-WIDEST, WIDEST, |log_ratio| self.score(log_ratio.exp()) - score).exp()
    }
}
