//! The exact intervals keep their promise: they cover the true share at least as often as their level says.

use helhed::Level;
use helhed::cells::{ProportionCell, RateCell};
use helhed::estimates::{proportion, rate};

/// Probabilities of 0, 1, ..., n events, each from the one before, starting at the most likely.
fn probabilities(n: usize, p: f64) -> Vec<f64> {
    let mode = (((n + 1) as f64) * p).floor().min(n as f64) as usize;
    let odds = p / (1.0 - p);
    let mut weights = vec![0.0; n + 1];
    weights[mode] = 1.0;
    for x in mode..n {
        weights[x + 1] = weights[x] * odds * (n - x) as f64 / (x + 1) as f64;
    }
    for x in (0..mode).rev() {
        weights[x] = weights[x + 1] / odds * (x + 1) as f64 / (n - x) as f64;
    }
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

type Intervals = fn(&ProportionCell, Level) -> helhed::Result<helhed::Estimate>;

/// The lowest coverage over a grid of shares, which includes points just inside and outside each limit.
fn lowest_coverage(n: usize, level: Level, method: Intervals) -> f64 {
    let limits: Vec<(f64, f64)> = (0..=n)
        .map(|x| {
            let cell = ProportionCell::from_counts(x as f64, n as f64).expect("counts");
            let interval = method(&cell, level).expect("an estimate").interval.expect("observations");
            (interval.lower, interval.upper)
        })
        .collect();
    let near = |limit: f64| [limit - 1e-9, limit + 1e-9];
    let at_limits = limits.iter().flat_map(|(lower, upper)| near(*lower).into_iter().chain(near(*upper)));
    let even = (1..200).map(|step| f64::from(step) / 200.0);
    let covered = |p: f64| -> f64 {
        let inside = limits.iter().map(|(lower, upper)| *lower <= p && p <= *upper);
        probabilities(n, p).into_iter().zip(inside).filter(|(_, inside)| *inside).map(|(chance, _)| chance).sum()
    };
    even.chain(at_limits).filter(|p| *p > 0.0 && *p < 1.0).map(covered).fold(1.0, f64::min)
}

#[test]
fn clopper_pearson_covers_at_least_its_level() {
    covers_at_least_its_level(proportion::clopper_pearson);
}

#[test]
fn blaker_covers_at_least_its_level() {
    covers_at_least_its_level(proportion::blaker);
}

fn covers_at_least_its_level(method: Intervals) {
    for share in [0.8, 0.95, 0.99] {
        let level = Level::new(share).expect("a level");
        // At 100 units a limit of Blaker's interval is one half exactly, and one half must be inside.
        for n in (1..=60).chain([100, 144]) {
            let lowest = lowest_coverage(n, level, method);
            assert!(lowest >= share - 1e-12, "n = {n}, level {share}: {lowest}");
        }
    }
}

/// Half of what was seen is left out of the tail, so that the coverage may fall short, but not by much.
#[test]
fn mid_p_falls_short_by_little() {
    let lowest = (1..=60).map(|n| lowest_coverage(n, Level::P95, proportion::mid_p)).fold(1.0, f64::min);
    assert!(lowest < 0.95 && lowest > 0.90, "{lowest}");
}

/// The textbook interval covers next to nothing near the ends.
#[test]
fn wald_falls_far_short() {
    assert!(lowest_coverage(20, Level::P95, proportion::wald) < 0.2);
}

/// Coverage of the exact Poisson interval over a grid of means, with points just beside each limit.
#[test]
fn the_exact_rate_covers_at_least_its_level() {
    let events = 400;
    for share in [0.8, 0.95, 0.99] {
        let level = Level::new(share).expect("a level");
        let limits: Vec<(f64, f64)> = (0..=events)
            .map(|x| {
                let cell = RateCell::from_counts(f64::from(x), 1.0).expect("counts");
                let interval = rate::exact(&cell, level).expect("an estimate").interval.expect("exposure");
                (interval.lower, interval.upper)
            })
            .collect();
        let covered = |mean: f64| -> f64 {
            let mut chance = (-mean).exp();
            let mut sum = 0.0;
            for (x, (lower, upper)) in limits.iter().enumerate() {
                if x > 0 {
                    chance *= mean / x as f64;
                }
                if *lower <= mean && mean <= *upper {
                    sum += chance;
                }
            }
            sum
        };
        let near = |limit: f64| [limit - 1e-9, limit + 1e-9];
        let at_limits = limits.iter().flat_map(|(lower, upper)| near(*lower).into_iter().chain(near(*upper)));
        let lowest = at_limits.filter(|mean| (1e-6..200.0).contains(mean)).map(covered).fold(1.0, f64::min);
        assert!(lowest >= share - 1e-12, "level {share}: {lowest}");
    }
}

/// Shows that the enumeration can see an interval that falls short.
#[test]
fn wilson_falls_short_somewhere() {
    let lowest = lowest_coverage(20, Level::P95, proportion::wilson);
    assert!(lowest < 0.95 && lowest > 0.80, "{lowest}");
}
