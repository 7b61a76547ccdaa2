//! # Romano and Wolf's adjustment by resampling
//!
//! ## What it estimates
//! Nothing; it adjusts the p-values of m hypotheses, each that a statistic is zero on average, from statistics that
//! were computed anew in resampled data (bootstrap or permutation) in which every hypothesis holds.
//!
//! ## When to use
//! When the outcomes go together, as those of the same persons do: the resamples carry the dependence, so little is
//! lost where two outcomes nearly are one.
//!
//! ## Equation
//! With the statistics ordered by absolute value from the largest and B resamples, the j-th raw step is (1 + number of
//! resamples whose largest absolute statistic among the j-th and later ones reaches the observed)/(B + 1); the adjusted
//! p-value is the largest of the raw steps so far. The p-value before adjustment compares each statistic with its own
//! resamples in the same way. Both are two-sided.
//!
//! ## Interval
//! None. Rejecting where the adjusted p-value is at most alpha rejects any true hypothesis with probability about alpha
//! at most. `monte_carlo_se` gives the error that a finite B leaves.
//!
//! ## Edge cases
//! A hypothesis whose observed statistic is missing keeps its place, has no p-value and is not counted (W101); its
//! resampled statistics are not read. No resamples: H103. A resample with more or fewer statistics: H108. A missing
//! statistic in a resample: H107. An infinite statistic: H104, each with its row. No p-value is below 1/(B + 1).
//!
//! ## Example
//! ```
//! use helhed::synthesis::multiplicity::romano_wolf;
//! let resampled = [vec![0.2, -1.1], vec![-0.4, 2.5], vec![1.3, 0.1]];
//! let found = romano_wolf(&[Some(3.0), Some(-1.0)], &resampled)?;
//! assert_eq!(found.adjusted, [Some(0.25), Some(0.75)]);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Romano and Wolf (2005), Econometrica 73: 1237-1282; (2016), Statistics and Probability Letters 113: 38-40.
//!
//! ## Checked against
//! The definition, counted anew for every step over all subsets that it reads, and Westfall and Young's single-step
//! maximum for the largest statistic.

use super::Adjusted;
use crate::error::{Error, Fault, Place, Result, Spot};
use crate::estimate::Method;

/// The method.
pub const ROMANO_WOLF: Method = Method::new("multiplicity/romano_wolf", 1, "Romano and Wolf (2005)");

/// Two-sided p-values of statistics, before and after adjustment: `observed` holds one statistic a hypothesis,
/// `resampled` one row a resample.
///
/// # Errors
/// `H103` without resamples, `H108` for a resample of another length, `H107` for a missing and `H104` for an infinite
/// statistic, with its row.
pub fn romano_wolf<R: AsRef<[f64]>>(observed: &[Option<f64>], resampled: &[R]) -> Result<Adjusted> {
    let observed = observed.iter().map(|value| value.filter(|value| !value.is_nan())).collect::<Vec<_>>();
    for (row, value) in observed.iter().enumerate() {
        if let Some(found) = value.filter(|value| value.is_infinite()) {
            return Err(Error::new(Fault::NotFinite { found }, place("observed", row)));
        }
    }
    let mut order: Vec<(usize, f64)> =
        observed.iter().enumerate().filter_map(|(column, value)| Some((column, (*value)?.abs()))).collect();
    order.sort_by(|one, two| two.1.total_cmp(&one.1));
    if resampled.is_empty() {
        return Err(Error::new(Fault::EmptyTable, Place::argument("resampled")));
    }
    let (mut alone, mut together) = (vec![0_u64; order.len()], vec![0_u64; order.len()]);
    for (row, resample) in resampled.iter().enumerate() {
        let resample = resample.as_ref();
        check(resample, &observed, row)?;
        // From the smallest observed statistic upwards, the largest so far is that of "the j-th and later ones".
        let mut largest = 0.0_f64;
        for (step, &(column, statistic)) in order.iter().enumerate().rev() {
            let size = resample[column].abs();
            largest = largest.max(size);
            alone[step] += u64::from(size >= statistic);
            together[step] += u64::from(largest >= statistic);
        }
    }
    let resamples = resampled.len() as u64;
    let share = |count: u64| (count as f64 + 1.0) / (resamples as f64 + 1.0);
    let (mut p_values, mut adjusted) = (vec![None; observed.len()], vec![None; observed.len()]);
    let steps = super::rising(together.into_iter().map(share));
    for ((&(column, _), count), step) in order.iter().zip(alone).zip(steps) {
        p_values[column] = Some(share(count));
        adjusted[column] = Some(step);
    }
    Ok(Adjusted { resamples: Some(resamples), ..Adjusted::new(ROMANO_WOLF, p_values, adjusted) })
}

fn place(argument: &str, row: usize) -> Place {
    Place::argument(argument).within(Spot::Row(row as u64 + 1))
}

/// Whether a resample has a finite statistic for each hypothesis that has an observed one.
fn check(resample: &[f64], observed: &[Option<f64>], row: usize) -> Result<()> {
    if resample.len() != observed.len() {
        let fault = Fault::LengthsDiffer { left: resample.len() as u64, right: observed.len() as u64 };
        return Err(Error::new(fault, place("resampled", row)));
    }
    let read = resample.iter().zip(observed).filter(|(_, observed)| observed.is_some()).map(|(value, _)| *value);
    match read.into_iter().find(|value| !value.is_finite()) {
        Some(missing) if missing.is_nan() => Err(Error::new(Fault::ValueNeeded, place("resampled", row))),
        Some(found) => Err(Error::new(Fault::NotFinite { found }, place("resampled", row))),
        None => Ok(()),
    }
}
