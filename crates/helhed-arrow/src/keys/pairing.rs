//! Pairs of codes: two key columns become one code a row.

use super::Map;
use super::code::{NONE, next_code};
use helhed::error::Result;

/// Longest table, in entries; beyond it pairs are looked up in a map.
const LONGEST: u64 = 1 << 22;

/// Codes of the pairs that have occurred.
#[derive(Debug, Default)]
pub(crate) struct Pairing {
    /// The code of `(left, right)` is at `left << shift | right`. Empty once it would grow too long.
    table: Vec<u32>,
    shift: u32,
    map: Map<u64, u32>,
    pairs: Vec<(u32, u32)>,
}

impl Pairing {
    /// Replaces each code in `left` by the code of its pair with `right`. All are below `lefts` and `rights`.
    ///
    /// # Errors
    /// `H208` beyond four billion pairs.
    pub(crate) fn join(&mut self, left: &mut [u32], lefts: usize, right: &[u32], rights: usize) -> Result<()> {
        self.make_room(lefts, rights);
        if self.table.is_empty() {
            for (left, right) in left.iter_mut().zip(right) {
                let pair = (u64::from(*left) << 32) | u64::from(*right);
                *left = match self.map.get(&pair) {
                    Some(code) => *code,
                    None => {
                        let code = next_code(self.pairs.len())?;
                        self.pairs.push((*left, *right));
                        self.map.insert(pair, code);
                        code
                    }
                };
            }
        } else {
            let table = &mut self.table[..];
            for (left, right) in left.iter_mut().zip(right) {
                let slot = &mut table[((*left as usize) << self.shift) | *right as usize];
                if *slot == NONE {
                    *slot = next_code(self.pairs.len())?;
                    self.pairs.push((*left, *right));
                }
                *left = *slot;
            }
        }
        Ok(())
    }

    /// Pairs that have occurred.
    pub(crate) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// The two codes of a pair.
    pub(crate) fn get(&self, code: u32) -> (u32, u32) {
        self.pairs[code as usize]
    }

    fn make_room(&mut self, lefts: usize, rights: usize) {
        if !self.map.is_empty() {
            return;
        }
        let shift = (rights.max(1) as u64).next_power_of_two().trailing_zeros().max(self.shift);
        let length = (lefts.max(1) as u64).next_power_of_two().saturating_mul(1_u64 << shift);
        if shift == self.shift && length <= self.table.len() as u64 {
            return;
        }
        let known = self.pairs.iter().zip(0_u32..);
        if length > LONGEST {
            self.table = Vec::new();
            self.map =
                known.map(|((left, right), code)| ((u64::from(*left) << 32) | u64::from(*right), code)).collect();
        } else {
            self.shift = shift;
            self.table.clear();
            self.table.resize(length as usize, NONE);
            for ((left, right), code) in known {
                self.table[((*left as usize) << shift) | *right as usize] = code;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_stay_the_same_while_the_table_grows_into_a_map() {
        let mut pairing = Pairing::default();
        let mut known = std::collections::HashMap::new();
        for size in [1_u32, 3, 40, 700, 5_000, 5_001] {
            let mut codes: Vec<u32> = (0..size).collect();
            let right: Vec<u32> = (0..size).map(|index| index * 7 % size).collect();
            pairing.join(&mut codes, size as usize, &right, size as usize).expect("room");
            for (index, code) in codes.iter().enumerate() {
                let pair = (index as u32, right[index]);
                assert_eq!(pairing.get(*code), pair);
                assert_eq!(*known.entry(pair).or_insert(*code), *code);
            }
        }
        assert_eq!(pairing.len(), known.len());
        assert!(!pairing.map.is_empty() && pairing.table.is_empty());
    }
}
