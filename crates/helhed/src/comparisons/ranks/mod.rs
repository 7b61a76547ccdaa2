//! Two groups by the ranks of their values.

mod hodges_lehmann;
mod rank_sum;

pub use hodges_lehmann::{HODGES_LEHMANN, hodges_lehmann};
pub use rank_sum::{
    RANK_SUM_CORRECTED, RANK_SUM_EXACT, RANK_SUM_NORMAL, rank_sum, rank_sum_corrected, rank_sum_exact, rank_sum_normal,
};

use super::ranking::{EXACT_BELOW, Null, runs, tie_sum};
use crate::numeric::rank_counts;
use crate::records::Sample;

/// Product of the group sizes up to which the exact distribution is counted.
const EXACT_PAIRS: u64 = 10_000;

/// Two groups, each in ascending order, and how their values tie.
struct Groups {
    of: Vec<f64>,
    against: Vec<f64>,
    /// Sum of t^3 - t over the runs of equal values in both together.
    ties: f64,
}

impl Groups {
    fn new(of: &Sample, against: &Sample) -> Self {
        let (of, against) = (of.sorted(), against.sorted());
        let mut both = [of.as_slice(), against.as_slice()].concat();
        both.sort_by(f64::total_cmp);
        Self { ties: tie_sum(&both), of, against }
    }

    fn pairs(&self) -> u64 {
        self.of.len() as u64 * self.against.len() as u64
    }

    /// Pairs in which the value of the first group is larger, and half of those that tie.
    fn statistic(&self) -> f64 {
        let (mut sum, mut below) = (0.0, 0);
        for (first, length) in runs(&self.of) {
            let value = self.of[first];
            below += self.against[below..].iter().take_while(|other| **other < value).count();
            let equal = self.against[below..].iter().take_while(|other| **other == value).count();
            sum += length as f64 * (below as f64 + 0.5 * equal as f64);
            below += equal;
        }
        sum
    }

    /// The exact distribution; for values of which none tie.
    fn exact(&self) -> Null {
        Null::exact(rank_counts::rank_sum(self.of.len(), self.against.len()))
    }

    fn normal(&self, correction: f64) -> Null {
        let (n1, n2) = (self.of.len() as f64, self.against.len() as f64);
        let n = n1 + n2;
        let variance = n1 * n2 / 12.0 * (n + 1.0 - self.ties / (n * (n - 1.0)));
        // Rounding must neither make nor hide the zero of values that are all equal.
        let deviation = if self.all_equal() { 0.0 } else { variance.max(0.0).sqrt() };
        Null::normal(0.5 * n1 * n2, deviation, correction)
    }

    /// Whether there is nothing to rank.
    fn all_equal(&self) -> bool {
        let first = self.of.first();
        first == self.of.last() && first == self.against.first() && first == self.against.last()
    }

    /// Whether the exact distribution is the default.
    fn few(&self) -> bool {
        self.of.len().max(self.against.len()) < EXACT_BELOW as usize
    }
}
