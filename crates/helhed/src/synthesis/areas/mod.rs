//! Areas side by side: what was counted in each of them, of one indicator, ready for a funnel, shrinkage or ranks.

mod gather;
mod neighbours;

use serde::{Deserialize, Serialize};

use crate::cells::{Block, ProportionCell, RateCell};
use crate::design::{Indicator, Measure};
use crate::error::{Error, Fault, Place, Result, Spot, Within};
use crate::estimate::{
    Count, Estimand, Estimate, Estimates, KeyPart, KeyValue, Level, Method, Scale, Subject, SynthesisWarning, Unit,
    Warning,
};
use crate::estimates::standardised::{self, Expected};

/// What kind of figures the areas have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Units with an event among units: binomial.
    Proportion,
    /// Events in an exposure: Poisson.
    Rate,
    /// Events over those that were expected: Poisson.
    Ratio,
    /// A value with its standard error: normal.
    Value,
}

impl Kind {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Proportion => "proportion",
            Self::Rate => "rate",
            Self::Ratio => "ratio",
            Self::Value => "value",
        }
    }
}

/// The figures of one area.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Figure {
    /// Events, or the value.
    pub(crate) amount: f64,
    /// Units, exposure, expected events, or records (one over the squared standard error) of a value.
    pub(crate) size: f64,
    /// Standard error of the expected events, or of the value.
    pub(crate) se: f64,
}

impl Figure {
    /// The share, rate, ratio or value.
    pub(crate) fn value(&self, kind: Kind) -> f64 {
        if kind == Kind::Value { self.amount } else { self.amount / self.size }
    }
}

/// Figures of one indicator in many areas. Those that exist are of one kind, and no area is there twice.
#[derive(Debug, Clone, PartialEq)]
pub struct Areas {
    kind: Kind,
    keys: Vec<Vec<KeyPart>>,
    indicator: Indicator,
    subject: Option<Subject>,
    /// What one unit of the shown value is of the value inside.
    per: f64,
    figures: Vec<Option<Figure>>,
    blocks: Vec<Block>,
    /// The figures before those of neighbours were added, where they were.
    own: Option<Vec<Option<Figure>>>,
    given: Option<Estimates>,
    estimand: Estimand,
    unit: Unit,
    /// Standard deviation of a value of size 1.
    spread: f64,
    warnings: Vec<Warning>,
}

impl Areas {
    /// Shares: units with the event among units, area by area. Not-a-number is missing.
    ///
    /// # Errors
    /// `H108` if the columns differ in length; `H201`, `H202`, `H204`, `H208` for what is no share, with its row.
    pub fn proportions(events: &[f64], units: &[f64]) -> Result<Self> {
        let indicator = Indicator::new("share", Measure::Proportion { event: "share".into() })?;
        let block = |events, units| Ok(Block::Proportion(ProportionCell::from_counts(events, units)?));
        Self::of_columns(indicator, events, ("denominator", units), block)
    }

    /// Rates: events and exposure, area by area, shown per `per` of exposure. Not-a-number is missing.
    ///
    /// # Errors
    /// `H108` if the columns differ in length; `H203` for a rate per nothing or events without exposure, `H202`, `H204`,
    /// `H208` for what is no count, with its row.
    pub fn rates(events: &[f64], exposure: &[f64], per: f64) -> Result<Self> {
        let measure = Measure::Rate { events: "rate".into(), exposure: "exposure".into(), per };
        let block = |events, exposure| Ok(Block::Rate(RateCell::from_counts(events, exposure)?));
        Self::of_columns(Indicator::new("rate", measure)?, events, ("exposure", exposure), block)
    }

    fn of_columns(
        indicator: Indicator,
        first: &[f64],
        (other, second): (&str, &[f64]),
        block: impl Fn(f64, f64) -> Result<Block>,
    ) -> Result<Self> {
        same_length(first, other, second)?;
        let empty = Block::empty(&indicator.measure);
        let blocks = first.iter().zip(second).enumerate().map(|(row, (first, second))| {
            if first.is_nan() || second.is_nan() { Ok(empty) } else { block(*first, *second).within(|| at(row)) }
        });
        let blocks = blocks.collect::<Result<Vec<_>>>()?;
        Self::of_blocks(indicator, None, numbered(blocks.len()), blocks)
    }

    /// Observed over expected events, area by area. `expected_se` is the standard error of the expected number, if it was
    /// estimated and its error is known. Not-a-number is missing.
    ///
    /// # Errors
    /// `H108` if the columns differ in length; `H321` where events were observed and none expected, `H008` for a standard
    /// error below zero, and those of [`Expected::from_counts`], with the row.
    pub fn ratios(observed: &[f64], expected: &[f64], expected_se: Option<&[f64]>) -> Result<Self> {
        same_length(observed, "expected", expected)?;
        if let Some(se) = expected_se {
            same_length(observed, "expected_se", se)?;
        }
        let mut figures = Vec::with_capacity(observed.len());
        for (row, (observed, expected)) in observed.iter().zip(expected).enumerate() {
            let se = expected_se.map_or(0.0, |column| column[row]);
            if observed.is_nan() || expected.is_nan() || se.is_nan() {
                figures.push(None);
                continue;
            }
            let known = Expected::from_counts(*observed, *expected).within(|| at(row))?;
            let se = standard_error("expected_se", se, true).within(|| at(row))?;
            let figure = Figure { amount: *observed, size: known.expected(), se };
            figures.push((figure.size > 0.0).then_some(figure));
        }
        let indicator = Indicator::new("ratio", Measure::Mean { value: "ratio".into() })?.in_unit(Unit::Ratio);
        let keys = numbered(figures.len());
        Self { kind: Kind::Ratio, estimand: Estimand::StandardisedRatio, ..Self::bare(indicator, keys, figures) }
            .checked()
    }

    /// Values with their standard errors, area by area, each close to normal. Not-a-number is missing.
    ///
    /// # Errors
    /// `H108` if the columns differ in length; `H104` for an infinite value, `H008` for a standard error that is not above
    /// zero, with the row.
    pub fn values(values: &[f64], standard_errors: &[f64]) -> Result<Self> {
        same_length(values, "se", standard_errors)?;
        let mut figures = Vec::with_capacity(values.len());
        for (row, (value, se)) in values.iter().zip(standard_errors).enumerate() {
            if value.is_nan() || se.is_nan() {
                figures.push(None);
                continue;
            }
            let amount = crate::cells::measurement("value", *value).within(|| at(row))?;
            let se = standard_error("se", *se, false).within(|| at(row))?;
            figures.push(Some(Figure { amount, size: 1.0 / (se * se), se }));
        }
        let indicator = Indicator::new("value", Measure::Mean { value: "value".into() })?;
        let keys = numbered(figures.len());
        Self { kind: Kind::Value, ..Self::bare(indicator, keys, figures) }.checked()
    }

    fn bare(indicator: Indicator, keys: Vec<Vec<KeyPart>>, figures: Vec<Option<Figure>>) -> Self {
        let unit = indicator.unit.clone();
        let (blocks, own, given, warnings) = (Vec::new(), None, None, Vec::new());
        let (kind, estimand, per, spread) = (Kind::Value, Estimand::Mean, 1.0, 1.0);
        Self {
            kind,
            keys,
            indicator,
            subject: None,
            per,
            figures,
            blocks,
            own,
            given,
            estimand,
            unit,
            spread,
            warnings,
        }
    }

    /// The same areas under these names.
    ///
    /// # Errors
    /// `H108` unless there are as many names as areas, `H541` for a name that is there twice.
    pub fn named<T: Into<KeyValue>>(self, names: impl IntoIterator<Item = T>) -> Result<Self> {
        let key = |name: T| vec![KeyPart { dimension: "area".into(), value: name.into() }];
        let names: Vec<Vec<KeyPart>> = names.into_iter().map(key).collect();
        if names.len() != self.keys.len() {
            let fault = Fault::LengthsDiffer { left: self.keys.len() as u64, right: names.len() as u64 };
            return Err(Error::new(fault, Place::argument("area")));
        }
        Self { keys: names, ..self }.checked()
    }

    /// The same figures, told to be about this indicator: its name, unit and direction.
    #[must_use]
    pub fn about(self, subject: Subject) -> Self {
        Self { subject: Some(subject), ..self }
    }

    /// What could only be told from all areas together: names that are there twice, areas without a figure.
    fn checked(mut self) -> Result<Self> {
        let mut sorted: Vec<&KeyValue> = self.keys.iter().flatten().map(|part| &part.value).collect();
        sorted.sort_unstable();
        if let Some(twice) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            let fault = crate::error::AreaFault::AreaTwice { area: twice[0].to_string() };
            return Err(Error::new(fault.into(), Place::argument("area")));
        }
        self.warnings.retain(|warning| !matches!(warning, Warning::Synthesis(SynthesisWarning::AreasLeftOut { .. })));
        let left_out = self.figures.iter().filter(|figure| figure.is_none()).count() as u64;
        if left_out > 0 {
            self.warnings
                .push(Warning::Synthesis(SynthesisWarning::AreasLeftOut { left_out, of: self.figures.len() as u64 }));
        }
        Ok(self)
    }

    /// What kind of figures they have.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// How many areas there are, those without a figure too.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The indicator, where there is one.
    #[must_use]
    pub fn subject(&self) -> Option<&Subject> {
        self.subject.as_ref()
    }

    /// Unit of the values as they are shown.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// What is estimated.
    #[must_use]
    pub fn estimand(&self) -> Estimand {
        self.estimand
    }

    pub(crate) fn keys(&self) -> &[Vec<KeyPart>] {
        &self.keys
    }

    pub(crate) fn figures(&self) -> &[Option<Figure>] {
        &self.figures
    }

    /// The figures that areas have by themselves, without those of their neighbours.
    pub(crate) fn own_figures(&self) -> impl Iterator<Item = &Figure> {
        self.own.as_deref().unwrap_or(&self.figures).iter().flatten()
    }

    pub(crate) fn per(&self) -> f64 {
        self.per
    }

    pub(crate) fn spread(&self) -> f64 {
        self.spread
    }

    pub(crate) fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// An estimate of an area that a method makes, with key, indicator and counts.
    pub(crate) fn labelled(&self, area: usize, method: Method) -> Estimate {
        let n = match (self.kind, &self.figures[area]) {
            (_, None) => Count::default(),
            (Kind::Proportion, Some(figure)) => Count::of_events(figure.amount as u64, figure.size as u64),
            (Kind::Rate | Kind::Ratio, Some(figure)) => {
                Count { records: None, events: Some(figure.amount as u64), exposure: Some(figure.size) }
            }
            (Kind::Value, Some(_)) => match self.blocks.get(area) {
                Some(block) => Count::of_records(block.records()),
                None => self.given.as_ref().map_or(Count::default(), |given| given.as_slice()[area].n),
            },
        };
        let estimate = Estimate::new(self.estimand, self.unit.clone(), method, n);
        Estimate { key: self.keys[area].clone(), indicator: self.subject.clone(), ..estimate }
    }

    /// Each area by itself, with the interval that the default method of its measure gives: nothing is borrowed from the
    /// other areas.
    ///
    /// # Errors
    /// `H901` if the search for a limit did not end.
    pub fn alone(&self, method: Method, level: Level) -> Result<Estimates> {
        if let Some(given) = &self.given {
            return Ok(given.clone());
        }
        let one = |area: usize| -> Result<Estimate> {
            let labelled = self.labelled(area, method.clone());
            let key = labelled.key.clone();
            let estimate = match (self.blocks.get(area), &self.figures[area]) {
                (Some(block), _) => crate::estimates::door::estimate_block(&self.indicator, block, None, level)?,
                (None, None) => labelled.warned(Warning::NoObservations),
                (None, Some(figure)) if self.kind == Kind::Ratio => {
                    let alone = standardised::smr_exact(&Expected::from_counts(figure.amount, figure.size)?, level)?;
                    let known = Warning::Synthesis(SynthesisWarning::ExpectedTakenAsKnown);
                    if figure.se > 0.0 { alone.warned(known) } else { alone }
                }
                (None, Some(Figure { amount, se, .. })) => labelled
                    .valued(*amount)
                    .with_se(*se, Scale::Identity)
                    .between(amount - level.z() * se, amount + level.z() * se, level),
            };
            Ok(Estimate { key, indicator: self.subject.clone(), unit: self.unit.clone(), ..estimate })
        };
        (0..self.len()).map(one).collect::<Result<Vec<_>>>().map(Estimates::from)
    }
}

/// Areas that have no names are numbered from 1.
fn numbered(areas: usize) -> Vec<Vec<KeyPart>> {
    let key = |area: usize| vec![KeyPart { dimension: "area".into(), value: KeyValue::Integer(area as i64 + 1) }];
    (0..areas).map(key).collect()
}

fn at(row: usize) -> Spot {
    Spot::Row(row as u64 + 1)
}

fn same_length(first: &[f64], name: &str, second: &[f64]) -> Result<()> {
    if first.len() == second.len() {
        return Ok(());
    }
    let fault = Fault::LengthsDiffer { left: first.len() as u64, right: second.len() as u64 };
    Err(Error::new(fault, Place::argument(name)))
}

/// Smallest standard error: weights by its square, and their squares, stay inside a double.
pub(super) const SMALLEST_ERROR: f64 = 1e-70;

/// A standard error above zero, or at it where that says that it is known.
fn standard_error(argument: &str, found: f64, zero: bool) -> Result<f64> {
    let low = if zero { 0.0 } else { SMALLEST_ERROR };
    if (low..=1e140).contains(&found) {
        return Ok(found);
    }
    let fault = Fault::OutsideRange { what: "standard error", found, low, high: 1e140 };
    Err(Error::new(fault, Place::argument(argument)))
}
