//! What the rank methods share: the distribution of their statistic under the hypothesis, and ties.

use crate::error::{Fault, Result};
use crate::estimate::{Estimate, Level, Test, Warning};
use crate::numeric::normal;

/// Values below which the exact distribution is used by default, if none tie.
pub(super) const EXACT_BELOW: u64 = 50;

/// Distribution of a rank statistic under the hypothesis; symmetric around `mean`, from 0 to twice that.
pub(super) struct Null {
    mean: f64,
    shape: Shape,
}

enum Shape {
    /// Probabilities of at most 0, 1, 2, ...
    Exact(Vec<f64>),
    /// Standard deviation and continuity correction.
    Normal(f64, f64),
}

impl Null {
    /// From the probability of each value.
    pub(super) fn exact(probabilities: Vec<f64>) -> Self {
        let mean = 0.5 * (probabilities.len() - 1) as f64;
        let mut sum = 0.0;
        let cumulated = probabilities.into_iter().map(|probability| {
            sum += probability;
            sum
        });
        Self { mean, shape: Shape::Exact(cumulated.collect()) }
    }

    /// Normal with this continuity correction.
    pub(super) fn normal(mean: f64, deviation: f64, correction: f64) -> Self {
        Self { mean, shape: Shape::Normal(deviation, correction) }
    }

    /// Probability of at most this; an exact distribution is asked at whole numbers.
    fn at_most(&self, statistic: f64) -> f64 {
        match &self.shape {
            Shape::Exact(cumulated) if statistic >= 0.0 => {
                cumulated.get(statistic as usize).copied().unwrap_or(1.0).min(1.0)
            }
            Shape::Exact(_) => 0.0,
            Shape::Normal(deviation, correction) => {
                normal::upper_tail((self.mean - statistic - correction) / deviation)
            }
        }
    }

    /// Two-sided p-value of a statistic so far from the mean.
    fn two_sided(&self, distance: f64) -> f64 {
        (2.0 * self.at_most(self.mean - distance.max(0.0))).min(1.0)
    }

    /// The test with its p-values.
    pub(super) fn tested(&self, test: Test, statistic: f64) -> Test {
        test.with_p(self.two_sided((statistic - self.mean).abs()))
            .with_sides(self.at_most(statistic), self.at_most(2.0 * self.mean - statistic))
    }

    /// Which of the ordered pairs, counted from either end, is the limit: that with rank one more than the largest statistic
    /// that the test rejects. Where it rejects none, the first, with the level that reaches.
    fn limit(&self, level: Level) -> (u64, Option<f64>) {
        let rank = match &self.shape {
            Shape::Exact(cumulated) => {
                // A tail that only rounding keeps below counts as reached.
                let tail = level.tail() * (1.0 - 1e-14);
                cumulated.iter().position(|probability| *probability >= tail).unwrap_or(0) as f64
            }
            Shape::Normal(deviation, correction) => {
                2.0 * self.mean - (self.mean + correction + level.z() * deviation).floor()
            }
        };
        if rank >= 1.0 { (rank as u64, None) } else { (1, Some(1.0 - self.two_sided(self.mean))) }
    }

    /// Adds value, interval and p-value of the median of all pairs. `pair` is the pair of a rank counted from 1, and
    /// `signs` are the pairs below and above zero.
    pub(super) fn located(
        &self,
        estimate: Estimate,
        pair: impl Fn(u64) -> Option<f64>,
        signs: (u64, u64),
        level: Level,
    ) -> Result<Estimate> {
        let all = (2.0 * self.mean) as u64;
        let pair = |rank: u64| -> Result<f64> {
            let value = pair(rank).ok_or_else(|| Fault::Bug { what: format!("no pair of rank {rank} among {all}") })?;
            if value.is_finite() { Ok(value) } else { Err(Fault::NotFinite { found: value }.into()) }
        };
        let estimate = estimate.valued(median(all, pair)?);
        if matches!(self.shape, Shape::Normal(deviation, _) if deviation <= 0.0) {
            return Ok(estimate.warned(Warning::NothingToRank));
        }
        let (rank, reached) = self.limit(level);
        let estimate = estimate.between(pair(rank)?, pair(all + 1 - rank)?, level);
        let estimate = reached.into_iter().fold(estimate, |estimate, reached| {
            estimate.warned(Warning::TooFewForLevel { reached: Some(reached.max(0.0)) })
        });
        // Pairs at zero count for neither side, as in the interval, whose limits are pairs.
        let distance = (signs.0.max(signs.1)) as f64 - self.mean;
        Ok(estimate.with_p(self.two_sided(distance)))
    }
}

/// Median of the pairs of all ranks.
pub(super) fn median(all: u64, pair: impl Fn(u64) -> Result<f64>) -> Result<f64> {
    if all % 2 == 1 {
        return pair(all / 2 + 1);
    }
    Ok(0.5 * pair(all / 2)? + 0.5 * pair(all / 2 + 1)?)
}

/// Runs of equal values in ascending order, each as the index of its first value and its length.
pub(super) fn runs(sorted: &[f64]) -> impl Iterator<Item = (usize, usize)> {
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = sorted.get(start)?;
        let length = sorted[start..].iter().take_while(|value| *value == first).count();
        start += length;
        Some((start - length, length))
    })
}

/// Sum of t^3 - t over the runs of equal values: zero where none tie.
pub(super) fn tie_sum(sorted: &[f64]) -> f64 {
    runs(sorted).map(|(_, length)| length as f64).map(|t| t * (t * t - 1.0)).sum()
}
