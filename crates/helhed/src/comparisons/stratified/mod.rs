//! Two groups in several strata: one comparison over all of them, each stratum compared within itself.

mod breslow_day;
mod cochran_mantel_haenszel;
mod cochran_mantel_haenszel_corrected;
mod mantel_haenszel_odds_ratio;
mod mantel_haenszel_rate_difference;
mod mantel_haenszel_rate_ratio;
mod mantel_haenszel_risk_difference;
mod mantel_haenszel_risk_ratio;
mod miettinen_nurminen;
mod peto;
mod rate_strata;
mod strata;
mod tarone;

pub use breslow_day::{BRESLOW_DAY, breslow_day};
pub use cochran_mantel_haenszel::{COCHRAN_MANTEL_HAENSZEL, cochran_mantel_haenszel};
pub use cochran_mantel_haenszel_corrected::{COCHRAN_MANTEL_HAENSZEL_CORRECTED, cochran_mantel_haenszel_corrected};
pub use mantel_haenszel_odds_ratio::{MANTEL_HAENSZEL_ODDS_RATIO, mantel_haenszel_odds_ratio};
pub use mantel_haenszel_rate_difference::{MANTEL_HAENSZEL_RATE_DIFFERENCE, mantel_haenszel_rate_difference};
pub use mantel_haenszel_rate_ratio::{MANTEL_HAENSZEL_RATE_RATIO, mantel_haenszel_rate_ratio};
pub use mantel_haenszel_risk_difference::{MANTEL_HAENSZEL_RISK_DIFFERENCE, mantel_haenszel_risk_difference};
pub use mantel_haenszel_risk_ratio::{MANTEL_HAENSZEL_RISK_RATIO, mantel_haenszel_risk_ratio};
pub use miettinen_nurminen::{MIETTINEN_NURMINEN, miettinen_nurminen};
pub use peto::{PETO, peto, peto_heterogeneity};
pub use rate_strata::RateStrata;
pub use strata::Strata;
pub use tarone::{TARONE, tarone};

use strata::{Kept, Stratum};

use crate::estimate::{Estimand, Estimate, Level, Method, Scale, Test, Unit, Warning};
use crate::numeric::{chi_square, normal};

/// A ratio before its numbers, over the strata that tell something of it.
fn estimate(strata: &Strata, kept: &Kept, estimand: Estimand, unit: Unit, method: Method) -> Estimate {
    let estimate =
        Estimate::new(estimand, unit, method, kept.count()).warned_if_missing(strata.missing(), strata.records());
    kept.warnings(strata).into_iter().fold(estimate, Estimate::warned)
}

/// A test before its numbers, over the strata that tell something.
fn test(strata: &Strata, kept: &Kept, method: Method) -> Test {
    let test = Test::new(method, kept.count()).warned_if_missing(strata.missing(), strata.records());
    kept.warnings(strata).into_iter().fold(test, Test::warned)
}

/// The ratio of two sums with Wald limits on the log scale; `variance` is that of its logarithm.
fn ratio_of_sums(estimate: Estimate, above: f64, below: f64, variance: f64, level: Level) -> Estimate {
    if above == 0.0 && below == 0.0 {
        return estimate.warned(Warning::UndefinedRatio);
    }
    if below == 0.0 {
        return estimate.valued(f64::INFINITY).warned(Warning::InfiniteRatio).warned(Warning::NoStandardError);
    }
    let value = above / below;
    let se = variance.sqrt();
    if above == 0.0 || se.is_nan() || se <= 0.0 {
        return estimate.valued(value).warned(Warning::NoStandardError);
    }
    // From the logarithm of each sum, so that a ratio and its inverse mirror each other.
    let log = above.ln() - below.ln();
    let bound = |side: f64| value * (side * level.z() * se).exp();
    estimate
        .valued(value)
        .between(bound(-1.0), bound(1.0), level)
        .with_se(se, Scale::Log)
        .with_p(normal::two_sided_p(log / se))
}

/// Events of the first group against those expected if the groups had the same odds in every stratum, with the variance
/// of their sum.
fn against_expected(kept: &Kept) -> (f64, f64) {
    let (mut distance, mut variance) = (0.0, 0.0);
    for stratum in kept.iter() {
        distance += stratum.apart() / stratum.all;
        variance += stratum.variance_of_events();
    }
    (distance, variance)
}

/// The Cochran-Mantel-Haenszel test, its distance brought nearer to zero by `correction`.
fn conditional_test(strata: &Strata, method: Method, correction: f64) -> Test {
    let kept = strata.kept(Stratum::has_mixed_events);
    let test = test(strata, &kept, method);
    if kept.is_empty() {
        return test;
    }
    let (distance, variance) = against_expected(&kept);
    let distance = (distance.abs() - correction).max(0.0);
    let statistic = distance * distance / variance;
    test.with_statistic(statistic, Some(1.0)).with_p(chi_square::upper_tail(statistic, 1.0))
}

/// The statistic that sets each stratum against the common odds ratio, its degrees of freedom, and what Tarone takes
/// off; `None` if there are fewer than two strata or no common odds ratio.
fn homogeneity(kept: &Kept) -> Option<(f64, f64, f64)> {
    let (above, below) = kept.iter().fold((0.0, 0.0), |(above, below), stratum| {
        (
            above + stratum.of_events * stratum.against_others / stratum.all,
            below + stratum.against_events * stratum.of_others / stratum.all,
        )
    });
    if kept.len() < 2 || above == 0.0 || below == 0.0 {
        return None;
    }
    let (mut statistic, mut distance, mut variance) = (0.0, 0.0, 0.0);
    for stratum in kept.iter() {
        let (apart, spread) = stratum.against_odds_ratio(above / below);
        statistic += apart * apart / spread;
        distance += apart;
        variance += spread;
    }
    Some((statistic, (kept.len() - 1) as f64, distance * distance / variance))
}

/// A test of whether the strata have one odds ratio.
fn test_of_homogeneity(strata: &Strata, method: Method, statistic: fn(f64, f64) -> f64) -> Test {
    let kept = strata.kept(Stratum::has_mixed_events);
    let test = test(strata, &kept, method);
    match homogeneity(&kept) {
        Some((sum, df, taken_off)) => {
            let statistic = statistic(sum, taken_off);
            test.with_statistic(statistic, Some(df)).with_p(chi_square::upper_tail(statistic, df))
        }
        // None at all has its warning already.
        None if kept.is_empty() => test,
        None if kept.len() == 1 => test.warned(Warning::NothingToTest),
        None => test.warned(Warning::NoStandardError),
    }
}
