//! Two shares and what every method that compares them begins with.

use crate::cells::ProportionCell;
use crate::estimate::{Count, Estimand, Estimate, Method, Scale, Unit, Warning};

/// The counts of two groups that both have units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counts {
    pub(super) x1: f64,
    pub(super) n1: f64,
    pub(super) x2: f64,
    pub(super) n2: f64,
}

impl Counts {
    pub(super) fn p1(self) -> f64 {
        self.x1 / self.n1
    }

    pub(super) fn p2(self) -> f64 {
        self.x2 / self.n2
    }

    /// Units without the event in the first group.
    pub(super) fn y1(self) -> f64 {
        self.n1 - self.x1
    }

    /// Units without the event in the second group.
    pub(super) fn y2(self) -> f64 {
        self.n2 - self.x2
    }

    /// Standard error of the difference of the shares, each with its own variance.
    pub(super) fn se_of_difference(self) -> f64 {
        (self.p1() * (self.y1() / self.n1) / self.n1 + self.p2() * (self.y2() / self.n2) / self.n2).sqrt()
    }

    /// Standard error of the logarithm of the ratio of the shares.
    pub(super) fn se_of_log_ratio(self) -> f64 {
        (self.y1() / self.n1 / self.x1 + self.y2() / self.n2 / self.x2).sqrt()
    }

    /// The difference over its standard error where the shares are equal: the score statistic of no difference. Zero
    /// where none or all have the event.
    pub(super) fn score(self) -> f64 {
        let (n, distance) = (self.n1 + self.n2, self.p1() - self.p2());
        let share = (self.x1 + self.x2) / n;
        let variance = share * ((self.y1() + self.y2()) / n) * (1.0 / self.n1 + 1.0 / self.n2);
        if distance == 0.0 { 0.0 } else { distance / variance.sqrt() }
    }
}

/// What a comparison rests on, and events and units of both groups.
pub(super) fn count(of: &ProportionCell, against: &ProportionCell) -> Count {
    let one = |cell: &ProportionCell| Count::of_events(cell.events(), cell.records());
    one(of).plus(one(against))
}

/// The counts of both groups; `None` where one is empty.
pub(super) fn counts(of: &ProportionCell, against: &ProportionCell) -> Option<Counts> {
    let both = of.records() > 0 && against.records() > 0;
    both.then(|| Counts {
        x1: of.events() as f64,
        n1: of.records() as f64,
        x2: against.events() as f64,
        n2: against.records() as f64,
    })
}

/// The estimate before its numbers, warned of missing units and small groups; `None` beside it where a group is empty.
pub(super) fn opened(
    of: &ProportionCell,
    against: &ProportionCell,
    estimand: Estimand,
    method: Method,
) -> (Estimate, Option<Counts>) {
    let unit = if estimand == Estimand::RiskDifference { Unit::Share } else { Unit::Ratio };
    let estimate = Estimate::new(estimand, unit, method, count(of, against))
        .warned_if_missing(of.missing() + against.missing(), of.records() + against.records());
    match counts(of, against) {
        None => (estimate.warned(Warning::NoObservations), None),
        counts => (estimate.warned_if_small(of.records().min(against.records())), counts),
    }
}

/// The ratio of the shares with the standard error of its logarithm, or what there is of them.
pub(super) fn with_share_ratio(estimate: Estimate, counts: Counts) -> Estimate {
    match (counts.x1 == 0.0, counts.x2 == 0.0) {
        (true, true) => estimate.warned(Warning::UndefinedRatio),
        (false, true) => estimate.valued(f64::INFINITY).warned(Warning::InfiniteRatio),
        (true, false) => estimate.valued(0.0),
        _ => estimate.valued(counts.p1() / counts.p2()).with_se(counts.se_of_log_ratio(), Scale::Log),
    }
}
