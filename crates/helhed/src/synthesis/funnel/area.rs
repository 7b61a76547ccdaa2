//! An area in a funnel, and what is said of it.

use serde::{Deserialize, Serialize};

use super::Limits;
use crate::estimate::{Direction, KeyPart};

/// Where an area lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Within the 95 percent limits: not to be told apart from the target.
    Within,
    /// Outside the 95 percent limits and within the 99.8 percent limits: one area in twenty is, by chance alone.
    #[serde(rename = "outside_95")]
    Outside95,
    /// Outside the 99.8 percent limits.
    #[serde(rename = "outside_998")]
    Outside998,
}

impl Verdict {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Within => "within",
            Self::Outside95 => "outside_95",
            Self::Outside998 => "outside_998",
        }
    }
}

/// Whether an area outside the limits is better or worse than the target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Judgement {
    /// On the side that the indicator calls better.
    Better,
    /// On the other side.
    Worse,
}

impl Judgement {
    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
        }
    }

    /// Of an area above the target (or below it); absent for an indicator that is not judged.
    pub(super) fn of(above: bool, better: Direction) -> Option<Self> {
        match (better, above) {
            (Direction::Neutral, _) => None,
            (Direction::Higher, true) | (Direction::Lower, false) => Some(Self::Better),
            _ => Some(Self::Worse),
        }
    }
}

/// An area in a funnel. What an area without a figure cannot have is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct FunnelArea {
    /// Area.
    pub key: Vec<KeyPart>,
    /// Its value.
    pub value: Option<f64>,
    /// Units, exposure, expected events, or records (of an estimate one over its squared standard error).
    pub size: Option<f64>,
    /// Standard error of the value of an area of this size that is on target.
    pub se: Option<f64>,
    /// Standard errors from the target, by chance alone.
    pub z: Option<f64>,
    /// The same after the standard error was widened.
    pub z_adjusted: Option<f64>,
    /// Two-sided p-value by chance alone: twice the exact tail probability.
    pub p_value: Option<f64>,
    /// Limits of 95 percent, widened if the funnel is.
    pub limits_95: Option<Limits>,
    /// Limits of 99.8 percent, widened if the funnel is.
    pub limits_998: Option<Limits>,
    /// Where it lies.
    pub verdict: Option<Verdict>,
    /// Whether it lies above the target.
    pub above: Option<bool>,
    /// Better or worse; only of an area outside the limits, of an indicator with a direction.
    pub judgement: Option<Judgement>,
}
