//! The cells of a sheet, by column: only those that hold something.

use std::collections::BTreeMap;
use std::sync::Arc;

use helhed::error::{FileFault, Place, Result, Spot};

use super::styles::Format;
use super::texts::Texts;

/// Rows and columns that Excel knows.
pub(super) const MOST_ROWS: u32 = 1 << 20;
pub(super) const MOST_COLUMNS: u32 = 1 << 14;
/// Cells of a sheet that are kept, at twenty bytes each.
pub(super) const MOST_CELLS: u64 = 24_000_000;
/// Merged areas that are kept.
const MOST_AREAS: usize = 1 << 16;

/// Styles of cells that say by themselves that they are a date or a duration; a workbook has fewer styles.
pub(super) const DATE_STYLE: u16 = u16::MAX;
pub(super) const DURATION_STYLE: u16 = u16::MAX - 1;

/// What a cell holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    /// A number, and the number of its style.
    Number(f64, u16),
    /// A text, by its number.
    Text(u32),
    Bool(bool),
    /// An error of a formula, such as `#DIV/0!`, by its number in [`ERRORS`].
    Error(u8),
    /// A formula whose result is not stored.
    Unstored,
}

/// Errors of formulas; any other is the last.
pub(super) const ERRORS: [&str; 12] = [
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#GETTING_DATA",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "#ERROR",
];

/// The error that says a value is not available.
pub(super) const NOT_AVAILABLE: u8 = 6;

/// The number of an error.
pub(super) fn error_number(text: &str) -> u8 {
    let last = ERRORS.len() - 1;
    ERRORS.iter().position(|known| *known == text.trim()).unwrap_or(last) as u8
}

/// The cells of one column, in the order of their rows, which count from 0.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) rows: Vec<u32>,
    pub(super) values: Vec<Value>,
}

impl Column {
    /// What the cell of a row holds.
    pub(super) fn at(&self, row: u32) -> Option<Value> {
        self.rows.binary_search(&row).ok().and_then(|index| self.values.get(index)).copied()
    }

    /// The cells of these rows.
    pub(super) fn within(&self, rows: std::ops::RangeInclusive<u32>) -> impl Iterator<Item = (u32, Value)> + '_ {
        let first = self.rows.partition_point(|row| row < rows.start());
        let end = self.rows.partition_point(|row| row <= rows.end());
        let rows = self.rows.get(first..end).unwrap_or(&[]).iter().copied();
        rows.zip(self.values.get(first..end).unwrap_or(&[]).iter().copied())
    }
}

/// A rectangle of cells: first and last row, first and last column, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) rows: (u32, u32),
    pub(super) columns: (u32, u32),
}

/// A sheet.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) columns: BTreeMap<u32, Column>,
    /// Texts that cells share, over all sheets.
    shared: Arc<Texts>,
    /// Texts of this sheet alone; their numbers follow those of the shared ones.
    own: Texts,
    formats: Arc<[Format]>,
    /// Whether days count from 1904.
    pub(super) from_1904: bool,
    pub(super) merged: Vec<Area>,
    /// Rows that are hidden.
    pub(super) hidden_rows: Vec<u32>,
    /// Whether a filter hides them.
    pub(super) filtered: bool,
    /// First and last of the columns that are hidden.
    pub(super) hidden_columns: Vec<(u32, u32)>,
    cells: u64,
    in_order: bool,
}

impl Grid {
    /// A sheet without cells.
    pub(super) fn new(shared: Arc<Texts>, formats: Arc<[Format]>, from_1904: bool) -> Self {
        Self { shared, formats, from_1904, in_order: true, ..Self::default() }
    }

    /// A text of this sheet as the value of a cell.
    ///
    /// # Errors
    /// `H822` if they are too large.
    pub(super) fn text_value(&mut self, text: &str) -> Result<Value> {
        let number = self.own.push(text)? as usize + self.shared.len();
        let too_many = || FileFault::WorkbookUnsafe { what: "it has more than four thousand million texts" };
        Ok(Value::Text(u32::try_from(number).map_err(|_| too_many())?))
    }

    /// A text that cells share as the value of a cell, if there is one of this number.
    pub(super) fn shared_value(&self, number: u32) -> Option<Value> {
        ((number as usize) < self.shared.len()).then_some(Value::Text(number))
    }

    /// The text of a number.
    pub(super) fn text(&self, number: u32) -> &str {
        let shared = self.shared.len();
        match (number as usize).checked_sub(shared) {
            Some(own) => self.own.get(own as u32),
            None => self.shared.get(number),
        }
    }

    /// Takes a cell.
    ///
    /// # Errors
    /// `H821` if no sheet has such a cell, `H822` if there are too many.
    pub(super) fn put(&mut self, row: u32, column: u32, value: Value) -> Result<()> {
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            let what = format!("it says it has a cell {}, and no sheet has so many", address(row, column));
            return Err(FileFault::WorkbookBroken { what }.into());
        }
        self.cells += 1;
        if self.cells > MOST_CELLS {
            return Err(FileFault::WorkbookUnsafe { what: "a sheet has more than 24 million cells" }.into());
        }
        let cells = self.columns.entry(column).or_default();
        self.in_order &= cells.rows.last().is_none_or(|last| *last < row);
        cells.rows.push(row);
        cells.values.push(value);
        Ok(())
    }

    /// Takes a merged area of more than one cell.
    pub(super) fn merge(&mut self, area: Area) {
        if self.merged.len() < MOST_AREAS && area.rows.0 <= area.rows.1 && area.columns.0 <= area.columns.1 {
            self.merged.push(area);
        }
    }

    /// How many cells there are.
    pub(super) fn cells(&self) -> u64 {
        self.cells
    }

    /// Puts cells in the order of their rows once all are taken.
    ///
    /// # Errors
    /// `H821` if two are in one place.
    pub(super) fn in_order(mut self) -> Result<Self> {
        if self.in_order {
            return Ok(self);
        }
        for (index, column) in &mut self.columns {
            let mut cells: Vec<(u32, Value)> = column.rows.iter().copied().zip(column.values.iter().copied()).collect();
            cells.sort_by_key(|(row, _)| *row);
            if let Some(pair) = cells.windows(2).find(|pair| matches!(pair, [(one, _), (other, _)] if one == other)) {
                let twice = address(pair.first().map_or(0, |(row, _)| *row), *index);
                let fault = FileFault::WorkbookBroken { what: format!("the cell {twice} is in it twice") };
                return Err(helhed::error::Error::new(fault.into(), Place::default().and(Spot::Cell(twice))));
            }
            (column.rows, column.values) = cells.into_iter().unzip();
        }
        self.in_order = true;
        Ok(self)
    }

    /// What a cell holds.
    pub(super) fn at(&self, row: u32, column: u32) -> Option<Value> {
        self.columns.get(&column).and_then(|cells| cells.at(row))
    }

    /// The format of a style.
    pub(super) fn format(&self, style: u16) -> Format {
        match style {
            DATE_STYLE => Format::Date,
            DURATION_STYLE => Format::Duration,
            style => self.formats.get(usize::from(style)).copied().unwrap_or_default(),
        }
    }

    /// Rows that hold something, in their order.
    pub(super) fn filled_rows(&self) -> Vec<u32> {
        let mut filled = vec![0_u64; (MOST_ROWS as usize).div_ceil(64)];
        for row in self.columns.values().flat_map(|column| &column.rows) {
            if let Some(word) = filled.get_mut(*row as usize / 64) {
                *word |= 1 << (row % 64);
            }
        }
        let rows = |(index, word): (u32, u64)| {
            (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| 64 * index + bit)
        };
        (0..).zip(filled).flat_map(rows).collect()
    }
}

/// The address of a cell, such as `B4`.
pub(super) fn address(row: u32, column: u32) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// The letters of a column, counted from 0.
pub(super) fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = u64::from(column) + 1;
    while rest > 0 {
        letters.push(b'A' + ((rest - 1) % 26) as u8);
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}

/// Row and column of an address such as `B4` or `$B$4`, counted from 0.
pub(super) fn position(address: &str) -> Option<(u32, u32)> {
    let (mut column, mut row) = (0_u32, 0_u32);
    for byte in address.trim().bytes().filter(|byte| *byte != b'$') {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' if row == 0 => {
                let digit = u32::from(byte.to_ascii_uppercase() - b'A') + 1;
                column = column.checked_mul(26)?.checked_add(digit)?;
            }
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// The area of a reference such as `A1:B2`.
pub(super) fn area(reference: &str) -> Option<Area> {
    let (first, last) = reference.split_once(':').unwrap_or((reference, reference));
    let (first, last) = (position(first)?, position(last)?);
    Some(Area { rows: (first.0, last.0), columns: (first.1, last.1) })
}

#[cfg(test)]
mod tests {
    use super::{address, area, letters, position};

    #[test]
    fn addresses_go_there_and_back() {
        for (row, column, text) in [(0, 0, "A1"), (3, 1, "B4"), (9, 26, "AA10"), (1_048_575, 16_383, "XFD1048576")] {
            assert_eq!(address(row, column), text);
            assert_eq!(position(text), Some((row, column)));
        }
        for text in ["", "A", "1", "A0", "1A", "A1B", "A99999999999", "ZZZZZZZZZZ1", "Å1"] {
            assert_eq!(position(text), None, "{text}");
        }
        assert_eq!(letters(701), "ZZ");
        assert_eq!(area("$A$1:B2").map(|area| (area.rows, area.columns)), Some(((0, 1), (0, 1))));
    }
}
