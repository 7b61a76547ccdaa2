//! Which chart: the door to all of them.

use serde::{Deserialize, Serialize};

use super::series::Measured;
use super::{C, ControlChart, Frame, P, P_PRIME, Series, U, U_PRIME, XMR};
use super::{c, p, p_prime, u, u_prime, xmr};
use crate::error::Result;
use crate::estimate::{Method, unknown};

/// Which chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChartKind {
    /// Individual values, limits by moving ranges.
    Xmr,
    /// Shares, limits by the binomial distribution.
    P,
    /// Shares, limits by binomial distribution and moving ranges (Laney).
    PPrime,
    /// Rates, limits by the Poisson distribution.
    U,
    /// Rates, limits by Poisson distribution and moving ranges (Laney).
    UPrime,
    /// Counts, limits by the Poisson distribution.
    C,
}

impl ChartKind {
    /// Every chart.
    pub const ALL: [Self; 6] = [Self::Xmr, Self::P, Self::PPrime, Self::U, Self::UPrime, Self::C];

    /// The name as written in tables and JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xmr => "xmr",
            Self::P => "p",
            Self::PPrime => "p_prime",
            Self::U => "u",
            Self::UPrime => "u_prime",
            Self::C => "c",
        }
    }

    /// The chart of a name.
    ///
    /// # Errors
    /// `H302` for a name that none has.
    pub fn named(name: &str) -> Result<Self> {
        let own = Self::ALL.into_iter().find(|kind| kind.name() == name);
        own.ok_or_else(|| unknown("kind", name, Self::ALL.map(Self::name)))
    }

    /// Its method.
    #[must_use]
    pub fn method(self) -> Method {
        match self {
            Self::Xmr => XMR,
            Self::P => P,
            Self::PPrime => P_PRIME,
            Self::U => U,
            Self::UPrime => U_PRIME,
            Self::C => C,
        }
    }

    /// The chart that goes with what a series measures.
    #[must_use]
    pub fn for_series(series: &Series) -> Self {
        match series.measured {
            Measured::Values => Self::Xmr,
            Measured::Counts => Self::C,
            Measured::Shares => Self::P,
            Measured::Rates(_) => Self::U,
        }
    }
}

/// The control chart of a series; of the kind that goes with what it measures, where none is named.
///
/// # Errors
/// Those of the chart.
pub fn control_chart(series: &Series, kind: Option<ChartKind>, frame: &Frame) -> Result<ControlChart> {
    match kind.unwrap_or_else(|| ChartKind::for_series(series)) {
        ChartKind::Xmr => xmr(series, frame),
        ChartKind::P => p(series, frame),
        ChartKind::PPrime => p_prime(series, frame),
        ChartKind::U => u(series, frame),
        ChartKind::UPrime => u_prime(series, frame),
        ChartKind::C => c(series, frame),
    }
}
