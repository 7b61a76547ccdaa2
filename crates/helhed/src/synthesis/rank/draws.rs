//! Random numbers for ranks.

use crate::numeric::stream::Stream;
use crate::synthesis::shrink::Posterior;

/// Draws of normal numbers, two at a time (Box and Muller).
pub(super) struct Normals<'a> {
    stream: &'a mut Stream,
    spare: Option<f64>,
}

impl<'a> Normals<'a> {
    pub(super) fn new(stream: &'a mut Stream) -> Self {
        Self { stream, spare: None }
    }

    pub(super) fn next(&mut self) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let radius = (-2.0 * self.stream.unit().ln()).sqrt();
        let (sine, cosine) = (std::f64::consts::TAU * self.stream.unit()).sin_cos();
        self.spare = Some(radius * sine);
        radius * cosine
    }

    /// The logarithm of a gamma distributed number of this shape and unit rate (Marsaglia and Tsang 2000). Logarithms,
    /// since numbers of small shapes are too small for a double.
    fn ln_gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            let more = self.ln_gamma(shape + 1.0);
            return more + self.stream.unit().ln() / shape;
        }
        let d = shape - 1.0 / 3.0;
        let c = 1.0 / (9.0 * d).sqrt();
        loop {
            let z = self.next();
            let root = 1.0 + c * z;
            if root <= 0.0 {
                continue;
            }
            let v = root * root * root;
            if self.stream.unit().ln() < 0.5 * z * z + d - d * v + d * v.ln() {
                return d.ln() + v.ln();
            }
        }
    }

    /// A number in the order of what is known of an area: of a share its log odds, of a rate its logarithm.
    pub(super) fn of(&mut self, known: Posterior) -> f64 {
        match known {
            Posterior::Normal { mean, sd } => mean + sd * self.next(),
            Posterior::Gamma { shape, rate } => self.ln_gamma(shape) - rate.ln(),
            Posterior::Beta { alpha, beta } => self.ln_gamma(alpha) - self.ln_gamma(beta),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::estimate::Level;

    /// The share of draws below both limits of the 95 percent interval.
    fn below(known: Posterior, limits: (f64, f64)) -> (f64, f64) {
        let number = 20_000_u32;
        let (mut low, mut high) = (0_u32, 0_u32);
        for draw in 0..number {
            let value = Normals::new(&mut Stream::new(11, u64::from(draw))).of(known);
            low += u32::from(value < limits.0);
            high += u32::from(value < limits.1);
        }
        (f64::from(low) / f64::from(number), f64::from(high) / f64::from(number))
    }

    #[test]
    fn draws_fall_below_quantiles_as_often_as_they_should() {
        let logit = |p: f64| (p / (1.0 - p)).ln();
        let beta = Posterior::Beta { alpha: 0.7, beta: 4.0 };
        let gamma = Posterior::Gamma { shape: 3.2, rate: 5.0 };
        let small = Posterior::Gamma { shape: 0.3, rate: 5.0 };
        let normal = Posterior::Normal { mean: 2.0, sd: 3.0 };
        for (known, scale) in [
            (beta, Box::new(logit) as Box<dyn Fn(f64) -> f64>),
            (gamma, Box::new(f64::ln)),
            (small, Box::new(f64::ln)),
            (normal, Box::new(|x| x)),
        ] {
            let interval = known.interval(Level::P95).expect("quantiles");
            let (low, high) = below(known, (scale(interval.lower), scale(interval.upper)));
            // Four standard errors of 20,000 draws.
            assert!((low - 0.025).abs() < 0.0045 && (high - 0.975).abs() < 0.0045, "{known:?}: {low} {high}");
        }
    }
}
