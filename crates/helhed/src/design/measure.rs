//! How an indicator is measured, and from which columns.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Fault, Place, Result, nearest};

/// What an indicator measures. The fields name the columns of the data that hold it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Share of units with an event.
    Proportion {
        /// Column of events: true/false or 1/0.
        event: String,
    },
    /// Events over exposure, shown per so much of it.
    Rate {
        /// Column of event counts.
        events: String,
        /// Column of exposure.
        exposure: String,
        /// Exposure that one unit of the rate stands for, such as 1,000.
        per: f64,
    },
    /// Mean of a value.
    Mean {
        /// Column of values.
        value: String,
    },
    /// Mean of a value whose units stand for different numbers of persons.
    WeightedMean {
        /// Column of values.
        value: String,
        /// Column of weights.
        weight: String,
    },
    /// Number of events.
    Count {
        /// Column of event counts.
        events: String,
    },
    /// Amount of money in kroner.
    Money {
        /// Column of amounts.
        amount: String,
    },
}

/// Names of the measures.
const NAMES: [&str; 6] = ["proportion", "rate", "mean", "weighted_mean", "count", "money"];

impl Measure {
    /// The measure of a name, reading columns named after the indicator `id` (a rate's exposure: `id_exposure`, a
    /// mean's weight: `id_weight`) until told
    /// otherwise; `per` is what one unit of a rate stands for.
    ///
    /// # Errors
    /// `H006` for an unknown name.
    pub fn named(name: &str, id: &str, per: f64) -> Result<Self> {
        let column = id.to_owned();
        Ok(match name {
            "proportion" => Self::Proportion { event: column },
            "rate" => Self::Rate { exposure: format!("{column}_exposure"), events: column, per },
            "mean" => Self::Mean { value: column },
            "weighted_mean" => Self::WeightedMean { weight: format!("{column}_weight"), value: column },
            "count" => Self::Count { events: column },
            "money" => Self::Money { amount: column },
            other => {
                let nearest = nearest(other, NAMES);
                let fault = Fault::UnknownName { what: "measure", found: other.to_owned(), nearest };
                return Err(Error::new(fault, Place::argument("measure")));
            }
        })
    }

    /// Name of the measure.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Proportion { .. } => "proportion",
            Self::Rate { .. } => "rate",
            Self::Mean { .. } => "mean",
            Self::WeightedMean { .. } => "weighted_mean",
            Self::Count { .. } => "count",
            Self::Money { .. } => "money",
        }
    }

    /// The columns it needs.
    #[must_use]
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Self::Proportion { event: column }
            | Self::Mean { value: column }
            | Self::Count { events: column }
            | Self::Money { amount: column } => vec![column],
            Self::Rate { events, exposure, .. } => vec![events, exposure],
            Self::WeightedMean { value, weight } => vec![value, weight],
        }
    }
}
