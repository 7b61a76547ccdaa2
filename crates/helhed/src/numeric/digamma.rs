//! Differences of the digamma function, without the digits that subtracting would lose.

/// From here on the asymptotic series (DLMF 5.11.2) has all digits of a double.
const FAR: f64 = 12.0;

/// The series of the digamma function without its logarithm and its 1/(2z), for `z` at or above [`FAR`].
fn rest(z: f64) -> f64 {
    let w = 1.0 / (z * z);
    -w * (1.0 / 12.0 - w * (1.0 / 120.0 - w * (1.0 / 252.0 - w * (1.0 / 240.0 - w * (1.0 / 132.0)))))
}

/// digamma(a + x) - digamma(a) for `a > 0` and `x >= 0`.
#[must_use]
pub fn difference(a: f64, x: f64) -> f64 {
    let (mut near, mut sum) = (a, 0.0);
    while near < FAR {
        sum += x / (near * (near + x));
        near += 1.0;
    }
    let far = near + x;
    sum + (x / near).ln_1p() + 0.5 * x / (near * far) + rest(far) - rest(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_steps_are_a_sum_of_reciprocals() {
        for a in [1e-6, 0.3, 1.0, 7.5, 13.0, 1e4, 1e9] {
            for x in [0_u32, 1, 2, 17, 300] {
                let direct: f64 = (0..x).rev().map(|k| 1.0 / (a + f64::from(k))).sum();
                let got = difference(a, f64::from(x));
                assert!((got - direct).abs() <= 1e-14 * direct, "{a} {x}: {got} {direct}");
            }
        }
    }
}
