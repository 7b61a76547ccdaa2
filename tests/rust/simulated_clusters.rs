//! The simulated power of clusters against the distribution that it must have, and its edges.

use helhed::Warning;
use helhed::numeric::{chi_square, normal, student};
use helhed::synthesis::power::{ClusteredGroups, Replications, SimulatedClusters, simulated_clusters};

fn code(refused: helhed::error::Result<SimulatedClusters>) -> &'static str {
    refused.expect_err("misuse").code()
}

/// Clusters of one size, whose t statistic is known.
#[test]
fn simulated_clusters_of_one_size_have_the_power_of_the_noncentral_t() {
    let replications = Replications { number: 20_000, seed: 5 };
    for (k1, k2, size, icc, effect) in
        [(1, 5, 40, 0.1, 1.3), (3, 3, 9, 0.0, 0.9), (5, 12, 300, 0.05, 0.4), (2, 30, 20, 1.0, 2.5), (9, 9, 1, 0.3, 1.4)]
    {
        let groups = ClusteredGroups { of: vec![size; k1], against: vec![size; k2], sd: 2.0, icc };
        let plan = simulated_clusters(groups.clone(), Some(2.0 * effect), None, 0.05, replications).expect("a plan");
        let near = |found: f64, wanted: f64| {
            let se = (wanted * (1.0 - wanted) / replications.number as f64).sqrt();
            assert!((found - wanted).abs() < 4.0 * se, "{k1} {k2} {size} {icc}: {found} {wanted}");
        };
        let spread = ((icc + (1.0 - icc) / size as f64) * (1.0 / k1 as f64 + 1.0 / k2 as f64)).sqrt();
        let wanted = upper_tail_of_t(effect / spread, (k1 + k2 - 2) as f64);
        near(plan.power.expect("clusters to spare"), wanted);
        near(plan.false_finds.expect("clusters to spare"), 0.05);
        let mirrored = simulated_clusters(groups.clone(), Some(-2.0 * effect), None, 0.05, replications);
        assert_eq!(mirrored.expect("a plan").power, plan.power);
        let back = simulated_clusters(groups, None, plan.power.filter(|power| *power < 1.0), 0.05, replications);
        let back = back.expect("a plan");
        let (found, error) = (back.effect.expect("an effect"), back.monte_carlo_se.expect("an error"));
        assert!((found - 2.0 * effect).abs() < 0.02 && error > 0.0 && error < 0.1 * found, "{back:?}");
    }
}

/// Probability that the non-central t exceeds the critical value of the two-sided test at 5 percent, by summing over
/// the spread: a chi-square variable in thin slices.
fn upper_tail_of_t(shift: f64, df: f64) -> f64 {
    let critical = student::upper_quantile(0.025, df).expect("a quantile");
    let (slices, mut sum, mut before) = (20_000, 0.0, 1.0);
    for k in 1..=slices {
        let (low, high) = (f64::from(k - 1), f64::from(k));
        let at = |k: f64| 12.0 * df.max(4.0) * k / f64::from(slices);
        let after = chi_square::upper_tail(at(high), df);
        let spread = (at(0.5 * (low + high)) / df).sqrt();
        sum += (before - after) * normal::upper_tail(critical * spread - shift);
        before = after;
    }
    sum
}

#[test]
fn simulated_clusters_at_their_edges() {
    let groups =
        |of: &[u64], against: &[u64]| ClusteredGroups { of: of.to_vec(), against: against.to_vec(), sd: 1.0, icc: 0.1 };
    let few = Replications { number: 100, seed: 1 };
    let plan = |groups, effect, power| simulated_clusters(groups, effect, power, 0.05, few);
    let two = plan(groups(&[9], &[9]), None, Some(0.8)).expect("a plan");
    assert_eq!((two.effect, two.warnings), (None, vec![Warning::NoAreaToSpare]));
    let three = plan(groups(&[9], &[9, 20]), None, Some(0.8)).expect("a plan");
    assert_eq!(three.warnings, [Warning::FewAreas { treated: 1, untreated: 2 }]);
    assert_eq!(plan(groups(&[9], &[9, 20]), None, Some(0.8)).expect("a plan"), three);
    for (of, against) in [(&[][..], &[9][..]), (&[9], &[]), (&[0], &[9, 9])] {
        assert_eq!(code(plan(groups(of, against), None, Some(0.8))), "H008");
    }
    assert_eq!(code(plan(groups(&[9], &[9, 9]), Some(f64::NAN), None)), "H008");
    assert_eq!(code(plan(groups(&[9], &[9, 9]), None, None)), "H510");
    assert_eq!(
        code(simulated_clusters(groups(&[9], &[9, 9]), None, Some(0.8), 0.05, Replications { number: 99, seed: 1 })),
        "H008"
    );
}
