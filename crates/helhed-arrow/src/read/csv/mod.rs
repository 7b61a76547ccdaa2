//! Delimited text.

mod code_page;
mod decoder;
mod dialect;
mod encoding;
mod findings;
mod footer;
mod foreign;
mod gzip;
mod header;
#[cfg(test)]
mod laws;
mod layout;
mod letters;
mod look;
mod names;
mod placed;
mod preamble;
mod record;
mod seen;
mod tables;

pub(crate) use encoding::carried;

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Field, Schema};
use helhed::error::{Error, Fault, FileFault, Place, Result, Spot, Within};
use helhed::records::Notice;

use layout::Layout;

use super::draft::Draft;
use super::locator::Locator;
use super::{Ask, ColumnReading, Kind, Observer, kind};
use crate::recognise::{Builder, ColumnAsk, Evidence, Misfit, Verdict, decide};

/// Reads a file of delimited text.
pub(super) fn read(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    let file = || kind::spot(path);
    let mut text = encoding::open(path, ask).within(file)?;
    let mut whole = String::new();
    text.reader.read_to_string(&mut whole).map_err(encoding::fault_of).within(file)?;
    let layout = Layout::of(&whole, ask).within(file)?;
    let (end, left_out) = layout.end(&whole[layout.first_byte..], layout.first_line);
    let body = &whole.as_bytes()[layout.first_byte..layout.first_byte + end];
    let broken = |error: csv::Error| Error::from(Fault::Damaged { reason: error.to_string() });
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(layout.delimiter)
        .quote(layout.quote)
        .has_headers(false)
        .flexible(true)
        .from_reader(body);
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().map_err(broken).within(file)?;
    let names = layout.names.clone();
    layout.refuse_open_quote(&whole[layout.first_byte..], layout.first_line).within(file)?;
    for (at, row) in rows.iter().enumerate() {
        let filled = row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).last().map_or(0, |(at, _)| at + 1);
        let fault = if layout.is_header(row.iter()) {
            FileFault::HeaderRepeated
        } else if layout.fits(row.len(), filled) {
            continue;
        } else {
            FileFault::FieldCount { found: row.len(), expected: names.len() }
        };
        let line = row.position().map_or(0, |position| position.line()) + layout.first_line - 1;
        let place = Place::default().and(file()).and(Spot::Line(line)).and(Spot::Row(at as u64 + 1));
        return Err(Error::new(fault.into(), place));
    }
    observer(crate::tally::Progress { rows: rows.len() as u64, of: None })?;
    let locator = Locator::lines(file(), layout.first_line, BTreeMap::new());
    let mut columns = Vec::new();
    let (mut fields, mut arrays, mut notices) = (Vec::new(), Vec::new(), Vec::new());
    for (index, name) in names.iter().enumerate() {
        let cells = || rows.iter().map(move |row| row.get(index).unwrap_or(""));
        let place = |row| locator.place(row, Some(name));
        let mut evidence = Evidence::default();
        cells().for_each(|cell| evidence.note(cell));
        let misfit = |Misfit { fault, row }: Misfit| Error::new(fault, place(row));
        let verdict: Verdict = decide(&evidence, &ColumnAsk::of(name, ask)).map_err(misfit)?;
        let mut builder = Builder::new(&verdict, rows.len());
        for (row, cell) in (0..).zip(cells()) {
            builder.push(cell).map_err(|fault| Error::new(fault, place(Some(row))))?;
        }
        let array = builder.finish();
        fields.push(Field::new(name, Builder::data_type(&verdict), true));
        notices.extend(verdict.doubts.iter().map(|one| Notice::new(one.doubt.clone(), place(one.row))));
        let nulls = array.null_count() as u64;
        let (kind, how) = (verdict.kind, verdict.how);
        columns.push(ColumnReading { name: name.clone(), kind, how, nulls, suppressed: 0 });
        arrays.push(array);
    }
    let schema = Arc::new(Schema::new(fields));
    let batch = RecordBatch::try_new(schema.clone(), arrays)
        .map_err(|error| Error::from(Fault::Bug { what: error.to_string() }))?;
    let here = |notice: Notice| Notice { at: notice.at.within(file()), ..notice };
    let lines = layout.notice_of_lines(&left_out);
    let empty = rows.is_empty().then(|| Notice::new(helhed::records::Doubt::NoRows, Place::default()));
    let about: Vec<Notice> =
        text.notices().into_iter().chain(layout.notices.clone()).chain(lines).chain(empty).map(here).collect();
    notices.splice(0..0, about);
    Ok(Draft {
        files: vec![path.display().to_string()],
        kind: Kind::Csv,
        schema,
        batches: vec![batch],
        decisions: [text.decided(), layout.decisions].concat(),
        columns,
        left_out: [layout.left_out, left_out].concat(),
        notices,
        locator,
    })
}
