//! What a chart is asked beside its series: where its baselines begin, its target, which way is better.

use crate::design::{Direction, Period};
use crate::error::{Error, Fault, Place, Result, TrackFault};
use crate::estimate::Warning;

use super::Series;

/// Baselines, target and direction of a chart. The default has one baseline, no target and no direction.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {
    rebase: Vec<Period>,
    baseline: Option<(Period, Period)>,
    target: Option<f64>,
    better: Option<Direction>,
}

/// Periods with the same limits.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    /// Positions in the series.
    pub(super) points: std::ops::Range<usize>,
    /// Positions of the periods that the limits are based on.
    pub(super) base: std::ops::Range<usize>,
}

impl Frame {
    /// The same with a new baseline from each of these periods on, such as the start of the programme.
    ///
    /// # Errors
    /// `H550` if they are not in order, or one is there twice.
    pub fn rebased(self, at: impl IntoIterator<Item = Period>) -> Result<Self> {
        let rebase: Vec<Period> = at.into_iter().collect();
        if let Some(pair) = rebase.windows(2).find(|pair| pair[0].first_day() >= pair[1].first_day()) {
            let fault = TrackFault::OutOfOrder { period: pair[1].to_string(), after: pair[0].to_string() };
            return Err(Error::new(fault.into(), Place::argument("rebase")));
        }
        Ok(Self { rebase, ..self })
    }

    /// The same with limits based on the periods from `first` to `last` only. They hold for the part of the series, up to the
    /// next new baseline, in which those periods lie.
    ///
    /// # Errors
    /// `H007` if `last` ends before `first`.
    pub fn based_on(self, first: Period, last: Period) -> Result<Self> {
        if last.end_day() <= first.first_day() {
            let fault = Fault::EndBeforeStart { start: first.to_string(), end: last.to_string() };
            return Err(Error::new(fault, Place::argument("baseline")));
        }
        Ok(Self { baseline: Some((first, last)), ..self })
    }

    /// The same with a target, in the unit of the figures.
    ///
    /// # Errors
    /// `H104` if it is infinite or no number.
    pub fn aiming_at(self, target: f64) -> Result<Self> {
        if !target.is_finite() {
            return Err(Error::new(Fault::NotFinite { found: target }, Place::argument("target")));
        }
        Ok(Self { target: Some(target), ..self })
    }

    /// The same with the direction in which the figures get better.
    #[must_use]
    pub fn better(self, better: Direction) -> Self {
        Self { better: Some(better), ..self }
    }

    /// The target.
    #[must_use]
    pub fn target(&self) -> Option<f64> {
        self.target
    }

    /// The direction in which the figures get better.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.better.unwrap_or(Direction::Neutral)
    }

    /// Whether a direction was stated, be it that there is none.
    pub(super) fn states_direction(&self) -> bool {
        self.better.is_some()
    }

    /// The parts of a series that have limits of their own.
    ///
    /// # Errors
    /// `H403` if a new baseline begins inside a period, `H552` if a part holds no figure, `H553` if the span of the baseline
    /// reaches into two parts.
    pub(super) fn stretches(&self, series: &Series) -> Result<Vec<Stretch>> {
        let points = &series.points;
        let mut starts = vec![0];
        for &cut in &self.rebase {
            let mut before = 0;
            for point in points {
                let side = point.period.side_of(cut);
                before += usize::from(side.map_err(|error| at(error, "rebase"))?.is_lt());
            }
            starts.push(before);
        }
        starts.push(points.len());
        // A baseline that begins with the series is its first.
        let begins = |cut: &&Period| cut.first_day() == points[0].period.first_day();
        let skipped = self.rebase.iter().take_while(begins).count();
        starts.drain(..skipped);
        let whole = |range: std::ops::Range<usize>| Stretch { points: range.clone(), base: range };
        let mut stretches: Vec<Stretch> = starts.windows(2).map(|pair| whole(pair[0]..pair[1])).collect();
        if let Some(empty) = stretches.iter().position(|stretch| !has_figure(series, &stretch.points)) {
            let from = empty.checked_sub(1).map_or_else(|| points[0].period, |cut| self.rebase[cut + skipped]);
            let to = self.rebase.get(empty + skipped).copied().unwrap_or(points[points.len() - 1].period);
            let (from, to) = match (stretches[empty].points.is_empty(), empty) {
                (true, 0) => (to, to),
                (true, _) => (from, from),
                _ => (from, to),
            };
            return Err(nothing(from, to, if self.rebase.is_empty() { "periods" } else { "rebase" }));
        }
        if let Some((first, last)) = self.baseline {
            self.base(series, &mut stretches, first, last)?;
        }
        Ok(stretches)
    }

    fn base(&self, series: &Series, stretches: &mut [Stretch], first: Period, last: Period) -> Result<()> {
        let inside = |period: Period| period.first_day() >= first.first_day() && period.end_day() <= last.end_day();
        let from = series.points.iter().take_while(|point| point.period.first_day() < first.first_day()).count();
        let base = from..from + series.points[from..].iter().take_while(|point| inside(point.period)).count();
        if !has_figure(series, &base) {
            return Err(nothing(first, last, "baseline"));
        }
        let holds = |stretch: &&mut Stretch| stretch.points.contains(&base.start);
        if let Some(stretch) = stretches.iter_mut().find(holds) {
            if stretch.points.end < base.end {
                let at = series.points[stretch.points.end].period.to_string();
                let fault = TrackFault::BaselineBroken { first: first.to_string(), last: last.to_string(), at };
                return Err(Error::new(fault.into(), Place::argument("baseline")));
            }
            stretch.base = base;
        }
        Ok(())
    }
}

fn has_figure(series: &Series, range: &std::ops::Range<usize>) -> bool {
    series.points[range.clone()].iter().any(|point| point.value.is_some())
}

fn nothing(from: Period, to: Period, argument: &str) -> Error {
    let fault = TrackFault::NothingBetween { from: from.to_string(), to: to.to_string() };
    Error::new(fault.into(), Place::argument(argument))
}

fn at(error: Error, argument: &str) -> Error {
    error.within(crate::error::Spot::Argument(argument.to_owned()))
}

/// What must be said of periods without a value.
pub(super) fn gaps(series: &Series) -> Vec<Warning> {
    use crate::estimate::TrackWarning::{PeriodsWithoutValue, ZeroDenominators};
    let of = series.points.len() as u64;
    let gaps: Vec<_> = series.points.iter().filter(|point| point.value.is_none()).collect();
    let (empty, missing): (Vec<_>, Vec<_>) = gaps.into_iter().partition(|point| point.count.is_some());
    let first = |points: &[&super::series::Observed]| points.first().map(|point| point.period.to_string());
    let mut warnings = Vec::new();
    if let Some(first) = first(&missing) {
        warnings.push(Warning::Track(PeriodsWithoutValue { missing: missing.len() as u64, of, first }));
    }
    if let Some(first) = first(&empty) {
        warnings.push(Warning::Track(ZeroDenominators { periods: empty.len() as u64, first }));
    }
    warnings
}
