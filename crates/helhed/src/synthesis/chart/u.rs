//! # u chart of rates
//!
//! ## What it estimates
//! Nothing; it tells rates that chance explains from those that it does not. Verdicts as for the XmR chart.
//!
//! ## When to use
//! For events over exposure (person-years, tenancies), one pair a period, where one unit can have several events and
//! they come independently.
//!
//! ## Equation
//! With events x and exposure n of the periods of the baseline, the centre line is c = sum x / sum n, sigma of a period
//! sqrt(c/n), and the limits c -+ 3 sigma, not below 0; all are shown per so much exposure. Rules and verdicts as for
//! the XmR chart, by the distance from c in sigmas of each period.
//!
//! ## Interval
//! The limits are three sigmas from the centre line. They are limits of the process, not a confidence interval: about 3
//! of 1,000 figures of a steady process lie outside them.
//!
//! ## Edge cases
//! Fewer than 12 figures behind the limits: trial limits (W550); fewer than 7: no verdict, since no run can be longer
//! than the series and a limit is hard to pass; one figure: no limits. Periods without a figure are passed over (W551):
//! a run goes on over them, a moving range does not. A new baseline or a span of the baseline without a figure is
//! refused (H552, H553). Limits without width (W553) judge no point. A period without exposure has no figure (W552);
//! events without exposure are refused (H203). No events at all: limits without width. W554 as for the p chart.
//!
//! ## Example
//! ```
//! use helhed::design::Period;
//! use helhed::synthesis::chart::{Frame, Series, u};
//! let first: Period = "2021".parse()?;
//! let years: Vec<Period> = std::iter::successors(Some(first), |year| Some(year.next())).take(3).collect();
//! let series = Series::of_rates(&years, &[4.0, 7.0, 8.0].map(Some), &[134.0, 162.0, 116.0].map(Some), 100.0)?;
//! let chart = u(&series, &Frame::default())?;
//! assert_eq!(format!("{:.3}", chart.segments[0].center.unwrap()), "4.612");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Montgomery (2013), Statistical Quality Control, chapter 7.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and numpy 2.4.6, 2 cases, relative 1e-8.

use super::limits::chart;
use super::{ChartKind, ControlChart, Frame, Series};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const U: Method = Method::new("chart/u", 1, "Montgomery (2013)");

/// The u chart of a series of rates.
///
/// # Errors
/// `H206` for a series that measures something else; `H403`, `H552` and `H553` for baselines that the series does not allow.
pub fn u(series: &Series, frame: &Frame) -> Result<ControlChart> {
    chart(series, ChartKind::U, frame)
}
