//! Parquet files: reading what is there.

mod deltas;
mod extremes;
mod footer;
mod guard;
mod index;
mod opening;
mod pages;
mod quiet;
mod source;
mod thrift;

pub(crate) use extremes::Extremes;
pub(crate) use guard::{damaged, located, open};
pub(crate) use quiet::quietly;
pub(crate) use source::Source;
