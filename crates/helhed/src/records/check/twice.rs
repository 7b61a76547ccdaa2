//! Rows whose key stands twice.

use super::Pair;
use super::keys::MISSING;

/// The rows whose code another row before them has, each with the first of that code. Missing codes are no key.
#[must_use]
pub fn twice(codes: &[u32]) -> Vec<Pair> {
    let mut keyed: Vec<(u32, usize)> = by_code(codes);
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    let mut first: Option<(u32, usize)> = None;
    for (code, row) in keyed {
        match first {
            Some((same, with)) if same == code => pairs.push(Pair { row, with }),
            _ => first = Some((code, row)),
        }
    }
    pairs.sort_unstable();
    pairs
}

/// Of these rows, those whose code another of them has, in order; `codes` goes with `rows`. Missing is a value here: two
/// rows without one agree.
#[must_use]
pub fn repeats(rows: &[usize], groups: &[u32], codes: &[u32]) -> (Vec<usize>, Vec<u32>) {
    let mut keyed: Vec<(u64, usize)> = groups
        .iter()
        .zip(codes)
        .zip(rows)
        .map(|((group, code), row)| (u64::from(*group) << 32 | u64::from(*code), *row))
        .collect();
    keyed.sort_unstable();
    let mut kept: Vec<(usize, u32)> = Vec::new();
    for (group, same) in (0..).zip(keyed.chunk_by(|left, right| left.0 == right.0).filter(|same| same.len() > 1)) {
        kept.extend(same.iter().map(|(_, row)| (*row, group)));
    }
    kept.sort_unstable();
    kept.into_iter().unzip()
}

/// The rows that have a code, with it.
pub(super) fn by_code(codes: &[u32]) -> Vec<(u32, usize)> {
    codes.iter().enumerate().filter(|(_, code)| **code != MISSING).map(|(row, code)| (*code, row)).collect()
}
