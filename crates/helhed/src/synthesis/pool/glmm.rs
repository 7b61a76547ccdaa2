//! # Pooled share by a logistic model with random areas
//!
//! ## What it estimates
//! The share of units with the event in an area in the middle of all areas, and how much the log odds of areas vary.
//!
//! ## When to use
//! For shares of areas where events are rare, or areas small: it takes the counts as they are, so that areas without any event
//! count as they should, and no half is added. With many events in every area it agrees with pooling log odds.
//!
//! ## Equation
//! Events are binomial with log odds mu + tau u, u standard normal for each area. mu and tau have the largest likelihood; the
//! integral over u is Gauss-Hermite quadrature with 7 points, for each area around the u that is most likely there. The share
//! is 1/(1 + exp(-mu)): the median of areas, not the mean. tau is sought over the whole range, then by Newton's method.
//!
//! ## Interval
//! mu -+ z se on the scale of log odds, brought back. se is from the inverse of the whole matrix of second derivatives, of mu and
//! tau, so that it has the uncertainty of tau in it; where tau is 0 it is that of one binomial. The standard error is on the
//! log odds scale. The prediction interval, in which the share of a new area lies, is mu -+ t sqrt(se^2 + tau^2), t with
//! k - 2 degrees of freedom.
//!
//! ## Edge cases
//! No area: W301. No events at all: W325; nothing but events: W303. A tau that grows for ever (every area has none or only
//! events): no values, W533. One area: tau is 0, W522. Fewer than five: W524; fewer than three: no prediction interval. Areas
//! without count, or without units, are left out; the former are counted, W101. More events than units: H201; what is no
//! count: H202, H204, H208.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::pool::glmm_proportion};
//! let events = [0.0, 2.0, 5.0, 9.0, 1.0, 4.0].map(Some);
//! let found = glmm_proportion(&events, &[20.0, 25.0, 30.0, 35.0, 22.0, 28.0].map(Some), Level::P95)?;
//! assert_eq!(format!("{:.3}", found.pooled.value.unwrap()), "0.112");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Stijnen, Hamza and Ozdemir (2010), Statistics in Medicine 29: 3046-3067. Pinheiro and Bates (1995), Journal of Computational
//! and Graphical Statistics 4: 12-35. Prediction: Higgins, Thompson and Spiegelhalter (2009), JRSS A 172: 137-159.
//!
//! ## Checked against
//! metafor 3.8-1 `rma.glmm(measure = "PLO", nAGQ = 7)` and scipy 1.17.1, 3 cases, relative 1e-4. metafor may print a standard error
//! near 0.0001 where its optimiser ends at a matrix that is not positive definite; here such a matrix gives no value.

use serde::{Deserialize, Serialize};

use super::hermite::SEVEN;
use super::numbers::WANTED;
use crate::cells::ProportionCell;
use crate::error::{Error, Fault, Place, Result, Spot, Within};
use crate::estimate::{Count, Estimand, Estimate, Interval, Level, Method, Scale, SynthesisWarning, Unit, Warning};

/// The method.
pub const GLMM_PROPORTION: Method = Method::new("pool/glmm_proportion", 1, "Stijnen, Hamza and Ozdemir (2010)");

/// Largest standard deviation of log odds that is looked for: areas then have almost all or almost none.
const LARGEST_TAU: f64 = 20.0;

/// Smallest one that is looked for, unless areas are so large that they would tell a smaller one.
const SMALLEST_TAU: f64 = 0.01;

/// Points of the grid on which tau is looked for first.
const GRID: u32 = 60;

/// A pooled share and the spread of areas.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MixedProportion {
    /// The share.
    pub pooled: Estimate,
    /// Its log odds.
    pub log_odds: Option<f64>,
    /// Variance of the log odds of areas.
    pub tau2: Option<f64>,
    /// Where the share of a new area lies.
    pub prediction: Option<Interval>,
}

/// Events and units of the areas.
struct Areas(Vec<(f64, f64)>);

/// The pooled share of areas with so many events among so many units.
///
/// # Errors
/// `H108` if the columns differ in length; `H201`, `H202`, `H204`, `H208` or `H104` for what are no counts, with the row; `H901`
/// if the search for a quantile did not end.
pub fn glmm_proportion(events: &[Option<f64>], units: &[Option<f64>], level: Level) -> Result<MixedProportion> {
    if events.len() != units.len() {
        let fault = Fault::LengthsDiffer { left: events.len() as u64, right: units.len() as u64 };
        return Err(Error::new(fault, Place::argument("units")));
    }
    let (mut areas, mut missing, mut all) = (Areas(Vec::new()), 0, ProportionCell::default());
    for (row, pair) in events.iter().zip(units).enumerate() {
        let known = |value: &Option<f64>| value.filter(|value| !value.is_nan());
        let Some((events, units)) = known(pair.0).zip(known(pair.1)) else {
            missing += 1;
            continue;
        };
        let cell = ProportionCell::from_counts(events, units).within(|| Spot::Row(row as u64 + 1))?;
        if units > 0.0 {
            areas.0.push((events, units));
            all.merge(&cell);
        }
    }
    let n = Count::of_events(all.events(), all.records());
    let pooled = Estimate::new(Estimand::Proportion, Unit::Share, GLMM_PROPORTION, n);
    let pooled = pooled.warned_if_missing(missing, areas.0.len() as u64);
    let nothing = |warning| {
        Ok(MixedProportion { pooled: pooled.clone().warned(warning), log_odds: None, tau2: None, prediction: None })
    };
    if areas.0.is_empty() {
        return nothing(Warning::NoObservations);
    }
    if all.events() == 0 {
        return nothing(Warning::NoEvents);
    }
    if all.events() == all.records() {
        return nothing(Warning::NoVariation);
    }
    let Some((mu, tau, se)) = areas.maximum() else {
        return nothing(Warning::Synthesis(SynthesisWarning::NotConverged));
    };
    let studies = areas.0.len() as u64;
    let pooled = match studies {
        1 => pooled.warned(Warning::Synthesis(SynthesisWarning::OneStudy)),
        2..WANTED => pooled.warned(Warning::Synthesis(SynthesisWarning::FewStudies { studies, wanted: WANTED })),
        _ => pooled,
    };
    let reach = level.z() * se;
    let pooled =
        pooled.valued(share(mu)).with_se(se, Scale::Logit).between(share(mu - reach), share(mu + reach), level);
    let prediction = if areas.0.len() > 2 {
        let reach = level.t(areas.0.len() as f64 - 2.0)? * se.hypot(tau);
        Some(Interval { lower: share(mu - reach), upper: share(mu + reach), level })
    } else {
        None
    };
    Ok(MixedProportion { pooled, log_odds: Some(mu), tau2: Some(tau * tau), prediction })
}

fn share(log_odds: f64) -> f64 {
    if log_odds >= 0.0 { 1.0 / (1.0 + (-log_odds).exp()) } else { log_odds.exp() / (1.0 + log_odds.exp()) }
}

/// log(1 + exp(x)).
fn ln_one_plus_exp(x: f64) -> f64 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// Logarithm of the likelihood of events at these log odds, less that at the share that was seen: a small difference of
/// numbers that grow with the units, and here taken without them.
fn below_best(events: f64, units: f64, odds: f64) -> f64 {
    let others = units - events;
    if events == 0.0 {
        return -units * ln_one_plus_exp(odds);
    }
    if others == 0.0 {
        return -units * ln_one_plus_exp(-odds);
    }
    let apart = odds - (events / others).ln();
    if apart > 0.0 {
        -others * apart - units * ((others / units) * (-apart).exp_m1()).ln_1p()
    } else {
        events * apart - units * ((events / units) * apart.exp_m1()).ln_1p()
    }
}

/// Two derivatives of a function, from five of its values.
fn derivatives(h: f64, f: impl Fn(f64) -> f64) -> (f64, f64) {
    let [a, b, c, d, e] = [-2.0, -1.0, 0.0, 1.0, 2.0].map(|step| f(step * h));
    ((a - 8.0 * b + 8.0 * d - e) / (12.0 * h), (-a + 16.0 * b - 30.0 * c + 16.0 * d - e) / (12.0 * h * h))
}

impl Areas {
    /// Logarithm of the likelihood, less that at the shares that were seen. It is the same for -tau.
    fn ln_likelihood(&self, mu: f64, tau: f64) -> f64 {
        self.0.iter().map(|&(events, units)| area(events, units, mu, tau)).sum()
    }

    /// mu, tau and the standard error of mu.
    fn maximum(&self) -> Option<(f64, f64, f64)> {
        let (events, units) = self.0.iter().fold((0.0, 0.0), |(x, n), area| (x + area.0, n + area.1));
        let crude = (events / (units - events)).ln();
        let binomial = (crude, (1.0 / events + 1.0 / (units - events)).sqrt());
        let least = SMALLEST_TAU.min(0.1 * self.smallest_error());
        let mut best = (self.ln_likelihood(crude, 0.0), crude, 0.0);
        let mut mu = crude;
        for step in 0..=GRID {
            let tau = least * (LARGEST_TAU / least).powf(f64::from(step) / f64::from(GRID));
            mu = self.best_mu(mu, tau)?;
            let found = self.ln_likelihood(mu, tau);
            if found > best.0 + 1e-12 * (1.0 + best.0.abs()) {
                best = (found, mu, tau);
            }
        }
        let (_, mut mu, mut tau) = best;
        if tau == 0.0 {
            return Some((binomial.0, 0.0, binomial.1));
        }
        if tau >= LARGEST_TAU {
            return None;
        }
        for _ in 0..100 {
            let slopes = self.slopes(mu, tau);
            // Only a maximum has a negative definite matrix; else a small step up the slope of tau.
            let (one, two) = slopes.newton().unwrap_or((0.0, 0.1 * tau * slopes.tau.0.signum()));
            let scale = (0.5 * tau / two.abs()).min(1.0);
            (mu, tau) = (mu + scale * one, tau + scale * two);
            if one.abs() + two.abs() < 1e-9 * self.width(tau) || tau < 0.01 * least {
                break;
            }
        }
        if tau < 0.01 * least {
            return Some((binomial.0, 0.0, binomial.1));
        }
        // At the maximum a further step leads nowhere, measured by how well the two are known.
        let slopes = self.slopes(mu, tau);
        let (one, two) = slopes.newton()?;
        let se = slopes.variance().sqrt();
        (one.abs() < 1e-5 * se && two.abs() < 1e-5 * self.width(tau)).then_some((mu, tau, se))
    }

    /// Standard error of the log odds of the largest area, had it the share of all.
    fn smallest_error(&self) -> f64 {
        let (events, units) = self.0.iter().fold((0.0, 0.0), |(x, n), area| (x + area.0, n + area.1));
        let largest = self.0.iter().fold(0.0, |most: f64, area| most.max(area.1));
        (units / largest * (1.0 / events + 1.0 / (units - events))).sqrt()
    }

    /// How far log odds of areas are apart for a tau, in which the likelihood bends.
    fn width(&self, tau: f64) -> f64 {
        tau.hypot(self.smallest_error())
    }

    /// The best mu for a tau.
    fn best_mu(&self, start: f64, tau: f64) -> Option<f64> {
        let mut mu = start;
        for _ in 0..100 {
            let (slope, bend) =
                derivatives((0.02 * self.width(tau)).min(1e-3), |step| self.ln_likelihood(mu + step, tau));
            let step = if bend < 0.0 { -slope / bend } else { slope.signum() };
            mu += step.clamp(-2.0, 2.0);
            if step.abs() < 1e-6 {
                return Some(mu);
            }
        }
        None
    }

    fn slopes(&self, mu: f64, tau: f64) -> Slopes {
        let h = (0.02 * self.width(tau)).min(5e-3);
        let along = |a: f64, b: f64| derivatives(h, |step| self.ln_likelihood(mu + a * step, tau + b * step));
        let (one, two) = (along(1.0, 0.0), along(0.0, 1.0));
        // The bend along the diagonal is that of both axes and twice the cross term.
        let cross = 0.5 * (along(1.0, 1.0).1 - one.1 - two.1);
        Slopes { mu: one, tau: two, cross }
    }
}

/// First and second derivative along each axis, and the mixed one.
struct Slopes {
    mu: (f64, f64),
    tau: (f64, f64),
    cross: f64,
}

impl Slopes {
    fn determinant(&self) -> f64 {
        self.mu.1 * self.tau.1 - self.cross * self.cross
    }

    /// Newton's step in mu and tau; `None` where they are not near a maximum.
    fn newton(&self) -> Option<(f64, f64)> {
        let (Self { mu: (g, a), tau: (k, b), cross }, determinant) = (self, self.determinant());
        (*a < 0.0 && determinant > 0.0).then(|| ((cross * k - b * g) / determinant, (cross * g - a * k) / determinant))
    }

    /// Variance of mu, by the inverse of the whole matrix.
    fn variance(&self) -> f64 {
        -self.tau.1 / self.determinant()
    }
}

/// Logarithm of the likelihood of one area, less that at its share.
fn area(events: f64, units: f64, mu: f64, tau: f64) -> f64 {
    let joint = |u: f64| {
        let odds = mu + tau * u;
        below_best(events, units, odds) - 0.5 * u * u
    };
    // The u that is most likely: the logarithm is concave, and Newton's steps are kept from overshooting.
    let (mut u, mut bend) = (0.0, 1.0);
    for _ in 0..100 {
        let p = share(mu + tau * u);
        bend = tau * tau * units * p * (1.0 - p) + 1.0;
        let mut step = (tau * (events - units * p) - u) / bend;
        while joint(u + step) < joint(u) - 1e-9 * (1.0 + joint(u).abs()) {
            step *= 0.5;
        }
        u += step;
        if step.abs() < 1e-10 {
            break;
        }
    }
    let width = (2.0 / bend).sqrt();
    let top = joint(u);
    let sum: f64 = SEVEN.iter().map(|(x, weight)| weight * (joint(u + width * x) - top + x * x).exp()).sum();
    top + (sum * width / std::f64::consts::TAU.sqrt()).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(events: &[f64], units: f64) -> MixedProportion {
        let units = vec![Some(units); events.len()];
        let events: Vec<Option<f64>> = events.iter().copied().map(Some).collect();
        glmm_proportion(&events, &units, Level::P95).expect("counts")
    }

    #[test]
    fn areas_of_any_size_have_a_share() {
        // In large areas the log odds are known, and mu and tau are their mean and standard deviation.
        let shares = [0.1, 0.2, 0.15, 0.1, 0.3, 0.12];
        let odds = shares.map(|share: f64| (share / (1.0 - share)).ln());
        let mean = odds.iter().sum::<f64>() / 6.0;
        let tau2 = odds.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>() / 6.0;
        for units in [1e5, 1e6, 1e7, 1e9, 1e12] {
            let found = of(&shares.map(|share| (share * units).round()), units);
            let (log_odds, spread) = found.log_odds.zip(found.tau2).unwrap_or_else(|| panic!("{units}: {found:?}"));
            assert!((log_odds - mean).abs() < 20.0 / units + 1e-6, "{units}: {log_odds} {mean}");
            assert!((spread - tau2).abs() < 20.0 / units + 1e-6, "{units}: {spread} {tau2}");
            let se = found.pooled.se.expect("an error");
            assert!((se - (tau2 / 6.0).sqrt()).abs() < 1e-3 * se, "{units}: {se}");
        }
    }

    #[test]
    fn large_areas_that_hardly_differ_have_a_small_tau() {
        for (units, apart) in [(1e7, 0.003), (1e9, 0.0005)] {
            let odds = [-1.0, 1.0, 0.4, -0.6, 1.3, -1.1].map(|step: f64| -2.0 + apart * step);
            let found = of(&odds.map(|odds: f64| (units * share(odds)).round()), units);
            let mean = odds.iter().sum::<f64>() / 6.0;
            let wanted = odds.iter().map(|one| (one - mean) * (one - mean)).sum::<f64>() / 6.0
                - 1.0 / (units * share(mean) * share(-mean));
            let tau2 = found.tau2.unwrap_or_else(|| panic!("{units}: {found:?}"));
            assert!((tau2 / wanted - 1.0).abs() < 0.05, "{units}: {tau2} {wanted}");
        }
        assert_eq!(of(&[1_500_000.0; 6], 1e7).tau2, Some(0.0));
    }

    #[test]
    fn few_areas_are_said() {
        let codes = |events: &[f64]| of(events, 40.0).pooled.warnings.iter().map(Warning::code).collect::<Vec<_>>();
        assert_eq!((codes(&[4.0]), codes(&[4.0, 5.0])), (vec!["W522"], vec!["W524"]));
        assert!(codes(&[4.0, 5.0, 6.0, 2.0, 9.0]).is_empty());
    }
}
