//! The co-moments of one block of rows, and the worker that makes them.

use arrow_array::RecordBatch;
use helhed::cells::{ComomentCell, LARGEST_MEASUREMENT};
use helhed::error::{Error, Result};
use helhed::estimate::KeyValue;

use super::spec::Joint;
use crate::column::at_row;
use crate::keys::Keys;
use crate::tally::crew::Counter;
use crate::tally::ordered::Made;
use crate::tally::plan::{Plan, Reads};
use crate::tally::sieve::{Left, Sieve, at_row_of_all};

/// What one worker counted in one block.
#[derive(Debug)]
pub(crate) struct Part {
    /// Cells of the keys that have rows.
    pub(crate) cells: Vec<(Vec<KeyValue>, ComomentCell)>,
    /// Rows that were left out, by the column they lacked and why: without a value, then each code.
    pub(crate) left_out: Vec<Vec<u64>>,
    /// Rows that are not asked for.
    pub(crate) not_asked: u64,
    /// Rows in the block.
    pub(crate) rows: u64,
}

/// Counts block after block.
#[derive(Debug)]
pub(crate) struct Products<'a> {
    plan: &'a Plan,
    variables: usize,
    keys: Keys,
    sieve: Sieve,
    cells: Vec<ComomentCell>,
    left_out: Vec<Vec<u64>>,
    not_asked: u64,
    rows: u64,
}

impl<'a> Products<'a> {
    /// A worker that has seen nothing.
    pub(crate) fn new(spec: &Joint, plan: &'a Plan) -> Self {
        let (variables, keys) = (spec.empty().variables().len(), Keys::new(plan.keys.len()));
        let (cells, left_out, sieve) = (Vec::new(), nothing_left_out(plan), Sieve::default());
        Self { plan, variables, keys, sieve, cells, left_out, not_asked: 0, rows: 0 }
    }

    fn count(&mut self, plan: &Plan, batch: &RecordBatch, first_row: u64) -> Result<()> {
        let columns = plan.values.iter().map(|column| column.numbers(batch)).collect::<Result<Vec<_>>>()?;
        let places: Vec<usize> = places(plan).collect();
        let groups = self.keys.groups(batch, first_row, &plan.keys)?;
        self.cells.resize_with(groups.count, || ComomentCell::empty(self.variables));
        let mut values = vec![0.0; places.len()];
        for (row, group) in groups.of_rows.iter().enumerate() {
            let Some(cell) = self.cells.get_mut(*group as usize) else { continue };
            for (value, place) in values.iter_mut().zip(&places) {
                *value = columns[*place][row];
            }
            let lacks = |(value, place): (&f64, &usize)| {
                let why = if value.is_nan() { Some(0) } else { plan.codes[*place].place(*value).map(|code| code + 1) };
                why.map(|why| (*place, why))
            };
            if let Some((place, why)) = values.iter().zip(&places).find_map(lacks) {
                self.left_out[place][why] += 1;
                cell.push_missing();
                continue;
            }
            let (measured, weight) = values.split_at(self.variables);
            cell.push(measured, weight.first().copied().unwrap_or(1.0)).map_err(|error| {
                let wrong = measured.iter().position(|value| value.abs() > LARGEST_MEASUREMENT);
                let column = &plan.values[places[wrong.unwrap_or(places.len() - 1)]].name;
                Error::new(error.fault().clone(), at_row(column, first_row + row as u64))
            })?;
        }
        self.rows += batch.num_rows() as u64;
        Ok(())
    }
}

impl Counter for Products<'_> {
    type Part = Part;

    fn push_as(&mut self, plan: &Plan, batch: &RecordBatch, first_row: u64) -> Result<()> {
        match self.sieve.sift(&plan.asked, batch)? {
            Left::All => self.count(plan, batch, first_row),
            Left::Some(left, kept) => {
                self.pass_over((batch.num_rows() - left.num_rows()) as u64);
                self.count(plan, &left, 0).map_err(|error| at_row_of_all(&error, &kept, first_row))
            }
        }
    }

    fn pass_over(&mut self, rows: u64) {
        self.rows += rows;
        self.not_asked += rows;
    }

    fn finish(&mut self) -> Result<Made<Part>> {
        let cells = std::mem::take(&mut self.cells).into_iter().enumerate();
        let counted = cells.filter(|(_, cell)| cell.records() + cell.missing() > 0);
        let rows = std::mem::take(&mut self.rows);
        let part = Part {
            cells: counted.map(|(group, cell)| (self.keys.key(group), cell)).collect(),
            left_out: std::mem::replace(&mut self.left_out, nothing_left_out(self.plan)),
            not_asked: std::mem::take(&mut self.not_asked),
            rows,
        };
        Ok((part, rows))
    }
}

/// Where in [`Plan::values`] each variable is, and then the weight.
fn places(plan: &Plan) -> impl Iterator<Item = usize> {
    plan.reads.iter().filter_map(|reads| if let Reads::Mean { value } = reads { Some(*value) } else { None })
}

/// Counts of no rows: for each column those without a value, and those of each code.
pub(super) fn nothing_left_out(plan: &Plan) -> Vec<Vec<u64>> {
    plan.codes.iter().map(|codes| vec![0; codes.len() + 1]).collect()
}
