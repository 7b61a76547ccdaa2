//! What must hold of every interval, whatever the counts and the level.

use helhed::cells::{MeanCell, ProportionCell, RateCell};
use helhed::comparisons::{change, difference, ratio};
use helhed::estimates::{mean, proportion, rate, total};
use helhed::synthesis::economy::{Cost, cost_per_outcome};
use helhed::{Estimate, Level, Result};
use helhed_tests::laws::{
    counts, events, level, limits, nested, no_nan, numbers, occurrences, ordered, same, share, time,
};
use proptest::prelude::*;

type OneShare = fn(&ProportionCell, Level) -> Result<Estimate>;
type OneRate = fn(&RateCell, Level) -> Result<Estimate>;

const SHARES: [OneShare; 2] = [proportion::wilson, proportion::clopper_pearson];
const RATES: [OneRate; 2] = [rate::byar, rate::exact];

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_share((x, n) in counts(), level in level(), wider in level()) {
        for method in SHARES {
            let estimate = method(&share(x, n), level).expect("an estimate");
            no_nan(std::slice::from_ref(&estimate))?;
            ordered(&estimate, 0.0, 1.0)?;
            let interval = limits(Ok(estimate));
            prop_assert!((interval.lower == 0.0) == (x == 0) && (interval.upper == 1.0) == (x == n), "{interval:?}");
            let other = limits(method(&share(x, n), wider));
            let (inner, outer) = if level <= wider { (interval, other) } else { (other, interval) };
            prop_assert!(nested(inner, outer), "{inner:?} {outer:?}");
            let mirrored = limits(method(&share(n - x, n), level));
            prop_assert!(same(interval.lower, 1.0 - mirrored.upper) && same(interval.upper, 1.0 - mirrored.lower));
        }
    }

    #[test]
    fn one_more_unit_moves_a_share_a_little((x, n) in counts(), level in level()) {
        let most = (2.0 + level.z() * level.z()) / n as f64;
        for method in SHARES {
            let before = limits(method(&share(x, n), level));
            let lower = limits(method(&share(x, n + 1), level));
            let higher = limits(method(&share(x + 1, n + 1), level));
            for (low, middle, high) in
                [(lower.lower, before.lower, higher.lower), (lower.upper, before.upper, higher.upper)]
            {
                prop_assert!(low <= middle + 1e-12 && middle <= high + 1e-12, "{low} {middle} {high}");
                prop_assert!(middle - low <= most && high - middle <= most, "{low} {middle} {high} {most}");
            }
            if x < n {
                let more = limits(method(&share(x + 1, n), level));
                prop_assert!(before.lower <= more.lower && before.upper <= more.upper, "{before:?} {more:?}");
            }
        }
    }

    #[test]
    fn one_rate(x in occurrences(), time in time(), level in level(), wider in level(), factor in 0.01..100.0) {
        for method in RATES {
            let estimate = method(&events(x, time), level).expect("an estimate");
            no_nan(std::slice::from_ref(&estimate))?;
            ordered(&estimate, 0.0, f64::INFINITY)?;
            let interval = limits(Ok(estimate));
            prop_assert!(x > 0 || interval.lower == 0.0);
            let other = limits(method(&events(x, time), wider));
            let (inner, outer) = if level <= wider { (interval, other) } else { (other, interval) };
            prop_assert!(nested(inner, outer), "{inner:?} {outer:?}");
            let more = limits(method(&events(x + 1, time), level));
            prop_assert!(interval.lower <= more.lower && interval.upper < more.upper, "{interval:?} {more:?}");
            let scaled = limits(method(&events(x, time * factor), level));
            prop_assert!(same(scaled.upper * factor, interval.upper) && same(scaled.lower * factor, interval.lower));
        }
    }

    #[test]
    fn two_shares((x1, n1) in counts(), (x2, n2) in counts(), level in level(), wider in level()) {
        let (of, against) = (share(x1, n1), share(x2, n2));
        let difference = |of, against, level| difference::newcombe(of, against, level).expect("an estimate");
        let ratio = |of, against, level| ratio::koopman(of, against, level).expect("an estimate");
        let (gap, times) = (difference(&of, &against, level), ratio(&of, &against, level));
        no_nan(&[gap.clone(), times.clone(), change::percent(times.clone())])?;
        ordered(&gap, -1.0, 1.0)?;
        ordered(&times, 0.0, f64::INFINITY)?;

        let back = difference(&against, &of, level);
        let (there, mirror) = (limits(Ok(gap.clone())), limits(Ok(back.clone())));
        prop_assert!(same(there.lower, -mirror.upper) && same(there.upper, -mirror.lower), "{there:?} {mirror:?}");
        prop_assert_eq!(gap.value.expect("units"), -back.value.expect("units"));

        let back = ratio(&against, &of, level);
        let (there, mirror) = (limits(Ok(times.clone())), limits(Ok(back.clone())));
        prop_assert!(same(there.lower, 1.0 / mirror.upper) && same(there.upper, 1.0 / mirror.lower), "{there:?} {mirror:?}");
        prop_assert_eq!(times.value.is_some(), back.value.is_some());

        for (narrow, wide) in [
            (limits(Ok(gap)), limits(Ok(difference(&of, &against, wider)))),
            (limits(Ok(times)), limits(Ok(ratio(&of, &against, wider)))),
        ] {
            let (inner, outer) = if level <= wider { (narrow, wide) } else { (wide, narrow) };
            prop_assert!(nested(inner, outer), "{inner:?} {outer:?}");
        }
        if x1 < n1 {
            let more = share(x1 + 1, n1);
            let (one, two) = (limits(Ok(difference(&of, &against, level))), limits(Ok(difference(&more, &against, level))));
            prop_assert!(one.lower <= two.lower + 1e-12 && one.upper <= two.upper + 1e-12, "{one:?} {two:?}");
            let (one, two) = (limits(Ok(ratio(&of, &against, level))), limits(Ok(ratio(&more, &against, level))));
            prop_assert!(one.lower <= two.lower * (1.0 + 1e-9) && one.upper <= two.upper * (1.0 + 1e-9), "{one:?} {two:?}");
        }
    }

    #[test]
    fn two_rates(x1 in occurrences(), t1 in time(), x2 in occurrences(), t2 in time(), level in level(), wider in level()) {
        let (of, against) = (events(x1, t1), events(x2, t2));
        let exact = |of, against, level| ratio::exact(of, against, level).expect("an estimate");
        let times = exact(&of, &against, level);
        no_nan(&[times.clone(), change::percent(times.clone())])?;
        ordered(&times, 0.0, f64::INFINITY)?;
        let back = exact(&against, &of, level);
        let (there, mirror) = (limits(Ok(times.clone())), limits(Ok(back.clone())));
        prop_assert!(same(there.lower, 1.0 / mirror.upper) && same(there.upper, 1.0 / mirror.lower), "{there:?} {mirror:?}");
        prop_assert_eq!(times.p_value.is_some(), back.p_value.is_some());
        prop_assert!(same(times.p_value.unwrap_or(1.0), back.p_value.unwrap_or(1.0)), "{times:?} {back:?}");
        let wide = limits(Ok(exact(&of, &against, wider)));
        let (inner, outer) = if level <= wider { (there, wide) } else { (wide, there) };
        prop_assert!(nested(inner, outer), "{inner:?} {outer:?}");
        let more = limits(Ok(exact(&events(x1 + 1, t1), &against, level)));
        prop_assert!(there.lower <= more.lower && there.upper <= more.upper, "{there:?} {more:?}");
    }

    #[test]
    fn means(
        first in prop::collection::vec(-1e6..1e6, 0..12),
        second in prop::collection::vec(prop_oneof![Just(3.0), -1e3..1e3], 0..12),
        level in level(),
        wider in level(),
    ) {
        let cell = |values: &[f64]| MeanCell::from_values(values.iter().copied().map(Some)).expect("finite");
        let (of, against) = (cell(&first), cell(&second));
        let one = mean::t(&of, level).expect("an estimate");
        let gap = difference::welch(&of, &against, level).expect("an estimate");
        let back = difference::welch(&against, &of, level).expect("an estimate");
        no_nan(&[one.clone(), gap.clone(), back.clone()])?;
        for (estimate, wide) in [
            (&one, mean::t(&of, wider).expect("an estimate")),
            (&gap, difference::welch(&of, &against, wider).expect("an estimate")),
        ] {
            ordered(estimate, f64::NEG_INFINITY, f64::INFINITY)?;
            if let (Some(narrow), Some(wide)) = (estimate.interval, wide.interval) {
                let (inner, outer) = if level <= wider { (narrow, wide) } else { (wide, narrow) };
                prop_assert!(outer.lower <= inner.lower && inner.upper <= outer.upper, "{inner:?} {outer:?}");
            }
        }
        prop_assert_eq!(gap.value, back.value.map(|value| -value));
        prop_assert_eq!(gap.interval.map(|there| there.lower), back.interval.map(|mirror| -mirror.upper));
        prop_assert_eq!(gap.p_value, back.p_value);
    }

    #[test]
    fn costs((x, n) in counts(), kroner in 0.01..1e12, level in level()) {
        for cost in [Cost::complete(kroner), Cost::partial(kroner)] {
            let estimate = cost_per_outcome(cost.expect("a cost"), &share(x, n), level);
            no_nan(std::slice::from_ref(&estimate))?;
            ordered(&estimate, 0.0, f64::INFINITY)?;
        }
    }
}

#[test]
fn nothing_observed_has_no_value_and_a_warning() {
    let (empty, one) = (ProportionCell::default(), share(1, 1));
    let (still, some) = (RateCell::default(), events(1, 2.0));
    let level = Level::P95;
    let estimates = [
        proportion::wilson(&empty, level),
        proportion::clopper_pearson(&empty, level),
        rate::byar(&still, level),
        rate::exact(&still, level),
        mean::t(&MeanCell::default(), level),
        difference::newcombe(&empty, &one, level),
        difference::newcombe(&one, &empty, level),
        ratio::koopman(&one, &empty, level),
        ratio::exact(&some, &still, level),
        difference::welch(&MeanCell::default(), &MeanCell::default(), level),
        Ok(total::count(&Default::default())),
        Ok(total::money(&Default::default())),
        Ok(cost_per_outcome(Cost::complete(1.0).expect("a cost"), &empty, level)),
    ];
    for estimate in estimates.into_iter().map(|estimate| estimate.expect("thin data is no error")) {
        assert_eq!((estimate.value, estimate.interval), (None, None), "{estimate:?}");
        assert!(!estimate.warnings.is_empty(), "{estimate:?}");
        assert!(numbers(&estimate).iter().all(|number| !number.is_nan()), "{estimate:?}");
    }
}
