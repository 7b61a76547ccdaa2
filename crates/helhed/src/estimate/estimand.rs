//! What a number estimates, its unit, and the scale of its standard error.

use serde::{Deserialize, Serialize};

/// The quantity estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Estimand {
    /// Share of units with the event.
    Proportion,
    /// Events over exposure.
    Rate,
    /// Mean of a value.
    Mean,
    /// Number of events.
    Count,
    /// Amount of money.
    Money,
    /// One quantity over another, as printed.
    Ratio,
    /// Difference of two proportions.
    RiskDifference,
    /// Ratio of two proportions.
    RiskRatio,
    /// Ratio of two rates.
    RateRatio,
    /// Difference of two means.
    MeanDifference,
    /// Relative change in percent.
    PercentChange,
    /// Money spent for each outcome.
    CostPerOutcome,
    /// Ratio of two odds.
    OddsRatio,
    /// Difference of two rates.
    RateDifference,
    /// Difference of two means in standard deviations.
    StandardisedMeanDifference,
    /// Median of all differences between the groups.
    LocationShift,
    /// Value below which a share of the units lies.
    Quantile,
    /// Persons for one more or one fewer event.
    NumberNeeded,
    /// Rate with the age structure of a standard population.
    StandardisedRate,
    /// Observed events over expected ones.
    StandardisedRatio,
    /// Absolute gap between the ends of a social scale.
    SlopeIndex,
    /// Relative gap between the ends of a social scale.
    RelativeIndex,
    /// Concentration of a quantity along a social scale.
    ConcentrationIndex,
    /// Gini coefficient.
    Gini,
    /// Theil index.
    Theil,
    /// Share of the variance that lies between clusters.
    IntraclassCorrelation,
    /// Effect size with no unit.
    EffectSize,
    /// Money saved less money spent.
    NetBenefit,
    /// Number at which what is saved covers what is spent.
    BreakEven,
    /// Probability that what is saved covers what is spent.
    ProbabilityOfPaying,
    /// Coefficient of a regression, on the scale of its link.
    Coefficient,
}

impl Estimand {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Proportion => "proportion",
            Self::Rate => "rate",
            Self::Mean => "mean",
            Self::Count => "count",
            Self::Money => "money",
            Self::Ratio => "ratio",
            Self::RiskDifference => "risk_difference",
            Self::RiskRatio => "risk_ratio",
            Self::RateRatio => "rate_ratio",
            Self::MeanDifference => "mean_difference",
            Self::PercentChange => "percent_change",
            Self::CostPerOutcome => "cost_per_outcome",
            Self::OddsRatio => "odds_ratio",
            Self::RateDifference => "rate_difference",
            Self::StandardisedMeanDifference => "standardised_mean_difference",
            Self::LocationShift => "location_shift",
            Self::Quantile => "quantile",
            Self::NumberNeeded => "number_needed",
            Self::StandardisedRate => "standardised_rate",
            Self::StandardisedRatio => "standardised_ratio",
            Self::SlopeIndex => "slope_index",
            Self::RelativeIndex => "relative_index",
            Self::ConcentrationIndex => "concentration_index",
            Self::Gini => "gini",
            Self::Theil => "theil",
            Self::IntraclassCorrelation => "intraclass_correlation",
            Self::EffectSize => "effect_size",
            Self::NetBenefit => "net_benefit",
            Self::BreakEven => "break_even",
            Self::ProbabilityOfPaying => "probability_of_paying",
            Self::Coefficient => "coefficient",
        }
    }

    /// The value that says that there is no difference; absent where nothing is compared, or where no number says it.
    #[must_use]
    pub fn null(self) -> Option<f64> {
        match self {
            Self::RiskDifference
            | Self::RateDifference
            | Self::MeanDifference
            | Self::StandardisedMeanDifference
            | Self::LocationShift
            | Self::Coefficient
            | Self::PercentChange => Some(0.0),
            Self::RiskRatio | Self::RateRatio | Self::OddsRatio => Some(1.0),
            _ => None,
        }
    }
}

/// The scale on which a standard error is given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// The value itself.
    #[default]
    Identity,
    /// Its natural logarithm.
    Log,
    /// Its log odds.
    Logit,
}

impl Scale {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Log => "log",
            Self::Logit => "logit",
        }
    }
}
