//! The shares of a stratum that are most likely when their difference is given.

use super::Stratum;
use crate::numeric::root::decreasing;

/// Both shares, the second being the first less `difference`, which lies between -1 and 1.
///
/// The likelihood has one peak, where its slope falls through zero; it lies at an end if the counts push it there.
pub(super) fn shares(stratum: &Stratum, difference: f64) -> (f64, f64) {
    let slope = |second: f64| {
        let first = second + difference;
        rising(stratum.of_events, first) - rising(stratum.of_others, 1.0 - first)
            + rising(stratum.against_events, second)
            - rising(stratum.against_others, 1.0 - second)
    };
    let second = decreasing((-difference).max(0.0), (1.0 - difference).min(1.0), slope);
    ((second + difference).clamp(0.0, 1.0), second)
}

/// What a count adds to the slope: nothing if it is zero, and no end if its share is.
fn rising(count: f64, share: f64) -> f64 {
    if count == 0.0 {
        0.0
    } else if share <= 0.0 {
        f64::INFINITY
    } else {
        count / share
    }
}
