//! Continued fractions by forward recurrence.

/// Rounds at most. About the square root of the largest argument are needed: a million covers arguments up to 1e12.
const ROUNDS: u32 = 1_000_000;
/// Numerators and denominators are scaled back when they pass this.
const LARGE: f64 = 1e100;

/// The fraction `1 / (first + numerator(1) / (denominator(1) + numerator(2) / (denominator(2) + ...)))`.
///
/// `part` gives numerator and denominator of each round. The recurrence of the convergents holds no division, unlike
/// Lentz's method, and the only dependence between rounds is a multiplication and an addition. Every fourth round it is
/// asked whether the last two convergents agree.
pub(super) fn reciprocal(first: f64, mut part: impl FnMut(f64) -> (f64, f64)) -> f64 {
    let (mut above_before, mut above) = (0.0, 1.0);
    let (mut below_before, mut below) = (1.0, first);
    let mut n = 0.0;
    for _ in 0..ROUNDS / 4 {
        for _ in 0..4 {
            n += 1.0;
            let (numerator, denominator) = part(n);
            (above_before, above) = (above, denominator * above + numerator * above_before);
            (below_before, below) = (below, denominator * below + numerator * below_before);
        }
        let (now, before) = (above * below_before, above_before * below);
        if (now - before).abs() <= f64::EPSILON * now.abs() {
            break;
        }
        if below.abs() > LARGE {
            let scale = 1.0 / below;
            above_before *= scale;
            above *= scale;
            below_before *= scale;
            below = 1.0;
        }
    }
    above / below
}
