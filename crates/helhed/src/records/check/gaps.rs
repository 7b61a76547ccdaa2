//! Areas without a row for a period that other areas have.

use std::collections::HashSet;

use super::keys::MISSING;

/// Pairs of area and period that have no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gaps {
    /// How many.
    pub count: u64,
    /// The first of them, by codes.
    pub first: (u32, u32),
}

/// Share of the pairs that may be gaps: beyond it the table is no rectangle with holes, but areas with periods of their own.
const MOST: f64 = 0.2;

/// The pairs of areas and periods without a row, in a table where most pairs have one.
#[must_use]
pub fn gaps(areas: &[u32], periods: &[u32]) -> Option<Gaps> {
    let there: HashSet<(u32, u32)> =
        areas.iter().copied().zip(periods.iter().copied()).filter(|(a, p)| *a != MISSING && *p != MISSING).collect();
    let distinct = |of: fn(&(u32, u32)) -> u32| {
        let mut codes: Vec<u32> = there.iter().map(of).collect::<HashSet<_>>().into_iter().collect();
        codes.sort_unstable();
        codes
    };
    let (each_area, each_period) = (distinct(|pair| pair.0), distinct(|pair| pair.1));
    let all = each_area.len() as u64 * each_period.len() as u64;
    let count = all - there.len() as u64;
    if count == 0 || each_area.len() < 3 || each_period.len() < 3 || count as f64 > MOST * all as f64 {
        return None;
    }
    let pairs = each_area.iter().flat_map(|area| each_period.iter().map(move |period| (*area, *period)));
    pairs.into_iter().find(|pair| !there.contains(pair)).map(|first| Gaps { count, first })
}
