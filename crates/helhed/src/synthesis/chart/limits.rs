//! From a series, its parts and the sigma of a chart to the chart itself.

use super::frame::{Stretch, gaps};
use super::series::{Measured, Observed};
use super::{
    Assurance, ChartKind, ChartPoint, ControlChart, Frame, JUDGED_FROM, STEADY_FROM, Segment, Series, Variation,
};
use super::{rule, rule::side};
use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Provenance, TrackWarning, Warning};

/// Mean moving range of normal values, in standard deviations: 2/sqrt(pi).
const D2: f64 = std::f64::consts::FRAC_2_SQRT_PI;

/// How many standard errors the variation must lie above that of chance before it is said.
const SAID_FROM: f64 = 3.0;

/// Standard error of the mean moving range over that of the mean, for many independent normal values.
const RANGE_SE: f64 = 0.908;

/// What the limits of a part are based on.
#[derive(Debug, Clone, Copy, Default)]
struct Base {
    figures: u64,
    center: Option<f64>,
    mean_moving_range: Option<f64>,
    sigma_z: Option<f64>,
}

/// A series under a kind of chart.
struct Charted<'a> {
    series: &'a Series,
    kind: ChartKind,
}

/// The chart of a kind.
pub(super) fn chart(series: &Series, kind: ChartKind, frame: &Frame) -> Result<ControlChart> {
    let charted = Charted { series, kind };
    charted.fits()?;
    let (low, high) = series.range();
    if let Some(found) = frame.target().filter(|target| !(low..=high).contains(target)) {
        let fault = Fault::OutsideRange { what: "target", found, low, high };
        return Err(Error::new(fault, Place::argument("target")));
    }
    let stretches = frame.stretches(series)?;
    let mut warnings = gaps(series);
    let mut points = Vec::with_capacity(series.points.len());
    let mut segments = Vec::with_capacity(stretches.len());
    for (position, stretch) in (0_u64..).zip(&stretches) {
        let base = charted.base(stretch);
        let mut own = charted.points(stretch, &base, position);
        if base.figures >= 2 {
            rule::mark(&mut own);
        }
        warnings.extend(charted.said(stretch, &base, &own));
        segments.push(charted.segment(stretch, &base));
        points.extend(own);
    }
    let latest = points.iter().rev().find(|point: &&ChartPoint| point.value.is_some());
    let judged = segments.last().is_some_and(|segment| segment.figures >= JUDGED_FROM && segment.center.is_some())
        && latest.is_some_and(|point| point.z.is_some());
    let decided_by = latest.filter(|_| judged).and_then(ChartPoint::signal);
    let variation = if judged { Variation::of(decided_by, frame.direction()) } else { Variation::CannotBeTold };
    let limits = latest.filter(|_| judged).and_then(|point| point.lower.zip(point.upper));
    let assurance = frame.target().and_then(|target| Assurance::of(limits, target, frame.direction()));
    Ok(ControlChart {
        method: kind.method(),
        kind,
        key: Vec::new(),
        indicator: None,
        unit: series.unit.clone(),
        better: frame.direction(),
        target: frame.target(),
        latest: latest.map(|point| point.period),
        points,
        segments,
        variation,
        decided_by,
        assurance,
        warnings,
        provenance: Provenance::default(),
    })
}

impl Charted<'_> {
    /// Whether the chart is one of what the series measures.
    fn fits(&self) -> Result<()> {
        let wanted = match (self.kind, self.series.measured) {
            (ChartKind::Xmr, _)
            | (ChartKind::P | ChartKind::PPrime, Measured::Shares)
            | (ChartKind::U | ChartKind::UPrime, Measured::Rates(_))
            | (ChartKind::C, Measured::Counts) => return Ok(()),
            (ChartKind::P | ChartKind::PPrime, _) => "proportions",
            (ChartKind::U | ChartKind::UPrime, _) => "rates",
            (ChartKind::C, _) => "counts",
        };
        Err(Fault::MeasureMismatch { wanted, found: self.series.name() }.into())
    }

    /// Whether the limits go by the counts behind the figures.
    fn by_counts(&self) -> bool {
        self.kind != ChartKind::Xmr
    }

    /// The standard deviation that chance gives a figure of this size, about a centre line.
    fn by_chance(&self, center: f64, size: Option<f64>) -> Option<f64> {
        let size = size.filter(|size| *size > 0.0);
        match self.series.measured {
            Measured::Values => None,
            Measured::Counts => Some(center.sqrt()),
            Measured::Shares => Some((center * (1.0 - center) / size?).sqrt()),
            Measured::Rates(per) => Some((center * per / size?).sqrt()),
        }
    }

    fn base(&self, stretch: &Stretch) -> Base {
        let points = &self.series.points[stretch.base.clone()];
        let there: Vec<&Observed> = points.iter().filter(|point| point.value.is_some()).collect();
        let figures = there.len() as u64;
        let sum = |part: fn(&Observed) -> Option<f64>| there.iter().filter_map(|point| part(point)).sum::<f64>();
        let mean = sum(|point| point.value) / figures as f64;
        let center = match self.series.measured {
            Measured::Shares if self.by_counts() => sum(|point| point.count) / sum(|point| point.size),
            Measured::Rates(per) if self.by_counts() => sum(|point| point.count) / sum(|point| point.size) * per,
            _ => mean,
        };
        // A single figure has no limits: nothing shows how much it would vary.
        if figures < 2 || !center.is_finite() {
            return Base { figures, ..Base::default() };
        }
        let scaled = |point: &Observed| {
            let value = point.value?;
            if !self.by_counts() {
                return Some(value);
            }
            let sigma = self.by_chance(center, point.size).filter(|sigma| *sigma > 0.0)?;
            Some((value - center) / sigma)
        };
        let mean_moving_range = mean_moving_range(points.iter().map(scaled));
        let sigma_z = mean_moving_range.filter(|_| self.by_counts()).map(|range| range / D2);
        Base { figures, center: Some(center), mean_moving_range, sigma_z }
    }

    /// Sigma of a period: a third of the distance from the centre line to a limit.
    fn sigma(&self, base: &Base, size: Option<f64>) -> Option<f64> {
        let center = base.center?;
        match self.kind {
            ChartKind::Xmr => base.mean_moving_range.map(|range| range / D2),
            ChartKind::P | ChartKind::U | ChartKind::C => self.by_chance(center, size),
            ChartKind::PPrime | ChartKind::UPrime => {
                let chance = self.by_chance(center, size)?;
                if chance == 0.0 { Some(0.0) } else { base.sigma_z.map(|times| times * chance) }
            }
        }
    }

    fn points(&self, stretch: &Stretch, base: &Base, segment: u64) -> Vec<ChartPoint> {
        let (least, most) = self.series.range();
        let mut before: Option<f64> = None;
        let point = |(index, point): (usize, &Observed)| {
            let limits = base.center.zip(self.sigma(base, point.size));
            let z = point.value.zip(limits.filter(|(_, sigma)| *sigma > 0.0));
            let moving_range = point.value.zip(before).map(|(value, before)| (value - before).abs());
            before = point.value;
            ChartPoint {
                period: point.period,
                count: point.count,
                size: point.size,
                value: point.value,
                segment,
                in_baseline: stretch.base.contains(&index),
                center: base.center,
                lower: limits.map(|(center, sigma)| (center - 3.0 * sigma).max(least)),
                upper: limits.map(|(center, sigma)| (center + 3.0 * sigma).min(most)),
                z: z.map(|(value, (center, sigma))| (value - center) / sigma),
                moving_range,
                signals: Vec::new(),
            }
        };
        stretch.points.clone().zip(&self.series.points[stretch.points.clone()]).map(point).collect()
    }

    fn segment(&self, stretch: &Stretch, base: &Base) -> Segment {
        let at = |index: usize| self.series.points[index].period;
        // sqrt(2 - 4/pi) is the standard deviation of a moving range of normal values.
        let spread = 3.0 * (2.0 - 4.0 / std::f64::consts::PI).sqrt() / D2;
        Segment {
            first: at(stretch.points.start),
            last: at(stretch.points.end - 1),
            base_first: at(stretch.base.start),
            base_last: at(stretch.base.end - 1),
            figures: base.figures,
            center: base.center,
            mean_moving_range: base.mean_moving_range,
            moving_range_upper: base
                .mean_moving_range
                .filter(|_| !self.by_counts())
                .map(|range| range * (1.0 + spread)),
            sigma_z: base.sigma_z,
        }
    }

    /// What must be said of the limits of a part.
    fn said(&self, stretch: &Stretch, base: &Base, points: &[ChartPoint]) -> Vec<Warning> {
        let from = || self.series.points[stretch.points.start].period.to_string();
        let mut said = Vec::new();
        if base.figures < STEADY_FROM {
            let (judged_from, steady_from) = (JUDGED_FROM, STEADY_FROM);
            said.push(TrackWarning::ShortSeries { from: from(), points: base.figures, judged_from, steady_from });
        }
        let limits = || points.iter().filter(|point| point.value.is_some());
        let flat = |point: &ChartPoint| point.center.is_some() && point.lower.is_some() && point.z.is_none();
        if base.figures >= 2 && limits().any(|point| point.lower.is_none()) {
            said.push(TrackWarning::NoNeighbours { from: from() });
        } else if limits().any(flat) {
            said.push(TrackWarning::LimitsWithoutWidth { from: from() });
        }
        let plain = matches!(self.kind, ChartKind::P | ChartKind::U | ChartKind::C);
        let allowed = 1.0 + SAID_FROM * RANGE_SE / (base.figures as f64).sqrt();
        if let Some(times) = base.sigma_z.filter(|times| plain && base.figures >= JUDGED_FROM && *times > allowed) {
            said.push(TrackWarning::MoreThanChance { from: from(), times });
        }
        said.into_iter().map(Warning::Track).collect()
    }
}

/// Mean of the distances between figures of neighbouring periods, of which one may be absent.
fn mean_moving_range(figures: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let (mut sum, mut ranges, mut before) = (0.0, 0_u64, None);
    for figure in figures {
        if let Some((one, other)) = before.zip(figure) {
            let one: f64 = one;
            // Figures that are equal but for rounding do not vary.
            sum += if side(one, other).is_some() { (one - other).abs() } else { 0.0 };
            ranges += 1;
        }
        before = figure;
    }
    (ranges > 0).then(|| sum / ranges as f64)
}
