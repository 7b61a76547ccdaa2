//! Parquet files: reading what is there, and writing so that nothing is lost.

mod source;
mod write;

pub(crate) use source::Source;
pub use write::write_parquet;
