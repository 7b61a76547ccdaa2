//! Chance: every draw is a function of the seed, of what it is for, and of whom and when.
//!
//! Nothing depends on the order of the draws, so neither threads nor chunks change anything, and a world with
//! programmes and one without meet the same luck.

use helhed::numeric::stream::Stream;

/// What a draw is for: each purpose has streams of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Purpose {
    Vitals = 1,
    Latent,
    Labour,
    Conviction,
    School,
    Participation,
    Area,
    Shock,
    Choice,
    Dwelling,
    Month,
    Vacancy,
    Move,
    Mother,
    Partner,
    Couple,
}

/// The streams of a seed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The stream for a purpose, an entity (below 2^40) and a time (below 2^16).
    pub(super) fn stream(self, purpose: Purpose, entity: usize, time: usize) -> Stream {
        Stream::new(self.0, ((purpose as u64) << 56) | ((entity as u64) << 16) | time as u64)
    }
}

/// Two independent standard normal numbers: Box and Muller (1958).
pub(super) fn normals(stream: &mut Stream) -> [f64; 2] {
    let radius = (-2.0 * stream.unit().ln()).sqrt();
    let (sine, cosine) = (std::f64::consts::TAU * stream.unit()).sin_cos();
    [radius * cosine, radius * sine]
}

/// Probability whose log-odds are `x`.
pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn normals_have_mean_zero_and_variance_one() {
        let random = Random::new(3);
        let all: Vec<f64> =
            (0..20_000).flat_map(|entity| normals(&mut random.stream(Purpose::Latent, entity, 0))).collect();
        let mean = all.iter().sum::<f64>() / all.len() as f64;
        let variance = all.iter().map(|one| (one - mean).powi(2)).sum::<f64>() / all.len() as f64;
        assert!(mean.abs() < 0.02 && (variance - 1.0).abs() < 0.03, "{mean} {variance}");
    }

    #[test]
    fn purposes_entities_and_times_have_streams_of_their_own() {
        let first = |seed, purpose, entity, time| Random::new(seed).stream(purpose, entity, time).unit();
        let base = first(1, Purpose::Labour, 2, 3);
        assert_eq!(base, first(1, Purpose::Labour, 2, 3));
        for other in [
            first(2, Purpose::Labour, 2, 3),
            first(1, Purpose::School, 2, 3),
            first(1, Purpose::Labour, 3, 2),
            first(1, Purpose::Labour, 2, 4),
        ] {
            assert_ne!(base, other);
        }
    }
}
