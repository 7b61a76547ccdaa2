//! One share and one rate, by enumeration.

use helhed::cells::{ProportionCell, RateCell};
use helhed::estimate::Estimand;
use helhed::estimates::by_id;

use super::counts::{Chances, Point, summary};
use super::picture::{Axis, Panel};
use super::{LEVEL, Measured, Seen};

/// Units, from few to many.
const UNITS: [usize; 26] =
    [5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500];
/// Units of the picture.
const PICTURED: usize = 30;

/// Expected events at which rates change from few to many, and the truths between two of them.
const EXPECTED: [f64; 9] = [0.1, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0];
const BETWEEN: usize = 100;

fn at(intervals: &[Seen], chances: &Chances, estimand: Estimand, truth: f64) -> Point {
    let mut point = Point::default();
    for (x, chance) in chances.iter() {
        let seen = intervals[x];
        point.add(chance, seen.holds(truth), seen.width(estimand), seen.limits.is_none());
    }
    point
}

pub(super) fn shares() -> Measured {
    let grid: Vec<f64> = (1..100).map(|step| f64::from(step) / 100.0).collect();
    let fine: Vec<f64> = (1..400).map(|step| f64::from(step) / 400.0).collect();
    let (mut rows, mut panels) = (Vec::new(), Vec::new());
    for (method, call) in by_id::proportions() {
        for n in UNITS {
            let intervals: Vec<Seen> = (0..=n)
                .map(|x| {
                    let cell = ProportionCell::from_counts(x as f64, n as f64).expect("counts");
                    Seen::new(&call(&cell, LEVEL).expect("an estimate"))
                })
                .collect();
            let point = |p: &f64| at(&intervals, &Chances::binomial(n, *p), Estimand::Proportion, *p);
            let points: Vec<Point> = grid.iter().map(point).collect();
            rows.push(summary(&method.id, &format!("{n} units"), &points, 0.0));
            if n == PICTURED {
                let line = fine.iter().map(|p| (*p, point(p).covered)).collect();
                panels.push(Panel::new(&method.id, vec![line]));
            }
        }
    }
    let axis = Axis::even(format!("true share, {PICTURED} units"), 0.0, 1.0, &[0.0, 0.25, 0.5, 0.75, 1.0]);
    Measured { rows, panels, axis }
}

pub(super) fn rates() -> Measured {
    let (mut rows, mut panels) = (Vec::new(), Vec::new());
    let most = Chances::poisson(EXPECTED[EXPECTED.len() - 1]);
    let outcomes = most.first + most.chances.len();
    for (method, call) in by_id::rates() {
        let intervals: Vec<Seen> = (0..outcomes)
            .map(|x| {
                let cell = RateCell::from_counts(x as f64, 1.0).expect("counts");
                Seen::new(&call(&cell, LEVEL).expect("an estimate"))
            })
            .collect();
        let point = |mean: f64| at(&intervals, &Chances::poisson(mean), Estimand::Rate, mean);
        for ends in EXPECTED.windows(2) {
            let step = (ends[1] - ends[0]) / BETWEEN as f64;
            let points: Vec<Point> = (0..BETWEEN).map(|one| point(ends[0] + (one as f64 + 0.5) * step)).collect();
            rows.push(summary(&method.id, &format!("{} to {} events expected", ends[0], ends[1]), &points, 0.0));
        }
        let line = (0..=400).map(|step| 0.1 * 1000.0_f64.powf(f64::from(step) / 400.0));
        panels.push(Panel::new(&method.id, vec![line.map(|mean| (mean, point(mean).covered)).collect()]));
    }
    let axis = Axis::log("expected events", 0.1, 100.0, &[0.1, 1.0, 10.0, 100.0]);
    Measured { rows, panels, axis }
}
