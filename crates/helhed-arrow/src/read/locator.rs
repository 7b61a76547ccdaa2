//! Where a row and a column of a table stand in the file they were read from.

use std::collections::BTreeMap;

use helhed::error::{Place, Spot};

/// Finds the place of a row and a column for a message.
#[derive(Debug, Clone)]
pub(crate) struct Locator {
    file: Spot,
    sheet: Option<String>,
    /// Line (of a workbook: row of the sheet) of the first row of the table, counted from 1.
    first_line: Option<u64>,
    /// Rows after which lines run ahead, with the number of lines by which they do in all: quoted line ends, blank lines.
    jumps: BTreeMap<u64, u64>,
    /// First row whose line is not known, because there are too many jumps to keep.
    unknown_from: Option<u64>,
    /// Letters of the columns of a sheet, by name.
    letters: BTreeMap<String, String>,
    /// Locators of the files that follow, each with its first row in the whole table.
    following: Vec<(u64, Self)>,
}

impl Locator {
    /// A table without lines, such as that of a Parquet file.
    pub(crate) fn rows(file: Spot) -> Self {
        Self {
            file,
            sheet: None,
            first_line: None,
            jumps: BTreeMap::new(),
            unknown_from: None,
            letters: BTreeMap::new(),
            following: Vec::new(),
        }
    }

    /// A table whose first row stands in a line.
    pub(crate) fn lines(file: Spot, first_line: u64, jumps: BTreeMap<u64, u64>) -> Self {
        Self { first_line: Some(first_line), jumps, ..Self::rows(file) }
    }

    /// The same, knowing no lines from a row on.
    pub(crate) fn until(self, unknown_from: Option<u64>) -> Self {
        Self { unknown_from, ..self }
    }

    /// A table on a sheet.
    pub(crate) fn sheet(
        file: Spot,
        sheet: String,
        first_row: u64,
        jumps: BTreeMap<u64, u64>,
        letters: BTreeMap<String, String>,
    ) -> Self {
        Self { sheet: Some(sheet), first_line: Some(first_row), jumps, letters, ..Self::rows(file) }
    }

    /// The same, with a file behind it whose first row has this number (counted from 0) in the whole table.
    pub(crate) fn followed_by(mut self, first_row: u64, next: Self) -> Self {
        self.following.push((first_row, next));
        self
    }

    /// The line of a row that is counted from 0.
    pub(crate) fn line(&self, row: u64) -> Option<u64> {
        if self.unknown_from.is_some_and(|first| first <= row) {
            return None;
        }
        let ahead = self.jumps.range(..=row).next_back().map_or(0, |(_, lines)| *lines);
        self.first_line.map(|first| first + row + ahead)
    }

    /// The place of a row (counted from 0) and a column, as far as they are known.
    pub(crate) fn place(&self, row: Option<u64>, column: Option<&str>) -> Place {
        let part = row.and_then(|row| self.following.iter().rev().find(|(first, _)| *first <= row));
        if let (Some((first, next)), Some(row)) = (part, row) {
            return next.place(Some(row - first), column);
        }
        let mut place = Place::default().and(self.file.clone());
        if let Some(sheet) = &self.sheet {
            place = place.and(Spot::Sheet(sheet.clone()));
        }
        if let (None, Some(line)) = (&self.sheet, row.and_then(|row| self.line(row))) {
            place = place.and(Spot::Line(line));
        }
        if let Some(column) = column {
            place = place.and(Spot::Column(column.to_owned()));
        }
        if let Some(row) = row {
            place = place.and(Spot::Row(row + 1));
            let letters = column.and_then(|column| self.letters.get(column));
            if let (Some(letters), Some(line)) = (letters, self.line(row)) {
                place = place.and(Spot::Cell(format!("{letters}{line}")));
            }
        }
        place
    }
}
