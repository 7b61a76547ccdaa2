//! Warnings of what brings areas and studies together: pooling, regression, funnels, ranks, and what an outcome costs.

use serde::{Deserialize, Serialize};

use super::warning::some_of;
use crate::error::shown;

/// Something the reader of a synthesis, a regression, a comparison of areas or a price must know. Serialised with its code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code")]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and `what` shows each of them")]
pub enum SynthesisWarning {
    /// Studies without value or standard error, by name.
    #[serde(rename = "W520")]
    StudiesLeftOut { left_out: Vec<String>, of: u64 },
    /// Standard errors from the width of intervals.
    #[serde(rename = "W521")]
    ErrorsFromIntervals { studies: u64, of: u64 },
    /// A synthesis of one study.
    #[serde(rename = "W522")]
    OneStudy,
    /// Another variance between studies is a maximum of the likelihood, too.
    #[serde(rename = "W523")]
    SeveralMaxima { other: f64 },
    /// Few studies.
    #[serde(rename = "W524")]
    FewStudies { studies: u64, wanted: u64 },
    /// A sum of terms tells those with the event from those without.
    #[serde(rename = "W530")]
    Separated { terms: Vec<String> },
    /// Cluster-robust errors from few clusters.
    #[serde(rename = "W531")]
    FewClusters { clusters: u64 },
    /// A term that is a sum of other terms.
    #[serde(rename = "W532")]
    Collinear { term: String, with: Vec<String> },
    /// The search for a maximum did not end.
    #[serde(rename = "W533")]
    NotConverged,
    /// A row that is fitted whatever its outcome, or no rows to spare.
    #[serde(rename = "W534")]
    FittedExactly,
    /// The expected number may be zero.
    #[serde(rename = "W535")]
    ExpectedTooUnsure,
    /// Few degrees of freedom of a robust error.
    #[serde(rename = "W536")]
    FewDegreesOfFreedom { df: f64 },
    /// Areas do not vary beyond chance.
    #[serde(rename = "W540")]
    NothingBetweenAreas,
    /// Areas vary beyond chance, and limits are widened for it.
    #[serde(rename = "W541")]
    LimitsWidened { times: f64 },
    /// Areas vary beyond chance, and limits are not widened for it.
    #[serde(rename = "W542")]
    LimitsNotWidened { times: f64 },
    /// One area, or none.
    #[serde(rename = "W543")]
    AreasTooFew { areas: u64 },
    /// Nobody anywhere, or everybody everywhere.
    #[serde(rename = "W544")]
    SameEverywhere,
    /// Areas share counts.
    #[serde(rename = "W545")]
    NeighboursShared,
    /// Areas without a figure.
    #[serde(rename = "W546")]
    AreasLeftOut { left_out: u64, of: u64 },
    /// Expected numbers whose error is not carried on.
    #[serde(rename = "W547")]
    ExpectedTakenAsKnown,
    /// Every area may have every rank.
    #[serde(rename = "W548")]
    RanksNotTold,
    /// Too few areas for quarters.
    #[serde(rename = "W549")]
    NoQuarters { areas: u64 },
    /// Nothing was gained, or less than nothing.
    #[serde(rename = "W560")]
    NoNetOutcome,
    /// The success has no interval.
    #[serde(rename = "W561")]
    SuccessWithoutUncertainty,
    /// A price is an upper limit.
    #[serde(rename = "W562")]
    PriceAtMost,
    /// No cost is stated.
    #[serde(rename = "W563")]
    NoCost,
    /// No price of an outcome is stated.
    #[serde(rename = "W564")]
    NoPrice,
    /// An outcome saves nothing within the horizon.
    #[serde(rename = "W565")]
    NothingSaved,
    /// Outcomes that come after the horizon.
    #[serde(rename = "W566")]
    BeyondHorizon { share: f64 },
    /// Better and cheaper, or worse and dearer.
    #[serde(rename = "W567")]
    Dominance,
    /// Ranges of prices are not in the interval.
    #[serde(rename = "W568")]
    RangesLeftOut,
    /// Prices of other years.
    #[serde(rename = "W569")]
    PricesIndexed,
}

impl SynthesisWarning {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::StudiesLeftOut { .. } => "W520",
            Self::ErrorsFromIntervals { .. } => "W521",
            Self::OneStudy => "W522",
            Self::SeveralMaxima { .. } => "W523",
            Self::FewStudies { .. } => "W524",
            Self::Separated { .. } => "W530",
            Self::FewClusters { .. } => "W531",
            Self::Collinear { .. } => "W532",
            Self::NotConverged => "W533",
            Self::FittedExactly => "W534",
            Self::ExpectedTooUnsure => "W535",
            Self::FewDegreesOfFreedom { .. } => "W536",
            Self::NothingBetweenAreas => "W540",
            Self::LimitsWidened { .. } => "W541",
            Self::LimitsNotWidened { .. } => "W542",
            Self::AreasTooFew { .. } => "W543",
            Self::SameEverywhere => "W544",
            Self::NeighboursShared => "W545",
            Self::AreasLeftOut { .. } => "W546",
            Self::ExpectedTakenAsKnown => "W547",
            Self::RanksNotTold => "W548",
            Self::NoQuarters { .. } => "W549",
            Self::NoNetOutcome => "W560",
            Self::SuccessWithoutUncertainty => "W561",
            Self::PriceAtMost => "W562",
            Self::NoCost => "W563",
            Self::NoPrice => "W564",
            Self::NothingSaved => "W565",
            Self::BeyondHorizon { .. } => "W566",
            Self::Dominance => "W567",
            Self::RangesLeftOut => "W568",
            Self::PricesIndexed => "W569",
        }
    }

    /// What it means here, in English; the report has it in Danish too.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::StudiesLeftOut { left_out, of } => format!(
                "{} of {of} studies have no value or no standard error and are left out: {}",
                left_out.len(),
                some_of(left_out, ("and", "more"))
            ),
            Self::ErrorsFromIntervals { studies, of } => {
                format!("the standard errors of {studies} of {of} studies are taken from the width of their intervals")
            }
            Self::SeveralMaxima { other } => format!(
                "the likelihood of the variance between studies has several peaks: the highest is taken, and another is \
                 at {other:.4}"
            ),
            Self::FewStudies { studies, wanted } => {
                format!("only {studies} studies, where {wanted} or more would be needed to say much")
            }
            Self::LimitsWidened { times } => format!(
                "the areas vary {times:.1} times as much as chance and their size explain, so the limits were widened"
            ),
            Self::LimitsNotWidened { times } => format!(
                "the areas vary {times:.1} times as much as chance and their size explain, and the limits are not widened: \
                 too many lie outside"
            ),
            Self::AreasTooFew { areas } => {
                format!("the number of areas with a value is {areas}, so nothing shows how much areas vary")
            }
            Self::AreasLeftOut { left_out, of } => {
                format!(
                    "{left_out} of {of} areas have no figure, a denominator of zero or no standard error, and are left out"
                )
            }
            Self::NoQuarters { areas } => format!("with {areas} areas there is no best or worst quarter"),
            Self::BeyondHorizon { share } => {
                format!("{:.1} percent of the outcomes come after the horizon and are not counted", 100.0 * share)
            }
            Self::Separated { terms } => format!(
                "{} tells those with the event from those without, so the likelihood has no maximum",
                terms.iter().map(|term| shown(term)).collect::<Vec<_>>().join(" + ")
            ),
            Self::FewClusters { clusters } => {
                format!("only {clusters} clusters: robust errors from so few are too small on average")
            }
            Self::Collinear { term, with } if with.is_empty() => format!("{} is zero in every row", shown(term)),
            Self::Collinear { term, with } => format!(
                "{} is a sum of {} and has no coefficient of its own",
                shown(term),
                with.iter().map(|term| shown(term)).collect::<Vec<_>>().join(" + ")
            ),
            Self::FewDegreesOfFreedom { df } => {
                format!("the robust error has only {df:.1} degrees of freedom: below 4 it cannot be relied on")
            }
            other => crate::error::explain(other.code()).map_or_else(String::new, |entry| entry.meaning.to_owned()),
        }
    }
}
