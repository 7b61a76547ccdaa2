//! How far a tally has come.

/// Rows counted so far. Handed to the observer of a tally, whose error stops it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows counted.
    pub rows: u64,
    /// Rows in all, where that is known beforehand.
    pub of: Option<u64>,
}
