//! Tally: rows become cells.

mod account;
mod among;
mod asked;
mod blocks;
mod checks;
mod codes;
mod crew;
mod engine;
mod files;
mod joint;
mod kinds;
mod moments;
mod ordered;
mod parquet;
mod part;
mod plan;
mod progress;
mod records;
mod runs;
mod shelves;
mod sieve;
mod spec;
mod spells;
mod sums;
mod transitions;
mod weighted_moments;
mod whole;
mod wide;

use arrow_array::RecordBatch;
use arrow_schema::{ArrowError, SchemaRef};
use helhed::cells::Cells;
use helhed::error::Result;

pub use asked::{Asked, Sought};
pub use engine::{EngineKey, EngineSum, EngineTally};
pub use files::tally_files;
pub use joint::{Joint, comoments, comoments_files, comoments_parquet, comoments_records};
pub use parquet::{tally_parquet, tally_parquet_files};
pub use progress::Progress;
pub use records::{tally_records, tally_scan};
pub use spec::Tally;
pub use spells::{Spells, tally_spells, tally_spells_parquet_files};
pub use transitions::{PERSONS, PersonTransitions, person_transitions, person_transitions_parquet_files};
pub use transitions::{Transitions, transitions, transitions_parquet_files};
pub use wide::{Pattern, Wide, WideUnit, tally_wide, tally_wide_parquet, tally_wide_parquet_files};

use among::Among;
use blocks::{Block, Blocks};
use crew::Counter;
use part::Worker;
use plan::Plan;

/// Rows that are counted at a time, so that what is made of them stays near the processor.
const STEP: usize = 1 << 13;

/// Counts the rows of record batches.
///
/// A missing key is a key of its own. A missing or not-a-number value is counted in the cell's `missing`, and in the
/// ledger as `<column>: missing`, once a row however many indicators read the column. The result is the same to the
/// last bit whatever the sizes of the batches and the number of threads. `observer` is called on the calling thread at
/// least every 2^20 rows; its error ends the tally.
///
/// # Errors
/// `H101` for a missing column, `H102` for one of another type than its role, `H106` for one that is there twice,
/// `H103` without rows, `H104` for an infinite value, `H008` for one beyond 1e140, `H105` for an event that is neither 0 nor 1; `H202`, `H203`,
/// `H204`, `H208` for events and exposure that are none; `H802` if the stream of batches breaks off.
///
/// ```
/// use std::sync::Arc;
/// use arrow_array::{BooleanArray, RecordBatch, StringArray};
/// use helhed::design::{Indicator, Measure};
/// use helhed_arrow::{Tally, tally};
///
/// let rows = RecordBatch::try_from_iter([
///     ("area", Arc::new(StringArray::from(vec!["A", "A", "B"])) as _),
///     ("evicted", Arc::new(BooleanArray::from(vec![Some(true), Some(false), None])) as _),
/// ])?;
/// let spec = Tally::new([Indicator::new("evicted", Measure::Proportion { event: "evicted".into() })?], ["area"])?;
/// let cells = tally([Ok(rows.clone())], &rows.schema(), &spec, |_| Ok(()))?;
/// assert_eq!(cells.len(), 2);
/// assert_eq!(cells.ledger().reasons().collect::<Vec<_>>(), [("evicted: missing", 1)]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tally(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
    spec: &Tally,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<Cells> {
    let (cells, asked) = counted(batches, schema, spec, observer)?;
    account::asked_is_there(spec, &[&asked], cells)
}

/// The cells, and which values in `where` have occurred.
fn counted(
    batches: impl IntoIterator<Item = Result<RecordBatch, ArrowError>>,
    schema: &SchemaRef,
    spec: &Tally,
    observer: impl FnMut(Progress) -> Result<()>,
) -> Result<(Cells, Vec<Among>)> {
    let plan = Plan::new(spec, schema)?;
    let each = |worker: &mut Worker<'_>, block| count(worker, &plan, block);
    let cells = crew::tally_blocks(spec, &plan, None, Blocks::new(batches.into_iter()), each, observer)?;
    Ok((cells, plan.asked))
}

fn count(worker: &mut impl Counter, plan: &Plan, block: Block) -> Result<()> {
    let mut row = block.first_row;
    for batch in block.batches {
        for first in (0..batch.num_rows()).step_by(STEP) {
            let step = batch.slice(first, STEP.min(batch.num_rows() - first));
            worker.push_as(plan, &step, row)?;
            row += step.num_rows() as u64;
        }
    }
    Ok(())
}
