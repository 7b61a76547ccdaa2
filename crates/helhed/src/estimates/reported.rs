//! # Reported figures: numbers as a publication prints them
//!
//! ## What it estimates
//! Nothing: the figure is passed on as printed, marked as such.
//!
//! ## When to use
//! For a percentage without counts, a quantity described in words, a figure derived from others, a plan. Whenever the
//! counts are known, enter them as a cell instead: then there is an interval.
//!
//! ## Equation
//! value as printed.
//!
//! ## Interval
//! Never: without numerator and denominator nothing is known of its precision. The warning says which of the reasons
//! applies (W102 to W107, W109, W110).
//!
//! ## Edge cases
//! A printed range keeps its lower end as value and warns W109 with the upper end.
//!
//! ## Example
//! ```
//! use helhed::estimate::{Estimand, Unit, Warning};
//! use helhed::estimates::reported;
//! let fall = reported::figure(-32.0, Estimand::PercentChange, Unit::Percent, [Warning::PercentageWithoutCounts]);
//! assert!(fall.interval.is_none());
//! assert_eq!(fall.warnings[0].code(), "W102");
//! ```
//!
//! ## References
//! None needed.
//!
//! ## Checked against
//! Nothing to compute.

use crate::estimate::{Basis, Count, Estimand, Estimate, Method, Unit, Warning};

/// The method.
pub const REPORTED: Method = Method::new("reported/figure", 1, "");

/// A figure as printed, with the reasons why it has no interval.
#[must_use]
pub fn figure(value: f64, estimand: Estimand, unit: Unit, reasons: impl IntoIterator<Item = Warning>) -> Estimate {
    let mut estimate = Estimate::new(estimand, unit, REPORTED, Count::default()).valued(value);
    estimate.provenance.basis = Basis::PublishedFigure;
    reasons.into_iter().fold(estimate, Estimate::warned)
}
