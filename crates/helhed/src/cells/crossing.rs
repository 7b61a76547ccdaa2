//! Two key columns of cells as a table of counts.

use std::collections::BTreeMap;

use super::{Block, Cells, CrossTable};
use crate::error::{Fault, Result};
use crate::estimate::KeyValue;

impl Cells {
    /// The units by the values of two key columns, over all others: both have the same categories, in the same order, so
    /// that the table is square. Units whose value is missing in either are the table's missing ones.
    ///
    /// Units are counted by the first indicator: events of a count, and the rows with a value of others.
    ///
    /// # Errors
    /// `H207` for a key column that is not there, `H103` if no unit has both values.
    ///
    /// ```
    /// use helhed::cells::{Block, Cells, TotalCell};
    /// use helhed::design::{Indicator, Measure};
    /// let persons = Indicator::new("persons", Measure::Count { events: "persons".into() })?;
    /// let mut cells = Cells::new(["before", "after"], [persons])?;
    /// for (before, after, persons) in [("benefits", "job", 7.0), ("job", "job", 30.0), ("job", "benefits", 4.0)] {
    ///     cells.add(vec![before.into(), after.into()], 0, &Block::Count(TotalCell::from_total(persons)?))?;
    /// }
    /// let (states, table) = cells.cross_table("before", "after")?;
    /// assert_eq!(states, ["benefits".into(), "job".into()]);
    /// assert_eq!(table.counts(), [[0, 7], [4, 30]]);
    /// # Ok::<(), helhed::Error>(())
    /// ```
    pub fn cross_table(&self, rows: &str, columns: &str) -> Result<(Vec<KeyValue>, CrossTable)> {
        let places = [self.dimension(rows)?, self.dimension(columns)?];
        let mut counts: BTreeMap<[&KeyValue; 2], f64> = BTreeMap::new();
        let mut missing = 0;
        for (key, blocks) in self.iter() {
            let pair = places.map(|place| &key[place]);
            let units = blocks.first().map_or(0.0, units);
            if pair.contains(&&KeyValue::Missing) {
                // A count of persons is whole and small enough for a double, and so is exact here.
                missing += units as u64;
            } else {
                *counts.entry(pair).or_default() += units;
            }
        }
        let mut categories: Vec<KeyValue> = counts.keys().flatten().map(|value| (*value).clone()).collect();
        categories.sort_unstable();
        categories.dedup();
        if categories.is_empty() {
            return Err(Fault::EmptyTable.into());
        }
        let count = |row, column| counts.get(&[row, column]).copied().unwrap_or(0.0);
        let table: Vec<Vec<f64>> =
            categories.iter().map(|row| categories.iter().map(|column| count(row, column)).collect()).collect();
        Ok((categories, CrossTable::from_rows(&table)?.with_missing(missing)))
    }
}

/// Units that a block counts.
fn units(block: &Block) -> f64 {
    match block {
        Block::Count(cell) => cell.total().unwrap_or(0.0),
        other => other.records() as f64,
    }
}
