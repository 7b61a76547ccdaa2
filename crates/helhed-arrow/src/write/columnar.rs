//! Parquet and Arrow IPC: as the table is, metadata included.

use std::fs::File;
use std::io::BufWriter;

use arrow_array::RecordBatch;
use arrow_ipc::writer::{FileWriter, StreamWriter};
use arrow_schema::SchemaRef;
use helhed::error::Result;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;

use super::beside::Failure;

pub(super) fn parquet(schema: &SchemaRef, batches: &[RecordBatch], file: &mut File) -> Result<(), Failure> {
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let mut writer = ArrowWriter::try_new(file, schema.clone(), Some(properties))?;
    for batch in batches {
        writer.write(batch)?;
    }
    writer.close()?;
    Ok(())
}

pub(super) fn ipc_file(schema: &SchemaRef, batches: &[RecordBatch], file: &mut File) -> Result<(), Failure> {
    let mut writer = FileWriter::try_new(BufWriter::new(file), schema)?;
    for batch in batches {
        writer.write(batch)?;
    }
    writer.finish()?;
    writer.into_inner()?.into_inner().map_err(|error| error.into_error())?;
    Ok(())
}

pub(super) fn ipc_stream(schema: &SchemaRef, batches: &[RecordBatch], file: &mut File) -> Result<(), Failure> {
    let mut writer = StreamWriter::try_new(BufWriter::new(file), schema)?;
    for batch in batches {
        writer.write(batch)?;
    }
    writer.finish()?;
    writer.into_inner()?.into_inner().map_err(|error| error.into_error())?;
    Ok(())
}
