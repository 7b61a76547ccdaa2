//! # Weighted mean with its design-based interval
//!
//! ## What it estimates
//! The mean of a population from a sample whose units stand for different numbers of persons, in the value's own unit.
//!
//! ## When to use
//! For surveys with sampling or non-response weights, with or without clusters. The weights are taken as given: that
//! they were estimated is not in the interval. Equal weights without clusters give the mean and interval of `mean/t`.
//!
//! ## Equation
//! mean = sum w x / W with W = sum w. Each unit contributes z = w (x - mean) / W, and the contributions are summed
//! within clusters (a unit drawn by itself is its own cluster). With G clusters the variance is G/(G - 1) sum over
//! clusters of (z_g - zbar)^2, Taylor linearisation with replacement at the first stage. Kish's effective number of
//! units is W^2 / sum w^2.
//!
//! ## Interval
//! mean -+ t se, two-sided, with degrees of freedom the number of clusters with any weight minus one. The standard
//! error is on the identity scale. A weighted share can have limits outside [0, 1]; they are not cut off.
//!
//! ## Edge cases
//! No values: W301. Weights that add up to zero: no value, W320. One unit or one cluster: no interval, W302 or W324.
//! All values equal: an interval of no width, W303. A weight below zero, infinite or missing is refused (H008, H104,
//! H107); a weight of zero stays in the design and adds nothing to the mean. Missing values are left out and counted,
//! W101.
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::mean, records::WeightedSample};
//! let answers = WeightedSample::from_values([1.0, 2.0, 3.0, 4.0].map(Some), [4.0, 3.0, 2.0, 1.0].map(Some))?;
//! assert_eq!(mean::weighted(&answers, Level::P95)?.value, Some(2.0));
//! assert!((answers.effective_size().unwrap() - 10.0 / 3.0).abs() < 1e-14);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Lumley (2010), Complex Surveys, section 2.2. Kish (1965), Survey Sampling, section 11.7.
//!
//! ## Checked against
//! R 4.2.2 survey 4.1-1 `svymean` with `confint(df = degf)`, and the same equation in Python, 11 cases, relative 1e-8.
//! A unit of weight zero does not count for the degrees of freedom, as in `degf`.

use std::collections::BTreeMap;

use crate::cells::WeightedMeanCell;
use crate::error::Result;
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::records::WeightedSample;

/// The method.
pub const WEIGHTED: Method = Method::new("mean/weighted", 1, "Lumley (2010)");

/// Weighted mean with the linearised interval.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn weighted(sample: &WeightedSample, level: Level) -> Result<Estimate> {
    let records = sample.records();
    let unit = Unit::Named("points".into());
    let estimate = Estimate::new(Estimand::Mean, unit, WEIGHTED, Count::of_records(records))
        .warned_if_missing(sample.missing(), records);
    if records == 0 {
        return Ok(estimate.warned(Warning::NoObservations));
    }
    let Some((mean, shares)) = mean_of(sample) else { return Ok(estimate.warned(Warning::NoWeight)) };
    let estimate = estimate.valued(mean);
    let contributions = sample.values().iter().zip(&shares).map(|(value, share)| share * (value - mean));
    // Clusters in the order of their labels, so that the sum does not depend on the order of the rows more than it
    // must.
    let clusters: Vec<(f64, bool)> = match sample.clusters() {
        None => contributions.zip(&shares).map(|(z, share)| (z, *share > 0.0)).collect(),
        Some(labels) => {
            let mut sums = BTreeMap::new();
            for ((z, share), label) in contributions.zip(&shares).zip(labels) {
                let (sum, weighted) = sums.entry(label).or_insert((0.0, false));
                *sum += z;
                *weighted |= *share > 0.0;
            }
            sums.into_values().collect()
        }
    };
    let groups = clusters.len() as f64;
    let df = clusters.iter().filter(|(_, weighted)| *weighted).count() as f64 - 1.0;
    if df < 1.0 {
        let thin = if records == 1 { Warning::OneObservation } else { Warning::NoDegreesOfFreedom };
        return Ok(estimate.warned(thin));
    }
    let centre = clusters.iter().map(|(z, _)| z).sum::<f64>() / groups;
    let squares: f64 = clusters.iter().map(|(z, _)| (z - centre) * (z - centre)).sum();
    let se = (groups / (groups - 1.0) * squares).sqrt();
    let estimate = if se == 0.0 { estimate.warned(Warning::NoVariation) } else { estimate };
    let quantile = level.t(df)?;
    Ok(estimate
        .with_se(se, Scale::Identity)
        .with_df(df)
        .between(mean - quantile * se, mean + quantile * se, level)
        .warned_if_small(records))
}

/// Weighted mean of a cell, each unit drawn by itself: the same as [`weighted`] of its rows without clusters.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn weighted_cell(cell: &WeightedMeanCell, level: Level) -> Result<Estimate> {
    let records = cell.records();
    let unit = Unit::Named("points".into());
    let estimate = Estimate::new(Estimand::Mean, unit, WEIGHTED, Count::of_records(records))
        .warned_if_missing(cell.missing(), records);
    if records == 0 {
        return Ok(estimate.warned(Warning::NoObservations));
    }
    let Some(mean) = cell.mean() else { return Ok(estimate.warned(Warning::NoWeight)) };
    let estimate = estimate.valued(mean);
    let Some((variance, df)) = variance_of(cell) else {
        let thin = if records == 1 { Warning::OneObservation } else { Warning::NoDegreesOfFreedom };
        return Ok(estimate.warned(thin));
    };
    let se = variance.sqrt();
    let estimate = if se == 0.0 { estimate.warned(Warning::NoVariation) } else { estimate };
    let quantile = level.t(df)?;
    Ok(estimate
        .with_se(se, Scale::Identity)
        .with_df(df)
        .between(mean - quantile * se, mean + quantile * se, level)
        .warned_if_small(records))
}

/// The linearised variance of a cell's mean, and its degrees of freedom; absent where there are none.
pub(crate) fn variance_of(cell: &WeightedMeanCell) -> Option<(f64, f64)> {
    let units = cell.records() as f64;
    let df = (cell.records() - cell.weightless()) as f64 - 1.0;
    let weight = cell.weight();
    (df >= 1.0).then(|| (units / (units - 1.0) * (cell.spread_of_squares() / weight / weight), df))
}

/// The weighted mean, and the weights as shares; absent where the weights add up to zero.
pub(crate) fn mean_of(sample: &WeightedSample) -> Option<(f64, Vec<f64>)> {
    let shares = sample.shares()?;
    let about = |origin: f64| sample.values().iter().zip(&shares).map(|(x, share)| share * (x - origin)).sum::<f64>();
    // The second round mends the rounding of the first, so that the mean of equal values is that value.
    let rough = about(0.0);
    Some((rough + about(rough), shares))
}
