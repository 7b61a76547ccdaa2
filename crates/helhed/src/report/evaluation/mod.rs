//! Whole evaluations: from a plan and its data to a document and the estimates in it.

mod economy;
mod economy_tables;
mod facts;
mod grade;
mod overview;
mod programme;
mod published;
mod rows;
mod tables;

pub use economy::with_economy;
pub use published::of_published;
pub use rows::{of_cells, of_estimates};

use serde::{Deserialize, Serialize};

use super::document::Document;
use crate::estimate::Estimates;

/// A document and every estimate in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The document.
    pub document: Document,
    /// The estimates, in the order of the document.
    pub estimates: Estimates,
}
