//! A goal of a plan: from where, to where, until when, and who says so.

use serde::{Deserialize, Serialize};

use super::{Direction, Indicator, Measure, Period};
use crate::error::{Error, Fault, Place, Result, TrackFault};
use crate::estimate::{Subject, Unit};

/// A value at a time.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Value, in the unit of the indicator: a share lies between 0 and 1.
    pub value: f64,
    /// Period of which it is the value.
    pub at: Period,
}

/// A goal: the value that an indicator shall have at a time. One that exists has a direction, and its dates are in order.
///
/// ```
/// use helhed::design::{Direction, Goal, Milestone, Registry};
/// let evicted = Registry::standard().get("hou_evict_share")?;
/// let at = |value, at: &str| Milestone { value, at: at.parse().unwrap() };
/// let goal = Goal::new(evicted, at(0.02, "2027"))?.from(at(0.05, "2023"))?;
/// assert_eq!((goal.target().value, goal.subject().better), (0.02, Direction::Lower));
/// assert_eq!(goal.from(at(0.05, "2028")).unwrap_err().code(), "H007");
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct Goal {
    subject: Subject,
    unit: Unit,
    baseline: Option<Milestone>,
    milestones: Vec<Milestone>,
    target: Milestone,
    source: String,
}

/// What is written, before it is known to be a goal.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Goal"))]
struct Parts {
    subject: Subject,
    unit: Unit,
    baseline: Option<Milestone>,
    milestones: Vec<Milestone>,
    target: Milestone,
    source: String,
}

impl TryFrom<Parts> for Goal {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let Parts { subject, unit, baseline, milestones, target, source } = parts;
        Self { subject, unit, baseline, milestones, target, source }.checked()
    }
}

impl Goal {
    /// The goal that an indicator has this value at this time.
    ///
    /// # Errors
    /// `H558` if the indicator gets better in neither direction, `H104` for a value that is no number, `H008` for a share
    /// outside 0 to 1.
    pub fn new(indicator: &Indicator, target: Milestone) -> Result<Self> {
        let unit = match &indicator.measure {
            // Whatever it is shown per, a share is stored between 0 and 1.
            Measure::Proportion { .. } if !matches!(indicator.unit, Unit::SharePer(_)) => Unit::Share,
            _ => indicator.unit.clone(),
        };
        let (subject, source) = (indicator.subject(), String::new());
        Self { subject, unit, baseline: None, milestones: Vec::new(), target, source }.checked()
    }

    /// The same, starting from a value before the target.
    ///
    /// # Errors
    /// `H007` unless its time lies before that of the target and of each milestone; `H104` and `H008` as for the target.
    pub fn from(self, baseline: Milestone) -> Result<Self> {
        Self { baseline: Some(baseline), ..self }.checked()
    }

    /// The same, with values to be had on the way.
    ///
    /// # Errors
    /// `H007` unless they are in order, after the baseline and before the target; `H104` and `H008` as for the target.
    pub fn passing(self, milestones: impl IntoIterator<Item = Milestone>) -> Result<Self> {
        Self { milestones: milestones.into_iter().collect(), ..self }.checked()
    }

    /// The same, with who says so.
    #[must_use]
    pub fn sourced(self, source: impl Into<String>) -> Self {
        Self { source: source.into(), ..self }
    }

    fn checked(self) -> Result<Self> {
        if self.subject.better == Direction::Neutral {
            return Err(TrackFault::NoDirection { id: self.subject.id }.into());
        }
        let path: Vec<Milestone> = self.path().collect();
        for milestone in &path {
            let found = milestone.value;
            if !found.is_finite() {
                return Err(Error::new(Fault::NotFinite { found }, Place::argument("value")));
            }
            if matches!(self.unit, Unit::Share | Unit::SharePer(_)) && !(0.0..=1.0).contains(&found) {
                let fault = Fault::OutsideRange { what: "share", found, low: 0.0, high: 1.0 };
                return Err(Error::new(fault, Place::argument("value")));
            }
        }
        if let Some(pair) = path.windows(2).find(|pair| pair[0].at.end_day() > pair[1].at.first_day()) {
            let fault = Fault::EndBeforeStart { start: pair[0].at.to_string(), end: pair[1].at.to_string() };
            return Err(Error::new(fault, Place::argument("at")));
        }
        Ok(self)
    }

    /// Baseline, milestones and target, as far as there are any, in the order of time.
    pub fn path(&self) -> impl Iterator<Item = Milestone> + '_ {
        self.baseline.into_iter().chain(self.milestones.iter().copied()).chain([self.target])
    }

    /// What the goal is about.
    #[must_use]
    pub fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Unit of its values.
    #[must_use]
    pub fn unit(&self) -> &Unit {
        &self.unit
    }

    /// From where.
    #[must_use]
    pub fn baseline(&self) -> Option<Milestone> {
        self.baseline
    }

    /// Values to be had on the way.
    #[must_use]
    pub fn milestones(&self) -> &[Milestone] {
        &self.milestones
    }

    /// To where, and until when.
    #[must_use]
    pub fn target(&self) -> Milestone {
        self.target
    }

    /// Who says so; empty if nobody does.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }
}
