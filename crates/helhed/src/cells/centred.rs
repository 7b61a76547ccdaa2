//! Cells from sums about a centre, as an engine adds them up.
//!
//! An engine adds plainly, so it is not asked for the sum of squares, in which a large mean would swallow a small
//! variance. It adds what each value differs from a centre of its key, and the squares of that. Any centre is right; one
//! near the mean loses no digits.

use super::mean::sum_and_rest;
use super::{MeanCell, WeightedMeanCell, WeightedParts};
use crate::error::Result;

/// Sums of what values differ from their centre.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Centred {
    /// What is taken from each value.
    pub centre: f64,
    /// Sum of the weights; the number of values where they have none.
    pub weight: f64,
    /// Weighted sum of the deviations.
    pub deviations: f64,
    /// Weighted sum of their squares.
    pub squares: f64,
}

impl Centred {
    /// The mean, what it lacks for rounding to one double, and the squared deviations from it; zeros without weight.
    #[must_use]
    pub fn moments(self) -> (f64, f64, f64) {
        if self.weight == 0.0 {
            return (0.0, 0.0, 0.0);
        }
        let shift = self.deviations / self.weight;
        let (mean, rest) = sum_and_rest(self.centre, shift);
        // Rounding may leave a little below zero.
        (mean, rest, (self.squares - self.deviations * shift).max(0.0))
    }
}

impl MeanCell {
    /// From the sums about a centre.
    ///
    /// # Errors
    /// Those of [`from_parts`](Self::from_parts).
    ///
    /// ```
    /// use helhed::cells::{Centred, MeanCell};
    /// // 999,999 and 1,000,002 about a million.
    /// let sums = Centred { centre: 1e6, weight: 2.0, deviations: 1.0, squares: 5.0 };
    /// let cell = MeanCell::from_centred(2, sums, 0)?;
    /// assert_eq!((cell.mean(), cell.m2()), (Some(1_000_000.5), 4.5));
    /// # Ok::<(), helhed::Error>(())
    /// ```
    pub fn from_centred(records: u64, sums: Centred, missing: u64) -> Result<Self> {
        let (mean, rest, m2) = Centred { weight: records as f64, ..sums }.moments();
        Self::from_parts(records, mean, m2, missing)?.with_mean_rest(rest)
    }
}

impl WeightedMeanCell {
    /// From the sums about two centres: with the weights, and with their squares.
    ///
    /// # Errors
    /// `H104` or `H008` for a sum that is infinite, too large or below zero, and for sums of no records.
    ///
    /// ```
    /// use helhed::cells::{Centred, WeightedMeanCell};
    /// // 1 and 3, each with the weight 2.
    /// let by_weight = Centred { centre: 2.0, weight: 4.0, deviations: 0.0, squares: 4.0 };
    /// let by_square = Centred { centre: 2.0, weight: 8.0, deviations: 0.0, squares: 8.0 };
    /// let cell = WeightedMeanCell::from_centred(2, 0, by_weight, by_square, 0)?;
    /// assert_eq!((cell.mean(), cell.parts().m2, cell.effective_size()), (Some(2.0), 4.0, Some(2.0)));
    /// # Ok::<(), helhed::Error>(())
    /// ```
    pub fn from_centred(
        records: u64,
        weightless: u64,
        by_weight: Centred,
        by_square: Centred,
        missing: u64,
    ) -> Result<Self> {
        let (mean, mean_rest, m2) = by_weight.moments();
        let (squares_mean, _, squares_m2) = by_square.moments();
        Self::try_from(WeightedParts {
            records,
            weightless,
            weight: by_weight.weight,
            mean,
            mean_rest,
            m2,
            squares: by_square.weight,
            squares_mean,
            squares_m2,
            missing,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn close(found: f64, wanted: f64) -> bool {
        (found - wanted).abs() <= 1e-12 * wanted.abs()
    }

    proptest! {
        #[test]
        fn as_the_values_give_whatever_the_centre(
            values in prop::collection::vec((-9.0..9.0_f64, 0.1..9.0_f64), 1..60),
            far in -1e6..1e6_f64,
            off in -3.0..3.0_f64,
        ) {
            let values: Vec<(f64, f64)> = values.into_iter().map(|(value, weight)| (value + far, weight)).collect();
            let centre = far + off;
            let sums = |weight: fn(f64) -> f64| values.iter().fold(Centred { centre, ..Centred::default() }, |sums, row| {
                let (weight, deviation) = (weight(row.1), row.0 - centre);
                Centred {
                    weight: sums.weight + weight,
                    deviations: sums.deviations + weight * deviation,
                    squares: sums.squares + weight * deviation * deviation,
                    ..sums
                }
            });
            let records = values.len() as u64;
            let plain = MeanCell::from_values(values.iter().map(|row| Some(row.0))).expect("values");
            let cell = MeanCell::from_centred(records, sums(|_| 1.0), 0).expect("sums");
            let off_by = |found: Option<f64>, wanted: Option<f64>| (found.unwrap_or(0.0) - wanted.unwrap_or(9.0)).abs();
            prop_assert!(off_by(cell.mean(), plain.mean()) <= 1e-12 * (far.abs() + 20.0));
            prop_assert!((cell.m2() - plain.m2()).abs() <= 1e-12 * (plain.m2() + 20.0 * records as f64));
            let mut plain = WeightedMeanCell::default();
            for (value, weight) in &values {
                plain.push(*value, *weight).expect("a value");
            }
            let (weights, squares) = (sums(|weight| weight), sums(|weight| weight * weight));
            let cell = WeightedMeanCell::from_centred(records, 0, weights, squares, 0).expect("sums");
            let (found, wanted) = (cell.parts(), plain.parts());
            prop_assert!(close(found.weight, wanted.weight) && close(found.squares, wanted.squares));
            prop_assert!((found.mean - wanted.mean).abs() <= 1e-12 * (far.abs() + 20.0));
            prop_assert!((found.m2 - wanted.m2).abs() <= 1e-11 * (wanted.m2 + 20.0 * wanted.weight));
            // A cell that rows are added to keeps the mean with the squares in one double, and loses some digits here.
            let slack = (1e-11 + 1e-15 * far.abs()) * (wanted.squares_m2 + 20.0 * wanted.squares);
            prop_assert!((found.squares_m2 - wanted.squares_m2).abs() <= slack);
        }
    }

    #[test]
    fn nothing_is_the_empty_cell() {
        let nothing = Centred { centre: 7.0, ..Centred::default() };
        assert_eq!(MeanCell::from_centred(0, nothing, 0).expect("an empty cell"), MeanCell::default());
        let cell = WeightedMeanCell::from_centred(0, 0, nothing, nothing, 0).expect("an empty cell");
        assert_eq!(cell, WeightedMeanCell::default());
        let cell = WeightedMeanCell::from_centred(2, 2, nothing, nothing, 0).expect("a cell without weight");
        assert_eq!((cell.mean(), cell.weightless()), (None, 2));
    }
}
