//! What a tally counts.

use std::num::NonZeroUsize;

use helhed::cells::Cells;
use helhed::design::Indicator;
use helhed::error::{Error, Fault, Place, Result};

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
        Ok(Self { indicators: empty.indicators().to_vec(), by: empty.dimensions().to_vec(), threads: None })
    }

    /// The same on so many threads. The result does not depend on it; all processors are used when none is named.
    #[must_use]
    pub fn on_threads(self, threads: NonZeroUsize) -> Self {
        Self { threads: Some(threads), ..self }
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

    /// Threads to count on.
    pub(crate) fn threads(&self) -> usize {
        self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, NonZeroUsize::get)
    }

    /// The columns it needs, in no particular order and some more than once.
    pub(crate) fn columns(&self) -> impl Iterator<Item = &str> {
        let values = self.indicators.iter().flat_map(|indicator| indicator.measure.columns());
        self.by.iter().map(String::as_str).chain(values)
    }
}
