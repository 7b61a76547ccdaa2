//! # Directly standardised rate, Dobson's interval with exact limits
//!
//! ## What it estimates
//! The rate that a standard population would have with the stratum rates of this one.
//!
//! ## When to use
//! As `standardised/direct`, where Garwood's limits of the number of events are wanted in place of Byar's. From some
//! ten events on they hardly differ.
//!
//! ## Equation
//! That of `standardised/direct`, with the exact Poisson limits of the number of events.
//!
//! ## Interval
//! Two-sided. The standard error is that of `standardised/direct`. With one stratum the interval is that of
//! `rate/exact`.
//!
//! ## Edge cases
//! Those of `standardised/direct`.
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::standardised::{self, Standardised, StratumCounts}};
//! let strata = StratumCounts::from_values(&[Some(5.0)], &[Some(200.0)])?;
//! let estimate = standardised::direct_exact(&Standardised::new(strata, &[Some(1.0)])?, Level::P95)?.per(1000.0);
//! assert_eq!(format!("{:.3}", estimate.interval.unwrap().lower), "8.117");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Dobson, Kuulasmaa, Eberle and Scherer (1991), Statistics in Medicine 10: 457-462. Garwood (1936).
//!
//! ## Checked against
//! Closed form with R 4.2.2 `qgamma` and scipy 1.17.1 `chi2`, 8 cases, relative 1e-8.

use super::Standardised;
use super::direct::dobson;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method};
use crate::estimates::rate;

/// The method.
pub const DIRECT_EXACT: Method = Method::new("standardised/direct_exact", 1, "Dobson et al. (1991)");

/// Directly standardised rate with Dobson's interval and exact limits.
///
/// # Errors
/// `H901` if the search for a limit did not end.
pub fn direct_exact(of: &Standardised, level: Level) -> Result<Estimate> {
    dobson(of, DIRECT_EXACT, rate::exact, level)
}
