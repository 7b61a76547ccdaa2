//! An observation: one figure of a publication, with what the publication says about it.

use serde::{Deserialize, Serialize};

use crate::design::{Names, Period};
use crate::error::{Error, Fault, Place, Result, Spot};

/// How far along the chain from activity to effect a figure lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Who took part, and who they are.
    Reach,
    /// What was delivered.
    Output,
    /// What changed for participants or area.
    Outcome,
    /// Money saved, or a wider effect.
    Impact,
    /// Population, need, prices.
    Context,
}

/// The kind of figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Figure {
    /// A number of things.
    Count,
    /// A share, between 0 and 1.
    Proportion,
    /// One quantity over another.
    Ratio,
    /// A mean.
    Mean,
    /// Kroner.
    Money,
    /// A relative change, in percent.
    PercentChange,
}

/// Where in the programme's time a figure belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Before the programme.
    Before,
    /// At its start.
    Baseline,
    /// While it ran.
    During,
    /// At its end or later.
    After,
    /// Over a whole period.
    Cumulative,
    /// At one moment.
    Snapshot,
}

impl Role {
    /// The name as written in keys and files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::Baseline => "baseline",
            Self::During => "during",
            Self::After => "after",
            Self::Cumulative => "cumulative",
            Self::Snapshot => "snapshot",
        }
    }
}

/// How a figure stands in the publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Printed {
    /// As a figure.
    Stated,
    /// As numerator and denominator.
    StatedPair,
    /// Not itself; it follows from other figures.
    Derived,
    /// In words.
    Verbal,
}

/// How sharply a figure is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Comparator {
    /// Exactly.
    #[serde(rename = "=")]
    Exactly,
    /// About.
    #[serde(rename = "~")]
    About,
    /// Below.
    #[serde(rename = "<")]
    Below,
    /// Above.
    #[serde(rename = ">")]
    Above,
    /// At most.
    #[serde(rename = "<=")]
    AtMost,
    /// At least.
    #[serde(rename = ">=")]
    AtLeast,
}

/// One published figure. One that passed [`checked`](Self::checked) is consistent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Observation {
    /// Id of the programme.
    pub programme: String,
    /// Id of the indicator within the publication.
    pub indicator: String,
    /// Name of the figure.
    pub label: Names,
    /// Place in the chain of effect.
    pub stage: Stage,
    /// Kind of figure.
    pub figure: Figure,
    /// The figure; the bottom of a printed range.
    pub value: f64,
    /// Top of a printed range.
    pub value_max: Option<f64>,
    /// Unit.
    pub unit: String,
    /// Numerator, where printed.
    pub numerator: Option<f64>,
    /// Denominator, where printed.
    pub denominator: Option<f64>,
    /// Group it holds for; empty for all.
    pub group: Names,
    /// Place in time.
    pub role: Role,
    /// First and last period it covers.
    pub period: (Option<Period>, Option<Period>),
    /// How it stands in the publication.
    pub printed: Printed,
    /// How sharply.
    pub comparator: Comparator,
    /// Whether it, or its denominator, is printed as about.
    pub approximate: bool,
    /// What one unit of the denominator is.
    pub units: String,
    /// Whether the same person can be among the units more than once.
    pub repeats: bool,
    /// Whether the units are a whole, and no sample of anything.
    pub complete: bool,
    /// Whether it is a plan, a requirement or a decision.
    pub planned: bool,
    /// Id of the distribution it is a state of; empty if none.
    pub distribution: String,
    /// Indicator of the same programme whose outcomes this money paid for; empty if none.
    pub price_of: String,
    /// The publication's own caveat.
    pub caveat: Names,
}

impl Observation {
    /// The observation, if it is consistent.
    ///
    /// # Errors
    /// `H104` for a figure that is not finite, `H201` for a numerator above its denominator, `H008` for a share outside
    /// 0 to 1, `H107` for a pair without both of its counts.
    pub fn checked(self) -> Result<Self> {
        let refuse = |fault| {
            let id = format!("{} {}", self.programme, self.indicator);
            Err(Error::new(fault, Place::default()).within(Spot::Indicator(id)))
        };
        let numbers = [Some(self.value), self.value_max, self.numerator, self.denominator];
        if let Some(found) = numbers.into_iter().flatten().find(|number| !number.is_finite()) {
            return refuse(Fault::NotFinite { found });
        }
        if self.figure == Figure::Proportion {
            if let (Some(numerator), Some(denominator)) = (self.numerator, self.denominator)
                && numerator > denominator
            {
                return refuse(Fault::NumeratorAboveDenominator { numerator, denominator });
            }
            if !(0.0..=1.0).contains(&self.value) {
                return refuse(Fault::OutsideRange { what: "share", found: self.value, low: 0.0, high: 1.0 });
            }
        }
        if self.printed == Printed::StatedPair && (self.numerator.is_none() || self.denominator.is_none()) {
            return refuse(Fault::ValueNeeded);
        }
        Ok(self)
    }

    /// Whether it says something about an outcome that was observed.
    #[must_use]
    pub fn is_observed_outcome(&self) -> bool {
        matches!(self.stage, Stage::Outcome | Stage::Impact) && !self.planned
    }
}
