//! Groups of which a table tells something of everybody: 100 percent in one cell, 0 in all others.

use super::audit::{CellName, WholeGroup};
use super::count_table::CountTable;

/// The rows, and then the columns, of several cells of which one alone is not 0.
pub(super) fn whole_groups(table: &CountTable) -> Vec<WholeGroup> {
    let (rows, columns, counts) = (table.rows(), table.columns(), table.counts());
    let name = |row: Option<&String>, column: Option<&String>| CellName { row: row.cloned(), column: column.cloned() };
    let only = |line: Vec<u64>| {
        let mut there = line.iter().enumerate().filter(|(_, count)| **count > 0).map(|(at, _)| at);
        there.next().filter(|_| line.len() > 1 && there.next().is_none())
    };
    let by_row = rows.iter().zip(counts).filter_map(|(row, line)| {
        let column = columns.get(only(line.clone())?);
        Some(WholeGroup { group: name(Some(row), None), cell: name(Some(row), column) })
    });
    let by_column = columns.iter().enumerate().filter_map(|(at, column)| {
        let row = rows.get(only(counts.iter().filter_map(|line| line.get(at).copied()).collect())?);
        Some(WholeGroup { group: name(None, Some(column)), cell: name(row, Some(column)) })
    });
    by_row.chain(by_column).collect()
}
