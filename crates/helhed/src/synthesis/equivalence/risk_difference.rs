//! # Equivalence of two shares
//!
//! ## What it estimates
//! The share in one group minus the share in the other. It tests two hypotheses: that the difference is at or below the
//! lower margin, and that it is at or above the upper one. Rejecting both shows that it lies inside.
//!
//! ## When to use
//! To show that two shares are alike enough, such as that as many found work in one programme as in the other, give or
//! take five points.
//!
//! ## Equation
//! The score test of Farrington and Manning: z(D) = (p1 - p2 - D) / sqrt(q1(1 - q1)/n1 + q2(1 - q2)/n2), where q1 and
//! q2 are the most likely shares that differ by D. z_lower = z(low) is tested upwards, z_upper = z(high) downwards, by
//! the normal distribution. The p-value is the larger of both. q2 is found where the likelihood is highest, by a search
//! on its slope.
//!
//! ## Interval
//! All D with |z(D)| at most z (Mee's interval), at level 1 - 2 alpha. It lies inside the margins exactly when both
//! hypotheses are rejected at alpha.
//!
//! ## Edge cases
//! Shares of 0 and of 1 in either or both groups are tested as any other. An empty group: no test, W301. A margin
//! outside -1 to 1 is refused (H008), margins in the wrong order too (H511). Fewer than 20 units in a group warn W304.
//!
//! ## Example
//! ```
//! use helhed::cells::ProportionCell;
//! use helhed::synthesis::equivalence::{Margins, Verdict, risk_difference};
//! let (of, against) = (ProportionCell::from_counts(412.0, 500.0)?, ProportionCell::from_counts(409.0, 500.0)?);
//! let found = risk_difference(&of, &against, Margins::new(-0.05, 0.05, 0.05)?)?;
//! assert_eq!(found.verdict, Verdict::Equivalent);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Farrington and Manning (1990), Statistics in Medicine 9: 1447-1454; Mee (1984), Biometrics 40: 1175-1176.
//!
//! ## Checked against
//! The most likely shares by a fine grid and Mee's interval by bisection, 5 tables with their corners, absolute 1e-6;
//! and the law that the interval and the tests agree. Without the factor N/(N - 1) of Miettinen and Nurminen.

use super::{Equivalence, Margins};
use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Method, Scale, Unit, Warning};
use crate::numeric::{normal, root};

/// The method.
pub const RISK_DIFFERENCE: Method = Method::new("equivalence/risk_difference", 1, "Farrington and Manning (1990)");

/// Whether the share in `of` and the share in `against` are alike enough.
///
/// # Errors
/// `H008` for a margin outside -1 to 1.
pub fn risk_difference(of: &ProportionCell, against: &ProportionCell, margins: Margins) -> Result<Equivalence> {
    let margins = margins.inside("margin of a difference of shares", -1.0, 1.0)?;
    let (n1, n2) = (of.records(), against.records());
    let count = Count::of_events(of.events() + against.events(), n1 + n2);
    let bare = Estimate::new(Estimand::RiskDifference, Unit::Share, RISK_DIFFERENCE, count)
        .warned_if_missing(of.missing() + against.missing(), n1 + n2);
    if n1 == 0 || n2 == 0 {
        return Ok(Equivalence::new(RISK_DIFFERENCE, bare.warned(Warning::NoObservations), margins));
    }
    let table = Shares { x1: of.events() as f64, n1: n1 as f64, x2: against.events() as f64, n2: n2 as f64 };
    let (lower, upper) = table.limits(margins.level().z());
    let estimate = bare
        .valued(table.difference())
        .with_se(table.spread(), Scale::Identity)
        .between(lower, upper, margins.level())
        .with_p(2.0 * normal::upper_tail(table.statistic(0.0).abs()))
        .warned_if_small(n1.min(n2));
    let (lower, upper) = (table.statistic(margins.low()), table.statistic(margins.high()));
    Ok(Equivalence::new(RISK_DIFFERENCE, estimate, margins)
        .with_statistics(lower, upper)
        .with_sides(normal::upper_tail(lower), normal::upper_tail(-upper)))
}

/// Events among units in both groups.
#[derive(Clone, Copy)]
struct Shares {
    x1: f64,
    n1: f64,
    x2: f64,
    n2: f64,
}

impl Shares {
    fn difference(self) -> f64 {
        self.x1 / self.n1 - self.x2 / self.n2
    }

    /// Standard error at the observed shares.
    fn spread(self) -> f64 {
        let (p1, p2) = (self.x1 / self.n1, self.x2 / self.n2);
        (p1 * (1.0 - p1) / self.n1 + p2 * (1.0 - p2) / self.n2).sqrt()
    }

    /// The most likely share of the second group when the first is `d` above it.
    fn restricted(self, d: f64) -> f64 {
        let (low, high) = ((-d).max(0.0), (1.0 - d).min(1.0));
        // Each part of the slope of the likelihood, times what keeps it finite at the ends, falls with the share.
        let part = |events: f64, share: f64| if events == 0.0 { 0.0 } else { events / share };
        let slope = |q: f64| {
            let p = q + d;
            part(self.x1, p) - part(self.n1 - self.x1, 1.0 - p) + part(self.x2, q) - part(self.n2 - self.x2, 1.0 - q)
        };
        root::decreasing(low, high, slope)
    }

    /// The score statistic of a difference `d`: zero where it is the observed one, and infinite where no share fits it.
    fn statistic(self, d: f64) -> f64 {
        let distance = self.difference() - d;
        if distance == 0.0 {
            return 0.0;
        }
        let q2 = self.restricted(d);
        let q1 = (q2 + d).clamp(0.0, 1.0);
        distance / (q1 * (1.0 - q1) / self.n1 + q2 * (1.0 - q2) / self.n2).sqrt()
    }

    /// Mee's limits: the statistic falls as the difference grows.
    fn limits(self, z: f64) -> (f64, f64) {
        let observed = self.difference();
        let lower = root::decreasing(-1.0, observed, |d| self.statistic(d) - z);
        let upper = root::decreasing(observed, 1.0, |d| self.statistic(d) + z);
        (lower, upper)
    }
}
