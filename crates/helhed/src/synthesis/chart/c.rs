//! # c chart of counts
//!
//! ## What it estimates
//! Nothing; it tells counts that chance explains from those that it does not. Verdicts as for the XmR chart.
//!
//! ## When to use
//! For counts of events in periods of equal length, in a population that stays about the same. Where it changes, use
//! rates (u chart).
//!
//! ## Equation
//! The centre line c is the mean count of the baseline, sigma sqrt(c), and the limits c -+ 3 sigma, not below 0. Rules
//! and verdicts as for the XmR chart.
//!
//! ## Interval
//! The limits are three sigmas from the centre line. They are limits of the process, not a confidence interval: about 3
//! of 1,000 figures of a steady process lie outside them.
//!
//! ## Edge cases
//! Fewer than 12 figures behind the limits: trial limits (W550); fewer than 7: no verdict, since no run can be longer
//! than the series and a limit is hard to pass; one figure: no limits. Periods without a figure are passed over (W551):
//! a run goes on over them, a moving range does not. A new baseline or a span of the baseline without a figure is
//! refused (H552, H553). Limits without width (W553) judge no point. No events at all: limits without width. W554 as
//! for the p chart.
//!
//! ## Example
//! ```
//! use helhed::design::Period;
//! use helhed::synthesis::chart::{Frame, Series, c};
//! let first: Period = "2021".parse()?;
//! let years: Vec<Period> = std::iter::successors(Some(first), |year| Some(year.next())).take(4).collect();
//! let chart = c(&Series::of_counts(&years, &[11.0, 9.0, 7.0, 9.0].map(Some))?, &Frame::default())?;
//! assert_eq!((chart.points[0].lower, chart.points[0].upper), (Some(0.0), Some(18.0)));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Montgomery (2013), Statistical Quality Control, chapter 7.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and numpy 2.4.6, 1 case, relative 1e-8.

use super::limits::chart;
use super::{ChartKind, ControlChart, Frame, Series};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const C: Method = Method::new("chart/c", 1, "Montgomery (2013)");

/// The c chart of a series of counts.
///
/// # Errors
/// `H206` for a series that measures something else; `H403`, `H552` and `H553` for baselines that the series does not allow.
pub fn c(series: &Series, frame: &Frame) -> Result<ControlChart> {
    chart(series, ChartKind::C, frame)
}
