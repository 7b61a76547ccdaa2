//! Ranks of areas in draws of what is known of them.

use super::RankRange;
use super::draws::Normals;
use super::ranking::in_parallel;
use crate::estimate::Level;
use crate::numeric::stream::Stream;
use crate::synthesis::shrink::Posterior;

/// Streams of these draws start here, so that they share no number with those of the rank sets.
const FIRST_STREAM: u64 = 1 << 32;

/// How often each area had each rank.
pub(super) struct RankCounts {
    areas: usize,
    draws: u64,
    /// Row by row: the draws in which an area had rank 1, 2, ...
    counts: Vec<u32>,
}

impl RankCounts {
    /// Counts the ranks in draws; the highest has rank 1, or the lowest.
    pub(super) fn new(known: &[Posterior], highest_first: bool, draws: u64, seed: u64) -> Self {
        let areas = known.len();
        let mut orders = vec![Vec::new(); draws as usize];
        in_parallel(&mut orders, |number, order: &mut Vec<u32>| {
            let mut stream = Stream::new(seed, FIRST_STREAM + number);
            let mut normals = Normals::new(&mut stream);
            let values: Vec<f64> = known.iter().map(|known| normals.of(*known)).collect();
            order.extend(0..areas as u32);
            order.sort_by(|one, two| {
                let ascending = values[*one as usize].total_cmp(&values[*two as usize]);
                if highest_first { ascending.reverse() } else { ascending }
            });
        });
        let mut counts = vec![0_u32; areas * areas];
        for order in &orders {
            for (rank, area) in order.iter().enumerate() {
                counts[*area as usize * areas + rank] += 1;
            }
        }
        Self { areas, draws, counts }
    }

    fn of(&self, area: usize) -> &[u32] {
        &self.counts[area * self.areas..(area + 1) * self.areas]
    }

    /// Share of the draws in which an area had one of the best `quarter` ranks, and one of the worst.
    pub(super) fn ends(&self, area: usize, quarter: usize) -> (f64, f64) {
        let share =
            |counts: &[u32]| counts.iter().map(|count| u64::from(*count)).sum::<u64>() as f64 / self.draws as f64;
        let counts = self.of(area);
        (share(&counts[..quarter]), share(&counts[self.areas - quarter..]))
    }

    /// The ranks between the tails of the level.
    pub(super) fn range(&self, area: usize, level: Level) -> RankRange {
        let (low, high) = (level.tail() * self.draws as f64, (1.0 - level.tail()) * self.draws as f64);
        let mut sum = 0_u64;
        let (mut best, mut worst) = (None, None);
        for (rank, count) in self.of(area).iter().enumerate() {
            sum += u64::from(*count);
            let rank = rank as u64 + 1;
            if best.is_none() && sum as f64 > low {
                best = Some(rank);
            }
            if worst.is_none() && sum as f64 >= high {
                worst = Some(rank);
            }
        }
        RankRange { best: best.unwrap_or(1), worst: worst.unwrap_or(self.areas as u64) }
    }
}
