//! Several files as one table: the same columns, one after the other.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::{Error, Fault, FileFault, Place, Result, Spot, Within};
use helhed::records::Ledger;

use super::checked::looked_at;
use super::{Ask, ColumnReading, Observer, Reading, Records, Scan, kind, read, scan};
use crate::tally::Progress;

/// Reads files into one table, in their order. One alone is read as [`read`] does.
///
/// # Errors
/// Those of [`read`]; `H860` where a column of one file is not in another, or is of another type there.
pub fn read_files(paths: &[PathBuf], ask: &Ask, observer: &mut Observer<'_>) -> Result<Records> {
    if let [path] = paths {
        return read(path, ask, observer);
    }
    let mut whole: Option<(SchemaRef, Vec<RecordBatch>, Reading, Ledger)> = None;
    for path in paths {
        let before = whole.as_ref().map_or(0, |(_, _, reading, _)| reading.rows);
        // A share of one file says nothing about the whole.
        let mut beyond = |progress: Progress| observer(Progress { rows: before + progress.rows, of: None });
        let records = read(path, ask, &mut beyond)?;
        whole = Some(match whole {
            None => {
                let (schema, batches) = (records.schema().clone(), records.batches().to_vec());
                (schema, batches, records.reading().clone(), records.ledger().clone())
            }
            Some((schema, mut batches, mut reading, mut ledger)) => {
                same_columns(&reading.columns, &records.reading().columns).within(|| kind::spot(path))?;
                for batch in records.batches() {
                    batches.push(in_order(&schema, batch).within(|| kind::spot(path))?);
                }
                added(&mut reading, records.reading());
                ledger.merge(records.ledger());
                (schema, batches, reading, ledger)
            }
        });
    }
    let (schema, batches, reading, ledger) = whole.ok_or_else(no_files)?;
    // What no file shows alone, such as a person in two of them, is seen in the whole. Pseudonyms were made before.
    let whole = Ask { roles: ask.roles.clone(), ..Ask::default() };
    let name = format!("{} and {} more", reading.files.first().map_or("", String::as_str), paths.len() - 1);
    looked_at(&schema, &batches, &name, &whole, &reading, &ledger)
}

/// Recognises files that are one table; their rows are read when they are asked for.
///
/// # Errors
/// Those of [`read_files`].
pub fn scan_files(paths: &[PathBuf], ask: &Ask, observer: &mut Observer<'_>) -> Result<Scan> {
    let mut scans: Vec<(PathBuf, Scan)> = Vec::new();
    for path in paths {
        let next = scan(path, ask, observer)?;
        if let Some((_, first)) = scans.first() {
            same_columns(&first.reading().columns, &next.reading().columns).within(|| kind::spot(path))?;
        }
        scans.push((path.clone(), next));
    }
    let Some((_, first)) = scans.first() else { return Err(no_files()) };
    if scans.len() == 1 {
        return Ok(first.clone());
    }
    let (schema, mut reading) = (first.schema().clone(), first.reading().clone());
    for (_, next) in scans.iter().skip(1) {
        added(&mut reading, next.reading());
    }
    let (order, scans) = (schema.clone(), Arc::new(scans));
    let open = move || {
        let (order, scans) = (order.clone(), Arc::clone(&scans));
        let each = (0..scans.len()).flat_map(move |index| batches_of(&scans, index, &order));
        Ok(Box::new(each) as super::Batches)
    };
    Ok(Scan::new(schema, reading, Arc::new(open)))
}

/// The batches of one of the files, their columns in the order of the first.
fn batches_of(scans: &[(PathBuf, Scan)], index: usize, schema: &SchemaRef) -> super::Batches {
    let Some((path, scan)) = scans.get(index) else { return Box::new(std::iter::empty()) };
    let (path, schema) = (path.clone(), schema.clone());
    match scan.batches() {
        Ok(batches) => {
            Box::new(batches.map(move |batch| in_order(&schema, &batch?).within(|| kind::spot(Path::new(&path)))))
        }
        Err(error) => Box::new(std::iter::once(Err(error))),
    }
}

/// Whether a file has the columns of the first one, whatever their order.
fn same_columns(first: &[ColumnReading], other: &[ColumnReading]) -> Result<()> {
    let find = |columns: &[ColumnReading], name: &str| {
        columns.iter().find(|column| column.name == name).map(|column| column.kind.to_string())
    };
    let names = first.iter().chain(other).map(|column| column.name.as_str());
    for name in names {
        let (here, there) = (find(first, name), find(other, name));
        if here != there {
            return Err(differ(name, here, there));
        }
    }
    Ok(())
}

/// The rows with their columns in the order of the first file. The types are those of Arrow here: two files may hold the
/// same kind of number in another width.
fn in_order(schema: &SchemaRef, batch: &RecordBatch) -> Result<RecordBatch> {
    let mut columns = Vec::with_capacity(schema.fields().len());
    for field in schema.fields() {
        let column = batch.column_by_name(field.name());
        let Some(column) = column else { return Err(differ(field.name(), Some(String::new()), None)) };
        if column.data_type() != field.data_type() {
            let types = (field.data_type().to_string(), column.data_type().to_string());
            return Err(differ(field.name(), Some(types.0), Some(types.1)));
        }
        columns.push(Arc::clone(column));
    }
    let fields: Vec<_> = schema.fields().iter().map(|field| field.as_ref().clone().with_nullable(true)).collect();
    let loose = Arc::new(arrow_schema::Schema::new(fields));
    RecordBatch::try_new(loose, columns)
        .map_err(|_| Fault::Bug { what: "the columns of two files do not fit together".into() }.into())
}

fn differ(column: &str, first: Option<String>, other: Option<String>) -> Error {
    FileFault::FilesDiffer { column: column.to_owned(), first, other }.into()
}

/// The report of the whole, with one file more.
fn added(whole: &mut Reading, part: &Reading) {
    whole.files.extend(part.files.iter().cloned());
    for decision in &part.decisions {
        if !whole.decisions.contains(decision) {
            whole.decisions.push(decision.clone());
        }
    }
    for column in &mut whole.columns {
        if let Some(same) = part.columns.iter().find(|other| other.name == column.name) {
            column.nulls += same.nulls;
            column.suppressed += same.suppressed;
        }
    }
    whole.left_out.extend(part.left_out.iter().cloned());
    whole.notices.extend(part.notices.iter().cloned());
    whole.rows += part.rows;
}

fn no_files() -> Error {
    let fault = Fault::CannotOpen { reason: "no file is named".into() };
    Error::new(fault, Place::default().and(Spot::Argument("path".into())))
}
