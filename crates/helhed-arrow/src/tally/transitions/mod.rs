//! Persons by their state before and after: one cell for each pair of states.

mod long;
mod spec;
mod state;
mod wide;

pub use long::{PersonTransitions, person_transitions, person_transitions_parquet_files};
pub use spec::PERSONS;
pub use wide::{Transitions, transitions, transitions_parquet_files};
