//! The status of a goal.

use serde::{Deserialize, Serialize};

use crate::design::{Goal, Period};
use crate::estimate::{Interval, KeyPart, Method, Warning};

/// Where a goal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GoalState {
    /// The target is reached.
    Reached,
    /// Not yet, and as far as it must be by now.
    OnTrack,
    /// Less far than it must be by now, or its time is over.
    OffTrack,
    /// The data do not tell.
    CannotBeTold,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum GoalReason {
    /// The whole interval meets the target.
    MeetsTarget,
    /// The whole interval is as good as the path, or better.
    AheadOfPath,
    /// The whole interval is worse than the path.
    BehindPath,
    /// The time of the target has come, and the whole interval is worse than the target.
    TimeIsUp,
    /// The time of the target has come, and the interval holds the target.
    IntervalHoldsTarget,
    /// The interval holds the value of the path.
    IntervalHoldsPath,
    /// There is no baseline, and so no path.
    NoBaseline,
    /// The figure is from before the baseline.
    BeforeBaseline,
    /// There is no figure.
    NoFigure,
    /// The figure has no interval, and is no complete count.
    NoInterval,
}

impl GoalState {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Reached => "reached",
            Self::OnTrack => "on_track",
            Self::OffTrack => "off_track",
            Self::CannotBeTold => "cannot_be_told",
        }
    }
}

impl GoalReason {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MeetsTarget => "meets_target",
            Self::AheadOfPath => "ahead_of_path",
            Self::BehindPath => "behind_path",
            Self::TimeIsUp => "time_is_up",
            Self::IntervalHoldsTarget => "interval_holds_target",
            Self::IntervalHoldsPath => "interval_holds_path",
            Self::NoBaseline => "no_baseline",
            Self::BeforeBaseline => "before_baseline",
            Self::NoFigure => "no_figure",
            Self::NoInterval => "no_interval",
        }
    }

    /// The state that it leads to.
    #[must_use]
    pub fn state(self) -> GoalState {
        match self {
            Self::MeetsTarget => GoalState::Reached,
            Self::AheadOfPath => GoalState::OnTrack,
            Self::BehindPath | Self::TimeIsUp => GoalState::OffTrack,
            Self::IntervalHoldsTarget
            | Self::IntervalHoldsPath
            | Self::NoBaseline
            | Self::BeforeBaseline
            | Self::NoFigure
            | Self::NoInterval => GoalState::CannotBeTold,
        }
    }
}

/// A goal, the figure it was judged by, and where it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct GoalStatus {
    /// Method.
    pub method: Method,
    /// The goal.
    pub goal: Goal,
    /// Which area or group the figure is of.
    pub key: Vec<KeyPart>,
    /// Where it stands.
    pub state: GoalState,
    /// Why.
    pub reason: GoalReason,
    /// Period of the figure.
    pub at: Option<Period>,
    /// The figure.
    pub value: Option<f64>,
    /// Its interval.
    pub interval: Option<Interval>,
    /// The value that the path has at that time; absent without a baseline, and before it.
    pub expected: Option<f64>,
    /// How much of the way from baseline to target is covered: 0 at the baseline, 1 at the target. Absent without a baseline,
    /// or where the target is the baseline.
    pub way: Option<f64>,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
}
