//! Finding where a monotone function crosses zero.

/// Steps after which the search gives up; quadratic convergence needs far fewer.
const STEPS: usize = 200;

/// Value, first and second derivative of a function at a point.
#[derive(Debug, Clone, Copy)]
pub struct Jet {
    /// Value.
    pub value: f64,
    /// First derivative.
    pub first: f64,
    /// Second derivative.
    pub second: f64,
}

/// Zero of a monotone concave function by Halley steps, each falling back to Newton where Halley overshoots.
///
/// On a concave function Newton's step always lands on the side from which it converges, so no bracket is needed.
/// `None` when `STEPS` were not enough.
pub fn concave(start: f64, function: impl Fn(f64) -> Jet) -> Option<f64> {
    let mut at = start;
    for _ in 0..STEPS {
        let Jet { value, first, second } = function(at);
        let newton = value / first;
        let correction = 1.0 - 0.5 * newton * second / first;
        let step = if (0.5..2.0).contains(&correction) { newton / correction } else { newton };
        if !step.is_finite() {
            return None;
        }
        at -= step;
        // The step after one this small changes nothing that a double can hold: Halley's error is cubic in the step,
        // measured on the scale on which the function bends.
        let bend = (second / first).abs().max(first.abs());
        if step.abs() * bend <= 1e-5 || step.abs() <= f64::EPSILON * at.abs() {
            return Some(at);
        }
    }
    None
}

/// Zero of a decreasing function between `low` and `high` by the Illinois form of false position.
///
/// The caller has made sure that the function is not negative at `low` and not positive at `high`.
pub fn decreasing(mut low: f64, mut high: f64, function: impl Fn(f64) -> f64) -> f64 {
    let (mut at_low, mut at_high) = (function(low), function(high));
    if at_low <= 0.0 {
        return low;
    }
    if at_high >= 0.0 {
        return high;
    }
    let mut last_side = 0_i8;
    for step in 0..STEPS {
        let width = high - low;
        if width <= 4.0 * f64::EPSILON * (low.abs() + high.abs()) {
            break;
        }
        // Every fourth step halves the bracket, so a kink cannot hold the search up.
        let middle = if step % 4 == 3 { 0.5 * (low + high) } else { low + width * at_low / (at_low - at_high) };
        let middle = if middle > low && middle < high { middle } else { 0.5 * (low + high) };
        if middle <= low || middle >= high {
            break;
        }
        let value = function(middle);
        if value == 0.0 {
            return middle;
        }
        if value > 0.0 {
            low = middle;
            at_low = value;
            if last_side == 1 {
                at_high *= 0.5;
            }
            last_side = 1;
        } else {
            high = middle;
            at_high = value;
            if last_side == -1 {
                at_low *= 0.5;
            }
            last_side = -1;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn concave_finds_the_logarithm() {
        let root = concave(0.1, |x| Jet { value: x.ln() - 3.0, first: 1.0 / x, second: -1.0 / (x * x) });
        assert!((root.expect("converges") - 3.0_f64.exp()).abs() < 1e-13);
    }

    #[test]
    fn decreasing_finds_a_kinked_root() {
        let root = decreasing(0.0, 10.0, |x| if x < 3.0 { 1e6 * (3.0 - x) } else { 1e-6 * (3.0 - x) });
        assert!((root - 3.0).abs() < 1e-14);
    }
}
