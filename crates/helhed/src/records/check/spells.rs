//! Spells: from a first day to a last, both counted in.

use super::keys::MISSING;

/// 31 December 2099: a last day from here on stands for an open end.
pub const OPEN_FROM: i32 = 47_481;

/// The rows whose last day is before the first.
#[must_use]
pub fn backwards(from: &[Option<i32>], to: &[Option<i32>]) -> Vec<usize> {
    let spells = from.iter().zip(to).enumerate();
    let ends_first = |(row, (from, to)): (usize, (&Option<i32>, &Option<i32>))| match (from, to) {
        (Some(from), Some(to)) if to < from => Some(row),
        _ => None,
    };
    spells.filter_map(ends_first).collect()
}

/// Two spells of one key that share days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overlap {
    /// The row that begins later.
    pub row: usize,
    /// The row that has not ended then.
    pub with: usize,
    /// Days that they share.
    pub days: i64,
}

/// The spells that begin before another of the same key has ended, each with the one that ends last of those before.
/// An end that is missing is open. Spells without a first day, or that end before they start, are left to other checks.
#[must_use]
pub fn overlaps(keys: &[u32], from: &[Option<i32>], to: &[Option<i32>]) -> Vec<Overlap> {
    let mut spells: Vec<(u32, i32, i32, usize)> = keys
        .iter()
        .zip(from.iter().zip(to))
        .enumerate()
        .filter_map(|(row, (key, (from, to)))| {
            let (from, to) = ((*from)?, to.unwrap_or(i32::MAX));
            (*key != MISSING && from <= to).then_some((*key, from, to, row))
        })
        .collect();
    spells.sort_unstable_by_key(|(key, from, _, row)| (*key, *from, *row));
    let mut found = Vec::new();
    let mut latest: Option<(u32, i32, usize)> = None;
    for (key, from, to, row) in spells {
        latest = match latest {
            Some((same, end, with)) if same == key => {
                if from <= end {
                    let days = i64::from(end.min(to)) - i64::from(from) + 1;
                    found.push(Overlap { row, with, days });
                }
                Some(if to > end { (key, to, row) } else { (key, end, with) })
            }
            _ => Some((key, to, row)),
        };
    }
    found.sort_unstable_by_key(|overlap| overlap.row);
    found
}
