//! Persons in two areas at one time.

use super::Pair;
use super::keys::MISSING;
use super::twice::by_code;

/// The rows whose area is another than that of the first row of the same key (person and period), each with that row.
/// Rows without a key or without an area are left to other checks.
#[must_use]
pub fn in_two_areas(keys: &[u32], areas: &[u32]) -> Vec<Pair> {
    let area = |row: usize| areas.get(row).copied().unwrap_or(MISSING);
    let mut keyed: Vec<(u32, usize)> = by_code(keys).into_iter().filter(|(_, row)| area(*row) != MISSING).collect();
    keyed.sort_unstable();
    let groups = keyed.chunk_by(|left, right| left.0 == right.0);
    let mut pairs: Vec<Pair> = groups
        .filter_map(|group| group.split_first())
        .flat_map(|((_, with), rest)| {
            let others = rest.iter().filter(|(_, row)| area(*row) != area(*with));
            others.map(|(_, row)| Pair { row: *row, with: *with })
        })
        .collect();
    pairs.sort_unstable();
    pairs
}
