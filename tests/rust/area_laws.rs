//! What must hold of funnels, shrinkage and ranks, whatever the areas.

use helhed::Level;
use helhed::estimate::{KeyValue, SynthesisWarning, Warning};
use helhed::synthesis::areas::{Areas, Kind};
use helhed::synthesis::funnel::{Chance, FunnelArea, FunnelColumns, Verdict, Widening, funnel, funnels};
use helhed::synthesis::rank::{Resampling, rank, rank_sets};
use helhed::synthesis::shrink::{self, BetweenVariance, Prior};
use proptest::prelude::*;

const FEW: Resampling = Resampling { draws: 1000, seed: 5 };

/// Units and events of areas, some without any.
fn shares() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let area = prop_oneof![0..=12_u32, 0..=2_000_u32].prop_flat_map(|n| (0..=n, Just(n)));
    prop::collection::vec(area, 2..25)
        .prop_map(|areas| areas.into_iter().map(|(x, n)| (f64::from(x), f64::from(n))).unzip())
}

fn of(shares: &(Vec<f64>, Vec<f64>)) -> Areas {
    Areas::proportions(&shares.0, &shares.1).expect("shares")
}

fn turned((x, n): &(Vec<f64>, Vec<f64>)) -> (Vec<f64>, Vec<f64>) {
    (x.iter().rev().copied().collect(), n.iter().rev().copied().collect())
}

fn near(one: Option<f64>, other: Option<f64>, tolerance: f64) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => (one - other).abs() <= tolerance * (1e-6 + one.abs()),
        (None, None) => true,
        _ => false,
    }
}

/// Probabilities of 0, 1, ... events by the recurrence of the Poisson or binomial distribution.
fn probabilities(kind: Kind, target: f64, size: u32) -> Vec<f64> {
    let n = f64::from(size);
    let most = if kind == Kind::Proportion { size } else { 400 };
    let mut weights = vec![if kind == Kind::Proportion { (n * (-target).ln_1p()).exp() } else { (-n * target).exp() }];
    for x in 0..most {
        let step = if kind == Kind::Proportion { (n - f64::from(x)) * target / (1.0 - target) } else { n * target };
        weights.push(weights[x as usize] * step / f64::from(x + 1));
    }
    weights
}

#[test]
fn an_area_on_target_is_called_out_no_more_often_than_the_limits_say() {
    for kind in [Kind::Proportion, Kind::Rate] {
        for target in [0.01, 0.1, 0.3, 0.5, 0.9] {
            for size in [1_u32, 2, 5, 9, 20, 60] {
                let (mut outside, mut far) = ([0.0, 0.0], [0.0, 0.0]);
                for (x, chance) in probabilities(kind, target, size).into_iter().enumerate() {
                    let (events, sizes) = ([x as f64], [f64::from(size)]);
                    let areas = match kind {
                        Kind::Proportion => Areas::proportions(&events, &sizes),
                        _ => Areas::rates(&events, &sizes, 1.0),
                    };
                    let found = funnel(&areas.expect("counts"), Some(target), Widening::None).expect("a funnel");
                    let area = &found.areas[0];
                    let side = usize::from(area.above == Some(true));
                    outside[side] += if area.verdict == Some(Verdict::Within) { 0.0 } else { chance };
                    far[side] += if area.verdict == Some(Verdict::Outside998) { chance } else { 0.0 };
                }
                for side in [0, 1] {
                    assert!(outside[side] < 0.025 + 1e-12 && far[side] < 0.001 + 1e-12, "{kind:?} {target} {size}");
                }
            }
        }
    }
}

#[test]
fn limits_of_an_uncertain_expected_number_are_wider() {
    let known = Areas::ratios(&[8.0, 3.0], &[10.0, 4.0], None).expect("ratios");
    let uncertain = Areas::ratios(&[8.0, 3.0], &[10.0, 4.0], Some(&[2.0, 0.0])).expect("ratios");
    let (known, uncertain) = (
        funnel(&known, None, Widening::None).expect("a funnel"),
        funnel(&uncertain, None, Widening::None).expect("a funnel"),
    );
    let limits = |found: &helhed::synthesis::funnel::Funnel, area: usize| found.areas[area].limits_95.expect("limits");
    assert!(limits(&uncertain, 0).lower < limits(&known, 0).lower);
    assert!(limits(&uncertain, 0).upper > limits(&known, 0).upper);
    assert_eq!(limits(&uncertain, 1), limits(&known, 1), "an error of zero is none");
    assert_eq!(known.target, Some(1.0));
}

#[test]
fn edges_have_no_values_and_say_why() {
    let codes = |warnings: &[Warning]| warnings.iter().map(Warning::code).collect::<Vec<_>>();
    let nobody = Areas::proportions(&[0.0; 3], &[9.0, 8.0, 0.0]).expect("shares");
    let found = funnel(&nobody, None, Widening::Additive).expect("a funnel");
    assert_eq!(codes(&found.warnings), ["W546", "W544"]);
    assert!(found.areas.iter().all(|area| area.verdict.is_none() && area.limits_95.is_none()));
    let shrunk = shrink::shrink(&nobody, Level::P95).expect("areas");
    assert_eq!(codes(&shrunk.warnings), ["W546", "W544"]);
    assert!(shrunk.areas.iter().all(|area| area.shrunk.is_none()));
    let one = Areas::rates(&[4.0], &[10.0], 1.0).expect("rates");
    assert_eq!(codes(&funnel(&one, None, Widening::Additive).expect("a funnel").warnings), ["W543"]);
    assert_eq!(codes(&shrink::shrink(&one, Level::P95).expect("areas").warnings), ["W543"]);
    let alone = rank(&one, Level::P95, FEW).expect("ranks");
    assert_eq!((alone.areas[0].simultaneous, alone.critical), (None, None));
    let alike = Areas::proportions(&[5.0; 5], &[10.0; 5]).expect("shares");
    let shrunk = shrink::shrink(&alike, Level::P95).expect("areas");
    assert_eq!((shrunk.prior, shrunk.between_sd), (Some(Prior::Point { value: 0.5 }), Some(0.0)));
    assert!(shrunk.areas.iter().all(|area| (area.weight, area.shrunk) == (Some(0.0), Some(0.5))));
    let ranking = rank(&alike, Level::P95, FEW).expect("ranks");
    assert_eq!(codes(&ranking.warnings), ["W540", "W548"]);
    assert!(ranking.areas.iter().all(|area| area.best_quarter.is_none() && area.marginal.is_none()));
    let two = Areas::values(&[1.0, 9.0], &[0.1, 0.1]).expect("values");
    let ranking = rank(&two, Level::P95, FEW).expect("ranks");
    assert_eq!(codes(&ranking.warnings), ["W549"]);
    let set = ranking.areas[1].simultaneous.expect("a set");
    assert_eq!((set.best, set.worst), (1, 1));
    let none = Areas::values(&[], &[]).expect("no values");
    assert!(rank(&none, Level::P95, FEW).expect("ranks").areas.is_empty());
    assert!(funnel(&none, None, Widening::None).expect("a funnel").areas.is_empty());
}

#[test]
fn two_areas_differ_where_the_normal_test_says() {
    let se = [0.3, 0.4];
    for (difference, told) in [(0.94, false), (1.02, true)] {
        let sets = rank_sets(&[0.0, difference], &se, Level::P95, 40_000, 2).expect("sets");
        // 1.96 standard errors of the difference, each 0.5.
        assert!((sets.critical.0 - 1.96).abs() < 0.03, "{:?}", sets.critical);
        assert_eq!(sets.ranges[1].worst == 1, told, "{sets:?}");
    }
}

#[test]
fn neighbours_add_their_counts_once() {
    let areas = Areas::proportions(&[3.0, 4.0, 9.0], &[20.0, 20.0, 30.0]).expect("shares");
    let key = |number: i64| KeyValue::Integer(number);
    let map = [(key(1), vec![key(2), key(2), key(1)])].into();
    let together = areas.with_neighbours(&map).expect("neighbours");
    let found = funnel(&together, None, Widening::None).expect("a funnel");
    assert_eq!(found.areas.iter().map(|area| area.size).collect::<Vec<_>>(), [40.0, 20.0, 30.0].map(Some));
    assert!(found.warnings.contains(&Warning::Synthesis(SynthesisWarning::NeighboursShared)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn widening_never_calls_an_area_out(shares in shares(), target in 0.01..0.99) {
        let areas = of(&shares);
        let exact = funnel(&areas, Some(target), Widening::None).expect("a funnel");
        for widening in [Widening::Additive, Widening::Multiplicative] {
            let wide = funnel(&areas, Some(target), widening).expect("a funnel");
            for (narrow, wide) in exact.areas.iter().zip(&wide.areas) {
                prop_assert!(wide.verdict <= narrow.verdict);
                if let (Some(narrow), Some(wide)) = (narrow.limits_95, wide.limits_95) {
                    prop_assert!(wide.lower <= narrow.lower && narrow.upper <= wide.upper);
                }
            }
        }
        for area in &exact.areas {
            if let (Some(near), Some(far)) = (area.limits_95, area.limits_998) {
                prop_assert!(far.lower <= near.lower && near.lower <= near.upper && near.upper <= far.upper);
            }
            // What the curve calls within, the verdict does too.
            if let (Some(limits), Some(value)) = (area.limits_95, area.value) {
                prop_assert!(
                    !(limits.lower <= value && value <= limits.upper) || area.verdict == Some(Verdict::Within)
                );
            }
        }
    }

    #[test]
    fn the_order_of_areas_changes_nothing(shares in shares()) {
        let (one, other) = (of(&shares), of(&turned(&shares)));
        let (plot, turned) = (
            funnel(&one, None, Widening::Additive).expect("a funnel"),
            funnel(&other, None, Widening::Additive).expect("a funnel"),
        );
        for (area, back) in plot.areas.iter().zip(turned.areas.iter().rev()) {
            prop_assert!(near(area.z, back.z, 1e-9) && near(area.z_adjusted, back.z_adjusted, 1e-9));
        }
        let (before, after) = (
            shrink::shrink(&one, Level::P95).expect("areas"),
            shrink::shrink(&other, Level::P95).expect("areas"),
        );
        for (area, back) in before.areas.iter().zip(after.areas.iter().rev()) {
            prop_assert!(near(area.shrunk, back.shrunk, 1e-6), "{area:?} {back:?}");
        }
    }

    #[test]
    fn columns_are_what_single_funnels_give(shares in shares(), other in shares()) {
        let len = shares.0.len().min(other.0.len());
        let joined = |one: &[f64], two: &[f64]| [&one[..len], &two[..len]].concat();
        let (x, n) = (joined(&shares.0, &other.0), joined(&shares.1, &other.1));
        for widening in Widening::ALL {
            let columns = funnels(Kind::Proportion, &x, &n, len, widening).expect("columns");
            for indicator in [0, 1] {
                let rows = indicator * len..(indicator + 1) * len;
                let areas = Areas::proportions(&x[rows.clone()], &n[rows.clone()]).expect("shares");
                let one = funnel(&areas, None, widening).expect("a funnel");
                for (row, area) in rows.zip(&one.areas) {
                    prop_assert_eq!(area.z.unwrap_or(f64::NAN).to_bits(), columns.z[row].to_bits());
                    let verdict = match (area.verdict, area.above) {
                        (None, _) => FunnelColumns::NONE,
                        (Some(Verdict::Within), _) => 0,
                        (Some(Verdict::Outside95), Some(true)) => 1,
                        (Some(Verdict::Outside95), _) => -1,
                        (Some(Verdict::Outside998), Some(true)) => 2,
                        (Some(Verdict::Outside998), _) => -2,
                    };
                    prop_assert_eq!(verdict, columns.verdict[row]);
                }
            }
        }
    }

    #[test]
    fn an_area_is_outside_where_its_point_is_beyond_the_lines_of_the_picture(shares in shares()) {
        for widening in [Widening::None, Widening::Additive, Widening::Multiplicative] {
            let found = funnel(&of(&shares), None, widening).expect("a funnel");
            for area in &found.areas {
                let (Some(value), Some(verdict), Some(size)) = (area.value, area.verdict, area.size) else { continue };
                let point = found.curve(&[size]).expect("a curve")[0];
                let beyond = |lower: f64, upper: f64| value < lower - 1e-9 || value > upper + 1e-9;
                let near_a_line = |lower: f64, upper: f64| (value - lower).abs() < 1e-8 || (value - upper).abs() < 1e-8;
                let (lower, edge) = (point.limits_95.lower, point.edge_95);
                prop_assert!(near_a_line(lower, edge) || beyond(lower, edge) == (verdict != Verdict::Within), "{area:?}");
                let (lower, edge) = (point.limits_998.lower, point.edge_998);
                let far = verdict == Verdict::Outside998;
                prop_assert!(near_a_line(lower, edge) || beyond(lower, edge) == far, "{area:?}");
            }
        }
    }

    #[test]
    fn shrunk_values_lie_between_their_own_and_the_common_one(shares in shares()) {
        let shrunk = shrink::shrink(&of(&shares), Level::P95).expect("areas");
        for (area, estimate) in shrunk.areas.iter().zip(&shrunk.estimates) {
            let (Some(raw), Some(value), Some(weight), Some(mean)) = (area.raw, area.shrunk, area.weight, shrunk.mean)
            else { continue };
            prop_assert!((0.0..=1.0).contains(&weight));
            prop_assert!(raw.min(mean) - 1e-12 <= value && value <= raw.max(mean) + 1e-12);
            prop_assert!((weight * raw + (1.0 - weight) * mean - value).abs() < 1e-9);
            prop_assert!(estimate.interval.is_none_or(|interval| interval.contains(value)));
            let beyond = estimate.warnings.contains(&Warning::NoStandardError);
            prop_assert_eq!(estimate.interval.is_some() || beyond, shrunk.between_sd > Some(0.0));
        }
    }

    #[test]
    fn another_unit_of_exposure_is_another_unit_of_the_rate(
        events in prop::collection::vec(0..60_u32, 3..12), exposure in prop::collection::vec(1.0..50.0, 12),
    ) {
        let events: Vec<f64> = events.into_iter().map(f64::from).collect();
        let exposure = &exposure[..events.len()];
        let larger: Vec<f64> = exposure.iter().map(|time| 1024.0 * time).collect();
        let one = Areas::rates(&events, exposure, 1.0).expect("rates");
        let other = Areas::rates(&events, &larger, 1024.0).expect("rates");
        let (one, other) = (
            shrink::shrink(&one, Level::P95).expect("areas"),
            shrink::shrink(&other, Level::P95).expect("areas"),
        );
        for (one, other) in one.estimates.iter().zip(&other.estimates) {
            prop_assert!(near(one.value, other.value, 1e-7));
            let lower = |estimate: &helhed::Estimate| estimate.interval.map(|interval| interval.lower);
            prop_assert!(near(lower(one), lower(other), 1e-6));
        }
    }

    #[test]
    fn values_move_and_stretch_with_their_areas(
        values in prop::collection::vec(-5.0..5.0, 3..10), se in prop::collection::vec(0.1..2.0, 10),
    ) {
        let se = &se[..values.len()];
        for (_, between) in BetweenVariance::ALL {
            let shrunk = |values: &[f64], se: &[f64]| {
                shrink::normal(&Areas::values(values, se).expect("values"), between, Level::P95).expect("areas")
            };
            let stretched: Vec<f64> = values.iter().map(|value| 4.0 * value + 8.0).collect();
            let wider: Vec<f64> = se.iter().map(|se| 4.0 * se).collect();
            for (one, other) in shrunk(&values, se).areas.iter().zip(&shrunk(&stretched, &wider).areas) {
                let moved = one.shrunk.map(|value| 4.0 * value + 8.0).expect("a value");
                prop_assert!((moved - other.shrunk.expect("a value")).abs() < 1e-6, "{between:?}");
            }
        }
    }

    #[test]
    fn sets_hold_the_rank_that_was_seen(values in prop::collection::vec(-3.0..3.0, 1..9), se in 0.05..2.0) {
        let errors = vec![se; values.len()];
        let sets = rank_sets(&values, &errors, Level::P95, 1000, 9).expect("sets");
        prop_assert_eq!(&sets, &rank_sets(&values, &errors, Level::P95, 1000, 9).expect("sets"));
        prop_assert!(sets.critical.1 <= sets.critical.0);
        for (value, set) in values.iter().zip(&sets.ranges) {
            let better = values.iter().filter(|other| *other > value).count() as u64;
            prop_assert!(set.best <= better + 1 && better < set.worst && set.worst <= values.len() as u64);
        }
        let wider = rank_sets(&values, &errors, Level::new(0.99).expect("a level"), 1000, 9).expect("sets");
        for (set, wide) in sets.ranges.iter().zip(&wider.ranges) {
            prop_assert!(wide.best <= set.best && set.worst <= wide.worst);
        }
    }

    #[test]
    fn probabilities_of_quarters_add_up(shares in shares()) {
        let ranking = rank(&of(&shares), Level::P95, FEW).expect("ranks");
        let best: f64 = ranking.areas.iter().filter_map(|area| area.best_quarter).sum();
        let worst: f64 = ranking.areas.iter().filter_map(|area| area.worst_quarter).sum();
        if ranking.areas.iter().any(|area| area.best_quarter.is_some()) {
            prop_assert!((best - ranking.quarter as f64).abs() < 1e-9 && (worst - ranking.quarter as f64).abs() < 1e-9);
        }
    }

    #[test]
    fn limits_close_in_on_the_target(target in 0.02..0.98, size in 20..2_000_u32) {
        let share = Chance::share(target).expect("a target");
        let width = |size: f64| {
            let limits = share.limits(size, 0.0, Level::P95).expect("limits");
            limits.upper - limits.lower
        };
        prop_assert!(width(4.0 * f64::from(size)) < width(f64::from(size)));
    }
}

#[test]
fn areas_that_could_not_differ_more_are_not_called_alike() {
    for events in [vec![0.0, 10.0, 0.0, 10.0], vec![0.0, 10.0]] {
        let units = vec![10.0; events.len()];
        let shrunk = shrink::shrink(&of(&(events.clone(), units)), Level::P95).expect("areas");
        assert!(shrunk.warnings.is_empty(), "{:?}", shrunk.warnings);
        for (area, events) in shrunk.areas.iter().zip(events) {
            assert!((area.shrunk.expect("a value") - events / 10.0).abs() < 1e-4, "{area:?}");
        }
    }
    // One cluster of events among many areas: the prior is so narrow at zero that its quantiles are below any double.
    let mut events = vec![0.0; 130];
    events[129] = 15.0;
    let rates = Areas::rates(&events, &[200.0; 130], 1.0).expect("rates");
    let shrunk = shrink::shrink(&rates, Level::P95).expect("areas");
    let none = &shrunk.estimates.as_slice()[0];
    assert!(none.interval.is_none() && none.warnings.contains(&Warning::NoStandardError), "{none:?}");
    let cluster = shrunk.estimates.as_slice()[129].interval.expect("an interval");
    assert!(cluster.lower > 0.03 && cluster.upper < 0.2, "{cluster:?}");
}

#[test]
fn the_target_does_not_count_neighbours_twice() {
    let areas = Areas::proportions(&[3.0, 4.0, 9.0], &[20.0, 20.0, 30.0]).expect("shares");
    let alone = funnel(&areas, None, Widening::None).expect("a funnel");
    let near = [(1.into(), vec![2.into()])].into();
    let together = funnel(&areas.with_neighbours(&near).expect("neighbours"), None, Widening::None).expect("a funnel");
    assert_eq!((alone.target, together.target), (Some(16.0 / 70.0), Some(16.0 / 70.0)));
    assert_eq!(together.areas[0].value, Some(7.0 / 40.0));
}

#[test]
fn estimates_that_say_their_counts_are_judged_by_them() {
    let areas = Areas::proportions(&[0.0, 5.0, 10.0, 50.0], &[50.0, 40.0, 60.0, 60.0]).expect("shares");
    let direct = funnel(&areas, None, Widening::None).expect("a funnel");
    let mut estimates = direct.estimates.clone();
    let found = funnel(&Areas::of_estimates(&estimates).expect("areas"), None, Widening::None).expect("a funnel");
    assert_eq!((found.target, found.warnings.clone()), (direct.target, direct.warnings.clone()));
    for (area, back) in direct.areas.iter().zip(&found.areas) {
        let judged = |area: &FunnelArea| (area.value, area.z, area.verdict, area.limits_95);
        assert_eq!(judged(area), judged(back));
    }
    // With a design effect in its standard error an estimate is more than its counts.
    let wider = |mut estimate: helhed::Estimate| {
        estimate.se = estimate.se.map(|se| 2.0 * se);
        estimate
    };
    estimates = estimates.iter().cloned().map(wider).collect();
    let found = funnel(&Areas::of_estimates(&estimates).expect("areas"), None, Widening::None).expect("a funnel");
    assert!(found.areas[1].z.expect("a score").abs() < direct.areas[1].z.expect("a score").abs());
}
