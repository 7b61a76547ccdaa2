//! How many, how large, how sure: planning an evaluation.

use helhed::synthesis::power;
use pyo3::prelude::*;

use crate::error::Refusable;

/// The number of units, the difference or the power of a t-test: the one that is left out, from the others.
///
/// `n` is the units of each group, or pairs; `sd` is the standard deviation in a group, or of the paired differences.
///
/// >>> import helhed as hh
/// >>> round(hh.power.two_means(difference=1, power=0.8, sd=2), 2)
/// 63.77
/// >>> round(hh.power.two_means(n=30, difference=0.3, paired=True), 3)
/// 0.355
#[pyfunction]
#[pyo3(signature = (*, n=None, difference=None, power=None, sd=1.0, alpha=0.05, paired=false))]
pub(crate) fn two_means(
    n: Option<f64>,
    difference: Option<f64>,
    power: Option<f64>,
    sd: f64,
    alpha: f64,
    paired: bool,
) -> Refusable<f64> {
    let plan = if paired { power::TwoMeans::paired(sd, alpha) } else { power::TwoMeans::independent(sd, alpha) }?;
    Ok(power::two_means(&plan, n, difference, power)?)
}
