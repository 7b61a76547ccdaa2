//! Co-moments by key: compressed regression, and what cluster-robust standard errors need.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::ComomentCell;
use crate::error::{Difference, Error, Fault, Place, Result};
use crate::estimate::KeyValue;
use crate::records::Ledger;

/// The co-moments of an outcome and its covariates, one cell a key. Mergeable, as [`Cells`](super::Cells) are.
///
/// ```
/// use helhed::cells::{ComomentCell, Comoments};
/// let mut cell = ComomentCell::empty(2);
/// cell.push(&[310.0, 42.0], 1.0)?;
/// let mut comoments = Comoments::new(["area"], ["income", "age"], None)?;
/// comoments.add(vec!["Sydhavnen".into()], &cell)?;
/// assert_eq!((comoments.outcome(), comoments.covariates().len(), comoments.len()), ("income", 1, 1));
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(try_from = "Parts", into = "Parts")]
pub struct Comoments {
    dimensions: Vec<String>,
    variables: Vec<String>,
    weight: Option<String>,
    rows: BTreeMap<Vec<KeyValue>, ComomentCell>,
    ledger: Ledger,
}

/// What is written, before it is known to be a table. Keys are lists, which JSON cannot have as names: rows are pairs.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename = "Comoments"))]
struct Parts {
    dimensions: Vec<String>,
    variables: Vec<String>,
    weight: Option<String>,
    rows: Vec<(Vec<KeyValue>, ComomentCell)>,
    ledger: Ledger,
}

impl From<Comoments> for Parts {
    fn from(comoments: Comoments) -> Self {
        let Comoments { dimensions, variables, weight, rows, ledger } = comoments;
        Self { dimensions, variables, weight, rows: rows.into_iter().collect(), ledger }
    }
}

impl TryFrom<Parts> for Comoments {
    type Error = Error;

    fn try_from(parts: Parts) -> Result<Self> {
        let mut comoments = Self::new(parts.dimensions, parts.variables, parts.weight)?;
        for (key, cell) in parts.rows {
            comoments.add(key, &cell)?;
        }
        Ok(comoments.with_ledger(parts.ledger))
    }
}

impl Comoments {
    /// An empty table with these key columns and variables, the outcome first.
    ///
    /// # Errors
    /// `H106` if a key column or a variable is named twice, `H107` without a variable.
    pub fn new(
        dimensions: impl IntoIterator<Item = impl Into<String>>,
        variables: impl IntoIterator<Item = impl Into<String>>,
        weight: Option<String>,
    ) -> Result<Self> {
        let dimensions: Vec<String> = dimensions.into_iter().map(Into::into).collect();
        let variables: Vec<String> = variables.into_iter().map(Into::into).collect();
        for (names, argument) in [(&dimensions, "by"), (&variables, "covariates")] {
            for (index, name) in names.iter().enumerate() {
                if names[..index].contains(name) {
                    return Err(Error::new(Fault::ColumnTwice { name: name.clone() }, Place::argument(argument)));
                }
            }
        }
        if variables.is_empty() {
            return Err(Error::new(Fault::ValueNeeded, Place::argument("outcome")));
        }
        Ok(Self { dimensions, variables, weight, rows: BTreeMap::new(), ledger: Ledger::default() })
    }

    /// Adds what was counted of a key.
    ///
    /// # Errors
    /// `H209` if the key does not fit the key columns, `H205` if the cell has another number of variables.
    pub fn add(&mut self, key: Vec<KeyValue>, cell: &ComomentCell) -> Result<()> {
        if key.len() != self.dimensions.len() {
            return Err(Fault::KeyLength { found: key.len(), wanted: self.dimensions.len() }.into());
        }
        let empty = ComomentCell::empty(self.variables.len());
        // Tried on an empty cell first, so that a refused one leaves no key behind.
        empty.clone().merge(cell)?;
        self.rows.entry(key).or_insert(empty).merge(cell)
    }

    /// The same with this account of rows that were left out.
    #[must_use]
    pub fn with_ledger(self, ledger: Ledger) -> Self {
        Self { ledger, ..self }
    }

    /// Both tables together: what pooling their rows would have given.
    ///
    /// # Errors
    /// `H205` if key columns, variables or weight differ.
    pub fn merge(mut self, other: &Self) -> Result<Self> {
        let weight = |table: &Self| table.weight.clone().unwrap_or_else(|| "none".into());
        let parts = [
            ("the key columns", self.dimensions.join(", "), other.dimensions.join(", ")),
            ("the variables", self.variables.join(", "), other.variables.join(", ")),
            ("the weight", weight(&self), weight(other)),
        ];
        if let Some((what, left, right)) = parts.into_iter().find(|(_, left, right)| left != right) {
            let differences = vec![Difference::Other { what, left, right }];
            return Err(Fault::CellsDiffer { differences, inputs: None }.into());
        }
        for (key, cell) in &other.rows {
            self.add(key.clone(), cell)?;
        }
        self.ledger.merge(&other.ledger);
        Ok(self)
    }

    /// All keys together.
    #[must_use]
    pub fn total(&self) -> ComomentCell {
        let mut total = ComomentCell::empty(self.variables.len());
        for cell in self.rows.values() {
            // As many variables: `add` has seen to it.
            let _ = total.merge(cell);
        }
        total
    }

    /// Number of keys.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no key.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Key columns.
    #[must_use]
    pub fn dimensions(&self) -> &[String] {
        &self.dimensions
    }

    /// Outcome and covariates, in the order of the cells' variables.
    #[must_use]
    pub fn variables(&self) -> &[String] {
        &self.variables
    }

    /// The outcome.
    #[must_use]
    pub fn outcome(&self) -> &str {
        self.variables.first().map_or("", String::as_str)
    }

    /// The covariates.
    #[must_use]
    pub fn covariates(&self) -> &[String] {
        self.variables.get(1..).unwrap_or_default()
    }

    /// The column of weights.
    #[must_use]
    pub fn weight(&self) -> Option<&str> {
        self.weight.as_deref()
    }

    /// What was left out, by reason.
    #[must_use]
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Keys and their cells, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&[KeyValue], &ComomentCell)> {
        self.rows.iter().map(|(key, cell)| (key.as_slice(), cell))
    }
}
