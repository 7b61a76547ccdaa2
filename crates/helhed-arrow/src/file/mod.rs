//! Parquet files: reading what is there, and writing so that nothing is lost.

mod deltas;
mod footer;
mod guard;
mod index;
mod opening;
mod pages;
mod source;
mod thrift;
mod write;

pub(crate) use guard::{damaged, located, open, quietly};
pub(crate) use source::Source;
pub use write::write_parquet;
