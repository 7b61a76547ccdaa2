//! Count, weight, means and co-moments of several variables: what a linear regression needs of its rows.

use serde::{Deserialize, Serialize};

use super::checks::{LARGEST_MEASUREMENT, measurement};
use super::mean::sum_and_rest;
use super::weighted_mean::{LARGEST_WEIGHT, SMALLEST_WEIGHT};
use crate::error::{Difference, Error, Fault, Place, Result};

/// Rows counted, the sum of their weights, the means of some variables, and the sums of the weighted products of each two
/// deviations from the means (co-moments).
///
/// Rows are added and cells merged by the formulas of Chan, Golub and LeVeque (1979) and Pébay (2008); sums of squares
/// are never kept, and the means are kept with the digits that do not fit into one double, so large means do not swallow
/// small variances. Divided by n - 1 the co-moments are the covariances.
///
/// ```
/// use helhed::cells::ComomentCell;
/// let mut cell = ComomentCell::empty(2);
/// for (income, age) in [(300.0, 30.0), (340.0, 50.0)] {
///     cell.push(&[income, age], 1.0)?;
/// }
/// assert_eq!((cell.records(), cell.mean(0), cell.comoment(0, 1)), (2, Some(320.0), Some(400.0)));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct ComomentCell {
    records: u64,
    /// Rows among them whose weight is zero.
    weightless: u64,
    /// Rows that lack a value or a weight.
    missing: u64,
    weight: f64,
    means: Vec<f64>,
    /// What each mean lacks for rounding to one double.
    means_rest: Vec<f64>,
    /// Of each variable with itself and those before it: (0, 0), (1, 0), (1, 1), (2, 0), ...
    comoments: Vec<f64>,
}

/// What is written, before it is known to be a cell.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "ComomentCell"))]
struct Parts {
    records: u64,
    weightless: u64,
    missing: u64,
    weight: f64,
    means: Vec<f64>,
    means_rest: Vec<f64>,
    comoments: Vec<f64>,
}

impl TryFrom<Parts> for ComomentCell {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let Parts { records, weightless, missing, weight, means, means_rest, comoments } = parts;
        let variables = means.len();
        for (left, right) in [(variables, means_rest.len()), (variables * (variables + 1) / 2, comoments.len())] {
            if left != right {
                return Err(Fault::LengthsDiffer { left: left as u64, right: right as u64 }.into());
            }
        }
        for mean in means.iter().chain(&means_rest) {
            measurement("means", *mean)?;
        }
        let refused = |argument: &str, found: f64, low: f64| {
            let fault = Fault::OutsideRange { what: "sum", found, low, high: f64::MAX };
            Err(Error::new(fault, Place::argument(argument)))
        };
        if !(weight >= 0.0 && weight.is_finite()) {
            return refused("weight", weight, 0.0);
        }
        let cell = Self { records, weightless, missing, weight, means, means_rest, comoments };
        for (row, column) in pairs(variables) {
            let found = cell.comoments[place(row, column)];
            let low = if row == column { 0.0 } else { f64::MIN };
            if !(found >= low && found.is_finite()) {
                return refused("comoments", found, low);
            }
        }
        let nothing = weight == 0.0 && cell.means.iter().chain(&cell.comoments).any(|sum| *sum != 0.0);
        if nothing || weightless > records || (weight > 0.0) != (records > weightless) {
            return refused("records", records as f64, 1.0);
        }
        Ok(cell)
    }
}

impl ComomentCell {
    /// Of no rows, for so many variables.
    #[must_use]
    pub fn empty(variables: usize) -> Self {
        Self {
            records: 0,
            weightless: 0,
            missing: 0,
            weight: 0.0,
            means: vec![0.0; variables],
            means_rest: vec![0.0; variables],
            comoments: vec![0.0; variables * (variables + 1) / 2],
        }
    }

    /// Adds a row: a value of each variable, and its weight. Where one of them is not a number, the row counts as missing.
    ///
    /// # Errors
    /// `H108` for another number of values than there are variables, `H104` or `H008` for a value that is infinite or too
    /// large for its square to be summed, and for a weight below zero, infinite, above 10^12 or closer to zero than 10^-12.
    pub fn push(&mut self, values: &[f64], weight: f64) -> Result<()> {
        if values.len() != self.means.len() {
            return Err(Fault::LengthsDiffer { left: self.means.len() as u64, right: values.len() as u64 }.into());
        }
        if weight.is_nan() || values.iter().any(|value| value.is_nan()) {
            self.push_missing();
            return Ok(());
        }
        for value in values {
            // A comparison is quicker than the check, which says what is wrong.
            if value.abs() > LARGEST_MEASUREMENT {
                measurement("value", *value)?;
            }
        }
        if !((SMALLEST_WEIGHT..=LARGEST_WEIGHT).contains(&weight) || weight == 0.0) {
            measurement("weight", weight)?;
            let fault = Fault::OutsideRange { what: "weight", found: weight, low: 0.0, high: LARGEST_WEIGHT };
            return Err(Error::new(fault, Place::argument("weight")));
        }
        self.records += 1;
        if weight == 0.0 {
            self.weightless += 1;
            return Ok(());
        }
        // Shares of the weight before and of this row, each by a division of its own: one less the other would lose digits.
        let weight_before = self.weight;
        self.weight += weight;
        let (before, now) = (weight_before / self.weight, weight / self.weight);
        let factor = weight * before;
        let deviation = |cell: &Self, at: usize| (values[at] - cell.means[at]) - cell.means_rest[at];
        for (row, column) in pairs(values.len()) {
            self.comoments[place(row, column)] += deviation(self, row) * deviation(self, column) * factor;
        }
        for (at, value) in values.iter().enumerate() {
            let deviation = deviation(self, at);
            (self.means[at], self.means_rest[at]) = if now <= before {
                sum_and_rest(self.means[at], deviation * now + self.means_rest[at])
            } else {
                sum_and_rest(*value, -deviation * before)
            };
        }
        Ok(())
    }

    /// Counts a row that lacks a value or a weight.
    pub fn push_missing(&mut self) {
        self.missing += 1;
    }

    /// Adds what another cell counted. Which of the two comes first does not change a bit.
    ///
    /// # Errors
    /// `H205` if the other has another number of variables.
    pub fn merge(&mut self, other: &Self) -> Result<()> {
        let (left, right) = (self.means.len(), other.means.len());
        if left != right {
            let what = "the number of variables";
            let (left, right) = (left.to_string(), right.to_string());
            let differences = vec![Difference::Other { what, left, right }];
            return Err(Fault::CellsDiffer { differences, inputs: None }.into());
        }
        let (records, weightless) = (self.records + other.records, self.weightless + other.weightless);
        let missing = self.missing + other.missing;
        let (large, small) = if self.order(other).is_ge() { (&*self, other) } else { (other, &*self) };
        if small.weight == 0.0 {
            *self = Self { records, weightless, missing, ..large.clone() };
            return Ok(());
        }
        let mut merged = Self { records, weightless, missing, weight: large.weight + small.weight, ..large.clone() };
        let share = small.weight / merged.weight;
        let deviations: Vec<f64> = (0..left)
            .map(|at| (small.means[at] - large.means[at]) + (small.means_rest[at] - large.means_rest[at]))
            .collect();
        for (row, column) in pairs(left) {
            let at = place(row, column);
            let between = deviations[row] * deviations[column] * (large.weight * share);
            merged.comoments[at] = (large.comoments[at] + small.comoments[at]) + between;
        }
        for (at, deviation) in deviations.iter().enumerate() {
            let step = deviation * share + large.means_rest[at];
            (merged.means[at], merged.means_rest[at]) = sum_and_rest(large.means[at], step);
        }
        *self = merged;
        Ok(())
    }

    /// An order of cells, so that a merge does not depend on which comes first.
    fn order(&self, other: &Self) -> std::cmp::Ordering {
        let bits = |numbers: &[f64]| numbers.iter().map(|number| number.to_bits()).collect::<Vec<_>>();
        (self.weight.to_bits(), self.records)
            .cmp(&(other.weight.to_bits(), other.records))
            .then_with(|| bits(&self.means).cmp(&bits(&other.means)))
            .then_with(|| bits(&self.means_rest).cmp(&bits(&other.means_rest)))
            .then_with(|| bits(&self.comoments).cmp(&bits(&other.comoments)))
    }

    /// How many variables there are.
    #[must_use]
    pub fn variables(&self) -> usize {
        self.means.len()
    }

    /// Rows that have all values and a weight.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Rows among them whose weight is zero: they are counted and weigh nothing.
    #[must_use]
    pub fn weightless(&self) -> u64 {
        self.weightless
    }

    /// Rows that lack a value or a weight.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }

    /// Sum of the weights.
    #[must_use]
    pub fn weight(&self) -> f64 {
        self.weight
    }

    /// Mean of a variable; absent without rows that weigh something, or without such a variable.
    #[must_use]
    pub fn mean(&self, variable: usize) -> Option<f64> {
        self.means.get(variable).copied().filter(|_| self.weight > 0.0)
    }

    /// Sum of the weighted products of two variables' deviations from their means; absent as [`mean`](Self::mean) is.
    #[must_use]
    pub fn comoment(&self, one: usize, other: usize) -> Option<f64> {
        let there = one.max(other) < self.means.len() && self.weight > 0.0;
        there.then(|| self.comoments[place(one.max(other), one.min(other))])
    }
}

/// Each variable with itself and those before it.
fn pairs(variables: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..variables).flat_map(|row| (0..=row).map(move |column| (row, column)))
}

/// Where the co-moment of a variable with itself or one before it is kept.
fn place(row: usize, column: usize) -> usize {
    row * (row + 1) / 2 + column
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(rows: &[([f64; 3], f64)]) -> ComomentCell {
        let mut cell = ComomentCell::empty(3);
        for (values, weight) in rows {
            cell.push(values, *weight).expect("values");
        }
        cell
    }

    /// By two passes.
    fn plainly(rows: &[([f64; 3], f64)], one: usize, other: usize) -> f64 {
        let weight: f64 = rows.iter().map(|(_, weight)| weight).sum();
        let mean = |at: usize| {
            let rough = rows.iter().map(|(values, weight)| values[at] * weight).sum::<f64>() / weight;
            rough + rows.iter().map(|(values, weight)| (values[at] - rough) * weight).sum::<f64>() / weight
        };
        let (left, right) = (mean(one), mean(other));
        rows.iter().map(|(values, weight)| (values[one] - left) * (values[other] - right) * weight).sum()
    }

    fn rows() -> impl Strategy<Value = Vec<([f64; 3], f64)>> {
        let weight = prop_oneof![Just(1.0), 0.5_f64..3.0, Just(0.0)];
        prop::collection::vec((prop::array::uniform3(-1e3_f64..1e3), weight), 0..40)
    }

    fn close(left: f64, right: f64, scale: f64) -> bool {
        (left - right).abs() <= 1e-12 * scale.max(1.0)
    }

    proptest! {
        #[test]
        fn merging_is_commutative_to_the_last_bit(left in rows(), right in rows()) {
            let (mut one, mut other) = (of(&left), of(&right));
            one.merge(&of(&right)).expect("as many");
            other.merge(&of(&left)).expect("as many");
            prop_assert_eq!(format!("{one:?}"), format!("{other:?}"));
        }

        #[test]
        fn parts_merged_are_the_whole_and_nothing_changes_nothing(all in rows(), at in any::<prop::sample::Index>()) {
            let at = if all.is_empty() { 0 } else { at.index(all.len()) };
            let (mut merged, whole) = (of(&all[..at]), of(&all));
            merged.merge(&of(&all[at..])).expect("as many");
            prop_assert_eq!((merged.records(), merged.weightless()), (whole.records(), whole.weightless()));
            for (row, column) in pairs(3) {
                let size = (whole.comoment(row, row).unwrap_or(0.0) * whole.comoment(column, column).unwrap_or(0.0)).sqrt();
                prop_assert!(close(merged.comoment(row, column).unwrap_or(0.0), whole.comoment(row, column).unwrap_or(0.0), size));
            }
            let before = merged.clone();
            merged.merge(&ComomentCell::empty(3)).expect("as many");
            prop_assert_eq!(merged, before);
        }

        #[test]
        fn as_by_two_passes_and_json_keeps_every_bit(all in rows()) {
            let cell = of(&all);
            for (row, column) in pairs(3) {
                let size = (plainly(&all, row, row) * plainly(&all, column, column)).sqrt();
                prop_assert!(cell.weight() == 0.0 || close(cell.comoment(row, column).expect("there"), plainly(&all, row, column), size));
            }
        }
    }

    #[test]
    fn large_means_do_not_swallow_small_variances() {
        let number = |seed: u64| (seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as f64 / (1 << 24) as f64 - 0.5;
        let near: Vec<([f64; 3], f64)> = (0..50_000)
            .map(|row| ([3.0 * number(row), number(row + 7), 3.0 * number(row) - number(row + 1)], 1.0))
            .collect();
        let far: Vec<([f64; 3], f64)> =
            near.iter().map(|(values, weight)| (values.map(|one| one + 1048576.0), *weight)).collect();
        let far_again: Vec<([f64; 3], f64)> =
            far.iter().map(|(values, weight)| (values.map(|one| one - 1048576.0), *weight)).collect();
        for (row, column) in pairs(3) {
            let (found, expected) = (of(&far).comoment(row, column).expect("there"), plainly(&far_again, row, column));
            let size = (plainly(&far_again, row, row) * plainly(&far_again, column, column)).sqrt();
            assert!((found - expected).abs() <= 1e-12 * size, "{found} {expected}");
        }
    }

    #[test]
    fn very_unequal_weights_take_no_digits() {
        let mut cell = ComomentCell::empty(2);
        for (values, weight) in [([0.0, 0.0], 0.25), ([-3.0, 5.0], 1e6)] {
            cell.push(&values, weight).expect("a row");
        }
        // W1 W2 / (W1 + W2) times the product of the differences.
        let exact = 0.25 * 1e6 / (1e6 + 0.25) * -15.0;
        assert!((cell.comoment(0, 1).expect("rows") / exact - 1.0).abs() < 1e-15, "{cell:?}");
        assert!((cell.mean(0).expect("rows") / (-3e6 / (1e6 + 0.25)) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn what_is_no_row_is_refused_and_what_lacks_a_value_is_missing() {
        let mut cell = ComomentCell::empty(2);
        let code = |result: Result<()>| result.expect_err("refused").code();
        assert_eq!(code(cell.push(&[1.0], 1.0)), "H108");
        assert_eq!(code(cell.push(&[1.0, f64::INFINITY], 1.0)), "H104");
        assert_eq!(code(cell.push(&[1.0, 2.0], -1.0)), "H008");
        assert_eq!(code(cell.push(&[1.0, 2.0], f64::INFINITY)), "H104");
        assert_eq!(code(cell.merge(&ComomentCell::empty(1))), "H205");
        cell.push(&[1.0, f64::NAN], 1.0).expect("missing");
        cell.push(&[1.0, 2.0], 0.0).expect("weightless");
        assert_eq!((cell.records(), cell.weightless(), cell.missing(), cell.mean(0)), (1, 1, 1, None));
    }
}
