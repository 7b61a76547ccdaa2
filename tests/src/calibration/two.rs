//! Two shares and two rates, by enumeration.

use helhed::Result;
use helhed::cells::{ProportionCell, RateCell};
use helhed::comparisons::by_id;
use helhed::estimate::{Estimand, Estimate, Level, Method};

use super::counts::{Chances, Point, summary};
use super::picture::{Axis, Panel};
use super::{LEVEL, Measured, Row, Seen};

type TwoShares = fn(&ProportionCell, &ProportionCell, Level) -> Result<Estimate>;
type TwoRates = fn(&RateCell, &RateCell, Level) -> Result<Estimate>;

/// Units in the group of interest and in the other.
const UNITS: [(usize, usize); 8] = [(5, 5), (10, 10), (5, 20), (20, 20), (10, 30), (30, 30), (20, 50), (50, 50)];
/// Pair of the picture.
const PICTURED: (usize, usize) = (20, 20);

/// Expected events in the other group, and the largest in either.
const EXPECTED: [f64; 6] = [1.0, 2.0, 5.0, 10.0, 20.0, 50.0];
const MOST: f64 = 100.0;
/// Expected events in the other group of the picture.
const PICTURED_EVENTS: f64 = 10.0;

/// Intervals of every pair of outcomes.
struct Intervals {
    estimand: Estimand,
    columns: usize,
    seen: Vec<Seen>,
}

impl Intervals {
    fn new(outcomes: (usize, usize), call: impl Fn(f64, f64) -> Estimate) -> Self {
        let pairs = (0..outcomes.0).flat_map(|x1| (0..outcomes.1).map(move |x2| (x1 as f64, x2 as f64)));
        let estimates: Vec<Estimate> = pairs.map(|(x1, x2)| call(x1, x2)).collect();
        Self { estimand: estimates[0].estimand, columns: outcomes.1, seen: estimates.iter().map(Seen::new).collect() }
    }

    fn at(&self, of: &Chances, against: &Chances, truth: f64) -> Point {
        let mut point = Point::default();
        for (x1, p1) in of.iter() {
            for (x2, p2) in against.iter() {
                let seen = self.seen[x1 * self.columns + x2];
                point.add(p1 * p2, seen.holds(truth), seen.width(self.estimand), seen.limits.is_none());
            }
        }
        point
    }
}

/// What a method for two shares estimates, at these truths; absent where it is none of what is measured.
fn of_shares(estimand: Estimand, p1: f64, p2: f64) -> Option<f64> {
    let odds = |p: f64| p / (1.0 - p);
    match estimand {
        Estimand::RiskDifference => Some(p1 - p2),
        Estimand::RiskRatio => Some(p1 / p2),
        Estimand::OddsRatio => Some(odds(p1) / odds(p2)),
        _ => None,
    }
}

fn of_rates(estimand: Estimand, m1: f64, m2: f64) -> Option<f64> {
    match estimand {
        Estimand::RateDifference => Some(m1 - m2),
        Estimand::RateRatio => Some(m1 / m2),
        _ => None,
    }
}

/// The methods for two shares whose truth is known and that give an interval.
pub(super) fn share_methods() -> impl Iterator<Item = (&'static Method, TwoShares)> {
    let cell = |x: f64| ProportionCell::from_counts(x, 10.0).expect("counts");
    by_id::proportions().filter(move |(_, call)| {
        let estimate = call(&cell(5.0), &cell(3.0), LEVEL).expect("an estimate");
        estimate.interval.is_some() && of_shares(estimate.estimand, 0.5, 0.3).is_some()
    })
}

/// The methods for two rates whose truth is known and that give an interval.
pub(super) fn rate_methods() -> impl Iterator<Item = (&'static Method, TwoRates)> {
    let cell = |x: f64| RateCell::from_counts(x, 1.0).expect("counts");
    by_id::rates().filter(move |(_, call)| {
        let estimate = call(&cell(5.0), &cell(3.0), LEVEL).expect("an estimate");
        estimate.interval.is_some() && of_rates(estimate.estimand, 5.0, 3.0).is_some()
    })
}

pub(super) fn shares() -> Measured {
    let grid: Vec<f64> = (0..50).map(|step| f64::from(2 * step + 1) / 100.0).collect();
    let (mut rows, mut panels): (Vec<Row>, Vec<Panel>) = (Vec::new(), Vec::new());
    for (method, call) in share_methods() {
        for (n1, n2) in UNITS {
            let cell = |x: f64, n: usize| ProportionCell::from_counts(x, n as f64).expect("counts");
            let intervals = Intervals::new((n1 + 1, n2 + 1), |x1, x2| {
                call(&cell(x1, n1), &cell(x2, n2), LEVEL).expect("an estimate")
            });
            let truth = |p1: f64, p2: f64| of_shares(intervals.estimand, p1, p2);
            let chances = |n: usize| -> Vec<Chances> { grid.iter().map(|p| Chances::binomial(n, *p)).collect() };
            let (of, against) = (chances(n1), chances(n2));
            let pairs = grid.iter().zip(&of).flat_map(|one| grid.iter().zip(&against).map(move |two| (one, two)));
            let points: Vec<Point> = pairs
                .filter_map(|((p1, of), (p2, against))| Some(intervals.at(of, against, truth(*p1, *p2)?)))
                .collect();
            rows.push(summary(&method.id, &format!("{n1} against {n2} units"), &points, 0.0));
            if (n1, n2) == PICTURED {
                panels.push(Panel::new(&method.id, vec![share_line(&intervals, 0.0), share_line(&intervals, 0.2)]));
            }
        }
    }
    let words = format!("true share in the other group, {} against {} units", PICTURED.0, PICTURED.1);
    let axis =
        Axis::even(words, 0.0, 1.0, &[0.0, 0.25, 0.5, 0.75, 1.0]).with_lines(&["no difference", "20 points more"]);
    Measured { rows, panels, axis }
}

/// Coverage along the share in the other group, with the share of interest `more` above it.
fn share_line(intervals: &Intervals, more: f64) -> Vec<(f64, f64)> {
    let shares = (1..200).map(|step| f64::from(step) / 200.0).filter(|p| p + more < 0.999);
    let covered = |p: f64| {
        let (of, against) = (Chances::binomial(PICTURED.0, p + more), Chances::binomial(PICTURED.1, p));
        Some((p, intervals.at(&of, &against, of_shares(intervals.estimand, p + more, p)?).covered))
    };
    shares.filter_map(covered).collect()
}

pub(super) fn rates() -> Measured {
    let (mut rows, mut panels): (Vec<Row>, Vec<Panel>) = (Vec::new(), Vec::new());
    let outcomes = |mean: f64| {
        let chances = Chances::poisson(mean);
        chances.first + chances.chances.len()
    };
    let cell = |x: f64| RateCell::from_counts(x, 1.0).expect("counts");
    for (method, call) in rate_methods() {
        let size = (outcomes(MOST), outcomes(EXPECTED[EXPECTED.len() - 1]));
        let intervals = Intervals::new(size, |x1, x2| call(&cell(x1), &cell(x2), LEVEL).expect("an estimate"));
        let point = |m1: f64, m2: f64| {
            let truth = of_rates(intervals.estimand, m1, m2)?;
            Some(intervals.at(&Chances::poisson(m1), &Chances::poisson(m2), truth))
        };
        let ratios = || (0..=40).map(|step| 10.0_f64.powf(f64::from(step - 20) / 20.0));
        for m2 in EXPECTED {
            let points: Vec<Point> =
                ratios().map(|ratio| ratio * m2).filter(|m1| *m1 <= MOST).filter_map(|m1| point(m1, m2)).collect();
            rows.push(summary(&method.id, &format!("{m2} events expected in the other group"), &points, 0.0));
        }
        let line = (0..=160).map(|step| 0.1 * 100.0_f64.powf(f64::from(step) / 160.0));
        let covered = |ratio: f64| Some((ratio, point(ratio * PICTURED_EVENTS, PICTURED_EVENTS)?.covered));
        panels.push(Panel::new(&method.id, vec![line.filter_map(covered).collect()]));
    }
    let words = format!("true rate ratio, {PICTURED_EVENTS} events expected in the other group");
    Measured { rows, panels, axis: Axis::log(words, 0.1, 10.0, &[0.1, 0.3, 1.0, 3.0, 10.0]) }
}
