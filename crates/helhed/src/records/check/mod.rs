//! Checks of rows: pure functions on plain columns. They say which rows, and leave words and consequences to others.
//!
//! Codes are numbers that stand for the different values of a column, [`MISSING`] for none; days are counted from
//! 1 January 1970; numbers that are missing are not-a-number.

mod ages;
mod areas;
mod births;
mod counts;
mod exposure;
mod gaps;
mod keys;
mod spells;
mod twice;
mod weights;

pub use ages::impossible_ages;
pub use areas::in_two_areas;
pub use births::{ImpossibleBirth, impossible_births};
pub use counts::{above, below_zero, part_of_one};
pub use exposure::unexposed;
pub use gaps::{Gaps, gaps};
pub use keys::{MISSING, combine};
pub use spells::{OPEN_FROM, Overlap, backwards, overlaps};
pub use twice::{repeats, twice};
pub use weights::without_weight;

/// A row, and an earlier one that it collides with; both counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The later row.
    pub row: usize,
    /// The earlier row.
    pub with: usize,
}
