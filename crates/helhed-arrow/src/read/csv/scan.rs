//! Rows of a recognised file, streamed in bounded memory as often as they are asked for.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;

use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::SchemaRef;
use helhed::error::{Error, Fault, Result, Within};

use super::blocks::Sizes;
use super::crew::in_order;
use super::part::{Part, Task, Unfit, part};
use super::pass::settle;
use super::source::{Source, Start};
use super::{draft, schema};
use crate::person::{Judged, Suspicion, judge};
use crate::read::locator::Locator;
use crate::read::scan::Batches;
use crate::read::{Ask, Observer, Reading, Scan};

/// Rows of a batch at most.
const MOST_ROWS: usize = 1 << 16;

/// Everything that is known of a file, but its rows.
struct Known {
    source: Source,
    tasks: Vec<Task>,
    /// The columns as they are read.
    schema: SchemaRef,
    /// What is done with them before they leave.
    judged: Judged,
    rows: u64,
    locator: Locator,
}

/// Goes through a file to recognise it, and keeps none of its rows.
///
/// # Errors
/// Those of reading.
pub(super) fn open(path: &Path, ask: &Ask, sizes: Sizes, observer: &mut Observer<'_>) -> Result<Scan> {
    let (source, start) = Source::open(path, ask, sizes)?;
    let settled = settle(&source, start, false, observer)?;
    let schema = Arc::new(schema(&source, &settled));
    let task = |(field, verdict): (&usize, &crate::recognise::Verdict)| Task {
        field: *field,
        note: false,
        blank: crate::recognise::Evidence::default(),
        verdict: Some(verdict.clone()),
        watch: false,
        given_up: AtomicBool::new(false),
    };
    let tasks = settled.fields.iter().zip(&settled.verdicts).map(task).collect();
    let (rows, locator) = (settled.rows, settled.locator.clone());
    // All rows were watched when the columns were settled: nothing leaves before that.
    let suspicions: Vec<Suspicion> = settled.columns.iter().map(|column| column.suspicion.clone()).collect();
    let judged = judge(&schema, &suspicions, ask, |row, column| locator.place(row, Some(column)))?;
    let guarded = judged.clone().over(&[])?;
    let examined = draft(&source, settled).guarded(guarded, ask)?.check(&ask.roles, &ask.policies)?;
    let reading = Reading { rows, ..examined.reading().clone() };
    let given = judged.schema().clone();
    let known = Arc::new(Known { source, tasks, schema, judged, rows, locator });
    Ok(Scan::new(given, reading, Arc::new(move || known.clone().batches())))
}

impl Known {
    fn batches(self: Arc<Self>) -> Result<Batches> {
        let start = self.source.again()?;
        let (give, batches) = mpsc::sync_channel(1);
        let stream = move || {
            // Who no longer takes batches is not told of errors.
            let last = self.stream(start, &give).err().map(Err);
            let _ = give.send(last);
        };
        let cannot = |_| Error::from(Fault::Bug { what: "there is no thread to read on".into() });
        thread::Builder::new().name("helhed scan".into()).spawn(stream).map_err(cannot)?;
        Ok(Box::new(Stream { batches: Some(batches) }))
    }

    /// Reads the rows and gives them away, until nobody takes them.
    fn stream(&self, start: Start, give: &SyncSender<Option<Result<RecordBatch>>>) -> Result<()> {
        let mut blocks = self.source.blocks(start);
        let mut rows = 0;
        in_order(
            self.source.sizes.threads,
            &mut blocks.by_ref().map(|block| block.within(|| self.source.spot())),
            |block| part(block, &self.source.layout, &self.tasks),
            &mut |part| {
                let batch = self.judged.replace(self.batch(part, rows)?)?;
                for first in (0..batch.num_rows()).step_by(MOST_ROWS) {
                    let piece = batch.slice(first, MOST_ROWS.min(batch.num_rows() - first));
                    give.send(Some(Ok(piece))).map_err(|_| Error::from(Fault::EmptyTable))?;
                }
                rows += batch.num_rows() as u64;
                Ok(())
            },
            &mut || Ok(()),
        )?;
        self.source.unchanged()?;
        if rows == self.rows { Ok(()) } else { Err(self.source.changed()) }
    }

    fn batch(&self, part: Part, before: u64) -> Result<RecordBatch> {
        if part.broken.is_some() {
            return Err(self.source.changed());
        }
        let mut arrays: Vec<ArrayRef> = Vec::with_capacity(self.tasks.len());
        let mut first: Option<(Unfit, usize)> = None;
        for (index, array) in part.arrays.into_iter().flatten().enumerate() {
            match array {
                Ok(array) => arrays.push(array),
                Err(unfit) if first.as_ref().is_none_or(|(first, _)| unfit.row < first.row) => {
                    first = Some((unfit, index))
                }
                Err(_) => {}
            }
        }
        if let Some((Unfit { row, fault }, index)) = first {
            let name = self.schema.fields().get(index).map(|field| field.name().as_str());
            return Err(Error::new(fault, self.locator.place(Some(before + row), name)));
        }
        let rows = usize::try_from(part.rows).ok();
        let options = RecordBatchOptions::new().with_row_count(rows);
        RecordBatch::try_new_with_options(self.schema.clone(), arrays, &options)
            .map_err(|_| Fault::Bug { what: "the columns of a block do not fit".into() }.into())
    }
}

/// Batches as they come from the thread that reads them. Nothing marks the end.
struct Stream {
    batches: Option<Receiver<Option<Result<RecordBatch>>>>,
}

impl Iterator for Stream {
    type Item = Result<RecordBatch>;

    fn next(&mut self) -> Option<Self::Item> {
        let lost = || Some(Err(Fault::Bug { what: "the thread that reads a file is gone".into() }.into()));
        let next = self.batches.as_ref()?.recv().unwrap_or_else(|_| lost());
        if !matches!(next, Some(Ok(_))) {
            self.batches = None;
        }
        next
    }
}
