//! Parquet: one file.

use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use helhed::error::{Error, Fault, Place, Result, Spot, Within, nearest};
use helhed::records::ColumnRole;

use super::budget::Budget;
use super::draft::Draft;
use super::locator::Locator;
use super::scan::Batches;
use super::{Ask, Kind, Observer, Scan, typed};
use crate::file::Source;
use crate::known::Known;
use crate::person::seen;
use crate::tally::Progress;

/// Bytes of text that a column of a batch holds at most.
const MOST_TEXT: u64 = 1 << 28;
/// Rows of a batch.
pub(super) const BATCH: usize = 1 << 16;

/// Reads it.
///
/// # Errors
/// `H801`, `H802`, `H830`, `H831`, `H835`; `H101` if a column that is asked for is not there.
pub(super) fn read(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    let source = opened(path, ask)?;
    let mut budget = Budget::of(source.length());
    let rows = Progress { rows: 0, of: Some(source.rows()) };
    let schema = typed::plain_schema(source.schema());
    let batches = kept(&source, &schema, &mut budget, rows, observer)?;
    let notices = typed::numbers_as_text(&schema, &batches, ask, &source.spot());
    Ok(Draft {
        files: vec![path.display().to_string()],
        kind: Kind::Parquet,
        columns: typed::columns(&schema, &batches),
        schema,
        batches,
        decisions: Vec::new(),
        left_out: Vec::new(),
        notices,
        locator: Locator::rows(source.spot()),
        known: Known::default(),
    })
}

/// The file, with the columns that are asked for.
///
/// # Errors
/// Those of opening; `H101` if a column is not there.
pub(super) fn opened(path: &Path, ask: &Ask) -> Result<Source> {
    let source = Source::open(path)?;
    let Some(names) = &ask.columns else { return source.viewed() };
    check_names(names, source.schema()).within(|| source.spot())?;
    source.viewed().map(|source| source.choose(names.iter().map(String::as_str)))
}

/// Refuses the name of a column that is not there.
///
/// # Errors
/// `H101`.
pub(super) fn check_names(names: &[String], schema: &SchemaRef) -> Result<()> {
    match names.iter().find(|name| schema.column_with_name(name).is_none()) {
        None => Ok(()),
        Some(name) => {
            let nearest = nearest(name, schema.fields().iter().map(|field| field.name().as_str()));
            Err(Error::new(Fault::MissingColumn { name: name.clone(), nearest }, Place::column(name)))
        }
    }
}

/// All rows of a file, in plain form, with the observer called between batches.
///
/// # Errors
/// Those of the file, and that of the observer.
pub(super) fn kept(
    source: &Source,
    schema: &SchemaRef,
    budget: &mut Budget,
    mut progress: Progress,
    observer: &mut Observer<'_>,
) -> Result<Vec<RecordBatch>> {
    let mut batches = Vec::new();
    for batch in source.batches(BATCH)? {
        let batch = batch?;
        // Texts that recur are there once as yet: what all of them take is known before it is taken.
        let texts = batch.columns().iter().map(typed::text_bytes).sum();
        budget.clone().spend(texts).within(|| source.spot())?;
        for piece in pieces(&batch) {
            let piece = typed::plain(&piece, schema, budget).within(|| source.spot())?;
            budget.keep(&piece).within(|| source.spot())?;
            progress.rows += piece.num_rows() as u64;
            observer(progress)?;
            batches.push(piece);
        }
    }
    Ok(batches)
}

/// Whether rows can be handed on as they are read: where they are read otherwise or left out, the whole table is looked
/// at.
pub(super) fn can_stream(ask: &Ask) -> bool {
    ask.leave_out_totals != Some(true) && ask.types.is_empty()
}

/// A file whose rows are read when they are asked for.
///
/// # Errors
/// Those of [`read`], as far as the footer and the first rows show them.
pub(super) fn scan(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Scan> {
    let source = opened(path, ask)?;
    let schema = typed::plain_schema(source.schema());
    let persons = match declared(&schema, ask) {
        None => Vec::new(),
        Some(narrow) => {
            let source = opened(path, &narrow)?;
            seen(streamed(&source, &typed::plain_schema(source.schema()), BATCH)?, Some(source.rows()), observer)?
        }
    };
    let first = streamed(&source, &schema, BATCH)?.next().transpose()?;
    let batches: Vec<RecordBatch> = first.into_iter().collect();
    let draft = Draft {
        files: vec![path.display().to_string()],
        kind: Kind::Parquet,
        columns: typed::columns(&schema, &batches),
        schema: schema.clone(),
        notices: typed::numbers_as_text(&schema, &batches, ask, &source.spot()),
        batches,
        decisions: Vec::new(),
        left_out: Vec::new(),
        locator: Locator::rows(source.spot()),
        known: Known::default(),
    };
    let rows = source.clone();
    let scan = Scan::watched(draft, persons, ask, Arc::new(move || streamed(&rows, &schema, BATCH)))?;
    Ok(scan.counted(|reading| {
        reading.rows = source.rows();
        for column in &mut reading.columns {
            column.nulls = source.nulls(&column.name).unwrap_or(column.nulls);
        }
    }))
}

/// The same wishes for nothing but the columns that are to be replaced by pseudonyms: how their numbers are written is
/// known only when all of them were seen, and the pseudonyms hang on that.
pub(super) fn declared(schema: &SchemaRef, ask: &Ask) -> Option<Ask> {
    ask.key.as_ref()?;
    let names: Vec<String> = ask.roles.columns(ColumnRole::Person).to_vec();
    let there: Vec<String> = names.into_iter().filter(|name| schema.column_with_name(name).is_some()).collect();
    (!there.is_empty()).then(|| Ask { columns: Some(there), ..ask.clone() })
}

/// The rows of a file, in plain form, one batch after the other.
///
/// # Errors
/// Those of opening it again.
pub(super) fn streamed(source: &Source, schema: &SchemaRef, batch: usize) -> Result<Batches> {
    let (schema, length, spot) = (schema.clone(), source.length(), source.spot());
    let plain = move |batch: Result<RecordBatch>| {
        let plain = |piece| typed::plain(&piece, &schema, &mut Budget::of(length)).within(|| Spot::clone(&spot));
        match batch {
            Ok(batch) => pieces(&batch).into_iter().map(plain).collect(),
            Err(error) => vec![Err(error)],
        }
    };
    Ok(Box::new(source.batches(batch)?.flat_map(plain)))
}

/// A batch in as many pieces as its texts need: one column of a piece holds less than two gigabytes.
fn pieces(batch: &RecordBatch) -> Vec<RecordBatch> {
    let most = batch.columns().iter().map(typed::text_bytes).max().unwrap_or(0);
    if most < MOST_TEXT || batch.num_rows() < 2 {
        return vec![batch.clone()];
    }
    let half = batch.num_rows() / 2;
    let (first, second) = (batch.slice(0, half), batch.slice(half, batch.num_rows() - half));
    pieces(&first).into_iter().chain(pieces(&second)).collect()
}
