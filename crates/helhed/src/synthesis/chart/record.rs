//! The result of a control chart.

use serde::{Deserialize, Serialize};

use super::{Assurance, ChartKind, Rule, Side, Signal, Variation};
use crate::design::Period;
use crate::estimate::{Direction, KeyPart, Method, Provenance, Subject, Unit, Warning};

/// A control chart: every period with its limits and signals, the parts with limits of their own, and two verdicts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ControlChart {
    /// Method.
    pub method: Method,
    /// Which chart.
    pub kind: ChartKind,
    /// Which area or group, where the series comes from cells.
    pub key: Vec<KeyPart>,
    /// Indicator, where the series is one of.
    pub indicator: Option<Subject>,
    /// Unit of the figures.
    pub unit: Unit,
    /// Direction in which the figures get better.
    pub better: Direction,
    /// Target, in the unit of the figures.
    pub target: Option<f64>,
    /// Every period from the first to the last.
    pub points: Vec<ChartPoint>,
    /// The parts with limits of their own, in order.
    pub segments: Vec<Segment>,
    /// What the latest figure says of the series.
    pub variation: Variation,
    /// The signal that decides `variation`; absent where none does.
    pub decided_by: Option<Signal>,
    /// The period of the latest figure.
    pub latest: Option<Period>,
    /// Whether the target will be met; absent without a target or a direction.
    pub assurance: Option<Assurance>,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// One period of a chart. What the data do not give is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ChartPoint {
    /// Period.
    pub period: Period,
    /// Events.
    pub count: Option<f64>,
    /// Denominator or exposure.
    pub size: Option<f64>,
    /// The figure.
    pub value: Option<f64>,
    /// Position of its part among `segments`.
    pub segment: u64,
    /// Whether the limits are based on it.
    pub in_baseline: bool,
    /// Centre line.
    pub center: Option<f64>,
    /// Lower limit.
    pub lower: Option<f64>,
    /// Upper limit.
    pub upper: Option<f64>,
    /// Distance from the centre line in sigmas: the limits lie at -3 and 3.
    pub z: Option<f64>,
    /// Distance from the figure of the period before, in the same part.
    pub moving_range: Option<f64>,
    /// What makes it a special cause.
    pub signals: Vec<Signal>,
}

impl ChartPoint {
    /// The signal that counts most, by the order of the rules.
    #[must_use]
    pub fn signal(&self) -> Option<Signal> {
        self.signals.first().copied()
    }

    /// Whether a rule holds here, on that side.
    #[must_use]
    pub fn has(&self, rule: Rule, side: Side) -> bool {
        self.signals.contains(&Signal { rule, side })
    }
}

/// A part of a chart with limits of its own.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Segment {
    /// First period.
    pub first: Period,
    /// Last period.
    pub last: Period,
    /// First period of those that the limits are based on.
    pub base_first: Period,
    /// Last period of those that the limits are based on.
    pub base_last: Period,
    /// Figures that the limits are based on.
    pub figures: u64,
    /// Centre line.
    pub center: Option<f64>,
    /// Mean distance between figures of neighbouring periods, in sigmas for charts of counts.
    pub mean_moving_range: Option<f64>,
    /// Upper limit of the moving ranges; only charts of values have one.
    pub moving_range_upper: Option<f64>,
    /// How many times as much as chance the figures vary from period to period; only charts of counts have one.
    pub sigma_z: Option<f64>,
}

impl ControlChart {
    /// Limits of the latest period.
    #[must_use]
    pub fn latest_limits(&self) -> Option<(f64, f64)> {
        let point = self.points.iter().rev().find(|point| point.value.is_some())?;
        point.lower.zip(point.upper)
    }
}
