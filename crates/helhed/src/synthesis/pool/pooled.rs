//! Studies pooled: the prediction first, then the mean, then how much the studies differ.

use serde::{Deserialize, Serialize};

use super::numbers::{numbers, quantile};
use super::of_estimates::back;
use super::q_profile::where_q_is;
use super::sums::Workspace;
use super::{Inference, PoolMethod, SmallStudies, Studies, Study, Without, egger, leave_one_out};
use crate::error::{Fault, Result};
use crate::estimate::{
    Count, Estimand, Estimate, Estimates, Interval, KeyPart, Level, Scale, SynthesisWarning, Test, Warning,
};
use crate::numeric::{Side, chi_square, gamma, normal};

/// Studies pooled. Numbers that need two studies or more are absent with one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Pooled {
    /// Where the true effect of a further place like these lies, on the scale of the values; absent under a common
    /// effect and with one study. Its quantile is that of the mean: normal, or Student's t with k - 1 degrees of
    /// freedom.
    pub prediction: Option<Interval>,
    /// The same with Student's t and k - 2 degrees of freedom, as Higgins, Thompson and Spiegelhalter have it; absent
    /// with two studies, too.
    pub prediction_higgins: Option<Interval>,
    /// The mean of the effects, back on the scale of the values; its standard error is on the scale of the studies.
    pub pooled: Estimate,
    /// The mean over its standard error; absent where no number says that there is no effect.
    pub statistic: Option<f64>,
    /// Variance between studies, on the scale of the studies. Zero under a common effect.
    pub tau_squared: Option<f64>,
    /// Its interval by the Q-profile; absent under a common effect.
    pub tau_squared_interval: Option<Interval>,
    /// Cochran's test of whether the studies have one effect: Q, its degrees of freedom, and the p-value.
    pub q: Test,
    /// I2, the share of the variance that lies between studies, in percent.
    pub i_squared: Option<f64>,
    /// H2, the variance over that of studies with one effect.
    pub h_squared: Option<f64>,
    /// How the variance between studies was estimated.
    pub method: PoolMethod,
    /// What the interval of the mean rests on.
    pub inference: Inference,
    /// The studies, as they were pooled.
    pub studies: Vec<Study>,
    /// Share of each study in the mean; they add up to one.
    pub weights: Vec<f64>,
    /// Confidence level.
    pub level: Level,
}

impl Pooled {
    /// Number of studies.
    #[must_use]
    pub fn k(&self) -> usize {
        self.studies.len()
    }

    /// The studies again, without what was said of those left out.
    #[must_use]
    pub fn again(&self) -> Studies {
        let (estimand, scale) = (self.pooled.estimand, self.pooled.scale);
        let (unit, records) = (self.pooled.unit.clone(), self.pooled.n.records);
        Studies { list: self.studies.clone(), estimand, unit, scale, records, warnings: Vec::new() }
    }

    /// The same synthesis without each of its studies in turn.
    ///
    /// # Errors
    /// Those of [`pool`].
    pub fn leave_one_out(&self) -> Result<Vec<Without>> {
        leave_one_out(&self.again(), self.method, self.inference, self.level)
    }

    /// Whether its small studies show other effects than the large ones.
    ///
    /// # Errors
    /// Those of [`egger`].
    pub fn egger(&self) -> Result<SmallStudies> {
        egger(&self.again(), self.level)
    }

    /// Names of the studies: the parts of their keys in which they differ, or all of them for a study by itself.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let first = self.studies.first().map_or(&[][..], |study| &study.key[..]);
        let differs = |part: &KeyPart| {
            self.k() == 1 || !first.contains(part) || !self.studies.iter().all(|study| study.key.contains(part))
        };
        let one = |study: &Study| {
            let parts: Vec<String> =
                study.key.iter().filter(|part| differs(part)).map(|part| part.value.to_string()).collect();
            if parts.is_empty() { study.name() } else { parts.join(", ") }
        };
        self.studies.iter().map(one).collect()
    }

    /// Standard deviation between studies.
    #[must_use]
    pub fn tau(&self) -> Option<f64> {
        self.tau_squared.map(f64::sqrt)
    }

    /// Each study, the mean and the prediction, in this order, as one list: the prediction has `part=prediction` in its
    /// key and the mean `part=pooled`. The interval of a study is the normal one on the scale of the studies.
    #[must_use]
    pub fn estimates(&self) -> Estimates {
        let part = |name: &str| KeyPart { dimension: "part".into(), value: name.into() };
        let bare = || {
            let pooled = &self.pooled;
            Estimate::new(pooled.estimand, pooled.unit.clone(), pooled.method.clone(), Count::default())
        };
        let one = |study: &Study| {
            let (se, scale) = (study.variance.sqrt(), self.pooled.scale);
            let limit = |side: f64| back(scale, study.effect + side * self.level.z() * se);
            let estimate = bare().valued(back(scale, study.effect)).with_se(se, scale);
            Estimate { key: study.key.clone(), ..estimate.between(limit(-1.0), limit(1.0), self.level) }
        };
        let mut list: Vec<Estimate> = self.studies.iter().map(one).collect();
        list.push(Estimate { key: vec![part("pooled")], ..self.pooled.clone() });
        if let Some(Interval { lower, upper, level }) = self.prediction {
            let value = self.pooled.value;
            list.push(Estimate { key: vec![part("prediction")], value, ..bare().between(lower, upper, level) });
        }
        list.into()
    }
}

/// Pools studies. With one study its own number comes back, with its normal interval, whatever was asked for (W522).
///
/// # Errors
/// `H901` if the search for a quantile did not end.
pub fn pool(studies: &Studies, method: PoolMethod, inference: Inference, level: Level) -> Result<Pooled> {
    let count = Count { records: studies.records, ..Count::default() };
    let pooled = Estimate::new(studies.estimand, studies.unit.clone(), method.method(), count);
    let pooled = studies.warnings.iter().cloned().fold(pooled, Estimate::warned);
    let bare = Pooled {
        prediction: None,
        prediction_higgins: None,
        pooled: Estimate { scale: studies.scale, ..pooled },
        statistic: None,
        tau_squared: None,
        tau_squared_interval: None,
        q: Test::new(method.method(), count),
        i_squared: None,
        h_squared: None,
        method,
        inference,
        studies: studies.list.clone(),
        weights: Vec::new(),
        level,
    };
    match studies.as_slice() {
        [] => Ok(Pooled {
            pooled: bare.pooled.warned(Warning::NoObservations),
            q: bare.q.warned(Warning::NoObservations),
            ..bare
        }),
        [only] => Ok(of_one(bare, only, is_null_at_zero(studies))),
        _ => of_many(bare, studies, method),
    }
}

/// One study, as it is.
fn of_one(bare: Pooled, only: &Study, null: bool) -> Pooled {
    let (se, scale, level) = (only.variance.sqrt(), bare.pooled.scale, bare.level);
    let limit = |side: f64| back(scale, only.effect + side * level.z() * se);
    let mut pooled = bare.pooled.valued(back(scale, only.effect)).between(limit(-1.0), limit(1.0), level);
    pooled = pooled.with_se(se, scale).warned(Warning::Synthesis(SynthesisWarning::OneStudy));
    pooled.p_value = null.then(|| normal::two_sided_p(only.effect / se));
    let (statistic, q) =
        (null.then(|| only.effect / se), bare.q.warned(Warning::Synthesis(SynthesisWarning::OneStudy)));
    Pooled { pooled, statistic, q, weights: vec![1.0], ..bare }
}

/// Two studies or more.
fn of_many(bare: Pooled, studies: &Studies, method: PoolMethod) -> Result<Pooled> {
    let (k, scale, level, inference) = (studies.len(), studies.scale, bare.level, bare.inference);
    let mut workspace = Workspace::default();
    workspace.fill(studies.pairs());
    let numbers = numbers(&mut workspace, method, inference, quantile(inference, k, level)?);
    let around = |half: f64| Interval {
        lower: back(scale, numbers.mean - half),
        upper: back(scale, numbers.mean + half),
        level,
    };
    let (mean, null) = (around(numbers.half), is_null_at_zero(studies));
    let pooled = bare.pooled.valued(back(scale, numbers.mean)).between(mean.lower, mean.upper, level);
    let mut pooled = pooled.with_se(numbers.se, scale);
    pooled.df = numbers.df;
    pooled.p_value = numbers.p_value().filter(|_| null);
    let warnings = numbers.warnings(k as u64, inference, method);
    let free = k as f64 - 1.0;
    let random = numbers.ahead.is_some();
    let higgins = if random && k > 2 {
        Some(around(level.t(k as f64 - 2.0)? * numbers.se.hypot(numbers.tau_squared.sqrt())))
    } else {
        None
    };
    Ok(Pooled {
        prediction: numbers.ahead.map(around),
        prediction_higgins: higgins,
        pooled: warnings.into_iter().fold(pooled, Estimate::warned),
        statistic: (null && numbers.se > 0.0).then(|| numbers.mean / numbers.se),
        tau_squared: Some(numbers.tau_squared),
        tau_squared_interval: if random { Some(profile(&mut workspace, level)?) } else { None },
        q: bare.q.with_statistic(numbers.q, Some(free)).with_p(chi_square::upper_tail(numbers.q, free)),
        i_squared: Some(numbers.i_squared),
        h_squared: Some(numbers.h_squared),
        weights: shares(studies, numbers.tau_squared),
        ..bare
    })
}

/// Whether zero on the scale of the studies says that there is no effect.
fn is_null_at_zero(studies: &Studies) -> bool {
    match (studies.estimand, studies.estimand.null(), studies.scale) {
        (Estimand::EffectSize, _, _) => true,
        (_, Some(null), Scale::Identity) => null == 0.0,
        (_, Some(null), Scale::Log) => null == 1.0,
        _ => false,
    }
}

/// The weight of each study as a share of all.
fn shares(studies: &Studies, between: f64) -> Vec<f64> {
    let weights: Vec<f64> = studies.pairs().map(|(_, variance)| 1.0 / (variance + between)).collect();
    let sum: f64 = weights.iter().sum();
    weights.iter().map(|weight| weight / sum).collect()
}

/// The interval of the variance between studies: those at which Q is neither too large nor too small.
fn profile(studies: &mut Workspace, level: Level) -> Result<Interval> {
    let shape = 0.5 * (studies.studies() as f64 - 1.0);
    let mut limit = |side| {
        gamma::quantile(shape, level.tail(), side).map(|half| where_q_is(2.0 * half, studies)).ok_or_else(|| {
            Fault::Bug { what: format!("no chi-square quantile with {} degrees of freedom", 2.0 * shape) }
        })
    };
    let (lower, upper) = (limit(Side::Upper)?, limit(Side::Lower)?);
    Ok(Interval { lower: studies.variance_outside(lower), upper: studies.variance_outside(upper), level })
}
