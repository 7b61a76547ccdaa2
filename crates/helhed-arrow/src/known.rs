//! What a reader found out about a table while it read the rows, so that nobody needs to look for it again.

use crate::person::Suspicion;
use crate::repeats::Each;

/// What is known of a table beside its rows. None of it needs to be there.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// What all cells of each column say of persons.
    pub(crate) suspicions: Option<Vec<Suspicion>>,
    /// The different texts of each column and batch.
    pub(crate) texts: Vec<Vec<Different>>,
}

/// The different texts of an array by the first rows that hold them; nothing if they are many, or nobody has looked.
pub(crate) type Different = Option<Vec<Each>>;
