//! Privacy at the door: the numbers of persons are found, and refused or replaced, before anything else looks at a table.

mod key;
mod named;
mod pseudonyms;
mod suspicion;
mod watch;

pub use key::Key;
pub(crate) use suspicion::{Suspected, Suspicion};
pub(crate) use watch::{Guarded, guard};
