//! Privacy at the door: the numbers of persons are found, and refused or replaced, before anything else looks at a table.

mod cells;
mod gate;
mod key;
mod named;
mod pseudonyms;
mod suspicion;
mod watch;

pub(crate) use cells::note;
pub(crate) use gate::{Gate, seen};
pub use key::Key;
pub(crate) use suspicion::{Suspected, Suspicion};
pub(crate) use watch::{Guarded, Judged, guard, judge, suspicions};
