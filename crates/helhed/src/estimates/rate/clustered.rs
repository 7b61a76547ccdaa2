//! # Interval for a rate of events that recur in persons
//!
//! ## What it estimates
//! Events per unit of exposure, where the same person can have several events and persons differ.
//!
//! ## When to use
//! For visits, contacts, police reports or absences counted person by person (or family by family): the Poisson intervals
//! take every event for a new draw and are too short. The persons must be independent of each other.
//!
//! ## Equation
//! With O_i events in exposure T_i of person i, i = 1..m, the rate is R = sum O_i / sum T_i, its variance
//! v = m/(m - 1) sum (O_i - R T_i)^2 / (sum T_i)^2, and the limits R exp(-+t sqrt(v)/R), with t Student's quantile with
//! m - 1 degrees of freedom.
//!
//! ## Interval
//! Two-sided, above 0. The standard error is sqrt(v)/R on the log scale, with m - 1 degrees of freedom; on the scale of the
//! rate itself it is R times that.
//!
//! ## Edge cases
//! Persons who all have the same rate: an interval of no width (W303). No events: the rate is 0 and its logarithm infinite,
//! so there is no interval (W310). One person: no interval (W302). No exposure at all: no value (W305). Persons without
//! exposure are left out and counted with the missing rows (W101).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::RateCell, estimates::rate};
//! let persons = [(0.0, 1.0), (7.0, 1.0), (1.0, 0.5), (0.0, 1.0), (2.0, 1.0)]
//!     .into_iter()
//!     .map(|(events, years)| RateCell::from_counts(events, years))
//!     .collect::<Result<Vec<_>, _>>()?;
//! let estimate = rate::clustered(&persons, Level::P95)?;
//! assert_eq!((estimate.n.events, estimate.df), (Some(10), Some(4.0)));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Cochran (1977), Sampling Techniques, 3rd edition, section 6.3 (variance of a ratio); Stukel, Glynn, Fisher, Sharp, Lu-Yao
//! and Wennberg (1994), Statistics in Medicine 13: 1781-1791 (rates of recurrent events).
//!
//! ## Checked against
//! statsmodels 0.15.0 `GLM` with Poisson family, offset, a constant only and covariance robust to clusters of one person,
//! with scipy 1.17.1 `t.ppf`, 8 cases, relative 1e-8.

use crate::cells::RateCell;
use crate::error::Result;
use crate::estimate::{Estimate, Level, Method, Warning};

/// The method.
pub const CLUSTERED: Method = Method::new("rate/clustered", 1, "Cochran (1977), section 6.3");

/// Rate of events that recur, one cell a person, with an interval that rests on the differences between persons.
///
/// # Errors
/// `H901` if the search for the quantile did not end.
pub fn clustered(cells: &[RateCell], level: Level) -> Result<Estimate> {
    super::of_several(cells, CLUSTERED, level, |estimate, total| {
        let events = total.events() as f64;
        let rate = events / total.exposure();
        let distance = |cell: &RateCell| cell.events() as f64 - rate * cell.exposure();
        let squares: f64 = super::exposed(cells).map(|cell| (distance(cell) / events).powi(2)).sum();
        let persons = super::exposed(cells).count() as f64;
        let se = (persons / (persons - 1.0) * squares).sqrt();
        Some((if se == 0.0 { estimate.warned(Warning::NoVariation) } else { estimate }, se))
    })
}
