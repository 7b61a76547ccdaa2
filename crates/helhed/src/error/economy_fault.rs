//! What can go wrong with what a programme costs and saves: prices, their years, and the outcomes they are set against.

use thiserror::Error;

use super::nearest::listed;
use super::shown::shown;

/// What went wrong with a price, a cost or what they are set against.
#[derive(Debug, Clone, PartialEq, Error)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and the message shows each of them")]
pub enum EconomyFault {
    #[error("the price `{}` has no price year", shown(price))]
    PriceWithoutYear { price: String },
    #[error("the prices are of different years: {}", years(found))]
    PriceYearsMixed { found: Vec<i32> },
    #[error("the price `{}` is {found}, below zero", shown(price))]
    PriceNegative { price: String, found: f64 },
    #[error("the price index has no value for {year}")]
    IndexLacksYear { year: i32, known: Vec<i32> },
    #[error("{low}, {value} and {high} are not a lowest, a likely and a highest value")]
    RangeCrossed { low: f64, value: f64, high: f64 },
    #[error("the shares of the phase-in add up to {sum}, not to 1")]
    PhaseInNotWhole { sum: f64 },
    #[error("the comparison has no value, so nothing says how many outcomes the programme gained")]
    ComparisonWithoutValue,
    #[error("the price `{}` has no source", shown(price))]
    PriceWithoutSource { price: String },
    #[error("the price `{}` is per participant, and the number of participants is not known", shown(price))]
    ParticipantsUnknown { price: String },
    #[error(
        "the plan's economy names the figure `{}` of programme `{}`, which the data do not have",
        shown(figure),
        shown(programme)
    )]
    FigureNotThere { programme: String, figure: String, nearest: Vec<String> },
}

fn years(years: &[i32]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl EconomyFault {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::PriceWithoutYear { .. } => "H560",
            Self::PriceYearsMixed { .. } => "H561",
            Self::PriceNegative { .. } => "H562",
            Self::IndexLacksYear { .. } => "H563",
            Self::RangeCrossed { .. } => "H564",
            Self::PhaseInNotWhole { .. } => "H565",
            Self::ComparisonWithoutValue => "H566",
            Self::PriceWithoutSource { .. } => "H567",
            Self::ParticipantsUnknown { .. } => "H568",
            Self::FigureNotThere { .. } => "H569",
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn mend(&self) -> String {
        match self {
            Self::PriceWithoutYear { .. } => {
                "say in which year's prices it is; if the source does not say, use the year it was published, and say so"
                    .into()
            }
            Self::PriceYearsMixed { .. } => {
                "give a price index for these years and the year to count in, or bring all prices to one year yourself".into()
            }
            Self::PriceNegative { .. } => {
                "give what it costs, zero or more; what is saved is a price per outcome, not a negative cost".into()
            }
            Self::IndexLacksYear { known, .. } => {
                format!("add that year to the index; it has {}", if known.is_empty() { "none".into() } else { years(known) })
            }
            Self::RangeCrossed { .. } => "give them in order: the lowest, then the likely, then the highest".into(),
            Self::PhaseInNotWhole { .. } => {
                "give the share of the outcomes that come in each year, such as 0.5, 0.3, 0.2".into()
            }
            Self::ComparisonWithoutValue => {
                "hand over a comparison that has a value, or say that the outcomes are gross".into()
            }
            Self::PriceWithoutSource { .. } => "say where the price comes from: a table, a report, an account".into(),
            Self::ParticipantsUnknown { .. } => {
                "give outcomes among participants, or the cost of the whole programme".into()
            }
            Self::FigureNotThere { nearest, .. } => {
                let meant = if nearest.is_empty() { String::new() } else { format!("did you mean {}? Otherwise ", listed(nearest)) };
                format!("{meant}name a figure that this programme has in the data")
            }
        }
    }
}
