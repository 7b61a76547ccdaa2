//! # u' chart of rates (Laney)
//!
//! ## What it estimates
//! Nothing; it tells rates that chance explains from those that it does not. Verdicts as for the XmR chart.
//!
//! ## When to use
//! For rates with much exposure, that vary more (or less) from period to period than chance does.
//!
//! ## Equation
//! With the centre line c and sigma of the u chart, z = (x/n - c)/sigma, and the mean moving range of z over
//! neighbouring periods of the baseline times sqrt(pi)/2 is sigma z; the limits are c -+ 3 sigma times sigma z, not
//! below 0.
//!
//! ## Interval
//! The limits are three sigmas from the centre line. They are limits of the process, not a confidence interval: about 3
//! of 1,000 figures of a steady process lie outside them.
//!
//! ## Edge cases
//! Fewer than 12 figures behind the limits: trial limits (W550); fewer than 7: no verdict, since no run can be longer
//! than the series and a limit is hard to pass; one figure: no limits. Periods without a figure are passed over (W551):
//! a run goes on over them, a moving range does not. A new baseline or a span of the baseline without a figure is
//! refused (H552, H553). Limits without width (W553) judge no point. A period without exposure has no figure (W552). No
//! two neighbouring periods with a figure: no limits (W555).
//!
//! ## Example
//! ```
//! use helhed::design::Period;
//! use helhed::synthesis::chart::{Frame, Series, u_prime};
//! let first: Period = "2021".parse()?;
//! let years: Vec<Period> = std::iter::successors(Some(first), |year| Some(year.next())).take(3).collect();
//! let series = Series::of_rates(&years, &[400.0, 700.0, 800.0].map(Some), &[134.0, 162.0, 116.0].map(Some), 1.0)?;
//! let chart = u_prime(&series, &Frame::default())?;
//! assert_eq!(format!("{:.2}", chart.segments[0].sigma_z.unwrap()), "8.96");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Laney (2002), Quality Engineering 14: 531-537.
//!
//! ## Checked against
//! The XmR chart of z: the limits are those of its own z, to rounding (property test).

use super::limits::chart;
use super::{ChartKind, ControlChart, Frame, Series};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const U_PRIME: Method = Method::new("chart/u_prime", 1, "Laney (2002)");

/// The u' chart of a series of rates.
///
/// # Errors
/// `H206` for a series that measures something else; `H403`, `H552` and `H553` for baselines that the series does not allow.
pub fn u_prime(series: &Series, frame: &Frame) -> Result<ControlChart> {
    chart(series, ChartKind::UPrime, frame)
}
