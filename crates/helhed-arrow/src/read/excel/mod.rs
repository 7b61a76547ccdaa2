//! Workbooks: from a package of parts to the one table that is meant.

mod arrays;
mod biff;
mod choice;
mod columns;
mod dates;
mod grid;
mod head;
mod layout;
mod ods;
mod package;
mod sheet;
mod shown;
mod styles;
mod tally;
mod texts;
mod workbook;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use helhed::error::{Error, Fault, FileFault, Place, Result, Spot, Within};
use helhed::records::{Doubt, Notice};

use choice::{Content, SAMPLE};
use grid::{Grid, letters};
use layout::Layout;
use package::Package;
use workbook::Listed;

use super::draft::Draft;
use super::locator::Locator;
use super::{Ask, Kind, Observer, kind};
use crate::known::Known;
use crate::tally::Progress;

/// A workbook of any format, whose sheets are read one at a time.
trait Book {
    /// Its sheets of cells.
    fn sheets(&self) -> &[Listed];

    /// The first cells of a sheet, `most` of them. `seen` is told how many rows were read.
    ///
    /// # Errors
    /// `H821`, `H822`, `H823`.
    fn grid(&mut self, index: usize, most: u64, seen: &mut dyn FnMut(u64) -> Result<()>) -> Result<Grid>;
}

/// Reads the table of a workbook.
///
/// # Errors
/// `H820` to `H829`; `H110` and `H111` for its values.
pub(super) fn read(path: &Path, ask: &Ask, observer: &mut Observer<'_>) -> Result<Draft> {
    let kind = kind::content(path)?.kind;
    let file = || kind::spot(path);
    let mut book = open(path).within(file)?;
    let sheets = book.sheets().to_vec();
    let mut looked = 0;
    let choice = choice::choose(&sheets, ask, &mut |sheet| {
        let at = looked;
        looked += 1;
        let grid = book.grid(at, SAMPLE, &mut |_| Ok(())).within(|| Spot::Sheet(sheet.name.clone()))?;
        Ok(choice::content(&grid))
    });
    let choice = choice.within(file)?;
    let name = sheets.get(choice.index).map(|sheet| sheet.name.clone()).unwrap_or_default();
    let place = || Place::default().and(file()).and(Spot::Sheet(name.clone()));
    let inside = |error: Error| error.within(Spot::Sheet(name.clone())).within(file());
    let mut seen = |rows| observer(Progress { rows, of: None });
    let grid = book.grid(choice.index, u64::MAX, &mut seen).map_err(inside)?;
    if choice::content(&grid) == Content::Nothing {
        return Err(Error::new(FileFault::SheetEmpty { name: name.clone() }.into(), place()));
    }
    let layout = Layout::of(&grid, ask).map_err(inside)?;
    let locator = locator(file(), &name, &layout);
    let mut notices = notices(&grid, &layout, choice.hidden, &place());
    let table = columns::read(grid, &layout, ask, &locator)?;
    notices.extend(table.notices);
    Ok(Draft {
        files: vec![path.display().to_string()],
        kind,
        schema: table.batch.schema(),
        batches: vec![table.batch],
        decisions: [vec![choice.decision], layout.decisions].concat(),
        columns: table.columns,
        left_out: layout.left_out,
        notices,
        locator,
        known: Known::default(),
    })
}

/// The first bytes of the container of old workbooks, and of those behind a password.
const CONTAINER: [u8; 4] = [0xd0, 0xcf, 0x11, 0xe0];

/// Opens a workbook by its content.
fn open(path: &Path) -> Result<Box<dyn Book>> {
    let cannot = |error: std::io::Error| Error::from(Fault::CannotOpen { reason: error.to_string() });
    let mut magic = Vec::new();
    File::open(path).map_err(cannot)?.take(4).read_to_end(&mut magic).map_err(cannot)?;
    if magic == CONTAINER {
        return Ok(Box::new(xls::Xls::open(path)?));
    }
    let mut package = Package::open(path)?;
    package.refuse_declarations()?;
    match workbook::main_part(&mut package)? {
        Some(part) if part.ends_with(".bin") => Ok(Box::new(xlsb::Xlsb::open(path, package)?)),
        Some(part) => Ok(Box::new(xlsx::Xlsx::open(package, &part)?)),
        None if ods::Ods::is(&package) => Ok(Box::new(ods::Ods::open(package)?)),
        None => Err(super::kind::refused(Kind::Zip)),
    }
}

/// Where the rows of the table stand on the sheet.
fn locator(file: Spot, sheet: &str, layout: &Layout) -> Locator {
    let first = layout.rows.first().map_or(0, |row| u64::from(*row));
    let mut jumps = BTreeMap::new();
    let mut ahead = 0;
    for (index, row) in (0_u64..).zip(&layout.rows) {
        let now = u64::from(*row) - first - index;
        if now != ahead {
            jumps.insert(index, now);
            ahead = now;
        }
    }
    let letters = layout.columns.iter().map(|(column, name)| (name.clone(), letters(*column))).collect();
    Locator::sheet(file, sheet.to_owned(), first + 1, jumps, letters)
}

/// What a person should know of the sheet as a whole.
fn notices(grid: &Grid, layout: &Layout, sheets: Vec<String>, place: &Place) -> Vec<Notice> {
    let hidden = |row: &&u32| grid.hidden_rows.binary_search(row).is_ok();
    let rows = layout.rows.iter().filter(hidden).count() as u64;
    let is_hidden = |column: u32| grid.hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column));
    let columns: Vec<String> =
        layout.columns.iter().filter(|(column, _)| is_hidden(*column)).map(|(_, name)| name.clone()).collect();
    let mut notices = Vec::new();
    if rows > 0 || !columns.is_empty() || !sheets.is_empty() {
        let first = layout.rows.iter().position(|row| hidden(&row)).map(|row| Spot::Row(row as u64 + 1));
        let place = first.into_iter().fold(place.clone(), Place::and);
        notices.push(Notice::new(Doubt::SheetPartsHidden { rows, filtered: grid.filtered, columns, sheets }, place));
    }
    notices.extend(layout.told.iter().map(|told| {
        let at = told.at.spots().iter().cloned().fold(place.clone(), Place::and);
        Notice::new(told.doubt.clone(), at)
    }));
    notices.extend(
        layout
            .doubts
            .iter()
            .map(|(doubt, cell)| Notice::new(doubt.clone(), place.clone().and(Spot::Cell(cell.clone())))),
    );
    notices
}
