//! Cells from the answer of an engine. Nothing in it is taken on trust.

use std::borrow::Cow;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use helhed::cells::{Block, Cells, Centred, MeanCell, ProportionCell, RateCell, TotalCell, WeightedMeanCell};
use helhed::error::{EngineFault, Error, Fault, Place, Result, Spot, Within};
use helhed::estimate::KeyValue;
use helhed::records::Ledger;

use super::super::checks;
use super::super::plan::Reads;
use super::{EngineTally, odd, read};
use crate::column::Column;
use crate::keys::{self, KeyColumn};
use crate::values;

/// Adds the rows of the answer up to cells.
pub(super) fn cells(
    asked: &EngineTally,
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
) -> Result<Cells> {
    let mut sums = Answer::new(asked, schema)?;
    for batch in batches {
        // The words of the engine may quote a value.
        let batch = batch.map_err(|_| EngineFault::BrokeOff {
            engine: asked.engine.clone(),
            kind: "an error while its answer was fetched".into(),
        })?;
        sums.add(&batch)?;
    }
    sums.finish()
}

/// What was read of an answer.
struct Answer<'a> {
    asked: &'a EngineTally,
    schema: &'a SchemaRef,
    keys: Vec<(Column, KeyColumn)>,
    cells: Cells,
    rows: u64,
    /// Rows of the engine whose value is missing, by column.
    missing: Vec<u64>,
    /// Rows of the answer.
    read: u64,
}

impl<'a> Answer<'a> {
    fn new(asked: &'a EngineTally, schema: &'a SchemaRef) -> Result<Self> {
        let key = |index| {
            let column = Column::find(schema, &format!("key_{index}"), keys::is_key, keys::EXPECTED);
            Ok((column.map_err(|_| broken(asked, COLUMNS))?, KeyColumn::default()))
        };
        Ok(Self {
            asked,
            schema,
            keys: (0..asked.keys.len()).map(key).collect::<Result<_>>()?,
            cells: Cells::new(asked.spec.by(), asked.spec.indicators().iter().cloned())?,
            rows: 0,
            missing: vec![0; asked.plan.values.len()],
            read: 0,
        })
    }

    fn add(&mut self, batch: &RecordBatch) -> Result<()> {
        let mut codes = Vec::with_capacity(self.keys.len());
        for ((column, known), key) in self.keys.iter_mut().zip(&self.asked.keys) {
            let mut of_rows = Vec::with_capacity(batch.num_rows());
            // A whole number beyond 64 bits with sign: the row of the answer is none of the user's.
            let named = |error: Error| Error::from(error.fault().clone()).within(Spot::Column(key.column.clone()));
            known.encode(column.of(batch)?, self.read, &mut of_rows).map_err(named)?;
            codes.push(of_rows);
        }
        let numbers = Numbers { asked: self.asked, schema: self.schema, batch };
        let rows = numbers.counts("rows".into())?;
        for (index, missing) in self.missing.iter_mut().enumerate() {
            for (rows, present) in rows.iter().zip(numbers.counts(format!("present_{index}"))?) {
                *missing += numbers.rest(*rows, present)?;
            }
        }
        let mut blocks = Vec::with_capacity(self.asked.plan.reads.len());
        for (index, reads) in self.asked.plan.reads.iter().enumerate() {
            let id = || Spot::Indicator(self.asked.plan.indicators[index].clone());
            blocks.push(numbers.blocks(index, *reads, &rows).within(id)?);
        }
        for (row, count) in rows.iter().enumerate() {
            self.rows += count;
            if *count == 0 {
                continue;
            }
            let key = self.keys.iter().zip(&codes).map(|((_, known), codes)| known.value(codes[row]).clone());
            let key: Vec<KeyValue> = key.collect();
            for (index, blocks) in blocks.iter().enumerate() {
                self.cells.add(key.clone(), index, &blocks[row])?;
            }
        }
        self.read += batch.num_rows() as u64;
        Ok(())
    }

    fn finish(self) -> Result<Cells> {
        if self.rows == 0 {
            return Err(Fault::EmptyTable.into());
        }
        let mut ledger = Ledger::default();
        ledger.came_in(self.rows);
        for (column, missing) in self.asked.plan.values.iter().zip(self.missing) {
            ledger.left_out(format!("{}: missing", column.name), missing);
        }
        Ok(self.cells.with_ledger(ledger))
    }
}

/// The columns of numbers of a batch of the answer.
struct Numbers<'a> {
    asked: &'a EngineTally,
    schema: &'a SchemaRef,
    batch: &'a RecordBatch,
}

impl<'a> Numbers<'a> {
    fn column(&self, name: String) -> Result<Cow<'a, [f64]>> {
        let column = Column::find(self.schema, &name, values::is_number, values::EXPECTED);
        let numbers = column.and_then(|column| column.numbers(self.batch));
        numbers.map_err(|_| broken(self.asked, COLUMNS))
    }

    /// A sum of nothing is null in some engines and zero in others.
    fn sums(&self, name: String) -> Result<Vec<f64>> {
        let zero = |sum: &f64| if sum.is_nan() { 0.0 } else { *sum };
        Ok(self.column(name)?.iter().map(zero).collect())
    }

    fn counts(&self, name: String) -> Result<Vec<u64>> {
        let counts = self.sums(name)?;
        checks::counts(&counts).map_err(|_| broken(self.asked, COUNTS))?;
        Ok(counts.into_iter().map(|count| count as u64).collect())
    }

    /// What is left of a count without a part of it.
    fn rest(&self, whole: u64, part: u64) -> Result<u64> {
        whole.checked_sub(part).ok_or_else(|| broken(self.asked, COUNTS))
    }

    /// The blocks of an indicator, one a row of the answer.
    fn blocks(&self, index: usize, reads: Reads, rows: &[u64]) -> Result<Vec<Block>> {
        let (column, beside) = read(reads);
        self.refuse(column, format!("odd_{index}"), |value| odd::fault(reads, value))?;
        if let Some(beside) = beside {
            self.refuse(beside, format!("odd_beside_{index}"), |value| odd::fault_beside(reads, value))?;
        }
        let n = self.counts(format!("n_{index}"))?;
        let missing = rows.iter().zip(&n).map(|(rows, n)| self.rest(*rows, *n)).collect::<Result<Vec<_>>>()?;
        let sums = |name: &str| self.sums(format!("{name}_{index}"));
        let made: Vec<Result<Block>> = match reads {
            Reads::Proportion { .. } => {
                let events = sums("sum")?;
                let block = |row: usize| {
                    let cell = ProportionCell::from_counts(events[row], n[row] as f64)?;
                    Ok(Block::Proportion(cell.with_missing(missing[row])))
                };
                (0..n.len()).map(block).collect()
            }
            Reads::Rate { .. } => {
                let (events, exposure) = (sums("sum")?, sums("beside")?);
                let block = |row: usize| {
                    RateCell::from_parts(n[row], events[row], exposure[row], missing[row]).map(Block::Rate)
                };
                (0..n.len()).map(block).collect()
            }
            Reads::Mean { .. } => {
                let (centre, d, dd) = (sums("centre")?, sums("d")?, sums("dd")?);
                let block = |row: usize| {
                    let sums = Centred { centre: centre[row], weight: 0.0, deviations: d[row], squares: dd[row] };
                    MeanCell::from_centred(n[row], sums, missing[row]).map(Block::Mean)
                };
                (0..n.len()).map(block).collect()
            }
            Reads::WeightedMean { .. } => {
                let weightless = self.counts(format!("weightless_{index}"))?;
                let by_weight = [sums("centre")?, sums("w")?, sums("wd")?, sums("wdd")?];
                let by_square = [sums("square_centre")?, sums("ww")?, sums("wwd")?, sums("wwdd")?];
                let centred = |[centre, weight, deviations, squares]: &[Vec<f64>; 4], row: usize| Centred {
                    centre: centre[row],
                    weight: weight[row],
                    deviations: deviations[row],
                    squares: squares[row],
                };
                let block = |row: usize| {
                    let (by_weight, by_square) = (centred(&by_weight, row), centred(&by_square, row));
                    WeightedMeanCell::from_centred(n[row], weightless[row], by_weight, by_square, missing[row])
                        .map(Block::WeightedMean)
                };
                (0..n.len()).map(block).collect()
            }
            Reads::Count { .. } | Reads::Money { .. } => {
                let total = sums("sum")?;
                let block = |row: usize| {
                    let cell = TotalCell::from_parts(n[row], total[row], missing[row])?;
                    Ok(if matches!(reads, Reads::Count { .. }) { Block::Count(cell) } else { Block::Money(cell) })
                };
                (0..n.len()).map(block).collect()
            }
        };
        // The place that a cell names is an argument of its constructor, which nobody called here.
        made.into_iter().map(|block| block.map_err(|error| Error::from(error.fault().clone()))).collect()
    }

    /// Refuses the first value that an engine found and that may not be there.
    fn refuse(&self, column: usize, name: String, fault: impl Fn(f64) -> Option<Fault>) -> Result<()> {
        let column = || Spot::Column(self.asked.plan.values[column].name.clone());
        match self.column(name)?.iter().find_map(|value| fault(*value)) {
            Some(fault) => Err(Error::new(fault, Place::default().within(column()))),
            None => Ok(()),
        }
    }
}

const COLUMNS: &str = "a column of it is missing, or of another type";
const COUNTS: &str = "it counts more than there is";

fn broken(asked: &EngineTally, what: &'static str) -> Error {
    EngineFault::AnswerBroken { engine: asked.engine.clone(), what }.into()
}
