//! The sums of a weighted mean within one block of rows.

use helhed::cells::{Block, Centred, WeightedMeanCell};
use helhed::error::Result;

use super::moments::sum_and_rest;
use super::sums::Sum;

/// How many times its weight a group may have before its anchor is moved to its mean.
const STRETCH: f64 = 4.0;

/// Weighted values as deviations from an anchor near their mean, as in [`Moments`](super::moments::Moments): the anchor is
/// moved to the mean by the value that makes the weight four times what it was when the anchor was set, so a value of
/// great weight after values of little weight is not measured from where those were.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct WeightedMoments {
    anchor: f64,
    weight: f64,
    deviations: f64,
    squares: f64,
    /// The same three sums with the squared weights.
    squared: f64,
    squared_deviations: f64,
    squared_squares: f64,
    /// The weight up to which the anchor stays.
    limit: f64,
    records: u32,
    weightless: u32,
    missing: u32,
}

impl Sum for WeightedMoments {
    fn look(&self) -> u32 {
        // It lies in two lines of the cache.
        self.records ^ u32::from(self.anchor == 0.0)
    }

    fn rows(&self) -> u32 {
        self.records + self.missing
    }

    fn block(self) -> Result<Block> {
        let (records, weightless, missing) = (self.records.into(), self.weightless.into(), self.missing.into());
        WeightedMeanCell::from_centred(records, weightless, self.by_weight(), self.by_square(), missing)
            .map(Block::WeightedMean)
    }
}

impl WeightedMoments {
    /// Adds a value with its weight, both checked. A row where one is not a number is missing.
    #[inline]
    pub(crate) fn push(&mut self, value: f64, weight: f64) {
        if value.is_nan() | weight.is_nan() {
            self.missing += 1;
            return;
        }
        self.records += 1;
        self.weightless += u32::from(weight == 0.0);
        let total = self.weight + weight;
        if total > self.limit {
            return self.move_anchor(value, weight);
        }
        self.weight = total;
        self.add(value, weight);
    }

    #[inline]
    fn add(&mut self, value: f64, weight: f64) {
        let (deviation, square) = (value - self.anchor, weight * weight);
        let weighted = weight * deviation;
        self.deviations += weighted;
        self.squares += weighted * deviation;
        self.squared += square;
        self.squared_deviations += square * deviation;
        self.squared_squares += weighted * weighted;
    }

    /// Moves the anchor to the mean of the values so far and this one.
    #[inline(never)]
    fn move_anchor(&mut self, value: f64, weight: f64) {
        let total = self.weight + weight;
        let (mean, rest, squares) = self.by_weight().moments();
        let deviation = (value - mean) - rest;
        // From the heavier side, so that what is far away with little weight takes no digits.
        let ((anchor, rest), between) = if self.weight > weight {
            (sum_and_rest(mean, deviation * (weight / total) + rest), weight * (self.weight / total))
        } else {
            (sum_and_rest(value, -deviation * (self.weight / total)), self.weight * (weight / total))
        };
        let step = anchor - self.anchor;
        let shifted = self.squared_squares - step * (2.0 * self.squared_deviations - step * self.squared);
        self.squared_deviations -= step * self.squared;
        // Below zero by rounding only.
        self.squared_squares = shifted.max(0.0);
        (self.anchor, self.weight, self.limit) = (anchor, total, STRETCH * total);
        let square = weight * weight;
        let deviation_now = value - anchor;
        self.squared += square;
        self.squared_deviations += square * deviation_now;
        self.squared_squares += square * deviation_now * deviation_now;
        self.deviations = rest * total;
        self.squares = squares + between * deviation * deviation;
    }

    fn by_weight(&self) -> Centred {
        let Self { anchor: centre, weight, deviations, squares, .. } = *self;
        Centred { centre, weight, deviations, squares }
    }

    fn by_square(&self) -> Centred {
        let (deviations, squares) = (self.squared_deviations, self.squared_squares);
        Centred { centre: self.anchor, weight: self.squared, deviations, squares }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn moments(rows: &[(f64, f64)]) -> WeightedMeanCell {
        let mut sums = WeightedMoments::default();
        for (value, weight) in rows {
            sums.push(*value, *weight);
        }
        match sums.block() {
            Ok(Block::WeightedMean(cell)) => cell,
            other => panic!("a weighted mean: {other:?}"),
        }
    }

    #[test]
    fn without_rows_without_weights_and_with_one_row() {
        assert_eq!(moments(&[]), WeightedMeanCell::default());
        let none = moments(&[(5.0, 0.0), (f64::NAN, 1.0), (1.0, f64::NAN)]);
        assert_eq!((none.records(), none.weightless(), none.missing(), none.mean()), (1, 1, 2, None));
        let one = moments(&[(5.0, 0.0), (0.1, 0.3)]);
        assert_eq!((one.mean(), one.variance(), one.spread_of_squares()), (Some(0.1), Some(0.0), 0.0));
    }

    #[test]
    fn a_far_value_of_little_weight_takes_no_digits() {
        // The far value moves the mean by 1e-6 and adds 1 to the squared deviations, but for what lies beyond a double.
        let mut rows = vec![(1e6, 1e-12)];
        rows.extend((0..1_000).map(|index| (f64::from(index % 2), 1.0)));
        let cell = moments(&rows);
        let weight = 1_000.0 + 1e-12;
        let mean = (500.0 + 1e-6) / weight;
        assert!((cell.mean().expect("a mean") / mean - 1.0).abs() < 1e-15);
        let m2 = 500.0 * (1.0 - mean) * (1.0 - mean) + 500.0 * mean * mean + 1e-12 * (1e6 - mean) * (1e6 - mean);
        assert!((cell.parts().m2 / m2 - 1.0).abs() < 1e-13);
    }

    proptest! {
        #[test]
        fn as_pushed_one_by_one(
            rows in prop::collection::vec(
                (
                    prop_oneof![8 => -1e3..1e3, 1 => Just(f64::NAN), 1 => -1e7..1e7],
                    prop_oneof![8 => 0.2..3.0, 1 => Just(0.0), 1 => Just(1e6), 1 => Just(1e-6), 1 => Just(f64::NAN)],
                ),
                0..500,
            ),
            shift in prop_oneof![Just(0.0), Just(1e6)],
        ) {
            let rows: Vec<(f64, f64)> = rows.into_iter().map(|(value, weight)| (value + shift, weight)).collect();
            let mut cell = WeightedMeanCell::default();
            rows.iter().try_for_each(|(value, weight)| cell.push(*value, *weight)).expect("rows");
            let (found, known) = (moments(&rows).parts(), cell.parts());
            prop_assert_eq!(
                (found.records, found.weightless, found.missing),
                (known.records, known.weightless, known.missing)
            );
            let close = |a: f64, b: f64, scale: f64| (a - b).abs() <= 1e-11 * scale.abs();
            let spread = if known.weight > 0.0 { (known.m2 / known.weight).sqrt() } else { 0.0 };
            prop_assert!(close(found.weight, known.weight, known.weight));
            prop_assert!(close(found.squares, known.squares, known.squares));
            prop_assert!(close(found.mean, known.mean, spread + known.mean.abs() * 1e-3), "{found:?} {known:?}");
            prop_assert!(close(found.m2, known.m2, known.m2), "{found:?} {known:?}");
            // A cell keeps its two means as one double each, and their distance has lost what they round.
            let (found, spread) = (moments(&rows).spread_of_squares(), cell.spread_of_squares());
            let rounding = 8.0 * f64::EPSILON * known.mean.abs() * (known.squares * spread).sqrt();
            prop_assert!((found - spread).abs() <= 1e-11 * spread + rounding, "{found} {spread}");
        }
    }
}
