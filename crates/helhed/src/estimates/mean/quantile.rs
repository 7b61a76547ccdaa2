//! # Sample quantile
//!
//! ## What it estimates
//! The value below which a share of the units lies: the median at 0.5, the lower quarter at 0.25.
//!
//! ## When to use
//! To describe skewed values such as waiting times, debts and incomes. `mean/order_statistic` adds an interval. Type 7
//! is what R, numpy and spreadsheets give; types 1 to 3 give observed values (type 2 the mean of two of them); type 8
//! is nearly free of bias whatever the distribution.
//!
//! ## Equation
//! With x(1) <= ... <= x(n) and a share p, types 4 to 9 put x(k) at p(k) = (k - a)/(n + 1 - a - b) and go straight
//! between, with (a, b) = (0, 1), (1/2, 1/2), (0, 0), (1, 1), (1/3, 1/3), (3/8, 3/8). Type 1 is the inverse of the
//! distribution function, type 2 the same with the mean at steps, and type 3 the observation whose number is nearest to
//! n p, the even one where two are as near.
//!
//! ## Interval
//! None (W110).
//!
//! ## Edge cases
//! No values: W301. One value is every quantile. Shares outside [0, 1] are refused (H008). Missing values (also
//! not-a-number) are left out and counted, W101. Positions within 4 units of rounding of a whole number are that
//! number, so that 0.1 of 30 values is the third.
//!
//! ## Example
//! ```
//! use helhed::{estimates::mean::{self, Interpolation}, records::Sample};
//! let waiting = Sample::from_values([10.0, 20.0, 40.0, 80.0].map(Some))?;
//! assert_eq!(mean::quantile(&waiting, 0.25, Interpolation::Seven)?.value, Some(17.5));
//! assert_eq!(mean::quantile(&waiting, 0.25, Interpolation::Two)?.value, Some(15.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Hyndman and Fan (1996), The American Statistician 50: 361-365.
//!
//! ## Checked against
//! R 4.2.2 `quantile(type = 1..9)` and numpy 2.4.6 `quantile(method = ...)`, 8 cases of nine types, relative 1e-8.

use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Count, Estimand, Estimate, Method, Unit, Warning};
use crate::records::Sample;

/// The method.
pub const QUANTILE: Method = Method::new("mean/quantile", 1, "Hyndman and Fan (1996)");

/// The nine definitions of a sample quantile, by the numbers of Hyndman and Fan.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the page of the method says what each of them is")]
pub enum Interpolation {
    One,
    Two,
    Three,
    Four,
    Five,
    Six,
    #[default]
    Seven,
    Eight,
    Nine,
}

impl Interpolation {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 9] =
        [Self::One, Self::Two, Self::Three, Self::Four, Self::Five, Self::Six, Self::Seven, Self::Eight, Self::Nine];

    /// By its number.
    ///
    /// # Errors
    /// `H008` unless it is 1 to 9.
    pub fn numbered(number: i64) -> Result<Self> {
        let fault = Fault::OutsideRange { what: "type of quantile", found: number as f64, low: 1.0, high: 9.0 };
        let found = number.checked_sub(1).and_then(|index| Self::ALL.get(usize::try_from(index).ok()?));
        found.copied().ok_or_else(|| Error::new(fault, Place::argument("type")))
    }

    /// Where the quantile lies among n ordered values: a rank, and the share of the way to the next one.
    fn position(self, n: f64, prob: f64) -> (f64, f64) {
        let straight = |a: f64, b: f64| {
            let at = a + prob * (n + 1.0 - a - b);
            let (rank, rest) = parted(at);
            (rank, rest)
        };
        match self {
            Self::One => {
                let (rank, rest) = parted(n * prob);
                (rank, if rest > 0.0 { 1.0 } else { 0.0 })
            }
            Self::Two => {
                let (rank, rest) = parted(n * prob);
                (rank, if rest > 0.0 { 1.0 } else { 0.5 })
            }
            Self::Three => {
                let (rank, rest) = parted(n * prob - 0.5);
                (rank, if rest == 0.0 && rank % 2.0 == 0.0 { 0.0 } else { 1.0 })
            }
            Self::Four => straight(0.0, 1.0),
            Self::Five => straight(0.5, 0.5),
            Self::Six => straight(0.0, 0.0),
            Self::Seven => straight(1.0, 1.0),
            Self::Eight => straight(1.0 / 3.0, 1.0 / 3.0),
            Self::Nine => straight(0.375, 0.375),
        }
    }
}

/// Whole part and rest, where a rest that is only rounding is none.
fn parted(at: f64) -> (f64, f64) {
    let fuzz = 4.0 * f64::EPSILON * at.abs().max(1.0);
    let whole = (at + fuzz).floor();
    let rest = at - whole;
    (whole, if rest.abs() < fuzz { 0.0 } else { rest })
}

/// Quantile `prob` of the values.
///
/// # Errors
/// `H008` unless `prob` lies in [0, 1].
pub fn quantile(sample: &Sample, prob: f64, interpolation: Interpolation) -> Result<Estimate> {
    let prob = checked(prob)?;
    let records = sample.records();
    let unit = Unit::Named("points".into());
    let estimate = Estimate::new(Estimand::Quantile, unit, QUANTILE, Count::of_records(records))
        .warned_if_missing(sample.missing(), records);
    Ok(match of_sorted(&sample.sorted(), prob, interpolation) {
        None => estimate.warned(Warning::NoObservations),
        Some(value) => estimate.valued(value).warned(Warning::NoIntervalDefined),
    })
}

/// A share of the units.
pub(super) fn checked(prob: f64) -> Result<f64> {
    if (0.0..=1.0).contains(&prob) {
        return Ok(prob);
    }
    let fault = Fault::OutsideRange { what: "probability", found: prob, low: 0.0, high: 1.0 };
    Err(Error::new(fault, Place::argument("prob")))
}

/// Quantile of values in ascending order; none of none.
pub(super) fn of_sorted(sorted: &[f64], prob: f64, interpolation: Interpolation) -> Option<f64> {
    of_ordered(sorted.len(), prob, interpolation, |index| sorted[index])
}

/// The same where the values are given by their place in ascending order, counted from zero.
pub(super) fn of_ordered(
    n: usize,
    prob: f64,
    interpolation: Interpolation,
    value: impl Fn(usize) -> f64,
) -> Option<f64> {
    let last = n.checked_sub(1)?;
    let (rank, share) = interpolation.position(n as f64, prob);
    // Ranks count from one; those beyond an end are the end.
    let at = |rank: f64| value((rank.max(1.0) as usize - 1).min(last));
    let (low, high) = (at(rank), at(rank + 1.0));
    Some(if share == 0.0 || low == high {
        low
    } else if share == 1.0 {
        high
    } else {
        // Halves first: the difference of two large values could overflow.
        (1.0 - share) * low + share * high
    })
}
