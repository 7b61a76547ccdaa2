//! Events and exposure of two groups in several strata.

use crate::cells::RateCell;
use crate::error::{Error, Fault, Place, Result, Spot, Within};
use crate::estimate::{Count, Estimand, Estimate, Method, Unit, Warning};

/// Two groups, stratum by stratum, as events over exposure.
///
/// ```
/// use helhed::comparisons::stratified::RateStrata;
/// let by_area = RateStrata::from_counts(&[4.0, 10.0], &[100.0, 240.5], &[6.0, 14.0], &[110.0, 250.0])?;
/// assert_eq!(by_area.len(), 2);
/// # Ok::<(), helhed::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RateStrata {
    pairs: Vec<(RateCell, RateCell)>,
}

/// Events and exposures of a stratum with exposure in both groups.
#[derive(Debug, Clone, Copy)]
pub(super) struct RateStratum {
    pub(super) x1: f64,
    pub(super) t1: f64,
    pub(super) x2: f64,
    pub(super) t2: f64,
}

impl RateStratum {
    /// Share of the first group in the exposure, and of the second.
    pub(super) fn shares(&self) -> (f64, f64) {
        let all = self.t1 + self.t2;
        (self.t1 / all, self.t2 / all)
    }
}

impl RateStrata {
    /// From the two groups of each stratum.
    #[must_use]
    pub fn new(pairs: impl IntoIterator<Item = (RateCell, RateCell)>) -> Self {
        Self { pairs: pairs.into_iter().collect() }
    }

    /// From four columns with a row for each stratum: events and exposure of one group, events and exposure of the
    /// other.
    ///
    /// # Errors
    /// `H108` if the columns differ in length; `H104`, `H202`, `H203`, `H204`, `H208` for what are no counts or
    /// exposures, with the row.
    pub fn from_counts(of: &[f64], exposure_of: &[f64], against: &[f64], exposure_against: &[f64]) -> Result<Self> {
        let columns = [("exposure_of", exposure_of), ("against", against), ("exposure_against", exposure_against)];
        for (name, column) in columns {
            if column.len() != of.len() {
                let fault = Fault::LengthsDiffer { left: of.len() as u64, right: column.len() as u64 };
                return Err(Error::new(fault, Place::argument(name)));
            }
        }
        let cell = |row: usize, name: &str, x, time| {
            let at = RateCell::from_counts(x, time).within(|| Spot::Argument(name.into()));
            at.within(|| Spot::Row(row as u64 + 1))
        };
        let mut pairs = Vec::with_capacity(of.len());
        for row in 0..of.len() {
            let first = cell(row, "of", of[row], exposure_of[row])?;
            pairs.push((first, cell(row, "against", against[row], exposure_against[row])?));
        }
        Ok(Self { pairs })
    }

    /// Number of strata.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there is no stratum.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The strata with exposure in both groups.
    pub(super) fn kept(&self) -> Vec<RateStratum> {
        let filled = self.pairs.iter().filter(|(of, against)| of.exposure() > 0.0 && against.exposure() > 0.0);
        filled
            .map(|(of, against)| RateStratum {
                x1: of.events() as f64,
                t1: of.exposure(),
                x2: against.events() as f64,
                t2: against.exposure(),
            })
            .collect()
    }

    /// A comparison before its numbers, over the strata that are kept.
    pub(super) fn estimate(&self, kept: &[RateStratum], estimand: Estimand, unit: Unit, method: Method) -> Estimate {
        let count = Count {
            records: None,
            events: Some(kept.iter().map(|one| one.x1 + one.x2).sum::<f64>() as u64),
            exposure: Some(kept.iter().map(|one| one.t1 + one.t2).sum()),
        };
        let mut estimate = Estimate::new(estimand, unit, method, count);
        let (left_out, of) = ((self.len() - kept.len()) as u64, self.len() as u64);
        if left_out > 0 {
            estimate = estimate.warned(Warning::StrataLeftOut { left_out, of });
        }
        if kept.is_empty() { estimate.warned(Warning::NoExposure) } else { estimate }
    }
}
