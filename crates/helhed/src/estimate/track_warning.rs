//! Warnings of what follows a plan through time: control charts, goals, attendance.

use serde::{Deserialize, Serialize};

use crate::error::shown;

/// Something the reader of a chart, a goal or a participation must know. Serialised with its code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "code")]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are named for what they hold, and `what` shows each of them")]
pub enum TrackWarning {
    /// Few periods behind the limits of a chart.
    #[serde(rename = "W550")]
    ShortSeries { from: String, points: u64, judged_from: u64, steady_from: u64 },
    /// Periods between the first and the last that have no value.
    #[serde(rename = "W551")]
    PeriodsWithoutValue { missing: u64, of: u64, first: String },
    /// A denominator or an exposure of zero.
    #[serde(rename = "W552")]
    ZeroDenominators { periods: u64, first: String },
    /// All values behind the limits are equal.
    #[serde(rename = "W553")]
    LimitsWithoutWidth { from: String },
    /// More variation from period to period than chance has.
    #[serde(rename = "W554")]
    MoreThanChance { from: String, times: f64 },
    /// No two periods next to each other have a value.
    #[serde(rename = "W555")]
    NoNeighbours { from: String },
    /// A goal that is judged without an interval.
    #[serde(rename = "W556")]
    JudgedOnValue,
    /// Rows of the same person, activity and date.
    #[serde(rename = "W557")]
    AttendedTwice { rows: u64 },
    /// Persons who are in the target group in some rows and not in others.
    #[serde(rename = "W558")]
    GroupContradicted { persons: u64 },
    /// More participants than the population they are said to come from.
    #[serde(rename = "W559")]
    MoreThanPopulation { participants: u64, population: u64 },
}

impl TrackWarning {
    /// Stable code.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::ShortSeries { .. } => "W550",
            Self::PeriodsWithoutValue { .. } => "W551",
            Self::ZeroDenominators { .. } => "W552",
            Self::LimitsWithoutWidth { .. } => "W553",
            Self::MoreThanChance { .. } => "W554",
            Self::NoNeighbours { .. } => "W555",
            Self::JudgedOnValue => "W556",
            Self::AttendedTwice { .. } => "W557",
            Self::GroupContradicted { .. } => "W558",
            Self::MoreThanPopulation { .. } => "W559",
        }
    }

    /// What it means here, in English; the report has it in Danish too.
    #[must_use]
    pub fn what(&self) -> String {
        match self {
            Self::ShortSeries { from, points, judged_from, steady_from } if points < judged_from => format!(
                "only {points} periods are behind the limits from {} on: {judged_from} are the least for a verdict, and from \
                 {steady_from} on the limits hold",
                shown(from)
            ),
            Self::ShortSeries { from, points, steady_from, .. } => format!(
                "only {points} periods are behind the limits from {} on: they are trial limits, and will move until there are \
                 {steady_from}",
                shown(from)
            ),
            Self::PeriodsWithoutValue { missing, of, first } => format!(
                "{missing} of {of} periods have no value, the first is {}: they are left out, and no moving range spans them",
                shown(first)
            ),
            Self::ZeroDenominators { periods, first } => format!(
                "{periods} {} a denominator of zero, the first is {}: there is no value",
                if *periods == 1 { "period has" } else { "periods have" },
                shown(first)
            ),
            Self::LimitsWithoutWidth { from } => format!(
                "nothing varies in the periods behind the limits from {} on, so the limits have no width and judge no point",
                shown(from)
            ),
            Self::MoreThanChance { from, times } => format!(
                "from {} on the periods vary {times:.1} times as much as chance alone would have them, so these limits are too \
                 narrow",
                shown(from)
            ),
            Self::NoNeighbours { from } => format!(
                "from {} on no two periods next to each other have a value, so there is no moving range and no limits",
                shown(from)
            ),
            Self::AttendedTwice { rows } => {
                format!("{rows} rows repeat the person, activity and date of another row, and are counted once")
            }
            Self::GroupContradicted { persons } => format!(
                "{persons} persons are in the target group in some rows and not in others: they are left out of its share"
            ),
            Self::MoreThanPopulation { participants, population } => format!(
                "{participants} participants are more than the population of {population}, so there is no share of it"
            ),
            Self::JudgedOnValue => {
                crate::error::explain(self.code()).map_or_else(String::new, |entry| entry.meaning.to_owned())
            }
        }
    }
}
