//! The two pieces of Loader's saddle-point form of binomial and Poisson probabilities.
//!
//! Reference: Loader (2000), *Fast and accurate computation of binomial probabilities*.

/// Stirling's error at 1/2, 1, 3/2, ... 31/2, computed with 60 digits.
const AT_HALVES: [f64; 31] = [
    0.153_426_409_720_027_36,
    0.081_061_466_795_327_26,
    0.054_814_121_051_917_65,
    0.041_340_695_955_409_3,
    0.033_162_873_519_936_29,
    0.027_677_925_684_998_34,
    0.023_746_163_656_297_496,
    0.020_790_672_103_765_093,
    0.018_488_450_532_673_187,
    0.016_644_691_189_821_193,
    0.015_134_973_221_917_378,
    0.013_876_128_823_070_748,
    0.012_810_465_242_920_227,
    0.011_896_709_945_891_77,
    0.011_104_559_758_206_917,
    0.010_411_265_261_972_096,
    0.009_799_416_126_158_804,
    0.009_255_462_182_712_733,
    0.008_768_700_134_139_386,
    0.008_330_563_433_362_87,
    0.007_934_114_564_314_02,
    0.007_573_675_487_951_841,
    0.007_244_554_301_320_383,
    0.006_942_840_107_209_53,
    0.006_665_247_032_707_682,
    0.006_408_994_188_004_207,
    0.006_171_712_263_039_458,
    0.005_951_370_112_758_847_5,
    0.005_746_216_513_010_115_5,
    0.005_554_733_551_962_801,
    0.005_375_599_032_926_835,
];

/// Error of Stirling's formula, `ln z! - ln(sqrt(2 pi z) (z/e)^z)`, for `z > 0`.
#[must_use]
pub fn stirling_error(z: f64) -> f64 {
    if z >= 16.0 {
        return stirling_series(z);
    }
    let halves = 2.0 * z;
    let index = halves as usize;
    if index as f64 == halves && (1..=AT_HALVES.len()).contains(&index) {
        return AT_HALVES[index - 1];
    }
    // Other small arguments are carried up by the recurrence of the factorial, where the series holds to the last digit.
    let mut carried = 0.0;
    let mut z = z;
    while z < 16.0 {
        carried += (z + 0.5) * (1.0 / z).ln_1p() - 1.0;
        z += 1.0;
    }
    carried + stirling_series(z)
}

/// The same from 16 on.
fn stirling_series(z: f64) -> f64 {
    let r = 1.0 / z;
    let w = r * r;
    let series = 1.0 / 1188.0 - w * (691.0 / 360_360.0 - w / 156.0);
    (1.0 / 12.0 - w * (1.0 / 360.0 - w * (1.0 / 1260.0 - w * (1.0 / 1680.0 - w * series)))) * r
}

/// Deviance part `x ln(x/m) + m - x`, given the difference `d = x - m` separately so that it does not cancel.
#[must_use]
pub fn deviance_part(x: f64, m: f64, d: f64) -> f64 {
    if d.abs() >= 0.1 * (x + m) {
        return if x == 0.0 { m } else { x * (x / m).ln() - d };
    }
    // d v + 2 x (v^3/3 + v^5/5 + ...): at |v| < 0.1 the ninth term is below the last digit of the first.
    let v = d / (x + m);
    let w = v * v;
    let tail = 1.0 / 11.0 + w * (1.0 / 13.0 + w * (1.0 / 15.0 + w * (1.0 / 17.0 + w * (1.0 / 19.0))));
    let series = 1.0 / 3.0 + w * (1.0 / 5.0 + w * (1.0 / 7.0 + w * (1.0 / 9.0 + w * tail)));
    d * v + 2.0 * x * v * w * series
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stirling_error_of_small_factorials() {
        let half_log_two_pi = 0.5 * std::f64::consts::TAU.ln();
        let mut log_factorial = 0.0_f64;
        for k in 1..=40_u32 {
            let z = f64::from(k);
            log_factorial += z.ln();
            let direct = log_factorial - (z + 0.5) * z.ln() + z - half_log_two_pi;
            assert!((stirling_error(z) - direct).abs() < 1e-13, "{k}");
        }
        // Gamma(3/2) = sqrt(pi)/2.
        let half = (0.5 * std::f64::consts::PI.sqrt()).ln() - 0.5_f64.ln() + 0.5 - half_log_two_pi;
        assert!((stirling_error(0.5) - half).abs() < 2e-15);
    }

    #[test]
    fn deviance_part_agrees_on_both_sides_of_the_switch() {
        for (x, m) in [(10.0_f64, 8.19_f64), (10.0, 8.17), (3.0, 3.66), (3.0, 3.67)] {
            let direct = x * (x / m).ln() + m - x;
            assert!((deviance_part(x, m, x - m) - direct).abs() < 1e-14);
        }
    }
}
