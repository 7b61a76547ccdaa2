//! The two verdicts of a chart: what its latest figure says, and whether the target will be met.

use serde::{Deserialize, Serialize};

use super::Signal;
use crate::estimate::Direction;

/// What the latest figure says of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Variation {
    /// A special cause for the better.
    Improving,
    /// A special cause for the worse.
    Concerning,
    /// A special cause in an indicator that gets better in neither direction.
    Special,
    /// Nothing beyond chance.
    CommonCause,
    /// The series is too short, or has no limits.
    CannotBeTold,
}

/// Whether the target will be met, if nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Assurance {
    /// Consistently: both limits meet it.
    WillPass,
    /// Consistently not: neither limit meets it.
    WillFail,
    /// Sometimes, by chance: it lies between the limits.
    HitOrMiss,
    /// The series is too short, or has no limits.
    CannotBeTold,
}

impl Variation {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Improving => "improving",
            Self::Concerning => "concerning",
            Self::Special => "special",
            Self::CommonCause => "common_cause",
            Self::CannotBeTold => "cannot_be_told",
        }
    }

    /// The verdict of a signal, or of none.
    #[must_use]
    pub(super) fn of(signal: Option<Signal>, better: Direction) -> Self {
        match signal.map(|signal| signal.side.is_better(better)) {
            None => Self::CommonCause,
            Some(None) => Self::Special,
            Some(Some(true)) => Self::Improving,
            Some(Some(false)) => Self::Concerning,
        }
    }
}

impl Assurance {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WillPass => "will_pass",
            Self::WillFail => "will_fail",
            Self::HitOrMiss => "hit_or_miss",
            Self::CannotBeTold => "cannot_be_told",
        }
    }

    /// The verdict of limits on a target; `None` for an indicator without a direction.
    pub(super) fn of(limits: Option<(f64, f64)>, target: f64, better: Direction) -> Option<Self> {
        let (worst, best) = match better {
            Direction::Neutral => return None,
            Direction::Higher => (limits.map(|(lower, _)| lower - target), limits.map(|(_, upper)| upper - target)),
            Direction::Lower => (limits.map(|(_, upper)| target - upper), limits.map(|(lower, _)| target - lower)),
        };
        let Some((worst, best)) = worst.zip(best) else { return Some(Self::CannotBeTold) };
        Some(match (worst >= 0.0, best >= 0.0) {
            (true, _) => Self::WillPass,
            (false, false) => Self::WillFail,
            (false, true) => Self::HitOrMiss,
        })
    }
}
