//! Warnings: what thin or doubtful data does to a number. Data first, words second.

use serde::{Deserialize, Serialize};

use crate::error::shown;

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
    /// A count of zero, or of everybody, stands in the way of a standard error.
    #[serde(rename = "W310")]
    NoStandardError,
    /// A dispersion or design effect below 1.
    #[serde(rename = "W311")]
    LessThanChance { found: f64 },
    /// No variance to compare the clusters with.
    #[serde(rename = "W312")]
    NoDesignEffect,
    /// The interval does not hold the value.
    #[serde(rename = "W313")]
    BesideValue,
    /// Weights that add up to zero.
    #[serde(rename = "W320")]
    NoWeight,
    /// Too few values or replications for the level; the widest interval, where there is one, reaches another.
    #[serde(rename = "W321")]
    TooFewForLevel {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reached: Option<f64>,
    },
    /// A stratum or group whose count is missing.
    #[serde(rename = "W322")]
    MissingStrata { missing: u64, of: u64 },
    /// Zero where a measure needs more.
    #[serde(rename = "W323")]
    UndefinedAtZero,
    /// As many parameters as clusters or groups.
    #[serde(rename = "W324")]
    NoDegreesOfFreedom,
    /// No events, or none where a ratio needs them.
    #[serde(rename = "W325")]
    NoEvents,
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
    /// The standard error is zero.
    #[serde(rename = "W410")]
    NoWidth,
    /// An approximate limit beyond what is possible.
    #[serde(rename = "W411")]
    PastTheEnd,
    /// Odds that are infinite, or over none.
    #[serde(rename = "W413")]
    InfiniteOdds,
    /// At the end of what is possible.
    #[serde(rename = "W414")]
    NoMedianUnbiased,
    /// Rows or columns of a table in which nothing was counted.
    #[serde(rename = "W420")]
    EmptyCategories { left_out: u64 },
    /// All in one row, column or stratum.
    #[serde(rename = "W421")]
    NothingToTest,
    /// Expected counts below five.
    #[serde(rename = "W422")]
    SmallExpectedCounts { cells: u64, of: u64 },
    /// The interval of a number needed runs through infinity.
    #[serde(rename = "W423")]
    TwoArms { fewer: f64, more: f64 },
    /// No pair changed.
    #[serde(rename = "W424")]
    NothingChanged,
    /// Strata that say nothing.
    #[serde(rename = "W425")]
    StrataLeftOut { left_out: u64, of: u64 },
    /// No spread to divide by.
    #[serde(rename = "W431")]
    NoSpread,
    /// Too many values for an exact distribution.
    #[serde(rename = "W432")]
    TooManyForExact { values: u64 },
    /// Values that tie, where the exact distribution needs that none do.
    #[serde(rename = "W433")]
    TiedValues,
    /// Nothing to rank.
    #[serde(rename = "W434")]
    NothingToRank,
    /// Differences of zero were left out.
    #[serde(rename = "W435")]
    ZerosDropped { zeros: u64, of: u64 },
    /// A comparison that gets the programme itself.
    #[serde(rename = "W440")]
    ComparisonTreatedLater { unit: String, from: String, to: String },
    /// Nobody without the programme to compare with.
    #[serde(rename = "W441")]
    NoCleanComparison { start: String, time: String },
    /// The programme in every period of the data.
    #[serde(rename = "W442")]
    AlwaysTreated { unit: String },
    /// How much areas vary by themselves is not in the interval.
    #[serde(rename = "W443")]
    UnitsVaryUnseen { treated: u64, untreated: u64 },
    /// No figures in a period that is needed.
    #[serde(rename = "W444")]
    UnitIncomplete { unit: String, time: String },
    /// Periods without figures just before a start.
    #[serde(rename = "W445")]
    PeriodsMissing { from: String, to: String },
    /// Gross number of outcomes.
    #[serde(rename = "W501")]
    GrossOutcomes,
    /// Incomplete cost.
    #[serde(rename = "W502")]
    PartialCost,
    /// No outcomes to divide by.
    #[serde(rename = "W503")]
    NoOutcomes,
    /// Everything outside two limits.
    #[serde(rename = "W505")]
    RatioOutsideLimits,
    /// Every ratio agrees with the data.
    #[serde(rename = "W506")]
    RatioUnbounded,
    /// The denominator is estimated as zero.
    #[serde(rename = "W507")]
    DenominatorZero,
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
    NoAreaToSpare,
    /// Few areas with the programme, or without.
    #[serde(rename = "W514")]
    FewAreas { treated: u64, untreated: u64 },
    /// What brings areas and studies together, and what an outcome costs.
    #[serde(untagged)]
    Synthesis(super::SynthesisWarning),
    /// What follows a plan through time.
    #[serde(untagged)]
    Track(super::TrackWarning),
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
            Self::NoStandardError => "W310",
            Self::LessThanChance { .. } => "W311",
            Self::NoDesignEffect => "W312",
            Self::BesideValue => "W313",
            Self::NoWeight => "W320",
            Self::TooFewForLevel { .. } => "W321",
            Self::MissingStrata { .. } => "W322",
            Self::UndefinedAtZero => "W323",
            Self::NoDegreesOfFreedom => "W324",
            Self::NoEvents => "W325",
            Self::UndefinedRatio => "W401",
            Self::InfiniteRatio => "W402",
            Self::NoComparisonGroup => "W403",
            Self::DependenceUnknown => "W404",
            Self::ComparabilityUnknown => "W405",
            Self::NoVariationInEither => "W406",
            Self::NothingBefore => "W407",
            Self::NoWidth => "W410",
            Self::PastTheEnd => "W411",
            Self::InfiniteOdds => "W413",
            Self::NoMedianUnbiased => "W414",
            Self::EmptyCategories { .. } => "W420",
            Self::NothingToTest => "W421",
            Self::SmallExpectedCounts { .. } => "W422",
            Self::TwoArms { .. } => "W423",
            Self::NothingChanged => "W424",
            Self::StrataLeftOut { .. } => "W425",
            Self::NoSpread => "W431",
            Self::TooManyForExact { .. } => "W432",
            Self::TiedValues => "W433",
            Self::NothingToRank => "W434",
            Self::ZerosDropped { .. } => "W435",
            Self::ComparisonTreatedLater { .. } => "W440",
            Self::NoCleanComparison { .. } => "W441",
            Self::AlwaysTreated { .. } => "W442",
            Self::UnitsVaryUnseen { .. } => "W443",
            Self::UnitIncomplete { .. } => "W444",
            Self::PeriodsMissing { .. } => "W445",
            Self::GrossOutcomes => "W501",
            Self::PartialCost => "W502",
            Self::NoOutcomes => "W503",
            Self::RatioOutsideLimits => "W505",
            Self::RatioUnbounded => "W506",
            Self::DenominatorZero => "W507",
            Self::PowerOutOfReach => "W510",
            Self::NoClusterVariance => "W511",
            Self::NegativeCorrelation => "W512",
            Self::NoAreaToSpare => "W513",
            Self::FewAreas { .. } => "W514",
            Self::Synthesis(warning) => warning.code(),
            Self::Track(warning) => warning.code(),
        }
    }

    /// What it means here, in English; the report has it in Danish too.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::MissingValues { missing, of } => format!("{missing} of {of} rows lack the value and are left out"),
            Self::MissingStrata { missing, of } => {
                format!("the count of {missing} of {of} strata is missing, so the whole has no value")
            }
            Self::RepeatedUnits { units } => format!(
                "the units are {units}: the same person can be registered more than once, so the interval is too narrow"
            ),
            Self::RangeInSource { upper } => format!("the source prints a range, up to {upper}"),
            Self::SmallGroup { records } => {
                format!("only {records} in the group: one person is {:.1} percent of it", 100.0 / *records as f64)
            }
            Self::LessThanChance { found } => {
                format!("the data vary less than chance would have them ({found:.2}): 1 is used as the dispersion")
            }
            Self::EmptyCategories { left_out } => {
                format!("{left_out} rows or columns of the table hold nothing and are left out")
            }
            Self::SmallExpectedCounts { cells, of } => {
                format!("{cells} of {of} expected counts are below 5, so the chi-square distribution is a rough guide")
            }
            Self::TwoArms { fewer, more } => format!(
                "the difference may be zero, and the number needed infinite: at least {more:.1} for one event more, or \
                 at least {fewer:.1} for one event fewer"
            ),
            Self::StrataLeftOut { left_out, of } => {
                format!(
                    "{left_out} of {of} strata hold only one of the groups, or the same outcome for everybody, and are \
                     left out"
                )
            }
            Self::TooManyForExact { values } => {
                format!("{values} values are too many for the exact distribution, so there is no exact p-value")
            }
            Self::ZerosDropped { zeros, of } => {
                format!("{zeros} of {of} differences are zero and are left out of the ranking")
            }
            Self::TooFewForLevel { reached: Some(reached) } => format!(
                "there are too few values for this level: the widest interval there is covers only {:.1} percent",
                100.0 * reached
            ),
            Self::FewAreas { treated, untreated } => format!(
                "only {treated} areas with and {untreated} without the programme: the plan holds only if areas vary \
                 normally and equally much"
            ),
            Self::ComparisonTreatedLater { unit, from, to } if from == to => {
                format!("{} gets a programme itself: its period {from} is left out of the comparison", shown(unit))
            }
            Self::ComparisonTreatedLater { unit, from, to } => format!(
                "{} gets a programme itself: its periods {from} to {to} are left out of the comparison",
                shown(unit)
            ),
            Self::NoCleanComparison { start, time } => {
                format!("in {time} no unit without the programme is left to compare those from {start} with: no value")
            }
            Self::AlwaysTreated { unit } => {
                format!("{} has the programme in every period, so there is no before: it is left out", shown(unit))
            }
            Self::UnitsVaryUnseen { treated, untreated } => format!(
                "{treated} {} with and {untreated} without the programme: how much units vary by themselves is not in the \
                 interval, which is too narrow for it",
                if *treated == 1 { "unit" } else { "units" }
            ),
            Self::UnitIncomplete { unit, time } => {
                format!("{} has no figures for {time} and is left out where they are needed", shown(unit))
            }
            Self::PeriodsMissing { from, to } => {
                format!("there are no figures between {from} and {to}: the change is counted from {from}")
            }
            Self::Synthesis(warning) => warning.what(),
            Self::Track(warning) => warning.what(),
            other => crate::error::explain(other.code()).map_or_else(String::new, |entry| entry.meaning.to_owned()),
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> &'static str {
        crate::error::explain(self.code()).map_or("", |entry| entry.cure)
    }
}

/// Names that a sentence shows at most.
const NAMES: usize = 5;

/// The first names of a list, and how many more there are, in words around their number: `A, B and 3 more`.
pub(crate) fn some_of(names: &[String], (and, more): (&str, &str)) -> String {
    let first = names.iter().take(NAMES).map(|name| shown(name)).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(NAMES) {
        0 => first,
        rest => format!("{first} {and} {rest} {more}"),
    }
}
