//! The variance between areas that moderators leave unexplained.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::moderated::{ModeratedEffects, Weighted};
use crate::error::{Error, Fault, Place, Result, nearest};
use crate::numeric::root;

/// Points of the grid on which the slope of a likelihood is looked at, so that no maximum is passed by.
const GRID: u32 = 80;

/// How the variance between areas is estimated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ResidualVariance {
    /// None: all areas with the same moderators have the same effect.
    Fixed,
    /// DerSimonian and Laird: the moment of Q with weights 1/v.
    DerSimonianLaird,
    /// Paule and Mandel: the variance at which Q is what it is expected to be.
    PauleMandel,
    /// Restricted maximum likelihood, the highest of its maxima.
    #[default]
    Restricted,
    /// Maximum likelihood, the highest of its maxima.
    MaximumLikelihood,
    /// Hedges and Olkin: the moment of the unweighted squares.
    Hedges,
    /// Sidik and Jonkman, from the unweighted variance of the effects.
    SidikJonkman,
    /// Hunter and Schmidt: as DerSimonian and Laird, divided by the sum of the weights.
    HunterSchmidt,
}

impl ResidualVariance {
    const ALL: [(&'static str, Self); 8] = [
        ("fixed", Self::Fixed),
        ("dl", Self::DerSimonianLaird),
        ("pm", Self::PauleMandel),
        ("reml", Self::Restricted),
        ("ml", Self::MaximumLikelihood),
        ("he", Self::Hedges),
        ("sj", Self::SidikJonkman),
        ("hs", Self::HunterSchmidt),
    ];

    /// The name as written in tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, one)| *one == self).map_or("", |(name, _)| name)
    }

    /// The estimate for more effects than coefficients; `None` where the weights leave no numbers.
    pub(super) fn estimate(self, of: &ModeratedEffects) -> Option<f64> {
        let spare = (of.len() - of.rank()) as f64;
        let plain = of.weighted(vec![1.0; of.len()])?;
        let (rss, weighted) = (plain.squares(), of.weighted(weights(of, 0.0))?);
        let tau2 = match self {
            Self::Fixed => 0.0,
            Self::DerSimonianLaird => (weighted.squares() - spare) / trace(of, &weighted),
            Self::HunterSchmidt => (weighted.squares() - of.len() as f64) / weighted.weights.iter().sum::<f64>(),
            Self::Hedges => {
                let leverage = |row: usize| plain.bread.quadratic(of.basis.q.row(row));
                let sampling: f64 = of.variances.iter().enumerate().map(|(row, v)| v * (1.0 - leverage(row))).sum();
                (rss - sampling) / spare
            }
            Self::SidikJonkman => {
                let n = of.len() as f64;
                let mean = of.effects.iter().sum::<f64>() / n;
                let first = of.effects.iter().map(|effect| (effect - mean) * (effect - mean)).sum::<f64>() / n;
                // All effects alike: nothing varies.
                if first == 0.0 { 0.0 } else { first * of.weighted(weights(of, first))?.squares() / spare }
            }
            Self::PauleMandel => {
                let excess = |tau2: f64| of.weighted(weights(of, tau2)).map_or(f64::NAN, |fit| fit.squares() - spare);
                root::decreasing(0.0, rss / spare, excess)
            }
            Self::Restricted | Self::MaximumLikelihood => self.most_likely(of, rss / spare)?,
        };
        Some(tau2.max(0.0)).filter(|tau2| tau2.is_finite())
    }

    /// The highest maximum. `spread` is the unweighted residual variance, which bounds where one can be: beyond
    /// s/2 + sqrt(s^2/4 + s v), v the largest sampling variance, the likelihood only falls.
    fn most_likely(self, of: &ModeratedEffects, spread: f64) -> Option<f64> {
        let restricted = self == Self::Restricted;
        let (least, largest) = of.variances.iter().fold((f64::INFINITY, 0.0_f64), |(a, b), v| (a.min(*v), b.max(*v)));
        let end = 0.5 * spread + (0.25 * spread * spread + spread * largest).sqrt();
        let slope = |tau2: f64| {
            let Some(fit) = of.weighted(weights(of, tau2)) else { return f64::NAN };
            let squares: f64 = fit.weights.iter().zip(&fit.residuals).map(|(w, e)| w * w * e * e).sum();
            squares - if restricted { trace(of, &fit) } else { fit.weights.iter().sum() }
        };
        let likelihood = |tau2: f64| {
            let fit = of.weighted(weights(of, tau2))?;
            let spread: f64 = fit.weights.iter().map(|weight| weight.ln()).sum();
            Some(spread - fit.squares() - if restricted { fit.ln_determinant } else { 0.0 })
        };
        let ratio = ((end + least) / least).ln() / f64::from(GRID);
        let mut low = (0.0, slope(0.0));
        let mut best: Option<(f64, f64)> = None;
        let mut consider = |tau2: f64| {
            let Some(found) = likelihood(tau2) else { return };
            if best.is_none_or(|(most, _)| found > most) {
                best = Some((found, tau2));
            }
        };
        if low.1.is_nan() || low.1 <= 0.0 {
            consider(0.0);
        }
        for step in 1..=GRID {
            let at = least * (ratio * f64::from(step)).exp_m1();
            let high = (at, slope(at));
            if low.1 > 0.0 && high.1 <= 0.0 {
                consider(root::decreasing(low.0, high.0, slope));
            }
            low = high;
        }
        if low.1 > 0.0 {
            consider(low.0);
        }
        best.map(|(_, tau2)| tau2)
    }
}

impl FromStr for ResidualVariance {
    type Err = Error;

    /// From its name, or that of the same [`PoolMethod`](super::PoolMethod).
    ///
    /// # Errors
    /// `H006` for a name that is not known.
    fn from_str(name: &str) -> Result<Self> {
        let lower = name.to_ascii_lowercase();
        let short = match lower.as_str() {
            "common_effect" => "fixed",
            "dersimonian_laird" => "dl",
            "paule_mandel" => "pm",
            "hedges" => "he",
            "sidik_jonkman" => "sj",
            "hunter_schmidt" => "hs",
            other => other,
        };
        let found = Self::ALL.iter().find(|(known, _)| *known == short);
        found.map(|(_, estimator)| *estimator).ok_or_else(|| {
            let nearest = nearest(name, Self::ALL.map(|(known, _)| known));
            let fault =
                Fault::UnknownName { what: "estimator of the variance between areas", found: name.to_owned(), nearest };
            Error::new(fault, Place::argument("tau2"))
        })
    }
}

/// 1/(v + tau2).
pub(super) fn weights(of: &ModeratedEffects, tau2: f64) -> Vec<f64> {
    of.variances.iter().map(|variance| 1.0 / (variance + tau2)).collect()
}

/// Trace of P = W - WX(X'WX)^-1 X'W.
pub(super) fn trace(of: &ModeratedEffects, fit: &Weighted) -> f64 {
    let squared: Vec<f64> = fit.weights.iter().map(|weight| weight * weight).collect();
    fit.weights.iter().sum::<f64>() - fit.bread.inner(&of.basis.q.gram(&squared))
}
