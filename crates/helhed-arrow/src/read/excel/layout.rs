//! Where the table is on a sheet: its header, its columns, its rows, and what is around it.

use helhed::error::{Error, Fault, FileFault, Place, Result, Spot};
use helhed::records::{Doubt, Notice};

use super::grid::{Grid, Value, address, letters};
use super::head;
use super::tally::is_mark;
use crate::read::csv::look::{is_note, is_sentence};
use crate::read::csv::names::told_apart_at;
use crate::read::{Ask, Decision, Header, LeftOut};

/// Blank stretches that are listed.
const MOST_BLANKS: usize = 100;

/// Lines of a title above the header of another table.
const MOST_TITLES: usize = 3;

/// The table of a sheet. Rows and columns of the sheet count from 0.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// The columns, with their names.
    pub(super) columns: Vec<(u32, String)>,
    /// The rows.
    pub(super) rows: Vec<u32>,
    pub(super) decisions: Vec<Decision>,
    pub(super) left_out: Vec<LeftOut>,
    /// Doubts, and the cell to look at.
    pub(super) doubts: Vec<(Doubt, String)>,
    /// What is said of the names.
    pub(super) told: Vec<Notice>,
}

impl Layout {
    /// Finds the table.
    ///
    /// # Errors
    /// `H813` without a header, `H814` for a header that comes again, `H829` for several tables.
    pub(super) fn of(grid: &Grid, ask: &Ask) -> Result<Self> {
        let mut layout = Self::default();
        let mut filled = grid.filled_rows();
        if let Some((first, last)) = ask.lines {
            let said = |row: &u32| u64::from(*row) + 1 >= first && last.is_none_or(|last| u64::from(*row) < last);
            filled.retain(said);
            let found = last.map_or(format!("{first} and on"), |last| format!("{first} to {last}"));
            layout.decisions.push(Decision { about: "lines", found, why: "as said".into() });
        }
        let (Some(top), Some(bottom)) = (filled.first().copied(), filled.last().copied()) else {
            return Err(shape("there are no cells in the rows that `lines` names", "name other rows with `lines`"));
        };
        let row = |line: u64| u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX);
        let heads = match ask.header {
            Some(Header::None) => None,
            Some(Header::Line(line)) => Some((row(line), row(line))),
            Some(Header::Lines(first, last)) => Some((row(first), row(last.min(first.saturating_add(20))))),
            None => Some(head::header(grid, &filled)?),
        };
        if heads.is_some_and(|(first, last)| !(top..=bottom).contains(&first) || last < first) {
            return Err(shape("the rows of the header are not in the table", "name other rows with `header`"));
        }
        let found = match heads {
            None => "none".to_owned(),
            Some((first, last)) if first == last => format!("row {}", first + 1),
            Some((first, last)) => format!("rows {} to {}", first + 1, last + 1),
        };
        let why = if ask.header.is_some() { "as said" } else { "the first row as wide as the table" };
        layout.decisions.push(Decision { about: "header", found, why: why.into() });
        let start = heads.map_or(top, |(_, last)| last + 1);
        let body: Vec<u32> = filled.iter().copied().filter(|row| *row >= start).collect();
        layout.title(grid, &filled, heads);
        layout.columns(grid, &body, heads, bottom)?;
        layout.rows(grid, &body, heads)?;
        layout.one_table(grid, ask)?;
        layout.names(ask, heads)?;
        layout.merged(grid);
        if layout.rows.is_empty() {
            let first = layout.columns.first().map_or(0, |(column, _)| *column);
            layout.doubts.push((Doubt::NoRows, address(heads.map_or(top, |(_, last)| last), first)));
        }
        Ok(layout)
    }

    /// Notes the lines above the header.
    fn title(&mut self, grid: &Grid, filled: &[u32], heads: Option<(u32, u32)>) {
        let rows: Vec<u32> =
            filled.iter().copied().take_while(|row| heads.is_some_and(|(top, _)| *row < top)).collect();
        self.leave_out(grid, &rows, "title");
    }

    /// Notes rows that are no rows of the table.
    fn leave_out(&mut self, grid: &Grid, rows: &[u32], what: &'static str) {
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        let within = || grid.columns.iter().map(|(index, column)| (*index, column.within(*first..=*last)));
        let of_row =
            |row: u32| within().filter_map(move |(index, mut cells)| cells.any(|(at, _)| at == row).then_some(index));
        let cells = within().map(|(_, cells)| cells.count() as u64).sum();
        let first_cell = address(*first, of_row(*first).next().unwrap_or(0));
        let last_cell = address(*last, of_row(*last).next_back().unwrap_or(0));
        self.left_out.push(LeftOut { first: u64::from(*first) + 1, last: u64::from(*last) + 1, what });
        let doubt = Doubt::CellsLeftOut { what: what.into(), first: first_cell.clone(), last: last_cell, cells };
        self.doubts.push((doubt, first_cell));
    }

    /// Finds the columns: those with a name, those between them, and those beside them that most rows fill.
    fn columns(&mut self, grid: &Grid, body: &[u32], heads: Option<(u32, u32)>, bottom: u32) -> Result<()> {
        let start = body.first().copied().unwrap_or(u32::MAX);
        let all: Vec<u32> = grid.columns.keys().copied().collect();
        let names = heads.map_or_else(|| vec![String::new(); all.len()], |heads| head::names(grid, &all, heads));
        let named = || {
            all.iter().zip(&names).filter(|(_, name)| !name.is_empty() || heads.is_none()).map(|(column, _)| *column)
        };
        let (Some(first), Some(last)) = (named().min(), named().max()) else {
            return Err(shape("the header has no names", "say with `header` in which row the names are"));
        };
        for (column, name) in all.iter().zip(&names) {
            let cells = || grid.columns.get(column).into_iter().flat_map(|cells| cells.within(start..=bottom));
            let count = cells().count();
            let beside = !(first..=last).contains(column);
            if name.is_empty() && (count == 0 || (beside && count * 2 < body.len())) {
                let rows: Vec<u32> = cells().map(|(row, _)| row).collect();
                if let (Some(top), Some(bottom)) = (rows.first(), rows.last()) {
                    let (first, last) = (address(*top, *column), address(*bottom, *column));
                    let doubt = Doubt::CellsLeftOut {
                        what: "beside".into(),
                        first: first.clone(),
                        last,
                        cells: rows.len() as u64,
                    };
                    self.doubts.push((doubt, first));
                }
                continue;
            }
            self.columns.push((*column, name.clone()));
        }
        Ok(())
    }

    /// Finds the rows, and where they end: notes stand below, alone in their rows and set off by a blank one.
    fn rows(&mut self, grid: &Grid, body: &[u32], heads: Option<(u32, u32)>) -> Result<()> {
        let (Some(first), Some(last)) = (body.first().copied(), body.last().copied()) else { return Ok(()) };
        let width = (last - first) as usize + 1;
        let mut filled = vec![0_u16; width];
        for cells in self.columns.iter().filter_map(|(column, _)| grid.columns.get(column)) {
            for (row, _) in cells.within(first..=last) {
                if let Some(count) = filled.get_mut((row - first) as usize) {
                    *count = count.saturating_add(1);
                }
            }
        }
        let count = |row: u32| filled.get((row - first) as usize).copied().unwrap_or(0);
        let rows: Vec<u32> = body.iter().copied().filter(|row| count(*row) > 0).collect();
        let is_row = |row: &u32| count(*row) > 1 && !self.is_note_in_parts(grid, *row);
        let end = if self.columns.len() > 1 {
            let whole = rows.iter().rposition(is_row).map_or(0, |last| last + 1);
            self.end(grid, &rows, whole, heads)
        } else {
            self.end_of_list(grid, &rows)
        };
        let (table, notes) = rows.split_at_checked(end).unwrap_or((&rows, &[]));
        self.leave_out(grid, notes, "footnote");
        for pair in table.windows(2) {
            if let [before, after] = pair
                && after - before > 1
                && self.left_out.len() < MOST_BLANKS
            {
                self.left_out.push(LeftOut { first: u64::from(*before) + 2, last: u64::from(*after), what: "blank" });
            }
        }
        self.rows = table.to_vec();
        self.second_head(grid, heads)
    }

    /// The number of rows before the notes, given that of those before the last row of several cells.
    fn end(&self, grid: &Grid, rows: &[u32], whole: usize, heads: Option<(u32, u32)>) -> usize {
        let before = |index: usize| match index.checked_sub(1).and_then(|before| rows.get(before)) {
            Some(row) => Some(*row),
            None => heads.map(|(_, last)| last),
        };
        let is_note_row = |index: &usize| {
            let Some(row) = rows.get(*index).copied() else { return false };
            let gap = before(*index).is_some_and(|before| row - before > 1);
            let texts = || {
                self.columns.iter().filter_map(move |(column, _)| match grid.at(row, *column) {
                    Some(Value::Text(number)) => Some(grid.text(number)),
                    _ => None,
                })
            };
            gap || texts().any(|text| is_note(text) || is_sentence(text))
        };
        (whole..rows.len()).find(is_note_row).unwrap_or(rows.len())
    }

    /// The number of rows of a table of one column before the notes: those with a word for it.
    fn end_of_list(&self, grid: &Grid, rows: &[u32]) -> usize {
        let column = self.columns.first().map_or(0, |(column, _)| *column);
        let is_note_row = |row: &u32| match grid.at(*row, column) {
            Some(Value::Text(number)) => is_note(grid.text(number)) && is_sentence(grid.text(number)),
            _ => false,
        };
        rows.iter().rposition(|row| !is_note_row(row)).map_or(0, |last| last + 1)
    }

    /// Whether a row is a note in several cells, such as `Kilde:` beside `Danmarks Statistik`.
    fn is_note_in_parts(&self, grid: &Grid, row: u32) -> bool {
        let mut cells = self.columns.iter().map(|(column, _)| grid.at(row, *column));
        let Some(Value::Text(number)) = cells.next().flatten() else { return false };
        let (mut full, mut texts) = (true, true);
        for cell in cells {
            full &= cell.is_some();
            texts &= matches!(cell, None | Some(Value::Text(_)));
        }
        texts && !full && is_note(grid.text(number))
    }

    /// Refuses a header that comes again among the rows, and one of another table.
    fn second_head(&self, grid: &Grid, heads: Option<(u32, u32)>) -> Result<()> {
        let Some((_, head)) = heads else { return Ok(()) };
        let text = |row: u32, column: u32| match grid.at(row, column) {
            Some(Value::Text(number)) => Some(grid.text(number).trim()),
            _ => None,
        };
        let named: Vec<u32> =
            self.columns.iter().map(|(column, _)| *column).filter(|column| text(head, *column).is_some()).collect();
        let Some(first) = named.first() else { return Ok(()) };
        let candidates = grid.columns.get(first).into_iter().flat_map(|cells| &cells.rows);
        for row in candidates.filter(|row| self.rows.binary_search(row).is_ok()) {
            if named.len() > 1 && named.iter().all(|column| text(*row, *column) == text(head, *column)) {
                return Err(Error::new(FileFault::HeaderRepeated.into(), cell_place(*row, *first)));
            }
        }
        let cells = |row: u32| -> Vec<(u32, Value)> {
            self.columns.iter().filter_map(|(column, _)| Some((*column, grid.at(row, *column)?))).collect()
        };
        let gaps = self.rows.windows(2).enumerate().filter(|(_, pair)| matches!(pair, [one, two] if two - one > 1));
        for (index, pair) in gaps {
            let [before, ..] = pair else { continue };
            // The title of another table stands above its header.
            let below = self.rows.iter().skip(index + 1).take(1 + MOST_TITLES);
            let Some((after, cells)) = below.map(|row| (row, cells(*row))).find(|(_, cells)| cells.len() > 1) else {
                continue;
            };
            let is_number = |column: u32| matches!(grid.at(*before, column), Some(Value::Number(..)));
            let is_word =
                |value: &Value| matches!(value, Value::Text(number) if !is_mark(grid.text(*number), &Ask::default()));
            let over_numbers = cells.iter().any(|(column, value)| is_number(*column) && is_word(value));
            if over_numbers && head::is_head(grid, &cells) {
                let what = format!("after a blank row, another header seems to begin in row {}", after + 1);
                let cure = "name the rows of one table, its header included, with `lines`";
                return Err(Error::new(FileFault::SheetShape { what, cure }.into(), cell_place(*after, *first)));
            }
        }
        Ok(())
    }

    /// Refuses tables side by side: groups of columns with empty ones between them that do not end in one row.
    fn one_table(&mut self, grid: &Grid, ask: &Ask) -> Result<()> {
        let wanted = |name: &String| ask.columns.as_ref().is_none_or(|columns| columns.contains(name));
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return Ok(()) };
        let mut ends: Vec<(u32, u32, Option<u32>)> = Vec::new();
        for (column, _) in self.columns.iter().filter(|(_, name)| wanted(name)) {
            let end =
                grid.columns.get(column).and_then(|cells| cells.within(*first..=*last).last()).map(|(row, _)| row);
            match ends.last_mut() {
                Some((_, right, longest)) if *right + 1 == *column => (*right, *longest) = (*column, end.max(*longest)),
                _ => ends.push((*column, *column, end)),
            }
        }
        let longest = ends.iter().map(|(_, _, end)| *end).max().flatten();
        if ends.len() > 1 && ends.iter().any(|(_, _, end)| *end != longest) {
            let groups: Vec<String> =
                ends.iter().map(|(first, last, _)| format!("{} to {}", letters(*first), letters(*last))).collect();
            let what = format!("columns {} are apart and end in different rows", groups.join(" and "));
            return Err(shape(&what, APART));
        }
        if ends.len() > 1 && ends.iter().all(|(first, last, _)| last > first && self.is_key(grid, *first)) {
            let groups: Vec<String> =
                ends.iter().map(|(first, last, _)| format!("{} to {}", letters(*first), letters(*last))).collect();
            let what = format!("columns {} are apart, and each begins with names of its own", groups.join(" and "));
            return Err(shape(&what, APART));
        }
        Ok(())
    }

    /// Whether each row has a text of its own in a column.
    fn is_key(&self, grid: &Grid, column: u32) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        self.rows.len() > 1
            && self.rows.iter().all(|row| match grid.at(*row, column) {
                Some(Value::Text(number)) => seen.insert(grid.text(number).trim()),
                _ => false,
            })
    }

    /// Gives every column a name of its own.
    ///
    /// # Errors
    /// `H829` if `names` are more or fewer than the columns, `H106` if two of them are the same.
    fn names(&mut self, ask: &Ask, heads: Option<(u32, u32)>) -> Result<()> {
        if let Some(names) = &ask.names {
            if names.len() != self.columns.len() {
                let what = format!("`names` has {} names for {} columns", names.len(), self.columns.len());
                return Err(shape(&what, "give as many names as there are columns"));
            }
            let twice = (0..).zip(names).find(|(at, name)| names.iter().take(*at).any(|one| one == *name));
            if let Some((_, name)) = twice {
                return Err(Error::new(Fault::ColumnTwice { name: name.clone() }, Place::argument("names")));
            }
            self.columns.iter_mut().zip(names).for_each(|((_, name), said)| name.clone_from(said));
            return Ok(());
        }
        let Some((top, bottom)) = heads else {
            (1_u32..).zip(&mut self.columns).for_each(|(number, (_, name))| *name = format!("column {number}"));
            return Ok(());
        };
        let mut names: Vec<String> = self.columns.iter().map(|(_, name)| name.clone()).collect();
        let column = |at: usize| self.columns.get(at).map_or(0, |(column, _)| *column);
        let told =
            told_apart_at(&mut names, |at, name| cell_place(bottom, column(at)).and(Spot::Column(name.to_owned())));
        if let Some(example) = names.iter().find(|name| name.contains(" / ")).filter(|_| top < bottom) {
            let (first, last) = (u64::from(top) + 1, u64::from(bottom) + 1);
            let doubt = Doubt::HeadersJoined { first, last, example: example.clone() };
            self.doubts.push((doubt, address(top, column(0))));
        }
        self.told = told;
        self.columns.iter_mut().zip(names).for_each(|((_, name), own)| *name = own);
        Ok(())
    }

    /// Notes merged cells among the rows.
    fn merged(&mut self, grid: &Grid) {
        let (Some(first), Some(last)) = (self.rows.first(), self.rows.last()) else { return };
        let in_table = |area: &&super::grid::Area| {
            area.rows.0 <= *last
                && area.rows.1 >= *first
                && area.rows.0 >= *first
                && self.columns.iter().any(|(column, _)| (area.columns.0..=area.columns.1).contains(column))
        };
        let mut areas = grid.merged.iter().filter(in_table);
        let Some(one) = areas.next() else { return };
        let cell = address(one.rows.0, one.columns.0);
        let first = format!("{cell}:{}", address(one.rows.1, one.columns.1));
        self.doubts.push((Doubt::CellsMerged { areas: 1 + areas.count() as u64, first }, cell));
    }
}

/// The cure for tables side by side.
const APART: &str = "put each table on a sheet of its own, or name the columns of one with `columns`";

fn shape(what: &str, cure: &'static str) -> Error {
    FileFault::SheetShape { what: what.to_owned(), cure }.into()
}

fn cell_place(row: u32, column: u32) -> Place {
    Place::default().and(Spot::Cell(address(row, column)))
}
