//! # p chart of shares
//!
//! ## What it estimates
//! Nothing; it tells shares that chance explains from those that it does not. Verdicts as for the XmR chart.
//!
//! ## When to use
//! For units with an event among units, one pair a period, where the units are few enough for counting to be the main
//! cause of variation. Where the denominators are in the thousands almost every point lies outside; W554 says so, and
//! the p' chart helps.
//!
//! ## Equation
//! With events x and units n of the periods of the baseline, the centre line is c = sum x / sum n, sigma of a period
//! sqrt(c (1 - c)/n), and the limits c -+ 3 sigma, inside 0 and 1. Rules and verdicts as for the XmR chart, by the
//! distance from c in sigmas of each period.
//!
//! ## Interval
//! The limits are three sigmas from the centre line. They are limits of the process, not a confidence interval: about 3
//! of 1,000 figures of a steady process lie outside them.
//!
//! ## Edge cases
//! Fewer than 12 figures behind the limits: trial limits (W550); fewer than 7: no verdict, since no run can be longer
//! than the series and a limit is hard to pass; one figure: no limits. Periods without a figure are passed over (W551):
//! a run goes on over them, a moving range does not. A new baseline or a span of the baseline without a figure is
//! refused (H552, H553). Limits without width (W553) judge no point. A period without units has no figure (W552). No
//! events at all, or nothing but events: limits without width. W554 is given where the mean moving range of the
//! distances, over that of chance, is above 1 + 3 * 0.908/sqrt(m) for m periods.
//!
//! ## Example
//! ```
//! use helhed::design::Period;
//! use helhed::synthesis::chart::{Frame, Series, p};
//! let first: Period = "2021K1".parse()?;
//! let quarters: Vec<Period> = std::iter::successors(Some(first), |quarter| Some(quarter.next())).take(3).collect();
//! let series = Series::of_shares(&quarters, &[0.0, 0.0, 1.0].map(Some), &[10.0, 12.0, 8.0].map(Some))?;
//! let chart = p(&series, &Frame::default())?;
//! assert_eq!(format!("{:.4}", chart.points[0].upper.unwrap()), "0.2036");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Shewhart (1931), Economic Control of Quality of Manufactured Product. Montgomery (2013), Statistical Quality
//! Control, chapter 7.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and numpy 2.4.6, 3 cases, relative 1e-8.

use super::limits::chart;
use super::{ChartKind, ControlChart, Frame, Series};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const P: Method = Method::new("chart/p", 1, "Shewhart (1931)");

/// The p chart of a series of shares.
///
/// # Errors
/// `H206` for a series that measures something else; `H403`, `H552` and `H553` for baselines that the series does not allow.
pub fn p(series: &Series, frame: &Frame) -> Result<ControlChart> {
    chart(series, ChartKind::P, frame)
}
