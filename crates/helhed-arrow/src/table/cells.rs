//! Cells as a table: one row a cell and indicator.

use std::collections::HashSet;
use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{ArrowError, SchemaRef};
use helhed::cells::{Block, Cells, LARGEST_COUNT, WeightedParts};
use helhed::design::{Indicator, Measure, Threshold};
use helhed::error::{Error, Fault, Result, Spot, Within};
use helhed::estimate::KeyValue;
use helhed::records::Ledger;
use serde::{Deserialize, Serialize};

use super::fields::Fields;
use super::row::{NUMBERS, UNWEIGHTED, block};
use super::{header, key};
use crate::column::{Column, at, at_row};
use crate::keys::{self, KeyColumn};
use crate::values;

/// Name of the metadata.
const NAME: &str = "helhed.cells";

/// What the columns do not say.
#[derive(Debug, Serialize, Deserialize)]
struct Definitions {
    dimensions: Vec<String>,
    indicators: Vec<Indicator>,
    ledger: Ledger,
    #[serde(default, skip_serializing_if = "key::Integers::is_empty")]
    integers: key::Integers,
    /// Below how many cells are withheld. Nothing, as in older files: none are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    suppression: Option<Threshold>,
}

/// Name of the column that says below how many cells are withheld.
const WITHHELD: &str = "withheld_below";

/// The cells as a table: key columns, then `indicator, measure, records, missing, events, exposure, mean, mean_rest, m2,
/// total`; and `weightless, weight, squares, squares_mean, squares_m2` where an indicator is a weighted mean;
///
/// and `withheld_below` where small cells are withheld.
///
/// What a measure does not have is null. Key columns are whole numbers if all their keys are, else texts. Definitions
/// and the ledger are in the schema's metadata as `helhed.cells`.
///
/// # Errors
/// `H106` if a key column is named as one of the others, `H208` for a count beyond 2^53, `H102` for a key column with
/// a whole number and the text of it.
pub fn cells_to_batch(cells: &Cells) -> Result<RecordBatch> {
    let rows: Vec<(&[KeyValue], &Indicator, &Block)> = cells
        .iter()
        .flat_map(|(key, blocks)| {
            cells.indicators().iter().zip(blocks).map(move |(indicator, block)| (key, indicator, block))
        })
        .collect();
    let mut fields = Fields::default();
    let mut integers = key::Integers::new();
    for (index, name) in cells.dimensions().iter().enumerate() {
        fields = fields.add(name, key::to_array(rows.iter().map(|(key, _, _)| Some(&key[index]))));
        let numbers = key::integers(name, rows.iter().map(|(key, _, _)| &key[index]))?;
        if !numbers.is_empty() {
            integers.insert(name.clone(), numbers);
        }
    }
    let texts = |text: fn(&Indicator) -> &str| -> ArrayRef {
        Arc::new(rows.iter().map(|(_, indicator, _)| Some(text(indicator))).collect::<StringArray>())
    };
    let counts = |name: &str, count: fn(&Block) -> Option<u64>| -> Result<ArrayRef> {
        let whole = |(_, _, block): &(_, _, &Block)| match count(block) {
            Some(found) if found > LARGEST_COUNT as u64 => {
                Err(Error::new(Fault::CountTooLarge { found: found as f64 }, at(name)))
            }
            // At most 2^53, so it fits.
            found => Ok(found.map(|found| found as i64)),
        };
        Ok(Arc::new(rows.iter().map(whole).collect::<Result<Int64Array>>()?))
    };
    let doubles = |double: fn(&Block) -> Option<f64>| -> ArrayRef {
        Arc::new(rows.iter().map(|(_, _, block)| double(block)).collect::<Float64Array>())
    };
    let definitions = Definitions {
        dimensions: cells.dimensions().to_vec(),
        indicators: cells.indicators().to_vec(),
        ledger: cells.ledger().clone(),
        integers,
        suppression: cells.suppression(),
    };
    let mut fields = fields
        .add_full("indicator", texts(|indicator| &indicator.id))
        .add_full("measure", texts(|indicator| indicator.measure.name()))
        .add_full("records", counts("records", |block| Some(block.records()))?)
        .add_full("missing", counts("missing", |block| Some(block.missing()))?)
        .add("events", counts("events", events)?)
        .add("exposure", doubles(exposure))
        .add("mean", doubles(mean))
        .add("mean_rest", doubles(mean_rest))
        .add("m2", doubles(m2))
        .add("total", doubles(total));
    if let Some(threshold) = cells.suppression() {
        // For readers of CSV and Excel, which have no metadata. At most a thousand, so it fits.
        let below: Int64Array = rows.iter().map(|_| Some(threshold.get() as i64)).collect();
        fields = fields.add_full(WITHHELD, Arc::new(below));
    }
    if !is_weighted(cells.indicators()) {
        return fields.table(header::write(NAME, definitions)?);
    }
    fields
        .add("weightless", counts("weightless", |block| weighted(block).map(|parts| parts.weightless))?)
        .add("weight", doubles(|block| weighted(block).map(|parts| parts.weight)))
        .add("squares", doubles(|block| weighted(block).map(|parts| parts.squares)))
        .add("squares_mean", doubles(|block| weighted(block).map(|parts| parts.squares_mean)))
        .add("squares_m2", doubles(|block| weighted(block).map(|parts| parts.squares_m2)))
        .table(header::write(NAME, definitions)?)
}

/// Whether any of the indicators has the sums of a weighted mean.
fn is_weighted(indicators: &[Indicator]) -> bool {
    indicators.iter().any(|indicator| matches!(indicator.measure, Measure::WeightedMean { .. }))
}

fn events(block: &Block) -> Option<u64> {
    match block {
        Block::Proportion(cell) => Some(cell.events()),
        Block::Rate(cell) => Some(cell.events()),
        _ => None,
    }
}

fn exposure(block: &Block) -> Option<f64> {
    if let Block::Rate(cell) = block { Some(cell.exposure()) } else { None }
}

fn mean(block: &Block) -> Option<f64> {
    match block {
        Block::Mean(cell) => cell.mean(),
        Block::WeightedMean(cell) => cell.mean(),
        _ => None,
    }
}

fn mean_rest(block: &Block) -> Option<f64> {
    match block {
        Block::Mean(cell) => Some(cell.mean_rest()),
        other => weighted(other).map(|parts| parts.mean_rest),
    }
}

fn m2(block: &Block) -> Option<f64> {
    match block {
        Block::Mean(cell) => Some(cell.m2()),
        other => weighted(other).map(|parts| parts.m2),
    }
}

fn weighted(block: &Block) -> Option<WeightedParts> {
    if let Block::WeightedMean(cell) = block { Some(cell.parts()) } else { None }
}

fn total(block: &Block) -> Option<f64> {
    if let Block::Count(cell) | Block::Money(cell) = block { cell.total() } else { None }
}

/// Cells from the table that [`cells_to_batch`] makes, in any order of its rows. Nothing in it is taken on trust.
///
/// # Errors
/// `H805` if the metadata are missing or of an unknown version, `H802` if they or the rows do not hold together;
/// `H101`, `H102`, `H106` for the columns; and what a cell refuses, such as `H201`, with column and row.
pub fn cells_from_batches(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
) -> Result<Cells> {
    let definitions: Definitions = header::read(schema, NAME, "cells")?;
    for indicator in &definitions.indicators {
        Indicator::new(indicator.id.clone(), indicator.measure.clone())
            .within(|| Spot::Indicator(indicator.id.clone()))?;
    }
    let mut reader = Reader::new(definitions, schema)?;
    for batch in batches {
        let batch = batch.map_err(|error| Fault::Damaged { reason: error.to_string() })?;
        reader.read(&batch)?;
    }
    Ok(reader.cells.with_ledger(reader.definitions.ledger))
}

struct Reader {
    definitions: Definitions,
    cells: Cells,
    /// Key columns, then `indicator` and `measure`.
    keys: Vec<(Column, KeyColumn)>,
    numbers: Vec<Column>,
    seen: HashSet<(Vec<KeyValue>, usize)>,
    rows: u64,
}

impl Reader {
    fn new(definitions: Definitions, schema: &SchemaRef) -> Result<Self> {
        let cells = Cells::new(&definitions.dimensions, definitions.indicators.clone())?;
        // From here on a small cell is refused.
        let cells = definitions.suppression.into_iter().fold(cells, Cells::withhold);
        let names = definitions.dimensions.iter().map(String::as_str).chain(["indicator", "measure"]);
        let key = |name| Ok((Column::find(schema, name, keys::is_key, keys::EXPECTED)?, KeyColumn::default()));
        let keys = names.map(key).collect::<Result<_>>()?;
        let number = |name| Column::find(schema, name, values::is_number, values::EXPECTED);
        let wanted = if is_weighted(&definitions.indicators) { &NUMBERS[..] } else { &NUMBERS[..UNWEIGHTED] };
        let numbers = wanted.iter().copied().map(number).collect::<Result<_>>()?;
        Ok(Self { definitions, cells, keys, numbers, seen: HashSet::new(), rows: 0 })
    }

    fn read(&mut self, batch: &RecordBatch) -> Result<()> {
        let mut texts = Vec::with_capacity(self.keys.len());
        for (column, known) in &mut self.keys {
            let mut codes = Vec::with_capacity(batch.num_rows());
            let name = || Spot::Column(column.name.clone());
            known.encode(column.of(batch)?, self.rows, &mut codes).within(name)?;
            texts.push(codes);
        }
        let numbers: Vec<_> = self.numbers.iter().map(|column| column.numbers(batch)).collect::<Result<_>>()?;
        for row in 0..batch.num_rows() {
            let value = |index: usize| self.keys[index].1.value(texts[index][row]);
            let key: Vec<KeyValue> = self
                .definitions
                .dimensions
                .iter()
                .enumerate()
                .map(|(index, name)| key::from_text(value(index), self.definitions.integers.get(name)))
                .collect();
            let of = |name: &str| value(if name == "indicator" { key.len() } else { key.len() + 1 }).clone();
            let (id, measure) = (of("indicator"), of("measure"));
            let indicators = &self.definitions.indicators;
            let known = |indicator: &Indicator| {
                id == KeyValue::from(indicator.id.as_str()) && measure == KeyValue::from(indicator.measure.name())
            };
            let refused = |reason: &str| {
                Error::from(Fault::Damaged { reason: reason.to_owned() }).within(Spot::Row(self.rows + 1))
            };
            let index = indicators
                .iter()
                .position(known)
                .ok_or_else(|| refused("the row is of an indicator or measure that its metadata do not define"))?;
            let number = |column: usize| numbers.get(column).map_or(f64::NAN, |column| column[row]);
            let block = block(&indicators[index].measure, std::array::from_fn(number))
                .map_err(|(column, error)| Error::new(error.fault().clone(), at_row(column, self.rows)))?;
            if !self.seen.insert((key.clone(), index)) {
                return Err(refused("the row is of a cell and indicator that an earlier row has"));
            }
            self.cells.add(key, index, &block).within(|| Spot::Row(self.rows + 1))?;
            self.rows += 1;
        }
        Ok(())
    }
}
