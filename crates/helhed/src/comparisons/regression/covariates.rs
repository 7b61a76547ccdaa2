//! The columns that a regression explains by: numbers, or labels that become one column of 0 and 1 a label.

use std::collections::{BTreeMap, BTreeSet};

use crate::error::{Error, Fault, Place, Result, Spot};

/// Name of the term that is 1 in every row.
pub const INTERCEPT: &str = "intercept";

/// A column of a regression; `None` is missing.
#[derive(Debug, Clone, PartialEq)]
pub enum Covariate {
    /// Numbers; not-a-number is missing.
    Numbers(Vec<Option<f64>>),
    /// Labels. The first in their order is the one that the others are compared with.
    Labels(Vec<Option<String>>),
}

impl Covariate {
    fn len(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Labels(labels) => labels.len(),
        }
    }

    fn has(&self, row: usize) -> bool {
        match self {
            Self::Numbers(values) => values.get(row).copied().flatten().is_some_and(|value| !value.is_nan()),
            Self::Labels(labels) => labels.get(row).is_some_and(Option::is_some),
        }
    }
}

/// Named columns of one length.
#[derive(Debug, Clone, PartialEq)]
pub struct Covariates {
    columns: Vec<(String, Covariate)>,
    rows: usize,
}

/// A term of a model and its values in the rows used.
pub(crate) type Term = (String, Vec<f64>);

impl Covariates {
    /// From columns of so many rows. Without columns only the intercept is fitted.
    ///
    /// # Errors
    /// `H106` for a name that occurs twice or is `intercept`; `H108` for a column of another length; `H104` for an
    /// infinite number.
    pub fn new(columns: impl IntoIterator<Item = (String, Covariate)>, rows: usize) -> Result<Self> {
        let columns: Vec<(String, Covariate)> = columns.into_iter().collect();
        let mut names = BTreeSet::from([INTERCEPT]);
        for (name, column) in &columns {
            if !names.insert(name) {
                return Err(Error::new(Fault::ColumnTwice { name: name.clone() }, Place::argument("covariates")));
            }
            if column.len() != rows {
                let fault = Fault::LengthsDiffer { left: rows as u64, right: column.len() as u64 };
                return Err(Error::new(fault, Place::column(name)));
            }
            if let Covariate::Numbers(values) = column {
                finite(values).map_err(|error| error.within(Spot::Column(name.clone())))?;
            }
        }
        Ok(Self { columns, rows })
    }

    /// Rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Whether every column has a value in a row.
    pub(crate) fn complete(&self, row: usize) -> bool {
        self.columns.iter().all(|(_, column)| column.has(row))
    }

    /// The intercept and the terms of every column, in the rows used.
    pub(crate) fn terms(&self, rows: &[usize]) -> Vec<Term> {
        let mut terms = vec![(INTERCEPT.to_owned(), vec![1.0; rows.len()])];
        for (name, column) in &self.columns {
            match column {
                Covariate::Numbers(values) => {
                    let values = rows.iter().map(|&row| values.get(row).copied().flatten().unwrap_or(f64::NAN));
                    terms.push((name.clone(), values.collect()));
                }
                Covariate::Labels(labels) => {
                    let label = |row: usize| labels.get(row).and_then(Option::as_deref);
                    let mut levels: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
                    for (at, &row) in rows.iter().enumerate() {
                        let Some(label) = label(row) else { continue };
                        let column = levels.entry(label).or_insert_with(|| vec![0.0; rows.len()]);
                        if let Some(cell) = column.get_mut(at) {
                            *cell = 1.0;
                        }
                    }
                    terms.extend(levels.into_iter().skip(1).map(|(level, column)| (format!("{name}={level}"), column)));
                }
            }
        }
        terms
    }
}

/// Refuses an infinite number, with its row.
///
/// # Errors
/// `H104`.
pub(crate) fn finite(values: &[Option<f64>]) -> Result<()> {
    match values.iter().enumerate().find_map(|(row, value)| Some((row, value.filter(|value| value.is_infinite())?))) {
        Some((row, found)) => {
            Err(Error::new(Fault::NotFinite { found }, Place::default().and(Spot::Row(row as u64 + 1))))
        }
        None => Ok(()),
    }
}
