//! The parts of a text put together in their order.

use std::collections::BTreeMap;

use arrow_array::{Array, ArrayRef};
use helhed::error::{Error, Place, Result, Spot};

use super::part::{Part, Unfit};
use crate::known::Different;
use crate::person::Suspicion;
use crate::read::LeftOut;
use crate::recognise::Evidence;

/// Runs of blank lines that are told one by one. More of them are told as one: a file can hold millions.
const MOST_BLANKS: usize = 1000;

/// Jumps of lines that are kept: a file can have as many as it has rows. Beyond them rows are told without lines.
const MOST_JUMPS: usize = 1 << 20;

/// What is known of a column once all its cells were seen.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) evidence: Evidence,
    pub(super) nulls: u64,
    /// The first cell that did not fit the verdict.
    pub(super) unfit: Option<Unfit>,
    /// Its arrays, one a block, if they are kept.
    pub(super) arrays: Vec<ArrayRef>,
    /// The different texts of each array.
    pub(super) different: Vec<Different>,
    /// What all of it says of persons.
    pub(super) suspicion: Suspicion,
}

/// What the parts hold together.
#[derive(Debug)]
pub(super) struct Whole {
    keep: bool,
    pub(super) columns: Vec<Column>,
    pub(super) rows: u64,
    pub(super) done: u64,
    /// Rows of each block.
    pub(super) blocks: Vec<usize>,
    /// Rows from which lines run ahead, and by how many in all.
    pub(super) jumps: BTreeMap<u64, u64>,
    ahead: u64,
    /// First row whose line is not known, where there are too many jumps.
    pub(super) unknown_from: Option<u64>,
    pub(super) left_out: Vec<LeftOut>,
}

impl Whole {
    /// Nothing yet, of so many columns, whose arrays are kept or only counted.
    pub(super) fn new(columns: usize, keep: bool) -> Self {
        Self {
            keep,
            columns: std::iter::repeat_with(Column::default).take(columns).collect(),
            rows: 0,
            done: 0,
            blocks: Vec::new(),
            jumps: BTreeMap::new(),
            ahead: 0,
            unknown_from: None,
            left_out: Vec::new(),
        }
    }

    /// Takes the part that follows.
    ///
    /// # Errors
    /// `H811`, `H812`, `H814` and `H816` for a broken record.
    pub(super) fn take(&mut self, part: Part) -> Result<()> {
        for (row, lines) in part.jumps {
            self.ahead += lines;
            if self.jumps.len() < MOST_JUMPS {
                self.jumps.insert(self.rows + row as u64, self.ahead);
            } else if self.unknown_from.is_none() {
                self.unknown_from = Some(self.rows + row as u64);
            }
        }
        for (first, last) in part.blanks {
            self.blank(part.first_line + first, part.first_line + last);
        }
        if let Some(broken) = part.broken {
            let place = Place::default().and(Spot::Line(part.first_line + broken.line));
            return Err(Error::new(broken.fault, place.and(Spot::Row(self.rows + broken.row + 1))));
        }
        let parts = part.evidence.into_iter().zip(part.arrays).zip(part.known);
        for (column, ((evidence, array), (suspicion, different))) in self.columns.iter_mut().zip(parts) {
            column.evidence.merge(evidence);
            column.suspicion.merge(&suspicion.after(self.rows));
            match array {
                Some(Ok(array)) => {
                    column.nulls += array.null_count() as u64;
                    if self.keep && column.unfit.is_none() {
                        column.arrays.push(array);
                        column.different.push(different);
                    }
                }
                Some(Err(unfit)) if column.unfit.is_none() => {
                    (column.arrays, column.different) = (Vec::new(), Vec::new());
                    column.unfit = Some(Unfit { row: self.rows + unfit.row, ..unfit });
                }
                _ => {}
            }
        }
        self.rows += part.rows;
        self.done = part.done;
        self.blocks.push(usize::try_from(part.rows).unwrap_or(usize::MAX));
        Ok(())
    }

    fn blank(&mut self, first: u64, last: u64) {
        let full = self.left_out.len() >= MOST_BLANKS;
        match self.left_out.last_mut() {
            Some(before) if before.last + 1 == first => before.last = last,
            Some(before) if full => (before.last, before.what) = (last, "blank, among rows"),
            _ => self.left_out.push(LeftOut { first, last, what: "blank" }),
        }
    }
}
