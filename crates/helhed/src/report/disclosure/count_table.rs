//! What is to be protected: counts by two categories, none missing.

use std::collections::HashMap;

use crate::cells::LARGEST_COUNT;
use crate::error::{Error, Fault, Place, Result, Spot};

/// Persons by row and column category, with the names of the categories. It holds what may not be published, so it
/// cannot be written; [`protect`](super::protect) makes what can.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountTable {
    rows: Vec<String>,
    columns: Vec<String>,
    counts: Vec<Vec<u64>>,
}

/// How a row or column that repeats the sum of the others is called.
const TOTAL_NAMES: [&str; 9] = ["i alt", "ialt", "total", "totalt", "sum", "alle", "hele", "all", "samlet"];

impl CountTable {
    /// Cells of a table at most: a table of counts is made to be read, and every hidden cell is looked at against all others.
    /// So large and with half of its counts small, it takes some ten seconds.
    pub const MOST_CELLS: usize = 10_000;

    /// From one entry a cell: row, column, count. Rows and columns come in the order in which they are first named.
    ///
    /// # Errors
    /// `H103` without entries, `H104`, `H202`, `H204`, `H208` for what is not a count, `H611` if a cell is missing or there
    /// twice, `H613` if a row or column is the sum of the others, `H008` for more than 10 000 cells.
    pub fn from_entries<R: AsRef<str>, C: AsRef<str>>(entries: impl IntoIterator<Item = (R, C, f64)>) -> Result<Self> {
        let (mut rows, mut columns) = (Names::default(), Names::default());
        let mut found: HashMap<(usize, usize), (u64, u64)> = HashMap::new();
        for (number, (row, column, count)) in (1_u64..).zip(entries) {
            let at = (rows.place(row.as_ref()), columns.place(column.as_ref()));
            sized(rows.names.len(), columns.names.len())?;
            let count = whole(count, || Spot::Row(number))?;
            let entry = found.entry(at).or_insert((count, 0));
            entry.1 += 1;
            if entry.1 > 1 {
                return Err(not_once(row.as_ref(), column.as_ref(), entry.1));
            }
        }
        let mut counts = Vec::with_capacity(rows.names.len());
        for (i, row) in rows.names.iter().enumerate() {
            let cell = |(j, column): (usize, &String)| {
                found.get(&(i, j)).map(|(count, _)| *count).ok_or_else(|| not_once(row, column, 0))
            };
            counts.push(columns.names.iter().enumerate().map(cell).collect::<Result<Vec<u64>>>()?);
        }
        Self { rows: rows.names, columns: columns.names, counts }.checked()
    }

    /// From the names of rows and columns, and the counts row by row.
    ///
    /// # Errors
    /// `H108` if names and counts differ in number, and as [`CountTable::from_entries`].
    pub fn new<R: AsRef<str>, C: AsRef<str>, V: AsRef<[f64]>>(rows: &[R], columns: &[C], counts: &[V]) -> Result<Self> {
        differ("rows", rows.len(), counts.len())?;
        for row in counts {
            differ("columns", columns.len(), row.as_ref().len())?;
        }
        Self::from_entries(rows.iter().zip(counts).flat_map(|(row, counts)| {
            columns.iter().zip(counts.as_ref()).map(move |(column, count)| (row.as_ref(), column.as_ref(), *count))
        }))
    }

    fn checked(self) -> Result<Self> {
        if self.counts.is_empty() {
            return Err(Error::new(Fault::EmptyTable, Place::argument("table")));
        }
        let sum = self.counts.iter().flatten().fold(0_u64, |sum, count| sum.saturating_add(*count));
        if sum as f64 > LARGEST_COUNT {
            return Err(Error::new(Fault::CountTooLarge { found: sum as f64 }, Place::argument("table")));
        }
        let turned: Vec<Vec<u64>> = (0..self.columns.len())
            .map(|column| self.counts.iter().filter_map(|row| row.get(column).copied()).collect())
            .collect();
        for (names, lines, what) in [(&self.rows, &self.counts, "row"), (&self.columns, &turned, "column")] {
            if let Some(name) = total_among(names, lines) {
                return Err(Error::new(Fault::TotalAmong { what, name: name.clone() }, Place::argument("table")));
            }
        }
        Ok(self)
    }

    /// Names of the rows.
    #[must_use]
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// Names of the columns.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The counts, row by row.
    #[must_use]
    pub fn counts(&self) -> &[Vec<u64>] {
        &self.counts
    }
}

/// Names in the order in which they came.
#[derive(Default)]
struct Names {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Names {
    fn place(&mut self, name: &str) -> usize {
        if let Some(place) = self.places.get(name) {
            return *place;
        }
        let place = self.names.len();
        self.names.push(name.to_owned());
        self.places.insert(name.to_owned(), place);
        place
    }
}

/// The line that is the sum of the others. By chance a small line can be that, so its name must say so, or the lines must
/// be many and long.
fn total_among<'a>(names: &'a [String], lines: &[Vec<u64>]) -> Option<&'a String> {
    let width = lines.first().map_or(0, Vec::len);
    let mut sums = vec![0_u64; width];
    for line in lines {
        sums.iter_mut().zip(line).for_each(|(sum, count)| *sum += count);
    }
    let by_sum = lines.len() >= 4 && width >= 3;
    let is_sum =
        |line: &[u64]| line.iter().any(|count| *count > 0) && line.iter().zip(&sums).all(|(c, sum)| 2 * c == *sum);
    let totals: Vec<&String> =
        names.iter().zip(lines).filter(|(_, line)| lines.len() > 1 && is_sum(line)).map(|(name, _)| name).collect();
    let named = totals.iter().find(|name| {
        let name = name.trim().to_lowercase();
        TOTAL_NAMES.iter().any(|total| {
            name.split_once(total)
                .is_some_and(|(before, after)| before.is_empty() && !after.starts_with(char::is_alphanumeric))
        })
    });
    match (named, totals.as_slice()) {
        (Some(name), _) => Some(name),
        (None, [name]) if by_sum => Some(name),
        _ => None,
    }
}

fn sized(rows: usize, columns: usize) -> Result<()> {
    let cells = rows.saturating_mul(columns);
    if cells <= CountTable::MOST_CELLS {
        return Ok(());
    }
    let what = "number of cells";
    let fault = Fault::OutsideRange { what, found: cells as f64, low: 1.0, high: CountTable::MOST_CELLS as f64 };
    Err(Error::new(fault, Place::argument("table")))
}

fn differ(what: &str, names: usize, counts: usize) -> Result<()> {
    if names == counts {
        return Ok(());
    }
    Err(Error::new(Fault::LengthsDiffer { left: names as u64, right: counts as u64 }, Place::argument(what)))
}

fn not_once(row: &str, column: &str, times: u64) -> Error {
    let fault = Fault::CellNotOnce { row: row.to_owned(), column: column.to_owned(), times };
    Error::new(fault, Place::argument("table"))
}

fn whole(found: f64, spot: impl Fn() -> Spot) -> Result<u64> {
    let fault = match found {
        found if !found.is_finite() => Fault::NotFinite { found },
        found if found < 0.0 => Fault::NegativeCount { found },
        found if found.fract() != 0.0 => Fault::NotWhole { found },
        found if found > LARGEST_COUNT => Fault::CountTooLarge { found },
        found => return Ok(found as u64),
    };
    Err(Error::new(fault, Place::argument("count").and(spot())))
}
