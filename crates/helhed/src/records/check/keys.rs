//! Keys of several columns.

/// The code of a row without a value.
pub const MISSING: u32 = u32::MAX;

/// One code for each pair of codes; a row in which one of them is missing has none. Equal pairs have equal codes, and
/// other pairs others.
#[must_use]
pub fn combine(left: &[u32], right: &[u32]) -> Vec<u32> {
    let mut pairs: Vec<(u64, usize)> = left
        .iter()
        .zip(right)
        .enumerate()
        .filter(|(_, (left, right))| **left != MISSING && **right != MISSING)
        .map(|(row, (left, right))| (u64::from(*left) << 32 | u64::from(*right), row))
        .collect();
    pairs.sort_unstable();
    let mut codes = vec![MISSING; left.len().min(right.len())];
    let mut code = 0;
    let mut before = None;
    for (pair, row) in pairs {
        code += u32::from(before.is_some_and(|before| before != pair));
        before = Some(pair);
        if let Some(place) = codes.get_mut(row) {
            *place = code;
        }
    }
    codes
}
