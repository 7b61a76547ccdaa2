//! The highest peak of the likelihood of the variance between studies.
//!
//! The slope of the likelihood is followed over the logarithm of u = t + v, with t the variance between studies and v
//! the least variance within one, from t = 0 to a t above which the slope is below zero for certain. The steps are
//! short against the bends that a study can cause (each enters through v_i + t alone), and a step is halved as long as
//! the slopes at its ends leave room for a peak between them. So every peak is seen, and the highest is taken.

use super::sums::Workspace;

/// Which likelihood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Likelihood {
    /// Of all effects.
    Full,
    /// Of what is left of them when the mean is taken out.
    Restricted,
}

/// The highest peak, and the next one if there are several.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Peak {
    pub(super) at: f64,
    pub(super) other: Option<f64>,
}

/// Widest step of the logarithm of u.
const STEP: f64 = 0.7;
/// How often a step is halved where its ends leave room for a peak.
const HALVINGS: u32 = 10;
/// Refinements of a peak after which it is taken as it is; Newton needs about five.
const REFINEMENTS: usize = 60;

/// A variance between studies with the slope of the likelihood there: twice the slope over ln u, and its own slope.
#[derive(Debug, Clone, Copy)]
struct Point {
    /// Logarithm of u over its value at t = 0.
    x: f64,
    /// Variance between studies.
    t: f64,
    slope: f64,
    bend: f64,
}

struct Search<'a> {
    studies: &'a mut Workspace,
    likelihood: Likelihood,
    least: f64,
    peaks: Vec<f64>,
}

/// The highest peak of the likelihood of two studies or more.
pub(super) fn highest_peak(studies: &mut Workspace, likelihood: Likelihood) -> Peak {
    let (least, most) = studies.ends();
    let (_, squares) = studies.unweighted();
    let k = studies.studies() as f64;
    let free = if likelihood == Likelihood::Restricted { k - 1.0 } else { k };
    // Sum of w^2 r^2 is at most squares / u^2, and what is taken off it is at least free / (u + most - least).
    let variance = squares / free;
    let end = 0.5 * (variance + (variance.sqrt() * (variance + 4.0 * (most - least)).sqrt())) * (1.0 + 1e-9);
    let mut search = Search { studies, likelihood, least, peaks: Vec::new() };
    if end <= least {
        return Peak { at: 0.0, other: None };
    }
    let width = (end / least).ln();
    let steps = (width / STEP).ceil().max(2.0);
    let mut last = search.point(0.0);
    if last.slope <= 0.0 {
        search.peaks.push(0.0);
    }
    for step in 1..=steps as u32 {
        let next = search.point(width * f64::from(step) / steps);
        search.look(last, next, 0);
        last = next;
    }
    search.highest()
}

impl Search<'_> {
    fn point(&mut self, x: f64) -> Point {
        self.at(x, self.least * x.exp_m1())
    }

    fn at(&mut self, x: f64, t: f64) -> Point {
        let sums = self.studies.slopes_at(t);
        let mean_slope = sums.tilt / sums.weight;
        let mut score = sums.fall - sums.weight;
        let mut change = 2.0 * (sums.tilt * mean_slope - sums.bend) + sums.square;
        if self.likelihood == Likelihood::Restricted {
            let share = sums.square / sums.weight;
            score += share;
            change += share * share - 2.0 * sums.cube / sums.weight;
        }
        let u = t + self.least;
        Point { x, t, slope: score * u, bend: (change * u + score) * u }
    }

    /// Finds the peaks between two points.
    fn look(&mut self, left: Point, right: Point, halvings: u32) {
        let (falls, rises) = (left.slope > 0.0 && right.slope <= 0.0, left.slope <= 0.0 && right.slope > 0.0);
        let simple = if falls {
            left.bend <= 0.0 && right.bend <= 0.0
        } else if rises {
            left.bend >= 0.0 && right.bend >= 0.0
        } else {
            clear(left, right)
        };
        if !simple && halvings < HALVINGS {
            let middle = self.point(0.5 * (left.x + right.x));
            self.look(left, middle, halvings + 1);
            self.look(middle, right, halvings + 1);
        } else if falls {
            let peak = self.refine(left, right);
            self.peaks.push(peak);
        }
    }

    /// The peak between a point where the likelihood rises and one where it falls.
    fn refine(&mut self, mut left: Point, mut right: Point) -> f64 {
        let chord = left.slope / (left.slope - right.slope);
        let mut point = self.point(left.x + (right.x - left.x) * chord.clamp(0.05, 0.95));
        for _ in 0..REFINEMENTS {
            if point.slope > 0.0 {
                left = point;
            } else {
                right = point;
            }
            let newton = -point.slope / point.bend;
            let x = point.x + newton;
            let inside = newton.is_finite() && x >= left.x && x <= right.x && point.bend < 0.0;
            let step = if inside { newton } else { 0.5 * (left.x + right.x) - point.x };
            // Counted from the point, so that a small variance keeps its digits.
            let t = point.t + (point.t + self.least) * step.exp_m1();
            let t = t.max(0.0);
            if step.abs() < 1e-7 {
                return t;
            }
            point = self.at(point.x + step, t);
        }
        point.t
    }

    /// Twice the logarithm of the likelihood, but for a constant.
    fn height(&mut self, t: f64) -> f64 {
        let sums = self.studies.at(t);
        let logs: f64 = self.studies.variances().iter().map(|variance| (variance + t).ln()).sum();
        let taken = if self.likelihood == Likelihood::Restricted { sums.weight.ln() } else { 0.0 };
        -(logs + taken + sums.spread)
    }

    fn highest(mut self) -> Peak {
        let mut peaks = std::mem::take(&mut self.peaks);
        if peaks.len() > 1 {
            let mut heights: Vec<(f64, f64)> = peaks.iter().map(|peak| (*peak, self.height(*peak))).collect();
            // Stable: of two that are as high the smaller one comes first.
            heights.sort_by(|one, two| two.1.total_cmp(&one.1));
            peaks = heights.into_iter().map(|(peak, _)| peak).collect();
        }
        Peak { at: peaks.first().copied().unwrap_or(0.0), other: peaks.get(1).copied() }
    }
}

/// Whether a slope of one sign at both ends leaves no room for two changes of sign between them: where it first comes
/// nearer to zero and then goes away, the tangents at the ends must meet before zero.
fn clear(left: Point, right: Point) -> bool {
    let sign = if left.slope > 0.0 { 1.0 } else { -1.0 };
    let (from, to) = (sign * left.slope, sign * right.slope);
    let (down, up) = (sign * left.bend, sign * right.bend);
    if down >= 0.0 || up <= 0.0 {
        return true;
    }
    let width = right.x - left.x;
    let meet = (to - up * width - from) / (down - up);
    from + down * meet > 0.0
}
