//! Units counted by two categories at once.

use serde::{Deserialize, Serialize};

use super::checks::whole;
use crate::error::{Difference, Error, Fault, Place, Result, Spot, Within};

/// Units by row and column category, and units that lack either. Mergeable with a table of the same shape.
///
/// ```
/// use helhed::cells::CrossTable;
/// let mut table = CrossTable::from_rows(&[[10.0, 20.0, 30.0], [15.0, 15.0, 25.0]])?;
/// table.merge(&CrossTable::empty(2, 3)?)?;
/// assert_eq!((table.rows(), table.columns(), table.records(), table.counts()[1][2]), (2, 3, 115, 25));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct CrossTable {
    counts: Vec<Vec<u64>>,
    missing: u64,
}

/// What is written, before it is known to be a table.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "CrossTable"))]
struct Parts {
    counts: Vec<Vec<u64>>,
    missing: u64,
}

impl TryFrom<Parts> for CrossTable {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let rows: Vec<Vec<f64>> =
            parts.counts.iter().map(|row| row.iter().map(|count| *count as f64).collect()).collect();
        Ok(Self::from_rows(&rows)?.with_missing(parts.missing))
    }
}

impl CrossTable {
    /// From the counts, row by row.
    ///
    /// # Errors
    /// `H103` without rows or columns, `H108` if the rows differ in length, `H104`, `H202`, `H204`, `H208` for what is
    /// not a count, with its row.
    pub fn from_rows<R: AsRef<[f64]>>(rows: &[R]) -> Result<Self> {
        let columns = rows.first().map_or(0, |row| row.as_ref().len());
        if columns == 0 {
            return Err(Error::new(Fault::EmptyTable, Place::argument("table")));
        }
        let mut counts = Vec::with_capacity(rows.len());
        for (at, row) in (1_u64..).zip(rows) {
            let row = row.as_ref();
            if row.len() != columns {
                let fault = Fault::LengthsDiffer { left: columns as u64, right: row.len() as u64 };
                return Err(Error::new(fault, Place::argument("table")).within(Spot::Row(at)));
            }
            let row: Result<Vec<u64>> = row.iter().map(|count| whole("table", *count)).collect();
            counts.push(row.within(|| Spot::Row(at))?);
        }
        Ok(Self { counts, missing: 0 })
    }

    /// The empty table of a shape: it changes nothing when merged.
    ///
    /// # Errors
    /// `H103` without rows or columns.
    pub fn empty(rows: usize, columns: usize) -> Result<Self> {
        Self::from_rows(&vec![vec![0.0; columns]; rows])
    }

    /// Adds what another table counted.
    ///
    /// # Errors
    /// `H205` if the shapes differ.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        if (self.rows(), self.columns()) != (other.rows(), other.columns()) {
            let shape = |table: &Self| format!("{} by {}", table.rows(), table.columns());
            let shapes = Difference::Other { what: "the shape", left: shape(self), right: shape(other) };
            return Err(Fault::CellsDiffer { differences: vec![shapes], inputs: None }.into());
        }
        for (own, other) in self.counts.iter_mut().flatten().zip(other.counts.iter().flatten()) {
            *own += other;
        }
        self.missing += other.missing;
        Ok(())
    }

    /// The same table with so many more units that lack a category.
    #[must_use]
    pub fn with_missing(self, missing: u64) -> Self {
        Self { missing: self.missing + missing, ..self }
    }

    /// Row categories.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.counts.len()
    }

    /// Column categories.
    #[must_use]
    pub fn columns(&self) -> usize {
        self.counts.first().map_or(0, Vec::len)
    }

    /// The counts, row by row.
    #[must_use]
    pub fn counts(&self) -> &[Vec<u64>] {
        &self.counts
    }

    /// Units in the table.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.counts.iter().flatten().fold(0, |sum: u64, count| sum.saturating_add(*count))
    }

    /// Units that lack a category.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }
}

impl From<(super::ProportionCell, super::ProportionCell)> for CrossTable {
    /// Two shares as a table: a group a row, first the units with the event and then those without it.
    fn from((of, against): (super::ProportionCell, super::ProportionCell)) -> Self {
        let row = |cell: &super::ProportionCell| vec![cell.events(), cell.records() - cell.events()];
        Self { counts: vec![row(&of), row(&against)], missing: of.missing() + against.missing() }
    }
}
