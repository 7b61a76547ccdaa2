//! # Logistic regression
//!
//! ## What it estimates
//! How the odds of an event change with each covariate, the others being equal: a coefficient on the scale of log odds, and
//! its exponential, an odds ratio.
//!
//! ## When to use
//! For an event that each person has or not, and several covariates at once: to compare areas with regard to age and income
//! of their residents, or to find expected numbers (`regression/case_mix`). A label (theme, municipality) becomes one term a
//! label but the first, which the others are compared with. Cells are rows that repeat: one row for those with the event
//! and one for those without, each with its number. Persons of one area are alike: give the areas as clusters, and
//! `cr1` as errors.
//!
//! ## Equation
//! log(p/(1 - p)) = offset + x b; b has the largest likelihood, found by Newton's method in an orthonormal basis of the
//! columns, so that units and origins of the covariates do not matter. Errors: `model` (inverse information B), `hc0` to `hc3`
//! and `cr0`, `cr1`, `cr1s` (B M B, with M from the squared scores of rows or of clusters; `StandardErrors` has the factors).
//!
//! ## Interval
//! b -+ z se, and its exponential for the odds ratio; the p-value tests b = 0 by b/se against the normal distribution.
//!
//! ## Edge cases
//! Separation, where a sum of terms tells those with the event from those without: no values, W530 with the terms. A column that
//! is a sum of others, or constant (to ten digits): no value for it, W532 with the others; they mean what they mean without it.
//! No events: W325; nothing but events: W303; no rows: W301. A search that does not end: no values, W533. A row that is
//! fitted whatever its outcome: no `hc2` or `hc3`, W534. One cluster: no standard errors, W324; fewer than 40: W531.
//! Rows that lack something are left out and counted, W101. Cluster errors without clusters are refused (H530), and so are
//! outcomes other than 0 and 1 (H105), infinite numbers (H104), and columns of unequal length (H108) or one name (H106).
//!
//! ## Example
//! ```
//! use helhed::Level;
//! use helhed::comparisons::regression::{Covariate, Covariates, Rows, StandardErrors, logistic};
//! // 30 of 100 with the programme, 20 of 100 without: the odds ratio of the table.
//! let programme = Covariate::Numbers([1.0, 1.0, 0.0, 0.0].map(Some).to_vec());
//! let covariates = Covariates::new([("programme".into(), programme)], 4)?;
//! let rows = Rows::new([1.0, 0.0, 1.0, 0.0].map(Some), covariates)?
//!     .with_repeats([30.0, 70.0, 20.0, 80.0].map(Some).to_vec())?;
//! let model = logistic(&rows, StandardErrors::Model, Level::P95)?;
//! let ratios = model.ratios();
//! let ratio = &ratios.as_slice()[0];
//! assert!((ratio.value.unwrap() - 30.0 * 80.0 / (70.0 * 20.0)).abs() < 1e-12);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! McCullagh and Nelder (1989), Generalized Linear Models, 2nd edition, chapters 2 and 4. Errors: White (1980), Econometrica
//! 48: 817-838; MacKinnon and White (1985), Journal of Econometrics 29: 305-325; Liang and Zeger (1986), Biometrika 73: 13-22.
//! Separation: Albert and Anderson (1984), Biometrika 71: 1-10.
//!
//! ## Checked against
//! R 4.2.2 `glm` with `sandwich` 3.0-2 and statsmodels 0.15.0 `GLM`, 9 cases, relative 1e-8; and the odds ratio and Woolf's
//! standard error of a 2 by 2 table.

use super::errors::StandardErrors;
use super::link::Link;
use super::result::{Regression, fitted};
use super::rows::Rows;
use crate::error::Result;
use crate::estimate::{Estimand, Level, Method};

/// The method.
pub const LOGISTIC: Method = Method::new("regression/logistic", 1, "McCullagh and Nelder (1989)");

/// Logistic regression of the outcome on the covariates.
///
/// # Errors
/// `H105` for an outcome that is neither 0 nor 1, with its row; `H530` for cluster errors without clusters.
pub fn logistic(rows: &Rows, errors: StandardErrors, level: Level) -> Result<Regression> {
    let fitted = fitted(rows, Link::Logit, errors, |_| true)?;
    Ok(fitted.regression(LOGISTIC, Estimand::OddsRatio, errors, level))
}
