//! # p' chart of shares (Laney)
//!
//! ## What it estimates
//! Nothing; it tells shares that chance explains from those that it does not. Verdicts as for the XmR chart.
//!
//! ## When to use
//! For shares with large denominators, that vary more (or less) from period to period than counting does. Where they do
//! not, it is nearly the p chart.
//!
//! ## Equation
//! With the centre line c and sigma of the p chart, z = (x/n - c)/sigma, and the mean moving range of z over
//! neighbouring periods of the baseline times sqrt(pi)/2 is sigma z; the limits are c -+ 3 sigma times sigma z, inside
//! 0 and 1.
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
//! two neighbouring periods with a figure: no limits (W555).
//!
//! ## Example
//! ```
//! use helhed::design::Period;
//! use helhed::synthesis::chart::{Frame, Series, p, p_prime};
//! let first: Period = "2020".parse()?;
//! let years: Vec<Period> = std::iter::successors(Some(first), |year| Some(year.next())).take(4).collect();
//! let series = Series::of_shares(&years, &[517.0, 585.0, 602.0, 456.0].map(Some), &[Some(9000.0); 4])?;
//! let (narrow, wide) = (p(&series, &Frame::default())?, p_prime(&series, &Frame::default())?);
//! assert!(narrow.points[0].lower > wide.points[0].lower && wide.segments[0].sigma_z.unwrap() > 3.0);
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Laney (2002), Quality Engineering 14: 531-537.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and numpy 2.4.6, 1 case, relative 1e-8.

use super::limits::chart;
use super::{ChartKind, ControlChart, Frame, Series};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const P_PRIME: Method = Method::new("chart/p_prime", 1, "Laney (2002)");

/// The p' chart of a series of shares.
///
/// # Errors
/// `H206` for a series that measures something else; `H403`, `H552` and `H553` for baselines that the series does not allow.
pub fn p_prime(series: &Series, frame: &Frame) -> Result<ControlChart> {
    chart(series, ChartKind::PPrime, frame)
}
