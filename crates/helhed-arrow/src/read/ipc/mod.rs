//! Arrow IPC: files and streams.

mod batches;
mod container;
mod message;

use std::io::Read;
use std::path::Path;

use arrow_buffer::{Buffer, MutableBuffer};
use helhed::error::{Error, Fault, FileFault, Result, Spot, Within};

use super::budget::Budget;
use super::draft::Draft;
use super::locator::Locator;
use super::{Ask, Decision, Kind, Observer, kind, parquet, typed};
use crate::file;
use crate::known::Known;
use crate::tally::Progress;
use batches::Decoder;
use container::Contents;

/// Reads it.
///
/// # Errors
/// `H801`, `H802`, `H830`, `H835` to `H838`; `H101` if a column that is asked for is not there.
pub(super) fn read(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    let bytes = bytes(path)?;
    inside(&bytes, path, ask, observer).within(|| kind::spot(path))
}

fn inside(bytes: &Buffer, path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    let contents = Contents::of(bytes)?;
    let schema = contents.schema.clone();
    let wanted = match &ask.columns {
        None => None,
        Some(names) => {
            parquet::check_names(names, &schema)?;
            let wanted = schema.fields().iter().enumerate().filter(|(_, field)| names.contains(field.name()));
            Some(wanted.map(|(index, _)| index).collect::<Vec<_>>())
        }
    };
    let mut budget = Budget::of(bytes.len() as u64);
    let mut decoder = Decoder::new(schema, wanted)?;
    let plain = typed::plain_schema(decoder.schema());
    let mut batches = Vec::new();
    let mut rows = 0;
    for message in &contents.messages {
        if let Some(batch) = decoder.take(message, rows, &mut budget)? {
            let batch = typed::plain(&batch, &plain, &mut budget)?;
            budget.keep(&batch)?;
            rows += batch.num_rows() as u64;
            observer(Progress { rows, of: None })?;
            batches.push(batch);
        }
    }
    match contents.end {
        container::End::Whole => {}
        container::End::Early => return Err(FileFault::EndsEarly { rows }.into()),
    }
    let stray = |count: u64| Decision {
        about: "end",
        found: format!("{count} bytes behind the end of the table"),
        why: "they are no part of it, and were left out".into(),
    };
    let spot = kind::spot(path);
    Ok(Draft {
        files: vec![path.display().to_string()],
        kind: if contents.is_file { Kind::ArrowFile } else { Kind::ArrowStream },
        columns: typed::columns(&plain, &batches),
        notices: typed::numbers_as_text(&plain, &batches, ask, &spot),
        schema: plain,
        batches,
        decisions: (contents.stray > 0).then(|| stray(contents.stray)).into_iter().collect(),
        left_out: Vec::new(),
        locator: Locator::rows(spot),
        known: Known::default(),
    })
}

/// The whole file. Its buffers become the columns, so it is read to where they may lie.
fn bytes(path: &Path) -> Result<Buffer> {
    let (mut opened, stamp) = file::open(path)?;
    let length = usize::try_from(stamp.0).unwrap_or(usize::MAX);
    let too_large = |_| file::located(path, Fault::CannotOpen { reason: "there is too little memory for it".into() });
    let mut bytes = MutableBuffer::try_from_len_zeroed(length).map_err(too_large)?;
    opened.read_exact(&mut bytes).map_err(|_| file::damaged(path, "it was changed while it was read"))?;
    let after = file::open(path)?.1;
    if after != stamp {
        return Err(file::damaged(path, "it was changed while it was read"));
    }
    Ok(bytes.into())
}

/// A damaged file.
fn damaged(reason: impl Into<String>) -> Error {
    Fault::Damaged { reason: reason.into() }.into()
}

/// A column that cannot be read.
fn broken(column: &str, reason: &str) -> Error {
    let fault = FileFault::ColumnBroken { reason: reason.to_owned() };
    Error::from(fault).within(Spot::Column(column.to_owned()))
}
