//! Weights, weighted mean and squared deviations: the cell behind a weighted mean.

use serde::{Deserialize, Serialize};

use super::checks::{LARGEST_MEASUREMENT, from_nothing, measurement};
use super::mean::sum_and_rest;
use crate::error::{Error, Fault, Place, Result};

/// Values counted with their weights: the sum of weights, the weighted mean, the weighted squared deviations from it
/// (M2), and the same three sums with the squared weights, from which the interval of the mean is made.
///
/// Values are added and cells merged as in [`MeanCell`](super::MeanCell), by West (1979).
///
/// ```
/// use helhed::cells::WeightedMeanCell;
/// let mut cell = WeightedMeanCell::default();
/// for (value, weight) in [(1.0, 3.0), (2.0, 1.0), (3.0, 1.0), (4.0, 1.0)] {
///     cell.push(value, weight)?;
/// }
/// assert_eq!((cell.records(), cell.weight(), cell.mean()), (4, 6.0, Some(2.0)));
/// assert_eq!(cell.effective_size(), Some(36.0 / 12.0));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "WeightedParts")]
pub struct WeightedMeanCell {
    records: u64,
    weightless: u64,
    weight: f64,
    mean: f64,
    mean_rest: f64,
    m2: f64,
    squares: f64,
    squares_mean: f64,
    squares_m2: f64,
    missing: u64,
}

/// The sums of a weighted mean, as a file of cells holds them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "WeightedMeanCell"))]
pub struct WeightedParts {
    /// Rows with a value and a weight.
    pub records: u64,
    /// Of these, rows whose weight is zero.
    pub weightless: u64,
    /// Sum of the weights.
    pub weight: f64,
    /// Weighted mean.
    pub mean: f64,
    /// What the mean lacks for rounding to one double.
    #[serde(default)]
    pub mean_rest: f64,
    /// Weighted sum of squared deviations from the mean.
    pub m2: f64,
    /// Sum of the squared weights.
    pub squares: f64,
    /// Mean with the squared weights.
    pub squares_mean: f64,
    /// Sum of squared deviations from that mean, with the squared weights.
    pub squares_m2: f64,
    /// Rows without a value or a weight.
    pub missing: u64,
}

impl TryFrom<WeightedParts> for WeightedMeanCell {
    type Error = Error;

    /// # Errors
    /// `H104` or `H008` for a sum that is infinite, too large or below zero, and for sums of no records.
    fn try_from(parts: WeightedParts) -> Result<Self> {
        let WeightedParts {
            records,
            weightless,
            weight,
            mean,
            mean_rest,
            m2,
            squares,
            squares_mean,
            squares_m2,
            missing,
        } = parts;
        from_nothing(records, &[weight, mean, mean_rest, m2, squares, squares_mean, squares_m2])?;
        for (name, mean) in [("mean", mean), ("mean_rest", mean_rest), ("squares_mean", squares_mean)] {
            measurement(name, mean)?;
        }
        for (name, found) in [("weight", weight), ("m2", m2), ("squares", squares), ("squares_m2", squares_m2)] {
            not_negative(name, found, f64::MAX)?;
        }
        not_negative("weightless", weightless as f64, records as f64)?;
        Ok(Self { records, weightless, weight, mean, mean_rest, m2, squares, squares_mean, squares_m2, missing })
    }
}

fn not_negative(argument: &str, found: f64, high: f64) -> Result<()> {
    if (0.0..=high).contains(&found) {
        return Ok(());
    }
    let fault = Fault::OutsideRange { what: "sum", found, low: 0.0, high };
    Err(Error::new(fault, Place::argument(argument)))
}

/// Largest weight: its square, and the squared weight times a squared value, stay inside a double.
pub const LARGEST_WEIGHT: f64 = 1e12;

/// Smallest weight above zero: its square is not lost.
pub const SMALLEST_WEIGHT: f64 = 1e-12;

/// Whether a weight can be summed: zero, or within the limits.
#[inline]
fn is_weight(found: f64) -> bool {
    (SMALLEST_WEIGHT..=LARGEST_WEIGHT).contains(&found) | (found == 0.0)
}

impl WeightedMeanCell {
    /// Adds a value with its weight. Where one of them is not a number, the row counts as missing.
    ///
    /// # Errors
    /// `H104` or `H008` for a value that is infinite or too large for its square to be summed, and for a weight below
    /// zero, infinite, above 10^12 or closer to zero than 10^-12.
    #[inline]
    pub fn push(&mut self, value: f64, weight: f64) -> Result<()> {
        if (value.abs() <= LARGEST_MEASUREMENT) & is_weight(weight) {
            self.add(value, weight);
            return Ok(());
        }
        self.push_odd(value, weight)
    }

    /// Adds a value and a weight that were checked.
    #[inline]
    fn add(&mut self, value: f64, weight: f64) {
        self.records += 1;
        if weight == 0.0 {
            self.weightless += 1;
            return;
        }
        // Shares of the weight before and of this row, each by a division of its own: one less the other would lose digits.
        let (square, weight_before, squares_before) = (weight * weight, self.weight, self.squares);
        self.weight += weight;
        self.squares += square;
        let (before, now) = (weight_before / self.weight, weight / self.weight);
        let deviation = (value - self.mean) - self.mean_rest;
        (self.mean, self.mean_rest) = if now <= before {
            sum_and_rest(self.mean, deviation * now + self.mean_rest)
        } else {
            sum_and_rest(value, -deviation * before)
        };
        self.m2 += weight * before * deviation * deviation;
        let (before, now) = (squares_before / self.squares, square / self.squares);
        let deviation = value - self.squares_mean;
        self.squares_mean =
            if now <= before { self.squares_mean + deviation * now } else { value - deviation * before };
        self.squares_m2 += square * before * deviation * deviation;
    }

    #[cold]
    fn push_odd(&mut self, value: f64, weight: f64) -> Result<()> {
        if value.is_nan() || weight.is_nan() {
            self.push_missing();
            return Ok(());
        }
        measurement("value", value)?;
        measurement("weight", weight)?;
        let fault = Fault::OutsideRange { what: "weight", found: weight, low: 0.0, high: LARGEST_WEIGHT };
        Err(Error::new(fault, Place::argument("weight")))
    }

    /// Counts a row without a value or a weight.
    pub fn push_missing(&mut self) {
        self.missing += 1;
    }

    /// Adds what another cell counted. Which of the two comes first does not change a bit.
    pub fn merge(&mut self, other: &Self) {
        let (records, weightless) = (self.records + other.records, self.weightless + other.weightless);
        let missing = self.missing + other.missing;
        let (large, small) = if self.order() >= other.order() { (&*self, other) } else { (other, &*self) };
        if small.weight == 0.0 {
            *self = Self { records, weightless, missing, ..*large };
            return;
        }
        let weight = large.weight + small.weight;
        let deviation = (small.mean - large.mean) + (small.mean_rest - large.mean_rest);
        let (mean, mean_rest) = sum_and_rest(large.mean, deviation * (small.weight / weight) + large.mean_rest);
        let m2 = (large.m2 + small.m2) + deviation * deviation * (large.weight * (small.weight / weight));
        let squares = large.squares + small.squares;
        let deviation = small.squares_mean - large.squares_mean;
        let squares_mean = large.squares_mean + deviation * (small.squares / squares);
        let between = deviation * deviation * (large.squares * (small.squares / squares));
        let squares_m2 = (large.squares_m2 + small.squares_m2) + between;
        *self = Self { records, weightless, weight, mean, mean_rest, m2, squares, squares_mean, squares_m2, missing };
    }

    /// An order of cells, so that a merge does not depend on which comes first.
    fn order(&self) -> (u64, u64, u64, u64, u64, u64) {
        let bits = f64::to_bits;
        (
            bits(self.weight),
            self.records,
            bits(self.mean),
            bits(self.m2),
            bits(self.squares_mean),
            bits(self.squares_m2),
        )
    }

    /// The sums, as a file of cells holds them.
    #[must_use]
    pub fn parts(&self) -> WeightedParts {
        let Self { records, weightless, weight, mean, mean_rest, m2, squares, squares_mean, squares_m2, missing } =
            *self;
        WeightedParts { records, weightless, weight, mean, mean_rest, m2, squares, squares_mean, squares_m2, missing }
    }

    /// Rows with a value and a weight.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Of these, rows whose weight is zero.
    #[must_use]
    pub fn weightless(&self) -> u64 {
        self.weightless
    }

    /// Rows without a value or a weight.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }

    /// Sum of the weights.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// Weighted mean; absent where the weights add up to zero.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.weight > 0.0).then_some(self.mean)
    }

    /// Weighted variance, the squared deviations over the sum of weights; absent where the weights add up to zero.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.m2 / self.weight)
    }

    /// Kish's effective number of units, W^2 / sum w^2; absent where the weights add up to zero.
    #[must_use]
    pub fn effective_size(&self) -> Option<f64> {
        (self.weight > 0.0).then(|| self.weight * (self.weight / self.squares))
    }

    /// Sum of w^2 (x - mean)^2, which the linearised variance of the mean is made of.
    #[must_use]
    pub fn spread_of_squares(&self) -> f64 {
        let shift = (self.squares_mean - self.mean) - self.mean_rest;
        self.squares_m2 + self.squares * shift * shift
    }
}
