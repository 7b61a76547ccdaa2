//! Two values of each person, for paired comparisons.

use serde::{Deserialize, Serialize};

use super::sample::{Sample, finite};
use crate::error::{Error, Fault, Place, Result};

/// Two values of each person, such as before and after; pairs that lack either are counted.
///
/// ```
/// use helhed::records::Pairs;
/// let wellbeing = Pairs::from_values([Some(3.0), None, Some(5.0)], [Some(4.0), Some(2.0), Some(4.5)])?;
/// assert_eq!((wellbeing.differences(), wellbeing.missing()), (vec![-1.0, 0.5], 1));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts")]
pub struct Pairs {
    first: Vec<f64>,
    second: Vec<f64>,
    missing: u64,
}

/// What is written, before it is known to be pairs.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Pairs"))]
struct Parts {
    first: Vec<f64>,
    second: Vec<f64>,
    missing: u64,
}

impl TryFrom<Parts> for Pairs {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let all = |values: Vec<f64>| values.into_iter().map(Some).collect::<Vec<_>>();
        let pairs = Self::from_values(all(parts.first), all(parts.second))?;
        Ok(Self { missing: parts.missing, ..pairs })
    }
}

impl Pairs {
    /// From both columns, row by row; `None` and not-a-number are missing.
    ///
    /// # Errors
    /// `H108` if the columns differ in length, `H104` for an infinite value, with its row.
    pub fn from_values(
        first: impl IntoIterator<Item = Option<f64>>,
        second: impl IntoIterator<Item = Option<f64>>,
    ) -> Result<Self> {
        let (mut first, mut second) = (first.into_iter(), second.into_iter());
        let mut pairs = Self::default();
        for row in 0_u64.. {
            match (first.next(), second.next()) {
                (None, None) => break,
                (Some(one), Some(two)) => match finite(one, "first", row)?.zip(finite(two, "second", row)?) {
                    Some((one, two)) => {
                        pairs.first.push(one);
                        pairs.second.push(two);
                    }
                    None => pairs.missing += 1,
                },
                (one, _) => {
                    let (rest, other) = (row + 1, row);
                    let longer = rest + if one.is_some() { first.count() } else { second.count() } as u64;
                    let (left, right) = if one.is_some() { (longer, other) } else { (other, longer) };
                    return Err(Error::new(Fault::LengthsDiffer { left, right }, Place::argument("second")));
                }
            }
        }
        Ok(pairs)
    }

    /// First values.
    #[must_use]
    pub fn first(&self) -> &[f64] {
        &self.first
    }

    /// Second values.
    #[must_use]
    pub fn second(&self) -> &[f64] {
        &self.second
    }

    /// First minus second, pair by pair.
    #[must_use]
    pub fn differences(&self) -> Vec<f64> {
        self.first.iter().zip(&self.second).map(|(one, two)| one - two).collect()
    }

    /// First minus second as a sample, in which the pairs that lack a value are missing.
    ///
    /// # Errors
    /// `H104` for a difference too large for a double, with its number among the complete pairs.
    pub fn sample(&self) -> Result<Sample> {
        let missing = (0..self.missing).map(|_| None);
        Sample::from_values(self.differences().into_iter().map(Some).chain(missing))
    }

    /// Pairs with both values.
    #[must_use]
    pub fn records(&self) -> u64 {
        self.first.len() as u64
    }

    /// Pairs that lack a value.
    #[must_use]
    pub fn missing(&self) -> u64 {
        self.missing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_different_length_are_refused() {
        let uneven = Pairs::from_values([Some(1.0)], [Some(1.0), None, None]).expect_err("refused");
        assert_eq!(uneven.code(), "H108");
        assert!(uneven.what().contains("1 against 3"), "{}", uneven.what());
    }
}
