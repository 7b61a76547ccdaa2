//! Warnings: what thin or doubtful data does to a number. Data first, words second.

use serde::{Deserialize, Serialize};

/// Something the reader of a number must know. Serialised with its code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code")]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and `what` shows each of them")]
pub enum Warning {
    /// Rows with missing values were left out.
    #[serde(rename = "W101")]
    MissingValues { missing: u64, of: u64 },
    /// A percentage without counts.
    #[serde(rename = "W102")]
    PercentageWithoutCounts,
    /// A quantifier in words.
    #[serde(rename = "W103")]
    VerbalFigure,
    /// Computed from other printed figures.
    #[serde(rename = "W104")]
    DerivedFigure,
    /// Printed as about, at least or at most.
    #[serde(rename = "W105")]
    ApproximateFigure,
    /// A complete count of a goal or a fixed population.
    #[serde(rename = "W106")]
    NotASample,
    /// A plan, requirement or decision.
    #[serde(rename = "W107")]
    PlannedFigure,
    /// The same person may recur among the units.
    #[serde(rename = "W108")]
    RepeatedUnits { units: String },
    /// A printed range.
    #[serde(rename = "W109")]
    RangeInSource { upper: f64 },
    /// A total or description.
    #[serde(rename = "W110")]
    NoIntervalDefined,
    /// Nothing observed.
    #[serde(rename = "W301")]
    NoObservations,
    /// One observation.
    #[serde(rename = "W302")]
    OneObservation,
    /// All values equal.
    #[serde(rename = "W303")]
    NoVariation,
    /// Few records.
    #[serde(rename = "W304")]
    SmallGroup { records: u64 },
    /// No exposure.
    #[serde(rename = "W305")]
    NoExposure,
    /// 0/0.
    #[serde(rename = "W401")]
    UndefinedRatio,
    /// Something over nothing.
    #[serde(rename = "W402")]
    InfiniteRatio,
    /// Before and after without comparison.
    #[serde(rename = "W403")]
    NoComparisonGroup,
    /// Treated as independent.
    #[serde(rename = "W404")]
    DependenceUnknown,
    /// Groups not shown to be alike.
    #[serde(rename = "W405")]
    ComparabilityUnknown,
    /// No variance in either group.
    #[serde(rename = "W406")]
    NoVariationInEither,
    /// The before-figure is zero.
    #[serde(rename = "W407")]
    NothingBefore,
    /// Gross number of outcomes.
    #[serde(rename = "W501")]
    GrossOutcomes,
    /// Incomplete cost.
    #[serde(rename = "W502")]
    PartialCost,
    /// No outcomes to divide by.
    #[serde(rename = "W503")]
    NoOutcomes,
    /// No possible difference is found with that power.
    #[serde(rename = "W510")]
    PowerOutOfReach,
    /// A variance within or between clusters is not there.
    #[serde(rename = "W511")]
    NoClusterVariance,
    /// An intraclass correlation below zero.
    #[serde(rename = "W512")]
    NegativeCorrelation,
    /// Two areas.
    #[serde(rename = "W513")]
    NoDegreesOfFreedom,
    /// Few areas with the programme, or without.
    #[serde(rename = "W514")]
    FewAreas { treated: u64, untreated: u64 },
}

impl Warning {
    /// Records at or above which a group no longer counts as small: one person moves a share by less than 5 points.
    pub const SMALL_GROUP: u64 = 20;

    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::MissingValues { .. } => "W101",
            Self::PercentageWithoutCounts => "W102",
            Self::VerbalFigure => "W103",
            Self::DerivedFigure => "W104",
            Self::ApproximateFigure => "W105",
            Self::NotASample => "W106",
            Self::PlannedFigure => "W107",
            Self::RepeatedUnits { .. } => "W108",
            Self::RangeInSource { .. } => "W109",
            Self::NoIntervalDefined => "W110",
            Self::NoObservations => "W301",
            Self::OneObservation => "W302",
            Self::NoVariation => "W303",
            Self::SmallGroup { .. } => "W304",
            Self::NoExposure => "W305",
            Self::UndefinedRatio => "W401",
            Self::InfiniteRatio => "W402",
            Self::NoComparisonGroup => "W403",
            Self::DependenceUnknown => "W404",
            Self::ComparabilityUnknown => "W405",
            Self::NoVariationInEither => "W406",
            Self::NothingBefore => "W407",
            Self::GrossOutcomes => "W501",
            Self::PartialCost => "W502",
            Self::NoOutcomes => "W503",
            Self::PowerOutOfReach => "W510",
            Self::NoClusterVariance => "W511",
            Self::NegativeCorrelation => "W512",
            Self::NoDegreesOfFreedom => "W513",
            Self::FewAreas { .. } => "W514",
        }
    }

    /// What it means here, in English; the report has it in Danish too.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::MissingValues { missing, of } => format!("{missing} of {of} rows lack the value and are left out"),
            Self::RepeatedUnits { units } => format!(
                "the units are {units}: the same person can be registered more than once, so the interval is too narrow"
            ),
            Self::RangeInSource { upper } => format!("the source prints a range, up to {upper}"),
            Self::SmallGroup { records } => {
                format!("only {records} in the group: one person is {:.1} percentage points", 100.0 / *records as f64)
            }
            Self::FewAreas { treated, untreated } => format!(
                "only {treated} areas with and {untreated} without the programme: the plan rests on their errors being \
                 normal and equally large"
            ),
            other => crate::error::explain(other.code()).map_or_else(String::new, |entry| entry.meaning.to_owned()),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> &'static str {
        crate::error::explain(self.code()).map_or("", |entry| entry.cure)
    }
}
