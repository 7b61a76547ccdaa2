//! Shares of whole columns.

use super::{
    CHOICES, CLOPPER_PEARSON, JEFFREYS, JEFFREYS_EQUAL_TAILED, LOGIT, MID_P, OneShare, WILSON, WILSON_CC,
    clopper_pearson, jeffreys, jeffreys_equal_tailed, logit, mid_p, wilson, wilson_cc,
};
use crate::error::Result;
use crate::estimate::{Choice, EstimateColumns, Level};
use crate::estimates::columns::{Kernel, called, shares};

/// Methods whose limits are computed from the counts alone, without an estimate around each. A method that is not here
/// is called row by row.
const KERNELS: &[Choice<Kernel>] = &[
    Choice::new(WILSON, |block| block.each(|x, n, level| Ok(wilson::limits(x, n, level.z())))),
    Choice::new(WILSON_CC, |block| block.each(wilson_cc::limits)),
    Choice::new(CLOPPER_PEARSON, |block| block.each(clopper_pearson::limits)),
    Choice::new(MID_P, |block| block.each(mid_p::limits)),
    Choice::new(JEFFREYS, |block| block.each(jeffreys::limits)),
    Choice::new(JEFFREYS_EQUAL_TAILED, |block| block.each(jeffreys_equal_tailed::limits)),
    Choice::new(LOGIT, |block| block.each(logit::limits)),
];

/// Shares of whole columns by the method of that id, on all processors: row by row what the method gives for the counts.
///
/// Not-a-number in either column is missing: the row has no value, and W101.
///
/// ```
/// use helhed::{Level, estimates::proportion};
/// let averted = proportion::columns("proportion/wilson", &[30.0, 0.0], &[41.0, 10.0], Level::P95)?;
/// assert_eq!(format!("{:.3} {:.3}", averted.value[0], averted.upper[1]), "0.732 0.278");
/// # Ok::<(), helhed::Error>(())
/// ```
///
/// # Errors
/// `H302` if there is no such method; as [`columns_by`].
pub fn columns(id: &str, numerators: &[f64], denominators: &[f64], level: Level) -> Result<EstimateColumns> {
    columns_by(called(CHOICES, id)?, numerators, denominators, level)
}

/// The same by a method itself.
///
/// # Errors
/// `H108` if the columns differ in length; those of [`ProportionCell::from_counts`](crate::cells::ProportionCell::from_counts)
/// and of the method, with the row.
pub fn columns_by(method: OneShare, numerators: &[f64], denominators: &[f64], level: Level) -> Result<EstimateColumns> {
    shares(method, KERNELS, numerators, denominators, level)
}
