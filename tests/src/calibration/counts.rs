//! The chances of counts, and the coverage over a grid of truths.

use super::{LEVEL, Row};

/// Chances of the outcomes from `first` on; those too small to matter are left out.
pub(super) struct Chances {
    pub(super) first: usize,
    pub(super) chances: Vec<f64>,
}

/// Chances below this share of the largest are left out.
const NEGLIGIBLE: f64 = 1e-14;

impl Chances {
    /// Of `n` units with share `p`.
    pub(super) fn binomial(n: usize, p: f64) -> Self {
        let odds = p / (1.0 - p);
        let mode = (((n + 1) as f64) * p).floor().min(n as f64) as usize;
        Self::around(mode, |x| if x < n { (n - x) as f64 / (x + 1) as f64 * odds } else { 0.0 })
    }

    /// Of events with this mean.
    pub(super) fn poisson(mean: f64) -> Self {
        Self::around(mean.floor() as usize, |x| mean / (x + 1) as f64)
    }

    /// From the most likely outcome and the ratio of the chance of x + 1 to that of x.
    fn around(mode: usize, ratio: impl Fn(usize) -> f64) -> Self {
        let mut below = Vec::new();
        let mut chance = 1.0;
        for x in (0..mode).rev() {
            chance /= ratio(x);
            if chance < NEGLIGIBLE {
                break;
            }
            below.push(chance);
        }
        let first = mode - below.len();
        let mut chances: Vec<f64> = below.into_iter().rev().chain([1.0]).collect();
        chance = 1.0;
        for x in mode.. {
            chance *= ratio(x);
            if chance < NEGLIGIBLE {
                break;
            }
            chances.push(chance);
        }
        let sum: f64 = chances.iter().sum();
        Self { first, chances: chances.into_iter().map(|chance| chance / sum).collect() }
    }

    /// Outcomes with their chances.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.chances.iter().enumerate().map(|(step, chance)| (self.first + step, *chance))
    }
}

/// What happens at one truth.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Point {
    pub(super) covered: f64,
    pub(super) width: f64,
    /// Chance of an interval that has a width.
    pub(super) ended: f64,
    pub(super) without: f64,
}

impl Point {
    pub(super) fn add(&mut self, chance: f64, covers: bool, width: Option<f64>, without: bool) {
        self.covered += if covers { chance } else { 0.0 };
        self.without += if without { chance } else { 0.0 };
        if let Some(width) = width {
            self.width += chance * width;
            self.ended += chance;
        }
    }
}

/// The row of a grid of truths.
pub(super) fn summary(method: &str, setting: &str, points: &[Point], error: f64) -> Row {
    let number = points.len() as f64;
    let mean = |part: fn(&Point) -> f64| points.iter().map(part).sum::<f64>() / number;
    // Rounding does not make a coverage fall short, nor does chance within two errors.
    let nominal = LEVEL.get() - 1e-9 - 2.0 * error;
    let below = points.iter().filter(|point| point.covered < nominal).count() as f64 / number;
    let ended = mean(|point| point.ended);
    Row {
        method: method.to_owned(),
        setting: setting.to_owned(),
        points: points.len(),
        minimum: points.iter().map(|point| point.covered).fold(1.0, f64::min),
        mean: mean(|point| point.covered),
        below,
        width: (ended > 0.0).then(|| mean(|point| point.width) / ended),
        without: mean(|point| point.without),
        error,
    }
}
