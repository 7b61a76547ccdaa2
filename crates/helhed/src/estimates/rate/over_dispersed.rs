//! # Interval for a rate of counts that vary more than chance
//!
//! ## What it estimates
//! Events per unit of exposure over several periods or areas, where the counts vary more than a Poisson count would.
//!
//! ## When to use
//! When the same rate was counted in several periods or areas that differ for reasons of their own, such as seasons. The
//! interval is about the rate they have in common. Few periods give a wide interval, and rightly.
//!
//! ## Equation
//! With O_i events in exposure T_i, i = 1..k, the rate is R = sum O_i / sum T_i, the dispersion
//! f = sum (O_i - R T_i)^2 / (R T_i) / (k - 1), and the limits R exp(-+t sqrt(f / sum O_i)), with t Student's quantile with
//! k - 1 degrees of freedom: quasi-Poisson regression on a constant.
//!
//! ## Interval
//! Two-sided, above 0. The standard error is sqrt(f / sum O_i) on the log scale, with k - 1 degrees of freedom.
//!
//! ## Edge cases
//! A dispersion below 1 is taken for chance, and 1 is used (W311). No events: the rate is 0 and its logarithm infinite, so
//! there is no interval (W310). One period: no interval (W302). No exposure at all: no value (W305). Periods without
//! exposure are left out and counted with the missing rows (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, estimates::rate};
//! let quarters = [(12.0, 100.0), (31.0, 110.0), (9.0, 95.0), (22.0, 105.0)]
//!     .into_iter()
//!     .map(|(events, exposure)| RateCell::from_counts(events, exposure))
//!     .collect::<Result<Vec<_>, _>>()?;
//! assert!(rate::dispersion(&quarters).is_some_and(|dispersion| dispersion > 4.0));
//! assert_eq!(rate::over_dispersed(&quarters, Level::P95)?.df, Some(3.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, sections 4.5 and 6.2.
//!
//! ## Checked against
//! statsmodels 0.15.0 `GLM` with Poisson family, offset, a constant only and `scale="X2"`, with scipy 1.17.1 `t.ppf`,
//! 8 cases, relative 1e-8.

use crate::cells::RateCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Warning};

/// The method.
pub const OVER_DISPERSED: Method = Method::new("rate/over_dispersed", 1, "McCullagh and Nelder (1989)");

/// Rate over several periods or areas, with the quasi-Poisson interval.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn over_dispersed(cells: &[RateCell], level: Level) -> Result<Estimate> {
    super::of_several(cells, OVER_DISPERSED, level, |estimate, total| {
        let dispersion = dispersion(cells)?;
        let estimate =
            if dispersion < 1.0 { estimate.warned(Warning::LessThanChance { found: dispersion }) } else { estimate };
        Some((estimate, (dispersion.max(1.0) / total.events() as f64).sqrt()))
    })
}

/// The dispersion of counts: Pearson's chi-square over its degrees of freedom, 1 for Poisson counts with one rate. Nothing
/// for fewer than two cells with exposure, and where there are no events.
#[must_use]
pub fn dispersion(cells: &[RateCell]) -> Option<f64> {
    let count = super::exposed(cells).count();
    let events: f64 = super::exposed(cells).map(|cell| cell.events() as f64).sum();
    let exposure: f64 = super::exposed(cells).map(RateCell::exposure).sum();
    if count < 2 || events == 0.0 {
        return None;
    }
    let rate = events / exposure;
    let part = |cell: &RateCell| {
        let expected = rate * cell.exposure();
        let distance = cell.events() as f64 - expected;
        distance * (distance / expected)
    };
    let squares: f64 = super::exposed(cells).map(part).sum();
    Some(squares / (count - 1) as f64)
}
