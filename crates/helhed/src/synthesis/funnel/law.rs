//! What chance alone gives in one area.

use crate::numeric::beta::{self, UnitPoint};
use crate::numeric::{binomial, poisson};

/// A distribution of counts.
#[derive(Debug, Clone, Copy)]
pub(super) enum Law {
    /// Events among so many units.
    Binomial {
        /// Units.
        n: f64,
        /// Probability of each.
        p: UnitPoint,
    },
    /// Events of a known mean.
    Poisson {
        /// Mean.
        mean: f64,
    },
    /// Events whose mean is itself uncertain, by a gamma distribution: negative binomial.
    Uncertain {
        /// Shape: the squared ratio of the mean to its standard error.
        shape: f64,
        /// Mean.
        mean: f64,
        /// Probability p of the negative binomial.
        p: UnitPoint,
    },
}

impl Law {
    /// Counts of this mean, whose standard error relative to it may be above zero.
    pub(super) fn of_mean(mean: f64, relative_se: f64) -> Self {
        let shape = 1.0 / (relative_se * relative_se);
        if !shape.is_finite() {
            return Self::Poisson { mean };
        }
        let both = shape + mean;
        Self::Uncertain { shape, mean, p: UnitPoint { x: shape / both, y: mean / both } }
    }

    pub(super) fn mean(self) -> f64 {
        match self {
            Self::Binomial { n, p } => n * p.x,
            Self::Poisson { mean } | Self::Uncertain { mean, .. } => mean,
        }
    }

    pub(super) fn variance(self) -> f64 {
        match self {
            Self::Binomial { n, p } => n * p.x * p.y,
            Self::Poisson { mean } => mean,
            Self::Uncertain { shape, mean, .. } => mean + mean * mean / shape,
        }
    }

    /// The largest count there can be.
    pub(super) fn most(self) -> f64 {
        if let Self::Binomial { n, .. } = self { n } else { f64::INFINITY }
    }

    /// Probability of at most `x` events.
    pub(super) fn at_most(self, x: f64) -> f64 {
        match self {
            Self::Binomial { n, p } => binomial::at_most(x as u64, n as u64, p),
            Self::Poisson { mean } => poisson::at_most(x, mean),
            Self::Uncertain { shape, p, .. } => beta::tails(shape, x + 1.0, p).lower,
        }
    }

    /// Probability of at least `x` events.
    pub(super) fn at_least(self, x: f64) -> f64 {
        if x <= 0.0 {
            return 1.0;
        }
        match self {
            Self::Binomial { n, .. } if x > n => 0.0,
            Self::Binomial { n, p } => binomial::at_least(x as u64, n as u64, p),
            Self::Poisson { mean } => poisson::at_least(x, mean),
            Self::Uncertain { shape, p, .. } => beta::tails(shape, x, p).upper,
        }
    }

    /// Probability of exactly `x` events.
    pub(super) fn exactly(self, x: f64) -> f64 {
        let ln = match self {
            Self::Binomial { n, p } => binomial::ln_probability(x as u64, n as u64, p),
            Self::Poisson { mean } => poisson::ln_probability(x, mean),
            Self::Uncertain { shape, p, .. } if x == 0.0 => shape * (-p.y).ln_1p(),
            Self::Uncertain { shape, p, .. } => beta::ln_logit_density(shape, x, p) - x.ln(),
        };
        ln.exp()
    }

    /// The smallest count at which a condition holds that holds from some count on, searched from `start` on.
    pub(super) fn first(self, start: f64, holds: impl Fn(f64) -> bool) -> f64 {
        let most = self.most();
        let start = start.floor().clamp(0.0, most);
        let (mut low, mut high, mut step) = (start, start, 1.0);
        // `low` is one where it does not hold, or -1; `high` one where it does.
        if holds(start) {
            loop {
                low = high - step;
                if low < 0.0 {
                    low = -1.0;
                    break;
                }
                if !holds(low) {
                    break;
                }
                high = low;
                step *= 2.0;
            }
        } else {
            loop {
                high = (low + step).min(most);
                if high >= most || holds(high) {
                    break;
                }
                low = high;
                step *= 2.0;
            }
        }
        while high - low > 1.0 {
            let middle = (low + 0.5 * (high - low)).floor();
            if middle <= low || middle >= high {
                break; // beyond 2^53 the doubles themselves are the whole numbers
            }
            if holds(middle) { high = middle } else { low = middle }
        }
        high
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn probabilities_add_up_to_the_tails() {
        let laws = [
            Law::Binomial { n: 40.0, p: UnitPoint::new(0.3) },
            Law::of_mean(12.0, 0.0),
            Law::of_mean(12.0, 0.2),
            Law::of_mean(0.4, 1.5),
        ];
        for law in laws {
            let mut sum = 0.0;
            for x in 0..=40_u32 {
                let x = f64::from(x);
                assert!((law.at_least(x) - (1.0 - sum)).abs() < 1e-12, "{law:?} {x}");
                sum += law.exactly(x);
                assert!((law.at_most(x) - sum).abs() < 1e-12, "{law:?} {x}");
            }
        }
    }

    #[test]
    fn a_mean_that_is_nearly_known_is_poisson() {
        let (known, nearly) = (Law::of_mean(7.0, 0.0), Law::of_mean(7.0, 1e-6));
        for x in [0.0, 3.0, 7.0, 20.0] {
            assert!((known.at_most(x) / nearly.at_most(x) - 1.0).abs() < 1e-8);
        }
    }

    #[test]
    fn the_first_count_is_found_from_anywhere() {
        let law = Law::of_mean(50.0, 0.0);
        for start in [0.0, 3.0, 36.0, 37.0, 38.0, 1e6] {
            assert_eq!(law.first(start, |x| x >= 37.0), 37.0, "{start}");
            assert_eq!(law.first(start, |x| x >= 0.0), 0.0, "{start}");
        }
        let law = Law::Binomial { n: 9.0, p: UnitPoint::new(0.5) };
        assert_eq!(law.first(2.0, |x| x >= 9.0), 9.0);
    }
}
