//! # XmR chart of individual values
//!
//! ## What it estimates
//! Nothing; it tells figures that chance explains from those that it does not, in a series with one figure a period:
//! centre line and limits of each period, which rules hold at it, and two verdicts. *Variation*: what the latest figure
//! says (improving, concerning, common cause). *Assurance*: whether the target will be met if nothing changes (will
//! pass, will fail, hit or miss).
//!
//! ## When to use
//! For any figure that comes once a period: means, amounts, indexes, and shares and rates of large populations, where
//! other causes than counting make them vary. Not for counts of a few events; see the c, p and u charts.
//!
//! ## Equation
//! With the mean m and the mean R of the distances between figures of neighbouring periods, sigma = R sqrt(pi)/2 and
//! the limits are m -+ 3 sigma (the published m -+ 2.66 R, unrounded). A moving range above R (1 + 3 sqrt(pi/2 - 1)) =
//! 3.27 R is out of line itself. The rules, the first that holds at the latest figure decides: one point outside the
//! limits; seven or more points on one side of the centre line, none on it; seven or more points that rise, or fall,
//! one after the other; two of three points beyond two sigmas on the same side. The better side comes from the
//! indicator's direction. The target will be met if both limits of the latest figure meet it, will not if neither does.
//! Limits of shares, rates and counts stay inside what these can be.
//!
//! ## Interval
//! The limits are three sigmas from the centre line. They are limits of the process, not a confidence interval: about 3
//! of 1,000 figures of a steady process lie outside them.
//!
//! ## Edge cases
//! Fewer than 12 figures behind the limits: trial limits (W550); fewer than 7: no verdict, since no run can be longer
//! than the series and a limit is hard to pass; one figure: no limits. Periods without a figure are passed over (W551):
//! a run goes on over them, a moving range does not. A new baseline or a span of the baseline without a figure is
//! refused (H552, H553). Limits without width (W553) judge no point. No two neighbouring periods with a figure: no
//! limits (W555). Values that are all equal, but for rounding: limits equal to the centre line. The choice of 7 for a
//! verdict: of 20,000 simulated steady series of 3 or 4 values none passed its limits, and no such series can; of 7
//! values 0.9 percent had a signal at the latest, of 20 values 1.2 percent.
//!
//! ## Example
//! ```
//! use helhed::design::{Direction, Period};
//! use helhed::synthesis::chart::{Assurance, Frame, Series, Variation, xmr};
//! let waiting = [21.0, 19.5, 22.0, 20.5, 20.0, 21.5, 19.0, 20.0, 22.5, 21.0, 20.5, 19.5, 20.0, 26.5];
//! let first: Period = "2024M01".parse()?;
//! let months: Vec<Period> = std::iter::successors(Some(first), |month| Some(month.next())).take(14).collect();
//! let series = Series::of_values(&months, &waiting.map(Some))?;
//! let chart = xmr(&series, &Frame::default().better(Direction::Lower).aiming_at(30.0)?)?;
//! assert_eq!((chart.variation, chart.assurance), (Variation::Concerning, Some(Assurance::WillPass)));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Shewhart (1931), Economic Control of Quality of Manufactured Product. Wheeler (1993), Understanding Variation. NHS
//! England (2019), Making data count.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and numpy 2.4.6, 2 cases, relative 1e-8; the published limits with 2.66 and 3.267 follow from
//! the mean moving range. The rules were compared with those of the R package NHSRplotthedots, which differs in three
//! points: it judges a trend by the side of the centre line its points lie on, so that a rise from far below counts as
//! low (here a rise is a rise); its two of three need the third on the same side and count no point outside the limits;
//! and a target that lies on a limit is hit or miss there (here it is met).

use super::limits::chart;
use super::{ChartKind, ControlChart, Frame, Series};
use crate::error::Result;
use crate::estimate::Method;

/// The method.
pub const XMR: Method = Method::new("chart/xmr", 1, "Wheeler (1993)");

/// The XmR chart of a series.
///
/// # Errors
/// `H206` for a series that measures something else; `H403`, `H552` and `H553` for baselines that the series does not allow.
pub fn xmr(series: &Series, frame: &Frame) -> Result<ControlChart> {
    chart(series, ChartKind::Xmr, frame)
}
