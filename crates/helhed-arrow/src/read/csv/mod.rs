//! Delimited text.
//!
//! A text is cut into blocks of whole records, and the blocks are parted into fields on several threads. Every cell is
//! noted as evidence, and read at once the way the head of the file suggests. When all of the evidence is in, each
//! column is decided; those that were guessed wrong are read again.

mod blocks;
mod code_page;
mod crew;
mod cut;
mod decoder;
mod dialect;
mod encoding;
mod findings;
mod footer;
mod foreign;
mod gzip;
mod header;
mod layout;
mod letters;
pub(super) mod look;
pub(super) mod names;
mod part;
mod pass;
mod placed;
mod preamble;
mod record;
mod scan;
mod seen;
mod source;
mod split;
mod tables;
mod whole;

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub(crate) use encoding::carried;

use std::path::Path;
use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{Field, Schema};
use helhed::error::{Error, Fault, Place, Result};
use helhed::records::{Doubt, Notice};

use blocks::Sizes;
use pass::Settled;
use source::Source;

use super::draft::Draft;
use super::{Ask, ColumnReading, Kind, Observer, Scan};
use crate::known::Known;
use crate::recognise::Builder;

/// Reads a file of delimited text.
///
/// # Errors
/// `H801`, `H802`, `H810` to `H814` and `H816` for the file; `H101` for a column that is asked for and not there; those of
/// the cells.
pub(super) fn read(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    read_in(path, ask, Sizes::usual(), observer)
}

/// Recognises a file of delimited text, and reads its rows when they are asked for.
///
/// # Errors
/// Those of [`read`].
pub(super) fn scan(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Scan> {
    scan::open(path, ask, Sizes::usual(), observer)
}

fn read_in(path: &Path, ask: &Ask, sizes: Sizes, observer: &mut Observer<'_>) -> Result<Draft> {
    let (source, start) = Source::open(path, ask, sizes)?;
    let mut settled = pass::settle(&source, start, true, observer)?;
    let schema = Arc::new(schema(&source, &settled));
    let known = Known {
        suspicions: Some(settled.columns.iter_mut().map(|column| std::mem::take(&mut column.suspicion)).collect()),
        texts: settled.columns.iter_mut().map(|column| std::mem::take(&mut column.different)).collect(),
    };
    let mut arrays: Vec<_> =
        settled.columns.iter_mut().map(|column| std::mem::take(&mut column.arrays).into_iter()).collect();
    let mut batches = Vec::with_capacity(settled.blocks.len());
    for rows in &settled.blocks {
        let columns = arrays.iter_mut().filter_map(Iterator::next).collect();
        let options = RecordBatchOptions::new().with_row_count(Some(*rows));
        let batch = RecordBatch::try_new_with_options(schema.clone(), columns, &options);
        batches.push(batch.map_err(|error| Error::from(Fault::Bug { what: error.to_string() }))?);
    }
    Ok(Draft { schema, batches, known, ..draft(&source, settled) })
}

/// The columns as Arrow knows them.
fn schema(source: &Source, settled: &Settled) -> Schema {
    let names = settled.fields.iter().filter_map(|field| source.layout.names.get(*field));
    let types = settled.verdicts.iter().map(Builder::data_type);
    Schema::new(names.zip(types).map(|(name, kind)| Field::new(name, kind, true)).collect::<Vec<_>>())
}

/// What was understood of the file, without its rows.
fn draft(source: &Source, settled: Settled) -> Draft {
    let schema = Arc::new(schema(source, &settled));
    let Settled { fields, verdicts, columns: found, rows, left_out, locator, .. } = settled;
    let mut columns = Vec::new();
    let empty = (rows == 0).then(|| Notice::new(Doubt::NoRows, Place::default()));
    let of_lines = source.layout.notice_of_lines(&left_out);
    let of_file =
        source.findings.notices().into_iter().chain(source.layout.notices.clone()).chain(of_lines).chain(empty);
    let mut notices: Vec<Notice> =
        of_file.map(|notice| Notice { at: notice.at.within(source.spot()), ..notice }).collect();
    let names = fields.iter().filter_map(|field| source.layout.names.get(*field));
    for ((name, verdict), found) in names.zip(verdicts).zip(found) {
        let place = |row| locator.place(row, Some(name));
        let suppressed = verdict.suppressed(&found.evidence);
        notices.extend(verdict.doubts.into_iter().map(|one| Notice::new(one.doubt, place(one.row))));
        let (kind, how, nulls) = (verdict.kind, verdict.how, found.nulls);
        columns.push(ColumnReading { name: name.clone(), kind, how, nulls, suppressed, user_missing: 0 });
    }
    Draft {
        files: vec![source.name()],
        kind: Kind::Csv,
        schema,
        batches: Vec::new(),
        decisions: source.decided(),
        columns,
        left_out: [source.layout.left_out.clone(), left_out].concat(),
        notices,
        locator,
        known: Known::default(),
    }
}
