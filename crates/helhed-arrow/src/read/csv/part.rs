//! What comes of one block: evidence, arrays, and where lines run ahead of rows.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arrow_array::{ArrayRef, UInt16Array};
use arrow_schema::ArrowError;
use arrow_select::take::take;
use helhed::error::Fault;

use super::blocks::Block;
use super::layout::Layout;
use super::split::{Broken, Cells, split};
use crate::known::Different;
use crate::person::{Suspicion, note};
use crate::recognise::{Builder, Evidence, Rows, Verdict};
use crate::repeats::{Each, Repeats};
use crate::texts::Texts;

/// A column, and what is done with its cells.
#[derive(Debug)]
pub(super) struct Task {
    /// Its place among the fields.
    pub(super) field: usize,
    /// Whether its cells are noted as evidence.
    pub(super) note: bool,
    /// The evidence before the first cell, which knows what is said about the file.
    pub(super) blank: Evidence,
    /// How they are read, where that is known or guessed.
    pub(super) verdict: Option<Verdict>,
    /// Whether what is read is watched for the numbers of persons at once. What streams is watched at the gate.
    pub(super) watch: bool,
    /// Set where the guess was wrong: what follows need not be built.
    pub(super) given_up: AtomicBool,
}

/// A cell that does not fit the verdict.
#[derive(Debug)]
pub(super) struct Unfit {
    pub(super) row: u64,
    pub(super) fault: Fault,
}

/// What comes of one block, for every task.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) rows: u64,
    pub(super) first_line: u64,
    pub(super) done: u64,
    pub(super) evidence: Vec<Evidence>,
    /// The column of a task; nothing if none was asked for or the guess was wrong before.
    pub(super) arrays: Vec<Option<Result<ArrayRef, Unfit>>>,
    /// What the arrays say of persons, and their different texts, where those are few.
    pub(super) known: Vec<(Suspicion, Different)>,
    pub(super) jumps: Vec<(usize, u64)>,
    pub(super) blanks: Vec<(u64, u64)>,
    pub(super) broken: Option<Broken>,
}

/// Parts a block, notes and builds.
pub(super) fn part(block: Block, layout: &Layout, tasks: &[Task]) -> Part {
    let Block { text, first_line, done } = block;
    let mut fields = split(text, layout);
    let (mut evidence, mut arrays, mut known) = (Vec::new(), Vec::new(), Vec::new());
    let cells = fields.cells();
    for task in tasks {
        let (noted, array, different) = column(cells, fields.rows, task);
        evidence.push(noted);
        known.push(match &array {
            Some(Ok(array)) if task.watch => watched(array, different),
            _ => Default::default(),
        });
        arrays.push(array);
    }
    let (jumps, blanks) = (std::mem::take(&mut fields.jumps), std::mem::take(&mut fields.blanks));
    let broken = fields.broken.take();
    Part { rows: fields.rows as u64, first_line, done, evidence, arrays, known, jumps, blanks, broken }
}

/// What an array says of persons, and its different texts: the rows are near a processor now.
fn watched(array: &ArrayRef, different: Different) -> (Suspicion, Different) {
    let mut suspicion = Suspicion::default();
    match (Texts::of(array.as_ref()), different) {
        (Some(texts), Some(different)) => {
            texts.each_of(Some(&different), |text, count, row| suspicion.note_text(text, count, row));
            (suspicion, Some(different))
        }
        _ => {
            note(&mut suspicion, array, 0);
            (suspicion, None)
        }
    }
}

/// Notes and builds a column. Where its cells come again, each of them is looked at once.
fn column(cells: Cells<'_>, rows: usize, task: &Task) -> (Evidence, Option<Result<ArrayRef, Unfit>>, Different) {
    let mut evidence = task.blank.clone();
    // A guess that is given up is not looked at again, so it does not matter which block comes first.
    let given_up = task.note && task.given_up.load(Ordering::Relaxed);
    let verdict = task.verdict.as_ref().filter(|_| !given_up);
    let repeats = cells.repeats(task.field);
    if task.note {
        match &repeats {
            Some(Repeats { each, .. }) => {
                let held = |one: &Each| Rows { first: one.first as u64, count: one.count };
                let different = each.iter().map(|one| (cells.cell(task.field, one.first), held(one)));
                evidence.note_different(different, rows as u64);
            }
            None => cells.column(task.field).for_each(|cell| evidence.note(cell)),
        }
    }
    let mut different = None;
    let array = verdict.map(|verdict| {
        let array = match repeats {
            Some(Repeats { codes, each }) => {
                let array = build_repeated(cells, task.field, verdict, codes, &each);
                different = Some(each);
                array
            }
            None => build(cells, rows, task.field, verdict),
        };
        array.inspect_err(|_| task.given_up.store(true, Ordering::Relaxed))
    });
    (evidence, array, different)
}

fn build(cells: Cells<'_>, rows: usize, field: usize, verdict: &Verdict) -> Result<ArrayRef, Unfit> {
    let mut builder = Builder::new(verdict, rows);
    for (row, cell) in (0..).zip(cells.column(field)) {
        builder.push(cell).map_err(|fault| Unfit { row, fault })?;
    }
    let mut array = builder.finish();
    // Arrays are kept by the hundred, and builders take memory in powers of two.
    if let Some(array) = Arc::get_mut(&mut array) {
        array.shrink_to_fit();
    }
    Ok(array)
}

/// Builds a column from its different cells.
fn build_repeated(
    cells: Cells<'_>,
    field: usize,
    verdict: &Verdict,
    codes: Vec<u16>,
    each: &[Each],
) -> Result<ArrayRef, Unfit> {
    let mut builder = Builder::new(verdict, each.len());
    for Each { first, .. } in each {
        builder.push(cells.cell(field, *first)).map_err(|fault| Unfit { row: *first as u64, fault })?;
    }
    let bug = |error: ArrowError| Unfit { row: 0, fault: Fault::Bug { what: error.to_string() } };
    take(&builder.finish(), &UInt16Array::from(codes), None).map_err(bug)
}
