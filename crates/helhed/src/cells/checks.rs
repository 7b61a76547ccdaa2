//! What makes a count or an exposure valid.

use crate::error::{Error, Fault, Place, Result};

/// Largest whole number up to which doubles count one by one.
const LARGEST: f64 = 9_007_199_254_740_992.0;

/// A whole, finite number of at least zero.
pub(crate) fn whole(argument: &str, found: f64) -> Result<u64> {
    let fault = if !found.is_finite() {
        Fault::NotFinite { found }
    } else if found < 0.0 {
        Fault::NegativeCount { found }
    } else if found.fract() != 0.0 {
        Fault::NotWhole { found }
    } else if found > LARGEST {
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
