//! The hypergeometric distribution, central and non-central: a two by two table with its margins held fixed.
//!
//! Nothing is stored: probabilities come from their neighbours by ratios, outwards from the most likely count (tests)
//! or from the count seen (odds ratios), and the walk ends where what is left can no longer change the sum. It takes
//! about twenty standard deviations of steps, whatever the margins.

use super::root::{Jet, concave};

/// Probabilities that agree to this relative amount count as equal (the convention of R's exact tests).
const FUZZ: f64 = 1e-7;

/// Relative size below which what is left of a sum is left out.
const LEFT: f64 = 1e-18;

/// The margins of a two by two table: units of both groups, and events in both together. All are whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Units of the first group.
    pub first: f64,
    /// Units of the second group.
    pub second: f64,
    /// Events in both.
    pub events: f64,
}

impl Margins {
    /// Fewest events that the first group can have.
    #[must_use]
    pub fn low(&self) -> f64 {
        (self.events - self.second).max(0.0)
    }

    /// Most events that the first group can have.
    #[must_use]
    pub fn high(&self) -> f64 {
        self.first.min(self.events)
    }

    /// The same table with its groups in the other order.
    fn mirrored(self) -> Self {
        Self { first: self.second, second: self.first, ..self }
    }

    /// Probability of `k + 1` over that of `k`, at an odds ratio of one.
    fn rise(&self, k: f64) -> f64 {
        (self.first - k) * (self.events - k) / ((k + 1.0) * (self.second - self.events + k + 1.0))
    }

    /// Probability of `k - 1` over that of `k`, at an odds ratio of one.
    fn fall(&self, k: f64) -> f64 {
        k * (self.second - self.events + k) / ((self.first - k + 1.0) * (self.events - k + 1.0))
    }

    fn mode(&self) -> f64 {
        let mode = ((self.first + 1.0) * ((self.events + 1.0) / (self.first + self.second + 2.0))).floor();
        mode.clamp(self.low(), self.high())
    }
}

/// Probabilities at and around a count, at an odds ratio of one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Around {
    /// Of exactly the count.
    pub at: f64,
    /// Of the count or fewer.
    pub at_most: f64,
    /// Of the count or more.
    pub at_least: f64,
    /// Of all counts that are no more likely.
    pub no_likelier: f64,
}

/// Probabilities at and around `x` events in the first group.
#[must_use]
pub fn around(x: f64, margins: Margins) -> Around {
    let mode = margins.mode();
    if x < mode {
        let mirror = above_the_mode(margins.events - x, margins.events - mode, margins.mirrored());
        return Around { at_most: mirror.at_least, at_least: mirror.at_most, ..mirror };
    }
    above_the_mode(x, mode, margins)
}

/// The same for a count at or above the most likely one, whose probability is the unit.
fn above_the_mode(x: f64, mode: f64, margins: Margins) -> Around {
    let (low, high) = (margins.low(), margins.high());
    let (mut k, mut seen, mut inner) = (mode, 1.0_f64, 0.0_f64);
    while k < x {
        inner += seen;
        seen *= margins.rise(k);
        k += 1.0;
        if seen == 0.0 {
            return Around { at: 0.0, at_most: 1.0, at_least: 0.0, no_likelier: 0.0 };
        }
    }
    let (mut outer, mut weight) = (seen, seen);
    while k < high {
        let ratio = margins.rise(k);
        weight *= ratio;
        outer += weight;
        k += 1.0;
        if weight < LEFT * outer * (1.0 - ratio) {
            break;
        }
    }
    let (mut k, mut weight, mut below, mut opposite) = (mode, 1.0_f64, 0.0_f64, 0.0_f64);
    let bound = seen * (1.0 + FUZZ);
    while k > low {
        let ratio = margins.fall(k);
        weight *= ratio;
        below += weight;
        k -= 1.0;
        if weight <= bound {
            opposite += weight;
            if weight < LEFT * (outer + opposite) * (1.0 - ratio) {
                break;
            }
        }
    }
    let total = below + inner + outer;
    // Counts between the mode and the one seen are likelier, but for those that differ by rounding.
    let mut no_likelier = outer + opposite;
    let (mut k, mut weight) = (x, seen);
    while k > mode {
        weight *= margins.fall(k);
        if weight > bound {
            break;
        }
        no_likelier += weight;
        k -= 1.0;
    }
    Around {
        at: seen / total,
        at_most: (below + inner + seen) / total,
        at_least: outer / total,
        no_likelier: (no_likelier / total).min(1.0),
    }
}

/// Sums over the counts on one side of the one seen, whose own weight is one: of weights, and of weights times the
/// first three powers of the distance.
#[derive(Clone, Copy, Default)]
struct Side {
    weights: f64,
    first: f64,
    second: f64,
    third: f64,
}

impl Side {
    /// `steps` counts, the weight of each from the one before by `ratio(step)`.
    fn of(steps: f64, ratio: impl Fn(f64) -> f64) -> Self {
        let (mut side, mut weight, mut distance) = (Self::default(), 1.0, 0.0);
        while distance < steps {
            let ratio = ratio(distance);
            weight *= ratio;
            distance += 1.0;
            let first = weight * distance;
            let second = first * distance;
            let third = second * distance;
            side.weights += weight;
            side.first += first;
            side.second += second;
            side.third += third;
            if third < LEFT * side.third * (1.0 - ratio) || weight == 0.0 {
                break;
            }
        }
        side
    }
}

fn sides(x: f64, margins: Margins, log_odds: f64) -> (Side, Side) {
    let odds = log_odds.exp();
    let above = Side::of(margins.high() - x, |step| margins.rise(x + step) * odds);
    let below = Side::of(x - margins.low(), |step| margins.fall(x - step) / odds);
    (above, below)
}

/// Logarithm of the odds ratio at which the odds of more than `x` against fewer have this logarithm, where the part
/// `above` of the probability of `x` itself counts as more and the rest as fewer. `start` is near.
/// `None` if the search did not end.
#[must_use]
pub fn log_odds_ratio(x: f64, margins: Margins, above: f64, log_odds: f64, start: f64) -> Option<f64> {
    concave(start, |at| {
        let (more, fewer) = sides(x, margins, at);
        let (up, down) = (above + more.weights, 1.0 - above + fewer.weights);
        let (far, near) = (more.first / up, fewer.first / down);
        let spread = |side: Side, whole: f64, mean: f64| side.second / whole - mean * mean;
        Jet {
            value: up.ln() - down.ln() - log_odds,
            first: far + near,
            second: spread(more, up, far) - spread(fewer, down, near),
        }
    })
}

/// Logarithm of the odds ratio under which the mean is `x`: the conditional maximum likelihood estimate, for `x`
/// strictly inside its range. `start` is near. `None` if the search did not end.
#[must_use]
pub fn log_odds_ratio_of_mean(x: f64, margins: Margins, start: f64) -> Option<f64> {
    concave(start, |at| {
        let (more, fewer) = sides(x, margins, at);
        let (far, near) = (more.second / more.first, fewer.second / fewer.first);
        let spread = |side: Side, mean: f64| side.third / side.first - mean * mean;
        Jet {
            value: more.first.ln() - fewer.first.ln(),
            first: far + near,
            second: spread(more, far) - spread(fewer, near),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All probabilities of a small table, from binomial coefficients.
    fn all(margins: Margins) -> Vec<(f64, f64)> {
        let choose = |n: f64, k: f64| (0..k as u32).fold(1.0, |c, i| c * (n - f64::from(i)) / (f64::from(i) + 1.0));
        let whole = choose(margins.first + margins.second, margins.events);
        let range = margins.low() as u32..=margins.high() as u32;
        let ways = |k: f64| choose(margins.first, k) * choose(margins.second, margins.events - k);
        range.map(|k| (f64::from(k), ways(f64::from(k)) / whole)).collect()
    }

    fn tables() -> impl Iterator<Item = Margins> {
        let sizes = [1.0, 2.0, 5.0, 9.0, 10.0];
        let pairs = sizes.into_iter().flat_map(move |first| sizes.into_iter().map(move |second| (first, second)));
        pairs.flat_map(|(first, second)| {
            (0..=(first + second) as u32).map(move |events| Margins { first, second, events: f64::from(events) })
        })
    }

    #[test]
    fn probabilities_equal_direct_summation() {
        for margins in tables() {
            let all = all(margins);
            for (x, seen) in &all {
                let sum = |part: &dyn Fn(f64, f64) -> bool| -> f64 {
                    all.iter().filter(|(k, p)| part(*k, *p)).map(|(_, p)| p).sum()
                };
                let got = around(*x, margins);
                let wanted = Around {
                    at: *seen,
                    at_most: sum(&|k, _| k <= *x),
                    at_least: sum(&|k, _| k >= *x),
                    no_likelier: sum(&|_, p| p <= seen * (1.0 + FUZZ)).min(1.0),
                };
                for (got, wanted) in [
                    (got.at, wanted.at),
                    (got.at_most, wanted.at_most),
                    (got.at_least, wanted.at_least),
                    (got.no_likelier, wanted.no_likelier),
                ] {
                    assert!((got / wanted - 1.0).abs() < 1e-12, "{x} of {margins:?}: {got} {wanted}");
                }
            }
        }
    }

    #[test]
    fn odds_ratios_solve_their_equations() {
        for margins in tables() {
            let all = all(margins);
            let (low, high) = (margins.low(), margins.high());
            for x in all.iter().map(|(x, _)| *x).filter(|x| low < *x && *x < high) {
                let at = |log_odds: f64| {
                    let weigh = |(k, p): &(f64, f64)| (*k, p * ((k - x) * log_odds).exp());
                    let weights: Vec<(f64, f64)> = all.iter().map(weigh).collect();
                    let total: f64 = weights.iter().map(|(_, w)| w).sum();
                    (weights, total)
                };
                let mean = log_odds_ratio_of_mean(x, margins, 0.0).expect("ends");
                let (weights, total) = at(mean);
                let expected = weights.iter().map(|(k, w)| k * w).sum::<f64>() / total;
                assert!((expected - x).abs() < 1e-11, "{x} of {margins:?}: {expected}");
                for (above, tail) in [(1.0, 0.025), (0.5, 0.005), (1.0, 1e-12)] {
                    let target = f64::ln(tail) - f64::ln_1p(-tail);
                    let limit = log_odds_ratio(x, margins, above, target, mean).expect("ends");
                    let (weights, total) = at(limit);
                    let part = |k: f64| {
                        if k > x {
                            1.0
                        } else if k == x {
                            above
                        } else {
                            0.0
                        }
                    };
                    let got = weights.iter().map(|(k, w)| part(*k) * w).sum::<f64>() / total;
                    assert!((got / tail - 1.0).abs() < 1e-10, "{x} of {margins:?}: {got} {tail}");
                }
            }
        }
    }

    #[test]
    fn a_billion_in_each_group_is_summed() {
        let margins = Margins { first: 1e9, second: 1e9, events: 1e9 };
        let middle = around(5e8, margins);
        assert!((middle.at_least + middle.at_most - 1.0 - middle.at).abs() < 1e-9 && middle.no_likelier == 1.0);
        let far = around(9e8, margins);
        assert_eq!((far.at_least, far.at_most, far.no_likelier), (0.0, 1.0, 0.0));
    }
}
