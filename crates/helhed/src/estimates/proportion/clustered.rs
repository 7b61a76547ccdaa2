//! # Interval for a proportion of persons in clusters
//!
//! ## What it estimates
//! The share of units with an event, between 0 and 1, where units of the same cluster (stairway, class, household) are
//! alike.
//!
//! ## When to use
//! When events and units are known for each cluster and the clusters are independent of each other. With few clusters
//! (below about 10) the interval is still too short at times. With one event at most for each cluster use Wilson's.
//!
//! ## Equation
//! With x_i of n_i in cluster i of m, p = sum x_i / n and n = sum n_i, the variance of the ratio p by linearisation is
//! v = m/(m - 1) sum (x_i - n_i p)^2 / n^2, the design effect d = v n / (p(1 - p)), and the limits are the roots in q of
//! (p - q)^2 = t^2 d q (1 - q) / n, with t Student's quantile with m - 1 degrees of freedom: Wilson's interval with the
//! effective number of units, n/d.
//!
//! ## Interval
//! Two-sided, inside [0, 1]. The standard error is sqrt(d p(1 - p)/n) on the identity scale, with m - 1 degrees of
//! freedom.
//!
//! ## Edge cases
//! A design effect below 1 is taken for chance, and 1 is used (W311). If nobody or everybody has the event there is no
//! design effect, so no interval and no standard error (W312). One cluster: no interval (W302). No units: no value
//! (W301). Clusters without units do not count among m. Fewer than 20 units warn W304; missing units are left out and
//! counted (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, estimates::proportion};
//! let stairways: Vec<ProportionCell> = [(9.0, 10.0), (1.0, 12.0), (7.0, 8.0), (2.0, 10.0)]
//!     .into_iter()
//!     .map(|(x, n)| ProportionCell::from_counts(x, n))
//!     .collect::<Result<_, _>>()?;
//! assert!(proportion::design_effect(&stairways).is_some_and(|effect| effect > 4.0));
//! assert_eq!(proportion::clustered(&stairways, Level::P95)?.df, Some(3.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Rao and Scott (1992), Biometrics 48: 577-585 (variance and design effect); Korn and Graubard (1998), Survey Methodology
//! 24: 193-201 (degrees of freedom); Dean and Pagano (2015), Survey Methodology 41: 1-18 (with Wilson's interval).
//!
//! ## Checked against
//! statsmodels 0.15.0 `OLS` on persons with a constant only and covariance robust to clusters, scipy 1.17.1 `t.ppf` and
//! the roots of Wilson's equation by numpy, 8 cases, relative 1e-8.

use super::effective::adjusted;
use crate::cells::ProportionCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Warning};

/// The method.
pub const CLUSTERED: Method = Method::new("proportion/clustered", 1, "Rao and Scott (1992)");

/// Share of units with the event, with an interval that counts on units of one cluster being alike.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn clustered(clusters: &[ProportionCell], level: Level) -> Result<Estimate> {
    let total = total(clusters);
    let (estimate, share) = super::without_interval(&total, CLUSTERED);
    let Some(share) = share else { return Ok(estimate) };
    let without = Estimate { se: None, ..estimate.clone() };
    let count = occupied(clusters).count();
    if count < 2 {
        return Ok(without.warned(Warning::OneObservation));
    }
    let Some(effect) = design_effect(clusters) else { return Ok(without.warned(Warning::NoDesignEffect)) };
    let df = (count - 1) as f64;
    let quantile = level.t(df)?;
    let estimate = if effect < 1.0 { estimate.warned(Warning::LessThanChance { found: effect }) } else { estimate };
    let units = total.records() as f64 / effect.max(1.0);
    Ok(adjusted(estimate, share, units, quantile, level).with_df(df))
}

/// The design effect of a share: its variance by linearisation over that of independent units. Nothing for fewer than two
/// clusters with units, and where nobody or everybody has the event.
#[must_use]
pub fn design_effect(clusters: &[ProportionCell]) -> Option<f64> {
    let total = total(clusters);
    let count = occupied(clusters).count();
    if count < 2 || total.events() == 0 || total.events() == total.records() {
        return None;
    }
    let (events, records) = (total.events() as f64, total.records() as f64);
    // Each distance times the number of units: whole numbers, so that clusters that are alike have none.
    let distance = |one: &ProportionCell| one.events() as f64 * records - one.records() as f64 * events;
    let squares: f64 = occupied(clusters).map(|one| (distance(one) / records).powi(2)).sum();
    let clusters = count as f64;
    Some(clusters / (clusters - 1.0) * squares * records / (events * (records - events)))
}

/// All clusters together.
fn total(clusters: &[ProportionCell]) -> ProportionCell {
    let mut total = ProportionCell::default();
    clusters.iter().for_each(|one| total.merge(one));
    total
}

/// The clusters with units.
fn occupied(clusters: &[ProportionCell]) -> impl Iterator<Item = &ProportionCell> {
    clusters.iter().filter(|one| one.records() > 0)
}
