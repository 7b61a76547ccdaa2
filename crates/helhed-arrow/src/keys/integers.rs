//! Codes of whole numbers: a table for numbers that lie together, such as years, and a map for the rest.

use super::Map;
use super::code::NONE;

/// Longest table, in entries.
const LONGEST: u64 = 1 << 16;

/// Numbers and their codes.
#[derive(Debug, Default)]
pub(crate) struct Integers {
    first: i64,
    window: Vec<u32>,
    rest: Map<i64, u32>,
}

impl Integers {
    /// The code of a number that was [inserted](Self::insert).
    pub(crate) fn get(&self, number: i64) -> Option<u32> {
        match self.window.get(offset(self.first, number)) {
            Some(&NONE) | None => self.rest.get(&number).copied(),
            Some(code) => Some(*code),
        }
    }

    /// The first number of the table, and the codes of the numbers from there; [`NONE`] for those without one here.
    pub(crate) fn window(&self) -> (i64, &[u32]) {
        (self.first, &self.window)
    }

    /// Gives a number its code.
    pub(crate) fn insert(&mut self, number: i64, code: u32) {
        self.widen(number);
        match self.window.get_mut(offset(self.first, number)) {
            Some(slot) => *slot = code,
            None => {
                self.rest.insert(number, code);
            }
        }
    }

    /// Widens the table to hold `number`, if it then stays short. It at least doubles, so that this is rare.
    fn widen(&mut self, number: i64) {
        let Some(last) = self.window.len().checked_sub(1) else {
            (self.first, self.window) = (number, vec![NONE]);
            return;
        };
        // The table is short, so its last number can only overflow at the end of the type; then it stays as it is.
        let Some(last) = self.first.checked_add(last as i64) else { return };
        let needed = last.max(number).abs_diff(self.first.min(number)).saturating_add(1);
        let length = (2 * self.window.len() as u64).max(needed).min(LONGEST);
        if needed == self.window.len() as u64 || needed > LONGEST {
            return;
        }
        let added = length as usize - self.window.len();
        if number > last {
            self.window.resize(length as usize, NONE);
        } else if let Some(first) = self.first.checked_sub(added as i64) {
            self.first = first;
            self.window.splice(0..0, std::iter::repeat_n(NONE, added));
        }
    }
}

/// Place in a table that starts at `first`; beyond any table for a number before it.
pub(crate) fn offset(first: i64, number: i64) -> usize {
    usize::try_from(number.wrapping_sub(first).cast_unsigned()).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code_of_each(numbers: &[i64]) {
        let mut integers = Integers::default();
        let mut known = std::collections::HashMap::new();
        for &number in numbers {
            assert_eq!(integers.get(number), known.get(&number).copied(), "{number}");
            if !known.contains_key(&number) {
                let code = known.len() as u32;
                integers.insert(number, code);
                known.insert(number, code);
            }
        }
        for (number, code) in known {
            assert_eq!(integers.get(number), Some(code), "{number}");
        }
    }

    #[test]
    fn ends_of_the_type() {
        code_of_each(&[i64::MAX, i64::MIN, 0, -1, i64::MAX - 1, i64::MIN + 1, i64::MAX - 70_000, 5, i64::MIN + 70_000]);
        code_of_each(&[i64::MIN, i64::MIN + 3, i64::MIN + 1, i64::MAX]);
    }

    proptest! {
        #[test]
        fn as_a_plain_map(near in prop::collection::vec(-70_000_i64..70_000, 0..60), far in prop::collection::vec(any::<i64>(), 0..9)) {
            let mixed: Vec<i64> = near.iter().chain(&far).chain(near.iter().rev()).copied().collect();
            code_of_each(&mixed);
        }
    }
}
