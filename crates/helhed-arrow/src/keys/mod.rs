//! Keys: the key columns of a batch become one group number a row.
//!
//! Each column gives its values codes, and pairs of codes get codes in turn, so that no row ever holds or hashes the
//! texts of its whole key.

mod code;
mod column;
mod date;
mod integers;
mod pairing;

use arrow_array::RecordBatch;
use helhed::error::{Result, Spot, Within};
use helhed::estimate::KeyValue;

pub(crate) use code::next_code;
pub(crate) use column::{EXPECTED, KeyColumn, is_key};
pub(crate) use foldhash::HashMap as Map;
use pairing::Pairing;

use crate::column::Column;

/// The groups of a batch.
#[derive(Debug)]
pub(crate) struct Groups<'a> {
    /// Group of each row.
    pub(crate) of_rows: &'a [u32],
    /// Groups so far; every group is below it.
    pub(crate) count: usize,
}

/// Groups by any number of key columns. A group keeps its number from batch to batch.
#[derive(Debug)]
pub(crate) struct Keys {
    columns: Vec<KeyColumn>,
    pairings: Vec<Pairing>,
    groups: Vec<u32>,
    codes: Vec<u32>,
}

impl Keys {
    /// For so many key columns.
    pub(crate) fn new(columns: usize) -> Self {
        Self {
            columns: (0..columns).map(|_| KeyColumn::default()).collect(),
            pairings: (1..columns).map(|_| Pairing::default()).collect(),
            groups: Vec::new(),
            codes: Vec::new(),
        }
    }

    /// The group of each row of a batch; `first_row` rows lie before it.
    ///
    /// # Errors
    /// `H102`, `H802`, `H208` with the column.
    pub(crate) fn groups(&mut self, batch: &RecordBatch, first_row: u64, columns: &[Column]) -> Result<Groups<'_>> {
        self.groups.clear();
        if self.columns.is_empty() {
            self.groups.resize(batch.num_rows(), 0);
        }
        let mut lefts = 0;
        for (index, (column, known)) in columns.iter().zip(&mut self.columns).enumerate() {
            let array = column.of(batch)?;
            let name = || Spot::Column(column.name.clone());
            if index == 0 {
                known.encode(array, first_row, &mut self.groups).within(name)?;
                lefts = known.len();
            } else {
                self.codes.clear();
                known.encode(array, first_row, &mut self.codes).within(name)?;
                let pairing = &mut self.pairings[index - 1];
                pairing.join(&mut self.groups, lefts, &self.codes, known.len()).within(name)?;
                lefts = pairing.len();
            }
        }
        Ok(Groups { count: self.len(), of_rows: &self.groups })
    }

    /// Groups so far. Some may have no row.
    pub(crate) fn len(&self) -> usize {
        match (self.pairings.last(), self.columns.first()) {
            (Some(pairing), _) => pairing.len(),
            (None, Some(column)) => column.len(),
            (None, None) => 1,
        }
    }

    /// The key of a group.
    pub(crate) fn key(&self, group: usize) -> Vec<KeyValue> {
        // Groups are numbered by codes, so this fits.
        let mut left = group as u32;
        let mut key = Vec::with_capacity(self.columns.len());
        for (column, pairing) in self.columns.iter().skip(1).zip(&self.pairings).rev() {
            let (rest, right) = pairing.get(left);
            key.push(column.value(right).clone());
            left = rest;
        }
        key.extend(self.columns.first().map(|column| column.value(left).clone()));
        key.reverse();
        key
    }
}
