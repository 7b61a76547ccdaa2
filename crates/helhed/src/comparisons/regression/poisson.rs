//! # Poisson regression
//!
//! ## What it estimates
//! How the rate of events changes with each covariate, the others being equal: a coefficient on the log scale, and its
//! exponential, a rate ratio.
//!
//! ## When to use
//! For counts of events in areas, months or persons, with several covariates at once; with the exposure (tenancies,
//! person-years) where it differs. Counts of areas vary more than chance: take `hc1`, or `cr1` with the areas as clusters where
//! an area has several rows. With a share of persons in place of a count, `hc1` makes the exponentials ratios of shares.
//!
//! ## Equation
//! log(mean) = log(exposure) + offset + x b; b has the largest likelihood, found as in `regression/logistic`, with the same
//! errors.
//!
//! ## Interval
//! b -+ z se, and its exponential for the rate ratio; the p-value tests b = 0 by b/se against the normal distribution.
//!
//! ## Edge cases
//! Groups without events that a sum of terms tells from the others: no values, W530 with the terms. No events at all: W325; no
//! rows: W301. An exposure that is not above zero is refused with its row (H203), and so is a count that is negative (H202) or
//! not whole (H204). Otherwise as `regression/logistic`.
//!
//! ## Example
//! ```
//! use helhed::Level;
//! use helhed::comparisons::regression::{Covariate, Covariates, Rows, StandardErrors, poisson};
//! let theme = Covariate::Labels(["school", "work"].map(|theme| Some(theme.into())).to_vec());
//! let rows = Rows::new([12.0, 30.0].map(Some), Covariates::new([("theme".into(), theme)], 2)?)?
//!     .with_exposure([400.0, 500.0].map(Some).to_vec())?;
//! let model = poisson(&rows, StandardErrors::Model, Level::P95)?;
//! let ratios = model.ratios();
//! let ratio = &ratios.as_slice()[0];
//! assert!((ratio.value.unwrap() - (30.0 / 500.0) / (12.0 / 400.0)).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, chapters 2 and 6. Ratios of shares: Zou (2004), American
//! Journal of Epidemiology 159: 702-706. Groups without events: Correia, Guimaraes and Zylkin (2019), arXiv 1903.01633.
//!
//! ## Checked against
//! R 4.2.2 `glm` with `sandwich` 3.0-2 and statsmodels 0.15.0 `GLM`, 9 cases, relative 1e-8; and the ratio of two rates.

use super::errors::StandardErrors;
use super::link::Link;
use super::result::{Regression, fitted};
use super::rows::Rows;
use crate::error::Result;
use crate::estimate::{Estimand, Level, Method};

/// The method.
pub const POISSON: Method = Method::new("regression/poisson", 1, "McCullagh and Nelder (1989)");

/// Poisson regression of the counts on the covariates.
///
/// # Errors
/// `H202`, `H204` or `H208` for an outcome that is no count, with its row; `H530` for cluster errors without clusters.
pub fn poisson(rows: &Rows, errors: StandardErrors, level: Level) -> Result<Regression> {
    let fitted = fitted(rows, Link::Log, errors, |_| true)?;
    Ok(fitted.regression(POISSON, Estimand::RateRatio, errors, level))
}
