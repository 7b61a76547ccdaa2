//! What it takes to pay, by simulation: how often the intervals hold the net benefit, the participants needed, the cost of an
//! outcome gained and the incremental ratio that are true.

use helhed::cells::ProportionCell;
use helhed::comparisons::difference;
use helhed::design::Direction;
use helhed::estimate::{Estimate, Method};
use helhed::numeric::normal;
use helhed::synthesis::economy::{
    BREAK_EVEN, COST_PER_NET_OUTCOME, Course, Economy, INCREMENTAL_RATIO, Increment, NET_BENEFIT, Payer, Per, Price,
    Ranged, Success, Uncertain,
};

use super::picture::Axis;
use super::simulated::{SAMPLES, Stream, add, measured};
use super::{LEVEL, Measured};

/// Participants, and as many to compare with.
const UNITS: [u64; 5] = [50, 100, 200, 500, 1000];
/// Share with the outcome without the programme.
const WITHOUT: f64 = 0.6;
/// What the programme adds to it.
const GAINS: [(f64, &str); 3] = [(0.2, "large gain"), (0.1, "middling gain"), (0.05, "small gain")];
/// Kroner spent, and saved by an outcome.
const SPENT: f64 = 500_000.0;
const SAVED: f64 = 60_000.0;
/// Standard error of a cost that was measured, as a share of it.
const COST_ERROR: f64 = 0.1;

/// What is measured.
static METHODS: [Method; 4] = [NET_BENEFIT, BREAK_EVEN, COST_PER_NET_OUTCOME, INCREMENTAL_RATIO];

/// Ids of what is measured.
pub(super) fn methods() -> [&'static str; 4] {
    METHODS.each_ref().map(|method| method.id.as_ref())
}

/// The four estimates of a sample.
fn sample(stream: &mut Stream, units: u64, gain: f64) -> [Estimate; 4] {
    let mut cell = |share: f64| {
        let events = stream.take(units as usize).filter(|chance| *chance < share).count();
        ProportionCell::from_counts(events as f64, units as f64).expect("counts")
    };
    let (with, without) = (cell(WITHOUT + gain), cell(WITHOUT));
    let gained = difference::newcombe(&with, &without, LEVEL).expect("a difference");
    let price = |kroner: f64, per| {
        let kroner = Ranged::fixed(kroner).expect("finite");
        Price::new("kroner", kroner, per, Payer::Municipality, Some(2014), "assumed").expect("a price")
    };
    let success = Success::net(&gained, units as f64, Direction::Higher).expect("a difference");
    let prices = [price(SPENT, Per::Programme), price(SAVED, Per::Outcome)];
    let year = Course::new(1).expect("a year");
    let economy = Economy::new(success, prices, year, None, None).expect("prices of one year");
    let net = economy.net_benefit(LEVEL).expect("a sum");
    let even = economy.break_even(LEVEL).expect("a point").participants;
    let each = economy.cost_per_outcome(LEVEL).expect("a ratio");
    let mut normal = |mean: f64, se: f64| mean + se * normal::upper_quantile(stream.next().unwrap_or(0.5));
    let (cost_se, effect_se) = (SPENT * COST_ERROR, error(units, gain));
    let cost = Uncertain::new(normal(SPENT, cost_se), cost_se).expect("a cost");
    let effect = Uncertain::new(normal(gain, effect_se), effect_se).expect("an effect");
    let increment = Increment::new(cost, effect, 0.0, None).expect("possible");
    [net, even, each, increment.ratio(LEVEL).expect("a ratio").estimate]
}

/// Standard error of the difference between the shares.
fn error(units: u64, gain: f64) -> f64 {
    let variance = |share: f64| share * (1.0 - share) / units as f64;
    (variance(WITHOUT + gain) + variance(WITHOUT)).sqrt()
}

pub(super) fn break_even() -> Measured {
    let mut found = Vec::new();
    for (line, (gain, words)) in GAINS.into_iter().enumerate() {
        for units in UNITS {
            let net = SAVED * units as f64 * gain - SPENT;
            let truths = [net, SPENT / (SAVED * gain), SPENT / (units as f64 * gain), SPENT / gain];
            let mut points = vec![None; truths.len()];
            for number in 0..SAMPLES {
                let mut stream = Stream::new(1 << 24 | units << 4 | line as u64, number);
                let estimates = sample(&mut stream, units, gain);
                for ((point, estimate), truth) in points.iter_mut().zip(&estimates).zip(truths) {
                    add(point.get_or_insert_default(), estimate, truth);
                }
            }
            found.push((format!("{units} in each group and a {words}"), line, units as f64, points));
        }
    }
    let words = GAINS.map(|(_, words)| words);
    let axis = Axis::log("participants", 50.0, 1000.0, &[50.0, 200.0, 1000.0]).with_lines(&words);
    measured(&methods().map(str::to_owned), &found, GAINS.len(), axis)
}
