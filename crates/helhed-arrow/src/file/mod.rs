//! Parquet files: reading what is there.

mod deltas;
mod footer;
mod guard;
mod index;
mod opening;
mod pages;
mod source;
mod thrift;

pub(crate) use guard::{damaged, located, open, quietly};
pub(crate) use source::Source;
