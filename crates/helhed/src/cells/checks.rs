//! What makes a count or an exposure valid.

use crate::error::{Error, Fault, Place, Result};

/// Largest whole number up to which doubles count one by one.
pub const LARGEST_COUNT: f64 = 9_007_199_254_740_992.0;

/// A whole, finite number of at least zero.
pub(crate) fn whole(argument: &str, found: f64) -> Result<u64> {
    let fault = if !found.is_finite() {
        Fault::NotFinite { found }
    } else if found < 0.0 {
        Fault::NegativeCount { found }
    } else if found.fract() != 0.0 {
        Fault::NotWhole { found }
    } else if found > LARGEST_COUNT {
        Fault::CountTooLarge { found }
    } else {
        return Ok(found as u64);
    };
    Err(Error::new(fault, Place::argument(argument)))
}

/// A finite number.
pub(crate) fn finite(argument: &str, found: f64) -> Result<f64> {
    if found.is_finite() { Ok(found) } else { Err(Error::new(Fault::NotFinite { found }, Place::argument(argument))) }
}

/// Largest measurement: squares and sums of values up to here stay inside a double.
pub const LARGEST_MEASUREMENT: f64 = 1e140;

/// A finite number whose square can be summed.
pub(crate) fn measurement(argument: &str, found: f64) -> Result<f64> {
    finite(argument, found)?;
    if found.abs() <= LARGEST_MEASUREMENT {
        return Ok(found);
    }
    let fault = Fault::OutsideRange { what: "value", found, low: -LARGEST_MEASUREMENT, high: LARGEST_MEASUREMENT };
    Err(Error::new(fault, Place::argument(argument)))
}

/// Refuses sums that are said to come from no records.
pub(crate) fn from_nothing(records: u64, sums: &[f64]) -> Result<()> {
    if records > 0 || sums.iter().all(|sum| *sum == 0.0) {
        return Ok(());
    }
    let fault = Fault::OutsideRange { what: "number of records", found: 0.0, low: 1.0, high: LARGEST_COUNT };
    Err(Error::new(fault, Place::argument("records")))
}

/// Whether a number is a count, by the quickest test: what [`whole`] accepts.
///
/// Without a branch, so that a processor does several at once.
pub(crate) fn is_count(found: f64) -> bool {
    // From 2^52 on every double is whole; below, adding it rounds to a whole number.
    const WHOLE: f64 = 4_503_599_627_370_496.0;
    let rounded = (found + WHOLE) - WHOLE;
    (0.0..=LARGEST_COUNT).contains(&found) & ((rounded == found) | (found >= WHOLE))
}

/// Smallest exposure above none: events and their squares divided by it stay inside a double.
pub const SMALLEST_EXPOSURE: f64 = 1e-140;

/// Refuses what is above zero, yet so little that events over it may not be finite.
pub(crate) fn enough(argument: &str, found: f64) -> Result<f64> {
    if found > 0.0 && found < SMALLEST_EXPOSURE {
        let (low, high) = (SMALLEST_EXPOSURE, LARGEST_MEASUREMENT);
        let fault = Fault::OutsideRange { what: "value above zero", found, low, high };
        return Err(Error::new(fault, Place::argument(argument)));
    }
    Ok(found)
}

/// Whether an exposure goes with its events: what a cell accepts.
pub(crate) fn is_exposure(found: f64, events: f64) -> bool {
    (SMALLEST_EXPOSURE..=LARGEST_MEASUREMENT).contains(&found) | ((found == 0.0) & (events == 0.0))
}
