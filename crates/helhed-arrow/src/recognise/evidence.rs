//! What the cells of a column look like, all of them.

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
}

impl Evidence {
    /// Notes the cell of the next row.
    pub(crate) fn note(&mut self, cell: &str) {
        let row = self.rows;
        self.rows += 1;
        match &mut self.shapes[shape(cell) as usize] {
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

    /// Rows noted.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }
}
