//! Gauss-Hermite quadrature with seven points.

/// Points and weights: the sum of weight times f(point) is the integral of exp(-x^2) f(x), exactly for polynomials of
/// degree 13 and less.
pub(super) const SEVEN: [(f64, f64); 7] = [
    (-2.651_961_356_835_233_4, 9.717_812_450_995_191e-4),
    (-1.673_551_628_767_471_4, 5.451_558_281_912_703e-2),
    (-0.816_287_882_858_964_7, 0.425_607_252_610_127_8),
    (0.0, 0.810_264_617_556_807_3),
    (0.816_287_882_858_964_7, 0.425_607_252_610_127_8),
    (1.673_551_628_767_471_4, 5.451_558_281_912_703e-2),
    (2.651_961_356_835_233_4, 9.717_812_450_995_191e-4),
];

#[cfg(test)]
mod tests {
    use super::SEVEN;

    #[test]
    fn moments_of_the_normal_are_exact() {
        // Integral of exp(-x^2) x^(2m): sqrt(pi) (2m - 1)!!/2^m.
        let mut moment = std::f64::consts::PI.sqrt();
        for m in 0..7_i32 {
            let sum: f64 = SEVEN.iter().map(|(point, weight)| weight * point.powi(2 * m)).sum();
            assert!((sum / moment - 1.0).abs() < 1e-14, "{m}: {sum} {moment}");
            moment *= f64::from(2 * m + 1) / 2.0;
        }
    }
}
