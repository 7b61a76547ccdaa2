//! # Correlation within clusters (analysis of variance)
//!
//! ## What it estimates
//! The share of the variance that lies between clusters: how alike two units of one cluster are. It may come out below
//! zero, and is then left there.
//!
//! ## When to use
//! To plan for clusters from data at hand (`power/cluster_design`), or to see how much units in one area have in
//! common.
//!
//! ## Equation
//! With k clusters of n_i units, N together: msb = sum n_i (m_i - m)^2/(k - 1), msw = sum M2_i/(N - k),
//! n0 = (N - sum n_i^2/N)/(k - 1) and icc = (msb - msw)/(msb + (n0 - 1) msw).
//!
//! ## Interval
//! With F = msb/msw and F divided by the quantiles of F(k - 1, N - k): (F/q - 1)/(F/q + n0 - 1). Exact for normal
//! values in clusters of one size (Searle); with n0 in the place of the size, an approximation for unequal ones.
//!
//! ## Edge cases
//! Below zero: kept, W512. Fewer than two clusters with values, no cluster with two, or no variance at all: no value,
//! W511. No variance within clusters: 1, with an interval without width, W303. Clusters without values are left out.
//! Missing values are left out and counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::MeanCell, synthesis::power::intraclass};
//! let clusters = [[1.0, 2.0], [3.0, 4.0]].map(|values| MeanCell::from_values(values.map(Some)));
//! let clusters = clusters.into_iter().collect::<Result<Vec<_>, _>>()?;
//! let found = intraclass(&clusters, Level::P95)?;
//! assert_eq!((found.msb, found.msw, found.n0), (Some(4.0), Some(0.5), Some(2.0)));
//! assert!((found.estimate.value.unwrap() - 7.0 / 9.0).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Donner and Koval (1980), Biometrics 36: 19-25; interval: Searle (1971), Linear Models, chapter 9; Donner (1986),
//! International Statistical Review 54: 67-82.
//!
//! ## Checked against
//! The analysis of variance of R 4.2.2 and numpy 2.4.6, 4 cases, relative 1e-8; the interval against scipy 1.17.1
//! `f.ppf`.

use serde::{Deserialize, Serialize};

use crate::cells::MeanCell;
use crate::error::{Fault, Result};
use crate::estimate::{Count, Estimand, Estimate, Level, Method, Unit, Warning};
use crate::numeric::{Side, f};

/// The method.
pub const INTRACLASS: Method = Method::new("power/intraclass", 1, "Donner and Koval (1980)");

/// A correlation within clusters, with the variances it was made of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Intraclass {
    /// The correlation.
    pub estimate: Estimate,
    /// Mean square between clusters.
    pub msb: Option<f64>,
    /// Mean square within clusters.
    pub msw: Option<f64>,
    /// Size of clusters that would tell as much, were they of one size.
    pub n0: Option<f64>,
    /// Clusters with values.
    pub clusters: u64,
}

/// The correlation within clusters, from the cell of each.
///
/// # Errors
/// `H901` if the search for a quantile did not end.
pub fn intraclass(clusters: &[MeanCell], level: Level) -> Result<Intraclass> {
    let filled: Vec<(f64, f64, f64)> =
        clusters.iter().filter_map(|cell| cell.mean().map(|mean| (cell.records() as f64, mean, cell.m2()))).collect();
    let records: u64 = clusters.iter().map(MeanCell::records).sum();
    let missing: u64 = clusters.iter().map(MeanCell::missing).sum();
    let bare = Estimate::new(Estimand::IntraclassCorrelation, Unit::Ratio, INTRACLASS, Count::of_records(records))
        .warned_if_missing(missing, records);
    let (k, total) = (filled.len() as f64, records as f64);
    let mut found =
        Intraclass { estimate: bare.clone(), msb: None, msw: None, n0: None, clusters: filled.len() as u64 };
    let (between, within) = (k - 1.0, total - k);
    if between > 0.0 {
        // From the first mean, so that equal means have a variance of exactly zero.
        let origin = filled[0].1;
        let centre = filled.iter().map(|(n, mean, _)| n / total * (mean - origin)).sum::<f64>();
        let squared = |(n, mean, _): &(f64, f64, f64)| n * (mean - origin - centre) * (mean - origin - centre);
        found.msb = Some(filled.iter().map(squared).sum::<f64>() / between);
        found.n0 = Some((total - filled.iter().map(|(n, _, _)| n / total * n).sum::<f64>()) / between);
    }
    if within > 0.0 {
        found.msw = Some(filled.iter().map(|(_, _, m2)| m2).sum::<f64>() / within);
    }
    found.estimate = match (found.msb, found.msw, found.n0) {
        (Some(msb), Some(msw), Some(n0)) if msb + msw > 0.0 => {
            let icc = (msb - msw) / (msb + (n0 - 1.0) * msw);
            let estimate = bare.valued(icc);
            if msw == 0.0 {
                estimate.between(icc, icc, level).warned(Warning::NoVariation)
            } else {
                let bound = |side| -> Result<f64> {
                    let quantile = f::quantile(level.tail(), between, within, side)
                        .ok_or_else(|| Fault::Bug { what: format!("no F quantile with {between} and {within}") })?;
                    let ratio = msb / msw / quantile;
                    Ok((ratio - 1.0) / (ratio + n0 - 1.0))
                };
                let estimate = estimate.between(bound(Side::Upper)?, bound(Side::Lower)?, level);
                if icc < 0.0 { estimate.warned(Warning::NegativeCorrelation) } else { estimate }
            }
        }
        _ => bare.warned(Warning::NoClusterVariance),
    };
    Ok(found)
}
