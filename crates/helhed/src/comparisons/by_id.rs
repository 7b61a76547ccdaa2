//! The methods for two groups by their ids: what a program that lets its users choose needs.

use super::{TwoMeans, TwoRates, TwoShares, difference, odds_ratio, ratio};
use crate::error::Result;
use crate::estimate::{Choice, Method};

/// Methods for two shares, by family.
const SHARES: &[&[Choice<TwoShares>]] = &[difference::SHARES, ratio::SHARES, odds_ratio::SHARES];
/// Methods for two rates.
const RATES: &[&[Choice<TwoRates>]] = &[difference::RATES, ratio::RATES];
/// Methods for two means.
const MEANS: &[&[Choice<TwoMeans>]] = &[difference::MEANS];

/// The method for two shares with this id; the call takes the group of interest first.
///
/// # Errors
/// `H302` with the nearest ids.
///
/// ```
/// use helhed::{Level, cells::ProportionCell, comparisons::by_id};
/// let method = by_id::two_proportions("ratio/koopman")?;
/// let (after, before) = (ProportionCell::from_counts(9.0, 10.0)?, ProportionCell::from_counts(3.0, 10.0)?);
/// assert_eq!(method(&after, &before, Level::P95)?.value, Some(3.0));
/// assert_eq!(by_id::two_proportions("ratio/kopman").unwrap_err().code(), "H302");
/// # Ok::<(), helhed::Error>(())
/// ```
pub fn two_proportions(id: &str) -> Result<TwoShares> {
    Choice::named(SHARES, id)
}

/// The method for two rates with this id.
///
/// # Errors
/// `H302` with the nearest ids.
pub fn two_rates(id: &str) -> Result<TwoRates> {
    Choice::named(RATES, id)
}

/// The method for two means with this id.
///
/// # Errors
/// `H302` with the nearest ids.
pub fn two_means(id: &str) -> Result<TwoMeans> {
    Choice::named(MEANS, id)
}

/// Every method for two shares, in the order of the manual.
pub fn proportions() -> impl Iterator<Item = (&'static Method, TwoShares)> {
    Choice::all(SHARES)
}

/// Every method for two rates.
pub fn rates() -> impl Iterator<Item = (&'static Method, TwoRates)> {
    Choice::all(RATES)
}

/// Every method for two means.
pub fn means() -> impl Iterator<Item = (&'static Method, TwoMeans)> {
    Choice::all(MEANS)
}
