//! Parquet files: reading what is there.

mod source;

pub(crate) use source::Source;
