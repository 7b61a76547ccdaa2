//! # Meta-regression
//!
//! ## What it estimates
//! How the effects of areas (plans, studies) differ with what is known of them: by how much an effect is larger for one
//! more of a moderator, and how much areas vary beyond that.
//!
//! ## When to use
//! To ask whether effects depend on theme, municipality or start year, with ten areas or more for each moderator. What
//! differs between areas differs for many reasons: a coefficient is an association. With a few effects each of the same
//! areas, take `pool/robust`. Effects must be on one scale: logarithms of ratios, not ratios.
//!
//! ## Equation
//! effect = x b + u + e, with u of variance tau2 and e of the known sampling variance v; b is the weighted least-squares
//! fit with weights 1/(v + tau2). tau2 is estimated by restricted maximum likelihood (its derivative is followed over
//! the whole range in which a maximum can lie, and of several maxima the highest is taken), or by another method of
//! `ResidualVariance`. Q_E = sum (effect - x b)^2/v at tau2 = 0 tests whether anything is left to explain (chi-square, k - p);
//! Q_M = b' V^-1 b of the moderators tests whether they explain anything (chi-square with m, or F = Q_M/m with m and k - p).
//! I2 = tau2/(tau2 + s2), s2 = (k - p)/tr P the typical sampling variance; R2 = 1 - tau2/tau2 without moderators, at least 0.
//!
//! ## Interval
//! b -+ t se, with k - p degrees of freedom, se^2 = h (X'WX)^-1 and h = sum w (effect - x b)^2/(k - p) (Knapp and
//! Hartung), by default not below 1; or b -+ z se with h = 1.
//!
//! ## Edge cases
//! As many coefficients as effects, or more: no values, W324. Fewer than four effects more than
//! coefficients: W524. A moderator that is a sum of others, or the same everywhere: no value for it, W532. All effects fitted
//! exactly: with h = 0 there is no interval, W303. No effects: W301. Missing effects, variances or moderators are left out and
//! counted, W101. A variance that is not above zero is refused (H531).
//!
//! ## Example
//! ```
//! use helhed::Level;
//! use helhed::comparisons::regression::{Covariate, Covariates};
//! use helhed::synthesis::pool::{CoefficientTest, ModeratedEffects, ResidualVariance, meta_regression};
//! let start = Covariate::Numbers([2010.0, 2012.0, 2014.0, 2016.0, 2018.0].map(Some).to_vec());
//! let moderators = Covariates::new([("start".into(), start)], 5)?;
//! let effects = [0.30, 0.25, 0.22, 0.08, 0.05].map(Some);
//! let rows = ModeratedEffects::new(&effects, &[0.01; 5].map(Some), &moderators)?;
//! let model = meta_regression(&rows, ResidualVariance::Restricted, CoefficientTest::KnappHartungGuarded, Level::P95)?;
//! let slope = &model.coefficients.as_slice()[1];
//! assert_eq!(format!("{:.4}", slope.value.unwrap()), "-0.0335");
//! # Ok::<(), helhed::Error>(())
//! ```
//!
//! ## References
//! Berkey et al. (1995), Statistics in Medicine 14: 395-411. Knapp and Hartung (2003), Statistics in Medicine 22: 2693-2710.
//! Viechtbauer (2005), Journal of Educational and Behavioral Statistics 30: 261-293. R2: Raudenbush (2009), in Cooper et al.,
//! Handbook of Research Synthesis, chapter 16.
//!
//! ## Checked against
//! metafor 3.8-1 `rma.uni(mods=)` and numpy 2.4.6, 8 cases, relative 1e-6.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::moderated::{ModeratedEffects, Weighted};
use super::numbers::WANTED;
use super::residual_variance::{ResidualVariance, trace, weights};
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::estimate::{Count, Estimate, Estimates, Level, Method, Scale, SynthesisWarning, Test, Warning};
use crate::numeric::f;
use crate::numeric::matrix::{Cholesky, Matrix};
use crate::numeric::{chi_square, normal, student};

/// The method.
pub const META_REGRESSION: Method = Method::new("pool/meta_regression", 1, "Knapp and Hartung (2003)");

/// What the intervals and tests of the coefficients rest on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum CoefficientTest {
    /// The normal distribution, as if tau2 were known.
    Normal,
    /// Student's t and the variance factor of Knapp and Hartung.
    KnappHartung,
    /// The same, with a factor of at least 1.
    #[default]
    KnappHartungGuarded,
}

impl CoefficientTest {
    const ALL: [(&'static str, Self); 3] = [
        ("normal", Self::Normal),
        ("knapp_hartung", Self::KnappHartung),
        ("knapp_hartung_guarded", Self::KnappHartungGuarded),
    ];

    /// The name as written in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, one)| *one == self).map_or("", |(name, _)| name)
    }
}

impl FromStr for CoefficientTest {
    type Err = Error;

    /// # Errors
    /// `H006` for a name that is not known.
    fn from_str(name: &str) -> Result<Self> {
        let found = Self::ALL.iter().find(|(known, _)| name.eq_ignore_ascii_case(known));
        found.map(|(_, test)| *test).ok_or_else(|| {
            let nearest = nearest(name, Self::ALL.map(|(known, _)| known));
            let fault = Fault::UnknownName { what: "test of coefficients", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("test"))
        })
    }
}

/// A meta-regression that was fitted. What the data do not give is absent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct MetaRegression {
    /// Method.
    pub method: Method,
    /// How tau2 was estimated.
    pub residual_variance: ResidualVariance,
    /// What intervals and tests rest on.
    pub test: CoefficientTest,
    /// A coefficient a term, the intercept first.
    pub coefficients: Estimates,
    /// Covariances of the coefficients that have a value, in their order.
    pub covariance: Vec<Vec<f64>>,
    /// Variance between areas that the moderators do not explain.
    pub tau2: Option<f64>,
    /// Share of the unexplained variation that is not sampling error, 0 to 1.
    pub i2: Option<f64>,
    /// Share of the variance between areas that the moderators explain, 0 to 1.
    pub r2: Option<f64>,
    /// Q_E: whether anything is left to explain.
    pub residual: Test,
    /// Q_M: whether the moderators explain anything; absent without moderators. Its `df` are those of the numerator.
    pub moderators: Option<Test>,
}

/// Effects explained by moderators.
///
/// # Errors
/// `H901` if the search for a quantile did not end.
pub fn meta_regression(
    of: &ModeratedEffects,
    residual_variance: ResidualVariance,
    test: CoefficientTest,
    level: Level,
) -> Result<MetaRegression> {
    let n = Count::of_records(of.len() as u64);
    let mut found = MetaRegression {
        method: META_REGRESSION,
        residual_variance,
        test,
        coefficients: Estimates::default(),
        covariance: Vec::new(),
        tau2: None,
        i2: None,
        r2: None,
        residual: Test::new(META_REGRESSION, n),
        moderators: (of.rank() > 1).then(|| Test::new(META_REGRESSION, n)),
    };
    let fits = (of.len() > of.rank()).then(|| {
        let tau2 = residual_variance.estimate(of)?;
        Some((tau2, of.weighted(weights(of, 0.0))?, of.weighted(weights(of, tau2))?))
    });
    let Some((tau2, fixed, fit)) = fits.flatten() else {
        let lacking = |_, estimate: Estimate| Ok(estimate.warned(Warning::NoDegreesOfFreedom));
        found.coefficients = of.estimates(&META_REGRESSION, lacking)?.into();
        found.residual = found.residual.warned(Warning::NoDegreesOfFreedom);
        found.moderators = found.moderators.map(|test| test.warned(Warning::NoDegreesOfFreedom));
        return Ok(found);
    };
    let spare = (of.len() - of.rank()) as f64;
    let factor = match test {
        CoefficientTest::Normal => 1.0,
        CoefficientTest::KnappHartung => fit.squares() / spare,
        CoefficientTest::KnappHartungGuarded => (fit.squares() / spare).max(1.0),
    };
    let df = (test != CoefficientTest::Normal).then_some(spare);
    let (studies, wanted) = (of.len() as u64, of.rank() as u64 + WANTED - 1);
    let few = (studies < wanted && residual_variance != ResidualVariance::Fixed)
        .then_some(Warning::Synthesis(SynthesisWarning::FewStudies { studies, wanted }));
    let values = of.basis.coefficients(&fit.coefficients);
    let covariance = of.basis.covariance(&fit.bread);
    found.coefficients = of
        .estimates(&META_REGRESSION, |at, estimate| {
            let se = (factor * covariance.at(at, at)).sqrt();
            let estimate = bounded(estimate.valued(values[at]), values[at], se, df, level)?;
            Ok(few.iter().cloned().fold(estimate, Estimate::warned))
        })?
        .into();
    found.covariance =
        (0..covariance.rows()).map(|row| covariance.row(row).iter().map(|cell| factor * cell).collect()).collect();
    let heterogeneity = fixed.squares();
    found.residual =
        found.residual.with_statistic(heterogeneity, Some(spare)).with_p(chi_square::upper_tail(heterogeneity, spare));
    found.i2 = Some(if residual_variance == ResidualVariance::Fixed {
        if heterogeneity > 0.0 { ((heterogeneity - spare) / heterogeneity).max(0.0) } else { 0.0 }
    } else {
        tau2 / (tau2 + spare / trace(of, &fixed))
    });
    found.r2 = explained(of, residual_variance, tau2);
    found.moderators = found.moderators.take().map(|test| together(test, of, &fit, factor, df));
    found.tau2 = Some(tau2);
    Ok(found)
}

/// Share of the variance between areas that moderators explain.
fn explained(of: &ModeratedEffects, estimator: ResidualVariance, tau2: f64) -> Option<f64> {
    if estimator == ResidualVariance::Fixed || of.rank() < 2 {
        return None;
    }
    let without = estimator.estimate(&of.unmoderated()).filter(|without| *without > 0.0)?;
    Some((1.0 - tau2 / without).max(0.0))
}

/// The test of all moderators at once. The basis begins with the intercept, so that its other coefficients are theirs.
fn together(test: Test, of: &ModeratedEffects, fit: &Weighted, factor: f64, df: Option<f64>) -> Test {
    let m = of.rank() - 1;
    let mut block = Matrix::zeros(m, m);
    for i in 0..m {
        for j in 0..m {
            *block.at_mut(i, j) = fit.bread.at(i + 1, j + 1);
        }
    }
    let statistic = Cholesky::of(&block).map(|cholesky| {
        let half = cholesky.forward(&fit.coefficients[1..]);
        half.iter().map(|part| part * part).sum::<f64>() / factor
    });
    let m = m as f64;
    match (statistic.filter(|statistic| statistic.is_finite()), df) {
        (None, _) => test.warned(Warning::NoVariation),
        (Some(statistic), None) => test.with_statistic(statistic, Some(m)).with_p(chi_square::upper_tail(statistic, m)),
        (Some(statistic), Some(df)) => {
            test.with_statistic(statistic / m, Some(m)).with_p(f::tails(statistic / m, m, df).upper)
        }
    }
}

/// An estimate with its interval and p-value; without them, and W303, where the standard error is zero.
pub(super) fn bounded(estimate: Estimate, value: f64, se: f64, df: Option<f64>, level: Level) -> Result<Estimate> {
    if !(se > 0.0 && se.is_finite()) {
        return Ok(estimate.warned(Warning::NoVariation));
    }
    let (quantile, p) = match df {
        None => (level.z(), normal::two_sided_p(value / se)),
        Some(df) => (level.t(df)?, student::two_sided_p(value / se, df)),
    };
    let estimate = df.map_or(estimate.clone(), |df| estimate.with_df(df));
    Ok(estimate.with_se(se, Scale::Identity).between(value - quantile * se, value + quantile * se, level).with_p(p))
}
