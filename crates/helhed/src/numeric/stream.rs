//! Random numbers by counter: the number at any place of any stream is computed from the seed alone, so that the order
//! in which threads ask changes nothing.
//!
//! Philox4x32-10 of Salmon, Moraes, Dror and Shaw (2011), *Parallel random numbers: as easy as 1, 2, 3*.

/// Multipliers of the rounds.
const MULTIPLY: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
/// Steps of the key.
const STEP: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];

/// Four random words of a counter under a key.
fn philox(mut counter: [u32; 4], mut key: [u32; 2]) -> [u32; 4] {
    for round in 0..10 {
        if round > 0 {
            key = [key[0].wrapping_add(STEP[0]), key[1].wrapping_add(STEP[1])];
        }
        let first = u64::from(MULTIPLY[0]) * u64::from(counter[0]);
        let second = u64::from(MULTIPLY[1]) * u64::from(counter[2]);
        counter = [
            (second >> 32) as u32 ^ counter[1] ^ key[0],
            second as u32,
            (first >> 32) as u32 ^ counter[3] ^ key[1],
            first as u32,
        ];
    }
    counter
}

/// One of 2^64 independent streams of a seed.
#[derive(Debug, Clone)]
pub struct Stream {
    key: [u32; 2],
    number: [u32; 2],
    block: u64,
    words: [u32; 4],
    used: usize,
}

impl Stream {
    /// Stream `number` of a seed, at its start.
    #[must_use]
    pub fn new(seed: u64, number: u64) -> Self {
        let halves = |word: u64| [word as u32, (word >> 32) as u32];
        Self { key: halves(seed), number: halves(number), block: 0, words: [0; 4], used: 4 }
    }

    fn word(&mut self) -> u32 {
        if self.used == 4 {
            let [low, high] = [self.block as u32, (self.block >> 32) as u32];
            self.words = philox([low, high, self.number[0], self.number[1]], self.key);
            self.block = self.block.wrapping_add(1);
            self.used = 0;
        }
        self.used += 1;
        self.words[self.used - 1]
    }

    /// A number strictly between 0 and 1, one of 2^53 equally far apart.
    pub fn unit(&mut self) -> f64 {
        let (high, low) = (u64::from(self.word()), u64::from(self.word()));
        (((high << 21) | (low >> 11)) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// A whole number below `bound` (at least 1), each equally likely: Lemire's multiplication with rejection.
    pub fn below(&mut self, bound: u32) -> u32 {
        let mut product = u64::from(self.word()) * u64::from(bound);
        if (product as u32) < bound {
            let least = bound.wrapping_neg() % bound;
            while (product as u32) < least {
                product = u64::from(self.word()) * u64::from(bound);
            }
        }
        (product >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_known_answers_of_the_authors() {
        let known = [
            ([0; 4], [0; 2], [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]),
            ([u32::MAX; 4], [u32::MAX; 2], [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]),
            (
                [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
                [0xa409_3822, 0x299f_31d0],
                [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1],
            ),
        ];
        for (counter, key, words) in known {
            assert_eq!(philox(counter, key), words);
        }
    }

    #[test]
    fn units_fill_the_interval_evenly() {
        let mut stream = Stream::new(7, 4);
        let units: Vec<f64> = (0..60_000).map(|_| stream.unit()).collect();
        assert!(units.iter().all(|unit| *unit > 0.0 && *unit < 1.0));
        let tenth = |k: u32| units.iter().filter(|unit| (**unit * 10.0).floor() == f64::from(k)).count() as f64;
        let chi_square: f64 = (0..10).map(|k| (tenth(k) - 6e3).powi(2) / 6e3).sum();
        assert!(chi_square < 27.9, "beyond the 0.999 quantile with 9 degrees of freedom: {chi_square}");
    }

    #[test]
    fn every_number_below_the_bound_is_equally_likely() {
        let mut stream = Stream::new(7, 3);
        let mut seen = [0_u32; 6];
        for _ in 0..60_000 {
            seen[stream.below(6) as usize] += 1;
        }
        let chi_square: f64 = seen.iter().map(|count| (f64::from(*count) - 1e4).powi(2) / 1e4).sum();
        assert!(chi_square < 20.5, "beyond the 0.999 quantile with 5 degrees of freedom: {seen:?}");
        assert_eq!(Stream::new(7, 3).below(1), 0);
    }
}
