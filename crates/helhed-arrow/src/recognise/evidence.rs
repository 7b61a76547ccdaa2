//! What the cells of a column look like, all of them.

use super::time::Times;
use super::truth::Truths;
use super::{Shape, shape};

/// How often something was seen, where first, and what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) count: u64,
    /// Row of the first, counted from 0.
    pub(crate) row: u64,
    /// The first, as written.
    pub(crate) example: Box<str>,
}

/// How often each shape was seen in a column, and where first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    shapes: [Option<Seen>; Shape::COUNT],
    rows: u64,
    times: Times,
    truths: Truths,
}

impl Evidence {
    /// Notes the cell of the next row.
    pub(crate) fn note(&mut self, cell: &str) {
        let row = self.rows;
        self.rows += 1;
        let shape = shape(cell);
        self.times.note(shape, cell.trim(), row);
        self.truths.note(shape, cell.trim(), row);
        match &mut self.shapes[shape as usize] {
            Some(seen) => seen.count += 1,
            none => *none = Some(Seen { count: 1, row, example: cell.into() }),
        }
    }

    /// Adds what was noted of the rows that follow.
    pub(crate) fn merge(&mut self, later: Self) {
        for (mine, theirs) in self.shapes.iter_mut().zip(later.shapes) {
            match (mine, theirs) {
                (Some(mine), Some(theirs)) => mine.count += theirs.count,
                (none @ None, Some(theirs)) => *none = Some(Seen { row: theirs.row + self.rows, ..theirs }),
                (_, None) => {}
            }
        }
        self.times.merge(later.times, self.rows);
        self.truths.merge(later.truths, self.rows);
        self.rows += later.rows;
    }

    /// What was seen of a shape.
    pub(crate) fn seen(&self, shape: Shape) -> Option<&Seen> {
        self.shapes[shape as usize].as_ref()
    }

    /// How many cells had a shape.
    pub(crate) fn count(&self, shape: Shape) -> u64 {
        self.seen(shape).map_or(0, |seen| seen.count)
    }

    /// What the times look like.
    pub(crate) fn times(&self) -> &Times {
        &self.times
    }

    /// The words that could be yes and no.
    pub(crate) fn truths(&self) -> &Truths {
        &self.truths
    }

    /// The first cell with a value that has none of these shapes.
    pub(crate) fn first_beside(&self, shapes: &[Shape]) -> Option<&Seen> {
        let nulls = [Shape::Empty, Shape::Blank, Shape::Missing, Shape::Suppressed];
        let known = |index: usize| shapes.iter().chain(&nulls).any(|shape| *shape as usize == index);
        let others = self.shapes.iter().enumerate().filter(|(index, _)| !known(*index));
        others.filter_map(|(_, seen)| seen.as_ref()).min_by_key(|seen| seen.row)
    }

    /// Rows noted.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }
}
