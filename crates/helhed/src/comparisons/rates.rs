//! What the comparisons of two rates share.

use crate::cells::RateCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Unit, Warning};
use crate::estimates::rate;
use crate::numeric::beta::UnitPoint;

/// Events and exposure of both groups; the exposures are above zero.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    pub(super) x1: f64,
    pub(super) t1: f64,
    pub(super) x2: f64,
    pub(super) t2: f64,
}

/// Events and exposure of two rates together.
pub(super) fn count(of: &RateCell, against: &RateCell) -> Count {
    let one = |cell: &RateCell| Count {
        records: Some(cell.records()),
        events: Some(cell.events()),
        exposure: Some(cell.exposure()),
    };
    one(of).plus(one(against))
}

/// A difference of rates without value or interval; no counts, and W305, where a group has no exposure.
pub(super) fn difference(method: Method, of: &RateCell, against: &RateCell) -> (Estimate, Option<Counts>) {
    let (estimate, counts) =
        begin(Estimate::new(Estimand::RateDifference, Unit::Per(1.0), method, count(of, against)), of, against);
    match counts {
        Some(counts) => (estimate.valued(counts.difference()), Some(counts)),
        None => (estimate, None),
    }
}

/// A ratio of rates with its value, and W401 or W402 where that is undefined or infinite.
pub(super) fn ratio(method: Method, of: &RateCell, against: &RateCell) -> (Estimate, Option<Counts>) {
    let (estimate, counts) =
        begin(Estimate::new(Estimand::RateRatio, Unit::Ratio, method, count(of, against)), of, against);
    let Some(counts) = counts else { return (estimate, None) };
    let estimate = match (of.events(), against.events()) {
        (0, 0) => estimate.warned(Warning::UndefinedRatio),
        (_, 0) => estimate.valued(f64::INFINITY).warned(Warning::InfiniteRatio),
        (0, _) => estimate.valued(0.0),
        _ => estimate.valued(counts.x1 / counts.x2 * (counts.t2 / counts.t1)),
    };
    (estimate, Some(counts))
}

fn begin(estimate: Estimate, of: &RateCell, against: &RateCell) -> (Estimate, Option<Counts>) {
    let estimate = estimate.warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    if of.exposure() <= 0.0 || against.exposure() <= 0.0 {
        return (estimate.warned(Warning::NoExposure), None);
    }
    let (x1, t1, x2, t2) = (of.events() as f64, of.exposure(), against.events() as f64, against.exposure());
    (estimate, Some(Counts { x1, t1, x2, t2 }))
}

impl Counts {
    /// First rate minus second.
    pub(super) fn difference(self) -> f64 {
        self.x1 / self.t1 - self.x2 / self.t2
    }

    /// Events of both groups.
    pub(super) fn events(self) -> f64 {
        self.x1 + self.x2
    }

    /// Standard error of the difference by the Poisson variance of each group.
    pub(super) fn se_of_difference(self) -> f64 {
        (self.x1.sqrt() / self.t1).hypot(self.x2.sqrt() / self.t2)
    }

    /// Standard error of the log ratio; infinite where a group has no events.
    pub(super) fn se_of_log_ratio(self) -> f64 {
        (1.0 / self.x1 + 1.0 / self.x2).sqrt()
    }

    /// Share of the exposure that is in the first group: the share of its events if the rates are equal.
    pub(super) fn share_if_equal(self) -> UnitPoint {
        let total = self.t1 + self.t2;
        UnitPoint { x: self.t1 / total, y: self.t2 / total }
    }

    /// The rate of the first group with its exact limits, `tail` (0 < tail < 1) outside on each side.
    pub(super) fn first(self, tail: f64) -> Result<(f64, f64, f64)> {
        let (lower, upper) = rate::exact_limits(self.x1, tail)?;
        Ok((self.x1 / self.t1, lower / self.t1, upper / self.t1))
    }

    /// The groups swapped.
    pub(super) fn swapped(self) -> Self {
        Self { x1: self.x2, t1: self.t2, x2: self.x1, t2: self.t1 }
    }
}

/// Value -+ z standard errors.
pub(super) fn wald(estimate: Estimate, value: f64, se: f64, level: Level) -> Estimate {
    estimate.between(value - level.z() * se, value + level.z() * se, level)
}
