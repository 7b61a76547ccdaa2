//! Where the header stands: found, or said by the user.

use helhed::error::{Error, Fault, FileFault, Place, Result, Spot};

use super::header::{self, Found};
use super::layout::at_line;
use super::names;
use super::record::Record;
use crate::read::{Ask, Header};

/// Where the header stands in a list of records.
pub(super) struct Placed {
    pub(super) names: Vec<String>,
    /// First row.
    pub(super) first: usize,
    /// First and last record of the header.
    pub(super) header: Option<(usize, usize)>,
    /// Whether the names are put together from two lines.
    pub(super) joined: bool,
}

/// Finds the header, or takes the one that was said.
///
/// # Errors
/// `H810` if there is none, `H813` if it looks like data, `H005` if the line that was said is not there.
pub(super) fn placed(all: &[Record<'_>], fields: usize, ask: &Ask) -> Result<Placed> {
    let filled = |from: usize| all.iter().skip(from).position(|one| !one.is_blank()).map_or(all.len(), |at| from + at);
    let numbered = |count: usize| (1..=count).map(|number| format!("column {number}")).collect::<Vec<_>>();
    let none = |first: usize| {
        let widest = all.get(first).map_or(fields, |record| record.cells.len().max(fields));
        Placed { names: numbered(widest), first, header: None, joined: false }
    };
    let one = |at: usize| Placed {
        names: all.get(at).map(names::of).unwrap_or_default(),
        first: filled(at + 1),
        header: Some((at, at)),
        joined: false,
    };
    let two = |upper: usize, lower: usize| -> Placed {
        let heads = all.get(upper).zip(all.get(lower));
        let names = heads.map(|(upper, lower)| names::joined(upper, lower)).unwrap_or_default();
        Placed { names, first: filled(lower + 1), header: Some((upper, lower)), joined: true }
    };
    let in_line = |line: u64| {
        let found = all.iter().position(|record| (record.line..=record.last_line()).contains(&line));
        found.ok_or_else(|| {
            let high = all.last().map_or(0, Record::last_line) as f64;
            let low = all.first().map_or(0, |record| record.line) as f64;
            Error::from(Fault::OutsideRange { what: "line of the header", found: line as f64, low, high })
        })
    };
    if all.iter().all(Record::is_blank) {
        return Err(FileFault::Empty.into());
    }
    match ask.header {
        Some(Header::None) => Ok(none(filled(0))),
        Some(Header::Line(line)) => Ok(one(in_line(line)?)),
        Some(Header::Lines(first, last)) => {
            let (upper, lower) = (in_line(first)?, in_line(last)?);
            match lower.checked_sub(upper) {
                Some(0) => Ok(one(upper)),
                Some(1) => Ok(two(upper, lower)),
                _ => {
                    let (low, high) = (first as f64, first as f64 + 1.0);
                    let what = "last line of the header";
                    Err(Fault::OutsideRange { what, found: last as f64, low, high }.into())
                }
            }
        }
        None => match header::find(all, fields) {
            Found::One(at) => Ok(one(at)),
            Found::Two(at) => Ok(two(at, at + 1)),
            Found::Data(at) if ask.names.is_some() => Ok(none(at)),
            Found::Data(at) => {
                const MOST: usize = 6;
                let record = all.get(at);
                let cells = record.map(|record| record.cells.as_slice()).unwrap_or_default();
                let first = cells.iter().take(MOST).map(|cell| cell.text.clone().into_owned()).collect();
                let line = record.map_or(1, |record| record.line);
                Err(Error::new(FileFault::NoHeader { first }.into(), at_line(line)))
            }
            Found::Nothing => Err(FileFault::Empty.into()),
        },
    }
}

/// The names of the user, one for each column.
///
/// # Errors
/// `H811` if they are more or fewer than the columns, `H106` if two are the same.
pub(super) fn said(said: &[String], columns: usize, line: u64) -> Result<Vec<String>> {
    if said.len() != columns {
        let fault = FileFault::FieldCount { found: columns, expected: said.len() };
        return Err(Error::new(fault.into(), at_line(line).within(Spot::Argument("names".into()))));
    }
    match said.iter().enumerate().find(|(at, name)| said.iter().take(*at).any(|other| other == *name)) {
        Some((_, name)) => Err(Error::new(Fault::ColumnTwice { name: name.clone() }, Place::argument("names"))),
        None => Ok(said.to_vec()),
    }
}
