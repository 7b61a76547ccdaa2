//! The interval methods of one group by their ids: what a program that lets its users choose needs.

use super::mean::{self, OneMean};
use super::proportion::{self, OneShare};
use super::rate::{self, OneRate};
use crate::error::Result;
use crate::estimate::{Choice, Method};

/// The method for a share with this id.
///
/// # Errors
/// `H302` with the nearest ids.
///
/// ```
/// use helhed::{Level, cells::ProportionCell, estimates::by_id};
/// let method = by_id::proportion("proportion/wilson")?;
/// let averted = method(&ProportionCell::from_counts(30.0, 41.0)?, Level::P95)?;
/// assert_eq!(averted.method.id, "proportion/wilson");
/// assert_eq!(by_id::proportion("proportion/wilso").unwrap_err().code(), "H302");
/// # Ok::<(), helhed::Error>(())
/// ```
pub fn proportion(id: &str) -> Result<OneShare> {
    Choice::named(&[proportion::CHOICES], id)
}

/// The method for a rate with this id.
///
/// # Errors
/// `H302` with the nearest ids.
pub fn rate(id: &str) -> Result<OneRate> {
    Choice::named(&[rate::CHOICES], id)
}

/// The method for a mean with this id.
///
/// # Errors
/// `H302` with the nearest ids.
pub fn mean(id: &str) -> Result<OneMean> {
    Choice::named(&[mean::CHOICES], id)
}

/// Every method for a share, in the order of the manual.
pub fn proportions() -> impl Iterator<Item = (&'static Method, OneShare)> {
    Choice::all(&[proportion::CHOICES])
}

/// Every method for a rate.
pub fn rates() -> impl Iterator<Item = (&'static Method, OneRate)> {
    Choice::all(&[rate::CHOICES])
}

/// Every method for a mean.
pub fn means() -> impl Iterator<Item = (&'static Method, OneMean)> {
    Choice::all(&[mean::CHOICES])
}
