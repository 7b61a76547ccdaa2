//! What a tally counts.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use helhed::cells::Cells;
use helhed::design::Indicator;
use helhed::error::{Error, Fault, FileFault, Place, Result, Spot, nearest};

use super::asked::Asked;
use super::codes::Codes;

/// Which indicators to count, by which key columns. One that exists names each of them once.
///
/// ```
/// use helhed::design::{Indicator, Measure};
/// use helhed_arrow::Tally;
/// let income = Indicator::new("income", Measure::Mean { value: "income".into() })?;
/// let spec = Tally::new([income], ["area", "year"])?;
/// assert_eq!(spec.by(), ["area", "year"]);
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Tally {
    indicators: Vec<Indicator>,
    by: Vec<String>,
    threads: Option<NonZeroUsize>,
    asked: BTreeMap<String, Asked>,
    codes: BTreeMap<String, Codes>,
}

impl Tally {
    /// These indicators, by these key columns. Without key columns everything falls into one cell.
    ///
    /// # Errors
    /// `H107` without an indicator, `H005` if one is named twice, `H106` if a key column is.
    pub fn new(
        indicators: impl IntoIterator<Item = Indicator>,
        by: impl IntoIterator<Item = impl Into<String>>,
    ) -> Result<Self> {
        let empty = Cells::new(by, indicators)?;
        if empty.indicators().is_empty() {
            return Err(Error::new(Fault::ValueNeeded, Place::argument("indicators")));
        }
        Ok(Self {
            indicators: empty.indicators().to_vec(),
            by: empty.dimensions().to_vec(),
            threads: None,
            asked: BTreeMap::new(),
            codes: BTreeMap::new(),
        })
    }

    /// The same on so many threads. The result does not depend on it; all processors are used when none is named.
    #[must_use]
    pub fn on_threads(self, threads: NonZeroUsize) -> Self {
        Self { threads: Some(threads), ..self }
    }

    /// Only the rows whose value in `column` is [asked for](Asked). The others are in the ledger, as `not asked for:
    /// <columns>`. The values are those of the file: a code for a missing one is a value here.
    ///
    /// # Errors
    /// `H106` if the column is named twice, `H107` if no value is asked for, `H104` for one that is infinite.
    pub fn keep(mut self, column: impl Into<String>, asked: Asked) -> Result<Self> {
        let name = column.into();
        let at = || Place::argument("where").and(Spot::Column(name.clone()));
        asked.checked().map_err(|error| Error::new(error.fault().clone(), at()))?;
        if self.asked.contains_key(&name) {
            return Err(Error::new(Fault::ColumnTwice { name: name.clone() }, at()));
        }
        self.asked.insert(name, asked);
        Ok(self)
    }

    /// A code that stands for a missing value in a column of values, and why it is missing. Rows with it are missing for
    /// the indicators that read the column, and in the ledger as `<column>: <reason>`.
    ///
    /// # Errors
    /// `H873` if no indicator reads the column, `H104` for a code that is no finite number, `H107` without a reason, `H006`
    /// for a code that is named twice.
    pub fn missing(mut self, column: impl Into<String>, code: f64, reason: impl Into<String>) -> Result<Self> {
        let (column, reason) = (column.into(), reason.into());
        let refused = |fault| Err(Error::new(fault, Place::argument("missing").and(Spot::Column(column.clone()))));
        let mut read = self.indicators.iter().flat_map(|indicator| indicator.measure.columns());
        if !read.clone().any(|name| name == column) {
            let nearest = nearest(&column, read.by_ref());
            return refused(FileFault::CodesUnread { column: column.clone(), nearest }.into());
        }
        if !code.is_finite() {
            return refused(Fault::NotFinite { found: code });
        }
        if reason.trim().is_empty() {
            return refused(Fault::ValueNeeded);
        }
        let codes = self.codes.entry(column.clone()).or_default();
        if codes.has(code) {
            return refused(Fault::ColumnTwice { name: code.to_string() });
        }
        codes.add(code, reason);
        Ok(self)
    }

    /// Indicators to count.
    #[must_use]
    pub fn indicators(&self) -> &[Indicator] {
        &self.indicators
    }

    /// Key columns.
    #[must_use]
    pub fn by(&self) -> &[String] {
        &self.by
    }

    /// Which rows are asked for, by column.
    pub(crate) fn asked(&self) -> &BTreeMap<String, Asked> {
        &self.asked
    }

    /// The argument that asks for more than sums of all rows, if there is one.
    pub(crate) fn beyond_sums(&self) -> Option<&'static str> {
        if self.asked.is_empty() { (!self.codes.is_empty()).then_some("missing") } else { Some("where") }
    }

    /// The codes of a column that stand for a missing value.
    pub(crate) fn codes(&self, column: &str) -> Codes {
        self.codes.get(column).cloned().unwrap_or_default()
    }

    /// The columns whose texts recur.
    pub(crate) fn texts(&self) -> Vec<String> {
        self.by.iter().chain(self.asked.keys()).cloned().collect()
    }

    /// Threads to count on.
    pub(crate) fn threads(&self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }

    /// The columns it needs, in no particular order and some more than once.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let values = self.indicators.iter().flat_map(|indicator| indicator.measure.columns());
        self.by.iter().chain(self.asked.keys()).map(String::as_str).chain(values)
    }
}
