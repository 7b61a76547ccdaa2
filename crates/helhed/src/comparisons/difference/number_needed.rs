//! # Number needed, from a risk difference
//!
//! ## What it estimates
//! How many units it takes in one group, instead of the other, for one more event (positive) or one fewer (negative).
//!
//! ## When to use
//! To tell the size of a risk difference in persons, beside the difference itself. It takes the risk difference of any
//! method, and says in its own method which one that was.
//!
//! ## Equation
//! 1 / d, with d the risk difference.
//!
//! ## Interval
//! From 1/upper to 1/lower of the risk difference's interval, where that does not include zero. Where it does, the
//! number needed runs through infinity: from 1/upper for one event more up to infinity, and from minus infinity up to
//! 1/lower for one event fewer. That is no single interval, so there is none, and W423 holds both arms. The p-value is
//! that of the risk difference.
//!
//! ## Edge cases
//! A difference of zero has an infinite number needed. A limit of exactly zero gives an infinite bound. A difference
//! without value or interval gives none either, with its warnings; an interval of no width at zero gives none, W406.
//! Anything but a risk difference is refused (H421).
//!
//! ## Example
//! ```
//! use helhed::{Level, cells::ProportionCell, comparisons::difference};
//! let (after, before) = (ProportionCell::from_counts(56.0, 70.0)?, ProportionCell::from_counts(48.0, 80.0)?);
//! let needed = difference::number_needed(&difference::newcombe(&after, &before, Level::P95)?)?;
//! let interval = needed.interval.unwrap();
//! assert_eq!(format!("{:.1} [{:.1}-{:.1}]", needed.value.unwrap(), interval.lower, interval.upper), "5.0 [3.0-19.1]");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Altman (1998), British Medical Journal 317: 1309-1312. Cook and Sackett (1995), British Medical Journal 310:
//! 452-454.
//!
//! ## Checked against
//! Closed form in R 4.2.2 and from scipy 1.17.1 limits, 8 cases, relative 1e-8. The cases give the reciprocal of each
//! limit by itself, also where the interval includes zero.

use crate::error::{Error, Fault, Place, Result};
use crate::estimate::{Estimand, Estimate, Method, Unit, Warning};

/// The method. The estimate names the risk difference it was made of in the reference.
pub const NUMBER_NEEDED: Method = Method::new("difference/number_needed", 1, "Altman (1998)");

/// Units for one more event, from a risk difference.
///
/// # Errors
/// `H421` if the estimate is not a risk difference.
pub fn number_needed(difference: &Estimate) -> Result<Estimate> {
    if difference.estimand != Estimand::RiskDifference {
        let fault = Fault::OtherEstimand { wanted: "risk difference", found: difference.estimand.name() };
        return Err(Error::new(fault, Place::argument("difference")));
    }
    let reference = format!("{}, of {}", NUMBER_NEEDED.reference, difference.method.id).into();
    let estimate = Estimate {
        estimand: Estimand::NumberNeeded,
        unit: Unit::Named("persons".into()),
        method: Method { reference, ..NUMBER_NEEDED },
        value: difference.value.map(inverse),
        interval: None,
        se: None,
        df: None,
        ..difference.clone()
    };
    let Some(interval) = difference.interval else { return Ok(estimate) };
    let (lower, upper) = (interval.lower, interval.upper);
    Ok(if lower == 0.0 && upper == 0.0 {
        estimate.warned(Warning::NoVariationInEither)
    } else if lower < 0.0 && upper > 0.0 {
        estimate.warned(Warning::TwoArms { fewer: -1.0 / lower, more: 1.0 / upper })
    } else {
        // A limit of zero is at the end of its own arm.
        let towards = if upper > 0.0 { 1.0 } else { -1.0 };
        let bound = |limit: f64| if limit == 0.0 { towards * f64::INFINITY } else { 1.0 / limit };
        estimate.between(bound(upper), bound(lower), interval.level)
    })
}

/// One over the difference; infinite for none, whatever the sign of its zero.
fn inverse(difference: f64) -> f64 {
    if difference == 0.0 { f64::INFINITY } else { 1.0 / difference }
}
