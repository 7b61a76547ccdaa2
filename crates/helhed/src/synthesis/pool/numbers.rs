//! The numbers of one synthesis.

use super::sums::{Sums, Workspace};
use super::{Inference, PoolMethod};
use crate::error::Result;
use crate::estimate::{Level, SynthesisWarning, Warning};
use crate::numeric::{normal, student};

/// Studies below which the variance between them is hardly known.
pub(super) const WANTED: u64 = 5;

/// The numbers of a synthesis, on the scale of the studies and in their units.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    pub(super) mean: f64,
    pub(super) se: f64,
    /// Degrees of freedom of Student's t, or the normal distribution.
    pub(super) df: Option<f64>,
    /// Half the width of the interval of the mean.
    pub(super) half: f64,
    /// Half the width of the prediction, where there is one.
    pub(super) ahead: Option<f64>,
    pub(super) tau_squared: f64,
    pub(super) q: f64,
    pub(super) i_squared: f64,
    pub(super) h_squared: f64,
    /// Variance of the effects around the mean over what their variances tell, where the inference makes use of it.
    pub(super) dispersion: Option<f64>,
    /// Another peak of the likelihood.
    pub(super) other: Option<f64>,
}

impl Numbers {
    /// The p-value of no effect, on the scale of the studies; `None` without a standard error.
    pub(super) fn p_value(&self) -> Option<f64> {
        let statistic = self.mean / self.se;
        (self.se > 0.0).then(|| match self.df {
            Some(df) => student::two_sided_p(statistic, df),
            None => normal::two_sided_p(statistic),
        })
    }

    /// What must be said of the numbers of so many studies.
    pub(super) fn warnings(&self, studies: u64, inference: Inference, method: PoolMethod) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if self.se == 0.0 {
            warnings.push(Warning::NoVariation);
        }
        if let Some(found) = self.dispersion.filter(|found| *found < 1.0 && inference == Inference::KnappHartungGuarded)
        {
            warnings.push(Warning::LessThanChance { found });
        }
        if let Some(other) = self.other {
            warnings.push(Warning::Synthesis(SynthesisWarning::SeveralMaxima { other }));
        }
        if studies < WANTED && method != PoolMethod::CommonEffect {
            warnings.push(Warning::Synthesis(SynthesisWarning::FewStudies { studies, wanted: WANTED }));
        }
        warnings
    }
}

/// The numbers of two studies or more; `quantile` is that of the inference with k - 1 degrees of freedom.
pub(super) fn numbers(studies: &mut Workspace, method: PoolMethod, inference: Inference, quantile: f64) -> Numbers {
    let free = studies.studies() as f64 - 1.0;
    let none: Sums = studies.at(0.0);
    let peak = method.between(studies);
    let random = method != PoolMethod::CommonEffect;
    let sums = if peak.at > 0.0 { studies.at(peak.at) } else { none };
    let (df, dispersion) = match inference {
        Inference::Normal => (None, None),
        Inference::KnappHartung | Inference::KnappHartungGuarded => (Some(free), Some(sums.spread / free)),
    };
    let factor = match inference {
        Inference::Normal => 1.0,
        Inference::KnappHartung => sums.spread / free,
        Inference::KnappHartungGuarded => (sums.spread / free).max(1.0),
    };
    let se = (factor / sums.weight).sqrt();
    // The variance that a study of the usual size would have.
    let typical = free * none.weight / (none.weight * none.weight - none.square);
    let (i_squared, h_squared) = if random {
        (100.0 * peak.at / (typical + peak.at), peak.at / typical + 1.0)
    } else {
        (if none.spread > free { 100.0 * (none.spread - free) / none.spread } else { 0.0 }, none.spread / free)
    };
    let outside = |inside: f64| studies.error_outside(inside);
    Numbers {
        mean: studies.effect_outside(sums.mean),
        se: outside(se),
        df,
        half: outside(quantile * se),
        ahead: random.then(|| outside(quantile * (se * se + peak.at).sqrt())),
        tau_squared: studies.variance_outside(peak.at),
        q: none.spread,
        i_squared,
        h_squared,
        dispersion,
        other: peak.other.map(|other| studies.variance_outside(other)),
    }
}

/// The quantile of an inference with k - 1 degrees of freedom.
pub(super) fn quantile(inference: Inference, k: usize, level: Level) -> Result<f64> {
    if inference == Inference::Normal { Ok(level.z()) } else { level.t(k as f64 - 1.0) }
}
