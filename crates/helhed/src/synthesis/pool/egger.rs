//! # Egger's test of small studies
//!
//! ## What it estimates
//! Whether small studies show other effects than large ones, as they do where small studies without an effect stay
//! unpublished, and what a study without sampling error would show.
//!
//! ## When to use
//! With ten studies or more that differ in size. Small studies may differ for other reasons too: they may have reached
//! people who needed more.
//!
//! ## Equation
//! The effects are regressed on their standard errors with weights 1/v: y = a + b s. The test is that of b = 0; a is
//! the limit for a study whose standard error is zero. Kendall's tau-b is that of Begg and Mazumdar, between (y -
//! m)/sqrt(v - 1/sum(1/v)) and v, with m the mean under a common effect.
//!
//! ## Interval
//! a -+ t se with k - 2 degrees of freedom, and the residual variance estimated, as in any regression.
//!
//! ## Edge cases
//! Fewer than three studies, or standard errors that do not vary: no value and no test, W324 or W303. Fewer than ten
//! studies: W524. Points on one line exactly: no p-value, W303.
//!
//! ## Example
//! ```
//! use helhed::{Level, synthesis::pool::{Studies, egger}};
//! let studies = Studies::of_effects(&[0.1, 0.5, 0.9], &[0.01, 0.04, 0.16])?;
//! let small = egger(&studies, Level::P95)?;
//! assert!((small.test.statistic.unwrap() - 4.582_575_694_955_84).abs() < 1e-10);
//! assert_eq!(small.kendall_tau, Some(1.0));
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Egger, Davey Smith, Schneider and Minder (1997), BMJ 315: 629-634. Begg and Mazumdar (1994), Biometrics 50:
//! 1088-1101.
//!
//! ## Checked against
//! R metafor 3.8-1 `regtest(model="lm", predictor="sei")` and `ranktest`, and statsmodels 0.15.0, 4 cases, relative
//! 1e-8.

use serde::{Deserialize, Serialize};

use super::Studies;
use crate::error::Result;
use crate::estimate::{Count, Estimate, Level, Method, SynthesisWarning, Test, Warning};
use crate::numeric::student;

/// The method.
pub const EGGER: Method = Method::new("pool/egger", 1, "Egger et al. (1997)");

/// Studies below which the test says little.
const WANTED: u64 = 10;
/// Share of the spread of the standard errors below which they are equal but for rounding.
const ROUNDING: f64 = 1e-14;

/// Whether small studies show other effects than large ones.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SmallStudies {
    /// What a study without sampling error would show, back on the scale of the values.
    pub limit: Estimate,
    /// The test that effects do not go with standard errors.
    pub test: Test,
    /// Begg and Mazumdar's rank correlation of effects with variances.
    pub kendall_tau: Option<f64>,
}

/// Egger's test.
///
/// # Errors
/// `H901` if the search for a quantile did not end.
pub fn egger(studies: &Studies, level: Level) -> Result<SmallStudies> {
    let k = studies.len();
    let count = Count { records: studies.records, ..Count::default() };
    let limit = Estimate::new(studies.estimand, studies.unit.clone(), EGGER, count);
    let mut limit = Estimate { scale: studies.scale, ..limit };
    let mut test = Test::new(EGGER, count);
    let kendall_tau = kendall_tau(studies);
    if (k as u64) < WANTED {
        let few = Warning::Synthesis(SynthesisWarning::FewStudies { studies: k as u64, wanted: WANTED });
        (limit, test) = (limit.warned(few.clone()), test.warned(few));
    }
    let why = if k < 3 { Some(Warning::NoDegreesOfFreedom) } else { None };
    let line = Line::through(studies);
    let (Some(line), None) = (line, &why) else {
        let why = why.unwrap_or(Warning::NoVariation);
        return Ok(SmallStudies { limit: limit.warned(why.clone()), test: test.warned(why), kendall_tau });
    };
    let df = k as f64 - 2.0;
    let back = |value: f64| super::of_estimates::back(studies.scale, value);
    let half = level.t(df)? * line.se_limit;
    limit = limit.valued(back(line.limit)).between(back(line.limit - half), back(line.limit + half), level);
    limit = limit.with_se(line.se_limit, studies.scale).with_df(df);
    test = if line.se_slope > 0.0 {
        let t = line.slope / line.se_slope;
        test.with_statistic(t, Some(df)).with_p(student::two_sided_p(t, df))
    } else {
        limit = limit.warned(Warning::NoVariation);
        test.warned(Warning::NoVariation)
    };
    Ok(SmallStudies { limit, test, kendall_tau })
}

/// Effects regressed on standard errors.
struct Line {
    limit: f64,
    se_limit: f64,
    slope: f64,
    se_slope: f64,
}

impl Line {
    /// `None` where there are fewer than three studies, or all standard errors are equal.
    fn through(studies: &Studies) -> Option<Self> {
        let k = studies.len() as f64;
        let sum = |term: &dyn Fn(f64, f64) -> f64| studies.pairs().map(|(y, v)| term(y, v) / v).sum::<f64>();
        let weight = sum(&|_, _| 1.0);
        let (y, s) = (sum(&|y, _| y) / weight, sum(&|_, v| v.sqrt()) / weight);
        let spread = sum(&|_, v| (v.sqrt() - s) * (v.sqrt() - s));
        if k < 3.0 || spread <= ROUNDING * s * s * weight {
            return None;
        }
        let slope = sum(&|effect, v| (effect - y) * (v.sqrt() - s)) / spread;
        let apart = |effect: f64, v: f64| effect - y - slope * (v.sqrt() - s);
        let residual = sum(&|effect, v| apart(effect, v) * apart(effect, v));
        let total = sum(&|effect, _| (effect - y) * (effect - y));
        let residual = if residual <= ROUNDING * ROUNDING * total { 0.0 } else { residual / (k - 2.0) };
        let se_limit = (residual * (1.0 / weight + s * s / spread)).sqrt();
        Some(Self { limit: y - slope * s, se_limit, slope, se_slope: (residual / spread).sqrt() })
    }
}

/// Kendall's tau-b between standardised effects and variances; `None` where one of them does not vary.
fn kendall_tau(studies: &Studies) -> Option<f64> {
    let weight: f64 = studies.pairs().map(|(_, v)| 1.0 / v).sum();
    let mean = studies.pairs().map(|(y, v)| y / v).sum::<f64>() / weight;
    let points: Vec<(f64, f64)> =
        studies.pairs().map(|(y, v)| ((y - mean) / (v - 1.0 / weight).max(0.0).sqrt(), v)).collect();
    let (mut agree, mut of_effects, mut of_variances) = (0_i64, 0_u64, 0_u64);
    for (place, one) in points.iter().enumerate() {
        for other in &points[..place] {
            let order = |one: f64, other: f64| i64::from(one > other) - i64::from(one < other);
            let (effects, variances) = (order(one.0, other.0), order(one.1, other.1));
            agree += effects * variances;
            of_effects += effects.unsigned_abs();
            of_variances += variances.unsigned_abs();
        }
    }
    let pairs = (of_effects as f64).sqrt() * (of_variances as f64).sqrt();
    (pairs > 0.0).then(|| (agree as f64 / pairs).clamp(-1.0, 1.0))
}
