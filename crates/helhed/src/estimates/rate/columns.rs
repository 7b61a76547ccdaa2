//! Rates of whole columns.

use super::{BYAR, CHOICES, EXACT, MID_P, OneRate, SCORE, byar, exact, mid_p, score};
use crate::error::Result;
use crate::estimate::{Choice, EstimateColumns, Level};
use crate::estimates::columns::{Kernel, called, rates};

/// Methods whose limits are computed from events and exposure alone. A method that is not here is called row by row.
const KERNELS: &[Choice<Kernel>] = &[
    Choice::new(BYAR, |block| block.each_over(byar::limits_of_most)),
    Choice::new(EXACT, |block| block.each_over(exact::limits)),
    Choice::new(MID_P, |block| block.each_over(mid_p::limits)),
    Choice::new(SCORE, |block| block.each_over(score::limits)),
];

/// Rates of whole columns by the method of that id, on all processors: row by row what the method gives.
///
/// Not-a-number in either column is missing: the row has no value, and W101.
///
/// ```
/// use helhed::{Level, estimates::rate};
/// let evictions = rate::columns("rate/byar", &[45.0, 16.0], &[12_345.0, 1083.0], Level::P95)?;
/// assert_eq!(format!("{:.4} {:.4}", evictions.value[0], evictions.upper[1]), "0.0036 0.0240");
/// # Ok::<(), helhed::Error>(())
/// ```
///
/// # Errors
/// `H302` if there is no such method; as [`columns_by`].
pub fn columns(id: &str, events: &[f64], exposures: &[f64], level: Level) -> Result<EstimateColumns> {
    columns_by(called(CHOICES, id)?, events, exposures, level)
}

/// The same by a method itself.
///
/// # Errors
/// `H108` if the columns differ in length; those of [`RateCell::from_counts`](crate::cells::RateCell::from_counts) and of
/// the method, with the row.
pub fn columns_by(method: OneRate, events: &[f64], exposures: &[f64], level: Level) -> Result<EstimateColumns> {
    rates(method, KERNELS, events, exposures, level)
}
