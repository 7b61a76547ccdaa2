//! Rows of a file that are read, and rows that its statistics show not to be asked for.

use std::ops::Range;

use super::among::Among;
use crate::file::Source;

/// Rows of row groups next to each other that are all read, or all passed over.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Run {
    /// The rows, counted from the first of the file.
    pub(crate) rows: Range<u64>,
    /// Whether they are read.
    pub(crate) read: bool,
}

/// The runs of a file, in order.
pub(crate) fn runs(source: &Source, asked: &[Among]) -> Vec<Run> {
    if asked.is_empty() {
        return vec![Run { rows: 0..source.rows(), read: true }];
    }
    let mut runs: Vec<Run> = Vec::new();
    for (group, rows) in source.groups().into_iter().enumerate() {
        let read = !excluded(source, group, asked);
        match runs.last_mut() {
            Some(last) if last.read == read => last.rows.end = rows.end,
            _ => runs.push(Run { rows, read }),
        }
    }
    runs
}

/// Whether the statistics of a row group show that none of its rows is asked for.
pub(crate) fn excluded(source: &Source, group: usize, asked: &[Among]) -> bool {
    let excludes =
        |among: &Among| source.extremes(group, &among.column.name).is_some_and(|bounds| among.excludes(&bounds));
    asked.iter().any(excludes)
}

/// The parts of the runs that lie in a block.
pub(crate) fn within<'a>(runs: &'a [Run], block: &'a Range<u64>) -> impl Iterator<Item = Run> + 'a {
    let first = runs.partition_point(|run| run.rows.end <= block.start);
    let inside = runs.get(first..).unwrap_or_default().iter().take_while(|run| run.rows.start < block.end);
    inside.map(|run| Run { rows: run.rows.start.max(block.start)..run.rows.end.min(block.end), read: run.read })
}
