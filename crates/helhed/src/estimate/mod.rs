//! The one result of everything after the cells: [`Estimate`], and the list of them, [`Estimates`].

mod choice;
mod chosen;
pub(crate) mod columns;
mod count;
mod estimand;
mod estimates;
mod evidence;
mod extended;
mod interval;
mod key;
mod language;
mod level;
mod method;
mod provenance;
mod subject;
mod synthesis_warning;
mod test;
mod test_columns;
mod track_warning;
mod unit;
mod warning;

use serde::{Deserialize, Serialize};

pub(crate) use choice::{Choice, unknown};
pub use chosen::Chosen;
pub use columns::EstimateColumns;
pub use count::Count;
pub use estimand::{Estimand, Scale};
pub use estimates::Estimates;
pub use evidence::{Design, Evidence, Reason};
pub use interval::Interval;
#[cfg(feature = "schema")]
pub(crate) use interval::NumberOrInfinity;
pub use key::{KeyPart, KeyValue, key_text};
pub use language::{Language, Names};
pub use level::Level;
pub use method::Method;
pub use provenance::{Basis, Provenance};
pub use subject::{Direction, Subject};
pub use synthesis_warning::SynthesisWarning;
pub use test::Test;
pub use test_columns::TestColumns;
pub use track_warning::TrackWarning;
pub use unit::Unit;
pub use warning::Warning;
pub(crate) use warning::some_of;

/// A number with everything that must travel with it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Estimate {
    /// Which area, period, group or side of a comparison.
    pub key: Vec<KeyPart>,
    /// Indicator; absent for a cell that stands alone.
    pub indicator: Option<Subject>,
    /// What is estimated.
    pub estimand: Estimand,
    /// The number; absent where the data do not give one (a warning says why). May be infinite.
    #[serde(with = "extended::option")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<NumberOrInfinity>"))]
    pub value: Option<f64>,
    /// Its confidence interval, where one is defined.
    pub interval: Option<Interval>,
    /// Standard error, on `scale`.
    pub se: Option<f64>,
    /// Scale of the standard error.
    pub scale: Scale,
    /// Two-sided p-value against no difference; only comparisons have one.
    pub p_value: Option<f64>,
    /// Degrees of freedom of interval and p-value, where they rest on a t distribution.
    #[serde(default)]
    pub df: Option<f64>,
    /// Unit of the value and its bounds.
    pub unit: Unit,
    /// Method.
    pub method: Method,
    /// What it rests on.
    pub n: Count,
    /// Evidence grade; only comparisons and whole evaluations have one.
    pub evidence: Option<Evidence>,
    /// What the reader must know.
    pub warnings: Vec<Warning>,
    /// Where it comes from.
    pub provenance: Provenance,
}

impl Estimate {
    /// An estimate without value or interval; the methods add what they can.
    #[must_use]
    pub(crate) fn new(estimand: Estimand, unit: Unit, method: Method, n: Count) -> Self {
        Self {
            key: Vec::new(),
            indicator: None,
            estimand,
            value: None,
            interval: None,
            se: None,
            scale: Scale::Identity,
            p_value: None,
            df: None,
            unit,
            method,
            n,
            evidence: None,
            warnings: Vec::new(),
            provenance: Provenance::default(),
        }
    }

    /// The same with a value.
    #[must_use]
    pub(crate) fn valued(self, value: f64) -> Self {
        Self { value: Some(value), ..self }
    }

    /// The same with an interval.
    #[must_use]
    pub(crate) fn between(self, lower: f64, upper: f64, level: Level) -> Self {
        Self { interval: Some(Interval { lower, upper, level }), ..self }
    }

    /// The same with a standard error.
    #[must_use]
    pub(crate) fn with_se(self, se: f64, scale: Scale) -> Self {
        Self { se: se.is_finite().then_some(se), scale, ..self }
    }

    /// The same with degrees of freedom.
    #[must_use]
    pub(crate) fn with_df(self, df: f64) -> Self {
        Self { df: df.is_finite().then_some(df), ..self }
    }

    /// The same with a two-sided p-value against no difference.
    #[must_use]
    pub(crate) fn with_p(self, p_value: f64) -> Self {
        Self { p_value: Some(p_value), ..self }
    }

    /// The same with the reason for which a door chose its method.
    #[must_use]
    pub(crate) fn chosen(mut self, chosen: Chosen) -> Self {
        self.provenance.chosen = Some(chosen);
        self
    }

    /// The same with one more warning.
    #[must_use]
    pub(crate) fn warned(mut self, warning: Warning) -> Self {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning);
        }
        self
    }

    /// The same, warned where the group is small.
    #[must_use]
    pub(crate) fn warned_if_small(self, records: u64) -> Self {
        if (1..Warning::SMALL_GROUP).contains(&records) { self.warned(Warning::SmallGroup { records }) } else { self }
    }

    /// The same, warned where rows were left out.
    #[must_use]
    pub(crate) fn warned_if_missing(self, missing: u64, present: u64) -> Self {
        if missing > 0 { self.warned(Warning::MissingValues { missing, of: missing + present }) } else { self }
    }

    /// The same, warned where the interval does not hold the value.
    #[must_use]
    pub(crate) fn warned_if_beside(self) -> Self {
        let beside = self.interval.zip(self.value).is_some_and(|(interval, value)| !interval.contains(value));
        if beside { self.warned(Warning::BesideValue) } else { self }
    }

    /// The same quantity expressed `per` units of exposure (`per(1000.0)` turns events a year into events per 1,000 years).
    #[must_use]
    pub fn per(mut self, per: f64) -> Self {
        self.value = self.value.map(|value| value * per);
        self.interval = self.interval.map(|interval| interval.scaled(per));
        if self.scale == Scale::Identity {
            self.se = self.se.map(|se| se * per);
        }
        self.unit = Unit::per(per);
        self
    }
}
