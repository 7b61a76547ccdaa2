//! How many outcomes a programme gained: net of what would have happened anyway, or gross.

use serde::{Deserialize, Serialize};

use super::confidence::Confidence;
use crate::cells::ProportionCell;
use crate::error::{EconomyFault, Error, Fault, Place, Result};
use crate::estimate::{Count, Direction, Estimand, Estimate, Interval, Level, Scale, SynthesisWarning, Unit, Warning};

/// The outcomes of a programme, net or gross. A gross number is an upper bound of what the programme gained, and every
/// result from it says so (`W501`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Success {
    /// Net: a comparison says how many more there were than without the programme.
    Net(Box<NetSuccess>),
    /// Gross: outcomes among participants.
    Gross(ProportionCell),
    /// Gross: outcomes that were counted, nobody says among how many. Their number has no interval.
    Counted(u64),
}

/// A difference from a comparison, and the participants it is a difference for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct NetSuccess {
    difference: Estimate,
    participants: f64,
    better: Direction,
}

/// What is written, before it is known to be a success.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "NetSuccess"))]
struct Parts {
    difference: Estimate,
    participants: f64,
    better: Direction,
}

impl TryFrom<Parts> for NetSuccess {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        Self::new(parts.difference, parts.participants, parts.better)
    }
}

impl NetSuccess {
    fn new(difference: Estimate, participants: f64, better: Direction) -> Result<Self> {
        let differences = [Estimand::RiskDifference, Estimand::RateDifference, Estimand::MeanDifference];
        if !differences.contains(&difference.estimand) {
            let wanted = "difference between two shares, rates or means";
            let fault = Fault::OtherEstimand { wanted, found: difference.estimand.name() };
            return Err(Error::new(fault, Place::argument("difference")));
        }
        if !difference.value.is_some_and(f64::is_finite) {
            return Err(Error::new(EconomyFault::ComparisonWithoutValue.into(), Place::argument("difference")));
        }
        let (low, high) = (1e-9, 1e15);
        if !(low..=high).contains(&participants) {
            let fault = Fault::OutsideRange { what: "number of participants", found: participants, low, high };
            return Err(Error::new(fault, Place::argument("participants")));
        }
        Ok(Self { difference, participants, better })
    }

    /// The comparison.
    #[must_use]
    pub fn difference(&self) -> &Estimate {
        &self.difference
    }

    /// Persons, tenancies or person-years that had the programme.
    #[must_use]
    pub fn participants(&self) -> f64 {
        self.participants
    }

    /// Whether more of what is compared is better, or less of it.
    #[must_use]
    pub fn better(&self) -> Direction {
        self.better
    }

    /// Outcomes for one unit of the difference: participants, with the sign of what is better.
    fn scale(&self) -> f64 {
        let per = if let Unit::Per(per) = self.difference.unit { per } else { 1.0 };
        let sign = if self.better == Direction::Lower { -1.0 } else { 1.0 };
        sign * self.participants / per
    }

    /// Half-widths below and above the value in units of a quantile, with its degrees of freedom.
    fn confidence(&self) -> Result<Confidence> {
        let value = self.difference.value.unwrap_or(f64::NAN);
        let df = self.difference.df;
        let (below, above) = match self.difference.interval {
            Some(Interval { lower, upper, level }) if lower.is_finite() && upper.is_finite() => {
                let quantile = df.map_or(Ok(level.z()), |df| level.t(df))?;
                ((value - lower) / quantile, (upper - value) / quantile)
            }
            _ => match (self.difference.se, self.difference.scale) {
                (Some(se), Scale::Identity) => (se, se),
                _ => return Ok(Confidence::known(value * self.scale())),
            },
        };
        if below < 0.0 || above < 0.0 {
            return Ok(Confidence::known(value * self.scale()));
        }
        Ok(Confidence::split(value, below, above, df).times(self.scale()))
    }
}

impl Success {
    /// Net: a difference between shares, rates or means with and without the programme, for so many participants (for
    /// rates: so much exposure). `better` is [`Direction::Lower`] where the outcome is a fall, such as fewer evictions; otherwise more
    /// is better.
    ///
    /// # Errors
    /// `H421` for anything but a difference, `H566` for one without a value, `H008` unless there are participants.
    pub fn net(difference: &Estimate, participants: f64, better: Direction) -> Result<Self> {
        NetSuccess::new(difference.clone(), participants, better).map(|net| Self::Net(Box::new(net)))
    }

    /// Gross: so many outcomes among so many participants.
    ///
    /// # Errors
    /// Those of [`ProportionCell::from_counts`].
    pub fn gross(outcomes: f64, participants: f64) -> Result<Self> {
        ProportionCell::from_counts(outcomes, participants).map(Self::Gross)
    }

    /// Gross: so many outcomes, nobody says among how many.
    ///
    /// # Errors
    /// Those of [`ProportionCell::from_counts`].
    pub fn counted(outcomes: f64) -> Result<Self> {
        ProportionCell::from_counts(outcomes, outcomes).map(|cell| Self::Counted(cell.events()))
    }

    /// Whether it is net of what would have happened anyway.
    #[must_use]
    pub fn is_net(&self) -> bool {
        matches!(self, Self::Net(_))
    }

    /// Participants, where they are known.
    #[must_use]
    pub fn participants(&self) -> Option<f64> {
        match self {
            Self::Net(net) => Some(net.participants),
            Self::Gross(cell) => Some(cell.records() as f64),
            Self::Counted(_) => None,
        }
    }

    /// How many outcomes there were; absent where nobody was observed.
    #[must_use]
    pub fn outcomes(&self) -> Option<f64> {
        match self {
            Self::Net(net) => net.difference.value.map(|value| value * net.scale()),
            Self::Gross(cell) => (cell.records() > 0).then_some(cell.events() as f64),
            Self::Counted(outcomes) => Some(*outcomes as f64),
        }
    }

    /// How sure their number is; absent where nobody was observed.
    pub(super) fn confidence(&self) -> Result<Option<Confidence>> {
        match self {
            Self::Net(net) => net.confidence().map(Some),
            Self::Gross(cell) => Ok((cell.records() > 0).then(|| Confidence::of_share(cell))),
            Self::Counted(outcomes) => Ok(Some(Confidence::known(*outcomes as f64))),
        }
    }

    /// What the number of outcomes rests on.
    pub(super) fn count(&self) -> Count {
        match self {
            Self::Net(net) => net.difference.n,
            Self::Gross(cell) => Count::of_events(cell.events(), cell.records()),
            Self::Counted(outcomes) => Count { events: Some(*outcomes), ..Count::default() },
        }
    }

    /// An estimate with what its reader must know of the success: gross or net, how sure, on how many it rests.
    pub(super) fn noted(&self, mut estimate: Estimate) -> Estimate {
        match self {
            Self::Net(net) => {
                estimate.evidence.clone_from(&net.difference.evidence);
                let carried = net.difference.warnings.iter().cloned();
                let estimate = carried.fold(estimate, Estimate::warned);
                let sure = net.confidence().is_ok_and(|confidence| confidence.is_known());
                if sure {
                    estimate.warned(Warning::Synthesis(SynthesisWarning::SuccessWithoutUncertainty))
                } else {
                    estimate
                }
            }
            Self::Gross(cell) => {
                let estimate = estimate.warned_if_missing(cell.missing(), cell.records());
                let estimate = if cell.records() == 0 { estimate.warned(Warning::NoObservations) } else { estimate };
                estimate.warned(Warning::GrossOutcomes).warned_if_small(cell.records())
            }
            Self::Counted(_) => estimate
                .warned(Warning::GrossOutcomes)
                .warned(Warning::Synthesis(SynthesisWarning::SuccessWithoutUncertainty)),
        }
    }

    /// Limits of the number of outcomes; absent where it has no uncertainty of its own.
    pub(super) fn limits(&self, level: Level) -> Result<Option<(f64, f64)>> {
        let confidence = self.confidence()?.filter(|confidence| !confidence.is_known());
        confidence
            .map(|confidence| Ok((confidence.quantile(level.tail())?, confidence.quantile(1.0 - level.tail())?)))
            .transpose()
    }
}
