//! Passes over the rows of a file, until every column is decided and was read as decided.

use std::sync::atomic::AtomicBool;

use helhed::error::{Error, Result, Within};

use super::blocks::Block;
use super::crew::in_order;
use super::cut::{Marks, last_record_end};
use super::part::{Task, Unfit, part};
use super::source::{Source, Start};
use super::whole::{Column, Whole};
use crate::read::locator::Locator;
use crate::read::{LeftOut, Observer};
use crate::recognise::{ColumnAsk, Evidence, FileMarks, Misfit, Verdict, decide};
use crate::tally::Progress;

/// A file whose columns are decided.
#[derive(Debug)]
pub(super) struct Settled {
    /// Places of the columns among the fields.
    pub(super) fields: Vec<usize>,
    pub(super) verdicts: Vec<Verdict>,
    pub(super) columns: Vec<Column>,
    pub(super) rows: u64,
    /// Rows of each block.
    pub(super) blocks: Vec<usize>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) locator: Locator,
}

/// Decides the columns of a file and reads them, keeping their arrays, or only counting and watching for persons.
///
/// # Errors
/// The first of the lines; then the first of the cells, by row, and of two in a row the leftmost.
pub(super) fn settle(source: &Source, start: Start, keep: bool, observer: &mut Observer<'_>) -> Result<Settled> {
    let fields = source.wanted()?;
    let names = &source.layout.names;
    let asks: Vec<_> = fields.iter().filter_map(|field| names.get(*field)).collect();
    let asks: Vec<_> = asks.into_iter().map(|name| ColumnAsk::of(name, source.ask())).collect();
    let guesses = guesses(source, &start, &fields, &asks);
    let first =
        fields.iter().zip(guesses).map(|(field, verdict)| task(source, *field, true, verdict)).collect::<Vec<_>>();
    let whole = pass(source, start, &first, keep, observer)?;
    let Whole { mut columns, rows, blocks, jumps, unknown_from, left_out, .. } = whole;
    let locator = Locator::lines(source.spot(), source.layout.first_line, jumps).until(unknown_from);
    let located = |row: Option<u64>, ask: &ColumnAsk<'_>, fault| Error::new(fault, locator.place(row, Some(ask.name)));

    let mut verdicts = Vec::with_capacity(asks.len());
    let mut misfits: Vec<(u64, Error)> = Vec::new();
    let marks = FileMarks::of(columns.iter().map(|column| &column.evidence), Some(source.layout.delimiter));
    let asks: Vec<_> = asks.into_iter().map(|ask| ask.with_marks(marks)).collect();
    for (column, ask) in columns.iter().zip(&asks) {
        match decide(&column.evidence, ask) {
            Ok(verdict) => verdicts.push(verdict),
            Err(Misfit { fault, row }) => misfits.push((row.unwrap_or(u64::MAX), located(row, ask, fault))),
        }
    }
    // Of equals the first is taken, which is the leftmost.
    if let Some((_, error)) = misfits.into_iter().min_by_key(|(row, _)| *row) {
        return Err(error);
    }

    let right = |(index, task): (usize, &Task)| {
        let guessed =
            task.verdict.as_ref().zip(verdicts.get(index)).is_some_and(|(guess, verdict)| alike(guess, verdict));
        guessed && columns.get(index).is_some_and(|column| column.unfit.is_none())
    };
    let wrong: Vec<usize> = first.iter().enumerate().filter(|one| !right(*one)).map(|(index, _)| index).collect();
    if !wrong.is_empty() && rows > 0 {
        let again = wrong.iter().filter_map(|index| Some((*fields.get(*index)?, verdicts.get(*index)?.clone())));
        let again: Vec<_> = again.map(|(field, verdict)| task(source, field, false, Some(verdict))).collect();
        let second = pass(source, source.again()?, &again, keep, observer)?;
        if second.blocks != blocks {
            return Err(source.changed());
        }
        let mut unfit: Option<(Unfit, &ColumnAsk<'_>)> = None;
        for (index, read) in wrong.iter().zip(second.columns) {
            let (Some(column), Some(ask)) = (columns.get_mut(*index), asks.get(*index)) else { continue };
            (column.nulls, column.arrays, column.suspicion) = (read.nulls, read.arrays, read.suspicion);
            column.different = read.different;
            if let Some(found) =
                read.unfit.filter(|found| unfit.as_ref().is_none_or(|(first, _)| found.row < first.row))
            {
                unfit = Some((found, ask));
            }
        }
        if let Some((Unfit { row, fault }, ask)) = unfit {
            return Err(located(Some(row), ask, fault));
        }
    }
    if rows == 0 {
        // Without rows there are no blocks, and no arrays.
        columns.iter_mut().for_each(|column| column.arrays.clear());
    }
    let blocks = if rows == 0 { Vec::new() } else { blocks };
    source.unchanged()?;
    Ok(Settled { fields, verdicts, columns, rows, blocks, left_out, locator })
}

fn task(source: &Source, field: usize, note: bool, verdict: Option<Verdict>) -> Task {
    Task { field, note, blank: Evidence::of(source.ask()), verdict, watch: true, given_up: AtomicBool::new(false) }
}

/// Whether two verdicts read every cell alike, whatever is said about them.
fn alike(left: &Verdict, right: &Verdict) -> bool {
    let bare = |verdict: &Verdict| Verdict { how: String::new(), doubts: Vec::new(), ..verdict.clone() };
    bare(left) == bare(right)
}

/// What the columns look like by the head of the file. It is only a guess: whether it was right is decided by all cells.
fn guesses(source: &Source, start: &Start, fields: &[usize], asks: &[ColumnAsk<'_>]) -> Vec<Option<Verdict>> {
    let marks = Marks::of(&source.layout);
    let begun = start.begun();
    let end = last_record_end(begun, marks).unwrap_or(begun.len());
    let block = Block { text: begun.get(..end).unwrap_or_default().to_vec(), first_line: 0, done: 0 };
    let tasks: Vec<_> = fields.iter().map(|field| task(source, *field, true, None)).collect();
    let evidence: Vec<Evidence> = part(block, &source.layout, &tasks).evidence;
    let marks = FileMarks::of(&evidence, Some(source.layout.delimiter));
    evidence.iter().zip(asks).map(|(evidence, ask)| decide(evidence, &ask.clone().with_marks(marks)).ok()).collect()
}

/// One pass over all rows.
///
/// # Errors
/// The first of the lines; that of the observer, at once.
fn pass(source: &Source, start: Start, tasks: &[Task], keep: bool, observer: &mut Observer<'_>) -> Result<Whole> {
    let mut blocks = source.blocks(start);
    let whole = std::cell::RefCell::new(Whole::new(tasks.len(), keep));
    in_order(
        source.sizes.threads,
        &mut blocks.by_ref().map(|block| block.within(|| source.spot())),
        |block| part(block, &source.layout, tasks),
        &mut |part| whole.borrow_mut().take(part).within(|| source.spot()),
        &mut || {
            let whole = whole.borrow();
            observer(Progress { rows: whole.rows, of: rows_in_all(whole.rows, whole.done, source.bytes) })
        },
    )?;
    let mut whole = whole.into_inner();
    whole.left_out.extend(blocks.left_out());
    Ok(whole)
}

/// How many rows there will be, if the rest of the file is like what was read of it.
fn rows_in_all(rows: u64, done: u64, bytes: Option<u64>) -> Option<u64> {
    let bytes = bytes.filter(|bytes| *bytes >= done && done > 0 && rows > 0)?;
    u64::try_from(u128::from(rows) * u128::from(bytes) / u128::from(done)).ok()
}
