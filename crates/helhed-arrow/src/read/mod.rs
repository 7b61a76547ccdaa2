//! Reading: one line for what evaluators hold, and an account of what was understood.
//!
//! [`read`] looks at the bytes, not at the name's ending; finds out what the file is and how it is written; says so in a
//! [`Reading`]; and gives typed columns. What it cannot read it refuses, with file, line, column and cure.

mod archive;
mod ask;
mod budget;
mod column_type;
mod compound;
mod csv;
mod draft;
mod excel;
mod folder;
mod ipc;
mod kind;
mod locator;
mod once;
mod parquet;
mod reading;
mod records;
mod report;
mod scan;
mod several;
mod signature;
mod typed;

use std::path::Path;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::{Result, Spot, Within};

pub use ask::{Ask, Header, Sheet};
pub use column_type::{ColumnType, PeriodKind};
pub use kind::Kind;
pub use reading::{ColumnReading, Decision, LeftOut, Reading};
pub use records::Records;
pub use scan::{Batches, Scan};
pub use several::{read_files, scan_files};

use crate::known::Known;
use crate::tally::Progress;
use draft::Draft;
pub(crate) use locator::Locator;
pub(crate) use scan::Open;
pub(crate) use typed::said;

/// Called now and then while a file is read; its error ends the reading.
pub type Observer<'a> = dyn FnMut(Progress) -> Result<()> + 'a;

/// Reads a file, or a folder of Parquet files, into memory.
///
/// # Errors
/// `H801` if it cannot be opened, `H810` to `H869` for what is wrong with its bytes, lines, sheets or parts, `H110` to
/// `H149` for what is wrong with its values; each with file, line or row, column and value.
pub fn read(path: impl AsRef<Path>, ask: &Ask, observer: &mut Observer<'_>) -> Result<Records> {
    draft(path.as_ref(), ask, observer)?.examined(ask)
}

/// The table of an Arrow file as it is, with its metadata.
///
/// # Errors
/// `H801`, `H802`, `H830`, `H835` to `H838`.
pub(crate) fn arrow_table(path: &Path) -> Result<(SchemaRef, Vec<RecordBatch>)> {
    let draft = ipc::read(path, &Ask::default(), &mut |_| Ok(()))?;
    Ok((draft.schema, draft.batches))
}

/// The table of a file, before it is examined.
fn draft(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    ask.marks()?;
    let content = kind::content(path)?;
    let mut draft = match content.kind {
        Kind::Csv => csv::read(path, ask, observer),
        Kind::Excel | Kind::OldExcel | Kind::ProtectedExcel | Kind::OpenDocument => excel::read(path, ask, observer),
        Kind::Parquet => parquet::read(path, ask, observer),
        Kind::ArrowFile | Kind::ArrowStream => ipc::read(path, ask, observer),
        Kind::Folder => folder::read(path, ask, observer),
        other => Err(kind::refused(other)).within(|| kind::spot(path)),
    }?;
    draft.decisions.splice(0..0, content.decisions);
    Ok(draft)
}

/// What a file holds, by its bytes.
///
/// # Errors
/// `H801` if it cannot be opened.
pub fn kind_of_file(path: impl AsRef<Path>) -> Result<Kind> {
    Ok(kind::content(path.as_ref())?.kind)
}

/// Takes a table that another program has read, looks at it as at one of a file, and reports.
///
/// # Errors
/// `H110` to `H149` for what is wrong with its values.
pub fn take(schema: SchemaRef, batches: Vec<RecordBatch>, name: &str, kind: Kind, ask: &Ask) -> Result<Records> {
    let (schema, batches) = typed::taken(&schema, &batches).within(|| Spot::File(name.to_owned()))?;
    let columns = typed::columns(&schema, &batches);
    let locator = Locator::rows(Spot::File(name.to_owned()));
    let files = vec![name.to_owned()];
    let (decisions, left_out, notices) = (Vec::new(), Vec::new(), Vec::new());
    Draft { files, kind, schema, batches, decisions, columns, left_out, notices, locator, known: Known::default() }
        .examined(ask)
}

/// Recognises a file, and reads its rows when they are asked for, in bounded memory. What is examined before, and what
/// only when the rows leave, is told at [`Scan`].
///
/// # Errors
/// Those of [`read`].
pub fn scan(path: impl AsRef<Path>, ask: &Ask, observer: &mut Observer<'_>) -> Result<Scan> {
    ask.marks()?;
    match kind::content(path.as_ref())?.kind {
        Kind::Csv => return csv::scan(path.as_ref(), ask, observer),
        Kind::Parquet if parquet::can_stream(ask) => return parquet::scan(path.as_ref(), ask, observer),
        Kind::Folder if parquet::can_stream(ask) => return folder::scan(path.as_ref(), ask, observer),
        _ => {}
    }
    // A table in memory is one way to give rows piece by piece; formats that can do better do.
    let records = read(path, ask, observer)?;
    let (schema, reading) = (records.schema().clone(), records.reading().clone());
    let batches = records.batches().to_vec();
    Ok(Scan::new(schema, reading, std::sync::Arc::new(move || Ok(Box::new(batches.clone().into_iter().map(Ok))))))
}
