//! # Relative index of inequality by Poisson regression
//!
//! ## What it estimates
//! The rate at the least deprived end of a social scale over that at the most deprived end.
//!
//! ## When to use
//! To say in relative terms how unequal a rate is over all groups. It is the default of the three relative indices: it
//! is never below zero and has an interval.
//!
//! ## Equation
//! Events are Poisson with rate exp(a + b r) at ridit r (as in `inequality/slope_index`), fitted by maximum likelihood;
//! the index is exp(b). For given b the best a is known, and b is the root of a decreasing function of one variable.
//!
//! ## Interval
//! exp(b -+ z se), two-sided, with se the inverse root of the information. The standard error is on the log scale. The
//! p-value tests an index of 1 by the same se.
//!
//! ## Edge cases
//! No events: no value, W325. Events in the first or last group only: 0 or infinity without interval, W325. One group:
//! no value, W324. A missing count is not zero: no value, W322. A population of zero is refused (H203).
//!
//! ## Example
//! ```
//! use helhed::{Level, estimates::inequality::{self, SocialScale}};
//! let groups = SocialScale::from_values(&[40.0, 70.0].map(Some), &[1000.0, 1000.0].map(Some))?;
//! let estimate = inequality::relative_index(&groups, Level::P95)?;
//! assert!((estimate.value.unwrap() - 3.0625).abs() < 1e-12, "(70/40)^2: half the scale lies between the groups");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Mackenbach and Kunst (1997), Social Science and Medicine 44: 757-771. Moreno-Betancur et al. (2015), Epidemiology
//! 26: 518-527.
//!
//! ## Checked against
//! R 4.2.2 `glm(poisson)` with offset and statsmodels 0.15.0 `GLM`, 5 cases, relative 1e-8.

use super::SocialScale;
use super::scale::Known;
use crate::error::{Fault, Result};
use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Unit, Warning};
use crate::numeric::normal;

/// The method.
pub const RELATIVE_INDEX: Method = Method::new("inequality/relative_index", 1, "Mackenbach and Kunst (1997)");

/// Steps of the search; it needs far fewer.
const STEPS: usize = 200;

/// Rate at the least deprived end over that at the most deprived end.
///
/// # Errors
/// `H901` if the search for the maximum did not end.
pub fn relative_index(of: &SocialScale, level: Level) -> Result<Estimate> {
    let (estimate, known) = of.without_interval(Estimand::RelativeIndex, Unit::Ratio, RELATIVE_INDEX);
    let Some(known) = known else { return Ok(estimate) };
    let (Some(first), Some(last)) = (known.groups.first(), known.groups.last()) else { return Ok(estimate) };
    if known.groups.len() < 2 {
        return Ok(estimate.warned(Warning::NoDegreesOfFreedom));
    }
    if known.events == 0.0 {
        return Ok(estimate.warned(Warning::NoEvents));
    }
    for (end, limit) in [(first, 0.0), (last, f64::INFINITY)] {
        if end.events == known.events {
            return Ok(estimate.valued(limit).warned(Warning::NoEvents));
        }
    }
    let (slope, se) = maximum(&known).ok_or_else(|| Fault::Bug { what: "no Poisson fit of a social scale".into() })?;
    Ok(estimate
        .valued(slope.exp())
        .with_se(se, Scale::Log)
        .between((slope - level.z() * se).exp(), (slope + level.z() * se).exp(), level)
        .with_p(normal::two_sided_p(slope / se)))
}

/// The slope of greatest likelihood and its standard error. With the intercept taken out, the likelihood is that of the
/// groups in which the given number of events fell, and its derivative the mean ridit of the events less that expected.
fn maximum(known: &Known) -> Option<(f64, f64)> {
    let observed: f64 = known.groups.iter().map(|group| group.events * group.ridit).sum::<f64>() / known.events;
    let moments = |slope: f64| {
        // The largest exponent is taken off, so that nothing overflows.
        let top = if slope > 0.0 { 1.0 } else { 0.0 };
        let (mut sum, mut mean, mut square) = (0.0, 0.0, 0.0);
        for group in &known.groups {
            let weight = group.population * (slope * (group.ridit - top)).exp();
            let away = group.ridit - observed;
            sum += weight;
            mean += weight * away;
            square += weight * away * away;
        }
        let mean = mean / sum;
        (mean, square / sum - mean * mean)
    };
    // The bracket widens until it holds the root, and every step stays inside it.
    let (mut low, mut high) = (-1.0, 1.0);
    for _ in 0..STEPS {
        match (moments(low).0 > 0.0, moments(high).0 < 0.0) {
            (true, _) => low *= 2.0,
            (_, true) => high *= 2.0,
            _ => break,
        }
    }
    let mut slope = 0.0;
    for _ in 0..STEPS {
        let (excess, variance) = moments(slope);
        if excess > 0.0 {
            high = slope
        } else {
            low = slope
        }
        let newton = slope - excess / variance;
        let next = if newton > low && newton < high { newton } else { 0.5 * (low + high) };
        let step = (next - slope).abs();
        slope = next;
        if step <= 1e-13 * (1.0 + slope.abs()) {
            let variance = moments(slope).1;
            return (variance > 0.0).then(|| (slope, 1.0 / (known.events * variance).sqrt()));
        }
    }
    None
}
