//! Delimited text.

mod encoding;
mod layout;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Field, Schema};
use helhed::error::{Error, Fault, Result, Within};
use helhed::records::Notice;

use layout::Layout;

use super::draft::Draft;
use super::locator::Locator;
use super::{Ask, ColumnReading, Kind, Observer, kind};
use crate::recognise::{Builder, ColumnAsk, Evidence, FileMarks, Misfit, Verdict, decide};

/// Reads a file of delimited text.
pub(super) fn read(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    let file = || kind::spot(path);
    let cannot = |error: std::io::Error| Error::from(Fault::CannotOpen { reason: error.to_string() });
    let mut text = encoding::open(path, ask).within(file)?;
    let mut whole = String::new();
    text.reader.read_to_string(&mut whole).map_err(cannot).within(file)?;
    let layout = Layout::of(&whole, ask).within(file)?;
    let (end, left_out) = layout.end(&whole[layout.first_byte..], layout.first_line);
    let body = &whole.as_bytes()[layout.first_byte..layout.first_byte + end];
    let broken = |error: csv::Error| Error::from(Fault::Damaged { reason: error.to_string() });
    let mut reader = csv::ReaderBuilder::new().delimiter(layout.delimiter).has_headers(false).from_reader(body);
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().map_err(broken).within(file)?;
    let names = layout.names.clone();
    observer(crate::tally::Progress { rows: rows.len() as u64, of: None })?;
    let locator = Locator::lines(file(), layout.first_line, BTreeMap::new());
    let mut columns = Vec::new();
    let (mut fields, mut arrays, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    let mut columns_evidence = vec![Evidence::of(ask); names.len()];
    for (index, evidence) in columns_evidence.iter_mut().enumerate() {
        rows.iter().for_each(|row| evidence.note(row.get(index).unwrap_or("")));
    }
    let marks = FileMarks::of(&columns_evidence, Some(layout.delimiter));
    for (index, (name, evidence)) in names.iter().zip(&columns_evidence).enumerate() {
        let cells = || rows.iter().map(move |row| row.get(index).unwrap_or(""));
        let place = |row| locator.place(row, Some(name));
        let misfit = |Misfit { fault, row }: Misfit| Error::new(fault, place(row));
        let verdict: Verdict = decide(evidence, &ColumnAsk::of(name, ask).with_marks(marks)).map_err(misfit)?;
        let mut builder = Builder::new(&verdict, rows.len());
        for (row, cell) in (0..).zip(cells()) {
            builder.push(cell).map_err(|fault| Error::new(fault, place(Some(row))))?;
        }
        let array = builder.finish();
        fields.push(Field::new(name, Builder::data_type(&verdict), true));
        notices.extend(verdict.doubts.iter().map(|one| Notice::new(one.doubt.clone(), place(one.row))));
        let (nulls, suppressed) = (verdict.nulls(evidence), verdict.suppressed(evidence));
        let (kind, how) = (verdict.kind, verdict.how);
        columns.push(ColumnReading { name: name.clone(), kind, how, nulls, suppressed });
        arrays.push(array);
    }
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), arrays)
        .map_err(|error| Error::from(Fault::Bug { what: error.to_string() }))?;
    Ok(Draft {
        files: vec![path.display().to_string()],
        kind: Kind::Csv,
        schema,
        batches: vec![batch],
        decisions: [text.decisions, layout.decisions].concat(),
        columns,
        left_out: [layout.left_out, left_out].concat(),
        notices,
        locator,
    })
}
