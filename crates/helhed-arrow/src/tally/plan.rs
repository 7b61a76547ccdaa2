//! A tally checked against the columns of a table: where each column is, and which indicator reads it.

use arrow_schema::Schema;
use helhed::design::{Indicator, Measure};
use helhed::error::{Result, Spot, Within};

use super::Tally;
use super::among::Among;
use super::codes::Codes;
use crate::column::Column;
use crate::{keys, values};

/// The columns that an indicator reads, by their position in [`Plan::values`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    Proportion { event: usize },
    Rate { events: usize, exposure: usize },
    Mean { value: usize },
    WeightedMean { value: usize, weight: usize },
    Count { events: usize },
    Money { amount: usize },
}

/// A tally whose columns are there and have types that can be read.
#[derive(Debug)]
pub(crate) struct Plan {
    /// Key columns, in the order of the key.
    pub(crate) keys: Vec<Column>,
    /// Columns of values, each once.
    pub(crate) values: Vec<Column>,
    /// What each indicator reads.
    pub(crate) reads: Vec<Reads>,
    /// Ids of the indicators.
    pub(crate) indicators: Vec<String>,
    /// Codes that stand for a missing value, one a column of values.
    pub(crate) codes: Vec<Codes>,
    /// Which rows are asked for.
    pub(crate) asked: Vec<Among>,
}

impl Plan {
    /// Finds the columns of `spec` in `schema`.
    ///
    /// # Errors
    /// `H101`, `H102`, `H106` with the column, and the indicator that wants it.
    pub(crate) fn new(spec: &Tally, schema: &Schema) -> Result<Self> {
        let key = |name: &String| Column::find(schema, name, keys::is_key, keys::EXPECTED);
        let keys = spec.by().iter().map(key).collect::<Result<_>>()?;
        let mut values = Vec::new();
        let read = |indicator| read(indicator, schema, &mut values);
        let reads = spec.indicators().iter().map(read).collect::<Result<_>>()?;
        let indicators = spec.indicators().iter().map(|indicator| indicator.id.clone()).collect();
        let codes = values.iter().map(|column| spec.codes(&column.name)).collect();
        let asked = spec.asked().iter().map(|(name, asked)| Among::new(schema, name, asked)).collect::<Result<_>>()?;
        Ok(Self { keys, values, reads, indicators, codes, asked })
    }
}

/// Finds the columns of an indicator and adds those not yet read to `values`.
fn read(indicator: &Indicator, schema: &Schema, values: &mut Vec<Column>) -> Result<Reads> {
    let mut position = |name: &String| -> Result<usize> {
        if let Some(position) = values.iter().position(|column| column.name == *name) {
            return Ok(position);
        }
        let column = Column::find(schema, name, values::is_number, values::EXPECTED);
        values.push(column.within(|| Spot::Indicator(indicator.id.clone()))?);
        Ok(values.len() - 1)
    };
    reads(&indicator.measure, &mut position)
}

/// What a measure reads, where `position` gives the place of each column.
///
/// # Errors
/// Those of `position`.
pub(crate) fn reads(measure: &Measure, mut position: impl FnMut(&String) -> Result<usize>) -> Result<Reads> {
    Ok(match measure {
        Measure::Proportion { event } => Reads::Proportion { event: position(event)? },
        Measure::Rate { events, exposure, .. } => {
            Reads::Rate { events: position(events)?, exposure: position(exposure)? }
        }
        Measure::Mean { value } => Reads::Mean { value: position(value)? },
        Measure::WeightedMean { value, weight } => {
            Reads::WeightedMean { value: position(value)?, weight: position(weight)? }
        }
        Measure::Count { events } => Reads::Count { events: position(events)? },
        Measure::Money { amount } => Reads::Money { amount: position(amount)? },
    })
}
