//! One mean and two means, by simulation: values that are normal, skewed, or of unequal spread.

use helhed::cells::MeanCell;
use helhed::estimate::{Estimand, Estimate, Level, Method};
use helhed::numeric::normal;
use helhed::{Result, comparisons, estimates};

use super::counts::{Point, summary};
use super::picture::{Axis, Panel};
use super::{LEVEL, Measured, Row, Seen};

/// Samples of each setting.
pub(super) const SAMPLES: u64 = 20_000;
/// Monte-Carlo standard error of a coverage near the level.
const ERROR: f64 = 0.001_541;
/// Units of one mean.
const UNITS: [u64; 7] = [5, 10, 20, 50, 100, 200, 500];
/// Units in the group of interest and in the other.
const PAIRS: [(u64, u64); 6] = [(5, 5), (10, 10), (10, 30), (30, 10), (30, 30), (100, 100)];
/// True difference of two means.
const DIFFERENCE: f64 = 0.5;

type OneMean = fn(&MeanCell, Level) -> Result<Estimate>;
type TwoMeans = fn(&MeanCell, &MeanCell, Level) -> Result<Estimate>;

/// How values are spread about their mean: all have standard deviation 1, and `Normal` can be stretched.
#[derive(Clone, Copy)]
enum Shape {
    Normal,
    Skewed,
}

impl Shape {
    /// A value with mean 0.
    fn value(self, chance: f64) -> f64 {
        match self {
            Self::Normal => normal::upper_quantile(chance),
            Self::Skewed => -chance.ln() - 1.0,
        }
    }
}

/// A stream of chances that depends on its number alone, so that the order of work changes nothing.
pub(super) struct Stream(u64);

impl Stream {
    pub(super) fn new(setting: u64, sample: u64) -> Self {
        Self(mixed(setting << 32 ^ sample))
    }
}

impl Iterator for Stream {
    type Item = f64;

    /// A chance strictly between 0 and 1.
    fn next(&mut self) -> Option<f64> {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        Some(((mixed(self.0) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64)
    }
}

/// SplitMix64's mixing function.
fn mixed(mut word: u64) -> u64 {
    word = (word ^ word >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    word = (word ^ word >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ word >> 31
}

fn cell(stream: &mut Stream, n: u64, shape: Shape, mean: f64, spread: f64) -> MeanCell {
    let values = stream.take(n as usize).map(|chance| Some(mean + spread * shape.value(chance)));
    MeanCell::from_values(values).expect("finite values")
}

/// What a sample adds, where the estimate is one that is measured.
pub(super) fn add(point: &mut Point, estimate: &Estimate, truth: f64) {
    let seen = Seen::new(estimate);
    let width = seen.width(estimate.estimand);
    point.add(1.0 / SAMPLES as f64, seen.holds(truth), width, seen.limits.is_none());
}

/// Rows setting by setting as rows method by method, and a panel for each method with a line for each shape.
pub(super) fn measured(
    methods: &[String],
    found: &[(String, usize, f64, Vec<Option<Point>>)],
    lines: usize,
    axis: Axis,
) -> Measured {
    let (mut rows, mut panels): (Vec<Row>, Vec<Panel>) = (Vec::new(), Vec::new());
    for (index, method) in methods.iter().enumerate() {
        let mut curves = vec![Vec::new(); lines];
        for (setting, line, x, points) in found {
            if let Some(point) = points[index] {
                rows.push(summary(method, setting, &[point], ERROR));
                curves[*line].push((*x, point.covered));
            }
        }
        if curves.iter().any(|curve| !curve.is_empty()) {
            panels.push(Panel::new(method, curves));
        }
    }
    Measured { rows, panels, axis }
}

pub(super) fn one_mean() -> Measured {
    let calls: Vec<_> = one_mean_methods().collect();
    let mut found = Vec::new();
    for (line, (shape, words)) in [(Shape::Normal, "normal"), (Shape::Skewed, "skewed")].into_iter().enumerate() {
        for n in UNITS {
            let mut points = vec![None; calls.len()];
            for sample in 0..SAMPLES {
                let values = cell(&mut Stream::new(n << 4 | line as u64, sample), n, shape, 0.0, 1.0);
                for (point, (_, call)) in points.iter_mut().zip(&calls) {
                    let estimate = call(&values, LEVEL).expect("an estimate");
                    add(point.get_or_insert_with(Point::default), &estimate, 0.0);
                }
            }
            found.push((format!("{n} {words} values"), line, n as f64, points));
        }
    }
    let methods: Vec<String> = calls.iter().map(|(method, _)| method.id.to_string()).collect();
    let axis = Axis::log("values", 5.0, 500.0, &[5.0, 20.0, 100.0, 500.0]).with_lines(&["normal", "skewed"]);
    measured(&methods, &found, 2, axis)
}

/// The truth of a comparison of means whose spreads are `spread` and 1; absent where it is none of what is measured.
fn truth(estimand: Estimand, spread: f64) -> Option<f64> {
    match estimand {
        Estimand::MeanDifference => Some(DIFFERENCE),
        Estimand::StandardisedMeanDifference if spread == 1.0 => Some(DIFFERENCE),
        _ => None,
    }
}

/// The methods for two means whose truth is known and that give an interval.
pub(super) fn mean_methods() -> impl Iterator<Item = (&'static Method, TwoMeans)> {
    let cell = |values: [f64; 4]| MeanCell::from_values(values.map(Some)).expect("finite values");
    let (of, against) = (cell([1.0, 2.0, 4.0, 8.0]), cell([1.0, 3.0, 4.0, 5.0]));
    comparisons::by_id::means().filter(move |(_, call)| {
        let estimate = call(&of, &against, LEVEL).expect("an estimate");
        estimate.interval.is_some() && truth(estimate.estimand, 1.0).is_some()
    })
}

/// The methods for one mean that give an interval of it.
pub(super) fn one_mean_methods() -> impl Iterator<Item = (&'static Method, OneMean)> {
    let cell = MeanCell::from_values([1.0, 2.0, 4.0, 8.0].map(Some)).expect("finite values");
    estimates::by_id::means().filter(move |(_, call)| {
        let estimate = call(&cell, LEVEL).expect("an estimate");
        estimate.interval.is_some() && estimate.estimand == Estimand::Mean
    })
}

pub(super) fn two_means() -> Measured {
    let calls: Vec<_> = mean_methods().collect();
    let shapes =
        [(Shape::Normal, 1.0, "normal"), (Shape::Normal, 3.0, "of unequal spread"), (Shape::Skewed, 1.0, "skewed")];
    let mut found = Vec::new();
    for (line, (shape, spread, words)) in shapes.into_iter().enumerate() {
        for (pair, (n1, n2)) in PAIRS.into_iter().enumerate() {
            let mut points = vec![None; calls.len()];
            for sample in 0..SAMPLES {
                let mut stream = Stream::new(1 << 20 | (pair as u64) << 4 | line as u64, sample);
                let of = cell(&mut stream, n1, shape, DIFFERENCE, spread);
                let against = cell(&mut stream, n2, shape, 0.0, 1.0);
                for (point, (_, call)) in points.iter_mut().zip(&calls) {
                    let estimate = call(&of, &against, LEVEL).expect("an estimate");
                    if let Some(truth) = truth(estimate.estimand, spread) {
                        add(point.get_or_insert_with(Point::default), &estimate, truth);
                    }
                }
            }
            found.push((format!("{n1} against {n2} values {words}"), line, (pair + 1) as f64, points));
        }
    }
    let methods: Vec<String> = calls.iter().map(|(method, _)| method.id.to_string()).collect();
    let sizes: Vec<String> = PAIRS.iter().map(|(n1, n2)| format!("{n1}+{n2}")).collect();
    let sizes: Vec<&str> = sizes.iter().map(String::as_str).collect();
    let axis = Axis::named("the sizes of the two groups", &sizes).with_lines(&["normal", "unequal spread", "skewed"]);
    measured(&methods, &found, shapes.len(), axis)
}
