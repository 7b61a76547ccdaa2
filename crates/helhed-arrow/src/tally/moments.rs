//! The sums of a mean within one block of rows.

use helhed::cells::{Block, Centred, MeanCell};
use helhed::error::Result;

use super::sums::Sum;

/// Values as deviations from an anchor near their mean: adding one takes neither a division nor a look at the mean.
///
/// The anchor is the first value, and is moved to the mean when 4, 16, 64, ... values are there. So the squared deviations
/// from the anchor are at most four times those from the mean (with a quarter of the values before the anchor, the mean
/// of all is at most three quarters of the way to the rest), and taking the difference loses no more than two bits,
/// whatever the order and the size of the values.
// In one line of the processor's cache.
#[repr(align(32))]
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Moments {
    anchor: f64,
    deviations: f64,
    squares: f64,
    records: u32,
    missing: u32,
}

impl Sum for Moments {
    fn look(&self) -> u32 {
        self.records
    }

    fn rows(&self) -> u32 {
        self.records + self.missing
    }

    fn block(self) -> Result<Block> {
        MeanCell::from_centred(self.records.into(), self.sums(), self.missing.into()).map(Block::Mean)
    }
}

impl Moments {
    /// Adds a value that was checked. Not-a-number is missing.
    #[inline]
    pub(crate) fn push(&mut self, value: f64) {
        if is_corner(self.records) {
            self.move_anchor(value);
        }
        let present = u32::from(!value.is_nan());
        let deviation = value - self.anchor;
        let deviation = if present == 1 { deviation } else { 0.0 };
        self.deviations += deviation;
        self.squares += deviation * deviation;
        self.records += present;
        self.missing += 1 - present;
    }

    #[inline(never)]
    fn move_anchor(&mut self, first: f64) {
        if self.records > 0 {
            let (mean, rest, squares) = self.sums().moments();
            (self.anchor, self.deviations, self.squares) = (mean, rest * f64::from(self.records), squares);
        } else if !first.is_nan() {
            self.anchor = first;
        }
    }

    fn sums(&self) -> Centred {
        let Self { anchor: centre, deviations, squares, .. } = *self;
        Centred { centre, weight: f64::from(self.records), deviations, squares }
    }
}

/// Whether this is zero or a power of four above one.
#[inline]
fn is_corner(records: u32) -> bool {
    (records & records.wrapping_sub(1)) | (records & 0xAAAA_AAAB) == 0
}

/// A sum of two numbers, and what its rounding left out (Knuth's two-sum).
#[inline]
pub(super) fn sum_and_rest(a: f64, b: f64) -> (f64, f64) {
    let sum = a + b;
    let b_part = sum - a;
    (sum, (a - (sum - b_part)) + (b - b_part))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moments(values: &[f64]) -> MeanCell {
        let mut sums = Moments::default();
        for value in values {
            sums.push(*value);
        }
        match sums.block() {
            Ok(Block::Mean(cell)) => cell,
            other => panic!("a mean: {other:?}"),
        }
    }

    #[test]
    fn corners() {
        let corners: Vec<u32> = (0..5_000).filter(|records| is_corner(*records)).collect();
        assert_eq!(corners, [0, 4, 16, 64, 256, 1024, 4096]);
    }

    #[test]
    fn without_values_and_with_equal_ones() {
        let none = moments(&[f64::NAN, f64::NAN]);
        assert_eq!((none.records(), none.missing(), none.mean()), (0, 2, None));
        let one = moments(&[f64::NAN, 0.1, f64::NAN]);
        assert_eq!((one.records(), one.missing(), one.mean(), one.m2()), (1, 2, Some(0.1), 0.0));
        let equal = moments(&[0.1; 1_000]);
        assert_eq!((equal.mean(), equal.m2()), (Some(0.1), 0.0));
    }

    #[test]
    fn a_large_first_value_or_a_large_mean_swallows_no_digits() {
        // Around a million, deviations that doubles hold exactly; their squares add up without rounding.
        let near: Vec<f64> = (0..4_000).map(|index| 1e6 + f64::from(index % 7) * 0.125).collect();
        let exact: f64 = {
            let deviations: Vec<i64> = (0..4_000).map(|index| index % 7).collect();
            let (n, sum) = (4_000_i64, deviations.iter().sum::<i64>());
            let squares: i64 = deviations.iter().map(|one| one * one).sum();
            (n * squares - sum * sum) as f64 / 64.0 / n as f64
        };
        assert!((moments(&near).m2() / exact - 1.0).abs() < 1e-13);
        let mut far = vec![1e9];
        far.extend((0..4_000).map(|index| f64::from(index % 7)));
        let cell = MeanCell::from_values(far.iter().copied().map(Some)).expect("values");
        assert!((moments(&far).m2() / cell.m2() - 1.0).abs() < 1e-13);
    }

    proptest! {
        #[test]
        fn as_pushed_one_by_one(
            values in prop::collection::vec(prop_oneof![9 => -1e3..1e3, 1 => Just(f64::NAN), 1 => -1e9..1e9], 0..700),
            shift in prop_oneof![Just(0.0), Just(1e6), Just(-1e12)],
        ) {
            let values: Vec<f64> = values.into_iter().map(|value| value + shift).collect();
            let mut cell = MeanCell::default();
            values.iter().try_for_each(|value| cell.push(*value)).expect("values");
            let found = moments(&values);
            prop_assert_eq!((found.records(), found.missing()), (cell.records(), cell.missing()));
            let close = |a: f64, b: f64, scale: f64| (a - b).abs() <= 1e-12 * scale;
            if let (Some(a), Some(b)) = (found.mean(), cell.mean()) {
                let spread = (cell.m2() / cell.records() as f64).sqrt();
                prop_assert!(close(a + found.mean_rest(), b + cell.mean_rest(), spread.max(b.abs() * 1e-3)), "{a} {b}");
            }
            prop_assert!(close(found.m2(), cell.m2(), cell.m2()), "{} {}", found.m2(), cell.m2());
        }
    }
}
