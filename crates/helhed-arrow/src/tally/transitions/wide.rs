//! Transitions where a row is a person, with a column of states before and one after.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::{ArrayRef, Float64Array, Int8Array, RecordBatch};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use helhed::cells::Cells;
use helhed::error::{Error, Fault, Result, Within};

use super::spec::{AFTER, BEFORE, CHANGE, PERSONS, dimensions, indicators};
use super::state::{is_state, states, type_of_states};
use crate::column::{Column, at};
use crate::file::Source;
use crate::tally::blocks::{Block, Blocks};
use crate::tally::crew::{BLOCK, tally_blocks};
use crate::tally::kinds::{Kinds, alike};
use crate::tally::part::Worker;
use crate::tally::plan::Plan;
use crate::tally::{Progress, STEP, Tally};
use crate::{keys, values};

/// Persons by the states that two columns hold, and by keys.
///
/// ```
/// use helhed_arrow::Transitions;
/// let spec = Transitions::new("y_2008w01", "y_2010w01", ["area"])?;
/// assert_eq!(spec.dimensions(), ["area", "before", "after"]);
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Transitions {
    before: String,
    after: String,
    change: Option<(String, String)>,
    by: Vec<String>,
    tally: Tally,
}

impl Transitions {
    /// From the state in one column to that in another.
    ///
    /// # Errors
    /// `H106` if a key column is named twice, or `before` or `after`.
    pub fn new(
        before: impl Into<String>,
        after: impl Into<String>,
        by: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self> {
        let by: Vec<String> = by.into_iter().map(Into::into).collect();
        let tally = Tally::new(indicators(false)?, dimensions(&by))?;
        Ok(Self { before: before.into(), after: after.into(), change: None, by, tally })
    }

    /// The same with the mean of how much a number has changed, from one column to another.
    ///
    /// # Errors
    /// None that its parts have not had.
    pub fn with_change(self, before: impl Into<String>, after: impl Into<String>) -> Result<Self> {
        let tally = Tally::new(indicators(true)?, dimensions(&self.by))?;
        Ok(Self { change: Some((before.into(), after.into())), tally, ..self })
    }

    /// The same on so many threads. The result does not depend on it.
    #[must_use]
    pub fn on_threads(self, threads: NonZeroUsize) -> Self {
        Self { tally: self.tally.on_threads(threads), ..self }
    }

    /// Key columns of the cells.
    #[must_use]
    pub fn dimensions(&self) -> &[String] {
        self.tally.by()
    }

    /// The columns it reads, some perhaps more than once.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let change = self.change.iter().flat_map(|(before, after)| [before, after]);
        self.by.iter().chain([&self.before, &self.after]).chain(change).map(String::as_str)
    }
}

/// A table as the rows of a tally: keys, both states, one person, and the change.
struct View {
    keys: Vec<Column>,
    states: [Column; 2],
    change: Option<[Column; 2]>,
    schema: SchemaRef,
}

impl View {
    fn new(spec: &Transitions, schema: &Schema) -> Result<Self> {
        let key = |name: &String| Column::find(schema, name, keys::is_key, keys::EXPECTED);
        let keys = spec.by.iter().map(key).collect::<Result<Vec<_>>>()?;
        let state = |name: &String| Column::find(schema, name, is_state, keys::EXPECTED);
        let number = |name: &String| Column::find(schema, name, values::is_number, values::EXPECTED);
        let states = [state(&spec.before)?, state(&spec.after)?];
        let change = match &spec.change {
            Some((before, after)) => Some([number(before)?, number(after)?]),
            None => None,
        };
        let type_of =
            |name: &str| schema.field_with_name(name).map_or(DataType::Null, |field| field.data_type().clone());
        let keys_of = spec.by.iter().map(|name| Field::new(name, type_of(name), true));
        let of_states = [(BEFORE, &spec.before), (AFTER, &spec.after)];
        let of_states = of_states.map(|(name, column)| Field::new(name, type_of_states(&type_of(column)), true));
        let change_of = spec.change.iter().map(|_| Field::new(CHANGE, DataType::Float64, true));
        let fields = keys_of.chain(of_states).chain([Field::new(PERSONS, DataType::Int8, false)]).chain(change_of);
        Ok(Self { keys, states, change, schema: Arc::new(Schema::new(fields.collect::<Vec<_>>())) })
    }

    fn of(&self, batch: &RecordBatch, first_row: u64) -> Result<RecordBatch> {
        let whole = |column: &Column| -> Result<ArrayRef> { Ok(column.of(batch)?.slice(0, batch.num_rows())) };
        let mut columns = self.keys.iter().map(whole).collect::<Result<Vec<_>>>()?;
        for column in &self.states {
            columns.push(states(&whole(column)?, &column.name, first_row)?);
        }
        columns.push(Arc::new(Int8Array::from_value(1, batch.num_rows())));
        if let Some([before, after]) = &self.change {
            let (left, right) = (before.numbers(batch)?, after.numbers(batch)?);
            let change = left.iter().zip(right.iter()).map(|(before, after)| after - before);
            columns.push(Arc::new(Float64Array::from_iter_values(change)));
        }
        let refused =
            |_| Error::new(Fault::Damaged { reason: "batches that do not fit their schema".into() }, at(PERSONS));
        RecordBatch::try_new(self.schema.clone(), columns).map_err(refused)
    }
}

/// Counts persons by their states before and after, where a row is a person.
///
/// Cells have two more key columns, `before` and `after`; an empty state is a missing key. `persons` counts the rows, and
/// `change` is the mean of the difference, missing where either number is.
///
/// # Errors
/// `H894` for a state that is a number but not a whole one, and those of [`tally`](super::super::tally).
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{Int8Array, RecordBatch};
/// use helhed_arrow::{Transitions, transitions};
///
/// let rows = RecordBatch::try_from_iter([
///     ("y_2008w01", Arc::new(Int8Array::from(vec![Some(4), Some(4), None])) as _),
///     ("y_2010w01", Arc::new(Int8Array::from(vec![Some(3), Some(4), Some(3)])) as _),
/// ])?;
/// let spec = Transitions::new("y_2008w01", "y_2010w01", [] as [&str; 0])?;
/// let cells = transitions([Ok(rows.clone())], &rows.schema(), &spec, |_| Ok(()))?;
/// assert_eq!(cells.len(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn transitions(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
    spec: &Transitions,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let view = View::new(spec, schema)?;
    let plan = Plan::new(&spec.tally, &view.schema)?;
    let count = |worker: &mut Worker<'_>, block: Block| {
        let mut row = block.first_row;
        for batch in &block.batches {
            for first in (0..batch.num_rows()).step_by(STEP) {
                let step = batch.slice(first, STEP.min(batch.num_rows() - first));
                worker.push_as(&plan, &view.of(&step, row)?, row)?;
                row += step.num_rows() as u64;
            }
        }
        Ok(())
    };
    tally_blocks(&spec.tally, &plan, None, Blocks::new(batches.into_iter()), count, observer)
}

/// Counts persons by their states before and after in Parquet files, where a row is a person.
///
/// # Errors
/// Those of [`transitions`] and of [`tally_parquet_files`](super::super::tally_parquet_files).
pub fn transitions_parquet_files(
    paths: &[PathBuf],
    spec: &Transitions,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let mut paths = paths.to_vec();
    paths.sort();
    let open = |path: &PathBuf| -> Result<(Source, View, Kinds)> {
        let source = Source::open(path)?;
        View::new(spec, source.schema()).within(|| source.spot())?;
        let texts: Vec<String> = spec.by.iter().chain([&spec.before, &spec.after]).cloned().collect();
        let kinds = Kinds::of(source.schema(), texts.iter());
        let source = source.only(spec.columns(), &texts)?;
        let view = View::new(spec, source.schema()).within(|| source.spot())?;
        Ok((source, view, kinds))
    };
    let files = paths.iter().map(open).collect::<Result<Vec<_>>>()?;
    let Some((_, first, _)) = files.first() else { return Err(Fault::EmptyTable.into()) };
    alike(files.iter().map(|(source, _, kinds)| (source, kinds)))?;
    let plan = Plan::new(&spec.tally, &first.schema)?;
    let rows: u64 = files.iter().map(|(source, ..)| source.rows()).sum();
    let blocks = files.iter().flat_map(|file| {
        let rows = file.0.rows();
        (0..rows).step_by(BLOCK).map(move |first| Ok((file, first..rows.min(first + BLOCK as u64))))
    });
    let count = |worker: &mut Worker<'_>,
                 ((source, view, _), block): (&(Source, View, Kinds), std::ops::Range<u64>)| {
        let mut row = block.start;
        let plan = Plan::new(&spec.tally, &view.schema)?;
        for batch in source.read(block, STEP)? {
            let batch = batch?;
            let push = view.of(&batch, row).and_then(|rows| worker.push_as(&plan, &rows, row));
            push.within(|| source.spot())?;
            row += batch.num_rows() as u64;
        }
        Ok(())
    };
    tally_blocks(&spec.tally, &plan, Some(rows), blocks, count, observer)
}
