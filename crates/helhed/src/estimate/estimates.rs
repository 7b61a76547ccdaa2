//! An ordered list of estimates: the one shape of every richer result.

use serde::{Deserialize, Serialize};

use super::{Estimand, Estimate, KeyValue};

/// Estimates in order. A change table, a forest and a synthesis are all this list.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Estimates(Vec<Estimate>);

impl Estimates {
    /// The estimates as a slice.
    #[must_use]
    pub fn as_slice(&self) -> &[Estimate] {
        &self.0
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// In order.
    pub fn iter(&self) -> std::slice::Iter<'_, Estimate> {
        self.0.iter()
    }

    /// The key columns that occur, in order of first appearance.
    #[must_use]
    pub fn dimensions(&self) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for part in self.0.iter().flat_map(|estimate| &estimate.key) {
            if !names.contains(&part.dimension) {
                names.push(part.dimension.clone());
            }
        }
        names
    }

    /// Those whose key has `value` in `dimension`.
    #[must_use]
    pub fn with_key(&self, dimension: &str, value: &KeyValue) -> Self {
        let has =
            |estimate: &&Estimate| estimate.key.iter().any(|part| part.dimension == dimension && part.value == *value);
        Self(self.0.iter().filter(has).cloned().collect())
    }

    /// Those that estimate `estimand`.
    #[must_use]
    pub fn of(&self, estimand: Estimand) -> Self {
        Self(self.0.iter().filter(|estimate| estimate.estimand == estimand).cloned().collect())
    }
}

impl FromIterator<Estimate> for Estimates {
    fn from_iter<I: IntoIterator<Item = Estimate>>(iter: I) -> Self {
        Self(iter.into_iter().collect())
    }
}

impl From<Vec<Estimate>> for Estimates {
    fn from(rows: Vec<Estimate>) -> Self {
        Self(rows)
    }
}

impl IntoIterator for Estimates {
    type Item = Estimate;
    type IntoIter = std::vec::IntoIter<Estimate>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Estimates {
    type Item = &'a Estimate;
    type IntoIter = std::slice::Iter<'a, Estimate>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
