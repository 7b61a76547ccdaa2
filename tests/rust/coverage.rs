//! The exact interval keeps its promise: it covers the true share at least as often as its level says.

use helhed::Level;
use helhed::cells::ProportionCell;
use helhed::estimates::proportion;

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
    for share in [0.8, 0.95, 0.99] {
        let level = Level::new(share).expect("a level");
        for n in 1..=60 {
            let lowest = lowest_coverage(n, level, proportion::clopper_pearson);
            assert!(lowest >= share - 1e-12, "n = {n}, level {share}: {lowest}");
        }
    }
}

/// Shows that the enumeration can see an interval that falls short.
#[test]
fn wilson_falls_short_somewhere() {
    let lowest = lowest_coverage(20, Level::P95, proportion::wilson);
    assert!(lowest < 0.95 && lowest > 0.80, "{lowest}");
}
