//! What must hold of costs, savings and what it takes to pay, whatever the numbers.

use helhed::cells::ProportionCell;
use helhed::comparisons::difference;
use helhed::design::{Direction, Language};
use helhed::estimate::SynthesisWarning;
use helhed::report;
use helhed::synthesis::economy::{
    Bound, Course, Economy, Increment, Payer, Per, Price, PriceIndex, Ranged, Success, Uncertain, fieller,
};
use helhed::{Estimate, Level, Warning};
use proptest::prelude::*;

const LEVEL: Level = Level::P95;

fn price(label: &str, kroner: Ranged, per: Per, payer: Payer) -> Price {
    Price::new(label, kroner, per, payer, Some(2014), "a table").expect("a price")
}

fn fixed(value: f64) -> Ranged {
    Ranged::fixed(value).expect("finite")
}

fn compared(x: f64, n: f64, y: f64, m: f64) -> Estimate {
    let cell = |x, n| ProportionCell::from_counts(x, n).expect("counts");
    difference::newcombe(&cell(x, n), &cell(y, m), LEVEL).expect("a difference")
}

fn success() -> impl Strategy<Value = Success> {
    let counts = (1..200_u32, 1..200_u32, 0.0..=1.0_f64, 0.0..=1.0_f64);
    prop_oneof![
        counts.prop_map(|(n, m, x, y)| {
            let (n, m) = (f64::from(n), f64::from(m));
            let gained = compared((x * n).floor(), n, (y * m).floor(), m);
            Success::net(&gained, n, Direction::Higher).expect("a difference")
        }),
        (1..200_u32, 0.0..=1.0_f64).prop_map(|(n, x)| {
            let n = f64::from(n);
            Success::gross((x * n).floor(), n).expect("counts")
        }),
        (0..200_u64).prop_map(Success::Counted),
    ]
}

fn ranged(most: f64) -> impl Strategy<Value = Ranged> {
    [0.0..=most, 0.0..=most, 0.0..=most].prop_map(|mut three| {
        three.sort_by(f64::total_cmp);
        Ranged::new(three[1], three[0], three[2]).expect("in order")
    })
}

fn payer() -> impl Strategy<Value = Payer> {
    (0..Payer::ALL.len()).prop_map(|at| Payer::ALL[at])
}

fn prices() -> impl Strategy<Value = Vec<Price>> {
    let per = prop_oneof![Just(Per::Outcome), Just(Per::OutcomeYear), Just(Per::Programme)];
    let any = (ranged(1e5), per, payer()).prop_map(|(kroner, per, payer)| price("any", kroner, per, payer));
    let cost = (ranged(1e6), payer()).prop_map(|(kroner, payer)| price("cost", kroner, Per::Programme, payer));
    let saved = (ranged(1e5), payer()).prop_map(|(kroner, payer)| price("saved", kroner, Per::OutcomeYear, payer));
    (prop::collection::vec(any, 0..4), cost, saved).prop_map(|(mut all, cost, saved)| {
        all.extend([cost, saved]);
        all
    })
}

fn course() -> impl Strategy<Value = Course> {
    let shares = prop_oneof![Just(vec![1.0]), Just(vec![0.5, 0.5]), Just(vec![0.25, 0.25, 0.5])];
    (0..8_u32, shares, ranged(1.0), ranged(0.2)).prop_map(|(horizon, shares, relapse, discount)| {
        let course = Course::new(horizon).and_then(|course| course.phased(shares));
        course.and_then(|it| it.relapsing(relapse)?.discounted(discount)).expect("a course")
    })
}

fn economy() -> impl Strategy<Value = Economy> {
    (success(), prices(), course())
        .prop_map(|(success, prices, course)| Economy::new(success, prices, course, None, None).expect("one year"))
}

fn close(one: f64, other: f64, scale: f64) -> bool {
    one == other || (one - other).abs() <= 1e-9 * (scale.abs() + one.abs() + other.abs() + 1.0)
}

fn near(one: f64, other: f64) -> bool {
    one == other || (one - other).abs() <= 1e-6 * (one.abs() + other.abs())
}

/// The prices of an economy, in another currency.
fn in_currency(economy: &Economy, rate: f64) -> Economy {
    let index = PriceIndex::new([(2014, 1.0), (2015, rate)]).expect("an index");
    let (success, course) = (economy.success().clone(), economy.course().clone());
    Economy::new(success, economy.prices().to_vec(), course, Some(2015), Some(&index)).expect("indexed")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn payers_add_up_to_the_whole(economy in economy()) {
        let whole = economy.net_benefit(LEVEL).expect("a sum");
        let split = economy.payer_split(LEVEL).expect("a split");
        let sum: f64 = split.iter().filter_map(|one| one.value).sum();
        prop_assert!(close(whole.value.expect("costs and savings"), sum, 1e7), "{whole:?} {sum}");
    }

    #[test]
    fn another_currency_changes_the_unit_only(economy in economy(), rate in 0.1..10.0) {
        let other = in_currency(&economy, rate);
        let (one, two) = (economy.net_benefit(LEVEL).expect("a sum"), other.net_benefit(LEVEL).expect("a sum"));
        let (a, b) = (one.value.expect("a value"), two.value.expect("a value"));
        prop_assert!(close(a * rate, b, 1e7 * rate), "{a} {b}");
        let (one, two) = (economy.break_even(LEVEL).expect("a point"), other.break_even(LEVEL).expect("a point"));
        prop_assert_eq!(one.outcomes.value.is_some(), two.outcomes.value.is_some());
        if let (Some(a), Some(b)) = (one.outcomes.value, two.outcomes.value) {
            prop_assert!(close(a, b, a), "{a} {b}");
        }
        if let (Some(a), Some(b)) = (one.probability.value, two.probability.value) {
            prop_assert!((a - b).abs() < 1e-6, "{a} {b}");
        }
        prop_assert!(two.outcomes.warnings.contains(&Warning::Synthesis(SynthesisWarning::PricesIndexed)));
    }

    #[test]
    fn without_discounting_the_value_is_the_plain_sum(gained in 0..90_u64, each in 0.0..1e5, relapse in 0.0..=1.0) {
        let course = Course::new(5).and_then(|it| it.relapsing(fixed(relapse))).expect("a course");
        let years: f64 = (0..5).map(|year| (1.0 - relapse).powi(year)).sum();
        let saved = price("saved", fixed(each), Per::OutcomeYear, Payer::State);
        let economy = Economy::new(Success::Counted(gained), [saved], course.clone(), None, None).expect("an economy");
        let value = economy.saved(LEVEL).expect("a sum").value.expect("a price");
        prop_assert!(close(value, each * gained as f64 * years, value));
        // What is saved once is lost again by those who fall back.
        let once = price("saved", fixed(each), Per::Outcome, Payer::State);
        let economy = Economy::new(Success::Counted(gained), [once], course, None, None).expect("an economy");
        let value = economy.saved(LEVEL).expect("a sum").value.expect("a price");
        prop_assert!(close(value, each * gained as f64 * (1.0 - relapse).powi(4), each * gained as f64));
    }

    #[test]
    fn every_bar_holds_the_base_case_and_the_widest_is_first(economy in economy()) {
        let tornado = economy.tornado(LEVEL).expect("a tornado");
        let base = tornado.base.value.expect("a value");
        let gained = economy.success().outcomes().expect("observed");
        let net = economy.net_benefit(LEVEL).expect("a sum");
        prop_assert_eq!(Some(base), net.value);
        let spans: Vec<(f64, f64)> = tornado.bars.iter().map(|bar| bar.span(base)).collect();
        prop_assert!(spans.iter().all(|(least, most)| *least <= base && base <= *most));
        prop_assert!(spans.windows(2).all(|two| two[0].1 - two[0].0 >= two[1].1 - two[1].0));
        // Money rises with outcomes and with what they save, and falls with what is spent, so these ends are the ends.
        for bar in &tornado.bars {
            match bar.parameter.as_str() {
                "outcomes" => prop_assert!(bar.at_low <= base + 1e-6 && base <= bar.at_high + 1e-6),
                // What an outcome saves is lost on those who are worse off.
                "saved" if gained >= 0.0 => prop_assert!(bar.at_low <= base + 1e-6 && base <= bar.at_high + 1e-6),
                "cost" => prop_assert!(bar.at_high <= base + 1e-6 && base <= bar.at_low + 1e-6),
                _ => {}
            }
        }
    }

    #[test]
    fn the_curve_never_falls_as_one_is_willing_to_pay_more(economy in economy(), step in 1.0..1e5) {
        let steps: Vec<f64> = (0..12).map(|at| f64::from(at) * step).collect();
        let curve = economy.acceptability(&steps).expect("a curve");
        let chances: Vec<f64> = curve.iter().filter_map(|one| one.value).collect();
        prop_assert!(chances.iter().all(|chance| (0.0..=1.0).contains(chance)));
        prop_assert!(chances.windows(2).all(|two| two[0] <= two[1] + 1e-12), "{chances:?}");
    }

    #[test]
    fn it_pays_just_where_outcomes_pass_the_break_even_point(economy in economy()) {
        let even = economy.break_even(LEVEL).expect("a point");
        let net = economy.net_benefit(LEVEL).expect("a sum").value.expect("a value");
        let gained = economy.success().outcomes().expect("observed");
        if let Some(needed) = even.outcomes.value && (needed - gained).abs() > 1e-6 * (needed + gained.abs()) {
            prop_assert_eq!(gained > needed, net > 0.0);
        }
        // Above one half, the value pays; the confidence distribution has its median there.
        if let Some(chance) = even.probability.value && (chance - 0.5).abs() > 1e-9 {
            prop_assert_eq!(chance > 0.5, net > 0.0, "{} {}", chance, net);
        }
        for estimate in &even.estimates() {
            let said = estimate.interval.is_some() || !estimate.warnings.is_empty() || estimate.value.is_some();
            prop_assert!(said, "{estimate:?}");
            prop_assert!(estimate.interval.is_none_or(|it| it.lower <= it.upper), "{estimate:?}");
        }
    }

    #[test]
    fn every_gross_number_says_so_and_no_net_one_does(economy in economy()) {
        let gross = !economy.success().is_net();
        let even = economy.break_even(LEVEL).expect("a point").estimates();
        let net = economy.net_benefit(LEVEL).expect("a sum");
        let each = economy.cost_per_outcome(LEVEL).expect("a ratio");
        let drawn = economy.simulated(40, 1, LEVEL).expect("draws").estimates();
        let tornado = economy.tornado(LEVEL).expect("a tornado").estimates();
        let curve = economy.acceptability(&[0.0]).expect("a curve");
        let split = economy.payer_split(LEVEL).expect("a split");
        for one in even.iter().chain([&net, &each]).chain(&drawn).chain(&tornado).chain(&curve).chain(&split) {
            prop_assert_eq!(one.warnings.contains(&Warning::GrossOutcomes), gross, "{:?}", one);
        }
    }

    #[test]
    fn fewer_events_are_as_good_as_more_of_their_absence(n in 5..200_u32, x in 0.0..=1.0_f64, y in 0.0..=1.0_f64) {
        let n = f64::from(n);
        let (x, y) = ((x * n).floor(), (y * n).floor());
        let staff = || price("staff", fixed(1e5), Per::Programme, Payer::State);
        let of = |gained: &Estimate, better| {
            let success = Success::net(gained, n, better).expect("a difference");
            Economy::new(success, [staff()], Course::new(1)?, None, None)?.cost_per_outcome(LEVEL)
        };
        let kept = of(&compared(x, n, y, n), Direction::Higher).expect("a ratio");
        let lost = of(&compared(n - x, n, n - y, n), Direction::Lower).expect("a ratio");
        prop_assert_eq!(kept.value.is_some(), lost.value.is_some());
        if let (Some(a), Some(b)) = (kept.value, lost.value) {
            prop_assert!(near(a, b), "{a} {b}");
        }
        if let (Some(a), Some(b)) = (kept.interval, lost.interval) {
            prop_assert!(near(a.lower, b.lower) && near(a.upper, b.upper), "{a:?} {b:?}");
        }
    }

    /// A known cost over a normal effect is Fieller's ratio.
    #[test]
    fn a_known_cost_has_fiellers_interval(effect in 0.01..1.0, se in 0.001..0.5, cost in 1.0..1e6) {
        let ratio = fieller(Uncertain::new(cost, 0.0).expect("a cost"), Uncertain::new(effect, se).expect("an effect"),
            0.0, None, LEVEL).expect("a ratio").estimate;
        let mut gained = compared(1.0, 2.0, 1.0, 2.0);
        (gained.value, gained.interval, gained.se) = (Some(effect), None, Some(se));
        let success = Success::net(&gained, 1.0, Direction::Higher).expect("a difference");
        let staff = price("staff", fixed(cost), Per::Programme, Payer::State);
        let economy = Economy::new(success, [staff], Course::new(1).expect("a year"), None, None).expect("an economy");
        let each = economy.cost_per_outcome(LEVEL).expect("a ratio");
        prop_assert!(near(each.value.expect("gained"), ratio.value.expect("gained")));
        prop_assert_eq!(each.interval.is_some(), ratio.interval.is_some(), "{:?} {:?}", &each, &ratio);
        if let (Some(a), Some(b)) = (each.interval, ratio.interval) {
            prop_assert!(near(a.lower, b.lower) && near(a.upper, b.upper), "{a:?} {b:?}");
        }
    }

    #[test]
    fn net_benefit_and_acceptability_of_two_arms_agree(cost in -1e4..1e4_f64, effect in -1.0..1.0_f64, r in -0.9..0.9,
                                                       amount in 0.0..1e5_f64) {
        let (cost, effect) = (Uncertain::new(cost, 500.0).expect("a cost"), Uncertain::new(effect, 0.1).expect("an effect"));
        let increment = Increment::new(cost, effect, r * 50.0, None).expect("possible");
        let net = increment.net_benefit(amount, LEVEL).expect("a benefit");
        let chance = increment.acceptability(&[amount]).expect("a curve").as_slice()[0].value.expect("uncertain");
        let interval = net.interval.expect("uncertain");
        prop_assert_eq!(chance > 0.5, net.value.expect("a value") > 0.0);
        prop_assert_eq!(chance > 0.975, interval.lower > 0.0, "{} {:?}", chance, interval);
        prop_assert_eq!(chance < 0.025, interval.upper < 0.0, "{} {:?}", chance, interval);
    }
}

/// Where only the success varies, draws repeat the intervals that are computed.
#[test]
fn draws_repeat_the_intervals_of_the_formulas() {
    for success in [
        Success::gross(30.0, 41.0).expect("counts"),
        Success::net(&compared(56.0, 70.0, 48.0, 80.0), 70.0, Direction::Higher).expect("a difference"),
    ] {
        let prices = [
            price("staff", fixed(4e5), Per::Programme, Payer::Municipality),
            price("saved", fixed(6e4), Per::Outcome, Payer::HousingOrganisation),
        ];
        let economy = Economy::new(success, prices, Course::new(1).expect("a year"), None, None).expect("an economy");
        let drawn = economy.simulated(40_000, 11, LEVEL).expect("draws");
        let net = economy.net_benefit(LEVEL).expect("a sum");
        let each = economy.cost_per_outcome(LEVEL).expect("a ratio");
        let even = economy.break_even(LEVEL).expect("a point");
        for (one, other) in [(&drawn.net_benefit, &net), (&drawn.cost_per_outcome, &each)] {
            let (a, b) = (one.interval.expect("drawn"), other.interval.expect("computed"));
            let width = b.upper - b.lower;
            assert_eq!(one.value, other.value);
            assert!(
                (a.lower - b.lower).abs() < 0.03 * width && (a.upper - b.upper).abs() < 0.03 * width,
                "{a:?} {b:?}"
            );
        }
        let (share, chance) = (drawn.probability.value.expect("drawn"), even.probability.value.expect("computed"));
        assert!((share - chance).abs() < 0.01, "{share} {chance}");
    }
}

/// The edges: each is said, none is a number made up.
#[test]
fn the_edges_are_said() {
    let staff = || price("staff", fixed(4e5), Per::Programme, Payer::Municipality);
    let saved = || price("saved", fixed(5e4), Per::Outcome, Payer::HousingOrganisation);
    let year = || Course::new(1).expect("a year");
    let gross = || Success::gross(30.0, 41.0).expect("counts");
    let of =
        |success, prices: Vec<Price>, course| Economy::new(success, prices, course, None, None).expect("an economy");
    let codes = |estimate: &Estimate| estimate.warnings.iter().map(Warning::code).collect::<Vec<_>>();

    // An effect that may be zero.
    let unsure = Success::net(&compared(30.0, 60.0, 28.0, 60.0), 60.0, Direction::Higher).expect("a difference");
    let even = of(unsure, vec![staff(), saved()], year()).break_even(LEVEL).expect("a point");
    assert_eq!((even.outcomes.value, even.participants.interval), (Some(8.0), None));
    assert!(codes(&even.participants).contains(&"W505") && even.participants.value.is_some());
    assert!(even.probability.value.expect("uncertain") < 0.5);

    // Fewer than without the programme.
    let worse = Success::net(&compared(20.0, 60.0, 28.0, 60.0), 60.0, Direction::Higher).expect("a difference");
    let economy = of(worse, vec![staff(), saved()], year());
    let even = economy.break_even(LEVEL).expect("a point");
    assert!(even.participants.value.is_none() && codes(&even.participants).contains(&"W560"));
    assert!(codes(&economy.cost_per_outcome(LEVEL).expect("a ratio")).contains(&"W560"));

    // No cost, no price, a cost of nothing.
    let free = of(gross(), vec![saved()], year());
    assert!(codes(&free.net_benefit(LEVEL).expect("a sum")).contains(&"W563"));
    assert_eq!(free.saved(LEVEL).expect("a sum").value, Some(1.5e6));
    let unpriced = of(gross(), vec![staff()], year());
    assert!(codes(&unpriced.break_even(LEVEL).expect("a point").outcomes).contains(&"W564"));
    let nothing = of(gross(), vec![price("staff", fixed(0.0), Per::Programme, Payer::State), saved()], year());
    assert_eq!(nothing.cost_per_outcome(LEVEL).expect("a ratio").value, Some(0.0));
    assert_eq!(nothing.break_even(LEVEL).expect("a point").outcomes.value, Some(0.0));

    // Each payer has a net benefit only where the whole has one.
    for (economy, code) in [(&free, "W563"), (&unpriced, "W564")] {
        let split = economy.payer_split(LEVEL).expect("a split");
        assert!(split.iter().all(|one| one.value.is_none() && codes(one).contains(&code)), "{split:?}");
    }
    // Each payer is warned of its own prices.
    let bounded = [staff().bounded(Bound::AtLeast), saved().bounded(Bound::AtMost)];
    let both = of(gross(), bounded.to_vec(), year());
    let split = both.payer_split(LEVEL).expect("a split");
    let own: Vec<_> = split.iter().map(codes).collect();
    assert_eq!(own, [vec!["W501", "W502"], vec!["W501", "W562"]]);
    assert_eq!(both.simulated(400, 1, LEVEL).expect("draws").cost_per_outcome.interval, None);
    assert_eq!(both.cost_per_outcome(LEVEL).expect("a ratio").interval, None);
    // Bounds the other way leave open what the result is.
    for wrong in [staff().bounded(Bound::AtMost), saved().bounded(Bound::AtLeast)] {
        let refused = Economy::new(gross(), [saved(), wrong], year(), None, None).expect_err("a bound");
        assert_eq!((refused.code(), refused.at().to_string().contains("row 2")), ("H006", true), "{refused}");
    }
    // A participant who costs more than is saved.
    let each = price("each", fixed(1e4), Per::Participant, Payer::State);
    let dear = of(gross(), vec![each, price("saved", fixed(1e3), Per::Outcome, Payer::State)], year());
    let participants = dear.break_even(LEVEL).expect("a point").participants;
    assert_eq!((participants.value, codes(&participants)), (None, vec!["W501", "W565"]));
    let said = |estimate: &Estimate| report::sentence(estimate, Language::Da);
    assert!(said(&participants).contains("Intet antal dækker udgiften"), "{}", said(&participants));
    assert!(said(&free.net_benefit(LEVEL).expect("a sum")).contains("udgift"));
    let even = both.break_even(LEVEL).expect("a point");
    assert!(said(&even.outcomes).contains("mindst 8 resultater"), "{}", said(&even.outcomes));
    assert!(said(&even.probability).contains("højst "), "{}", said(&even.probability));
    let even = of(gross(), vec![staff(), saved()], year()).break_even(LEVEL).expect("a point");
    assert!(!said(&even.share).contains("mindst") && said(&even.participants).contains("mindst "), "{even:?}");

    // No years, and every outcome lost again.
    let blind = of(gross(), vec![staff(), saved()], Course::new(0).expect("no year"));
    let even = blind.break_even(LEVEL).expect("a point");
    assert_eq!(even.outcomes.value, None);
    assert!(codes(&even.outcomes).contains(&"W565") && codes(&even.outcomes).contains(&"W566"));
    assert_eq!(blind.net_benefit(LEVEL).expect("a sum").value, Some(-4e5));
    let lost = Course::new(2).and_then(|it| it.relapsing(fixed(1.0))).expect("a course");
    assert_eq!(lost.in_force(), [1.0, 0.0]);
    let even = of(gross(), vec![staff(), saved()], lost).break_even(LEVEL).expect("a point");
    assert!(even.probability.value.is_none() && codes(&even.probability).contains(&"W565"));

    // Counted, nobody says among how many.
    let counted = of(Success::Counted(70), vec![staff(), saved().bounded(Bound::AtMost)], year());
    let net = counted.net_benefit(LEVEL).expect("a sum");
    assert_eq!((net.value, net.interval), (Some(3.1e6), None));
    assert_eq!(codes(&net), ["W501", "W561", "W562"]);
    assert_eq!(counted.break_even(LEVEL).expect("a point").probability.value, None);

    // Nobody observed.
    let nobody = of(Success::gross(0.0, 0.0).expect("counts"), vec![staff(), saved()], year());
    let net = nobody.net_benefit(LEVEL).expect("a sum");
    assert!(net.value.is_none() && codes(&net).contains(&"W301"));
    assert!(nobody.tornado(LEVEL).expect("a tornado").bars.is_empty());
    assert!(nobody.simulated(100, 1, LEVEL).expect("draws").net_benefit.value.is_none());

    // An effect and a cost that point apart.
    let better =
        Increment::new(Uncertain::new(-5.0, 1.0).expect("a cost"), Uncertain::new(2.0, 0.1).expect("more"), 0.0, None);
    let ratio = better.and_then(|it| it.ratio(LEVEL)).expect("a ratio");
    assert_eq!((ratio.quadrant.name(), codes(&ratio.estimate)), ("better and cheaper", vec!["W567"]));
}
