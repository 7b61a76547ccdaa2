//! The rules by which a point is a special cause: those of the NHS guide *Making data count*.

use serde::{Deserialize, Serialize};

use super::ChartPoint;
use crate::estimate::Direction;

/// A rule. Where several hold at a point, the first of this order decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rule {
    /// One point outside the limits.
    OutsideLimits,
    /// Seven points or more on one side of the centre line, none of them on it.
    RunOfSeven,
    /// Seven points or more, each above (or each below) the one before.
    TrendOfSeven,
    /// Two of three points beyond two sigmas on the same side.
    TwoOfThree,
}

/// On which side of the centre line, or for a trend: in which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Above, or rising.
    High,
    /// Below, or falling.
    Low,
}

/// A rule that holds at a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Signal {
    /// Rule.
    pub rule: Rule,
    /// Side.
    pub side: Side,
}

/// Points of a run or a trend.
const RUN: usize = 7;

/// Distances below this share of the figures are rounding.
const ROUNDING: f64 = 1e-12;

impl Rule {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OutsideLimits => "outside_limits",
            Self::RunOfSeven => "run_of_seven",
            Self::TrendOfSeven => "trend_of_seven",
            Self::TwoOfThree => "two_of_three",
        }
    }
}

impl Side {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Low => "low",
        }
    }

    /// Whether this side is the better one; `None` where neither is.
    #[must_use]
    pub fn is_better(self, better: Direction) -> Option<bool> {
        match better {
            Direction::Higher => Some(self == Self::High),
            Direction::Lower => Some(self == Self::Low),
            Direction::Neutral => None,
        }
    }
}

/// The side of a difference between two figures; none where it is rounding.
pub(super) fn side(figure: f64, from: f64) -> Option<Side> {
    let distance = figure - from;
    if distance.abs() <= ROUNDING * figure.abs().max(from.abs()) {
        return None;
    }
    Some(if distance > 0.0 { Side::High } else { Side::Low })
}

/// Marks the points of one part of a chart. Periods without a figure are passed over.
pub(super) fn mark(points: &mut [ChartPoint]) {
    let at: Vec<usize> = (0..points.len()).filter(|&index| points[index].value.is_some()).collect();
    let mut signals: Vec<(usize, Signal)> = Vec::new();
    let beyond = |index: usize, sigmas: f64| {
        let z = points[index].z?;
        if z.abs() <= sigmas * (1.0 + ROUNDING) {
            return None;
        }
        Some(if z > 0.0 { Side::High } else { Side::Low })
    };
    for &index in &at {
        signals.extend(beyond(index, 3.0).map(|side| (index, Signal { rule: Rule::OutsideLimits, side })));
    }
    let value = |index: usize| points[index].value.unwrap_or(f64::NAN);
    let on_side = |place: usize| side(value(at[place]), points[at[place]].center?);
    let step = |place: usize| side(value(at[place]), value(at[place.checked_sub(1)?]));
    same(at.len(), RUN, on_side, |place, side| signals.push((at[place], Signal { rule: Rule::RunOfSeven, side })));
    // A trend of seven points is six steps, and its first point is the one before the first step.
    let mut trend = Vec::new();
    same(at.len(), RUN - 1, step, |place, side| {
        trend.extend([place.saturating_sub(1), place].map(|place| (place, side)));
    });
    trend.dedup();
    signals.extend(trend.into_iter().map(|(place, side)| (at[place], Signal { rule: Rule::TrendOfSeven, side })));
    for three in at.windows(3) {
        for which in [Side::High, Side::Low] {
            let far: Vec<usize> = three.iter().copied().filter(|&index| beyond(index, 2.0) == Some(which)).collect();
            if far.len() >= 2 {
                let signal = Signal { rule: Rule::TwoOfThree, side: which };
                signals.extend(far.into_iter().map(|index| (index, signal)));
            }
        }
    }
    for (index, signal) in signals {
        let own = &mut points[index].signals;
        if !own.contains(&signal) {
            own.push(signal);
        }
    }
    points.iter_mut().for_each(|point| point.signals.sort());
}

/// Finds stretches of at least `least` places in a row with the same side.
fn same(places: usize, least: usize, side: impl Fn(usize) -> Option<Side>, mut found: impl FnMut(usize, Side)) {
    let mut first = 0;
    while first < places {
        let own = side(first);
        let end = (first..places).find(|&place| side(place) != own).unwrap_or(places);
        if let Some(own) = own.filter(|_| end - first >= least) {
            (first..end).for_each(|place| found(place, own));
        }
        first = end;
    }
}
