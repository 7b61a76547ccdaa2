//! A series: one figure a period, from the first period to the last.

use crate::cells::{ProportionCell, RateCell, TotalCell};
use crate::design::Period;
use crate::error::{Error, Fault, Place, Result, Spot, TrackFault, Within};
use crate::estimate::Unit;

/// What a series measures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Measured {
    /// Values with nothing behind them.
    Values,
    /// Events, whose opportunities are the same in each period.
    Counts,
    /// Events among units.
    Shares,
    /// Events over exposure, shown per so much of it.
    Rates(f64),
}

/// One period of a series.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Observed {
    pub(super) period: Period,
    /// Events, where they are counted.
    pub(super) count: Option<f64>,
    /// Denominator or exposure, where there is one.
    pub(super) size: Option<f64>,
    /// The figure that is charted; absent where it is missing, or its denominator is zero.
    pub(super) value: Option<f64>,
}

/// A series of figures. One that exists is in order, of one kind of period, and has every period from the first to the last:
/// those that were left out have no value.
///
/// ```
/// use helhed::synthesis::chart::Series;
/// let periods = ["2024K1", "2024K2", "2024K4"].map(|period| period.parse().unwrap());
/// let series = Series::of_values(&periods, &[Some(3.0), Some(4.5), Some(2.0)])?;
/// assert_eq!((series.periods().count(), series.missing()), (4, 1));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    pub(super) measured: Measured,
    pub(super) unit: Unit,
    pub(super) points: Vec<Observed>,
}

impl Series {
    /// Values, one a period; not-a-number is missing.
    ///
    /// # Errors
    /// `H103` without periods, `H108` if there are more or fewer values, `H550` for periods out of order, `H551` for two kinds
    /// of period, `H104` and `H008` for a value that is infinite or too large, with its row.
    pub fn of_values(periods: &[Period], values: &[Option<f64>]) -> Result<Self> {
        let unit = Unit::Named("points".into());
        Self::build(Measured::Values, unit, (periods, "values"), values, None, |value, _| {
            TotalCell::from_total(value)?;
            Ok((None, Some(value)))
        })
    }

    /// Counts of events, one a period, of a population that stays the same.
    ///
    /// # Errors
    /// As [`of_values`](Self::of_values), and `H202`, `H204` or `H208` for what is no count.
    pub fn of_counts(periods: &[Period], counts: &[Option<f64>]) -> Result<Self> {
        let unit = Unit::Named("events".into());
        Self::build(Measured::Counts, unit, (periods, "events"), counts, None, |count, _| {
            RateCell::from_counts(count, 1.0)?;
            Ok((Some(count), Some(count)))
        })
    }

    /// Units with the event, of all units, one pair a period.
    ///
    /// # Errors
    /// As [`of_counts`](Self::of_counts), and `H201` for more events than units.
    pub fn of_shares(periods: &[Period], events: &[Option<f64>], units: &[Option<f64>]) -> Result<Self> {
        Self::build(Measured::Shares, Unit::Share, (periods, "events"), events, Some(units), |count, size| {
            ProportionCell::from_counts(count, size)?;
            Ok((Some(count), (size > 0.0).then(|| count / size)))
        })
    }

    /// Events over exposure, one pair a period, shown per so much exposure.
    ///
    /// # Errors
    /// As [`of_counts`](Self::of_counts), and `H203` for an exposure below zero, or of zero with events, and for a `per` that
    /// is not above zero.
    pub fn of_rates(periods: &[Period], events: &[Option<f64>], exposure: &[Option<f64>], per: f64) -> Result<Self> {
        if !(per.is_finite() && per > 0.0) {
            return Err(Error::new(Fault::ExposureNotPositive { found: per }, Place::argument("per")));
        }
        let (measured, unit) = (Measured::Rates(per), Unit::Per(per));
        Self::build(measured, unit, (periods, "events"), events, Some(exposure), |count, size| {
            RateCell::from_counts(count, size)?;
            Ok((Some(count), (size > 0.0).then(|| count / size * per)))
        })
    }

    fn build(
        measured: Measured,
        unit: Unit,
        (periods, what): (&[Period], &str),
        figures: &[Option<f64>],
        sizes: Option<&[Option<f64>]>,
        checked: impl Fn(f64, f64) -> Result<(Option<f64>, Option<f64>)>,
    ) -> Result<Self> {
        same_length(periods.len(), figures.len(), what)?;
        if let Some(sizes) = sizes {
            same_length(periods.len(), sizes.len(), "sizes")?;
        }
        let there = |column: &[Option<f64>], row: usize| column[row].filter(|number| !number.is_nan());
        let mut points: Vec<Observed> = Vec::with_capacity(periods.len());
        for (row, &period) in periods.iter().enumerate() {
            let at = || Spot::Row(row as u64 + 1);
            if let Some(last) = points.last().map(|point| point.period) {
                for gap in between(last, period).within(at)? {
                    points.push(Observed { period: gap, count: None, size: None, value: None });
                }
            }
            let size = sizes.map(|sizes| there(sizes, row));
            let (count, value) = match (there(figures, row), size) {
                (Some(figure), Some(Some(size))) => checked(figure, size).within(at)?,
                (Some(figure), None) => checked(figure, 1.0).within(at)?,
                _ => (None, None),
            };
            points.push(Observed { period, count, size: size.flatten(), value });
        }
        if points.is_empty() {
            return Err(Error::new(Fault::EmptyTable, Place::argument("periods")));
        }
        Ok(Self { measured, unit, points })
    }

    /// The same in another unit.
    #[must_use]
    pub fn in_unit(self, unit: Unit) -> Self {
        Self { unit, ..self }
    }

    /// Every period from the first to the last.
    pub fn periods(&self) -> impl Iterator<Item = Period> + '_ {
        self.points.iter().map(|point| point.period)
    }

    /// Periods without a value.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.points.iter().filter(|point| point.value.is_none()).count()
    }

    /// The least and the most that a figure can be.
    pub(super) fn range(&self) -> (f64, f64) {
        match self.measured {
            Measured::Values => (f64::NEG_INFINITY, f64::INFINITY),
            Measured::Shares => (0.0, 1.0),
            Measured::Counts | Measured::Rates(_) => (0.0, f64::INFINITY),
        }
    }

    /// What is measured, in a word.
    pub(super) fn name(&self) -> &'static str {
        match self.measured {
            Measured::Values => "values",
            Measured::Counts => "counts",
            Measured::Shares => "proportions",
            Measured::Rates(_) => "rates",
        }
    }
}

fn same_length(periods: usize, others: usize, what: &str) -> Result<()> {
    if periods == others {
        return Ok(());
    }
    let fault = Fault::LengthsDiffer { left: periods as u64, right: others as u64 };
    Err(Error::new(fault, Place::argument(what)))
}

/// The periods between one and a later one of the same kind.
fn between(last: Period, period: Period) -> Result<impl Iterator<Item = Period>> {
    let Some(steps) = period.steps_after(last) else {
        let kinds = Box::new([last.unit().name(), period.unit().name()]);
        let fault = TrackFault::KindsDiffer { first: last.to_string(), other: period.to_string(), kinds };
        return Err(fault.into());
    };
    if steps < 1 {
        return Err(TrackFault::OutOfOrder { period: period.to_string(), after: last.to_string() }.into());
    }
    let gaps = std::iter::successors(Some(last.next()), |gap| Some(gap.next()));
    Ok(gaps.take_while(move |gap| *gap != period))
}
