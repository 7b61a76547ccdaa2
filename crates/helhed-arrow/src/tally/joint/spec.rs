//! Which variables are counted together.

use std::num::NonZeroUsize;

use helhed::cells::Comoments;
use helhed::design::{Indicator, Measure};
use helhed::error::Result;

use crate::tally::{Asked, Tally};

/// An outcome and its covariates, by key columns: what [`comoments`](super::comoments) counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Joint {
    /// Of nothing.
    empty: Comoments,
    /// A mean of each variable, then of the weight: it names the columns, and is never counted.
    tally: Tally,
}

impl Joint {
    /// An outcome and covariates, by these key columns, weighted by a column or not at all.
    ///
    /// # Errors
    /// `H106` if a key column or a variable is named twice.
    pub fn new(
        outcome: impl Into<String>,
        covariates: impl IntoIterator<Item = impl Into<String>>,
        weight: Option<String>,
        by: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self> {
        let variables = [outcome.into()].into_iter().chain(covariates.into_iter().map(Into::into));
        let by: Vec<String> = by.into_iter().map(Into::into).collect();
        let empty = Comoments::new(by.iter().cloned(), variables, weight)?;
        let columns = empty.variables().iter().map(String::as_str).chain(empty.weight());
        let means = columns
            .enumerate()
            .map(|(index, column)| Indicator::new(index.to_string(), Measure::Mean { value: column.to_owned() }));
        let tally = Tally::new(means.collect::<Result<Vec<_>>>()?, by)?;
        Ok(Self { empty, tally })
    }

    /// The same on so many threads; all processors when none is named.
    #[must_use]
    pub fn on_threads(self, threads: NonZeroUsize) -> Self {
        Self { tally: self.tally.on_threads(threads), ..self }
    }

    /// Only the rows that are asked for, as [`Tally::keep`].
    ///
    /// # Errors
    /// As [`Tally::keep`].
    pub fn keep(self, column: impl Into<String>, asked: Asked) -> Result<Self> {
        Ok(Self { tally: self.tally.keep(column, asked)?, ..self })
    }

    /// A code that stands for a missing value, as [`Tally::missing`].
    ///
    /// # Errors
    /// As [`Tally::missing`].
    pub fn missing(self, column: impl Into<String>, code: f64, reason: impl Into<String>) -> Result<Self> {
        Ok(Self { tally: self.tally.missing(column, code, reason)?, ..self })
    }

    /// The columns it needs, in no particular order and some more than once.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        self.tally.columns()
    }

    /// Nothing counted yet.
    pub(super) fn empty(&self) -> &Comoments {
        &self.empty
    }

    /// A tally of the same columns.
    pub(super) fn tally(&self) -> &Tally {
        &self.tally
    }

    /// Threads to count on.
    pub(super) fn threads(&self) -> usize {
        self.tally.threads()
    }
}
