//! Rows that repeat the sum of others.

use std::collections::BTreeMap;

use arrow_array::{Array, ArrayRef};
use helhed::error::{Result, shown};
use helhed::records::{Doubt, Ledger, Notice};
use rayon::prelude::*;

use super::label::is_total;
use super::{Column, Table};
use crate::repeats::Each;
use crate::texts::Texts;
use crate::values;

/// A row that is named as a total, or is one.
struct Total {
    row: usize,
    column: usize,
    is_sum: bool,
}

/// Totals that are told one by one; more of a name are told as one.
const TOLD: usize = 5;
/// Cells up to which sums are checked: totals of larger tables go by their name.
const CHECKED: usize = 5_000_000;

/// Looks for totals; leaves them out if that was said, and says nothing if it was said that they stay.
///
/// # Errors
/// `H901` for a bug of ours.
pub(super) fn look(table: &mut Table, leave_out: Option<bool>, ledger: &mut Ledger) -> Result<Vec<Notice>> {
    if leave_out == Some(false) {
        return Ok(Vec::new());
    }
    let totals = totals(table);
    let Some(first) = totals.first() else { return Ok(Vec::new()) };
    if leave_out == Some(true) {
        let column = Column::at(table, first.column);
        let (name, value) = column.map_or_else(Default::default, |one| (one.name.to_owned(), one.shown(first.row)));
        let at = table.place(Some(first.row), &name);
        let rows = totals.len() as u64;
        let mut keep = vec![true; table.rows()];
        totals.iter().for_each(|total| keep[total.row] = false);
        table.keep(&keep)?;
        ledger.left_out("total of other rows", rows);
        return Ok(vec![Notice::new(Doubt::TotalsLeftOut { rows, value }, at)]);
    }
    let mut by_name: BTreeMap<(usize, String), Vec<&Total>> = BTreeMap::new();
    for total in &totals {
        let value = Column::at(table, total.column).map_or_else(String::new, |column| column.shown(total.row));
        by_name.entry((total.column, value)).or_default().push(total);
    }
    let mut notices: Vec<(usize, Notice)> = Vec::new();
    for ((column, value), totals) in by_name {
        let Some(column) = Column::at(table, column) else { continue };
        let rows = if totals.len() > TOLD { totals.len() as u64 } else { 1 };
        let told = if totals.len() > TOLD { 1 } else { totals.len() };
        notices.extend(totals.iter().take(told).map(|total| {
            let doubt =
                Doubt::TotalRow { row: table.number(total.row), value: shown(&value), rows, is_sum: total.is_sum };
            (total.row, Notice::new(doubt, table.place(Some(total.row), column.name)))
        }));
    }
    notices.sort_by_key(|(row, _)| *row);
    Ok(notices.into_iter().map(|(_, notice)| notice).collect())
}

/// The totals of a table, in order.
fn totals(table: &Table) -> Vec<Total> {
    let mut parts: Vec<(usize, usize, &ArrayRef, Option<&[Each]>)> = Vec::new();
    let mut texts = Vec::new();
    for index in 0..table.schema().fields().len() {
        let mut start = 0;
        for (array, known) in table.texts(index).take_while(|(array, _)| Texts::of(array.as_ref()).is_some()) {
            parts.push((index, start, array, known));
            start += array.len();
        }
        if start > 0 {
            texts.push(index);
        }
    }
    let found: Vec<Vec<usize>> =
        parts.par_iter().map(|(_, start, array, known)| totals_of(array, *known, *start)).collect();
    let mut named: BTreeMap<usize, usize> = BTreeMap::new();
    for ((index, ..), rows) in parts.iter().zip(found) {
        rows.into_iter().for_each(|row| _ = named.entry(row).or_insert(*index));
    }
    // Where most rows are named so, it is what the column is called.
    if 2 * named.len() > table.rows() {
        return Vec::new();
    }
    let sums = if table.rows().saturating_mul(table.schema().fields().len()) <= CHECKED {
        Sums::of(table, &named)
    } else {
        Sums { columns: Vec::new() }
    };
    let mut totals: Vec<Total> = named
        .iter()
        .map(|(row, column)| Total { row: *row, column: *column, is_sum: sums.explain(*row, &named) })
        .collect();
    // A last row that nothing names, and that is the sum of all others in every column.
    let last = table.rows().saturating_sub(1);
    if let (Some(column), true) = (texts.first(), named.is_empty() && sums.is_sum_of_all(last)) {
        totals.push(Total { row: last, column: *column, is_sum: true });
    }
    totals
}

/// The rows of an array, the first of which is `start`, that are named as totals.
fn totals_of(array: &ArrayRef, known: Option<&[Each]>, start: usize) -> Vec<usize> {
    let Some(texts) = Texts::of(array.as_ref()) else { return Vec::new() };
    let mut holds = false;
    texts.each_of(known, |text, _, _| holds |= is_total(text));
    let rows = (0..texts.len()).filter(|row| holds && texts.get(*row).is_some_and(is_total));
    rows.map(|row| start + row).collect()
}

/// Columns of numbers that can be added.
struct Sums {
    columns: Vec<Added>,
}

/// A column, and what its rows up to each one are together, rows that are named as totals left out: so that the rows
/// between two others are added in one step, however many totals there are.
struct Added {
    values: Vec<f64>,
    up_to: Vec<f64>,
}

impl Added {
    fn of(values: Vec<f64>, named: &BTreeMap<usize, usize>) -> Self {
        let mut totals = named.keys().copied().peekable();
        let mut up_to = Vec::with_capacity(values.len() + 1);
        let mut so_far = 0.0;
        up_to.push(so_far);
        for (row, value) in values.iter().enumerate() {
            if totals.next_if_eq(&row).is_none() && !value.is_nan() {
                so_far += value;
            }
            up_to.push(so_far);
        }
        Self { values, up_to }
    }

    fn between(&self, from: usize, to: usize) -> f64 {
        self.up_to.get(to).zip(self.up_to.get(from)).map_or(f64::NAN, |(to, from)| to - from)
    }
}

/// Rows that an unnamed total has above it at least: of fewer, one is the sum of the others by chance.
const FEWEST_ABOVE: usize = 3;

impl Sums {
    fn of(table: &Table, named: &BTreeMap<usize, usize>) -> Self {
        let is_number = |column: &Column<'_>| values::is_number(column.data_type());
        let columns = (0..table.schema().fields().len()).filter_map(|index| Column::at(table, index)).filter(is_number);
        let is_year = |value: &f64| value.is_nan() || (1800.0..=2200.0).contains(value) && value.fract() == 0.0;
        let columns = columns.filter_map(|column| column.numbers().ok()).filter(|numbers| !numbers.iter().all(is_year));
        Self { columns: columns.map(|numbers| Added::of(numbers, named)).collect() }
    }

    /// Whether a named row is, in some column, the sum of others: those since the total before it, those up to the next
    /// one, or all that are no totals.
    fn explain(&self, row: usize, named: &BTreeMap<usize, usize>) -> bool {
        let before = named.range(..row).next_back().map_or(0, |(row, _)| row + 1);
        self.columns.iter().any(|column| {
            let Some(total) = column.values.get(row).copied().filter(|total| *total != 0.0 && total.is_finite()) else {
                return false;
            };
            let after = named.range(row + 1..).next().map_or(column.values.len(), |(row, _)| *row);
            let spans = [(before, row), (0, row), (row + 1, after), (row + 1, column.values.len())];
            let spans = spans.into_iter().filter(|(from, to)| to > from);
            spans.into_iter().any(|(from, to)| same(column.between(from, to), total))
        })
    }

    /// Whether a row is the sum of all above it in every column, and in two columns or more not of zeros.
    fn is_sum_of_all(&self, row: usize) -> bool {
        let is_sum = |column: &Added| {
            let values = &column.values;
            values.get(row).is_some_and(|total| same(sum(values.iter().take(row)), *total))
        };
        let is_not_zero = |column: &&Added| column.values.get(row).is_some_and(|total| *total != 0.0);
        let counts = self.columns.iter().filter(is_not_zero).count();
        row >= FEWEST_ABOVE && counts >= 2 && self.columns.iter().all(is_sum)
    }
}

fn sum<'a>(values: impl Iterator<Item = &'a f64>) -> f64 {
    values.filter(|value| !value.is_nan()).sum()
}

/// Equal up to the rounding of one decimal in a million.
fn same(left: f64, right: f64) -> bool {
    (left - right).abs() <= 1e-6 * right.abs().max(1e-9)
}
