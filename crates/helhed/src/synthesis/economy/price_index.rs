//! A price index: how dear one year is against another.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{EconomyFault, Error, Fault, Place, Result};

/// Least and most an index can be.
const LOW: f64 = 1e-6;
const HIGH: f64 = 1e9;

/// Index values by year, as Statistics Denmark publishes them. One that exists has values above zero only.
///
/// ```
/// use helhed::synthesis::economy::PriceIndex;
/// let index = PriceIndex::new([(2012, 97.9), (2014, 99.3)])?;
/// assert_eq!(format!("{:.4}", index.factor(2012, 2014)?), "1.0143");
/// assert_eq!(index.factor(2013, 2014).unwrap_err().code(), "H563");
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "BTreeMap<i32, f64>"))]
#[serde(try_from = "BTreeMap<i32, f64>", into = "BTreeMap<i32, f64>")]
pub struct PriceIndex(BTreeMap<i32, f64>);

impl PriceIndex {
    /// From years and their values.
    ///
    /// # Errors
    /// `H008` for a value outside 0.000001 to 1,000,000,000.
    pub fn new(values: impl IntoIterator<Item = (i32, f64)>) -> Result<Self> {
        let values: BTreeMap<i32, f64> = values.into_iter().collect();
        if let Some(found) = values.values().copied().find(|value| !(LOW..=HIGH).contains(value)) {
            let fault = Fault::OutsideRange { what: "price index", found, low: LOW, high: HIGH };
            return Err(Error::new(fault, Place::argument("index")));
        }
        Ok(Self(values))
    }

    /// What a krone of one year is in kroner of another.
    ///
    /// # Errors
    /// `H563` for a year that is not in it.
    pub fn factor(&self, from: i32, to: i32) -> Result<f64> {
        if from == to { Ok(1.0) } else { Ok(self.of(to)? / self.of(from)?) }
    }

    fn of(&self, year: i32) -> Result<f64> {
        self.0.get(&year).copied().ok_or_else(|| {
            let known = self.0.keys().copied().collect();
            Error::new(EconomyFault::IndexLacksYear { year, known }.into(), Place::argument("index"))
        })
    }
}

impl TryFrom<BTreeMap<i32, f64>> for PriceIndex {
    type Error = Error;

    fn try_from(values: BTreeMap<i32, f64>) -> Result<Self> {
        Self::new(values)
    }
}

impl From<PriceIndex> for BTreeMap<i32, f64> {
    fn from(index: PriceIndex) -> Self {
        index.0
    }
}
