//! The gate: rows that leave a file batch by batch are watched as those of a table in memory are.

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::Result;
use rayon::prelude::*;

use super::watch::{holds_texts, is_declared, refused};
use super::{Judged, Suspected, Suspicion, judge, note, suspicions};
use crate::read::{Ask, Batches, Locator, Observer, Open};
use crate::tally::Progress;

/// What every batch passes before it leaves. It is judged together with all rows before it, so at the last row the
/// judgement is that of the whole table. Where the numbers of persons are seen, the rest of the file is looked at before
/// anything more leaves: what is refused is what would be refused of the whole.
#[derive(Clone)]
pub(crate) struct Gate {
    /// The columns before any is replaced.
    schema: SchemaRef,
    /// Of each column whether it was said to be the key of persons.
    declared: Vec<bool>,
    locator: Locator,
    judged: Judged,
    open: Open,
    seen: Vec<Suspicion>,
    rows: u64,
    /// Whether all rows were judged.
    settled: bool,
}

impl Gate {
    /// A gate that no row has passed, before a file that `open` opens; `first` are its first rows, and `persons` what all
    /// rows say of columns that are to be replaced.
    ///
    /// # Errors
    /// Those of [`judge`], as far as these rows show them; those of reading.
    pub(crate) fn new(
        schema: &SchemaRef,
        first: &[RecordBatch],
        persons: Vec<(String, Suspicion)>,
        ask: &Ask,
        locator: Locator,
        open: Open,
    ) -> Result<Self> {
        let declared: Vec<bool> = schema.fields().iter().map(|field| is_declared(field.name(), ask)).collect();
        let mut known = suspicions(schema, first);
        for (name, whole) in persons {
            if let Some((_, known)) = schema.fields().iter().zip(&mut known).find(|(field, _)| *field.name() == name) {
                *known = whole;
            }
        }
        let to_replace = |index: usize| ask.key.is_some() && declared.get(index) == Some(&true);
        let settled = suspected(schema, &known, &declared).any(|(index, _)| !to_replace(index));
        if settled {
            known = of_all(&open)?;
        }
        let judged = judge(schema, &known, ask, |row, column| locator.place(row, Some(column)))?;
        let seen = vec![Suspicion::default(); schema.fields().len()];
        Ok(Self { schema: schema.clone(), declared, locator, judged, open, seen, rows: 0, settled })
    }

    /// What is done with the columns.
    pub(crate) fn judged(&self) -> &Judged {
        &self.judged
    }

    /// The batches that may leave, up to the first that may not.
    ///
    /// # Errors
    /// Those of opening.
    pub(crate) fn batches(&self) -> Result<Batches> {
        let batches = (self.open)()?;
        Ok(Box::new(batches.scan(Some(self.clone()), |gate, batch| {
            let passed = batch.and_then(|batch| gate.as_mut().map(|gate| gate.pass(batch)).transpose());
            // Behind a batch that is held back none leaves.
            match passed {
                Ok(batch) => batch.map(Ok),
                Err(error) => gate.take().map(|_| Err(error)),
            }
        })))
    }

    /// Lets a batch pass, with pseudonyms for the keys of persons.
    ///
    /// # Errors
    /// `H112` for a column with the numbers of persons; those of reading the rest.
    fn pass(&mut self, batch: RecordBatch) -> Result<RecordBatch> {
        if !self.settled {
            let rows = self.rows;
            note_all(&mut self.seen, &batch, rows);
            self.rows += batch.num_rows() as u64;
            if self.refused().is_some() {
                self.seen = of_all(&self.open)?;
                self.settled = true;
                if let Some((column, rows, row)) = self.refused() {
                    return Err(refused(rows, self.locator.place(row, Some(&column))));
                }
            }
        }
        self.judged.replace(batch)
    }

    /// The first column that must not leave, its rows and the first of them. What is replaced does not leave.
    fn refused(&self) -> Option<(String, u64, Option<u64>)> {
        let mut found = suspected(&self.schema, &self.seen, &self.declared);
        let (index, (rows, row)) = found.find(|(index, _)| !self.judged.is_replaced(*index))?;
        Some((self.schema.fields().get(index)?.name().clone(), rows, row))
    }
}

/// Columns with the numbers of persons: their place, the rows and the first of them.
fn suspected<'a>(
    schema: &'a SchemaRef,
    seen: &'a [Suspicion],
    declared: &'a [bool],
) -> impl Iterator<Item = (usize, (u64, Option<u64>))> + 'a {
    let columns = schema.fields().iter().zip(seen).zip(declared).enumerate();
    columns.filter_map(|(index, ((field, seen), declared))| {
        match seen.verdict(field.name(), holds_texts(field.data_type()), *declared) {
            Suspected::Persons { rows, row } => Some((index, (rows, row))),
            _ => None,
        }
    })
}

fn note_all(seen: &mut [Suspicion], batch: &RecordBatch, start: u64) {
    seen.par_iter_mut().zip(batch.columns()).for_each(|(seen, array)| note(seen, array, start));
}

fn of_all(open: &Open) -> Result<Vec<Suspicion>> {
    Ok(seen(open()?, None, &mut |_| Ok(()))?.into_iter().map(|(_, seen)| seen).collect())
}

/// What is known of columns once all their rows were seen; `of` is the number of rows.
///
/// # Errors
/// Those of reading, and that of the observer.
pub(crate) fn seen(batches: Batches, of: Option<u64>, observer: &mut Observer<'_>) -> Result<Vec<(String, Suspicion)>> {
    let mut names: Vec<String> = Vec::new();
    let mut all: Vec<Suspicion> = Vec::new();
    let mut rows = 0;
    for batch in batches {
        let batch = batch?;
        if names.is_empty() {
            names = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
            all = vec![Suspicion::default(); names.len()];
        }
        note_all(&mut all, &batch, rows);
        rows += batch.num_rows() as u64;
        observer(Progress { rows, of })?;
    }
    Ok(names.into_iter().zip(all).collect())
}
