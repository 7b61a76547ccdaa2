//! The highest peak of the likelihood of the variance between studies: against a grid, against Fisher scoring, and with
//! sixty digits.

use helhed::estimate::SynthesisWarning;
use helhed::synthesis::pool::{Inference, PoolMethod, Pooled, Studies, pool};
use helhed::{Level, Warning};
use proptest::prelude::*;

fn pooled(effects: &[f64], variances: &[f64], method: PoolMethod, inference: Inference) -> Pooled {
    pool(&Studies::of_effects(effects, variances).expect("studies"), method, inference, Level::P95).expect("pooled")
}

/// Twice the restricted (or full) log likelihood of a variance between studies, but for a constant.
fn height(effects: &[f64], variances: &[f64], t: f64, restricted: bool) -> f64 {
    let weights: Vec<f64> = variances.iter().map(|v| 1.0 / (v + t)).collect();
    let sum: f64 = weights.iter().sum();
    let mean = weights.iter().zip(effects).map(|(w, y)| w * y).sum::<f64>() / sum;
    let spread: f64 = weights.iter().zip(effects).map(|(w, y)| w * (y - mean) * (y - mean)).sum();
    let logs: f64 = weights.iter().map(|w| w.ln()).sum();
    logs - spread - if restricted { sum.ln() } else { 0.0 }
}

/// The highest point of a fine grid, from zero to far above any peak.
fn on_grid(effects: &[f64], variances: &[f64], restricted: bool) -> (f64, f64) {
    let least = variances.iter().copied().fold(f64::INFINITY, f64::min);
    let far = effects.iter().map(|y| y * y).sum::<f64>() + variances.iter().sum::<f64>() + least;
    let steps = 20_000;
    let ratio = (2.0 * far / (1e-4 * least)).ln() / f64::from(steps);
    let grid = (0..=steps).map(|step| 1e-4 * least * (ratio * f64::from(step)).exp());
    let points = [0.0].into_iter().chain(grid).map(|t| (t, height(effects, variances, t, restricted)));
    points.fold((0.0, f64::NEG_INFINITY), |best, point| if point.1 > best.1 { point } else { best })
}

/// Effects of a few precise studies close together and many imprecise ones far apart: two peaks.
fn two_peaks(gap: f64) -> (Vec<f64>, Vec<f64>) {
    let effects = vec![0.0, 0.02, -0.02, 0.01, gap, -gap, 1.1 * gap, -0.9 * gap];
    (effects, vec![0.0004, 0.0004, 0.0004, 0.0004, 0.05, 0.05, 0.05, 0.05])
}

#[test]
fn of_two_peaks_the_higher_is_taken() {
    let mut both = [false, false];
    for step in 0..60 {
        let (effects, variances) = two_peaks(0.2 + 0.02 * f64::from(step));
        let found = pooled(&effects, &variances, PoolMethod::Reml, Inference::KnappHartung);
        let tau_squared = found.tau_squared.expect("a variance");
        let (at, best) = on_grid(&effects, &variances, true);
        let own = height(&effects, &variances, tau_squared, true);
        assert!(own >= best - 1e-12 * best.abs(), "gap {step}: {tau_squared} has {own}, the grid has {best} at {at}");
        for warning in &found.pooled.warnings {
            if let Warning::Synthesis(SynthesisWarning::SeveralMaxima { other }) = warning {
                // Both are peaks, and the one taken is higher.
                let lower = height(&effects, &variances, *other, true);
                assert!(own >= lower && lower > height(&effects, &variances, other * 1.05 + 1e-6, true), "{step}");
                both[usize::from(tau_squared > *other)] = true;
            }
        }
    }
    assert_eq!(both, [true, true], "there are cases in which the lower, and in which the upper of two peaks is higher");
}

#[test]
fn fisher_scoring_stops_at_the_lower_peak_of_this_one() {
    // The gap at which both peaks exist and the one near zero is higher.
    let found = (0..60).find_map(|step| {
        let (effects, variances) = two_peaks(0.2 + 0.02 * f64::from(step));
        let found = pooled(&effects, &variances, PoolMethod::Reml, Inference::Normal);
        let several = found
            .pooled
            .warnings
            .iter()
            .any(|one| matches!(one, Warning::Synthesis(SynthesisWarning::SeveralMaxima { .. })));
        let hedges = pooled(&effects, &variances, PoolMethod::Hedges, Inference::Normal).tau_squared;
        (several && hedges > Some(0.01)).then_some((effects, variances, found.tau_squared, hedges))
    });
    let (effects, variances, best, mut at) = found.expect("such a gap");
    let mut t = at.take().expect("a start");
    for _ in 0..200 {
        let w: Vec<f64> = variances.iter().map(|v| 1.0 / (v + t)).collect();
        let sum: f64 = w.iter().sum();
        let mean = w.iter().zip(&effects).map(|(w, y)| w * y).sum::<f64>() / sum;
        let (two, three) = (w.iter().map(|w| w * w).sum::<f64>(), w.iter().map(|w| w * w * w).sum::<f64>());
        let fall: f64 = w.iter().zip(&effects).map(|(w, y)| w * w * (y - mean) * (y - mean)).sum();
        let information = two - 2.0 * three / sum + two * two / sum / sum;
        t = (t + (fall - sum + two / sum) / information).max(0.0);
    }
    let (scored, best) =
        (height(&effects, &variances, t, true), height(&effects, &variances, best.unwrap_or(0.0), true));
    assert!(best > scored + 1e-6, "Fisher scoring from Hedges' start ends at {t} with {scored}, and {best} is there");
}

fn study() -> impl Strategy<Value = (f64, f64)> {
    (-3.0..3.0_f64, (-6.0..2.0_f64).prop_map(f64::exp))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_point_of_a_grid_is_higher(studies in prop::collection::vec(study(), 2..9), wide in 0.5..8.0_f64) {
        // Variances over many orders of size, where there are several peaks most often.
        let effects: Vec<f64> = studies.iter().map(|(y, v)| y * v.powf(0.2)).collect();
        let variances: Vec<f64> = studies.iter().map(|(_, v)| v.powf(wide / 4.0)).collect();
        for (method, restricted) in [(PoolMethod::Reml, true), (PoolMethod::Ml, false)] {
            let found = pooled(&effects, &variances, method, Inference::Normal).tau_squared.expect("a variance");
            let (at, best) = on_grid(&effects, &variances, restricted);
            let own = height(&effects, &variances, found, restricted);
            prop_assert!(own >= best - 1e-9 * (1.0 + best.abs()), "{method:?}: {found} has {own}, and {at} has {best}");
        }
    }
}

#[test]
fn a_precise_study_far_from_the_others_takes_no_digits() {
    // By mpmath with 60 digits: the root of the restricted score, and the mean there.
    let found = pooled(
        &[0.0, 1e6, 1e6 + 1.0, 1e6 + 2.0, 1e6 - 1.0],
        &[1e-4, 1.0, 1.0, 1.0, 1.0],
        PoolMethod::Reml,
        Inference::KnappHartung,
    );
    let tau = found.tau_squared.expect("a variance") / 200_000_200_001.699_86;
    let mean = found.pooled.value.expect("a mean") / 800_000.399_999_200_1;
    assert!((tau - 1.0).abs() < 1e-13 && (mean - 1.0).abs() < 1e-14, "{tau} {mean}");
}
