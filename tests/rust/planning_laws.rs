//! What must hold of adjusted p-values, of plans and of equivalence tests, whatever the numbers.

use helhed::cells::MeanCell;
use helhed::error::Result;
use helhed::records::Pairs;
use helhed::synthesis::equivalence::{self, Equivalence, Margins, Verdict};
use helhed::synthesis::multiplicity::{self, Adjusted, romano_wolf, within_families};
use helhed::synthesis::power::{
    AreaPanel, cluster_design, difference_in_differences, intraclass, two_proportions, two_rates,
};
use helhed::{Level, Warning};
use helhed_tests::laws::{counts, events, same, share, time};
use proptest::prelude::*;

type Adjustment = fn(&[Option<f64>]) -> Result<Adjusted>;

const ALL: [Adjustment; 6] = [
    multiplicity::holm,
    multiplicity::hochberg,
    multiplicity::hommel,
    multiplicity::bonferroni,
    multiplicity::benjamini_hochberg,
    multiplicity::benjamini_yekutieli,
];

fn p_values() -> impl Strategy<Value = Vec<Option<f64>>> {
    let p = prop_oneof![4 => 0.0..=1.0, 2 => 0.0..0.05, 1 => Just(0.0), 1 => Just(1.0), 1 => Just(0.03)];
    prop::collection::vec(prop_oneof![6 => p.prop_map(Some), 1 => Just(None), 1 => Just(Some(f64::NAN))], 0..25)
}

fn cell(values: &[f64]) -> MeanCell {
    MeanCell::from_values(values.iter().copied().map(Some)).expect("finite")
}

/// The tests agree with the interval, unless a bound lies on a margin but for rounding.
fn agrees(found: &Equivalence) -> std::result::Result<(), TestCaseError> {
    let Some(interval) = found.estimate.interval else {
        prop_assert!(found.verdict == Verdict::NotShown && !found.estimate.warnings.is_empty(), "{found:?}");
        return Ok(());
    };
    let near = |bound: f64, margin: f64| (bound - margin).abs() <= 1e-9 * (bound.abs() + margin.abs()) + 1e-12;
    let (low, high) = (found.margins.low(), found.margins.high());
    if near(interval.lower, low) || near(interval.upper, high) {
        return Ok(());
    }
    let inside = low < interval.lower && interval.upper < high;
    prop_assert_eq!(inside, found.verdict == Verdict::Equivalent, "{:?}", found);
    let alpha = found.margins.alpha();
    prop_assert_eq!(low < interval.lower, found.p_lower.expect("tested") < alpha, "{:?}", found);
    prop_assert_eq!(interval.upper < high, found.p_upper.expect("tested") < alpha, "{:?}", found);
    prop_assert_eq!(found.p_value, found.p_lower.zip(found.p_upper).map(|(lower, upper)| lower.max(upper)));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn adjusted_p_values_keep_their_places_and_their_order(p in p_values(), turn in 0..25_usize) {
        for method in ALL {
            let found = method(&p).expect("p-values");
            let mut there: Vec<(f64, f64)> = Vec::new();
            for ((given, raw), adjusted) in p.iter().zip(&found.p_values).zip(&found.adjusted) {
                let given = given.filter(|p| !p.is_nan());
                prop_assert_eq!(given, *raw);
                prop_assert_eq!(given.is_none(), adjusted.is_none());
                if let (Some(raw), Some(adjusted)) = (*raw, *adjusted) {
                    prop_assert!(raw * (1.0 - 1e-15) <= adjusted && adjusted <= 1.0, "{raw} {adjusted}");
                    there.push((raw, adjusted));
                }
            }
            prop_assert_eq!(found.missing as usize, p.len() - there.len());
            let counted = Warning::MissingValues { missing: found.missing, of: p.len() as u64 };
            prop_assert_eq!(found.warnings.contains(&counted), found.missing > 0);
            there.sort_by(|one, two| one.0.total_cmp(&two.0));
            prop_assert!(there.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{there:?}");
            // The gaps change nothing for the others, and neither does the order.
            let bare: Vec<Option<f64>> = p.iter().copied().filter(|p| p.is_some_and(|p| !p.is_nan())).collect();
            let others: Vec<Option<f64>> = found.adjusted.iter().copied().filter(Option::is_some).collect();
            prop_assert_eq!(&method(&bare).expect("p-values").adjusted, &others);
            if !p.is_empty() {
                let (mut turned, mut expected) = (p.clone(), found.adjusted.clone());
                turned.rotate_left(turn % p.len());
                expected.rotate_left(turn % p.len());
                prop_assert_eq!(method(&turned).expect("p-values").adjusted, expected);
            }
        }
    }

    #[test]
    fn the_adjustments_stand_in_their_order(p in p_values()) {
        let of = |method: Adjustment| method(&p).expect("p-values").adjusted;
        let [holm, hochberg, hommel, bonferroni, bh, by] = ALL.map(of);
        for (smaller, larger) in [(&holm, &bonferroni), (&hochberg, &holm), (&hommel, &hochberg), (&bh, &hommel), (&bh, &by)] {
            for (smaller, larger) in smaller.iter().flatten().zip(larger.iter().flatten()) {
                prop_assert!(*smaller <= larger * (1.0 + 1e-14), "{smaller} {larger} of {p:?}");
            }
        }
    }

    #[test]
    fn families_are_adjusted_one_by_one(p in p_values(), split in 0..25_usize) {
        let split = split.min(p.len());
        let families: Vec<_> = (0..p.len()).map(|row| i64::from(row < split).into()).collect();
        for method in ALL {
            let found = within_families(&families, &p, method).expect("p-values").adjusted;
            let (first, second) = p.split_at(split);
            let expected = [method(first).expect("p-values").adjusted, method(second).expect("p-values").adjusted].concat();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn romano_wolf_is_its_definition(
        observed in prop::collection::vec(prop_oneof![5 => (-4.0..4.0).prop_map(Some), 1 => Just(None)], 1..6),
        numbers in prop::collection::vec(-4.0..4.0, 5..150),
    ) {
        let m = observed.len();
        let resampled: Vec<Vec<f64>> = numbers.chunks_exact(m).map(<[f64]>::to_vec).collect();
        let found = romano_wolf(&observed, &resampled).expect("statistics");
        let beyond = |set: &[usize], limit: f64| {
            let reaches = |row: &&Vec<f64>| set.iter().any(|&column| row[column].abs() >= limit);
            (resampled.iter().filter(reaches).count() as f64 + 1.0) / (resampled.len() as f64 + 1.0)
        };
        for (column, statistic) in observed.iter().enumerate() {
            let Some(statistic) = statistic.map(f64::abs) else {
                prop_assert_eq!((found.p_values[column], found.adjusted[column]), (None, None));
                continue;
            };
            prop_assert_eq!(found.p_values[column], Some(beyond(&[column], statistic)));
            // Every step up to this one: the hypotheses whose statistics are not larger.
            let steps = observed.iter().flatten().map(|one| one.abs()).filter(|one| *one >= statistic);
            let step = |limit: f64| {
                let set: Vec<usize> = (0..m).filter(|&one| observed[one].is_some_and(|o| o.abs() <= limit)).collect();
                beyond(&set, limit)
            };
            prop_assert_eq!(found.adjusted[column], Some(steps.map(step).fold(0.0, f64::max)));
            prop_assert!(found.adjusted[column] >= found.p_values[column]);
        }
        prop_assert!(found.monte_carlo_se().expect("resampled").iter().flatten().all(|se| *se >= 0.0 && *se <= 0.5));
    }

    #[test]
    fn plans_for_shares_give_each_other_back(p1 in 0.0..=1.0_f64, p2 in 0.0..=1.0_f64, power in 0.2..0.999, alpha in 0.001..0.15) {
        prop_assume!((p1 - p2).abs() > 1e-4);
        let plan = two_proportions(p1, Some(p2), None, Some(power), alpha).expect("a plan");
        let n = plan.n_per_group.expect("solved");
        let back = two_proportions(p1, Some(p2), Some(n), None, alpha).expect("a plan");
        prop_assert!((back.power.expect("solved") - power).abs() < 1e-9, "{plan:?} {back:?}");
        let more = two_proportions(p1, Some(p2), Some(1.3 * n), None, alpha).expect("a plan").power;
        prop_assert!(more >= back.power, "{back:?} {more:?}");
        let mirrored = two_proportions(1.0 - p1, Some(1.0 - p2), None, Some(power), alpha).expect("a plan");
        prop_assert!(same(n, mirrored.n_per_group.expect("solved")));
        let found = two_proportions(p1, None, Some(n.max(30.0)), Some(power), alpha).expect("a plan");
        for p2 in [found.p2, found.p2_below].into_iter().flatten() {
            prop_assert!((0.0..=1.0).contains(&p2));
            let again = two_proportions(p1, Some(p2), Some(n.max(30.0)), None, alpha).expect("a plan").power;
            prop_assert!(again.is_some_and(|again| (again - power).abs() < 1e-6), "{found:?} {again:?}");
        }
    }

    #[test]
    fn plans_for_rates_give_each_other_back(rate1 in 1e-4..10.0, times in 0.0..4.0_f64, power in 0.2..0.999, alpha in 0.001..0.15) {
        prop_assume!((times - 1.0_f64).abs() > 1e-4);
        let rate2 = rate1 * times;
        let plan = two_rates(rate1, Some(rate2), None, Some(power), alpha).expect("a plan");
        let exposure = plan.exposure_per_group;
        let back = two_rates(rate1, Some(rate2), exposure, None, alpha).expect("a plan").power;
        prop_assert!(back.is_some_and(|back| (back - power).abs() < 1e-9), "{plan:?} {back:?}");
        let found = two_rates(rate1, None, exposure, Some(power), alpha).expect("a plan");
        let again = if rate2 > rate1 { found.rate2 } else { found.rate2_below };
        prop_assert!(again.is_some_and(|again| (again - rate2).abs() < 1e-7 * rate1), "{plan:?} {found:?}");
        let more = two_rates(rate1, Some(rate2), exposure.map(|time| 1.5 * time), None, alpha).expect("a plan").power;
        prop_assert!(more > back);
    }

    #[test]
    fn plans_for_areas_give_each_other_back(
        treated in 1..30_u64, untreated in 2..30_u64, before in 1..9_u64, after in 1..9_u64,
        sd in 0.01..10.0, correlation in -0.9..0.99, power in 0.2..0.99, alpha in 0.01..0.15,
    ) {
        let panel = AreaPanel { areas: treated + untreated, treated, before, after, sd, correlation };
        let plan = difference_in_differences(panel, None, Some(power), alpha).expect("a plan");
        let effect = plan.effect.expect("solved");
        for effect in [effect, -effect] {
            let back = difference_in_differences(panel, Some(effect), None, alpha).expect("a plan").power;
            prop_assert!(back.is_some_and(|back| (back - power).abs() < 1e-9), "{plan:?} {back:?}");
        }
        let more = AreaPanel { areas: panel.areas + 2, treated: treated + 1, ..panel };
        let smaller = difference_in_differences(more, None, Some(power), alpha).expect("a plan").effect;
        prop_assert!(smaller.expect("solved") < effect);
    }

    #[test]
    fn clusters_cost_units(m in 1.0..200.0, icc in 0.0..=1.0, cv in 0.0..2.0, n in 1.0..1e5) {
        let design = cluster_design(m, icc, cv, n).expect("a design");
        prop_assert!(1.0 <= design.design_effect && design.design_effect <= design.design_effect_unequal * (1.0 + 1e-12));
        prop_assert!(same(design.effective_n * design.n_required, n * n));
        prop_assert!(design.clusters_required as f64 * m >= design.n_required_unequal * (1.0 - 1e-12));
        let strangers = cluster_design(m, 0.0, cv, n).expect("a design");
        prop_assert_eq!((strangers.design_effect, strangers.design_effect_unequal), (1.0, 1.0));
    }

    #[test]
    fn a_correlation_lies_in_its_interval(
        clusters in prop::collection::vec(prop::collection::vec(prop_oneof![Just(3.0), -9.0..9.0], 0..6), 0..8),
        shift in -50.0..50.0,
    ) {
        let cells: Vec<MeanCell> = clusters.iter().map(|values| cell(values)).collect();
        let found = intraclass(&cells, Level::P95).expect("a result");
        match (found.estimate.value, found.estimate.interval) {
            (Some(value), Some(interval)) => {
                prop_assert!(value <= 1.0 && interval.lower <= value && value <= interval.upper, "{found:?}");
                prop_assert_eq!(value < 0.0, found.estimate.warnings.contains(&Warning::NegativeCorrelation));
                let moved: Vec<MeanCell> =
                    clusters.iter().map(|values| cell(&values.iter().map(|v| v + shift).collect::<Vec<_>>())).collect();
                let moved = intraclass(&moved, Level::P95).expect("a result").estimate.value;
                prop_assert!(moved.is_some_and(|moved| (moved - value).abs() < 1e-6), "{found:?} {moved:?}");
            }
            (None, None) => prop_assert!(found.estimate.warnings.contains(&Warning::NoClusterVariance), "{found:?}"),
            _ => prop_assert!(false, "{found:?}"),
        }
    }

    #[test]
    fn equivalent_means_are_those_whose_interval_lies_inside(
        first in prop::collection::vec(prop_oneof![Just(3.0), -9.0..9.0], 0..12),
        second in prop::collection::vec(prop_oneof![Just(3.0), -9.0..9.0], 0..12),
        low in -12.0..2.0, width in 0.1..20.0, alpha in 0.001..0.4,
    ) {
        let margins = Margins::new(low, low + width, alpha).expect("margins");
        agrees(&equivalence::welch(&cell(&first), &cell(&second), margins).expect("a result"))?;
        agrees(&equivalence::pooled(&cell(&first), &cell(&second), margins).expect("a result"))?;
        let both = first.len().min(second.len());
        let column = |values: &[f64]| values[..both].iter().copied().map(Some).collect::<Vec<_>>();
        let pairs = Pairs::from_values(column(&first), column(&second)).expect("pairs");
        agrees(&equivalence::paired(&pairs, margins).expect("a result"))?;
    }

    #[test]
    fn equivalent_shares_are_those_whose_interval_lies_inside(
        (x1, n1) in counts(), (x2, n2) in counts(), low in -0.9..0.5, width in 0.01..0.49, alpha in 0.001..0.4,
    ) {
        let margins = Margins::new(low, low + width, alpha).expect("margins");
        let found = equivalence::risk_difference(&share(x1, n1), &share(x2, n2), margins).expect("a result");
        agrees(&found)?;
        let interval = found.estimate.interval.expect("units");
        prop_assert!(-1.0 <= interval.lower && interval.upper <= 1.0 && interval.contains(found.estimate.value.expect("units")));
        let mirrored = Margins::new(-low - width, -low, alpha).expect("margins");
        let back = equivalence::risk_difference(&share(x2, n2), &share(x1, n1), mirrored).expect("a result");
        let (p_lower, p_upper) = (back.p_lower.expect("tested"), back.p_upper.expect("tested"));
        prop_assert!((p_lower - found.p_upper.expect("tested")).abs() < 1e-7, "{found:?} {back:?}");
        prop_assert!((p_upper - found.p_lower.expect("tested")).abs() < 1e-7, "{found:?} {back:?}");
    }

    #[test]
    fn equivalent_rates_are_those_whose_interval_lies_inside(
        x1 in 0..500_u64, t1 in time(), x2 in 0..500_u64, t2 in time(), low in 0.01..2.0, times in 1.05..9.0, alpha in 0.001..0.4,
    ) {
        let middle = t2 / t1;
        let margins = Margins::new(low * middle, low * times * middle, alpha).expect("margins");
        agrees(&equivalence::rate_ratio(&events(x1, t1), &events(x2, t2), margins).expect("a result"))?;
    }
}

/// The exact tests of two rates against binomial sums, term by term.
#[test]
fn the_tests_of_two_rates_are_binomial_sums() {
    let margins = Margins::new(0.6, 1.7, 0.05).expect("margins");
    let (t1, t2) = (3.0, 2.0);
    let chances = |n: u64, ratio: f64| -> Vec<f64> {
        let share = ratio * t1 / (ratio * t1 + t2);
        let mut ways = 1.0;
        (0..=n)
            .map(|k| {
                let chance = ways * share.powi(k as i32) * (1.0 - share).powi((n - k) as i32);
                ways *= (n - k) as f64 / (k + 1) as f64;
                chance
            })
            .collect()
    };
    for n in 0..=12_u64 {
        for x in 0..=n {
            let found = equivalence::rate_ratio(&events(x, t1), &events(n - x, t2), margins).expect("a result");
            let lower: f64 = chances(n, 0.6)[x as usize..].iter().sum();
            let upper: f64 = chances(n, 1.7)[..=x as usize].iter().sum();
            assert!((found.p_lower.expect("tested") / lower - 1.0).abs() < 1e-10, "{x} of {n}");
            assert!((found.p_upper.expect("tested") / upper - 1.0).abs() < 1e-10, "{x} of {n}");
        }
    }
}

/// The score statistic of a difference, its most likely shares found on a grid that narrows.
fn score((x1, n1): (f64, f64), (x2, n2): (f64, f64), d: f64) -> f64 {
    let log = |events: f64, share: f64| if events == 0.0 { 0.0 } else { events * share.ln() };
    let likelihood = |q: f64| log(x1, q + d) + log(n1 - x1, 1.0 - q - d) + log(x2, q) + log(n2 - x2, 1.0 - q);
    let (mut low, mut high) = ((-d).max(0.0), (1.0 - d).min(1.0));
    let mut best = low;
    for _ in 0..12 {
        let points: Vec<f64> = (0..=100).map(|k| low + (high - low) * f64::from(k) / 100.0).collect();
        best = points.into_iter().max_by(|a, b| likelihood(*a).total_cmp(&likelihood(*b))).expect("points");
        let step = (high - low) / 100.0;
        (low, high) = ((best - step).max(low), (best + step).min(high));
    }
    let q1 = best + d;
    (x1 / n1 - x2 / n2 - d) / (q1 * (1.0 - q1) / n1 + best * (1.0 - best) / n2).sqrt()
}

#[test]
fn the_tests_of_two_shares_are_score_tests() {
    let margins = Margins::new(-0.15, 0.2, 0.05).expect("margins");
    for (one, two) in [
        ((7.0, 10.0), (5.0, 12.0)),
        ((0.0, 10.0), (0.0, 30.0)),
        ((10.0, 10.0), (11.0, 12.0)),
        ((0.0, 9.0), (8.0, 8.0)),
        ((41.0, 300.0), (55.0, 280.0)),
    ] {
        let cells = (share(one.0 as u64, one.1 as u64), share(two.0 as u64, two.1 as u64));
        let found = equivalence::risk_difference(&cells.0, &cells.1, margins).expect("a result");
        let near = |got: Option<f64>, expected: f64| {
            assert!((got.expect("tested") - expected).abs() < 1e-6, "{found:?} {expected}")
        };
        near(found.statistic_lower, score(one, two, -0.15));
        near(found.statistic_upper, score(one, two, 0.2));
        // Mee's limits by bisection: the statistic falls with the difference.
        let z = margins.level().z();
        let limit = |mut low: f64, mut high: f64, target: f64| {
            for _ in 0..60 {
                let middle = 0.5 * (low + high);
                if score(one, two, middle) > target { low = middle } else { high = middle }
            }
            0.5 * (low + high)
        };
        let interval = found.estimate.interval.expect("units");
        let d = one.0 / one.1 - two.0 / two.1;
        near(Some(interval.lower), limit(-1.0 + 1e-12, d, z).max(-1.0 + 1e-12));
        near(Some(interval.upper), limit(d, 1.0 - 1e-12, -z));
    }
}

/// Poisson counts by their times: the power that is planned is the share of tests that find the difference.
#[test]
fn the_power_of_two_rates_is_what_simulation_finds() {
    let plan = two_rates(0.5, Some(0.8), Some(120.0), None, 0.05).expect("a plan");
    let mut state = 20_u64;
    let mut uniform = || {
        // SplitMix64.
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    };
    let mut poisson = |mean: f64| {
        let (mut time, mut events) = (0.0, 0.0);
        loop {
            time -= (1.0 - uniform()).ln();
            if time > mean {
                return events;
            }
            events += 1.0;
        }
    };
    let draws = 20_000;
    let found = (0..draws).filter(|_| {
        let (x1, x2) = (poisson(60.0), poisson(96.0));
        (x2 - x1) / f64::sqrt(x1 + x2) > 1.959_963_984_540_054
    });
    let share = found.count() as f64 / f64::from(draws);
    assert!((share - plan.power.expect("solved")).abs() < 0.015, "{share} {plan:?}");
}

#[test]
fn what_no_plan_can_be_is_refused() {
    let code = |result: Result<_>| result.map(|_: multiplicity::Adjusted| ()).expect_err("refused").code();
    assert_eq!(code(multiplicity::holm(&[Some(0.01), Some(1.2)])), "H008");
    assert_eq!(code(multiplicity::holm(&[Some(f64::INFINITY)])), "H008");
    assert_eq!(code(multiplicity::holm(&[Some(-1e-9)])), "H008");
    assert_eq!(code(within_families(&["a".into()], &[None, None], multiplicity::holm)), "H108");
    assert_eq!(code(within_families(&[helhed::estimate::KeyValue::Missing], &[None], multiplicity::holm)), "H107");
    assert_eq!(code(romano_wolf::<Vec<f64>>(&[Some(1.0)], &[])), "H103");
    assert_eq!(code(romano_wolf(&[Some(1.0)], &[vec![1.0, 2.0]])), "H108");
    assert_eq!(code(romano_wolf(&[Some(1.0)], &[vec![f64::NAN]])), "H107");
    assert_eq!(code(romano_wolf(&[Some(1.0)], &[vec![f64::INFINITY]])), "H104");
    let second = multiplicity::holm(&[None, Some(2.0)]).expect_err("refused");
    assert_eq!(second.at().to_string(), "row 2, argument `p_values`");
    let code = |result: Result<helhed::synthesis::power::TwoProportionsPower>| result.expect_err("refused").code();
    assert_eq!(code(two_proportions(0.2, Some(0.2), None, Some(0.8), 0.05)), "H512");
    assert_eq!(code(two_proportions(0.2, Some(0.3), Some(9.0), Some(0.8), 0.05)), "H510");
    assert_eq!(code(two_proportions(0.2, None, None, Some(0.8), 0.05)), "H510");
    assert_eq!(code(two_proportions(1.2, Some(0.3), None, Some(0.8), 0.05)), "H008");
    assert_eq!(code(two_proportions(0.2, Some(0.3), Some(0.0), None, 0.05)), "H008");
    assert_eq!(code(two_proportions(0.2, Some(0.3), None, Some(0.04), 0.05)), "H008");
    assert_eq!(code(two_proportions(0.2, Some(f64::NAN), None, Some(0.8), 0.05)), "H008");
    let margins = |low, high, alpha| Margins::new(low, high, alpha).expect_err("refused").code();
    assert_eq!(margins(1.0, 1.0, 0.05), "H511");
    assert_eq!(margins(f64::NAN, 1.0, 0.05), "H104");
    assert_eq!(margins(-1.0, 1.0, 0.5), "H008");
    let wide = Margins::new(-1.0, 0.1, 0.05).expect("margins");
    assert_eq!(equivalence::risk_difference(&share(1, 2), &share(1, 2), wide).expect_err("refused").code(), "H008");
    assert_eq!(equivalence::rate_ratio(&events(1, 2.0), &events(1, 2.0), wide).expect_err("refused").code(), "H008");
}

#[test]
fn nothing_to_plan_with_says_so() {
    let none = two_proportions(0.0, Some(0.0), Some(50.0), None, 0.05).expect("a plan");
    assert_eq!((none.power, &none.warnings[..]), (None, &[Warning::NoVariationInEither][..]));
    let few = two_proportions(0.5, None, Some(2.0), Some(0.99), 0.01).expect("a plan");
    assert_eq!((few.p2, few.p2_below, &few.warnings[..]), (None, None, &[Warning::PowerOutOfReach][..]));
    let still = two_rates(0.0, Some(0.0), Some(9.0), None, 0.05).expect("a plan");
    assert_eq!((still.power, still.warnings.len()), (None, 1));
    let panel = AreaPanel { areas: 2, treated: 1, before: 1, after: 1, sd: 1.0, correlation: 0.0 };
    let two = difference_in_differences(panel, None, Some(0.8), 0.05).expect("a plan");
    assert_eq!((two.effect, &two.warnings[..]), (None, &[Warning::NoAreaToSpare][..]));
    assert_eq!(multiplicity::hommel(&[]).expect("a list").adjusted, []);
    let constant = intraclass(&[cell(&[1.0, 1.0]), cell(&[2.0, 2.0])], Level::P95).expect("a result").estimate;
    assert_eq!((constant.value, &constant.warnings[..]), (Some(1.0), &[Warning::NoVariation][..]));
}

/// The interval by the quantiles of F in scipy 1.17.1, for the second case of the analysis of variance.
#[test]
fn the_interval_of_a_correlation_is_searles() {
    let groups: [&[f64]; 5] = [
        &[-0.078, -1.31, -0.977],
        &[-0.164, -0.213, -0.994, 0.954, 0.524, -0.146, 0.867],
        &[-1.849, -0.758, -3.197, -0.068],
        &[1.78, -1.093, 0.786, 1.72, 1.436, -0.121, 0.499, 0.608, -0.15],
        &[-0.187, -0.984, 0.037, -1.231, -2.053, 0.696],
    ];
    let interval = intraclass(&groups.map(cell), Level::P95).expect("a result").estimate.interval.expect("variance");
    assert!((interval.lower - 0.041_493_465_841_295_5).abs() < 1e-12, "{interval:?}");
    assert!((interval.upper - 0.861_099_377_648_963_5).abs() < 1e-12, "{interval:?}");
}
